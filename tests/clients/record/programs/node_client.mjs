// Node's https (and Bun's): reads targets as JSON on standard input, writes one answer a line.
import { readFileSync } from "node:fs";
import https from "node:https";

const PATIENCE = 10_000;

const pems = (path) => (path ? readFileSync(path, "utf8").match(/-----BEGIN [^]+?-----END [^\n]+\n/g) ?? [] : []);

function ask(target) {
  return new Promise((resolve, reject) => {
    const options = { host: target.host, port: target.port, path: "/", ca: pems(target.anchors), agent: false, timeout: PATIENCE };
    if (target.crls) options.crl = pems(target.crls);
    const request = https.get(options, (response) => response.resume().on("end", resolve).on("error", reject));
    request.on("timeout", () => request.destroy(new Error("timeout"))).on("error", reject);
  });
}

for (const target of JSON.parse(readFileSync(0, "utf8"))) {
  const answer = { id: target.id, accepts: true, error: null, code: null, depth: null };
  try {
    await ask(target);
  } catch (error) {
    Object.assign(answer, { accepts: false, error: `Error: ${error.message}`, code: error.code ?? null });
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
