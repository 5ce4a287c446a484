//! A certificate as facts, without judgement: what [`rules`](crate::rules) look at.

pub(crate) mod bounds;
pub(crate) mod der;
pub(crate) mod extensions;
pub(crate) mod name;
pub(crate) mod scope;
pub(crate) mod subtrees;

use core::ops::Range;
use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use x509_parser::certificate::{TbsCertificate, X509Certificate};
use x509_parser::prelude::FromDer;

use self::scope::DistributionPoint;
use crate::encoding::Encoding;
use crate::fault::{CertificateId, Source, Time};
use crate::input::TrustSettings;
pub(crate) use crate::notation::{hex, stand_in};
use crate::signature::{self, AlgorithmInfo, KeyInfo};
use extensions::Extensions;
use name::Name;

/// Where a certificate came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The server sent it, or so the question says.
    Chain,
    /// Pasted as a trust anchor.
    PastedAnchor,
    /// One of the built-in Mozilla roots.
    Mozilla,
}

impl Origin {
    pub(crate) fn is_anchor(self) -> bool {
        self != Self::Chain
    }
}

/// The facts of one certificate.
#[derive(Clone, Debug)]
pub(crate) struct Certificate {
    pub origin: Origin,
    /// The whole certificate; `None` for a built-in root, of which the signature is not kept.
    pub der: Option<Arc<[u8]>>,
    /// What the signature covers: a stretch of the whole, or the part that is kept of a built-in root.
    signed: Signed,
    /// Fingerprint of the whole certificate.
    pub sha256: [u8; 32],
    /// 1 to 3 for the versions that exist; higher for ones that do not.
    pub version: u32,
    /// Content octets of the serial number, two's complement.
    pub serial: Vec<u8>,
    pub issuer: Name,
    pub subject: Name,
    pub not_before: Time,
    pub not_after: Time,
    /// The whole SubjectPublicKeyInfo.
    pub spki: Vec<u8>,
    /// Its SHA-256, by which signatures are remembered.
    pub spki_sha256: [u8; 32],
    pub key: KeyInfo,
    /// The outer AlgorithmIdentifier, by which the signature is verified.
    pub algorithm: Vec<u8>,
    pub algorithm_info: AlgorithmInfo,
    /// The AlgorithmIdentifier inside what is signed; must be the same.
    pub inner_algorithm: Vec<u8>,
    pub signature: Vec<u8>,
    pub extensions: Extensions,
    /// How it is written; nothing is looked at in a built-in root.
    pub encoding: Encoding,
    /// Where it was pasted; `None` for a built-in root.
    pub source: Option<Source>,
    /// How many parts it has; none are counted in a built-in root.
    pub parts: usize,
    /// What followed it in its block.
    pub tail: Vec<u8>,
    /// What OpenSSL's own form of it says of whom to trust it for: set where it is an anchor in that form.
    pub trust: Option<TrustSettings>,
}

/// Where the signed part of a certificate is.
#[derive(Clone, Debug)]
enum Signed {
    /// So much of the whole.
    Within(Range<usize>),
    /// All that is kept of it.
    Part(Vec<u8>),
}

/// The bytes are not a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

impl Certificate {
    /// Reads a certificate in DER, or in the BER that some verifiers read as well. Total: anything that is not one is [`Malformed`].
    pub(crate) fn read(bytes: &Arc<[u8]>, origin: Origin, source: Source) -> Result<Self, Malformed> {
        let parts = bounds::parts(bytes);
        if parts > bounds::MOST_PARTS {
            return Err(Malformed);
        }
        let encoding = Encoding::of_certificate(bytes);
        // Facts are read from DER; what was signed and what identifies the certificate are the bytes as they were sent.
        let der = encoding.normalised(bytes);
        let der = der.as_deref().unwrap_or(bytes);
        let outline = der::CertificateOutline::read(der).ok_or(Malformed)?;
        let (rest, parsed) = X509Certificate::from_der(der).map_err(|_| Malformed)?;
        if !rest.is_empty() {
            return Err(Malformed);
        }
        let mut facts = Self::facts(&parsed.tbs_certificate, outline.tbs, origin, Signed::Within(0..0))?;
        facts.signed = Signed::Within(Encoding::signed_range(bytes).ok_or(Malformed)?);
        facts.der = Some(Arc::clone(bytes));
        facts.sha256 = Sha256::digest(bytes).into();
        facts.algorithm = outline.algorithm.to_vec();
        facts.algorithm_info = signature::classify_algorithm(outline.algorithm);
        facts.signature = outline.signature.to_vec();
        facts.encoding = encoding;
        facts.source = Some(source);
        facts.parts = parts;
        Ok(facts)
    }

