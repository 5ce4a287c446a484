//! Python's cryptography (x509.verification): the Baseline Requirements, taken at their word.
//!
//! The end entity is judged by itself first. Then each candidate for its issuer in turn, the right key before others, from
//! the store before what was given, must be a CA of the right profile and have signed; the last failure is told. Extensions are judged in the order
//! they stand, required ones that are not there after them.

mod name;
mod reader;

use std::collections::BTreeSet;

use name::{Constraint, Objection};

use super::Refusal;
use super::openssl;
use super::reader::asn1::{self, Element};
use super::reader::outline::{Extension, Outline, ce, pe};
use super::reader::schema::{self, Type};
use super::reader::time::Written;
use super::scene::{Facts, Piece, Scene};
use super::stance::{Stance, not_of_a_chain};
use crate::fault::CertificateId;
use crate::order::sort_by_key;
use crate::rules::Code;
use crate::signature::Outcome;
use crate::text;

/// DEFAULT_MAX_CHAIN_DEPTH.
const MAX_DEPTH: usize = 8;
/// DEFAULT_SIGNATURE_CHECK_LIMIT.
const MAX_SIGNATURE_CHECKS: usize = 128;
/// DEFAULT_NAME_CONSTRAINT_CHECK_LIMIT: names times constraints, of whatever kind, in one search.
const MAX_NAME_CHECKS: usize = 1 << 20;
/// Candidates that are looked at: the library has no limit but on signatures and name constraints, a page needs one.
const MAX_STEPS: usize = 2_000;

const AUTHORITY_INFO_ACCESS: [u8; 8] = pe(1);
const SUBJECT_KEY_ID: [u8; 3] = ce(14);
const KEY_USAGE: [u8; 3] = ce(15);
const ALTERNATIVES: [u8; 3] = ce(17);
const BASIC_CONSTRAINTS: [u8; 3] = ce(19);
const NAME_CONSTRAINTS: [u8; 3] = ce(30);
const AUTHORITY_KEY_ID: [u8; 3] = ce(35);
const PURPOSES: [u8; 3] = ce(37);
const SERVER_AUTH: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 1];
const ANY_PURPOSE: &[u8] = &[0x55, 0x1d, 0x25, 0];

/// There is one at least.
static SOME_PURPOSES: Type = Type::SequenceOf(&Type::Oid, 1);

/// Our faults that something has which is not as its type says.
const MALFORMED: &[Code] = &[
    Code::ExtensionMalformed,
    Code::EncodingNotDer,
    Code::SubjectAltNameMalformed,
    Code::NameConstraintMalformed,
    Code::CertificateMalformed,
    Code::PolicyViolated,
];
/// Our faults that a certificate has which the library cannot read.
const UNREADABLE: &[Code] = &[
    Code::CertificateMalformed,
    Code::EncodingNotDer,
    Code::TimeMalformed,
    Code::NameMalformed,
    Code::PublicKeyMalformed,
    Code::PublicKeyUnsupported,
    Code::SerialNumberInvalid,
    Code::SignatureAlgorithmMismatch,
    Code::SignatureAlgorithmUnsupported,
    Code::VersionNotV3,
    Code::ExtensionMalformed,
    Code::CertificateTrailingData,
    Code::UniqueIdentifierPresent,
];

#[derive(Clone)]
struct Invalid {
    words: String,
    faults: &'static [Code],
    at: Option<CertificateId>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Of the end entity, which is shown.
    EndEntity,
    Plain,
    /// No candidate did.
    Exhausted,
    /// No further candidate is looked at.
    Fatal,
}

