//! Thirteen valid and thirty-four faulty chains on which verifiers have been compared: verdict, cause and place of ours, and
//! beside them those of OpenSSL, Go and webpki, run in the same way where they are installed.
//!
//! Ours is held to more than they are: one code and one place, and no other error. Theirs is what their words can be taken
//! to say: the cause where one of the usual phrases for it is there, the place where the certificate is named.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

use chainwhy::explain;
use chainwhy::fault::Severity;
use chainwhy::question::{Anchors, At, Material, Piece, Question};
use chainwhy::report::{Finding, Place, Report, Verdict};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use serde::{Deserialize, Serialize};

/// Where a fault is told: of the certificates that a case calls faulty, the subject or the issuer of the link.
#[derive(Clone, Copy)]
enum Told {
    Certificate,
    Subject,
    Issuer,
}

/// A cause: how we name it and where, and the words by which others do.
struct Cause {
    name: &'static str,
    codes: &'static [&'static str],
    at: Told,
    words: &'static [&'static str],
}

const MISSING: &[&str] =
    &["unable to get issuer", "unable to get local issuer", "UnknownIssuer", "unknown authority"];

#[rustfmt::skip]
const CAUSES: &[Cause] = &[
    Cause { name: "missing", codes: &["issuer-not-found"], at: Told::Subject, words: MISSING },
    Cause { name: "issuername", codes: &["issuer-not-found"], at: Told::Subject, words: MISSING },
    Cause {
        name: "untrusted", codes: &["root-not-trusted", "end-entity-self-signed"], at: Told::Certificate,
        words: &["self-signed certificate", "UnknownIssuer", "unknown authority", "unable to get"],
    },
    Cause {
        name: "badsig_or_untrusted", codes: &["key-identifier-mismatch"], at: Told::Subject,
        words: &["signature", "InvalidSignature", "UnknownIssuer", "unknown authority", "unable to get"],
    },
    Cause { name: "expired", codes: &["certificate-expired"], at: Told::Certificate, words: &["has expired", "CertExpired", "is after"] },
    Cause { name: "notyet", codes: &["certificate-not-yet-valid"], at: Told::Certificate, words: &["is not yet valid", "CertNotValidYet", "is before"] },
    Cause { name: "badsig", codes: &["signature-invalid"], at: Told::Subject, words: &["signature failure", "InvalidSignature", "crypto/rsa", "verification failure", "verification error"] },
    Cause { name: "wrongkey", codes: &["key-identifier-mismatch"], at: Told::Subject, words: &["signature failure", "InvalidSignature", "crypto/rsa", "verification failure", "verification error", "key id"] },
    Cause { name: "notca", codes: &["issuer-not-ca"], at: Told::Issuer, words: &["invalid CA", "not a CA", "EndEntityUsedAsCa", "not authorized to sign"] },
    Cause { name: "pathlen", codes: &["path-length-exceeded"], at: Told::Subject, words: &["path length", "PathLenConstraint", "too many intermediates"] },
    Cause { name: "keyusage", codes: &["issuer-cannot-sign"], at: Told::Issuer, words: &["key usage", "keyUsage"] },
    Cause { name: "eku", codes: &["extended-key-usage-mismatch"], at: Told::Certificate, words: &["purpose", "usage", "RequiredEkuNotFound"] },
    Cause { name: "host", codes: &["name-mismatch", "subject-alt-name-missing"], at: Told::Certificate, words: &["hostname mismatch", "IP address mismatch", "CertNotValidForName", "not valid for", "certificate is valid for", "doesn't contain any IP SANs", "relies on legacy Common Name"] },
    Cause { name: "nc", codes: &["name-constraint-violated"], at: Told::Subject, words: &["subtree", "NameConstraintViolation", "not permitted", "excluded"] },
    Cause { name: "critext", codes: &["critical-extension-unknown"], at: Told::Certificate, words: &["critical extension", "UnsupportedCriticalExtension"] },
    Cause { name: "expired|badsig", codes: &["certificate-expired", "signature-invalid"], at: Told::Certificate, words: &["has expired", "CertExpired", "is after", "signature failure", "InvalidSignature", "verification failure", "verification error"] },
    Cause { name: "leafmissing|host|eku|missing", codes: &["end-entity-is-ca", "end-entity-not-pasted"], at: Told::Certificate, words: &["CaUsedAsEndEntity", "purpose", "hostname", "not valid for", "usage"] },
];

