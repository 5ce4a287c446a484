//! The whole report: the path drawn, the other paths, every finding with its fixes, every client, the error text.

use super::layout::{columns, flow, plain, plain_lines};
use super::{Page, brief, octets};
use crate::fault::Severity;
use crate::order::sort_by_key;
use crate::report::{Certificate, ClientAnswer, EvidenceValue, Finding, Fix, Origin, Path, Place, Verdict};

/// More paths than these are counted.
const PATHS_SHOWN: usize = 5;

pub(super) fn lines(page: &Page<'_>) -> Vec<String> {
    let sections = [
        summary(page),
        understood(page),
        path(page),
        other_paths(page),
        unused(page),
        status(page),
        findings(page),
        clients(page),
        outlook(page),
        recognised(page),
        reference(page),
    ];
    let mut lines: Vec<String> = Vec::new();
    for section in sections {
        if section.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(section);
    }
    lines
}

/// The sentence, and what it was judged by.
fn summary(page: &Page<'_>) -> Vec<String> {
    let report = page.report;
    let trusted = report.verdict == Verdict::Trusted;
    let sign = if trusted { "✓ " } else { "✗ " };
    let paint = |line: &str| {
        let bold = page.paint.bold(line);
        if trusted { page.paint.green(&bold) } else { page.paint.red(&bold) }
    };
    let mut lines = flow(&report.summary, page.width, sign, "  ", &paint);
    lines.extend(report.remarks.iter().flat_map(|remark| page.flow(remark, "  ", "  ")));
    lines.extend(page.dim(&brief::context(page), "  ", "  "));
    lines
}

/// What each stretch of a paste was taken for.
fn understood(page: &Page<'_>) -> Vec<String> {
    let told: Vec<&str> = page.report.understood.iter().map(|one| one.what.as_str()).collect();
    if told.is_empty() { Vec::new() } else { page.dim(&told.join(" · "), "  ", "  ") }
}

/// The best path, end entity first, with the failing certificates and links marked.
fn path(page: &Page<'_>) -> Vec<String> {
    let Some(best) = page.report.paths.first() else { return Vec::new() };
    let mut lines = vec![page.paint.bold(page.words.path), String::new()];
    for (index, id) in best.certificates.iter().enumerate() {
        let issuer = best.certificates.get(index + 1);
        let faults = page.findings_at(|place| {
            matches!(place, Place::Link { subject, issuer: above } if subject == id && above.as_ref() == issuer)
        });
        let goes_on = issuer.is_some() || !faults.is_empty();
        lines.extend(certificate(page, id, if goes_on { "│" } else { " " }));
        if !goes_on {
            continue;
        }
        let broken = faults.iter().any(|(_, finding)| finding.severity == Severity::Error);
        let sign = if broken { page.paint.red("✗") } else { "│".to_owned() };
        lines.push(["  ", &sign, "  ", &page.paint.dim(page.words.signed_by)].concat());
        lines.extend(marks(page, &faults, "│"));
        if issuer.is_none() {
            let name = page.certificate(id).map(|found| found.issuer.as_str()).unwrap_or_default();
            lines.extend(page.flow(if name.is_empty() { "?" } else { name }, "  ○ ", "    "));
            lines.push(["    ", &page.paint.dim(page.words.no_issuer)].concat());
        }
    }
    let of_all = page.findings_at(|place| matches!(place, Place::Anchors | Place::Path { path: 0 }));
    let heavy: Vec<_> =
        of_all.into_iter().filter(|(_, finding)| finding.severity != Severity::Note).collect();
    lines.extend(marks(page, &heavy, " "));
    lines
}

/// A certificate and its facts; `rail` is what is drawn below it, towards its issuer.
fn certificate(page: &Page<'_>, id: &str, rail: &str) -> Vec<String> {
    let faults =
        page.findings_at(|place| matches!(place, Place::Certificate { certificate } if certificate == id));
    let worst = faults.iter().map(|(_, finding)| finding.severity).min();
    let sign = match worst {
        Some(Severity::Error) => page.paint.red("✗"),
        Some(Severity::Warning) => page.paint.yellow("●"),
        _ => "●".to_owned(),
    };
    let head = ["  ", &sign, " "].concat();
    let below = ["  ", rail, " "].concat();
    let Some(found) = page.certificate(id) else { return page.flow(id, &head, &below) };
    let label = if found.label.is_empty() { id } else { &found.label };
    let mut lines = flow(label, page.width, &head, &below, &|line| page.paint.bold(line));
    lines.extend(page.dim(&facts(page, found), &below, &below));
    lines.extend(marks(page, &faults, rail));
    lines
}

