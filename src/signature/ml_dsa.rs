//! ML-DSA (FIPS 204) as certificates use it (RFC 9881): the message itself is signed, with an empty context.

use ::ml_dsa::{EncodedVerifyingKey, MlDsaParams, Signature, Verifier as _, VerifyingKey};

use super::algorithm::Check;

/// Every string of the right length is a key.
pub(super) fn is_key<P: MlDsaParams>(key: &[u8]) -> bool {
    EncodedVerifyingKey::<P>::try_from(key).is_ok()
}

pub(super) fn check<P: MlDsaParams>(key: &[u8], message: &[u8], signature: &[u8]) -> Check {
    let Ok(key) = EncodedVerifyingKey::<P>::try_from(key) else {
        return Check::UnusableKey;
    };
    // The signature is read first: expanding the key costs more than most of the rest.
    let Ok(signature) = Signature::<P>::try_from(signature) else {
        return Check::Invalid;
    };
    let verified = VerifyingKey::<P>::decode(&key).verify(message, &signature);
    if verified.is_ok() { Check::Valid } else { Check::Invalid }
}