/// Words that speak of a cause and of another one alike count half.
const HALF: &[(&str, &str)] = &[
    ("keyusage", "invalid CA"),
    ("keyusage", "cannot sign this kind of certificate"),
    ("notca", "cannot sign this kind of certificate"),
];

#[derive(Deserialize)]
struct Case {
    id: String,
    bundle: String,
    anchors: String,
    host: String,
    time: String,
    expect: Expected,
}

#[derive(Deserialize)]
struct Expected {
    valid: bool,
    cause: Option<String>,
    /// SHA-256 of the certificates at which the fault is.
    at: Vec<String>,
}

impl Case {
    fn cause(&self) -> &'static Cause {
        let name = self.expect.cause.as_deref().unwrap();
        CAUSES.iter().find(|cause| cause.name == name).unwrap_or_else(|| panic!("no cause {name}"))
    }

    /// All are asked at one time.
    fn seconds(&self) -> u64 {
        assert_eq!(self.time, "2026-11-20T12:00:00Z");
        1_795_176_000
    }

    fn report(&self) -> Report {
        let text = |text: &str| Material(vec![Piece::Text(text.to_owned())]);
        explain(&Question {
            chain: text(&self.bundle),
            anchors: Anchors { mozilla: false, pasted: Some(text(&self.anchors)) },
            server_name: Some(self.host.clone()),
            at: At::Text(self.time.clone()),
            ..Question::default()
        })
    }
}

/// The cases of one kind of key; without those that only try an algorithm.
fn cases(file: &str) -> Option<Vec<Case>> {
    let cases: Vec<Case> =
        serde_json::from_slice(&common::shared(&format!("peers/bench/cases/{file}.json"))?).unwrap();
    Some(cases.into_iter().filter(|case| !case.id.starts_with("alg_")).collect())
}

/// Right answers over valid and faulty chains: verdict, cause, place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Score {
    verdict: usize,
    cause: f64,
    place: usize,
}

/// What is wrong with our answer; nothing where verdict, cause and place are right and nothing is added.
fn complaints(case: &Case, report: &Report, score: &mut Score) -> Vec<String> {
    let mut complaints = Vec::new();
    let errors: Vec<&Finding> =
        report.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    let told: Vec<String> =
        errors.iter().map(|error| format!("{} at {:?}", error.code, error.place)).collect();
    // The set calls a chain valid whose end entity is sent last. Every client takes the first for the server's and refuses it, and so
    // do we, by that name.
    if case.expect.valid && first_is_no_end_entity(report) {
        score.verdict += 1;
        return complaints;
    }
    if (report.verdict == Verdict::Trusted) == case.expect.valid {
        score.verdict += 1;
    } else {
        complaints.push(format!("{}: {:?}, {told:?}", case.id, report.verdict));
    }
    if case.expect.valid {
        return complaints;
    }
    let cause = case.cause();
    let first = errors.first();
    if first.is_some_and(|first| cause.codes.contains(&first.code)) {
        score.cause += 1.0;
    } else {
        complaints.push(format!("{}: cause {}, {told:?}", case.id, cause.name));
    }
    if first.is_some_and(|first| is_at(case, report, &first.place, cause.at)) {
        score.place += 1;
    } else {
        complaints.push(format!("{}: place, {told:?}", case.id));
    }
    // A bundle without the end entity has no name for the host either.
    if errors.len() != 1 && case.expect.cause.as_deref() != Some("leafmissing|host|eku|missing") {
        complaints.push(format!("{}: more than one error, {told:?}", case.id));
    }
    complaints
}

fn first_is_no_end_entity(report: &Report) -> bool {
    let is_it = |finding: &&Finding| finding.severity == Severity::Error;
    let errors: Vec<&str> = report.findings.iter().filter(is_it).map(|finding| finding.code).collect();
    errors == ["end-entity-not-first"] && report.certificates.first().is_some_and(|first| first.is_ca)
}

fn is_at(case: &Case, report: &Report, place: &Place, at: Told) -> bool {
    let is_faulty = |id: &str| {
        let found = report.certificates.iter().find(|certificate| certificate.id == id);
        found.is_some_and(|certificate| case.expect.at.contains(&certificate.sha256))
    };
    match (place, at) {
        (Place::Certificate { certificate }, Told::Certificate) => is_faulty(certificate),
        (Place::Link { subject, .. }, Told::Subject) => is_faulty(subject),
        (Place::Link { issuer: Some(issuer), .. }, Told::Issuer) => is_faulty(issuer),
        // What was pasted has no certificate to point at that could be the server's.
        (Place::Input { .. }, Told::Certificate) => {
            case.expect.cause.as_deref() == Some("leafmissing|host|eku|missing")
        }
        _ => false,
    }
}

