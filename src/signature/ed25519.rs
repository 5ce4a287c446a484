//! Ed25519 (RFC 8032 §5.1, RFC 8410).
//!
//! The equation without the cofactor, compared on the encoding of R, and S below the group order: what *ring*, BoringSSL
//! and OpenSSL compute, so that a crafted signature can't be right here and wrong there.

use ed25519_dalek::{Signature, Verifier as _, VerifyingKey};

use super::algorithm::Check;

pub(super) fn is_key(key: &[u8]) -> bool {
    VerifyingKey::try_from(key).is_ok()
}

pub(super) fn check(key: &[u8], message: &[u8], signature: &[u8]) -> Check {
    let Ok(key) = VerifyingKey::try_from(key) else {
        return Check::UnusableKey;
    };
    let verified = Signature::from_slice(signature).and_then(|signature| key.verify(message, &signature));
    if verified.is_ok() { Check::Valid } else { Check::Invalid }
}
