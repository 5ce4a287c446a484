//! Names for algorithms and keys, those that can't be verified included: a message that says "SM2" or "SHA-1" helps where
//! an object identifier doesn't.

use std::borrow::Cow;

use ::rsa::pkcs1::RsaPssParamsOwned;
use der::asn1::{AnyRef, ObjectIdentifier, UintRef};
use der::{Decode as _, SliceReader};

use super::algorithm::{Algorithm, Scheme};
use super::encoding::{self, SubjectPublicKeyInfo};
use super::{ecdsa, rsa, weierstrass};

/// What is known of a signature algorithm from its AlgorithmIdentifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AlgorithmInfo {
    /// The name that RFCs and OpenSSL use, or the object identifier in dotted form.
    pub(crate) name: Cow<'static, str>,
    /// The hash the signature rests on, where the algorithm leaves a choice.
    pub(crate) hash: Option<&'static str>,
    /// The hash is MD2, MD4, MD5 or SHA-1.
    pub(crate) weak: bool,
    /// Signatures of this algorithm, with exactly these parameters, are what clients have in common: webpki verifies them.
    pub(crate) supported: bool,
}

/// What is known of a public key from its SubjectPublicKeyInfo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyInfo {
    /// Such as "RSA", "EC P-256", "Ed25519", "ML-DSA-65"; the object identifier in dotted form if it isn't known.
    pub(crate) name: Cow<'static, str>,
    /// The length of an RSA or DSA modulus, the size of a curve's field.
    pub(crate) bits: Option<usize>,
    /// Signatures can be verified with this key: its type is implemented, and it is readable and within bounds.
    pub(crate) supported: bool,
    /// Too little work for an attacker: an RSA or DSA modulus under 2048 bits, an RSA exponent that is even or 1, a curve
    /// of under 224 bits.
    pub(crate) weak: bool,
}

const MALFORMED: Cow<'static, str> = Cow::Borrowed("malformed");

/// Describes the signature algorithm of an AlgorithmIdentifier in DER.
pub(crate) fn classify_algorithm(der: &[u8]) -> AlgorithmInfo {
    let unknown = |name| AlgorithmInfo { name, hash: None, weak: false, supported: false };
    let Some(identifier) = encoding::sequence(der) else {
        return unknown(MALFORMED);
    };
    let Some((oid, parameters)) = encoding::identifier_parts(identifier) else {
        return unknown(MALFORMED);
    };
    let supported = Algorithm::all().iter().any(|algorithm| algorithm.signs_as(identifier));
    let Ok(oid) = ObjectIdentifier::from_bytes(oid) else {
        return unknown(MALFORMED);
    };
    if oid == RSASSA_PSS {
        return classify_pss(parameters, supported);
    }
    match SIGNATURES.iter().find(|known| known.oid == oid) {
        Some(known) => AlgorithmInfo {
            name: Cow::Borrowed(known.name),
            hash: known.hash,
            weak: known.hash.is_some_and(is_weak_hash),
            supported,
        },
        None => unknown(composite(&oid).map_or_else(|| Cow::Owned(oid.to_string()), Cow::Borrowed)),
    }
}

/// RSASSA-PSS says nothing without its parameters (RFC 4055 §3.1).
fn classify_pss(parameters: Option<AnyRef<'_>>, supported: bool) -> AlgorithmInfo {
    let Some(parameters) = parameters.and_then(|any| any.decode_as::<RsaPssParamsOwned>().ok()) else {
        return AlgorithmInfo { name: Cow::Borrowed("RSASSA-PSS"), hash: None, weak: false, supported };
    };
    let hash = hash_name(&parameters.hash.oid);
    let mask_hash = parameters.mask_gen.parameters.and_then(|hash| hash_name(&hash.oid));
    let mut name = format!("RSASSA-PSS ({}", hash.unwrap_or("unknown hash"));
    if mask_hash != hash {
        name.push_str(", MGF1 ");
        name.push_str(mask_hash.unwrap_or("unknown hash"));
    }
    name.push_str(", salt ");
    name.push_str(&parameters.salt_len.to_string());
    name.push(')');
    AlgorithmInfo { name: Cow::Owned(name), hash, weak: hash.is_some_and(is_weak_hash), supported }
}