fn facts(page: &Page<'_>, found: &Certificate) -> String {
    let is_only_name = found.subject.strip_prefix("CN=") == Some(found.label.as_str());
    let key = match found.key_bits {
        Some(bits) if !found.key_algorithm.contains(&bits.to_string()) => {
            [found.key_algorithm.as_str(), &bits.to_string()].join(" ")
        }
        _ => found.key_algorithm.clone(),
    };
    let files = match found.origin {
        Origin::Chain if page.style.chain.is_empty() => &page.style.paste,
        Origin::Chain => &page.style.chain,
        _ => &page.style.anchors,
    };
    // The file is told only where there are several that it could be.
    let file = found.piece.and_then(|piece| files.get(piece)).filter(|_| files.len() > 1);
    let facts = [
        found.id.clone(),
        if is_only_name { String::new() } else { found.subject.clone() },
        page.words.role(found.role).to_owned(),
        page.words.valid(day(&found.not_before), day(&found.not_after)),
        key,
        page.stretch(file.map_or("", String::as_str), found.lines),
    ];
    facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The date of a moment in ISO 8601.
fn day(moment: &str) -> &str {
    moment.get(.."YYYY-MM-DD".len()).unwrap_or(moment)
}

fn mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✗",
        Severity::Warning => "!",
        Severity::Note => "i",
    }
}

fn painted(page: &Page<'_>, severity: Severity, line: &str) -> String {
    match severity {
        Severity::Error => page.paint.red(line),
        Severity::Warning => page.paint.yellow(line),
        Severity::Note => page.paint.cyan(line),
    }
}

/// The findings that belong to a certificate or link, by number and title.
fn marks(page: &Page<'_>, faults: &[(usize, &Finding)], rail: &str) -> Vec<String> {
    let (first, rest) = (["  ", rail, "   "].concat(), ["  ", rail, "     "].concat());
    let told = faults.iter().flat_map(|(number, finding)| {
        let text = format!("{} [{number}] {}", mark(finding.severity), finding.title);
        flow(&text, page.width, &first, &rest, &|line| painted(page, finding.severity, line))
    });
    told.collect()
}

/// Each with the worst that is wrong with it, since findings are about the best path.
fn other_paths(page: &Page<'_>) -> Vec<String> {
    let others: Vec<&Path> = page.report.paths.iter().skip(1).collect();
    if others.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![page.paint.bold(page.words.other_paths), String::new()];
    for other in others.iter().take(PATHS_SHOWN) {
        let names: Vec<String> = other
            .certificates
            .iter()
            .map(|id| {
                let label = page.certificate(id).map(|found| found.label.as_str()).unwrap_or_default();
                [id, " ", label].concat().trim_end().to_owned()
            })
            .collect();
        lines.extend(page.flow(&names.join(" ← "), "  ", "    "));
        if let Some(problem) = &other.problem {
            lines.extend(page.dim(&problem.message, "    ", "    "));
        }
    }
    let more = others.len().saturating_sub(PATHS_SHOWN);
    if more > 0 {
        lines.push(["  ", &page.words.more_paths(more)].concat());
    }
    lines
}

fn unused(page: &Page<'_>) -> Vec<String> {
    let on_path = page.report.paths.first().map(|best| best.certificates.as_slice()).unwrap_or_default();
    let others: Vec<&Certificate> = page
        .report
        .certificates
        .iter()
        .filter(|found| found.origin == Origin::Chain && !on_path.contains(&found.id))
        .collect();
    if others.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![page.paint.bold(page.words.unused), String::new()];
    lines.extend(others.iter().flat_map(|found| certificate(page, &found.id, " ")));
    lines
}

fn status(page: &Page<'_>) -> Vec<String> {
    if page.report.status.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![page.paint.bold(page.words.status), String::new()];
    for one in &page.report.status {
        let told = [one.by.as_deref(), one.why.as_deref()];
        let told: Vec<&str> = told.into_iter().flatten().collect();
        let text = [one.certificate.as_str(), page.words.colon, &told.join(" · ")].concat();
        lines.extend(page.flow(&text, "  ", "    "));
    }
    lines
}

fn findings(page: &Page<'_>) -> Vec<String> {
    if page.report.findings.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![page.paint.bold(page.words.findings)];
    for (index, one) in page.report.findings.iter().enumerate() {
        lines.push(String::new());
        lines.extend(finding(page, one, index + 1));
    }
    lines.push(String::new());
    lines.extend(page.dim(page.words.codes_at, "  ", "  "));
    lines
}

