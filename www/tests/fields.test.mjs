// A certificate's fields beside its bytes, and the place of a fault in its bytes, as a reader of either would try them.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { serve } from "../scripts/static-server.mjs";
import { browsers, open } from "./browsers.mjs";
import { answered, dist, example, openExample, paste, until, visit } from "./journeys.mjs";

/** What of the fields of a certificate is to be seen. */
const seen = (page, id = "c0") =>
  page.evaluate((certificate) => {
    const fold = document.querySelector("chain-why").shadowRoot.querySelector(`#fields-${certificate}`);
    const lit = [...fold.querySelectorAll("i.lit, i.head")].map((one) => Number(one.dataset.at));
    return {
      items: [...fold.querySelectorAll(".item")].map((one) => one.innerText.replace(/\s+/g, " ").trim()),
      chosen: fold.querySelector('.item[aria-selected="true"]')?.innerText.replace(/\s+/g, " ").trim() ?? "",
      lit: [Math.min(...lit), Math.max(...lit)],
      status: fold.querySelector(".at")?.textContent ?? "",
      bytes: fold.querySelectorAll(".octets i:not(.none)").length,
      odd: [...fold.querySelectorAll(".octets i.odd")].map((one) => one.textContent).join(" "),
      wrong: [...fold.querySelectorAll(".item .odd")].map((one) => one.textContent),
      names: [fold.querySelector(".tree")?.getAttribute("aria-label"), fold.querySelector(".octets")?.getAttribute("aria-label")],
    };
  }, id);

const unfold = async (page, id = "c0") => {
  await page.evaluate((certificate) => {
    const element = document.querySelector("chain-why");
    element.showCertificate(certificate);
    element.shadowRoot.querySelector(`#fields-${certificate} summary`).click();
  }, id);
  await until(page, (certificate) => document.querySelector("chain-why").shadowRoot.querySelector(`#fields-${certificate} .item`) !== null, id);
};

const press = async (page, part, key) => {
  await page.evaluate((selector) => document.querySelector("chain-why").shadowRoot.querySelector(`#fields-c0 ${selector}`).focus(), part);
  await page.keyboard.press(key);
};

