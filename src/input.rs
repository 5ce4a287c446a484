//! Tolerant reading: from pasted text or files to certificates and CRLs, each with the lines it stands on.
//!
//! Whatever can be read is read, and what is odd about it is a finding; a block that cannot be used is an error of
//! its own and does not keep the others from being read. Time and memory are linear in the input: every character
//! is looked at a fixed number of times, wherever a block begins.

mod bare;
mod base64;
mod bytes;
mod der;
pub(crate) mod form;
pub(crate) mod listing;
mod pem;
mod pkcs7;
pub(crate) mod sniff;
mod span;
mod stores;
mod text;
mod trust_settings;
mod typed;
mod written;

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod bounds;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod properties;
#[cfg(test)]
mod tests;

use core::fmt;
use core::ops::Range;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) use trust_settings::{Says, TrustSettings};

use crate::encoding::Encoding;
use crate::fault::{Finding, InputField, Place, Severity, Source, Span};
use crate::order::sort_by_key;
use crate::question::{Material, Piece, RuleSet};
use crate::rules::input::contents::{
    InputEmpty, InputFindingsOmitted, InputNoCertificate, InputNoCrl, InputTooLarge, amount,
};
use crate::rules::input::stranger::{InputIsCertificate, InputIsCrl, InputIsOcspResponse};
use crate::rules::ocsp::OcspInvalid;
use crate::rules::{Code, Fault};
use form::Label;
use span::{Position, Positions};

/// The most bytes that are read, of all fields of a question together.
pub(crate) const LARGEST_INPUT: usize = 10_000_000;
/// The most octets of CRLs, where little else was pasted: a million entries have 20 to 30 MB, and they are walked where they lie.
const LARGEST_CRLS: usize = 32_000_000;
/// Octets of everything else beside so many of CRLs.
const LITTLE: usize = 1_000_000;
/// The most certificates, and the most CRLs, of one field.
pub(crate) const MOST_ENTRIES: usize = 1_000;
/// The most trust anchors: as many as fit into what is read. Of those beyond the first thousand only the names are looked at.
const MOST_ANCHORS: usize = 20_000;
/// The most pieces of one field that hold something.
pub(crate) const MOST_PIECES: usize = 1_000;
/// The most octets of text around blocks that are kept, of one field: as much as is searched for errors.
const MOST_AROUND: usize = LARGEST_INPUT;
/// The most findings of one code in one field; the rest are counted.
pub(crate) const MOST_FINDINGS: usize = 50;

/// An OCSP response that answers nothing has eight characters in base64.
const SHORT_ANSWER: usize = 40;

/// What was read from one field of the question.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reading {
    /// Certificates, in the order they stand in.
    pub certificates: Vec<Entry>,
    /// What stands where a certificate belongs, and cannot be taken apart as one.
    pub unread: Vec<Unread>,
    /// Blocks that break off, as far as it is known whose certificates they were to be.
    pub cut: Vec<Cut>,
    /// CRLs, likewise, from whichever field they stood in.
    pub crls: Vec<Entry>,
    /// OCSP responses, likewise.
    pub ocsp: Vec<Entry>,
    /// What is odd or broken about the text; places are [`Place::Input`] of this field.
    pub findings: Vec<Finding>,
    /// The text that was pasted around the blocks, a piece each.
    pub around: Vec<Around>,
    /// What the text says was sent in a handshake.
    pub listing: Option<listing::Listing>,
    /// How many octets were pasted.
    pub size: usize,
}

/// The text of one piece in which every block that was read is cut down to its line breaks: lines are those of the paste.
#[derive(Clone, PartialEq)]
pub(crate) struct Around {
    /// Index of the piece.
    pub piece: usize,
    /// What is left of its text.
    pub text: String,
}

impl fmt::Debug for Around {
    /// Without the text: it may hold what is to be shown to nobody.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes around blocks of piece {}", self.text.len(), self.piece)
    }
}

/// One certificate or CRL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// How many octets followed it where it was sent: in a block of its own, whose whole content a server sends.
    pub trailing: usize,
    /// Exactly the certificate's bytes: what surrounded or followed them is left out.
    pub der: Arc<[u8]>,
    /// The field of the question that it was read from.
    pub field: InputField,
    /// What follows it in the same block or file and is nothing that is known: programs that take the whole of it get that too.
    pub tail: Vec<u8>,
    /// The settings of OpenSSL's own form, where it is written in that.
    pub trust: Option<TrustSettings>,
    /// Where it stands.
    pub source: Source,
    /// The key, element or alias that it is the value of, and what that says of it.
    pub label: Label,
}

