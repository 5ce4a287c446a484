// What Lighthouse says of the page, for a phone and for a desktop: npm run lighthouse
//
// The page is served from this machine as a static host would, compressed; the phone's slow line and slow processor are Lighthouse's
// own simulation, with its own settings. Lighthouse comes by npx, since nothing else here needs it. The figures move by a point or
// two with whatever else the machine does, so they are read by a person and are no part of the tests.

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../scripts/static-server.mjs";
import { browsers } from "../tests/browsers.mjs";
import { dist } from "../tests/journeys.mjs";

// The last that runs in Node.js 20.
const LIGHTHOUSE = "lighthouse@12.8.2";
const CATEGORIES = ["performance", "accessibility", "best-practices"];
const AUDITS = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "interactive"];
const GOOD = 95;

const server = await serve(dist);
const folder = mkdtempSync(join(tmpdir(), "chainwhy-lighthouse-"));
try {
  for (const device of ["phone", "desktop"]) {
    const file = join(folder, `${device}.json`);
    const options = ["--quiet", "--output=json", `--output-path=${file}`, `--only-categories=${CATEGORIES}`, "--chrome-flags=--headless=new --no-sandbox"];
    if (device === "desktop") options.push("--preset=desktop");
    await lighthouse([server.url, ...options]);
    const { categories, audits } = JSON.parse(readFileSync(file, "utf8"));
    const scores = CATEGORIES.map((name) => [name, Math.round(categories[name].score * 100)]);
    console.log(`${device}: ${scores.map(([name, score]) => `${name} ${score}`).join(", ")}`);
    console.log(`  ${AUDITS.filter((name) => audits[name]).map((name) => `${name} ${audits[name].displayValue}`).join(", ")}`);
    for (const name of CATEGORIES) {
      for (const { id, weight } of categories[name].auditRefs) {
        const { score, title } = audits[id];
        if (weight > 0 && score !== null && score < 0.9) console.log(`  ${name} ${score}: ${title}`);
      }
    }
    if (scores.some(([, score]) => score < GOOD)) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
  await server.stop();
}

/** Beside this process, not in its stead: the page is served from here. */
function lighthouse(options) {
  return new Promise((resolve, reject) => {
    execFile("npx", ["--yes", LIGHTHOUSE, ...options], { env: { ...process.env, CHROME_PATH: browsers.Chromium } }, (error, _output, complaints) =>
      error ? reject(new Error(complaints || error.message)) : resolve(),
    );
  });
}
