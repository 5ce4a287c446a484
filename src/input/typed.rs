//! Reading text: its PEM blocks, and base64 without armour between them.

use super::base64::{self, Decoded, sextet};
use super::bytes::Given;
use super::der::{INTEGER, OID, SEQUENCE, Shape, Unframed};
use super::pem::{Edge, Marker, Prefix, next_marker};
use super::span::Positions;
use super::{LARGEST_INPUT, Reader, Stretch, Whereabouts, sniff, text};
use crate::fault::InputField;
use crate::rules::input::armour::{PemBase64Invalid, PemLabelMismatch, PemLabelUnexpected, PemTruncated};
use crate::rules::input::contents::CertificateMalformed;
use crate::rules::input::secret::PrivateKeyPasted;
use crate::rules::input::stranger::InputIsUtf16;

/// The labels that each kind of content goes by.
const CERTIFICATE_LABELS: &[&str] = &["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"];
const CRL_LABELS: &[&str] = &["X509 CRL", "CRL"];
const PKCS7_LABELS: &[&str] = &["PKCS7", "CMS", "PKCS #7 SIGNED DATA", "CERTIFICATE CHAIN"];

impl Reader {
    /// Reads text as it was pasted.
    pub(super) fn read_typed(&mut self, pasted: &str) {
        // UTF-16 that was taken for single bytes keeps a zero beside every letter.
        if pasted.contains('\0')
            && let Some(decoded) =
                text::bytes_of(pasted.trim_start_matches('\u{fffd}')).as_deref().and_then(text::utf16)
        {
            self.report_stranger(InputIsUtf16 {}, Stretch::NOWHERE);
            return self.read_text(&decoded, &Whereabouts::Text(Positions::of(&decoded)));
        }
        self.read_text(pasted, &Whereabouts::Text(Positions::of(pasted)));
    }

    /// Reads text that stands at `place`.
    pub(super) fn read_text(&mut self, text: &str, place: &Whereabouts<'_>) {
        let before = self.progress();
        let mut at = 0;
        let mut pending = next_marker(text, 0);
        while let Some(marker) = pending {
            self.read_between(text, place, at, marker.start);
            match marker.edge {
                Edge::Begin => {
                    let next = next_marker(text, marker.end);
                    at = self.read_block(text, place, &marker, next.as_ref());
                    // An END that answers the block is used up with it.
                    pending = match next {
                        Some(next) if next.start < at => next_marker(text, at),
                        next => next,
                    };
                }
                Edge::End => {
                    at = marker.end;
                    pending = next_marker(text, at);
                }
            }
        }
        self.read_between(text, place, at, text.len());
        if self.progress() == before && !text.trim().is_empty() {
            if let Some(fault) = sniff::what(text) {
                let start = text.len() - text.trim_start().len();
                self.report_stranger(fault, Stretch::new(place, start, text.trim_end().len()));
            }
        }
    }

    /// Reads the block that `begin` begins, up to the next marker, and returns where it ends.
    fn read_block(
        &mut self,
        text: &str,
        place: &Whereabouts<'_>,
        begin: &Marker,
        next: Option<&Marker>,
    ) -> usize {
        let limit = next.map_or(text.len(), |next| next.start);
        let end = next.filter(|next| next.edge == Edge::End);
        if [Some(begin), end].into_iter().flatten().any(|marker| marker.label.contains("PRIVATE KEY")) {
            let stop = end.map_or_else(|| end_of_base64(text, begin.end, limit), |end| end.end);
            self.report(PrivateKeyPasted {}, Stretch::new(place, begin.start, stop));
            return stop;
        }
        let prefix = Prefix::of(text, begin.start);
        let start = if prefix.is_empty() { after_headers(text, begin.end, limit) } else { begin.end };
        let decoded = match end {
            Some(_) => base64::armoured(text, start, limit, prefix, begin.plus_is_blank),
            None => base64::unended(text, start, limit, prefix, begin.plus_is_blank),
        };
        let stop = end.map_or(decoded.end, |end| end.end);
        let block =
            Block { begin, end, decoded: &decoded, place, at: Stretch::new(place, begin.start, stop) };
        match self.read_der(&decoded.bytes, block.at, begin.label == "TRUSTED CERTIFICATE") {
            Given::Used(shape) => self.remark(&block, shape),
            Given::Named => {}
            Given::Unframed(Unframed::Short { announced }) if announced <= LARGEST_INPUT => {
                self.refuse(&block, Some(announced));
            }
            Given::Unframed(_) | Given::Unknown => self.refuse(&block, None),
        }
        stop
    }

