// Ten first visits, each as somebody would tell it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { serve } from "../scripts/static-server.mjs";
import { open } from "./browsers.mjs";
import { answer, answered, control, dist, drop, example, field, notices, paste, press, until, visit } from "./journeys.mjs";

const missing = example("missing-intermediate").question;
const whole = example("trusted").question;
const company = example("private-ca").question;
const SSL_ERROR = "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)";

/** What a reader sees of the answer. */
const read = (page) =>
  page.evaluate(() => {
    const root = document.querySelector("chain-why")?.shadowRoot;
    const text = (selector) => root?.querySelector(selector)?.innerText.replace(/\s+/g, " ").trim() ?? "";
    return { verdict: text(".verdict"), sentence: text("#sentence"), card: text(".fix-card"), all: text("article"), chips: document.querySelector(".understood")?.innerText ?? "", done: document.querySelector(".done")?.innerText ?? "" };
  });
const still = (page) => page.evaluate(() => new Promise((done) => setTimeout(done, 300)));

describe("first visits", () => {
  let server;
  let tab;
  before(async () => {
    server = await serve(dist);
    tab = await open("Chromium", { width: 1366, height: 768, calm: true });
  });
  after(async () => {
    await tab?.close();
    await server?.stop();
  });
  const arrive = async () => {
    await visit(tab.page, server.url);
    return tab.page;
  };

  test("“All I have is this error.” It says what the error means and how to get the chain, and judges nothing", async () => {
    const page = await arrive();
    await paste(page, "chain", SSL_ERROR);
    await answered(page);
    const seen = await read(page);
    assert.equal(seen.verdict, "What this error means");
    assert.match(seen.sentence, /^The path stops at a certificate whose issuer was neither sent by the server nor found/);
    assert.match(seen.card, /openssl s_client .* -showcerts/);
    assert.doesNotMatch(seen.all, /trust anchors \(|Cannot be read|Root cause|not a certificate/);
    assert.doesNotMatch(seen.sentence, /openssl s_client/, "the command stands on the card alone");
  });

  test("“Why does shop.example.com fail?” A host name is answered with the command for it", async () => {
    const page = await arrive();
    await paste(page, "chain", "shop.example.com");
    await answered(page);
    const seen = await read(page);
    assert.match(seen.verdict, /First, get what this host sends/);
    assert.match(seen.card, /openssl s_client -connect shop\.example\.com:443 -servername shop\.example\.com/);
  });

  test("“I ran s_client, here is everything.” The chain in it is judged, and what it was taken for stands below the box", async () => {
    const page = await arrive();
    await paste(page, "chain", `CONNECTED(00000003)\ndepth=0 CN = api.contoso.example\nverify error:num=20:unable to get local issuer certificate\nverify return:1\n---\nCertificate chain\n 0 s:CN = api.contoso.example\n   i:C = US, O = Fabrikam Trust Services, CN = Fabrikam TLS ECC CA 3\n${missing.chain}---\nServer certificate\nsubject=CN = api.contoso.example\n---\nDONE\n`);
    await answered(page);
    const seen = await read(page);
    assert.match(seen.verdict, /Depends on the client: 1 accepts, 27 refuse/);
    assert.match(seen.sentence, /Fabrikam TLS ECC CA 3/);
    assert.match(seen.chips, /OpenSSL error/);
    assert.match(seen.all, /Accept: Chrome Refuse: OpenSSL, curl/);
  });

  test("“kubectl gave me this Secret.” The certificate is read, and the key in it is not kept", async () => {
    const page = await arrive();
    const key = generateKeyPairSync("ec", { namedCurve: "P-256", privateKeyEncoding: { type: "pkcs8", format: "pem" }, publicKeyEncoding: { type: "spki", format: "pem" } }).privateKey;
    const inBase64 = Buffer.from(key).toString("base64");
    await paste(page, "chain", `apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\nmetadata:\n  name: shop\ndata:\n  tls.crt: ${Buffer.from(missing.chain).toString("base64")}\n  tls.key: ${inBase64}\n`);
    await answered(page);
    assert.match((await read(page)).sentence, /api\.contoso\.example/);
    assert.match((await notices(page))[0], /private key/);
    assert.ok(!(await field(page, "chain")).includes(inBase64.slice(40, 120)));
  });

  test("“The server has a .p12.” Its certificates are taken, and nothing of its key", async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "chainwhy-"));
    try {
      const at = (name) => join(folder, name);
      try {
        execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", at("k.pem"), "-out", at("c.pem"), "-days", "90", "-subj", "/CN=store.example", "-addext", "subjectAltName=DNS:store.example", "-addext", "basicConstraints=critical,CA:FALSE"], { stdio: "ignore" });
        execFileSync("openssl", ["pkcs12", "-export", "-inkey", at("k.pem"), "-in", at("c.pem"), "-passout", "pass:changeit", "-out", at("s.p12")], { stdio: "ignore" });
      } catch {
        t.skip("there is no openssl here");
        return;
      }
      const page = await arrive();
      await drop(page, "chain", [["server.p12", readFileSync(at("s.p12"))]]);
      await answered(page);
      assert.match((await read(page)).sentence, /store\.example/);
      assert.match((await notices(page)).join(), /key store: its certificates were taken/);
      assert.match(await field(page, "chain"), /^# server\.p12\n-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----\n$/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("“Here is our bundle of CAs.” It is taken for what is trusted, which can be corrected", async () => {
    const page = await arrive();
    const root = company.chain.split(/(?<=-----END CERTIFICATE-----\n)/)[1];
    await paste(page, "chain", root + whole.anchors[1]);
    await answered(page);
    assert.match((await read(page)).chips, /2 CA certificates: trust anchors/);
    await press(page, "No: the server sends it");
    await still(page);
    assert.match((await read(page)).sentence, /only CA certificates stand here/);
    assert.equal((await read(page)).chips, "");
    await press(page, "Clear");
    await still(page);
    await paste(page, "chain", company.chain);
    await answered(page);
    await press(page, "Trust “Northwind Internal Root CA” and judge again");
    await still(page);
    const seen = await read(page);
    assert.match(seen.sentence, /^Trusted: registry\.northwind\.example leads to the trust anchor “Northwind Internal Root CA”/);
    assert.match(seen.done, /What if “Northwind Internal Root CA” were trusted\?/);
    await press(page, "Undo");
    await still(page);
    assert.match((await read(page)).sentence, /^Not trusted: the chain ends at “Northwind Internal Root CA”/);
  });

  test("“It is somewhere in this log.” A log of megabytes keeps the lines that matter, answers at once, and can be selected", async () => {
    const page = await arrive();
    const lines = Array.from({ length: 75_000 }, (_, at) => `2026-11-30T12:00:${at % 60} INFO request ${at} served in ${at % 977} ms by worker-${at % 7}`);
    lines.splice(20_000, 0, "Traceback (most recent call last):", '  File "/usr/lib/python3.11/ssl.py", line 1382, in do_handshake', SSL_ERROR, missing.chain.trim());
    const took = await page.evaluate(async (text) => {
      const asked = performance.now();
      await document.querySelector('marked-field[data-field="chain"]').addText(text);
      while (!document.querySelector("chain-why")?.shadowRoot?.querySelector("#sentence")?.textContent.trim()) await new Promise((done) => setTimeout(done));
      return performance.now() - asked;
    }, lines.join("\n"));
    // A second where nothing else runs; the machines of tests have much to do.
    assert.ok(took < 5000, `answered after ${took} ms`);
    await answered(page);
    const kept = await field(page, "chain");
    assert.ok(kept.length < 10_000 && kept.includes(SSL_ERROR) && kept.includes(missing.chain.trim()), `${kept.length} characters`);
    assert.match((await notices(page)).join(), /lines in which nothing was found were left out/);
    assert.match((await read(page)).all, /The pasted chain shows the same/);
    await page.evaluate(() => document.querySelector("#field-chain").focus());
    const begin = Date.now();
    await control(page, "a");
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    assert.ok(Date.now() - begin < 5000, `selected after ${Date.now() - begin} ms`);
  });

  test("“Is the new chain better than the old one?” Both answers stand side by side, with who gains", async () => {
    const page = await arrive();
    await page.evaluate(() => document.querySelector('input[value="both"]').click());
    await paste(page, "anchors", whole.anchors[1]);
    await paste(page, "chain", missing.chain);
    await answered(page);
    await press(page, "Compare with a new chain");
    await still(page);
    assert.equal(await field(page, "chain"), "");
    await paste(page, "chain", whole.chain);
    await answered(page);
    await still(page);
    const said = await page.evaluate(() => document.querySelector(".compare").innerText);
    assert.match(said, /Before[\s\S]*1 accepts, 27 refuse[\s\S]*After[\s\S]*Trusted by all/);
    assert.match(said, /Accept it now\s+[\s\S]*OpenSSL 3/);
    assert.match(said, /Mended\s+The issuer's certificate is missing/);
    await page.goBack();
    await still(page);
    assert.equal((await field(page, "chain")).trim(), missing.chain.trim(), "Back brings back the chain before");
  });

  test("“I am on the phone, and my colleague sent a link.” It opens at the verdict, and the command can be copied", async () => {
    await tab.resize(390, 844);
    try {
      await visit(tab.page, `${server.url}#example=missing-intermediate&client=go`);
      const shown = await answered(tab.page);
      assert.match(shown.verdict, /Your client, Go, refuses this chain/);
      const [top, copy, height] = await tab.page.evaluate(() => {
        const root = document.querySelector("chain-why").shadowRoot;
        return [root.querySelector(".verdict").getBoundingClientRect().top, root.querySelector(".fix-card .copy").getBoundingClientRect().bottom, innerHeight];
      });
      assert.ok(top >= 0 && copy <= height, `from ${top} to ${copy} of ${height}`);
      await tab.page.evaluate(() => document.querySelector("chain-why").shadowRoot.querySelector(".fix-card .copy").click());
      await until(tab.page, () => /Copied/.test(document.querySelector("chain-why").shadowRoot.querySelector(".fix-card .copy").textContent));
      assert.equal(await tab.page.evaluate(() => navigator.clipboard.readText()), shown.commands[0]);
    } finally {
      await tab.resize(1366, 768);
    }
  });

  test("“I pressed Clear by mistake, and the train is in a tunnel.” Undo brings it back, without a network", async () => {
    const own = await serve(dist);
    try {
      await visit(tab.page, own.url);
      await own.stop();
      await visit(tab.page, own.url);
      await paste(tab.page, "chain", missing.chain);
      const before = (await answered(tab.page)).sentence;
      await press(tab.page, "Clear");
      await still(tab.page);
      assert.equal(await field(tab.page, "chain"), "");
      await press(tab.page, "Undo");
      await still(tab.page);
      assert.equal((await answer(tab.page)).sentence, before);
      assert.equal((await field(tab.page, "chain")).trim(), missing.chain.trim());
    } finally {
      await own.stop().catch(() => {});
    }
  });

  test("“I only pressed Ctrl+V.” A paste from anywhere is taken; what stood there before comes back; the root can be saved for the commands", async () => {
    const page = await arrive();
    await page.evaluate((text) => {
      const source = document.createElement("textarea");
      source.value = text;
      document.body.append(source);
      source.select();
      document.execCommand("copy");
      source.remove();
      document.activeElement?.blur();
    }, company.chain);
    await control(page, "v");
    assert.match((await answered(page)).sentence, /^Not trusted: the chain ends at “Northwind Internal Root CA”/);
    const [saved] = await Promise.all([page.waitForEvent("download"), press(page, "Save as company-root.pem")]);
    assert.equal(saved.suggestedFilename(), "company-root.pem");
    await paste(page, "chain", missing.chain);
    assert.match((await answered(page)).sentence, /Fabrikam TLS ECC CA 3/);
    await page.evaluate(() => history.back());
    await until(page, (text) => document.querySelector("#field-chain").value.includes(text), company.chain.trim().split("\n")[1]);
    assert.match((await answered(page)).sentence, /Northwind Internal Root CA/);
    await press(page, "Examples");
    assert.match(await page.evaluate(() => document.querySelector("dialog .earlier").innerText), /Fabrikam TLS ECC CA 3/);
    await page.evaluate(() => document.querySelector("dialog").close());
  });

  test("“It fails since this morning.” The day on which it worked is one button away, and can be taken back", async () => {
    const page = await arrive();
    await visit(page, `${server.url}#example=expired`);
    await answered(page);
    const words = await page.evaluate(() => [...document.querySelectorAll(".what-if button")].map((one) => one.textContent.trim()).find((one) => /^Judge at \d|^Judge on /.test(one)));
    assert.ok(words, "there is a day to judge at");
    await press(page, words);
    await still(page);
    assert.match((await read(page)).sentence, /^Trusted: /);
    await press(page, "Undo");
    await still(page);
    assert.match((await read(page)).verdict, /refuses this chain/);
  });

  test("“I want this on paper.” Two pages, and when it stops working is drawn", async () => {
    for (const id of ["missing-intermediate", "python-3-13"]) {
      await visit(tab.page, `${server.url}#example=${id}`);
      await answered(tab.page);
      assert.match((await read(tab.page)).all, /When this changes Until (?:18 Jan|1 Feb) 2027/);
      const pdf = await tab.page.pdf({ format: "A4", margin: { top: "12mm", bottom: "12mm", left: "12mm", right: "12mm" } });
      const pages = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length;
      assert.ok(pages <= 2, `${id}: ${pages} pages`);
    }
  });

  test("“That is not what I meant.” Whatever the paste was taken for can be corrected, and the correction taken back", async () => {
    const page = await arrive();
    assert.equal(await page.evaluate(() => document.activeElement.id), "field-chain", "one can type at once");
    const [leaf, root] = company.chain.split(/(?<=-----END CERTIFICATE-----\n)/);
    const said = "curl: (60) SSL certificate problem: self-signed certificate in certificate chain";
    await paste(page, "chain", `https://elsewhere.example/\n${said}\n${leaf}and the root\n${root}`);
    await answered(page);
    const first = await read(page);
    assert.match(first.chips, /host elsewhere\.example.*Another host[^]*curl error.*Leave it out[^]*2 certificates.*No: I trust it/s);
    await press(page, "Leave it out");
    await still(page);
    assert.ok(!(await field(page, "chain")).includes("curl: (60)"));
    assert.match((await read(page)).done, /Left out of the paste: curl error/);
    await press(page, "Undo");
    await still(page);
    assert.ok((await field(page, "chain")).includes("curl: (60)"));
    await press(page, "Another host…");
    await still(page);
    assert.equal(await page.evaluate(() => document.activeElement.id), "server-name");
    await page.keyboard.type("registry.northwind.example");
    await answered(page);
    assert.doesNotMatch((await read(page)).all, /elsewhere\.example/);
    // The root alone, as what is trusted.
    await paste(page, "chain", leaf);
    await answered(page);
    await press(page, "No: I trust it");
    await still(page);
    assert.equal((await field(page, "anchors")).trim(), leaf.trim());
    assert.equal((await field(page, "chain")).trim(), "");
    assert.match((await read(page)).done, /Among your trust anchors now: 1 certificate/);
  });

  test("no visit left an error in the console", () => assert.deepEqual(tab.problems, []));
});
