//! What holds for every question, whatever is in it.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/cases.rs"]
#[expect(dead_code, reason = "each suite uses a part")]
mod cases;
#[path = "common/random.rs"]
mod random;

use base64ct::{Base64, Encoding};
use cases::Case;
use chainwhy::explain;
use chainwhy::fault::Severity;
use chainwhy::question::{Anchors, At, Material, Piece, Question};
use chainwhy::report::{Origin, Place, Report, Role, Verdict};
use proptest::prelude::*;
use random::Random;

fn pem(der: &[u8]) -> String {
    let base64 = Base64::encode_string(der);
    let lines: Vec<&str> =
        base64.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
}

fn der(pem: &str) -> Vec<u8> {
    Base64::decode_vec(&pem.lines().filter(|line| !line.starts_with('-')).collect::<String>()).unwrap()
}

fn text(text: impl Into<String>) -> Material {
    Material(vec![Piece::Text(text.into())])
}

/// The certificates that were sent, in PEM, and whether each is a CA.
fn sent(report: &Report) -> Vec<(String, bool)> {
    report
        .certificates
        .iter()
        .filter(|certificate| certificate.origin == Origin::Chain)
        .map(|certificate| (certificate.pem.clone().unwrap(), certificate.is_ca))
        .collect()
}

/// What was sent, as PEM and by the name of its subject.
fn subjects(report: &Report) -> Vec<(String, String)> {
    let sent = report.certificates.iter().filter(|certificate| certificate.origin == Origin::Chain);
    sent.map(|certificate| (certificate.pem.clone().unwrap(), certificate.subject.clone())).collect()
}

fn codes(report: &Report, severity: Severity) -> Vec<&'static str> {
    let mut codes: Vec<_> =
        report.findings.iter().filter(|one| one.severity == severity).map(|one| one.code).collect();
    codes.sort_unstable();
    codes
}

/// The cases with a chain that can be read and is judged, and their reports.
fn readable() -> Vec<(Case, Report)> {
    let with_report = |case: Case| {
        let report = explain(&case.question);
        (case, report)
    };
    cases::all()
        .into_iter()
        .map(with_report)
        .filter(|(_, report)| !matches!(report.verdict, Verdict::Unreadable | Verdict::Unanswerable))
        .collect()
}

fn healthy() -> (Question, Report) {
    let case = cases::all().into_iter().find(|case| case.name == "healthy/two-tiers").unwrap();
    let report = explain(&case.question);
    (case.question, report)
}

#[test]
fn the_order_of_the_chain_changes_nothing_but_that_the_end_entity_is_first() {
    const NOT_FIRST: &str = "end-entity-not-first";
    let mut random = Random::new(1);
    let mut asked = 0;
    for (case, report) in readable() {
        let mut chain = sent(&report);
        // Which of several is the end entity can only be told by the order; where one alone is no CA, it is that.
        let is_ca = report.certificates.iter().any(|one| one.role == Role::EndEntity && one.is_ca);
        let fixed = usize::from(is_ca || chain.iter().filter(|(_, is_ca)| !is_ca).count() != 1);
        if chain.len() < fixed + 2 {
            continue;
        }
        // The same certificates without what stood around them, which is part of what is judged.
        let together: String = chain.iter().map(|(pem, _)| pem.as_str()).collect();
        let report = explain(&Question { chain: text(together), ..case.question.clone() });
        for _ in 0..6 {
            random.shuffle(&mut chain[fixed..]);
            let shuffled: String = chain.iter().map(|(pem, _)| pem.as_str()).collect();
            let again = explain(&Question { chain: text(shuffled), ..case.question.clone() });
            let errors = |report: &Report| {
                let mut errors = codes(report, Severity::Error);
                errors.retain(|code| *code != NOT_FIRST);
                errors
            };
            let is_first = fixed == 1 || !chain[0].1;
            assert_eq!(codes(&again, Severity::Error).contains(&NOT_FIRST), !is_first, "{}", case.name);
            assert_eq!(errors(&again), errors(&report), "{}", case.name);
            let expected =
                if errors(&report).is_empty() && is_first { Verdict::Trusted } else { Verdict::Untrusted };
            assert_eq!(again.verdict, expected, "{}", case.name);
            asked += 1;
        }
    }
    assert!(asked > 100, "only {asked} orders were asked");
}

