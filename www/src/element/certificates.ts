/** Every certificate as a card: its dates on a common time line, its names and keys, and the identifiers that join it to its neighbours. */

import { html, nothing, svg, type TemplateResult } from "lit";
import type { Certificate } from "../contract.js";
import { copyButton } from "./copy-button.js";
import { icon } from "./icons.js";
import { certificateName, colonHex, keyName } from "./names.js";
import { nameById, type View } from "./view.js";
import { count, day, distance, moment, parseTime } from "./when.js";

export function certificates(view: View): TemplateResult | typeof nothing {
  const { report, words } = view;
  if (report.certificates.length === 0) return nothing;
  return html`<section class="certificates" part="certificates" aria-labelledby="certificates-heading">
    <h3 id="certificates-heading">${words.certificates}</h3>
    ${report.certificates.map((certificate) => card(certificate, view))}
  </section>`;
}

function card(certificate: Certificate, view: View): TemplateResult {
  const { words, language, report } = view;
  const name = certificateName(certificate);
  const errors = report.findings.filter((finding) => finding.severity === "error" && finding.place.kind === "certificate" && finding.place.certificate === certificate.id);
  return html`<details class="card ${errors.length > 0 ? "failed" : ""} ${certificate.role === "unused" ? "stranger" : ""}" part="certificate" id="certificate-${certificate.id}">
    <summary>
      <span class="title">
        ${icon(errors.length > 0 ? "error" : certificate.origin === "chain" ? "certificate" : "anchor")}
        <span class="role">${words.role[certificate.role] ?? certificate.role} · ${words.origin[certificate.origin] ?? certificate.origin}</span>
        <strong>${name}</strong>
        ${errors.map((finding) => html`<span class="problem">${finding.title}</span>`)}
      </span>
      ${validity(certificate, view)}
    </summary>
    <dl>
      ${row(words.subject, certificate.subject)} ${row(words.issuer, certificate.selfSigned ? `${certificate.issuer} (${words.selfSigned})` : certificate.issuer)}
      ${names(certificate, view)}
      ${row(words.notBefore, moment(certificate.notBefore, language))}
      ${row(words.notAfter, `${moment(certificate.notAfter, language)} (${distance(certificate.notAfter, report.at, language)})`)}
      ${row(words.key, keyName(certificate))}
      ${row(words.signatureAlgorithm, certificate.signatureAlgorithm)} ${row(words.ca, caWords(certificate, view))}
      ${row(words.keyUsage, certificate.keyUsage ? words.list(certificate.keyUsage) : words.absent)}
      ${row(words.extendedKeyUsage, certificate.extendedKeyUsage ? words.list(certificate.extendedKeyUsage) : words.absent)}
      ${certificate.permittedNames.length > 0 ? row(words.permittedNames, words.list(certificate.permittedNames)) : nothing}
      ${certificate.excludedNames.length > 0 ? row(words.excludedNames, words.list(certificate.excludedNames)) : nothing}
      ${identifiers(certificate, view)} ${row(words.serial, html`<code>${colonHex(certificate.serial)}</code>`)}
      ${row(words.fingerprint, html`<code>${colonHex(certificate.sha256)}</code>`)} ${urls(words.caIssuers, certificate.caIssuers)}
      ${urls(words.crl, certificate.crlDistributionPoints)} ${urls(words.ocsp, certificate.ocsp)} ${inPaste(certificate, view)}
    </dl>
    ${certificate.pem !== null && view.drawFields
      ? html`<details class="fields" part="fields" id="fields-${certificate.id}" @toggle=${(event: Event) => {
          const fold = event.currentTarget as HTMLDetailsElement;
          if (fold.open) view.drawFields?.(certificate, fold);
        }}>
          <summary>${words.fields}</summary>
          <p class="hint">${words.fieldsHint}</p>
          <div class="room"></div>
        </details>`
      : nothing}
    ${certificate.pem !== null
      ? html`<details class="pem" id="pem-${certificate.id}">
          <summary>${words.showPem}</summary>
          <pre part="pem" tabindex="0" role="group" aria-label=${`${words.pem}: ${name}`}><code>${certificate.pem}</code></pre>
          ${copyButton(view, certificate.pem, name, words.copyPem)}
        </details>`
      : nothing}
  </details>`;
}

function row(term: string, value: string | TemplateResult): TemplateResult | typeof nothing {
  return value === "" ? nothing : html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
}

/** URLs are shown, not linked: following one is the reader's own act, and the page makes no connection. */
function urls(term: string, values: string[]): TemplateResult | typeof nothing {
  return values.length === 0 ? nothing : row(term, html`${values.map((value) => html`<code class="url">${value}</code>`)}`);
}

const NAMES_SHOWN = 12;

