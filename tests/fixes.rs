//! What mends a finding, as a report tells it: for chains that real clients were asked about (`tests/clients`), and for certificates
//! that were made to bend a command.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;
use std::path::Path;

use chainwhy::explain;
use chainwhy::fault::Severity;
use chainwhy::question::{Anchors, At, Material, Piece, Question};
use chainwhy::report::{Basis, Finding, Fix, Report, Verdict, Who};

fn pem(text: &str) -> Material {
    Material(vec![Piece::Text(text.to_owned())])
}

/// A chain that clients were asked about, as the question that they were asked.
fn recorded(scenario: &str) -> Question {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients").join(format!("{scenario}.json"));
    question(&serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap())
}

fn question(transcript: &serde_json::Value) -> Question {
    let text = |field: &str| transcript[field].as_str().unwrap_or_default();
    Question {
        chain: pem(text("chain")),
        anchors: Anchors { mozilla: false, pasted: Some(pem(text("anchors"))) },
        crls: transcript["crls"].as_str().map(pem).unwrap_or_default(),
        server_name: Some(text("hostname").to_owned()),
        at: At::Seconds(transcript["at"].as_f64().unwrap()),
        ..Question::default()
    }
}

fn all_recorded() -> BTreeMap<String, Question> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .filter_map(|path| {
            let transcript: serde_json::Value =
                serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            let id = transcript.get("id")?.as_str()?.to_owned();
            Some((id, question(&transcript)))
        })
        .collect()
}

fn finding<'a>(report: &'a Report, code: &str) -> &'a Finding {
    let told: Vec<&str> = report.findings.iter().map(|finding| finding.code).collect();
    report
        .findings
        .iter()
        .find(|finding| finding.code == code)
        .unwrap_or_else(|| panic!("{code} is not in {told:?}"))
}

fn clients(fixes: &[Fix]) -> Vec<&str> {
    fixes.iter().filter_map(|fix| fix.client).collect()
}

fn command_for<'a>(fixes: &'a [Fix], client: &str) -> &'a str {
    let fix =
        fixes.iter().find(|fix| fix.client == Some(client)).unwrap_or_else(|| panic!("none for {client}"));
    fix.command.as_deref().unwrap()
}

/// Only the public roots are trusted, and the chain is a private one.
fn of_a_private_ca() -> Question {
    Question { anchors: Anchors::default(), ..recorded("root_unknown") }
}

const EVERY_CLIENT: &[&str] = &[
    "python-httpx",
    "python-requests",
    "python-openai",
    "python-aiohttp",
    "pip",
    "uv",
    "conda",
    "node",
    "npm",
    "go",
    "java",
    "curl",
    "wget",
    "git",
    "docker-debian",
    "docker-alpine",
    "docker-distroless",
    "powershell",
];
const EVERY_SERVER: &[&str] = &["nginx", "apache", "haproxy", "caddy", "kubernetes", "kubernetes-ingress"];

#[test]
fn a_client_that_lacks_the_root_is_told_how_every_client_takes_one() {
    let report = explain(&of_a_private_ca());
    let found = &report.findings[0];
    assert_eq!(found.code, "issuer-not-found");
    assert_eq!(found.fixes[0].who, Who::Client);
    assert!(found.fixes[0].text.contains("never from the connection"), "{}", found.fixes[0].text);
    for client in EVERY_CLIENT {
        assert!(clients(&found.fixes).contains(client), "{client}");
    }
    let httpx = found.fixes.iter().find(|fix| fix.client == Some("python-httpx")).unwrap();
    assert!(httpx.text.contains("SSL_CERT_FILE replaces"), "{}", httpx.text);
    assert!(httpx.command.as_deref().unwrap().starts_with("cat \"$(python -m certifi)\" company-root.pem >"));
    let node = found.fixes.iter().find(|fix| fix.client == Some("node")).unwrap();
    assert!(node.text.contains("adds to"), "{}", node.text);
    assert_eq!(command_for(&found.fixes, "node"), "NODE_EXTRA_CA_CERTS=$PWD/company-root.pem node app.js");
    assert_eq!(command_for(&found.fixes, "curl"), "curl --cacert company-root.pem https://www.widgets.test/");
}

