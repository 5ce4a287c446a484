//! Signatures: did the issuer's key sign this certificate?
//!
//! Two witnesses ask, our own rules through [`verify`] and webpki through [`SignatureMemo::algorithms`]. Both are
//! answered by one table of [`algorithm`]s and one [`SignatureMemo`], so that they can't disagree about a signature and
//! no signature is worked out twice: signatures are nearly all the cost of judging a chain.
//!
//! What is verified is what webpki verifies with *ring* and aws-lc-rs together: RSA (PKCS #1 v1.5 and PSS), ECDSA on the
//! three NIST curves, Ed25519 and ML-DSA. Identifiers are compared octet for octet as webpki does, parameters included.

mod algorithm;
mod describe;
mod ecdsa;
mod ed25519;
mod encoding;
mod memo;
mod ml_dsa;
mod rsa;

#[cfg(test)]
mod tests;

pub(crate) use describe::{AlgorithmInfo, KeyInfo, classify_algorithm, classify_key};
pub(crate) use memo::SignatureMemo;

use algorithm::{Algorithm, Check};
use encoding::SubjectPublicKeyInfo;

/// What became of one signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The issuer's key made this signature over these octets.
    Valid,
    /// It did not: another key signed, or what was signed has changed since.
    Invalid,
    /// A key of this type can't have made a signature of this algorithm, such as an RSA signature and an EC key.
    KeyMismatch,
    /// The algorithm, or a choice of its parameters, is not implemented.
    UnsupportedAlgorithm,
    /// The signature rests on MD2, MD4, MD5 or SHA-1: nothing it says could be believed, so it is not verified.
    WeakAlgorithm,
    /// The issuer's key is of a type or curve that is not implemented, is out of bounds, or can't be read.
    UnsupportedKey,
    /// The memo has worked out as many signatures as it may.
    BudgetExhausted,
}

/// Verifies the signature that a certificate bears with the key of its supposed issuer.
///
/// `issuer_spki_der` is the whole SubjectPublicKeyInfo, `signature_algorithm_der` the whole AlgorithmIdentifier,
/// `signature` what the BIT STRING holds after its count of unused bits.
///
/// A weak RSA key is no obstacle here: the answer is whether the signature is right, and [`classify_key`] tells
/// whether the key is worth anything. webpki, through the same memo, refuses such keys.
pub(crate) fn verify(
    memo: &SignatureMemo,
    issuer_spki_der: &[u8],
    signature_algorithm_der: &[u8],
    tbs_der: &[u8],
    signature: &[u8],
) -> Outcome {
    let Some(identifier) = encoding::sequence(signature_algorithm_der) else {
        return Outcome::UnsupportedAlgorithm;
    };
    let Some(example) = Algorithm::all().iter().find(|algorithm| algorithm.signs_as(identifier)) else {
        return if classify_algorithm(signature_algorithm_der).weak {
            Outcome::WeakAlgorithm
        } else {
            Outcome::UnsupportedAlgorithm
        };
    };
    let Some(key) = SubjectPublicKeyInfo::from_der(issuer_spki_der) else {
        return Outcome::UnsupportedKey;
    };
    let fitting = Algorithm::all()
        .iter()
        .find(|algorithm| algorithm.signs_as(identifier) && algorithm.takes_key_of(key.algorithm));
    let Some(algorithm) = fitting else {
        return if describe::is_other_key_type(key.algorithm, example) {
            Outcome::KeyMismatch
        } else {
            Outcome::UnsupportedKey
        };
    };
    match memo.check(algorithm, key.bits, tbs_der, signature) {
        Some(Check::Valid) => Outcome::Valid,
        Some(Check::Invalid) => Outcome::Invalid,
        Some(Check::UnusableKey) => Outcome::UnsupportedKey,
        None => Outcome::BudgetExhausted,
    }
}
