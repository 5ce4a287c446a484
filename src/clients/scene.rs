//! The question as a client is asked it: what arrives in the handshake, what it trusts, the time and the host.

use core::cell::{Cell, OnceCell, RefCell};
use core::net::IpAddr;
use std::borrow::Cow;

use super::reader::lenient;
use super::{java, openssl};
use crate::certificate::bounds::MOST_OCTETS_FOR_CLIENTS;
use crate::certificate::extensions::{GeneralName, KeyUsage};
use crate::certificate::{Bag, Certificate, Origin};
use crate::examined::{Anchors, Examined};
use crate::fault::{CertificateId, Time};
use crate::path;
use crate::reference::Complaint;
use crate::revocation::Revocation;
use crate::server_name::ServerName;
use crate::signature::{Outcome, SignatureMemo, classify_algorithm, first_of_rsa_block};

/// Names times the CAs that constrain some, beyond which no client is asked. A server's certificate has a hundred names, and one CA
/// above it constrains.
const MOST_COMPARED: usize = 4_096;

/// What a certificate that a client has before it takes of the question's budget: it is read by that client's rules.
const STEPS_A_CERTIFICATE: usize = 50;
/// How much of a certificate a client's reader goes through in a step: some thirty octets are an element and its tag.
const OCTETS_READ_IN_A_STEP: usize = 32;
/// What it takes to compare two names by what they mean.
const STEPS_OF_FOLDING: usize = 30;
/// What webpki says of a chain, unless it gave up.
type WebpkiAnswer = Option<Result<(), Complaint>>;

/// What programs are given, as octets: what cannot be read here may be read by one of them, and what can be, not.
pub(crate) struct Material<'a> {
    /// The certificates of the report, and after them those that only lenient readers can read, or read otherwise.
    pub bag: Cow<'a, Bag>,
    pub sent: Vec<Piece<'a>>,
    pub anchors: Vec<Piece<'a>>,
    /// What readers noted of each certificate of the bag.
    notes: Vec<OnceCell<openssl::Notes>>,
    /// Names as Java compares them, likewise.
    java_names: Vec<OnceCell<java::Names>>,
    /// What the client that is asked came upon on its way.
    records: RefCell<Vec<Record>>,
    undecided: Undecided,
    /// What was worked out with keys that only some take.
    loose: RefCell<Vec<((CertificateId, CertificateId), Outcome)>>,
    /// The client that is asked gave its search up: it takes too much of the budget.
    pub given_up: Cell<bool>,
    /// What webpki answered, where that does not depend on the library behind it; and at which time.
    pub webpki: RefCell<Option<(Time, WebpkiAnswer)>>,
}

/// Signatures that are worked out with keys that only some take: a question has one or two.
const MOST_LOOSE: usize = 8;

/// The octets of one certificate.
#[derive(Clone)]
pub(crate) struct Piece<'a> {
    /// Empty for a built-in root.
    pub bytes: Cow<'a, [u8]>,
    /// The certificate of the report.
    pub id: Option<CertificateId>,
    /// As a lenient reader reads it; the same where it is written as it should be.
    pub view: Option<CertificateId>,
    /// What was found out about who can read it, so that it is read once by each reader and not by each client.
    pub readable: Readable,
}

/// Which readers can read a piece, as far as that was asked.
#[derive(Clone, Default)]
pub(crate) struct Readable {
    pub openssl: OnceCell<bool>,
    pub gnutls: OnceCell<bool>,
    pub bun: OnceCell<bool>,
    pub go: OnceCell<bool>,
}

