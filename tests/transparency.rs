//! Promises of logs at certificates of public CAs: real chains, read from beside the project, and lists of logs that know theirs or not.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use base64ct::Encoding;
use chainwhy::explain;
use chainwhy::question::Question;
use chainwhy::report::{Report, Verdict};
use serde_json::{Value, json};

/// Real chains of public CAs, with the time at which they were recorded.
fn real_chains() -> Option<Vec<Value>> {
    let cases = common::limbo("limbo-open.json.xz")?;
    Some(cases.into_iter().filter(|case| case["id"].as_str().unwrap().starts_with("online::")).collect())
}

fn ask(case: &Value, more: &Value) -> Report {
    let sent = case["untrusted_intermediates"].as_array().unwrap().iter().map(|pem| pem.as_str().unwrap());
    let chain = core::iter::once(case["peer_certificate"].as_str().unwrap()).chain(sent).collect::<String>();
    let mut question = json!({
        "chain": chain, "anchors": "mozilla", "at": case["validation_time"],
        "serverName": case["expected_peer_name"]["value"],
    });
    for (key, value) in more.as_object().unwrap() {
        question[key] = value.clone();
    }
    let question: Question = serde_json::from_value(question).unwrap();
    explain(&question)
}

fn answer(report: &Report, client: &str) -> (Option<bool>, Option<String>) {
    let row = report.clients.iter().find(|row| row.client == client).unwrap();
    (row.accepts, row.error.clone())
}

/// A list of one log, of a key that is nobody's.
fn other_list(published: &str) -> String {
    let key = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==";
    json!({
        "log_list_timestamp": published,
        "operators": [{ "name": "Nobody", "logs": [{ "description": "Nobody's", "key": key, "state": { "usable": {} } }] }],
    })
    .to_string()
}

/// A list with a promise of a log that no list has.
fn strange_promise() -> String {
    let mut promise = vec![0];
    promise.extend([7; 32]);
    promise.extend(1_700_000_000_000_u64.to_be_bytes());
    promise.extend([0, 0, 4, 3, 0, 1, 9]);
    let counted = |bytes: &[u8]| [&u16::try_from(bytes.len()).unwrap().to_be_bytes(), bytes].concat();
    base64ct::Base64::encode_string(&counted(&counted(&promise)))
}

#[test]
fn browsers_want_promises_of_public_cas() {
    let Some(chains) = real_chains() else { return };
    let mut seen = 0;
    for case in chains.into_iter().take(6) {
        let id = &case["id"];
        let code = |report: &Report| report.findings.iter().any(|found| found.code == "ct-policy-not-met");
        let plain = ask(&case, &json!({}));
        // Roots that have gone from the built-in set tell nothing here.
        if plain.verdict != Verdict::Trusted || plain.scts.is_empty() {
            continue;
        }
        seen += 1;
        assert!(!code(&plain), "{id}: how many there are is known, and enough");
        assert_eq!(answer(&plain, "chrome").0, Some(true), "{id}");
        assert!(plain.scts.iter().all(|sct| sct.signed.is_none() && sct.log_name.is_none()), "{id}");

        let at = case["validation_time"].as_str().unwrap();
        let unknown = ask(&case, &json!({ "ctLogs": other_list(at) }));
        assert!(code(&unknown), "{id}");
        assert_eq!(unknown.verdict, Verdict::Trusted, "{id}: what some browsers want besides is a warning");
        for client in ["chrome", "firefox", "macos"] {
            assert_eq!(answer(&unknown, client).0, None, "{id} {client}: the handshake may bring more");
        }
        let known = ask(&case, &json!({ "ctLogs": other_list(at), "scts": strange_promise() }));
        let refused = |client, words: &str| {
            let (accepts, error) = answer(&known, client);
            assert_eq!((accepts, error.as_deref()), (Some(false), Some(words)), "{id} {client}");
        };
        refused("chrome", "net::ERR_CERTIFICATE_TRANSPARENCY_REQUIRED");
        refused("firefox", "MOZILLA_PKIX_ERROR_INSUFFICIENT_CERTIFICATE_TRANSPARENCY");
        for client in ["openssl-3", "go", "curl", "java-17", "python-ssl-3.13"] {
            assert_eq!(answer(&known, client).0, Some(true), "{id} {client} does not look");
        }
        // A list of three months ago is none.
        let old = ask(&case, &json!({ "ctLogs": other_list("2024-01-01T00:00:00Z") }));
        assert!(!code(&old), "{id}");
    }
    println!("{seen} chains of public CAs");
    assert!(seen >= 4, "too few to tell anything");
}
