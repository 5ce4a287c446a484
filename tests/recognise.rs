//! What clients say is recognised, and what is no certificate error is not.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail by panicking, as tests do")]

use std::collections::BTreeMap;
use std::path::Path;

use chainwhy::recognise::{Recognised, bad_advice, not_the_certificate, recognise};

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

#[test]
fn texts_of_many_clients_are_recognised_once() {
    let cases = cases("errors");
    let mut failures = Vec::new();
    let mut clients: Vec<String> = Vec::new();
    for Case { name, head, text } in &cases {
        let recognised = recognise(text);
        let wanted = |key: &str| head.get(key).map(String::as_str);
        let notices = not_the_certificate(text);
        if !notices.is_empty() {
            failures.push(format!("{name}: {notices:?}"));
        }
        let right = match recognised.as_slice() {
            [one] => {
                Some(one.client) == wanted("client")
                    && one.codes().first().copied() == wanted("code")
                    && wanted("host").is_none_or(|host| one.host.as_deref() == Some(host))
                    && wanted("line").is_none_or(|line| one.line.to_string() == line)
                    && wanted("depth").is_none_or(|depth| {
                        one.depth.map(|depth| depth.to_string()).as_deref() == Some(depth)
                    })
                    && wanted("python").is_none_or(|line| {
                        one.python_build.as_ref().map(|build| build.line.to_string()).as_deref() == Some(line)
                    })
            }
            _ => false,
        };
        if !right {
            failures.push(format!("{name}: wanted {head:?}\n{}", shown(&recognised)));
        }
        clients.extend(wanted("client").map(str::to_owned));
    }
    clients.sort();
    clients.dedup();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
    assert!(cases.len() >= 60 && clients.len() >= 15, "{} texts of {} clients", cases.len(), clients.len());
}

#[test]
fn other_texts_about_tls_are_not_mistaken_for_certificate_errors() {
    let cases = cases("others");
    let mut failures = Vec::new();
    for Case { name, head, text } in &cases {
        let recognised = recognise(text);
        if !recognised.is_empty() {
            failures.push(format!("{name}: {text}\n{}", shown(&recognised)));
        }
        // What is an error of the connection is named as one, and nothing else is.
        let notices = not_the_certificate(text).len();
        match head.get("about").map(String::as_str) {
            Some("connection") if notices > 0 => {}
            Some("success" | "prose" | "another error") if notices == 0 => {}
            about => failures.push(format!("{name}: about {about:?}, {notices} notices\n{text}")),
        }
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
    assert!(cases.len() >= 60, "{}", cases.len());
}

#[test]
fn what_must_not_be_done_is_answered_with_the_reason() {
    let text = "Fix 1: requests.get(url, verify=False)\nFix 2: pip install --trusted-host pypi.org x\n\
                Fix 3: export NODE_TLS_REJECT_UNAUTHORIZED=0\nFix 4: pip install httpx==0.27.2\n\
                Fix 5: git config --global http.sslVerify false\nFix 6: curl -k https://x\nFix 7: InsecureSkipVerify: true\n\
                Fix 8: npm config set strict-ssl false\nFix 9: cat corp.pem >> $(python -m certifi)";
    let lines: Vec<u32> = bad_advice(text).iter().map(|advice| advice.line).collect();
    assert_eq!(lines, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for good in [
        "export SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt",
        "httpx.Client(verify=ssl_context)",
        "pip install --cert corp.pem httpx==0.28.1",
        "NODE_EXTRA_CA_CERTS=/etc/ssl/corp.pem node app.js",
        "  File \"/venv/lib/python3.12/site-packages/certifi/cacert.pem\"",
        "export SSL_CERT_FILE=$(python -m certifi)",
        "git config http.sslCAInfo /etc/ssl/corp.pem",
    ] {
        assert!(bad_advice(good).is_empty(), "{good}: {:?}", bad_advice(good));
    }
}

/// Recorded answers that are no client's verdict on a certificate, with the reason.
const NO_VERDICT: &[(&str, &str)] = &[
    ("ValueError: can't create an empty store", "the verifier does not take an empty store"),
    ("Error setting the x509 trust file: No certificate was found.", "gnutls-cli stops before it connects"),
    ("ValueError: invalid domain name", "the verifier does not take the host name that was asked for"),
];

/// What the recorded clients say of chains that this project served to them on loopback: recognised, and in agreement with what
/// is found in the chain.
#[test]
fn recordings_are_recognised_and_agree_with_what_the_chain_shows() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients");
    let (mut refusals, mut agreeing) = (0, 0);
    let mut failures: BTreeMap<String, usize> = BTreeMap::new();
    let mut disagreements: BTreeMap<String, usize> = BTreeMap::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let recording: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let Some(answers) = recording["answers"].as_object() else { continue };
        let question = serde_json::json!({
            "chain": recording["chain"], "anchors": recording["anchors"], "crls": recording["crls"],
            "serverName": recording["hostname"], "at": recording["at"],
        });
        let report = chainwhy::explain(&serde_json::from_value(question).unwrap());
        let found: Vec<String> = report.findings.iter().map(|finding| finding.code.to_string()).collect();
        for (column, answer) in answers {
            let Some(error) = answer["error"].as_str() else { continue };
            let recognised = recognise(error);
            if answer["accepts"] == true {
                if !recognised.is_empty() {
                    *failures
                        .entry(format!("{column} accepts: {error}\n{}", shown(&recognised)))
                        .or_default() += 1;
                }
                continue;
            }
            // PHP does not take an IPv6 address as the name of the peer, and says only that something failed.
            let says_nothing = column == "php" && error.contains("//[::1]:");
            if says_nothing || NO_VERDICT.iter().any(|(words, _)| *words == error) {
                continue;
            }
            if recognised.is_empty() {
                if not_the_certificate(error).is_empty() {
                    *failures.entry(format!("{column}: not recognised: {error}")).or_default() += 1;
                }
                continue;
            }
            refusals += 1;
            if recognised
                .iter()
                .any(|one| one.codes().iter().any(|code| found.iter().any(|found| found == code)))
            {
                agreeing += 1;
            } else {
                *disagreements
                    .entry(format!("{column}: {}: {error} | {found:?}", recording["fault"]))
                    .or_default() += 1;
            }
        }
    }
    assert!(failures.is_empty(), "{failures:#?}");
    // The rest are rules that only the client has (a partial chain, a key type): the chain shows nothing to agree with.
    assert!(
        refusals > 4000 && agreeing * 100 >= refusals * 96,
        "{agreeing} of {refusals} agree; not: {disagreements:#?}"
    );
    println!("{refusals} refusals, of which {agreeing} agree with what is found");
}