impl<'a> Material<'a> {
    pub(crate) fn new(known: &'a Bag, own: Option<CertificateId>) -> Self {
        let mut bag = Cow::Borrowed(known);
        let mut gather = |is_anchor: bool| {
            let mut pieces = Vec::new();
            let unreadable = known.unreadable.iter();
            let mut unread = unreadable.filter(|other| other.origin.is_anchor() == is_anchor).peekable();
            let read = known.iter().filter(|(_, known)| known.origin.is_anchor() == is_anchor);
            for (index, (id, known)) in read.enumerate() {
                while let Some(other) = unread.next_if(|other| other.position <= index) {
                    pieces.push(Piece {
                        bytes: Cow::Borrowed(&other.der),
                        id: None,
                        view: None,
                        readable: Readable::default(),
                    });
                }
                let bytes = match known.der.as_deref() {
                    Some(der) if known.tail.is_empty() => Cow::Borrowed(der),
                    der => Cow::Owned([der.unwrap_or_default(), &known.tail].concat()),
                };
                pieces.push(Piece { bytes, id: Some(id), view: Some(id), readable: Readable::default() });
            }
            let rest = unread.map(|other| Piece {
                bytes: Cow::Borrowed(&other.der),
                id: None,
                view: None,
                readable: Readable::default(),
            });
            pieces.extend(rest);
            let origin = if is_anchor { Origin::PastedAnchor } else { Origin::Chain };
            for piece in &mut pieces {
                if let Some(view) = lenient::read(&piece.bytes, origin, piece.id.is_none()) {
                    piece.view = Some(bag.to_mut().add(view));
                }
            }
            pieces
        };
        let (mut sent, anchors) = (gather(false), gather(true));
        // What was sent first comes first, read or not, where the report has the certificate that was sent first for the server's.
        let read = sent.iter().position(|piece| piece.id.is_some());
        let at = sent.iter().position(|piece| own.is_some() && piece.id == own);
        if let Some(front) = at.filter(|at| read != Some(*at)).and_then(|at| sent.get_mut(..=at)) {
            front.rotate_right(1);
        }
        let notes = bag.iter().map(|_| OnceCell::new()).collect();
        let java_names = bag.iter().map(|_| OnceCell::new()).collect();
        Self {
            bag,
            sent,
            anchors,
            notes,
            java_names,
            records: RefCell::default(),
            undecided: Undecided::default(),
            loose: RefCell::default(),
            given_up: Cell::default(),
            webpki: RefCell::default(),
        }
    }
}

/// What a client has before it.
#[derive(Clone)]
pub(crate) struct Scene<'a> {
    pub material: &'a Material<'a>,
    pub bag: &'a Bag,
    pub memo: &'a SignatureMemo,
    pub at: Time,
    pub host: Option<Host<'a>>,
    /// What the server sends: its own certificate, then the others in the order given.
    pub sent: Vec<CertificateId>,
    /// The trust anchors that could matter, in the order given.
    pub anchors: Vec<CertificateId>,
    /// How many trust anchors there are in all.
    pub anchor_count: usize,
    /// The built-in Mozilla roots are among them.
    pub mozilla: bool,
    pub revocation: &'a Revocation,
}

/// What was given, as the report has it: the same at any time.
#[derive(Clone, Copy)]
pub(crate) struct Given<'a> {
    pub bag: &'a Bag,
    pub revocation: &'a Revocation,
    pub anchors: &'a Anchors,
}

impl<'a> Given<'a> {
    pub(crate) fn of(examined: &'a Examined) -> Self {
        Self { bag: &examined.bag, revocation: &examined.revocation, anchors: &examined.anchors }
    }
}

/// Signatures that a client asked about, and that cannot be worked out here: which they are, and what they are taken for
/// meanwhile.
#[derive(Default)]
pub(crate) struct Undecided {
    taken_for_invalid: Cell<bool>,
    asked: RefCell<Vec<CertificateId>>,
}

impl Undecided {
    /// What was asked about since the last time; from now on such signatures are taken for valid or invalid.
    pub(crate) fn begin(&self, taken_for_invalid: bool) -> Vec<CertificateId> {
        self.taken_for_invalid.set(taken_for_invalid);
        self.asked.take()
    }
}

/// What a client comes upon, kept so that its answer can be told with its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Record {
    /// The key of `issuer`, which the client had taken for the issuer's, does not verify the signature of `subject`.
    DidNotSign { subject: CertificateId, issuer: CertificateId },
    /// `issuer` bears the name that `subject` names only if kinds of strings, case and spaces do not count.
    NamedLoosely { subject: CertificateId, issuer: CertificateId },
    /// The client fetches what issued `subject` from the address that stands in it.
    Fetched { subject: CertificateId },
}

/// More records than these tell nothing more.
const MOST_RECORDS: usize = 64;

/// Stands in a client's words where its host would, when nobody said which it is.
pub(crate) const UNKNOWN_HOST: &str = "…";

/// The host that the client connects to.
#[derive(Clone, Copy)]
pub(crate) struct Host<'a> {
    pub name: &'a ServerName,
    /// As text, without a trailing dot.
    pub text: &'a str,
    /// As it was typed, in capitals if need be.
    pub typed: &'a str,
    /// With the trailing dot, if it was typed: some clients keep it, and then nothing matches.
    pub dotted: &'a str,
}

impl Host<'_> {
    /// As it stands in a URL: an address of IPv6 in brackets.
    pub(crate) fn in_url(&self) -> String {
        match self.name {
            ServerName::Ip(IpAddr::V6(_)) => ["[", self.typed, "]"].concat(),
            _ => self.typed.to_owned(),
        }
    }

    pub(crate) fn address(&self) -> Option<IpAddr> {
        match self.name {
            ServerName::Ip(address) => Some(*address),
            ServerName::Dns(_) => None,
        }
    }
}

