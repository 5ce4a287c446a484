//! Firefox (mozilla::pkix).
//!
//! From the end entity up, each candidate for an issuer must itself lead to an anchor before its signature is looked at.
//! What is wrong with the end entity waits until a path is found; several candidates that fail differently are one unknown
//! issuer. Anchors are CAs: none vouches for itself as a server.

use super::scene::{Facts, KeyKind, SERVER_AUTH, Scene};
use super::stance::{Stance, not_of_a_chain};
use super::stapled::{self, ToFirefox};
use super::{Refusal, host, is_key_for_tls};
use crate::anchors::MozillaRoot;
use crate::certificate::Certificate;
use crate::certificate::extensions::{GeneralName, KeyUsage};
use crate::fault::CertificateId;
use crate::rules::Code;
use crate::rules::name_constraints::{self, Allowance};
use crate::rules::tls_feature::must_be_stapled;
use crate::signature::Outcome;

const KEYS: &[KeyKind] = &[KeyKind::Rsa, KeyKind::P256, KeyKind::P384, KeyKind::P521];

/// MAX_SUBCA_COUNT.
const MAX_CAS: usize = 6;
/// The budget of mozilla::pkix is 200,000; a page needs a smaller one.
const BUDGET: usize = 2_000;

/// The errors of NSS and mozilla::pkix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Error {
    BadSignature,
    CaInvalid,
    NotInNameSpace,
    AlgorithmDisabled,
    Expired,
    ExpiredIssuer,
    NotYetValid,
    NotYetValidIssuer,
    ExtensionValueInvalid,
    InadequateCertType,
    InadequateKeyUsage,
    InadequateKeySize,
    InvalidTime,
    PathLength,
    UnknownCriticalExtension,
    UnknownIssuer,
    UnsupportedCurve,
    CaAsEndEntity,
    EmptyIssuer,
    RequiredFeatureMissing,
    IssuerNoLongerTrusted,
    Revoked,
    OcspUnknown,
    OcspFuture,
    OcspBadSignature,
    OcspMalformedRequest,
    OcspServerFailed,
    OcspNeedsSignature,
    OcspUnauthorized,
    SelfSigned,
    BadDer,
    AlgorithmMismatch,
    V1AsCa,
    BadDomain,
    NoCypherOverlap,
}

type Checked = Result<(), (Error, CertificateId)>;

pub(super) fn ask(scene: &Scene<'_>) -> Option<Refusal> {
    let end_entity = scene.end_entity();
    let (error, at) = if is_key_for_tls(scene, KEYS) {
        match verify(scene) {
            // Of two errors that a person may override, the host's is shown before the date's.
            Err((Error::Expired | Error::NotYetValid, _)) if !host_matches(scene) => {
                (Error::BadDomain, end_entity)
            }
            Err(found) => found,
            Ok(()) => match of_stapled(scene) {
                Some(error) => (error, end_entity),
                None if !host_matches(scene) => (Error::BadDomain, end_entity),
                None => return None,
            },
        }
    } else {
        (Error::NoCypherOverlap, end_entity)
    };
    let (code, words, faults) = describe(error);
    let words = crate::text::fill("{code} {words}", &|name| {
        if name == "code" { code.to_owned() } else { words.to_owned() }
    });
    Some(Refusal { words, code: Some(code.to_owned()), faults, at: Some(at) })
}

/// What is against the certificate in what the server staples, or that it staples nothing.
fn of_stapled(scene: &Scene<'_>) -> Option<Error> {
    Some(match stapled::to_firefox(scene) {
        ToFirefox::Missing if must_be_stapled(scene.get(scene.end_entity())) => Error::RequiredFeatureMissing,
        ToFirefox::Revoked => Error::Revoked,
        ToFirefox::Unknown => Error::OcspUnknown,
        ToFirefox::Future => Error::OcspFuture,
        ToFirefox::BadSignature => Error::OcspBadSignature,
        ToFirefox::Refused("malformed-request") => Error::OcspMalformedRequest,
        ToFirefox::Refused("internal-error") => Error::OcspServerFailed,
        ToFirefox::Refused("signature-required") => Error::OcspNeedsSignature,
        ToFirefox::Refused("unauthorized") => Error::OcspUnauthorized,
        ToFirefox::Missing | ToFirefox::Refused(_) | ToFirefox::Fine => return None,
    })
}