/// As much of a text as fits, in whole characters.
fn beginning(text: &str, octets: usize) -> &str {
    let mut end = octets.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// Octets that are to be a certificate. Here they are a finding; a program that is given them says something of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unread {
    /// How many certificates stand before it.
    pub after: usize,
    pub bytes: Arc<[u8]>,
    pub source: Source,
}

/// A block that breaks off behind the subject of its certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    pub source: Source,
    /// The subject, in DER.
    pub subject: Vec<u8>,
}

/// Reads all material of a field.
#[cfg(test)]
pub(crate) fn read(field: InputField, material: &Material, passwords: &[String]) -> Reading {
    read_within(field, material, passwords, &mut LARGEST_INPUT.clone())
}

/// Reads all material of a field, if it is not more than is `left` to be read of a question.
pub(crate) fn read_within(
    field: InputField,
    material: &Material,
    passwords: &[String],
    left: &mut usize,
) -> Reading {
    let pieces: Vec<&Piece> = material.0.iter().collect();
    read_pieces(field, &pieces, passwords, left)
}

/// The same of pieces, wherever they are kept.
pub(crate) fn read_pieces(
    field: InputField,
    given: &[&Piece],
    passwords: &[String],
    left: &mut usize,
) -> Reading {
    // What was read already, as the sorting of a paste leaves it, is taken as it is.
    if let [Piece::Read(read)] = given {
        if field != InputField::Crls || read.0.size <= *left {
            *left = left.saturating_sub(read.0.size);
        }
        return read.0.as_ref().clone();
    }
    let mut reader = Reader::new(field);
    reader.passwords = passwords.to_vec();
    let size = given.iter().map(|piece| piece.size()).fold(0, usize::saturating_add);
    let used = LARGEST_INPUT - *left;
    let is_one_of_many_entries = field == InputField::Crls && used <= LITTLE && size <= LARGEST_CRLS;
    match left.checked_sub(size) {
        Some(rest) => *left = rest,
        None => {
            if !is_one_of_many_entries {
                // What comes after is too much as well: it may have been cut short by who handed it on.
                *left = 0;
                let found = size.saturating_add(used);
                reader.refuse_rest(InputTooLarge { unit: amount::BYTES, found, limit: LARGEST_INPUT });
                return Reading { size, ..reader.finish() };
            }
        }
    }
    let mut pieces = 0_usize;
    for (index, piece) in given.iter().enumerate() {
        if is_blank(piece) {
            continue;
        }
        pieces += 1;
        if pieces > MOST_PIECES {
            let found = given.len();
            reader.refuse_rest(InputTooLarge { unit: amount::PIECES, found, limit: MOST_PIECES });
            break;
        }
        reader.piece = index;
        reader.blank = false;
        match piece {
            // What a responder says that answers nothing is too short to be told from a word elsewhere.
            Piece::Text(text) if field == InputField::Ocsp && text.trim().len() < SHORT_ANSWER => {
                let text = text.trim();
                let decoded = base64::bare(text, 0, text.len(), pem::Prefix::default(), usize::MAX);
                if decoded.end == text.len() {
                    reader.read_bytes(&decoded.bytes);
                } else {
                    reader.read_typed(text);
                }
            }
            Piece::Text(text) => reader.read_typed(text),
            Piece::Bytes(bytes) => reader.read_bytes(bytes),
            Piece::Read(read) => reader.take_over(&read.0),
        }
    }
    Reading { size, ..reader.finish() }
}

fn is_blank(piece: &Piece) -> bool {
    match piece {
        Piece::Text(text) => text.chars().all(|c| c.is_whitespace() || base64::is_invisible(c)),
        Piece::Bytes(bytes) => bytes.iter().all(u8::is_ascii_whitespace),
        Piece::Read(_) => false,
    }
}

