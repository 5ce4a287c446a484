//! The fault lab: valid chains that trip naive verifiers, and faults at known places.
//!
//! Right means: the verdict; the first error is one of the faults at its place; all faults are found; no error is none of
//! them.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use chainwhy::fault::Severity;
use chainwhy::report::{Finding, Place, Report, Verdict};
use serde_json::Value;

fn sha256<'a>(report: &'a Report, id: &str) -> Option<&'a str> {
    report
        .certificates
        .iter()
        .find(|certificate| certificate.id == id)
        .map(|certificate| certificate.sha256.as_str())
}

/// Whether a finding is this fault at one of its places.
fn is_fault(report: &Report, finding: &Finding, fault: &Value) -> bool {
    let codes = |place: &Value| {
        let codes = place.get("codes").unwrap_or(&fault["codes"]);
        codes.as_array().unwrap().iter().any(|code| code == finding.code)
    };
    let here = |place: &Value| match &finding.place {
        Place::Certificate { certificate } => {
            place["certificate"].as_str().is_some_and(|wanted| sha256(report, certificate) == Some(wanted))
        }
        Place::Link { subject, issuer } => {
            place["subject"].as_str().is_some_and(|wanted| sha256(report, subject) == Some(wanted))
                && place["issuer"].as_str() == issuer.as_ref().and_then(|id| sha256(report, id))
        }
        _ => false,
    };
    let alternatives = fault["alternatives"].as_array().into_iter().flatten();
    core::iter::once(fault).chain(alternatives).any(|place| codes(place) && here(place))
}

/// What is wrong with a report, in words.
fn complaints(case: &Value, report: &Report) -> Vec<String> {
    let expect = &case["expect"];
    let faults = expect["faults"].as_array().unwrap();
    let mut complaints = Vec::new();
    let trusted = report.verdict == Verdict::Trusted;
    if trusted != expect["trusted"].as_bool().unwrap() {
        complaints.push(format!("verdict {:?}", report.verdict));
    }
    let errors: Vec<&Finding> =
        report.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    for error in &errors {
        if !faults.iter().any(|fault| is_fault(report, error, fault)) {
            complaints.push(format!("extra {} at {:?}: {}", error.code, error.place, error.message));
        }
    }
    for fault in faults {
        if !errors.iter().any(|error| is_fault(report, error, fault)) {
            complaints.push(format!("not found: {fault}"));
        }
    }
    if let Some(first) = errors.first()
        && !faults.iter().any(|fault| is_fault(report, first, fault))
    {
        complaints.push(format!("root cause {}", first.code));
    }
    complaints
}

#[test]
fn every_labelled_chain_is_judged_right() {
    let Some(corpus) = common::corpus("faults-open.json") else { return };
    let corpus: Value = serde_json::from_slice(&corpus).unwrap();
    let cases = corpus["cases"].as_array().unwrap();
    let mut wrong = Vec::new();
    for case in cases {
        let report = chainwhy::explain(&common::labelled_question(case));
        let complaints = complaints(case, &report);
        if !complaints.is_empty() {
            wrong.push(format!("{} ({}): {}", case["id"], case["class"], complaints.join("; ")));
        }
    }
    println!("{} of {} right", cases.len() - wrong.len(), cases.len());
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
