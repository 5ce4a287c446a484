//! What is computed for a signature and a key, by the object identifiers alone: more than webpki takes.
//!
//! Some clients take what webpki refuses, RSASSA-PSS with any salt, SHA-224, SHA-1 below private CAs, other curves, DSA, Ed448,
//! parameters that are absent where they should be NULL. Whether such a signature is right has to be known before anybody is said to accept it.

use ::rsa::pkcs1::RsaPssParamsOwned;
use der::Tagged as _;
use der::asn1::{AnyRef, ObjectIdentifier};

use super::Outcome;
use super::algorithm::{Computation, Hash, Scheme};
use super::describe::{KeyType, RSASSA_PSS, hash_name};
use super::{encoding, weierstrass};

/// A kind of signature, before the key is known.
pub(super) enum Signing {
    RsaPkcs1(Hash),
    RsaPss {
        hash: Hash,
        mask: Hash,
        salt: u8,
    },
    Ecdsa(Hash),
    Dsa(Hash),
    /// A scheme that has its own keys, by the name of both.
    Named(Scheme, &'static str),
}

const fn oid(dotted: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(dotted)
}

const MGF1: ObjectIdentifier = oid("1.2.840.113549.1.1.8");

static RSA: &[(ObjectIdentifier, Hash)] = &[
    (oid("1.2.840.113549.1.1.4"), Hash::Md5),
    (oid("1.3.14.3.2.3"), Hash::Md5),
    (oid("1.2.840.113549.1.1.5"), Hash::Sha1),
    (oid("1.3.14.3.2.29"), Hash::Sha1),
    (oid("1.2.840.113549.1.1.14"), Hash::Sha224),
    (oid("1.2.840.113549.1.1.11"), Hash::Sha256),
    (oid("1.2.840.113549.1.1.12"), Hash::Sha384),
    (oid("1.2.840.113549.1.1.13"), Hash::Sha512),
];

static ECDSA: &[(ObjectIdentifier, Hash)] = &[
    (oid("1.2.840.10045.4.1"), Hash::Sha1),
    (oid("1.2.840.10045.4.3.1"), Hash::Sha224),
    (oid("1.2.840.10045.4.3.2"), Hash::Sha256),
    (oid("1.2.840.10045.4.3.3"), Hash::Sha384),
    (oid("1.2.840.10045.4.3.4"), Hash::Sha512),
];

static DSA: &[(ObjectIdentifier, Hash)] = &[
    (oid("1.2.840.10040.4.3"), Hash::Sha1),
    (oid("1.3.14.3.2.27"), Hash::Sha1),
    (oid("2.16.840.1.101.3.4.3.1"), Hash::Sha224),
    (oid("2.16.840.1.101.3.4.3.2"), Hash::Sha256),
    (oid("2.16.840.1.101.3.4.3.3"), Hash::Sha384),
    (oid("2.16.840.1.101.3.4.3.4"), Hash::Sha512),
];

static NAMED: &[(ObjectIdentifier, Scheme, &str)] = &[
    (oid("1.3.101.112"), Scheme::Ed25519, "Ed25519"),
    (oid("1.3.101.113"), Scheme::Ed448, "Ed448"),
    (oid("2.16.840.1.101.3.4.3.17"), Scheme::MlDsa44, "ML-DSA-44"),
    (oid("2.16.840.1.101.3.4.3.18"), Scheme::MlDsa65, "ML-DSA-65"),
    (oid("2.16.840.1.101.3.4.3.19"), Scheme::MlDsa87, "ML-DSA-87"),
];

static CURVES: &[(ObjectIdentifier, Scheme)] = &[
    (oid("1.2.840.10045.3.1.7"), Scheme::EcdsaP256),
    (oid("1.3.132.0.34"), Scheme::EcdsaP384),
    (oid("1.3.132.0.35"), Scheme::EcdsaOn(&weierstrass::P521)),
    (oid("1.3.132.0.33"), Scheme::EcdsaOn(&weierstrass::P224)),
    (oid("1.3.132.0.10"), Scheme::EcdsaOn(&weierstrass::SECP256K1)),
    (oid("1.3.36.3.3.2.8.1.1.5"), Scheme::EcdsaOn(&weierstrass::BRAINPOOL_P224R1)),
    (oid("1.3.36.3.3.2.8.1.1.6"), Scheme::EcdsaOn(&weierstrass::BRAINPOOL_P224T1)),
    (oid("1.3.36.3.3.2.8.1.1.7"), Scheme::EcdsaOn(&weierstrass::BRAINPOOL_P256R1)),
    (oid("1.3.36.3.3.2.8.1.1.8"), Scheme::EcdsaOn(&weierstrass::BRAINPOOL_P256T1)),
    (oid("1.3.36.3.3.2.8.1.1.9"), Scheme::EcdsaOn(&weierstrass::BRAINPOOL_P320R1)),
    (oid("1.3.36.3.3.2.8.1.1.10"), Scheme::EcdsaOn(&weierstrass::BRAINPOOL_P320T1)),
    (oid("1.3.36.3.3.2.8.1.1.11"), Scheme::EcdsaOn(&weierstrass::BRAINPOOL_P384R1)),
    (oid("1.3.36.3.3.2.8.1.1.12"), Scheme::EcdsaOn(&weierstrass::BRAINPOOL_P384T1)),
    (oid("1.3.36.3.3.2.8.1.1.13"), Scheme::EcdsaOn(&weierstrass::BRAINPOOL_P512R1)),
    (oid("1.3.36.3.3.2.8.1.1.14"), Scheme::EcdsaOn(&weierstrass::BRAINPOOL_P512T1)),
];

/// Absent, or NULL: programs write either where the other should be.
fn are_empty(parameters: Option<AnyRef<'_>>) -> bool {
    parameters.is_none_or(|any| any.tag() == der::Tag::Null && any.value().is_empty())
}

fn hash_of(oid: &ObjectIdentifier) -> Option<Hash> {
    match hash_name(oid)? {
        "MD5" => Some(Hash::Md5),
        "SHA-1" => Some(Hash::Sha1),
        "SHA-224" => Some(Hash::Sha224),
        "SHA-256" => Some(Hash::Sha256),
        "SHA-384" => Some(Hash::Sha384),
        "SHA-512" => Some(Hash::Sha512),
        _ => None,
    }
}

impl Signing {
    /// Reads the contents of an AlgorithmIdentifier; `None` for what is not worked out here.
    pub(super) fn read(identifier: &[u8]) -> Option<Self> {
        let (oid, parameters) = encoding::identifier_parts(identifier)?;
        let oid = ObjectIdentifier::from_bytes(oid).ok()?;
        if oid == RSASSA_PSS {
            let parameters = parameters?.decode_as::<RsaPssParamsOwned>().ok()?;
            let inner = parameters.mask_gen.parameters.filter(|_| parameters.mask_gen.oid == MGF1)?;
            let said = |any: &Option<der::Any>| any.as_ref().is_none_or(|any| any.is_null());
            if !said(&parameters.hash.parameters) || !said(&inner.parameters) {
                return None;
            }
            return Some(Self::RsaPss {
                hash: hash_of(&parameters.hash.oid)?,
                mask: hash_of(&inner.oid)?,
                salt: parameters.salt_len,
            });
        }
        let has_none = parameters.is_none();
        if !are_empty(parameters) {
            return None;
        }
        let found = |table: &[(ObjectIdentifier, Hash)]| {
            table.iter().find(|(known, _)| *known == oid).map(|(_, hash)| *hash)
        };
        let named = || NAMED.iter().find(|(known, ..)| *known == oid);
        found(RSA)
            .map(Self::RsaPkcs1)
            .or_else(|| found(ECDSA).map(Self::Ecdsa))
            .or_else(|| found(DSA).map(Self::Dsa))
            .or_else(|| named().filter(|_| has_none).map(|(_, scheme, name)| Self::Named(*scheme, name)))
    }

