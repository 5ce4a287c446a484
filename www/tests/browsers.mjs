// The two browsers behind one small face, so that the same journeys are made in both: Chromium by Playwright, Firefox by Puppeteer,
// which speaks WebDriver BiDi with an ordinary Firefox where Playwright needs its own.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";

function onPath(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not in this folder.
      }
    }
  }
  return null;
}

export const browsers = {
  Chromium: process.env.CHAINWHY_CHROMIUM || onPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
  Firefox: process.env.CHAINWHY_FIREFOX || onPath("firefox-esr", "firefox"),
};

/** Set before the page's own scripts run: what the browser itself reports against the page's policy. */
const watchPolicy = () => {
  globalThis.policyViolations = [];
  document.addEventListener("securitypolicyviolation", (event) => globalThis.policyViolations.push(`${event.effectiveDirective}: ${event.blockedURI}`));
};

/**
 * Opens a page and gives `{ page, requests, problems, resize, close }`. `page` has what Playwright and Puppeteer have in common: `goto`,
 * `evaluate`, `waitForFunction`, `keyboard`, `bringToFront`. `scheme` is light or dark, as the reader's system says; `calm` is a system
 * that asks for less motion.
 */
const openers = {
  async Chromium({ width = 1366, height = 860, scheme = "light", calm = false, locale = "en-US", timezone = "UTC" } = {}) {
    const browser = await chromium.launch({ executablePath: browsers.Chromium, args: ["--no-sandbox"] });
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion: calm ? "reduce" : "no-preference", locale, timezoneId: timezone, permissions: ["clipboard-read", "clipboard-write"], acceptDownloads: true });
    const page = await context.newPage();
    await page.addInitScript(watchPolicy);
    const watched = watch(page);
    // A worker's requests are the browser's too.
    context.on("request", (request) => request.serviceWorker() && watched.requests.push(request.url()));
    const resize = (wide, high) => page.setViewportSize({ width: wide, height: high });
    return { browser: "Chromium", page, context, ...watched, resize, close: () => browser.close() };
  },
  async Firefox({ width = 1366, height = 860, scheme = "light", calm = false, locale = "en-US" } = {}) {
    const preferences = {
      "intl.accept_languages": locale,
      "intl.locale.requested": locale,
      "dom.serviceWorkers.enabled": true,
      "layout.css.prefers-color-scheme.content-override": scheme === "dark" ? 0 : 1,
      "ui.prefersReducedMotion": calm ? 1 : 0,
    };
    const browser = await puppeteer.launch({ browser: "firefox", executablePath: browsers.Firefox, headless: true, extraPrefsFirefox: preferences });
    const page = await browser.newPage();
    await page.setViewport({ width, height });
    await page.evaluateOnNewDocument(watchPolicy);
    const resize = (wide, high) => page.setViewport({ width: wide, height: high });
    return { browser: "Firefox", page, ...watch(page), resize, close: () => browser.close() };
  },
};

function watch(page) {
  const requests = [];
  const problems = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => problems.push(`error: ${error.message ?? error}`));
  page.on("console", (message) => {
    if (message.type() === "error" || /Content.Security.Policy/i.test(message.text())) problems.push(`console: ${message.text()} ${message.location().url ?? ""}:${message.location().lineNumber ?? ""}`);
  });
  return { requests, problems };
}

export function open(browser, options) {
  return openers[browser](options);
}
