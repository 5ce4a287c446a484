//! Which of the paths is the one to talk about, and in which order its faults are told.
//!
//! The best path is the one that takes least to mend: one that reaches an anchor before one that does not; then the one
//! whose errors weigh least together; then the longer, which got further; then the one found first. A weight says how
//! much has to happen in the world before the fault is gone.

use core::cmp::Reverse;

use crate::certificate::Bag;
use crate::fault::{CertificateId, Finding, Place};
use crate::order::sort_by_key;
use crate::path::CertificationPath;
use crate::question::RuleSet;
use crate::rules::{Code, of_the_paste};

/// A path with everything that was found on it.
#[derive(Debug)]
pub(crate) struct Judged {
    pub path: CertificationPath,
    pub findings: Vec<Finding>,
}

impl Judged {
    /// It reaches an anchor and nothing on it is an error.
    pub(crate) fn is_valid(&self, rules: RuleSet) -> bool {
        self.path.is_anchored() && !self.findings.iter().any(|finding| finding.is_error(rules))
    }

    fn weight(&self, rules: RuleSet) -> u32 {
        self.findings
            .iter()
            .filter(|finding| finding.is_error(rules))
            .map(|finding| weight(finding.code()))
            .sum()
    }
}

/// Sorts paths, the best first.
pub(crate) fn sort(paths: &mut Vec<Judged>, rules: RuleSet) {
    sort_by_key(paths, |judged| {
        (Reverse(judged.path.is_anchored()), judged.weight(rules), Reverse(judged.path.certificates.len()))
    });
}

/// What it takes to mend a fault.
fn weight(code: Code) -> u32 {
    match stage(code) {
        // The question is changed, or a file: nobody else is needed.
        Stage::Question | Stage::Anchors | Stage::Tidiness => 1,
        // A certificate is renewed, which is routine, or the clock is set.
        Stage::Dates => 2,
        // A certificate is asked for that has other names, purposes or keys.
        Stage::Names | Stage::Scope | Stage::Strength | Stage::Form | Stage::Status => 3,
        // A CA has to be set up differently.
        Stage::Authority => 4,
        // Another issuer has to be found.
        Stage::Existence => 5,
    }
}

/// The order in which faults are told, root cause first: what keeps the path from existing, before what forbids its use,
/// before whether it is for the right name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// The question cannot be asked so, or what was pasted is something else.
    Question,
    /// There is nothing to trust.
    Anchors,
    /// An issuer is missing, is not trusted or did not sign.
    Existence,
    /// A certificate is not what X.509 wants.
    Form,
    /// A certificate was issued by somebody who may not.
    Authority,
    /// The time is outside a validity period.
    Dates,
    /// A certificate was withdrawn.
    Status,
    /// A certificate is used for what it is not for, or a CA vouched for what it may not.
    Scope,
    /// A key or algorithm is too weak.
    Strength,
    /// It is for another name.
    Names,
    /// It works.
    Tidiness,
}

