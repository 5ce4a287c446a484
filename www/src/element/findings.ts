/** The findings: the root cause, the other errors, then warnings; notes are folded when there is something worse to read. */

import { html, nothing, type TemplateResult } from "lit";
import type { Finding, Fix } from "../contract.js";
import { commandText } from "./command-text.js";
import { copyButton } from "./copy-button.js";
import { evidenceName } from "./evidence-words.js";
import { icon } from "./icons.js";
import { shortName } from "./names.js";
import { octets, placeOf } from "./octets.js";
import { brief, unsaid } from "./sentences.js";
import { question } from "./standing.js";
import { told } from "./summary.js";
import { certificateById, nameById, type View } from "./view.js";
import type { Words } from "./words.js";
import { count } from "./when.js";
import { card, speaksOf } from "./ways.js";

/** So few notes are read at a glance, and one may be what explains the rest: a proxy's certificate, for one. */
const NOTES_UNFOLDED = 2;

/** So many programs are named on the fold of further fixes. */
const PROGRAMS_NAMED = 6;

/** Programs that do not write themselves as their id does. */
const programs: Record<string, string> = {
  apache: "Apache",
  caddy: "Caddy",
  "docker-alpine": "Docker, Alpine",
  "docker-debian": "Docker, Debian",
  "docker-distroless": "Docker, distroless",
  go: "Go",
  haproxy: "HAProxy",
  java: "Java",
  kubernetes: "Kubernetes",
  "kubernetes-ingress": "Kubernetes ingress",
  node: "Node.js",
  openssl: "OpenSSL",
  powershell: "PowerShell",
  python: "Python",
  ssl: "Python ssl",
};

export function findings(view: View): TemplateResult | typeof nothing {
  const { report, words } = view;
  // An error or a host that was pasted alone is answered, and no fault of whoever pasted it.
  if (question(report)) return nothing;
  // Where nothing was judged, it is no matter for which host.
  const judged = report.verdict === "trusted" || report.verdict === "untrusted";
  const numbered = report.findings.map((finding, index) => ({ finding, index })).filter(({ finding }) => judged || finding.code !== "server-name-missing");
  const shown = numbered.filter(({ finding }) => finding.severity !== "note");
  const notes = numbered.filter(({ finding }) => finding.severity === "note");
  const heading = report.findings.some((finding) => finding.severity === "error") ? words.findings : words.findingsClean;
  return html`<section class="findings" part="findings" aria-labelledby="findings-heading">
    <h3 id="findings-heading">${heading}</h3>
    ${numbered.length === 0 ? html`<p class="quiet">${words.findingsNone}</p>` : nothing}
    ${shown.length > 0 ? html`<ol>${shown.map(({ finding, index }) => item(finding, index, view))}</ol>` : nothing}
    ${notes.length > 0
      ? html`<details class="notes" id="notes" ?open=${shown.length === 0 || notes.length <= NOTES_UNFOLDED}>
          <summary>${words.worthKnowing(notes.length)}</summary>
          <ol>${notes.map(({ finding, index }) => item(finding, index, view))}</ol>
        </details>`
      : nothing}
    ${report.paths.length > 0 ? witness(view) : nothing}
  </section>`;
}

/** The answer of the independent verifier to the same question. */
function witness({ report, words }: View): TemplateResult {
  const { verifier, accepted, error } = report.reference;
  // The error's name; what it carries with it is what the findings say in words.
  const name = /^\w*/.exec(error ?? "")?.[0] ?? "";
  const said = accepted === true ? words.referenceAccepts(verifier) : accepted === false ? words.referenceRefuses(verifier, name) : words.referenceUnasked(verifier);
  return html`<p class="witness" part="reference"><strong>${words.reference}</strong> ${said}</p>`;
}

