//! From a paste to a question: what was pasted is sorted into the fields that it belongs to.
//!
//! ```text
//! pieces → Reading (certificates, CRLs, and the text around them) → whose they are → the question as it is meant
//! ```
//! The paste is read once, as one field, so that lines and findings are its own; what was read is then given to the fields of the
//! question. A field that was given wins: what the paste holds for it is left aside.

mod understood;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::address::Address;
use crate::certificate::{Certificate, Origin};
use crate::fault::{Finding, InputField, Place};
use crate::input::form::{self, Label, Role};
use crate::input::{self, Entry, Reading};
use crate::order::{gather, sort_by_key};
use crate::question::{Anchors, Material, Pasted, Piece, Question, RuleSet};
use crate::recognise;
use crate::report::Understood;
use crate::rules::Fault;
use crate::rules::input::forms::{CertificateNotSent, ClientCertificateGiven};
use crate::rules::input::sent::{EndEntityNotPasted, as_anchors};
use crate::sent::MOST_NAMED;

/// A question in which nothing is left to be sorted, and what each stretch of the paste was taken for.
pub(crate) struct Settled {
    pub question: Question,
    pub understood: Vec<Understood>,
}

/// Sorts what was pasted into the fields of the question.
pub(crate) fn settle(question: &Question) -> Settled {
    if question.paste.is_empty() {
        return Settled { question: read_fields(question), understood: Vec::new() };
    }
    let pieces: Vec<&Piece> = question.paste.iter().map(|pasted| &pasted.content).collect();
    let mut left = input::LARGEST_INPUT;
    let reading = input::read_pieces(InputField::Paste, &pieces, &question.passwords.0, &mut left);
    let mut sorted = Sorted::of(reading, &question.paste);
    let understood = understood::tell(question, &sorted);

    let mut settled = read_fields(question);
    if question.chain == Material::default() {
        sorted.chain.findings.extend(sorted.only_anchors());
        judge_as_shown(&mut settled, &mut sorted.chain);
        settled.chain = material(std::mem::take(&mut sorted.chain));
    }
    if !question.anchors_named
        && question.anchors == Anchors::default()
        && !sorted.anchors.certificates.is_empty()
    {
        settled.anchors = Anchors { mozilla: false, pasted: Some(material(sorted.anchors)) };
    }
    if question.crls == Material::default() && !sorted.crls.crls.is_empty() {
        settled.crls = material(sorted.crls);
    }
    if question.ocsp == Material::default() && !sorted.ocsp.ocsp.is_empty() {
        settled.ocsp = material(sorted.ocsp);
    }
    settled.error_text = settled.error_text.or(sorted.error.map(|error| error.text));
    settled.address = sorted.address.map(|found| found.address).or(settled.address);
    if settled.purpose.as_deref() != Some("clientAuth") {
        settled.server_name =
            settled.server_name.or_else(|| settled.address.as_ref().map(|address| address.host.clone()));
    }
    Settled { question: settled, understood }
}

/// Octets of CRLs that are kept as they were given, for repairs; more are read once and not copied.
const MOST_COPIED: usize = 1_000_000;

/// Material that was pasted into its own field is taken for what it was said to be, but for what its form says is something else.
/// What stands around a chain tells whom it was asked from, and what was said of it.
fn read_fields(question: &Question) -> Question {
    let octets = question.crls.0.iter().map(Piece::size).fold(0, usize::saturating_add);
    let is_copied = octets <= MOST_COPIED;
    let crls = if is_copied { question.crls.clone() } else { Material::default() };
    let mut settled = question.with_material(Material::default(), None, crls, question.ocsp.clone());
    settled.error_text.clone_from(&question.error_text);
    settled.intermediates = question.intermediates.clone();
    settled.scts = question.scts.clone();
    settled.ct_logs.clone_from(&question.ct_logs);
    let mut left = input::LARGEST_INPUT;
    let mut read =
        |field, material: &Material| input::read_within(field, material, &question.passwords.0, &mut left);
    if question.chain != Material::default() {
        let mut reading = read(InputField::Chain, &question.chain);
        let around = std::mem::take(&mut reading.around);
        let error =
            if question.error_text.is_none() { ErrorText::of(&around, &reading.findings) } else { None };
        let is_alone = reading.certificates.is_empty();
        settled.address = FoundAddress::of(&around, error.as_ref(), is_alone).map(|found| found.address);
        settled.error_text = settled.error_text.or(error.map(|error| error.text));
        leave_out_what_is_not_sent(&mut reading);
        judge_as_shown(&mut settled, &mut reading);
        settled.chain = material(reading);
    }
    if let Some(pasted) = &question.anchors.pasted {
        settled.anchors.pasted = Some(anchors_in(read(InputField::Anchors, pasted)));
    }
    if !is_copied {
        settled.crls = material(read(InputField::Crls, &question.crls));
    }
    if settled.address.is_none() {
        settled.address =
            question.error_text.as_deref().and_then(Address::in_text).map(|(address, _)| address);
    }
    settled
}

