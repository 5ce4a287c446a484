//! What `openssl ocsp` answered and what it makes of its answers (tests/ocsp/record.py), beside the status that we tell.
#![cfg(not(target_arch = "wasm32"))]

use chainwhy::{Question, explain};
use serde_json::{Value, json};

fn unpack(mut packed: &[u8]) -> Value {
    let mut text = Vec::new();
    lzma_rs::xz_decompress(&mut packed, &mut text).unwrap();
    serde_json::from_slice(&text).unwrap()
}

fn cases() -> Vec<Value> {
    unpack(include_bytes!("ocsp/cases.json.xz"))["cases"].as_array().unwrap().clone()
}

fn report(case: &Value, ocsp: &Value) -> Value {
    let question = json!({
        "chain": case["chain"], "anchors": case["anchors"], "at": case["at"],
        "serverName": "www.example.com", "ocsp": ocsp,
    });
    let question: Question = serde_json::from_value(question).unwrap();
    serde_json::to_value(explain(&question)).unwrap()
}

/// The status that follows from what OpenSSL said.
fn wanted(case: &Value) -> &str {
    let said = &case["openssl"];
    let status = said["status"].as_str().unwrap_or("unknown");
    match (said["verified"].as_bool(), said["in-time"].as_bool(), status) {
        (Some(true), Some(true), status) => status,
        // What was revoked stays so.
        (Some(true), Some(false), "revoked") => status,
        _ => "unknown",
    }
}