/// BuildCertChain, and what CertVerifier makes of its error.
fn verify(scene: &Scene<'_>) -> Checked {
    let end_entity = scene.end_entity();
    let certificate = scene.get(end_entity);
    read(certificate).map_err(|error| (error, end_entity))?;
    let mut build = Build { scene, budget: BUDGET };
    build.forward(&[end_entity], 0).map_err(|(error, at)| match error {
        Error::UnknownIssuer if signs_itself(scene, end_entity) => (Error::SelfSigned, end_entity),
        error => (error, at),
    })
}

fn signs_itself(scene: &Scene<'_>, id: CertificateId) -> bool {
    scene.names_issuer(id, id) && !matches!(scene.signature(id, id), Outcome::Invalid | Outcome::KeyMismatch)
}

/// IsDistrustedCertificateChain: the server's certificate was issued after the day up to which Mozilla's list trusts this root. What an
/// enterprise puts into the store is exempt; anchors were imported here.
fn is_limited(scene: &Scene<'_>, anchor: CertificateId, path: &[CertificateId]) -> bool {
    let sha256 = crate::certificate::hex(&scene.get(anchor).sha256);
    let issued = path.first().map(|id| scene.get(*id).not_before.to_iso8601()).unwrap_or_default();
    crate::root_history::trusted_up_to(&sha256)
        .is_some_and(|day| issued.get(..day.len()).is_some_and(|issued| issued > day))
}

struct Build<'a> {
    scene: &'a Scene<'a>,
    budget: usize,
}

