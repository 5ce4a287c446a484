//! What clients say is recognised, and what is no certificate error is not.

use std::collections::BTreeMap;
use std::path::Path;

use chainwhy::recognise::{Recognised, recognise};

/// One recorded or documented text: a head of `key: value` lines, an empty line, the text.
struct Case {
    name: String,
    head: BTreeMap<String, String>,
    text: String,
}

fn cases(folder: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recognise").join(folder);
    let mut cases: Vec<Case> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|file| {
            let path = file.unwrap().path();
            let whole = std::fs::read_to_string(&path).unwrap();
            let (head, text) =
                whole.split_once("\n\n").unwrap_or_else(|| panic!("{}: no head", path.display()));
            let head = head
                .lines()
                .map(|line| {
                    let (key, value) =
                        line.split_once(": ").unwrap_or_else(|| panic!("{}: {line}", path.display()));
                    (key.to_owned(), value.to_owned())
                })
                .collect();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            Case { name, head, text: text.to_owned() }
        })
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

fn shown(recognised: &[Recognised]) -> String {
    recognised
        .iter()
        .map(|one| {
            format!(
                "  {} {:?} host {:?} line {}: {}\n",
                one.client,
                one.codes(),
                one.host,
                one.line,
                one.quoted
            )
        })
        .collect()
}

/// Faults of the recorded scenarios, and the codes of which one must be named.
const SCENARIOS: &[(&str, &[&str])] = &[
    ("bad signature", &["signature-invalid"]),
    (
        "wrong issuer certificate",
        &["signature-invalid", "key-identifier-mismatch", "authority-key-id-missing"],
    ),
    (
        "stale anchor",
        &["signature-invalid", "key-identifier-mismatch", "root-not-trusted", "authority-key-id-missing"],
    ),
    ("CRL not available", &["revocation-unknown"]),
    ("empty issuer", &["issuer-empty"]),
    ("anchor expired", &["certificate-expired", "anchor-expired"]),
    ("intermediate expired", &["certificate-expired"]),
    ("leaf expired", &["certificate-expired"]),
    ("leaf not yet valid", &["certificate-not-yet-valid"]),
    ("hostname mismatch", &["name-mismatch"]),
    ("partial wildcard", &["name-mismatch"]),
    ("wildcard on TLD", &["name-mismatch"]),
    ("IP written as dNSName", &["name-mismatch"]),
    ("CN only", &["name-mismatch", "subject-alt-name-missing"]),
    ("CA EKU", &["extended-key-usage-mismatch"]),
    ("leaf purpose", &["extended-key-usage-mismatch"]),
    ("issuer may not sign", &["issuer-cannot-sign"]),
    ("issuer not a CA", &["issuer-not-ca", "version-not-v3"]),
    ("unknown critical extension", &["critical-extension-unknown"]),
    ("duplicate extension", &["extension-duplicated"]),
    ("anchor absent", &["issuer-not-found"]),
    ("incomplete chain", &["issuer-not-found"]),
    ("incomplete chain, AIA present", &["issuer-not-found"]),
    ("partial chain", &["issuer-not-found"]),
    ("name constraints", &["name-constraint-violated"]),
    ("name constraints on anchor", &["name-constraint-violated"]),
    ("path length on anchor", &["path-length-exceeded"]),
    ("self-signed leaf", &["end-entity-self-signed"]),
    ("self-signed in chain", &["root-not-trusted", "path-too-complex"]),
    ("weak hash", &["signature-algorithm-weak"]),
    ("BC not critical", &["basic-constraints-not-critical"]),
    ("CA as end entity", &["end-entity-is-ca"]),
];

/// Columns whose client wraps another or has several names.
fn names_the_client(column: &str, client: &str) -> bool {
    let expected: &[&str] = match column {
        "openssl-3" => &["openssl"],
        "python-requests-3.12" | "python-requests-3.13" => &["requests"],
        "python-httpx-0.27" | "python-httpx-0.28-3.12" | "python-httpx-0.28-3.13" => &["httpx"],
        // The same words, without a version in them.
        "node-20" | "node-24" => &["node", "node-20", "node-24"],
        "bun" => &["node", "bun", "boringssl"],
        "java-17" => &["java"],
        "git-gnutls" => &["git"],
        "pyca-cryptography" => &["pyca"],
        other => return other == client,
    };
    expected.contains(&client)
}

#[test]
fn every_recorded_error_of_real_clients_is_recognised() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/clients-open.json");
    let Ok(corpus) = std::fs::read_to_string(&path) else {
        assert!(std::env::var("CI").is_err(), "{} is missing", path.display());
        println!("skipped: {} is not there", path.display());
        return;
    };
    let corpus: serde_json::Value = serde_json::from_str(&corpus).unwrap();
    let (mut errors, mut failures) = (0, Vec::new());
    for case in corpus["cases"].as_array().unwrap() {
        let fault = case["fault"].as_str().unwrap();
        for (column, answer) in case["answers"].as_object().unwrap() {
            let Some(error) = answer["error"].as_str() else { continue };
            // What an accepting client printed, and handshakes that failed before any certificate was judged.
            if answer["accepts"] == true
                || error.contains("ERR_SSL_VERSION_OR_CIPHER_MISMATCH")
                || error.contains("NO_CYPHER_OVERLAP")
            {
                assert!(recognise(error).is_empty(), "{column}: {error}\n{}", shown(&recognise(error)));
                continue;
            }
            errors += 1;
            let recognised = recognise(error);
            let codes =
                SCENARIOS.iter().find(|(name, _)| *name == fault).map_or(&[][..], |(_, codes)| *codes);
            let [one] = recognised.as_slice() else {
                failures.push(format!(
                    "{column} / {fault}: {} recognised\n  {error}\n{}",
                    recognised.len(),
                    shown(&recognised)
                ));
                continue;
            };
            if !names_the_client(column, one.client)
                || !codes.is_empty() && !one.codes().iter().any(|code| codes.contains(code))
            {
                failures.push(format!("{column} / {fault}:\n  {error}\n{}", shown(&recognised)));
            }
        }
    }
    failures.dedup();
    assert!(failures.is_empty(), "{} of {errors} not recognised:\n{}", failures.len(), failures.join("\n"));
    assert!(errors > 500, "{errors}");
}