/// Describes the key of a SubjectPublicKeyInfo in DER.
pub(crate) fn classify_key(spki: &[u8]) -> KeyInfo {
    let unreadable = |name| KeyInfo { name, bits: None, supported: false, weak: false };
    let Some(spki) = SubjectPublicKeyInfo::from_der(spki) else {
        return unreadable(MALFORMED);
    };
    let Some((oid, parameters)) = encoding::identifier_parts(spki.algorithm) else {
        return unreadable(MALFORMED);
    };
    let Ok(oid) = ObjectIdentifier::from_bytes(oid) else {
        return unreadable(MALFORMED);
    };
    let scheme = Algorithm::all()
        .iter()
        .find(|algorithm| algorithm.takes_key_of(spki.algorithm))
        .map(|found| found.computation.scheme);
    match KeyType::of(&oid) {
        Some(KeyType::Rsa | KeyType::RsaPss) => {
            let name = if oid == RSASSA_PSS { "RSA-PSS" } else { "RSA" };
            let Some(key) = rsa::Key::from_der(spki.bits) else {
                return unreadable(Cow::Borrowed(name));
            };
            KeyInfo {
                name: Cow::Borrowed(name),
                bits: Some(key.bits()),
                supported: scheme.is_some() && key.is_usable(),
                weak: !key.is_strong_enough(),
            }
        }
        Some(KeyType::Ec) => classify_ec(parameters, scheme, spki.bits),
        Some(KeyType::Dsa) => {
            let bits = parameters.and_then(dsa_prime_bits);
            KeyInfo {
                name: Cow::Borrowed("DSA"),
                bits,
                supported: false,
                weak: bits.is_some_and(|bits| bits < 2048),
            }
        }
        Some(KeyType::Named(name)) => KeyInfo {
            name: Cow::Borrowed(name),
            bits: None,
            supported: scheme.is_some_and(|scheme| is_readable(scheme, spki.bits)),
            weak: false,
        },
        None => unreadable(composite(&oid).map_or_else(|| Cow::Owned(oid.to_string()), Cow::Borrowed)),
    }
}

fn classify_ec(parameters: Option<AnyRef<'_>>, scheme: Option<Scheme>, point: &[u8]) -> KeyInfo {
    let curve = parameters.and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
    let Some(curve) = curve else {
        // The curve spelled out in full (RFC 5480 §2.1.1 forbids it), or none.
        return KeyInfo { name: Cow::Borrowed("EC"), bits: None, supported: false, weak: false };
    };
    let supported = scheme.is_some_and(|scheme| is_readable(scheme, point));
    match CURVES.iter().find(|known| known.oid == curve) {
        Some(known) => KeyInfo {
            name: Cow::Borrowed(known.name),
            bits: Some(known.bits),
            supported,
            weak: known.bits < 224,
        },
        None => KeyInfo { name: Cow::Owned(format!("EC {curve}")), bits: None, supported, weak: false },
    }
}

/// Whether a key of a type that is implemented can be decoded by nobody: its octets are no point of its curve, or have another
/// length than keys of its type. What is not known is left open.
pub(crate) fn is_undecodable(spki: &[u8]) -> bool {
    let Some(spki) = SubjectPublicKeyInfo::from_der(spki) else { return false };
    let found = Algorithm::all().iter().find(|algorithm| algorithm.takes_key_of(spki.algorithm));
    !match found.map(|algorithm| algorithm.computation.scheme) {
        Some(Scheme::EcdsaP256) => ecdsa::is_p256_point(spki.bits),
        Some(Scheme::EcdsaP384) => ecdsa::is_p384_point(spki.bits),
        Some(Scheme::EcdsaOn(curve)) => weierstrass::is_point(curve, spki.bits, true),
        Some(Scheme::Ed25519) => spki.bits.len() == 32,
        Some(scheme @ (Scheme::MlDsa44 | Scheme::MlDsa65 | Scheme::MlDsa87)) => {
            is_readable(scheme, spki.bits)
        }
        // The table has none of the rarer ones.
        Some(Scheme::RsaPkcs1 | Scheme::RsaPss { .. } | Scheme::Dsa | Scheme::Ed448) | None => true,
    }
}