impl Build<'_> {
    /// BuildForward: the last certificate of `below` with all that stands below it; `cas` of them are CAs.
    fn forward(&mut self, below: &[CertificateId], cas: usize) -> Checked {
        let Some(&subject) = below.last() else { return Ok(()) };
        let is_end_entity = below.len() == 1;
        let is_anchor = !is_end_entity && self.scene.get(subject).origin.is_anchor();
        let mut deferred = Ok(());
        if let Err(error) = self.check_alone(subject, is_end_entity, is_anchor, cas) {
            if !is_end_entity {
                return Err((error, subject));
            }
            deferred = Err((error, subject));
        }
        if is_anchor {
            return match is_limited(self.scene, subject, below) {
                true => Err((Error::IssuerNoLongerTrusted, subject)),
                false => Ok(()),
            };
        }
        if !is_end_entity && cas >= MAX_CAS {
            return Err((Error::UnknownIssuer, subject));
        }
        self.find_issuer(below, if is_end_entity { 0 } else { cas + 1 })?;
        deferred
    }

    /// FindIssuer: the anchors in turn, then what was sent, but for what signed itself or cannot be read.
    fn find_issuer(&mut self, below: &[CertificateId], cas: usize) -> Checked {
        let Some(&subject) = below.last() else { return Ok(()) };
        let scene = self.scene;
        let is_named = |id: &&CertificateId| scene.names_issuer(subject, **id);
        let anchors = scene.anchors.iter().filter(is_named);
        let sent = scene.others().iter().filter(is_named).filter(|id| {
            let certificate = scene.get(**id);
            read(certificate).is_ok() && !signs_itself(scene, **id) && scene.anchor_of(**id).is_none()
        });
        let mut result: Checked = Err((Error::UnknownIssuer, subject));
        let mut was_set = false;
        for candidate in anchors.chain(sent).copied() {
            let Err((error, at)) = self.check_issuer(below, candidate, cas) else { return Ok(()) };
            let error = match error {
                Error::Expired => Error::ExpiredIssuer,
                Error::NotYetValid => Error::NotYetValidIssuer,
                error => error,
            };
            // Candidates that fail for different reasons are no candidates.
            let differs = was_set && result.is_err_and(|(known, _)| known != error);
            result = Err(if differs { (Error::UnknownIssuer, subject) } else { (error, at) });
            was_set = true;
        }
        result
    }

    /// PathBuildingStep::Check.
    fn check_issuer(&mut self, below: &[CertificateId], candidate: CertificateId, cas: usize) -> Checked {
        let Some(&subject) = below.last() else { return Ok(()) };
        let scene = self.scene;
        let issuer = scene.get(candidate);
        read(issuer).map_err(|error| (error, candidate))?;
        let again = below.iter().any(|id| {
            let known = scene.get(*id);
            known.subject.der == issuer.subject.der && known.spki == issuer.spki
        });
        if again {
            return Err((Error::UnknownIssuer, subject));
        }
        if let Some(found) = &issuer.extensions.name_constraints {
            if found.value.empty {
                return Err((Error::BadDer, candidate));
            }
            for (position, id) in below.iter().enumerate() {
                let certificate = scene.get(*id);
                let names = constrained_names(certificate, position == 0);
                if names
                    .iter()
                    .any(|name| name_constraints::allowance(name, &found.value) != Allowance::Allowed)
                {
                    return Err((Error::NotInNameSpace, *id));
                }
            }
        }
        if let Some(limit) = MozillaRoot::limit_of_subject(&issuer.subject.der) {
            for (position, id) in below.iter().enumerate() {
                let certificate = scene.get(*id);
                let names = constrained_names(certificate, position == 0);
                if host::is_beyond(&names, limit) {
                    return Err((Error::NotInNameSpace, *id));
                }
            }
        }
        if self.budget == 0 {
            return Err((Error::UnknownIssuer, subject));
        }
        self.budget -= 1;
        let mut longer = below.to_vec();
        longer.push(candidate);
        self.forward(&longer, cas)?;
        match scene.signature(subject, candidate) {
            Outcome::Invalid | Outcome::KeyMismatch => Err((Error::BadSignature, subject)),
            _ => Ok(()),
        }
    }

    /// CheckIssuerIndependentProperties, in its order.
    fn check_alone(
        &self,
        id: CertificateId,
        is_end_entity: bool,
        is_anchor: bool,
        cas: usize,
    ) -> Result<(), Error> {
        let certificate = self.scene.get(id);
        if certificate.not_before > certificate.not_after {
            return Err(Error::InvalidTime);
        }
        if !is_anchor {
            if certificate.algorithm != certificate.inner_algorithm {
                return Err(Error::AlgorithmMismatch);
            }
            let accepted = matches!(certificate.algorithm_info.hash, Some("SHA-256" | "SHA-384" | "SHA-512"));
            if !accepted {
                return Err(Error::AlgorithmDisabled);
            }
        }
        match certificate.key_kind() {
            KeyKind::Rsa if certificate.key.bits.is_some_and(|bits| bits < 1024) => {
                return Err(Error::InadequateKeySize);
            }
            KeyKind::Rsa | KeyKind::P256 | KeyKind::P384 | KeyKind::P521 => {}
            _ => return Err(Error::UnsupportedCurve),
        }
        if certificate.issuer.is_empty() {
            return Err(Error::EmptyIssuer);
        }
        let wanted = if is_end_entity {
            KeyUsage::DIGITAL_SIGNATURE | KeyUsage::KEY_ENCIPHERMENT | KeyUsage::KEY_AGREEMENT
        } else {
            KeyUsage::KEY_CERT_SIGN
        };
        if certificate.usage().is_some_and(|usage| !usage.has(wanted)) {
            return Err(Error::InadequateKeyUsage);
        }
        check_basic_constraints(certificate, is_end_entity, is_anchor, cas)?;
        let forbids = certificate.purposes().is_some_and(|purposes| {
            let answers = is_end_entity && purposes.iter().any(|purpose| purpose == OCSP_SIGNING);
            answers || !purposes.iter().any(|purpose| purpose == SERVER_AUTH)
        });
        if forbids {
            return Err(Error::InadequateCertType);
        }
        if self.scene.at < certificate.not_before {
            return Err(Error::NotYetValid);
        }
        if self.scene.at > certificate.not_after {
            return Err(Error::Expired);
        }
        Ok(())
    }
}

const OCSP_SIGNING: &str = "1.3.6.1.5.5.7.3.9";

/// What name constraints are held against.
fn constrained_names(certificate: &Certificate, is_end_entity: bool) -> Vec<GeneralName> {
    if is_end_entity {
        name_constraints::host_names_of(certificate)
    } else {
        name_constraints::names_of(certificate)
    }
}

