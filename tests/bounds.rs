//! Whatever is pasted, there is a report, soon.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/der.rs"]
mod der;

use chainwhy::question::{Anchors, At, Material, Piece, Question};
use chainwhy::report::{Report, Verdict};
use der::{certificate, element, extension, sequence};
use p384::elliptic_curve::sec1::ToSec1Point;
use rcgen::{CertificateParams, CustomExtension, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};

fn ask(chain: Vec<Piece>) -> Report {
    chainwhy::explain(&asked(chain))
}

fn asked(chain: Vec<Piece>) -> Question {
    Question {
        chain: Material(chain),
        anchors: Anchors { mozilla: true, pasted: None },
        server_name: Some("www.example.com".into()),
        at: At::Text("2026-06-01T12:00:00Z".into()),
        ..Question::default()
    }
}

fn point(number: u16) -> Vec<u8> {
    let mut secret = [0; 48];
    secret[46..].copy_from_slice(&(number + 1).to_be_bytes());
    let key = p384::SecretKey::from_slice(&secret).unwrap();
    key.public_key().to_sec1_point(false).as_bytes().to_vec()
}

const CA: [u8; 5] = [0x30, 3, 1, 1, 0xff];

#[test]
fn nothing_at_all_is_unreadable_and_says_so() {
    for text in ["", " \n\t\r\n", "\u{feff}"] {
        let report = ask(vec![Piece::Text(text.into())]);
        assert_eq!(
            (report.verdict, report.findings[0].code),
            (Verdict::Unreadable, "input-empty"),
            "{text:?}"
        );
    }
}

#[test]
fn a_megabyte_of_noise_is_unreadable() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let noise: Vec<u8> = core::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[0]
    })
    .take(1_000_000)
    .collect();
    let text = noise.iter().map(|byte| char::from(byte % 94 + 33)).collect();
    for piece in [Piece::Bytes(noise), Piece::Text(text)] {
        assert_eq!(ask(vec![piece]).verdict, Verdict::Unreadable);
    }
}

#[test]
fn a_certificate_cut_short_anywhere_gives_a_report() {
    let whole = certificate(1, "CA", "www.example.com", &point(1), &[extension(19, true, &CA)]);
    for length in 0..whole.len() {
        let report = ask(vec![Piece::Bytes(whole[..length].to_vec())]);
        assert_eq!(report.verdict, Verdict::Unreadable, "{length} octets");
    }
}

#[test]
fn a_certificate_with_any_octet_changed_gives_a_report() {
    let whole = certificate(1, "CA", "www.example.com", &point(1), &[extension(19, true, &CA)]);
    for position in 0..whole.len() {
        for change in [0x01, 0x80, 0xff] {
            let mut changed = whole.clone();
            changed[position] ^= change;
            assert_ne!(ask(vec![Piece::Bytes(changed)]).verdict, Verdict::Trusted);
        }
    }
}

#[test]
fn nested_lengths_do_not_run_away() {
    let mut bomb = vec![0x30, 0x84, 0xff, 0xff, 0xff, 0xff];
    bomb.extend([0x30, 0x80].repeat(100_000));
    assert_eq!(ask(vec![Piece::Bytes(bomb)]).verdict, Verdict::Unreadable);
    let deep = (0..2_000).fold(Vec::new(), |inner, _| element(0x30, &inner));
    assert_eq!(ask(vec![Piece::Bytes(deep)]).verdict, Verdict::Unreadable);
    let deep = (0..2_000).fold(Vec::new(), |inner, _| element(0x30, &inner));
    let inside = certificate(
        1,
        "CA",
        "www.example.com",
        &point(1),
        &[extension(17, false, &deep), extension(30, true, &deep)],
    );
    assert_eq!(ask(vec![Piece::Bytes(inside)]).verdict, Verdict::Untrusted);
}

#[test]
fn a_thousand_self_issued_certificates_of_one_name_are_too_complex() {
    let end_entity = certificate(0, "Everybody", "www.example.com", &point(0), &[]);
    let others = (1..1_000_u16).map(|number| {
        certificate(number.into(), "Everybody", "Everybody", &point(number), &[extension(19, true, &CA)])
    });
    let pieces = core::iter::once(end_entity).chain(others).map(Piece::Bytes).collect();
    let question = Question { full: Some(true), ..asked(pieces) };
    let report = chainwhy::explain(&question);
    assert_eq!(report.verdict, Verdict::Untrusted);
    assert!(report.findings.iter().any(|finding| finding.code == "path-too-complex"), "{}", report.summary);
    let sent = |report: &Report| {
        report.certificates.iter().filter(|certificate| certificate.id.starts_with('c')).count()
    };
    assert_eq!(sent(&report), 1_000);
    // Unless everything is asked for, a report stays below a megabyte.
    assert!(sent(&chainwhy::explain(&Question { full: None, ..question })) < 1_000);
}

