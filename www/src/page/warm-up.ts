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