/// Whoever pastes an error of npm wants npm's command first.
#[test]
fn the_client_that_spoke_comes_first() {
    for (text, first) in [
        (
            "npm error code UNABLE_TO_GET_ISSUER_CERT_LOCALLY\nnpm error unable to get local issuer certificate",
            "npm",
        ),
        (
            "fatal: unable to access 'https://x.example/': server certificate verification failed. CAfile: none CRLfile: none",
            "git",
        ),
        ("curl: (60) SSL certificate problem: unable to get local issuer certificate", "curl"),
        (
            "javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target",
            "java",
        ),
        (
            "requests.exceptions.SSLError: HTTPSConnectionPool(host='x.example', port=443): Max retries exceeded with url: / (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)')))",
            "python-requests",
        ),
    ] {
        let report = explain(&Question { error_text: Some(text.to_owned()), ..of_a_private_ca() });
        let found = finding(&report, "issuer-not-found");
        // And no other client's: nothing was asked of them.
        assert_eq!(clients(&found.fixes), [first], "{text}");
    }
}

#[test]
fn a_server_that_leaves_out_an_intermediate_is_told_where_to_get_it_and_where_to_put_it() {
    let report = explain(&recorded("intermediate_published"));
    let found = &report.findings[0];
    assert_eq!(found.code, "issuer-not-found");
    let first = &found.fixes[0];
    assert_eq!((first.who, first.client), (Who::Server, None));
    let command = first.command.as_deref().unwrap();
    assert!(
        command.starts_with("curl -sSf http://") && command.contains("openssl x509 -inform DER"),
        "{command}"
    );
    for server in EVERY_SERVER {
        assert!(clients(&found.fixes).contains(server), "{server}");
    }
    assert!(!clients(&found.fixes).contains(&"python-httpx"), "the client has nothing to mend");
    assert!(command_for(&found.fixes, "kubernetes-ingress").contains("- www.widgets.test"));
}

/// The same certificate, with an address that would run a program: the advice stays, the command does not.
#[test]
fn an_address_in_a_certificate_cannot_bend_a_command() {
    let Material(pieces) = recorded("intermediate_published").chain;
    let Piece::Text(text) = &pieces[0] else { unreachable!() };
    let base64: String = text.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = <base64ct::Base64 as base64ct::Encoding>::decode_vec(&base64).unwrap();
    let start = der.windows(7).position(|window| window == b"http://").unwrap();
    let length = usize::from(der[start - 1]);
    for attack in [
        "http://a.example/$(touch${IFS}owned)",
        "http://a.example/`touch owned`",
        "http://a.example/x;touch owned",
        "http://a.example/x|sh",
        "http://a.example/x\ntouch owned",
        "http://a.example/'x'",
        "http://a.example/x#",
        "-o/etc/passwd http://a.example/",
        "file:///etc/passwd",
    ] {
        assert!(attack.len() <= length, "{attack} is longer than what it replaces ({length})");
        let mut bent = der.clone();
        let filled = format!("{attack:x<length$}");
        bent[start..start + length].copy_from_slice(filled.as_bytes());
        let chain = Material(vec![Piece::Bytes(bent)]);
        let report = explain(&Question { chain, ..recorded("intermediate_published") });
        let found = finding(&report, "issuer-not-found");
        for fix in report.findings.iter().flat_map(|finding| &finding.fixes) {
            let command = fix.command.as_deref().unwrap_or_default();
            assert!(!command.contains("a.example") && !command.contains("passwd"), "{command}");
        }
        assert_eq!(
            found.fixes[0].command.as_deref(),
            Some("cat server.pem intermediate.pem > fullchain.pem")
        );
    }
}