    /// Says what is odd about a block that was read.
    fn remark(&mut self, block: &Block<'_>, shape: Shape) {
        let Block { begin, end, decoded, at, .. } = *block;
        match end {
            None => {
                let size = decoded.bytes.len();
                self.warn(PemTruncated { present: size, announced: Some(size) }, at);
            }
            Some(end) if end.label != begin.label => {
                let fault = PemLabelMismatch { begin: begin.label.clone(), end: end.label.clone() };
                self.warn(fault, at);
            }
            Some(_) => {}
        }
        let labels = match shape {
            Shape::Crl => CRL_LABELS,
            Shape::SignedData => PKCS7_LABELS,
            _ => CERTIFICATE_LABELS,
        };
        if !labels.contains(&begin.label.as_str()) {
            let expected = labels.first().copied().unwrap_or_default().to_owned();
            self.warn(PemLabelUnexpected { label: begin.label.clone(), expected }, at);
        }
        if let Some((fault, at)) = block.stranger() {
            self.warn(fault, at);
        }
    }

    /// Says why a block could not be read. `announced`: how long its content would be, where it says so and is not.
    fn refuse(&mut self, block: &Block<'_>, announced: Option<usize>) {
        let Block { begin, end, decoded, at, .. } = *block;
        let present = decoded.bytes.len();
        let Some(end) = end else {
            if !block.is_only_mentioned() {
                self.report(PemTruncated { present, announced }, at);
            }
            return;
        };
        if let Some((fault, at)) = block.stranger() {
            self.report(fault, at);
        } else if announced.is_some() || present == 0 {
            self.report(PemTruncated { present, announced }, at);
        } else if end.label != begin.label {
            self.report(PemLabelMismatch { begin: begin.label.clone(), end: end.label.clone() }, at);
        } else if [CERTIFICATE_LABELS, CRL_LABELS, PKCS7_LABELS].concat().contains(&begin.label.as_str()) {
            self.report(CertificateMalformed { size: present }, at);
        } else {
            let expected = match self.field {
                InputField::Chain | InputField::Anchors => "CERTIFICATE",
                InputField::Crls => "X509 CRL",
            };
            let fault = PemLabelUnexpected { label: begin.label.clone(), expected: expected.to_owned() };
            self.report_stranger(fault, at);
        }
    }

    /// Reads what stands outside of blocks: base64 without armour, known by the DER that it begins.
    fn read_between(&mut self, text: &str, place: &Whereabouts<'_>, start: usize, end: usize) {
        let mut at = start;
        while let Some(found) = next_bare(text, at, end) {
            let prefix = Prefix::of(text, found.start);
            let decoded = base64::bare(text, found.start, end, prefix, found.length);
            let stretch = Stretch::new(place, found.start, decoded.end);
            at = decoded.end.max(found.start + 1);
            let present = decoded.bytes.len();
            if present == found.length {
                // What is DER and nothing known may be anything, such as a signature: it is passed over.
                self.read_der(&decoded.bytes, stretch, false);
            } else if found.resembles_certificate {
                self.report(PemTruncated { present, announced: Some(found.length) }, stretch);
            }
        }
    }
}

/// A PEM block and what was decoded of it.
struct Block<'a> {
    begin: &'a Marker,
    /// The END that answers, if one does.
    end: Option<&'a Marker>,
    decoded: &'a Decoded,
    place: &'a Whereabouts<'a>,
    at: Stretch<'a>,
}

impl<'a> Block<'a> {
    /// The first character that is not base64, as a fault.
    fn stranger(&self) -> Option<(PemBase64Invalid, Stretch<'a>)> {
        self.end?;
        let (offset, character) = self.decoded.stranger?;
        let at = Stretch::new(self.place, offset, offset + character.len_utf8());
        let span = at.span();
        let fault = PemBase64Invalid {
            character: character.to_string(),
            line: span.map(|span| span.line),
            column: span.map(|span| span.column),
            count: self.decoded.strangers,
        };
        Some((fault, at))
    }

