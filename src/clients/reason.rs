//! What a client's decision rests on: the check that decided, and the certificates that it was about.
//!
//! A refusal names the faults that its words can mean. Which of them it was is established here: by the finding that the report
//! has at the very certificate, or, where the client went another way than the report, on what it came upon and on the
//! certificate itself. What cannot be established is not said.

use super::openssl::chain::{is_usable, key_identifier_fits};
use super::scene::{Facts, KeyKind, Record, Scene};
use super::{Refusal, Stance};
use crate::anchors::MozillaRoot;
use crate::certificate::Certificate;
use crate::certificate::extensions::{GeneralName, KeyUsage};
use crate::fault::{CertificateId, Finding, Place};
use crate::rules::Code;
use crate::rules::name_constraints;
use crate::rules::tls_feature::must_be_stapled;
use crate::signature::Outcome;

/// The check that decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// The one that finds a fault of ours.
    Fault(Code),
    /// Of several certificates of one name the first that fits is taken for the issuer, and there is no way back.
    FirstOfAName,
    /// Subject and issuer being one name, the certificate is taken for self-signed, whatever key signed it.
    SelfSignedByName,
    /// The host is compared with the dot at its end.
    DotIsKept,
    /// The server's own certificate is trusted as it is.
    IsTrustedItself,
    /// The issuer is fetched from the address that stands in the certificate.
    IssuerFetched,
    /// The path that was taken does not lead over the certificate at fault.
    AnotherPath,
    /// Names are compared without regard to kinds of strings, case and spaces.
    NamesFolded,
    /// Mozilla lets the issuer stand for some names alone, which its certificate does not say.
    LimitImposed,
    /// The answer hangs on a signature that cannot be worked out here.
    SignatureUndecided,
    /// The certificate that is judged could not be read here.
    Unreadable,
}

impl Check {
    /// Its name on the wire.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Fault(code) => code.as_str(),
            Self::FirstOfAName => "first-of-a-name",
            Self::SelfSignedByName => "self-signed-by-name",
            Self::DotIsKept => "dot-is-kept",
            Self::IsTrustedItself => "is-trusted-itself",
            Self::IssuerFetched => "issuer-fetched",
            Self::AnotherPath => "another-path",
            Self::NamesFolded => "names-folded",
            Self::LimitImposed => "limit-imposed",
            Self::SignatureUndecided => "signature",
            Self::Unreadable => "unreadable",
        }
    }

    /// Whether it says why an answer is not known.
    pub(super) fn leaves_it_open(self) -> bool {
        matches!(self, Self::SignatureUndecided | Self::Unreadable)
    }
}

/// What a decision rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ground {
    pub check: Check,
    /// Subject before issuer; what was taken before what would have fitted.
    pub certificates: Vec<CertificateId>,
    /// The finding that tells it, if the report has one.
    pub finding: Option<usize>,
}

impl Ground {
    fn of(check: Check, certificates: Vec<CertificateId>) -> Self {
        Self { check, certificates, finding: None }
    }

    /// What a client may do about an issuer that is missing, and that can be fetched.
    pub(super) fn fetched(finding: &Finding) -> Self {
        Self { check: Check::IssuerFetched, ..Self::told(0, finding) }
    }

    /// The certificate that is judged could not be read here.
    pub(super) fn unreadable() -> Self {
        Self::of(Check::Unreadable, Vec::new())
    }

    /// Signatures that cannot be worked out here, those of these certificates.
    pub(super) fn undecided(of: Vec<CertificateId>) -> Self {
        Self::of(Check::SignatureUndecided, of)
    }

    /// The ground that a finding is.
    pub(super) fn told(index: usize, finding: &Finding) -> Self {
        let certificates = match &finding.place {
            Place::Certificate(id) => vec![*id],
            Place::Link { subject, issuer } => core::iter::once(*subject).chain(*issuer).collect(),
            _ => Vec::new(),
        };
        Self { check: Check::Fault(finding.code()), certificates, finding: Some(index) }
    }
}

