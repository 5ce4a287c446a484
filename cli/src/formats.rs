//! The forms that other programs read.

pub mod github;
pub mod junit;
pub mod markdown;
pub mod prometheus;
pub mod sarif;

use chainwhy::fault::InputField;
use chainwhy::report::{Finding, Place};

use crate::show::Answer;

/// The file and first line that a finding is about, where there is one.
pub fn location(answer: &Answer, finding: &Finding) -> Option<(String, Option<u32>, Option<u32>)> {
    let certificate = |id: &str| {
        let found = answer.report.certificates.iter().find(|certificate| certificate.id == id)?;
        let files = match id.starts_with('c') {
            true if answer.files.chain.is_empty() => &answer.files.paste,
            true => &answer.files.chain,
            false => &answer.files.anchors,
        };
        let file = files.get(found.piece?)?;
        Some((file.clone(), found.lines.map(|[first, _]| first), found.lines.map(|[_, last]| last)))
    };
    match &finding.place {
        Place::Certificate { certificate: id } | Place::Link { subject: id, .. } => certificate(id),
        Place::Input { field, piece, line, end_line, .. } => {
            let files = match field {
                InputField::Anchors => &answer.files.anchors,
                InputField::Crls => &answer.files.crls,
                InputField::Paste => &answer.files.paste,
                _ => &answer.files.chain,
            };
            Some((files.get(piece.unwrap_or_default())?.clone(), *line, *end_line))
        }
        _ => None,
    }
}

/// Text for XML 1.0: what the format cannot hold is left out.
pub fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            control if control.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}
