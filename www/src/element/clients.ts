/** What each client says, in its own words, and which findings made it say so. */

import { html, nothing, type TemplateResult } from "lit";
import type { ClientAnswer } from "../contract.js";
import { icon } from "./icons.js";
import type { View } from "./view.js";
import { count } from "./when.js";

/** So many answers are read; the rest of two dozen are one click away. */
const SHOWN = 8;

export function clients(view: View): TemplateResult | typeof nothing {
  const { report, words } = view;
  if (report.clients.length === 0) return nothing;
  const answers = ordered(view);
  // Two that are folded away save no room.
  const shown = answers.length <= SHOWN + 2 ? answers : answers.slice(0, SHOWN);
  const rest = answers.slice(shown.length);
  return html`<section class="clients" part="clients" aria-labelledby="clients-heading">
    <h3 id="clients-heading">${words.clients}</h3>
    <p>${overall(view)}</p>
    ${table(shown, "clients-heading", view)}
    ${rest.length > 0
      ? html`<details class="more-clients">
          <summary id="more-clients">${words.moreClients(count(rest.length, view.language))}<span class="quiet">${words.list(rest.map((answer) => answer.name))}</span></summary>
          ${table(rest, "more-clients", view)}
        </details>`
      : nothing}
    <p class="quiet bases">${words.bases}</p>
  </section>`;
}

/** The reader's own client first; then those that answer otherwise than the verdict, since they are why one asks several. */
function ordered({ report, client }: View): ClientAnswer[] {
  const expected = report.verdict === "trusted";
  const rank = (answer: ClientAnswer) => (answer.client === client ? 0 : answer.accepts !== null && answer.accepts !== expected ? 1 : 2);
  return [...report.clients].sort((a, b) => rank(a) - rank(b));
}

function table(answers: ClientAnswer[], labelledBy: string, view: View): TemplateResult {
  const { words } = view;
  return html`<table role="table" aria-labelledby=${labelledBy}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${words.client}</th>
        <th role="columnheader" scope="col">${words.answer}</th>
        <th role="columnheader" scope="col">${words.words}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">${answers.map((answer) => row(answer, view))}</tbody>
  </table>`;
}

function overall({ report, words, language }: View): string {
  const accepting = report.clients.filter((answer) => answer.accepts === true).length;
  const refusing = report.clients.filter((answer) => answer.accepts === false).length;
  const unknown = report.clients.length - accepting - refusing;
  const rest = unknown > 0 ? words.othersUnknown(count(unknown, language)) : "";
  if (refusing === 0 && accepting > 0) return words.allAccept(count(accepting, language)) + rest;
  if (accepting === 0 && refusing > 0) return words.allRefuse(count(refusing, language)) + rest;
  return words.split(count(accepting, language), count(refusing, language)) + rest;
}

function row(answer: ClientAnswer, view: View): TemplateResult {
  const { words } = view;
  const state = answer.accepts === true ? "accepts" : answer.accepts === false ? "refuses" : "unknown";
  const mark = answer.accepts === true ? "pass" : answer.accepts === false ? "error" : "skipped";
  const mine = answer.client === view.client;
  return html`<tr role="row" class=${state} aria-current=${mine ? "true" : nothing}>
    <th role="rowheader" scope="row">
      ${answer.name} ${mine ? html`<span class="yours">${words.yours}</span>` : nothing}
      <span class="basis">${basis(answer, view)}</span>
    </th>
    <td role="cell" class="answer"><span class="state">${icon(mark)}<span>${words[state]}</span></span></td>
    <td role="cell" class="words ${answer.error || answer.why || answer.because.length > 0 ? "" : "silent"}">
      ${answer.error ? html`<samp lang="en">${answer.error}</samp>` : html`<span class="quiet">${answer.accepts ? words.noWords : "–"}</span>`}
      ${answer.code && !answer.error?.includes(answer.code) ? html`<code class="code">${words.errorCode(answer.code)}</code>` : nothing}
      ${answer.why ? html`<span class="why">${answer.why}</span>` : nothing} ${because(answer, view)}
    </td>
  </tr>`;
}

function because(answer: ClientAnswer, view: View): TemplateResult | typeof nothing {
  const { report, words } = view;
  const findings = answer.because.flatMap((index) => {
    const finding = report.findings[index];
    return finding ? [{ index, finding }] : [];
  });
  if (findings.length === 0) return nothing;
  return html`<span class="because"
    ><span class="quiet">${words.because}</span>${findings.map(({ index, finding }) => html` <button type="button" class="go" @click=${() => view.showFinding(index)}>${words.findingNumber(index + 1, finding.title)}</button>`)}</span
  >`;
}

/** How the answer is known, and where that is written if it was not measured. */
function basis({ basis, source }: ClientAnswer, { words }: View): TemplateResult | string {
  if (basis === "measured") return words.measured;
  return source ? html`<a href=${source} target="_blank" rel="noreferrer">${words.documented}</a>` : words.documented;
}
