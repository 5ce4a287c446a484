// The pages of the codes and of the error texts: there for each, in both languages, joined to one another, and an example opens.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { after, before, describe, test } from "node:test";
import { serve } from "../scripts/static-server.mjs";
import { open } from "./browsers.mjs";
import { answered, dist } from "./journeys.mjs";

const codes = readdirSync(new URL("../../docs/codes/", import.meta.url)).map((file) => file.replace(/\.md$/, ""));
const pages = ["codes", "errors", "zh-CN/codes", "zh-CN/errors"].flatMap((folder) => readdirSync(join(dist, folder)).map((file) => `${folder}/${file}`));

describe("pages to be found", () => {
  test("each code has one, and each error text that people search for, in both languages", () => {
    for (const prefix of ["", "zh-CN/"]) {
      for (const code of codes) assert.ok(pages.includes(`${prefix}codes/${code}.html`), `${prefix}codes/${code}`);
      for (const text of ["unable-to-get-local-issuer-certificate", "x509-certificate-signed-by-unknown-authority", "pkix-path-building-failed", "depth-zero-self-signed-cert", "sec-error-unknown-issuer", "err-cert-authority-invalid"])
        assert.ok(pages.some((page) => page.startsWith(`${prefix}errors/`) && page.includes(text)), `${prefix}${text}`);
    }
  });

  test("titles differ, every link leads somewhere, and nothing in them runs", () => {
    const titles = new Map();
    for (const page of pages) {
      const html = readFileSync(join(dist, page), "utf8");
      const title = /<title>(.+)<\/title>/.exec(html)?.[1];
      assert.ok(title && !titles.has(title), `${page}: “${title}” is the title of ${titles.get(title)} too`);
      titles.set(title, page);
      assert.doesNotMatch(html, /<script|undefined|\{\w+\}<\/h1>/, page);
      assert.match(html, /<html lang="(?:en|zh-CN)">/);
      for (const [, href] of html.matchAll(/ href="([^"#]*)(?:#[^"]*)?"/g)) {
        if (/^(?:https?:|data:)/.test(href)) continue;
        const target = normalize(join(dist, dirname(page), href));
        assert.ok(existsSync(target), `${page} leads to ${href}`);
      }
    }
  });

  test("the site map names each of them, by whole addresses of one place", () => {
    const map = readFileSync(join(dist, "sitemap.xml"), "utf8");
    const named = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address);
    const [home] = named;
    assert.match(home, /^https:\/\/.+\/$/);
    assert.deepEqual(new Set(named.slice(1)), new Set(pages.map((page) => home + page.replace(/index\.html$/, ""))));
    assert.equal(readFileSync(join(dist, "robots.txt"), "utf8"), `Sitemap: ${home}sitemap.xml\n`);
  });

  test("what the command is for is not said without it", () => {
    for (const page of pages.filter((one) => one.includes("errors/"))) assert.doesNotMatch(readFileSync(join(dist, page), "utf8"), /(?:prints it|可以得到)[:：]/, page);
  });

  let server;
  let tab;
  before(async () => {
    server = await serve(dist);
    tab = await open("Chromium", { width: 390, height: 844 });
  });
  after(async () => {
    await tab?.close();
    await server?.stop();
  });
  for (const [path, code] of [["codes/name-constraint-violated.html", "name-constraint-violated"], ["zh-CN/codes/signature-invalid.html", "signature-invalid"], ["errors/certificate-has-expired.html", "certificate-expired"]]) {
    test(`the example of ${path} opens`, async () => {
      await tab.page.goto(server.url + path);
      assert.ok(await tab.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it fits a phone");
      await tab.page.evaluate(() => document.querySelector(".go a").click());
      await tab.page.waitForFunction(() => document.querySelector("chainwhy-page") !== null);
      const shown = await answered(tab.page);
      assert.equal(shown.report.findings[0].code, code);
      assert.deepEqual(tab.problems, []);
    });
  }
});
