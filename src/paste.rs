//! From a paste to a question: what was pasted is sorted into the fields that it belongs to.
//!
//! ```text
//! pieces → Reading (certificates, CRLs, and the text around them) → whose they are → the question as it is meant
//! ```
//! The paste is read once, as one field, so that lines and findings are its own; what was read is then given to the fields of the
//! question. A field that was given wins: what the paste holds for it is left aside.

mod address;
mod understood;

use std::borrow::Cow;
use std::sync::Arc;

use crate::certificate::{Certificate, Origin};
use crate::fault::InputField;
use crate::input::{self, Entry, Reading};
use crate::question::{AlreadyRead, Anchors, Material, Pasted, Piece, Question};
use crate::recognise;
use crate::report::Understood;
use address::Address;

/// A question in which nothing is left to be sorted, and what each stretch of the paste was taken for.
pub(crate) struct Settled<'q> {
    pub question: Cow<'q, Question>,
    pub understood: Vec<Understood>,
}

/// Sorts what was pasted into the fields of the question.
pub(crate) fn settle(question: &Question) -> Settled<'_> {
    if question.paste.is_empty() {
        return Settled { question: Cow::Borrowed(question), understood: Vec::new() };
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
    settled.server_name = settled.server_name.or(sorted.address.map(|found| found.address.host));
    Settled { question: Cow::Owned(settled), understood }
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
        let Reading { certificates, crls, findings, around } = reading;
        let (anchors, sent) = divide(certificates, pieces);
        let error = ErrorText::of(&around);
        let address = FoundAddress::of(&around);
        let crls = Reading { crls, ..Reading::default() };
        let anchors = Reading { certificates: anchors, ..Reading::default() };
        let chain = Reading { certificates: sent, findings, around, ..Reading::default() };
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
        let mut found = Self { places: Vec::new(), text: String::new() };
        for piece in around {
            let recognised = recognise::recognise(&piece.text);
            let Some(first) = recognised.first() else { continue };
            let lines = recognised.iter().map(|error| error.line);
            let span = [lines.clone().min().unwrap_or(1), lines.max().unwrap_or(1)];
            found.places.push((piece.piece, span, first.client.to_owned()));
            found.text.push_str(&piece.text);
            found.text.push('\n');
        }
        (!found.places.is_empty()).then_some(found)
    }
}

impl FoundAddress {
    fn of(around: &[input::Around]) -> Option<Self> {
        around.iter().find_map(|piece| {
            let text = piece.text.trim();
            let address = Address::alone(text)?;
            let line = 1 + piece.text.lines().take_while(|line| line.trim().is_empty()).count();
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            Some(Self { address, piece: piece.piece, lines: [line, line], certain: true })
        })
    }
}
