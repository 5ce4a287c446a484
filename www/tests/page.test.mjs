// The page, as a person uses it, in Chromium and in Firefox.

import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { serve } from "../scripts/static-server.mjs";
import { open } from "./browsers.mjs";
import { answer, answered, control, dist, drop, example, examples, field, notices, openExample, paste, policyViolations, press, settled, until, visit } from "./journeys.mjs";

const missing = example("missing-intermediate").question;
const PRIVATE_KEY = generateKeyPairSync("ec", { namedCurve: "P-256", privateKeyEncoding: { type: "pkcs8", format: "pem" }, publicKeyEncoding: { type: "spki", format: "pem" } }).privateKey;
const derOf = (pem) => Buffer.from(pem.replace(/-----[^-]+-----/g, ""), "base64");

for (const name of ["Chromium", "Firefox"]) {
  describe(name, () => {
    let server;
    let tab;
    before(async () => {
      server = await serve(dist);
      tab = await open(name);
    });
    after(async () => {
      await tab?.close();
      await server?.stop();
    });

    test("a pasted chain is answered: the sentence, the broken link, the fix", async () => {
      await visit(tab.page, server.url);
      await paste(tab.page, "chain", missing.chain);
      const shown = await answered(tab.page);
      assert.equal(shown.report.verdict, "untrusted");
      assert.equal(shown.report.findings[0].code, "issuer-not-found");
      assert.equal(shown.sentence, shown.report.summary);
      assert.match(shown.sentence, /Fabrikam TLS ECC CA 3/);
      assert.equal(shown.broken.length, 1, "one link is drawn broken");
      assert.match(shown.broken[0], /The chain breaks here/);
      assert.match(shown.failedNodes.join(), /Missing issuer\. Fabrikam TLS ECC CA 3/);
      assert.ok([...shown.fixes, ...shown.commands, ...shown.evidence].some((text) => text.includes("http://pki.fabrikam.example/tls-ecc-ca-3.cer")), "it says where the intermediate is published");
    });

    test("what is typed before the script has come is taken over, with the cursor, and without a private key", async () => {
      let release;
      const held = new Promise((done) => (release = done));
      const slow = await serve(dist, { hold: (path) => (path.endsWith(".js") ? held : null) });
      try {
        await tab.page.goto("about:blank");
        // The load ends only when the script has come.
        const loaded = tab.page.goto(slow.url);
        await until(tab.page, () => document.querySelector("#early")?.checkVisibility());
        await tab.page.evaluate(
          (text) => {
            const early = document.querySelector("#early");
            early.value = text;
            early.focus();
            early.setSelectionRange(3, 3);
          },
          `a\nb\n${missing.chain}${PRIVATE_KEY}`,
        );
        await tab.page.keyboard.type("cd");
        assert.equal(await tab.page.evaluate(() => document.querySelector("chain-why")), null, "there is no answer yet");
        release();
        await loaded;
        const shown = await answered(tab.page);
        assert.equal(shown.report.findings[0].code, "issuer-not-found");
        assert.ok((await field(tab.page, "chain")).startsWith("a\nbcd\n-----BEGIN"), "the text is there");
        assert.ok(!(await field(tab.page, "chain")).includes(PRIVATE_KEY.split("\n")[2]), "the key is not");
        assert.match((await notices(tab.page))[0], /private key/i);
        await tab.page.keyboard.type("e");
        assert.ok((await field(tab.page, "chain")).startsWith("a\nbcde\n"), "the cursor is where it was");
        assert.equal(await tab.page.evaluate(() => document.querySelectorAll("#early").length), 0);
      } finally {
        release();
        await slow.stop();
      }
    });

    test("the first words painted are in the reader's language, before any script of the page has come", async () => {
      const never = await serve(dist, { hold: (path) => (path.endsWith(".js") ? new Promise(() => {}) : null) });
      const reader = await open(name, { locale: "zh-CN" });
      try {
        reader.page.goto(never.url).catch(() => {});
        await until(reader.page, () => document.querySelector("#early")?.checkVisibility());
        const seen = await reader.page.evaluate(() => [document.documentElement.lang, ...["header", "main"].map((part) => document.querySelector(part).innerText)].join(" "));
        assert.match(seen, /^zh-CN /);
        assert.match(seen, /你粘贴的内容不会离开本页/);
        assert.doesNotMatch(seen, /Nothing you paste/);
        assert.deepEqual(reader.problems, []);
      } finally {
        await reader.close();
        await never.stop();
      }
    });

    test("typing goes on where the cursor is while the answer changes", async () => {
      await visit(tab.page, server.url);
      await paste(tab.page, "chain", missing.chain);
      await answered(tab.page);
      await tab.page.evaluate(() => {
        const chain = document.querySelector("#field-chain");
        chain.focus();
        chain.setSelectionRange(0, 0);
      });
      await tab.page.keyboard.type("ab");
      await tab.page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
      await tab.page.keyboard.type("cd");
      await tab.page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
      assert.deepEqual(
        await tab.page.evaluate(() => {
          const chain = document.querySelector("#field-chain");
          return [chain.value.slice(0, 4), chain.selectionStart, document.activeElement === chain];
        }),
        ["abcd", 4, true],
      );
      assert.equal((await answer(tab.page)).report.findings[0].code, "issuer-not-found");
    });

    test("dropped files are read together, PEM and DER alike", async () => {
      await visit(tab.page, server.url);
      const [leaf, intermediate] = example("trusted").question.chain.split(/(?<=-----END CERTIFICATE-----\n)/);
      await tab.page.evaluate(() => document.querySelector('input[value="pasted"]').click());
      await drop(tab.page, "anchors", [["root.pem", missing.anchors[1]]]);
      await drop(tab.page, "chain", [["server.pem", leaf], ["ca.der", derOf(intermediate)]]);
      await until(tab.page, () => document.querySelector("#field-chain").value.includes("# ca.der"));
      const shown = await answered(tab.page);
      assert.equal(shown.nodes.length, 3);
      assert.equal(shown.report.anchors.count, 1);
      assert.ok(!shown.report.findings.some((finding) => finding.code === "issuer-not-found"));
    });

    test("what is no certificate is marked at its line, and the mark leads there", async () => {
      await visit(tab.page, server.url);
      await openExample(tab.page, "request-instead");
      const shown = await answer(tab.page);
      assert.equal(shown.report.verdict, "unreadable");
      const mark = await tab.page.evaluate(() => document.querySelector('[data-field="chain"] .marks button').textContent.replace(/\s+/g, " ").trim());
      assert.match(mark, /^Lines 2–\d+ /);
      await tab.page.evaluate(() => document.querySelector('[data-field="chain"] .marks button').click());
      assert.match(
        await tab.page.evaluate(() => {
          const chain = document.querySelector("#field-chain");
          return chain.value.slice(chain.selectionStart, chain.selectionEnd);
        }),
        /^-----BEGIN CERTIFICATE REQUEST-----/,
      );
      assert.ok(await tab.page.evaluate(() => document.querySelectorAll('[data-field="chain"] .bars .error').length > 1), "the lines are coloured");
    });

    test("every example opens in both languages and says what it is there to show", async () => {
      for (const [language, label] of [["en", "English"], ["zh-CN", "简体中文"]]) {
        await visit(tab.page, server.url);
        await press(tab.page, label);
        for (const { id, title, story, expect } of examples) {
          if (await tab.page.evaluate(() => document.querySelector("chain-why") !== null)) await press(tab.page, language === "en" ? "Clear" : "清空");
          await until(tab.page, () => document.querySelector("chain-why") === null);
          await openExample(tab.page, id);
          const shown = await answer(tab.page);
          assert.equal(shown.report.verdict, expect.verdict, `${id}: ${shown.sentence}`);
          if (expect.verdict !== "trusted") assert.equal(shown.report.findings[0].code, expect.code, `${id}: ${shown.sentence}`);
          else if (expect.code) assert.ok(shown.report.findings.some((finding) => finding.code === expect.code), `${id} has no ${expect.code}`);
          const told = await tab.page.evaluate(() => document.querySelector(".story").textContent);
          assert.ok(told.includes(title[language]) && told.includes(story[language]), `${id} is told in ${language}`);
          assert.equal(/[㐀-鿿]/.test(shown.sentence), language === "zh-CN", `${id}: ${shown.sentence}`);
        }
      }
    });

    test("the language is remembered, and nothing else is", async () => {
      await visit(tab.page, server.url);
      await press(tab.page, "简体中文");
      await openExample(tab.page, "expired");
      await visit(tab.page, server.url);
      assert.equal(await tab.page.evaluate(() => document.documentElement.lang), "zh-CN");
      assert.equal(await tab.page.evaluate(() => document.title), "chainwhy：这条证书链为什么不被信任？");
      assert.deepEqual(await tab.page.evaluate(() => ({ ...localStorage })), { "chainwhy.language": "zh-CN" });
      assert.deepEqual(await tab.page.evaluate(async () => [sessionStorage.length, document.cookie, (await indexedDB.databases()).length]), [0, "", 0]);
      assert.equal(await field(tab.page, "chain"), "");
      await press(tab.page, "English");
    });

    test("a link brings the question back, whole", async () => {
      await visit(tab.page, server.url);
      await openExample(tab.page, "same-name");
      const before = await answer(tab.page);
      assert.equal(await tab.page.evaluate(() => location.hash), "#example=same-name", "the address names the example; no link with a question is made unasked");
      await press(tab.page, "Share or save");
      await press(tab.page, "Copy a link");
      await until(tab.page, () => document.querySelector(".share .said").textContent.trim() !== "");
      const link = await tab.page.evaluate(() => location.href);
      await visit(tab.page, link);
      const again = await answered(tab.page);
      assert.equal(again.sentence, before.sentence);
      assert.deepEqual(again.report, before.report);
      assert.equal(await field(tab.page, "anchors"), example("same-name").question.anchors);
      await tab.page.evaluate(() => document.querySelector("#field-chain").focus());
      await tab.page.keyboard.type(" ");
      await until(tab.page, () => location.hash === "#client=node-20", "what was typed is not in the address");
    });

    test("a link that was cut says so", async () => {
      await visit(tab.page, `${server.url}#q=1.eyJjaGFp`);
      await until(tab.page, () => document.querySelector(".notice") !== null);
      assert.match((await notices(tab.page))[0], /could not be read/);
      await visit(tab.page, `${server.url}#q=9.AAAA`);
      await until(tab.page, () => document.querySelector(".notice") !== null);
      assert.match((await notices(tab.page))[0], /later version/);
    });

    test("a pasted private key is blanked at once, is not in the undo history, and is never shared", async () => {
      await visit(tab.page, server.url);
      await paste(tab.page, "chain", `${missing.chain}${PRIVATE_KEY}`);
      const secret = PRIVATE_KEY.split("\n")[2];
      assert.ok(!(await field(tab.page, "chain")).includes(secret));
      assert.match((await notices(tab.page))[0], /private key/i);
      for (let times = 0; times < 4; times += 1) {
        await control(tab.page, "z");
        assert.ok(!(await field(tab.page, "chain")).includes(secret), "undo does not bring it back");
      }
      await paste(tab.page, "chain", `${missing.chain}${PRIVATE_KEY}`);
      await answered(tab.page);
      await press(tab.page, "Share or save");
      for (const way of ["Copy a link", "Copy as Markdown", "Copy as Markdown, names hidden", "Copy a summary", "Save as JSON"]) {
        await press(tab.page, way);
        await until(tab.page, () => document.querySelector(".notice")?.textContent.includes("Not shared"));
      }
      assert.equal(await tab.page.evaluate(() => location.hash), "");
      await press(tab.page, "Remove the rest of the block");
      assert.ok(!/PRIVATE/.test(await field(tab.page, "chain")));
      await answered(tab.page);
      await press(tab.page, "Copy a link");
      await until(tab.page, () => location.hash.startsWith("#q=1."));
      assert.ok(!(await tab.page.evaluate(() => document.body.textContent + [...document.querySelectorAll("textarea")].map((one) => one.value).join())).includes(secret));
    });

    test("a private key in a dropped file is not read", async () => {
      await visit(tab.page, server.url);
      await drop(tab.page, "chain", [["server.key", derOf(PRIVATE_KEY)], ["server.pem", missing.chain]]);
      await until(tab.page, () => document.querySelector(".notice") !== null);
      assert.match((await notices(tab.page)).join(), /server\.key is a private key/);
      assert.equal((await field(tab.page, "chain")).trim(), missing.chain.trim());
    });

    test("the host name says what it was understood as", async () => {
      await visit(tab.page, server.url);
      await openExample(tab.page, "trusted");
      for (const [typed, understood] of [["https://API.contoso.example:8443/v1?x", "api.contoso.example"], ["bücher.example", "xn--bcher-kva.example"], ["api.contoso.example:443", "api.contoso.example"]]) {
        await tab.page.evaluate(() => {
          const name = document.querySelector("#server-name");
          name.focus();
          name.select();
        });
        await tab.page.keyboard.type(typed);
        await until(tab.page, (name) => document.querySelector("#server-name-hint").textContent.includes(name), understood);
      }
    });

    test("an error message alone is recognised", async () => {
      await visit(tab.page, server.url);
      await paste(tab.page, "errorText", example("missing-intermediate").question.errorText);
      await answered(tab.page);
      const recognised = await tab.page.evaluate(() => document.querySelector("chain-why").shadowRoot.querySelector(".recognised")?.textContent ?? "");
      assert.match(recognised, /unable to get local issuer certificate/);
    });

    test("nothing is asked of the network once the page has loaded, and the policy is never broken", async () => {
      // A first visit: on later ones the browser itself looks, when it likes, whether the offline worker is still the newest.
      const first = await open(name);
      try {
        await visit(first.page, server.url);
        const [seen, served] = [first.requests.length, server.requests.length];
        assert.ok(seen > 0 && served > 0);
        await openExample(first.page, "inspecting-proxy");
        await paste(first.page, "chain", example("wrong-order").question.chain);
        await answered(first.page);
        await press(first.page, "Share or save");
        await press(first.page, "Copy as Markdown");
        await press(first.page, "Copy a link");
        await press(first.page, "简体中文");
        await first.page.evaluate(() => new Promise((done) => setTimeout(done, 3000)));
        assert.deepEqual(first.requests.slice(seen), [], "the browser's own log");
        // Whether the offline worker is still the newest, the browser may look at any time, by itself.
        assert.deepEqual(server.requests.slice(served).filter((path) => path !== "/service-worker.js"), [], "the server's log");
        assert.deepEqual(await policyViolations(first.page), []);
        assert.deepEqual(first.problems, []);
      } finally {
        await first.close();
      }
    });

    test("a connection that somebody tries to make is refused by the policy", async () => {
      await visit(tab.page, server.url);
      const refused = await tab.page.evaluate(async () => {
        const tries = await Promise.allSettled([fetch("./index.html"), fetch("https://example.com/")]);
        return tries.map((one) => one.status);
      });
      assert.deepEqual(refused, ["rejected", "rejected"]);
    });

    test("it works without a network after the first visit", async () => {
      const own = await serve(dist);
      try {
          await visit(tab.page, own.url);
        await own.stop();
          await visit(tab.page, own.url);
        await openExample(tab.page, "expired");
        assert.equal((await answer(tab.page)).report.findings[0].code, "certificate-expired");
      } finally {
        await own.stop().catch(() => {});
      }
    });

    test("the one-file page opens from disk, answers, and asks for nothing else", async () => {
      const file = pathToFileURL(join(dist, "chainwhy.html")).href;
      const seen = tab.requests.length;
      await tab.page.goto(file);
      await settled(tab.page);
      await openExample(tab.page, "host-name");
      assert.equal((await answer(tab.page)).report.findings[0].code, "name-mismatch");
      await press(tab.page, "Share or save");
      const ways = await tab.page.evaluate(() => [...document.querySelectorAll(".ways button")].map((one) => one.textContent.trim()));
      assert.ok(ways.includes("Copy a summary") && !ways.includes("Copy a link"), "an address on this disk leads nobody else to it");
      assert.deepEqual(tab.requests.slice(seen).filter((url) => !url.startsWith(file) && !url.startsWith("data:")), []);
      assert.deepEqual(await policyViolations(tab.page), []);
    });

    test("no error was left in the console", () => {
      // The refused connections of the test above are meant to be there.
      assert.deepEqual(tab.problems.filter((problem) => !/connect-src|example\.com|Refused to connect|Fetch API|index\.html/.test(problem)), []);
    });
  });
}
