//! The core where it is used: compiled to WebAssembly, in Node.js and in a browser. Nothing here says which of the two, so
//! that the same tests run in both; `cargo xtask test` tells the runner.
#![cfg(target_arch = "wasm32")]

#[path = "common/cases.rs"]
#[expect(dead_code, reason = "each suite uses a part")]
mod cases;
#[path = "common/host_names.rs"]
mod host_names;

use chainwhy::rules::Code;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn every_code_is_read_back_from_its_wire_name() {
    assert!(!Code::ALL.is_empty());
    for code in Code::ALL {
        assert_eq!(Code::from_wire(code.as_str()), Some(*code));
    }
}

#[wasm_bindgen_test]
fn every_case_is_answered_as_it_has_to_be() {
    let cases = cases::all();
    assert!(!cases.is_empty());
    let complaints: Vec<String> =
        cases.iter().flat_map(|case| case.complaints(&chainwhy::explain(&case.question))).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[wasm_bindgen_test]
fn every_name_is_understood_as_browsers_understand_it() {
    assert_eq!(host_names::complaints(), Vec::<String>::new());
}
