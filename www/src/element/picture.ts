/**
 * The chain as a picture: the end entity on top, hanging down to its trust anchor, with a real chain between the certificates.
 * A link that fails is drawn torn apart, with an octagon and the word for it: shape, text and colour each say it alone.
 *
 * Everything is measured in the reader's font size, so that the picture grows with it.
 */

import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from "lit";
import type { Certificate, Check, Finding, Language, Path, Report } from "../contract.js";
import { iconAt, type IconName } from "./icons.js";
import { certificateName, keyName, shortName } from "./names.js";
import { wrap, type Measure } from "./text-layout.js";
import { day, parseTime } from "./when.js";
import type { Words } from "./words.js";

export interface Drawing {
  report: Report;
  words: Words;
  language: Language;
  /** The width to fill, in pixels. */
  width: number;
  /** The reader's font size, in pixels. */
  em: number;
  /** Whether links that hold are told in a line each, so that the one that does not is in sight. */
  narrow: boolean;
  measure: Measure;
  /** Whether the checks of a link that holds are unfolded, by the id of its subject. */
  unfolded(subject: string): boolean;
  unfold(subject: string): void;
  select(certificate: string): void;
  showFinding(index: number): void;
}

type State = "fine" | "warned" | "failed";

interface Problem {
  state: State;
  text: string;
  finding: number | null;
}

interface Row {
  height: number;
  draw(y: number): SVGTemplateResult;
}

export function chainPicture(path: Path, drawing: Drawing, isBest: boolean): TemplateResult {
  const { report, words, width } = drawing;
  const rows: Row[] = [];
  const ofCertificate = path.certificates.map((id) => problemsOfCertificate(id, path, report, isBest));
  const ofLink = path.certificates.map((id, index) => problemsOfLink(id, path.certificates[index + 1] ?? null, path, drawing, isBest));
  const failing = ofLink.findIndex((found) => worst(found) === "failed");
  path.certificates.forEach((id, index) => {
    const certificate = report.certificates.find((one) => one.id === id);
    // What has no part in the failing link is told by name where room is scarce.
    const brief = drawing.narrow && failing >= 0 && index !== failing && index !== failing + 1 && ofCertificate[index]?.length === 0;
    rows.push(certificateRow(id, certificate, ofCertificate[index] ?? [], brief, drawing));
    const link = path.links.find((one) => one.subject === id && one.issuer === (path.certificates[index + 1] ?? null));
    const next = path.certificates[index + 1];
    if (next !== undefined || link) {
      rows.push(linkRow(id, next ?? null, link?.checks ?? [], ofLink[index] ?? [], drawing));
    }
    if (next === undefined && link && link.issuer === null) {
      // A self-signed certificate has no issuer to look for: what is missing is that it is an anchor.
      const ghost = certificate?.selfSigned
        ? ghostRow(words.notAnchor, "", words.notAnchorDetail(certificateName(certificate)), drawing)
        : ghostRow(words.missing, certificate ? shortName(certificate.issuer) : "", words.missingDetail, drawing);
      rows.push(ghost);
    }
  });
  if (isBest && report.anchors.count === 0) rows.push(ghostRow(words.noAnchor, "", words.noAnchorDetail, drawing));

  const placed: { row: Row; y: number }[] = [];
  let y = 2;
  for (const row of rows) {
    placed.push({ row, y });
    y += row.height;
  }
  const first = nameOf(path.certificates[0], report);
  const last = nameOf(path.certificates[path.certificates.length - 1], report);
  return html`<svg
    class="chain"
    part="picture"
    width=${width}
    height=${y + 2}
    viewBox="0 0 ${width} ${y + 2}"
    role="group"
    aria-label=${words.pictureOf(first, last)}
  >
    ${placed.map(({ row, y: top }) => row.draw(top))}
  </svg>`;
}

function nameOf(id: string | undefined, report: Report): string {
  const certificate = report.certificates.find((one) => one.id === id);
  return certificate ? certificateName(certificate) : (id ?? "");
}

function stateOf(finding: Finding): State {
  return finding.severity === "error" ? "failed" : finding.severity === "warning" ? "warned" : "fine";
}

