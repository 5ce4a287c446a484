//! Chrome: its own path builder on every platform, and BoringSSL's handshake.
//!
//! Every path is tried and issuers are fetched where a certificate says they can be had. All that is wrong with the best
//! path is collected, and the worst of it shown: what has no name of its own only if nothing else was found
//! (net/cert/cert_verify_proc_builtin.cc, MapCertStatusToNetError).

use super::scene::{ANY_PURPOSE, Facts, KeyKind, Record, SERVER_AUTH, Scene};
use super::stance::{Stance, not_of_a_chain};
use super::stapled;
use super::{Refusal, handshake_faults, host, is_key_for_tls};
use crate::certificate::extensions::{GeneralName, KeyUsage, NameConstraints};
use crate::certificate::{Certificate, Origin};
use crate::encoding::{Deviation, Kind, Part};
use crate::fault::CertificateId;
use crate::order::sort_by_key;
use crate::path::{Fit, key_identifiers_fit};
use crate::rules::Code;
use crate::rules::name_constraints::{self, Allowance};
use crate::rules::policy;
use crate::signature::Outcome;

const KEYS: &[KeyKind] = &[KeyKind::Rsa, KeyKind::P256, KeyKind::P384];

/// Steps of the path builder: Chrome has a deadline instead.
const MAX_STEPS: usize = 500;
/// CertPathBuilder's depth limit.
const MAX_DEPTH: usize = 20;

/// What is wrong, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Always shown as such.
    Invalid,
    /// By what the server staples.
    Revoked,
    AuthorityInvalid,
    NameInvalid,
    WeakKey,
    DateInvalid,
    /// Shown only if there is nothing else from the path.
    Unnamed,
}

/// A status, and what it comes from.
type Problem = (Status, &'static [Code], CertificateId);

pub(super) fn ask(scene: &Scene<'_>) -> Option<Refusal> {
    let end_entity = scene.end_entity();
    let certificate = scene.get(end_entity);
    let refuse = |error: &str, faults, at| {
        let words = crate::text::fill("net::ERR_{error}", &|_| error.to_owned());
        Some(Refusal { words, code: None, faults, at: Some(at) })
    };
    if !is_key_for_tls(scene, KEYS) {
        return refuse("SSL_VERSION_OR_CIPHER_MISMATCH", handshake_faults(), end_entity);
    }
    if certificate.version < 3 && !certificate.extensions.all.is_empty() {
        return refuse("SSL_SERVER_CERT_BAD_FORMAT", &[Code::VersionNotV3], end_entity);
    }
    if certificate.usage().is_some_and(|usage| !usage.has(KeyUsage::DIGITAL_SIGNATURE)) {
        return refuse(
            "SSL_KEY_USAGE_INCOMPATIBLE",
            &[Code::KeyUsageMismatch, Code::KeyUsageNoSignature],
            end_entity,
        );
    }
    let mut problems = verify(scene);
    if problems.is_empty() && stapled::is_revoked_to_chrome(scene) {
        problems.push((Status::Revoked, &[Code::CertificateRevoked], end_entity));
    }
    if !host_matches(scene) {
        problems.push((Status::NameInvalid, &[Code::NameMismatch, Code::SubjectAltNameMissing], end_entity));
    }
    let named = problems.iter().any(|(status, ..)| {
        matches!(status, Status::AuthorityInvalid | Status::WeakKey | Status::DateInvalid)
    });
    let worst = problems
        .into_iter()
        .filter(|(status, ..)| *status != Status::Unnamed || !named)
        .min_by_key(|(status, ..)| if *status == Status::Unnamed { Status::Invalid } else { *status });
    let (status, faults, at) = worst?;
    let error = match status {
        Status::Invalid | Status::Unnamed => "CERT_INVALID",
        Status::Revoked => "CERT_REVOKED",
        Status::AuthorityInvalid => "CERT_AUTHORITY_INVALID",
        Status::NameInvalid => "CERT_COMMON_NAME_INVALID",
        Status::WeakKey => "CERT_WEAK_KEY",
        Status::DateInvalid => "CERT_DATE_INVALID",
    };
    refuse(error, faults, at)
}

/// The problems of the best path: none where one is in order.
fn verify(scene: &Scene<'_>) -> Vec<Problem> {
    let end_entity = scene.end_entity();
    if let Some(faults) = parse_error(scene.get(end_entity)) {
        return vec![(Status::Invalid, faults, end_entity)];
    }
    let mut search = Search { scene, steps: 0, best: None };
    search.extend(&mut vec![end_entity]);
    search.best.map(|best| best.problems).unwrap_or_default()
}

struct Best {
    anchored: bool,
    problems: Vec<Problem>,
}

struct Search<'a> {
    scene: &'a Scene<'a>,
    steps: usize,
    best: Option<Best>,
}

