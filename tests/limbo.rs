//! The cases of C2SP x509-limbo, under the rules that each of its namespaces is written for.
//!
//! An exception has a reason; one that no longer happens fails.
#![cfg(not(target_arch = "wasm32"))]

mod common;
#[path = "common/differences.rs"]
mod differences;

use std::collections::BTreeMap;

use chainwhy::question::{Anchors, Material, Question};
use chainwhy::report::Verdict;
use serde_json::Value;

/// Cases where we differ, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("webpki::nc::nc-permits-dns-san-pattern", COMMON_NAME),
    ("webpki::san::exact-localhost-ip-san", COMMON_NAME),
    ("webpki::san::leftmost-wildcard-san", COMMON_NAME),
    (
        "rfc5280::aki::cross-signed-root-missing-aki",
        "an anchor is trusted for its name and key, whoever else signed it: a warning. Limbo expects the same anchor to be \
         accepted in cve::cve-2024-0567, and marks this case as pedantic",
    ),
];

/// The letter of the Baseline Requirements, which the cases `webpki::cn::*` hold verifiers to and these cases forget.
const COMMON_NAME: &str = "the common name of its end entity is not one of the subjectAltNames (BR §7.1.4.3)";

#[test]
fn every_case_is_judged_as_expected() {
    let Some(cases) = common::limbo("limbo-open.json.xz") else { return };
    let exceptions: BTreeMap<&str, &str> = EXCEPTIONS.iter().copied().collect();
    let (mut right, mut skipped, mut wrong, mut unexplained) = (0, 0, Vec::new(), Vec::new());
    let (differences, mut beside_webpki) = (differences::exceptions(), differences::Tally::default());
    for case in &cases {
        let id = case["id"].as_str().unwrap();
        if !case["max_chain_depth"].is_null() {
            // The question has no such limit.
            skipped += 1;
            continue;
        }
        let question = common::limbo_question(case);
        let report = chainwhy::explain(&question);
        if question.rules.as_deref() == Some("default") {
            beside_webpki.count(id, &report, &differences, "");
        }
        let expected = case["expected_result"] == "SUCCESS";
        let agrees = (report.verdict == Verdict::Trusted) == expected;
        match (agrees, exceptions.get(id)) {
            (true, None) => right += 1,
            (false, Some(_)) => right += 1,
            (true, Some(_)) => wrong.push(format!("{id}: this exception no longer happens")),
            (false, None) => wrong.push(format!(
                "{id}: {:?}, {} expected; {}",
                report.verdict,
                case["expected_result"],
                report
                    .findings
                    .iter()
                    .map(|finding| format!("{:?} {}", finding.severity, finding.code))
                    .collect::<Vec<_>>()
                    .join(", ")
            )),
        }
        if report.findings.iter().any(|finding| {
            finding.code == "unexplained" && finding.severity == chainwhy::fault::Severity::Error
        }) {
            unexplained.push(id.to_owned());
        }
    }
    println!("{right} right, {skipped} skipped for their max_chain_depth");
    println!("beside webpki: {beside_webpki}");
    beside_webpki.check();
    assert!(unexplained.is_empty(), "unexplained: {unexplained:?}");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Chains of real sites: with the built-in roots, and with their intermediate left out.
#[test]
fn real_sites_are_trusted_and_miss_their_intermediate_where_it_is_left_out() {
    let Some(cases) = common::limbo("limbo-open-core.json.xz") else { return };
    let online = |case: &&Value| case["id"].as_str().is_some_and(|id| id.starts_with("online::"));
    let cases: Vec<&Value> = cases.iter().filter(online).collect();
    assert!(!cases.is_empty());
    for case in cases {
        let id = case["id"].as_str().unwrap();
        let whole =
            Question { anchors: Anchors { mozilla: true, pasted: None }, ..common::limbo_question(case) };
        let report = chainwhy::explain(&whole);
        assert_eq!(report.verdict, Verdict::Trusted, "{id} with the Mozilla roots: {}", report.summary);

        let alone = Question { chain: Material(whole.chain.0[..1].to_vec()), ..whole };
        let report = chainwhy::explain(&alone);
        assert_eq!(report.verdict, Verdict::Untrusted, "{id}");
        let first = &report.findings[0];
        let place = chainwhy::report::Place::Link { subject: "c0".into(), issuer: None };
        assert_eq!((first.code, &first.place), ("issuer-not-found", &place), "{id}: {}", report.summary);
        let urls = &report.certificates[0].ca_issuers;
        if !urls.is_empty() {
            let told = chainwhy::report::EvidenceValue::Texts(urls.clone());
            assert_eq!(first.evidence["caIssuers"], told, "{id}");
        }
        println!("{id}: {}", report.summary);
    }
}
