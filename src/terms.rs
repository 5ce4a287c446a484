//! What every floor has to know of a question: by which rules, and in which language.

use serde::{Deserialize, Serialize};

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