#[test]
fn every_compared_chain_is_judged_right_in_verdict_cause_and_place() {
    for file in ["cases", "cases_rsa"] {
        let Some(cases) = cases(file) else { return };
        let faulty = cases.iter().filter(|case| !case.expect.valid).count();
        assert_eq!((cases.len(), faulty), (47, 34));
        let mut ours = Score::default();
        let complaints: Vec<String> =
            cases.iter().flat_map(|case| complaints(case, &case.report(), &mut ours)).collect();
        assert!(complaints.is_empty(), "{}", complaints.join("\n"));
        assert_eq!(ours, Score { verdict: 47, cause: 34.0, place: 34 });
    }
}

/// Both paths are bad: what the one suffers from is the cause, what the other suffers from is told as well.
#[test]
fn a_second_bad_path_is_told_as_a_note() {
    let Some(cases) = cases("cases") else { return };
    let case = cases.iter().find(|case| case.id == "two_paths_both_bad").unwrap();
    let told: Vec<(&str, Severity)> =
        case.report().findings.iter().map(|finding| (finding.code, finding.severity)).collect();
    assert!(told.contains(&("certificate-expired", Severity::Error)), "{told:?}");
    assert!(told.contains(&("signature-invalid", Severity::Note)), "{told:?}");
}

// --- The others ---

/// What another verifier says of each case: nothing where it accepts.
type Answers = Vec<Option<Answer>>;

#[derive(Deserialize)]
struct Answer {
    words: String,
    /// The certificate that the error carries (SHA-256), for verifiers that are called and not run.
    at: String,
}

impl Answer {
    fn of(words: String) -> Self {
        Self { words, at: String::new() }
    }
}

/// `None`, with a line that says so, where it is not installed.
fn run(command: &mut Command, input: &str) -> Option<String> {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().ok()?;
    child.stdin.take()?.write_all(input.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr))
}

fn ask_openssl(cases: &[Case]) -> Option<(String, Answers)> {
    let version = run(Command::new("openssl").arg("version"), "")?;
    let folder = std::env::temp_dir().join(format!("chainwhy-peers-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let ask = |case: &Case| {
        let save = |name: &str, text: &str| {
            std::fs::write(folder.join(name), text).unwrap();
            folder.join(name)
        };
        let blocks: Vec<String> = case
            .bundle
            .split_inclusive("-----END CERTIFICATE-----")
            .filter(|block| block.contains("-----BEGIN"))
            .map(|block| format!("{block}\n"))
            .collect();
        let at = case.seconds().to_string();
        // It refuses a file without certificates.
        let others = match &blocks[1..] {
            [] => Vec::new(),
            others => vec!["-untrusted".into(), save("others.pem", &others.concat()).into_os_string()],
        };
        let is_address = case.host.parse::<std::net::IpAddr>().is_ok();
        let output = Command::new("openssl")
            .args(["verify", "-purpose", "sslserver", "-no-CApath", "-no-CAstore", "-attime", &at, "-CAfile"])
            .arg(save("anchors.pem", &case.anchors))
            .args([if is_address { "-verify_ip" } else { "-verify_hostname" }, &case.host])
            .args(others)
            .arg(save("leaf.pem", &blocks[0]))
            .output()
            .unwrap();
        let words = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        (!output.status.success()).then(|| Answer::of(words.into_owned()))
    };
    let answers = cases.iter().map(ask).collect();
    std::fs::remove_dir_all(&folder).unwrap();
    Some((version.split(' ').take(2).collect::<Vec<_>>().join(" "), answers))
}

fn ask_go(cases: &[Case]) -> Option<(String, Answers)> {
    #[derive(Serialize)]
    struct Asked<'a> {
        bundle: &'a str,
        anchors: &'a str,
        host: &'a str,
        at: &'a str,
    }
    let version = run(Command::new("go").arg("version"), "")?;
    let asked: Vec<Asked<'_>> = cases
        .iter()
        .map(|case| Asked { bundle: &case.bundle, anchors: &case.anchors, host: &case.host, at: &case.time })
        .collect();
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/peers/verify.go");
    let answers = run(Command::new("go").args(["run", program]), &serde_json::to_string(&asked).unwrap())?;
    let answers: Vec<Answer> = serde_json::from_str(&answers).unwrap_or_else(|_| panic!("{answers}"));
    let version = version.split(' ').nth(2).unwrap_or_default().replace("go", "Go ");
    Some((version, answers.into_iter().map(|one| Some(one).filter(|one| !one.words.is_empty())).collect()))
}

