/**
 * The first answer of a visit runs code that the browser has yet to compile and applies styles that it has yet to match, and would take
 * several times as long as the later ones. So a few examples are answered and drawn beforehand, where nobody sees it: when somebody has
 * come to the page, not when it loads, since then the machine has enough to do and nobody may be looking.
 */

import type { Language, Report } from "../contract.js";
import type { Explain } from "../core.js";
import { loadExample } from "./examples.js";

const SIGNS_OF_A_READER = ["pointermove", "pointerdown", "keydown", "focusin", "dragenter"] as const;

/** RSA, P-256 and P-384; a link that fails and a path that holds. */
const EXAMPLES = ["private-ca", "weak-key", "trusted"];

/** A browser compiles well only what has run often. */
const ROUNDS = 4;
const ROUNDS_DRAWN = 2;

/** What goes through a log letter by letter runs often enough in a few thousand lines, and a log of megabytes would be through before
 * the browser had compiled it well. A few hundred at a time keep nobody waiting. */
const LOG_ROUNDS = 12;
const LOG_LINES = 300;

/** Before that, a machine that has just loaded the page has better things to do. */
const SETTLED = 6000;

/** One question and one drawing, some time after all has been loaded, for whoever comes back to the page and pastes at once. */
export async function warmUpOnce(explain: Explain, language: () => Language): Promise<void> {
  await new Promise((done) => setTimeout(done, SETTLED));
  const { question } = await loadExample("private-ca");
  await idle();
  const report = explain({ ...question, language: language() });
  await idle();
  await drawUnseen(report);
}

/** Waits for a reader, then warms up, once. */
export function warmUpForReader(explain: Explain, language: () => Language): void {
  const begin = () => {
    for (const sign of SIGNS_OF_A_READER) window.removeEventListener(sign, begin);
    void warmUp(explain, language).catch((error: unknown) => console.error(error));
  };
  for (const sign of SIGNS_OF_A_READER) window.addEventListener(sign, begin, { passive: true });
}

/** In small pieces, each when the browser has nothing else to do, so that a key pressed meanwhile is not waited for. */
async function warmUp(explain: Explain, language: () => Language): Promise<void> {
  const questions = (await Promise.all(EXAMPLES.map(loadExample))).map(({ question }) => question);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const question of questions) {
      await idle();
      const report = explain({ ...question, language: language() });
      await idle();
      if (round < ROUNDS_DRAWN) await drawUnseen(report);
    }
  }
  for (let round = 0; round < LOG_ROUNDS; round += 1) {
    await idle();
    explain({ paste: log(round), at: new Date(), clients: false, language: language() });
  }
}

/** What a service prints, with an error in it. */
function log(round: number): string {
  const line = (_: unknown, at: number) => `2026-01-01T12:00:${10 + (at % 50)}Z [worker-${at % 7}] INFO Request ${round * LOG_LINES + at} "GET /items/${at}?x=%20" served in ${at % 977} ms (user=a${at}b, state: C:\\x, ssl: ok)`;
  const lines = Array.from({ length: LOG_LINES }, line);
  lines.splice(LOG_LINES / 2, 0, "certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)");
  return lines.join("\n");
}

function idle(): Promise<void> {
  return new Promise((done) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => done());
    else setTimeout(done, 50);
  });
}

/** Draws a report where nobody sees it, or finds it. */
async function drawUnseen(report: Report): Promise<void> {
  const aside = document.createElement("div");
  aside.inert = true;
  aside.style.cssText = "position: fixed; inset: 0 auto auto 0; inline-size: 40rem; visibility: hidden; pointer-events: none; contain: strict";
  const element = document.createElement("chain-why");
  element.report = report;
  // Where neither a screen reader nor a search in the page looks.
  aside.attachShadow({ mode: "open" }).append(element);
  document.body.append(aside);
  await element.updateComplete;
  element.getBoundingClientRect();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  aside.remove();
}
