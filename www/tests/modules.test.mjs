// The page's own reasoning, apart from any browser: what counts as a private key, how a link holds a question, what Markdown says.

import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { all as reports } from "./fixtures/reports.mjs";

const entry = fileURLToPath(new URL("./fixtures/modules.ts", import.meta.url));
const bundled = await build({ configFile: false, publicDir: false, logLevel: "error", build: { write: false, minify: false, lib: { entry, formats: ["es"], fileName: "modules" } } });
const output = (Array.isArray(bundled) ? bundled[0] : bundled).output[0].code;
const { recogniseWith, withholdPrivateKeys, withholdFromLine, hasPrivateKeyBlock, isTyped, removeKeyBlocks, shellHost, toFragment, fromFragment, toMarkdown, toSummary, hideNames, hostFrom, fromLink, fromQuestion, toQuestion, wrap, splitName, colonHex, languageFor, evidenceName, evidenceNames, bytesOf, together, apart, asCharacters } = await import(`data:text/javascript;base64,${Buffer.from(output).toString("base64")}`);

const core = await import("../../pkg/dist/slim.js");
await core.init(readFileSync(new URL("../../pkg/dist/chainwhy.wasm", import.meta.url)));
recogniseWith(core.secrets);

const MARK = "private key removed";
const CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIB0zCCAXmgAwIBAgIUQ2hhaW53aHkgZml4dHVyZSBvbmx5MAoGCCqGSM49BAMC\n-----END CERTIFICATE-----\n";
const keyOf = (kind, type, format = "pem", more = {}) => generateKeyPairSync(kind, { modulusLength: 2048, namedCurve: "P-256", privateKeyEncoding: { type, format, ...more }, publicKeyEncoding: { type: "spki", format: "pem" } }).privateKey;