/// What a refusal rests on; `because` are the findings that it speaks of.
pub(super) fn of_refusal(
    scene: &Scene<'_>,
    records: &[Record],
    refusal: &Refusal,
    findings: &[Finding],
    because: &[usize],
) -> Option<Ground> {
    if let Some(ground) = another_way(scene, records, refusal) {
        return Some(ground);
    }
    // Of several faults that the words may mean, the one that is told first of the client.
    let told = refusal.faults.iter().find_map(|code| {
        because.iter().find_map(|index| {
            let finding = findings.get(*index).filter(|finding| finding.code() == *code)?;
            Some(Ground::told(*index, finding))
        })
    });
    let told = told.or_else(|| {
        let places: Vec<CertificateId> = match refusal.at {
            Some(at) => vec![at],
            None => scene.sent.iter().chain(&scene.anchors).copied().collect(),
        };
        refusal.faults.iter().find_map(|code| {
            let certificates = places.iter().find_map(|at| holds(scene, records, *code, *at))?;
            Some(Ground::of(Check::Fault(*code), certificates))
        })
    });
    let told = told.or(match refusal.faults {
        // The words can mean nothing else.
        [only] => Some(Ground::of(Check::Fault(*only), refusal.at.into_iter().collect())),
        _ => None,
    });
    told.or_else(|| imposed(scene, refusal)).or_else(|| of_kin(refusal, findings))
}

/// A limit of a root program: the end entity, and the CA that bears the limited name.
fn imposed(scene: &Scene<'_>, refusal: &Refusal) -> Option<Ground> {
    if !refusal.faults.contains(&Code::NameConstraintViolated) {
        return None;
    }
    let own = scene.end_entity();
    let names = name_constraints::host_names_of(scene.get(own));
    let is_limited = |id: &CertificateId| {
        let limit = MozillaRoot::limit_of_subject(&scene.get(*id).subject.der);
        limit.is_some_and(|limit| super::host::is_beyond(&names, limit))
    };
    let issuer = scene.anchors.iter().chain(&scene.sent).copied().find(is_limited)?;
    Some(Ground::of(Check::LimitImposed, vec![own, issuer]))
}

/// What the report found at the very certificate and the client tells as something else: what it cannot read has no signature, names no
/// issuer, or is no certificate at all.
fn of_kin(refusal: &Refusal, findings: &[Finding]) -> Option<Ground> {
    const UNREAD: &[Code] = &[
        Code::CertificateMalformed,
        Code::EncodingNotDer,
        Code::TimeMalformed,
        Code::NameMalformed,
        Code::PublicKeyMalformed,
        Code::ExtensionMalformed,
        Code::WebpkiLimit,
    ];
    const UNVERIFIED: &[Code] = &[
        Code::SignatureAlgorithmUnsupported,
        Code::SignatureAlgorithmMismatch,
        Code::PublicKeyMalformed,
        Code::PublicKeyUnsupported,
    ];
    const UNNAMED: &[Code] = &[Code::NameFormDiffers];
    let tells = |code: &Code| match code {
        Code::SignatureInvalid => UNVERIFIED,
        Code::IssuerNotFound => UNNAMED,
        code if UNREAD.contains(code) => UNREAD,
        _ => &[],
    };
    let kin = refusal.faults.iter().flat_map(tells);
    let is_there = |finding: &Finding| match &finding.place {
        Place::Certificate(id) => refusal.at.is_none_or(|at| at == *id),
        Place::Link { subject, issuer } => refusal.at.is_none_or(|at| at == *subject || *issuer == Some(at)),
        Place::Input { .. } => refusal.at.is_none(),
        _ => false,
    };
    let all: Vec<&Code> = kin.collect();
    let (index, finding) = findings
        .iter()
        .enumerate()
        .find(|(_, finding)| all.contains(&&finding.code()) && is_there(finding))?;
    Some(Ground::told(index, finding))
}