    /// Reads what is kept of a built-in root: the part that its signature covers, and the fingerprint.
    pub(crate) fn read_root(tbs: &[u8], sha256: [u8; 32]) -> Result<Self, Malformed> {
        let (_, parsed) = TbsCertificate::from_der(tbs).map_err(|_| Malformed)?;
        let mut facts = Self::facts(&parsed, tbs, Origin::Mozilla, Signed::Part(tbs.to_vec()))?;
        facts.sha256 = sha256;
        Ok(facts)
    }

    fn facts(
        parsed: &TbsCertificate<'_>,
        tbs: &[u8],
        origin: Origin,
        signed: Signed,
    ) -> Result<Self, Malformed> {
        let inner = der::TbsOutline::read(tbs).ok_or(Malformed)?;
        let issuer = Name::from_der(inner.issuer);
        let mut extensions = Extensions::read(parsed.extensions());
        // A distribution point's name may be relative to the issuer's.
        extensions.distribution_points = parsed
            .extensions()
            .iter()
            .find(|found| found.oid.as_bytes() == [0x55, 0x1d, 31])
            .map(|found| DistributionPoint::read_all(found.value, &issuer))
            .unwrap_or_default();
        Ok(Self {
            origin,
            der: None,
            signed,
            sha256: [0; 32],
            version: parsed.version.0.saturating_add(1),
            serial: inner.serial.to_vec(),
            issuer,
            subject: Name::from_der(inner.subject),
            not_before: Time(parsed.validity.not_before.timestamp()),
            not_after: Time(parsed.validity.not_after.timestamp()),
            spki: parsed.subject_pki.raw.to_vec(),
            spki_sha256: Sha256::digest(parsed.subject_pki.raw).into(),
            key: signature::classify_key(parsed.subject_pki.raw),
            algorithm: inner.algorithm.to_vec(),
            algorithm_info: signature::classify_algorithm(inner.algorithm),
            inner_algorithm: inner.algorithm.to_vec(),
            signature: Vec::new(),
            extensions,
            encoding: Encoding::default(),
            source: None,
            parts: 0,
            tail: Vec::new(),
            trust: None,
        })
    }

    /// The same facts of a certificate that was sent in other octets: its signature covers what was sent.
    pub(crate) fn sent_as(mut self, whole: &[u8], tbs: &[u8], tail: &[u8]) -> Self {
        self.signed = Signed::Part(tbs.to_vec());
        self.der = Some(whole.into());
        self.tail = tail.to_vec();
        self.sha256 = Sha256::digest(whole).into();
        self
    }

    /// What the signature covers.
    pub(crate) fn tbs(&self) -> &[u8] {
        match &self.signed {
            Signed::Within(stretch) => {
                self.der.as_deref().and_then(|der| der.get(stretch.clone())).unwrap_or_default()
            }
            Signed::Part(part) => part,
        }
    }

    /// Subject and issuer are the same name (RFC 5280 §6.1: "self-issued").
    pub(crate) fn is_self_issued(&self) -> bool {
        self.subject.der == self.issuer.der
    }

    /// basicConstraints say that it is a CA.
    pub(crate) fn is_ca(&self) -> bool {
        self.extensions.basic_constraints.as_ref().is_some_and(|found| found.value.ca)
    }

    /// The serial number in hexadecimal, cut where no serial number is any more.
    pub(crate) fn serial_in_hex(&self) -> String {
        /// RFC 5280 §4.1.2.2 has 20 octets; more than these need not be read.
        const MOST: usize = 256;
        match self.serial.get(..MOST).filter(|beginning| beginning.len() < self.serial.len()) {
            Some(beginning) => format!("{}…", hex(beginning)),
            None => hex(&self.serial),
        }
    }