pub(super) fn ask(scene: &Scene<'_>) -> Option<Refusal> {
    let refuse = |words: String, faults, at| Some(Refusal { words, code: None, faults, at });
    let pieces = || scene.material.anchors.iter().chain(&scene.material.sent);
    let unreadable = |piece: &Piece<'_>| {
        let read = if piece.bytes.is_empty() { Ok(()) } else { reader::load(&piece.bytes) };
        read.err().map(|words| (words, piece.id))
    };
    if let Some((words, at)) = pieces().find_map(unreadable) {
        return refuse(words, UNREADABLE, at);
    }
    let scene = &scene.seen_leniently(&|_| true);
    if scene.is_without_anchors() {
        let words = "ValueError: can't create an empty store";
        return refuse(words.to_owned(), &[Code::AnchorsEmpty], None);
    }
    let end_entity = scene.end_entity();
    let is_domain = |host: &super::Host<'_>| {
        host.address().is_some() || (host.text == host.dotted && name::is_domain(host.text))
    };
    if scene.host.is_some_and(|host| !is_domain(&host)) {
        return refuse(
            String::from("ValueError: invalid domain name"),
            &[Code::NameMismatch, Code::SubjectAltNameMalformed],
            Some(end_entity),
        );
    }
    let mut search = Search { scene, steps: 0, signatures: 0, name_checks: MAX_NAME_CHECKS };
    let invalid = search.verify().err()?;
    let template = match invalid.kind {
        Kind::EndEntity => {
            "cryptography.hazmat.bindings._rust.x509.VerificationError: validation failed: {words} (encountered processing \
             <Certificate(subject=<Name({subject})>, ...)>)"
        }
        Kind::Exhausted => {
            "cryptography.hazmat.bindings._rust.x509.VerificationError: validation failed: candidates exhausted: {words}"
        }
        Kind::Plain => {
            "cryptography.hazmat.bindings._rust.x509.VerificationError: validation failed: {words}"
        }
        Kind::Fatal => {
            "cryptography.hazmat.bindings._rust.x509.VerificationError: validation failed: fatal error: {words}"
        }
    };
    let subject = match name::shown(Outline::of(scene.get(end_entity)).subject) {
        Ok(subject) => subject,
        // The error cannot be shown, and that is the error.
        Err(words) if invalid.kind == Kind::EndEntity => {
            return refuse(words, invalid.faults, invalid.at);
        }
        Err(_) => String::new(),
    };
    let words = text::fill(template, &|name| match name {
        "words" => invalid.words.clone(),
        _ => subject.clone(),
    });
    refuse(words, invalid.faults, invalid.at)
}

struct Search<'a> {
    scene: &'a Scene<'a>,
    steps: usize,
    signatures: usize,
    /// How many names may still be held against a constraint.
    name_checks: usize,
}

/// `faults` at a certificate, told plainly.
fn invalid(words: &str, faults: &'static [Code], at: CertificateId) -> Invalid {
    Invalid { words: words.to_owned(), faults, at: Some(at), kind: Kind::Plain }
}

/// What the value of an extension says is of another type.
fn malformed(words: String, at: CertificateId) -> Invalid {
    Invalid { words, faults: MALFORMED, at: Some(at), kind: Kind::Plain }
}