/// Whether a key of a type that is implemented can be read.
fn is_readable(scheme: Scheme, key: &[u8]) -> bool {
    match scheme {
        Scheme::RsaPkcs1 | Scheme::RsaPss { .. } => {
            rsa::Key::from_der(key).is_some_and(|key| key.is_usable())
        }
        Scheme::EcdsaP256 => ecdsa::is_p256_key(key),
        Scheme::EcdsaP384 => ecdsa::is_p384_key(key),
        Scheme::EcdsaOn(curve) => weierstrass::is_point(curve, key, false),
        Scheme::Ed25519 => super::ed25519::is_key(key),
        // The table has none of these.
        Scheme::Dsa | Scheme::Ed448 => false,
        Scheme::MlDsa44 => super::ml_dsa::is_key::<::ml_dsa::MlDsa44>(key),
        Scheme::MlDsa65 => super::ml_dsa::is_key::<::ml_dsa::MlDsa65>(key),
        Scheme::MlDsa87 => super::ml_dsa::is_key::<::ml_dsa::MlDsa87>(key),
    }
}

pub(super) fn scheme_name(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::RsaPkcs1 => "RSASSA-PKCS1-v1_5",
        Scheme::RsaPss { .. } => "RSASSA-PSS",
        Scheme::EcdsaP256 | Scheme::EcdsaP384 | Scheme::EcdsaOn(_) => "ECDSA",
        Scheme::Dsa => "DSA",
        Scheme::Ed25519 => "Ed25519",
        Scheme::Ed448 => "Ed448",
        Scheme::MlDsa44 => "ML-DSA-44",
        Scheme::MlDsa65 => "ML-DSA-65",
        Scheme::MlDsa87 => "ML-DSA-87",
    }
}

/// The length in bits of p, the first of the three numbers in DSA's parameters (RFC 3279 §2.3.2).
fn dsa_prime_bits(parameters: AnyRef<'_>) -> Option<usize> {
    let mut reader = SliceReader::new(parameters.value()).ok()?;
    let prime = UintRef::decode(&mut reader).ok()?;
    let octets = prime.as_bytes();
    let leading_zeros = usize::try_from(octets.first()?.leading_zeros()).ok()?;
    Some((octets.len() * 8).saturating_sub(leading_zeros))
}

fn is_weak_hash(name: &str) -> bool {
    matches!(name, "MD2" | "MD4" | "MD5" | "SHA-1")
}

pub(super) fn hash_name(oid: &ObjectIdentifier) -> Option<&'static str> {
    HASHES.iter().find(|(known, _)| known == oid).map(|(_, name)| *name)
}

/// The type of a key, as its object identifier alone tells it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyType {
    Rsa,
    /// An RSA key that may be used with RSASSA-PSS only.
    RsaPss,
    Ec,
    Dsa,
    /// A type that is all in its name.
    Named(&'static str),
}

impl KeyType {
    pub(super) fn of(oid: &ObjectIdentifier) -> Option<Self> {
        KEY_TYPES.iter().find(|(known, _)| known == oid).map(|(_, key_type)| *key_type)
    }
}

/// For the tables below, at compile time: a mistyped identifier doesn't build.
const fn oid(dotted: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(dotted)
}

pub(super) const RSASSA_PSS: ObjectIdentifier = oid("1.2.840.113549.1.1.10");

