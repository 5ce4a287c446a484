/** The sentence, first. Then what was asked: against which anchors, when, for which host. */

import { html, nothing, type TemplateResult } from "lit";
import { icon, type IconName } from "./icons.js";
import type { View } from "./view.js";
import { count, day, moment } from "./when.js";

const icons: Record<string, IconName> = { trusted: "pass", untrusted: "error", unreadable: "missing" };

export function summary(view: View): TemplateResult {
  const { report, words, language } = view;
  const { anchors } = report;
  const source = words.anchorsSource[anchors.source] ?? anchors.source;
  const asOf = anchors.mozillaAsOf ? `; ${words.mozillaAsOf(day(anchors.mozillaAsOf, language))}` : "";
  // The sentence says the verdict itself, as a rule; the badge says it in a word where it does not.
  const said = report.summary.toLowerCase().startsWith(words.verdict[report.verdict].toLowerCase());
  return html`<header class="summary ${report.verdict}" part="summary">
    <div class="sentence"><p class="verdict" part="verdict">${icon(icons[report.verdict] ?? "note")}<span class=${said ? "spoken" : ""}>${words.verdict[report.verdict]}</span></p>
    <h2 id="sentence" tabindex="-1">${report.summary}</h2></div>
    <p class="asked">
      <span>${words.anchorsUsed(count(anchors.count, language))} <span class="quiet">(${source}${asOf})</span></span>
      ${report.at === null ? nothing : html`<span>${words.asOf(moment(report.at, language))}</span>`}
      ${report.serverName ? html`<span class="host">${words.forHost(report.serverName)}</span>` : nothing}
      <span>${words.purposeName[report.purpose] ?? report.purpose}</span>
    </p>
    <slot name="actions"></slot>
  </header>`;
}