impl<'a> Search<'a> {
    fn outline(&self, id: CertificateId) -> Outline<'a> {
        Outline::of(self.scene.get(id))
    }

    fn verify(&mut self) -> Result<(), Invalid> {
        let end_entity = self.scene.end_entity();
        let outline = self.outline(end_entity);
        check_duplicates(&outline, end_entity)?;
        let shown = |found: Invalid| Invalid { kind: Kind::EndEntity, ..found };
        self.permits_end_entity(end_entity, &outline).map_err(shown)?;
        let names = alternatives(&outline, end_entity)?;
        self.extend(&[end_entity], &[names])
    }

    /// ChainBuilder.build_chain_inner. `names`: of each certificate, those that constraints are held against.
    fn extend(&mut self, below: &[CertificateId], names: &[&[u8]]) -> Result<(), Invalid> {
        let Some(&working) = below.last() else { return Ok(()) };
        let outline = self.outline(working);
        self.check_constraints(&outline, working, below, names)?;
        if self.scene.anchor_of(working).is_some() {
            return Ok(());
        }
        let depth = below.len() - 1;
        if depth > MAX_DEPTH {
            return Err(invalid(
                "chain construction exceeds max depth",
                &[
                    Code::RootNotTrusted,
                    Code::PathTooComplex,
                    Code::IssuerNotFound,
                    Code::NameFormDiffers,
                    Code::AnchorExpired,
                ],
                working,
            ));
        }
        let mut last = None;
        for candidate in self.candidates(working, &outline) {
            self.steps += 1;
            if self.steps > MAX_STEPS {
                break;
            }
            let issuer = self.outline(candidate);
            check_duplicates(&issuer, candidate)?;
            let found = match self.is_issuer(candidate, &issuer, working, depth) {
                Err(found) => found,
                Ok(()) => {
                    let empty: &[u8] = &[];
                    let is_self_issued = issuer.subject == issuer.issuer;
                    let of_issuer = if is_self_issued { empty } else { alternatives(&issuer, candidate)? };
                    let longer = [below, &[candidate]].concat();
                    match self.extend(&longer, &[names, &[of_issuer]].concat()) {
                        Ok(()) => return Ok(()),
                        Err(found) => found,
                    }
                }
            };
            if found.kind == Kind::Fatal {
                return Err(found);
            }
            last = Some(found);
        }
        let last = last.unwrap_or_else(|| {
            invalid(
                "all candidates exhausted with no interior errors",
                &[
                    Code::IssuerNotFound,
                    Code::NameFormDiffers,
                    Code::RootNotTrusted,
                    Code::EndEntitySelfSigned,
                ],
                working,
            )
        });
        Err(Invalid { kind: Kind::Exhausted, ..last })
    }

    /// The constraints of the topmost certificate against the names of those below it.
    fn check_constraints(
        &mut self,
        outline: &Outline<'_>,
        id: CertificateId,
        below: &[CertificateId],
        names: &[&[u8]],
    ) -> Result<(), Invalid> {
        let Some(extension) = outline.extension(&NAME_CONSTRAINTS) else { return Ok(()) };
        let sides =
            reader::value(extension, &schema::NAME_CONSTRAINTS).map_err(|words| malformed(words, id))?;
        let side = |tag: u8| -> Vec<Constraint<'_>> {
            let side = asn1::elements(sides).find(|side| side.tag == tag);
            let subtrees = asn1::elements(side.map_or(&[][..], |side| side.contents));
            let bases = subtrees.filter_map(|subtree| asn1::elements(subtree.contents).next());
            bases.map(Constraint::of).collect()
        };
        let (permitted, excluded) = (side(0xa0), side(0xa1));
        if extension.critical && permitted.iter().chain(&excluded).any(|base| base.tag() == 0xa4) {
            let words = "critical nameConstraints extension contains an unsupported directoryName constraint";
            let faults = &[Code::NameConstraintUnsupported, Code::NameConstraintViolated];
            return Err(Invalid { kind: Kind::Fatal, ..invalid(words, faults, id) });
        }
        let before = self.name_checks;
        let mut all = names
            .iter()
            .zip(below)
            .flat_map(|(of_one, certificate)| asn1::elements(of_one).map(move |found| (found, *certificate)));
        let wrong = all.find_map(|(found, certificate)| {
            let result = name::check(&found, &permitted, &excluded, &mut self.name_checks);
            result.err().map(|wrong| (wrong, certificate))
        });
        // What there is no budget for is told of by whoever asks all clients.
        let looked_at = before.saturating_sub(self.name_checks);
        let _ = self.scene.memo.work().spend(permitted.len() + excluded.len() + looked_at);
        match wrong {
            None => Ok(()),
            Some((Objection::Exhausted, _)) => {
                let words = "Exceeded maximum name constraint check limit";
                Err(Invalid { kind: Kind::Fatal, ..invalid(words, &[Code::PathTooComplex], id) })
            }
            Some((Objection::Words(words), certificate)) => {
                let faults = &[
                    Code::NameConstraintViolated,
                    Code::NameConstraintMalformed,
                    Code::NameConstraintLeadingPeriod,
                    Code::NameConstraintUnsupported,
                    Code::SubjectAltNameMalformed,
                ];
                let at = if words.starts_with("malformed") { id } else { certificate };
                Err(invalid(&words, faults, at))
            }
        }
    }

    /// Those from the store before others, the right key identifier first.
    fn candidates(&self, working: CertificateId, outline: &Outline<'_>) -> Vec<CertificateId> {
        let named = |id: &&CertificateId| self.scene.names_issuer(working, **id);
        let mut candidates: Vec<CertificateId> =
            self.scene.anchors.iter().chain(self.scene.others()).filter(named).copied().collect();
        let wanted = outline.extension(&AUTHORITY_KEY_ID).and_then(|extension| {
            let fields = reader::value(extension, &schema::AUTHORITY_KEY_ID).ok()?;
            asn1::elements(fields).find(|field| field.tag == 0x80).map(|field| field.contents)
        });
        sort_by_key(&mut candidates, |id| {
            let outline = self.outline(*id);
            let offered = outline
                .extension(&SUBJECT_KEY_ID)
                .and_then(|extension| reader::value(extension, &schema::OCTET_STRING).ok());
            match (wanted, offered) {
                (Some(wanted), Some(offered)) if wanted == offered => 0,
                (Some(_), Some(_)) => 2,
                _ => 1,
            }
        });
        candidates
    }

    /// Policy.valid_issuer.
    fn is_issuer(
        &mut self,
        issuer: CertificateId,
        outline: &Outline<'_>,
        child: CertificateId,
        depth: usize,
    ) -> Result<(), Invalid> {
        self.permits_basics(issuer, outline)?;
        check_ca(outline, issuer, depth)?;
        permits_ca_extensions(outline, issuer)?;
        let signed = self.scene.get(child);
        let key = outline.key_parts();
        let algorithm = key.map_or(&[][..], |(algorithm, _)| algorithm.contents);
        if !is_permitted_key(algorithm) {
            let words = ["Forbidden public key algorithm: ", &reader::debug(algorithm)].concat();
            let faults = &[Code::PublicKeyUnsupported, Code::PublicKeyUncommon, Code::PublicKeyMalformed];
            return Err(invalid(&words, faults, issuer));
        }
        let signature = asn1::element(&signed.algorithm).map_or(&[][..], |(found, _)| found.contents);
        let shown = reader::debug(signature);
        if !is_permitted_signature(&shown) {
            let words = ["Forbidden signature algorithm: ", &shown].concat();
            let faults =
                &[Code::SignatureAlgorithmWeak, Code::SignatureAlgorithmUnsupported, Code::EncodingNotDer];
            return Err(invalid(&words, faults, child));
        }
        self.check_key(issuer, key.map_or(&[][..], |(_, bits)| bits), algorithm)?;
        self.signatures += 1;
        if self.signatures > MAX_SIGNATURE_CHECKS {
            // Fatal or not, the next candidate is looked at.
            let words = "fatal error: Exceeded maximum signature check limit";
            return Err(invalid(words, &[Code::PathTooComplex], child));
        }
        if matches!(self.scene.signature(child, issuer), Outcome::Invalid | Outcome::KeyMismatch) {
            let faults = &[
                Code::SignatureInvalid,
                Code::KeyIdentifierMismatch,
                Code::RootNotTrusted,
                Code::PathLengthExceeded,
            ];
            return Err(invalid("signature does not match", faults, child));
        }
        Ok(())
    }

    /// Whether the key of an issuer can be loaded, and is strong enough.
    fn check_key(&self, issuer: CertificateId, bits: &[u8], algorithm: &[u8]) -> Result<(), Invalid> {
        let is_rsa = asn1::elements(algorithm).next().is_some_and(|oid| oid.contents == openssl::reader::RSA);
        let is_loaded = if is_rsa {
            schema_rsa(bits).is_some_and(|(_, exponent)| {
                exponent != [1] && exponent.last().is_some_and(|last| last & 1 == 1)
            })
        } else {
            self.scene.key_of(issuer) == openssl::Key::Decoded
        };
        if !is_loaded {
            let faults = &[Code::PublicKeyMalformed, Code::PublicKeyUnsupported, Code::PublicKeyWeak];
            return Err(invalid("issuer has malformed public key", faults, issuer));
        }
        if is_rsa && schema_rsa(bits).is_some_and(|(modulus, _)| modulus.len() * 8 < 2048) {
            return Err(invalid("RSA key is too weak", &[Code::PublicKeyWeak], issuer));
        }
        Ok(())
    }

    /// Policy.permits_basic.
    fn permits_basics(&self, id: CertificateId, outline: &Outline<'_>) -> Result<(), Invalid> {
        let certificate = self.scene.get(id);
        let is_v3 = outline.version.is_some_and(|version| version.contents == [2]);
        let is_new = |time: &Option<Element<'_>>| {
            time.as_ref().filter(|time| time.tag == asn1::GENERALIZED_TIME).is_some_and(|time| {
                Written::read(time).is_some_and(|written| (1950..2050).contains(&written.year))
            })
        };
        let (words, faults): (&str, &'static [Code]) = match () {
            () if !is_v3 => ("certificate must be an X509v3 certificate", &[Code::VersionNotV3]),
            () if certificate.algorithm != certificate.inner_algorithm => (
                "mismatch between signatureAlgorithm and SPKI algorithm",
                &[Code::SignatureAlgorithmMismatch],
            ),
            () if !(1..=21).contains(&outline.serial.len()) => {
                ("certificate must have a serial between 1 and 20 octets", &[Code::SerialNumberInvalid])
            }
            () if certificate.has_negative_serial() => {
                ("certificate serial number cannot be negative", &[Code::SerialNumberInvalid])
            }
            () if asn1::element(outline.issuer).is_ok_and(|(name, _)| name.contents.is_empty()) => {
                ("certificate must have a non-empty Issuer", &[Code::IssuerEmpty, Code::CaSubjectEmpty])
            }
            () if is_new(&outline.not_before) || is_new(&outline.not_after) => (
                "validity dates between 1950 and 2049 must be UtcTime",
                &[Code::TimeMalformed, Code::EncodingNotDer],
            ),
            () if !certificate.is_current(self.scene.at) => (
                "cert is not valid at validation time",
                &[
                    Code::CertificateExpired,
                    Code::CertificateNotYetValid,
                    Code::AnchorExpired,
                    Code::ValidityInverted,
                ],
            ),
            () => return Ok(()),
        };
        Err(invalid(words, faults, id))
    }

    fn permits_end_entity(&self, id: CertificateId, outline: &Outline<'_>) -> Result<(), Invalid> {
        self.permits_basics(id, outline)?;
        let fail = |words: &str, faults| Err(invalid(words, faults, id));
        if outline.extension(&ALTERNATIVES).is_none() {
            let words = "missing required extension: leaf server certificate has no subjectAltName";
            return fail(words, &[Code::SubjectAltNameMissing, Code::NameMismatch]);
        }
        let names = alternatives(outline, id)?;
        if self.scene.host.is_some_and(|host| !name::are_host(names, &host)) {
            let faults = &[Code::NameMismatch, Code::SubjectAltNameMissing, Code::SubjectAltNameMalformed];
            return fail("leaf certificate has no matching subjectAltName", faults);
        }
        let is_empty = asn1::element(outline.subject).is_ok_and(|(name, _)| name.contents.is_empty());
        for extension in &outline.extensions {
            check_criticality(extension, true, id)?;
            match Known::of(extension.oid) {
                Known::Purposes if !purposes(extension, id)?.any(|purpose| purpose == SERVER_AUTH) => {
                    return fail("required EKU not found", &[Code::ExtendedKeyUsageMismatch]);
                }
                Known::Usage if signs_certificates(extension, id)? => {
                    let faults = &[Code::KeyCertSignWithoutCa, Code::EndEntityIsCa];
                    return fail("EE keyUsage must not assert keyCertSign", faults);
                }
                Known::Alternatives => match (is_empty, extension.critical) {
                    (true, false) => {
                        let words = "EE subjectAltName MUST be critical when subject is empty";
                        return fail(words, &[Code::SubjectAltNameNotCritical]);
                    }
                    (false, true) => {
                        let words = "EE subjectAltName MUST NOT be critical when subject is nonempty";
                        return fail(words, &[Code::SubjectAltNameCritical]);
                    }
                    _ => {}
                },
                Known::BasicConstraints if basic_constraints(extension, id)?.0 => {
                    let words = "basicConstraints.cA must not be asserted in an EE certificate";
                    return fail(words, &[Code::EndEntityIsCa]);
                }
                Known::NameConstraints => {
                    let words = of_extension(extension.oid, "Certificate contains prohibited extension");
                    return fail(&words, &[Code::NameConstraintsWithoutCa]);
                }
                Known::InformationAccess => {
                    reader::value(extension, &schema::INFORMATION_ACCESS)
                        .map_err(|words| malformed(words, id))?;
                }
                _ => {}
            }
        }
        if outline.extension(&AUTHORITY_KEY_ID).is_none() {
            let faults = &[Code::AuthorityKeyIdMissing, Code::EndEntitySelfSigned, Code::AnchorIsEndEntity];
            return Err(missing(&AUTHORITY_KEY_ID, faults, id));
        }
        Ok(())
    }
}