/// What is asked for is a host, or it is not in a command.
#[test]
fn a_host_in_a_question_cannot_bend_a_command() {
    for name in [
        "$(id).example",
        "a.example;id",
        "a b.example",
        "`id`.example",
        "-o.example",
        "a.example\nid",
        "'a'.example",
    ] {
        let report = explain(&Question { server_name: Some(name.to_owned()), ..of_a_private_ca() });
        for fix in report.findings.iter().flat_map(|finding| &finding.fixes) {
            assert!(!fix.command.as_deref().unwrap_or_default().contains(name), "{:?}", fix.command);
        }
    }
}

#[test]
fn what_can_be_tried_is_proved_or_not_told_as_if_it_were() {
    let cases: &[(&str, &str, &str, Option<bool>)] = &[
        ("root_unknown_sent", "root-not-trusted", "get its root from whoever runs it", Some(true)),
        ("anchor_expired_renewal_sent", "anchor-expired", "get its root from whoever runs it", Some(true)),
        ("order_wrong", "chain-out-of-order", "Send the certificates in this order", Some(true)),
        ("healthy_root_sent", "root-included", "Send the certificates in this order", Some(true)),
        ("intermediate_twice", "certificate-duplicated", "Send the certificates in this order", Some(true)),
        ("unrelated_sent", "certificate-unused", "Send the certificates in this order", Some(true)),
        ("anchors_stale_first", "anchors-share-name", "Take the other anchors of this name", Some(true)),
        ("anchors_expired_and_renewed", "anchors-expired", "Take the expired anchors out", Some(true)),
        ("anchors_root_and_end_entity", "anchor-is-not-ca", "Take the servers' certificates out", Some(true)),
        ("anchors_hold_intermediate", "anchor-is-not-root", "Send the intermediate along", Some(true)),
        ("host_other", "name-mismatch", "connect to it by that name", Some(true)),
        ("expired_end_entity", "certificate-expired", "Renew", None),
    ];
    for (scenario, code, text, proved) in cases {
        let report = explain(&recorded(scenario));
        let found = finding(&report, code);
        let fix = found.fixes.iter().find(|fix| fix.text.contains(text));
        let fix = fix.unwrap_or_else(|| panic!("{scenario}: no “{text}” in {:#?}", found.fixes));
        assert_eq!(fix.proved, *proved, "{scenario}");
    }
}

/// The bundle that is handed back is right: asked with it, the same question has the fault no longer.
#[test]
fn a_corrected_bundle_corrects() {
    for (scenario, code) in [
        ("order_wrong", "chain-out-of-order"),
        ("order_wrong_four_tiers", "chain-out-of-order"),
        ("healthy_root_sent", "root-included"),
        ("intermediate_twice", "certificate-duplicated"),
        ("unrelated_sent", "certificate-unused"),
    ] {
        let before = recorded(scenario);
        let report = explain(&before);
        let fix = finding(&report, code).fixes.iter().find(|fix| fix.bundle.is_some()).unwrap();
        let after = explain(&Question { chain: pem(fix.bundle.as_deref().unwrap()), ..before });
        assert_eq!(after.verdict, Verdict::Trusted, "{scenario}");
        assert!(!after.findings.iter().any(|finding| finding.code == code), "{scenario}");
    }
    for (scenario, code) in [
        ("anchors_stale_first", "anchors-share-name"),
        ("anchors_expired_and_renewed", "anchors-expired"),
        ("anchors_root_and_end_entity", "anchor-is-not-ca"),
    ] {
        let before = recorded(scenario);
        let report = explain(&before);
        let fix = finding(&report, code).fixes.iter().find(|fix| fix.bundle.is_some()).unwrap();
        let anchors = Anchors { mozilla: false, pasted: Some(pem(fix.bundle.as_deref().unwrap())) };
        let after = explain(&Question { anchors, ..before });
        assert_eq!(after.verdict, Verdict::Trusted, "{scenario}");
        assert!(!after.findings.iter().any(|finding| finding.code == code), "{scenario}");
    }
}

