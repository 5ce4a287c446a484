//! NIST's PKITS §4.8 to §4.12 with the inputs that its document gives each test beside the certificates (RFC 5280 §6.1.1 (c), (e)–(g)):
//! what other suites leave out, since they cannot ask for policies.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use chainwhy::explain;
use chainwhy::fault::Severity;
use chainwhy::question::Question;
use chainwhy::report::Finding;
use serde_json::{Value, json};

/// Of a test: the policies that will do, by their numbers, and which of explicit (e), mapping (m) and any (a) are set.
const INPUTS: &[(&str, &[u8], &str)] = &[
    ("4.8.1 Section8AllCertificatesSamePolicyTest1Subpart1", &[], "e"),
    ("4.8.1 Section8AllCertificatesSamePolicyTest1Subpart2", &[1], "e"),
    ("4.8.1 Section8AllCertificatesSamePolicyTest1Subpart3", &[2], "e"),
    ("4.8.1 Section8AllCertificatesSamePolicyTest1Subpart4", &[1, 2], "e"),
    ("4.8.2 Section8AllCertificatesNoPoliciesTest2Subpart2", &[], "e"),
    ("4.8.3 Section8DifferentPoliciesTest3Subpart2", &[], "e"),
    ("4.8.3 Section8DifferentPoliciesTest3Subpart3", &[1, 2], "e"),
    ("4.8.6 Section8OverlappingPoliciesTest6Subpart2", &[1], "e"),
    ("4.8.6 Section8OverlappingPoliciesTest6Subpart3", &[2], "e"),
    ("4.8.10 Section8AllCertificatesSamePoliciesTest10Subpart2", &[1], "e"),
    ("4.8.10 Section8AllCertificatesSamePoliciesTest10Subpart3", &[2], "e"),
    ("4.8.11 Section8AllCertificatesAnyPolicyTest11Subpart2", &[1], "e"),
    ("4.8.13 Section8AllCertificatesSamePoliciesTest13Subpart1", &[1], "e"),
    ("4.8.13 Section8AllCertificatesSamePoliciesTest13Subpart2", &[2], "e"),
    ("4.8.13 Section8AllCertificatesSamePoliciesTest13Subpart3", &[3], "e"),
    ("4.8.14 Section8AnyPolicyTest14Subpart1", &[1], "e"),
    ("4.8.14 Section8AnyPolicyTest14Subpart2", &[2], "e"),
    ("4.8.18 Section8UserNoticeQualifierTest18Subpart1", &[1], "e"),
    ("4.8.18 Section8UserNoticeQualifierTest18Subpart2", &[2], "e"),
    ("4.8.20 Section8CPSPointerQualifierTest20", &[1], "e"),
    ("4.10.1.1 Section10ValidPolicyMappingTest1Subpart1", &[1], "e"),
    ("4.10.1.2 Section10ValidPolicyMappingTest1Subpart2", &[2], "e"),
    ("4.10.1.3 Section10ValidPolicyMappingTest1Subpart3", &[], "em"),
    ("4.10.2 Section10InvalidPolicyMappingTest2Subpart2", &[], "em"),
    ("4.10.3 Section10ValidPolicyMappingTest3Subpart1", &[1], "e"),
    ("4.10.3 Section10ValidPolicyMappingTest3Subpart2", &[2], "e"),
    ("4.10.5 Section10ValidPolicyMappingTest5Subpart1", &[1], "e"),
    ("4.10.5 Section10ValidPolicyMappingTest5Subpart2", &[6], "e"),
    ("4.10.6 Section10ValidPolicyMappingTest6Subpart1", &[1], "e"),
    ("4.10.6 Section10ValidPolicyMappingTest6Subpart2", &[6], "e"),
    ("4.10.12 Section10ValidPolicyMappingTest12Subpart1", &[1], "e"),
    ("4.10.12 Section10ValidPolicyMappingTest12Subpart2", &[2], "e"),
    ("4.10.13 Section10ValidPolicyMappingTest13Subpart2", &[1], "e"),
    ("4.10.13 Section10ValidPolicyMappingTest13Subpart3", &[2], "e"),
    ("4.12.3 Section12inhibitAnyPolicyTest3Subpart2", &[], "ea"),
];

