//! The answer on one screen: verdict, place, cause, the first fix with its command, a line on clients, how to see more.

use super::{Page, layout, octets};
use crate::fault::Severity;
use crate::report::{ClientAnswer, Finding, Fix, Place, Report, Verdict};

/// A screen has this many lines (ECMA-48 terminals, and what a window opens with); one is left for the prompt.
const SCREEN: usize = 23;

/// Between the labels of a column and what they stand before.
const GAP: usize = 2;

pub(super) fn lines(page: &Page<'_>) -> Vec<String> {
    let report = page.report;
    let mut lines = verdict(page);
    let decisive = decisive(report);
    let mut below = Vec::new();
    if let Some(cause) = decisive {
        below.extend(labelled(page, page.words.where_label, &place(page, cause), true));
    }
    let close = closing(page, decisive);
    let fix = decisive.and_then(|cause| first_fix(page, cause));
    let room = SCREEN.saturating_sub(lines.len() + below.len() + close.len() + 1);
    // The octets of the place stand below it where what mends it can be told beside them.
    let view = decisive.map(|cause| octets::lines(page, cause, "    ", false)).unwrap_or_default();
    let needed = fix.map(least).unwrap_or_default();
    let room = if view.len() + needed <= room {
        below.extend_from_slice(&view);
        room - view.len()
    } else {
        room
    };
    if let Some(fix) = fix {
        below.extend(tell_fix(page, fix, room));
    }
    if !below.is_empty() || !close.is_empty() {
        lines.push(String::new());
    }
    lines.extend(below);
    lines.extend(close);
    lines
}

/// The root cause. Where nothing is an error and clients refuse all the same, what most of them refuse it for.
fn decisive(report: &Report) -> Option<&Finding> {
    let first = report.findings.first()?;
    if first.severity == Severity::Error {
        return Some(first);
    }
    let mut most = (0, None);
    for (index, finding) in report.findings.iter().enumerate() {
        let refuses =
            |answer: &&ClientAnswer| answer.accepts == Some(false) && answer.because.first() == Some(&index);
        let count = report.clients.iter().filter(refuses).count();
        if count > most.0 {
            most = (count, Some(finding));
        }
    }
    most.1
}

/// The sentence and what belongs right behind it.
fn verdict(page: &Page<'_>) -> Vec<String> {
    let report = page.report;
    let trusted = report.verdict == Verdict::Trusted;
    let (sign, paint) = if trusted { ("✓ ", true) } else { ("✗ ", false) };
    let painted = |line: &str| {
        let bold = page.paint.bold(line);
        if paint { page.paint.green(&bold) } else { page.paint.red(&bold) }
    };
    let mut lines = limited(layout::flow(&report.summary, page.width, sign, "  ", &painted), 7);
    let most = if report.remarks.len() > 2 { 2 } else { 3 };
    for remark in report.remarks.iter().take(3) {
        lines.extend(limited(page.flow(remark, "  ", "  "), most));
    }
    lines.extend(limited(page.dim(&context(page), "  ", "  "), 2));
    lines
}

/// What the question was judged by.
pub(super) fn context(page: &Page<'_>) -> String {
    let report = page.report;
    let purpose = report.purpose.as_wire();
    let anchors = page.words.anchors(&report.anchors);
    page.words.context(report.server_name.as_deref(), purpose, report.at.as_deref(), &anchors)
}

