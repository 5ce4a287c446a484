//! How answers are printed, and the exit status that scripts go by.

use std::fs;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

use chainwhy::Report;
use chainwhy::fault::Severity;
use chainwhy::question::Language;
use chainwhy::report::Verdict;
use chainwhy::terminal::{Style, render};

use crate::args::{Format, Output};
use crate::failure::{Failure, Result};
use crate::formats;
use crate::words::say;

/// What the pieces of a question are called.
#[derive(Clone, Debug, Default)]
pub struct Files {
    pub paste: Vec<String>,
    pub chain: Vec<String>,
    pub anchors: Vec<String>,
    pub crls: Vec<String>,
}

/// A report, and what it is about.
pub struct Answer {
    /// File or host.
    pub name: String,
    pub report: Report,
    pub files: Files,
    /// What was fetched, where the chain came from: lines that belong before the answer.
    pub remarks: Vec<String>,
    /// Something will end soon, and the question asked for that to count.
    pub ends_soon: Option<String>,
}

/// Prints the answers, writes what was asked for, and gives the highest exit status.
pub fn show(answers: &[Answer], output: &Output, language: Language) -> Result<u8> {
    let mut highest = 0;
    for answer in answers {
        highest = highest.max(answer.report.exit_status()).max(required(answer, output)?);
    }
    if let Some(file) = &output.fix {
        write_fix(answers, file)?;
    }
    if !output.quiet {
        let format = if output.json { Format::Json } else { output.format };
        let text = match format {
            Format::Text => as_text(answers, output, language),
            Format::Markdown => formats::markdown::write(answers, language),
            Format::Json => as_json(answers)?,
            Format::Sarif => formats::sarif::write(answers)?,
            Format::Junit => formats::junit::write(answers),
            Format::Github => formats::github::write(answers),
        };
        print(text.as_bytes())?;
    }
    Ok(highest)
}

/// 1 where more is demanded than the verdict, and it does not hold.
fn required(answer: &Answer, output: &Output) -> Result<u8> {
    let report = &answer.report;
    let accepts = |id: &str| -> Result<bool> {
        if report.clients.is_empty() {
            return Ok(report.verdict == Verdict::Trusted);
        }
        let client = report.clients.iter().find(|client| client.client == id);
        let client = client.ok_or_else(|| {
            let known: Vec<&str> = report.clients.iter().map(|client| client.client).collect();
            Failure::unanswerable(say!(
                "there is no client {id:?}; there are {}",
                "没有客户端 {id:?}；可选的有 {}",
                known.join(", ")
            ))
        })?;
        Ok(client.accepts == Some(true))
    };
    let mut failed = answer.ends_soon.is_some();
    for what in &output.fail_on {
        failed |= match what.split_once(':') {
            None if what == "warning" => {
                report.findings.iter().any(|finding| finding.severity != Severity::Note)
            }
            Some(("client", id)) => !accepts(id)?,
            _ => {
                return Err(Failure::unanswerable(say!(
                    "--fail-on takes warning or client:ID, not {what:?}",
                    "--fail-on 只接受 warning 或 client:ID，不接受 {what:?}"
                )));
            }
        };
    }
    for id in output.require_client.iter().filter(|id| !id.is_empty()) {
        failed |= !accepts(id)?;
    }
    Ok(u8::from(failed))
}

fn write_fix(answers: &[Answer], file: &Path) -> Result<()> {
    let bundle = answers
        .iter()
        .flat_map(|answer| &answer.report.findings)
        .flat_map(|finding| &finding.fixes)
        .filter(|fix| fix.proved == Some(true))
        .find_map(|fix| fix.bundle.as_deref());
    let bundle = bundle.ok_or_else(|| {
        Failure::unanswerable(say!(
            "there is no bundle that mends this: the certificates for it are not in the question",
            "没有能修复它的证书链文件：所需的证书不在问题中"
        ))
    })?;
    fs::write(file, bundle).map_err(|error| {
        Failure::broke(say!(
            "cannot write {}: {}",
            "无法写入 {}：{}",
            file.display(),
            crate::input::reason(&error)
        ))
    })
}

fn as_text(answers: &[Answer], output: &Output, language: Language) -> String {
    let mut text = String::new();
    for (index, answer) in answers.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        if answers.len() > 1 {
            text.push_str(&crate::program::one_line(&answer.name));
            text.push('\n');
        }
        for remark in &answer.remarks {
            text.push_str("  ");
            text.push_str(remark);
            text.push('\n');
        }
        text.push_str(&render(&answer.report, language, &style(answer, output)));
        if let Some(soon) = &answer.ends_soon {
            text.push_str("  ");
            text.push_str(soon);
            text.push('\n');
        }
    }
    text
}