fn finding(page: &Page<'_>, finding: &Finding, number: usize) -> Vec<String> {
    let title = page.words.titled(&finding.title, finding.severity);
    let head = format!("{} [{number}] {title}", mark(finding.severity));
    let place = page.place(&finding.place);
    let parts = [finding.code, place.as_str(), finding.clause];
    let source = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let mut lines = flow(&head, page.width, "  ", "    ", &|line| {
        painted(page, finding.severity, &page.paint.bold(line))
    });
    lines.extend(page.dim(&source, "    ", "    "));
    lines.extend(page.flow(&finding.message, "    ", "    "));
    let octets = octets::lines(page, finding, "      ", true);
    lines.extend(evidence(page, finding, !octets.is_empty()));
    lines.extend(octets);
    lines.extend(fixes(page, &finding.fixes));
    lines
}

/// The facts that a finding rests on; the octets of the place are left out where they are drawn.
fn evidence(page: &Page<'_>, finding: &Finding, drawn: bool) -> Vec<String> {
    let shown: Vec<(&str, String)> = finding
        .evidence
        .iter()
        .filter(|(name, _)| !drawn || name.as_str() != octets::NAME)
        .map(|(name, value)| (name.as_str(), value_text(value, page.words.comma)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let widest = shown.iter().map(|(name, _)| columns(name)).max().unwrap_or_default();
    let told = shown.iter().flat_map(|(name, text)| {
        let label = ["      ", name, &" ".repeat(widest + 2 - columns(name))].concat();
        page.dim(text, &label, &" ".repeat(columns(&label)))
    });
    told.collect()
}

fn value_text(value: &EvidenceValue, comma: &str) -> String {
    match value {
        EvidenceValue::Text(text) => text.clone(),
        EvidenceValue::Texts(texts) => texts.join(comma),
        EvidenceValue::Number(number) => number.to_string(),
        EvidenceValue::Flag(flag) => flag.to_string(),
        EvidenceValue::Nothing(()) => String::new(),
    }
}

/// A dozen programs have a dozen ways to write the same thing down: theirs are shown to who asks for them.
fn fixes(page: &Page<'_>, fixes: &[Fix]) -> Vec<String> {
    let mut lines: Vec<String> =
        fixes.iter().filter(|one| page.is_wanted(one)).flat_map(|one| fix(page, one)).collect();
    let mut others: Vec<&str> = Vec::new();
    for client in fixes.iter().filter(|one| !page.is_wanted(one)).filter_map(|one| one.client) {
        if !others.contains(&client) {
            others.push(client);
        }
    }
    if !others.is_empty() {
        let text = page.words.more_fixes(&others.join(page.words.comma));
        lines.extend(page.dim(&text, "    → ", "      "));
    }
    lines
}

fn fix(page: &Page<'_>, fix: &Fix) -> Vec<String> {
    let mut lines = page.flow(&page.fix_text(fix), "    → ", "      ");
    let command = fix.command.as_deref().map(plain_lines).unwrap_or_default();
    lines.extend(command.iter().map(|line| ["        ", &page.paint.cyan(line)].concat()));
    let indent = "      ";
    match fix.proved {
        Some(true) => {
            lines.extend(flow(page.words.proved, page.width, indent, indent, &|line| page.paint.green(line)));
        }
        Some(false) => {
            lines.extend(flow(page.words.not_enough, page.width, indent, indent, &|line| {
                page.paint.yellow(line)
            }));
        }
        None => {}
    }
    if fix.bundle.is_some() {
        lines.extend(page.flow(page.words.bundle, indent, indent));
    }
    lines
}

/// Those that see it otherwise than the verdict first.
fn clients(page: &Page<'_>) -> Vec<String> {
    let mut rows: Vec<&ClientAnswer> = page.report.clients.iter().collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let trusted = page.report.verdict == Verdict::Trusted;
    sort_by_key(&mut rows, |answer| answer.accepts == Some(trusted));
    let name_width = rows.iter().map(|answer| columns(answer.name)).max().unwrap_or_default();
    let says_width =
        rows.iter().map(|answer| columns(page.words.accepts(answer.accepts))).max().unwrap_or_default();
    let mut lines = vec![page.paint.bold(page.words.clients), String::new()];
    for answer in rows {
        lines.extend(client(page, answer, name_width, says_width));
    }
    lines
}

fn client(page: &Page<'_>, answer: &ClientAnswer, name_width: usize, says_width: usize) -> Vec<String> {
    let (sign, painted) = match answer.accepts {
        Some(true) => ("✓", page.paint.green("✓")),
        Some(false) => ("✗", page.paint.red("✗")),
        None => ("?", page.paint.dim("?")),
    };
    let says = page.words.accepts(answer.accepts);
    let basis = page.words.basis(answer.basis);
    let known = match answer.source {
        Some(source) => ["(", basis, page.words.colon, source, ")"].concat(),
        None => ["(", basis, ")"].concat(),
    };
    let mut own: Vec<String> = Vec::new();
    own.extend(answer.code.as_deref().map(|code| ["[", code, "]"].concat()));
    own.extend(answer.error.clone());
    own.push(known);
    let words = plain(&own.join(" ").replace('\n', " / "));
    let pad = |text: &str, width: usize| [text, &" ".repeat(width - columns(text).min(width))].concat();
    let names = [pad(answer.name, name_width), pad(says, says_width)].join("  ");
    let lead = ["  ", sign, " ", &names, "  "].concat();
    let wide = columns(&lead);
    // A column for the words where there is room for one, else lines of their own.
    let mut lines = if page.width.saturating_sub(wide) >= 32 {
        page.flow(&words, &lead, &" ".repeat(wide))
    } else {
        let mut lines = vec![["  ", sign, " ", answer.name, "  ", says].concat()];
        lines.extend(page.flow(&words, "      ", "      "));
        lines
    };
    if let Some(first) = lines.first_mut() {
        *first = first.replacen(sign, &painted, 1);
    }
    if let Some(why) = &answer.why {
        lines.extend(page.dim(why, "      ", "      "));
    }
    lines
}

/// One stretch a moment: when, the verdict, what ends, and who answers otherwise from then on.
fn outlook(page: &Page<'_>) -> Vec<String> {
    let report = page.report;
    if report.outlook.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![page.paint.bold(page.words.outlook), String::new()];
    for change in &report.outlook {
        let trusted = change.verdict == Verdict::Trusted;
        let mut parts = vec![[change.at.as_str(), " ", page.words.trusted(trusted)].concat()];
        parts.extend(change.because.iter().map(|cause| {
            let place = page.place(&cause.place);
            [cause.code, if place.is_empty() { "" } else { " " }, &place].concat()
        }));
        for accepts in [Some(true), Some(false), None] {
            let changed = |client: &str| {
                change.clients.iter().any(|one| one.client == client && one.accepts == accepts)
            };
            let names: Vec<&str> = report
                .clients
                .iter()
                .filter(|answer| changed(answer.client))
                .map(|answer| answer.name)
                .collect();
            if !names.is_empty() {
                let (few, says) = (names.len() <= MOST_NAMED, page.words.accepts(accepts));
                let named = if few { names.join(page.words.comma) } else { page.words.many(names.len()) };
                parts.push([says, page.words.colon, &named].concat());
            }
        }
        lines.extend(page.flow(&parts.join(" · "), "  ", "    "));
    }
    lines
}

/// Clients that a line bears by name.
const MOST_NAMED: usize = 8;

fn recognised(page: &Page<'_>) -> Vec<String> {
    if page.report.recognised.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![page.paint.bold(page.words.recognised)];
    for one in &page.report.recognised {
        let found = |code: &&&str| page.report.findings.iter().any(|finding| finding.code == **code);
        let codes: Vec<&str> =
            if one.agrees { one.codes.iter().filter(found).copied().collect() } else { one.codes.clone() };
        let list = codes.join(page.words.comma);
        let told = if one.agrees { page.words.agrees(&list) } else { page.words.disagrees(&list) };
        let quoted = [one.client.as_str(), page.words.colon, &one.quoted].concat();
        lines.push(String::new());
        lines.extend(page.flow(&quoted, "  ", "    "));
        if !codes.is_empty() {
            lines.extend(flow(&told, page.width, "    ", "    ", &|line| {
                if one.agrees { page.paint.green(line) } else { page.paint.yellow(line) }
            }));
        }
        lines.extend(page.flow(&one.message, "    ", "    "));
    }
    lines
}

fn reference(page: &Page<'_>) -> Vec<String> {
    let reference = &page.report.reference;
    if reference.accepted.is_none() {
        return Vec::new();
    }
    page.dim(&page.words.reference(reference), "", "")
}