    /// The name that a person would call it by.
    pub(crate) fn label(&self) -> String {
        let from_subject = self.subject.label();
        match (from_subject, self.extensions.first_dns_name()) {
            (Some(label), _) => label,
            (None, Some(name)) => shortened(name),
            (None, None) => {
                let alternatives = self.extensions.subject_alt_names.as_ref();
                let other =
                    alternatives.into_iter().flat_map(|found| &found.value).find_map(|name| match name {
                        extensions::GeneralName::Uri(name) | extensions::GeneralName::Email(name) => {
                            Some(shortened(name))
                        }
                        _ => None,
                    });
                other.unwrap_or_else(|| format!("#{}", shortened(self.serial_in_hex())))
            }
        }
    }
}

/// Something in a certificate's place that could not be read as one.
#[expect(dead_code, reason = "clients whose reader stops there come to say so")]
#[derive(Clone, Debug)]
pub(crate) struct Unreadable {
    pub origin: Origin,
    pub der: Arc<[u8]>,
    pub encoding: Encoding,
    pub source: Source,
    /// How many readable certificates of the same field stand before it.
    pub position: usize,
}

/// Certificates that were sent and the anchors that have been read, addressed by [`CertificateId`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Bag {
    certificates: Vec<Certificate>,
    /// What was given as a certificate and could not be read, in the order given.
    pub unreadable: Vec<Unreadable>,
    /// What was sent once more, by the certificate that it stands behind.
    sent_again: BTreeMap<CertificateId, Vec<CertificateId>>,
    parts: usize,
}

impl Bag {
    pub(crate) fn add(&mut self, certificate: Certificate) -> CertificateId {
        self.parts = self.parts.saturating_add(certificate.parts);
        self.certificates.push(certificate);
        CertificateId(self.certificates.len() - 1)
    }

    /// Notes that a certificate was sent once more.
    pub(crate) fn add_again(&mut self, id: CertificateId) {
        let last = CertificateId(self.certificates.len().saturating_sub(1));
        self.sent_again.entry(last).or_default().push(id);
    }

    /// What was sent once more behind a certificate.
    pub(crate) fn again_behind(&self, id: CertificateId) -> &[CertificateId] {
        self.sent_again.get(&id).map_or(&[], Vec::as_slice)
    }

    /// How many certificates were sent once more.
    pub(crate) fn count_again(&self) -> usize {
        self.sent_again.values().map(Vec::len).sum()
    }

    /// How many parts all of them have.
    pub(crate) fn parts(&self) -> usize {
        self.parts
    }

    /// The certificate of an id that this bag gave out.
    #[expect(
        clippy::indexing_slicing,
        reason = "ids are given out by `add` alone and nothing is ever removed"
    )]
    pub(crate) fn get(&self, id: CertificateId) -> &Certificate {
        &self.certificates[id.0]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (CertificateId, &Certificate)> {
        self.certificates.iter().enumerate().map(|(index, certificate)| (CertificateId(index), certificate))
    }

    /// The id of a certificate with this fingerprint and kind of origin.
    pub(crate) fn find(&self, sha256: &[u8; 32], anchor: bool) -> Option<CertificateId> {
        self.iter()
            .find(|(_, known)| known.origin.is_anchor() == anchor && known.sha256 == *sha256)
            .map(|(id, _)| id)
    }
}

/// Letters of a name that people are told; RFC 5280 has 64 for a common name (appendix A.1).
pub(crate) const LONGEST_NAME: usize = 128;

/// A name as people are told it.
pub(crate) fn shortened(name: impl AsRef<str>) -> String {
    crate::letters::cut(name.as_ref(), LONGEST_NAME).into_owned()
}

/// An identifier as people are told it: of one that is much longer than the 32 octets of a digest only the beginning.
pub(crate) fn beginning_in_hex(octets: &[u8]) -> String {
    const MOST: usize = 64;
    match octets.get(..MOST) {
        Some(beginning) if beginning.len() < octets.len() => hex(beginning) + "…",
        _ => hex(octets),
    }
}
