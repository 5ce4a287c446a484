//! Host names, natively. `tests/wasm.rs` asks for the same in WebAssembly.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/host_names.rs"]
mod host_names;

#[test]
fn every_name_is_understood_as_browsers_understand_it() {
    assert_eq!(host_names::complaints(), Vec::<String>::new());
}