    /// What to compute with a key of which `key_algorithm` is the contents of the AlgorithmIdentifier.
    pub(super) fn with_key(&self, key_algorithm: &[u8]) -> Result<Computation, Outcome> {
        let (oid, parameters) = encoding::identifier_parts(key_algorithm).ok_or(Outcome::UnsupportedKey)?;
        let oid = ObjectIdentifier::from_bytes(oid).map_err(|_| Outcome::UnsupportedKey)?;
        let key_type = KeyType::of(&oid).ok_or(Outcome::UnsupportedKey)?;
        let computation = match (self, key_type) {
            (Self::RsaPkcs1(hash), KeyType::Rsa) => Computation::new(Scheme::RsaPkcs1, *hash),
            // A key for PSS alone may say with which parameters; those that say none take all.
            (Self::RsaPss { .. }, KeyType::RsaPss) if parameters.is_some() => {
                return Err(Outcome::UnsupportedKey);
            }
            (Self::RsaPss { hash, mask, salt }, KeyType::Rsa | KeyType::RsaPss) => {
                Computation::new(Scheme::RsaPss { mask: *mask, salt: *salt }, *hash)
            }
            (Self::Ecdsa(hash), KeyType::Ec) => {
                let curve = parameters.and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
                let scheme = curve.and_then(|curve| CURVES.iter().find(|(known, _)| *known == curve));
                Computation::new(scheme.ok_or(Outcome::UnsupportedKey)?.1, *hash)
            }
            (Self::Dsa(hash), KeyType::Dsa) => Computation::new(Scheme::Dsa, *hash),
            (Self::Named(scheme, name), KeyType::Named(key)) if *name == key => {
                Computation::new(*scheme, Hash::Sha512)
            }
            _ => return Err(Outcome::KeyMismatch),
        };
        Ok(computation)
    }
}
