//! Reading text: its PEM blocks, and base64 without armour between them.

use super::bare::{self, Bare};
use super::base64::{self, Decoded, Escape, is_invisible};
use super::bytes::Given;
use super::der::{self, Shape, Unframed};
use super::form::{self, Role};
use super::pem::{Edge, Form, Marker, Prefix, next_marker};
use super::span::Positions;
use super::{LARGEST_INPUT, Reader, Stretch, Whereabouts, sniff, stores, text, written};
use crate::fault::{Finding, InputField};
use crate::rules::Fault;
use crate::rules::input::armour::{
    PemBase64Invalid, PemLabelMismatch, PemLabelUnexpected, PemTruncated, breaks,
};
use crate::rules::input::contents::CertificateMalformed;
use crate::rules::input::forms::{ElementContentInvalid, content};
use crate::rules::input::layout::{
    InputIsBase64OfPem, PemArmourMissing, PemBeginMissing, PemBlankLines, PemBlocksJoined, PemDashesMangled,
    PemElided, PemEscaped, PemIndented, PemOnOneLine, PemPaddingMissing, PemStrayCharacters,
    PemTrustedCertificate,
};
use crate::rules::input::secret::PrivateKeyPasted;
use crate::rules::input::stranger::{InputIsPgp, InputIsPkcs12, InputIsSshKey, InputIsUtf16};
use crate::rules::revocation::CrlInvalid;
use crate::secret::{self, Secret};

/// Whether octets are one certificate and nothing else, without a text that a key could be hidden in.
fn is_all_of(bytes: &[u8]) -> bool {
    /// Names, addresses and notices are shorter; a key is not.
    const LONGEST_TEXT: usize = 200;
    let is_shown = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    der::read(bytes).is_ok_and(|element| element.rest.is_empty())
        && bytes.split(|byte| !is_shown(byte)).all(|text| text.len() <= LONGEST_TEXT)
}

/// The labels that each kind of content goes by.
const CERTIFICATE_LABELS: &[&str] = &["CERTIFICATE", "X509 CERTIFICATE", TRUSTED_LABEL];
const CRL_LABELS: &[&str] = &["X509 CRL", "CRL"];
const OCSP_LABELS: &[&str] = &["OCSP RESPONSE"];
const PKCS7_LABELS: &[&str] = &["PKCS7", "CMS", "PKCS #7 SIGNED DATA", "CERTIFICATE CHAIN"];
const TRUSTED_LABEL: &str = "TRUSTED CERTIFICATE";
/// What the label of a private key contains, whoever made it.
const PRIVATE_LABEL: &str = "PRIVATE KEY";

impl Reader {
    /// Reads text as it was pasted.
    pub(super) fn read_typed(&mut self, pasted: &str) {
        // A binary file, or text in UTF-16, of which each byte was taken for a character.
        let is_der = matches!(pasted.as_bytes(), [b'0', 0xc2, 0x80..=0x84, ..]);
        if (is_der || pasted.contains('\0'))
            && let Some(bytes) = text::bytes_of(pasted.trim_start_matches('\u{fffd}'))
        {
            if is_der {
                return self.read_bytes(&bytes);
            }
            if let Some(kind) = stores::Kind::of(&bytes)
                && self.read_store(kind, &bytes, Stretch::NOWHERE) != Given::Unknown
            {
                return;
            }
            if let Some(decoded) = text::utf16(&bytes) {
                self.report_stranger(InputIsUtf16 {}, Stretch::NOWHERE);
                return self.read_text(&decoded, &Whereabouts::Pasted(Positions::of(&decoded)));
            }
        }
        self.read_text(pasted, &Whereabouts::Pasted(Positions::of(pasted)));
    }