/// What is being read, as far as places in it are concerned.
enum Whereabouts<'t> {
    /// Text as it was pasted.
    Pasted(Positions<'t>),
    /// Text that was decoded from what stands on these lines.
    Decoded(Positions<'t>, Option<Span>),
    /// A binary file.
    Binary,
}

impl Whereabouts<'_> {
    /// Line and column in the text that is being read.
    fn position(&self, offset: usize) -> Option<Position> {
        match self {
            Self::Pasted(positions) | Self::Decoded(positions, _) => Some(positions.at(offset)),
            Self::Binary => None,
        }
    }
}

/// A stretch of what is being read. Its lines are counted only when a finding or an entry wants them.
#[derive(Clone, Copy)]
struct Stretch<'a> {
    place: &'a Whereabouts<'a>,
    start: usize,
    end: usize,
}

impl<'a> Stretch<'a> {
    const NOWHERE: Stretch<'static> = Stretch { place: &Whereabouts::Binary, start: 0, end: 0 };

    fn new(place: &'a Whereabouts<'a>, start: usize, end: usize) -> Self {
        Self { place, start, end }
    }

    fn span(&self) -> Option<Span> {
        match self.place {
            Whereabouts::Pasted(positions) => Some(positions.span(self.start, self.end)),
            Whereabouts::Decoded(_, span) => *span,
            Whereabouts::Binary => None,
        }
    }
}

/// Reads one field and gathers what is found.
struct Reader {
    field: InputField,
    piece: usize,
    certificates: Vec<Entry>,
    unread: Vec<Unread>,
    cut: Vec<Cut>,
    crls: Vec<Entry>,
    ocsp: Vec<Entry>,
    findings: Vec<Finding>,
    /// Stretches of the text that is being read that blocks took up.
    taken: Vec<Range<usize>>,
    /// Stretches of the text that is being read that are certificates and nothing else.
    bodies: Vec<Range<usize>>,
    /// What stands in front of what is being read, and up to where the text has been looked at for that.
    label: Option<Label>,
    labelled: usize,
    /// Passwords to try on key stores.
    passwords: Vec<String>,
    around: Vec<Around>,
    /// How many findings of each code there were, listed or not.
    counts: BTreeMap<Code, usize>,
    /// Indexes of the findings that name something else than what was wanted: harmless beside what was.
    strangers: Vec<usize>,
    certificates_seen: usize,
    crls_seen: usize,
    /// Whether all of it was blank so far.
    blank: bool,
    /// Whether what is being read was itself decoded from text: one layer is undone, no more.
    nested: bool,
}

impl Reader {
    fn new(field: InputField) -> Self {
        Self {
            field,
            piece: 0,
            certificates: Vec::new(),
            unread: Vec::new(),
            cut: Vec::new(),
            crls: Vec::new(),
            ocsp: Vec::new(),
            findings: Vec::new(),
            taken: Vec::new(),
            bodies: Vec::new(),
            label: None,
            labelled: 0,
            passwords: Vec::new(),
            around: Vec::new(),
            counts: BTreeMap::new(),
            strangers: Vec::new(),
            certificates_seen: 0,
            crls_seen: 0,
            blank: true,
            nested: false,
        }
    }

    /// Says that there is more than is read.
    fn refuse_rest(&mut self, fault: InputTooLarge) {
        self.blank = false;
        self.report(fault, Stretch::NOWHERE);
    }

    /// Takes over what was read before.
    fn take_over(&mut self, read: &Reading) {
        self.certificates_seen += read.certificates.len();
        self.certificates.extend(read.certificates.iter().take(self.most_certificates()).cloned());
        self.crls_seen += read.crls.len();
        self.crls.extend(read.crls.iter().take(MOST_ENTRIES).cloned());
        self.ocsp.extend(read.ocsp.iter().take(MOST_ENTRIES).cloned());
        self.findings.extend(read.findings.iter().cloned());
    }