#[test]
fn strangers_never_make_a_trusted_chain_untrusted() {
    let mut random = Random::new(2);
    let readable = readable();
    let mut strangers: Vec<(String, String)> =
        readable.iter().flat_map(|(_, report)| subjects(report)).collect();
    strangers.sort();
    strangers.dedup();
    let mut asked = 0;
    for (case, report) in readable.iter().filter(|(_, report)| report.verdict == Verdict::Trusted) {
        // An end entity beside a chain that begins with a CA is another question.
        if sent(report).first().is_some_and(|(_, is_ca)| *is_ca) {
            continue;
        }
        for _ in 0..4 {
            let mut chain: String = sent(report).into_iter().map(|(pem, _)| pem).collect();
            for _ in 0..=random.below(4) {
                let (pem, subject) = random.pick::<(String, String)>(&strangers);
                // Another certificate of a CA of the chain is no stranger to a CRL: it can show that its signer may sign CRLs.
                let is_kin = case.question.crls != Material::default()
                    && subjects(report).iter().any(|(_, known)| known == subject);
                if !is_kin {
                    chain.push_str(pem);
                }
            }
            // What the form of a paste said of the purpose, the certificates alone do not.
            let purpose = serde_json::to_value(report.purpose).unwrap();
            let purpose = case.question.purpose.clone().or(purpose.as_str().map(str::to_owned));
            let again = explain(&Question { chain: text(chain.clone()), purpose, ..case.question.clone() });
            assert_eq!(again.verdict, Verdict::Trusted, "{}: {}\n{chain}", case.name, again.summary);
            asked += 1;
        }
    }
    assert!(asked > 100, "only {asked} chains were asked");
}

/// Where the signature's octets stand in a certificate: in the BIT STRING that ends it.
fn signature_of(der: &[u8]) -> std::ops::Range<usize> {
    let header = |at: usize| match der[at + 1] {
        short if short < 0x80 => (at + 2, usize::from(short)),
        long => {
            let octets = usize::from(long & 0x7f);
            let size =
                der[at + 2..at + 2 + octets].iter().fold(0, |size, octet| size << 8 | usize::from(*octet));
            (at + 2 + octets, size)
        }
    };
    let (tbs, _) = header(0);
    let (start, size) = header(tbs);
    let (start, size) = header(start + size);
    let (start, size) = header(start + size);
    assert_eq!(start + size, der.len());
    start + 1..der.len()
}

#[test]
fn any_flipped_bit_of_a_signature_is_blamed_on_its_link() {
    let (question, report) = healthy();
    let chain: Vec<Vec<u8>> = sent(&report).iter().map(|(pem, _)| der(pem)).collect();
    for (position, place) in ["c0-c1", "c1-a0"].into_iter().enumerate() {
        for octet in signature_of(&chain[position]) {
            for bit in 0..8 {
                let mut broken = chain.clone();
                broken[position][octet] ^= 1 << bit;
                let pasted: String = broken.iter().map(|der| pem(der)).collect();
                let report = explain(&Question { chain: text(pasted), ..question.clone() });
                let errors: Vec<String> = report
                    .findings
                    .iter()
                    .filter(|finding| finding.severity == Severity::Error)
                    .map(|finding| format!("{} at {}", finding.code, cases::place(&finding.place)))
                    .collect();
                assert_eq!(errors, [format!("signature-invalid at {place}")], "octet {octet}, bit {bit}");
            }
        }
    }
}

#[test]
fn the_answer_to_a_question_is_always_the_same() {
    for case in cases::all() {
        assert_eq!(explain(&case.question), explain(&case.question), "{}", case.name);
    }
}

#[test]
fn a_verdict_and_its_findings_agree() {
    for case in cases::all() {
        consistent(&explain(&case.question));
    }
}

