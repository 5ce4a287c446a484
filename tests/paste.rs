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

/// Field, kind, piece and lines of a stretch.
type Stretch<'a> = (Option<&'a str>, &'a str, usize, Option<[u32; 2]>);

fn understood(report: &Report) -> Vec<Stretch<'_>> {
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

/// What `paste/record-versions.sh` recorded of one server.
#[test]
fn each_version_of_openssl_is_understood() {
    let folder = format!("{}/tests/paste/versions", env!("CARGO_MANIFEST_DIR"));
    let mut versions = std::collections::BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(program) = name.strip_suffix(".txt") else { continue };
        let report = ask(json!({
            "paste": text(&format!("versions/{name}")), "anchors": text("versions/root.pem"), "at": RECORDED,
        }));
        let listed = report.understood.iter().find(|one| one.kind == "listing").map(|one| one.what.as_str());
        let version = program.split('-').next().unwrap();
        if version.starts_with(|first: char| first.is_ascii_digit()) {
            versions.insert(version.to_owned());
            assert_eq!(listed, Some("listed as sent: 2 certificates"), "{name}");
        }
        match program {
            "nmap" => assert_eq!(codes(&report)[0], "input-is-printout", "{name}"),
            "gnutls-cli" => {
                assert_eq!(report.recognised[0].client, "gnutls", "{name}");
                assert!(codes(&report).contains(&"sent-certificate-not-pasted"), "{name}");
            }
            "gnutls-cli-print-cert" => assert_eq!(codes(&report)[0], "name-mismatch", "{name}"),
            _ if program.ends_with("-showcerts") => {
                assert_eq!(report.verdict, Verdict::Trusted, "{name}: {}", report.summary);
            }
            // The server's own certificate is pasted, and known by its name, however that is printed.
            _ => {
                assert_eq!(report.verdict, Verdict::Unanswerable, "{name}: {}", report.summary);
                assert!(report.summary.contains("the paste holds 1 of them: “Example Issuing”"), "{name}");
            }
        }
    }
    assert!(versions.len() >= 4, "{versions:?}");
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
        ("bouncy-chain.bks", &[]),
    ] {
        let report = ask_recording(file(name), passwords);
        assert_eq!(report.verdict, Verdict::Trusted, "{name}: {}", report.summary);
        let labels: Vec<&str> = report.certificates.iter().map(|one| one.label.as_str()).collect();
        assert_eq!(labels[..2], ["www.example.com", "Example Issuing"], "{name}");
        assert!(codes(&report).contains(&"key-store-read"), "{name}");
        assert!(!serde_json::to_string(&report).unwrap().contains("s3cret"));
    }
    let sealed = ask_recording(file("bouncy-trusted.uber"), &[]);
    assert_eq!(sealed.findings[0].code, "input-is-jks", "{}", sealed.summary);
    let locked = ask_recording(file("pbes2-given.p12"), &["wrong"]);
    assert_eq!(locked.verdict, Verdict::Unreadable);
    assert_eq!(locked.findings[0].code, "input-is-pkcs12");
    for name in [
        "trusted.p12",
        "trusted.p12.b64",
        "keytool-trusted.jks",
        "bouncy-trusted.bks",
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

/// The texts of `recognise/errors`, without the lines that say what they are.
fn errors() -> Vec<(String, String)> {
    let folder = format!("{}/tests/recognise/errors", env!("CARGO_MANIFEST_DIR"));
    let mut texts: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap()))
        .map(|(name, text)| (name, text.split_once("\n\n").unwrap().1.to_owned()))
        .collect();
    texts.sort();
    texts
}

#[test]
fn an_error_alone_is_answered_by_its_meaning_and_what_to_run_next() {
    let errors = errors();
    assert!(errors.len() >= 40);
    let mut silent = Vec::new();
    for (name, error) in &errors {
        let logged: String =
            error.lines().map(|line| format!("2026-11-30T09:00:00Z app[17] ERROR {line}\n")).collect();
        let quoted = serde_json::to_string(&json!({"level": "error", "msg": error})).unwrap();
        let cut: String = error.chars().take(600).collect();
        for (form, text) in
            [("alone", error.clone()), ("in a log", logged), ("in JSON", quoted), ("cut", cut)]
        {
            let report = ask(json!({"paste": text, "at": AT}));
            assert_eq!(report.verdict, Verdict::Unreadable, "{name}");
            let Some(first) = report.recognised.first() else {
                silent.push(format!("{name}: {form}"));
                continue;
            };
            assert_eq!(report.summary, first.message, "{name}");
            assert!(report.understood.iter().any(|one| one.kind == "error"), "{name}: {form}");
        }
    }
    // What is cut off before its message says nothing.
    assert!(silent.len() * 20 < errors.len() * 4, "{silent:?}");
}

#[test]
fn an_unknown_error_is_said_to_be_unknown() {
    let report = ask(json!({"paste": "2026-11-30 ERROR: flux capacitor error: 42", "at": AT}));
    assert_eq!(report.verdict, Verdict::Unreadable);
    assert!(
        report.recognised.is_empty() && report.summary.contains("not one that is known"),
        "{}",
        report.summary
    );
}