/// Where the client went another way than the report, whatever the report finds besides.
fn another_way(scene: &Scene<'_>, records: &[Record], refusal: &Refusal) -> Option<Ground> {
    let speaks_of = |codes: &[Code]| codes.iter().any(|code| refusal.faults.contains(code));
    if speaks_of(&[Code::NameMismatch]) && scene.host.is_some_and(|host| host.text != host.dotted) {
        let ground = || Ground::of(Check::DotIsKept, vec![scene.end_entity()]);
        return has_name(scene).then(ground);
    }
    let at = refusal.at?;
    if speaks_of(&[Code::EndEntitySelfSigned])
        && at == scene.end_entity()
        && scene.get(at).is_self_issued()
        && scene.anchor_of(at).is_none()
        && is_of_another_key(scene, at)
    {
        return Some(Ground::of(Check::SelfSignedByName, vec![at]));
    }
    if speaks_of(&[Code::SignatureInvalid])
        && let Some(taken) = records.iter().rev().find_map(|record| match record {
            Record::DidNotSign { subject, issuer } if *subject == at => Some(*issuer),
            _ => None,
        })
        && let Some(other) = named_alike(scene, taken).find(|other| has_signed(scene, at, *other))
    {
        return Some(Ground::of(Check::FirstOfAName, vec![at, taken, other]));
    }
    if speaks_of(&[Code::CertificateExpired, Code::AnchorExpired])
        && at != scene.end_entity()
        && !scene.get(at).is_current(scene.at)
        && let Some(other) = named_alike(scene, at).find(|other| {
            scene.get(*other).is_current(scene.at) && scene.get(*other).spki == scene.get(at).spki
        })
    {
        let below = scene.sent.iter().copied().find(|id| *id != at && scene.names_issuer(*id, at));
        return Some(Ground::of(Check::FirstOfAName, vec![below.unwrap_or(at), at, other]));
    }
    None
}

/// Whether the end entity names the host, the dot at its end left off.
fn has_name(scene: &Scene<'_>) -> bool {
    let Some(host) = scene.host else { return false };
    let certificate = scene.get(scene.end_entity());
    super::host::dns_names(certificate)
        .into_iter()
        .any(|name| super::host::matches_whole_label(name.strip_suffix('.').unwrap_or(name), host.text, 2))
}

/// Other certificates of the same name.
fn named_alike<'a>(scene: &'a Scene<'_>, id: CertificateId) -> impl Iterator<Item = CertificateId> + 'a {
    let known = scene.get(id);
    scene.sent.iter().chain(&scene.anchors).copied().filter(move |other| {
        let other = scene.get(*other);
        other.subject.der == known.subject.der && other.sha256 != known.sha256
    })
}

fn has_signed(scene: &Scene<'_>, subject: CertificateId, issuer: CertificateId) -> bool {
    scene.signature(subject, issuer) == Outcome::Valid
}

/// Its own key did not sign it; another of its name did, or nothing is known of who did.
fn is_of_another_key(scene: &Scene<'_>, id: CertificateId) -> bool {
    scene.signature(id, id) != Outcome::Valid
}

/// The certificates on which a fault stands, if it stands at this one.
fn holds(scene: &Scene<'_>, records: &[Record], code: Code, at: CertificateId) -> Option<Vec<CertificateId>> {
    if matches!(code, Code::SignatureInvalid | Code::KeyIdentifierMismatch) {
        let did_not_sign = records.iter().rev().find_map(|record| match record {
            Record::DidNotSign { subject, issuer } if *subject == at => Some(vec![*subject, *issuer]),
            _ => None,
        });
        let differs = || {
            let mut named = scene.sent.iter().chain(&scene.anchors).copied();
            let other = named.find(|issuer| {
                scene.names_issuer_loosely(at, *issuer) && !key_identifier_fits(scene, at, *issuer)
            })?;
            Some(vec![at, other])
        };
        return if code == Code::SignatureInvalid { did_not_sign } else { differs().or(did_not_sign) };
    }
    if matches!(code, Code::ExtensionMalformed | Code::ExtensionDuplicated) {
        // An issuer that cannot be read is none.
        let named = scene.sent.iter().chain(&scene.anchors).copied();
        let own_and_issuers =
            core::iter::once(at).chain(named.filter(|issuer| scene.names_issuer_loosely(at, *issuer)));
        return own_and_issuers.into_iter().find(|id| is_wrong(scene, code, *id)).map(|id| vec![id]);
    }
    if code == Code::IssuerNotFound {
        let mut named = scene.sent.iter().chain(&scene.anchors).copied();
        let is_missing = !named.any(|issuer| scene.names_issuer_loosely(at, issuer));
        return is_missing.then(|| vec![at]);
    }
    if matches!(
        code,
        Code::NameConstraintViolated | Code::NameConstraintMalformed | Code::NameConstraintUnsupported
    ) {
        let mut all = scene.sent.iter().chain(&scene.anchors).copied();
        let constraining = all.find(|id| scene.get(*id).extensions.name_constraints.is_some())?;
        return Some(vec![at, constraining]);
    }
    is_wrong(scene, code, at).then(|| vec![at])
}

