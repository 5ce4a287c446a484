// How private keys are pasted: every kind of file in every way that tools and people write it. Made of keys that were drawn for
// this and open nothing. `node tests/secrets/ways.mjs` draws new ones and writes forms.json, which every suite reads.
import { createCipheriv, generateKeyPairSync, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const certificate = readFileSync(here("../cases/healthy/two-tiers/chain.pem"), "utf8").split(/(?<=-----END CERTIFICATE-----\n)/)[0];
const wrap = (text, width = 64) => text.match(new RegExp(`.{1,${width}}`, "g")).join("\n");
const armoured = (label, bytes, headers = "") => `-----BEGIN ${label}-----\n${headers}${wrap(bytes.toString("base64"))}\n-----END ${label}-----\n`;

/** Each kind of file: the text, and the parts of it that are secret. */
function files() {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 512 }).privateKey;
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const ed = generateKeyPairSync("ed25519").privateKey;
  const x = generateKeyPairSync("x25519").privateKey;
  const dsa = generateKeyPairSync("dsa", { modulusLength: 1024, divisorLength: 160 }).privateKey;
  const pem = (key, type, more = {}) => key.export({ format: "pem", type, ...more });
  const length = (n) => (n < 128 ? Buffer.from([n]) : Buffer.from([0x82, n >> 8, n & 255]));
  const der = (tag, ...parts) => { const content = Buffer.concat(parts); return Buffer.concat([Buffer.from([tag]), length(content.length), content]); };
  const oid = (hex) => der(6, Buffer.from(hex, "hex"));
  const password = { cipher: "aes-256-cbc", passphrase: "x" };
  const cipher = createCipheriv("aes-128-cbc", randomBytes(16), randomBytes(16));
  const traditional = Buffer.concat([cipher.update(rsa.export({ format: "der", type: "pkcs1" })), cipher.final()]);
  const string = (bytes) => Buffer.concat([Buffer.from([0, 0, bytes.length >> 8, bytes.length & 255]), Buffer.from(bytes)]);
  const openssh = Buffer.concat([Buffer.from("openssh-key-v1\0"), string("none"), string("none"), string(""), Buffer.from([0, 0, 0, 1]), string(randomBytes(51)), string(randomBytes(136))]);
  const pgp = Buffer.concat([Buffer.from([0x95, 0x01, 0x3a, 4, 0x68, 1, 2, 3, 22]), randomBytes(310)]);
  const store = der(0x30, der(2, Buffer.from([3])), der(0x30, oid("2a864886f70d010701"), der(0xa0, der(4, randomBytes(600)))), der(0x30, der(0x30, randomBytes(33)), der(4, randomBytes(8))));
  const jks = Buffer.concat([Buffer.from("feedfeed00000002000000010000000100016b", "hex"), randomBytes(500)]);
  const jwk = (key) => JSON.stringify(key.export({ format: "jwk" }));
  const members = (text) => [...text.matchAll(/"(?:d|p|q|dp|dq|qi|k)":"([\w-]+)"/g)].map((found) => found[1]);
  const bytesOf = (text) => Buffer.from(text.replace(/-----[^\n]*-----|^[A-Za-z-]+: .*$/gm, "").replace(/\s/g, ""), "base64");
  const named = {
    "PKCS #1": pem(rsa, "pkcs1"),
    "PKCS #8": pem(rsa, "pkcs8"),
    "PKCS #8 encrypted": pem(rsa, "pkcs8", password),
    "PKCS #1 encrypted": armoured("RSA PRIVATE KEY", traditional, "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF0123456789ABCDEF\n\n"),
    "SEC 1": pem(ec, "sec1"),
    "PKCS #8 of P-256": pem(ec, "pkcs8"),
    Ed25519: pem(ed, "pkcs8"),
    X25519: pem(x, "pkcs8"),
    DSA: pem(dsa, "pkcs8"),
    OpenSSH: armoured("OPENSSH PRIVATE KEY", openssh),
    PGP: armoured("PGP PRIVATE KEY BLOCK", pgp, "\n"),
  };
  const all = Object.entries(named).map(([name, text]) => ({ name, text, bytes: bytesOf(text), secrets: secretsOf(bytesOf(text)) }));
  const others = {
    "JWK of RSA": jwk(rsa),
    "JWK of P-256": jwk(ec),
    "JWK of Ed25519": jwk(ed),
    "JWK of a secret": JSON.stringify({ kty: "oct", k: randomBytes(32).toString("base64url") }),
    "JWK set": JSON.stringify({ keys: [rsa.export({ format: "jwk" })] }),
    "JWK in lines": JSON.stringify(rsa.export({ format: "jwk" }), null, 2),
  };
  for (const [name, text] of Object.entries(others)) all.push({ name, text, secrets: members(text.replace(/": "/g, '":"')) });
  const lines = wrap(randomBytes(384).toString("base64"));
  all.push({ name: "PuTTY", text: `PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nComment: x\nPublic-Lines: 1\nAAAAB3NzaC1yc2E=\nPrivate-Lines: 8\n${lines}\nPrivate-MAC: ${randomBytes(32).toString("hex")}\n`, secrets: [lines.replace(/\s/g, "")] });
  all.push({ name: "PKCS #12", text: `${wrap(store.toString("base64"))}\n`, bytes: store, secrets: secretsOf(store) });
  all.push({ name: "PKCS #12 in one line", text: store.toString("base64"), secrets: secretsOf(store) });
  all.push({ name: "Java key store", text: `${wrap(jks.toString("base64"))}\n`, bytes: jks, secrets: secretsOf(jks) });
  return all;
}

