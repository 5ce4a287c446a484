// <chain-why> in somebody else's page: given a report, a question or a field; several at once; light and dark by the page around it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { after, before, describe, test } from "node:test";
import { serve } from "../scripts/static-server.mjs";
import { open } from "./browsers.mjs";
import { all as reports } from "./fixtures/reports.mjs";
import { dist, example, until } from "./journeys.mjs";

const missing = example("missing-intermediate").question;

/** The sentence as the report has it: a verdict that stands right above it is not said in it again. */
const said = ({ verdict, sentence }, { summary }) => (summary.startsWith(sentence) ? sentence : `${verdict.trim()}: ${summary.includes(sentence) ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1)}`);

for (const name of ["Chromium", "Firefox"]) {
  describe(`<chain-why> in ${name}`, () => {
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

    const host = async () => {
      await tab.page.goto("about:blank");
      await tab.page.goto(`${server.url}embed.html`);
      await until(tab.page, () => customElements.get("chain-why") !== undefined);
    };

    test("explains the field that `for` names, in a form of somebody else", async () => {
      await host();
      assert.equal(await tab.page.evaluate(() => document.querySelector("#deploy").disabled), true);
      await tab.page.evaluate((text) => {
        const certificate = document.querySelector("#certificate");
        certificate.value = text;
        certificate.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }, missing.chain);
      await until(tab.page, () => document.querySelector("#why").report?.verdict === "untrusted" && document.querySelector("#short").report?.verdict === "untrusted");
      await until(tab.page, () => document.querySelector("#short").shadowRoot.querySelector("#sentence") !== null);
      const shown = await tab.page.evaluate(() => {
        const [why, short] = ["#why", "#short"].map((id) => document.querySelector(id).shadowRoot);
        const sentence = (root) => root.querySelector("#sentence").textContent.trim();
        return { why: sentence(why), short: sentence(short), shortSections: [...short.querySelectorAll("section")].map((one) => one.className), colours: [why, short].map((root) => getComputedStyle(root.host).color) };
      });
      assert.match(shown.why, /Fabrikam TLS ECC CA 3/);
      assert.match(shown.short, /[\u4e00-\u9fff]/, "the second speaks Chinese");
      assert.deepEqual(shown.shortSections, ["fix-card", "picture-section"]);
      assert.notEqual(shown.colours[0], shown.colours[1], "one is light and one is dark");
      assert.equal(await tab.page.evaluate(() => document.querySelector("#deploy").disabled), true);
    });

    test("with the private root and the whole chain it is trusted, and the form lets it pass", async () => {
      await host();
      const whole = example("trusted").question;
      await tab.page.evaluate(
        ({ chain, root }) => {
          for (const [id, text] of [["#roots", root], ["#certificate", chain]]) {
            const one = document.querySelector(id);
            one.value = text;
            one.dispatchEvent(new InputEvent("input", { bubbles: true }));
          }
        },
        { chain: whole.chain, root: whole.anchors[1] },
      );
      await until(tab.page, () => document.querySelector("#why").report?.verdict === "trusted");
      assert.equal(await tab.page.evaluate(() => document.querySelector("#deploy").disabled), false);
      await tab.page.evaluate(() => {
        const one = document.querySelector("#certificate");
        one.value = "";
        one.dispatchEvent(new InputEvent("input", { bubbles: true }));
      });
      await until(tab.page, () => document.querySelector("#why").report === null);
      assert.ok(await tab.page.evaluate(() => document.querySelector("#why .waiting").checkVisibility()), "the page's own words stand there while there is nothing to explain");
    });

    test("a line of the paste is selected in the field, unless the page does that itself", async () => {
      await host();
      await tab.page.evaluate((text) => {
        const certificate = document.querySelector("#certificate");
        certificate.value = `one\ntwo\n${text}`;
        certificate.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }, missing.chain);
      await until(tab.page, () => document.querySelector("#why").shadowRoot.querySelector(".finding .go") !== null);
      const click = () =>
        tab.page.evaluate(() => {
          const lines = [...document.querySelector("#why").shadowRoot.querySelectorAll(".finding .go")].find((one) => /^lines/.test(one.textContent.trim()));
          lines.click();
        });
      await click();
      assert.match(await tab.page.evaluate(() => document.querySelector("#certificate").value.slice(document.querySelector("#certificate").selectionStart, document.querySelector("#certificate").selectionEnd)), /^-----BEGIN CERTIFICATE-----[\s\S]*-----END CERTIFICATE-----$/);
      await tab.page.evaluate(() => {
        document.querySelector("#certificate").setSelectionRange(0, 0);
        document.querySelector("#why").addEventListener("chain-why-locate", (event) => {
          event.preventDefault();
          globalThis.located = event.detail;
        });
      });
      await click();
      assert.deepEqual(await tab.page.evaluate(() => [globalThis.located.field, globalThis.located.line, document.querySelector("#certificate").selectionEnd]), ["chain", 3, 0]);
    });

    test("a question asked by property is answered and announced; a newer one wins", async () => {
      await host();
      const codes = await tab.page.evaluate(
        async ({ first, second }) => {
          const one = document.createElement("chain-why");
          document.body.append(one);
          const answers = [];
          one.addEventListener("chain-why-report", (event) => answers.push(event.detail.findings[0].code));
          one.question = first;
          await one.updateComplete;
          one.question = second;
          await new Promise((done) => setTimeout(done, 1500));
          return answers;
        },
        { first: example("expired").question, second: example("host-name").question },
      );
      assert.equal(codes.at(-1), "name-mismatch");
    });

    test("any report is drawn: long, without anchors, unreadable; and taken away again", async () => {
      await host();
      for (const [kind, report] of Object.entries(reports)) {
        const shown = await tab.page.evaluate(async (given) => {
          const one = document.querySelector("#why");
          one.report = given;
          await one.updateComplete;
          await one.updateComplete;
          const root = one.shadowRoot;
          return { verdict: root.querySelector(".verdict").textContent, sentence: root.querySelector("#sentence").textContent, nodes: root.querySelectorAll(".picture .node").length, ghosts: root.querySelectorAll(".picture .ghost").length, broken: root.querySelectorAll(".picture .link.failed").length, paths: root.querySelectorAll(".other-paths > ol > li").length };
        }, report);
        assert.equal(said(shown, report), report.summary, kind);
        const expected = { trusted: [3, 0, 0, 0], missingIntermediate: [2, 1, 1, 0], longChain: [13, 0, 1, 12], noAnchors: [3, 2, 0, 0], unreadable: [0, 0, 0, 0] }[kind];
        assert.deepEqual([shown.nodes, shown.ghosts, kind === "noAnchors" ? 0 : shown.broken, shown.paths], expected, kind);
      }
      await tab.page.evaluate(() => (document.querySelector("#why").report = null));
      await until(tab.page, () => document.querySelector("#why").shadowRoot.querySelector("article") === null);
    });

    test("what is said of many names of a certificate stands in the picture once, and in the findings each time", async () => {
      await host();
      const [told] = reports.missingIntermediate.findings;
      const finding = { ...told, severity: "warning", title: "A title", place: { kind: "certificate", certificate: "c0" } };
      const shown = await tab.page.evaluate(async (report) => {
        const one = document.querySelector("#why");
        one.report = report;
        await one.updateComplete;
        const count = (selector) => [...one.shadowRoot.querySelectorAll(selector)].filter((part) => part.textContent.includes("A title")).length;
        return [count(".picture text"), count(".finding h4")];
      }, { ...reports.missingIntermediate, findings: [told, ...Array(5).fill(finding)] });
      assert.deepEqual(shown, [1, 5]);
    });

    test("the answer is drawn before what stands below it, which is waited for", async () => {
      await host();
      const seen = await tab.page.evaluate(async (report) => {
        const one = document.createElement("chain-why");
        document.body.append(one);
        one.report = report;
        one.showCertificate("c0");
        await Promise.resolve();
        const drawn = () => [...one.shadowRoot.querySelectorAll(".summary, .picture, .findings, .clients, .certificates")].map((part) => part.className.split(" ")[0]);
        const first = drawn();
        await one.updateComplete;
        const whole = drawn();
        await new Promise((done) => setTimeout(done, 50));
        return { first, whole, focused: one.shadowRoot.activeElement?.closest("details").id, open: one.shadowRoot.querySelector("#certificate-c0").open };
      }, reports.missingIntermediate);
      assert.deepEqual(seen, { first: ["summary", "picture", "findings"], whole: ["summary", "picture", "findings", "clients", "certificates"], focused: "certificate-c0", open: true });
    });

    test("it speaks the language of the page around it, and changes with it", async () => {
      await host();
      const heading = () => tab.page.evaluate(async () => {
        const one = document.querySelector("#why");
        await one.updateComplete;
        return one.shadowRoot.querySelector("#certificates-heading").textContent;
      });
      await tab.page.evaluate((report) => (document.querySelector("#why").report = report), reports.trusted);
      assert.equal(await heading(), "The certificates");
      await tab.page.evaluate(() => (document.documentElement.lang = "zh-Hans"));
      await until(tab.page, () => document.querySelector("#why").shadowRoot.querySelector("#certificates-heading")?.textContent === "证书详情");
    });

    test("its custom properties and parts can be styled from outside", async () => {
      await host();
      await tab.page.evaluate((report) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("chain-why { --chain-why-bad: rgb(1, 2, 3) } chain-why::part(summary) { padding-top: 77px }");
        document.adoptedStyleSheets = [sheet];
        document.querySelector("#why").report = report;
      }, reports.missingIntermediate);
      await until(tab.page, () => document.querySelector("#why").shadowRoot.querySelector(".summary") !== null);
      assert.deepEqual(
        await tab.page.evaluate(() => {
          const root = document.querySelector("#why").shadowRoot;
          return [getComputedStyle(root.querySelector(".verdict")).color, getComputedStyle(root.querySelector(".summary")).paddingTop];
        }),
        ["rgb(1, 2, 3)", "77px"],
      );
    });

    test("a theme has a ground of its own", async () => {
      await host();
      const colours = await tab.page.evaluate(async (report) => {
        const one = document.createElement("chain-why");
        document.body.append(one);
        one.report = report;
        const seen = [];
        for (const theme of ["light", "dark", null]) {
          one.theme = theme;
          await one.updateComplete;
          seen.push(getComputedStyle(one).backgroundColor);
        }
        return seen;
      }, reports.trusted);
      assert.deepEqual(colours, ["rgb(255, 255, 255)", "rgb(26, 29, 34)", "rgba(0, 0, 0, 0)"]);
    });

    test("compact, it is the verdict, the sentence and what mends it, and nothing else", async () => {
      await host();
      const shown = await tab.page.evaluate(async (report) => {
        const one = document.createElement("chain-why");
        one.compact = true;
        one.report = report;
        document.body.append(one);
        await one.updateComplete;
        const visible = (selector) => [...one.shadowRoot.querySelectorAll(selector)].filter((part) => part.checkVisibility()).length;
        return { attribute: one.hasAttribute("compact"), kept: [".verdict", "#sentence", ".fix-card"].map(visible), left: [".picture", ".findings", ".clients", ".outlook", ".card", ".remark", ".asked"].map(visible) };
      }, reports.missingIntermediate);
      assert.deepEqual(shown, { attribute: true, kept: [1, 1, 1], left: [0, 0, 0, 0, 0, 0, 0] });
    });

    test("another language asks again, and a value that a script sets is seen", async () => {
      await host();
      await tab.page.evaluate((text) => (document.querySelector("#certificate").value = text), missing.chain);
      const said = () => document.querySelector("#why").shadowRoot.querySelector("#sentence")?.textContent ?? "";
      await until(tab.page, () => /^Not trusted/.test(document.querySelector("#why").shadowRoot.querySelector("#sentence")?.textContent ?? ""));
      await tab.page.evaluate(() => (document.querySelector("#why").language = "zh-CN"));
      await until(tab.page, () => /^不受信任/.test(document.querySelector("#why").shadowRoot.querySelector("#sentence")?.textContent ?? ""));
      assert.match(await tab.page.evaluate(said), /Fabrikam TLS ECC CA 3/);
    });

    test("what is no report, or one of another version, is said in words and by an event, and a right one mends it", async () => {
      await host();
      const seen = await tab.page.evaluate(async ({ report, bad }) => {
        const one = document.querySelector("#why");
        const heard = [];
        one.addEventListener("chain-why-error", (event) => heard.push(event.detail.message));
        const shown = [];
        for (const given of [...bad, report]) {
          one.report = given;
          await one.updateComplete;
          await one.updateComplete;
          shown.push(one.shadowRoot.querySelector(".trouble")?.textContent ?? one.shadowRoot.querySelector("#sentence")?.textContent ?? "");
        }
        return { heard, shown };
      }, { report: reports.trusted, bad: [{ ...reports.trusted, schema: 7 }, "text", { verdict: "trusted" }, [], { ...reports.trusted, findings: [{}] }] });
      assert.match(seen.shown[0], /version 7 of the format; version 2/);
      for (const words of seen.shown.slice(1, 5)) assert.match(words, /not a report of chainwhy/);
      assert.equal(`Trusted: ${seen.shown[5]}`, reports.trusted.summary);
      assert.ok(seen.heard.length >= 2 && seen.heard.every((message) => /version 7|not a report/.test(message)), seen.heard.join());
    });

    test("nothing broke the page's policy, and no error was left in the console", async () => {
      assert.deepEqual(await tab.page.evaluate(() => globalThis.policyViolations), []);
      // What was no report is logged for whoever wrote the page.
      assert.deepEqual(tab.problems.filter((problem) => !/TypeError|JSHandle@error/.test(problem)), []);
    });
  });
}

