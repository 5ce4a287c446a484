//! RSA signatures (RFC 8017): RSASSA-PKCS1-v1_5 and RSASSA-PSS.

use ::rsa::pkcs1::RsaPublicKeyRef;
use ::rsa::{BoxedUint, PublicKey};
use der::Decode as _;
use sha2::{Sha256, Sha384, Sha512};

use super::algorithm::{Check, Hash};

/// Below this a key is weak: what *ring*, and every current client, asks of a CA's key. *ring* counts the modulus in whole
/// octets, so a modulus of 2041 bits passes, and it passes here too.
const STRONG_OCTETS: usize = 2048 / 8;

/// The shortest modulus whose signatures are verified, to say of a weak key's signature that it is right all the same.
const MIN_BITS: usize = 512;

/// The longest modulus, as *ring* has it: what keeps one verification within milliseconds.
const MAX_BITS: usize = 8192;

/// A public key as PKCS #1 writes it.
pub(super) struct Key<'a> {
    modulus: &'a [u8],
    exponent: &'a [u8],
}

impl<'a> Key<'a> {
    pub(super) fn from_der(der: &'a [u8]) -> Option<Self> {
        let key = RsaPublicKeyRef::from_der(der).ok()?;
        Some(Self { modulus: key.modulus.as_bytes(), exponent: key.public_exponent.as_bytes() })
    }

    /// The length of the modulus in bits.
    pub(super) fn bits(&self) -> usize {
        let leading_zeros = self.modulus.first().map_or(0, |octet| octet.leading_zeros());
        (self.modulus.len() * 8).saturating_sub(usize::try_from(leading_zeros).unwrap_or(0))
    }

    pub(super) fn is_strong_enough(&self) -> bool {
        self.modulus.len() >= STRONG_OCTETS
    }

    /// Whether the exponent is one that encrypts: odd, and more than one.
    pub(super) fn has_sound_exponent(&self) -> bool {
        self.exponent != [1] && self.exponent.last().is_some_and(|octet| octet & 1 == 1)
    }

    /// The key ready for use, if its modulus and exponent are within bounds: an odd modulus of [`MIN_BITS`] to
    /// [`MAX_BITS`], an odd exponent from 3 to 2³³ − 1.
    pub(super) fn usable(&self) -> Option<PublicKey> {
        let bits = self.bits();
        // Checked before any arithmetic, because a pasted key may claim a modulus of megabytes.
        if !(MIN_BITS..=MAX_BITS).contains(&bits) || self.exponent.len() > 8 {
            return None;
        }
        let precision = u32::try_from(bits).ok()?;
        let modulus = BoxedUint::from_be_slice(self.modulus, precision).ok()?;
        let exponent = BoxedUint::from_be_slice(self.exponent, 64).ok()?;
        PublicKey::new_with_size_limits(modulus, exponent, MIN_BITS..=MAX_BITS).ok()
    }
}

/// Whether a key in DER is readable and not weak.
pub(super) fn is_strong_enough(key: &[u8]) -> bool {
    Key::from_der(key).is_some_and(|key| key.is_strong_enough())
}

pub(super) fn check_pkcs1(hash: Hash, key: &[u8], digest: &[u8], signature: &[u8]) -> Check {
    check_with(key, |key| match hash {
        Hash::Sha256 => key.pkcs1v15_verify_prehash::<Sha256>(digest, signature),
        Hash::Sha384 => key.pkcs1v15_verify_prehash::<Sha384>(digest, signature),
        Hash::Sha512 => key.pkcs1v15_verify_prehash::<Sha512>(digest, signature),
    })
}

pub(super) fn check_pss(hash: Hash, key: &[u8], digest: &[u8], signature: &[u8]) -> Check {
    check_with(key, |key| match hash {
        Hash::Sha256 => key.pss_verify_prehash::<Sha256>(digest, signature),
        Hash::Sha384 => key.pss_verify_prehash::<Sha384>(digest, signature),
        Hash::Sha512 => key.pss_verify_prehash::<Sha512>(digest, signature),
    })
}

fn check_with(key: &[u8], verify: impl FnOnce(&PublicKey) -> ::rsa::Result<()>) -> Check {
    match Key::from_der(key).and_then(|key| key.usable()) {
        None => Check::UnusableKey,
        Some(key) if verify(&key).is_ok() => Check::Valid,
        Some(_) => Check::Invalid,
    }
}