fn style(answer: &Answer, output: &Output) -> Style {
    Style {
        width: width(),
        coloured: wants_colour(),
        full: output.full,
        software: output.software.clone(),
        paste: answer.files.paste.clone(),
        chain: answer.files.chain.clone(),
        anchors: answer.files.anchors.clone(),
        crls: answer.files.crls.clone(),
    }
}

/// `FORCE_COLOR` and `NO_COLOR` decide, then whether it is a terminal.
fn wants_colour() -> bool {
    let variable = |name| std::env::var(name).ok();
    if let Some(forced) = variable("FORCE_COLOR") {
        return forced != "0" && forced != "false";
    }
    if variable("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return false;
    }
    io::stdout().is_terminal() && variable("TERM").as_deref() != Some("dumb")
}

/// The width to wrap to: what the environment says, but no wider than reads well.
fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(80);
    columns.clamp(40, 100)
}

fn as_json(answers: &[Answer]) -> Result<String> {
    let broke = |error: serde_json::Error| Failure::broke(error.to_string());
    let mut text = match answers {
        [answer] => serde_json::to_string_pretty(&answer.report).map_err(broke)?,
        answers => {
            let all: Vec<_> = answers
                .iter()
                .map(|answer| serde_json::json!({ "name": answer.name, "report": answer.report }))
                .collect();
            serde_json::to_string_pretty(&all).map_err(broke)?
        }
    };
    text.push('\n');
    Ok(plain_json(text))
}

/// What reorders text or hides in it, and controls beyond ASCII.
pub fn is_treacherous(character: char) -> bool {
    matches!(
        character,
        '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// JSON whose strings hold no character that commands a terminal; a reader of the JSON gets them back as they were.
pub fn plain_json(json: String) -> String {
    // Most of a report is ASCII, and most of the rest is quotation marks: what is not looked for is passed over in long stretches.
    if json.bytes().all(|octet| octet < 0x7f) || !json.contains(|one| one >= '\u{7f}' && is_treacherous(one))
    {
        return json;
    }
    let mut plain = String::with_capacity(json.len());
    let mut rest = json.as_str();
    while let Some((before, found, after)) = split_at_treacherous(rest) {
        plain.push_str(before);
        let mut units = [0; 2];
        for unit in found.encode_utf16(&mut units) {
            plain.push_str(&format!("\\u{unit:04x}"));
        }
        rest = after;
    }
    plain.push_str(rest);
    plain
}

fn split_at_treacherous(text: &str) -> Option<(&str, char, &str)> {
    let at = text.find(|one| one >= '\u{7f}' && is_treacherous(one))?;
    let (before, from) = text.split_at_checked(at)?;
    let mut characters = from.chars();
    let found = characters.next()?;
    Some((before, found, characters.as_str()))
}

/// Writes to standard output. Somebody who reads the first lines only, as `head` does, closes the pipe: nothing is wrong.
pub fn print(bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::broke(say!(
            "cannot write the answer: {}",
            "无法写出回答：{}",
            crate::input::reason(&error)
        ))),
        _ => Ok(()),
    }
}

/// The page of a code.
pub fn explain_code(code: &str, language: Language) -> Result<u8> {
    use chainwhy::rules::Code;
    let Some(found) = Code::from_wire(code) else {
        let near: Vec<&str> = Code::ALL
            .iter()
            .map(|known| known.as_str())
            .filter(|known| is_near(known, code))
            .take(6)
            .collect();
        let hint = if near.is_empty() {
            String::new()
        } else {
            say!("; near it: {}", "；相近的有：{}", near.join(", "))
        };
        return Err(Failure::unanswerable(say!(
            "there is no code {code:?}{hint}",
            "没有代码 {code:?}{hint}"
        )));
    };
    let declaration = found.declaration();
    let text = declaration.text(language);
    let [english, chinese] = &declaration.reference;
    let (page, labels) = match language {
        Language::English => (
            english,
            ["What it means", "Why verifiers care", "How it comes about", "How to mend it", "Verifiers"],
        ),
        Language::Chinese => (chinese, ["含义", "为什么要检查", "怎么来的", "怎样修好", "各验证器"]),
    };
    let mut out = format!("{}\n{} · {}\n", text.title, declaration.code, declaration.clause);
    for (label, paragraph) in
        labels.iter().zip([page.meaning, page.reason, page.cause, page.mending, page.verifiers])
    {
        out.push_str(&format!("\n{label}\n"));
        for line in chainwhy::terminal::wrapped(paragraph, width(), "  ") {
            out.push_str(&line);
            out.push('\n');
        }
    }
    print(out.as_bytes())?;
    Ok(0)
}

/// Shares a word of four letters or more.
fn is_near(known: &str, asked: &str) -> bool {
    asked.split('-').filter(|word| word.len() > 3).any(|word| known.contains(word))
}