/// Modulus and exponent as asn1 has them: in DER, with nothing behind.
fn schema_rsa(bits: &[u8]) -> Option<(&[u8], &[u8])> {
    reader::PYCA.read_all(&schema::RSA_KEY, bits).ok()?;
    openssl::reader::rsa_numbers(bits)
}

/// The extensions that the policy knows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    InformationAccess,
    AuthorityKeyId,
    SubjectKeyId,
    Usage,
    Alternatives,
    BasicConstraints,
    NameConstraints,
    Purposes,
    Other,
}

impl Known {
    fn of(oid: &[u8]) -> Self {
        match oid {
            _ if oid == AUTHORITY_INFO_ACCESS => Self::InformationAccess,
            _ if oid == AUTHORITY_KEY_ID => Self::AuthorityKeyId,
            _ if oid == SUBJECT_KEY_ID => Self::SubjectKeyId,
            _ if oid == KEY_USAGE => Self::Usage,
            _ if oid == ALTERNATIVES => Self::Alternatives,
            _ if oid == BASIC_CONSTRAINTS => Self::BasicConstraints,
            _ if oid == NAME_CONSTRAINTS => Self::NameConstraints,
            _ if oid == PURPOSES => Self::Purposes,
            _ => Self::Other,
        }
    }
}

