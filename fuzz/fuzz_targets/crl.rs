//! A CRL beside a chain that is whole.
#![no_main]

use chainwhy::question::Piece;
use chainwhy_fuzz::{examine, question};

const LEAF: &str = include_str!("../../src/input/samples/leaf.pem");
const ROOT: &str = include_str!("../../src/input/samples/root.pem");

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let root = Piece::Text(ROOT.to_owned());
    examine(&question(Piece::Text(LEAF.to_owned()), vec![root], vec![Piece::Bytes(bytes.to_vec())]));
});