impl Search<'_> {
    /// Whether a path in order was found.
    fn extend(&mut self, path: &mut Vec<CertificateId>) -> bool {
        let Some(&top) = path.last() else { return false };
        let scene = self.scene;
        if let Some(anchor) = scene.anchor_of(top).filter(|_| path.len() == 1) {
            return self.consider(&[anchor], true, None);
        }
        let mut went_on = false;
        for candidate in self.candidates(top) {
            if path.contains(&candidate) || self.steps >= MAX_STEPS || path.len() > MAX_DEPTH {
                continue;
            }
            let certificate = scene.get(candidate);
            let is_again = path.iter().any(|known| {
                let known = scene.get(*known);
                known.subject.der == certificate.subject.der && known.spki == certificate.spki
            });
            if is_again && !(certificate.origin.is_anchor() && path.len() == 1) {
                continue;
            }
            self.steps += 1;
            went_on = true;
            path.push(candidate);
            let found = if certificate.origin.is_anchor() {
                let whole = path.clone();
                self.consider(&whole, true, None)
            } else {
                self.extend(path)
            };
            path.pop();
            if found {
                return true;
            }
        }
        if !went_on {
            // What is missing can be had where the server's own certificate says so.
            let fetched = path.len() == 1 && has_fetchable_issuer(scene.get(top));
            let whole = path.clone();
            let accepted = self.consider(&whole, fetched, Some(top).filter(|_| !fetched));
            if accepted {
                scene.record(Record::Fetched { subject: top });
            }
            return accepted;
        }
        false
    }

    /// CertIssuersIter: anchors first, then by key identifier and dates.
    ///
    /// What was sent is found by what its name means, and is an anchor where it is trusted. The store of NSS, where roots are that
    /// somebody added on Linux, is asked for the name as it is written (TrustStoreNSS::SyncGetIssuersOf).
    fn candidates(&self, subject: CertificateId) -> Vec<CertificateId> {
        let scene = self.scene;
        let is_named = |id: CertificateId| match scene.get(id).origin {
            Origin::PastedAnchor => scene.names_issuer(subject, id),
            _ => scene.names_issuer_loosely(subject, id),
        };
        let of_store = scene.anchors.iter().copied().filter(|id| is_named(*id));
        let of_sent = scene.others().iter().copied().filter(|id| is_named(*id));
        let all = of_store.chain(of_sent.map(|id| scene.anchor_of(id).unwrap_or(id)));
        let mut found: Vec<CertificateId> = Vec::new();
        for id in all {
            if parse_error(scene.get(id)).is_none() && !found.contains(&id) {
                found.push(id);
            }
        }
        sort_by_key(&mut found, |id| {
            let candidate = scene.get(*id);
            let fit = match key_identifiers_fit(scene.get(subject), candidate) {
                Fit::Matches => 0,
                Fit::Unknown => 1,
                Fit::Differs => 2,
            };
            (!candidate.origin.is_anchor(), fit, !candidate.is_current(scene.at))
        });
        found
    }

    /// Keeps a path that is better than what was found so far: in order, or else leading to an anchor.
    fn consider(&mut self, path: &[CertificateId], anchored: bool, lacking: Option<CertificateId>) -> bool {
        let mut problems = judge(self.scene, path);
        if let Some(at) = lacking {
            let faults: &'static [Code] = &[
                Code::AnchorsEmpty,
                Code::IssuerNotFound,
                Code::RootNotTrusted,
                Code::EndEntitySelfSigned,
                Code::NameFormDiffers,
                Code::ExtensionDuplicated,
                Code::EncodingNotDer,
                Code::ExtensionMalformed,
                Code::SubjectAltNameMalformed,
                Code::NameConstraintsEmpty,
            ];
            problems.push((Status::AuthorityInvalid, faults, at));
        }
        let faultless = problems.is_empty();
        let better = self.best.as_ref().is_none_or(|best| faultless || (anchored && !best.anchored));
        if better {
            self.best = Some(Best { anchored, problems });
        }
        faultless
    }
}

