//! Bun: BoringSSL, which goes on after each error, and of which the last is reported; the host as in Node.
//!
//! BoringSSL is OpenSSL before 3: a CA that may not sign is no candidate, dates do not choose between candidates, and there
//! is no security level, so that SHA-1 and RSA of 1024 bits pass. It does process policies.

mod reader;

use super::openssl::constraints::{self, Variant};
use super::openssl::revocation::Library;
use super::openssl::{self, chain};
use super::scene::{Facts, KeyKind, Piece, Scene};
use super::stance::{Stance, not_of_a_chain};
use super::{Refusal, handshake_faults, is_key_for_tls, node};
use crate::certificate::Certificate;
use crate::certificate::extensions::KeyUsage;
use crate::fault::CertificateId;
use crate::rules::Code;
use crate::rules::policy;
use crate::signature::Outcome;
use reader::Usage;

const KEYS: &[KeyKind] = &[KeyKind::Rsa, KeyKind::P256, KeyKind::P384, KeyKind::P521, KeyKind::Ed25519];

/// Our faults that a certificate has which BoringSSL cannot read.
const UNREADABLE: &[Code] = &[
    Code::CertificateMalformed,
    Code::VersionNotV3,
    Code::SerialNumberInvalid,
    Code::CertificateTrailingData,
    Code::ExtensionMalformed,
    Code::PublicKeyUnsupported,
    Code::PublicKeyMalformed,
    Code::EncodingNotDer,
    Code::NameMalformed,
    Code::TimeMalformed,
];

/// Errors of BoringSSL that OpenSSL has no number for here.
const NO_EXPLICIT_POLICY: u8 = 43;
const CONSTRAINTS_WITHOUT_NAMES: u8 = 200;
const INVALID_POLICY: u8 = 42;

/// Read once, however often that is asked.
fn is_readable(piece: &Piece<'_>) -> bool {
    *piece.readable.bun.get_or_init(|| reader::is_readable(&piece.bytes))
}

pub(super) fn ask(scene: &Scene<'_>) -> Option<Refusal> {
    let end_entity = scene.end_entity();
    let stop = |words: &str, code: &str, faults| {
        let words = crate::text::fill("Error: error:{words}", &|_| words.to_owned());
        Some(Refusal { words, code: Some(code.to_owned()), faults, at: Some(end_entity) })
    };
    let material = scene.material;
    if material.anchors.iter().any(|piece| !piece.bytes.is_empty() && !is_readable(piece)) {
        return Some(Refusal {
            words: String::from("Error: Invalid CA"),
            code: Some(String::from("ERR_BORINGSSL")),
            faults: UNREADABLE,
            at: None,
        });
    }
    let own = material.sent.first().map_or(&[][..], |piece| &piece.bytes);
    let unreadable = || {
        let words = "10000089:SSL routines:OPENSSL_internal:DECODE_ERROR";
        stop(words, "ERR_SSL_DECODE_ERROR", UNREADABLE)
    };
    let no_skeleton = || {
        let words = "10000110:SSL routines:OPENSSL_internal:CANNOT_PARSE_LEAF_CERT";
        stop(words, "ERR_SSL_CANNOT_PARSE_LEAF_CERT", UNREADABLE)
    };
    if !is_key_for_tls(scene, KEYS) {
        let words = "10000410:SSL routines:OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE";
        return stop(words, "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", handshake_faults());
    }
    if !reader::has_key(own) {
        return no_skeleton();
    }
    let scene = &scene.seen_leniently(&|piece| piece.bytes.is_empty() || is_readable(piece));
    let is_own_readable = reader::is_readable(own);
    if is_own_readable && !reader::takes_key(scene.get(scene.end_entity())) {
        return unreadable();
    }
    match reader::usage(own) {
        Usage::Unreadable => return no_skeleton(),
        Usage::Incorrect => {
            let words = "1000012e:SSL routines:OPENSSL_internal:KEY_USAGE_BIT_INCORRECT";
            return stop(
                words,
                "ERR_SSL_KEY_USAGE_BIT_INCORRECT",
                &[Code::KeyUsageMismatch, Code::KeyUsageNoSignature],
            );
        }
        Usage::Fits => {}
    }
    if material.sent.iter().any(|piece| !is_readable(piece)) {
        return unreadable();
    }
    let end_entity = scene.end_entity();
    if !is_usable(scene, end_entity) {
        let words = "1000007d:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED";
        let faults = &[
            Code::ExtensionDuplicated,
            Code::ExtensionMalformed,
            Code::EncodingNotDer,
            Code::PathLengthWithoutCa,
        ];
        return stop(words, "ERR_SSL_CERTIFICATE_VERIFY_FAILED", faults);
    }
    let (words, code, faults, at) = match verify(scene).pop() {
        Some((number, at)) => (words(number).to_owned(), node::code(number), faults(number), at),
        None => {
            let failure = node::check_identity(scene)?;
            (failure.message, failure.code, failure.faults, failure.at)
        }
    };
    let words = crate::text::fill("Error: {words}", &|_| words.clone());
    Some(Refusal { words, code: Some(code.to_owned()), faults, at: Some(at) })
}

