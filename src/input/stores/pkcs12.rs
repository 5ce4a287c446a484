//! PKCS #12 (RFC 7292): certificates in bags that are plain or sealed by a password.
//!
//! The integrity check is left aside: it protects who relies on the store, and here nobody does. A password is right where what it
//! unseals is a bag.

use aes::{Aes128, Aes192, Aes256};
use cbc::Decryptor;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt, InnerIvInit, KeyIvInit};
use des::TdesEde3;
use rc2::Rc2;

use super::kdf::{self, Hash, Purpose};
use super::{Store, Stored};
use crate::input::MOST_ENTRIES;
use crate::input::der::{self, CONTEXT_0, Element, INTEGER, OCTET_STRING, OID, SEQUENCE};
use crate::input::form::Role;

/// What is hashed for one store, over all passwords: ten times what the programs in use ask for.
const MOST_ITERATIONS: u32 = 1_000_000;
/// More passwords are not tried.
const MOST_PASSWORDS: usize = 16;
/// Safes in a store, and bags within bags.
const MOST_SAFES: usize = 64;
const DEEPEST: u8 = 3;

const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
const ENCRYPTED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x06];
const PBES2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d];
const PBKDF2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0c];
/// Before the last octet, which says which.
const PKCS12_CIPHERS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01];
const BAGS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01];
const HMAC: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02];
const AES: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01];
const DES_EDE3_CBC: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x03, 0x07];
const FRIENDLY_NAME: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x14];
const LOCAL_KEY_ID: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x15];

const KEY_BAG: u8 = 1;
const SHROUDED_KEY_BAG: u8 = 2;
const CERTIFICATE_BAG: u8 = 3;
const NESTED_BAG: u8 = 6;

pub(super) fn open(bytes: &[u8], passwords: &[String]) -> Option<Store> {
    let pfx = der::read_ber(bytes).ok()?;
    let content = children(pfx.content).find(|child| child.tag == SEQUENCE)?;
    let safes = data_of(&content)?;
    let safes = der::read_ber(&safes).ok()?;
    let usual = ["", "changeit", "password", "changeme"].map(str::to_owned);
    let mut keyring = Keyring {
        passwords: passwords.iter().take(MOST_PASSWORDS).chain(&usual).cloned().collect(),
        left: MOST_ITERATIONS,
    };
    let mut found = Found::default();
    for safe in children(safes.content).take(MOST_SAFES) {
        if let Some(plain) = data_of(&safe) {
            found.read_bags(&plain, DEEPEST);
        } else if let Some(sealed) = Sealed::of(&safe) {
            match keyring.unseal(&sealed) {
                Some(plain) => found.read_bags(&plain, DEEPEST),
                None => found.locked = true,
            }
        }
    }
    Some(found.store())
}

/// Elements, also of indefinite length, as old programs write them.
fn children(content: &[u8]) -> impl Iterator<Item = Element<'_>> {
    let mut rest = content;
    core::iter::from_fn(move || {
        let element = der::read_ber(rest).ok()?;
        rest = element.rest;
        Some(element)
    })
}

/// The octets of an OCTET STRING, which BER may cut into pieces.
fn octets(element: &Element<'_>) -> Option<Vec<u8>> {
    const CONSTRUCTED: u8 = 0x20;
    const PRIMITIVE_0: u8 = 0x80;
    match element.tag {
        OCTET_STRING | PRIMITIVE_0 => Some(element.content.to_vec()),
        tag if tag == OCTET_STRING | CONSTRUCTED || tag == CONTEXT_0 => {
            Some(children(element.content).flat_map(|piece| piece.content.to_vec()).collect())
        }
        _ => None,
    }
}

/// What a ContentInfo of the kind `data` holds.
fn data_of(content: &Element<'_>) -> Option<Vec<u8>> {
    let mut parts = children(content.content);
    let kind = parts.next().filter(|kind| kind.tag == OID && kind.content == DATA)?;
    let _ = kind;
    octets(&children(parts.next()?.content).next()?)
}

/// The content of an encryptedData, and by what it is sealed.
struct Sealed {
    cipher: Cipher,
    salt: Vec<u8>,
    iterations: u32,
    content: Vec<u8>,
}

/// How a key is made of a password, and what is done with it.
enum Cipher {
    /// By PKCS #12's own way: the key's length in octets, and whether it is RC2 instead of Triple DES.
    Own { key_length: usize, rc2: bool },
    /// By PBES2.
    Pbes2 { hash: Hash, block: Block, iv: Vec<u8> },
}

