//! The core where it is used: compiled to WebAssembly, in Node.js and in a browser. Nothing here says which of the two, so
//! that the same tests run in both; `cargo xtask test` tells the runner.
#![cfg(target_arch = "wasm32")]

use chainwhy::rules::Code;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn every_code_is_read_back_from_its_wire_name() {
    assert!(!Code::ALL.is_empty());
    for code in Code::ALL {
        assert_eq!(Code::from_wire(code.as_str()), Some(*code));
    }
}
