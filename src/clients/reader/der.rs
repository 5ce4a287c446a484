//! DER taken from the front, as the readers do it that are written by hand: Go's cryptobyte and its kin.

use super::asn1::{self, BIT_STRING, BOOLEAN, INTEGER, Length, OID};

/// What is left to be read. What cannot be read as it was asked for is `None`, and how much is then left does not matter.
#[derive(Clone, Copy, Default)]
pub(crate) struct Der<'a>(pub &'a [u8]);

impl<'a> Der<'a> {
    pub(crate) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn is_next(self, tag: u8) -> bool {
        self.0.first() == Some(&tag)
    }

    /// Any element: its identifier octet, and what is in it.
    pub(crate) fn any(&mut self) -> Option<(u8, &'a [u8])> {
        let (element, rest) = asn1::element(self.0).ok()?;
        if element.length != Length::Minimal || element.tag & 0x1f == 0x1f {
            return None;
        }
        self.0 = rest;
        Some((element.tag, element.contents))
    }

    /// The contents of the next element, which has this tag.
    pub(crate) fn read(&mut self, tag: u8) -> Option<&'a [u8]> {
        self.any().filter(|(found, _)| *found == tag).map(|(_, contents)| contents)
    }

    /// The same, to be read further.
    pub(crate) fn inner(&mut self, tag: u8) -> Option<Self> {
        self.read(tag).map(Self)
    }

    /// An element that may be there: `Some(None)` where another stands there, or nothing.
    #[allow(clippy::option_option, reason = "unreadable, absent and present are three")]
    pub(crate) fn optional(&mut self, tag: u8) -> Option<Option<&'a [u8]>> {
        if self.is_next(tag) { self.read(tag).map(Some) } else { Some(None) }
    }

    pub(crate) fn boolean(&mut self) -> Option<bool> {
        match self.read(BOOLEAN)? {
            [0] => Some(false),
            [0xff] => Some(true),
            _ => None,
        }
    }

    /// An INTEGER in its shortest form.
    pub(crate) fn integer(&mut self) -> Option<&'a [u8]> {
        self.read(INTEGER).filter(|contents| is_integer(contents))
    }

    /// The same as a signed number of 64 bits.
    pub(crate) fn signed(&mut self, tag: u8) -> Option<i64> {
        let contents = self.read(tag).filter(|contents| is_integer(contents) && contents.len() <= 8)?;
        let start = if is_negative(contents) { -1 } else { 0 };
        Some(contents.iter().fold(start, |value, octet| value << 8 | i64::from(*octet)))
    }

    /// Count of the unused bits, and the octets. What is unused is nought.
    pub(crate) fn bits(&mut self) -> Option<(u8, &'a [u8])> {
        let (unused, octets) = self.read(BIT_STRING)?.split_first()?;
        let is_clear = match octets.last() {
            None => *unused == 0,
            Some(last) => *unused < 8 && u32::from(*unused) <= last.trailing_zeros(),
        };
        is_clear.then_some((*unused, octets))
    }

    /// An OBJECT IDENTIFIER whose arcs are whole, and fit into 31 bits.
    pub(crate) fn oid(&mut self) -> Option<&'a [u8]> {
        self.read(OID).filter(|contents| {
            let mut arcs = contents.split_inclusive(|octet| octet & 0x80 == 0);
            !contents.is_empty()
                && arcs.all(|arc| {
                    arc.last().is_some_and(|last| last & 0x80 == 0)
                        && (arc.len() < 5
                            || (arc.len() == 5 && arc.first().is_some_and(|first| *first < 0x88)))
                })
        })
    }
}

pub(crate) fn is_integer(contents: &[u8]) -> bool {
    match contents {
        [] => false,
        [0, second, ..] => second & 0x80 != 0,
        [0xff, second, ..] => second & 0x80 == 0,
        _ => true,
    }
}

pub(crate) fn is_negative(contents: &[u8]) -> bool {
    contents.first().is_some_and(|first| first & 0x80 != 0)
}
