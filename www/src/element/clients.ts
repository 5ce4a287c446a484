/** What each client says, in its own words, and which findings made it say so. */

import { html, nothing, type TemplateResult } from "lit";
import type { ClientAnswer } from "../contract.js";
import { icon } from "./icons.js";
import { clientName } from "./names.js";
import type { View } from "./view.js";
import { count } from "./when.js";

/** So many groups are read; the rest are one click away. */
const SHOWN = 6;
/** So many names stand in a group's heading. */
const NAMED = 4;

interface Group {
  answers: ClientAnswer[];
  /** What they all say, in the part of their words that is the same. */
  wording: string;
}

export function clients(view: View): TemplateResult | typeof nothing {
  const { report, words } = view;
  if (report.clients.length === 0) return nothing;
  const groups = grouped(view);
  // Two that are folded away save no room.
  const shown = groups.length <= SHOWN + 2 ? groups : groups.slice(0, SHOWN);
  const rest = groups.slice(shown.length);
  const names = rest.flatMap(({ answers }) => answers.map((answer) => answer.name));
  return html`<section class="clients" part="clients" aria-labelledby="clients-heading">
    <h3 id="clients-heading">${words.clients}</h3>
    <p>${overall(view, groups)}</p>
    ${table(shown, "clients-heading", view)}
    ${rest.length > 0
      ? html`<details class="more-clients">
          <summary id="more-clients">${words.moreClients(count(names.length, view.language))}<span class="quiet">${words.list(names)}</span></summary>
          ${table(rest, "more-clients", view)}
        </details>`
      : nothing}
    <p class="quiet bases">${words.bases}</p>
  </section>`;
}

