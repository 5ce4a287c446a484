//! check_revocation: by CRLs alone, and only where the caller asks for it (crypto/x509/x509_vfy.c, and BoringSSL's).
//!
//! Neither X509_V_FLAG_EXTENDED_CRL_SUPPORT nor X509_V_FLAG_USE_DELTAS is set by any caller here: indirect CRLs and CRLs of some
//! reasons are passed over, and the CRL's signer has to stand on the chain.

use crate::certificate::Certificate;
use crate::certificate::name::folded;
use crate::fault::CertificateId;
use crate::revocation::scope::{ALL_REASONS, Reasons};
use crate::revocation::{Crl, serial};
use crate::signature::Outcome;

use super::super::scene::Scene;

/// Whose code it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Library {
    /// Takes a delta CRL for a complete one.
    OpenSsl30,
    /// Leaves delta CRLs aside.
    OpenSsl35,
    /// Knows no delta CRL, no certificateIssuer and no removeFromCRL.
    BoringSsl,
}

const ISSUER_NAME: u16 = 0x20;
const TIME: u16 = 0x40;
const SCOPE: u16 = 0x80;
const NO_CRITICAL: u16 = 0x100;
const KEY_ID: u16 = 0x04;
const SAME_PATH: u16 = 0x08;
const ISSUER_CERT: u16 = 0x18;

/// The CRL that is taken for a certificate.
struct Best<'a> {
    index: usize,
    crl: &'a Crl,
    score: u16,
    signer: CertificateId,
    reasons: Reasons,
}

/// The errors of the certificate at this depth of a chain, in order.
pub(crate) fn faults(scene: &Scene<'_>, chain: &[CertificateId], depth: usize, library: Library) -> Vec<u8> {
    let Some(certificate) = chain.get(depth).map(|id| scene.get(*id)) else { return Vec::new() };
    let mut errors = Vec::new();
    let mut reasons: Reasons = 0;
    while reasons != ALL_REASONS {
        let before = reasons;
        let Some(best) = best(scene, chain, depth, reasons, library) else {
            errors.push(3);
            break;
        };
        reasons = best.reasons;
        check_crl(scene, &best, &mut errors);
        check_certificate(&best, certificate, library, &mut errors);
        // BoringSSL looks once.
        if library == Library::BoringSsl {
            break;
        }
        if reasons == before {
            errors.push(3);
            break;
        }
    }
    errors
}

/// get_crl_sk: the highest score, the newest of equals.
fn best<'a>(
    scene: &Scene<'a>,
    chain: &[CertificateId],
    depth: usize,
    reasons: Reasons,
    library: Library,
) -> Option<Best<'a>> {
    let mut best: Option<Best<'_>> = None;
    for (index, crl) in scene.revocation.crls().iter().enumerate() {
        let Some((score, signer, reasons)) = score(scene, chain, depth, crl, reasons, library) else {
            continue;
        };
        let better = best.as_ref().is_none_or(|known| {
            score > known.score || (score == known.score && crl.this_update > known.crl.this_update)
        });
        if better {
            best = Some(Best { index, crl, score, signer, reasons });
        }
    }
    best
}

/// get_crl_score: how well a CRL fits, its signer, and the reasons covered with it.
fn score(
    scene: &Scene<'_>,
    chain: &[CertificateId],
    depth: usize,
    crl: &Crl,
    reasons: Reasons,
    library: Library,
) -> Option<(u16, CertificateId, Reasons)> {
    let certificate = scene.get(*chain.get(depth)?);
    if let Some(scope) = &crl.scope
        && (scope.is_malformed || scope.indirect || scope.reasons.is_some())
    {
        return None;
    }
    let is_passed_over = crl.is_delta() && library == Library::OpenSsl35;
    if is_passed_over || folded(&certificate.issuer.attributes) != crl.issuer_key {
        return None;
    }
    let mut score = ISSUER_NAME;
    if !has_unhandled_critical_extension(crl, library) {
        score |= NO_CRITICAL;
    }
    if crl.this_update <= scene.at && crl.next_update.is_none_or(|until| scene.at <= until) {
        score |= TIME;
    }
    // crl_akid_check: the next certificate, or else one above it that bears the name.
    let next = (depth + 1).min(chain.len().saturating_sub(1));
    let fits = |id: &CertificateId| {
        let known = scene.get(*id).extensions.subject_key_id.as_ref();
        crl.authority_key_id.as_ref().is_none_or(|wanted| known.is_none_or(|known| known.value == *wanted))
    };
    let above = chain.get(next + 1..).unwrap_or_default().iter();
    let bears_name = |id: &&CertificateId| folded(&scene.get(**id).subject.attributes) == crl.issuer_key;
    let signer = match chain.get(next).filter(|id| fits(id)) {
        Some(id) => {
            score |= KEY_ID | ISSUER_CERT;
            *id
        }
        None => {
            score |= KEY_ID | SAME_PATH;
            *above.filter(bears_name).find(|id| fits(id))?
        }
    };
    if let Some(covered) = covered(crl, certificate) {
        if covered & !reasons == 0 {
            return None;
        }
        return Some((score | SCOPE, signer, reasons | covered));
    }
    Some((score, signer, reasons))
}

