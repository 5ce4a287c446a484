//! The boundary to JavaScript: plain values in, plain values out, no logic.

use serde::Serialize;
use serde_wasm_bindgen::{Error, Serializer, from_value};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// The report for a question.
#[wasm_bindgen]
pub fn explain(question: JsValue) -> Result<JsValue, Error> {
    crate::explain(&from_value(question)?).serialize(&Serializer::json_compatible())
}

/// The version of this crate.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