/// Critical extensions that every verifier of this list processes.
const PROCESSED: &[&str] = &["2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.37"];

/// Whether a fault can be seen on a certificate by itself.
fn is_wrong(scene: &Scene<'_>, code: Code, id: CertificateId) -> bool {
    let certificate: &Certificate = scene.get(id);
    let extensions = &certificate.extensions;
    let usage = certificate.usage();
    let may_sign = usage.is_some_and(|usage| usage.has(KeyUsage::KEY_CERT_SIGN));
    let key_id = extensions.authority_key_id.as_ref();
    let is_anchor = certificate.origin.is_anchor();
    let names = certificate.alternatives();
    match code {
        Code::CertificateExpired => scene.at > certificate.not_after,
        Code::CertificateNotYetValid => scene.at < certificate.not_before,
        Code::AnchorExpired => is_anchor && !certificate.is_current(scene.at),
        Code::ValidityInverted => certificate.not_after < certificate.not_before,
        Code::SignatureAlgorithmMismatch => certificate.algorithm != certificate.inner_algorithm,
        Code::SignatureAlgorithmWeak => certificate.algorithm_info.weak,
        Code::SignatureAlgorithmUnsupported => !certificate.algorithm_info.supported,
        Code::PublicKeyWeak => {
            certificate.key_kind() == KeyKind::Rsa && certificate.key.bits.is_none_or(|bits| bits < 2048)
        }
        Code::PublicKeyUnsupported | Code::PublicKeyUncommon => {
            !matches!(certificate.key_kind(), KeyKind::Rsa | KeyKind::P256 | KeyKind::P384)
        }
        Code::CriticalExtensionUnknown => {
            extensions.all.iter().any(|seen| seen.critical && !PROCESSED.contains(&seen.oid.as_str()))
        }
        Code::KeyIdentifierCritical => {
            key_id.is_some_and(|found| found.critical)
                || extensions.subject_key_id.as_ref().is_some_and(|found| found.critical)
        }
        Code::AuthorityInfoAccessCritical => {
            extensions.authority_info_access.as_ref().is_some_and(|found| found.critical)
        }
        Code::ExtensionMalformed => !extensions.malformed.is_empty() || !is_usable(scene, id),
        Code::ExtensionDuplicated => !extensions.duplicated.is_empty(),
        Code::KeyUsageMissing => certificate.is_ca() && usage.is_none(),
        Code::IssuerCannotSign => usage.is_some() && !may_sign,
        Code::PathLengthWithoutCa => certificate.path_len().is_some() && !certificate.is_ca(),
        Code::PathLengthExceeded => certificate.path_len().is_some(),
        Code::KeyCertSignWithoutCa => may_sign && !certificate.is_ca(),
        Code::BasicConstraintsNotCritical => {
            extensions.basic_constraints.as_ref().is_some_and(|found| found.value.ca && !found.critical)
        }
        Code::SubjectKeyIdMissing => certificate.is_ca() && extensions.subject_key_id.is_none(),
        Code::AuthorityKeyIdMissing => key_id.is_none_or(|found| found.value.key_id.is_none()),
        Code::AuthorityKeyIdForm => {
            key_id.is_some_and(|found| found.value.key_id.is_none() || found.value.serial.is_some())
        }
        Code::NameConstraintsEmpty => {
            extensions.name_constraints.as_ref().is_some_and(|found| found.value.empty)
        }
        Code::NameConstraintsWithoutCa => extensions.name_constraints.is_some() && !certificate.is_ca(),
        Code::IssuerEmpty => certificate.issuer.is_empty(),
        Code::CaSubjectEmpty => certificate.is_ca() && certificate.subject.is_empty(),
        Code::VersionNotV3 => certificate.version != 3,
        Code::EndEntityIsCa => id == scene.end_entity() && certificate.is_ca(),
        Code::IssuerNotCa => !certificate.is_ca(),
        Code::SubjectAltNameMissing => names.is_none_or(<[GeneralName]>::is_empty),
        Code::SubjectAltNameNotCritical => certificate.subject.is_empty() && names.is_some(),
        Code::SubjectAltNameMalformed => {
            names.is_some_and(|names| names.iter().any(|name| matches!(name, GeneralName::Invalid(..))))
        }
        Code::SerialNumberInvalid => certificate.has_negative_serial(),
        Code::AnchorIsNotRoot => is_anchor && !certificate.is_self_issued(),
        Code::AnchorIsEndEntity => scene.anchor_of(id).is_some() && !certificate.is_ca(),
        Code::SelfKeyIdentifierMismatch => {
            certificate.is_self_issued() && !key_identifier_fits(scene, id, id)
        }
        Code::EndEntitySelfSigned => id == scene.end_entity() && certificate.is_self_issued(),
        Code::RootNotTrusted => certificate.is_self_issued() && scene.anchor_of(id).is_none(),
        Code::AnchorsEmpty => scene.anchor_count == 0,
        Code::StatusMustBeStapled => must_be_stapled(certificate),
        Code::CertificateRevoked
        | Code::RevocationUnknown
        | Code::CrlExpired
        | Code::CrlInvalid
        | Code::CrlNotUsed => !scene.revocation.has_no_crl(),
        _ => false,
    }
}