/// Composite signatures of ML-DSA and an older algorithm (draft-ietf-lamps-pq-composite-sigs, section 6), in the order of their numbers:
/// key and signature have the same identifier.
const COMPOSITES: [&str; 18] = [
    "MLDSA44-RSA2048-PSS-SHA256",
    "MLDSA44-RSA2048-PKCS15-SHA256",
    "MLDSA44-Ed25519-SHA512",
    "MLDSA44-ECDSA-P256-SHA256",
    "MLDSA65-RSA3072-PSS-SHA512",
    "MLDSA65-RSA3072-PKCS15-SHA512",
    "MLDSA65-RSA4096-PSS-SHA512",
    "MLDSA65-RSA4096-PKCS15-SHA512",
    "MLDSA65-ECDSA-P256-SHA512",
    "MLDSA65-ECDSA-P384-SHA512",
    "MLDSA65-ECDSA-brainpoolP256r1-SHA512",
    "MLDSA65-Ed25519-SHA512",
    "MLDSA87-ECDSA-P384-SHA512",
    "MLDSA87-ECDSA-brainpoolP384r1-SHA512",
    "MLDSA87-Ed448-SHAKE256",
    "MLDSA87-RSA3072-PSS-SHA512",
    "MLDSA87-RSA4096-PSS-SHA512",
    "MLDSA87-ECDSA-P521-SHA512",
];
/// The arc that they stand in, and the number of the first.
const PKIX_ALGORITHMS: &str = "1.3.6.1.5.5.7.6.";
const FIRST_COMPOSITE: usize = 37;
/// The arc of the drafts of before, in which numbers changed from one to the next.
const COMPOSITES_OF_DRAFTS: [&str; 2] = ["2.16.840.1.114027.80.8.1.", "2.16.840.1.114027.80.9.1."];

/// The name of a composite algorithm; nothing where it is none.
fn composite(oid: &ObjectIdentifier) -> Option<&'static str> {
    let dotted = oid.to_string();
    if COMPOSITES_OF_DRAFTS.iter().any(|arc| dotted.starts_with(arc)) {
        return Some("composite ML-DSA (of an early draft)");
    }
    let number: usize = dotted.strip_prefix(PKIX_ALGORITHMS)?.parse().ok()?;
    COMPOSITES.get(number.checked_sub(FIRST_COMPOSITE)?).copied()
}

static KEY_TYPES: &[(ObjectIdentifier, KeyType)] = &[
    (oid("1.2.840.113549.1.1.1"), KeyType::Rsa),
    (oid("1.2.840.113549.1.1.10"), KeyType::RsaPss),
    (oid("1.2.840.10045.2.1"), KeyType::Ec),
    (oid("1.2.840.10040.4.1"), KeyType::Dsa),
    (oid("1.3.101.110"), KeyType::Named("X25519")),
    (oid("1.3.101.111"), KeyType::Named("X448")),
    (oid("1.3.101.112"), KeyType::Named("Ed25519")),
    (oid("1.3.101.113"), KeyType::Named("Ed448")),
    (oid("2.16.840.1.101.3.4.3.17"), KeyType::Named("ML-DSA-44")),
    (oid("2.16.840.1.101.3.4.3.18"), KeyType::Named("ML-DSA-65")),
    (oid("2.16.840.1.101.3.4.3.19"), KeyType::Named("ML-DSA-87")),
    (oid("2.16.840.1.101.3.4.3.20"), KeyType::Named("SLH-DSA-SHA2-128s")),
    (oid("2.16.840.1.101.3.4.3.21"), KeyType::Named("SLH-DSA-SHA2-128f")),
    (oid("2.16.840.1.101.3.4.3.22"), KeyType::Named("SLH-DSA-SHA2-192s")),
    (oid("2.16.840.1.101.3.4.3.23"), KeyType::Named("SLH-DSA-SHA2-192f")),
    (oid("2.16.840.1.101.3.4.3.24"), KeyType::Named("SLH-DSA-SHA2-256s")),
    (oid("2.16.840.1.101.3.4.3.25"), KeyType::Named("SLH-DSA-SHA2-256f")),
    (oid("2.16.840.1.101.3.4.3.26"), KeyType::Named("SLH-DSA-SHAKE-128s")),
    (oid("2.16.840.1.101.3.4.3.27"), KeyType::Named("SLH-DSA-SHAKE-128f")),
    (oid("2.16.840.1.101.3.4.3.28"), KeyType::Named("SLH-DSA-SHAKE-192s")),
    (oid("2.16.840.1.101.3.4.3.29"), KeyType::Named("SLH-DSA-SHAKE-192f")),
    (oid("2.16.840.1.101.3.4.3.30"), KeyType::Named("SLH-DSA-SHAKE-256s")),
    (oid("2.16.840.1.101.3.4.3.31"), KeyType::Named("SLH-DSA-SHAKE-256f")),
    (oid("2.16.840.1.101.3.4.4.1"), KeyType::Named("ML-KEM-512")),
    (oid("2.16.840.1.101.3.4.4.2"), KeyType::Named("ML-KEM-768")),
    (oid("2.16.840.1.101.3.4.4.3"), KeyType::Named("ML-KEM-1024")),
    (oid("1.2.643.7.1.1.1.1"), KeyType::Named("GOST R 34.10-2012 (256 bit)")),
    (oid("1.2.643.7.1.1.1.2"), KeyType::Named("GOST R 34.10-2012 (512 bit)")),
    (oid("1.2.643.2.2.19"), KeyType::Named("GOST R 34.10-2001")),
];