/// CheckBasicConstraints.
fn check_basic_constraints(
    certificate: &Certificate,
    is_end_entity: bool,
    is_anchor: bool,
    cas: usize,
) -> Result<(), Error> {
    let found = certificate.extensions.basic_constraints.as_ref();
    let of_version_1 = !is_end_entity && found.is_none() && certificate.version == 1;
    if of_version_1 && !is_anchor {
        return Err(Error::V1AsCa);
    }
    let is_ca = of_version_1 || found.is_some_and(|found| found.value.ca);
    if is_end_entity {
        return if is_ca { Err(Error::CaAsEndEntity) } else { Ok(()) };
    }
    if !is_ca {
        return Err(Error::CaInvalid);
    }
    let allowed = certificate.path_len().map(|allowed| usize::try_from(allowed).unwrap_or(usize::MAX));
    if allowed.is_some_and(|allowed| cas > allowed) { Err(Error::PathLength) } else { Ok(()) }
}

/// BackCert::Init.
fn read(certificate: &Certificate) -> Result<(), Error> {
    const PARSED: &[&str] = &["2.5.29.15", "2.5.29.19", "2.5.29.30", "2.5.29.37"];
    const UNDERSTOOD: &[&str] = &[
        "2.5.29.15",
        "2.5.29.17",
        "2.5.29.19",
        "2.5.29.30",
        "2.5.29.32",
        "2.5.29.36",
        "2.5.29.37",
        "2.5.29.54",
        "1.3.6.1.5.5.7.1.1",
        "1.3.6.1.5.5.7.1.24",
        "2.16.840.1.113730.1.1",
    ];
    let extensions = &certificate.extensions;
    if !extensions.duplicated.is_empty()
        || extensions.malformed.iter().any(|oid| PARSED.contains(&oid.as_str()))
    {
        return Err(Error::ExtensionValueInvalid);
    }
    if extensions.all.iter().any(|seen| seen.critical && !UNDERSTOOD.contains(&seen.oid.as_str())) {
        return Err(Error::UnknownCriticalExtension);
    }
    Ok(())
}

/// CheckCertHostname: no common name.
fn host_matches(scene: &Scene<'_>) -> bool {
    let Some(wanted) = scene.host else { return true };
    let certificate = scene.get(scene.end_entity());
    if wanted.address().is_some() {
        return host::has_address(certificate, &wanted);
    }
    host::dns_names(certificate).iter().any(|name| host::matches_whole_label(name, wanted.text, 2))
}

