/** The answer as Markdown, for an issue tracker; with the host names hidden on request. */

import type { Finding, Fix, Language, Report } from "../contract.js";
import { certificateName, splitName } from "../element/names.js";
import { unsaid } from "../element/sentences.js";
import { headline, type Heard } from "../element/standing.js";
import { card } from "../element/ways.js";
import { moment } from "../element/when.js";
import { words, type Words } from "../element/words.js";
import { pageWords, type PageWords } from "./words.js";

/** So much stands open; an issue tracker shows it without scrolling. The rest is folded. */
const CHAIN_SHOWN = 5;
const ERRORS_SHOWN = 3;
const COMMAND_SHOWN = 6;
/** A summary has five lines and a link. */
const SUMMARY_LINES = 5;

/** Who hears the answer: what mends it is told for their client, as on the page. */
function heard(report: Report, language: Language, client: string | null): Heard {
  return { report, words: words(language), language, client };
}

export function toMarkdown(report: Report, language: Language, client: string | null = null): string {
  const w = pageWords(language).md;
  const element = words(language);
  const lines: string[] = [];
  const reader = heard(report, language, client);
  lines.push(`### ${escape(headline(reader).said)}`, "", escape(report.summary), "");
  if (report.remarks.length > 0) lines.push(escape(report.remarks.join(language === "zh-CN" ? "" : " ")), "");
  const terms = [
    element.anchorsUsed(String(report.anchors.count)) + w.aside(element.anchorsSource[report.anchors.source] ?? report.anchors.source),
    report.at === null ? "–" : moment(report.at, language),
    ...(report.serverName ? [`${w.host} ${code(report.serverName)}`] : []),
    element.purposeName[report.purpose] ?? report.purpose,
  ];
  lines.push(`${w.asked}${element.colon}${terms.join(w.comma)}`, "");
  const best = report.paths[0];
  const rest: string[] = [];
  if (best) {
    const chain = best.certificates.flatMap((id, index) => {
      const certificate = report.certificates.find((one) => one.id === id);
      if (!certificate) return [];
      const role = element.role[certificate.role] ?? certificate.role;
      const wrong = report.findings.filter((finding) => finding.severity === "error" && concerns(finding.place, id));
      return [`${index + 1}. ${code(certificateName(certificate))}${w.aside(role + element.semicolon + (element.origin[certificate.origin] ?? certificate.origin))}${wrong.map((finding) => ` — **✗ ${escape(finding.title)}**`).join("")}`];
    });
    lines.push(`**${w.chain}**`, "", ...chain.slice(0, CHAIN_SHOWN), ...(chain.length > CHAIN_SHOWN ? ["", "…"] : []), "");
    if (chain.length > CHAIN_SHOWN) rest.push(...chain.slice(CHAIN_SHOWN), "");
  }
  const errors = report.findings.filter(({ severity }) => severity === "error").slice(0, ERRORS_SHOWN);
  const shown = errors.length > 0 ? errors : report.findings.filter(({ severity }) => severity === "warning").slice(0, 1);
  const first = card({ ...reader, way: null });
  if (first && !shown.includes(first.finding)) shown.splice(0, shown.length, first.finding, ...shown.slice(0, ERRORS_SHOWN - 1));
  const brief = first !== null && (first.shown.command ?? "").split("\n").length <= COMMAND_SHOWN;
  if (shown.length > 0) {
    lines.push(`**${w.findings}**`, "", ...shown.flatMap((finding) => told(finding, element, w, report.summary)));
    // A long command is folded, and what it does is told.
    if (first) lines.push(...mended(brief ? first.shown : { ...first.shown, command: null }, element, w));
    lines.push("");
  }
  for (const finding of report.findings) {
    const fixes = finding.fixes.filter((fix) => !brief || fix !== first.shown);
    if (shown.includes(finding) && fixes.length === 0) continue;
    rest.push(...(shown.includes(finding) ? [`- **${escape(finding.title)}**`] : told(finding, element, w, "")), ...fixes.flatMap((fix) => mended(fix, element, w)));
  }
  if (rest.length > 0) lines.push(...fold(w.rest, rest));
  if (report.clients.length > 0) {
    const { accept, refuse } = report.agreement;
    const table = report.clients.map((answer) => {
      const verdict = answer.accepts === true ? `✓ ${w.accepts}` : answer.accepts === false ? `✗ ${w.refuses}` : w.unknown;
      return `| ${answer.name} | ${verdict} | ${answer.error ? code(answer.error).replace(/\|/g, "\\|") : ""} |`;
    });
    lines.push(...fold(`${w.clients}${element.colon}${element.counted([element.acceptCount(String(accept)), element.refuseCount(String(refuse))])}`, [`| ${w.client} | ${w.answer} | ${w.words} |`, "|---|---|---|", ...table]));
  }
  const { verifier, accepted, error } = report.reference;
  lines.push(`_${w.by}${w.stop}${verifier}${element.colon}${accepted ? w.accepts : accepted === null ? w.unknown : `${w.refuses}${error ? w.aside(code(error)) : ""}`}${w.stop.trim()}_`);
  return `${lines.join("\n").replace(/\n{3,}/g, "\n\n").trim()}\n`;
}