static HASHES: &[(ObjectIdentifier, &str)] = &[
    (oid("1.3.14.3.2.26"), "SHA-1"),
    (oid("1.2.840.113549.2.2"), "MD2"),
    (oid("1.2.840.113549.2.4"), "MD4"),
    (oid("1.2.840.113549.2.5"), "MD5"),
    (oid("2.16.840.1.101.3.4.2.1"), "SHA-256"),
    (oid("2.16.840.1.101.3.4.2.2"), "SHA-384"),
    (oid("2.16.840.1.101.3.4.2.3"), "SHA-512"),
    (oid("2.16.840.1.101.3.4.2.4"), "SHA-224"),
    (oid("2.16.840.1.101.3.4.2.5"), "SHA-512/224"),
    (oid("2.16.840.1.101.3.4.2.6"), "SHA-512/256"),
    (oid("2.16.840.1.101.3.4.2.7"), "SHA3-224"),
    (oid("2.16.840.1.101.3.4.2.8"), "SHA3-256"),
    (oid("2.16.840.1.101.3.4.2.9"), "SHA3-384"),
    (oid("2.16.840.1.101.3.4.2.10"), "SHA3-512"),
];

struct Curve {
    oid: ObjectIdentifier,
    name: &'static str,
    bits: usize,
}

const fn curve(dotted: &'static str, name: &'static str, bits: usize) -> Curve {
    Curve { oid: oid(dotted), name, bits }
}

static CURVES: &[Curve] = &[
    curve("1.2.840.10045.3.1.7", "EC P-256", 256),
    curve("1.3.132.0.34", "EC P-384", 384),
    curve("1.3.132.0.35", "EC P-521", 521),
    curve("1.3.132.0.33", "EC P-224", 224),
    curve("1.2.840.10045.3.1.1", "EC P-192", 192),
    curve("1.3.132.0.10", "EC secp256k1", 256),
    curve("1.3.132.0.32", "EC secp224k1", 224),
    curve("1.3.132.0.31", "EC secp192k1", 192),
    curve("1.3.132.0.8", "EC secp160r1", 160),
    curve("1.3.132.0.9", "EC secp160k1", 160),
    curve("1.3.132.0.30", "EC secp160r2", 160),
    curve("1.3.36.3.3.2.8.1.1.5", "EC brainpoolP224r1", 224),
    curve("1.3.36.3.3.2.8.1.1.6", "EC brainpoolP224t1", 224),
    curve("1.3.36.3.3.2.8.1.1.7", "EC brainpoolP256r1", 256),
    curve("1.3.36.3.3.2.8.1.1.8", "EC brainpoolP256t1", 256),
    curve("1.3.36.3.3.2.8.1.1.9", "EC brainpoolP320r1", 320),
    curve("1.3.36.3.3.2.8.1.1.10", "EC brainpoolP320t1", 320),
    curve("1.3.36.3.3.2.8.1.1.11", "EC brainpoolP384r1", 384),
    curve("1.3.36.3.3.2.8.1.1.12", "EC brainpoolP384t1", 384),
    curve("1.3.36.3.3.2.8.1.1.13", "EC brainpoolP512r1", 512),
    curve("1.3.36.3.3.2.8.1.1.14", "EC brainpoolP512t1", 512),
    curve("1.2.156.10197.1.301", "EC SM2", 256),
];

