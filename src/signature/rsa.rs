//! RSA signatures (RFC 8017): RSASSA-PKCS1-v1_5 and RSASSA-PSS.

use ::rsa::hazmat::rsa_encrypt;
use ::rsa::pkcs1::RsaPublicKeyRef;
use ::rsa::traits::PublicKeyParts as _;
use ::rsa::{BoxedUint, PublicKey};
use der::Decode as _;
use md5::Md5;
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};

use super::algorithm::{Check, Hash};
use super::encoding;

/// Below this a key is weak: what *ring*, and every current client, asks of a CA's key. *ring* counts the modulus in whole
/// octets, so a modulus of 2041 bits passes, and it passes here too.
const STRONG_OCTETS: usize = 2048 / 8;

/// The shortest modulus whose signatures are verified, to say of a weak key's signature that it is right all the same.
const MIN_BITS: usize = 512;

/// The longest modulus, as *ring* has it: what keeps one verification within milliseconds.
const MAX_BITS: usize = 8192;

/// The largest exponent, as the `rsa` crate has it, after *ring* and BoringSSL.
const MAX_EXPONENT: u64 = (1 << 33) - 1;

/// Bits of the longest modulus that goes with an exponent of any length (OPENSSL_RSA_SMALL_MODULUS_BITS).
const SMALL_MODULUS: usize = 3072;

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

    /// The numbers however they are written, without regard to signs and to what follows: as OpenSSL reads them.
    pub(super) fn from_ber(ber: &'a [u8]) -> Option<Self> {
        let (_, numbers, _) = encoding::element(ber).filter(|(tag, ..)| *tag == encoding::SEQUENCE)?;
        let (first, modulus, rest) = encoding::element(numbers)?;
        let (second, exponent, _) = encoding::element(rest)?;
        let significant = |number: &'a [u8]| {
            let zeros = number.iter().take_while(|octet| **octet == 0).count();
            number.get(zeros..).filter(|rest| !rest.is_empty())
        };
        let are_numbers = first == encoding::INTEGER && second == encoding::INTEGER;
        let key = Self { modulus: significant(modulus)?, exponent: significant(exponent)? };
        are_numbers.then_some(key)
    }

    /// The length of the modulus in bits.
    pub(super) fn bits(&self) -> usize {
        let leading_zeros = self.modulus.first().map_or(0, |octet| octet.leading_zeros());
        (self.modulus.len() * 8).saturating_sub(usize::try_from(leading_zeros).unwrap_or(0))
    }

    pub(super) fn is_strong_enough(&self) -> bool {
        self.modulus.len() >= STRONG_OCTETS
    }

    /// Whether modulus and exponent are within bounds: an odd modulus of [`MIN_BITS`] to [`MAX_BITS`], an odd exponent from
    /// 3 to [`MAX_EXPONENT`]. It costs no arithmetic, since it is asked of every anchor that is pasted.
    pub(super) fn is_usable(&self) -> bool {
        let odd = |number: &[u8]| number.last().is_some_and(|octet| octet & 1 == 1);
        (MIN_BITS..=MAX_BITS).contains(&self.bits())
            && odd(self.modulus)
            && odd(self.exponent)
            && self.exponent_value().is_some_and(|exponent| (3..=MAX_EXPONENT).contains(&exponent))
    }

    /// The exponent, unless it is longer than any that could be used.
    fn exponent_value(&self) -> Option<u64> {
        let mut octets = [0; 8];
        octets.get_mut(8_usize.checked_sub(self.exponent.len())?..)?.copy_from_slice(self.exponent);
        Some(u64::from_be_bytes(octets))
    }

    /// Whether it can be computed with in bounded time: an odd exponent of any length for a modulus up to [`SMALL_MODULUS`], and up
    /// to 64 bits above, as OpenSSL has it.
    fn is_usable_loosely(&self) -> bool {
        let odd = |number: &[u8]| number.last().is_some_and(|octet| octet & 1 == 1);
        let longest = if self.bits() <= SMALL_MODULUS { self.modulus.len() } else { 8 };
        (MIN_BITS..=MAX_BITS).contains(&self.bits())
            && odd(self.modulus)
            && odd(self.exponent)
            && self.exponent.len() <= longest
    }

    /// The key ready for use, if it [is usable](Self::is_usable), or loosely so.
    fn prepared(&self, loose: bool) -> Option<PublicKey> {
        // Checked before any arithmetic, because a pasted key may claim a modulus of megabytes.
        if !self.is_usable() {
            return if loose { self.prepared_loosely() } else { None };
        }
        let precision = u32::try_from(self.bits()).ok()?;
        let modulus = BoxedUint::from_be_slice(self.modulus, precision).ok()?;
        let exponent = BoxedUint::from_be_slice(self.exponent, 64).ok()?;
        PublicKey::new_with_size_limits(modulus, exponent, MIN_BITS..=MAX_BITS).ok()
    }

    fn prepared_loosely(&self) -> Option<PublicKey> {
        if !self.is_usable_loosely() {
            return None;
        }
        let precision = u32::try_from(self.bits()).ok()?;
        let modulus = BoxedUint::from_be_slice(self.modulus, precision).ok()?;
        let exponent = BoxedUint::from_be_slice(self.exponent, precision.max(64)).ok()?;
        Some(PublicKey::new_unchecked(modulus, exponent))
    }
}