function told(finding: Finding, element: Words, w: PageWords["md"], said: string): string[] {
  const title = `- **${element.severity[finding.severity]}${element.colon}${escape(finding.title)}**${w.aside(code(finding.code) + (finding.clause ? w.comma + finding.clause : ""))}`;
  // What the sentence at the top says is said.
  const message = unsaid(finding.message, said);
  return message === "" ? [title] : [`${title}  `, `  ${escape(message).replace(/\n/g, " ")}`];
}

function mended(fix: Fix, element: Words, w: PageWords["md"]): string[] {
  return [`  - ${element.who[fix.who] ?? fix.who}${element.colon}${escape(fix.text)}${fix.proved ? ` _${element.proved}${w.stop.trim()}_` : ""}`, ...(fix.command ? ["", ...fence(fix.command, "    "), ""] : [])];
}

function fold(summary: string, lines: string[]): string[] {
  return ["<details>", `<summary>${summary}</summary>`, "", ...lines, "", "</details>", ""];
}

/** The answer in five lines of plain text and a link, for a chat: the sentence, the chain, what mends it. */
export function toSummary(report: Report, language: Language, address: string, client: string | null = null): string {
  const element = words(language);
  const lines = [report.summary];
  const best = report.paths[0];
  if (best) lines.push(best.certificates.map((id) => report.certificates.find((one) => one.id === id)?.label ?? id).join(" ← "));
  const fix = card({ ...heard(report, language, client), way: null })?.shown;
  if (fix) {
    lines.push(`${element.who[fix.who] ?? fix.who}${element.colon}${fix.text}`);
    // Half of a command is none.
    const command = (fix.command ?? "").split("\n");
    if (fix.command !== null && lines.length + command.length <= SUMMARY_LINES) lines.push(...command);
  }
  if (/^https?:/.test(address)) lines.push(address);
  return `${lines.join("\n")}\n`;
}

function concerns(place: Report["findings"][number]["place"], id: string): boolean {
  return (place.kind === "certificate" && place.certificate === id) || (place.kind === "link" && place.subject === id);
}

/**
 * Text that must not turn into markup: names come from the pasted certificates. A comment, which nobody sees, keeps addresses,
 * mentions and references from becoming links where they would be found without any markup.
 */
function escape(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~$&^]/g, "\\$&")
    .replace(/@(?=[\w-])|:(?=\/\/)|#(?=\d)|\bwww(?=\.)|(?<=\bGH)-(?=\d)|:(?=(?!\d\d:)[\w+-]+:)/gi, "$&<!-- -->")
    .replace(/^(\s*)([-+=]|\d+(?=[.)]))/gm, (_, blank: string, mark: string) => (/\d/.test(mark) ? `${blank}${mark}\\` : `${blank}\\${mark}`));
}

