//! From a paste to a question: what was pasted is sorted into the fields that it belongs to.
//!
//! ```text
//! pieces → Reading (certificates, CRLs, and the text around them) → whose they are → the question as it is meant
//! ```
//! The paste is read once, as one field, so that lines and findings are its own; what was read is then given to the fields of the
//! question. A field that was given wins: what the paste holds for it is left aside.

mod understood;

use std::borrow::Cow;
use std::sync::Arc;

use crate::address::Address;
use crate::certificate::{Certificate, Origin};
use crate::fault::InputField;
use crate::input::{self, Entry, Reading};
use crate::question::{AlreadyRead, Anchors, Material, Pasted, Piece, Question};
use crate::recognise;
use crate::report::Understood;

/// A question in which nothing is left to be sorted, and what each stretch of the paste was taken for.
pub(crate) struct Settled<'q> {
    pub question: Cow<'q, Question>,
    pub understood: Vec<Understood>,
}

/// Sorts what was pasted into the fields of the question.
pub(crate) fn settle(question: &Question) -> Settled<'_> {
    if question.paste.is_empty() {
        return Settled { question: read_chain(question), understood: Vec::new() };
    }
    let pieces = question.paste.iter().map(|pasted| pasted.content.clone()).collect();
    let reading = input::read(InputField::Paste, &Material(pieces));
    let mut sorted = Sorted::of(reading, &question.paste);
    let understood = understood::tell(question, &sorted);

    let mut settled = question.clone();
    settled.paste = Vec::new();
    if question.chain == Material::default() {
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
    settled.error_text = settled.error_text.or(sorted.error.map(|error| error.text));
    settled.address = sorted.address.map(|found| found.address);
    settled.server_name =
        settled.server_name.or_else(|| settled.address.as_ref().map(|address| address.host.clone()));
    Settled { question: Cow::Owned(settled), understood }
}

/// A chain that was pasted into its own field is taken for one; what stands around it tells whom it was asked from, and what was
/// said of it.
fn read_chain(question: &Question) -> Cow<'_, Question> {
    if question.chain == Material::default() {
        return Cow::Borrowed(question);
    }
    let mut reading = input::read(InputField::Chain, &question.chain);
    let around = std::mem::take(&mut reading.around);
    let mut settled = question.clone();
    settled.chain = material(reading);
    let error = if question.error_text.is_none() { ErrorText::of(&around) } else { None };
    settled.address = FoundAddress::of(&around, error.as_ref()).map(|found| found.address);
    settled.error_text = settled.error_text.or(error.map(|error| error.text));
    Cow::Owned(settled)
}

fn material(reading: Reading) -> Material {
    Material(vec![Piece::Read(AlreadyRead(Arc::new(reading)))])
}

/// What a paste holds, by the field that it belongs to.
struct Sorted {
    /// With everything that was found odd about the paste.
    chain: Reading,
    anchors: Reading,
    crls: Reading,
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
        let Reading { certificates, crls, findings, around, listing } = reading;
        let (anchors, sent) = divide(certificates, pieces);
        let error = ErrorText::of(&around);
        let address = FoundAddress::of(&around, error.as_ref());
        let crls = Reading { crls, ..Reading::default() };
        let anchors = Reading { certificates: anchors, ..Reading::default() };
        let chain = Reading { certificates: sent, findings, listing, ..Reading::default() };
        Self { chain, anchors, crls, error, address }
    }
}

/// Which certificates are trusted, and which were sent.
fn divide(certificates: Vec<Entry>, _pieces: &[Pasted]) -> (Vec<Entry>, Vec<Entry>) {
    let is_ca = |entry: &Entry| {
        Certificate::read(&entry.der, Origin::Chain, entry.source).is_ok_and(|known| known.is_ca())
    };
    // CA certificates and nothing else are a set of trust anchors.
    if certificates.iter().all(is_ca) { (certificates, Vec::new()) } else { (Vec::new(), certificates) }
}

impl ErrorText {
    fn of(around: &[input::Around]) -> Option<Self> {
        let mut found = Self { places: Vec::new(), host: None, text: String::new() };
        for piece in around {
            let recognised = recognise::recognise(&piece.text);
            let Some(first) = recognised.first() else { continue };
            let lines = recognised.iter().map(|error| error.line);
            let span = [lines.clone().min().unwrap_or(1), lines.max().unwrap_or(1)];
            let named = recognised.iter().find_map(|error| Some((error.host.clone()?, error.line)));
            found.host = found.host.or(named.map(|(host, line)| (host, piece.piece, line)));
            found.places.push((piece.piece, span, first.client.to_owned()));
            found.text.push_str(&piece.text);
            found.text.push('\n');
        }
        (!found.places.is_empty()).then_some(found)
    }
}

impl FoundAddress {
    /// What is nothing but an address; else the server that an error names; else the one that a command or a log does.
    fn of(around: &[input::Around], error: Option<&ErrorText>) -> Option<Self> {
        let alone = around.iter().find_map(|piece| {
            let address = Address::alone(piece.text.trim())?;
            let line = 1 + piece.text.lines().take_while(|line| line.trim().is_empty()).count();
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            Some(Self { address, piece: piece.piece, lines: [line, line], certain: true })
        });
        let in_text = || {
            around.iter().find_map(|piece| {
                let (address, line) = Address::in_text(&piece.text)?;
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
