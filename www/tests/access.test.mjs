// Access: axe in every state of the page, light and dark, in both languages; the keyboard alone; zoom, narrow and forced settings.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { serve } from "../scripts/static-server.mjs";
import { open } from "./browsers.mjs";
import { all as reports } from "./fixtures/reports.mjs";
import { answer, answered, dist, example, examples, openExample, paste, press, settled, until, visit } from "./journeys.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const label = { en: { share: "Share or save", examples: "Examples", own: "My own", more: "Time, purpose, rules, revocation" }, "zh-CN": { share: "分享或保存", examples: "示例", own: "我自己的", more: "时间、用途、规则与吊销" } };

/** What axe finds against WCAG 2.2 A and AA and its own best practices, one line each. */
async function violations(page) {
  await page.evaluate(axe);
  const { violations: found } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${JSON.stringify(node.target)} ${node.failureSummary}`).join("; ")}`);
}

/** The fields of certificates are thousands of bytes, for each of which axe takes its time: they are unfolded where that is asked for. */
const openEverything = async (page, fields = false) => {
  await page.evaluate((all) => {
    const inside = document.querySelector("chain-why")?.shadowRoot;
    for (const one of [...document.querySelectorAll("details"), ...(inside?.querySelectorAll("details:not(.fields)") ?? [])]) one.open = true;
    const first = inside?.querySelector("details.fields");
    if (all && first) first.open = true;
  }, fields);
  // They are drawn a moment later; those of what is no certificate are told to be missing.
  await until(page, () => [...(document.querySelector("chain-why")?.shadowRoot.querySelectorAll(".fields[open] .room") ?? [])].every((room) => room.querySelector(".item") !== null || /^(?:The fields|无法)/.test(room.textContent)));
};

const both = ["Chromium", "Firefox"];
const settings = both.flatMap((browser) => ["light", "dark"].flatMap((scheme) => ["en", "zh-CN"].map((language) => ({ browser, scheme, language }))));
const telling = ["trusted", "missing-intermediate", "request-instead", "python-3-13", "empty-trust-store"];

for (const { browser, scheme, language } of settings) {
  describe(`axe in ${browser}, ${scheme}, ${language}`, () => {
    let server;
    let tab;
    before(async () => {
      server = await serve(dist);
      tab = await open(browser, { scheme, locale: language });
    });
    after(async () => {
      await tab?.close();
      await server?.stop();
    });

    test("empty, with every fold open, and with the examples shown", async () => {
      await visit(tab.page, server.url);
      assert.deepEqual(await violations(tab.page), []);
      await openEverything(tab.page);
      await tab.page.evaluate(() => document.querySelector('input[value="both"]').click());
      assert.deepEqual(await violations(tab.page), []);
      await press(tab.page, label[language].examples);
      assert.deepEqual(await violations(tab.page), []);
    });

    // All examples once light and once dark, once in each language and in one browser; the telling ones in every setting.
    const all = browser === "Chromium" && (scheme === "light") === (language === "en");
    const shown = all ? examples.map(({ id }) => id) : telling;
    test(`${shown.length} examples answered, with every fold open`, async () => {
      for (const id of shown) {
        await visit(tab.page, server.url);
        await openExample(tab.page, id);
        await openEverything(tab.page, id === "missing-intermediate");
        assert.deepEqual(await violations(tab.page), [], id);
      }
    });

    test("before its script has come, while something is typed, on a phone, and printed", async () => {
      let release;
      const held = new Promise((done) => (release = done));
      const slow = await serve(dist, { hold: (path) => (path.endsWith(".js") ? held : null) });
      try {
        // The load ends only when the script has come.
        const loaded = tab.page.goto(slow.url);
        await until(tab.page, () => document.querySelector("#early")?.checkVisibility());
        assert.deepEqual(await violations(tab.page), [], "early");
        release();
        await loaded;
        await settled(tab.page);
      } finally {
        release();
        await slow.stop();
      }
      await visit(tab.page, server.url);
      await tab.page.evaluate(() => document.querySelector("#field-chain").focus());
      await tab.page.keyboard.type("-----BEGIN CERT");
      await answered(tab.page);
      assert.deepEqual(await violations(tab.page), [], "typing");
      await tab.resize(390, 844);
      await openExample(tab.page, "inspecting-proxy");
      assert.deepEqual(await violations(tab.page), [], "phone");
      await openEverything(tab.page);
      assert.deepEqual(await violations(tab.page), [], "phone, with every fold open");
      await tab.resize(1366, 860);
      if (browser === "Firefox") return; // Its driver cannot show a page as printed.
      await tab.page.emulateMedia({ media: "print" });
      assert.deepEqual(await violations(tab.page), [], "printed");
      await tab.page.emulateMedia({ media: "screen" });
    });

    test("with a private key in the paste, and sharing refused", async () => {
      await visit(tab.page, server.url);
      await paste(tab.page, "chain", `${example("expired").question.chain}-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8goAoGCCqGSM49\n-----END EC PRIVATE KEY-----\n`);
      await answered(tab.page);
      assert.deepEqual(await violations(tab.page), []);
      await press(tab.page, label[language].share);
      await tab.page.evaluate(() => document.querySelector(".ways button").click());
      assert.deepEqual(await violations(tab.page), []);
    });

    test("reports that are rare: a long chain, no anchors, nothing readable", async () => {
      await visit(tab.page, server.url);
      await openExample(tab.page, "expired");
      for (const [name, report] of Object.entries(reports)) {
        await tab.page.evaluate((given) => (document.querySelector("chain-why").report = given), report);
        await openEverything(tab.page);
        await tab.page.evaluate(() => document.querySelector("chain-why").updateComplete);
        assert.deepEqual(await violations(tab.page), [], name);
      }
    });
  });
}

