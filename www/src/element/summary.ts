/** The sentence, first. Then what was asked: against which anchors, when, for which host. */

import { html, nothing, type TemplateResult } from "lit";
import { fixCard } from "./fix-card.js";
import { icon } from "./icons.js";
import { brief, firstSentence, sentences } from "./sentences.js";
import { headline, question, yours, type Heard } from "./standing.js";
import { strip } from "./strip.js";
import type { View } from "./view.js";
import { count, day, moment } from "./when.js";

export function summary(view: View): TemplateResult {
  const { report } = view;
  const { mark, said, kind } = headline(view);
  const { rest } = told(view);
  const sentence = behind(said, told(view).sentence, view.words.colon);
  return html`<header class="summary ${report.verdict} ${kind}" part="summary">
    <p class="verdict" part="verdict">${icon(mark)}<span>${said}</span></p>
    <h2 id="sentence" tabindex="-1">${breakable(brief(sentence))}</h2>
    ${also(view)} ${strip(view)} ${fixCard(view)}
    ${view.compact ? nothing : html`${[...rest, ...remarks(view)].map((remark) => html`<p class="remark" part="remark">${breakable(remark)}</p>`)} ${yourClient(view)} ${view.narrow ? nothing : asked(view)}`}
  </header>`;
}

/**
 * The headline and what belongs right behind it: the report's sentence, or, where the reader's own client decides otherwise or for
 * another reason, that client's.
 */
export function told(view: Heard): { sentence: string; rest: string[]; finding: number } {
  const { report } = view;
  const all = { sentence: report.summary, rest: [] as string[], finding: 0 };
  // The command stands on the card below.
  if (question(report)) {
    const text = question(report) === "host" ? (report.findings[0]?.message ?? report.summary) : report.summary;
    const stop = view.language === "zh-CN" ? "。" : ".";
    const [first = "", ...others] = sentences(text.replace(/[;；，,]?[^.。;；，,:：]*[:：]\s*openssl s_client[^\n一-鿿]*?<\/dev\/null/u, stop)).map((one) => one.trim());
    return { ...all, sentence: first, rest: others.length > 0 ? [others.join(view.language === "zh-CN" ? "" : " ")] : [] };
  }
  const mine = yours(view);
  if (!mine || mine.accepts === null) return all;
  const trusted = report.verdict === "trusted";
  if (mine.accepts) return trusted ? all : { ...all, sentence: mine.why ?? mine.reason?.text ?? report.summary, rest: [report.summary] };
  const [cause] = mine.because;
  const finding = cause === undefined ? undefined : report.findings[cause];
  if (cause === undefined || !finding || (!trusted && mine.because.includes(0))) return all;
  return { sentence: firstSentence(finding.message)[0], rest: [report.summary], finding: cause };
}

/** The sentence without the verdict that stands right above it. */
export function behind(said: string, sentence: string, colon: string): string {
  if (!sentence.startsWith(said + colon)) return sentence;
  const rest = sentence.slice(said.length + colon.length);
  // A name keeps its letters.
  return /^(?:an?|the|what|no) /.test(rest) ? rest.charAt(0).toUpperCase() + rest.slice(1) : rest;
}

/** What is said behind the sentence; that the report was cut is told in words for whoever did not ask for it by program. */
function remarks({ report, words }: View): string[] {
  return report.remarks.map((remark) => (remark.includes("`leftOut`") ? words.leftOut : remark));
}

/** The other errors by name, so that whoever mends the first knows that it is not the last. */
function also(view: View): TemplateResult | typeof nothing {
  const { report, words } = view;
  const named = told(view).finding;
  const title = report.findings[named]?.title;
  const others = report.findings.flatMap((finding, index) => (finding.severity === "error" && index !== named && finding.title !== title ? [{ index, title: finding.title }] : []));
  const once = others.filter((one, at) => others.findIndex((other) => other.title === one.title) === at);
  if (once.length === 0 || question(report)) return nothing;
  return html`<p class="also"><strong>${words.alsoWrong}${words.colon}</strong>${once.slice(0, 3).map((one, at) => html`${at > 0 ? words.list(["", ""]) : nothing}<button type="button" class="go" @click=${() => view.showFinding(one.index)}>${one.title}</button>`)}</p>`;
}

/** What was asked, and what can be done with the answer. On a phone it stands below the picture, which is wanted first. */
export function asked(view: View): TemplateResult {
  const { report } = view;
  // Where nothing was judged, nothing was judged by.
  const judged = report.paths.length > 0 || report.verdict === "trusted" || report.verdict === "untrusted";
  return html`${judged ? terms(view) : nothing}<slot name="actions"></slot>`;
}

function terms({ report, words, language }: View): TemplateResult {
  const { anchors } = report;
  const source = words.anchorsSource[anchors.source] ?? anchors.source;
  const asOf = anchors.mozillaAsOf === null ? null : day(anchors.mozillaAsOf, language);
  return html`<p class="asked">
    <span>${words.anchorsUsed(count(anchors.count, language))}<span class="quiet">${words.anchorsFrom(source, asOf)}</span></span>
    ${report.at === null ? nothing : html`<span>${words.asOf(moment(report.at, language))}</span>`}
    ${report.serverName ? html`<span class="host">${words.forHost(report.serverName)}</span>` : nothing}
    <span>${words.purposeName[report.purpose] ?? report.purpose}</span>
  </p>`;
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
  const why = told(view).sentence === answer.why ? null : answer.why;
  return html`<div class="your-client">
    ${icon(answer.accepts ? "pass" : "error")}
    <p>
      ${answer.error ? html`<samp lang="en">${answer.error}</samp>` : nothing} ${why ? html`<span class="why">${why}</span>` : nothing}
    </p>
  </div>`;
}
