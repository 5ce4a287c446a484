//! OCSP responses (RFC 6960, 9654) that were given: read, matched by CertID, and their signer found.

use std::collections::BTreeMap;
use std::ops::Range;

use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use x509_parser::der_parser::asn1_rs::FromDer;
use x509_parser::time::ASN1Time;
use x509_parser::x509::X509Name;

use super::crl::{reason_name, serial};
use super::{Revocation, State};
use crate::certificate::name::{Name, folded};
use crate::certificate::{Certificate, Malformed, Origin, der};
use crate::fault::{InputField, Phrase, Source, Time};
use crate::input::Entry;
use crate::path::{self, CertificationPath, Link};
use crate::rules::Context;
use crate::rules::encoding::is_read_by_openssl;
use crate::rules::ocsp as words;
use crate::signature::{self, Outcome, SignatureMemo};

/// An OCSP response that was given.
#[derive(Debug)]
pub(crate) struct Response {
    pub field: InputField,
    pub source: Source,
    /// Why the responder answered nothing; `None` where it did.
    pub refusal: Option<Phrase>,
    pub responder: Responder,
    /// The answers about serial numbers that somebody may ask for.
    answers: Vec<Answer>,
    /// The certificates that it brought along.
    certificates: Vec<Certificate>,
    der: Vec<u8>,
    signed: Range<usize>,
    algorithm: Range<usize>,
    signature: Range<usize>,
}

/// responderID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Responder {
    /// Folded, and as text.
    Name(Vec<u8>, String),
    /// SHA-1 of its key.
    Key(Vec<u8>),
    /// In a response that says nothing.
    Nobody,
}

/// SingleResponse.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    /// `None` where it is another hash than those that RFC 9654 names.
    hash: Option<Hash>,
    name_hash: Vec<u8>,
    key_hash: Vec<u8>,
    serial: Vec<u8>,
    pub status: Status,
    pub this_update: Time,
    pub next_update: Option<Time>,
}

/// CertStatus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Good,
    Revoked { at: Option<Time>, reason: Option<&'static str> },
    Unknown,
}

/// What the responses say of one certificate.
#[derive(Clone, Debug, Default)]
pub(crate) struct OcspStanding {
    /// The answer that counts, the strictest where there are several: the response's index and the status.
    pub counted: Option<(usize, Status)>,
    /// Responses about it that do not count, and why.
    pub refused: Vec<(usize, Phrase)>,
}

/// How a response is signed, to who has it and the issuer's certificate and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signed {
    /// By the issuer, or by whom the issuer has certified for it.
    Rightly,
    /// The key that it names did not make the signature.
    Wrongly,
    /// By nobody who may.
    ByAStranger,
    /// It cannot be verified here.
    Unchecked,
}