function names(certificate: Certificate, view: View): TemplateResult | typeof nothing {
  const { words } = view;
  const all = certificate.subjectAltNames;
  if (all.length === 0) return certificate.role === "end-entity" ? row(words.names, words.absent) : nothing;
  const shown = all.slice(0, NAMES_SHOWN);
  const rest = all.slice(NAMES_SHOWN);
  return row(
    words.names,
    html`<ul class="names">${shown.map((name) => html`<li><code>${name}</code></li>`)}</ul>
      ${rest.length > 0
        ? html`<details><summary>${words.namesMore(rest.length)}</summary><ul class="names">${rest.map((name) => html`<li><code>${name}</code></li>`)}</ul></details>`
        : nothing}`,
  );
}

function caWords(certificate: Certificate, { words }: View): string {
  if (!certificate.isCa) return words.caNo;
  return certificate.pathLen === null ? words.caYes : words.caPathLen(String(certificate.pathLen));
}

/** The two identifiers, each with the neighbour on the best path that has the same, or should have and has not. */
function identifiers(certificate: Certificate, view: View): TemplateResult {
  const { report, words } = view;
  const path = report.paths[0];
  const position = path?.certificates.indexOf(certificate.id) ?? -1;
  const issuer = position < 0 ? undefined : report.certificates.find((one) => one.id === path?.certificates[position + 1]);
  const subject = position <= 0 ? undefined : report.certificates.find((one) => one.id === path?.certificates[position - 1]);
  const own = certificate.subjectKeyId;
  const above = certificate.authorityKeyId;
  const matched = own !== null && subject?.authorityKeyId === own;
  const matching = above !== null && issuer?.subjectKeyId === above;
  const differing = above !== null && issuer?.subjectKeyId != null && issuer.subjectKeyId !== above;
  return html`${row(
    words.subjectKeyId,
    own === null ? words.absent : html`<code class=${matched ? "joined" : ""}>${colonHex(own)}</code>${matched && subject ? html`<span class="joins">${icon("pass")}${words.matchedBy(nameById(report, subject.id))}</span>` : nothing}`,
  )}
  ${row(
    words.authorityKeyId,
    above === null
      ? words.absent
      : html`<code class=${matching ? "joined" : ""}>${colonHex(above)}</code>${matching && issuer ? html`<span class="joins">${icon("pass")}${words.matches(nameById(report, issuer.id))}</span>` : nothing}${differing && issuer ? html`<span class="joins differs">${icon("warning")}${words.differs(nameById(report, issuer.id))}</span>` : nothing}`,
  )}`;
}

function inPaste(certificate: Certificate, view: View): TemplateResult | typeof nothing {
  if (!certificate.lines) return nothing;
  const [from, to] = certificate.lines;
  const field = certificate.origin === "chain" ? "chain" : "anchors";
  const lines = view.words.lines(count(from, view.language), count(to, view.language));
  return row(view.words.pasted, html`<button type="button" class="go" @click=${() => view.locate(field, from, to)}>${lines}</button>`);
}

const DAY = 86_400_000;
const REACH = 30 * 365.25;
const NEAR = 20;

/** Where a date lies on the time line: the time asked about in the middle, near dates spread out and far ones drawn together. */
function onLine(time: Date, at: Date): number {
  const days = (time.getTime() - at.getTime()) / DAY;
  const far = Math.log1p(Math.min(Math.abs(days), REACH) / NEAR) / Math.log1p(REACH / NEAR);
  return 0.5 + Math.sign(days) * far * 0.5;
}

const TICKS = [-10 * 365.25, -365.25, -30, 30, 365.25, 10 * 365.25];

function validity(certificate: Certificate, { report, words, language }: View): TemplateResult | typeof nothing {
  const from = parseTime(certificate.notBefore);
  const to = parseTime(certificate.notAfter);
  const at = parseTime(report.at);
  if (!from || !to || !at) return nothing;
  const state = at < from ? "notYet" : at > to ? "expired" : "validNow";
  const detail = state === "notYet" ? words.startsIn(distance(certificate.notBefore, report.at, language)) : state === "expired" ? words.expiredSince(distance(certificate.notAfter, report.at, language)) : words.validFor(distance(certificate.notAfter, report.at, language));
  const width = 240;
  const left = onLine(from, at) * width;
  const right = Math.max(left + 3, onLine(to, at) * width);
  return html`<span class="validity ${state}">
    <svg viewBox="0 0 ${width} 18" role="img" aria-label=${words.timelineOf(day(certificate.notBefore, language), day(certificate.notAfter, language))}>
      <line class="axis" x1="0" x2=${width} y1="9" y2="9" />
      ${TICKS.map((days) => {
        const x = onLine(new Date(at.getTime() + days * DAY), at) * width;
        return svg`<line class="tick" x1=${x} x2=${x} y1="5" y2="13" />`;
      })}
      <rect class="bar" x=${left} y="5" width=${right - left} height="8" rx="2" />
      <path class="now" d="M${width / 2} 0v18m-3-18h6" />
    </svg>
    <span class="state">${words[state]}<span class="quiet"> · ${detail}</span></span>
  </span>`;
}
