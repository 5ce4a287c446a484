//! Where in a certificate or CRL something stands, by the names of its ASN.1.

use super::Part;
use crate::fault::{Phrase, Words};
use crate::notation::extension_name;
use crate::terms::Language;

/// A field of a certificate or CRL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Which of the parts it is, or is in.
    pub part: Part,
    /// The extension that it is in.
    pub extension: Option<Within>,
    /// The way to it from there (from the part; in an extension's value from the value).
    pub steps: Vec<Step>,
}

/// An extension that something is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Within {
    /// Its place in the list, from 0.
    pub index: usize,
    /// Its dotted number; empty where it cannot be read.
    pub oid: String,
}

/// One step into a structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A component by the name that the ASN.1 gives it.
    Into(&'static str),
    /// One of several, from 1.
    Nth(&'static Phrase, u16),
}

impl Step {
    /// For people.
    pub(super) fn words_in(&self, language: Language) -> String {
        match self {
            Self::Into(name) => (*name).to_owned(),
            Self::Nth(noun, number) => nth(noun, usize::from(*number), language),
        }
    }
}

impl Field {
    /// Whether it is in the value of the extension of this dotted number.
    pub(crate) fn is_in_value_of(&self, oid: &str) -> bool {
        self.part == Part::ExtensionValue && self.extension.as_ref().is_some_and(|within| within.oid == oid)
    }

    /// For programs: `subject[3].value`, `extensions[2](2.5.29.19).extnValue.cA`.
    pub(crate) fn path(&self) -> String {
        let mut path = String::from(self.part.token());
        if let Some(within) = &self.extension {
            path = format!("extensions[{}]({})", within.index + 1, within.oid);
            if self.part == Part::ExtensionValue {
                path.push_str(".extnValue");
            }
        }
        for step in &self.steps {
            match step {
                Step::Into(name) => {
                    path.push('.');
                    path.push_str(name);
                }
                Step::Nth(_, number) => {
                    path.push('[');
                    path.push_str(&number.to_string());
                    path.push(']');
                }
            }
        }
        path
    }

    /// As evidence.
    pub(crate) fn words(&self) -> Words {
        Words {
            token: self.path(),
            en: self.words_in(Language::English),
            zh: self.words_in(Language::Chinese),
        }
    }

    /// For people: `subject, 3rd attribute`.
    pub(crate) fn words_in(&self, language: Language) -> String {
        let comma = match language {
            Language::English => ", ",
            Language::Chinese => "，",
        };
        let mut words = match &self.extension {
            None => String::from(self.part.words(language)),
            Some(within) if within.oid.is_empty() => nth(&super::noun::EXTENSION, within.index + 1, language),
            Some(within) => extension_name(&within.oid),
        };
        for step in &self.steps {
            words.push_str(comma);
            words.push_str(&step.words_in(language));
        }
        words
    }
}

fn nth(noun: &Phrase, number: usize, language: Language) -> String {
    match language {
        Language::English => {
            let ending = match (number % 10, number % 100) {
                (_, 11..=13) => "th",
                (1, _) => "st",
                (2, _) => "nd",
                (3, _) => "rd",
                _ => "th",
            };
            format!("{number}{ending} {}", noun.en)
        }
        Language::Chinese => format!("第 {number} 个{}", noun.zh),
    }
}