/// The trust anchors of a question, read.
pub(crate) fn anchors_of(question: &Question) -> Anchors {
    let Anchors { mozilla, pasted } = &question.anchors;
    let mut left = input::LARGEST_INPUT;
    let mut read = |pasted| input::read_within(InputField::Anchors, pasted, &question.passwords.0, &mut left);
    let pasted = pasted.as_ref().map(|pasted| anchors_in(read(pasted)));
    Anchors { mozilla: *mozilla, pasted }
}

/// Where a file says of some of its certificates that they are trusted, those that are sent are no anchors.
fn anchors_in(mut reading: Reading) -> Material {
    if reading.certificates.iter().any(|entry| entry.label.role == Role::Trusted) {
        reading.certificates.retain(|entry| !matches!(entry.label.role, Role::Sent | Role::Client));
    }
    material(reading)
}

/// What a file holds for those who verify is no part of what is sent.
fn leave_out_what_is_not_sent(reading: &mut Reading) {
    let is_trusted = |entry: &Entry| entry.label.role == Role::Trusted;
    if reading.certificates.iter().all(is_trusted) {
        return;
    }
    let all = std::mem::take(&mut reading.certificates);
    let (trusted, sent) = by_label(all);
    reading.certificates = sent;
    if let Some(first) = trusted.first() {
        let place = Place::Input { field: first.field, source: Some(first.source) };
        reading.findings.push(Finding::new(place, CertificateNotSent { keys: keys(&trusted) }));
    }
}

fn keys(entries: &[Entry]) -> Vec<String> {
    let mut keys: Vec<String> = entries.iter().map(|entry| entry.label.key.clone()).collect();
    keys.dedup();
    keys.truncate(MOST_KEYS);
    keys
}

/// What is trusted and what is sent, by what stands in front of it. An authority that issues gives its own certificates along: those
/// below the root are sent behind the server's.
fn by_label(certificates: Vec<Entry>) -> (Vec<Entry>, Vec<Entry>) {
    let (mut trusted, mut sent, mut above) = (Vec::new(), Vec::<Entry>::new(), Vec::<Entry>::new());
    for entry in certificates {
        match entry.label.role {
            Role::Trusted
                if matches!(entry.label.key.as_str(), "ca_chain" | "issuing_ca") && !is_root(&entry) =>
            {
                above.push(entry);
            }
            Role::Trusted => trusted.push(entry),
            _ => sent.push(entry),
        }
    }
    for entry in above {
        if !sent.iter().any(|known| known.der == entry.der) {
            sent.push(entry);
        }
    }
    (trusted, sent)
}

fn is_ca(entry: &Entry) -> bool {
    Certificate::read(&entry.der, Origin::Chain, entry.source).is_ok_and(|known| known.is_ca())
}

fn is_root(entry: &Entry) -> bool {
    Certificate::read(&entry.der, Origin::Chain, entry.source)
        .is_ok_and(|known| known.is_ca() && known.is_self_issued())
}

/// A certificate that a client shows is judged as one, unless another purpose was asked for: it is for no host.
fn judge_as_shown(settled: &mut Question, reading: &mut Reading) {
    let shown = |entry: &Entry| entry.label.role == Role::Client;
    let all = !reading.certificates.is_empty() && reading.certificates.iter().all(shown);
    if !all || settled.purpose.is_some() {
        return;
    }
    settled.purpose = Some(String::from("clientAuth"));
    settled.server_name = None;
    if let Some(first) = reading.certificates.first() {
        let place = Place::Input { field: first.field, source: Some(first.source) };
        reading
            .findings
            .push(Finding::new(place, ClientCertificateGiven { keys: keys(&reading.certificates) }));
    }
}

/// Keys of one file in a sentence.
const MOST_KEYS: usize = 8;

fn material(reading: Reading) -> Material {
    Arc::new(reading).into()
}