/// Whether a key in DER is readable and not weak.
pub(super) fn is_strong_enough(key: &[u8]) -> bool {
    Key::from_der(key).is_some_and(|key| key.is_strong_enough())
}

/// Whether key and signature are as nearly all are: a modulus of 2048 to 8192 bits, the exponent 65537, and a signature of the modulus'
/// length.
#[cfg(any(target_arch = "wasm32", test))]
pub(super) fn is_ordinary(key: &[u8], signature: &[u8]) -> bool {
    Key::from_der(key).is_some_and(|key| {
        key.is_usable()
            && key.is_strong_enough()
            && key.exponent == [1, 0, 1]
            && signature.len() == key.modulus.len()
    })
}

pub(super) fn check_pkcs1(
    hash: Hash,
    key: Option<Key<'_>>,
    loose: bool,
    digest: &[u8],
    signature: &[u8],
) -> Check {
    check_with(key, loose, |key| match hash {
        Hash::Md5 => key.pkcs1v15_verify_prehash::<Md5>(digest, signature).is_ok(),
        Hash::Sha1 => key.pkcs1v15_verify_prehash::<Sha1>(digest, signature).is_ok(),
        Hash::Sha224 => key.pkcs1v15_verify_prehash::<Sha224>(digest, signature).is_ok(),
        Hash::Sha256 => key.pkcs1v15_verify_prehash::<Sha256>(digest, signature).is_ok(),
        Hash::Sha384 => key.pkcs1v15_verify_prehash::<Sha384>(digest, signature).is_ok(),
        Hash::Sha512 => key.pkcs1v15_verify_prehash::<Sha512>(digest, signature).is_ok(),
    })
}

/// RSASSA-PSS-VERIFY (RFC 8017 §8.1.2) with any salt and any hash for MGF1, which the `rsa` crate has no place for.
pub(super) fn check_pss(
    hash: Hash,
    mask: Hash,
    salt: u8,
    key: Option<Key<'_>>,
    loose: bool,
    digest: &[u8],
    signature: &[u8],
) -> Check {
    check_with(key, loose, |key| {
        recovered(key, signature).is_some_and(|(encoded, bits)| {
            is_pss_encoding(hash, mask, usize::from(salt), digest, &encoded, bits)
        })
    })
}

/// RSAVP1 and I2OSP: the encoded message that was signed, and of how many bits it is.
fn recovered(key: &PublicKey, signature: &[u8]) -> Option<(Vec<u8>, usize)> {
    if signature.len() != key.size() {
        return None;
    }
    let modulus = key.n().as_ref();
    let signature = BoxedUint::from_be_slice(signature, key.n_bits_precision()).ok()?;
    if signature >= *modulus {
        return None;
    }
    let bits = usize::try_from(modulus.bit_width()).ok()?.checked_sub(1)?;
    let message = rsa_encrypt(key, &signature).ok()?.to_be_bytes();
    // What is longer than the encoding may be has to be zero.
    let (above, encoded) = message.split_at_checked(message.len().checked_sub(bits.div_ceil(8))?)?;
    above.iter().all(|octet| *octet == 0).then(|| (encoded.to_vec(), bits))
}