for (const browser of both) {
  describe(`keyboard in ${browser}`, () => {
    let server;
    let tab;
    before(async () => {
      server = await serve(dist);
    });
    after(() => server?.stop());
    // Anew for each: whoever tabs out of the page is in the browser's own bars.
    beforeEach(async () => {
      tab = await open(browser);
    });
    afterEach(() => tab?.close());

    /** What has the focus, into shadow roots, and whether a reader can see that it has. */
    const focused = (page) =>
      page.evaluate(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        if (!at || at === document.body) return null;
        const name = (at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent).replace(/\s+/g, " ").trim();
        const style = getComputedStyle(at);
        const frame = at.querySelector?.(".frame, .hit");
        const ring = style.outlineStyle !== "none" || (frame && getComputedStyle(frame).strokeWidth === "4px") || at.closest(".lined") !== null || (at.matches(".file") && getComputedStyle(at.parentElement.querySelector(".button")).outlineStyle !== "none");
        const box = (at.matches(".file") ? at.parentElement : at).getBoundingClientRect();
        return { tag: at.localName, name, ring: Boolean(ring), visible: box.bottom > 0 && box.top < innerHeight };
      });

    test("Tab goes through everything in order, always visible, and out again", async () => {
      await visit(tab.page, server.url);
      await openExample(tab.page, "missing-intermediate");
      await tab.page.evaluate(() => document.activeElement.blur());
      await tab.page.evaluate(() => getSelection().removeAllRanges());
      await tab.page.evaluate(() => {
        document.body.tabIndex = -1;
        document.body.focus();
      });
      const stops = [];
      for (let presses = 0; presses < 200; presses += 1) {
        await tab.page.keyboard.press("Tab");
        const at = await focused(tab.page);
        if (at === null) break;
        stops.push(at);
      }
      assert.ok(stops.length < 200, "the focus leaves the page in the end");
      assert.deepEqual(stops.filter((stop) => !stop.ring).map((stop) => stop.name), [], "every stop shows the focus");
      assert.deepEqual(stops.filter((stop) => !stop.visible).map((stop) => stop.name), [], "every stop is scrolled into view");
      assert.deepEqual(stops.filter((stop) => stop.name === "").map((stop) => stop.tag), [], "every stop has a name");
      const order = ["Skip to the answer", "English", "Paste anything", "Open files…", "Host name", "Error message", "Share or save"];
      const places = order.map((name) => stops.findIndex((stop) => stop.name.startsWith(name)));
      assert.ok(places.every((place, index) => place >= 0 && (index === 0 || place > places[index - 1])), `${order} are at ${places}`);
      assert.ok(stops.some((stop) => stop.tag === "g" && stop.name.includes("breaks here")), "the broken link can be reached");
    });

    test("the language is changed, an example opened, its link shared and its certificate reached, without a mouse", async () => {
      await visit(tab.page, server.url);
      const goTo = async (start, back = false) => {
        for (let presses = 0; presses < 200; presses += 1) {
          const at = await focused(tab.page);
          if (at?.name.startsWith(start)) return at;
          if (back) await tab.page.keyboard.down("Shift");
          await tab.page.keyboard.press("Tab");
          if (back) await tab.page.keyboard.up("Shift");
        }
        throw new Error(`${start} cannot be reached`);
      };
      assert.match((await focused(tab.page)).name, /^Paste anything/, "one can type at once");
      await goTo("简体中文", true);
      await tab.page.keyboard.press("Enter");
      await until(tab.page, () => document.documentElement.lang === "zh-CN");
      await tab.page.keyboard.down("Shift");
      await tab.page.keyboard.press("Tab");
      await tab.page.keyboard.up("Shift");
      await tab.page.keyboard.press("Enter");
      await until(tab.page, () => document.documentElement.lang === "en");
      await goTo("Examples");
      await tab.page.keyboard.press("Enter");
      await until(tab.page, () => document.querySelector("dialog").open);
      await tab.page.keyboard.press("Escape");
      await until(tab.page, () => !document.querySelector("dialog").open);
      assert.equal((await focused(tab.page)).name, "Examples", "the focus is back where it was");
      await tab.page.keyboard.press("Enter");
      await goTo("The server’s certificate has expired");
      await tab.page.keyboard.press("Enter");
      await answered(tab.page);
      assert.equal((await answer(tab.page)).report.findings[0].code, "certificate-expired");
      await goTo("Share or save");
      await tab.page.keyboard.press("Enter");
      await goTo("Copy a link");
      await tab.page.keyboard.press("Enter");
      await until(tab.page, () => location.hash.startsWith("#q=1."));
      await goTo("End entity");
      await tab.page.keyboard.press("Enter");
      await until(tab.page, () => document.querySelector("chain-why").shadowRoot.activeElement?.matches(".card > summary"));
      assert.ok(await tab.page.evaluate(() => document.querySelector("chain-why").shadowRoot.querySelector("#certificate-c0").open));
    });
  });

  describe(`zoom and narrow screens in ${browser}`, () => {
    let server;
    before(async () => {
      server = await serve(dist);
    });
    after(() => server?.stop());

    for (const [what, width, height] of [["a phone", 360, 740], ["a laptop at 200 %", 683, 384], ["a laptop at 400 %", 320, 256], ["a wide screen", 1920, 1080]]) {
      test(`${what}: nothing is cut off and nothing has to be scrolled sideways`, async () => {
        const tab = await open(browser, { width, height });
        try {
          await visit(tab.page, server.url);
          const sideways = () => tab.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.equal(await sideways(), 0, "empty");
          await openExample(tab.page, "missing-intermediate");
          for (const [name, report] of Object.entries({ example: null, ...reports })) {
            if (report) await tab.page.evaluate((given) => (document.querySelector("chain-why").report = given), report);
            await openEverything(tab.page, name === "example");
            await tab.page.evaluate(() => new Promise((done) => setTimeout(done, 150)));
            assert.equal(await sideways(), 0, name);
            const wide = await tab.page.evaluate(() => {
              const room = document.querySelector(".answer").getBoundingClientRect();
              return [...document.querySelector("chain-why").shadowRoot.querySelectorAll("*")]
                .filter((one) => one.checkVisibility() && !one.closest("pre, .spoken, thead") && one.getBoundingClientRect().right > room.right + 1)
                .map((one) => `${one.localName}.${one.getAttribute("class")}`);
            });
            assert.deepEqual(wide, [], name);
          }
        } finally {
          await tab.close();
        }
      });
    }

    test("without motion, a jump is a jump", async () => {
      const tab = await open(browser, { calm: true });
      try {
        await visit(tab.page, server.url);
        await openExample(tab.page, "expired");
        assert.equal(await tab.page.evaluate(() => getComputedStyle(document.querySelector("button")).transitionDuration), "0s");
        await tab.page.evaluate(() => document.querySelector("chain-why").showCertificate("c0"));
        const after = (milliseconds) => tab.page.evaluate((time) => new Promise((done) => setTimeout(() => done(scrollY), time)), milliseconds);
        const [first, last] = [await after(30), await after(300)];
        assert.ok(first > 500 && Math.abs(last - first) < 3, `at ${first}, then at ${last}`);
      } finally {
        await tab.close();
      }
    });
  });
}