/// What every report keeps to, whatever was asked.
fn consistent(report: &Report) {
    let errors = codes(report, Severity::Error);
    match report.verdict {
        Verdict::Trusted => assert!(errors.is_empty(), "trusted with {errors:?}"),
        Verdict::Untrusted => assert!(!errors.is_empty(), "untrusted without an error"),
        Verdict::Unreadable => assert!(sent(report).is_empty(), "unreadable with certificates"),
        Verdict::Unanswerable => assert!(report.clients.is_empty(), "clients judged what was not asked"),
    }
    let severities: Vec<Severity> = report.findings.iter().map(|finding| finding.severity).collect();
    assert!(severities.is_sorted(), "lighter findings before heavier: {severities:?}");
}

/// Lines that stand around PEM in what people paste, none of which is PEM.
fn prose() -> impl Strategy<Value = String> {
    proptest::collection::vec("[ -,.-<>-~äß证书]{0,40}", 0..4)
        .prop_map(|lines| lines.into_iter().map(|line| line + "\n").collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_range_of_lines_holds_its_certificate(before in prose(), between in prose(), after in prose()) {
        let (question, report) = healthy();
        let blocks: Vec<String> = sent(&report).into_iter().map(|(pem, _)| pem).collect();
        let pasted = format!("{before}{}{between}{}{after}", blocks[0], blocks[1]);
        let lines: Vec<&str> = pasted.lines().collect();
        let report = explain(&Question { chain: text(pasted.clone()), ..question });
        consistent(&report);
        let read: Vec<_> =
            report.certificates.iter().filter(|certificate| certificate.origin == Origin::Chain).collect();
        prop_assert_eq!(read.len(), 2);
        for certificate in read {
            let [first, last] = certificate.lines.unwrap().map(|line| usize::try_from(line).unwrap());
            let block = lines[first - 1..last].join("\n") + "\n";
            prop_assert_eq!(&block, certificate.pem.as_ref().unwrap());
        }
        for finding in &report.findings {
            if let Place::Input { line: Some(line), end_line: Some(end), .. } = finding.place {
                prop_assert!(1 <= line && line <= end && usize::try_from(end).unwrap() <= lines.len());
            }
        }
    }

    #[test]
    fn whatever_bytes_are_pasted_there_is_a_report(
        chain in proptest::collection::vec(any::<u8>(), 0..600),
        anchors in proptest::collection::vec(any::<u8>(), 0..200),
        crls in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let bytes = |bytes: Vec<u8>| Material(vec![Piece::Bytes(bytes)]);
        consistent(&explain(&Question {
            chain: bytes(chain),
            anchors: Anchors { mozilla: false, pasted: Some(bytes(anchors)) },
            crls: bytes(crls),
            at: At::Seconds(1.78e9),
            ..Question::default()
        }));
    }

    #[test]
    fn whatever_text_is_asked_there_is_a_report(
        chain in "\\PC{0,200}", host in "\\PC{0,40}", at in "\\PC{0,20}", error in "\\PC{0,200}", rules in "\\PC{0,8}",
    ) {
        consistent(&explain(&Question {
            chain: text(chain),
            server_name: Some(host),
            at: At::Text(at),
            error_text: Some(error),
            rules: Some(rules),
            ..Question::default()
        }));
    }

    #[test]
    fn a_damaged_certificate_is_never_trusted_nor_a_panic(octets in proptest::collection::vec((any::<prop::sample::Index>(), 1_u8..), 1..4)) {
        let (question, report) = healthy();
        let chain: Vec<Vec<u8>> = sent(&report).iter().map(|(pem, _)| der(pem)).collect();
        let mut damaged = chain[0].clone();
        for (index, change) in octets {
            let at = index.index(damaged.len());
            damaged[at] ^= change;
        }
        prop_assume!(damaged != chain[0]);
        let report = explain(&Question { chain: text(pem(&damaged) + &pem(&chain[1])), ..question });
        consistent(&report);
        prop_assert_ne!(report.verdict, Verdict::Trusted);
    }
}
