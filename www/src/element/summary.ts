/** The sentence, first. Then what was asked: against which anchors, when, for which host. */

import { html, nothing, type TemplateResult } from "lit";
import { fixCard } from "./fix-card.js";
import { icon } from "./icons.js";
import { headline, strip, yours } from "./standing.js";
import type { View } from "./view.js";
import { count, day, moment } from "./when.js";

export function summary(view: View): TemplateResult {
  const { report } = view;
  const { mark, said, kind } = headline(view);
  return html`<header class="summary ${report.verdict} ${kind}" part="summary">
    <p class="verdict" part="verdict">${icon(mark)}<span>${said}</span></p>
    <h2 id="sentence" tabindex="-1">${breakable(report.summary)}</h2>
    ${strip(view)} ${fixCard(view)}
    ${view.compact ? nothing : html`${report.remarks.map((remark) => html`<p class="remark" part="remark">${breakable(remark)}</p>`)} ${yourClient(view)} ${view.narrow ? nothing : asked(view)}`}
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

/** What the reader's own client says, in its words, when they named it. */
function yourClient(view: View): TemplateResult | typeof nothing {
  const answer = yours(view);
  // The headline says what it says; here are its words, and why.
  if (!answer || answer.accepts === null || (!answer.error && !answer.why)) return nothing;
  return html`<div class="your-client">
    ${icon(answer.accepts ? "pass" : "error")}
    <p>
      ${answer.error ? html`<samp lang="en">${answer.error}</samp>` : nothing} ${answer.why ? html`<span class="why">${answer.why}</span>` : nothing}
    </p>
  </div>`;
}