/// What may, must and must not be critical.
fn check_criticality(
    extension: &Extension<'_>,
    is_end_entity: bool,
    id: CertificateId,
) -> Result<(), Invalid> {
    let faults: &'static [Code] = match (Known::of(extension.oid), extension.critical) {
        (Known::InformationAccess, true) => &[Code::AuthorityInfoAccessCritical],
        (Known::AuthorityKeyId, true) => &[Code::KeyIdentifierCritical],
        (Known::SubjectKeyId, true) if !is_end_entity => &[Code::KeyIdentifierCritical],
        (Known::Purposes, true) => &[Code::ExtendedKeyUsageCritical],
        (Known::BasicConstraints, false) if !is_end_entity => &[Code::BasicConstraintsNotCritical],
        (Known::Other, true) => {
            let words =
                of_extension(extension.oid, "certificate contains unaccounted-for critical extensions");
            let faults = &[
                Code::CriticalExtensionUnknown,
                Code::PolicyViolated,
                Code::NameConstraintsWithoutCa,
                Code::ExtensionMalformed,
            ];
            return Err(invalid(&words, faults, id));
        }
        _ => return Ok(()),
    };
    let words = of_extension(extension.oid, "Certificate extension has incorrect criticality");
    Err(invalid(&words, faults, id))
}