fn words(number: u8) -> &'static str {
    match number {
        18 => "self signed certificate",
        19 => "self signed certificate in certificate chain",
        26 => "unsupported certificate purpose",
        44 => "Different CRL scope",
        INVALID_POLICY => "invalid or inconsistent certificate policy extension",
        NO_EXPLICIT_POLICY => "no explicit policy",
        CONSTRAINTS_WITHOUT_NAMES => "Issuer has name constraints but leaf has no SANs",
        number => openssl::words(number),
    }
}

fn faults(number: u8) -> &'static [Code] {
    match number {
        INVALID_POLICY | NO_EXPLICIT_POLICY => {
            &[Code::PolicyViolated, Code::ExtensionMalformed, Code::EncodingNotDer]
        }
        CONSTRAINTS_WITHOUT_NAMES => &[Code::NameConstraintViolated, Code::SubjectAltNameMissing],
        // A CA that may not sign is no candidate, so that its certificates have no issuer.
        20 | 21 => &[
            Code::AnchorsEmpty,
            Code::IssuerNotFound,
            Code::KeyIdentifierMismatch,
            Code::RootNotTrusted,
            Code::EndEntitySelfSigned,
            Code::IssuerCannotSign,
            Code::IssuerNotCa,
            Code::ExtensionDuplicated,
            Code::ExtensionMalformed,
            Code::PathLengthWithoutCa,
            Code::AuthorityKeyIdForm,
            Code::AnchorIsEndEntity,
        ],
        number => openssl::faults(number),
    }
}

/// The errors, in the order BoringSSL comes upon them.
fn verify(scene: &Scene<'_>) -> Vec<(u8, CertificateId)> {
    let mut errors = Vec::new();
    let (chain, error) = build(scene);
    let Some(&top) = chain.last() else { return errors };
    errors.extend(error.map(|number| (number, top)));
    let mut below = 0;
    for (depth, id) in chain.iter().enumerate() {
        let certificate = scene.get(*id);
        if has_unhandled_critical_extension(certificate) {
            errors.push((34, *id));
        }
        let is_root = certificate.is_self_issued() && chain::key_identifier_fits(scene, *id, *id);
        if !is_for_servers(certificate, depth > 0, is_root) {
            errors.push((26, *id));
        }
        if depth > 1 && certificate.path_len().is_some_and(|allowed| below > allowed) {
            errors.push((25, *id));
        }
        if depth > 0 && !openssl::is_self_issued(scene, *id) {
            below += 1;
        }
    }
    if !scene.revocation.has_no_crl() {
        for (depth, id) in chain.iter().enumerate() {
            let found = openssl::revocation::faults(scene, &chain, depth, Library::BoringSsl);
            errors.extend(found.into_iter().map(|number| (number, *id)));
        }
    }
    verify_signatures_and_dates(scene, &chain, &mut errors);
    check_constraints(scene, &chain, &mut errors);
    if error.is_none() && chain.len() > 1 {
        let odd =
            |(depth, id): &(usize, &CertificateId)| reader::has_odd_policies(scene.get(**id), *depth == 0);
        if let Some((_, id)) = chain.iter().enumerate().rev().find(odd) {
            errors.push((INVALID_POLICY, *id));
        } else if !policy::are_met_below(scene.bag, &chain, chain.last().copied()) {
            errors.push((NO_EXPLICIT_POLICY, scene.end_entity()));
        }
    }
    errors
}