for (const browser of ["Chromium", "Firefox"]) {
  describe(`fields and bytes in ${browser}`, { skip: !browsers[browser] && `${browser} is not installed` }, () => {
    let server;
    let tab;
    before(async () => {
      server = await serve(dist);
      tab = await open(browser, { calm: true });
      await visit(tab.page, server.url);
      await openExample(tab.page, "missing-intermediate");
      await unfold(tab.page);
    });
    after(async () => {
      await tab?.close();
      await server?.stop();
    });

    test("every field of the certificate has its name, its type and what it says", async () => {
      const { items, names } = await seen(tab.page);
      for (const wanted of ["version [0]", "serialNumber INTEGER 00a33286da0b733ebf8307b40a9e15ee", "notAfter UTCTime 270118000000Z", "dNSName [2] api.contoso.example", "BIT STRING digitalSignature"]) assert.ok(items.includes(wanted), `${wanted}: ${items.join(" | ")}`);
      assert.deepEqual(names, ["Fields of “api.contoso.example”", "Bytes of “api.contoso.example”"]);
    });

    test("a field lights its bytes", async () => {
      const { items } = await seen(tab.page);
      await tab.page.evaluate((index) => document.querySelector("chain-why").shadowRoot.querySelectorAll("#fields-c0 .item")[index].click(), items.findIndex((one) => one.startsWith("serialNumber")));
      const { chosen, lit, status } = await seen(tab.page);
      assert.match(chosen, /^serialNumber/);
      assert.deepEqual(lit, [13, 30]);
      assert.equal(status, "serialNumber: bytes 13–30 (18) · 02 10 00 a3 32 86 da 0b 73 3e bf 83 …");
    });

    test("a byte lights its field", async () => {
      await tab.page.evaluate(() => document.querySelector("chain-why").shadowRoot.querySelector('#fields-c0 i[data-at="120"]').click());
      const { chosen, lit } = await seen(tab.page);
      assert.match(chosen, /^value UTF8String Fabrikam TLS ECC CA 3/);
      assert.ok(lit[0] <= 120 && 120 <= lit[1], lit.join());
    });

    test("by the keyboard, among the fields and among the bytes", async () => {
      await press(tab.page, '.item[aria-selected="true"]', "Home");
      assert.match((await seen(tab.page)).chosen, /^the certificate/);
      for (const key of ["ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"]) await tab.page.keyboard.press(key);
      assert.match((await seen(tab.page)).chosen, /^INTEGER 2/);
      await tab.page.keyboard.press("ArrowLeft");
      assert.match((await seen(tab.page)).chosen, /^version/);
      await tab.page.evaluate(() => document.querySelector("chain-why").shadowRoot.querySelector('#fields-c0 i[data-at="13"]').click());
      await press(tab.page, ".octets", "ArrowLeft");
      assert.match((await seen(tab.page)).chosen, /^INTEGER 2/, "the byte before the serial number is the version’s");
      await tab.page.keyboard.press("ArrowRight");
      assert.match((await seen(tab.page)).chosen, /^serialNumber/);
    });

    test("the address names what is unfolded, and opens it again", async () => {
      const hash = await tab.page.evaluate(() => location.hash);
      assert.equal(hash, "#example=missing-intermediate&open=certificate-c0.fields-c0");
      await visit(tab.page, server.url + hash);
      await answered(tab.page);
      await until(tab.page, () => document.querySelector("chain-why").shadowRoot.querySelector("#fields-c0 .item") !== null);
      assert.equal((await seen(tab.page)).names[0], "Fields of “api.contoso.example”");
    });

    test("in Chinese", async () => {
      await visit(tab.page, `${server.url}#example=missing-intermediate&lang=zh-CN&open=certificate-c0.fields-c0`);
      await answered(tab.page);
      await until(tab.page, () => document.querySelector("chain-why").shadowRoot.querySelector("#fields-c0 .item") !== null);
      const { items, names } = await seen(tab.page);
      assert.ok(items.includes("notAfter（到期时间） UTCTime 270118000000Z"), items.join(" | "));
      assert.equal(names[0], "“api.contoso.example” 的字段");
    });

    test("an encoding fault marks its place, in the finding and among the fields", async () => {
      // The Boolean of basicConstraints’ critical, written as 01.
      const der = Buffer.from(example("trusted").question.chain.split("-----")[2].replace(/\s/g, ""), "base64");
      const at = der.indexOf(Buffer.from("0603551d130101ff", "hex"));
      assert.ok(at > 0);
      der[at + 7] = 1;
      await visit(tab.page, `${server.url}#lang=en`);
      await paste(tab.page, "chain", `-----BEGIN CERTIFICATE-----\n${der.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`);
      await answered(tab.page);
      const shown = await tab.page.evaluate(() => {
        const figure = document.querySelector("chain-why").shadowRoot.querySelector(".octets-at");
        return { said: figure?.querySelector("figcaption").textContent, marked: [...(figure?.querySelectorAll("mark") ?? [])].map((one) => one.textContent) };
      });
      assert.match(shown.said ?? "", /^bytes \d+ to \d+; the odd ones are marked$/);
      assert.ok(shown.marked.join(" ").includes("01 01 01"), shown.marked.join(" "));
      await tab.page.evaluate(() => document.querySelector("chain-why").shadowRoot.querySelector(".octets-at .go").click());
      await until(tab.page, () => document.querySelector("chain-why").shadowRoot.querySelector("#fields-c0 .item .odd") !== null);
      const { odd, wrong, chosen } = await seen(tab.page);
      assert.equal(odd, "01 01 01");
      assert.equal(wrong.length, 1);
      assert.match(chosen, /^critical BOOLEAN TRUE ⚠/);
    });

    test("a certificate of megabytes is shown in parts, and the page stays usable", async () => {
      const names = Array.from({ length: 60_000 }, (_, index) => `DNS:host-${index}.example.com`);
      let pem;
      try {
        pem = execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "/dev/null", "-days", "90", "-subj", "/CN=large.example", "-config", "/dev/stdin"], { input: `[req]\ndistinguished_name=d\nx509_extensions=x\n[d]\n[x]\nsubjectAltName=@n\n[n]\n${names.map((name, index) => `DNS.${index}=${name.slice(4)}`).join("\n")}\n`, maxBuffer: 1e8, stdio: ["pipe", "pipe", "ignore"] }).toString();
      } catch {
        return;
      }
      assert.ok(pem.length > 1_500_000, String(pem.length));
      const began = Date.now();
      await tab.page.evaluate(async (text) => {
        const { shadowRoot } = document.querySelector("chain-why");
        const bytes = Uint8Array.from(atob(text.replace(/-----[^-]*-----|\s/g, "")), (character) => character.charCodeAt(0));
        globalThis.decoded = (await customElements.get("chain-why").decoder())(bytes, "en");
        return shadowRoot !== null;
      }, pem);
      const { fields, cut } = await tab.page.evaluate(() => ({ fields: globalThis.decoded.fields.length, cut: globalThis.decoded.leftOut }));
      assert.ok(cut && fields <= 2000, String(fields));
      assert.ok(Date.now() - began < 10_000, `${Date.now() - began} ms`);
    });

    test("nothing was left in the console", () => assert.deepEqual(tab.problems, []));
  });
}