function item(finding: Finding, index: number, view: View): TemplateResult {
  const { report, words } = view;
  const label = index === 0 && finding.severity === "error" ? words.rootCause : finding.severity === "error" ? words.alsoWrong : words.severity[finding.severity];
  const mark = finding.severity === "error" ? "error" : finding.severity === "warning" ? "warning" : "note";
  const { sentence, rest } = told(view);
  const message = unsaid(finding.message, [brief(sentence), ...rest, ...report.remarks].join(" "));
  return html`<li class="finding ${finding.severity}" part="finding" id="finding-${index}" tabindex="-1" value=${index + 1}>
    <p class="label">${icon(mark)}<span>${label}</span></p>
    <h4>${finding.title}</h4>
    ${message === "" ? nothing : html`<p class="message">${message}</p>`}
    ${fixes(finding, index, view)}
    <dl class="meta">
      <div><dt>${words.where}</dt><dd>${place(finding, view)}</dd></div>
      ${finding.clause ? html`<div><dt>${words.clause}</dt><dd>${finding.clause}</dd></div>` : nothing}
      <div><dt>${words.code}</dt><dd>${codeOf(finding, view)}</dd></div>
    </dl>
    ${octets(finding, view)} ${evidence(finding, index, view)}
  </li>`;
}

function codeOf({ code }: Finding, { reference, language }: View): TemplateResult {
  if (reference === null) return html`<code>${code}</code>`;
  return html`<a href="${reference}${language === "en" ? "" : "zh-CN/"}codes/${code}.html" target="_blank" rel="noreferrer"><code>${code}</code></a>`;
}

/** Where the fault is, as a button that goes there. */
function place(finding: Finding, view: View): TemplateResult | string {
  const { report, words, language } = view;
  const { place: at } = finding;
  switch (at.kind) {
    case "certificate":
      return html`<button type="button" class="go" @click=${() => view.showCertificate(at.certificate)}>${words.onCertificate(nameById(report, at.certificate))}</button>${linesOf(at.certificate, view)}`;
    case "link": {
      const subject = nameById(report, at.subject);
      if (at.issuer === null) {
        const issuer = shortName(certificateById(report, at.subject)?.issuer ?? "");
        return html`<button type="button" class="go" @click=${() => view.showCertificate(at.subject)}>${issuer === "" ? words.aboveSubject(subject) : words.between(subject, issuer)}</button>${linesOf(at.subject, view)}`;
      }
      const issuer = at.issuer;
      return html`<button type="button" class="go" @click=${() => view.showCertificate(issuer)}>${words.between(subject, nameById(report, issuer))}</button>${linesOf(at.subject, view)}`;
    }
    case "input": {
      const field = words.field[at.field] ?? at.field;
      const { line } = at;
      // Binary material has no lines.
      if (line === null) return field;
      const endLine = at.endLine ?? line;
      const lines = words.lines(count(line, language), count(endLine, language));
      return html`<button type="button" class="go" @click=${() => view.locate(at.field, line, endLine)}>${words.inField(field, lines)}</button>`;
    }
    case "request":
      return words.field[at.field] ?? at.field;
    case "anchors":
      return words.onAnchors;
    case "path":
      return words.onPath(at.path + 1);
  }
}

function linesOf(id: string, view: View): TemplateResult | typeof nothing {
  const certificate = certificateById(view.report, id);
  if (!certificate?.lines) return nothing;
  const [from, to] = certificate.lines;
  const field = certificate.origin === "chain" ? "chain" : "anchors";
  return html`<span class="apart" aria-hidden="true">·</span><button type="button" class="go" @click=${() => view.locate(field, from, to)}>${view.words.lines(count(from, view.language), count(to, view.language))}</button>`;
}

function fixes(finding: Finding, index: number, view: View): TemplateResult | typeof nothing {
  if (finding.fixes.length === 0) return nothing;
  const { words, client } = view;
  // A reader who named a client wants that client's command first; the others' are one click away.
  const forOthers = client ? finding.fixes.filter((fix) => fix.client !== null && !speaksOf(fix.client, client)) : [];
  const shown = finding.fixes.filter((fix) => !forOthers.includes(fix));
  // A note is to be known; what can be done about it is there for whoever wants to.
  if (finding.severity === "note") {
    return html`<details class="fixes" part="fixes" id="fixes-${index}"><summary>${words.fixes}</summary><ul>${finding.fixes.map((fix) => fixItem(fix, view))}</ul></details>`;
  }
  // The first is on the card below the sentence.
  if (card(view)?.index === index) {
    return html`<details class="fixes" part="fixes" id="fixes-${index}"><summary>${words.allWays(finding.fixes.length)}</summary><ul>${[...shown, ...forOthers].map((fix) => fixItem(fix, view))}</ul></details>`;
  }
  const limit = 4;
  const folded = shown.length > limit ? shown.slice(limit) : [];
  const rest = [...folded, ...forOthers];
  return html`<div class="fixes" part="fixes">
    <h5>${words.fixes}</h5>
    <ul>${shown.slice(0, limit).map((fix) => fixItem(fix, view))}</ul>
    ${rest.length > 0
      ? html`<details><summary>${otherFixes(rest, view)}</summary><ul>${rest.map((fix) => fixItem(fix, view))}</ul></details>`
      : nothing}
  </div>`;
}