/** What programs wrap around the message of the library that verifies for them. */
const WRAPPED = [/certificate verify failed: (.*?) \(_ssl/, /SSL certificate problem: ([^)\n]*)/, /^verify error:num=\d+:(.*?) \//, /failed, reason: (.*?) \//, /^Error: (.*)$/, /invalid peer certificate: (\w[^:(]*)/];

/** The words of a client without what is its own. */
function wordingOf({ error }: ClientAnswer): string {
  if (error === null) return "";
  for (const pattern of WRAPPED) {
    const found = pattern.exec(error)?.[1]?.trim();
    if (found) return found.split(/[;:] /)[0] ?? found;
  }
  return error;
}

/** The reader's own client first; then those that answer otherwise than the most, since they are why one asks several; one group for each wording. */
function grouped({ report, client }: View): Group[] {
  const { accept, refuse } = report.agreement;
  const usual = accept > refuse;
  const rank = (answer: ClientAnswer) => (answer.client === client ? 0 : answer.accepts === null ? 3 : answer.accepts !== usual ? 1 : 2);
  const groups = new Map<string, Group>();
  for (const answer of [...report.clients].sort((a, b) => rank(a) - rank(b))) {
    const wording = wordingOf(answer);
    // What one of them adds about itself alone is told beside its name.
    const key = answer.client === client ? client : [answer.accepts, wording.toLowerCase(), answer.because.join()].join("|");
    const group = groups.get(key) ?? { answers: [], wording };
    group.answers.push(answer);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => rank(a.answers[0]!) - rank(b.answers[0]!) || b.answers.length - a.answers.length);
}

function table(groups: Group[], labelledBy: string, view: View): TemplateResult {
  const { words } = view;
  return html`<table role="table" aria-labelledby=${labelledBy}>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${words.client}</th>
        <th role="columnheader" scope="col">${words.answer}</th>
        <th role="columnheader" scope="col">${words.words}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">${groups.map((group) => row(group, view))}</tbody>
  </table>`;
}

function overall({ report, words, language }: View, groups: Group[]): string {
  const { accept, refuse, unknown } = report.agreement;
  const rest = unknown > 0 ? words.othersUnknown(count(unknown, language)) : "";
  const wordings = groups.filter(({ answers }) => answers[0]?.accepts === false).length;
  const refusing = refuse > 1 && wordings > 1 && wordings < refuse ? words.refuseInWordings(count(refuse, language), count(wordings, language)) : words.refuseCount(count(refuse, language));
  if (refuse === 0 && accept > 0) return words.allAccept(count(accept, language)) + rest;
  if (accept === 0 && refuse > 0 && wordings === refuse) return words.allRefuse(count(refuse, language)) + rest;
  const accepting = words.acceptCount(count(accept, language));
  return words.counted(accept === 0 ? [refusing] : accept < refuse ? [accepting, refusing] : [refusing, accepting]) + rest;
}

function row({ answers, wording }: Group, view: View): TemplateResult {
  const { words } = view;
  const [first] = answers;
  if (!first) return html``;
  const state = first.accepts === true ? "accepts" : first.accepts === false ? "refuses" : "unknown";
  const mark = first.accepts === true ? "pass" : first.accepts === false ? "error" : "skipped";
  const mine = first.client === view.client;
  const one = answers.length === 1;
  const reasons = [...new Set(answers.map(({ why }) => why).filter((why) => why !== null))];
  const silent = first.error === null && reasons.length === 0 && first.because.length === 0;
  return html`<tr role="row" class=${state} aria-current=${mine ? "true" : nothing}>
    <th role="rowheader" scope="row">
      ${one ? clientName(first.name, view.language) : named(answers, view)} ${mine ? html`<span class="yours">${words.yours}</span>` : nothing}
      ${one ? html`<span class="basis">${basis(first, view)}</span>` : nothing}
    </th>
    <td role="cell" class="answer"><span class="state">${icon(mark)}<span>${words[state]}</span></span></td>
    <td role="cell" class="words ${silent && one ? "silent" : ""}">
      ${one ? said(first, view) : first.error === null ? html`<span class="quiet">${first.accepts ? words.noWords : "–"}</span>` : html`<samp lang="en">${wording}</samp>`}
      ${one ? nothing : each(answers, view)}
      ${one || reasons.length === 0 ? nothing : reasons.length === 1 ? html`<span class="why">${reasons[0]}</span>` : nothing} ${because(first, view)}
    </td>
  </tr>`;
}

function named(answers: ClientAnswer[], { words, language }: View): string {
  const names = [...new Set(answers.map(({ name }) => clientName(name.replace(/ \(.*\)$/, ""), language)))];
  return names.length <= NAMED + 1 ? words.list(names) : words.andMore(words.list(names.slice(0, NAMED)), count(names.length - NAMED, language));
}

/** One client's own words, and what makes it differ. */
function said(answer: ClientAnswer, { words }: View): TemplateResult {
  return html`${answer.error ? html`<samp lang="en">${answer.error}</samp>` : html`<span class="quiet">${answer.accepts ? words.noWords : "–"}</span>`}
  ${answer.code && !answer.error?.includes(answer.code) ? html`<code class="code">${words.errorCode(answer.code)}</code>` : nothing}
  ${answer.why ? html`<span class="why">${answer.why}</span>` : nothing}`;
}

/** Each of a group in its own words. */
function each(answers: ClientAnswer[], view: View): TemplateResult {
  return html`<details class="each">
    <summary>${view.words.eachOf(count(answers.length, view.language))}</summary>
    <ul>${answers.map((answer) => html`<li><strong>${clientName(answer.name, view.language)}</strong> <span class="basis">${basis(answer, view)}</span> ${answer.error === null && answer.why === null ? nothing : said(answer, view)}</li>`)}</ul>
  </details>`;
}

function because(answer: ClientAnswer, view: View): TemplateResult | typeof nothing {
  const { report, words } = view;
  const findings = answer.because.flatMap((index) => {
    const finding = report.findings[index];
    return finding ? [{ index, finding }] : [];
  });
  if (findings.length === 0) return nothing;
  return html`<span class="because"
    ><span class="quiet">${words.because}</span>${findings.map(({ index, finding }) => html`<button type="button" class="go" @click=${() => view.showFinding(index)}>${words.findingNumber(index + 1, finding.title)}</button>`)}</span
  >`;
}

/** How the answer is known, and where that is written if it was not measured. */
function basis({ basis, source }: ClientAnswer, { words }: View): TemplateResult | string {
  if (basis === "measured") return words.measured;
  return source ? html`<a href=${source} target="_blank" rel="noreferrer">${words.documented}</a>` : words.documented;
}