/// A response as a server staples it.
#[derive(Debug)]
pub(crate) enum Stapled {
    /// The responder answered nothing, for this reason.
    Refused(Phrase),
    /// About the server's certificate.
    Answer {
        status: Status,
        this_update: Time,
        next_update: Option<Time>,
        signed: Signed,
        /// It names its responder by a key, and has no certificate of it.
        by_key_alone: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn of(oid: &[u8]) -> Option<Self> {
        match oid {
            [0x2b, 0x0e, 0x03, 0x02, 0x1a] => Some(Self::Sha1),
            [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 1] => Some(Self::Sha256),
            [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 2] => Some(Self::Sha384),
            [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 3] => Some(Self::Sha512),
            _ => None,
        }
    }

    fn is(self, data: &[u8], digest: &[u8]) -> bool {
        match self {
            Self::Sha1 => Sha1::digest(data).as_slice() == digest,
            Self::Sha256 => Sha256::digest(data).as_slice() == digest,
            Self::Sha384 => Sha384::digest(data).as_slice() == digest,
            Self::Sha512 => Sha512::digest(data).as_slice() == digest,
        }
    }
}

/// The octets of a subjectPublicKey.
fn key_bits(spki: &[u8]) -> Option<&[u8]> {
    let (outer, _) = der::expect(spki, der::SEQUENCE)?;
    let bits = der::elements(outer.contents).find(|part| part.tag == der::BIT_STRING)?;
    bits.contents.get(1..)
}

/// Whether the values of a Name are of types that ASN.1 has for all; the two highest bits of a tag say otherwise.
fn is_of_universal_values(name: &[u8]) -> bool {
    let sets = der::expect(name, der::SEQUENCE).map(|(name, _)| name.contents).unwrap_or_default();
    der::elements(sets).flat_map(|set| der::elements(set.contents)).all(|attribute| {
        let value = der::elements(attribute.contents).nth(1);
        value.is_none_or(|value| value.tag & 0xc0 == 0)
    })
}

fn time(contents: &der::Element<'_>) -> Option<Time> {
    let (rest, time) = ASN1Time::from_der(contents.whole).ok()?;
    rest.is_empty().then(|| Time(time.timestamp()))
}

const BASIC_RESPONSE: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 0x30, 1, 1];
const OCSP_SIGNING: &str = "1.3.6.1.5.5.7.3.9";
const NO_CHECK: &str = "1.3.6.1.5.5.7.48.1.5";
/// Certificates of a response that are looked at: a responder has one.
const MOST_CERTIFICATES: usize = 8;
/// Answers of a response that are kept: it is asked about one certificate or about a chain.
const MOST_ANSWERS: usize = 100;

impl Response {
    pub(super) fn read(entry: Entry, wanted: &BTreeMap<Vec<u8>, ()>) -> Result<Self, Malformed> {
        Self::facts(entry, wanted).ok_or(Malformed)
    }

    fn facts(entry: Entry, wanted: &BTreeMap<Vec<u8>, ()>) -> Option<Self> {
        let mut response = Self {
            field: entry.field,
            source: entry.source,
            refusal: None,
            responder: Responder::Nobody,
            answers: Vec::new(),
            certificates: Vec::new(),
            der: Vec::new(),
            signed: 0..0,
            algorithm: 0..0,
            signature: 0..0,
        };
        let (outer, _) = der::expect(&entry.der, der::SEQUENCE)?;
        let (status, rest) = der::expect(outer.contents, 10)?;
        response.refusal = match status.contents {
            [0] => None,
            [1] => Some(words::MALFORMED_REQUEST),
            [2] => Some(words::INTERNAL_ERROR),
            [3] => Some(words::TRY_LATER),
            [5] => Some(words::SIGNATURE_REQUIRED),
            [6] => Some(words::UNAUTHORIZED),
            _ => return None,
        };
        if response.refusal.is_some() {
            return Some(response);
        }
        let (bytes, _) = der::expect(rest, 0xa0)?;
        let (bytes, _) = der::expect(bytes.contents, der::SEQUENCE)?;
        let (kind, rest) = der::expect(bytes.contents, 6)?;
        let (basic, _) = der::expect(rest, 4)?;
        let (basic, _) = der::expect(basic.contents, der::SEQUENCE)?;
        if kind.contents != BASIC_RESPONSE {
            return None;
        }
        let (data, rest) = der::expect(basic.contents, der::SEQUENCE)?;
        let (algorithm, rest) = der::expect(rest, der::SEQUENCE)?;
        let (signature, rest) = der::expect(rest, der::BIT_STRING)?;
        let range = |part: &[u8]| {
            let start = part.as_ptr().addr().checked_sub(entry.der.as_ptr().addr())?;
            Some(start..start.checked_add(part.len())?)
        };
        response.signed = range(data.whole)?;
        response.algorithm = range(algorithm.whole)?;
        response.signature = range(signature.contents.get(1..)?)?;
        if let Some((certificates, _)) = der::expect(rest, 0xa0) {
            let (list, _) = der::expect(certificates.contents, der::SEQUENCE)?;
            // One that cannot be read is no reason to pass over it: OpenSSL reads no such response at all.
            let mut rest = list.contents;
            while !rest.is_empty() && response.certificates.len() < MOST_CERTIFICATES {
                let (found, after) = der::element(rest)?;
                rest = after;
                let read = Certificate::read(&found.whole.into(), Origin::Chain, entry.source).ok()?;
                let has_names =
                    is_of_universal_values(&read.subject.der) && is_of_universal_values(&read.issuer.der);
                if !has_names || !is_read_by_openssl(&read.encoding) {
                    return None;
                }
                response.certificates.push(read);
            }
        }
        response.read_data(data.contents, wanted)?;
        response.der = entry.der.to_vec();
        Some(response)
    }