/** Findings placed on this certificate; on other paths only what their own checks point at. */
function problemsOfCertificate(id: string, path: Path, report: Report, isBest: boolean): Problem[] {
  const indexes = new Set<number>();
  if (isBest) {
    report.findings.forEach((finding, index) => {
      if (finding.place.kind === "certificate" && finding.place.certificate === id) indexes.add(index);
      // A fault between certificates that are not neighbours, such as a name constraint two levels up, is shown at its subject.
      if (finding.place.kind === "link" && finding.place.subject === id && !joined(path, id, finding.place.issuer)) indexes.add(index);
    });
  }
  for (const link of path.links) {
    for (const check of link.checks) {
      const place = check.finding === null ? undefined : report.findings[check.finding]?.place;
      if (check.outcome === "fail" && check.finding !== null && place?.kind === "certificate" && place.certificate === id) {
        indexes.add(check.finding);
      }
    }
  }
  return problems(indexes, report);
}

function joined(path: Path, subject: string, issuer: string | null): boolean {
  return path.links.some((link) => link.subject === subject && link.issuer === issuer);
}

function problemsOfLink(subject: string, issuer: string | null, path: Path, { report, words }: Drawing, isBest: boolean): Problem[] {
  const indexes = new Set<number>();
  const isThis = (finding: Finding | undefined) =>
    finding?.place.kind === "link" && finding.place.subject === subject && finding.place.issuer === issuer;
  if (isBest) report.findings.forEach((finding, index) => isThis(finding) && indexes.add(index));
  const unnamed: Problem[] = [];
  for (const link of path.links) {
    if (link.subject !== subject || link.issuer !== issuer) continue;
    for (const check of link.checks) {
      if (check.outcome !== "fail") continue;
      if (check.finding !== null && isThis(report.findings[check.finding])) indexes.add(check.finding);
      if (check.finding === null) unnamed.push({ state: "failed", text: words.check[check.check] ?? check.check, finding: null });
    }
  }
  const named = problems(indexes, report);
  return named.some((problem) => problem.state === "failed") ? named : [...named, ...unnamed];
}

/** Each title once: of several names of one certificate the same may be said, and the findings tell them apart. */
function problems(indexes: Set<number>, report: Report): Problem[] {
  const found: Problem[] = [];
  for (const index of [...indexes].sort((a, b) => a - b)) {
    const finding = report.findings[index];
    if (!finding || finding.severity === "note") continue;
    const problem = { state: stateOf(finding), text: finding.title, finding: index };
    if (!found.some(({ state, text }) => state === problem.state && text === problem.text)) found.push(problem);
  }
  return found;
}

function worst(found: Problem[]): State {
  if (found.some((problem) => problem.state === "failed")) return "failed";
  return found.length > 0 ? "warned" : "fine";
}

const stateIcon: Record<State, IconName> = { failed: "error", warned: "warning", fine: "pass" };

interface Line {
  text: string;
  size: number;
  bold: boolean;
  className: string;
  icon: IconName | null;
}

/** Lays text lines under each other and returns them with the height they take. */
function stack(lines: Line[], x: number): { height: number; draw(y: number): SVGTemplateResult[] } {
  const lead = 1.42;
  let height = 0;
  const tops = lines.map((line) => {
    const top = height;
    height += line.size * lead;
    return top;
  });
  return {
    height,
    draw: (y) =>
      lines.map((line, index) => {
        const baseline = y + (tops[index] ?? 0) + line.size * 1.04;
        const indent = line.icon || line.className.includes("indented") ? line.size * 1.45 : 0;
        return svg`${line.icon ? iconAt(line.icon, x + line.size * 0.55, baseline - line.size * 0.34, line.size * 1.15) : nothing}
          <text class=${line.className} x=${x + indent} y=${baseline} font-size=${line.size} font-weight=${line.bold ? 650 : 400}>${line.text}</text>`;
      }),
  };
}