impl<'a> Scene<'a> {
    pub(crate) fn new(
        material: &'a Material<'a>,
        given: Given<'a>,
        memo: &'a SignatureMemo,
        at: Time,
        host: Option<Host<'a>>,
        end_entity: CertificateId,
    ) -> Self {
        let bag = given.bag;
        let others = bag
            .iter()
            .filter(|(id, known)| known.origin == Origin::Chain && *id != end_entity)
            .map(|(id, _)| id);
        Self {
            material,
            bag: &material.bag,
            memo,
            at,
            host,
            sent: core::iter::once(end_entity).chain(others).collect(),
            anchors: bag.iter().filter(|(_, known)| known.origin.is_anchor()).map(|(id, _)| id).collect(),
            anchor_count: given.anchors.count,
            mozilla: given.anchors.mozilla,
            revocation: given.revocation,
        }
    }

    /// Keeps what a client came upon.
    pub(crate) fn record(&self, record: Record) {
        let mut records = self.material.records.borrow_mut();
        if records.len() < MOST_RECORDS && !records.contains(&record) {
            records.push(record);
        }
    }

    /// What was kept since it was last asked for.
    pub(crate) fn take_records(&self) -> Vec<Record> {
        let told = |id| self.told(id);
        let records = self.material.records.take();
        let kept = records.into_iter().filter_map(|record| {
            Some(match record {
                Record::DidNotSign { subject, issuer } => {
                    Record::DidNotSign { subject: told(subject)?, issuer: told(issuer)? }
                }
                Record::NamedLoosely { subject, issuer } => {
                    Record::NamedLoosely { subject: told(subject)?, issuer: told(issuer)? }
                }
                Record::Fetched { subject } => Record::Fetched { subject: told(subject)? },
            })
        });
        kept.collect()
    }

