//! The signature algorithms: which identifiers name them, and what they compute.

use std::fmt;

use md5::Md5;
use rustls_pki_types::{AlgorithmIdentifier, alg_id};
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

use super::weierstrass::{self, Curve};
use super::{dsa, ecdsa, ed448, ed25519, ml_dsa, rsa};

/// What a signature scheme says of one key, message and signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Check {
    Valid,
    Invalid,
    /// The key can't be read, or is outside what the scheme takes, so there is nothing to verify with.
    UnusableKey,
}

/// A way to sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scheme {
    RsaPkcs1,
    /// RSASSA-PSS with MGF1.
    RsaPss {
        /// The hash that MGF1 is made with.
        mask: Hash,
        /// The length of the salt in octets.
        salt: u8,
    },
    EcdsaP256,
    EcdsaP384,
    /// ECDSA on P-521, and on the curves that only some take.
    EcdsaOn(&'static Curve),
    Dsa,
    Ed25519,
    Ed448,
    MlDsa44,
    MlDsa65,
    MlDsa87,
}

/// A hash function. MD5 and SHA-1 are here because some clients take them still, SHA-1 below CAs that are not public, or say first
/// that the signature is wrong: whether it is can be told, though it proves little.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hash {
    Md5,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn tag(self) -> u8 {
        match self {
            Hash::Sha256 => 0,
            Hash::Sha384 => 1,
            Hash::Sha512 => 2,
            Hash::Sha224 => 3,
            Hash::Sha1 => 4,
            Hash::Md5 => 5,
        }
    }

    /// Octets of a digest.
    pub(super) fn size(self) -> usize {
        match self {
            Hash::Md5 => 16,
            Hash::Sha1 => 20,
            Hash::Sha224 => 28,
            Hash::Sha256 => 32,
            Hash::Sha384 => 48,
            Hash::Sha512 => 64,
        }
    }

    pub(super) fn digest(self, message: &[u8]) -> Box<[u8]> {
        match self {
            Hash::Md5 => Md5::digest(message).as_slice().into(),
            Hash::Sha1 => Sha1::digest(message).as_slice().into(),
            Hash::Sha224 => Sha224::digest(message).as_slice().into(),
            Hash::Sha256 => Sha256::digest(message).as_slice().into(),
            Hash::Sha384 => Sha384::digest(message).as_slice().into(),
            Hash::Sha512 => Sha512::digest(message).as_slice().into(),
        }
    }
}

/// What is computed to verify a signature.
///
/// Schemes that hash the message themselves (Ed25519, Ed448, ML-DSA) carry SHA-512 as the digest by which the memo knows a
/// message again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Computation {
    pub(super) scheme: Scheme,
    pub(super) hash: Hash,
    /// With keys that only some take: any exponent of RSA, numbers however they are written, points in any form.
    pub(super) loose: bool,
}

impl Computation {
    pub(super) const fn new(scheme: Scheme, hash: Hash) -> Self {
        Self { scheme, hash, loose: false }
    }
}

/// One line of the table: a computation, and the identifiers by which certificates name it.
pub(super) struct Algorithm {
    pub(super) computation: Computation,
    /// How a SubjectPublicKeyInfo names the key.
    pub(super) key_id: AlgorithmIdentifier,
    /// How a certificate names the signature.
    pub(super) signature_id: AlgorithmIdentifier,
}

impl Algorithm {
    const fn rsa_pkcs1(hash: Hash, signature_id: AlgorithmIdentifier) -> Self {
        let computation = Computation::new(Scheme::RsaPkcs1, hash);
        Self { computation, key_id: alg_id::RSA_ENCRYPTION, signature_id }
    }

    /// Keys named id-RSASSA-PSS are not taken, as webpki takes none: CAs of the web must not use them (CA/Browser Forum
    /// Baseline Requirements §7.1.3.1.1), and Go and rustls can't read them.
    const fn rsa_pss(hash: Hash, salt: u8, signature_id: AlgorithmIdentifier) -> Self {
        let computation = Computation::new(Scheme::RsaPss { mask: hash, salt }, hash);
        Self { computation, key_id: alg_id::RSA_ENCRYPTION, signature_id }
    }

