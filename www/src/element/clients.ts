/** What each client says, in its own words, and which findings made it say so. */

import { html, nothing, type TemplateResult } from "lit";
import type { ClientAnswer } from "../contract.js";
import { icon } from "./icons.js";
import type { View } from "./view.js";
import { count } from "./when.js";

export function clients(view: View): TemplateResult | typeof nothing {
  const { report, words, client } = view;
  if (report.clients.length === 0) return nothing;
  const answers = [...report.clients].sort((a, b) => Number(b.client === client) - Number(a.client === client));
  return html`<section class="clients" part="clients" aria-labelledby="clients-heading">
    <h3 id="clients-heading">${words.clients}</h3>
    <p>${overall(view)}</p>
    <table role="table" aria-labelledby="clients-heading">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">${words.client}</th>
          <th role="columnheader" scope="col">${words.answer}</th>
          <th role="columnheader" scope="col">${words.words}</th>
          <th role="columnheader" scope="col">${words.because}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">${answers.map((answer) => row(answer, view))}</tbody>
    </table>
    <p class="quiet bases">${words.bases}</p>
  </section>`;
}

function overall({ report, words, language }: View): string {
  const accepting = report.clients.filter((answer) => answer.accepts === true).length;
  const refusing = report.clients.filter((answer) => answer.accepts === false).length;
  if (refusing === 0 && accepting > 0) return words.allAccept(count(accepting, language));
  if (accepting === 0 && refusing > 0) return words.allRefuse(count(refusing, language));
  return words.split(count(accepting, language), count(refusing, language));
}

function row(answer: ClientAnswer, view: View): TemplateResult {
  const { words, report } = view;
  const state = answer.accepts === true ? "accepts" : answer.accepts === false ? "refuses" : "unknown";
  const mark = answer.accepts === true ? "pass" : answer.accepts === false ? "error" : "skipped";
  return html`<tr role="row" class=${state} aria-current=${answer.client === view.client ? "true" : nothing}>
    <th role="rowheader" scope="row">${answer.name}${answer.client === view.client ? html` <span class="yours">${words.yours}</span>` : nothing}
      <span class="basis">${answer.basis === "measured" ? words.measured : words.documented}</span>
    </th>
    <td role="cell" class="answer" data-label=${words.answer}><span class="state">${icon(mark)}<span>${words[state]}</span></span></td>
    <td role="cell" class="words" data-label=${words.words}>
      ${answer.error ? html`<samp lang="en">${answer.error}</samp>` : html`<span class="quiet">${answer.accepts ? words.noWords : "–"}</span>`}
      ${answer.code ? html`<code class="code">${answer.code}</code>` : nothing}
      ${answer.why ? html`<span class="why">${answer.why}</span>` : nothing}
    </td>
    <td role="cell" class="because" data-label=${words.because}>
      ${answer.because.length === 0
        ? html`<span class="quiet">–</span>`
        : answer.because.map((index) => {
            const finding = report.findings[index];
            return finding
              ? html`<button type="button" class="go" @click=${() => view.showFinding(index)}>${words.findingNumber(index + 1, finding.title)}</button> `
              : nothing;
          })}
    </td>
  </tr>`;
}
