//! The memo: what is counted, what is shared, and what happens when the budget is gone.

use rustls_pki_types::{SignatureVerificationAlgorithm, SubjectPublicKeyInfoDer};
use webpki::{Error, RawPublicKeyEntity};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;

fn verify_in(memo: &SignatureMemo, vector: &Vector) -> Outcome {
    verify(memo, &vector.spki, &vector.algorithm, MESSAGE, &vector.signature)
}

fn algorithm_for<'a>(memo: &'a SignatureMemo, vector: &Vector) -> &'a dyn SignatureVerificationAlgorithm {
    let key_id = SubjectPublicKeyInfo::from_der(&vector.spki).unwrap().algorithm;
    let signature_id = encoding::sequence(&vector.algorithm).unwrap();
    memo.algorithms()
        .into_iter()
        .find(|algorithm| {
            algorithm.public_key_alg_id().as_ref() == key_id
                && algorithm.signature_alg_id().as_ref() == signature_id
        })
        .unwrap_or_else(|| panic!("no algorithm for {}", vector.name))
}

/// As webpki verifies the signature of a certificate.
fn webpki_in(memo: &SignatureMemo, vector: &Vector) -> Result<(), Error> {
    let spki = SubjectPublicKeyInfoDer::from(&vector.spki[..]);
    let key = RawPublicKeyEntity::try_from(&spki).unwrap();
    key.verify_signature(algorithm_for(memo, vector), MESSAGE, &vector.signature)
}

#[test]
fn a_signature_is_worked_out_once_for_both_witnesses() {
    let memo = SignatureMemo::new(10);
    let vector = vector("p384-SHA384");
    assert_eq!(verify_in(&memo, &vector), Outcome::Valid);
    assert_eq!(memo.computed(), 1);
    assert_eq!(verify_in(&memo, &vector), Outcome::Valid);
    assert_eq!(webpki_in(&memo, &vector), Ok(()));
    assert_eq!(memo.computed(), 1);
}

#[test]
fn an_invalid_signature_is_remembered_as_well() {
    let memo = SignatureMemo::new(10);
    let mut vector = vector("rsa2048-SHA256");
    vector.signature[100] ^= 1;
    assert_eq!(webpki_in(&memo, &vector), Err(Error::InvalidSignatureForPublicKey));
    assert_eq!(verify_in(&memo, &vector), Outcome::Invalid);
    assert_eq!(memo.computed(), 1);
}

#[test]
fn different_claims_are_not_mixed_up() {
    let memo = SignatureMemo::new(10);
    let right = vector("rsa2048-SHA256");
    let wrong_signature =
        Vector { signature: vector("rsa2047-e65537-SHA256").signature, ..vector("rsa2048-SHA256") };
    let wrong_key = Vector { spki: vector("rsa2047-e65537-SHA256").spki, ..vector("rsa2048-SHA256") };
    let wrong_scheme =
        Vector { algorithm: vector("rsa2048-pss-SHA256").algorithm, ..vector("rsa2048-SHA256") };
    let wrong_hash = Vector { algorithm: vector("rsa2048-SHA512").algorithm, ..vector("rsa2048-SHA256") };
    for _ in 0..2 {
        assert_eq!(verify_in(&memo, &right), Outcome::Valid);
        for wrong in [&wrong_signature, &wrong_key, &wrong_scheme, &wrong_hash] {
            assert_eq!(verify_in(&memo, wrong), Outcome::Invalid);
        }
        let other_message = verify(&memo, &right.spki, &right.algorithm, b"", &right.signature);
        assert_eq!(other_message, Outcome::Invalid);
    }
    assert_eq!(memo.computed(), 6);
}

#[test]
fn null_and_absent_parameters_are_one_claim() {
    let memo = SignatureMemo::new(10);
    let vector = vector("rsa2048-SHA256");
    assert_eq!(verify_in(&memo, &vector), Outcome::Valid);
    let absent = Vector { algorithm: sequence(&alg_id::RSA_PKCS1_SHA256[..11]), ..vector };
    assert_eq!(verify_in(&memo, &absent), Outcome::Valid);
    assert_eq!(memo.computed(), 1);
}