fn has_fetchable_issuer(certificate: &Certificate) -> bool {
    let access = certificate.extensions.authority_info_access.as_ref();
    access.is_some_and(|found| found.value.ca_issuers.iter().any(|url| url.starts_with("http://")))
}

/// ParsedCertificate: every extension that Chrome knows must be well-formed.
fn parse_error(certificate: &Certificate) -> Option<&'static [Code]> {
    const PARSED: &[&str] = &[
        "2.5.29.14",
        "2.5.29.15",
        "2.5.29.17",
        "2.5.29.19",
        "2.5.29.30",
        "2.5.29.32",
        "2.5.29.33",
        "2.5.29.35",
        "2.5.29.36",
        "2.5.29.37",
        "2.5.29.54",
        "1.3.6.1.5.5.7.1.1",
    ];
    let extensions = &certificate.extensions;
    if !extensions.duplicated.is_empty() {
        return Some(&[Code::ExtensionDuplicated]);
    }
    if certificate.encoding.has(is_no_frame) {
        return Some(&[Code::EncodingNotDer]);
    }
    if extensions.malformed.iter().any(|oid| PARSED.contains(&oid.as_str()))
        || certificate.encoding.has(is_no_value)
    {
        return Some(&[Code::ExtensionMalformed]);
    }
    if extensions.name_constraints.as_ref().is_some_and(|found| found.value.empty) {
        return Some(&[Code::NameConstraintsEmpty]);
    }
    let names = certificate.alternatives();
    let is_refused = |name: &GeneralName| match name {
        GeneralName::Dns(name) | GeneralName::Email(name) | GeneralName::Uri(name) => !name.is_ascii(),
        GeneralName::Ip(octets) => !matches!(octets.len(), 4 | 16),
        GeneralName::Invalid(..) => true,
        _ => false,
    };
    if names.is_some_and(|names| names.is_empty() || names.iter().any(is_refused)) {
        return Some(&[Code::SubjectAltNameMalformed, Code::SubjectAltNameMissing]);
    }
    let unmarked = extensions.subject_alt_names.as_ref().is_some_and(|found| !found.critical);
    (certificate.subject.is_empty() && unmarked && !certificate.is_ca())
        .then_some(&[Code::SubjectAltNameNotCritical])
}

/// ParseExtensions: the frame of each extension is DER, down to a `critical` that is left out where it is FALSE. Its number is not
/// looked into.
fn is_no_frame(deviation: &Deviation) -> bool {
    matches!(deviation.field.part, Part::Extensions | Part::Extension)
        && !matches!(deviation.kind, Kind::OidPadded | Kind::OidBroken)
}

/// What stands in the extensions that are read to the bottom is DER likewise, but for a `cA` of FALSE that is written out.
fn is_no_value(deviation: &Deviation) -> bool {
    const WHOLLY_READ: &[&str] = &["2.5.29.14", "2.5.29.15", "2.5.29.19", "2.5.29.36", "2.5.29.54"];
    const LOOSE: &[Kind] = &[Kind::DefaultWritten, Kind::TrailingZeroBits];
    WHOLLY_READ.iter().any(|oid| deviation.field.is_in_value_of(oid)) && !LOOSE.contains(&deviation.kind)
}

