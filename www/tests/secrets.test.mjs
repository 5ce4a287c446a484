// Nothing secret stays in the page or leaves it, whatever is pasted where; and no link harms who opens it.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { serve } from "../scripts/static-server.mjs";
import { open } from "./browsers.mjs";
import { answered, dist, notices, policyViolations, until, visit } from "./journeys.mjs";

const table = JSON.parse(readFileSync(new URL("../../tests/secrets/forms.json", import.meta.url), "utf8"));
const link = (question) => `#q=1.${deflateRawSync(JSON.stringify(question)).toString("base64url")}`;

describe("secrets", () => {
  let server;
  let tab;
  before(async () => {
    server = await serve(dist);
    tab = await open("Chromium");
  });
  after(async () => {
    await tab?.close();
    await server?.stop();
  });

  test("no key stays in any field or enters a link, in any form", async () => {
    await visit(tab.page, server.url);
    const wrong = await tab.page.evaluate(async ({ certificate, secrets, forms }) => {
      const grams = (text) => Array.from({ length: Math.max(0, text.length - 11) }, (_, at) => text.slice(at, at + 12));
      const open = new Set(grams(certificate.replace(/\s/g, "")));
      const fields = ["field-anchors", "field-errorText", "field-crls", "server-name"];
      const wrong = [];
      /** What a browser does with a paste. */
      const paste = (target, text) => {
        const data = new DataTransfer();
        data.setData("text/plain", text);
        target.focus();
        target.select();
        const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
        if (target.dispatchEvent(event)) document.execCommand("insertText", false, text);
      };
      for (const [at, { file, way, text }] of forms.entries()) {
        if (text === undefined || (file === "PKCS #1 encrypted" && !text.includes("PRIVATE"))) continue;
        for (const id of ["field-chain", fields[at % fields.length]]) {
          const target = document.getElementById(id);
          paste(target, text);
          await new Promise((done) => setTimeout(done));
          const kept = new Set(grams([...document.querySelectorAll("textarea, input")].map((one) => one.value).join("\n").replace(/\s/g, "")));
          const left = secrets[file].flatMap(grams).find((gram) => kept.has(gram) && !open.has(gram));
          if (left) wrong.push(`${id}: ${file}, ${way}: ${left}`);
          target.value = "";
          target.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }
      }
      return wrong;
    }, table);
    assert.deepEqual(wrong, []);
  });

  test("a key in a link is blanked before anything is shown, and is not shared again", async () => {
    const key = table.forms.find(({ file, way }) => file === "PKCS #8" && way === "as it is").text;
    for (const name of ["chain", "errorText", "crls", "serverName", "anchors"]) {
      await visit(tab.page, `${server.url}${link({ chain: table.certificate, at: "2026-06-01T12:00:00Z", [name]: name === "chain" ? table.certificate + key : key })}`);
      await until(tab.page, () => document.querySelector(".notice") !== null);
      assert.match((await notices(tab.page)).join(), /private key/i, name);
      const kept = await tab.page.evaluate(() => document.documentElement.textContent + [...document.querySelectorAll("textarea, input")].map((one) => one.value).join());
      assert.ok(!kept.includes(key.split("\n")[2]), name);
    }
  });

  test("no command that a link brings does anything but what it says", async () => {
    for (const host of ["example.com$(touch PWN)", "`touch PWN`", "a;touch PWN", "-oProxyCommand=x", "a'b", 'a"b', "a b", "a\\nb"]) {
      await visit(tab.page, `${server.url}${link({ serverName: host })}`);
      const command = await until(tab.page, () => document.querySelector(".empty .command code")?.textContent);
      assert.match(command, /^openssl s_client -connect HOST:443 -servername HOST -showcerts <\/dev\/null$/, host);
      assert.equal(spawnSync("sh", ["-n", "-c", command]).status, 0);
    }
  });

  test("a link of a thousand characters does not stop the tab", async () => {
    const address = link({ chain: table.certificate, at: "2026-06-01T12:00:00Z", serverName: `a${"\u0300".repeat(100_000)}.example` });
    assert.ok(address.length < 2000, `${address.length}`);
    const start = performance.now();
    await visit(tab.page, `${server.url}${address}`);
    await answered(tab.page);
    assert.ok(performance.now() - start < 20_000, `${performance.now() - start} ms`);
    assert.deepEqual(await policyViolations(tab.page), []);
  });
});
