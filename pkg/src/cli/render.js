// A report as text for a person. It renders what the report says and knows nothing of certificates.

import { columnsOf, palette, plain, plainLines, wrap } from './terminal.js';
import { wordsIn } from './words.js';

const MARK = { error: '✗', warning: '!', note: 'i' };
const PATHS_SHOWN = 5;

/**
 * The whole report. `coloured` and `width` describe where it will be shown, `files` names the pieces of each field of
 * the question that was pasted, `software` is what fixes are written out for beside those that are for all.
 */
export function render(report, { language, coloured, width, files = {}, software = [] }) {
  const page = new Page(report, { words: wordsIn(language), paint: palette(coloured), width, files, software });
  return [
    page.summary(),
    page.path(),
    page.otherPaths(),
    page.unused(),
    page.findings(),
    page.clients(),
    page.recognised(),
    page.reference(),
  ]
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n')
    .concat('\n');
}

class Page {
  constructor(report, { words, paint, width, files, software }) {
    this.report = report;
    this.words = words;
    this.paint = paint;
    this.width = width;
    this.files = files;
    this.software = software;
    this.byId = new Map(report.certificates.map((certificate) => [certificate.id, certificate]));
    this.severityPaint = { error: paint.red, warning: paint.yellow, note: paint.cyan };
  }

  // The sentence, and what it was judged by.
  summary() {
    const { verdict, summary, remarks, serverName, purpose, at, anchors } = this.report;
    const paint = verdict === 'trusted' ? this.paint.green : this.paint.red;
    const sign = verdict === 'trusted' ? '✓' : '✗';
    const context = this.words.context({
      serverName: serverName && plain(serverName),
      purpose: purpose && plain(purpose),
      at: at && plain(at),
      anchors: this.words.anchors(anchors),
    });
    return [
      ...this.flow(summary, `${sign} `, '  ', (line) => paint(this.paint.bold(line))),
      ...remarks.flatMap((remark) => this.flow(remark, '  ', '  ', (line) => line)),
      ...this.flow(context, '  ', '  ', this.paint.dim),
    ];
  }

  // The best path, end entity first, with the failing certificates and links marked.
  path() {
    const [best] = this.report.paths;
    if (best === undefined) return [];
    const lines = [this.heading(this.words.path), ''];
    best.certificates.forEach((id, index) => {
      const issuer = best.certificates[index + 1] ?? null;
      const faults = this.findingsAt(
        (place) => place.kind === 'link' && place.subject === id && (place.issuer ?? null) === issuer,
      );
      const goesOn = issuer !== null || faults.length > 0;
      lines.push(...this.certificate(id, goesOn ? '│' : ' '));
      if (goesOn) lines.push(`  ${this.linkSign(faults)}  ${this.paint.dim(this.words.signedBy)}`, ...this.marks(faults, '│'));
      if (goesOn && issuer === null) lines.push(...this.missing(this.byId.get(id)?.issuer));
    });
    const ofAll = this.findingsAt(({ kind, path }) => kind === 'anchors' || (kind === 'path' && path === 0));
    lines.push(...this.marks(ofAll.filter(({ finding }) => finding.severity !== 'note'), ' '));
    return lines;
  }

  // Where a path breaks off: the name of the issuer that nobody sent and nobody trusts.
  missing(name) {
    return [...this.flow(name || '?', '  ○ ', '    '), `    ${this.paint.dim(this.words.noIssuer)}`];
  }

  /** A certificate and its facts; `rail` is what is drawn below it, towards its issuer. */
  certificate(id, rail) {
    const certificate = this.byId.get(id);
    const faults = this.findingsAt((place) => place.kind === 'certificate' && place.certificate === id);
    const worst = worstOf(faults);
    const sign = worst === 'error' ? this.paint.red('✗') : worst === 'warning' ? this.paint.yellow('●') : '●';
    if (certificate === undefined) return [`  ${sign} ${plain(id)}`];
    const facts = [
      id,
      certificate.subject === `CN=${certificate.label}` ? '' : certificate.subject,
      this.words.role[certificate.role] ?? certificate.role,
      certificate.notBefore && this.words.valid(day(certificate.notBefore), day(certificate.notAfter)),
      keyText(certificate),
      this.source(certificate),
    ].filter(Boolean);
    return [
      ...this.flow(certificate.label || id, `  ${sign} `, `  ${rail} `, this.paint.bold),
      ...this.flow(facts.join(' · '), `  ${rail} `, `  ${rail} `, this.paint.dim),
      ...this.marks(faults, rail),
    ];
  }