    /// Keeps what stands around the blocks of a text that was read whole.
    fn keep_around(&mut self, text: &str) {
        let mut taken = std::mem::take(&mut self.taken);
        sort_by_key(&mut taken, |stretch| stretch.start);
        if !matches!(self.field, InputField::Chain | InputField::Paste) {
            return;
        }
        let mut left = String::new();
        let mut at = 0;
        for stretch in taken {
            if left.len() > MOST_AROUND {
                break;
            }
            left.push_str(text.get(at..stretch.start.max(at)).unwrap_or_default());
            let block = text.get(stretch.start.max(at)..stretch.end).unwrap_or_default();
            left.extend(block.chars().filter(|c| *c == '\n'));
            at = stretch.end.max(at);
        }
        let room = MOST_AROUND.saturating_sub(left.len());
        let rest = text.get(at..).unwrap_or_default();
        left.push_str(beginning(rest, room));
        let known: usize = self.around.iter().map(|around| around.text.len()).sum();
        left.truncate(beginning(&left, MOST_AROUND.saturating_sub(known)).len());
        left.shrink_to_fit();
        self.around.push(Around { piece: self.piece, text: left });
    }

    fn source(&self, at: Stretch<'_>) -> Source {
        Source { piece: self.piece, span: at.span() }
    }

    /// Reports a fault as severe as it was declared.
    fn report(&mut self, fault: impl Into<Fault>, at: Stretch<'_>) {
        self.list(fault.into(), at, None);
    }

    /// Reports a fault of what could be read all the same.
    fn warn(&mut self, fault: impl Into<Fault>, at: Stretch<'_>) {
        self.list(fault.into(), at, Some(Severity::Warning));
    }

    /// Reports a habit of the whole text, where it is met first.
    fn report_once(&mut self, fault: impl Into<Fault>, at: Stretch<'_>) {
        let fault = fault.into();
        if !self.counts.contains_key(&fault.code()) {
            self.list(fault, at, None);
        }
    }

    /// Reports something else than what belongs here: an error only if nothing of that is found.
    fn report_stranger(&mut self, fault: impl Into<Fault>, at: Stretch<'_>) {
        let index = self.findings.len();
        if self.list(fault.into(), at, None) {
            self.strangers.push(index);
        }
    }

    /// Counts a finding, and lists it unless there are enough of its kind.
    fn list(&mut self, fault: Fault, at: Stretch<'_>, at_most: Option<Severity>) -> bool {
        let count = self.counts.entry(fault.code()).or_default();
        *count += 1;
        let listed = *count <= MOST_FINDINGS;
        if listed {
            let place = Place::Input { field: self.field, source: Some(self.source(at)) };
            let finding = Finding::new(place, fault);
            self.findings.push(match at_most {
                Some(severity) => finding.at_most(severity),
                None => finding,
            });
        }
        listed
    }

    fn add_certificate(&mut self, der: &[u8], at: Stretch<'_>) {
        self.certificates_seen += 1;
        if matches!(self.field, InputField::Crls | InputField::Ocsp) {
            self.report_stranger(InputIsCertificate {}, at);
        }
        if self.certificates.len() < self.most_certificates() {
            self.certificates.push(self.entry(der, at));
        }
    }

    fn most_certificates(&self) -> usize {
        if self.field == InputField::Anchors { MOST_ANCHORS } else { MOST_ENTRIES }
    }

    /// Notes what follows the certificate that was read last.
    fn add_trailing(&mut self, bytes: &[u8]) {
        if self.certificates_seen == self.certificates.len()
            && let Some(last) = self.certificates.last_mut()
        {
            last.tail = bytes.to_vec();
        }
    }

    /// Notes the trust settings of the certificate that was read last.
    fn add_trust(&mut self, settings: TrustSettings) {
        if self.certificates_seen == self.certificates.len()
            && let Some(last) = self.certificates.last_mut()
        {
            last.trust = Some(settings);
        }
    }

    /// Notes octets that are no certificate.
    fn add_unread(&mut self, bytes: &[u8], at: Stretch<'_>) {
        if self.unread.len() < MOST_ENTRIES {
            let source = self.source(at);
            self.unread.push(Unread { after: self.certificates.len(), bytes: bytes.into(), source });
        }
    }

    /// Notes whose certificate a block begins, where it goes so far.
    fn add_cut(&mut self, bytes: &[u8], at: Stretch<'_>) {
        if self.cut.len() < MOST_ENTRIES
            && let Some((subject, _)) = Encoding::names(bytes)
        {
            self.cut.push(Cut { source: self.source(at), subject: subject.to_vec() });
        }
    }

    fn entry(&self, der: &[u8], at: Stretch<'_>) -> Entry {
        let label = self.label.clone().unwrap_or_default();
        let (field, source) = (self.field, self.source(at));
        Entry { der: der.into(), trailing: 0, tail: Vec::new(), trust: None, field, source, label }
    }

