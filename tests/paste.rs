//! What is pasted is understood as what it is: the field `paste` and what the report says that each stretch was taken for.

#![cfg(not(target_arch = "wasm32"))]

use chainwhy::fault::InputField;
use chainwhy::question::{Anchors, At, Material, Passwords, Pasted, Piece};
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

/// A time at which what `paste/record.sh` made is valid.
const RECORDED: &str = "2027-06-01T12:00:00Z";

fn recording(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/paste/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn text(name: &str) -> String {
    String::from_utf8(recording(name)).unwrap()
}

fn codes(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.code).collect()
}

/// Asked of what was pasted alone, with the root as what is trusted.
fn ask_recording(content: Piece, passwords: &[&str]) -> Report {
    explain(&Question {
        paste: vec![Pasted { name: None, content }],
        passwords: Passwords(passwords.iter().map(|password| (*password).to_owned()).collect()),
        anchors: Anchors { mozilla: false, pasted: Some(Material(vec![Piece::Text(text("root.pem"))])) },
        anchors_named: true,
        at: At::Text(RECORDED.to_owned()),
        ..Question::default()
    })
}

#[test]
fn what_a_listing_names_as_sent_was_sent() {
    for name in ["s_client", "s_client-compat", "s_client-trusted"] {
        let report = ask_recording(Piece::Text(text(&format!("listings/{name}.txt"))), &[]);
        assert_eq!(report.verdict, Verdict::Unanswerable, "{name}: {}", report.summary);
        assert_eq!(report.findings[0].code, "sent-certificate-not-pasted", "{name}");
        assert!(!codes(&report).contains(&"issuer-not-found"), "{name}");
        assert!(report.clients.is_empty() && report.summary.contains("Example Issuing"), "{name}");
        let fix = &report.findings[0].fixes[0];
        assert!(fix.command.as_deref().unwrap().contains("-showcerts"), "{name}");
        assert!(report.understood.iter().any(|one| one.kind == "listing"), "{name}");
    }
    for name in ["s_client-showcerts", "curl-certs"] {
        let report = ask_recording(Piece::Text(text(&format!("listings/{name}.txt"))), &[]);
        assert_eq!(report.verdict, Verdict::Trusted, "{name}: {}", report.summary);
        assert!(!codes(&report).contains(&"sent-certificate-not-pasted"), "{name}");
    }
    // Without PEM there is nothing to judge, and what was sent is known all the same.
    for name in ["keytool", "java-debug"] {
        let report = ask_recording(Piece::Text(text(&format!("listings/{name}.txt"))), &[]);
        assert_eq!(report.verdict, Verdict::Unreadable, "{name}: {}", report.summary);
        let found = report.findings.iter().find(|finding| finding.code == "sent-certificate-not-pasted");
        let found = found.unwrap_or_else(|| panic!("{name}: {:?}", codes(&report)));
        assert!(
            found.message.contains("www.example.com") && found.message.contains("Example Issuing"),
            "{name}"
        );
    }
}

#[test]
fn stores_are_opened() {
    let file = |name: &str| Piece::Bytes(recording(&format!("stores/{name}")));
    for (name, passwords) in [
        ("pbes2-changeit.p12", &[][..]),
        ("aes128-changeit.p12", &[]),
        ("3des-changeit.p12", &[]),
        ("rc2-empty.p12", &[]),
        ("plain-unknown.p12", &[]),
        ("pbes2-given.p12", &["wrong", "s3cret"]),
        ("keytool-chain.jks", &[]),
    ] {
        let report = ask_recording(file(name), passwords);
        assert_eq!(report.verdict, Verdict::Trusted, "{name}: {}", report.summary);
        let labels: Vec<&str> = report.certificates.iter().map(|one| one.label.as_str()).collect();
        assert_eq!(labels[..2], ["www.example.com", "Example Issuing"], "{name}");
        assert!(codes(&report).contains(&"key-store-read"), "{name}");
        assert!(!serde_json::to_string(&report).unwrap().contains("s3cret"));
    }
    let locked = ask_recording(file("pbes2-given.p12"), &["wrong"]);
    assert_eq!(locked.verdict, Verdict::Unreadable);
    assert_eq!(locked.findings[0].code, "input-is-pkcs12");
    for name in [
        "trusted.p12",
        "trusted.p12.b64",
        "keytool-trusted.jks",
        "keytool-trusted.jceks",
        "keytool-trusted.pkcs12",
    ] {
        let question = |paste: Vec<Pasted>, anchors| Question {
            paste,
            anchors: Anchors { mozilla: false, pasted: Some(Material(anchors)) },
            anchors_named: true,
            at: At::Text(RECORDED.to_owned()),
            ..Question::default()
        };
        let chain = format!("{}{}", text("leaf.pem"), text("middle.pem"));
        let chain = || vec![Pasted { name: None, content: Piece::Text(chain.clone()) }];
        let report = explain(&question(chain(), vec![file(name)]));
        assert_eq!(
            (report.verdict, report.anchors.count),
            (Verdict::Trusted, 1),
            "{name}: {}",
            report.summary
        );
        // Beside the chain in one paste, the store is what is trusted.
        let both = [chain(), vec![Pasted { name: Some(name.to_owned()), content: file(name) }]].concat();
        let report =
            explain(&Question { paste: both, at: At::Text(RECORDED.to_owned()), ..Question::default() });
        assert_eq!(
            (report.verdict, report.anchors.count),
            (Verdict::Trusted, 1),
            "{name}: {}",
            report.summary
        );
        let roles: Vec<_> = report.understood.iter().map(|one| one.field).collect();
        assert_eq!(roles, [Some("chain"), Some("anchors")], "{name}");
    }
}