/// The chain, and why it does not end in trust: what is trusted first, and the first that fits.
fn build(scene: &Scene<'_>) -> (Vec<CertificateId>, Option<u8>) {
    let end_entity = scene.end_entity();
    if let Some(anchor) = scene.anchor_of(end_entity).filter(|_| scene.get(end_entity).is_self_issued()) {
        return (vec![anchor], None);
    }
    let trusted = |subject: CertificateId| {
        let candidates = scene.anchors.iter().filter(|anchor| may_issue(scene, subject, **anchor));
        chain::best_issuer(scene, candidates)
    };
    let mut chain = vec![end_entity];
    while let Some(&top) = chain.last() {
        if may_issue(scene, top, top) || trusted(top).is_some() {
            break;
        }
        let next =
            scene.others().iter().copied().find(|id| !chain.contains(id) && may_issue(scene, top, *id));
        match next {
            Some(next) if chain.len() <= 100 => chain.push(next),
            _ => break,
        }
    }
    let mut own_root = None;
    if let Some(&top) = chain.last()
        && may_issue(scene, top, top)
    {
        if chain.len() == 1 {
            return (chain, Some(18));
        }
        own_root = chain.pop();
    }
    let untrusted = chain.len();
    while let Some(&top) = chain.last() {
        if chain.len() > untrusted && may_issue(scene, top, top) {
            return (chain, None);
        }
        match trusted(top) {
            Some(anchor) if chain.len() <= 100 && !chain.contains(&anchor) => chain.push(anchor),
            _ => break,
        }
    }
    let reached = chain.len() > untrusted;
    match own_root {
        Some(root) if chain.len() == untrusted => {
            chain.push(root);
            (chain, Some(19))
        }
        _ if reached => (chain, Some(2)),
        _ => (chain, Some(20)),
    }
}

/// x509_check_issued: names, identifiers and the right to sign.
fn may_issue(scene: &Scene<'_>, subject: CertificateId, issuer: CertificateId) -> bool {
    let signing = scene.get(issuer);
    scene.names_issuer_loosely(subject, issuer)
        && is_usable(scene, subject)
        && is_usable(scene, issuer)
        && chain::key_identifier_fits(scene, subject, issuer)
        && signing.usage().is_none_or(|usage| usage.has(KeyUsage::KEY_CERT_SIGN))
}

/// EXFLAG_INVALID is not set. A path length without a CA is an error of form here.
fn is_usable(scene: &Scene<'_>, id: CertificateId) -> bool {
    let certificate = scene.get(id);
    !reader::is_unusable(certificate) && (certificate.is_ca() || certificate.path_len().is_none())
}

fn has_unhandled_critical_extension(certificate: &Certificate) -> bool {
    const HANDLED: &[&str] = &[
        "2.5.29.15",
        "2.5.29.17",
        "2.5.29.19",
        "2.5.29.32",
        "2.5.29.37",
        "2.5.29.36",
        "2.5.29.30",
        "2.5.29.33",
        "2.5.29.54",
    ];
    certificate.extensions.all.iter().any(|seen| seen.critical && !HANDLED.contains(&seen.oid.as_str()))
}