#[test]
fn a_certificate_with_every_extension_twice_names_each() {
    let arcs = [14, 15, 17, 18, 19, 30, 31, 32, 33, 35, 36, 37, 54];
    let all: Vec<Vec<u8>> = arcs.iter().map(|arc| extension(*arc, *arc % 2 == 0, &sequence(&[]))).collect();
    let twice: Vec<Vec<u8>> = all.iter().chain(&all).cloned().collect();
    let report = ask(vec![Piece::Bytes(certificate(1, "CA", "www.example.com", &point(1), &twice))]);
    let duplicated = report.findings.iter().filter(|finding| finding.code == "extension-duplicated").count();
    assert_eq!(duplicated, arcs.len());
}

#[test]
fn a_host_name_of_a_megabyte_is_not_repeated() {
    let report = chainwhy::explain(&Question {
        chain: Material(vec![Piece::Text("x".into())]),
        server_name: Some("\u{0}\"".repeat(500_000)),
        ..Question::default()
    });
    assert!(report.findings.iter().any(|finding| finding.code == "server-name-invalid"));
    assert!(serde_json::to_string(&report).unwrap().len() < 50_000);
}

#[test]
fn what_repeats_in_a_certificate_is_told_twenty_times_and_then_counted() {
    let names: Vec<Vec<u8>> = (0..3_000).map(|_| element(0x82, b"*.com")).collect();
    let extensions = [extension(17, false, &sequence(&names))];
    let report = ask(vec![Piece::Bytes(certificate(1, "CA", "www.example.com", &point(1), &extensions))]);
    let of = |code: &str| report.findings.iter().filter(|finding| finding.code == code).collect::<Vec<_>>();
    assert_eq!(of("wildcard-on-public-suffix").len(), 20);
    let omitted = of("certificate-findings-omitted");
    assert_eq!(omitted.len(), 1, "{:?}", report.findings.iter().map(|found| found.code).collect::<Vec<_>>());
    assert!(omitted[0].message.contains("2980 more findings of `wildcard-on-public-suffix`"));
}

/// A CA and an end entity below it, signed in truth, with these contents of nameConstraints and subjectAltName.
fn constrained(constraints: Vec<u8>, names: Vec<u8>) -> (String, String) {
    let (ca_key, key) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
    let mut ca = CertificateParams::default();
    ca.distinguished_name.push(DnType::CommonName, "Example Root");
    ca.is_ca = IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    ca.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    ca.custom_extensions.push(CustomExtension::from_oid_content(&[2, 5, 29, 30], constraints));
    let mut params = CertificateParams::default();
    params.custom_extensions.push(CustomExtension::from_oid_content(&[2, 5, 29, 17], names));
    let end_entity = params.signed_by(&key, &Issuer::from_params(&ca, &ca_key)).unwrap().pem();
    (end_entity, ca.self_signed(&ca_key).unwrap().pem())
}

/// Each of some thousand names against each of some thousand constraints, by every client, would take minutes.
#[test]
fn thousands_of_names_below_thousands_of_constraints_are_looked_up() {
    let number = |number: u16| number.to_be_bytes();
    let host = |prefix: &str, at: u16| format!("{prefix}{at}.example").into_bytes();
    let directory = |prefix: &str, at: u16| element(0xa4, &der::name(&format!("{prefix}{at}")));
    type Make<'a> = &'a dyn Fn(u16) -> Vec<u8>;
    let range = |at: u16| element(0x87, &[&[10, 0][..], &number(at), &[255; 4]].concat());
    let kinds: [(&str, Make<'_>, Make<'_>); 6] = [
        ("DNS names", &|at| element(0x82, &host("x", at)), &|at| element(0x82, &host("y", at))),
        ("mailboxes", &|at| element(0x81, &host("x", at)), &|at| element(0x81, &host("a@y", at))),
        ("URIs", &|at| element(0x86, &host(".x", at)), &|at| element(0x86, &host("https://y", at))),
        ("directory names", &|at| directory("x", at), &|at| directory("y", at)),
        ("addresses", &range, &|at| element(0x87, &[&[11, 0][..], &number(at)].concat())),
        ("two kinds", &range, &|at| element(0x81, &host("a@y", at))),
    ];
    for (what, constraint, name) in kinds {
        for tag in [0xa0, 0xa1] {
            let all: Vec<u8> = (0..4_000).flat_map(|at| sequence(&[constraint(at)])).collect();
            let constraints = sequence(&[element(tag, &all)]);
            let names = sequence(&(0..4_000).map(name).collect::<Vec<_>>());
            let (end_entity, root) = constrained(constraints, names);
            let report = chainwhy::explain(&Question {
                chain: Material(vec![Piece::Text(end_entity)]),
                anchors: Anchors { mozilla: false, pasted: Some(Material(vec![Piece::Text(root)])) },
                at: At::Text("2026-06-01T12:00:00Z".into()),
                ..Question::default()
            });
            assert_eq!(report.verdict, Verdict::Untrusted, "{what}, {tag:x}: {}", report.summary);
            let openssl = report.clients.iter().find(|answer| answer.client.starts_with("openssl")).unwrap();
            assert_eq!(openssl.code.as_deref(), Some("1"), "{what}: OpenSSL has a limit of its own");
        }
    }
}
