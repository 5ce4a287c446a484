//! Signatures: did the issuer's key sign this certificate?
//!
//! Two witnesses ask, our own rules through [`verify`] and webpki through [`SignatureMemo::algorithms`]. Both are
//! answered by one table of [`algorithm`]s and one [`SignatureMemo`], so that they can't disagree about a signature and
//! no signature is worked out twice: signatures are nearly all the cost of judging a chain.
//!
//! For webpki is verified what it verifies with *ring* and aws-lc-rs together: RSA (PKCS #1 v1.5 and PSS), ECDSA on the
//! three NIST curves, Ed25519 and ML-DSA, with identifiers compared octet for octet, parameters included. Our own rules and the
//! clients ask for more ([`signing`]), since some of them take more: other parameters, and what [`weierstrass`], [`dsa`] and [`ed448`]
//! verify. What is left undecided is nobody's consent.

mod algorithm;
mod describe;
mod dsa;
mod ecdsa;
mod ed25519;
mod ed448;
mod encoding;
#[cfg(not(target_arch = "wasm32"))]
mod faster;
mod kept;
mod memo;
mod ml_dsa;
mod modular;
#[cfg(any(target_arch = "wasm32", test))]
mod platform;
mod rsa;
mod signing;
mod weierstrass;

#[cfg(test)]
mod tests;

pub(crate) use describe::{AlgorithmInfo, KeyInfo, classify_algorithm, classify_key, is_undecodable};
#[cfg(not(target_arch = "wasm32"))]
pub use faster::verify_signatures_with;
pub(crate) use kept::KeptSignatures;
pub(crate) use memo::SignatureMemo;

use algorithm::{Check, Computation, Scheme};
use encoding::SubjectPublicKeyInfo;
use signing::Signing;

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
    /// The signature rests on MD2 or MD4: nothing it says could be believed, so it is not verified.
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
    verify_with(memo, issuer_spki_der, signature_algorithm_der, tbs_der, signature, false)
}

/// The same with keys that only some take, where [`verify`] cannot tell: an RSA key of another exponent, or written otherwise; a
/// point of a curve in another form.
pub(crate) fn verify_loosely(
    memo: &SignatureMemo,
    issuer_spki_der: &[u8],
    signature_algorithm_der: &[u8],
    tbs_der: &[u8],
    signature: &[u8],
) -> Outcome {
    verify_with(memo, issuer_spki_der, signature_algorithm_der, tbs_der, signature, true)
}

/// The first two octets of what an RSA key finds in a signature, which are 00 and 01 where it was made by that key. Asked of a signature
/// that does not verify: programs word it by that.
pub(crate) fn first_of_rsa_block(
    memo: &SignatureMemo,
    issuer_spki_der: &[u8],
    signature: &[u8],
) -> Option<[u8; 2]> {
    let key = SubjectPublicKeyInfo::from_der(issuer_spki_der)?;
    let affordable = memo.work().spend(STEPS_OF_A_BLOCK);
    affordable.then(|| rsa::first_of_block(rsa::Key::from_der(key.bits), signature)).flatten()
}

/// What an RSA signature costs.
const STEPS_OF_A_BLOCK: usize = 20_000;
/// What an exponent as long as the modulus costs at the worst.
const STEPS_OF_LONG_EXPONENT: usize = 1_000_000;

fn verify_with(
    memo: &SignatureMemo,
    issuer_spki_der: &[u8],
    signature_algorithm_der: &[u8],
    tbs_der: &[u8],
    signature: &[u8],
    loose: bool,
) -> Outcome {
    let Some(identifier) = encoding::sequence(signature_algorithm_der) else {
        return Outcome::UnsupportedAlgorithm;
    };
    let Some(signing) = Signing::read(identifier) else {
        return if classify_algorithm(signature_algorithm_der).weak {
            Outcome::WeakAlgorithm
        } else {
            Outcome::UnsupportedAlgorithm
        };
    };
    let Some(key) = SubjectPublicKeyInfo::from_der(issuer_spki_der) else {
        return Outcome::UnsupportedKey;
    };
    let computation = match signing.with_key(key.algorithm) {
        Ok(computation) => Computation { loose, ..computation },
        Err(outcome) => return outcome,
    };
    if loose && !memo.work().spend(STEPS_OF_LONG_EXPONENT) {
        return Outcome::BudgetExhausted;
    }
    let key = if computation.scheme == Scheme::Dsa { issuer_spki_der } else { key.bits };
    match memo.check(computation, key, tbs_der, signature) {
        Some(Check::Valid) => Outcome::Valid,
        Some(Check::Invalid) => Outcome::Invalid,
        Some(Check::UnusableKey) => Outcome::UnsupportedKey,
        None => Outcome::BudgetExhausted,
    }
}