    /// Reads text that stands at `place`.
    pub(super) fn read_text(&mut self, text: &str, place: &Whereabouts<'_>) {
        let before = self.progress();
        if !self.nested {
            (self.label, self.labelled) = (None, 0);
        }
        let mut at = 0;
        let mut pending = next_marker(text, 0);
        while let Some(marker) = pending {
            match marker.edge {
                Edge::Begin => {
                    self.read_between(text, place, at, marker.start, None);
                    if at == marker.start && text.get(..at).is_some_and(|before| before.ends_with('-')) {
                        self.warn(PemBlocksJoined {}, Stretch::new(place, marker.start, marker.end));
                    } else if marker.form == Form::Mangled {
                        self.warn(PemDashesMangled {}, Stretch::new(place, marker.start, marker.end));
                    }
                    let next = next_marker(text, marker.end);
                    at = self.read_block(text, place, &marker, next.as_ref());
                    self.take(place, marker.start, at);
                    // An END that answers the block is used up with it.
                    pending = match next {
                        Some(next) if next.start < at => next_marker(text, at),
                        next => next,
                    };
                }
                Edge::End => {
                    self.read_without_begin(text, place, at, &marker);
                    at = marker.end;
                    self.take(place, marker.start, at);
                    pending = next_marker(text, at);
                }
            }
        }
        self.read_between(text, place, at, text.len(), None);
        let certificates = std::mem::take(&mut self.bodies);
        let secrets = if self.nested { Vec::new() } else { secret::find_beside(text, &certificates) };
        self.name_secrets(&secrets, place);
        if self.progress() == before && !self.nested {
            self.name_text(text, place);
        }
        if matches!(place, Whereabouts::Pasted(_)) {
            self.taken.extend(secrets.iter().map(|secret| secret.start..secret.end));
            self.keep_around(text);
        }
    }

    /// Says where secrets stand that nothing was said of yet.
    fn name_secrets(&mut self, secrets: &[Secret], place: &Whereabouts<'_>) {
        let is_said = |finding: &Finding| {
            matches!(
                *finding.fault,
                Fault::PrivateKeyPasted(_)
                    | Fault::InputIsPkcs12(_)
                    | Fault::InputIsJks(_)
                    | Fault::KeyStoreRead(_)
            )
        };
        let of_this = |finding: &&Finding| is_said(finding) && finding.place.piece() == Some(self.piece);
        let said: Vec<(u32, u32)> = self
            .findings
            .iter()
            .filter(of_this)
            .filter_map(|finding| finding.place.span().map(|span| (span.line, span.end_line)))
            .collect();
        // A file that is binary has no lines: what was said is about the whole of it.
        if self.findings.iter().filter(of_this).any(|finding| finding.place.span().is_none()) {
            return;
        }
        // Both in the order they stand in.
        let mut said = said.into_iter().peekable();
        for found in secrets {
            let at = Stretch::new(place, found.start, found.end);
            let Some(span) = at.span() else { continue };
            while said.next_if(|(_, last)| *last < span.line).is_some() {}
            if said.peek().is_some_and(|(first, _)| *first <= span.end_line) {
                continue;
            }
            match found.kind {
                secret::Kind::Key | secret::Kind::Wrapped => self.report(PrivateKeyPasted {}, at),
                secret::Kind::Store => self.report_stranger(InputIsPkcs12 {}, at),
                secret::Kind::Credentials => {}
            }
        }
    }

    /// Takes note of what stands in front of the value that begins at `start`. Text that was itself a value has the label of that.
    fn look_in_front(&mut self, text: &str, start: usize) {
        if !self.nested {
            self.label = form::label(text, self.labelled, start, self.label.as_ref());
        }
    }

    /// Whether what stands in front says that it is to be written so: a PEM file is not what is wanted there.
    fn is_wanted_so(&self) -> bool {
        self.label.as_ref().is_some_and(|label| label.role != Role::Unsaid)
    }

