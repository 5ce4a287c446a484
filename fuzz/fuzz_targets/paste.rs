//! Text, as a person pastes it.
#![no_main]

use chainwhy::question::Piece;
use chainwhy_fuzz::{examine, question};

libfuzzer_sys::fuzz_target!(|text: &str| {
    examine(&question(Piece::Text(text.to_owned()), vec![Piece::Text(text.to_owned())], vec![]));
});