    /// What stands for signatures that cannot be worked out here.
    pub(crate) fn undecided(&self) -> &'a Undecided {
        &self.material.undecided
    }

    /// Whether there is a budget for the answer of one more client: each follows issuers through what was sent, and compares names
    /// with constraints.
    pub(crate) fn can_be_asked(&self) -> bool {
        let constraining = |id: &&CertificateId| self.get(**id).extensions.name_constraints.is_some();
        let constraints = self.sent.iter().chain(&self.anchors).filter(constraining).count();
        let names_of = |id: &CertificateId| self.get(*id).alternatives().unwrap_or_default().len();
        let names: usize = self.sent.iter().map(names_of).sum();
        let compared = names.saturating_mul(constraints);
        let certificates = self.sent.len() + self.anchors.len();
        let octets = |id: &CertificateId| self.get(*id).der.as_ref().map_or(0, |der| der.len());
        let sizes = || self.sent.iter().chain(&self.anchors).map(octets);
        let read = sizes().sum::<usize>() / OCTETS_READ_IN_A_STEP;
        let steps = certificates * STEPS_A_CERTIFICATE + compared * STEPS_OF_FOLDING + read;
        compared <= MOST_COMPARED
            && sizes().max().unwrap_or_default() <= MOST_OCTETS_FOR_CLIENTS
            && self.memo.work().spend(steps)
    }

    /// The same as somebody sees it who reads leniently: of each piece the view, unless it is one that is not read.
    pub(crate) fn seen_leniently(&self, reads: &dyn Fn(&Piece<'_>) -> bool) -> Self {
        let view = |piece: &Piece<'_>| piece.view.filter(|_| reads(piece));
        Self {
            sent: self.material.sent.iter().filter_map(view).collect(),
            anchors: self.material.anchors.iter().filter_map(view).collect(),
            ..self.clone()
        }
    }

    /// Nothing that could be an anchor was given, readable or not.
    pub(crate) fn is_without_anchors(&self) -> bool {
        self.anchor_count == 0 && self.material.anchors.is_empty()
    }

    /// The certificate of the report that a view is of; `None` where it is one that the report cannot read.
    pub(crate) fn told(&self, id: CertificateId) -> Option<CertificateId> {
        let pieces = || self.material.sent.iter().chain(&self.material.anchors);
        pieces().find(|piece| piece.id == Some(id) || piece.view == Some(id))?.id
    }

    /// What OpenSSL's reader notes of a certificate.
    pub(crate) fn openssl(&self, id: CertificateId) -> Option<&'a openssl::Notes> {
        let notes = self.material.notes.get(id.0)?;
        Some(notes.get_or_init(|| openssl::Notes::of(self.get(id))))
    }

    /// The names of a certificate as Java compares them: each is asked about once for each that it might have issued.
    pub(crate) fn java_names(&self, id: CertificateId) -> Option<&'a java::Names> {
        let names = self.material.java_names.get(id.0)?;
        Some(names.get_or_init(|| java::Names::of(self.get(id))))
    }

    pub(crate) fn get(&self, id: CertificateId) -> &'a Certificate {
        self.bag.get(id)
    }

    /// The server's own certificate.
    pub(crate) fn end_entity(&self) -> CertificateId {
        self.sent.first().copied().unwrap_or(CertificateId(0))
    }

    /// All that was sent as it was, what stands there again included.
    pub(crate) fn as_sent(&self) -> Vec<CertificateId> {
        let with_copies = |id: &CertificateId| [&[*id], self.bag.again_behind(*id)].concat();
        self.sent.iter().flat_map(with_copies).collect()
    }

    /// How many certificates were sent, read or not, what stands there again included.
    pub(crate) fn sent_count(&self) -> usize {
        self.material.sent.len() + self.bag.count_again()
    }

    /// What was sent beside the server's own certificate.
    pub(crate) fn others(&self) -> &[CertificateId] {
        self.sent.get(1..).unwrap_or_default()
    }

    /// `issuer` has the name that `subject` names, octet for octet.
    pub(crate) fn names_issuer(&self, subject: CertificateId, issuer: CertificateId) -> bool {
        // Where the budget is gone the search comes to an end, and its answer is not used.
        self.memo.work().spend(1) && self.get(subject).issuer.der == self.get(issuer).subject.der
    }

    /// The same as X509_NAME_cmp sees it: without regard to case, spaces and the kind of string (RFC 5280 §7.1).
    pub(crate) fn names_issuer_loosely(&self, subject: CertificateId, issuer: CertificateId) -> bool {
        // Where the budget is gone the search comes to an end, and its answer is not used.
        if !self.memo.work().spend(STEPS_OF_FOLDING) {
            return false;
        }
        if self.names_issuer(subject, issuer) {
            return true;
        }
        let alike = match (self.openssl(subject), self.openssl(issuer)) {
            (Some(subject), Some(issuer)) => subject.issuer == issuer.subject,
            _ => false,
        };
        if alike {
            self.record(Record::NamedLoosely { subject, issuer });
        }
        alike
    }

    /// What OpenSSL makes of a certificate's key.
    pub(crate) fn key_of(&self, id: CertificateId) -> openssl::Key {
        self.openssl(id).map_or(openssl::Key::Decoded, |notes| notes.key)
    }

    /// How that begins which the RSA key of `issuer` finds in the signature of `subject`.
    pub(crate) fn first_of_rsa_block(
        &self,
        subject: CertificateId,
        issuer: CertificateId,
    ) -> Option<[u8; 2]> {
        first_of_rsa_block(self.memo, &self.get(issuer).spki, &self.get(subject).signature)
    }

    /// What the key of `issuer` says of the signature of `subject`.
    pub(crate) fn signature(&self, subject: CertificateId, issuer: CertificateId) -> Outcome {
        let outcome = match path::verify(self.memo, self.get(subject), self.get(issuer)) {
            Outcome::UnsupportedKey => self.signature_of_loose_key(subject, issuer),
            outcome => outcome,
        };
        if matches!(outcome, Outcome::Invalid | Outcome::KeyMismatch) {
            self.record(Record::DidNotSign { subject, issuer });
        }
        if matches!(outcome, Outcome::Valid | Outcome::Invalid | Outcome::KeyMismatch) {
            return outcome;
        }
        let mut asked = self.undecided().asked.borrow_mut();
        if !asked.contains(&subject) {
            asked.push(subject);
        }
        if self.undecided().taken_for_invalid.get() { Outcome::Invalid } else { outcome }
    }

    /// The same where the client takes something else for what was signed.
    pub(crate) fn signature_over(
        &self,
        subject: CertificateId,
        issuer: CertificateId,
        signed: &[u8],
    ) -> Outcome {
        path::verify_over(self.memo, self.get(subject), self.get(issuer), signed)
    }

    /// The same with a key that only some clients take.
    fn signature_of_loose_key(&self, subject: CertificateId, issuer: CertificateId) -> Outcome {
        let mut known = self.material.loose.borrow_mut();
        if let Some((_, outcome)) = known.iter().find(|(link, _)| *link == (subject, issuer)) {
            return *outcome;
        }
        if known.len() >= MOST_LOOSE {
            return Outcome::UnsupportedKey;
        }
        let outcome = path::verify_loosely(self.memo, self.get(subject), self.get(issuer));
        known.push(((subject, issuer), outcome));
        outcome
    }

    /// The anchor that is this very certificate.
    pub(crate) fn anchor_of(&self, id: CertificateId) -> Option<CertificateId> {
        self.bag.find(&self.get(id).sha256, true)
    }
}

