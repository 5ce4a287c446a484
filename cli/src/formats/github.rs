//! Annotations of a GitHub workflow (workflow commands).

use chainwhy::fault::Severity;

use super::location;
use crate::show::Answer;

pub fn write(answers: &[Answer]) -> String {
    let mut text = String::new();
    for answer in answers {
        for finding in &answer.report.findings {
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "notice",
            };
            let mut properties =
                vec![format!("title={}", property(&format!("{}: {}", finding.code, finding.title)))];
            if let Some((file, line, end)) = location(answer, finding) {
                properties.push(format!("file={}", property(&file)));
                properties.extend(line.map(|line| format!("line={line}")));
                properties.extend(end.map(|end| format!("endLine={end}")));
            }
            text.push_str(&format!("::{command} {}::{}\n", properties.join(","), data(&finding.message)));
        }
        text.push_str(&format!("{}\n", data(&answer.report.summary)));
    }
    text
}

/// Workflow commands escape percent and line ends.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Properties also colon and comma.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
