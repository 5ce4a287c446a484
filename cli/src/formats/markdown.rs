//! The answer for an issue or a pull request. Foreign text stands in code spans, where nothing of it is Markdown.

use chainwhy::fault::Severity;
use chainwhy::question::Language;

use crate::show::Answer;

/// More findings than these are counted.
const FINDINGS: usize = 10;

pub fn write(answers: &[Answer], language: Language) -> String {
    let zh = language == Language::Chinese;
    let mut text = String::new();
    for answer in answers {
        let report = &answer.report;
        text.push_str(&format!("### {}\n\n{}\n\n", code(&answer.name), prose(&report.summary)));
        for finding in report.findings.iter().filter(|one| one.severity != Severity::Note).take(FINDINGS) {
            let severity = match (finding.severity, zh) {
                (Severity::Error, false) => "error",
                (Severity::Error, true) => "错误",
                (_, false) => "warning",
                (_, true) => "警告",
            };
            text.push_str(&format!("- **{severity}** {} {}\n", code(finding.code), prose(&finding.message)));
        }
        let fix = report.findings.first().and_then(|finding| finding.fixes.first());
        if let Some(fix) = fix {
            text.push_str(&format!("\n{}\n", prose(&fix.text)));
            if let Some(command) = &fix.command {
                let fence = fence(command);
                text.push_str(&format!("\n{fence}sh\n{command}\n{fence}\n"));
            }
        }
        let agreement = report.agreement;
        if !report.clients.is_empty() {
            text.push_str(&if zh {
                format!(
                    "\n{} 个客户端接受，{} 个拒绝，{} 个未知。\n",
                    agreement.accept, agreement.refuse, agreement.unknown
                )
            } else {
                format!(
                    "\nOf the clients {} accept, {} refuse, {} unknown.\n",
                    agreement.accept, agreement.refuse, agreement.unknown
                )
            });
        }
        text.push('\n');
    }
    text
}

/// A code span that holds any text: its fence is longer than every run of backticks in it.
fn code(text: &str) -> String {
    let text: String = text.chars().map(|one| if one.is_control() { ' ' } else { one }).collect();
    let fence = "`".repeat(longest_run(&text) + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Sentences of ours with foreign names in them: all that Markdown or HTML would take for its own is escaped.
fn prose(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => escaped.push(' '),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // An entity keeps a mention from being one, and an address from becoming a link.
            '@' => escaped.push_str("&#64;"),
            ':' => escaped.push_str("&#58;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '(' | ')' | '#' | '!' | '|' | '~' => {
                escaped.push('\\');
                escaped.push(character);
            }
            control if control.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped.replace("www.", "www&#46;")
}

fn fence(text: &str) -> String {
    "`".repeat((longest_run(text) + 1).max(3))
}

fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or_default()
}