/// Code, words and our faults.
fn describe(error: Error) -> (&'static str, &'static str, &'static [Code]) {
    match error {
        Error::IssuerNoLongerTrusted => (
            "MOZILLA_PKIX_ERROR_ISSUER_NO_LONGER_TRUSTED",
            "The certificate authority that issued the certificate was distrusted before the certificate was issued.",
            &[Code::AnchorDistrusted],
        ),
        Error::Revoked => (
            "SEC_ERROR_REVOKED_CERTIFICATE",
            "Peer’s Certificate has been revoked.",
            &[Code::CertificateRevoked],
        ),
        Error::OcspUnknown => (
            "SEC_ERROR_OCSP_UNKNOWN_CERT",
            "The OCSP server has no status for the certificate.",
            &[Code::RevocationUnknown],
        ),
        Error::OcspFuture => (
            "SEC_ERROR_OCSP_FUTURE_RESPONSE",
            "The OCSP response is not yet valid (contains a date in the future).",
            &[Code::OcspInvalid],
        ),
        Error::OcspBadSignature => {
            ("SEC_ERROR_OCSP_BAD_SIGNATURE", "OCSP response has an invalid signature.", &[Code::OcspInvalid])
        }
        Error::OcspMalformedRequest => (
            "SEC_ERROR_OCSP_MALFORMED_REQUEST",
            "The OCSP server found the request to be corrupted or improperly formed.",
            &[Code::OcspInvalid],
        ),
        Error::OcspServerFailed => (
            "SEC_ERROR_OCSP_SERVER_ERROR",
            "The OCSP server experienced an internal error.",
            &[Code::OcspInvalid],
        ),
        Error::OcspNeedsSignature => (
            "SEC_ERROR_OCSP_REQUEST_NEEDS_SIG",
            "The OCSP server requires a signature on this request.",
            &[Code::OcspInvalid],
        ),
        Error::OcspUnauthorized => (
            "SEC_ERROR_OCSP_UNAUTHORIZED_REQUEST",
            "The OCSP server has refused this request as unauthorized.",
            &[Code::OcspInvalid],
        ),
        Error::BadSignature => (
            "SEC_ERROR_BAD_SIGNATURE",
            "Peer’s certificate has an invalid signature.",
            &[Code::SignatureInvalid, Code::KeyIdentifierMismatch, Code::RootNotTrusted],
        ),
        Error::CaInvalid => (
            "SEC_ERROR_CA_CERT_INVALID",
            "Issuer certificate is invalid.",
            &[Code::IssuerNotCa, Code::VersionNotV3],
        ),
        Error::NotInNameSpace => (
            "SEC_ERROR_CERT_NOT_IN_NAME_SPACE",
            "The Certifying Authority for this certificate is not permitted to issue a certificate with this name.",
            &[Code::NameConstraintViolated, Code::NameConstraintMalformed, Code::SubjectAltNameMissing],
        ),
        Error::AlgorithmDisabled => (
            "SEC_ERROR_CERT_SIGNATURE_ALGORITHM_DISABLED",
            "The certificate was signed using a signature algorithm that is disabled because it is not secure.",
            &[Code::SignatureAlgorithmWeak, Code::SignatureAlgorithmUnsupported, Code::PublicKeyUncommon],
        ),
        Error::Expired => (
            "SEC_ERROR_EXPIRED_CERTIFICATE",
            "Peer’s Certificate has expired.",
            &[Code::CertificateExpired, Code::AnchorExpired],
        ),
        Error::ExpiredIssuer => (
            "SEC_ERROR_EXPIRED_ISSUER_CERTIFICATE",
            "The certificate issuer’s certificate has expired. Check your system date and time.",
            &[Code::CertificateExpired, Code::AnchorExpired],
        ),
        Error::NotYetValid => (
            "MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE",
            "The server presented a certificate that is not yet valid.",
            &[Code::CertificateNotYetValid, Code::AnchorExpired],
        ),
        Error::NotYetValidIssuer => (
            "MOZILLA_PKIX_ERROR_NOT_YET_VALID_ISSUER_CERTIFICATE",
            "A certificate that is not yet valid was used to issue the server’s certificate.",
            &[Code::CertificateNotYetValid, Code::AnchorExpired],
        ),
        Error::ExtensionValueInvalid => (
            "SEC_ERROR_EXTENSION_VALUE_INVALID",
            "Certificate extension value is invalid.",
            &[Code::ExtensionDuplicated, Code::ExtensionMalformed],
        ),
        Error::BadDer => (
            "SEC_ERROR_BAD_DER",
            "security library: improperly formatted DER-encoded message.",
            &[Code::NameConstraintsEmpty],
        ),
        Error::InadequateCertType => (
            "SEC_ERROR_INADEQUATE_CERT_TYPE",
            "Certificate type not approved for application.",
            &[Code::ExtendedKeyUsageMismatch],
        ),
        Error::InadequateKeyUsage => (
            "SEC_ERROR_INADEQUATE_KEY_USAGE",
            "Certificate key usage inadequate for attempted operation.",
            &[Code::IssuerCannotSign, Code::KeyUsageMismatch, Code::IssuerNotCa],
        ),
        Error::InadequateKeySize => (
            "MOZILLA_PKIX_ERROR_INADEQUATE_KEY_SIZE",
            "The server presented a certificate with a key size that is too small to establish a secure connection.",
            &[Code::PublicKeyWeak],
        ),
        Error::InvalidTime => {
            ("SEC_ERROR_INVALID_TIME", "Improperly formatted time string.", &[Code::ValidityInverted])
        }
        Error::PathLength => (
            "SEC_ERROR_PATH_LEN_CONSTRAINT_INVALID",
            "Certificate path length constraint is invalid.",
            &[Code::PathLengthExceeded],
        ),
        Error::UnknownCriticalExtension => (
            "SEC_ERROR_UNKNOWN_CRITICAL_EXTENSION",
            "Certificate contains unknown critical extension.",
            &[Code::CriticalExtensionUnknown, Code::KeyIdentifierCritical],
        ),
        Error::UnknownIssuer => (
            "SEC_ERROR_UNKNOWN_ISSUER",
            "Peer’s Certificate issuer is not recognized.",
            &[
                Code::AnchorsEmpty,
                Code::IssuerNotFound,
                Code::NameFormDiffers,
                Code::RootNotTrusted,
                Code::KeyIdentifierMismatch,
                Code::AnchorIsEndEntity,
                Code::CriticalExtensionUnknown,
                Code::ExtensionDuplicated,
                Code::ExtensionMalformed,
                Code::PathTooComplex,
                Code::PathLengthExceeded,
            ],
        ),
        Error::UnsupportedCurve => (
            "SEC_ERROR_UNSUPPORTED_ELLIPTIC_CURVE",
            "Unsupported elliptic curve.",
            &[Code::PublicKeyUnsupported, Code::PublicKeyUncommon],
        ),
        Error::CaAsEndEntity => (
            "MOZILLA_PKIX_ERROR_CA_CERT_USED_AS_END_ENTITY",
            "The server uses a certificate with a basic constraints extension identifying it as a certificate authority. \
             For a properly-issued certificate, this should not be the case.",
            &[Code::EndEntityIsCa],
        ),
        Error::EmptyIssuer => (
            "MOZILLA_PKIX_ERROR_EMPTY_ISSUER_NAME",
            "The server presented a certificate with an empty issuer distinguished name.",
            &[Code::IssuerEmpty, Code::CaSubjectEmpty],
        ),
        Error::RequiredFeatureMissing => (
            "MOZILLA_PKIX_ERROR_REQUIRED_TLS_FEATURE_MISSING",
            "A required TLS feature is missing.",
            &[Code::StatusMustBeStapled],
        ),
        Error::SelfSigned => (
            "MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT",
            "The certificate is not trusted because it is self-signed.",
            &[Code::EndEntitySelfSigned, Code::AnchorIsEndEntity, Code::AnchorsEmpty],
        ),
        Error::AlgorithmMismatch => (
            "MOZILLA_PKIX_ERROR_SIGNATURE_ALGORITHM_MISMATCH",
            "The signature algorithm in the signature field of the certificate does not match the algorithm in its \
             signatureAlgorithm field.",
            &[Code::SignatureAlgorithmMismatch],
        ),
        Error::V1AsCa => (
            "MOZILLA_PKIX_ERROR_V1_CERT_USED_AS_CA",
            "An X.509 version 1 certificate that is not a trust anchor was used to issue the server’s certificate. X.509 \
             version 1 certificates are deprecated and should not be used to sign other certificates.",
            &[Code::VersionNotV3, Code::IssuerNotCa],
        ),
        Error::BadDomain => (
            "SSL_ERROR_BAD_CERT_DOMAIN",
            "Unable to communicate securely with peer: requested domain name does not match the server’s certificate.",
            &[Code::NameMismatch, Code::SubjectAltNameMissing],
        ),
        Error::NoCypherOverlap => (
            "SSL_ERROR_NO_CYPHER_OVERLAP",
            "Cannot communicate securely with peer: no common encryption algorithm(s).",
            &[Code::PublicKeyUnsupported, Code::PublicKeyUncommon],
        ),
    }
}