/// X509_check_purpose for a server: gated purposes and netscape-cert-type count for nothing.
fn is_for_servers(certificate: &Certificate, above: bool, is_root: bool) -> bool {
    let allowed = certificate
        .purposes()
        .is_none_or(|purposes| purposes.iter().any(|purpose| purpose == super::scene::SERVER_AUTH));
    let fits = if above {
        let may_sign = reader::may(certificate, KeyUsage::KEY_CERT_SIGN);
        // EXFLAG_SS: its names and its identifiers are its issuer's.
        let without = certificate.extensions.basic_constraints.is_none()
            && is_root
            && (certificate.version == 1 || certificate.usage().is_some());
        may_sign && (certificate.is_ca() || without)
    } else {
        let bits = KeyUsage::DIGITAL_SIGNATURE | KeyUsage::KEY_ENCIPHERMENT | KeyUsage::KEY_AGREEMENT;
        reader::may(certificate, bits)
    };
    allowed && fits
}

fn verify_signatures_and_dates(
    scene: &Scene<'_>,
    chain: &[CertificateId],
    errors: &mut Vec<(u8, CertificateId)>,
) {
    let Some((top, _)) = chain.split_last() else { return };
    let is_own_anchor = chain.len() == 1 && scene.get(*top).origin.is_anchor();
    if chain.len() == 1 && !may_issue(scene, *top, *top) && !is_own_anchor {
        errors.push((21, *top));
    }
    let mut dated = Vec::new();
    if chain.len() == 1 || may_issue(scene, *top, *top) || scene.get(*top).origin.is_anchor() {
        dated.push((*top, None));
    }
    dated.extend(
        chain.iter().zip(chain.iter().skip(1)).rev().map(|(subject, issuer)| (*subject, Some(*issuer))),
    );
    for (subject, issuer) in dated {
        let certificate = scene.get(subject);
        if let Some(issuer) = issuer {
            if !reader::takes_key(scene.get(issuer)) {
                errors.push((6, issuer));
            } else if certificate.algorithm != certificate.inner_algorithm
                || matches!(certificate.algorithm_info.hash, Some("MD2" | "MD4" | "MD5"))
                || !is_known_signature(certificate)
                || scene.get(issuer).key.name == "DSA"
                || scene.openssl(subject).is_some_and(|notes| notes.odd_signature)
                || matches!(scene.signature(subject, issuer), Outcome::Invalid | Outcome::KeyMismatch)
            {
                errors.push((7, subject));
            }
        }
        let [before, after] = scene.openssl(subject).map_or([true; 2], |notes| notes.times);
        let is_anchor = certificate.origin.is_anchor();
        if issuer.is_none() && is_anchor && (!before || scene.at < certificate.not_before) {
            // Of an anchor that is not valid yet nothing more is said.
            errors.push((9, subject));
            continue;
        }
        match () {
            () if !before => errors.push((13, subject)),
            () if scene.at < certificate.not_before => errors.push((9, subject)),
            () => {}
        }
        match () {
            () if !after => errors.push((14, subject)),
            () if scene.at > certificate.not_after => errors.push((10, subject)),
            () => {}
        }
    }
}

/// RSASSA-PSS in the three forms that TLS has, and whatever else has a name.
fn is_known_signature(certificate: &Certificate) -> bool {
    const PSS: &[&str] =
        &["RSASSA-PSS (SHA-256, salt 32)", "RSASSA-PSS (SHA-384, salt 48)", "RSASSA-PSS (SHA-512, salt 64)"];
    let name = certificate.algorithm_info.name.as_ref();
    if name.starts_with("RSASSA-PSS") {
        return PSS.contains(&name);
    }
    certificate.algorithm_info.hash.is_some() || name == "Ed25519"
}

/// Addresses are of a kind that it does not compare, and the common name stands in for no host.
const CONSTRAINTS: Variant =
    Variant { zero_minimum: false, addresses: false, common_name: false, absolute_hosts: true };