#[test]
fn when_the_budget_is_gone_only_what_is_known_is_answered() {
    let memo = SignatureMemo::new(1);
    let known = vector("ed25519");
    let other = vector("p256-SHA256");
    assert_eq!(verify_in(&memo, &known), Outcome::Valid);
    assert!(!memo.exhausted());
    assert_eq!(verify_in(&memo, &other), Outcome::BudgetExhausted);
    assert_eq!(webpki_in(&memo, &other), Err(Error::InvalidSignatureForPublicKey));
    assert!(memo.exhausted());
    assert_eq!(verify_in(&memo, &known), Outcome::Valid);
    assert_eq!(webpki_in(&memo, &known), Ok(()));
    assert_eq!(memo.computed(), 1);
}

#[test]
fn a_budget_of_nothing_verifies_nothing() {
    let memo = SignatureMemo::new(0);
    assert_eq!(verify_in(&memo, &vector("ed25519")), Outcome::BudgetExhausted);
    assert_eq!(memo.computed(), 0);
}

#[test]
fn what_is_refused_before_any_arithmetic_costs_nothing() {
    let memo = SignatureMemo::new(10);
    let unknown =
        Vector { algorithm: sequence(&element(0x06, &[0x55, 0x04, 0x03])), ..vector("p256-SHA256") };
    assert_eq!(verify_in(&memo, &unknown), Outcome::UnsupportedAlgorithm);
    let explicit = [&element(0x06, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01])[..], &sequence(&[])].concat();
    let key = vector("p256-SHA256").key();
    let explicit = Vector { spki: spki(&explicit, &key), ..vector("p256-SHA256") };
    assert_eq!(verify_in(&memo, &explicit), Outcome::UnsupportedKey);
    let mismatch = Vector { algorithm: vector("p256-SHA256").algorithm, ..vector("rsa2048-SHA256") };
    assert_eq!(verify_in(&memo, &mismatch), Outcome::KeyMismatch);
    assert_eq!(memo.computed(), 0);
}

#[test]
fn webpki_is_refused_a_weak_rsa_key_that_the_rules_may_judge() {
    let memo = SignatureMemo::new(10);
    for name in ["rsa1024-SHA256", "rsa1024-pss-SHA256", "rsa512-e65537-SHA256"] {
        let vector = vector(name);
        assert_eq!(verify_in(&memo, &vector), Outcome::Valid, "{name}");
        assert_eq!(webpki_in(&memo, &vector), Err(Error::InvalidSignatureForPublicKey), "{name}");
    }
}

#[test]
fn webpki_and_the_rules_agree_on_every_vector() {
    let memo = SignatureMemo::new(1000);
    let mut agreed = 0;
    for vector in vectors() {
        let outcome = verify_in(&memo, &vector);
        // What is no algorithm of webpki's is none to it, whatever it is to the rules.
        let is_webpkis =
            classify_key(&vector.spki).supported && classify_algorithm(&vector.algorithm).supported;
        if !is_webpkis || classify_key(&vector.spki).weak {
            continue;
        }
        assert_eq!(webpki_in(&memo, &vector).is_ok(), outcome == Outcome::Valid, "{}", vector.name);
        agreed += 1;
    }
    assert_eq!(agreed, 22);
}

#[test]
#[cfg(not(target_arch = "wasm32"))]
fn a_memo_can_be_handed_to_another_thread() {
    let memo = SignatureMemo::new(10);
    let vector = vector("ed25519");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(webpki_in(&memo, &vector), Ok(())));
        }
    });
    assert_eq!(memo.computed(), 1);
}

#[test]
fn an_unusable_key_is_an_invalid_signature_to_webpki() {
    let memo = SignatureMemo::new(10);
    for algorithm in memo.algorithms() {
        assert!(algorithm.verify_signature(&[], MESSAGE, &[]).is_err());
        assert!(algorithm.verify_signature(&[0x30, 0x00], MESSAGE, &[0; 64]).is_err());
        assert!(!format!("{algorithm:?}").is_empty());
    }
}

#[test]
fn what_a_key_says_of_a_certificate_is_worked_out_once() {
    let memo = SignatureMemo::new(10);
    let (one, other) = (([1; 32], [2; 32]), ([1; 32], [3; 32]));
    assert_eq!(memo.link(one, false, || Outcome::Valid), Outcome::Valid);
    assert_eq!(memo.link(one, false, || unreachable!("known by now")), Outcome::Valid);
    assert_eq!(memo.link(other, false, || Outcome::Invalid), Outcome::Invalid);
}

#[test]
fn a_message_is_not_hashed_where_the_budget_of_steps_is_gone() {
    let memo = SignatureMemo::new(10);
    assert!(!memo.work().spend(usize::MAX));
    assert_eq!(verify_in(&memo, &vector("ed25519")), Outcome::BudgetExhausted);
    assert!(memo.exhausted());
}