/** Inline code that may itself hold backticks. */
function code(given: string): string {
  // A code span ends where its line does.
  const text = given.replace(/\s+/g, " ").trim();
  if (text === "") return "";
  const runs = text.match(/`+/g) ?? [];
  const ticks = "`".repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  return runs.length > 0 ? `${ticks} ${text} ${ticks}` : `${ticks}${text}${ticks}`;
}

function fence(text: string, indent: string): string[] {
  const ticks = "`".repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map((run) => run.length + 1)));
  return [ticks, ...text.split("\n"), ticks].map((line) => indent + line);
}

/** The parts of a report that are what programs read, and nobody's name. */
const KEPT = new Set(["schema", "verdict", "at", "purpose", "code", "severity", "kind", "id", "origin", "role", "notBefore", "notAfter", "keyAlgorithm", "signatureAlgorithm", "client", "name", "basis", "check", "outcome", "clause", "verifier", "certificates", "subjectId", "source"]);

/**
 * The report without the names in it: the host that was asked about, every name of every certificate, hosts in addresses, and the
 * CAs, the public ones too. The same name becomes the same stand-in, so the answer can still be followed.
 */
export function hideNames(report: Report): Report {
  const hosts = new Set<string>();
  const others = new Set<string>();
  const addHosts = (text: string): void => {
    for (const [host] of text.matchAll(/[\p{L}\p{N}_*-]+(?:\.[\p{L}\p{N}_-]+)+/gu)) hosts.add(host.replace(/^\*\./, "").toLowerCase());
  };
  const addName = (name: string): void => {
    const bare = name.replace(/^[A-Za-z]+:/, "");
    if (/^(?:[\da-f]*:){2,}[\da-f:.]*$/i.test(bare) || /^[\p{L}\p{N}_.*-]+$/u.test(bare)) hosts.add(bare.replace(/^\*\./, "").toLowerCase());
    else addHosts(bare);
  };
  if (report.serverName) addName(report.serverName);
  for (const certificate of report.certificates) {
    for (const name of [...certificate.subjectAltNames, ...certificate.permittedNames, ...certificate.excludedNames]) addName(name);
    for (const url of [...certificate.caIssuers, ...certificate.crlDistributionPoints, ...certificate.ocsp]) {
      const host = /^[a-z]+:\/\/([^/:?#]+)/i.exec(url)?.[1];
      if (host) addName(host);
    }
    addHosts(certificate.subject);
    for (const [type, value] of [...splitName(certificate.subject), ...splitName(certificate.issuer)]) {
      if (value.length > 2 && type !== "C") others.add(value);
    }
    others.add(certificate.label);
  }
  for (const finding of report.findings) for (const value of Object.values(finding.evidence ?? {})) for (const text of [value].flat()) if (typeof text === "string" && !/^\d{4}-/.test(text)) addHosts(text);
  const stands = new Map<string, string>();
  // The longest first, so that a name is not hidden by halves inside another.
  const longest = (names: Set<string>): string[] => [...names].filter((name) => name !== "").sort((a, b) => b.length - a.length || a.localeCompare(b));
  longest(hosts).forEach((name, index) => stands.set(name, `host-${index + 1}.hidden`));
  longest(others).forEach((name, index) => { if (!stands.has(name.toLowerCase())) stands.set(name.toLowerCase(), `name-${index + 1}`); });
  const names = longest(new Set(stands.keys()));
  if (names.length === 0) return report;
  // One pattern, gone through once for each text.
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_-])((?:[\\p{L}\\p{N}_*-]+\\.)*)(${names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})(?![\\p{L}\\p{N}_-])`, "giu");
  const hide = (text: string): string => text.replace(pattern, (_, before: string, name: string) => (before === "" ? "" : "x.") + (stands.get(name.toLowerCase()) ?? "hidden"));
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return KEPT.has(key) ? value : hide(value);
    if (Array.isArray(value)) return value.map((one) => walk(one, typeof one === "string" ? key : ""));
    if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, name)]));
    return value;
  };
  return walk(report, "") as Report;
}