/// Which of NIST's policies hold at each certificate, from below the anchor down, by the certificates of the test.
const HOLDING: &[(&str, &[&[u8]])] = &[
    ("4.8.1 Section8AllCertificatesSamePolicyTest1Subpart2", &[&[1], &[1]]),
    ("4.8.2 Section8AllCertificatesNoPoliciesTest2Subpart2", &[]),
    ("4.8.14 Section8AnyPolicyTest14Subpart1", &[&[0], &[1]]),
    ("4.10.1.1 Section10ValidPolicyMappingTest1Subpart1", &[&[1], &[2]]),
];

/// NIST's policies of these numbers; anyPolicy for 0.
fn nist(numbers: &[u8]) -> Vec<String> {
    let named = |number: &u8| match number {
        0 => "2.5.29.32.0".to_owned(),
        _ => format!("2.16.840.1.101.3.2.1.48.{number}"),
    };
    numbers.iter().map(named).collect()
}

const NOT_CRITICAL: &str = "policy-constraints-not-critical";

#[test]
fn every_policy_test_with_its_inputs() {
    let Some(packed) = common::corpus("suites/boringssl-pkits.json.xz") else { return };
    let mut suite = Vec::new();
    lzma_rs::xz_decompress(&mut packed.as_slice(), &mut suite).unwrap();
    let suite: Value = serde_json::from_slice(&suite).unwrap();
    let mut complaints = Vec::new();
    let (mut asked, mut with_inputs, mut told) = (0, 0, 0);
    for case in suite["cases"].as_array().unwrap() {
        let id = case["id"].as_str().unwrap();
        let is_of_policies =
            ["4.8.", "4.9.", "4.10.", "4.11.", "4.12."].iter().any(|section| id.starts_with(section));
        let inputs = INPUTS.iter().find(|(name, ..)| *name == id);
        if !is_of_policies {
            continue;
        }
        assert_eq!(case["skip"].is_string(), inputs.is_some(), "{id}");
        let text = |keys: &Value| -> String {
            let keys = keys.as_array().unwrap().iter().map(|key| key.as_str().unwrap());
            keys.map(|key| suite["blobs"][key].as_str().unwrap()).collect()
        };
        let mut question = json!({
            "chain": text(&case["q"]["chain"]), "anchors": text(&case["q"]["anchors"]), "at": case["q"]["at"],
            "purpose": case["q"]["purpose"], "rules": case["q"]["rules"], "clients": false,
        });
        if let Some((_, policies, flags)) = inputs {
            question["policies"] = nist(policies).into();
            question["requireExplicitPolicy"] = flags.contains('e').into();
            question["inhibitPolicyMapping"] = flags.contains('m').into();
            question["inhibitAnyPolicy"] = flags.contains('a').into();
            with_inputs += 1;
        }
        asked += 1;
        let question: Question = serde_json::from_value(question).unwrap();
        let report = explain(&question);
        if let Some((_, wanted)) = HOLDING.iter().find(|(name, _)| *name == id) {
            let held: Vec<String> = report.policies.iter().map(|level| level.holding.join(" ")).collect();
            let wanted: Vec<String> = wanted.iter().map(|numbers| nist(numbers).join(" ")).collect();
            assert_eq!(held, wanted, "{id}");
            told += 1;
        }
        // Its CAs mark policyConstraints not critical, which RFC 5280 §4.2.1.11 forbids them; how a path is validated does not depend on it.
        let is_error =
            |finding: &Finding| finding.severity == Severity::Error && finding.code != NOT_CRITICAL;
        let verdict = if report.findings.iter().any(is_error) { "untrusted" } else { "trusted" };
        if verdict != case["expect"] {
            complaints.push(format!("{id}: {verdict}, {} is right. {}", case["expect"], report.summary));
        }
    }
    println!("{asked} tests, {with_inputs} with inputs");
    assert_eq!(told, HOLDING.len());
    assert!(with_inputs == INPUTS.len() && complaints.is_empty(), "{}", complaints.join("\n"));
}