function wrapped(text: string, size: number, bold: boolean, className: string, width: number, most: number, drawing: Drawing, mark: IconName | null = null): Line[] {
  const room = mark ? width - size * 1.45 : width;
  return wrap(text, room, most, (part) => drawing.measure(part, size, bold)).map((part, index) => ({
    text: part,
    size,
    bold,
    className: mark && index > 0 ? `${className} indented` : className,
    icon: index === 0 ? mark : null,
  }));
}

/** Space for the column on the left, where the icons and the chain are. */
const COLUMN = 3.5;

function certificateRow(id: string, certificate: Certificate | undefined, found: Problem[], brief: boolean, drawing: Drawing): Row {
  const { em, words, report } = drawing;
  const width = drawing.width;
  const inset = COLUMN * em;
  const room = width - inset - em;
  const name = certificate ? certificateName(certificate) : id;
  const state = worst(found);
  const isAnchor = certificate?.role === "anchor" || (certificate !== undefined && certificate.origin !== "chain");
  const role = certificate ? (words.role[certificate.role] ?? certificate.role) : "";
  const origin = certificate ? (words.origin[certificate.origin] ?? "") : "";
  const dates = certificate ? validityWords(certificate, report, drawing) : "";
  const key = certificate ? keyName(certificate) : "";
  const lines = [
    ...(brief ? [] : wrapped([role, origin].filter(Boolean).join(" · "), em * 0.78, false, "quiet", room, 1, drawing)),
    ...wrapped(name, em * 1.02, true, "name", room, brief ? 1 : 2, drawing),
    ...(brief ? [] : wrapped([dates, key].filter(Boolean).join(" · "), em * 0.82, false, "quiet", room, 2, drawing)),
    ...found.flatMap((problem) => wrapped(problem.text, em * 0.86, true, problem.state, room, 3, drawing, stateIcon[problem.state])),
  ];
  const text = stack(lines, inset);
  const padding = em * (brief ? 0.45 : 0.7);
  const height = text.height + padding * 2;
  // What is seen comes first in the name, so that somebody who speaks to the browser can say what they see.
  const label = [...lines.map((line) => line.text), `– ${words.showCertificate(name)}`].join(" ");
  return {
    height,
    draw: (y) => svg`<g
      class="node ${state} ${isAnchor ? "anchor" : ""}"
      role="button"
      tabindex="0"
      aria-label=${label}
      @click=${() => drawing.select(id)}
      @keydown=${(event: KeyboardEvent) => onKey(event, () => drawing.select(id))}
    >
      <rect class="frame" x="2" y=${y} width=${width - 4} height=${height} rx=${em * 0.55} />
      ${isAnchor ? svg`<rect class="inner" x=${2 + em * 0.22} y=${y + em * 0.22} width=${width - 4 - em * 0.44} height=${height - em * 0.44} rx=${em * 0.38} />` : nothing}
      ${iconAt(isAnchor ? "anchor" : "certificate", (COLUMN / 2) * em + 1, y + (brief ? height / 2 : padding + em * 1.15), em * 1.7)}
      ${text.draw(y + padding)}
    </g>`,
  };
}

function validityWords(certificate: Certificate, report: Report, { words, language }: Drawing): string {
  const at = parseTime(report.at);
  const from = parseTime(certificate.notBefore);
  const to = parseTime(certificate.notAfter);
  if (at && from && at < from) return words.startsOn(day(certificate.notBefore, language));
  if (at && to && at > to) return words.endedOn(day(certificate.notAfter, language));
  return words.untilDay(day(certificate.notAfter, language));
}

function ghostRow(role: string, name: string, detail: string, drawing: Drawing): Row {
  const { em, width } = drawing;
  const inset = COLUMN * em;
  const room = width - inset - em;
  const lines = [
    ...wrapped(role, em * 0.78, true, "failed", room, 1, drawing),
    ...(name === "" ? [] : wrapped(name, em * 1.02, true, "name", room, 2, drawing)),
    ...wrapped(detail, em * 0.82, false, "quiet", room, 2, drawing),
  ];
  const text = stack(lines, inset);
  const padding = em * 0.7;
  const height = text.height + padding * 2;
  return {
    height,
    draw: (y) => svg`<g class="node ghost" role="img" aria-label=${[role, name, detail].filter(Boolean).join(". ")}>
      <rect class="frame" x="2" y=${y} width=${width - 4} height=${height} rx=${em * 0.55} />
      ${iconAt("missing", (COLUMN / 2) * em + 1, y + padding + em * 1.15, em * 1.7)}
      ${text.draw(y + padding)}
    </g>`,
  };
}

