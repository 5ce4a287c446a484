//! Python's cryptography (x509.verification): the Baseline Requirements, taken at their word.
//!
//! The end entity is judged by itself first. Then each candidate for its issuer in turn, the right key before others, from
//! the store before what was given, must be a CA of the right profile and have signed; the last failure is told. Extensions are judged in the order
//! they stand, required ones that are not there after them.

use super::scene::{ANY_PURPOSE, Facts, KeyKind, SERVER_AUTH, Scene};
use super::stance::{Stance, not_of_a_chain};
use super::{Refusal, host};
use crate::certificate::Certificate;
use crate::certificate::extensions::{GeneralName, KeyUsage};
use crate::fault::CertificateId;
use crate::order::sort_by_key;
use crate::path::{Fit, key_identifiers_fit};
use crate::rules::Code;
use crate::rules::name_constraints::{self, Allowance};
use crate::signature::Outcome;
use crate::text;

/// DEFAULT_MAX_CHAIN_DEPTH.
const MAX_DEPTH: usize = 8;
/// Candidates that are looked at: the library has no limit but on name constraints, a page needs one.
const MAX_STEPS: usize = 2_000;

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
    let refuse = |words: &str, faults, at| Some(Refusal { words: words.to_owned(), code: None, faults, at });
    if scene.anchor_count == 0 {
        let words = "ValueError: can't create an empty store";
        return refuse(words, &[Code::AnchorsEmpty], None);
    }
    let end_entity = scene.end_entity();
    if scene.get(end_entity).version == 2 {
        let words = "cryptography.x509.base.InvalidVersion: 1 is not a valid X509 version";
        return refuse(words, &[Code::VersionNotV3], Some(end_entity));
    }
    let is_domain = |host: &super::Host<'_>| {
        host.address().is_some() || (host.text == host.dotted && !host.text.contains('_'))
    };
    if scene.host.is_some_and(|host| !is_domain(&host)) {
        return refuse(
            "ValueError: invalid domain name",
            &[Code::NameMismatch, Code::SubjectAltNameMalformed],
            Some(end_entity),
        );
    }
    let mut search = Search { scene, steps: 0 };
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
    let words = text::fill(template, &|name| match name {
        "words" => invalid.words.clone(),
        _ => scene.get(end_entity).subject.attributes.iter().rev().fold(
            String::new(),
            |mut all, (kind, value)| {
                if !all.is_empty() {
                    all.push(',');
                }
                all.push_str(kind);
                all.push('=');
                all.push_str(value);
                all
            },
        ),
    });
    Some(Refusal { words, code: None, faults: invalid.faults, at: invalid.at })
}

struct Search<'a> {
    scene: &'a Scene<'a>,
    steps: usize,
}

/// `faults` at a certificate, told plainly.
fn invalid(words: &str, faults: &'static [Code], at: CertificateId) -> Invalid {
    Invalid { words: words.to_owned(), faults, at: Some(at), kind: Kind::Plain }
}

