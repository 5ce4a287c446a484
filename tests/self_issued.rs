//! Certificates whose issuer has their own name, and ones that are sent though they are trusted: what RFC 5280 says of them apart.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/sketch.rs"]
mod sketch;

use chainwhy::fault::Severity;
use chainwhy::question::{Anchors, At, Material, Piece, Question};
use chainwhy::report::{Place, Report};
use sketch::*;

fn ask(chain: Vec<Vec<u8>>, anchor: Vec<u8>, rules: &str) -> Report {
    chainwhy::explain(&Question {
        chain: Material(chain.into_iter().map(Piece::Bytes).collect()),
        anchors: Anchors { mozilla: false, pasted: Some(Material(vec![Piece::Bytes(anchor)])) },
        server_name: Some("www.example.com".into()),
        at: At::Seconds(1.76e9),
        rules: Some(rules.into()),
        ..Question::default()
    })
}

/// How severe it is that a certificate has a name outside of what the CA may vouch for.
fn violation(report: &Report, subject: &str) -> Option<Severity> {
    let is_it = |place: &Place| matches!(place, Place::Link { subject: known, .. } if known == subject);
    report
        .findings
        .iter()
        .find(|finding| finding.code == "name-constraint-violated" && is_it(&finding.place))
        .map(|finding| finding.severity)
}

fn constrained(text: &str) -> Vec<u8> {
    authority("Root", "Root", 9, vec![constraints(0xa0, [dns(text)].into_iter())])
}

/// RFC 5280 §6.1.3 (b): constraints are not applied to a self-issued certificate, unless it is the last of the path.
#[test]
fn constraints_are_applied_to_a_self_issued_end_entity() {
    let itself = Sketch { subject: name("Root"), issuer: name("Root"), ..Sketch::default() }.der();
    let report = ask(vec![itself], constrained("example.org"), "rfc5280");
    assert_eq!(violation(&report, "c0"), Some(Severity::Error));
}

/// What is sent and is an anchor as well is the anchor: there are no two paths of it.
#[test]
fn an_anchor_that_is_sent_along_makes_no_path_of_its_own() {
    let root = || authority("Root", "Root", 9, vec![]);
    let chain = vec![Sketch::default().der(), authority("Int", "Root", 7, vec![]), root()];
    let report = ask(chain, root(), "default");
    let paths: Vec<&[String]> = report.paths.iter().map(|path| path.certificates.as_slice()).collect();
    assert_eq!(paths, [["c0", "c1", "a0"]]);
}