/// What an acceptance rests on, of a finding that makes others refuse. `stance` is what the client makes of each fault.
pub(super) fn of_acceptance(
    scene: &Scene<'_>,
    records: &[Record],
    index: usize,
    finding: &Finding,
    stance: fn(Code) -> Stance,
) -> Option<Ground> {
    let told = Ground::told(index, finding);
    let end_entity = scene.end_entity();
    let way = |check, certificates| Some(Ground { finding: Some(index), ..Ground::of(check, certificates) });
    if leaves_without_issuer(finding.code()) {
        if let Some(anchor) = scene.anchor_of(end_entity) {
            return way(Check::IsTrustedItself, vec![end_entity, anchor]);
        }
        let subject = told.certificates.first().copied();
        return records.iter().find_map(|record| match record {
            Record::Fetched { subject: at } if Some(*at) == subject => way(Check::IssuerFetched, vec![*at]),
            Record::NamedLoosely { subject: at, issuer } if Some(*at) == subject => {
                way(Check::NamesFolded, vec![*at, *issuer])
            }
            _ => None,
        });
    }
    let looks = stance(finding.code()) == Stance::LooksAt;
    // Dates are dates: who looks at them and accepts went past this certificate.
    if looks && matches!(finding.code(), Code::CertificateExpired | Code::CertificateNotYetValid) {
        return way(Check::AnotherPath, told.certificates);
    }
    (!looks || has_two_sides(finding.code())).then_some(told)
}

/// Faults after which there is no path: whoever accepts went on where the report could not.
fn leaves_without_issuer(code: Code) -> bool {
    matches!(
        code,
        Code::IssuerNotFound
            | Code::NameFormDiffers
            | Code::RootNotTrusted
            | Code::EndEntitySelfSigned
            | Code::SignatureInvalid
    )
}

/// What clients that look at it look at in ways that differ.
fn has_two_sides(code: Code) -> bool {
    matches!(
        code,
        Code::NameMismatch
            | Code::SubjectAltNameMissing
            | Code::CriticalExtensionUnknown
            | Code::NameConstraintViolated
            | Code::NameConstraintUnsupported
            | Code::PathLengthExceeded
            | Code::ExtendedKeyUsageMismatch
            | Code::VersionNotV3
            | Code::IssuerNotCa
            | Code::SignatureAlgorithmWeak
            | Code::SignatureAlgorithmUnsupported
            | Code::PublicKeyUnsupported
            | Code::PublicKeyWeak
            | Code::ExtensionMalformed
            | Code::ExtensionDuplicated
            | Code::KeyIdentifierCritical
            | Code::AnchorExpired
            | Code::NameConstraintMalformed
            | Code::PathTooComplex
            | Code::SubjectAltNameMalformed
    )
}