    fn read_data(&mut self, contents: &[u8], wanted: &BTreeMap<Vec<u8>, ()>) -> Option<()> {
        let rest = der::expect(contents, 0xa0).map_or(contents, |(_, rest)| rest);
        let (responder, rest) = der::element(rest)?;
        self.responder = match responder.tag {
            0xa1 => {
                let (_, name) = X509Name::from_der(responder.contents).ok()?;
                let name = Name::read(&name);
                Responder::Name(folded(&name.attributes), name.to_string())
            }
            0xa2 => Responder::Key(der::expect(responder.contents, 4)?.0.contents.to_vec()),
            _ => return None,
        };
        let (_, rest) = der::expect(rest, 0x18)?;
        let (answers, _) = der::expect(rest, der::SEQUENCE)?;
        for answer in der::elements(answers.contents) {
            let answer = Answer::read(answer.contents)?;
            if wanted.contains_key(&answer.serial) && self.answers.len() < MOST_ANSWERS {
                self.answers.push(answer);
            }
        }
        Some(())
    }

    /// From when until when each of its answers, and each certificate that it brought along, counts.
    pub(crate) fn dates(&self) -> impl Iterator<Item = (Time, Option<Time>)> {
        let answers = self.answers.iter().map(|answer| (answer.this_update, answer.next_update));
        answers.chain(self.certificates.iter().map(|known| (known.not_before, Some(known.not_after))))
    }

    /// The certificates that it brought along.
    pub(super) fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// What people call its responder.
    pub(crate) fn responder_name(&self) -> String {
        match &self.responder {
            Responder::Name(_, name) => name.clone(),
            Responder::Key(key) => crate::certificate::hex(key),
            Responder::Nobody => String::new(),
        }
    }

    fn is_by(&self, certificate: &Certificate) -> bool {
        match &self.responder {
            Responder::Name(key, _) => folded(&certificate.subject.attributes) == *key,
            Responder::Key(hash) => key_bits(&certificate.spki).is_some_and(|bits| Hash::Sha1.is(bits, hash)),
            Responder::Nobody => false,
        }
    }

    fn verify(&self, memo: &SignatureMemo, spki: &[u8]) -> Outcome {
        let part = |range: &Range<usize>| self.der.get(range.clone()).unwrap_or_default();
        memo.on_lists(|| {
            signature::verify(memo, spki, part(&self.algorithm), part(&self.signed), part(&self.signature))
        })
    }

    fn is_weak(&self) -> bool {
        signature::classify_algorithm(self.der.get(self.algorithm.clone()).unwrap_or_default()).weak
    }
}

impl Answer {
    fn read(contents: &[u8]) -> Option<Self> {
        let (id, rest) = der::expect(contents, der::SEQUENCE)?;
        let (algorithm, inside) = der::expect(id.contents, der::SEQUENCE)?;
        let (oid, _) = der::expect(algorithm.contents, 6)?;
        let (name_hash, inside) = der::expect(inside, 4)?;
        let (key_hash, inside) = der::expect(inside, 4)?;
        let (number, _) = der::expect(inside, der::INTEGER)?;
        let (status, rest) = der::element(rest)?;
        let status = match status.tag {
            0x80 => Status::Good,
            0xa1 => {
                let (at, rest) = der::element(status.contents)?;
                let reason = der::expect(rest, 0xa0).and_then(|(reason, _)| der::expect(reason.contents, 10));
                Status::Revoked {
                    at: time(&at),
                    reason: reason.and_then(|(code, _)| reason_name(code.contents)),
                }
            }
            0x82 => Status::Unknown,
            _ => return None,
        };
        let (this_update, rest) = der::expect(rest, 0x18)?;
        let next_update = match der::expect(rest, 0xa0) {
            Some((next, _)) => Some(time(&der::element(next.contents)?.0)?),
            None => None,
        };
        Some(Self {
            hash: Hash::of(oid.contents),
            name_hash: name_hash.contents.to_vec(),
            key_hash: key_hash.contents.to_vec(),
            serial: serial(number.contents).to_vec(),
            status,
            this_update: time(&this_update)?,
            next_update,
        })
    }