impl Search<'_> {
    fn verify(&mut self) -> Result<(), Invalid> {
        let end_entity = self.scene.end_entity();
        duplicate(self.scene, end_entity)?;
        self.permits_end_entity(end_entity).map_err(|found| Invalid { kind: Kind::EndEntity, ..found })?;
        self.extend(&[end_entity])
    }

    /// ChainBuilder.build_chain_inner.
    fn extend(&mut self, below: &[CertificateId]) -> Result<(), Invalid> {
        let Some(&working) = below.last() else { return Ok(()) };
        self.check_constraints(below)?;
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
        let named = |id: &&CertificateId| self.scene.names_issuer(working, **id);
        let mut candidates: Vec<CertificateId> =
            self.scene.anchors.iter().chain(self.scene.others()).filter(named).copied().collect();
        sort_by_key(&mut candidates, |id| {
            match key_identifiers_fit(self.scene.get(working), self.scene.get(*id)) {
                Fit::Matches => 0,
                Fit::Unknown => 1,
                Fit::Differs => 2,
            }
        });
        for candidate in candidates {
            self.steps += 1;
            if self.steps > MAX_STEPS {
                break;
            }
            duplicate(self.scene, candidate)?;
            let result = self.is_issuer(candidate, working, depth).and_then(|()| {
                let mut longer = below.to_vec();
                longer.push(candidate);
                self.extend(&longer)
            });
            match result {
                Ok(()) => return Ok(()),
                Err(found) if found.kind == Kind::Fatal => return Err(found),
                Err(found) => last = Some(found),
            }
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

    /// Policy.valid_issuer.
    fn is_issuer(&self, issuer: CertificateId, child: CertificateId, depth: usize) -> Result<(), Invalid> {
        let (signing, signed) = (self.scene.get(issuer), self.scene.get(child));
        permits_basics(self.scene, issuer)?;
        permits_ca_extensions(signing, issuer)?;
        if signing
            .path_len()
            .is_some_and(|allowed| u32::try_from(depth).map_or(true, |depth| depth > allowed))
        {
            return Err(invalid("path length constraint violated", &[Code::PathLengthExceeded], issuer));
        }
        if let Some(parameters) = forbidden_key(signing) {
            let words = algorithm("Forbidden public key algorithm: ", &parameters);
            return Err(invalid(&words, &[Code::PublicKeyUnsupported, Code::PublicKeyUncommon], issuer));
        }
        if signing.key_kind() == KeyKind::Rsa && signing.key.bits.is_some_and(|bits| bits < 2048) {
            return Err(invalid("RSA key is too weak", &[Code::PublicKeyWeak], issuer));
        }
        if let Some(parameters) = forbidden_signature(signed) {
            let words = algorithm("Forbidden signature algorithm: ", &parameters);
            let faults = &[Code::SignatureAlgorithmWeak, Code::SignatureAlgorithmUnsupported];
            return Err(invalid(&words, faults, child));
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

    fn permits_end_entity(&self, id: CertificateId) -> Result<(), Invalid> {
        permits_basics(self.scene, id)?;
        let certificate = self.scene.get(id);
        let extensions = &certificate.extensions;
        let fail = |words: &str, faults| Err(invalid(words, faults, id));
        if extensions.subject_alt_names.is_none()
            && !extensions.malformed.iter().any(|oid| oid == "2.5.29.17")
        {
            let words = "missing required extension: leaf server certificate has no subjectAltName";
            return fail(words, &[Code::SubjectAltNameMissing, Code::NameMismatch]);
        }
        if extensions.subject_alt_names.is_some() && !self.host_matches(certificate) {
            let faults = &[Code::NameMismatch, Code::SubjectAltNameMissing];
            return fail("leaf certificate has no matching subjectAltName", faults);
        }
        for seen in &extensions.all {
            if extensions.malformed.contains(&seen.oid)
                && !matches!(seen.oid.as_str(), "2.5.29.14" | "2.5.29.35")
            {
                let words = "ASN.1 parsing error: short data (needed at least 1 additional bytes)";
                return fail(words, &[Code::ExtensionMalformed]);
            }
            match seen.oid.as_str() {
                "1.3.6.1.5.5.7.1.1" if seen.critical => {
                    return Err(criticality(&seen.oid, &[Code::AuthorityInfoAccessCritical], id));
                }
                "2.5.29.35" if seen.critical => {
                    return Err(criticality(&seen.oid, &[Code::KeyIdentifierCritical], id));
                }
                "2.5.29.37" if seen.critical => {
                    return Err(criticality(&seen.oid, &[Code::ExtendedKeyUsageCritical], id));
                }
                "2.5.29.37"
                    if !certificate
                        .purposes()
                        .unwrap_or_default()
                        .iter()
                        .any(|found| found == SERVER_AUTH) =>
                {
                    return fail("required EKU not found", &[Code::ExtendedKeyUsageMismatch]);
                }
                "2.5.29.15"
                    if certificate.usage().is_some_and(|usage| usage.has(KeyUsage::KEY_CERT_SIGN)) =>
                {
                    let faults = &[Code::KeyCertSignWithoutCa, Code::EndEntityIsCa];
                    return fail("EE keyUsage must not assert keyCertSign", faults);
                }
                "2.5.29.17" => match (certificate.subject.is_empty(), seen.critical) {
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
                "2.5.29.19" if certificate.is_ca() => {
                    let words = "basicConstraints.cA must not be asserted in an EE certificate";
                    return fail(words, &[Code::EndEntityIsCa]);
                }
                "2.5.29.30" => {
                    let words = extension(&seen.oid, "Certificate contains prohibited extension");
                    return fail(&words, &[Code::NameConstraintsWithoutCa]);
                }
                "2.5.29.14" | "1.3.6.1.5.5.7.1.1" | "2.5.29.35" | "2.5.29.37" | "2.5.29.15" | "2.5.29.19" => {
                }
                _ if seen.critical => return Err(unaccounted(&seen.oid, id)),
                _ => {}
            }
        }
        if extensions.authority_key_id.is_none() {
            return Err(missing(
                "2.5.29.35",
                &[Code::AuthorityKeyIdMissing, Code::EndEntitySelfSigned, Code::AnchorIsEndEntity],
                id,
            ));
        }
        Ok(())
    }

    fn host_matches(&self, certificate: &Certificate) -> bool {
        let Some(wanted) = self.scene.host else { return true };
        match wanted.address() {
            Some(_) => host::has_address(certificate, &wanted),
            None => host::dns_names(certificate)
                .iter()
                .any(|name| host::matches_whole_label(name, wanted.text, 1)),
        }
    }

    /// The constraints of the topmost certificate against the names of those below it.
    fn check_constraints(&self, below: &[CertificateId]) -> Result<(), Invalid> {
        let Some((top, below)) = below.split_last() else { return Ok(()) };
        let Some(found) = &self.scene.get(*top).extensions.name_constraints else { return Ok(()) };
        let constraints = &found.value;
        let has_directory = constraints
            .permitted
            .iter()
            .chain(&constraints.excluded)
            .any(|name| matches!(name, GeneralName::Directory(_)));
        if found.critical && has_directory {
            let words = "critical nameConstraints extension contains an unsupported directoryName constraint";
            let faults = &[Code::NameConstraintUnsupported, Code::NameConstraintViolated];
            return Err(Invalid { kind: Kind::Fatal, ..invalid(words, faults, *top) });
        }
        for constraint in constraints.permitted.iter().chain(&constraints.excluded) {
            if let GeneralName::Dns(text) = constraint
                && text.starts_with('.')
            {
                let words = text::fill("malformed DNS name constraint: {text}", &|_| text.clone());
                return Err(invalid(&words, &[Code::NameConstraintLeadingPeriod], *top));
            }
        }
        for id in below {
            let certificate = self.scene.get(*id);
            if certificate.is_self_issued() && *id != self.scene.end_entity() {
                continue;
            }
            for name in certificate.alternatives().unwrap_or_default() {
                if !matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_) | GeneralName::Email(_)) {
                    continue;
                }
                let words = match name_constraints::allowance(name, constraints) {
                    Allowance::Allowed => continue,
                    Allowance::NotPermitted => "no permitted name constraints matched SAN",
                    Allowance::Excluded => "excluded name constraint matched SAN",
                };
                return Err(invalid(words, &[Code::NameConstraintViolated], *id));
            }
        }
        Ok(())
    }
}

fn duplicate(scene: &Scene<'_>, id: CertificateId) -> Result<(), Invalid> {
    match scene.get(id).extensions.duplicated.first() {
        None => Ok(()),
        Some(oid) => Err(invalid(&extension(oid, "duplicate extension"), &[Code::ExtensionDuplicated], id)),
    }
}

/// Policy.permits_basic.
fn permits_basics(scene: &Scene<'_>, id: CertificateId) -> Result<(), Invalid> {
    let certificate = scene.get(id);
    let (words, faults): (&str, &'static [Code]) = match () {
        () if certificate.version != 3 => {
            ("certificate must be an X509v3 certificate", &[Code::VersionNotV3])
        }
        () if certificate.algorithm != certificate.inner_algorithm => {
            ("mismatch between signatureAlgorithm and SPKI algorithm", &[Code::SignatureAlgorithmMismatch])
        }
        () if !(1..=21).contains(&certificate.serial.len()) => {
            ("certificate must have a serial between 1 and 20 octets", &[Code::SerialNumberInvalid])
        }
        () if certificate.has_negative_serial() => {
            ("certificate serial number cannot be negative", &[Code::SerialNumberInvalid])
        }
        () if certificate.issuer.is_empty() => {
            ("certificate must have a non-empty Issuer", &[Code::IssuerEmpty, Code::CaSubjectEmpty])
        }
        () if !certificate.is_current(scene.at) => (
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

fn permits_ca_extensions(certificate: &Certificate, id: CertificateId) -> Result<(), Invalid> {
    let extensions = &certificate.extensions;
    let fail = |words: &str, faults| Err(invalid(words, faults, id));
    if extensions.basic_constraints.is_none() && !extensions.malformed.iter().any(|oid| oid == "2.5.29.19") {
        let words =
            extension("2.5.29.19", "missing required extension: CA certificate has no basicConstraints");
        return fail(&words, &[Code::IssuerNotCa]);
    }
    for seen in &extensions.all {
        if extensions.malformed.contains(&seen.oid) {
            let words = "ASN.1 parsing error: short data (needed at least 1 additional bytes)";
            return fail(words, &[Code::ExtensionMalformed]);
        }
        match seen.oid.as_str() {
            "1.3.6.1.5.5.7.1.1" | "2.5.29.35" | "2.5.29.14" | "2.5.29.37" if seen.critical => {
                let faults = &[
                    Code::KeyIdentifierCritical,
                    Code::AuthorityInfoAccessCritical,
                    Code::ExtendedKeyUsageCritical,
                ];
                return Err(criticality(&seen.oid, faults, id));
            }
            "2.5.29.35" => {
                if let Some(words) = authority_key_form(certificate) {
                    return fail(words, &[Code::AuthorityKeyIdForm]);
                }
            }
            "2.5.29.15" if certificate.usage().is_some_and(|usage| !usage.has(KeyUsage::KEY_CERT_SIGN)) => {
                let words = "keyUsage.keyCertSign must be asserted in a CA certificate";
                return fail(words, &[Code::IssuerCannotSign, Code::IssuerNotCa]);
            }
            "2.5.29.19" if !seen.critical => {
                return Err(criticality(&seen.oid, &[Code::BasicConstraintsNotCritical], id));
            }
            "2.5.29.19" if !certificate.is_ca() => {
                let words = "basicConstraints.cA must be asserted in a CA certificate";
                return fail(words, &[Code::IssuerNotCa]);
            }
            "2.5.29.30" if extensions.name_constraints.as_ref().is_some_and(|found| found.value.empty) => {
                let words = "nameConstraints must have non-empty permittedSubtrees or excludedSubtrees";
                return fail(words, &[Code::NameConstraintsEmpty]);
            }
            "2.5.29.37" => {
                let fits = certificate
                    .purposes()
                    .unwrap_or_default()
                    .iter()
                    .any(|purpose| purpose == SERVER_AUTH || purpose == ANY_PURPOSE);
                if !fits {
                    return fail("Neither EKU nor anyEKU could be found", &[Code::ExtendedKeyUsageMismatch]);
                }
            }
            "1.3.6.1.5.5.7.1.1" | "2.5.29.14" | "2.5.29.15" | "2.5.29.17" | "2.5.29.19" | "2.5.29.30" => {}
            _ if seen.critical => return Err(unaccounted(&seen.oid, id)),
            _ => {}
        }
    }
    if extensions.key_usage.is_none() {
        return Err(missing("2.5.29.15", &[Code::KeyUsageMissing, Code::IssuerNotCa], id));
    }
    Ok(())
}

fn authority_key_form(certificate: &Certificate) -> Option<&'static str> {
    let found = &certificate.extensions.authority_key_id.as_ref()?.value;
    match () {
        () if found.key_id.is_none() => Some("authorityKeyIdentifier must contain keyIdentifier"),
        () if found.has_issuer => Some("authorityKeyIdentifier must not contain authorityCertIssuer"),
        () if found.serial.is_some() => {
            Some("authorityKeyIdentifier must not contain authorityCertSerialNumber")
        }
        () => None,
    }
}

/// What the Baseline Requirements have no place for; `None` for RSA and the three curves.
fn forbidden_key(certificate: &Certificate) -> Option<String> {
    match certificate.key_kind() {
        KeyKind::Rsa if certificate.key.name == "RSA" => None,
        KeyKind::P256 | KeyKind::P384 | KeyKind::P521 => None,
        KeyKind::Ed25519 => Some(String::from("Ed25519")),
        KeyKind::Ed448 => Some(String::from("Ed448")),
        _ => Some(certificate.key.name.to_string()),
    }
}

fn forbidden_signature(certificate: &Certificate) -> Option<String> {
    let name = certificate.algorithm_info.name.as_ref();
    let words = match (certificate.algorithm_info.hash, name) {
        (Some("SHA-256" | "SHA-384" | "SHA-512"), name)
            if !name.starts_with("dsa")
                && !name.starts_with("sha512-")
                && !certificate.has_unusually_written_pss() =>
        {
            return None;
        }
        (_, "sha1WithRSAEncryption") => "RsaWithSha1(Some(()))",
        (_, "sha224WithRSAEncryption") => "RsaWithSha224(Some(()))",
        (_, "ecdsa-with-SHA224") => "EcDsaWithSha224",
        (_, "ecdsa-with-SHA1") => "Other(ObjectIdentifier { oid: 1.2.840.10045.4.1 }, None)",
        (_, "md5WithRSAEncryption") => {
            "Other(ObjectIdentifier { oid: 1.2.840.113549.1.1.4 }, Some(Tlv { tag: Tag { value: 5, constructed: false, \
             class: Universal }, data: [], full_data: [5, 0] }))"
        }
        (_, name) => name,
    };
    Some(words.to_owned())
}

/// An AlgorithmIdentifier as Rust's Debug shows it.
fn algorithm(prefix: &str, parameters: &str) -> String {
    let mut words = prefix.to_owned();
    words.push_str("AlgorithmIdentifier { oid: DefinedByMarker(PhantomData<asn1::object_identifier::ObjectIdentifier>), ");
    words.push_str("params: ");
    words.push_str(parameters);
    words.push_str(" }");
    words
}

fn extension(oid: &str, words: &str) -> String {
    text::fill("invalid extension: {oid}: {words}", &|name| {
        if name == "oid" { oid.to_owned() } else { words.to_owned() }
    })
}

fn criticality(oid: &str, faults: &'static [Code], at: CertificateId) -> Invalid {
    invalid(&extension(oid, "Certificate extension has incorrect criticality"), faults, at)
}

fn missing(oid: &str, faults: &'static [Code], at: CertificateId) -> Invalid {
    invalid(&extension(oid, "Certificate is missing required extension"), faults, at)
}

fn unaccounted(oid: &str, at: CertificateId) -> Invalid {
    let words = extension(oid, "certificate contains unaccounted-for critical extensions");
    let faults = &[Code::CriticalExtensionUnknown, Code::PolicyViolated, Code::NameConstraintsWithoutCa];
    invalid(&words, faults, at)
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
        | not_of_a_chain!() => Stance::Overlooks,
    }
}
