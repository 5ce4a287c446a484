//! Clients that could not be run: what their makers document.
//!
//! An answer stands here where the documentation names the fault; where it is silent, the answer is that it is not known. Every
//! platform is an exhaustive match from faults to what is written about them, so that a new fault has to be looked up too.

pub(super) mod apple;
pub(super) mod dotnet;
pub(super) mod windows;

use crate::certificate::Certificate;
use crate::examined::Examined;
use crate::fault::{CertificateId, Finding, Place, Severity};
use crate::path::CertificationPath;
use crate::question::RuleSet;
use crate::report::Verdict;
use crate::rules::{Code, Fault};

/// What is documented of a client and a fault; `W` is how the client puts it.
pub(super) enum Opinion<W> {
    /// It refuses.
    Refuses(W),
    /// It does not look, or does not mind.
    Accepts,
    /// Nothing is written about it.
    Silent,
}

/// What is documented of a client and a chain.
pub(super) struct Documented {
    /// `None` where it is not known.
    pub accepts: Option<bool>,
    pub error: Option<String>,
    pub code: Option<String>,
    /// Indexes of the findings that decide, or that nothing is written about.
    pub because: Vec<usize>,
}

/// Words and code of an error, as documented.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Words {
    /// `{certificate}` stands for the certificate's name.
    pub words: &'static str,
    pub code: Option<&'static str>,
}

/// The opinions on all that is wrong with the path, together with where in the report it stands. What is a note concerns another
/// path, or nobody, but for a rule that Apple has alone.
fn opinions<W>(
    examined: &Examined,
    opinion: impl Fn(&Finding, &Examined) -> Opinion<W>,
) -> Vec<(usize, &Finding, Opinion<W>)> {
    let is_of_the_path = |finding: &Finding| match finding.place {
        Place::Certificate(_) | Place::Link { .. } | Place::Path(_) | Place::Anchors => true,
        Place::Input { .. } | Place::Request(_) => false,
    };
    examined
        .findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| {
            let weighs = finding.severity(RuleSet::Default) != Severity::Note
                || finding.code() == Code::ExtendedKeyUsageMissing;
            weighs && is_of_the_path(finding)
        })
        .map(|(index, finding)| (index, finding, opinion(finding, examined)))
        .collect()
}

/// The answer, where `put` makes the error out of all refusals.
fn weigh<W>(
    examined: &Examined,
    opinion: impl Fn(&Finding, &Examined) -> Opinion<W>,
    put: impl Fn(&[(&Finding, W)], &Examined) -> (Option<String>, Option<String>),
) -> Documented {
    let (mut refusing, mut refusals, mut silent) = (Vec::new(), Vec::new(), Vec::new());
    for (index, finding, opinion) in opinions(examined, opinion) {
        match opinion {
            Opinion::Refuses(words) => {
                refusing.push(index);
                refusals.push((finding, words));
            }
            Opinion::Silent => silent.push(index),
            Opinion::Accepts => {}
        }
    }
    if !refusals.is_empty() {
        let (error, code) = put(&refusals, examined);
        return Documented { accepts: Some(false), error, code, because: refusing };
    }
    // What makes the chain untrusted and is none of the above is not known here either.
    let known = silent.is_empty() && examined.verdict() == Verdict::Trusted;
    Documented { accepts: known.then_some(true), error: None, code: None, because: silent }
}

/// The words of a client that has one error for a chain. Which of several it shows is not documented.
fn one_error(
    refusals: &[(&Finding, Option<Words>)],
    examined: &Examined,
) -> (Option<String>, Option<String>) {
    let Some((finding, Some(words))) = refusals.first() else { return (None, None) };
    if refusals.iter().any(|(_, other)| *other != Some(*words)) {
        return (None, None);
    }
    let certificate = subject(finding, examined).map(|id| examined.bag.get(id).label()).unwrap_or_default();
    let told = crate::text::fill(words.words, &|_| certificate.clone());
    (Some(told), words.code.map(str::to_owned))
}

/// The certificate that an error speaks of.
fn subject(finding: &Finding, examined: &Examined) -> Option<CertificateId> {
    match finding.place {
        Place::Certificate(id) | Place::Link { subject: id, .. } => Some(id),
        _ => examined.best().map(CertificationPath::last),
    }
}

/// Whether the issuer that was not found can be had where the certificate says: then the answer depends on the network.
pub(super) fn can_be_fetched(finding: &Finding) -> bool {
    match &*finding.fault {
        Fault::IssuerNotFound(evidence) => evidence.ca_issuers.iter().any(|url| url.starts_with("http")),
        _ => false,
    }
}

