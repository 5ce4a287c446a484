//! What clients print of a handshake, around a certificate that is whole.
#![no_main]

use chainwhy::question::{At, Pasted, Piece, Question};
use chainwhy_fuzz::examine;

const LEAF: &str = include_str!("../../tests/cases/healthy/one-tier/chain.pem");

libfuzzer_sys::fuzz_target!(|given: (&str, &str)| {
    let (before, after) = given;
    let text = format!("Certificate chain\n 0 s:CN = www.example.com\n   i:{before}\n{LEAF} 1 s:{after}\n   i:{before}\n");
    examine(&Question {
        paste: vec![Pasted { name: None, content: Piece::Text(text) }],
        at: At::Seconds(1_780_000_000.0),
        ..Question::default()
    });
});