#[test]
fn every_answer_counts_as_openssl_has_it() {
    let mut complaints = Vec::new();
    for case in cases() {
        let report = report(&case, &case["ocsp"]);
        let status = report["status"][0]["state"].as_str().unwrap_or("unknown");
        let (wanted, title) = (wanted(&case), case["title"].as_str().unwrap());
        let verdict = if wanted == "revoked" { "untrusted" } else { "trusted" };
        if status != wanted || report["verdict"] != verdict {
            complaints.push(format!("{title}: {status}, {} (wanted {wanted})", report["verdict"]));
        }
        let told = report["findings"].as_array().unwrap().iter().any(|finding| {
            let code = finding["code"].as_str().unwrap();
            code.starts_with("ocsp-") || code == "revocation-unknown" || code == "certificate-revoked"
        });
        if told == (status == "good") {
            complaints.push(format!("{title}: {}", report["findings"]));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// 500 answers drawn by lot, every third of them bent in one octet: status by status as OpenSSL has it.
#[test]
fn answers_drawn_by_lot_count_as_openssl_has_it() {
    let recorded = unpack(include_bytes!("ocsp/random.json.xz"));
    let certificates = &recorded["certificates"];
    let cases = recorded["cases"].as_array().unwrap();
    let mut complaints = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let question = json!({
            "chain": certificates[case["about"].as_str().unwrap()], "anchors": certificates["ca"], "at": recorded["at"],
            "serverName": "www.example.com", "ocsp": case["ocsp"], "clients": false,
        });
        let question: Question = serde_json::from_value(question).unwrap();
        let report = serde_json::to_value(explain(&question)).unwrap();
        let status = report["status"][0]["state"].as_str().unwrap_or("unknown");
        let wanted = wanted(case);
        // SHA-1 is out of use here; OpenSSL's command takes it still. What was revoked is so all the same.
        let is_weak = || report["status"][0]["why"].as_str().is_some_and(|why| why.contains("out of use"));
        if status != wanted && !(wanted == "good" && status == "unknown" && is_weak()) {
            let about = case["about"].as_str().unwrap();
            complaints.push(format!("{number}, {about}: {status} (wanted {wanted}) {}", report["status"]));
        }
    }
    assert!(cases.len() >= 500 && complaints.is_empty(), "{}", complaints.join("\n"));
}

/// What real clients answered to responses that were stapled to the handshake (tests/ocsp/staple.py): their rows say the same.
#[test]
fn clients_answer_what_is_stapled_as_they_really_do() {
    let recorded = unpack(include_bytes!("ocsp/stapled.json.xz"));
    let mut wrong = Vec::new();
    let mut compared = 0;
    for case in recorded["cases"].as_array().unwrap() {
        let question = json!({
            "chain": case["chain"], "anchors": recorded["anchors"], "at": recorded["at"],
            "serverName": "localhost", "ocsp": case["ocsp"],
        });
        let question: Question = serde_json::from_value(question).unwrap();
        let report = explain(&question);
        for (client, real) in case["answers"].as_object().unwrap() {
            let row = report.clients.iter().find(|row| row.client == client.as_str()).unwrap();
            compared += 1;
            let theirs = real["error"].as_str().unwrap_or("accepts");
            let ours = match row.accepts {
                Some(true) => "accepts",
                Some(false) => row.error.as_deref().unwrap_or("refuses"),
                None => "not known",
            };
            // Wget's words begin with the files that it loads, gnutls-cli's lines end with a blank, and git names the file of anchors.
            let told = |words: &str| -> Vec<String> {
                let lines = words.lines().filter(|line| !line.starts_with("Loaded ")).map(str::trim);
                lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
            };
            let mut same = told(theirs) == told(ours);
            if client == "git-gnutls" || client == "gnutls" {
                let plain = |words: &str| {
                    words.split(" CAfile: ").next().unwrap().replace(":{port}", "").replace('\n', "")
                };
                let status = |words: &str| {
                    plain(words)
                        .split("*** ")
                        .next()
                        .unwrap()
                        .rsplit("server cert")
                        .next()
                        .unwrap()
                        .trim()
                        .to_owned()
                };
                same = status(theirs) == status(ours);
            }
            if !same {
                wrong.push(format!("{}: {client} says {theirs:?}, and not {ours:?}", case["title"]));
            }
            let is_told = row.why.as_ref().is_some_and(|why| !why.is_empty());
            if row.accepts == Some(false) && !is_told && report.agreement.accept > 0 {
                wrong.push(format!("{}: {client} refuses without a reason", case["title"]));
            }
        }
    }
    println!("{compared} answers");
    assert!(compared > 500 && wrong.is_empty(), "{} of {compared}:\n{}", wrong.len(), wrong.join("\n"));
}

/// PEM, base64 alone and base64 in lines are the same response.
#[test]
fn a_response_is_read_in_every_form() {
    let case = cases().into_iter().find(|case| case["title"] == "gone by ca sha1").unwrap();
    let base64 = case["ocsp"].as_str().unwrap();
    let lines: Vec<&str> = base64.as_bytes().chunks(64).map(|line| str::from_utf8(line).unwrap()).collect();
    let lines = lines.join("\n");
    let armoured = format!("-----BEGIN OCSP RESPONSE-----\n{lines}\n-----END OCSP RESPONSE-----\n");
    for form in [base64, &lines, &armoured] {
        let report = report(&case, &json!(form));
        assert_eq!(report["status"][0]["state"], "revoked", "{form}");
        assert!(report["findings"][0]["message"].as_str().unwrap().contains("OCSP response"));
        assert_eq!(report["status"][0]["by"].as_str().unwrap().matches("OCSP").count(), 2);
    }
}

/// Whatever is pasted is a report.
#[test]
fn nothing_that_is_cut_short_or_bent_makes_it_panic() {
    let case = cases().into_iter().find(|case| case["title"] == "leaf by delegate sha256").unwrap();
    let whole = case["ocsp"].as_str().unwrap();
    for length in (0..whole.len()).step_by(97) {
        report(&case, &json!(&whole[..length]));
        let mut bent = whole.as_bytes().to_vec();
        bent[length] = if bent[length] == b'A' { b'B' } else { b'A' };
        report(&case, &json!(str::from_utf8(&bent).unwrap()));
    }
}