    /// Whether the BEGIN line is only spoken of, in a sentence that goes on behind it.
    fn is_only_mentioned(&self) -> bool {
        const SHORTEST: usize = 32;
        self.decoded.bytes.len() < SHORTEST
            && self.decoded.stranger.is_some_and(|_| self.decoded.tolerated.line_breaks == 0)
    }
}

/// Where DER may begin that stands in base64 without armour.
struct Bare {
    start: usize,
    /// Its length, by its own header.
    length: usize,
    /// Whether it begins as certificates do.
    resembles_certificate: bool,
}

/// The first place at `from` or later where base64 decodes to the header of a SEQUENCE.
fn next_bare(text: &str, from: usize, end: usize) -> Option<Bare> {
    /// Characters that the header and the first tag inside it take.
    const HEAD: usize = 12;
    /// Anything shorter is taken for a word.
    const SHORTEST: usize = 40;
    let bytes = text.as_bytes().get(..end)?;
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == b'M')?;
        let before = at.checked_sub(1).and_then(|before| bytes.get(before)).copied();
        let head = bytes.get(at..at + HEAD)?;
        let begins = !before.is_some_and(|byte| sextet(byte).is_some() || matches!(byte, b'-' | b'_'));
        if begins && head.iter().all(|byte| sextet(*byte).is_some()) {
            let line = bytes.get(at..).unwrap_or_default();
            let run = line.iter().take(SHORTEST).take_while(|byte| sextet(**byte).is_some()).count();
            let head = base64::armoured(text, at, at + HEAD, Prefix::default(), false).bytes;
            if run == SHORTEST
                && let Some((length, first)) = sequence(&head)
            {
                let resembles_certificate = length >= 128 && first == SEQUENCE;
                return Some(Bare { start: at, length, resembles_certificate });
            }
        }
        at += 1;
    }
}

/// The length of the SEQUENCE that some bytes begin, and the tag of the first element in it, if those are such as
/// certificates, keys, requests and bundles have.
fn sequence(head: &[u8]) -> Option<(usize, u8)> {
    let (length, first) = match *head {
        [SEQUENCE, 0x84, a, b, c, d, first, ..] => {
            (6 + usize::try_from(u32::from_be_bytes([a, b, c, d])).ok()?, first)
        }
        [SEQUENCE, 0x83, a, b, c, first, ..] => {
            (5 + usize::try_from(u32::from_be_bytes([0, a, b, c])).ok()?, first)
        }
        [SEQUENCE, 0x82, a, b, first, ..] => (4 + usize::from(u16::from_be_bytes([a, b])), first),
        [SEQUENCE, 0x81, length, first, ..] => (3 + usize::from(length), first),
        [SEQUENCE, length @ 0x20..=0x7f, first, ..] => (2 + usize::from(length), first),
        _ => return None,
    };
    (length <= LARGEST_INPUT && matches!(first, SEQUENCE | INTEGER | OID)).then_some((length, first))
}

/// Where the lines of a private key end that has no END line: it is passed over unread, so only line by line.
fn end_of_base64(text: &str, start: usize, limit: usize) -> usize {
    let mut end = start;
    let mut at = start;
    for line in text.get(start..limit).unwrap_or_default().split_inclusive(['\n', '\r']) {
        at += line.len();
        let line = line.trim();
        let is_key = line.bytes().all(|byte| sextet(byte).is_some() || byte.is_ascii_punctuation());
        if !is_key && !is_header(line) {
            break;
        }
        if !line.is_empty() {
            end = at;
        }
    }
    end
}

/// Where the base64 begins: behind the headers of RFC 1421, if the block has any.
fn after_headers(text: &str, start: usize, limit: usize) -> usize {
    let (mut at, mut end) = (start, start);
    for line in text.get(start..limit).unwrap_or_default().split_inclusive(['\n', '\r']) {
        at += line.len();
        if is_header(line.trim()) {
            // Up to its line break, which is left for the reader of the base64.
            end = at - (line.len() - line.trim_end().len());
        } else if !line.trim().is_empty() {
            break;
        }
    }
    end
}

/// A line such as `Proc-Type: 4,ENCRYPTED`.
fn is_header(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(name, _)| {
        !name.is_empty()
            && name.len() < 40
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}
