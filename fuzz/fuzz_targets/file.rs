//! Bytes, as a file holds them.
#![no_main]

use chainwhy::question::Piece;
use chainwhy_fuzz::{examine, question};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    examine(&question(Piece::Bytes(bytes.to_vec()), vec![Piece::Bytes(bytes.to_vec())], vec![]));
});