fn permits_ca_extensions(outline: &Outline<'_>, id: CertificateId) -> Result<(), Invalid> {
    let fail = |words: &str, faults| Err(invalid(words, faults, id));
    let read = |extension: &Extension<'_>, of: &'static Type| -> Result<Vec<u8>, Invalid> {
        reader::value(extension, of).map(<[u8]>::to_vec).map_err(|words| malformed(words, id))
    };
    for extension in &outline.extensions {
        check_criticality(extension, false, id)?;
        match Known::of(extension.oid) {
            Known::InformationAccess => {
                read(extension, &schema::INFORMATION_ACCESS)?;
            }
            Known::AuthorityKeyId => {
                let fields = read(extension, &schema::AUTHORITY_KEY_ID)?;
                if !asn1::elements(&fields).any(|field| field.tag == 0x80) {
                    let words = "authorityKeyIdentifier must contain keyIdentifier";
                    return fail(words, &[Code::AuthorityKeyIdForm]);
                }
            }
            Known::Usage if !signs_certificates(extension, id)? => {
                let words = "keyUsage.keyCertSign must be asserted in a CA certificate";
                return fail(words, &[Code::IssuerCannotSign, Code::IssuerNotCa]);
            }
            Known::NameConstraints => {
                let sides = read(extension, &schema::NAME_CONSTRAINTS)?;
                if asn1::elements(&sides).all(|side| side.contents.is_empty()) {
                    let words = "nameConstraints must have non-empty permittedSubtrees or excludedSubtrees";
                    return fail(words, &[Code::NameConstraintsEmpty]);
                }
            }
            Known::Purposes => {
                let fits = |purpose: &[u8]| purpose == SERVER_AUTH || purpose == ANY_PURPOSE;
                if !purposes(extension, id)?.any(fits) {
                    return fail("Neither EKU nor anyEKU could be found", &[Code::ExtendedKeyUsageMismatch]);
                }
            }
            _ => {}
        }
    }
    if outline.extension(&KEY_USAGE).is_none() {
        return Err(missing(&KEY_USAGE, &[Code::KeyUsageMissing, Code::IssuerNotCa], id));
    }
    Ok(())
}