/// VerifyCertificateChain, on a path whose last certificate may be an anchor.
fn judge(scene: &Scene<'_>, path: &[CertificateId]) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    for (depth, id) in path.iter().enumerate() {
        let certificate = scene.get(*id);
        let is_anchor = certificate.origin.is_anchor();
        let own_anchor = is_anchor && depth == 0;
        if !certificate.is_current(scene.at) {
            problems.push((
                Status::DateInvalid,
                &[
                    Code::CertificateExpired,
                    Code::CertificateNotYetValid,
                    Code::AnchorExpired,
                    Code::ValidityInverted,
                ],
                *id,
            ));
        }
        if !is_anchor {
            problems.extend(signature_problem(scene, path, depth));
        }
        let mut unnamed = |faults: &'static [Code]| problems.push((Status::Unnamed, faults, *id));
        if has_unconsumed_critical_extension(certificate) {
            unnamed(&[
                Code::CriticalExtensionUnknown,
                Code::KeyIdentifierCritical,
                Code::AuthorityInfoAccessCritical,
            ]);
        }
        let purposes = certificate.purposes();
        if purposes.is_some_and(|all| !all.iter().any(|one| one == SERVER_AUTH || one == ANY_PURPOSE)) {
            unnamed(&[Code::ExtendedKeyUsageMismatch]);
        }
        if depth > 0 {
            let constraints = certificate.extensions.basic_constraints.as_ref();
            let is_ca = constraints.map_or(is_anchor, |found| found.value.ca);
            if !is_ca || (certificate.version < 3 && !is_anchor) {
                unnamed(&[Code::IssuerNotCa, Code::VersionNotV3]);
            }
            if certificate.usage().is_some_and(|usage| !usage.has(KeyUsage::KEY_CERT_SIGN)) {
                unnamed(&[Code::IssuerCannotSign]);
            }
            let between = path.get(1..depth).unwrap_or_default();
            let counted = between.iter().filter(|id| !scene.get(**id).is_self_issued()).count();
            let allowed =
                certificate.path_len().map(|allowed| usize::try_from(allowed).unwrap_or(usize::MAX));
            if allowed.is_some_and(|allowed| counted > allowed) {
                unnamed(&[Code::PathLengthExceeded]);
            }
            if violates_constraints(scene, path, depth) {
                unnamed(&[Code::NameConstraintViolated]);
            }
            if has_too_many_names(scene, path, depth) {
                unnamed(&[Code::PathTooComplex]);
            }
        }
        if certificate.key_kind() == KeyKind::Rsa
            && certificate.key.bits.is_some_and(|bits| bits < 1024)
            && !own_anchor
        {
            problems.push((Status::WeakKey, &[Code::PublicKeyWeak], *id));
        }
    }
    if let Some(first) = path.first()
        && !policy::are_met(scene.bag, path)
    {
        problems.push((Status::Unnamed, &[Code::PolicyViolated], *first));
    }
    problems
}

/// Algorithm and signature of a certificate that is no anchor.
fn signature_problem(scene: &Scene<'_>, path: &[CertificateId], depth: usize) -> Option<Problem> {
    let id = *path.get(depth)?;
    let certificate = scene.get(id);
    if certificate.algorithm != certificate.inner_algorithm {
        return Some((Status::Unnamed, &[Code::SignatureAlgorithmMismatch], id));
    }
    if certificate.algorithm_info.weak {
        return Some((Status::Invalid, &[Code::SignatureAlgorithmWeak], id));
    }
    let accepted = matches!(certificate.algorithm_info.hash, Some("SHA-256" | "SHA-384" | "SHA-512"))
        && !certificate.algorithm_info.name.starts_with("dsa")
        && !certificate.has_unusually_written_pss();
    if !accepted {
        return Some((Status::Unnamed, &[Code::SignatureAlgorithmUnsupported, Code::PublicKeyUncommon], id));
    }
    let issuer = *path.get(depth + 1)?;
    // PathBuilderDelegate::IsPublicKeyAcceptable; with another key no signature is looked at.
    if !matches!(scene.get(issuer).key_kind(), KeyKind::Rsa | KeyKind::P256 | KeyKind::P384 | KeyKind::P521) {
        return Some((Status::Unnamed, &[Code::PublicKeyUnsupported, Code::PublicKeyUncommon], issuer));
    }
    let wrong = matches!(scene.signature(id, issuer), Outcome::Invalid | Outcome::KeyMismatch);
    let faults: &'static [Code] =
        &[Code::SignatureInvalid, Code::KeyIdentifierMismatch, Code::RootNotTrusted];
    wrong.then_some((Status::AuthorityInvalid, faults, id))
}

fn violates_constraints(scene: &Scene<'_>, path: &[CertificateId], depth: usize) -> bool {
    is_found_below(scene, path, depth, &|certificate, constraints| {
        !are_too_many(certificate, constraints)
            && name_constraints::names_of(certificate)
                .iter()
                .any(|name| name_constraints::allowance(name, constraints) != Allowance::Allowed)
    })
}

/// Whether names below the constraints of a CA are not compared with them, since they would be too many.
fn has_too_many_names(scene: &Scene<'_>, path: &[CertificateId], depth: usize) -> bool {
    is_found_below(scene, path, depth, &are_too_many)
}