/** What a fold of fixes holds: the programs, where they fit on a line. */
function otherFixes(rest: Fix[], { words }: View): string {
  const named = [...new Set(rest.map((fix) => fix.client).filter((client) => client !== null))].map((client) => programName(client, words));
  if (named.length === 0 || rest.some((fix) => fix.client === null)) return words.otherFixes(rest.length);
  return words.otherFixesFor(rest.length, named.length > PROGRAMS_NAMED ? `${words.list(named.slice(0, PROGRAMS_NAMED))} …` : words.list(named));
}

/** A fix is for a program in all its versions: `python-httpx` is httpx, whatever the profiles of its versions are called. */
export function programName(id: string, words: Words): string {
  const name = id.replace(/^python-/, "");
  return (programs[name] ?? name).replace(", ", words.list(["", ""]));
}

function fixItem(fix: Fix, view: View): TemplateResult {
  const { words } = view;
  return html`<li class="fix" part="fix">
    <p>
      <strong class="who">${words.who[fix.who] ?? fix.who}${words.colon}</strong>${fix.client ? html`<span class="for">${words.fixFor(programName(fix.client, words))}</span>` : nothing}<span class="do">${fix.text}</span>
    </p>
    ${fix.command
      ? html`<div class="command" part="command">
          <pre tabindex="0" role="group" aria-label=${fix.text}>${commandText(fix.command)}</pre>
          ${copyButton(view, fix.command, fix.command.split("\n")[0] ?? "")}
        </div>
        ${grounds(fix, view)}`
      : nothing}
    ${fix.bundle ? html`<div class="bundle"><button type="button" class="copy" @click=${() => view.save("fullchain.pem", fix.bundle ?? "")}>${words.saveBundle}</button>${copyButton(view, fix.bundle, words.bundle, words.copyBundle)}</div>` : nothing}
    ${fix.proved === null
      ? nothing
      : html`<p class="proof ${fix.proved ? "proved" : "unproved"}">${icon(fix.proved ? "pass" : "skipped")}<span>${fix.proved ? words.proved : words.provedNot}</span></p>`}
  </li>`;
}

/** How it is known that the command works. */
export function grounds({ basis, source }: Fix, { words }: View): TemplateResult | typeof nothing {
  if (basis === "measured") return html`<p class="grounds">${words.ran}</p>`;
  if (!source) return nothing;
  return html`<p class="grounds">${words.documentedAt}<a href=${source} target="_blank" rel="noreferrer">${source.replace(/^https?:\/\/|\/$/g, "")}</a></p>`;
}

function evidence(finding: Finding, index: number, view: View): TemplateResult | typeof nothing {
  // The bytes are drawn above.
  const drawn = placeOf(finding) !== null;
  const entries = Object.entries(finding.evidence ?? {}).filter(([key, value]) => !(drawn && key === "octets") && value !== null && value !== undefined && value !== "");
  if (entries.length === 0) return nothing;
  return html`<details class="evidence" id="evidence-${index}">
    <summary>${view.words.evidence}</summary>
    <dl>${entries.map(([key, value]) => html`<div><dt>${evidenceName(key, view.language)}</dt><dd>${shownValue(value, view)}</dd></div>`)}</dl>
  </details>`;
}

function shownValue(value: unknown, view: View): TemplateResult | string {
  if (Array.isArray(value)) return html`<ul>${value.map((one) => html`<li>${shownValue(one, view)}</li>`)}</ul>`;
  if (typeof value === "boolean") return value ? view.words.yes : view.words.no;
  if (typeof value === "object" && value !== null) return html`<code>${JSON.stringify(value)}</code>`;
  return html`<code>${String(value)}</code>`;
}