#[derive(Clone, Copy)]
enum Block {
    Aes128,
    Aes192,
    Aes256,
    TripleDes,
}

impl Sealed {
    fn of(safe: &Element<'_>) -> Option<Self> {
        let mut parts = children(safe.content);
        parts.next().filter(|kind| kind.content == ENCRYPTED_DATA)?;
        let data = children(parts.next()?.content).next()?;
        let info = children(data.content).find(|child| child.tag == SEQUENCE)?;
        let mut info = children(info.content);
        info.next()?;
        let algorithm = info.next()?;
        let content = octets(&info.next()?)?;
        let mut algorithm = children(algorithm.content);
        let name = algorithm.next()?.content;
        let parameters = algorithm.next()?;
        if name == PBES2 {
            return Self::pbes2(&parameters, content);
        }
        let (key_length, rc2) = match name.strip_prefix(PKCS12_CIPHERS)? {
            [3] => (24, false),
            [4] => (16, false),
            [5] => (16, true),
            [6] => (5, true),
            _ => return None,
        };
        let (salt, iterations) = salt_and_iterations(&parameters)?;
        Some(Self { cipher: Cipher::Own { key_length, rc2 }, salt, iterations, content })
    }

    fn pbes2(parameters: &Element<'_>, content: Vec<u8>) -> Option<Self> {
        let mut parts = children(parameters.content);
        let (derivation, encryption) = (parts.next()?, parts.next()?);
        let mut derivation = children(derivation.content);
        derivation.next().filter(|kind| kind.content == PBKDF2)?;
        let parameters = derivation.next()?;
        let (salt, iterations) = salt_and_iterations(&parameters)?;
        let hash = match children(parameters.content).find(|child| child.tag == SEQUENCE) {
            None => Hash::Sha1,
            Some(algorithm) => match children(algorithm.content).next()?.content.strip_prefix(HMAC)? {
                [7] => Hash::Sha1,
                [8] => Hash::Sha224,
                [9] => Hash::Sha256,
                [10] => Hash::Sha384,
                [11] => Hash::Sha512,
                _ => return None,
            },
        };
        let mut encryption = children(encryption.content);
        let name = encryption.next()?.content;
        let iv = octets(&encryption.next()?)?;
        let block = match name.strip_prefix(AES) {
            Some([2]) => Block::Aes128,
            Some([22]) => Block::Aes192,
            Some([42]) => Block::Aes256,
            _ if name == DES_EDE3_CBC => Block::TripleDes,
            _ => return None,
        };
        Some(Self { cipher: Cipher::Pbes2 { hash, block, iv }, salt, iterations, content })
    }

    fn unseal(&self, password: &str) -> Option<Vec<u8>> {
        match &self.cipher {
            Cipher::Own { key_length, rc2 } => {
                let mut utf16: Vec<u8> = password.encode_utf16().flat_map(u16::to_be_bytes).collect();
                utf16.extend([0, 0]);
                let own = |password: &[u8]| {
                    let derive =
                        |purpose, length| kdf::pkcs12(password, &self.salt, purpose, self.iterations, length);
                    let mut key = derive(Purpose::Key, *key_length);
                    let iv = derive(Purpose::Iv, 8);
                    if *rc2 {
                        let cipher = Rc2::new_with_eff_key_len(&key, key_length * 8);
                        return decrypt(Decryptor::inner_iv_slice_init(cipher, &iv).ok()?, &self.content);
                    }
                    // Two keys are three, of which the last is the first.
                    let first: Vec<u8> = key.iter().copied().take(24 - key.len().min(24)).collect();
                    key.extend(first);
                    decrypt(Decryptor::<TdesEde3>::new_from_slices(&key, &iv).ok()?, &self.content)
                };
                // An empty password is written as nothing, or as its terminator.
                let empty = || password.is_empty().then(|| own(&[])).flatten();
                own(&utf16).filter(|plain| is_bags(plain)).or_else(empty)
            }
            Cipher::Pbes2 { hash, block, iv } => {
                let derive =
                    |length| kdf::pbkdf2(*hash, password.as_bytes(), &self.salt, self.iterations, length);
                match block {
                    Block::Aes128 => {
                        decrypt(Decryptor::<Aes128>::new_from_slices(&derive(16), iv).ok()?, &self.content)
                    }
                    Block::Aes192 => {
                        decrypt(Decryptor::<Aes192>::new_from_slices(&derive(24), iv).ok()?, &self.content)
                    }
                    Block::Aes256 => {
                        decrypt(Decryptor::<Aes256>::new_from_slices(&derive(32), iv).ok()?, &self.content)
                    }
                    Block::TripleDes => {
                        decrypt(Decryptor::<TdesEde3>::new_from_slices(&derive(24), iv).ok()?, &self.content)
                    }
                }
            }
        }
        .filter(|plain| is_bags(plain))
    }

