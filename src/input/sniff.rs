//! What text is that holds no certificate.

use crate::rules::Fault;
use crate::rules::input::stranger::InputIsHtml;

/// Names text in which nothing was found, if it is something that people paste by mistake.
pub(super) fn what(text: &str) -> Option<Fault> {
    /// How far the beginning is looked at: what text is shows early.
    const BEGINNING: usize = 4096;
    let beginning = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let beginning = beginning.chars().take(BEGINNING).collect::<String>().to_ascii_lowercase();
    if ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| beginning.contains(tag)) {
        return Some(InputIsHtml {}.into());
    }
    None
}