#[test]
fn an_address_keeps_its_port_in_every_command() {
    for (pasted, connect) in [
        ("api.example.com:8443", "api.example.com:8443"),
        ("https://api.example.com:9443/v1?x=1", "api.example.com:9443"),
        ("https://api.example.com/", "api.example.com:443"),
        ("ldaps://dc.example.com", "dc.example.com:636"),
        ("192.0.2.7:8443", "192.0.2.7:8443"),
        ("[2001:db8::1]:8443", "'[2001:db8::1]:8443'"),
        (
            "requests: HTTPSConnectionPool(host='api.example.com', port=8443): [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)",
            "api.example.com:8443",
        ),
        (
            "$ openssl s_client -connect api.example.com:8443 -servername www.example.com\nverify error:num=10:certificate has expired\n",
            "www.example.com:8443",
        ),
    ] {
        let report = ask(json!({"paste": pasted, "at": AT}));
        let said = serde_json::to_string(&report).unwrap();
        assert!(said.contains(&format!("-connect {connect} ")), "{pasted}: {said}");
        assert!(
            connect.ends_with(":443")
                || !said.contains(&format!("{}:443 ", connect.split(':').next().unwrap())),
            "{pasted}"
        );
        assert!(report.understood.iter().any(|one| one.field == Some("serverName")), "{pasted}");
    }
    // What a shell would act on is not taken into a command.
    let report = ask(json!({"paste": "https://$(id).example.com:8443/", "at": AT}));
    assert!(!serde_json::to_string(&report).unwrap().contains("-connect $("));
}

#[test]
fn files_are_sorted_by_their_names_and_by_what_they_are() {
    let (leaf, middle, root) = (text("leaf.pem"), text("middle.pem"), text("root.pem"));
    let files = |files: &[(&str, &str)]| {
        let pieces: Vec<_> =
            files.iter().map(|(name, content)| json!({"name": name, "content": content})).collect();
        ask(json!({"paste": pieces, "at": RECORDED}))
    };
    let full = format!("{leaf}{middle}");
    for (what, report) in [
        ("two files", files(&[("server.pem", &full), ("root.pem", &root)])),
        (
            "certbot",
            files(&[
                ("cert.pem", &leaf),
                ("chain.pem", &middle),
                ("fullchain.pem", &full),
                ("ca.pem", &root),
            ]),
        ),
        ("chain first", files(&[("chain.pem", &middle), ("cert.pem", &leaf), ("ca.pem", &root)])),
        ("docker", files(&[("certs.d/x/ca.crt", &root), ("server.crt", &full)])),
        ("nameless", ask(json!({"paste": [full, root], "at": RECORDED}))),
    ] {
        assert_eq!(report.verdict, Verdict::Trusted, "{what}: {}", report.summary);
        let odd = ["chain-out-of-order", "certificate-duplicated", "root-included", "certificate-unused"];
        assert!(!codes(&report).iter().any(|code| odd.contains(code)), "{what}: {:?}", codes(&report));
        assert_eq!(report.anchors.count, 1, "{what}");
    }
    let bundle = ask(json!({"paste": format!("{middle}{root}"), "at": RECORDED}));
    assert!(bundle.understood.iter().all(|one| one.field == Some("anchors")), "{:?}", bundle.understood);
    assert_eq!(bundle.verdict, Verdict::Unreadable);
}

/// Texts made to be slow for whatever looks at anything twice too often.
#[test]
#[expect(clippy::disallowed_methods, reason = "a test of time has to look at the clock")]
fn a_megabyte_of_anything_is_sorted_soon() {
    let fill = |piece: &str| piece.repeat(1_000_000 / piece.len());
    let pem = text("root.pem");
    let base64: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let mut jks = recording("stores/keytool-trusted.jks");
    jks[11] = 0xff;
    for (name, text) in [
        ("listing", fill(" 0 s:CN = a\n   i:CN = b\n")),
        (
            "one listing",
            format!(
                "Certificate chain\n{}",
                (0..40_000).map(|n| format!(" {n} s:CN = a\n   i:CN = b\n")).collect::<String>()
            ),
        ),
        ("long names", fill(&format!(" 0 s:{}\n   i:CN = b\n", "CN = a, ".repeat(1000)))),
        ("arrays", fill("{ 0x30, 0x82, ")),
        ("brackets", fill("[{(")),
        ("keys", fill("ca.crt: | tls.crt: ")),
        ("secrets", fill(&format!("ca.crt: {base64}\n"))),
        ("elements", fill(&format!("<X509Certificate>MII{base64}</X509Certificate>"))),
        ("open elements", fill("<X509Certificate>")),
        ("quotes", format!("\"{}", fill("-----BEGIN CERTIFICATE-----\\n\"+\""))),
        ("urls", fill("https://a.example:1/ ")),
        ("commands", fill("openssl s_client -connect a.example:1 ")),
        ("errors", fill("error: certificate verify failed: unable to get local issuer certificate\n")),
    ] {
        let start = std::time::Instant::now();
        let report = ask(json!({"paste": text, "at": AT}));
        let taken = start.elapsed();
        println!("{name}: {taken:?}, {} findings", report.findings.len());
        assert!(taken.as_secs() < 20, "{name} took {taken:?}");
        assert!(report.understood.len() <= 100, "{name}");
    }
}

/// A log is long, its error is one line of it, and the program names itself in all of them.
#[test]
fn an_error_in_the_middle_of_a_long_log_is_found() {
    let lines =
        "2026-11-30 12:00:00 INFO curl: request handled in 12 ms, path=/api/v1/items/7\n".repeat(20_000);
    let error =
        "2026-11-30 12:00:01 curl: (60) SSL certificate problem: unable to get local issuer certificate\n";
    let log = [lines.as_str(), error, &lines].concat();
    let report = ask(json!({ "paste": log, "at": AT }));
    let found: Vec<&str> = report.recognised.iter().map(|error| error.client.as_str()).collect();
    assert_eq!(found, ["curl"]);
}