/// RSAVP1: the first two octets of what was signed, which are 00 and 01 where it is a block of PKCS #1. `None` where it cannot be worked out.
pub(super) fn first_of_block(key: Option<Key<'_>>, signature: &[u8]) -> Option<[u8; 2]> {
    let key = key?;
    // Anything to the power of 0.
    if key.exponent_value() == Some(0) {
        return Some([0, 0]);
    }
    let key = key.prepared(false)?;
    let signature = BoxedUint::from_be_slice(signature, key.n_bits_precision()).ok()?;
    if signature >= *key.n().as_ref() {
        return None;
    }
    let message = rsa_encrypt(&key, &signature).ok()?.to_be_bytes();
    match message.get(message.len().checked_sub(key.size())?..)? {
        [first, second, ..] => Some([*first, *second]),
        _ => None,
    }
}

/// EMSA-PSS-VERIFY (RFC 8017 §9.1.2).
fn is_pss_encoding(hash: Hash, mask: Hash, salt: usize, digest: &[u8], encoded: &[u8], bits: usize) -> bool {
    let verified = || {
        let (encoded, trailer) = encoded.split_at_checked(encoded.len().checked_sub(1)?)?;
        let (masked, fingerprint) = encoded.split_at_checked(encoded.len().checked_sub(hash.size())?)?;
        let unused = u32::try_from(masked.len() + hash.size() + 1).ok()? * 8 - u32::try_from(bits).ok()?;
        let first = 0xff_u8.checked_shr(unused)?;
        if trailer != [0xbc] || masked.first()? & !first != 0 {
            return None;
        }
        let mut block = mgf1(mask, fingerprint, masked.len());
        for (octet, masked) in block.iter_mut().zip(masked) {
            *octet ^= masked;
        }
        *block.first_mut()? &= first;
        let (padding, salt) = block.split_at_checked(block.len().checked_sub(salt)?)?;
        let (one, zeros) = padding.split_last()?;
        if *one != 1 || zeros.iter().any(|octet| *octet != 0) {
            return None;
        }
        Some(*hash.digest(&[&[0; 8], digest, salt].concat()) == *fingerprint)
    };
    verified() == Some(true)
}

/// MGF1 (RFC 8017 §B.2.1).
fn mgf1(hash: Hash, seed: &[u8], octets: usize) -> Vec<u8> {
    let mut mask = Vec::new();
    for counter in 0_u32.. {
        if mask.len() >= octets {
            break;
        }
        mask.extend_from_slice(&hash.digest(&[seed, &counter.to_be_bytes()].concat()));
    }
    mask.truncate(octets);
    mask
}

fn check_with(key: Option<Key<'_>>, loose: bool, verify: impl FnOnce(&PublicKey) -> bool) -> Check {
    match key.and_then(|key| key.prepared(loose)) {
        None => Check::UnusableKey,
        Some(key) if verify(&key) => Check::Valid,
        Some(_) => Check::Invalid,
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn a_key_is_usable_where_it_can_be_prepared() {
        let number = |first: u8, octets: usize, last: u8| {
            let mut number = vec![0x55; octets];
            number[0] = first;
            number[octets - 1] = last;
            number
        };
        let moduli = [
            (number(0x80, 64, 1), true),
            (number(0x7f, 64, 1), false),
            (number(0x80, 64, 2), false),
            (number(0x80, 1024, 1), true),
            (number(0x01, 1025, 1), false),
            (vec![3], false),
        ];
        let exponents: [(&[u8], bool); 9] = [
            (&[1], false),
            (&[2], false),
            (&[3], true),
            (&[1, 0, 1], true),
            (&[1, 0, 0], false),
            (&[1, 0xff, 0xff, 0xff, 0xff], true),
            (&[2, 0, 0, 0, 1], false),
            (&[1, 0, 0, 0, 0, 0, 0, 1], false),
            (&[1, 0, 0, 0, 0, 0, 0, 0, 1], false),
        ];
        for (modulus, modulus_fits) in &moduli {
            for (exponent, exponent_fits) in exponents {
                let key = Key { modulus, exponent };
                let bits = u32::try_from(key.bits()).unwrap();
                let crate_takes_it = || {
                    let modulus = BoxedUint::from_be_slice(modulus, bits).ok()?;
                    let exponent = BoxedUint::from_be_slice(exponent, 64).ok()?;
                    PublicKey::new_with_size_limits(modulus, exponent, MIN_BITS..=MAX_BITS).ok()
                };
                assert_eq!(key.is_usable(), *modulus_fits && exponent_fits, "{bits} bits, {exponent:?}");
                assert_eq!(key.is_usable(), crate_takes_it().is_some(), "{bits} bits, {exponent:?}");
            }
        }
    }
}