/// The kinds of keys and signatures, as far as clients tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyKind {
    Rsa,
    P224,
    P256,
    P384,
    P521,
    Ed25519,
    Ed448,
    MlDsa,
    Other,
}

pub(crate) trait Facts {
    fn key_kind(&self) -> KeyKind;
    fn usage(&self) -> Option<KeyUsage>;
    fn path_len(&self) -> Option<u32>;
    fn purposes(&self) -> Option<&[String]>;
    fn alternatives(&self) -> Option<&[GeneralName]>;
    fn is_current(&self, at: Time) -> bool;
    fn has_negative_serial(&self) -> bool;
    /// RSASSA-PSS with another salt than one as long as the hash, or with another hash for the mask.
    fn has_unusual_pss(&self) -> bool;
    /// The same, or parameters that say the usual in another way, which those who compare octets do not know.
    fn has_unusually_written_pss(&self) -> bool;
    /// Whether the kind of the issuer's key is that of the signature, as the signed part of the certificate names it.
    fn is_signed_by_kind_of(&self, issuer: &Certificate) -> bool;
}

impl Facts for Certificate {
    fn key_kind(&self) -> KeyKind {
        match self.key.name.as_ref() {
            "RSA" | "RSA-PSS" => KeyKind::Rsa,
            "EC P-224" => KeyKind::P224,
            "EC P-256" => KeyKind::P256,
            "EC P-384" => KeyKind::P384,
            "EC P-521" => KeyKind::P521,
            "Ed25519" => KeyKind::Ed25519,
            "Ed448" => KeyKind::Ed448,
            "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87" => KeyKind::MlDsa,
            _ => KeyKind::Other,
        }
    }

    fn usage(&self) -> Option<KeyUsage> {
        self.extensions.key_usage.as_ref().map(|found| found.value)
    }

    fn path_len(&self) -> Option<u32> {
        self.extensions.basic_constraints.as_ref().and_then(|found| found.value.path_len)
    }

    fn purposes(&self) -> Option<&[String]> {
        self.extensions.extended_key_usage.as_ref().map(|found| found.value.as_slice())
    }

    fn alternatives(&self) -> Option<&[GeneralName]> {
        self.extensions.subject_alt_names.as_ref().map(|found| found.value.as_slice())
    }

    fn is_current(&self, at: Time) -> bool {
        self.not_before <= at && at <= self.not_after
    }

    fn has_negative_serial(&self) -> bool {
        self.serial.first().is_some_and(|first| first & 0x80 != 0)
    }

    fn has_unusual_pss(&self) -> bool {
        const USUAL: &[&str] = &[
            "RSASSA-PSS (SHA-256, salt 32)",
            "RSASSA-PSS (SHA-384, salt 48)",
            "RSASSA-PSS (SHA-512, salt 64)",
        ];
        let name = self.algorithm_info.name.as_ref();
        name.starts_with("RSASSA-PSS") && !USUAL.contains(&name)
    }

    fn has_unusually_written_pss(&self) -> bool {
        self.algorithm_info.name.starts_with("RSASSA-PSS") && !self.algorithm_info.supported
    }

    fn is_signed_by_kind_of(&self, issuer: &Certificate) -> bool {
        let signature = classify_algorithm(&self.inner_algorithm).name.to_ascii_lowercase();
        let key = issuer.key.name.as_ref();
        match key {
            "RSA" => signature.contains("rsa") && !signature.contains("ecdsa"),
            "RSA-PSS" => signature.starts_with("rsassa-pss"),
            // OpenSSL 3.0 knows no signature of DSA with a longer hash (`sigoid_srt`).
            "DSA" => {
                signature.starts_with("dsa") && !["384", "512"].iter().any(|end| signature.ends_with(end))
            }
            _ if key.starts_with("EC") => signature.starts_with("ecdsa") || signature.starts_with("sm2"),
            _ => signature == key.to_ascii_lowercase(),
        }
    }
}

pub(crate) const SERVER_AUTH: &str = "1.3.6.1.5.5.7.3.1";
pub(crate) const ANY_PURPOSE: &str = "2.5.29.37.0";
