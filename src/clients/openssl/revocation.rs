//! check_revocation: by CRLs alone, and only where the caller asks for it.

use crate::fault::CertificateId;
use crate::revocation::Signer;

use super::super::scene::Scene;

/// The errors of one certificate.
pub(crate) fn faults(scene: &Scene<'_>, id: CertificateId, issuer: Option<CertificateId>) -> Vec<u8> {
    let certificate = scene.get(id);
    let named = issuer.and_then(|issuer| {
        scene
            .revocation
            .crls
            .iter()
            .find(|(crl, _)| crl.is_named(scene.get(issuer)))
            .map(|found| (issuer, found))
    });
    let Some((issuer, (crl, signers))) = named else { return vec![3] };
    let mut errors = Vec::new();
    if scene.at < crl.this_update {
        errors.push(11);
    }
    if crl.next_update.is_some_and(|until| scene.at > until) {
        errors.push(12);
    }
    match signers.get(&issuer) {
        Some(Signer::Right) => {}
        Some(Signer::MayNotSign) => errors.push(35),
        Some(Signer::WrongKey) | None => errors.push(8),
    }
    if crl.unsupported.is_some() {
        errors.push(36);
    }
    if crl.entry(certificate).is_some() {
        errors.push(23);
    }
    errors
}