/// Whether the finding is about the trust anchor, of which most documentation does not speak.
fn is_about_the_anchor(finding: &Finding, examined: &Examined) -> bool {
    let is_anchor = |id: CertificateId| examined.bag.get(id).origin.is_anchor();
    match &finding.place {
        Place::Certificate(id) => is_anchor(*id),
        Place::Link { issuer: Some(issuer), .. } => is_anchor(*issuer),
        _ => false,
    }
}

/// The path ends at a certificate that signed itself.
fn ends_at_a_root(examined: &Examined) -> bool {
    examined.best().is_some_and(|path| examined.bag.get(path.last()).is_self_issued())
}

/// The limit is one of a CA that was sent: of an anchor's own limits little is documented.
fn limit_is_of_a_sent_ca(finding: &Finding, examined: &Examined) -> bool {
    let Fault::PathLengthExceeded(evidence) = &*finding.fault else { return false };
    let is_limiting = |certificate: &Certificate| certificate.label() == evidence.limited_by;
    let mut anchors = examined.bag.iter().filter(|(_, known)| known.origin.is_anchor());
    !anchors.any(|(_, known)| is_limiting(known))
}

/// A critical extension that no verifier knows, rather than one that only some process.
fn is_unknown_everywhere(finding: &Finding) -> bool {
    /// Key identifiers and alternative names of the issuer, policies, access to information.
    const KNOWN_TO_SOME: &[&str] = &["2.5.29.", "1.3.6.1.5.5.7.1."];
    match &*finding.fault {
        Fault::CriticalExtensionUnknown(evidence) => {
            !KNOWN_TO_SOME.iter().any(|arc| evidence.oid.starts_with(arc))
        }
        _ => false,
    }
}

/// An issuer that says itself that it is no CA, rather than one that says nothing.
fn says_it_is_no_ca(finding: &Finding) -> bool {
    matches!(&*finding.fault, Fault::IssuerNotCa(evidence) if evidence.basic_constraints == "CA:FALSE")
}

/// A name that differs in letters, and not only by the rules for wildcards.
fn is_another_name(finding: &Finding) -> bool {
    match &*finding.fault {
        Fault::NameMismatch(evidence) => {
            !matches!(evidence.reason.token, "partial-wildcard" | "wildcard-too-wide")
        }
        _ => false,
    }
}

/// A key identifier that differs where the signature does not verify either.
fn is_another_key(finding: &Finding) -> bool {
    matches!(&*finding.fault, Fault::KeyIdentifierMismatch(evidence) if !evidence.signature_verifies)
}

/// What each of these platforms is silent about, or does not say exactly enough.
macro_rules! nowhere_documented {
    () => {
        Code::SignatureAlgorithmUnsupported
            | Code::SignatureAlgorithmMismatch
            | Code::PublicKeyUnsupported
            | Code::PublicKeyUncommon
            | Code::VersionNotV3
            | Code::SerialNumberInvalid
            | Code::ExtensionDuplicated
            | Code::ExtensionMalformed
            | Code::EncodingNotDer
            | Code::NameMalformed
            | Code::TimeMalformed
            | Code::PublicKeyMalformed
            | Code::UniqueIdentifierPresent
            | Code::WebpkiLimit
            | Code::EndEntityIsCa
            | Code::BasicConstraintsNotCritical
            | Code::PathLengthWithoutCa
            | Code::IssuerCannotSign
            | Code::KeyUsageMismatch
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
            | Code::RootHasExtendedKeyUsage
            | Code::NameConstraintUnsupported
            | Code::NameConstraintMalformed
            | Code::NameConstraintLeadingPeriod
            | Code::SubjectAltNameCritical
            | Code::SubjectAltNameNotCritical
            | Code::SubjectAltNameMalformed
            | Code::CommonNameNotInSubjectAltName
            | Code::WildcardOnPublicSuffix
            | Code::AuthorityKeyIdMissing
            | Code::AuthorityKeyIdForm
            | Code::SubjectKeyIdMissing
            | Code::KeyIdentifierCritical
            | Code::SelfKeyIdentifierMismatch
            | Code::CaSubjectEmpty
            | Code::IssuerEmpty
            | Code::NameConstraintsWithoutCa
            | Code::NameConstraintsNotCritical
            | Code::NameConstraintsEmpty
            | Code::PolicyConstraintsNotCritical
            | Code::NameFormDiffers
            | Code::ExtendedKeyUsageForbidden
            | Code::CaExtendedKeyUsageMissing
            | Code::InhibitAnyPolicyNotCritical
            | Code::SubjectAltNameTypeForbidden
            | Code::SubjectAttributeRepeated
            | Code::DistributionPointForbidden
            | Code::SubjectNotForPolicy
            | Code::KeyUsageNotForKey
            | Code::AuthorityInfoAccessCritical
            | Code::StatusMustBeStapled
            | Code::AnchorIsNotRoot
            | Code::AnchorIsEndEntity
            | Code::PathTooComplex
    };
}
use nowhere_documented;