/// What a paste holds, by the field that it belongs to.
struct Sorted {
    /// With everything that was found odd about the paste.
    chain: Reading,
    anchors: Reading,
    crls: Reading,
    ocsp: Reading,
    error: Option<ErrorText>,
    address: Option<FoundAddress>,
}

/// The text of the pieces that hold a client's error.
struct ErrorText {
    /// The pieces, each with the lines that the error stands on and in whose words it is.
    places: Vec<(usize, [u32; 2], String)>,
    /// The host that was asked for, with the piece and the line that name it.
    host: Option<(String, usize, u32)>,
    text: String,
}

/// The address of the server, where the paste tells it.
struct FoundAddress {
    address: Address,
    piece: usize,
    lines: [u32; 2],
    /// Whether the piece is nothing but the address.
    certain: bool,
}

impl Sorted {
    fn of(reading: Reading, pieces: &[Pasted]) -> Self {
        let Reading { certificates, unread, cut, crls, ocsp, findings, around, listing, size } = reading;
        let (anchors, mut sent) = divide(certificates, pieces, is_broken(&findings));
        leave_out_repetition(&mut sent);
        let error = ErrorText::of(&around, &findings);
        let address = FoundAddress::of(&around, error.as_ref(), sent.is_empty());
        let crls = Reading { crls, ..Reading::default() };
        let ocsp = Reading { ocsp, ..Reading::default() };
        let anchors = Reading { certificates: anchors, ..Reading::default() };
        let chain =
            Reading { certificates: sent, unread, cut, findings, listing, size, ..Reading::default() };
        Self { chain, anchors, crls, ocsp, error, address }
    }
}

/// Which certificates are trusted, and which were sent: by what their form says; then by the name of the file; then by what they are.
fn divide(mut certificates: Vec<Entry>, pieces: &[Pasted], is_broken: bool) -> (Vec<Entry>, Vec<Entry>) {
    for entry in certificates.iter_mut().filter(|entry| entry.label.role == Role::Unsaid) {
        let name = pieces.get(entry.source.piece).and_then(|piece| piece.name.as_deref());
        let Some(file) = name.and_then(|name| name.rsplit(['/', '\\']).next()) else { continue };
        let role = form::role_of(file);
        // A file of CA certificates that is named like one that is sent is its upper part.
        if role != Role::Unsaid {
            entry.label = Label { key: file.to_owned(), role, value: 0 };
        }
    }
    let is_trusted = |entry: &Entry| entry.label.role == Role::Trusted;
    // CA certificates and nothing else are a set of trust anchors, unless what could not be read was the server's.
    if certificates.iter().all(|entry| is_trusted(entry) || (is_ca(entry) && !is_broken)) {
        return (certificates, Vec::new());
    }
    // The same, beside a server's certificate in a file of its own.
    let mut alone: BTreeMap<usize, bool> = BTreeMap::new();
    for entry in certificates.iter().filter(|entry| entry.label.role == Role::Unsaid) {
        *alone.entry(entry.source.piece).or_insert(true) &= is_root(entry);
    }
    let in_a_bundle = |entry: &Entry| {
        entry.label.role == Role::Unsaid && alone.get(&entry.source.piece).copied().unwrap_or(false)
    };
    let (mut anchors, others): (Vec<Entry>, Vec<Entry>) = certificates.into_iter().partition(in_a_bundle);
    let (trusted, mut sent) = by_label(others);
    anchors.extend(trusted);
    put_in_order(&mut sent);
    (anchors, sent)
}

/// Whether a block stands there that may have been a certificate.
fn is_broken(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| {
        matches!(
            *finding.fault,
            Fault::PemTruncated(_)
                | Fault::PemBeginMissing(_)
                | Fault::PemElided(_)
                | Fault::PemBase64Invalid(_)
                | Fault::CertificateMalformed(_)
        )
    })
}

/// The same certificates under one key and again under others, such as stdout and stdout_lines, were sent once.
fn leave_out_repetition(sent: &mut Vec<Entry>) {
    let Some(first) = sent.first() else { return };
    let again = |entry: &Entry| entry.der == first.der && entry.label.value != first.label.value;
    let Some(count) = sent.iter().position(again) else { return };
    let repeats = sent.len().is_multiple_of(count)
        && sent.chunks(count).all(|part| {
            part.iter().zip(sent.iter()).all(|(entry, known)| entry.der == known.der)
                && part.first().is_some_and(|first| !first.label.key.is_empty())
        });
    if repeats {
        sent.truncate(count);
    }
}

