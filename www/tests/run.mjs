// `npm test`: finds the browsers first, since a page can only be tested in one, then runs every suite with Node's own runner.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { browsers } from "./browsers.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

for (const [name, path] of Object.entries(browsers)) {
  if (!path) {
    console.error(`www: no ${name} was found, and the page can only be tested in a browser; run \`cargo xtask test\`, which gets one`);
    process.exit(1);
  }
}
if (!existsSync(join(here, "../dist/index.html"))) {
  console.error("www: www/dist is not built yet; run `cargo xtask build`");
  process.exit(1);
}

const wanted = process.argv.slice(2);
const suites = readdirSync(here)
  .filter((file) => file.endsWith(".test.mjs") && (wanted.length === 0 || wanted.some((word) => file.includes(word))))
  .map((file) => join(here, file));
// One suite at a time: each starts a browser of its own.
const { status } = spawnSync(process.execPath, ["--test", "--test-concurrency=1", ...suites], { stdio: "inherit" });
process.exit(status ?? 1);
