//! Base64 that stands in text without BEGIN and END lines, known by what it decodes to.

use super::LARGEST_INPUT;
use super::base64::{self, sextet};
use super::der::{ENUMERATED, INTEGER, OID, SEQUENCE};
use super::pem::Prefix;

/// What base64 without armour turns out to be, by its first characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bare {
    /// DER of this length, by its own header.
    Der {
        length: usize,
        /// Whether it begins as certificates do.
        resembles_certificate: bool,
    },
    /// PEM, or the bag attributes that OpenSSL writes before it.
    Pem,
    /// A Java key store.
    Jks,
}

/// Characters that the header of DER and the first tag inside it take.
const HEAD: usize = 12;
/// Anything shorter is taken for a word.
const SHORTEST: usize = 40;

/// The first place at `from` or later where base64 begins that is something known.
pub(super) fn next(text: &str, from: usize, end: usize) -> Option<(usize, Bare)> {
    let bytes = text.as_bytes().get(..end)?;
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| matches!(byte, b'M' | b'L' | b'Q' | b'/'))?;
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let begins = !before.is_some_and(|byte| sextet(*byte).is_some() || matches!(byte, b'-' | b'_'))
            || is_behind_escape(bytes, at);
        if begins && let Some(bare) = begin(text, bytes, at) {
            return Some((at, bare));
        }
        at += 1;
    }
}

/// Whether the letter before is that of an escaped line break.
fn is_behind_escape(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(2).and_then(|before| bytes.get(before..at)).is_some_and(|pair| pair == b"\\n")
}

fn begin(text: &str, bytes: &[u8], at: usize) -> Option<Bare> {
    let ahead = bytes.get(at..)?;
    if ahead.iter().take(SHORTEST).take_while(|byte| sextet(**byte).is_some()).count() < SHORTEST {
        return None;
    }
    if ahead.starts_with(b"LS0tLS1CRUdJTi") || ahead.starts_with(b"QmFnIEF0dHJpYnV0ZX") {
        return Some(Bare::Pem);
    }
    if ahead.starts_with(b"/u3+7QAAAA") {
        return Some(Bare::Jks);
    }
    let head = base64::armoured(text, at, at + HEAD, Prefix::default(), false).bytes;
    let (length, first) = sequence(&head)?;
    Some(Bare::Der { length, resembles_certificate: length >= 128 && first == SEQUENCE })
}

/// The length of the SEQUENCE that some bytes begin, and the tag of the first element in it, if those are such as
/// certificates, keys, requests and bundles have.
fn sequence(head: &[u8]) -> Option<(usize, u8)> {
    let (header, length, first) = match *head {
        [SEQUENCE, 0x84, a, b, c, d, first, ..] => (6, u32::from_be_bytes([a, b, c, d]), first),
        [SEQUENCE, 0x83, a, b, c, first, ..] => (5, u32::from_be_bytes([0, a, b, c]), first),
        [SEQUENCE, 0x82, a, b, first, ..] => (4, u32::from_be_bytes([0, 0, a, b]), first),
        [SEQUENCE, 0x81, a, first, ..] => (3, u32::from(a), first),
        [SEQUENCE, a @ 0x20..=0x7f, first, ..] => (2, u32::from(a), first),
        _ => return None,
    };
    let length = usize::try_from(length).ok()?.checked_add(header)?;
    (length <= LARGEST_INPUT && matches!(first, SEQUENCE | INTEGER | OID | ENUMERATED))
        .then_some((length, first))
}