/// Files that were given together: the one with the server's certificate first, and what stands in several of them once.
fn put_in_order(sent: &mut Vec<Entry>) {
    let first_of_piece = |entry: &Entry, sent: &[Entry]| {
        sent.iter().find(|other| other.source.piece == entry.source.piece).is_none_or(is_ca)
    };
    let begins_with_ca: BTreeMap<usize, bool> =
        gather(sent.iter().map(|entry| (entry.source.piece, first_of_piece(entry, sent))));
    if begins_with_ca.len() < 2 {
        return;
    }
    sort_by_key(sent, |entry| begins_with_ca.get(&entry.source.piece).copied());
    let mut seen: BTreeMap<Arc<[u8]>, usize> = BTreeMap::new();
    sent.retain(|entry| *seen.entry(entry.der.clone()).or_insert(entry.source.piece) == entry.source.piece);
}

impl Sorted {
    /// Whether CA certificates are all that there is to judge.
    fn only_anchors(&self) -> Option<Finding> {
        let first = self.anchors.certificates.first()?;
        let nothing_else = self.chain.certificates.is_empty()
            && self.chain.listing.is_none()
            && self.chain.findings.iter().all(|finding| !finding.is_error(RuleSet::Default));
        let read = |entry: &Entry| Certificate::read(&entry.der, Origin::PastedAnchor, entry.source).ok();
        let anchors = || self.anchors.certificates.iter().filter_map(read);
        nothing_else.then(|| {
            let fault = EndEntityNotPasted {
                count: self.anchors.certificates.len(),
                names: anchors().take(MOST_NAMED).map(|known| format!("“{}”", known.label())).collect(),
                roots: anchors().all(|known| known.is_self_issued()),
                advice: as_anchors::TAKEN,
            };
            Finding::new(Place::Input { field: first.field, source: Some(first.source) }, fault)
        })
    }
}

impl ErrorText {
    /// The pieces that hold messages which are known, or that are nothing but a message, known or not.
    fn of(around: &[input::Around], findings: &[Finding]) -> Option<Self> {
        let mut found = Self { places: Vec::new(), host: None, text: String::new() };
        let is_message = |piece: usize| {
            findings.iter().find_map(|finding| match (&*finding.fault, &finding.place) {
                (Fault::InputIsErrorText(_), Place::Input { source: Some(source), .. })
                    if source.piece == piece =>
                {
                    source.span.map(|span| [span.line, span.end_line])
                }
                _ => None,
            })
        };
        for piece in around {
            let recognised = recognise::recognise(&piece.text);
            let lines = recognised.iter().map(|error| error.line);
            let span = match (lines.clone().min(), lines.max()) {
                (Some(first), Some(last)) => Some([first, last]),
                _ => is_message(piece.piece),
            };
            let Some(span) = span else { continue };
            let client = recognised.first().map(|error| error.client.to_owned()).unwrap_or_default();
            let named = recognised.iter().find_map(|error| Some((error.host.clone()?, error.line)));
            found.host = found.host.or(named.map(|(host, line)| (host, piece.piece, line)));
            found.places.push((piece.piece, span, client));
            found.text.push_str(&piece.text);
            found.text.push('\n');
        }
        (!found.places.is_empty()).then_some(found)
    }
}

impl FoundAddress {
    /// What is nothing but an address; else the server that an error names; else the one that a command or a log does.
    /// Beside certificates and without an error, a URL is of anything rather than of the server.
    fn of(around: &[input::Around], error: Option<&ErrorText>, is_alone: bool) -> Option<Self> {
        let alone = around.iter().find_map(|piece| {
            let address = Address::alone(piece.text.trim())?;
            let line = 1 + piece.text.lines().take_while(|line| line.trim().is_empty()).count();
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            Some(Self { address, piece: piece.piece, lines: [line, line], certain: true })
        });
        let in_text = || {
            around.iter().find_map(|piece| {
                let (address, line) = if is_alone || error.is_some() {
                    Address::in_text(&piece.text)?
                } else {
                    Address::asked_in(&piece.text)?
                };
                Some(Self { address, piece: piece.piece, lines: [line, line], certain: false })
            })
        };
        let in_error = || {
            let error = error?;
            let (host, piece, line) = error.host.clone()?;
            let port = Address::port_beside(&error.text, &host);
            Some(Self { address: Address { host, port }, piece, lines: [line, line], certain: false })
        };
        alone.or_else(in_error).or_else(in_text)
    }
}
