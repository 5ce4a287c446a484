//! Which answers are measured.
//!
//! Real clients were recorded on chains with known faults (`tests/clients`). An answer is measured where every fault of the
//! chain, warnings included, is one that the recordings hold; any other is what the client's source and documentation say.

use crate::fault::{Finding, Severity};
use crate::question::RuleSet;
use crate::report::Basis;
use crate::rules::Code;

/// How an answer about these findings is known.
pub(super) fn of(findings: &[Finding]) -> Basis {
    let unknown = |finding: &Finding| {
        finding.severity(RuleSet::Default) != Severity::Note && !RECORDED.contains(&finding.code())
    };
    if findings.iter().any(unknown) { Basis::Documented } else { Basis::Measured }
}

/// The faults, by the default rules errors or warnings, of the chains that clients were recorded on.
static RECORDED: &[Code] = &[
    Code::AnchorExpired,
    Code::AnchorIsEndEntity,
    Code::AnchorIsNotCa,
    Code::AnchorIsNotRoot,
    Code::AnchorsEmpty,
    Code::AuthorityInfoAccessCritical,
    Code::AuthorityKeyIdForm,
    Code::AuthorityKeyIdMissing,
    Code::BasicConstraintsNotCritical,
    Code::CertificateExpired,
    Code::CertificateNotYetValid,
    Code::CertificateRevoked,
    Code::ChainOutOfOrder,
    Code::CriticalExtensionUnknown,
    Code::CrlExpired,
    Code::EndEntityIsCa,
    Code::EndEntitySelfSigned,
    Code::ExtendedKeyUsageMismatch,
    Code::ExtensionDuplicated,
    Code::ExtensionMalformed,
    Code::IssuerCannotSign,
    Code::IssuerEmpty,
    Code::IssuerNotCa,
    Code::IssuerNotFound,
    Code::KeyCertSignWithoutCa,
    Code::KeyIdentifierCritical,
    Code::KeyIdentifierMismatch,
    Code::KeyUsageMismatch,
    Code::KeyUsageMissing,
    Code::KeyUsageNoSignature,
    Code::NameConstraintLeadingPeriod,
    Code::NameConstraintUnsupported,
    Code::NameConstraintViolated,
    Code::NameConstraintsEmpty,
    Code::NameConstraintsWithoutCa,
    Code::NameMalformed,
    Code::NameMismatch,
    Code::PathLengthExceeded,
    Code::PathLengthWithoutCa,
    Code::PolicyConstraintsNotCritical,
    Code::PolicyViolated,
    Code::PublicKeyUncommon,
    Code::PublicKeyUnsupported,
    Code::PublicKeyWeak,
    Code::RootNotTrusted,
    Code::SelfKeyIdentifierMismatch,
    Code::SerialNumberInvalid,
    Code::SignatureAlgorithmMismatch,
    Code::SignatureAlgorithmUnsupported,
    Code::SignatureAlgorithmWeak,
    Code::SignatureInvalid,
    Code::SubjectAltNameMalformed,
    Code::SubjectAltNameMissing,
    Code::SubjectAltNameNotCritical,
    Code::SubjectKeyIdMissing,
    Code::ValidityInverted,
    Code::ValidityPeriodTooLong,
    Code::VersionNotV3,
    Code::WildcardOnPublicSuffix,
];
