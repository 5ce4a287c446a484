// Takes the pictures of README.md and docs from the running page: docs/pictures/*.png. The fonts are the machine's; Noto was used.
// `npm run pictures -- FOLDER` takes each example instead, in both languages, on a phone, a laptop and a wide screen, light and dark, to
// be looked at.

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { browsers } from "../tests/browsers.mjs";
import { dist, examples, openExample, until, visit } from "../tests/journeys.mjs";
import { serve } from "./static-server.mjs";

const [folder] = process.argv.slice(2);
const out = folder === undefined ? fileURLToPath(new URL("../../docs/pictures/", import.meta.url)) : resolve(folder);
mkdirSync(out, { recursive: true });

const screens = { phone: [390, 844], laptop: [1366, 768], wide: [1920, 1080] };
const each = () =>
  Object.entries(screens).flatMap(([screen, [width, height]]) =>
    ["light", "dark"].flatMap((scheme) => ["en", "zh-CN"].flatMap((locale) => examples.map(({ id }) => ({ file: `${id}-${screen}-${scheme}-${locale}.png`, example: id, width, height, scheme, locale, first: true })))),
  );

const pictures = [
  { file: "answer-en.png", example: "missing-intermediate", width: 1366, height: 900, scheme: "light", locale: "en" },
  { file: "answer-zh.png", example: "expired-cross-sign", width: 1366, height: 900, scheme: "dark", locale: "zh-CN" },
  { file: "phone-en.png", example: "missing-intermediate", width: 390, height: 844, scheme: "light", locale: "en", to: ".answer" },
  { file: "phone-zh.png", example: "python-3-13", width: 390, height: 844, scheme: "dark", locale: "zh-CN", to: ".answer" },
  { file: "clients-en.png", example: "missing-intermediate", width: 1366, height: 900, scheme: "light", locale: "en", part: ".clients" },
];

const server = await serve(dist);
const browser = await chromium.launch({ executablePath: browsers.Chromium, args: ["--no-sandbox", "--font-render-hinting=none"] });
try {
  for (const { file, example, width, height, scheme, locale, to, part, first } of folder === undefined ? pictures : each()) {
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: width < 600 ? 2 : 1, colorScheme: scheme, locale, timezoneId: "UTC", reducedMotion: "reduce" });
    const page = await context.newPage();
    await visit(page, server.url);
    if (locale === "zh-CN" && !(await page.evaluate(hasChineseFont))) {
      console.error(`${file}: this machine has no font for Chinese (Debian: fonts-noto-cjk)`);
      process.exitCode = 1;
      continue;
    }
    await openExample(page, example);
    await until(page, () => document.activeElement?.blur() ?? true);
    // What the reader sees first is where the page has gone.
    if (!first) await page.evaluate((selector) => (selector ? document.querySelector(selector).scrollIntoView({ block: "start" }) : scrollTo(0, 0)), to ?? null);
    const target = part ? page.locator("chain-why").locator(part) : page;
    if (part && (await target.count()) === 0) {
      console.error(`${file}: the answer has no ${part}`);
      process.exitCode = 1;
      continue;
    }
    await target.screenshot({ path: join(out, file) });
    console.log(`docs/pictures/${file}`);
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}

/** Without a font every letter is drawn as the same box. */
function hasChineseFont() {
  const [one, other] = ["受", "信"].map((letter) => {
    const context = document.createElement("canvas").getContext("2d");
    context.font = "40px sans-serif";
    context.fillText(letter, 10, 50);
    return context.getImageData(0, 0, 80, 80).data;
  });
  return one.some((value, at) => value !== other[at]);
}
