//! The question: what was pasted, and what it is to be judged by.

mod deserialize;

use serde::{Deserialize, Serialize};

/// What is asked. Everything is an argument: the core reads no clock, environment, network or file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// What the server sends: PEM with any text around it, DER or PKCS#7, in any order.
    pub chain: Material,
    /// The trust anchors.
    pub anchors: Anchors,
    /// Certificate revocation lists, PEM or DER.
    pub crls: Material,
    /// DNS name (U-label or A-label) or IP address to match; `None` skips name matching.
    pub server_name: Option<String>,
    /// The time to verify at.
    pub at: At,
    /// The purpose that the end entity and every CA must allow; as asked, so that an unknown one can be named.
    pub purpose: Option<String>,
    /// Which faults are errors; as asked.
    pub rules: Option<String>,
    /// Language of titles, messages and fixes; as asked.
    pub language: Option<String>,
    /// An error message or traceback of a client.
    pub error_text: Option<String>,
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
