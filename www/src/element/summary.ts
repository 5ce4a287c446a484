/** The sentence, first. Then what was asked: against which anchors, when, for which host. */

import { html, nothing, type TemplateResult } from "lit";
import type { ClientAnswer } from "../contract.js";
import { icon, type IconName } from "./icons.js";
import type { View } from "./view.js";
import { count, day, moment } from "./when.js";

const icons: Record<string, IconName> = { trusted: "pass", untrusted: "error", unreadable: "missing" };

export function summary(view: View): TemplateResult {
  const { report, words } = view;
  // The sentence says the verdict itself, as a rule; the badge says it in a word where it does not.
  const said = report.summary.toLowerCase().startsWith(words.verdict[report.verdict].toLowerCase());
  // Trusted, but not by the one client that the reader has: no green light.
  const refused = report.verdict === "trusted" && yours(view)?.accepts === false;
  return html`<header class="summary ${report.verdict} ${refused ? "refused" : ""}" part="summary">
    <div class="sentence"><p class="verdict" part="verdict">${icon(refused ? "warning" : (icons[report.verdict] ?? "note"))}<span class=${said ? "spoken" : ""}>${words.verdict[report.verdict]}</span></p>
    <h2 id="sentence" tabindex="-1">${breakable(report.summary)}</h2></div>
    ${report.remarks.map((remark) => html`<p class="remark" part="remark">${breakable(remark)}</p>`)}
    ${yourClient(view)} ${view.narrow ? nothing : asked(view)}
  </header>`;
}

/** What was asked, and what can be done with the answer. On a phone it stands below the picture, which is wanted first. */
export function asked({ report, words, language }: View): TemplateResult {
  const { anchors } = report;
  const source = words.anchorsSource[anchors.source] ?? anchors.source;
  const asOf = anchors.mozillaAsOf === null ? null : day(anchors.mozillaAsOf, language);
  return html`<p class="asked">
      <span>${words.anchorsUsed(count(anchors.count, language))}<span class="quiet">${words.anchorsFrom(source, asOf)}</span></span>
      ${report.at === null ? nothing : html`<span>${words.asOf(moment(report.at, language))}</span>`}
      ${report.serverName ? html`<span class="host">${words.forHost(report.serverName)}</span>` : nothing}
      <span>${words.purposeName[report.purpose] ?? report.purpose}</span>
    </p>
    <slot name="actions"></slot>`;
}

/** A host name may break after its dots: broken where it must, it would leave a full stop alone on a line. */
function breakable(text: string): TemplateResult {
  return html`${text.split(/(?<=[a-z0-9-]{2}\.)(?=[a-z])/i).map((part, index) => (index === 0 ? part : html`<wbr />${part}`))}`;
}

function yours({ report, client }: View): ClientAnswer | undefined {
  return client === null ? undefined : report.clients.find((one) => one.client === client);
}

/** What the reader's own client says, when they named it: the verdict above is about clients in general. */
function yourClient(view: View): TemplateResult | typeof nothing {
  const { words } = view;
  const answer = yours(view);
  if (!answer || answer.accepts === null) return nothing;
  return html`<div class="your-client">
    ${icon(answer.accepts ? "pass" : "error")}
    <p>
      <strong>${answer.accepts ? words.yourAccepts(answer.name) : words.yourRefuses(answer.name)}</strong>
      ${answer.error ? html`<samp lang="en">${answer.error}</samp>` : nothing} ${answer.why ? html`<span class="why">${answer.why}</span>` : nothing}
    </p>
  </div>`;
}