/// What Firefox makes of each fault.
pub(super) fn stance(code: Code) -> Stance {
    match code {
        Code::IssuerNotFound
        | Code::NameFormDiffers
        | Code::RootNotTrusted
        | Code::CtPolicyNotMet
        | Code::AnchorRejected
        | Code::EndEntitySelfSigned
        | Code::AnchorsEmpty
        | Code::SignatureInvalid
        | Code::NameConstraintsEmpty
        | Code::KeyIdentifierMismatch
        | Code::SignatureAlgorithmWeak
        | Code::SignatureAlgorithmUnsupported
        | Code::SignatureAlgorithmMismatch
        | Code::PublicKeyUnsupported
        | Code::PublicKeyUncommon
        | Code::VersionNotV3
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
        | Code::IssuerCannotSign
        | Code::KeyUsageMismatch
        | Code::CertificateExpired
        | Code::CertificateNotYetValid
        | Code::ValidityInverted
        | Code::AnchorExpired
        | Code::ExtendedKeyUsageMismatch
        | Code::NameConstraintViolated
        | Code::NameConstraintMalformed
        | Code::NameMismatch
        | Code::SubjectAltNameMissing
        | Code::KeyIdentifierCritical
        | Code::CaSubjectEmpty
        | Code::IssuerEmpty
        | Code::AnchorIsEndEntity
        | Code::StatusMustBeStapled
        | Code::PathTooComplex => Stance::LooksAt,
        Code::PublicKeyWeak
        | Code::SerialNumberInvalid
        | Code::BasicConstraintsNotCritical
        | Code::PathLengthWithoutCa
        | Code::KeyUsageNoSignature
        | Code::KeyUsageMissing
        | Code::KeyCertSignWithoutCa
        | Code::CertificateRevoked
        | Code::RevocationUnknown
        | Code::CrlExpired
        | Code::CrlInvalid
        | Code::CrlNotUsed
        | Code::OcspInvalid
        | Code::OcspNotUsed
        | Code::ExtendedKeyUsageAny
        | Code::CertificateTooLarge
        | Code::ExtendedKeyUsageCritical
        | Code::ExtendedKeyUsageMissing
        | Code::RootHasExtendedKeyUsage
        | Code::NameConstraintUnsupported
        | Code::NameConstraintLeadingPeriod
        | Code::SubjectAltNameNotCritical
        | Code::SubjectAltNameCritical
        | Code::SubjectAltNameMalformed
        | Code::CommonNameNotInSubjectAltName
        | Code::WildcardOnPublicSuffix
        | Code::AuthorityKeyIdMissing
        | Code::SubjectKeyIdMissing
        | Code::AuthorityKeyIdForm
        | Code::SelfKeyIdentifierMismatch
        | Code::NameConstraintsWithoutCa
        | Code::NameConstraintsNotCritical
        | Code::PolicyConstraintsNotCritical
        | Code::AuthorityInfoAccessCritical
        | Code::PolicyViolated
        | Code::AnchorIsNotRoot
        | Code::ValidityPeriodTooLong
        | Code::WebpkiLimit
        | Code::ExtendedKeyUsageForbidden
        | Code::CaExtendedKeyUsageMissing
        | Code::InhibitAnyPolicyNotCritical
        | Code::SubjectAltNameTypeForbidden
        | Code::SubjectAttributeRepeated
        | Code::DistributionPointForbidden
        | Code::SubjectNotForPolicy
        | Code::KeyUsageNotForKey
        | not_of_a_chain!() => Stance::Overlooks,
        Code::AnchorDistrusted => Stance::LooksAt,
    }
}