/// Where the root cause stands: the certificate or link by name and id, or the file and lines.
fn place(page: &Page<'_>, cause: &Finding) -> String {
    let name = |id: &str| {
        let label = page.certificate(id).map(|certificate| certificate.label.as_str()).unwrap_or_default();
        if label.is_empty() { id.to_owned() } else { [label, " (", id, ")"].concat() }
    };
    let names = match &cause.place {
        Place::Certificate { certificate } => name(certificate),
        Place::Link { subject, issuer } => {
            let above = match issuer {
                Some(issuer) => name(issuer),
                None => page.certificate(subject).map(|found| found.issuer.clone()).unwrap_or_default(),
            };
            [name(subject).as_str(), " ← ", if above.is_empty() { "?" } else { &above }].concat()
        }
        other => page.place(other),
    };
    let parts = [names.as_str(), cause.code, cause.clause];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The first that is for everybody or was asked for, and can be carried out at once; else the first.
fn first_fix<'a>(page: &Page<'_>, cause: &'a Finding) -> Option<&'a Fix> {
    let wanted = || cause.fixes.iter().filter(|fix| page.is_wanted(fix) && fix.proved != Some(false));
    let specific = || wanted().filter(|fix| fix.client.is_some());
    specific()
        .find(|fix| fix.command.is_some())
        .or_else(|| wanted().find(|fix| fix.command.is_some()))
        .or_else(|| cause.fixes.iter().find(|fix| fix.command.is_some()))
        .or_else(|| cause.fixes.first())
}

/// The lines that a fix takes at the least: who acts and what they do in two, the command whole.
fn least(fix: &Fix) -> usize {
    let command = fix.command.as_deref().map(layout::plain_lines).unwrap_or_default();
    2 + command.len() + usize::from(fix.proved == Some(true))
}

/// Who acts, what they do, the command; within the room that there is, the command first.
fn tell_fix(page: &Page<'_>, fix: &Fix, room: usize) -> Vec<String> {
    let command: Vec<String> = fix.command.as_deref().map(layout::plain_lines).unwrap_or_default();
    let tried = usize::from(fix.proved == Some(true));
    let text_room = room.saturating_sub(command.len() + tried).clamp(2, 6);
    let mut lines = limited(labelled(page, page.words.fix_label, &page.fix_text(fix), false), text_room);
    let command_room = room.saturating_sub(lines.len() + tried).max(3);
    let cut = command.len() > command_room;
    let shown = if cut { command_room.saturating_sub(1) } else { command.len() };
    lines.extend(command.iter().take(shown).map(|line| ["    ", &page.paint.cyan(line)].concat()));
    if cut {
        lines.extend(page.dim(page.words.command_goes_on, "    ", "    "));
    }
    if fix.proved == Some(true) {
        let indent = " ".repeat(label_width(page));
        lines.extend(layout::flow(page.words.proved, page.width, &indent, &indent, &|line| {
            page.paint.green(line)
        }));
    }
    lines
}

/// The clients, what else was found, and how to see more.
fn closing(page: &Page<'_>, decisive: Option<&Finding>) -> Vec<String> {
    let report = page.report;
    let mut lines = Vec::new();
    let agreement = report.agreement;
    if !report.clients.is_empty() {
        let few = if agreement.accept <= agreement.refuse { Some(true) } else { Some(false) };
        let names: Vec<&str> =
            report.clients.iter().filter(|answer| answer.accepts == few).map(|answer| answer.name).collect();
        let names = (!names.is_empty() && names.len() <= 3).then(|| names.join(page.words.comma));
        let tally = page.words.tally(agreement.accept, agreement.refuse, agreement.unknown, names.as_deref());
        lines.extend(limited(labelled(page, page.words.clients_label, &tally, false), 2));
    }
    let rest =
        report.findings.iter().filter(|finding| !decisive.is_some_and(|told| std::ptr::eq(told, *finding)));
    let mut errors = Vec::new();
    let (mut warnings, mut notes) = (0, 0);
    for finding in rest {
        match finding.severity {
            Severity::Error => errors.push(finding.title.clone()),
            Severity::Warning => warnings += 1,
            Severity::Note => notes += 1,
        }
    }
    let others = page.words.others(&errors, warnings, notes);
    if !others.is_empty() {
        lines.extend(limited(labelled(page, page.words.and_label, &others, false), 3));
    }
    lines.extend(labelled(page, page.words.more_label, page.words.more, true));
    lines
}

fn label_width(page: &Page<'_>) -> usize {
    let words = page.words;
    let labels = [words.where_label, words.fix_label, words.clients_label, words.and_label, words.more_label];
    labels.into_iter().map(layout::columns).max().unwrap_or_default() + GAP + 2
}

fn labelled(page: &Page<'_>, label: &str, text: &str, dim: bool) -> Vec<String> {
    let width = label_width(page);
    let padding = width.saturating_sub(layout::columns(label) + 2);
    let first = ["  ", &page.paint.bold(label), &" ".repeat(padding)].concat();
    let rest = " ".repeat(width);
    let paint = |line: &str| if dim { page.paint.dim(line) } else { line.to_owned() };
    layout::flow(text, page.width, &first, &rest, &paint)
}

/// The first lines, the last of them saying that there were more.
fn limited(mut lines: Vec<String>, most: usize) -> Vec<String> {
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    lines
}