const secretsOf = (bytes) => [bytes.toString("base64"), bytes.toString("base64url"), bytes.toString("hex"), bytes.toString("hex").toUpperCase(), [...bytes].join(",")];

const begin = (t) => /-----BEGIN [^\n]*/.exec(t)[0];
const end = (t) => /-----END [^\n]*/.exec(t)[0];
const bare = (t) => t.slice(t.indexOf("\n") + 1, t.indexOf("-----END")).split("\n").filter((line) => !line.includes(": ")).join("\n").trim();
const joined = (t) => bare(t).replaceAll("\n", "");
const lines = (t, each) => `${t.trimEnd().split("\n").map(each).join("\n")}\n`;
const inLabel = (label) => (t) => `-----BEGIN ${label}-----\n${bare(t)}\n-----END ${label}-----\n`;
const raw = (t) => Buffer.from(joined(t), "base64");

/** Ways to write a PEM file of a key. */
const ofPem = {
  "lines ended by CR LF": (t) => t.replaceAll("\n", "\r\n"),
  "lines ended by CR": (t) => t.replaceAll("\n", "\r"),
  "one line": (t) => t.replaceAll("\n", " "),
  "one line without blanks": (t) => t.replaceAll("\n", ""),
  "escaped line breaks": (t) => t.replaceAll("\n", "\\n"),
  "line breaks escaped twice": (t) => t.replaceAll("\n", "\\\\n"),
  "small letters in the label": (t) => t.replace(begin(t), begin(t).toLowerCase()).replace(end(t), end(t).toLowerCase()),
  "indented": (t) => lines(t, (l) => `    ${l}`),
  "quoted mail": (t) => lines(t, (l) => `> > ${l}`),
  "a diff": (t) => lines(t, (l) => `+${l}`),
  "numbered lines": (t) => lines(t, (l, i) => `  ${i}\t${l}`),
  "a log of containers": (t) => lines(t, (l) => `web_1  | ${l}`),
  "a log": (t) => lines(t, (l) => `2026-11-30T09:00:00Z INFO ${l}`),
  "string literals": (t) => lines(t, (l) => `"${l}\\n"`),
  "an array of strings": (t) => lines(t, (l) => `'${l}',`),
  "a label over two lines": (t) => t.replace("PRIVATE KEY", "PRIVATE\nKEY"),
  "four dashes": (t) => t.replaceAll("-----", "----"),
  "em dashes": (t) => t.replaceAll("-----", "—––"),
  "no dashes": (t) => t.replaceAll("-----", ""),
  "no-break spaces": (t) => t.replaceAll("PRIVATE KEY", "PRIVATE\u00a0KEY"),
  "underscores": (t) => t.replaceAll("PRIVATE KEY", "PRIVATE_KEY"),
  "zero-width spaces": (t) => t.replaceAll("PRIVATE", "PRI\u200bVATE"),
  "soft hyphens": (t) => t.replaceAll("PRIVATE", "PRI\u00adVATE"),
  "spaced dashes": (t) => t.replaceAll("-----", "- - - - -"),
  "no BEGIN": (t) => t.replace(begin(t), ""),
  "no END": (t) => t.replace(end(t), ""),
  "the first half": (t) => t.slice(0, t.length / 2),
  "the second half": (t) => t.slice(t.length / 2),
  "base64 alone": bare,
  "base64 alone in one line": joined,
  "an assignment": (t) => `PRIVATE_KEY="${joined(t)}"`,
  "base64url": (t) => raw(t).toString("base64url"),
  "hexadecimal": (t) => raw(t).toString("hex"),
  "hexadecimal with colons": (t) => raw(t).toString("hex").match(/../g).join(":"),
  "a hex dump": (t) => raw(t).toString("hex").match(/.{1,32}/g).map((l, i) => `${(16 * i).toString(16).padStart(8, "0")}: ${l.match(/.{1,4}/g).join(" ")}`).join("\n"),
  "a list of numbers": (t) => `[${[...raw(t)].join(",")}]`,
  "base64 of PEM": (t) => Buffer.from(t).toString("base64"),
  "base64 of PEM in lines": (t) => wrap(Buffer.from(t).toString("base64"), 76),
  "base64 of base64 of PEM": (t) => Buffer.from(Buffer.from(t).toString("base64")).toString("base64"),
  "a Secret of Kubernetes": (t) => `apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\ndata:\n  tls.crt: ${Buffer.from(certificate).toString("base64")}\n  tls.key: ${Buffer.from(t).toString("base64")}\n`,
  "base64 of certificate and key": (t) => Buffer.from(certificate + t).toString("base64"),
  "YAML": (t) => `cert: |\n${lines(certificate, (l) => `  ${l}`)}key: |\n${lines(t, (l) => `  ${l}`)}`,
  "JSON": (t) => JSON.stringify({ cert: certificate, key: t }),
  "JSON in JSON": (t) => JSON.stringify(JSON.stringify({ cert: certificate, key: t })),
  "an address": (t) => encodeURIComponent(t),
  "form data": (t) => encodeURIComponent(t).replaceAll("%20", "+"),
  "HTML": (t) => t.replaceAll("\n", "<br>\n").replaceAll("+", "&#43;"),
  "a variable": (t) => `export TLS_KEY="${t.trim()}"\n`,
  "behind a certificate": (t) => certificate + t,
  "before a certificate": (t) => t + certificate,
  "on the line of a certificate": (t) => certificate.trim() + t,
  "behind a certificate without END": (t) => certificate.replace(/-----END.*\n/, "") + t,
  "labelled as a certificate": inLabel("CERTIFICATE"),
  "labelled as a CRL": inLabel("X509 CRL"),
  "labelled as a public key": inLabel("PUBLIC KEY"),
  "labelled as anything": inLabel("SECRET STUFF"),
  "bare behind a certificate": (t) => `${certificate}${bare(t)}\n`,
  "bare on the line of a certificate": (t) => `${certificate.trim()}${joined(t)}\n`,
  "in the block of a certificate": (t) => certificate.replace(/-----END/, `${bare(t)}\n-----END`),
  "a stray character": (t) => t.replace(/\n(.{20})/, "\n$1*"),
  "short lines": (t) => `${begin(t)}\n${wrap(joined(t), 20)}\n${end(t)}\n`,
  "groups of four": (t) => `${begin(t)}\n${joined(t).match(/.{1,4}/g).join(" ")}\n${end(t)}\n`,
  "elided": (t) => t.replace(/\n(.{10})/, "\n$1...\n"),
  "behind an error": (t) => `certificate verify failed: unable to get local issuer certificate\n${t}`,
  "in an error": (t) => `{"error":"certificate verify failed: unable to get local issuer certificate","key":${JSON.stringify(t)}}`,
  "before an error": (t) => `{"key":${JSON.stringify(t)},"error":"certificate verify failed: unable to get local issuer certificate"}`,
  "bare in an error": (t) => `x509: certificate signed by unknown authority ${joined(t)}`,
  "as the name in an error": (t) => `x509: certificate is valid for a.example, not ${joined(t).replace(/[^A-Za-z0-9]/g, "").slice(0, 200)}`,
  "as the host in an error": (t) => `curl: (60) SSL: no alternative certificate subject name matches target host name '${joined(t).slice(0, 300)}'`,
  "without anything but letters": (t) => t.replaceAll("\n", "").replaceAll("-", "").replaceAll(" ", ""),
  "as an address": (t) => `https://${joined(t).replace(/[^A-Za-z0-9]/g, "").slice(0, 200)}/`,
  "as a path": (t) => `/${joined(t).slice(0, 1000)}`,
  "as a file": (t) => `${joined(t).slice(0, 900)}.key`,
  "as a domain": (t) => joined(t).replace(/[^A-Za-z0-9]/g, "").match(/.{1,60}/g).slice(0, 4).join("."),
};