  linkSign(faults) {
    return worstOf(faults) === 'error' ? this.paint.red('✗') : '│';
  }

  // The findings that belong to a certificate or link, by number and title.
  marks(faults, rail) {
    return faults.flatMap(({ finding: { severity, title }, number }) =>
      this.flow(`${MARK[severity]} [${number}] ${title}`, `  ${rail}   `, `  ${rail}     `, this.severityPaint[severity]),
    );
  }

  // Each with the worst that is wrong with it, since findings are about the best path.
  otherPaths() {
    const others = this.report.paths.slice(1);
    if (others.length === 0) return [];
    const lines = [this.heading(this.words.otherPaths), ''];
    for (const { certificates, problem } of others.slice(0, PATHS_SHOWN)) {
      const names = certificates.map((id) => `${id} ${this.byId.get(id)?.label ?? ''}`.trim()).join(' ← ');
      lines.push(...this.flow(names, '  ', '    '));
      if (problem) lines.push(...this.flow(problem.message, '    ', '    ', this.paint.dim));
    }
    if (others.length > PATHS_SHOWN) lines.push(`  ${this.words.moreOtherPaths(others.length - PATHS_SHOWN)}`);
    return lines;
  }

  unused() {
    const onPath = new Set(this.report.paths[0]?.certificates);
    const others = this.report.certificates.filter(({ id, origin }) => origin === 'chain' && !onPath.has(id));
    if (others.length === 0) return [];
    return [this.heading(this.words.unused), '', ...others.flatMap(({ id }) => this.certificate(id, ' '))];
  }

  findings() {
    const { findings } = this.report;
    if (findings.length === 0) return [];
    return [this.heading(this.words.findings), ...findings.flatMap((finding, index) => ['', ...this.finding(finding, index + 1)])];
  }

  finding(finding, number) {
    const paint = this.severityPaint[finding.severity];
    const title = this.words.titled(finding.title, this.words.severity[finding.severity]);
    const source = [finding.code, this.where(finding.place), finding.clause].filter(Boolean).join(' · ');
    return [
      ...this.flow(`${MARK[finding.severity]} [${number}] ${title}`, '  ', '    ', (line) => paint(this.paint.bold(line))),
      ...this.flow(source, '    ', '    ', this.paint.dim),
      ...this.flow(finding.message, '    ', '    '),
      ...this.evidence(finding.evidence),
      ...this.fixes(finding.fixes),
    ];
  }

  where(place) {
    switch (place.kind) {
      case 'certificate':
        return place.certificate;
      case 'link':
        return `${place.subject} ← ${place.issuer ?? '?'}`;
      case 'input':
        return this.stretch(this.files[place.field]?.[place.piece] ?? place.field, place.line, place.endLine);
      case 'request':
        return place.field;
      default:
        return '';
    }
  }

  // The file is told only where there are several that it could be.
  source({ origin, piece, lines }) {
    // Anchors that were not named stand among what was pasted.
    const anchors = this.files.anchors?.length > 0 ? this.files.anchors : this.files.paste;
    const files = (origin === 'chain' ? this.files.paste : anchors) ?? [];
    return this.stretch(files.length > 1 ? files[piece] : '', ...(lines ?? []));
  }

  stretch(file, line, endLine) {
    const lines = line ? this.words.lines(line, endLine) : '';
    return [file, lines].filter(Boolean).join(this.words.colon);
  }

  evidence(evidence) {
    const shown = Object.entries(evidence ?? {}).filter(([, value]) => value !== null && value !== '' && value?.length !== 0);
    const widest = Math.max(0, ...shown.map(([name]) => columnsOf(plain(name))));
    return shown.flatMap(([name, value]) => {
      const label = plain(name).padEnd(widest + 2);
      return this.flow(valueText(value, this.words.comma), `      ${label}`, ' '.repeat(6 + label.length), this.paint.dim);
    });
  }

  // A dozen programs have a dozen ways to write the same thing down: theirs are shown to who asks for them.
  fixes(fixes) {
    const isWanted = ({ client }) =>
      client === null || this.software.some((name) => name === 'all' || client === name || client.startsWith(`${name}-`));
    const others = [...new Set(fixes.filter((fix) => !isWanted(fix)).map(({ client }) => client))];
    return [
      ...fixes.filter(isWanted).flatMap((fix) => this.fix(fix)),
      ...(others.length > 0 ? this.flow(this.words.moreFixes(others.join(this.words.comma)), '    → ', '      ', this.paint.dim) : []),
    ];
  }