    /// What one try costs.
    fn cost(&self) -> u32 {
        match self.cipher {
            // Key and vector, and an empty password in both ways.
            Cipher::Own { .. } => self.iterations.saturating_mul(4),
            Cipher::Pbes2 { .. } => self.iterations.saturating_mul(2),
        }
    }
}

fn decrypt<C: BlockCipherDecrypt>(decryptor: Decryptor<C>, content: &[u8]) -> Option<Vec<u8>> {
    decryptor.decrypt_padded_vec::<Pkcs7>(content).ok()
}

fn is_bags(plain: &[u8]) -> bool {
    der::read_ber(plain).is_ok_and(|bags| bags.tag == SEQUENCE && bags.rest.is_empty())
}

fn salt_and_iterations(parameters: &Element<'_>) -> Option<(Vec<u8>, u32)> {
    let mut parts = children(parameters.content);
    let salt = octets(&parts.next()?)?;
    let iterations = parts.next().filter(|number| number.tag == INTEGER)?.content;
    let iterations = iterations
        .iter()
        .try_fold(0_u32, |sum, octet| sum.checked_mul(256)?.checked_add(u32::from(*octet)))?;
    (iterations > 0).then_some((salt, iterations))
}

/// The passwords that are tried, the one that was right first.
struct Keyring {
    passwords: Vec<String>,
    left: u32,
}

impl Keyring {
    fn unseal(&mut self, sealed: &Sealed) -> Option<Vec<u8>> {
        for index in 0..self.passwords.len() {
            self.left = self.left.checked_sub(sealed.cost())?;
            if let Some(plain) = sealed.unseal(self.passwords.get(index)?) {
                self.passwords.swap(0, index);
                return Some(plain);
            }
        }
        None
    }
}

#[derive(Default)]
struct Found {
    certificates: Vec<(Stored, bool)>,
    keys: usize,
    locked: bool,
}

impl Found {
    /// Reads the bags of a safe.
    fn read_bags(&mut self, plain: &[u8], depth: u8) {
        let Ok(bags) = der::read_ber(plain) else { return };
        for bag in children(bags.content) {
            if self.certificates.len() + self.keys >= MOST_ENTRIES {
                return;
            }
            self.read_bag(&bag, depth);
        }
    }

    fn read_bag(&mut self, bag: &Element<'_>, depth: u8) -> Option<()> {
        let mut parts = children(bag.content);
        let kind = parts.next()?.content.strip_prefix(BAGS)?;
        let value = parts.next()?;
        match kind {
            [KEY_BAG | SHROUDED_KEY_BAG] => self.keys += 1,
            [CERTIFICATE_BAG] => {
                let certificate = children(value.content).next()?;
                let value = children(certificate.content).nth(1)?;
                let der = octets(&children(value.content).next()?)?;
                let attributes = parts.next();
                let attribute = |name: &[u8]| {
                    children(attributes.as_ref()?.content).find_map(|attribute| {
                        let mut parts = children(attribute.content);
                        parts.next().filter(|kind| kind.content == name)?;
                        let value = children(parts.next()?.content).next()?;
                        Some(value.content.to_vec())
                    })
                };
                let alias = attribute(FRIENDLY_NAME).map(|name| {
                    let units = name.chunks_exact(2).map(|pair| match pair {
                        [high, low] => u16::from_be_bytes([*high, *low]),
                        _ => 0,
                    });
                    char::decode_utf16(units)
                        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
                        .collect()
                });
                let own = attribute(LOCAL_KEY_ID).is_some();
                let stored = Stored { der, alias: alias.unwrap_or_default(), role: Role::Unsaid };
                self.certificates.push((stored, own));
            }
            [NESTED_BAG] if depth > 0 => {
                let bags = children(value.content).next()?;
                self.read_bags(bags.whole, depth - 1);
            }
            _ => {}
        }
        Some(())
    }

    /// With a key, its certificate and those above it are what is sent; without one, all are trusted.
    fn store(self) -> Store {
        let role = if self.keys > 0 { Role::Sent } else { Role::Trusted };
        let (own, others): (Vec<_>, Vec<_>) = self.certificates.into_iter().partition(|(_, own)| *own);
        let certificates = own.into_iter().chain(others).map(|(stored, _)| Stored { role, ..stored });
        Store { certificates: certificates.collect(), keys: self.keys, locked: self.locked }
    }
}