/// What was read in spite of its form is handed back in the form that programs read.
#[test]
fn a_mangled_paste_is_handed_back_as_pem() {
    let before = recorded("healthy");
    let Piece::Text(text) = &before.chain.0[0] else { unreachable!() };
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let base64 = <base64ct::Base64 as base64ct::Encoding>::encode_string(text.as_bytes());
    for (code, pasted) in [
        ("pem-indented", Piece::Text(text.lines().map(|line| format!("    {line}\n")).collect())),
        ("pem-escaped", Piece::Text(text.replace('\n', "\\n"))),
        ("pem-blank-lines", Piece::Text(text.replace('\n', "\n\n"))),
        ("pem-blocks-joined", Piece::Text(text.replace("-----\n-----", "----------"))),
        ("input-is-base64-of-pem", Piece::Text(base64)),
        ("input-is-utf16", Piece::Bytes([vec![0xff, 0xfe], utf16].concat())),
    ] {
        let report = explain(&Question { chain: Material(vec![pasted]), ..before.clone() });
        let fix = &finding(&report, code).fixes[0];
        assert_eq!((fix.who, fix.proved), (Who::You, Some(true)), "{code}");
        assert_eq!(fix.bundle.as_deref(), Some(text.as_str()), "{code}");
    }
}

/// A root that was only sent is never handed back as something to trust.
#[test]
fn what_was_sent_is_not_handed_back_as_an_anchor() {
    for scenario in
        ["root_unknown_sent", "self_signed_unknown", "inspection_unknown_sent", "anchor_expired_renewal_sent"]
    {
        let report = explain(&recorded(scenario));
        for found in report.findings.iter().filter(|finding| finding.severity == Severity::Error) {
            for fix in &found.fixes {
                assert_eq!(fix.bundle, None, "{scenario}");
            }
        }
    }
}

#[test]
fn whoever_must_act_is_named_first() {
    let cases: &[(&str, &str, Who, &str)] = &[
        ("anchors_none", "anchors-empty", Who::Client, "Look whether the variable SSL_CERT_DIR names"),
        (
            "self_signed_unknown",
            "end-entity-self-signed",
            Who::Server,
            "issued by a CA that the clients trust",
        ),
        ("anchor_other_key", "key-identifier-mismatch", Who::Client, "another key"),
        ("intermediate_other_key", "key-identifier-mismatch", Who::Server, "intermediate"),
        ("signature_broken_end_entity", "signature-invalid", Who::Server, "Install"),
        ("sha1_end_entity", "signature-algorithm-weak", Who::Server, "new one issued"),
        ("sha1_intermediate", "signature-algorithm-weak", Who::Issuer, "SHA-256"),
        ("rsa_1024_end_entity", "public-key-weak", Who::Server, "new key"),
        ("rsa_1024_intermediate", "public-key-weak", Who::Issuer, "new key"),
        ("intermediate_not_ca", "issuer-not-ca", Who::Issuer, "is no CA"),
        ("intermediate_may_not_sign", "issuer-cannot-sign", Who::Issuer, "keyCertSign"),
        ("path_length_root", "path-length-exceeded", Who::Issuer, "pathlen"),
        ("constraints_excluded", "name-constraint-violated", Who::Server, "may vouch for this name"),
        ("expired_end_entity", "certificate-expired", Who::Server, "Renew"),
        ("expired_intermediate", "certificate-expired", Who::Server, "Replace"),
        ("expired_root", "anchor-expired", Who::Client, "renewed root"),
        ("not_yet_end_entity", "certificate-not-yet-valid", Who::Client, "clock"),
        ("crl_end_entity_revoked", "certificate-revoked", Who::Server, "revoked"),
        ("eku_client", "extended-key-usage-mismatch", Who::Server, "TLS servers"),
        ("common_name_only", "subject-alt-name-missing", Who::Server, "subjectAltName"),
        ("root_no_ski", "subject-key-id-missing", Who::Client, "newer root"),
        ("intermediate_no_ski", "subject-key-id-missing", Who::Issuer, "Reissue"),
        ("end_entity_no_aki", "authority-key-id-missing", Who::Issuer, "anew"),
        ("root_bc_not_critical", "basic-constraints-not-critical", Who::Client, "newer root"),
        ("anchor_is_intermediate", "anchor-is-not-root", Who::Client, "Trust the root"),
        ("must_staple", "status-must-be-stapled", Who::Server, "OCSP stapling"),
        ("policy_required", "policy-violated", Who::Issuer, "policy"),
        ("self_signed_trusted", "anchor-is-end-entity", Who::Server, "small CA"),
        ("root_no_ku", "key-usage-missing", Who::Client, "newer root"),
    ];
    for (scenario, code, who, text) in cases {
        let report = explain(&recorded(scenario));
        let first = finding(&report, code)
            .fixes
            .first()
            .unwrap_or_else(|| panic!("{scenario}: nothing mends {code}"));
        assert_eq!(first.who, *who, "{scenario}: {}", first.text);
        assert!(first.text.contains(text), "{scenario}: {}", first.text);
    }
}