function linkRow(subject: string, issuer: string | null, checks: Check[], found: Problem[], drawing: Drawing): Row {
  const { em, words, report, width } = drawing;
  const state = worst(found);
  const inset = COLUMN * em;
  const room = width - inset - em;
  const subjectName = nameOf(subject, report);
  const issuerName = issuer === null ? shortName(report.certificates.find((one) => one.id === subject)?.issuer ?? "") : nameOf(issuer, report);
  const neighbourFails = state !== "failed" && checks.some((check) => check.outcome === "fail");
  const heading = state === "failed" ? words.breaksHere : neighbourFails ? words.neighbourFails : state === "warned" ? words.warningHere : words.linkHolds;
  const holds = state === "fine" && !neighbourFails;
  const folds = holds && checks.length > 0;
  const brief = holds && !drawing.unfolded(subject);
  const lines: Line[] = [
    ...wrapped(folds ? `${heading} · ${words.checksOf(checks.length)} ${brief ? "▸" : "▾"}` : heading, em * 0.86, true, state, room, 1, drawing, state === "fine" ? null : stateIcon[state]),
    ...found.flatMap((problem) => wrapped(problem.text, em * 0.86, state === "failed", problem.state, room, 3, drawing)),
  ];
  const text = stack(lines, inset);
  const marks = checkMarks(brief ? [] : checks, inset, room, drawing);
  const gap = em * 0.55;
  const height = Math.max(em * (state === "failed" ? 5.4 : brief ? 2.3 : 3.6), gap + text.height + marks.height + gap);
  const spoken = [
    words.signedBy(subjectName, issuerName),
    heading,
    ...found.map((problem) => problem.text),
    checks.length > 0 ? `${words.checks}: ${words.list(checks.map((check) => `${words.check[check.check] ?? check.check} ${outcomeWord(check, words)}`))}` : "",
  ]
    .filter(Boolean)
    .join(". ");
  const seen = [...lines.map((line) => line.text.replace(/ [▸▾]$/, "")), ...(brief ? [] : checks).map((check) => words.check[check.check] ?? check.check)].join(" ");
  const target = found.find((problem) => problem.finding !== null)?.finding ?? null;
  return {
    height,
    draw: (y) => {
      const top = y + gap + Math.max(0, (height - gap * 2 - text.height - marks.height) / 2);
      const drawn = svg`${chainLinks(state, (COLUMN / 2) * em + 1, y, height, em)} ${text.draw(top)} ${marks.draw(top + text.height)}`;
      if (folds && target === null) {
        return svg`<g class="link ${state}" role="button" tabindex="0" aria-expanded=${brief ? "false" : "true"} aria-label=${`${seen} – ${spoken}`}
            @click=${() => drawing.unfold(subject)}
            @keydown=${(event: KeyboardEvent) => onKey(event, () => drawing.unfold(subject))}
          ><rect class="hit" x="2" y=${y + 3} width=${width - 4} height=${height - 6} rx=${em * 0.4} />${drawn}</g>`;
      }
      return target === null
        ? svg`<g class="link ${state}" role="img" aria-label=${spoken}>${drawn}</g>`
        : svg`<g
            class="link ${state}"
            role="button"
            tabindex="0"
            aria-label=${`${seen} – ${spoken}`}
            @click=${() => drawing.showFinding(target)}
            @keydown=${(event: KeyboardEvent) => onKey(event, () => drawing.showFinding(target))}
          ><rect class="hit" x="2" y=${y + 3} width=${width - 4} height=${height - 6} rx=${em * 0.4} />${drawn}</g>`;
    },
  };
}

function outcomeWord(check: Check, words: Words): string {
  return check.outcome === "pass" ? words.passed : check.outcome === "fail" ? words.failed : words.skipped;
}