describe("private keys", () => {
  const pkcs8 = keyOf("ec", "pkcs8");
  const kinds = {
    "PKCS#8, EC": pkcs8,
    "PKCS#8, RSA": keyOf("rsa", "pkcs8"),
    "PKCS#8, Ed25519": keyOf("ed25519", "pkcs8"),
    "PKCS#1": keyOf("rsa", "pkcs1"),
    "SEC 1": keyOf("ec", "sec1"),
    encrypted: keyOf("ec", "pkcs8", "pem", { cipher: "aes-256-cbc", passphrase: "x" }),
    "cut short": pkcs8.split("\n").slice(0, 2).join("\n"),
    indented: pkcs8.replace(/^/gm, "    "),
    "with CRLF": pkcs8.replaceAll("\n", "\r\n"),
    "with escaped line ends": JSON.stringify(pkcs8),
    OpenSSH: `-----BEGIN OPENSSH PRIVATE KEY-----\n${"b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ".repeat(3)}\n-----END OPENSSH PRIVATE KEY-----\n`,
    PGP: `-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${"lQOYBGPGf2sBCADK9r1".repeat(6)}\n-----END PGP PRIVATE KEY BLOCK-----\n`,
    PuTTY: `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPublic-Lines: 1\nAAAAC3NzaC1lZDI1NTE5\nPrivate-Lines: 1\n${"AAAAIHlvdXJwcml2YXRla2V5".repeat(2)}\nPrivate-MAC: 00ff\n`,
    JWK: JSON.stringify(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" })),
    "bare base64": pkcs8.replace(/-----[^-]+-----\n/g, ""),
  };
  for (const [kind, key] of Object.entries(kinds)) {
    test(`${kind}: nothing of it is left, and what stands around it is`, () => {
      const { text, keys } = withholdPrivateKeys(`before\n${CERTIFICATE}${key}\n${CERTIFICATE}after\n`, MARK);
      assert.equal(keys, 1);
      // Every stretch of the key's material must be gone. Public parts of a JWK or a PuTTY file may stay.
      const secret = kind === "JWK" ? [JSON.parse(key).d] : kind === "PuTTY" ? [key.split("\n")[5]] : (key.match(/[A-Za-z0-9+/_=-]{20,}/g) ?? []).filter((part) => !/^-|-$/.test(part));
      assert.ok(secret.length > 0);
      for (const part of secret) assert.ok(!text.includes(part), `${part} is still there`);
      assert.ok(text.startsWith("before\n"));
      assert.equal(text.split("BEGIN CERTIFICATE").length - 1, 2);
      assert.ok(text.includes(MARK));
    });
  }
  test("in every form, nothing of it is left, and blanked once it stays so", () => {
    const { certificate, secrets, forms } = JSON.parse(readFileSync(new URL("../../tests/secrets/forms.json", import.meta.url), "utf8"));
    const grams = (text) => Array.from({ length: Math.max(0, text.length - 11) }, (_, at) => text.slice(at, at + 12));
    const open = new Set(grams(certificate.replace(/\s/g, "")));
    const wrong = [];
    let tried = 0;
    for (const { file, way, text } of forms) {
      // Half of what is encrypted has nothing to know it by.
      if (text === undefined || (file === "PKCS #1 encrypted" && !text.includes("PRIVATE"))) continue;
      tried += 1;
      const once = withholdPrivateKeys(text, MARK);
      const kept = new Set(grams(once.text.replace(/\s/g, "")));
      const left = secrets[file].flatMap(grams).find((gram) => kept.has(gram) && !open.has(gram));
      if (left) wrong.push(`${file}, ${way}: ${left}`);
      if (once.keys === 0) wrong.push(`${file}, ${way}: nothing was found`);
      if (withholdPrivateKeys(once.text, MARK).text !== once.text) wrong.push(`${file}, ${way}: found again`);
      if (withholdFromLine(text).text !== "") wrong.push(`${file}, ${way}: kept in a line`);
    }
    assert.deepEqual(wrong, []);
    assert.ok(tried > 450, `${tried}`);
  });
  test("passwords of addresses go too, and what is typed does not wait", () => {
    assert.deepEqual(withholdPrivateKeys("https://me:pw@example.com/", MARK), { text: "https://@example.com/", keys: 0 });
    assert.ok(isTyped("api.example.com") && !isTyped("x".repeat(80)) && !isTyped("MC4CAQAwBQYDK2VwBCIEIEJ3"));
  });
  test("blanked once, it stays as it is", () => {
    const once = withholdPrivateKeys(`${CERTIFICATE}${pkcs8}`, MARK);
    assert.deepEqual(withholdPrivateKeys(once.text, MARK), { text: once.text, keys: 0 });
    assert.deepEqual(withholdPrivateKeys(once.text, "another language"), { text: once.text, keys: 0 });
  });
  test("what is left can be told, and removed", () => {
    const { text } = withholdPrivateKeys(`${CERTIFICATE}${pkcs8}${CERTIFICATE}`, MARK);
    assert.ok(hasPrivateKeyBlock(text));
    assert.equal(removeKeyBlocks(text), CERTIFICATE + CERTIFICATE);
    assert.ok(!hasPrivateKeyBlock(CERTIFICATE));
  });
  for (const [what, text] of Object.entries({ certificates: CERTIFICATE.repeat(3), "a public key": generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ type: "spki", format: "pem" }), prose: "We rotated the private key yesterday; see BEGIN and END.", "a public JWK": JSON.stringify(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "jwk" })) })) {
    test(`${what}: left alone`, () => assert.deepEqual(withholdPrivateKeys(text, MARK), { text, keys: 0 }));
  }
  test("a megabyte of unfinished blocks takes no time", () => {
    const start = performance.now();
    withholdPrivateKeys("-----BEGIN PRIVATE KEY-----\nabc\n".repeat(30_000), MARK);
    withholdPrivateKeys(`"kty" ${'"d":"'.repeat(200_000)}`, MARK);
    withholdPrivateKeys(`M${"IBADAN".repeat(170_000)}`, MARK);
    assert.ok(performance.now() - start < 2000, `${performance.now() - start} ms`);
  });
});

