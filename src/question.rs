//! The question: what was pasted, and what it is to be judged by.

mod deserialize;

use serde::{Deserialize, Serialize};

/// What is asked. Everything is an argument: the core reads no clock, environment, network or file.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename_all = "camelCase", optional_fields = nullable))]
pub struct Question {
    /// What the server sends: PEM with any text around it, DER or PKCS#7, in any order.
    #[cfg_attr(feature = "typescript", ts(type = "Pasted"))]
    pub chain: Material,
    /// The trust anchors: `"mozilla"` for the built-in Mozilla roots, which are the default, certificates in any form that
    /// the chain may have, or both.
    #[cfg_attr(feature = "typescript", ts(optional, type = "Pasted | null"))]
    pub anchors: Anchors,
    /// Certificate revocation lists, PEM or DER.
    #[cfg_attr(feature = "typescript", ts(optional, type = "Pasted | null"))]
    pub crls: Material,
    /// DNS name (U-label or A-label) or IP address to match; without one, names are not compared.
    pub server_name: Option<String>,
    /// The time to verify at: ISO 8601 or Unix seconds.
    #[cfg_attr(feature = "typescript", ts(optional, type = "number | string | Date | null"))]
    pub at: At,
    /// The purpose that the end entity and every CA must allow: `serverAuth` unless given.
    #[cfg_attr(feature = "typescript", ts(as = "Option<Purpose>"))]
    pub purpose: Option<String>,
    /// Whose rules make a fault an error: `default` unless given.
    #[cfg_attr(feature = "typescript", ts(as = "Option<RuleSet>"))]
    pub rules: Option<String>,
    /// Language of titles, messages and fixes: `en` unless given.
    #[cfg_attr(feature = "typescript", ts(as = "Option<Language>"))]
    pub language: Option<String>,
    /// An error message or traceback of a client.
    pub error_text: Option<String>,
    /// Fields that held a value of a kind that they do not take; `question` where the whole was no question.
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub misfits: Vec<&'static str>,
}

impl Question {
    /// Whether a field, or the whole, held something that cannot be used there.
    pub(crate) fn is_misfit(&self, field: &str) -> bool {
        self.misfits.iter().any(|misfit| *misfit == field || *misfit == "question")
    }
}

/// Pasted material: pieces of text or bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Material(pub Vec<Piece>);

/// One piece of pasted material.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Text, whose lines can be pointed at.
    Text(String),
    /// Bytes of a file: text, DER or PKCS#7.
    Bytes(Vec<u8>),
}

/// The trust anchors of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchors {
    /// Whether the built-in Mozilla roots are among them.
    pub mozilla: bool,
    /// Whether pasted ones are asked for, even if the paste is empty.
    pub pasted: Option<Material>,
}

impl Default for Anchors {
    /// The built-in Mozilla roots.
    fn default() -> Self {
        Self { mozilla: true, pasted: None }
    }
}

/// The time to verify at, as asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum At {
    /// The caller gave none: the core has no clock, so this is a finding.
    #[default]
    Missing,
    /// Unix seconds.
    Seconds(f64),
    /// ISO 8601.
    Text(String),
}

/// What the end entity is wanted for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Purpose {
    /// TLS server authentication.
    #[default]
    ServerAuth,
    /// TLS client authentication.
    ClientAuth,
    /// No purpose in particular.
    Any,
}

/// Which faults are errors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum RuleSet {
    /// What mainstream TLS clients agree on.
    #[default]
    Default,
    /// The letter of RFC 5280.
    Rfc5280,
    /// RFC 5280 with the CA/Browser Forum Baseline Requirements, which win where the two conflict.
    Cabf,
}

/// Language of titles, messages and fixes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    Chinese,
}