const outcomeIcon: Record<Check["outcome"], IconName> = { pass: "pass", fail: "error", skipped: "skipped" };

/** The checks of a link as small marks with their names, flowing over as many lines as they need. */
function checkMarks(checks: Check[], x: number, room: number, drawing: Drawing): { height: number; draw(y: number): SVGTemplateResult[] } {
  const { em, words, measure } = drawing;
  const size = em * 0.78;
  const lead = size * 1.6;
  let column = 0;
  let line = 0;
  const placed = checks.map((check) => {
    const label = words.check[check.check] ?? check.check;
    const width = size * 1.35 + measure(label, size, check.outcome === "fail") + size * 1.1;
    if (column > 0 && column + width - size * 1.1 > room) {
      column = 0;
      line += 1;
    }
    const at = { check, label, column, line };
    column += width;
    return at;
  });
  return {
    height: checks.length === 0 ? 0 : (line + 1) * lead,
    draw: (y) =>
      placed.map(({ check, label, column: dx, line: row }) => {
        const baseline = y + row * lead + size * 1.15;
        return svg`<g class="check ${check.outcome}">
          ${iconAt(outcomeIcon[check.outcome], x + dx + size * 0.5, baseline - size * 0.34, size * 1.05)}
          <text x=${x + dx + size * 1.35} y=${baseline} font-size=${size} font-weight=${check.outcome === "fail" ? 650 : 400}>${label}</text>
        </g>`;
      }),
  };
}

/** Rings that hold, or rings torn apart. */
function chainLinks(state: State, x: number, y: number, height: number, em: number): SVGTemplateResult {
  const half = em * 0.42;
  const stroke = em * 0.2;
  const rings = Math.max(2, Math.round(height / (em * 1.75)));
  const pitch = height / rings;
  if (state !== "failed") {
    const ovals = Array.from({ length: rings }, (_, index) => {
      const centre = y + pitch * (index + 0.5);
      return svg`<rect class="ring" x=${x - half} y=${centre - pitch * 0.4} width=${half * 2} height=${pitch * 0.8} rx=${half} stroke-width=${stroke} />`;
    });
    const bars = Array.from({ length: rings + 1 }, (_, index) => {
      const centre = y + pitch * index;
      const from = Math.max(y, centre - pitch * 0.32);
      const to = Math.min(y + height, centre + pitch * 0.32);
      return svg`<line class="ring" x1=${x} x2=${x} y1=${from} y2=${to} stroke-width=${stroke} stroke-linecap="round" />`;
    });
    return svg`<g aria-hidden="true">${ovals}${bars}</g>`;
  }
  const middle = y + height / 2;
  const reach = Math.min(height * 0.3, em * 1.6);
  return svg`<g aria-hidden="true">
    <line class="ring" x1=${x} x2=${x} y1=${y} y2=${y + em * 0.5} stroke-width=${stroke} stroke-linecap="round" />
    <path class="ring torn" stroke-width=${stroke} d="M${x - half * 1.25} ${y + em * 0.4 + reach} q${-half * 0.5} ${-reach * 0.5} ${half * 0.25} ${-reach * 0.8} q${half} ${-reach * 0.45} ${half * 2} 0 q${half * 0.75} ${reach * 0.3} ${half * 0.25} ${reach * 0.8}" />
    <path class="ring torn" stroke-width=${stroke} d="M${x - half * 1.25} ${y + height - em * 0.4 - reach} q${-half * 0.5} ${reach * 0.5} ${half * 0.25} ${reach * 0.8} q${half} ${reach * 0.45} ${half * 2} 0 q${half * 0.75} ${-reach * 0.3} ${half * 0.25} ${-reach * 0.8}" />
    <line class="ring" x1=${x} x2=${x} y1=${y + height - em * 0.5} y2=${y + height} stroke-width=${stroke} stroke-linecap="round" />
    ${iconAt("error", x, middle, em * 1.35)}
  </g>`;
}

function onKey(event: KeyboardEvent, act: () => void): void {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  act();
}
