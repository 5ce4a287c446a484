//! What is known beside the chain: intermediates that were not sent, and what logs promised.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code, reason = "only the questions of the cases are used here")]
#[path = "common/cases.rs"]
mod cases;

use chainwhy::question::{Material, Piece, Question};
use chainwhy::report::{Report, Verdict};
use chainwhy::{compare, explain};

fn accepting(report: &Report) -> Vec<&str> {
    report.clients.iter().filter(|answer| answer.accepts == Some(true)).map(|answer| answer.client).collect()
}

#[test]
fn a_known_intermediate_mends_the_chain_and_does_not_count_as_sent() {
    let asked = cases::question("issuer-not-found/intermediate-known-and-not-sent");
    let report = explain(&asked);
    let without = explain(&Question { intermediates: Material::default(), ..asked.clone() });
    assert_eq!(report.verdict, Verdict::Untrusted);
    assert_eq!(accepting(&report), accepting(&without));
    assert_eq!(report.certificates, without.certificates);
    let fix = report.findings[0].fixes.iter().find(|fix| fix.bundle.is_some()).expect("a bundle");
    assert_eq!(fix.proved, Some(true));
    assert!(without.findings[0].fixes.iter().all(|fix| fix.bundle.is_none()));
    // What is handed back is what the server has to send.
    let whole = Material(vec![Piece::Text(fix.bundle.clone().unwrap())]);
    let mended = compare(&asked, &Question { chain: whole, ..asked.clone() });
    assert_eq!(mended.after, Verdict::Trusted);
}

#[test]
fn an_intermediate_that_completes_nothing_is_no_fix() {
    let asked = cases::question("issuer-not-found/intermediate-known-and-not-sent");
    let strange = cases::question("issuer-not-found/wrong-intermediate-sent").chain;
    let report = explain(&Question { intermediates: strange, ..asked });
    assert!(report.findings[0].fixes.iter().all(|fix| fix.bundle.is_none()));
}

#[test]
fn timestamps_of_a_handshake_are_told_or_said_to_be_unreadable() {
    let mut one = vec![0];
    one.extend([0xab; 32]);
    one.extend(1_780_315_200_000_u64.to_be_bytes());
    one.extend([0, 0, 4, 3, 0, 1, 0x30]);
    let with_length = |bytes: &[u8]| [&u16::try_from(bytes.len()).unwrap().to_be_bytes(), bytes].concat();
    let list = with_length(&with_length(&one));
    let asked =
        |scts| explain(&Question { scts: Material(vec![scts]), ..cases::question("healthy/two-tiers") });
    let report = asked(Piece::Bytes(list));
    let [sct] = report.scts.as_slice() else { panic!("{:?}", report.scts) };
    assert_eq!((sct.certificate.as_deref(), sct.at.as_str()), (None, "2026-06-01T12:00:00Z"));
    assert_eq!(sct.log, "ab".repeat(32));
    let report = asked(Piece::Text(String::from("no list")));
    assert!(report.scts.is_empty() && report.verdict == Verdict::Trusted);
    assert!(report.findings.iter().any(|finding| finding.code == "field-unreadable"));
}
