//! Our own cases, natively. `tests/wasm.rs` asks the same in WebAssembly, `pkg/tests` the packed package.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/cases.rs"]
#[expect(dead_code, reason = "each suite uses a part")]
mod cases;

#[test]
fn every_case_is_answered_as_it_has_to_be() {
    let cases = cases::all();
    assert!(cases.len() > 150, "only {} cases were found", cases.len());
    let complaints: Vec<String> =
        cases.iter().flat_map(|case| case.complaints(&chainwhy::explain(&case.question))).collect();
    assert!(complaints.is_empty(), "{} complaints\n{}", complaints.len(), complaints.join("\n"));
}