    /// Notes that a block takes up a stretch of the text.
    fn take(&mut self, place: &Whereabouts<'_>, start: usize, end: usize) {
        if matches!(place, Whereabouts::Pasted(_)) {
            self.taken.push(start..end);
        }
        if !self.nested {
            self.labelled = end;
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
        self.look_in_front(text, begin.start);
        let limit = next.map_or(text.len(), |next| next.start);
        let end = next.filter(|next| next.edge == Edge::End);
        if [Some(begin), end].into_iter().flatten().any(|marker| marker.label.contains(PRIVATE_LABEL)) {
            let stop = end.map_or_else(|| end_of_base64(text, begin.end, limit), |end| end.end);
            self.report(PrivateKeyPasted {}, Stretch::new(place, begin.start, stop));
            return stop;
        }
        if let Some(fault) = foreign(&begin.label) {
            // What such a block holds is not base64 all through: it is left to be looked at as any other text.
            let stop = end.map_or(begin.end, |end| end.end);
            self.report_stranger(fault, Stretch::new(place, begin.start, stop));
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
            Block { text, begin, end, decoded: &decoded, place, at: Stretch::new(place, begin.start, stop) };
        match self.read_der(&decoded.bytes, block.at, begin.label == TRUSTED_LABEL) {
            Given::Used(shape) => {
                if shape == Shape::Certificate && end.is_some() && !self.nested && is_all_of(&decoded.bytes) {
                    self.bodies.push(start..limit);
                }
                self.remark(&block, shape);
                self.remark_layout(&block);
            }
            Given::Named => {}
            Given::Unframed(Unframed::Short { announced }) if announced <= LARGEST_INPUT => {
                self.refuse(&block, Some(announced));
            }
            Given::Unframed(_) | Given::Unknown => self.refuse(&block, None),
        }
        stop
    }

    /// Says what is odd about the armour of a block that was read.
    fn remark(&mut self, block: &Block<'_>, shape: Shape) {
        let Block { begin, end, decoded, at, .. } = *block;
        match end {
            None => {
                let size = decoded.bytes.len();
                self.warn(
                    PemTruncated { missing: breaks::END_LINE, present: size, announced: Some(size) },
                    at,
                );
            }
            Some(end) => {
                if end.label != begin.label {
                    let fault = PemLabelMismatch { begin: shown(&begin.label), end: shown(&end.label) };
                    self.warn(fault, at);
                }
                if end.form == Form::Mangled && begin.form != Form::Mangled {
                    self.warn(PemDashesMangled {}, Stretch::new(block.place, end.start, end.end));
                }
            }
        }
        let labels = match shape {
            Shape::Crl => CRL_LABELS,
            Shape::OcspResponse => OCSP_LABELS,
            Shape::SignedData => PKCS7_LABELS,
            _ => CERTIFICATE_LABELS,
        };
        if !labels.contains(&begin.label.as_str()) {
            let expected = labels.first().copied().unwrap_or_default().to_owned();
            self.warn(PemLabelUnexpected { label: shown(&begin.label), expected }, at);
        } else if begin.label == TRUSTED_LABEL {
            let settings = self.certificates.last().and_then(|last| last.trust.as_ref());
            let fault = PemTrustedCertificate::with(settings);
            // Among trust anchors the mark has a finding of its own, where it matters.
            if self.field != InputField::Anchors && settings.is_some_and(|found| !found.rejected.is_empty()) {
                self.report(fault, at);
            } else {
                self.report_once(fault, at);
            }
        }
        if let Some((fault, at)) = block.stranger() {
            self.warn(fault, at);
        }
    }

    /// Says what is odd about the layout of a block that was read.
    fn remark_layout(&mut self, block: &Block<'_>) {
        let Block { text, begin, decoded, at, .. } = *block;
        let tolerated = &decoded.tolerated;
        if let Some((character, count)) = tolerated.invisible {
            let character = format!("U+{:04X}", u32::from(character));
            self.warn(PemStrayCharacters { character, count }, at);
        }
        if tolerated.unpadded {
            self.warn(PemPaddingMissing {}, at);
        }
        if tolerated.blank_lines > 0 {
            self.report_once(PemBlankLines {}, at);
        }
        // A literal of source code or JSON is written so.
        let is_literal = text
            .get(..begin.start)
            .is_some_and(|before| before.ends_with(['"', '\'', '`', '(', '{', '[', '=']));
        if is_literal && tolerated.escapes == Some(Escape::Backslash) {
            return;
        }
        if let Some(escape) = tolerated.escapes {
            let written = match escape {
                Escape::Backslash => "\\n",
                Escape::Percent => "%0A",
                Escape::Markup => "&#10;",
            };
            self.report_once(PemEscaped { written }, at);
        } else if tolerated.line_breaks == 0 {
            self.report_once(PemOnOneLine {}, at);
        } else if is_indented(text, begin.start) && !is_literal && self.label.is_none() {
            self.report_once(PemIndented {}, at);
        }
    }

    /// Says why a block could not be read. `announced`: how long its content would be, where it says so and is not.
    fn refuse(&mut self, block: &Block<'_>, announced: Option<usize>) {
        let Block { begin, end, decoded, at, .. } = *block;
        let present = decoded.bytes.len();
        let Some(end) = end else {
            if !block.is_only_mentioned() {
                self.add_cut(&decoded.bytes, at);
                self.report(PemTruncated { missing: breaks::END_LINE, present, announced }, at);
            }
            return;
        };
        let whole = if decoded.stranger.is_some() { decoded.before_stranger } else { present };
        self.add_cut(decoded.bytes.get(..whole).unwrap_or_default(), at);
        if let Some((fault, at)) = block.stranger() {
            if matches!(decoded.stranger, Some((_, '.' | '…'))) {
                self.report(PemElided {}, at);
            } else {
                self.report(fault, at);
            }
        } else if announced.is_some() || present == 0 {
            self.report(PemTruncated { missing: breaks::CONTENT, present, announced }, at);
        } else if end.label != begin.label {
            self.report(PemLabelMismatch { begin: shown(&begin.label), end: shown(&end.label) }, at);
        } else if [CERTIFICATE_LABELS, CRL_LABELS, PKCS7_LABELS].concat().contains(&begin.label.as_str()) {
            if CERTIFICATE_LABELS.contains(&begin.label.as_str()) {
                self.add_unread(&decoded.bytes, at);
            }
            if CRL_LABELS.contains(&begin.label.as_str()) {
                self.report(CrlInvalid::malformed(&decoded.bytes), at);
            } else {
                self.report(CertificateMalformed::of(&decoded.bytes), at);
            }
        } else {
            let fault =
                PemLabelUnexpected { label: shown(&begin.label), expected: self.wanted_label().to_owned() };
            self.report_stranger(fault, at);
        }
    }

    fn wanted_label(&self) -> &'static str {
        match self.field {
            InputField::Chain | InputField::Anchors | InputField::Paste => "CERTIFICATE",
            InputField::Crls => "X509 CRL",
            InputField::Ocsp => "OCSP RESPONSE",
        }
    }

    /// Reads what stands before an END that answers no BEGIN.
    fn read_without_begin(&mut self, text: &str, place: &Whereabouts<'_>, start: usize, end: &Marker) {
        /// Less than this is a word that happens to stand there.
        const SHORTEST: usize = 20;
        let block = start_of_base64(text, start, end.start);
        let is_long = text.get(block..end.start).is_some_and(|body| body.trim().len() >= SHORTEST);
        if end.label.contains(PRIVATE_LABEL) && is_long {
            self.read_between(text, place, start, block, None);
            self.report(PrivateKeyPasted {}, Stretch::new(place, block, end.end));
            self.take(place, block, end.end);
        } else if !self.read_between(text, place, start, end.start, Some(end)) && is_long {
            let fault = PemBeginMissing { label: shown(&end.label) };
            self.report(fault, Stretch::new(place, block, end.end));
        }
    }

    /// Reads what stands outside of blocks: base64 without armour. `end_marker`: the END that follows and that no
    /// BEGIN answers; says whether what stands before it was dealt with.
    fn read_between(
        &mut self,
        text: &str,
        place: &Whereabouts<'_>,
        start: usize,
        end: usize,
        end_marker: Option<&Marker>,
    ) -> bool {
        let mut at = start;
        let mut dealt_with = false;
        while let Some((found_at, found)) = bare::next(text, at, end) {
            let prefix = Prefix::of(text, found_at);
            let limit = match found {
                Bare::Der { length, .. } => length,
                Bare::Pem => usize::MAX,
                Bare::Jks => usize::MAX,
            };
            let decoded = base64::bare(text, found_at, end, prefix, limit);
            let stop = decoded.end.max(found_at + 1);
            let marker =
                end_marker.filter(|_| text.get(stop..end).is_some_and(|rest| rest.trim_start().is_empty()));
            let stretch = Stretch::new(place, found_at, marker.map_or(stop, |marker| marker.end));
            self.look_in_front(text, found_at);
            self.take(place, found_at, stop);
            let present = decoded.bytes.len();
            match found {
                Bare::Der { length, .. } if present == length => {
                    // What is DER and nothing known may be anything, such as a signature: it is passed over.
                    if matches!(self.read_der(&decoded.bytes, stretch, false), Given::Used(_)) {
                        match marker {
                            Some(end) => self.warn(PemBeginMissing { label: shown(&end.label) }, stretch),
                            None if self.is_wanted_so() => self.remark_element(stretch),
                            // A response is base64 in requests, logs and databases: there is no file to be mended.
                            None if self.field == InputField::Ocsp => {}
                            None => self.report_once(PemArmourMissing {}, stretch),
                        }
                        dealt_with |= marker.is_some();
                    }
                }
                Bare::Der { length, resembles_certificate: true } => {
                    self.report(
                        PemTruncated { missing: breaks::CONTENT, present, announced: Some(length) },
                        stretch,
                    );
                    dealt_with |= marker.is_some();
                }
                Bare::Der { .. } => {}
                Bare::Pem => self.read_nested(&decoded.bytes, stretch),
                Bare::Jks => {
                    self.read_store(stores::Kind::Jks, &decoded.bytes, stretch);
                }
            }
            at = stop;
        }
        dealt_with
    }

    /// Says that an element which has room for one certificate holds another.
    fn remark_element(&mut self, at: Stretch<'_>) {
        let Some(label) = self.label.clone().filter(|label| label.role == Role::Message) else { return };
        // A list of them is what x5c is for.
        let one_each = label.key == "X509Certificate";
        let before = self.certificates.iter().rev().nth(1);
        if one_each && before.is_some_and(|before| before.label == label && before.source.piece == self.piece)
        {
            self.report(ElementContentInvalid { element: label.key, content: content::SEVERAL }, at);
        }
    }

    /// Reads text that was itself in base64, one layer deep.
    fn read_nested(&mut self, bytes: &[u8], at: Stretch<'_>) {
        if std::mem::replace(&mut self.nested, true) {
            return;
        }
        if !self.is_wanted_so() {
            self.report_once(InputIsBase64OfPem {}, at);
        }
        let decoded = text::decode(bytes);
        self.read_text(&decoded.text, &Whereabouts::Decoded(Positions::of(&decoded.text), at.span()));
        self.nested = false;
    }

    /// Says what a text is in which nothing was found.
    fn name_text(&mut self, text: &str, place: &Whereabouts<'_>) {
        let blank = |c: char| c.is_whitespace() || is_invisible(c);
        let start = text.len() - text.trim_start_matches(blank).len();
        let at = Stretch::new(place, start, text.trim_end_matches(blank).len().max(start));
        if let Some(bytes) = written::bytes(text) {
            if matches!(self.read_der(&bytes, at, false), Given::Used(_)) {
                self.report_once(PemArmourMissing {}, at);
            }
            return;
        }
        let mut read = false;
        for (stretch, bytes) in written::arrays(text) {
            let at = Stretch::new(place, stretch.start, stretch.end);
            self.look_in_front(text, stretch.start);
            read |= matches!(self.read_der(&bytes, at, false), Given::Used(_) | Given::Named);
        }
        for (stretch, bytes) in written::runs(text) {
            let at = Stretch::new(place, stretch.start, stretch.end);
            self.look_in_front(text, stretch.start);
            read |= matches!(self.read_der(&bytes, at, false), Given::Used(_));
        }
        if read {
            return;
        }
        if let Some(fault) = self.name_element(text, place) {
            self.report(fault.0, fault.1);
        } else if let Some(fault) = sniff::text(text) {
            // Lines of what is no text are of no use.
            let at = if matches!(fault, Fault::InputIsBinary(_)) { Stretch::NOWHERE } else { at };
            self.report_stranger(fault, at);
        }
    }

    /// Reads the certificate of an element that begins with other text, such as the subject that OpenSSL prints before it.
    fn name_element<'a>(
        &mut self,
        text: &str,
        place: &'a Whereabouts<'a>,
    ) -> Option<(ElementContentInvalid, Stretch<'a>)> {
        const ELEMENT: &str = "X509Certificate";
        let (before, _) = text.split_once(ELEMENT)?;
        let start = before.len() + ELEMENT.len();
        let start = start + text.get(start..)?.find('>')? + 1;
        let end = start + text.get(start..)?.find('<')?;
        let at = form::base64_behind_text(text, start, end)?;
        let decoded = base64::bare(text, at, end, Prefix::default(), usize::MAX);
        let stretch = Stretch::new(place, at, end);
        self.look_in_front(text, start);
        self.read_der(&decoded.bytes, stretch, false);
        let fault = ElementContentInvalid { element: ELEMENT.to_owned(), content: content::TEXT };
        Some((fault, Stretch::new(place, start, at)))
    }
}

