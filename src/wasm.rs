//! The boundary to JavaScript: plain values in, plain values out, no logic.

use serde::Serialize;
use serde_wasm_bindgen::{Error, Serializer, from_value};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// The report for a question.
#[wasm_bindgen]
pub fn explain(question: JsValue) -> Result<JsValue, Error> {
    crate::explain(&from_value(question)?).serialize(&Serializer::json_compatible())
}

/// What changes from one question to the other.
#[wasm_bindgen]
pub fn compare(before: JsValue, after: JsValue) -> Result<JsValue, Error> {
    crate::compare(&from_value(before)?, &from_value(after)?).serialize(&Serializer::json_compatible())
}

/// The fields of a certificate, each with the place of its octets: `zh-CN`, or English.
#[wasm_bindgen]
pub fn fields(certificate: &[u8], language: &str) -> Result<JsValue, Error> {
    let language = match language.starts_with("zh") {
        true => crate::question::Language::Chinese,
        false => crate::question::Language::English,
    };
    crate::report::fields(certificate, language).serialize(&Serializer::json_compatible())
}

/// The report as text for a terminal, and the exit status that scripts go by: `[text, status]`.
#[wasm_bindgen]
pub fn tell(question: JsValue, style: JsValue) -> Result<JsValue, Error> {
    let question: crate::Question = from_value(question)?;
    let style: crate::terminal::Style = from_value(style)?;
    let report = crate::explain(&question);
    let text = crate::terminal::render(&report, crate::terminal::language_of(&question), &style);
    (text, report.exit_status()).serialize(&Serializer::json_compatible())
}

/// Where secrets stand in a text, three numbers each: where it begins and where it ends, in UTF-16 code units as JavaScript
/// counts, and what it is: 0 a private key, 1 a key store, 2 text in base64 with one of these in it, 3 a password in an address.
#[wasm_bindgen]
pub fn secrets(text: &str) -> Vec<u32> {
    crate::secret::in_utf16(text)
}

/// The version of this crate.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