#[cfg(test)]
mod tests {
    use crate::question::{Anchors, At, Material, Piece, Question};
    use crate::report::Report;

    fn ask(chain: &str, anchors: &str) -> Report {
        let pem = |text: &str| Material(vec![Piece::Text(text.to_owned())]);
        crate::explain(&Question {
            chain: pem(chain),
            anchors: Anchors { mozilla: false, pasted: Some(pem(anchors)) },
            server_name: Some(String::from("www.example.com")),
            at: At::Text(String::from("2026-06-01T12:00:00Z")),
            ..Question::default()
        })
    }

    /// The root of this case is in the tests' table of roots that Mozilla limits: what it issued in May 2026 is too late.
    #[test]
    fn what_was_issued_after_the_day_is_refused() {
        let chain = include_str!("../../tests/cases/anchor-distrusted/issued-after-the-day/chain.pem");
        let anchors = include_str!("../../tests/cases/anchor-distrusted/issued-after-the-day/anchors.pem");
        let report = ask(chain, anchors);
        for row in &report.clients {
            assert_eq!(
                row.accepts == Some(false),
                ["firefox", "java-17"].contains(&row.client),
                "{}",
                row.client
            );
        }
        let firefox = report.clients.iter().find(|row| row.client == "firefox").unwrap();
        let code = "MOZILLA_PKIX_ERROR_ISSUER_NO_LONGER_TRUSTED";
        assert_eq!(firefox.code.as_deref(), Some(code));
        assert!(firefox.why.as_ref().unwrap().contains("issued up to a day"), "{:?}", firefox.why);
        assert!(report.findings.iter().any(|found| found.code == "anchor-distrusted"));
        // Java has days of its own.
        let java = report.clients.iter().find(|row| row.client == "java-17").unwrap();
        let words = "TLS Server certificate issued after 2024-11-11 and anchored by a distrusted legacy Entrust root CA: CN=Entrust";
        assert!(java.error.as_ref().unwrap().contains(words), "{:?}", java.error);
        assert!(java.why.is_some());
        // Another root of Mozilla's list that is not limited.
        let chain = include_str!("../../tests/cases/anchor-distrusted/altogether/chain.pem");
        let anchors = include_str!("../../tests/cases/anchor-distrusted/altogether/anchors.pem");
        assert!(ask(chain, anchors).clients.iter().all(|row| row.accepts != Some(false)));
    }
}
