//! Verifiers that the program around brings along, natively: *ring* works a signature out several times as fast as the arithmetic in
//! Rust does.
//!
//! They are believed where they say that a signature is right, and never where they refuse: then it is worked out here, so that
//! what makes it wrong is told as everywhere, and keys that they do not take are taken as everywhere. Schemes on whose corner cases
//! implementations differ (Ed25519) are left to the one that has always answered.

use std::sync::OnceLock;

use rustls_pki_types::SignatureVerificationAlgorithm;

use super::algorithm::{Algorithm, Computation, Scheme};

static VERIFIERS: OnceLock<Vec<(Computation, &'static dyn SignatureVerificationAlgorithm)>> = OnceLock::new();

/// Has signatures verified by these, for the rest of this process, where they say that one is right; what they refuse or do not know
/// is worked out as without them. Every answer is the same as without them, and comes sooner. Only the first call counts.
///
/// rustls has them: `rustls::crypto::ring::default_provider().signature_verification_algorithms.all`.
pub fn verify_signatures_with(verifiers: &[&'static dyn SignatureVerificationAlgorithm]) {
    let known = verifiers.iter().flat_map(|verifier| {
        let (key, signature) = (verifier.public_key_alg_id(), verifier.signature_alg_id());
        Algorithm::all()
            .iter()
            .filter(move |algorithm| algorithm.key_id == key && algorithm.signature_id == signature)
            .map(|algorithm| (algorithm.computation, *verifier))
    });
    let is_settled = |computation: &Computation| {
        matches!(
            computation.scheme,
            Scheme::RsaPkcs1 | Scheme::RsaPss { .. } | Scheme::EcdsaP256 | Scheme::EcdsaP384
        )
    };
    let _ = VERIFIERS.set(known.filter(|(computation, _)| is_settled(computation)).collect());
}

/// Whether one of them says that the signature is right.
pub(super) fn confirm(computation: Computation, key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    VERIFIERS.get().is_some_and(|verifiers| {
        verifiers.iter().any(|(known, verifier)| {
            *known == computation && verifier.verify_signature(key, message, signature).is_ok()
        })
    })
}
