/** Two answers side by side: what was, what is, and which clients gain or lose by it. */

import { html, nothing, type TemplateResult } from "lit";
import type { Language, Report } from "../contract.js";
import { icon } from "../element/icons.js";
import { headline } from "../element/standing.js";
import { words as elementWords } from "../element/words.js";
import type { PageWords } from "./words.js";

interface Change {
  gain: string[];
  lose: string[];
  mended: string[];
  arisen: string[];
}

export function changes(before: Report, after: Report): Change {
  const accepted = (report: Report, client: string) => report.clients.find((one) => one.client === client)?.accepts ?? null;
  const names = (from: Report, to: Report) => to.clients.filter(({ client, accepts }) => accepts === true && accepted(from, client) !== true).map(({ name }) => name);
  const errors = (report: Report) => new Set(report.findings.filter(({ severity }) => severity !== "note").map(({ title }) => title));
  const [old, young] = [errors(before), errors(after)];
  return { gain: names(before, after), lose: names(after, before), mended: [...old].filter((title) => !young.has(title)), arisen: [...young].filter((title) => !old.has(title)) };
}

export function comparison(before: Report, after: Report | null, language: Language, words: PageWords, end: () => void): TemplateResult {
  const w = elementWords(language);
  const side = (title: string, report: Report | null) => {
    if (!report) return html`<div><h3>${title}</h3><p class="hint">${words.compareWaiting}</p></div>`;
    const { mark, said, kind } = headline({ report, words: w, language, client: null });
    return html`<div class=${kind}><h3>${title}</h3><p>${icon(mark)}<strong>${said}</strong></p><p>${report.summary}</p></div>`;
  };
  const change = after ? changes(before, after) : null;
  const line = (term: string, names: string[]) => (names.length === 0 ? nothing : html`<div><dt>${term}</dt><dd>${w.list(names)}</dd></div>`);
  return html`<section class="compare" aria-label=${words.compareTitle}>
    <div class="sides">${side(words.compareBefore, before)} ${side(words.compareAfter, after)}</div>
    ${change === null
      ? nothing
      : Object.values(change).every((names) => names.length === 0)
        ? html`<p>${words.compareSame}</p>`
        : html`<dl>${line(words.compareGain, change.gain)} ${line(words.compareLose, change.lose)} ${line(words.compareMended, change.mended)} ${line(words.compareArisen, change.arisen)}</dl>`}
    <button type="button" @click=${end}>${words.compareEnd}</button>
  </section>`;
}