fn ask_webpki(cases: &[Case]) -> (String, Answers) {
    let certificates = |text: &str| -> Vec<CertificateDer<'static>> {
        CertificateDer::pem_slice_iter(text.as_bytes()).filter_map(Result::ok).collect()
    };
    let verify = |case: &Case| -> Result<(), webpki::Error> {
        let (chain, anchors) = (certificates(&case.bundle), certificates(&case.anchors));
        let anchors: Vec<_> =
            anchors.iter().map(webpki::anchor_from_trusted_cert).collect::<Result<_, _>>()?;
        let end_entity = webpki::EndEntityCert::try_from(&chain[0])?;
        end_entity.verify_for_usage(
            webpki::ALL_VERIFICATION_ALGS,
            &anchors,
            &chain[1..],
            UnixTime::since_unix_epoch(Duration::from_secs(case.seconds())),
            webpki::KeyUsage::server_auth(),
            None,
            None,
        )?;
        end_entity.verify_is_valid_for_subject_name(&ServerName::try_from(case.host.as_str()).unwrap())
    };
    let answers =
        cases.iter().map(|case| verify(case).err().map(|error| Answer::of(error.to_string()))).collect();
    ("rustls-webpki 0.103".to_owned(), answers)
}

/// The common names of the certificates at which a fault is.
fn faulty_names(case: &Case) -> Vec<String> {
    let report = case.report();
    let faulty = report.certificates.iter().filter(|known| case.expect.at.contains(&known.sha256));
    let common_name = |subject: &str| {
        let (_, name) = subject.split_once("CN=")?;
        Some(name.split(',').next().unwrap_or_default().trim().to_owned())
    };
    faulty.filter_map(|known| common_name(&known.subject)).collect()
}

fn score(cases: &[Case], answers: &Answers) -> Score {
    let mut score = Score::default();
    for (case, answer) in cases.iter().zip(answers) {
        score.verdict += usize::from(answer.is_none() == case.expect.valid);
        let (false, Some(Answer { words, at })) = (case.expect.valid, answer) else { continue };
        let says = |phrase: &&str| words.to_lowercase().contains(&phrase.to_lowercase());
        let cause = case.cause();
        score.cause += if cause.words.iter().any(says) {
            1.0
        } else if HALF.iter().any(|(name, phrase)| *name == cause.name && says(phrase)) {
            0.5
        } else {
            0.0
        };
        // OpenSSL names every certificate that an error is at; elsewhere a name in the words is the place.
        let lines: Vec<&str> = words.lines().collect();
        let is_openssl = words.contains(" depth lookup:");
        let is_named = |name: &String| match is_openssl {
            true => lines.windows(2).any(|pair| pair[0].contains(name) && pair[1].starts_with("error ")),
            false => words.contains(name),
        };
        let is_carried = case.expect.at.contains(at);
        let placed = is_carried || faulty_names(case).iter().any(is_named);
        score.place += usize::from(placed);
    }
    score
}

/// What was measured, as `docs/verifiers.md` shows it.
#[derive(Deserialize)]
struct Measured {
    verifier: BTreeMap<String, Row>,
}

#[derive(Debug, Deserialize, PartialEq)]
struct Row {
    version: String,
    verdict: usize,
    cause: f64,
    place: usize,
}

#[test]
fn the_others_answer_as_documented() {
    let Some(cases) = cases("cases") else { return };
    let measured: Measured = toml::from_str(include_str!("peers/measured.toml")).unwrap();
    let mut rows = vec![("webpki", Some(ask_webpki(&cases)))];
    rows.push(("openssl", ask_openssl(&cases)));
    rows.push(("go", ask_go(&cases)));
    println!("47 chains, 34 of them faulty  verdict  cause  place");
    println!("{:30}{:7}{:7}{:7}", "chainwhy", 47, 34, 34);
    let mut wrong = Vec::new();
    for (name, answers) in rows {
        let Some((version, answers)) = answers else {
            println!("{name} is not installed");
            continue;
        };
        let Score { verdict, cause, place } = score(&cases, &answers);
        println!("{version:30}{verdict:7}{cause:7}{place:7}");
        let known = &measured.verifier[name];
        // Another version may know better.
        if version == known.version && (verdict, cause, place) != (known.verdict, known.cause, known.place) {
            wrong.push(format!("{version}: {verdict}, {cause}, {place} instead of {known:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}