/// The part of Policy.permits_ca that is about basicConstraints.
fn check_ca(outline: &Outline<'_>, id: CertificateId, depth: usize) -> Result<(), Invalid> {
    let Some(extension) = outline.extension(&BASIC_CONSTRAINTS) else {
        let reason = "missing required extension: CA certificate has no basicConstraints";
        let faults = &[Code::IssuerNotCa];
        return Err(invalid(&of_extension(&BASIC_CONSTRAINTS, reason), faults, id));
    };
    let (is_ca, length) = basic_constraints(extension, id)?;
    if length.is_some_and(|length| u64::try_from(depth).map_or(true, |depth| depth > length)) {
        let faults = &[Code::PathLengthExceeded, Code::IssuerNotCa, Code::PathLengthWithoutCa];
        return Err(invalid("path length constraint violated", faults, id));
    }
    if !is_ca {
        let words = "basicConstraints.cA must be asserted in a CA certificate";
        return Err(invalid(words, &[Code::IssuerNotCa], id));
    }
    Ok(())
}

fn basic_constraints(extension: &Extension<'_>, id: CertificateId) -> Result<(bool, Option<u64>), Invalid> {
    let fields =
        reader::value(extension, &schema::BASIC_CONSTRAINTS).map_err(|words| malformed(words, id))?;
    let is_ca = asn1::elements(fields).any(|field| field.tag == asn1::BOOLEAN && field.contents == [0xff]);
    let length = asn1::elements(fields).find(|field| field.tag == asn1::INTEGER);
    let number = |octets: &[u8]| octets.iter().fold(0, |all: u64, octet| all << 8 | u64::from(*octet));
    Ok((is_ca, length.map(|length| number(length.contents))))
}

fn purposes<'a>(
    extension: &Extension<'a>,
    id: CertificateId,
) -> Result<impl Iterator<Item = &'a [u8]>, Invalid> {
    let list = reader::value(extension, &SOME_PURPOSES).map_err(|words| malformed(words, id))?;
    Ok(asn1::elements(list).map(|purpose| purpose.contents))
}

fn signs_certificates(extension: &Extension<'_>, id: CertificateId) -> Result<bool, Invalid> {
    let bits = reader::value(extension, &schema::BIT_STRING).map_err(|words| malformed(words, id))?;
    Ok(bits.get(1).is_some_and(|octet| octet & 0x04 != 0))
}

/// The names of subjectAltName, as the elements that they are.
fn alternatives<'a>(outline: &Outline<'a>, id: CertificateId) -> Result<&'a [u8], Invalid> {
    let Some(extension) = outline.extension(&ALTERNATIVES) else { return Ok(&[]) };
    reader::value(extension, &schema::GENERAL_NAMES).map_err(|words| malformed(words, id))
}

fn check_duplicates(outline: &Outline<'_>, id: CertificateId) -> Result<(), Invalid> {
    let mut known: BTreeSet<&[u8]> = BTreeSet::new();
    match outline.extensions.iter().find(|extension| !known.insert(extension.oid)) {
        None => Ok(()),
        Some(extension) => {
            let words = of_extension(extension.oid, "duplicate extension");
            Err(invalid(&words, &[Code::ExtensionDuplicated], id))
        }
    }
}

/// RSA and the three curves, as the Baseline Requirements write them.
fn is_permitted_key(algorithm: &[u8]) -> bool {
    const RSA: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 5, 0];
    const EC: &[u8] = &[6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
    algorithm == RSA
        || matches!(
            algorithm.strip_prefix(EC),
            Some([6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7] | [6, 5, 0x2b, 0x81, 4, 0, 0x22 | 0x23])
        )
        || matches!(algorithm, [6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 17..=19])
}

/// The same of signatures, by what is shown of them.
fn is_permitted_signature(shown: &str) -> bool {
    let parameters = shown.split_once("params: ").and_then(|(_, rest)| rest.strip_suffix(" }"));
    let Some(parameters) = parameters else { return false };
    let pss = |hash: &str, salt: &str| {
        parameters.matches(hash).count() == 2
            && parameters.contains("1.2.840.113549.1.1.8 }")
            && parameters.ends_with(salt)
    };
    matches!(
        parameters,
        "RsaWithSha256(Some(()))"
            | "RsaWithSha384(Some(()))"
            | "RsaWithSha512(Some(()))"
            | "EcDsaWithSha256"
            | "EcDsaWithSha384"
            | "EcDsaWithSha512"
            | "MlDsa44"
            | "MlDsa65"
            | "MlDsa87"
    ) || (parameters.starts_with("RsaPss(Some(")
        && (pss("Sha256(Some(()))", "salt_length: 32, _trailer_field: None }))")
            || pss("Sha384(Some(()))", "salt_length: 48, _trailer_field: None }))")
            || pss("Sha512(Some(()))", "salt_length: 64, _trailer_field: None }))")))
}