    const fn ecdsa(
        scheme: Scheme,
        key_id: AlgorithmIdentifier,
        hash: Hash,
        signature_id: AlgorithmIdentifier,
    ) -> Self {
        Self { computation: Computation::new(scheme, hash), key_id, signature_id }
    }

    /// Schemes that use one identifier for the key and the signature.
    const fn named_once(scheme: Scheme, id: AlgorithmIdentifier) -> Self {
        Self { computation: Computation::new(scheme, Hash::Sha512), key_id: id, signature_id: id }
    }

    /// The table, the most common first: webpki reads it from the top.
    pub(super) fn all() -> &'static [Self] {
        &TABLE
    }

    pub(super) fn signs_as(&self, identifier: &[u8]) -> bool {
        self.signature_id.as_ref() == identifier
    }

    pub(super) fn takes_key_of(&self, identifier: &[u8]) -> bool {
        self.key_id.as_ref() == identifier
    }

    /// Whether webpki is to be told the result at all: RSA keys under 2048 bits are refused to it, as *ring* refuses them.
    pub(super) fn is_strong_enough(&self, key: &[u8]) -> bool {
        match self.computation.scheme {
            Scheme::RsaPkcs1 | Scheme::RsaPss { .. } => rsa::is_strong_enough(key),
            _ => true,
        }
    }
}

impl Computation {
    /// Octets that tell this computation from every other one.
    pub(super) fn tag(self) -> [u8; 5] {
        // The third octet is the salt of PSS, or the number of a curve.
        let (scheme, mask, salt) = match self.scheme {
            Scheme::RsaPkcs1 => (0, 0, 0),
            Scheme::RsaPss { mask, salt } => (1, mask.tag(), salt),
            Scheme::EcdsaP256 => (2, 0, 0),
            Scheme::EcdsaP384 => (3, 0, 0),
            Scheme::Ed25519 => (5, 0, 0),
            Scheme::MlDsa44 => (6, 0, 0),
            Scheme::MlDsa65 => (7, 0, 0),
            Scheme::MlDsa87 => (8, 0, 0),
            Scheme::EcdsaOn(curve) => (9, 0, curve.tag),
            Scheme::Dsa => (10, 0, 0),
            Scheme::Ed448 => (11, 0, 0),
        };
        [scheme, self.hash.tag(), mask, salt, u8::from(self.loose)]
    }

    /// What it costs, in steps of the budget, where that is far more than the commonest signatures do; measured in WebAssembly.
    pub(super) fn steps(self, key: &[u8]) -> usize {
        match self.scheme {
            Scheme::EcdsaOn(_) => weierstrass::steps(key),
            Scheme::EcdsaP256 | Scheme::EcdsaP384 if self.loose && !ecdsa::is_uncompressed(key) => {
                weierstrass::steps(key)
            }
            Scheme::Dsa => dsa::steps(key),
            Scheme::Ed448 => ed448::STEPS,
            _ => 0,
        }
    }

    /// Verifies; `digest` is this computation's hash of `message`. The key is what its BIT STRING holds, and for DSA, whose parameters
    /// stand beside that, the whole SubjectPublicKeyInfo.
    pub(super) fn check(self, key: &[u8], message: &[u8], digest: &[u8], signature: &[u8]) -> Check {
        #[cfg(not(target_arch = "wasm32"))]
        if super::faster::confirm(self, key, message, signature) {
            return Check::Valid;
        }
        #[cfg(target_arch = "wasm32")]
        if super::platform::vouches(self, key, message, signature) {
            return Check::Valid;
        }
        self.check_here(key, message, digest, signature)
    }

    /// The same without asking anybody first.
    pub(super) fn check_here(self, key: &[u8], message: &[u8], digest: &[u8], signature: &[u8]) -> Check {
        let loose = self.loose;
        let rsa = || if loose { rsa::Key::from_ber(key) } else { rsa::Key::from_der(key) };
        match self.scheme {
            Scheme::RsaPkcs1 => rsa::check_pkcs1(self.hash, rsa(), loose, digest, signature),
            Scheme::RsaPss { mask, salt } => {
                rsa::check_pss(self.hash, mask, salt, rsa(), loose, digest, signature)
            }
            Scheme::EcdsaP256 => ecdsa::check_p256(key, loose, digest, signature),
            Scheme::EcdsaP384 => ecdsa::check_p384(key, loose, digest, signature),
            Scheme::EcdsaOn(curve) => weierstrass::check(curve, key, loose, digest, signature),
            Scheme::Dsa => dsa::check(key, digest, signature),
            Scheme::Ed25519 => ed25519::check(key, message, signature),
            Scheme::Ed448 => ed448::check(key, message, signature),
            Scheme::MlDsa44 => ml_dsa::check::<::ml_dsa::MlDsa44>(key, message, signature),
            Scheme::MlDsa65 => ml_dsa::check::<::ml_dsa::MlDsa65>(key, message, signature),
            Scheme::MlDsa87 => ml_dsa::check::<::ml_dsa::MlDsa87>(key, message, signature),
        }
    }
}