#[test]
fn a_ca_gets_the_lines_that_its_place_on_the_path_wants() {
    let lines = |scenario, code| {
        let report = explain(&recorded(scenario));
        let fixes = finding(&report, code).fixes.clone();
        fixes.into_iter().find(|fix| fix.who == Who::Issuer).and_then(|fix| fix.command).unwrap()
    };
    let root = lines("root_no_ski", "subject-key-id-missing");
    assert!(root.contains("critical, CA:TRUE\n") && !root.contains("authorityKeyIdentifier"), "{root}");
    let intermediate = lines("intermediate_no_ski", "subject-key-id-missing");
    assert!(
        intermediate.contains("CA:TRUE, pathlen:0") && intermediate.contains("keyid:always"),
        "{intermediate}"
    );
    let end_entity = lines("end_entity_no_aki", "authority-key-id-missing");
    assert!(
        end_entity.contains("CA:FALSE") && end_entity.contains("subjectAltName = DNS:www.widgets.test"),
        "{end_entity}"
    );
}

/// Every recorded chain: what is an error has a remedy, long lists are told once, and a command says how it is known.
#[test]
fn every_error_of_every_recorded_chain_can_be_acted_on() {
    let mut told = 0;
    for (scenario, question) in all_recorded() {
        for language in ["en", "zh-CN"] {
            let report = explain(&Question { language: Some(language.to_owned()), ..question.clone() });
            let long = report.findings.iter().filter(|finding| finding.fixes.len() > 12).count();
            assert!(long <= 1, "{scenario}: {long} long lists");
            for finding in &report.findings {
                let is_error = finding.severity == Severity::Error;
                assert!(!is_error || !finding.fixes.is_empty(), "{scenario}: nothing mends {}", finding.code);
                assert!(finding.fixes.len() <= 28, "{scenario}: {}", finding.fixes.len());
                for fix in &finding.fixes {
                    told += 1;
                    assert!(
                        !fix.text.contains(['{', '}']) && !fix.text.contains("“”"),
                        "{scenario}: {}",
                        fix.text
                    );
                    let command = fix.command.as_deref().unwrap_or_default();
                    for blank in ["{host}", "{alternative-name}", "{issuer-url}", "{crl-url}"] {
                        assert!(!command.contains(blank), "{scenario}: {command}");
                    }
                    assert_eq!(fix.basis.is_some(), fix.command.is_some(), "{scenario}: {command}");
                    assert_eq!(
                        fix.source.is_some(),
                        fix.basis == Some(Basis::Documented),
                        "{scenario}: {command}"
                    );
                }
            }
        }
    }
    assert!(told > 1000, "only {told} fixes were told");
}

/// Who is shown the advice for all programs alone must not read “the same” of a line that is not there.
#[test]
fn what_is_for_everybody_can_be_read_by_itself() {
    let refers_back = |text: &str| {
        ["Or ", "The same", "Also ", "Then ", "或者", "同样", "然后"]
            .iter()
            .any(|start| text.starts_with(start))
    };
    for (id, question) in all_recorded() {
        for language in ["en", "zh-CN"] {
            let report = explain(&Question { language: Some(language.to_owned()), ..question.clone() });
            for finding in &report.findings {
                let first = finding.fixes.iter().find(|fix| fix.client.is_none());
                if let Some(fix) = first {
                    assert!(!refers_back(&fix.text), "{id}, {}: {}", finding.code, fix.text);
                }
            }
        }
    }
}
