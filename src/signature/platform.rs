//! The platform's own verifier as a first opinion, where there is one that answers at once: Node.js, Bun and Deno.
//!
//! RustCrypto decides. What OpenSSL or BoringSSL verify in a tenth of the time is asked of them first, and only their yes counts,
//! and only about what has one meaning: PKCS #1 v1.5 by an ordinary key, where one encoded message alone is right, and ECDSA on a curve
//! of NIST, whose signature we have read as strictly as RustCrypto does. A no, an error and silence mean that RustCrypto is asked.
//! `tests/platform.rs` asks all of Wycheproof of both.

use super::algorithm::Computation;
#[cfg(any(target_arch = "wasm32", test))]
use super::algorithm::{Hash, Scheme};
#[cfg(any(target_arch = "wasm32", test))]
use super::rsa;

/// What is asked of the platform: the name of the hash, and that of the curve; of RSA there is none.
#[cfg(any(target_arch = "wasm32", test))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) hash: &'static str,
    pub(super) curve: &'static str,
}

/// What to ask about a signature, if its meaning is beyond doubt.
#[cfg(any(target_arch = "wasm32", test))]
pub(super) fn asked(computation: Computation, key: &[u8], signature: &[u8]) -> Option<Asked> {
    if computation.loose {
        return None;
    }
    let hash = match computation.hash {
        Hash::Sha256 => "sha256",
        Hash::Sha384 => "sha384",
        Hash::Sha512 => "sha512",
        // What proves little is left to one judge.
        Hash::Md5 | Hash::Sha1 | Hash::Sha224 => return None,
    };
    let (curve, plain) = match computation.scheme {
        Scheme::RsaPkcs1 => ("", rsa::is_ordinary(key, signature)),
        Scheme::EcdsaP256 => {
            ("P-256", is_plain(key, 32) && p256::ecdsa::Signature::from_der(signature).is_ok())
        }
        Scheme::EcdsaP384 => {
            ("P-384", is_plain(key, 48) && p384::ecdsa::Signature::from_der(signature).is_ok())
        }
        _ => return None,
    };
    plain.then_some(Asked { hash, curve })
}

/// Whether it is an uncompressed point of two numbers of so many octets (SEC 1 §2.3.3); that it lies on the curve both look at.
#[cfg(any(target_arch = "wasm32", test))]
fn is_plain(point: &[u8], octets: usize) -> bool {
    point.len() == 1 + 2 * octets && point.first() == Some(&0x04)
}

/// Whether the platform says that the signature is right. `false` says nothing.
#[cfg(target_arch = "wasm32")]
pub(super) fn vouches(computation: Computation, key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    asked(computation, key, signature)
        .is_some_and(|Asked { hash, curve }| crate::runtime::verifies(hash, curve, key, message, signature))
}
