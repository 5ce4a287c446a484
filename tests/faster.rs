//! Signatures verified by *ring*, as the native program has them: every answer is the one without it.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::hash::{DefaultHasher, Hash, Hasher};

use chainwhy::question::{Anchors, At, Question};
use chainwhy::{explain, verify_signatures_with};
use rustls_pki_types::SignatureVerificationAlgorithm;
use serde_json::Value;

/// What rustls has of *ring*.
static RING: &[&dyn SignatureVerificationAlgorithm] = &[
    webpki::ring::ECDSA_P256_SHA256,
    webpki::ring::ECDSA_P256_SHA384,
    webpki::ring::ECDSA_P384_SHA256,
    webpki::ring::ECDSA_P384_SHA384,
    webpki::ring::ED25519,
    webpki::ring::RSA_PKCS1_2048_8192_SHA256,
    webpki::ring::RSA_PKCS1_2048_8192_SHA384,
    webpki::ring::RSA_PKCS1_2048_8192_SHA512,
    webpki::ring::RSA_PKCS1_2048_8192_SHA256_ABSENT_PARAMS,
    webpki::ring::RSA_PKCS1_2048_8192_SHA384_ABSENT_PARAMS,
    webpki::ring::RSA_PKCS1_2048_8192_SHA512_ABSENT_PARAMS,
    webpki::ring::RSA_PKCS1_3072_8192_SHA384,
    webpki::ring::RSA_PSS_2048_8192_SHA256_LEGACY_KEY,
    webpki::ring::RSA_PSS_2048_8192_SHA384_LEGACY_KEY,
    webpki::ring::RSA_PSS_2048_8192_SHA512_LEGACY_KEY,
];

fn questions() -> Option<Vec<(String, Question)>> {
    let limbo = common::limbo("limbo-open-core.json.xz")?;
    let faults: Value = serde_json::from_slice(&common::corpus("faults-open.json")?).unwrap();
    let clients: Value = serde_json::from_slice(&common::corpus("clients-open.json")?).unwrap();
    let list = |corpus: &Value| corpus["cases"].as_array().unwrap().clone();
    let recorded = |case: &Value| Question {
        chain: common::material(&case["chain"]),
        anchors: Anchors { mozilla: false, pasted: Some(common::material(&case["anchors"])) },
        server_name: case["hostname"].as_str().map(str::to_owned),
        at: At::Seconds(clients["at"].as_f64().unwrap()),
        ..Question::default()
    };
    let named = |case: &Value, question| (case["id"].as_str().unwrap().to_owned(), question);
    let mut questions: Vec<(String, Question)> =
        limbo.iter().map(|case| named(case, common::limbo_question(case))).collect();
    questions.extend(list(&faults).iter().map(|case| named(case, common::labelled_question(case))));
    questions.extend(list(&clients).iter().map(|case| named(case, recorded(case))));
    Some(questions)
}

#[test]
fn answers_are_the_same_over_all_corpora() {
    let Some(questions) = questions() else { return };
    let answer = |question: &Question| {
        let mut hasher = DefaultHasher::new();
        serde_json::to_string(&explain(question)).unwrap().hash(&mut hasher);
        hasher.finish()
    };
    let without: Vec<u64> = questions.iter().map(|(_, question)| answer(question)).collect();
    verify_signatures_with(RING);
    for ((name, question), known) in questions.iter().zip(without) {
        assert_eq!(answer(question), known, "{name}");
    }
    println!("{} questions", questions.len());
}