/** Ways to write any of them. */
const ofAny = {
  "as it is": (t) => t,
  "between words": (t) => `Here is the file:\n${t}\nThanks!`,
  "behind a certificate and words": (t) => `${certificate}\nand the key: ${t}`,
  "behind an error in one line": (t) => `certificate verify failed: unable to get local issuer certificate ${t.replaceAll("\n", " ")}`,
  "base64": (t) => Buffer.from(t).toString("base64"),
  "in YAML": (t) => `key: |\n${lines(t, (l) => `  ${l}`)}`,
  "as a JSON string": (t) => JSON.stringify(t),
  "late in a log": (t) => `${"2026-11-30 09:00:00 INFO nothing happened\n".repeat(60)}${t}`,
};
const ofJwk = {
  "single quotes": (t) => t.replaceAll('"', "'"),
  "escaped quotes": (t) => JSON.stringify(t),
  "YAML": (t) => t.replace(/[{}"]/g, "").replaceAll(",", "\n").replaceAll(":", ": "),
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const forms = [];
  const secrets = {};
  const add = (file, way, text) => forms.push({ file: file.name, way, text });
  const most = new Set(["PKCS #1", "PKCS #8", "SEC 1", "Ed25519"]);
  for (const file of files()) {
    secrets[file.name] = file.secrets;
    for (const [way, write] of Object.entries(ofAny)) add(file, way, write(file.text));
    if (file.name.startsWith("JWK")) for (const [way, write] of Object.entries(ofJwk)) add(file, way, write(file.text));
    if (most.has(file.name)) for (const [way, write] of Object.entries(ofPem)) add(file, way, write(file.text));
    if (file.bytes) forms.push({ file: file.name, way: "octets", bytes: file.bytes.toString("base64") });
    if (most.has(file.name)) forms.push({ file: file.name, way: "octets of UTF-16", bytes: Buffer.from(`\ufeff${file.text}`, "utf16le").toString("base64") });
  }
  writeFileSync(here("forms.json"), `${JSON.stringify({ certificate, secrets, forms })}\n`);
  console.log(`${forms.length} forms`);
}