impl fmt::Debug for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(super::describe::scheme_name(self.computation.scheme))
    }
}

/// The identifiers of PKCS #1 v1.5 signatures whose parameters are absent where RFC 4055 §5 wants NULL: it bids
/// implementations accept both, and webpki does.
const SHA256_WITH_RSA_ABSENT: AlgorithmIdentifier =
    AlgorithmIdentifier::from_slice(&[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]);
const SHA384_WITH_RSA_ABSENT: AlgorithmIdentifier =
    AlgorithmIdentifier::from_slice(&[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0c]);
const SHA512_WITH_RSA_ABSENT: AlgorithmIdentifier =
    AlgorithmIdentifier::from_slice(&[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0d]);

const P521: Scheme = Scheme::EcdsaOn(&weierstrass::P521);

static TABLE: [Algorithm; 22] = [
    Algorithm::rsa_pkcs1(Hash::Sha256, alg_id::RSA_PKCS1_SHA256),
    Algorithm::ecdsa(Scheme::EcdsaP256, alg_id::ECDSA_P256, Hash::Sha256, alg_id::ECDSA_SHA256),
    Algorithm::ecdsa(Scheme::EcdsaP384, alg_id::ECDSA_P384, Hash::Sha384, alg_id::ECDSA_SHA384),
    Algorithm::rsa_pkcs1(Hash::Sha384, alg_id::RSA_PKCS1_SHA384),
    Algorithm::rsa_pkcs1(Hash::Sha512, alg_id::RSA_PKCS1_SHA512),
    Algorithm::ecdsa(Scheme::EcdsaP384, alg_id::ECDSA_P384, Hash::Sha256, alg_id::ECDSA_SHA256),
    Algorithm::ecdsa(Scheme::EcdsaP256, alg_id::ECDSA_P256, Hash::Sha384, alg_id::ECDSA_SHA384),
    Algorithm::ecdsa(Scheme::EcdsaP256, alg_id::ECDSA_P256, Hash::Sha512, alg_id::ECDSA_SHA512),
    Algorithm::ecdsa(Scheme::EcdsaP384, alg_id::ECDSA_P384, Hash::Sha512, alg_id::ECDSA_SHA512),
    Algorithm::ecdsa(P521, alg_id::ECDSA_P521, Hash::Sha256, alg_id::ECDSA_SHA256),
    Algorithm::ecdsa(P521, alg_id::ECDSA_P521, Hash::Sha384, alg_id::ECDSA_SHA384),
    Algorithm::ecdsa(P521, alg_id::ECDSA_P521, Hash::Sha512, alg_id::ECDSA_SHA512),
    Algorithm::rsa_pss(Hash::Sha256, 32, alg_id::RSA_PSS_SHA256),
    Algorithm::rsa_pss(Hash::Sha384, 48, alg_id::RSA_PSS_SHA384),
    Algorithm::rsa_pss(Hash::Sha512, 64, alg_id::RSA_PSS_SHA512),
    Algorithm::named_once(Scheme::Ed25519, alg_id::ED25519),
    Algorithm::named_once(Scheme::MlDsa44, alg_id::ML_DSA_44),
    Algorithm::named_once(Scheme::MlDsa65, alg_id::ML_DSA_65),
    Algorithm::named_once(Scheme::MlDsa87, alg_id::ML_DSA_87),
    Algorithm::rsa_pkcs1(Hash::Sha256, SHA256_WITH_RSA_ABSENT),
    Algorithm::rsa_pkcs1(Hash::Sha384, SHA384_WITH_RSA_ABSENT),
    Algorithm::rsa_pkcs1(Hash::Sha512, SHA512_WITH_RSA_ABSENT),
];