/// Whether something is so of a certificate below this CA and of the CA's constraints, if it has any.
fn is_found_below(
    scene: &Scene<'_>,
    path: &[CertificateId],
    depth: usize,
    is_so: &dyn Fn(&Certificate, &NameConstraints) -> bool,
) -> bool {
    let Some(found) = path.get(depth).and_then(|id| scene.get(*id).extensions.name_constraints.as_ref())
    else {
        return false;
    };
    path.iter().enumerate().take(depth).any(|(position, id)| {
        let certificate = scene.get(*id);
        let exempt = position > 0 && certificate.is_self_issued();
        !exempt && is_so(certificate, &found.value)
    })
}

/// kMaxChecks (BoringSSL, pki/name_constraints.cc): names times constraints of the kinds that are compared; where there are no
/// alternative names, octets of the subject times constraints on it.
const MOST_COMPARISONS: usize = 1 << 20;

fn are_too_many(certificate: &Certificate, constraints: &NameConstraints) -> bool {
    let subtrees = || constraints.permitted.iter().chain(&constraints.excluded);
    let comparisons = match certificate.alternatives() {
        Some(names) => {
            let count = names.iter().filter(|name| is_compared(name)).count();
            subtrees().filter(|name| is_compared(name)).count().saturating_mul(count)
        }
        None => {
            let on_subject = subtrees().filter(|name| matches!(name, GeneralName::Directory(_))).count();
            on_subject.saturating_mul(certificate.subject.der.len())
        }
    };
    comparisons > MOST_COMPARISONS
}

fn is_compared(name: &GeneralName) -> bool {
    matches!(
        name,
        GeneralName::Dns(_) | GeneralName::Email(_) | GeneralName::Ip(_) | GeneralName::Directory(_)
    )
}

fn has_unconsumed_critical_extension(certificate: &Certificate) -> bool {
    const CONSUMED: &[&str] = &[
        "2.5.29.15",
        "2.5.29.17",
        "2.5.29.19",
        "2.5.29.30",
        "2.5.29.32",
        "2.5.29.33",
        "2.5.29.36",
        "2.5.29.37",
        "2.5.29.54",
    ];
    certificate.extensions.all.iter().any(|seen| seen.critical && !CONSUMED.contains(&seen.oid.as_str()))
}

/// X509Certificate::VerifyHostname: no common name; a trailing dot does not matter.
fn host_matches(scene: &Scene<'_>) -> bool {
    let Some(wanted) = scene.host else { return true };
    let certificate = scene.get(scene.end_entity());
    if wanted.address().is_some() {
        return host::has_address(certificate, &wanted);
    }
    host::dns_names(certificate)
        .iter()
        .any(|name| host::matches_whole_label(name.strip_suffix('.').unwrap_or(name), wanted.text, 2))
}

/// What Chrome makes of each fault.
pub(super) fn stance(code: Code) -> Stance {
    match code {
        Code::IssuerNotFound
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
        | Code::IssuerCannotSign
        | Code::KeyUsageMismatch
        | Code::KeyUsageNoSignature
        | Code::CertificateExpired
        | Code::CertificateNotYetValid
        | Code::ValidityInverted
        | Code::AnchorExpired
        | Code::ExtendedKeyUsageMismatch
        | Code::NameConstraintViolated
        | Code::NameConstraintMalformed
        | Code::NameMismatch
        | Code::SubjectAltNameMissing
        | Code::SubjectAltNameNotCritical
        | Code::SubjectAltNameMalformed
        | Code::KeyIdentifierCritical
        | Code::AuthorityInfoAccessCritical
        | Code::PolicyViolated
        | Code::NameFormDiffers
        | Code::PathTooComplex => Stance::LooksAt,
        Code::PublicKeyWeak
        | Code::SerialNumberInvalid
        | Code::EndEntityIsCa
        | Code::BasicConstraintsNotCritical
        | Code::PathLengthWithoutCa
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
        | Code::SubjectAltNameCritical
        | Code::CommonNameNotInSubjectAltName
        | Code::WildcardOnPublicSuffix
        | Code::AuthorityKeyIdMissing
        | Code::SubjectKeyIdMissing
        | Code::AuthorityKeyIdForm
        | Code::SelfKeyIdentifierMismatch
        | Code::CaSubjectEmpty
        | Code::IssuerEmpty
        | Code::NameConstraintsWithoutCa
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
        | Code::SubjectAltNameTypeForbidden
        | Code::SubjectAttributeRepeated
        | Code::DistributionPointForbidden
        | Code::SubjectNotForPolicy
        | Code::KeyUsageNotForKey
        | Code::AnchorDistrusted
        | not_of_a_chain!() => Stance::Overlooks,
    }
}