/// A PEM block and what was decoded of it.
struct Block<'a> {
    text: &'a str,
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
        let position = self.place.position(offset);
        let fault = PemBase64Invalid {
            character: character.to_string(),
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
            count: self.decoded.strangers,
        };
        Some((fault, Stretch::new(self.place, offset, offset + character.len_utf8())))
    }

    /// Whether the BEGIN line is only spoken of, in a sentence that goes on behind it.
    fn is_only_mentioned(&self) -> bool {
        const SHORTEST: usize = 32;
        let rest = self.text.get(self.begin.end..).unwrap_or_default().trim_start_matches([' ', '\t']);
        self.decoded.bytes.len() < SHORTEST && !rest.is_empty() && !rest.starts_with(['\n', '\r'])
    }
}

/// A label as it may be told: what stands there may be half a key.
fn shown(label: &str) -> String {
    secret::shown(label).text.into_owned()
}

/// What carries BEGIN and END lines and is nothing of X.509.
fn foreign(label: &str) -> Option<Fault> {
    if label.starts_with("PGP ") {
        Some(InputIsPgp {}.into())
    } else if label.starts_with("SSH2 ") {
        Some(InputIsSshKey {}.into())
    } else {
        None
    }
}

/// Whether anything stands before a marker on its line, other than the END line of the block before.
fn is_indented(text: &str, start: usize) -> bool {
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    before.is_some_and(|before| !matches!(before, '\n' | '\r' | '\u{feff}' | '-'))
}

/// Where the lines of a private key end that has no END line: it is passed over unread, so only line by line.
fn end_of_base64(text: &str, start: usize, limit: usize) -> usize {
    let (mut at, mut end) = (start, start);
    for line in text.get(start..limit).unwrap_or_default().split_inclusive(['\n', '\r']) {
        at += line.len();
        let line = line.trim();
        if !line.bytes().all(|byte| byte.is_ascii_graphic()) && !is_header(line) {
            break;
        }
        if !line.is_empty() {
            end = at;
        }
    }
    end
}

/// Where the lines of base64 begin that end at `end`.
fn start_of_base64(text: &str, start: usize, end: usize) -> usize {
    let (mut at, mut first) = (end, end);
    for line in text.get(start..end).unwrap_or_default().rsplit(['\n', '\r']) {
        let is_base64 = line.trim().bytes().all(|byte| base64::sextet(byte).is_some() || byte == b'=');
        if !is_base64 {
            break;
        }
        let line_start = at - line.len();
        if !line.trim().is_empty() {
            first = line_start;
        }
        at = line_start.saturating_sub(1);
    }
    first
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
