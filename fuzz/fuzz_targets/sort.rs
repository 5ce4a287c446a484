//! Anything, pasted to be sorted: text and a file beside it.
#![no_main]

use chainwhy::question::{At, Passwords, Pasted, Piece, Question};
use chainwhy_fuzz::examine;

libfuzzer_sys::fuzz_target!(|given: (&str, &[u8])| {
    let (text, bytes) = given;
    let pasted = |name: &str, content| Pasted { name: Some(name.to_owned()), content };
    examine(&Question {
        paste: vec![
            pasted("a.txt", Piece::Text(text.to_owned())),
            pasted("ca.crt", Piece::Bytes(bytes.to_vec())),
        ],
        passwords: Passwords(vec!["secret".to_owned()]),
        at: At::Seconds(1_780_000_000.0),
        ..Question::default()
    });
});