    /// It is about this certificate of this issuer.
    fn is_about(&self, subject: &Certificate, issuer: &Certificate) -> bool {
        self.serial == serial(&subject.serial)
            && self.hash.is_some_and(|hash| {
                hash.is(&subject.issuer.der, &self.name_hash)
                    && key_bits(&issuer.spki).is_some_and(|bits| hash.is(bits, &self.key_hash))
            })
    }
}

impl Revocation {
    /// What the OCSP responses say of the subject of a link.
    pub(crate) fn asked(&self, context: &Context<'_>, path: &CertificationPath, link: &Link) -> OcspStanding {
        let (subject, issuer) = (context.bag.get(link.subject), context.bag.get(link.issuer));
        let mut standing = OcspStanding::default();
        for (index, response) in self.responses.iter().enumerate() {
            let about = response.answers.iter().filter(|answer| answer.is_about(subject, issuer));
            let mut signer = None;
            for answer in about {
                let signed = *signer.get_or_insert_with(|| self.responder(context, path, link, response));
                let is_over = answer.next_update.is_some_and(|until| until < context.at);
                let is_revoked = matches!(answer.status, Status::Revoked { .. });
                let fault = match signed {
                    Err(reason) => Some(reason),
                    // What was revoked stays so.
                    Ok(()) if is_revoked && answer.this_update <= context.at => None,
                    Ok(()) if answer.this_update > context.at => Some(words::NOT_YET_VALID),
                    Ok(()) if is_over => Some(words::EXPIRED),
                    Ok(()) if response.is_weak() => Some(words::SIGNATURE_WEAK),
                    Ok(()) => None,
                };
                match fault {
                    Some(reason) => standing.refused.push((index, reason)),
                    None => {
                        let rank = |status: Status| match status {
                            Status::Revoked { .. } => 2,
                            Status::Unknown => 1,
                            Status::Good => 0,
                        };
                        let is_stricter =
                            standing.counted.is_none_or(|(_, known)| rank(known) < rank(answer.status));
                        if is_stricter {
                            standing.counted = Some((index, answer.status));
                        }
                    }
                }
            }
        }
        standing
    }

    /// Whether a response is signed by the issuer, or by whom the issuer has certified for it (RFC 6960 §4.2.2.2).
    fn responder(
        &self,
        context: &Context<'_>,
        path: &CertificationPath,
        link: &Link,
        response: &Response,
    ) -> Result<(), Phrase> {
        let issuer = context.bag.get(link.issuer);
        if response.is_by(issuer) {
            match response.verify(&self.memo, &issuer.spki) {
                Outcome::Valid => return Ok(()),
                Outcome::Invalid | Outcome::KeyMismatch => {}
                _ => return Err(words::UNCHECKED),
            }
        }
        let mut why = words::RESPONDER_MISSING;
        let beside = context.bag.iter().map(|(_, known)| known);
        for signer in response.certificates.iter().chain(beside).filter(|known| response.is_by(known)) {
            match response.verify(&self.memo, &signer.spki) {
                Outcome::Valid => {}
                Outcome::Invalid | Outcome::KeyMismatch => {
                    why = words::WRONG_SIGNATURE;
                    continue;
                }
                _ => return Err(words::UNCHECKED),
            }
            if signer.spki == issuer.spki && signer.subject.der == issuer.subject.der {
                return Ok(());
            }
            let purposes = signer.extensions.extended_key_usage.as_ref();
            let may = purposes.is_some_and(|found| found.value.iter().any(|purpose| purpose == OCSP_SIGNING));
            let issued = signer.issuer.der == issuer.subject.der
                && path::verify(&self.memo, signer, issuer) == Outcome::Valid;
            if !may || !issued {
                why = words::NOT_AUTHORISED;
                continue;
            }
            if context.at < signer.not_before || signer.not_after < context.at {
                why = words::RESPONDER_EXPIRED;
                continue;
            }
            let unchecked = signer.extensions.all.iter().any(|seen| seen.oid == NO_CHECK);
            if !unchecked && self.lists(context, path, link, signer) {
                why = words::RESPONDER_REVOKED;
                continue;
            }
            return Ok(());
        }
        Err(why)
    }