/// crl_crldp_check: the reasons that a CRL covers for a certificate; `None` where it is of another scope.
fn covered(crl: &Crl, certificate: &Certificate) -> Option<Reasons> {
    let Some(scope) = &crl.scope else {
        let points = &certificate.extensions.distribution_points;
        let point = points.iter().find(|point| point.crl_issuers.is_empty());
        return Some(point.and_then(|point| point.reasons).unwrap_or(ALL_REASONS) & ALL_REASONS);
    };
    let is_ca = certificate.is_ca();
    if scope.only_attribute || (scope.only_user && is_ca) || (scope.only_ca && !is_ca) {
        return None;
    }
    let own = [&[0xa4][..], &crl.issuer_key].concat();
    let fits = |wanted: &Option<Vec<Vec<u8>>>| match (wanted, &scope.names) {
        (Some(names), Some(known)) => names.iter().any(|name| known.contains(name)),
        _ => true,
    };
    let points = &certificate.extensions.distribution_points;
    let point = points.iter().find(|point| {
        (point.crl_issuers.is_empty() || point.crl_issuers.contains(&own)) && fits(&point.names)
    });
    match point {
        Some(point) => Some(point.reasons.unwrap_or(ALL_REASONS) & ALL_REASONS),
        None => scope.names.is_none().then_some(ALL_REASONS),
    }
}

/// check_crl.
fn check_crl(scene: &Scene<'_>, best: &Best<'_>, errors: &mut Vec<u8>) {
    let (crl, signer) = (best.crl, scene.get(best.signer));
    let usage = signer.extensions.key_usage.as_ref();
    if usage.is_some_and(|usage| !usage.value.has(crate::certificate::extensions::KeyUsage::CRL_SIGN)) {
        errors.push(35);
    }
    if best.score & SCOPE == 0 {
        errors.push(44);
    }
    if best.score & TIME == 0 {
        if scene.at < crl.this_update {
            errors.push(11);
        }
        if crl.next_update.is_some_and(|until| scene.at > until) {
            errors.push(12);
        }
    }
    // The strength of a CRL's signature is nobody's concern here.
    if !matches!(
        scene.revocation.signature(best.index, best.signer, signer),
        Outcome::Valid | Outcome::WeakAlgorithm
    ) {
        errors.push(8);
    }
}

/// cert_crl.
fn check_certificate(best: &Best<'_>, certificate: &Certificate, library: Library, errors: &mut Vec<u8>) {
    let crl = best.crl;
    if has_unhandled_critical_extension(crl, library) {
        errors.push(36);
    }
    let listed = match library {
        Library::BoringSsl => !crl.entries_of(serial(&certificate.serial)).is_empty(),
        Library::OpenSsl30 | Library::OpenSsl35 => crl
            .entry(&certificate.serial, &folded(&certificate.issuer.attributes))
            .is_some_and(|listed| !listed.is_removal()),
    };
    if listed {
        errors.push(23);
    }
}

fn has_unhandled_critical_extension(crl: &Crl, library: Library) -> bool {
    match library {
        Library::OpenSsl30 | Library::OpenSsl35 => crl.critical.is_some(),
        Library::BoringSsl => crl.critical.is_some() || crl.is_delta() || crl.names_issuers,
    }
}
