//! A key store, of whichever kind its first octets make it.
#![no_main]

use chainwhy::question::{At, Pasted, Piece, Question};
use chainwhy_fuzz::examine;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    examine(&Question {
        paste: vec![Pasted { name: None, content: Piece::Bytes(bytes.to_vec()) }],
        at: At::Seconds(1_780_000_000.0),
        ..Question::default()
    });
});
