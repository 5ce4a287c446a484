/** The answer as Markdown, for an issue tracker; with the host names hidden on request. */

import type { Language, Report } from "../contract.js";
import { certificateName } from "../element/names.js";
import { moment } from "../element/when.js";
import { words } from "../element/words.js";
import { pageWords } from "./words.js";

export function toMarkdown(report: Report, language: Language): string {
  const w = pageWords(language).md;
  const element = words(language);
  const lines: string[] = [];
  lines.push(`### ${element.verdict[report.verdict]}`, "", escape([report.summary, ...report.remarks].join("\n\n")), "");
  const host = report.serverName ? `, ${w.host} ${code(report.serverName)}` : "";
  lines.push(`${w.asked}: ${element.anchorsUsed(String(report.anchors.count))} (${element.anchorsSource[report.anchors.source] ?? report.anchors.source}), ${report.at === null ? "–" : moment(report.at, language)}${host}, ${element.purposeName[report.purpose] ?? report.purpose}`, "");
  const best = report.paths[0];
  if (best) {
    lines.push(`**${w.chain}**`, "");
    best.certificates.forEach((id, index) => {
      const certificate = report.certificates.find((one) => one.id === id);
      if (!certificate) return;
      const role = element.role[certificate.role] ?? certificate.role;
      const wrong = report.findings.filter((finding) => finding.severity === "error" && concerns(finding.place, id));
      lines.push(`${index + 1}. ${code(certificateName(certificate))} (${role}; ${element.origin[certificate.origin] ?? certificate.origin})${wrong.map((finding) => ` — **✗ ${escape(finding.title)}**`).join("")}`);
    });
    lines.push("");
  }
  if (report.findings.length > 0) {
    lines.push(`**${w.findings}**`, "");
    for (const finding of report.findings) {
      const clause = finding.clause ? `, ${finding.clause}` : "";
      lines.push(`- **${element.severity[finding.severity]}: ${escape(finding.title)}** (${code(finding.code)}${clause})  `, `  ${escape(finding.message).replace(/\n/g, "\n  ")}`);
      for (const fix of finding.fixes) {
        lines.push(`  - ${element.who[fix.who] ?? fix.who}: ${escape(fix.text)}${fix.proved ? ` _${element.proved}._` : ""}`);
        if (fix.command) lines.push("", ...fence(fix.command, "    "), "");
      }
    }
    lines.push("");
  }
  if (report.clients.length > 0) {
    lines.push(`**${w.clients}**`, "", `| ${w.client} | ${w.answer} | ${w.words} |`, "|---|---|---|");
    for (const answer of report.clients) {
      const verdict = answer.accepts === true ? `✓ ${w.accepts}` : answer.accepts === false ? `✗ ${w.refuses}` : w.unknown;
      lines.push(`| ${answer.name} | ${verdict} | ${answer.error ? code(answer.error.replace(/\s+/g, " ").replace(/\|/g, "\\|")) : ""} |`);
    }
    lines.push("");
  }
  lines.push(`_${w.by}. ${report.reference.verifier}: ${report.reference.accepted ? w.accepts : `${w.refuses}${report.reference.error ? ` (${report.reference.error})` : ""}`}._`);
  return `${lines.join("\n").replace(/\n{3,}/g, "\n\n").trim()}\n`;
}

function concerns(place: Report["findings"][number]["place"], id: string): boolean {
  return (place.kind === "certificate" && place.certificate === id) || (place.kind === "link" && place.subject === id);
}

/** Text that must not turn into markup: names come from the pasted certificates. */
function escape(text: string): string {
  return text.replace(/([\\`*_{}[\]<>#|])/g, "\\$1");
}

/** Inline code that may itself hold backticks. */
function code(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const ticks = "`".repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  return runs.length > 0 ? `${ticks} ${text} ${ticks}` : `${ticks}${text}${ticks}`;
}

function fence(text: string, indent: string): string[] {
  const ticks = "`".repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map((run) => run.length + 1)));
  return [ticks, ...text.split("\n"), ticks].map((line) => indent + line);
}

/**
 * Replaces every host name that the report knows of: the one asked about, the subjectAltNames and host-like common names of the end
 * entity and the strangers, and the hosts of URLs. The same name becomes the same stand-in, so the answer can still be followed.
 */
export function hideHostNames(text: string, report: Report): string {
  const names = new Set<string>();
  if (report.serverName) names.add(report.serverName);
  for (const certificate of report.certificates) {
    for (const name of certificate.subjectAltNames) names.add(name.replace(/^[A-Za-z]+:/, ""));
    const common = certificateName(certificate);
    if (/^[\w*-]+(\.[\w-]+)+$/.test(common)) names.add(common);
    for (const url of [...certificate.caIssuers, ...certificate.crlDistributionPoints, ...certificate.ocsp]) {
      const host = /^[a-z]+:\/\/([^/:?#]+)/i.exec(url)?.[1];
      if (host) names.add(host);
    }
  }
  for (const match of text.matchAll(/\bhttps?:\/\/([^\s/:?#)"'`]+)/gi)) if (match[1]) names.add(match[1]);
  const bases = [...new Set([...names].map((name) => name.replace(/^\*\./, "").toLowerCase()))].filter((name) => /[.:]/.test(name));
  // The longest first, so that a name is not hidden by halves inside another.
  bases.sort((a, b) => b.length - a.length || a.localeCompare(b));
  let hidden = text;
  bases.forEach((name, index) => {
    const literal = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    hidden = hidden.replace(new RegExp(`(?:[\\w-]+\\.)*${literal}(?![\\w-])`, "gi"), (found) => (found.length > name.length ? `x.host-${index + 1}.hidden` : `host-${index + 1}.hidden`));
  });
  return hidden;
}
