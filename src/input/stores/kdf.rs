//! Keys from passwords: RFC 7292 appendix B.2, and PBKDF2 of RFC 8018.

use hmac::{EagerHash, Hmac};
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

/// What the derived octets are for.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    Key = 1,
    Iv = 2,
}

/// The password-based key of PKCS #12, with SHA-1, which all of its own ciphers use. `password` in UTF-16, two zeros at its end.
pub(super) fn pkcs12(
    password: &[u8],
    salt: &[u8],
    purpose: Purpose,
    iterations: u32,
    length: usize,
) -> Vec<u8> {
    const BLOCK: usize = 64;
    let fill = |octets: &[u8]| -> Vec<u8> {
        let wanted = octets.len().div_ceil(BLOCK) * BLOCK;
        octets.iter().copied().cycle().take(wanted).collect()
    };
    let id = match purpose {
        Purpose::Key => 1_u8,
        Purpose::Iv => 2,
    };
    let mut input = fill(salt);
    input.extend(fill(password));
    let mut derived = Vec::with_capacity(length + 20);
    while derived.len() < length {
        let mut hash = Sha1::new().chain_update([id; BLOCK]).chain_update(&input).finalize();
        for _ in 1..iterations {
            hash = Sha1::digest(hash);
        }
        derived.extend_from_slice(&hash);
        // Each block of the input becomes the sum of itself, the hash and one.
        let addend: Vec<u8> = hash.iter().copied().cycle().take(BLOCK).collect();
        for block in input.chunks_exact_mut(BLOCK) {
            let mut carry = 1_u16;
            for (octet, add) in block.iter_mut().zip(&addend).rev() {
                let sum = u16::from(*octet) + u16::from(*add) + carry;
                let [high, low] = sum.to_be_bytes();
                *octet = low;
                carry = u16::from(high);
            }
        }
    }
    derived.truncate(length);
    derived
}

/// The hashes that PBKDF2 is used with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hash {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

/// PBKDF2 with HMAC.
pub(super) fn pbkdf2(hash: Hash, password: &[u8], salt: &[u8], iterations: u32, length: usize) -> Vec<u8> {
    fn derive<D: EagerHash>(password: &[u8], salt: &[u8], iterations: u32, length: usize) -> Vec<u8>
    where
        Hmac<D>: hmac::KeyInit + Clone + Sync + hmac::Mac,
    {
        let mut derived = vec![0; length];
        // The only way for it to fail is a key that HMAC does not take, and HMAC takes any.
        let _ = pbkdf2::pbkdf2::<Hmac<D>>(password, salt, iterations, &mut derived);
        derived
    }
    match hash {
        Hash::Sha1 => derive::<Sha1>(password, salt, iterations, length),
        Hash::Sha224 => derive::<Sha224>(password, salt, iterations, length),
        Hash::Sha256 => derive::<Sha256>(password, salt, iterations, length),
        Hash::Sha384 => derive::<Sha384>(password, salt, iterations, length),
        Hash::Sha512 => derive::<Sha512>(password, salt, iterations, length),
    }
}