  fix({ who, client, text, command, proved, bundle }) {
    const acts = this.words.fix[who] ?? who;
    const person = client ? this.words.fixFor(acts, client) : acts;
    return [
      ...this.flow(`${person}${this.words.colon}${text}`, '    → ', '      '),
      ...(command ? plainLines(command).map((line) => `        ${this.paint.cyan(line)}`) : []),
      ...(proved === true ? this.flow(this.words.proved, '      ', '      ', this.paint.green) : []),
      ...(proved === false ? this.flow(this.words.notEnough, '      ', '      ', this.paint.yellow) : []),
      ...(bundle ? this.flow(this.words.bundle, '      ', '      ') : []),
    ];
  }

  clients() {
    const { clients } = this.report;
    if (clients.length === 0) return [];
    const rows = clients.map((answer) => ({
      answer,
      name: plain(answer.name),
      says: this.words.accepts[answer.accepts] ?? '',
    }));
    const nameWidth = Math.max(...rows.map(({ name }) => columnsOf(name)));
    const saysWidth = Math.max(...rows.map(({ says }) => columnsOf(says)));
    return [
      this.heading(this.words.clients),
      '',
      ...rows.flatMap(({ answer, name, says }) => {
        const paint = { true: this.paint.green, false: this.paint.red, null: this.paint.dim }[answer.accepts];
        const sign = { true: '✓', false: '✗', null: '?' }[answer.accepts];
        const basis = this.words.basis[answer.basis] ?? answer.basis;
        const known = answer.source ? `(${basis}${this.words.colon}${answer.source})` : `(${basis})`;
        const own = [answer.code && `[${answer.code}]`, answer.error, known];
        const words = own.filter(Boolean).join(' ');
        const lead = `  ${sign} ${pad(name, nameWidth)}  ${pad(says, saysWidth)}  `;
        // A column for the words where there is room for one, else lines of their own.
        const isRoomy = this.width - columnsOf(lead) >= 32;
        const [first, ...rest] = isRoomy
          ? this.flow(words, lead, ' '.repeat(columnsOf(lead)))
          : [`  ${sign} ${name}  ${says}`.trimEnd(), ...this.flow(words, '      ', '      ')];
        return [
          first.replace(`${sign} ${name}`, `${paint(sign)} ${name}`),
          ...rest,
          ...(answer.why ? this.flow(answer.why, '      ', '      ', this.paint.dim) : []),
        ];
      }),
    ];
  }

  recognised() {
    const { recognised } = this.report;
    if (recognised.length === 0) return [];
    return [
      this.heading(this.words.recognised),
      ...recognised.flatMap(({ client, quoted, codes, agrees, message }) => {
        const paint = agrees ? this.paint.green : this.paint.yellow;
        const found = codes.filter((code) => this.report.findings.some((finding) => finding.code === code));
        const list = (agrees ? found : codes).join(this.words.comma);
        return [
          '',
          ...this.flow(`${client}${this.words.colon}${quoted}`, '  ', '    '),
          ...this.flow(agrees ? this.words.agrees(list) : this.words.disagrees(list), '    ', '    ', paint),
          ...this.flow(message, '    ', '    '),
        ];
      }),
    ];
  }

  reference() {
    const { reference } = this.report;
    if (reference.accepted === null) return [];
    return this.flow(this.words.reference(reference), '', '', this.paint.dim);
  }

  findingsAt(matches) {
    return this.report.findings
      .map((finding, index) => ({ finding, number: index + 1 }))
      .filter(({ finding }) => matches(finding.place));
  }

  heading(text) {
    return this.paint.bold(text);
  }

  /** Text wrapped to the width, after `first` on its first line and `rest` on the others. */
  flow(text, first, rest, paint = (line) => line) {
    const lines = plainLines(text).flatMap((paragraph) => wrap(paragraph, Math.max(20, this.width - columnsOf(rest))));
    return lines.map((line, index) => `${index === 0 ? first : rest}${line === '' ? '' : paint(line)}`.trimEnd());
  }
}

function worstOf(faults) {
  return ['error', 'warning', 'note'].find((severity) => faults.some(({ finding }) => finding.severity === severity));
}

/** `RSA 2048`; the name of a curve says its size already. */
function keyText({ keyAlgorithm, keyBits }) {
  return keyBits && !keyAlgorithm.includes(keyBits) ? `${keyAlgorithm} ${keyBits}` : keyAlgorithm;
}

function day(time) {
  return time.slice(0, 'YYYY-MM-DD'.length);
}

function pad(text, width) {
  return text + ' '.repeat(width - columnsOf(text));
}

function valueText(value, comma) {
  if (Array.isArray(value)) return value.map((item) => valueText(item, comma)).join(comma);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