fn of_extension(oid: &[u8], words: &str) -> String {
    ["invalid extension: ", &reader::dotted_oid(oid), ": ", words].concat()
}

fn missing(oid: &[u8], faults: &'static [Code], at: CertificateId) -> Invalid {
    invalid(&of_extension(oid, "Certificate is missing required extension"), faults, at)
}

/// What cryptography makes of each fault.
pub(super) fn stance(code: Code) -> Stance {
    match code {
        Code::IssuerNotFound
        | Code::NameFormDiffers
        | Code::RootNotTrusted
        | Code::EndEntitySelfSigned
        | Code::AnchorsEmpty
        | Code::SignatureInvalid
        | Code::KeyIdentifierMismatch
        | Code::SignatureAlgorithmWeak
        | Code::SignatureAlgorithmUnsupported
        | Code::SignatureAlgorithmMismatch
        | Code::PublicKeyWeak
        | Code::PublicKeyUnsupported
        | Code::PublicKeyUncommon
        | Code::VersionNotV3
        | Code::SerialNumberInvalid
        | Code::CriticalExtensionUnknown
        | Code::ExtensionDuplicated
        | Code::ExtensionMalformed
        | Code::EncodingNotDer
        | Code::NameMalformed
        | Code::TimeMalformed
        | Code::PublicKeyMalformed
        | Code::UniqueIdentifierPresent
        | Code::IssuerNotCa
        | Code::PathLengthExceeded
        | Code::EndEntityIsCa
        | Code::BasicConstraintsNotCritical
        | Code::IssuerCannotSign
        | Code::KeyUsageMissing
        | Code::KeyCertSignWithoutCa
        | Code::CertificateExpired
        | Code::CertificateNotYetValid
        | Code::ValidityInverted
        | Code::AnchorExpired
        | Code::ExtendedKeyUsageMismatch
        | Code::CertificateTooLarge
        | Code::ExtendedKeyUsageCritical
        | Code::NameConstraintViolated
        | Code::NameConstraintUnsupported
        | Code::NameConstraintMalformed
        | Code::NameConstraintLeadingPeriod
        | Code::NameMismatch
        | Code::SubjectAltNameMissing
        | Code::SubjectAltNameNotCritical
        | Code::SubjectAltNameCritical
        | Code::AuthorityKeyIdMissing
        | Code::KeyIdentifierCritical
        | Code::AuthorityKeyIdForm
        | Code::CaSubjectEmpty
        | Code::IssuerEmpty
        | Code::NameConstraintsWithoutCa
        | Code::NameConstraintsEmpty
        | Code::AuthorityInfoAccessCritical
        | Code::PolicyViolated
        | Code::PathTooComplex => Stance::LooksAt,
        Code::PathLengthWithoutCa
        | Code::KeyUsageMismatch
        | Code::KeyUsageNoSignature
        | Code::CertificateRevoked
        | Code::RevocationUnknown
        | Code::CrlExpired
        | Code::CrlInvalid
        | Code::CrlNotUsed
        | Code::OcspInvalid
        | Code::OcspNotUsed
        | Code::ExtendedKeyUsageAny
        | Code::ExtendedKeyUsageMissing
        | Code::RootHasExtendedKeyUsage
        | Code::SubjectAltNameMalformed
        | Code::CommonNameNotInSubjectAltName
        | Code::WildcardOnPublicSuffix
        | Code::SubjectKeyIdMissing
        | Code::SelfKeyIdentifierMismatch
        | Code::NameConstraintsNotCritical
        | Code::PolicyConstraintsNotCritical
        | Code::AnchorIsNotRoot
        | Code::AnchorIsEndEntity
        | Code::StatusMustBeStapled
        | Code::ValidityPeriodTooLong
        | Code::WebpkiLimit
        | Code::ExtendedKeyUsageForbidden
        | Code::CaExtendedKeyUsageMissing
        | Code::InhibitAnyPolicyNotCritical
        | Code::CtPolicyNotMet
        | Code::SubjectAltNameTypeForbidden
        | Code::SubjectAttributeRepeated
        | Code::DistributionPointForbidden
        | Code::SubjectNotForPolicy
        | Code::KeyUsageNotForKey
        | Code::AnchorRejected
        | Code::AnchorDistrusted
        | not_of_a_chain!() => Stance::Overlooks,
    }
}