/// The stage of every fault: a new one does not compile until it has its place.
pub(crate) fn stage(code: Code) -> Stage {
    match code {
        Code::QuestionInvalid
        | Code::QuestionFieldUnknown
        | Code::ServerNameInvalid
        | Code::EmailNameInvalid
        | Code::TimeInvalid
        | Code::PurposeUnknown
        | Code::RulesUnknown
        | Code::LanguageUnknown
        | of_the_paste!() => Stage::Question,
        Code::AnchorsEmpty | Code::AnchorRejected => Stage::Anchors,
        Code::EndEntityNotFirst
        | Code::IssuerNotFound
        | Code::NameFormDiffers
        | Code::RootNotTrusted
        | Code::EndEntitySelfSigned
        | Code::SignatureInvalid
        | Code::KeyIdentifierMismatch
        | Code::PathTooComplex => Stage::Existence,
        Code::VersionNotV3
        | Code::CertificateTooLarge
        | Code::CriticalExtensionUnknown
        | Code::ExtensionDuplicated
        | Code::ExtensionMalformed
        | Code::EncodingNotDer
        | Code::NameMalformed
        | Code::TimeMalformed
        | Code::PublicKeyMalformed
        | Code::UniqueIdentifierPresent
        | Code::WebpkiLimit
        | Code::SignatureAlgorithmMismatch
        | Code::SerialNumberInvalid
        | Code::NameConstraintMalformed
        | Code::NameConstraintLeadingPeriod
        | Code::NameConstraintsEmpty
        | Code::BasicConstraintsNotCritical
        | Code::PathLengthWithoutCa
        | Code::KeyUsageMissing
        | Code::KeyCertSignWithoutCa
        | Code::AuthorityKeyIdMissing
        | Code::SubjectKeyIdMissing
        | Code::KeyIdentifierCritical
        | Code::AuthorityKeyIdForm
        | Code::SelfKeyIdentifierMismatch
        | Code::EndEntityNamedLikeItsCa
        | Code::CaSubjectEmpty
        | Code::IssuerEmpty
        | Code::NameConstraintsWithoutCa
        | Code::NameConstraintsNotCritical
        | Code::PolicyConstraintsNotCritical
        | Code::AuthorityInfoAccessCritical
        | Code::SubjectAltNameNotCritical
        | Code::SubjectAltNameCritical
        | Code::SubjectAltNameMalformed
        | Code::ExtendedKeyUsageCritical
        | Code::ExtendedKeyUsageAny
        | Code::ExtendedKeyUsageMissing
        | Code::ExtendedKeyUsageForbidden
        | Code::CaExtendedKeyUsageMissing
        | Code::InhibitAnyPolicyNotCritical
        | Code::SubjectAltNameTypeForbidden
        | Code::SubjectAttributeRepeated
        | Code::DistributionPointForbidden
        | Code::SubjectNotForPolicy
        | Code::KeyUsageNotForKey
        | Code::RootHasExtendedKeyUsage
        | Code::CommonNameNotInSubjectAltName
        | Code::ValidityPeriodTooLong
        | Code::WildcardOnPublicSuffix => Stage::Form,
        Code::IssuerNotCa | Code::IssuerCannotSign | Code::PathLengthExceeded => Stage::Authority,
        Code::CertificateExpired
        | Code::CertificateNotYetValid
        | Code::ValidityInverted
        | Code::AnchorExpired => Stage::Dates,
        Code::CertificateRevoked
        | Code::RevocationUnknown
        | Code::CrlExpired
        | Code::CrlInvalid
        | Code::CrlNotUsed
        | Code::OcspInvalid
        | Code::OcspNotUsed => Stage::Status,
        Code::PolicyViolated
        | Code::NameConstraintViolated
        | Code::NameConstraintUnsupported
        | Code::ExtendedKeyUsageMismatch
        | Code::TimeStampingNotAlone
        | Code::KeyUsageMismatch
        | Code::KeyUsageNoSignature
        | Code::KeyUsageNotForPurpose
        | Code::EndEntityIsCa => Stage::Scope,
        Code::SignatureAlgorithmWeak
        | Code::SignatureAlgorithmUnsupported
        | Code::PublicKeyWeak
        | Code::PublicKeyUncommon
        | Code::RsaModulusUneven
        | Code::PublicKeyUnsupported => Stage::Strength,
        Code::NameMismatch
        | Code::SubjectAltNameMissing
        | Code::EmailNameMismatch
        | Code::EmailNameMissing => Stage::Names,
        Code::IssuerIsInterception
        | Code::CertificateNotForEveryClient
        | Code::RootHistory
        | Code::AnchorDistrusted
        | Code::AnchorIsNotCa
        | Code::AnchorsExpired
        | Code::AnchorsDuplicated
        | Code::AnchorsShareName
        | Code::AnchorsLackPublicRoots
        | Code::AnchorsOutdated
        | Code::AnchorIsNotRoot
        | Code::AnchorIsEndEntity
        | Code::StatusMustBeStapled
        | Code::StopsWorkingSoon
        | Code::SctInvalid
        | Code::CtPolicyNotMet
        | Code::ChainOutOfOrder
        | Code::CertificateUnused
        | Code::RootIncluded
        | Code::CertificateDuplicated
        | Code::CertificateFindingsOmitted
        | Code::AdviceUnsafe
        | Code::ErrorIsNotAboutCertificates
        | Code::ErrorNotRecognised
        | Code::ServerNameUnderstood
        | Code::TimeInMilliseconds
        | Code::ServerNameMissing
        | Code::FieldUnreadable => Stage::Tidiness,
        Code::Unexplained => Stage::Existence,
    }
}

/// Sorts findings as they are told: errors, then warnings, then notes; in each the root cause first; then from the end
/// entity up.
///
/// Where the end entity is itself the anchor, what is told of it as an anchor comes behind what is told of it. An algorithm that TLS does
/// not have comes before the signature that does not verify by it: which algorithm it was made with nobody knows.
pub(crate) fn order(findings: &mut Vec<Finding>, bag: &Bag, best: &CertificationPath, rules: RuleSet) {
    let (first, last) = (best.end_entity(), best.last());
    let is_one = first != last && bag.get(first).sha256 == bag.get(last).sha256;
    let told_twice =
        |finding: &Finding| is_one && matches!(finding.place, Place::Certificate(id) if id == last);
    let unverified: Vec<CertificateId> = findings.iter().filter_map(unverified).collect();
    let stage_of = |finding: &Finding| match (finding.code(), &finding.place) {
        (Code::SignatureAlgorithmUnsupported, Place::Certificate(id)) if unverified.contains(id) => {
            (Stage::Existence, false)
        }
        (code, _) => (stage(code), true),
    };
    let height = |place: &Place| match place {
        Place::Certificate(id) | Place::Link { subject: id, .. } => {
            best.certificates.iter().position(|known| known == id).unwrap_or(usize::MAX)
        }
        _ => 0,
    };
    sort_by_key(findings, |finding| {
        let (stage, behind) = stage_of(finding);
        (finding.severity(rules), told_twice(finding), stage, height(&finding.place), behind)
    });
}

/// The certificate whose signature does not verify, where a finding says so.
fn unverified(finding: &Finding) -> Option<CertificateId> {
    match finding.place {
        Place::Link { subject, .. } if finding.code() == Code::SignatureInvalid => Some(subject),
        _ => None,
    }
}
