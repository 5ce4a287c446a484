//! What is pasted is understood as what it is: the field `paste` and what the report says that each stretch was taken for.

#![cfg(not(target_arch = "wasm32"))]

use chainwhy::fault::InputField;
use chainwhy::report::{Place, Report, Verdict};
use chainwhy::{Question, explain};
use serde_json::json;

const AT: &str = "2026-06-01T12:00:00Z";

fn ask(question: serde_json::Value) -> Report {
    let question: Question = serde_json::from_value(question).unwrap();
    explain(&question)
}

fn understood(report: &Report) -> Vec<(Option<&str>, &str, usize, Option<[u32; 2]>)> {
    report.understood.iter().map(|one| (one.field, one.kind, one.piece, one.lines)).collect()
}

/// A file of one of the cases.
fn file(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/cases/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn a_paste_is_answered_like_the_fields_it_is_sorted_into() {
    let chain = file("healthy/two-tiers/chain.pem");
    let anchors = file("healthy/two-tiers/anchors.pem");
    let by_fields =
        ask(json!({"chain": chain, "anchors": anchors, "at": AT, "serverName": "www.example.com"}));
    let pasted = ask(json!({"paste": chain, "anchors": anchors, "at": AT, "serverName": "www.example.com"}));
    assert_eq!(by_fields.verdict, Verdict::Trusted);
    assert_eq!(pasted.verdict, Verdict::Trusted);
    assert_eq!(pasted.certificates, by_fields.certificates);
    assert_eq!(pasted.findings, by_fields.findings);
    assert!(by_fields.understood.is_empty());
    let lines = u32::try_from(chain.lines().count()).unwrap();
    assert_eq!(understood(&pasted), [(Some("chain"), "certificates", 0, Some([1, lines]))]);
}

#[test]
fn what_is_odd_about_a_paste_is_found_in_the_paste() {
    let report =
        ask(json!({"paste": "-----BEGIN CERTIFICATE-----\nMII*\n-----END CERTIFICATE-----\n", "at": AT}));
    assert_eq!(report.verdict, Verdict::Unreadable);
    let Place::Input { field, line, .. } = &report.findings[0].place else { panic!("{report:?}") };
    assert_eq!((*field, *line), (InputField::Paste, Some(2)));
    assert!(report.summary.contains("of the paste"), "{}", report.summary);
}

#[test]
fn a_field_that_is_given_wins() {
    let chain = file("healthy/two-tiers/chain.pem");
    let anchors = file("healthy/two-tiers/anchors.pem");
    let report = ask(json!({
        "paste": [{"name": "x.txt", "content": "https://other.example:8443/"}, chain],
        "anchors": anchors, "at": AT, "serverName": "www.example.com",
    }));
    assert_eq!(report.server_name.as_deref(), Some("www.example.com"));
    assert_eq!(report.verdict, Verdict::Trusted);
}