describe("links", () => {
  const question = { chain: CERTIFICATE.repeat(4), anchors: ["mozilla", CERTIFICATE], serverName: "bücher.example", at: "2026-11-24T12:00:00.000Z", purpose: "serverAuth", rules: "default", errorText: "证书错误" };
  test("hold the question, short, in characters that survive a chat", async () => {
    const fragment = await toFragment(question);
    assert.match(fragment, /^#q=1\.[A-Za-z0-9_-]+$/);
    assert.ok(fragment.length < 600, `${fragment.length} characters`);
    assert.deepEqual(await fromFragment(fragment), question);
  });
  test("of another version, cut short or tampered with are refused", async () => {
    const fragment = await toFragment(question);
    await assert.rejects(fromFragment(fragment.replace("q=1.", "q=2.")));
    await assert.rejects(fromFragment(fragment.slice(0, -20)));
    await assert.rejects(fromFragment(`${fragment.slice(0, 40)}!!${fragment.slice(42)}`));
    assert.equal(await fromFragment("#section"), null);
    assert.equal(await fromFragment(""), null);
  });
  test("that inflate without end are stopped", async () => {
    const bomb = await toFragment({ chain: "A".repeat(40 * 1024 * 1024) });
    assert.ok(bomb.length < 100_000);
    await assert.rejects(fromFragment(bomb), /too large/);
  });
});

describe("the form", () => {
  test("takes a question and gives it back", () => {
    const now = new Date("2026-11-24T12:00:00Z");
    for (const anchors of ["mozilla", CERTIFICATE, ["mozilla", CERTIFICATE], ""]) {
      const question = { chain: CERTIFICATE, anchors, serverName: "a.example", at: "2026-01-02T03:04:05.000Z", purpose: "clientAuth", rules: "cabf", language: "en", errorText: "boom" };
      assert.deepEqual(toQuestion(fromQuestion(question), "en", now), question);
    }
    assert.equal(toQuestion(fromQuestion({ chain: "x" }), "en", now).at, "2026-11-24T12:00:00.000Z");
  });
  test("takes anything without falling over", () => {
    for (const given of [null, 7, "x", [], { chain: 5, anchors: { a: 1 }, at: "never", purpose: 3 }]) assert.equal(fromQuestion(given).purpose, "serverAuth");
  });
  test("finds the host in what people paste", () => {
    for (const [given, name, fromUrl] of [["api.example.com", "api.example.com", false], [" api.example.com ", "api.example.com", false], ["https://api.example.com:8443/v1?q#x", "api.example.com", true], ["wss://user:secret@api.example.com", "api.example.com", true], ["api.example.com:443", "api.example.com", true], ["api.example.com/health", "api.example.com", true], ["[2001:db8::1]:443", "2001:db8::1", true], ["https://[2001:db8::1]/", "2001:db8::1", true], ["2001:db8::1", "2001:db8::1", false], ["10.0.0.1", "10.0.0.1", false], ["", "", false]]) {
      assert.deepEqual(hostFrom(given), { name, fromUrl }, given);
    }
  });
});

describe("Markdown", () => {
  const report = reports.missingIntermediate;
  test("says verdict, chain, findings and clients", () => {
    const text = toMarkdown(report, "en");
    assert.match(text, /^### Not trusted\n\nNot trusted: the server leaves out an intermediate\./);
    // As on the page: the clients' answer, then the sentence; and neither again.
    const asked = { ...report, agreement: { ...report.agreement, accept: 1, refuse: 23 } };
    assert.match(toMarkdown(asked, "en"), /^### Depends on the client: 1 accepts, 23 refuse\n\nNot trusted: /);
    assert.equal(text.split("and no certificate of that name was sent").length, 2);
    assert.match(text, /1\. `api\.example\.com` \(End entity; sent\) — \*\*✗ The issuer’s certificate is missing\*\*/);
    assert.match(text, /\| OpenSSL 3 \| ✗ refuses \| `unable to get local issuer certificate` \|/);
    assert.match(text, /curl -s http:\/\/ca\.example\.com\/tls3\.cer/);
    const chinese = toMarkdown(report, "zh-CN");
    assert.match(chinese, /^### 不受信任\n/);
    // Around Chinese words, Chinese marks.
    assert.doesNotMatch(chinese.replace(/`[^`\n]*`|<[^>]*>|\|.*\|/g, ""), /[\u4e00-\u9fff] ?[,;:(]|[,;:)] ?[\u4e00-\u9fff]/);
  });
  test("of forty lines at most stand open, whatever was found; the rest is folded", () => {
    const long = structuredClone(report);
    const [finding] = long.findings;
    const fix = { ...finding.fixes[0], command: "one\\\n  two\nthree\nfour\nfive\nsix" };
    long.findings = Array.from({ length: 12 }, (_, at) => ({ ...finding, severity: at < 8 ? "error" : "note", message: "a\nb", fixes: [fix, fix, fix] }));
    long.remarks = ["One.", "Two.", "Three."];
    long.paths[0].certificates = Array.from({ length: 20 }, () => "c0");
    for (const language of ["en", "zh-CN"]) {
      const text = toMarkdown(long, language);
      const open = text.replace(/<details>[^]*?<\/details>\n/g, "");
      assert.ok(open.trim().split("\n").length <= 40, `${open.split("\n").length} lines:\n${open}`);
      assert.equal((text.match(/<details>/g) ?? []).length, (text.match(/<\/details>/g) ?? []).length);
      assert.match(open, /three/, "the first fix stands open");
    }
  });
  test("a time is no picture, and needs nothing to keep it from becoming one", () => {
    const timed = structuredClone(report);
    timed.summary = "Expired at 12:30:00 UTC :smile: :100:";
    assert.match(toMarkdown(timed, "en"), /12:30:00 UTC :<!-- -->smile: :<!-- -->100:/);
  });
  test("mends it for the reader's client, as the card on the page does", () => {
    const ways = structuredClone(report);
    const fix = { ...ways.findings[0].fixes[0], who: "client", client: null, command: "for all", bundle: null, proved: null };
    ways.findings[0].fixes = [fix, { ...fix, client: "curl", command: "for curl" }];
    const open = (client) => toMarkdown(ways, "en", client).replace(/<details>[^]*?<\/details>\n/g, "");
    assert.match(open(null), /for all/);
    assert.match(open("curl"), /for curl/);
    assert.match(toSummary(ways, "en", "", "curl"), /for curl/);
  });
  test("a summary has five lines and a link, and no half of a command", () => {
    const long = structuredClone(report);
    for (const [command, shown] of [["one", true], ["one\ntwo", true], ["one\ntwo\nthree\nfour", false]]) {
      for (const fix of long.findings[0].fixes) Object.assign(fix, { command });
      for (const language of ["en", "zh-CN"]) {
        const text = toSummary(long, language, "https://chainwhy.example/");
        const lines = text.trimEnd().split("\n");
        assert.ok(lines.length <= 6, text);
        assert.equal(lines.at(-1), "https://chainwhy.example/");
        assert.equal(lines.includes("one"), shown, text);
      }
    }
  });
  test("hides the names of public CAs too", () => {
    const named = structuredClone(reports.trusted);
    const anchor = named.certificates.at(-1);
    Object.assign(anchor, { origin: "mozilla", subject: "C=US, O=Wellknown Trust, CN=Wellknown Root X1", label: "Wellknown Root X1" });
    named.summary += " It leads to “Wellknown Root X1”.";
    assert.ok(!/Wellknown/.test(toMarkdown(hideNames(named), "en")));
  });
  test("hides every name, and only those", () => {
    const named = structuredClone(report);
    named.certificates[0].subjectAltNames.push("my_host", "intranet");
    named.certificates[0].subject = "CN=Proxy of build_7.corp.example, O=Acme";
    named.summary += " my_host, INTRANET, a.my_host and Proxy of build_7.corp.example at Acme.";
    const hidden = toMarkdown(hideNames(named), "en");
    for (const name of ["api.example.com", "ca.example.com", "example.com", "my\\_host", "my_host", "INTRANET", "build", "corp.example", "Acme"]) assert.ok(!hidden.includes(name), `${name} is still there: ${hidden}`);
    assert.match(hidden, /host-\d+\.hidden/);
    assert.match(hidden, /RFC 5280/);
  });
  test("a name from a certificate cannot become markup", () => {
    const evil = structuredClone(report);
    evil.certificates[0].label = "`x` **b** <img src=x> [a](http://evil.example)";
    evil.summary = "<script>alert(1)</script> [click](http://evil.example) | a | b |";
    evil.findings[0].message = "![](http://evil.example/x.png)";
    evil.clients[0].error = "a | b `c`";
    const text = toMarkdown(evil, "en");
    assert.ok(!/(^|[^\\`])<script/.test(text));
    assert.ok(!/(^|[^\\])\[click\]/.test(text));
    assert.ok(!/!\[\]/.test(text));
    assert.match(text, /\\\| b/);
  });
  test("nor a line of its own, an address, a mention or a reference", () => {
    const evil = structuredClone(report);
    evil.reference = { ...evil.reference, accepted: false, error: "![x](https://evil.example/x.png)\n\n# Trusted\n@octocat" };
    evil.certificates[0].label = "a\n\n# Trusted";
    evil.summary = "https://evil.example/ www.evil.example @octocat evil/repo#1 GH-1 ~~gone~~ $x$ :tada: me@evil.example";
    evil.findings[0].message = "- item";
    evil.findings[0].title = "1. item";
    const text = toMarkdown(evil, "en");
    const prose = text.replace(/```[^]*?```/g, "").replace(/(`+)[^`]+?\1/g, "");
    assert.ok(!/^ *# Trusted/m.test(text), text);
    for (const live of [/https?:\/\/evil/, /www\.evil/, /@octocat/, /#1/, /GH-1/, /(^|[^\\])~~/, /(^|[^\\])\$x/, /:tada:/, /@evil/, /^ *- item/m]) assert.ok(!live.test(prose), `${live}: ${prose}`);
  });
});

describe("hosts in commands", () => {
  test("are words that no shell takes for anything else", () => {
    for (const host of ["api.example.com", "my_host", "192.0.2.7", "xn--bcher-kva.example"]) assert.equal(shellHost(host), host);
    for (const host of ["", "-oProxyCommand=x", "a b", "example.com$(id)", "`id`", "a;id", "a|b", "a&b", "a>b", "'a'", '"a"', "a\nb", "*", "a{b,c}", "~", "!x", "%PATH%", "^a", "a\\b", "bücher.example", "\u202ea", "a".repeat(300)]) assert.equal(shellHost(host), null, host);
  });
  test("that a link brings are no longer than names are, and nothing stacks in it", () => {
    const draft = fromLink({ serverName: `a${"\u0300".repeat(100_000)}`, chain: `x${"\u0301".repeat(50_000)}y` });
    assert.equal(draft.serverName.length, 5);
    assert.equal(draft.chain.length, 6);
  });
});

describe("what is shown", () => {
  const measure = (text) => text.length;
  test("text breaks where it may, and ends in an ellipsis where it must", () => {
    assert.deepEqual(wrap("one two three", 7, 3, measure), ["one two", "three"]);
    assert.deepEqual(wrap("api.long-name.example.com", 12, 3, measure), ["api.long-", "name.", "example.com"]);
    assert.deepEqual(wrap("abcdefghijkl", 5, 2, measure), ["abcde", "fghi…"]);
    assert.deepEqual(wrap("证书链哪一环断了", 4, 3, measure), ["证书链哪", "一环断了"]);
    assert.deepEqual(wrap("", 5, 2, measure), []);
    for (const line of wrap("x".repeat(100_000), 20, 3, measure)) assert.ok(line.length <= 20);
  });
  test("names and identifiers", () => {
    assert.deepEqual(splitName('CN=a\\, b, O="C, D", OU=x'), [["CN", "a, b"], ["O", "C, D"], ["OU", "x"]]);
    assert.equal(colonHex("00a1ff"), "00:A1:FF");
    assert.deepEqual(["zh", "zh-TW", "zh-Hans-CN", "en-GB", "de", "", null].map(languageFor), ["zh-CN", "zh-CN", "zh-CN", "en", "en", "en", "en"]);
  });
  test("every piece of evidence in the code reference has a name in both languages", () => {
    const codes = new URL("../../docs/codes/", import.meta.url);
    const used = new Set();
    for (const file of readdirSync(codes)) {
      // The last column of the table under the title lists the evidence.
      const row = /^\|(?:[^|\n]*\|){5}([^|\n]*)\|$/m.exec(readFileSync(new URL(file, codes), "utf8").split("|---|---|---|---|---|---|")[1] ?? "");
      for (const [, key] of (row?.[1] ?? "").matchAll(/`([A-Za-z0-9]+)`/g)) used.add(key);
    }
    assert.ok(used.size > 50, `${used.size} were found`);
    assert.deepEqual([...used].filter((key) => !evidenceNames.includes(key)), []);
    for (const key of used) assert.notEqual(evidenceName(key, "en"), "");
    assert.equal(evidenceName("someNewThing", "en"), "some new thing");
    assert.equal(evidenceName("constructor", "en"), "constructor");
  });
});

describe("what is sent of the wasm", () => {
  const built = (file) => readFileSync(new URL(`../../pkg/dist/${file}`, import.meta.url));

  test("comes together from its streams, octet for octet", async () => {
    for (const file of ["chainwhy.first.wasm", "chainwhy.wasm"]) {
      const wasm = built(file);
      assert.ok(Buffer.from(await together((await apart(wasm)).map(asCharacters).map(bytesOf), wasm.length)).equals(wasm), file);
    }
  });

  test("an instruction that is not known stops the build, and is not guessed", async () => {
    // A module of one function, whose body begins with an opcode that nobody has.
    const wasm = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 10, 5, 1, 3, 0, 0xfe, 0x0b);
    await assert.rejects(apart(wasm), /0xfe/);
  });

  test("any octets, the frequent and the rare, come back from their characters", () => {
    for (const bytes of [[], [0], Array.from({ length: 256 }, (_, at) => at), Array.from({ length: 5000 }, (_, at) => (at * at * 31) & 255), Array.from({ length: 300 }, (_, at) => 200 + (at % 50))]) {
      const written = asCharacters(Uint8Array.from(bytes));
      assert.deepEqual([...bytesOf(written)], bytes);
      assert.ok(!/["\\\n\r]/.test(written.text + written.moved));
    }
  });
});