struct SignatureName {
    oid: ObjectIdentifier,
    name: &'static str,
    hash: Option<&'static str>,
}

const fn signature(dotted: &'static str, name: &'static str, hash: &'static str) -> SignatureName {
    SignatureName { oid: oid(dotted), name, hash: Some(hash) }
}

const fn hashless(dotted: &'static str, name: &'static str) -> SignatureName {
    SignatureName { oid: oid(dotted), name, hash: None }
}

static SIGNATURES: &[SignatureName] = &[
    signature("1.2.840.113549.1.1.11", "sha256WithRSAEncryption", "SHA-256"),
    signature("1.2.840.113549.1.1.12", "sha384WithRSAEncryption", "SHA-384"),
    signature("1.2.840.113549.1.1.13", "sha512WithRSAEncryption", "SHA-512"),
    signature("1.2.840.113549.1.1.14", "sha224WithRSAEncryption", "SHA-224"),
    signature("1.2.840.113549.1.1.15", "sha512-224WithRSAEncryption", "SHA-512/224"),
    signature("1.2.840.113549.1.1.16", "sha512-256WithRSAEncryption", "SHA-512/256"),
    signature("1.2.840.113549.1.1.5", "sha1WithRSAEncryption", "SHA-1"),
    signature("1.3.14.3.2.29", "sha1WithRSAEncryption", "SHA-1"),
    signature("1.2.840.113549.1.1.4", "md5WithRSAEncryption", "MD5"),
    signature("1.3.14.3.2.3", "md5WithRSAEncryption", "MD5"),
    signature("1.2.840.113549.1.1.3", "md4WithRSAEncryption", "MD4"),
    signature("1.3.14.3.2.2", "md4WithRSAEncryption", "MD4"),
    signature("1.2.840.113549.1.1.2", "md2WithRSAEncryption", "MD2"),
    signature("1.2.840.10045.4.3.2", "ecdsa-with-SHA256", "SHA-256"),
    signature("1.2.840.10045.4.3.3", "ecdsa-with-SHA384", "SHA-384"),
    signature("1.2.840.10045.4.3.4", "ecdsa-with-SHA512", "SHA-512"),
    signature("1.2.840.10045.4.3.1", "ecdsa-with-SHA224", "SHA-224"),
    signature("1.2.840.10045.4.1", "ecdsa-with-SHA1", "SHA-1"),
    signature("1.2.840.10040.4.3", "dsa-with-SHA1", "SHA-1"),
    signature("1.3.14.3.2.27", "dsa-with-SHA1", "SHA-1"),
    signature("2.16.840.1.101.3.4.3.1", "dsa-with-SHA224", "SHA-224"),
    signature("2.16.840.1.101.3.4.3.2", "dsa-with-SHA256", "SHA-256"),
    signature("2.16.840.1.101.3.4.3.3", "dsa-with-SHA384", "SHA-384"),
    signature("2.16.840.1.101.3.4.3.4", "dsa-with-SHA512", "SHA-512"),
    signature("2.16.840.1.101.3.4.3.9", "ecdsa-with-SHA3-224", "SHA3-224"),
    signature("2.16.840.1.101.3.4.3.10", "ecdsa-with-SHA3-256", "SHA3-256"),
    signature("2.16.840.1.101.3.4.3.11", "ecdsa-with-SHA3-384", "SHA3-384"),
    signature("2.16.840.1.101.3.4.3.12", "ecdsa-with-SHA3-512", "SHA3-512"),
    signature("2.16.840.1.101.3.4.3.13", "rsassa-pkcs1-v1_5-with-SHA3-224", "SHA3-224"),
    signature("2.16.840.1.101.3.4.3.14", "rsassa-pkcs1-v1_5-with-SHA3-256", "SHA3-256"),
    signature("2.16.840.1.101.3.4.3.15", "rsassa-pkcs1-v1_5-with-SHA3-384", "SHA3-384"),
    signature("2.16.840.1.101.3.4.3.16", "rsassa-pkcs1-v1_5-with-SHA3-512", "SHA3-512"),
    signature("1.2.156.10197.1.501", "SM2-with-SM3", "SM3"),
    signature(
        "1.2.643.7.1.1.3.2",
        "GOST R 34.10-2012 with GOST R 34.11-2012 (256 bit)",
        "GOST R 34.11-2012 (256 bit)",
    ),
    signature(
        "1.2.643.7.1.1.3.3",
        "GOST R 34.10-2012 with GOST R 34.11-2012 (512 bit)",
        "GOST R 34.11-2012 (512 bit)",
    ),
    signature("1.2.643.2.2.3", "GOST R 34.10-2001 with GOST R 34.11-94", "GOST R 34.11-94"),
    hashless("1.3.101.112", "Ed25519"),
    hashless("1.3.101.113", "Ed448"),
    hashless("2.16.840.1.101.3.4.3.17", "ML-DSA-44"),
    hashless("2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
    hashless("2.16.840.1.101.3.4.3.19", "ML-DSA-87"),
    hashless("2.16.840.1.101.3.4.3.32", "HashML-DSA-44-SHA512"),
    hashless("2.16.840.1.101.3.4.3.33", "HashML-DSA-65-SHA512"),
    hashless("2.16.840.1.101.3.4.3.34", "HashML-DSA-87-SHA512"),
    hashless("2.16.840.1.101.3.4.3.20", "SLH-DSA-SHA2-128s"),
    hashless("2.16.840.1.101.3.4.3.21", "SLH-DSA-SHA2-128f"),
    hashless("2.16.840.1.101.3.4.3.22", "SLH-DSA-SHA2-192s"),
    hashless("2.16.840.1.101.3.4.3.23", "SLH-DSA-SHA2-192f"),
    hashless("2.16.840.1.101.3.4.3.24", "SLH-DSA-SHA2-256s"),
    hashless("2.16.840.1.101.3.4.3.25", "SLH-DSA-SHA2-256f"),
    hashless("2.16.840.1.101.3.4.3.26", "SLH-DSA-SHAKE-128s"),
    hashless("2.16.840.1.101.3.4.3.27", "SLH-DSA-SHAKE-128f"),
    hashless("2.16.840.1.101.3.4.3.28", "SLH-DSA-SHAKE-192s"),
    hashless("2.16.840.1.101.3.4.3.29", "SLH-DSA-SHAKE-192f"),
    hashless("2.16.840.1.101.3.4.3.30", "SLH-DSA-SHAKE-256s"),
    hashless("2.16.840.1.101.3.4.3.31", "SLH-DSA-SHAKE-256f"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composite_algorithms_have_names() {
        let name = |dotted| composite(&oid(dotted));
        assert_eq!(name("1.3.6.1.5.5.7.6.37"), Some("MLDSA44-RSA2048-PSS-SHA256"));
        assert_eq!(name("1.3.6.1.5.5.7.6.45"), Some("MLDSA65-ECDSA-P256-SHA512"));
        assert_eq!(name("1.3.6.1.5.5.7.6.54"), Some("MLDSA87-ECDSA-P521-SHA512"));
        assert_eq!(name("2.16.840.1.114027.80.8.1.28"), Some("composite ML-DSA (of an early draft)"));
        for other in ["1.3.6.1.5.5.7.6.36", "1.3.6.1.5.5.7.6.55", "1.3.6.1.5.5.7.7.37", "1.3.101.112"] {
            assert_eq!(name(other), None, "{other}");
        }
    }
}
