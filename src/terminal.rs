//! The report as text for a person at a terminal: the one text that every command line prints.
//!
//! It says what the report says and knows nothing of certificates. The answer fits a screen (`brief`): verdict, place, cause, the
//! first fix with its command, a line on clients, how to see more. The rest is drawn where it is asked for (`full`).

mod brief;
mod full;
mod layout;
mod octets;
mod words;

use serde::Deserialize;

use crate::question::Language;
use crate::report::{Certificate, Finding, Fix, Place, Report};
use layout::{Paint, flow};
use words::Words;

/// How a report is to be shown, and what its places are called.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Style {
    /// Columns of the terminal; lines are wrapped to this, words that are longer stick out. Below 40 is taken for 40.
    pub width: usize,
    /// Whether to use colour (escape sequences).
    pub coloured: bool,
    /// The whole report, rather than the answer.
    pub full: bool,
    /// The programs that fixes are written out for, by the names that fixes bear; `all` for each.
    pub software: Vec<String>,
    /// The names of the files that the pieces of `chain` came from.
    pub chain: Vec<String>,
    /// The names of the files that the pieces of `anchors` came from.
    pub anchors: Vec<String>,
    /// The names of the files that the pieces of `crls` came from.
    pub crls: Vec<String>,
    /// The names of the files that the pieces of `paste` came from.
    pub paste: Vec<String>,
}

/// The report as text, each line with its end. `language` is the one that the report was asked in.
pub fn render(report: &Report, language: Language, style: &Style) -> String {
    let page = Page::new(report, language, style);
    let lines = if style.full { full::lines(&page) } else { brief::lines(&page) };
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// The language that a question is answered in.
pub fn language_of(question: &crate::Question) -> Language {
    match question.language.as_deref() {
        Some(word) if word.starts_with("zh") => Language::Chinese,
        _ => Language::English,
    }
}

/// A paragraph as lines of at most `width` columns behind an indent; what would command a terminal shows as an escape.
pub fn wrapped(text: &str, width: usize, indent: &str) -> Vec<String> {
    flow(text, width, indent, indent, &|line| line.to_owned())
}

/// What both forms draw on.
struct Page<'a> {
    report: &'a Report,
    style: &'a Style,
    words: &'static Words,
    paint: Paint,
    width: usize,
}

impl<'a> Page<'a> {
    fn new(report: &'a Report, language: Language, style: &'a Style) -> Self {
        let width = style.width.max(40);
        Self { report, style, words: Words::in_language(language), paint: Paint(style.coloured), width }
    }

    fn certificate(&self, id: &str) -> Option<&'a Certificate> {
        self.report.certificates.iter().find(|certificate| certificate.id == id)
    }

    fn flow(&self, text: &str, first: &str, rest: &str) -> Vec<String> {
        flow(text, self.width, first, rest, &|line| line.to_owned())
    }

    fn dim(&self, text: &str, first: &str, rest: &str) -> Vec<String> {
        flow(text, self.width, first, rest, &|line| self.paint.dim(line))
    }

    /// The findings that stand at places that are asked for, with their numbers from 1.
    fn findings_at(&self, wanted: impl Fn(&Place) -> bool) -> Vec<(usize, &'a Finding)> {
        let numbered = self.report.findings.iter().enumerate().map(|(index, finding)| (index + 1, finding));
        numbered.filter(|(_, finding)| wanted(&finding.place)).collect()
    }

    /// A place by the ids, lines and names that the reader has before their eyes.
    fn place(&self, place: &Place) -> String {
        match place {
            Place::Certificate { certificate } => certificate.clone(),
            Place::Link { subject, issuer } => {
                [subject.as_str(), "←", issuer.as_deref().unwrap_or("?")].join(" ")
            }
            Place::Input { field, piece, line, end_line, .. } => {
                let (field, files) = self.files(*field);
                let named = piece.and_then(|piece| files.get(piece)).map_or(field, String::as_str);
                self.stretch(named, line.map(|line| [line, end_line.unwrap_or(line)]))
            }
            Place::Request { field } => (*field).to_owned(),
            Place::Anchors | Place::Path { .. } => String::new(),
        }
    }

    /// The wire name of a field, and what its pieces are called.
    fn files(&self, field: crate::fault::InputField) -> (&'static str, &'a [String]) {
        use crate::fault::InputField;
        match field {
            InputField::Chain => ("chain", &self.style.chain),
            InputField::Anchors => ("anchors", &self.style.anchors),
            InputField::Crls => ("crls", &self.style.crls),
            InputField::Ocsp => ("ocsp", &[]),
            InputField::Paste => ("paste", &self.style.paste),
        }
    }

    fn stretch(&self, file: &str, lines: Option<[u32; 2]>) -> String {
        let lines = lines.map(|[first, last]| self.words.lines(first, last)).unwrap_or_default();
        let parts = [file, &lines];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(self.words.colon)
    }

    /// Whether a fix is for everybody or for what was asked for.
    fn is_wanted(&self, fix: &Fix) -> bool {
        let Some(client) = fix.client else { return true };
        self.style.software.iter().any(|name| {
            let variant = client.strip_prefix(name.as_str());
            name == "all" || variant.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    }

    /// Who acts, and what they do.
    fn fix_text(&self, fix: &Fix) -> String {
        let who = self.words.who(fix.who);
        let person = match fix.client {
            Some(client) => self.words.person_for(who, client),
            None => who.to_owned(),
        };
        [person.as_str(), self.words.colon, &fix.text].concat()
    }
}
