//! What the rules and webpki are told of signatures: of Project Wycheproof's, of those in vectors.txt, and of garbage.

mod describe;
mod memo;
mod outcome;
#[cfg(not(target_arch = "wasm32"))]
mod platform;
#[cfg(not(target_arch = "wasm32"))]
mod ring;
#[cfg(not(target_arch = "wasm32"))]
mod wycheproof;

use rustls_pki_types::alg_id;

use super::*;

/// What every signature in vectors.txt was made over.
const MESSAGE: &[u8] = b"chainwhy";

/// A line of vectors.txt.
struct Vector {
    name: &'static str,
    spki: Vec<u8>,
    algorithm: Vec<u8>,
    signature: Vec<u8>,
}

fn vectors() -> Vec<Vector> {
    let hex = |text: &str| -> Vec<u8> {
        if text == "-" {
            return Vec::new();
        }
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    };
    include_str!("tests/vectors.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let fields: Vec<&str> = line.split(' ').collect();
            Vector {
                name: fields[0],
                spki: hex(fields[1]),
                algorithm: hex(fields[2]),
                signature: hex(fields[3]),
            }
        })
        .collect()
}

fn vector(name: &str) -> Vector {
    vectors().into_iter().find(|vector| vector.name == name).unwrap_or_else(|| panic!("no vector {name}"))
}

impl Vector {
    fn outcome(&self) -> Outcome {
        verify(&SignatureMemo::new(1), &self.spki, &self.algorithm, MESSAGE, &self.signature)
    }

    /// With something else in place of the AlgorithmIdentifier's contents.
    fn outcome_as(&self, algorithm: &[u8]) -> Outcome {
        verify(&SignatureMemo::new(1), &self.spki, &sequence(algorithm), MESSAGE, &self.signature)
    }

    /// With another signature.
    fn outcome_of(&self, signature: &[u8]) -> Outcome {
        verify(&SignatureMemo::new(1), &self.spki, &self.algorithm, MESSAGE, signature)
    }

    /// With another key of the same type.
    fn outcome_with(&self, key: &[u8]) -> Outcome {
        let identifier = SubjectPublicKeyInfo::from_der(&self.spki).unwrap().algorithm;
        verify(&SignatureMemo::new(1), &spki(identifier, key), &self.algorithm, MESSAGE, &self.signature)
    }

    /// What the key's BIT STRING holds.
    fn key(&self) -> Vec<u8> {
        SubjectPublicKeyInfo::from_der(&self.spki).unwrap().bits.to_vec()
    }
}

fn element(tag: u8, contents: &[u8]) -> Vec<u8> {
    let mut der = vec![tag];
    match contents.len() {
        length @ 0..=0x7f => der.push(u8::try_from(length).unwrap()),
        length @ 0x80..=0xff => der.extend([0x81, u8::try_from(length).unwrap()]),
        length => {
            der.push(0x82);
            der.extend(u16::try_from(length).unwrap().to_be_bytes());
        }
    }
    der.extend(contents);
    der
}

fn sequence(contents: &[u8]) -> Vec<u8> {
    element(0x30, contents)
}

/// An INTEGER that isn't negative, as short as DER wants it.
fn integer(octets: &[u8]) -> Vec<u8> {
    let leading_zeros = octets.iter().take_while(|octet| **octet == 0).count();
    let octets = &octets[leading_zeros.min(octets.len() - 1)..];
    if octets[0] >= 0x80 { element(0x02, &[&[0], octets].concat()) } else { element(0x02, octets) }
}

/// AlgorithmIdentifier contents for RSASSA-PSS, where the hashes are the last octets of 2.16.840.1.101.3.4.2.x, or 0 for SHA-1.
fn pss(hash: u8, mask_hash: u8, salt: u8) -> Vec<u8> {
    let hash_identifier = |last| {
        let oid: &[u8] = match last {
            0 => &[0x2b, 0x0e, 0x03, 0x02, 0x1a],
            last => &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, last],
        };
        sequence(&[element(0x06, oid), vec![0x05, 0x00]].concat())
    };
    let mgf1 = element(0x06, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x08]);
    let parameters = [
        element(0xa0, &hash_identifier(hash)),
        element(0xa1, &sequence(&[mgf1, hash_identifier(mask_hash)].concat())),
        element(0xa2, &integer(&[salt])),
    ];
    [element(0x06, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a]), sequence(&parameters.concat())]
        .concat()
}

fn spki(identifier: &[u8], key: &[u8]) -> Vec<u8> {
    sequence(&[sequence(identifier), element(0x03, &[&[0], key].concat())].concat())
}

fn rsa_key(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    sequence(&[integer(modulus), integer(exponent)].concat())
}

fn rsa_spki(modulus: &[u8], exponent: &[u8]) -> Vec<u8> {
    spki(&alg_id::RSA_ENCRYPTION, &rsa_key(modulus, exponent))
}

/// An odd number of this many bits.
fn modulus(bits: usize) -> Vec<u8> {
    let mut octets = vec![0xa5; bits.div_ceil(8)];
    octets[0] = 0x80 >> (octets.len() * 8 - bits);
    octets
}