fn check_constraints(scene: &Scene<'_>, chain: &[CertificateId], errors: &mut Vec<(u8, CertificateId)>) {
    let mut constrained = false;
    for (depth, id) in chain.iter().enumerate().rev() {
        let certificate = scene.get(*id);
        if depth > 0 && openssl::is_self_issued(scene, *id) {
            continue;
        }
        for above in chain.iter().skip(depth + 1).rev() {
            if scene.get(*above).extensions.name_constraints.is_none() {
                continue;
            }
            constrained = true;
            let fault = constraints::fault(certificate, scene.get(*above), depth == 0, CONSTRAINTS);
            errors.extend(fault.map(|number| (number, *id)));
        }
    }
    let end_entity = scene.get(scene.end_entity());
    if constrained
        && end_entity.alternatives().is_none()
        && end_entity.subject.common_names().any(looks_like_host)
    {
        errors.push((CONSTRAINTS_WITHOUT_NAMES, scene.end_entity()));
    }
}

/// x509v3_looks_like_dns_name: labels of letters, digits, hyphens and underscores, the first perhaps a star, and a period at the end.
fn looks_like_host(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    let name = name.strip_prefix("*.").unwrap_or(name);
    name.split('.').all(|label| {
        !label.is_empty()
            && !label.starts_with('-')
            && label.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | ':'))
    })
}

/// What Bun makes of each fault.
pub(super) fn stance(code: Code) -> Stance {
    match code {
        Code::IssuerNotFound
        | Code::RootNotTrusted
        | Code::EndEntitySelfSigned
        | Code::AnchorsEmpty
        | Code::SignatureInvalid
        | Code::KeyIdentifierMismatch
        | Code::SignatureAlgorithmUnsupported
        | Code::SignatureAlgorithmMismatch
        | Code::PublicKeyUnsupported
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
        | Code::PathLengthWithoutCa
        | Code::IssuerCannotSign
        | Code::KeyUsageMismatch
        | Code::KeyUsageNoSignature
        | Code::CertificateExpired
        | Code::CertificateNotYetValid
        | Code::ValidityInverted
        | Code::AnchorExpired
        | Code::CertificateRevoked
        | Code::RevocationUnknown
        | Code::CrlExpired
        | Code::CrlInvalid
        | Code::CrlNotUsed
        | Code::OcspInvalid
        | Code::OcspNotUsed
        | Code::ExtendedKeyUsageMismatch
        | Code::NameConstraintViolated
        | Code::NameConstraintMalformed
        | Code::NameMismatch
        | Code::KeyIdentifierCritical
        | Code::AuthorityKeyIdForm
        | Code::AuthorityInfoAccessCritical
        | Code::PolicyViolated
        | Code::AnchorIsNotRoot
        | Code::SelfKeyIdentifierMismatch
        | Code::AnchorIsEndEntity
        | Code::PathTooComplex => Stance::LooksAt,
        Code::SignatureAlgorithmWeak
        | Code::PublicKeyWeak
        | Code::PublicKeyUncommon
        | Code::SerialNumberInvalid
        | Code::EndEntityIsCa
        | Code::BasicConstraintsNotCritical
        | Code::KeyUsageMissing
        | Code::KeyCertSignWithoutCa
        | Code::ExtendedKeyUsageAny
        | Code::CertificateTooLarge
        | Code::ExtendedKeyUsageCritical
        | Code::ExtendedKeyUsageMissing
        | Code::RootHasExtendedKeyUsage
        | Code::NameConstraintUnsupported
        | Code::NameConstraintLeadingPeriod
        | Code::SubjectAltNameMissing
        | Code::SubjectAltNameNotCritical
        | Code::SubjectAltNameCritical
        | Code::SubjectAltNameMalformed
        | Code::CommonNameNotInSubjectAltName
        | Code::WildcardOnPublicSuffix
        | Code::AuthorityKeyIdMissing
        | Code::SubjectKeyIdMissing
        | Code::CaSubjectEmpty
        | Code::IssuerEmpty
        | Code::NameConstraintsWithoutCa
        | Code::NameConstraintsNotCritical
        | Code::NameConstraintsEmpty
        | Code::PolicyConstraintsNotCritical
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
        | Code::NameFormDiffers
        | Code::CtPolicyNotMet
        | Code::AnchorRejected
        | Code::AnchorDistrusted
        | not_of_a_chain!() => Stance::Overlooks,
    }
}