    fn add_crl(&mut self, der: &[u8], at: Stretch<'_>) {
        self.crls_seen += 1;
        if !matches!(self.field, InputField::Crls | InputField::Ocsp | InputField::Paste) {
            self.report_stranger(InputIsCrl {}, at);
        }
        if self.crls.len() < MOST_ENTRIES {
            self.crls.push(self.entry(der, at));
        }
    }

    fn add_ocsp(&mut self, der: &[u8], at: Stretch<'_>) {
        if matches!(self.field, InputField::Chain | InputField::Anchors) {
            self.report_stranger(InputIsOcspResponse {}, at);
        }
        if self.ocsp.len() < MOST_ENTRIES {
            self.ocsp.push(self.entry(der, at));
        }
    }

    /// How much has been read and said so far: a piece after which this is unchanged held nothing that is known.
    fn progress(&self) -> usize {
        self.certificates_seen + self.crls_seen + self.ocsp.len() + self.counts.values().sum::<usize>()
    }

    /// Says that the field holds nothing to work with, where nothing that was said explains it.
    fn report_nothing(&mut self) {
        let silent = self.findings.iter().all(|finding| !finding.is_error(RuleSet::Default));
        match self.field {
            InputField::Chain | InputField::Paste if self.blank && silent => {
                self.report(InputEmpty {}, Stretch::NOWHERE)
            }
            // No CRL is usual, and the absence of anchors is a fault of its own.
            InputField::Anchors | InputField::Crls | InputField::Ocsp if self.blank => {}
            InputField::Paste if !self.crls.is_empty() || !self.ocsp.is_empty() => {}
            InputField::Chain | InputField::Anchors | InputField::Paste
                if self.certificates.is_empty() && silent =>
            {
                self.report(InputNoCertificate {}, Stretch::NOWHERE);
            }
            InputField::Crls if self.crls.is_empty() && self.ocsp.is_empty() && self.findings.is_empty() => {
                self.report(InputNoCrl {}, Stretch::NOWHERE);
            }
            InputField::Ocsp if self.ocsp.is_empty() && self.crls.is_empty() && self.findings.is_empty() => {
                let reason = crate::rules::ocsp::MALFORMED;
                self.report(OcspInvalid { responder: String::new(), reason }, Stretch::NOWHERE);
            }
            InputField::Chain
            | InputField::Anchors
            | InputField::Crls
            | InputField::Ocsp
            | InputField::Paste => {}
        }
    }

    fn finish(mut self) -> Reading {
        let most = self.most_certificates();
        let (found, limit) = if self.certificates_seen > most {
            (self.certificates_seen, most)
        } else {
            (self.crls_seen, MOST_ENTRIES)
        };
        if found > limit {
            self.report(InputTooLarge { unit: amount::ENTRIES, found, limit }, Stretch::NOWHERE);
        }
        self.report_nothing();
        let wanted = match self.field {
            InputField::Chain | InputField::Anchors => !self.certificates.is_empty(),
            InputField::Crls | InputField::Ocsp => !self.crls.is_empty() || !self.ocsp.is_empty(),
            InputField::Paste => {
                !self.certificates.is_empty() || !self.crls.is_empty() || !self.ocsp.is_empty()
            }
        };
        if wanted {
            for index in &self.strangers {
                if let Some(finding) = self.findings.get_mut(*index) {
                    *finding = finding.clone().at_most(Severity::Warning);
                }
            }
        }
        let omitted = self.counts.iter().filter(|(_, count)| **count > MOST_FINDINGS);
        let omitted = omitted.map(|(code, count)| {
            let fault =
                InputFindingsOmitted { omitted: code.as_str().to_owned(), count: count - MOST_FINDINGS };
            Finding::new(Place::Input { field: self.field, source: None }, fault)
        });
        self.findings.extend(omitted.collect::<Vec<_>>());
        Reading {
            size: 0,
            certificates: self.certificates,
            unread: self.unread,
            cut: self.cut,
            crls: self.crls,
            ocsp: self.ocsp,
            findings: self.findings,
            listing: self.around.iter().find_map(|around| listing::read(around, self.field)),
            around: self.around,
        }
    }
}
