//! The boundary to JavaScript: plain values in, plain values out, no logic.

use std::cell::RefCell;

use serde::Serialize;
use serde_wasm_bindgen::{Error, Serializer, from_value};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// The report for a question.
#[wasm_bindgen]
pub fn explain(question: JsValue) -> Result<JsValue, Error> {
    crate::explain(&from_value(question)?).serialize(&Serializer::json_compatible())
}

thread_local! {
    /// Verifiers, by their numbers. JavaScript's own handles would outlive the instance, which is left after a trap.
    static KEPT: RefCell<Vec<Option<crate::Verifier>>> = const { RefCell::new(Vec::new()) };
}

/// Reads the trust anchors of a question and keeps them: the number by which they are asked for.
#[wasm_bindgen]
pub fn keep(question: JsValue) -> Result<usize, Error> {
    let verifier = Some(crate::Verifier::new(&from_value(question)?));
    Ok(KEPT.with_borrow_mut(|kept| match kept.iter_mut().position(|place| place.is_none()) {
        Some(free) => {
            kept.splice(free..=free, [verifier]);
            free
        }
        None => {
            kept.push(verifier);
            kept.len() - 1
        }
    }))
}

/// Lets go of trust anchors that were kept.
#[wasm_bindgen]
pub fn release(number: usize) {
    KEPT.with_borrow_mut(|kept| {
        if let Some(place) = kept.get_mut(number) {
            *place = None;
        }
    });
}

/// The report for a question, judged by the trust anchors that are kept under this number unless it has its own.
#[wasm_bindgen(js_name = explainBy)]
pub fn explain_by(number: usize, question: JsValue) -> Result<JsValue, Error> {
    let question = from_value(question)?;
    let report = KEPT.with_borrow(|kept| match kept.get(number) {
        Some(Some(verifier)) => verifier.explain(&question),
        _ => crate::explain(&question),
    });
    report.serialize(&Serializer::json_compatible())
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
