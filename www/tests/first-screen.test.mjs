// What mends it is seen without scrolling: on a phone, a laptop and a wide screen, light and dark, for every example and after a paste.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { serve } from "../scripts/static-server.mjs";
import { open } from "./browsers.mjs";
import { answered, dist, example, examples, openExample, paste, press, until, visit } from "./journeys.mjs";

/** Where the first button that copies stands; whether there is anything to copy. */
const seen = () => {
  const root = document.querySelector("chain-why").shadowRoot;
  const box = (one) => one?.getBoundingClientRect();
  const copy = box(root.querySelector(".fix-card .copy"));
  const verdict = box(root.querySelector(".verdict"));
  const [fix] = document.querySelector("chain-why").report.findings.filter(({ severity }) => severity !== "note").flatMap(({ fixes }) => fixes);
  return { wanted: Boolean(fix?.command ?? fix?.bundle), top: verdict.top, bottom: copy?.bottom ?? null, height: innerHeight };
};

for (const [width, height, scheme] of [[1366, 768, "light"], [390, 844, "dark"], [390, 844, "light"], [1366, 768, "dark"], [1920, 1080, "light"], [1920, 1080, "dark"]]) {
  describe(`${width} × ${height}, ${scheme}`, () => {
    let server;
    let tab;
    before(async () => {
      server = await serve(dist);
      tab = await open("Chromium", { width, height, scheme, calm: true });
    });
    after(async () => {
      await tab?.close();
      await server?.stop();
    });

    for (const [language, label] of [["en", "English"], ["zh-CN", "简体中文"]]) {
      test(`every example in ${language}`, async () => {
        await visit(tab.page, server.url);
        await press(tab.page, label);
        const hidden = [];
        for (const { id } of examples) {
          await openExample(tab.page, id);
          const { wanted, top, bottom } = await tab.page.evaluate(seen);
          if (top < 0 || (wanted && (bottom === null || bottom > height))) hidden.push(`${id}: from ${top} to ${bottom}`);
        }
        assert.deepEqual(hidden, []);
      });
    }

    test("after a paste into the one box, which says what it was taken for", async () => {
      await visit(tab.page, server.url);
      await press(tab.page, "English");
      const { chain, anchors } = example("missing-intermediate").question;
      for (const [text, chip] of [[chain, /1 certificate/], [chain + anchors[1], /2 certificates/]]) {
        await paste(tab.page, "chain", text);
        await answered(tab.page);
        await until(tab.page, () => document.querySelector("chain-why").shadowRoot.querySelector(".fix-card .copy") !== null);
        const { top, bottom } = await tab.page.evaluate(seen);
        assert.ok(top >= 0 && bottom !== null && bottom <= height, `from ${top} to ${bottom}`);
        assert.match(await tab.page.evaluate(() => document.querySelector(".understood").textContent), chip);
      }
    });
  });
}