describe("<chain-why> without a bundler", () => {
  const pkg = fileURLToPath(new URL("../../pkg/dist/", import.meta.url));
  const skip = existsSync(join(pkg, "chain-why.global.js")) ? false : "the package has not been built";
  for (const [file, from] of [["README.md", "../../README.md"], ["docs/element.md", "../../docs/element.md"]]) {
    test(`the script tag of ${file} works as printed`, { skip }, async () => {
      const snippet = /```html\n(<script src=[^]*?)```/.exec(readFileSync(new URL(from, import.meta.url), "utf8"))[1];
      const folder = mkdtempSync(join(tmpdir(), "chainwhy-tag-"));
      mkdirSync(join(folder, "node_modules/chainwhy"), { recursive: true });
      symlinkSync(pkg, join(folder, "node_modules/chainwhy/dist"));
      writeFileSync(join(folder, "index.html"), `<!doctype html><html lang="en"><title>Somebody else</title>${snippet}</html>`);
      const server = await serve(folder);
      const tab = await open("Chromium");
      try {
        await tab.page.goto(server.url);
        await tab.page.evaluate((text) => (document.querySelector("textarea").value = text), missing.chain);
        await until(tab.page, () => document.querySelector("chain-why")?.report?.verdict === "untrusted");
        assert.match(await tab.page.evaluate(() => document.querySelector("chain-why").shadowRoot.querySelector("#sentence").textContent), /Fabrikam TLS ECC CA 3/);
        assert.deepEqual(tab.problems.filter((problem) => !/favicon/.test(problem)), []);
      } finally {
        await tab.close();
        await server.stop();
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }

  test("where there is no DOM, importing it does nothing", { skip }, () => {
    execFileSync(process.execPath, ["--input-type=module", "-e", `await import(${JSON.stringify(pathToFileURL(join(pkg, "element.js")).href)})`]);
  });
});

describe("what the package gets of <chain-why>", () => {
  const out = new URL("../dist-element/", import.meta.url);
  test("a module that leaves the core to the package, its types, and a manifest that names all of it", { skip: existsSync(out) ? false : "npm run build:element has not been run" }, () => {
    const script = readFileSync(new URL("element.js", out), "utf8");
    assert.match(script, /import\(\s*["'`]chainwhy["'`]\s*\)/);
    const imported = [...script.matchAll(/\bimport\s*\(?\s*(?:[\w{*][^;"'`]*\bfrom\s*)?["'`]([^"'`]+)["'`]/g)].map((match) => match[1]);
    assert.deepEqual([...new Set(imported)], ["chainwhy"], "nothing else is imported");
    const types = readFileSync(new URL("element.d.ts", out), "utf8");
    const manifest = JSON.parse(readFileSync(new URL("custom-elements.json", out), "utf8"));
    const [declaration] = manifest.modules.flatMap((module) => module.declarations);
    assert.equal(declaration.tagName, "chain-why");
    const source = readFileSync(new URL("../src/element/chain-why.ts", import.meta.url), "utf8");
    for (const [key, pattern] of Object.entries({ slots: /@slot (\S+) -/g, cssParts: /@csspart (\S+) -/g, cssProperties: /@cssprop (\S+) -/g, events: /@fires \{.*?\} (\S+) -/g, attributes: /@attr \{\w+\} (\S+) -/g })) {
      const named = [...source.matchAll(pattern)].map((match) => match[1]).sort();
      assert.deepEqual([...new Set((declaration[key] ?? []).map((one) => one.name))].sort(), named, key);
    }
    for (const event of declaration.events) assert.ok(types.includes(`"${event.name}"`), `${event.name} has a type`);
    for (const member of declaration.members.filter((one) => one.kind === "field" && !one.static)) assert.match(types, new RegExp(`\\b${member.name}[?:]`), `${member.name} has a type`);
  });

  test("every part and slot that is documented is there, and no other", () => {
    const source = ["chain-why", "summary", "findings", "outlook", "clients", "certificates", "recognised", "picture", "copy-button"].map((file) => readFileSync(new URL(`../src/element/${file}.ts`, import.meta.url), "utf8")).join("\n");
    const documented = [...source.matchAll(/@csspart (\S+) -/g)].map((match) => match[1]).sort();
    const used = [...new Set([...source.matchAll(/\spart="([a-z-]+)"/g)].map((match) => match[1]))].sort();
    assert.deepEqual(used, documented);
    assert.deepEqual([...source.matchAll(/<slot name="([a-z]+)">/g)].map((match) => match[1]).sort(), [...source.matchAll(/@slot (\S+) -/g)].map((match) => match[1]).sort());
    const styles = readFileSync(new URL("../src/element/styles.ts", import.meta.url), "utf8");
    assert.deepEqual([...new Set(styles.match(/--chain-why-[a-z]+/g))].sort(), [...source.matchAll(/@cssprop (\S+) -/g)].map((match) => match[1]).sort());
  });
});