    /// Of the responses that were given, the one that a server with this certificate staples: the first about it, or one that is about
    /// nothing.
    pub(crate) fn stapled(&self, subject: &Certificate, issuer: &Certificate, at: Time) -> Option<Stapled> {
        let about = self.responses.iter().find_map(|response| {
            let answer = response.answers.iter().find(|answer| answer.is_about(subject, issuer))?;
            Some(Stapled::Answer {
                status: answer.status,
                this_update: answer.this_update,
                next_update: answer.next_update,
                signed: self.signed(response, issuer, at),
                by_key_alone: matches!(response.responder, Responder::Key(_))
                    && !response.certificates.iter().any(|known| response.is_by(known)),
            })
        });
        about.or_else(|| self.responses.iter().find_map(|response| response.refusal).map(Stapled::Refused))
    }

    fn signed(&self, response: &Response, issuer: &Certificate, at: Time) -> Signed {
        let mut found = Signed::ByAStranger;
        let may = |known: &&Certificate| {
            let purposes = known.extensions.extended_key_usage.as_ref();
            purposes.is_some_and(|found| found.value.iter().any(|purpose| purpose == OCSP_SIGNING))
                && known.issuer.der == issuer.subject.der
                && (known.not_before..=known.not_after).contains(&at)
                && path::verify(&self.memo, known, issuer) == Outcome::Valid
        };
        for signer in core::iter::once(issuer).chain(response.certificates.iter().filter(may)) {
            if response.is_by(signer) {
                found = match response.verify(&self.memo, &signer.spki) {
                    Outcome::Valid => return Signed::Rightly,
                    Outcome::Invalid | Outcome::KeyMismatch => Signed::Wrongly,
                    _ => return Signed::Unchecked,
                };
            }
        }
        found
    }

    /// A CRL of the issuer lists a responder's certificate.
    fn lists(
        &self,
        context: &Context<'_>,
        path: &CertificationPath,
        link: &Link,
        signer: &Certificate,
    ) -> bool {
        let key = folded(&signer.issuer.attributes);
        self.of_issuer(&key).any(|index| {
            self.crls.get(index).and_then(|crl| crl.entry(&signer.serial, &key)).is_some_and(|listed| {
                !listed.is_removal()
                    && matches!(
                        self.signer(context, path, link.issuer, index),
                        super::signer::Signer::Right(..) | super::signer::Signer::Weak(_)
                    )
            })
        })
    }
}

/// The state by CRLs and OCSP together: the stricter one.
pub(crate) fn stricter(by_crl: &State, by_ocsp: &OcspStanding) -> Verdict {
    match (by_crl, by_ocsp.counted) {
        (State::Revoked(..), _) | (_, Some((_, Status::Revoked { .. }))) => Verdict::Revoked,
        (_, Some((_, Status::Unknown))) => Verdict::Unknown(Some(words::RESPONDER_DOES_NOT_KNOW)),
        (State::Good(_), _) | (State::Unknown(_), Some((_, Status::Good))) => Verdict::Good,
        (State::Unknown(_), None) => Verdict::Unknown(by_ocsp.refused.first().map(|(_, reason)| *reason)),
    }
}

/// The state of a certificate by everything that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Good,
    Revoked,
    /// With why no OCSP response settles it, where one is about it.
    Unknown(Option<Phrase>),
}
