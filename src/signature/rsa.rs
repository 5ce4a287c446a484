//! RSA signatures (RFC 8017): RSASSA-PKCS1-v1_5 and RSASSA-PSS.
//!
//! Verifying needs no secret, so the exponentiation is the plain one, where a library made for private keys as well takes
//! twice the time: RSA is most of what a chain costs. crypto-bigint does the arithmetic.

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd};
use der::Decode as _;
use pkcs1::RsaPublicKeyRef;

use super::algorithm::{Check, Hash};

/// Below this a key is weak: what *ring*, and every current client, asks of a CA's key. *ring* counts the modulus in whole
/// octets, so a modulus of 2041 bits passes, and it passes here too.
const STRONG_OCTETS: usize = 2048 / 8;

/// The shortest modulus whose signatures are verified, to say of a weak key's signature that it is right all the same.
const MIN_BITS: usize = 512;

/// The longest modulus, as *ring* has it: one verification takes a few milliseconds in wasm, with the largest exponent some 30.
const MAX_BITS: usize = 8192;

/// The largest exponent, as *ring* has it and for the same reason.
const MAX_EXPONENT: u64 = (1 << 33) - 1;

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
    /// [`MAX_BITS`], an odd exponent from 3 to [`MAX_EXPONENT`].
    pub(super) fn usable(&self) -> Option<PublicKey> {
        let bits = self.bits();
        // Checked before any arithmetic, because a pasted key may claim a modulus of megabytes.
        if !(MIN_BITS..=MAX_BITS).contains(&bits) || !self.has_sound_exponent() {
            return None;
        }
        let mut exponent = [0; 8];
        exponent.get_mut(8usize.checked_sub(self.exponent.len())?..)?.copy_from_slice(self.exponent);
        let exponent = u64::from_be_bytes(exponent);
        if exponent > MAX_EXPONENT {
            return None;
        }
        let modulus = Odd::new(integer(self.modulus)?).into_option()?;
        Some(PublicKey { bits, exponent, modulus: BoxedMontyParams::new_vartime(modulus) })
    }
}

/// An RSA key to verify with.
pub(super) struct PublicKey {
    bits: usize,
    exponent: u64,
    modulus: BoxedMontyParams,
}

impl PublicKey {
    /// The octets of the encoded message that a signature was made from (RSAVP1, RFC 8017 §5.2.2), as many as the modulus
    /// has. `None` if the signature has another length or isn't less than the modulus.
    fn encoded_message(&self, signature: &[u8]) -> Option<Vec<u8>> {
        let length = self.bits.div_ceil(8);
        if signature.len() != length {
            return None;
        }
        let representative = integer(signature)?;
        if representative >= *self.modulus.modulus().as_ref() {
            return None;
        }
        let base = BoxedMontyForm::new(representative, &self.modulus);
        let mut power = base.clone();
        // From the bit after the leading one: 65537 takes sixteen squarings and one multiplication.
        for bit in (0..self.exponent.ilog2()).rev() {
            power = power.square();
            if self.exponent >> bit & 1 == 1 {
                power = power.mul(&base);
            }
        }
        // As long as the limbs are, which may be longer than the modulus.
        let octets = power.retrieve().to_be_bytes();
        octets.get(octets.len().checked_sub(length)?..).map(<[u8]>::to_vec)
    }
}

fn integer(octets: &[u8]) -> Option<BoxedUint> {
    let bits = u32::try_from(octets.len() * 8).ok()?;
    BoxedUint::from_be_slice(octets, bits).ok()
}

/// Whether a key in DER is readable and not weak.
pub(super) fn is_strong_enough(key: &[u8]) -> bool {
    Key::from_der(key).is_some_and(|key| key.is_strong_enough())
}

/// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2.2).
pub(super) fn check_pkcs1(hash: Hash, key: &[u8], digest: &[u8], signature: &[u8]) -> Check {
    check_with(key, signature, |message, _| is_pkcs1(hash, digest, message))
}

/// RSASSA-PSS (RFC 8017 §8.1.2), with a salt as long as the hash.
pub(super) fn check_pss(hash: Hash, key: &[u8], digest: &[u8], signature: &[u8]) -> Check {
    check_with(key, signature, |message, modulus_bits| is_pss(hash, digest, message, modulus_bits).is_some())
}

fn check_with(key: &[u8], signature: &[u8], is_encoding: impl FnOnce(&[u8], usize) -> bool) -> Check {
    let Some(key) = Key::from_der(key).and_then(|key| key.usable()) else {
        return Check::UnusableKey;
    };
    match key.encoded_message(signature) {
        Some(message) if is_encoding(&message, key.bits) => Check::Valid,
        _ => Check::Invalid,
    }
}

/// EMSA-PKCS1-v1_5 (RFC 8017 §9.2): the one encoding of the digest is made and compared. Taking one apart instead is what
/// has let forged signatures through elsewhere.
fn is_pkcs1(hash: Hash, digest: &[u8], message: &[u8]) -> bool {
    let info = [digest_info(hash), digest].concat();
    // 00 01, at least eight octets FF, 00.
    let Some(padding) = message.len().checked_sub(info.len() + 3).filter(|padding| *padding >= 8) else {
        return false;
    };
    message == [&[0x00, 0x01], &vec![0xff; padding][..], &[0x00], &info].concat()
}

/// What stands before the digest in a DigestInfo (RFC 8017 §9.2, note 1).
fn digest_info(hash: Hash) -> &'static [u8] {
    match hash {
        Hash::Sha256 => b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20",
        Hash::Sha384 => b"\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30",
        Hash::Sha512 => b"\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40",
    }
}

/// EMSA-PSS-VERIFY (RFC 8017 §9.1.2, whose names these are): `Some` if the encoded message is consistent.
fn is_pss(hash: Hash, m_hash: &[u8], message: &[u8], modulus_bits: usize) -> Option<()> {
    let em_bits = modulus_bits.checked_sub(1)?;
    // One octet less than the modulus where that begins an octet: what stands there has to be zero.
    let (surplus, em) = message.split_at_checked(message.len().checked_sub(em_bits.div_ceil(8))?)?;
    let (&trailer, em) = em.split_last()?;
    let (masked_db, h) = em.split_at_checked(em.len().checked_sub(m_hash.len())?)?;
    let unused_bits = em_bits.div_ceil(8) * 8 - em_bits;
    let used = 0xff_u8.checked_shr(u32::try_from(unused_bits).ok()?)?;
    if trailer != 0xbc || surplus.iter().any(|octet| *octet != 0) || masked_db.first()? & !used != 0 {
        return None;
    }
    let mut db: Vec<u8> = masked_db.iter().zip(mask(hash, h)).map(|(octet, mask)| octet ^ mask).collect();
    *db.first_mut()? &= used;
    let (padding, salt) = db.split_at_checked(db.len().checked_sub(m_hash.len())?)?;
    let (&separator, zeros) = padding.split_last()?;
    if separator != 0x01 || zeros.iter().any(|octet| *octet != 0) {
        return None;
    }
    (*hash.digest(&[&[0; 8], m_hash, salt]) == *h).then_some(())
}

/// MGF1 (RFC 8017 §B.2.1), as much of it as is asked for.
fn mask(hash: Hash, seed: &[u8]) -> impl Iterator<Item = u8> {
    (0_u32..).flat_map(move |counter| hash.digest(&[seed, &counter.to_be_bytes()]).into_vec())
}