/// The words of many programs, each as it prints them.
fn words() -> Vec<(String, String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recognise/words.tsv");
    let text = std::fs::read_to_string(path).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut columns = line.splitn(3, '\t').map(str::to_owned);
        let mut next = || columns.next().unwrap();
        (next(), next(), serde_json::from_str(&next()).unwrap())
    });
    rows.collect()
}

/// What logs, quotations and pages make of a text.
fn forms(text: &str) -> Vec<String> {
    let each_line = |before: &str| {
        let lines: Vec<String> = text.lines().map(|line| format!("{before}{line}")).collect();
        lines.join("\n")
    };
    let json = serde_json::json!({"level": "error", "msg": text}).to_string();
    let entities = text.replace('&', "&amp;").replace('"', "&quot;").replace('\'', "&#39;");
    vec![
        text.to_owned(),
        format!("2026-11-30T10:00:00.123Z ERROR [worker-3] {text}"),
        each_line("> "),
        each_line("api-1  | "),
        serde_json::json!({"log": json}).to_string(),
        json,
        entities.replace('<', "&lt;").replace('>', "&gt;"),
        format!("```\n{text}\n```\nAny ideas?"),
    ]
}

#[test]
fn words_of_many_programs_are_known_in_every_form() {
    let words = words();
    let mut wrong = Vec::new();
    for (client, code, text) in &words {
        for form in forms(text) {
            let recognised = recognise(&form);
            let first = recognised.first();
            let found = first.map(|one| (one.client, one.codes().first().copied().unwrap_or("-")));
            if found != Some((client, code)) {
                wrong.push(format!("{client} {code}: {found:?}: {form}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    let mut clients: Vec<&String> = words.iter().map(|(client, ..)| client).collect();
    clients.sort();
    clients.dedup();
    assert!(words.len() >= 250 && clients.len() >= 80, "{} of {} clients", words.len(), clients.len());
}

/// An error pasted alone leads with its meaning, in either language.
#[test]
fn an_error_alone_leads_with_its_meaning() {
    for (_, _, text) in words().iter().step_by(5) {
        let known = recognise(text);
        let meaning = known.first().unwrap().meaning;
        for (language, words) in [("en", meaning.en), ("zh-CN", meaning.zh)] {
            let question = serde_json::json!({"paste": text, "language": language, "at": 1_796_000_000});
            let report = chainwhy::explain(&serde_json::from_value(question).unwrap());
            assert!(report.summary.contains(words), "{text}\n{}", report.summary);
        }
    }
}

#[test]
fn what_the_end_of_the_text_breaks_off_is_known() {
    for (text, code) in [
        ("Failed to connect: x509: certificate signed by unknown aut", "issuer-not-found"),
        ("TLS/SSL error: self-signed certificate in cert…", "root-not-trusted"),
        ("TLS/SSL error: self-signed certificate", "end-entity-self-signed"),
        ("java.security.cert.CertPathValidatorException: Trust anchor for certificat...", "issuer-not-found"),
        ("- Status: The certificate chain uses expired certif", "certificate-expired"),
    ] {
        let recognised = recognise(text);
        let codes: Vec<&str> = recognised.iter().filter_map(|one| one.codes().first().copied()).collect();
        assert_eq!(codes.first(), Some(&code), "{text}: {codes:?}");
    }
    // What may yet become anything is nothing.
    assert!(recognise("panic: x509: cert").is_empty());
    assert!(recognise("The certificate").is_empty());
}
