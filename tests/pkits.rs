//! NIST's PKITS §4.8 to §4.12 with the inputs that its document gives each test beside the certificates (RFC 5280 §6.1.1 (c), (e)–(g)):
//! what other suites leave out, since they cannot ask for policies. And all of PKITS with its CRLs, as the sources of a package on PyPI
//! hold it.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chainwhy::explain;
use chainwhy::fault::Severity;
use chainwhy::question::Question;
use chainwhy::report::Finding;
use serde_json::{Value, json};

/// Of a test: the policies that will do, by their numbers, and which of explicit (e), mapping (m) and any (a) are set.
const INPUTS: &[(&str, &[u8], &str)] = &[
    ("4.8.1 Section8AllCertificatesSamePolicyTest1Subpart1", &[], "e"),
    ("4.8.1 Section8AllCertificatesSamePolicyTest1Subpart2", &[1], "e"),
    ("4.8.1 Section8AllCertificatesSamePolicyTest1Subpart3", &[2], "e"),
    ("4.8.1 Section8AllCertificatesSamePolicyTest1Subpart4", &[1, 2], "e"),
    ("4.8.2 Section8AllCertificatesNoPoliciesTest2Subpart2", &[], "e"),
    ("4.8.3 Section8DifferentPoliciesTest3Subpart2", &[], "e"),
    ("4.8.3 Section8DifferentPoliciesTest3Subpart3", &[1, 2], "e"),
    ("4.8.6 Section8OverlappingPoliciesTest6Subpart2", &[1], "e"),
    ("4.8.6 Section8OverlappingPoliciesTest6Subpart3", &[2], "e"),
    ("4.8.10 Section8AllCertificatesSamePoliciesTest10Subpart2", &[1], "e"),
    ("4.8.10 Section8AllCertificatesSamePoliciesTest10Subpart3", &[2], "e"),
    ("4.8.11 Section8AllCertificatesAnyPolicyTest11Subpart2", &[1], "e"),
    ("4.8.13 Section8AllCertificatesSamePoliciesTest13Subpart1", &[1], "e"),
    ("4.8.13 Section8AllCertificatesSamePoliciesTest13Subpart2", &[2], "e"),
    ("4.8.13 Section8AllCertificatesSamePoliciesTest13Subpart3", &[3], "e"),
    ("4.8.14 Section8AnyPolicyTest14Subpart1", &[1], "e"),
    ("4.8.14 Section8AnyPolicyTest14Subpart2", &[2], "e"),
    ("4.8.18 Section8UserNoticeQualifierTest18Subpart1", &[1], "e"),
    ("4.8.18 Section8UserNoticeQualifierTest18Subpart2", &[2], "e"),
    ("4.8.20 Section8CPSPointerQualifierTest20", &[1], "e"),
    ("4.10.1.1 Section10ValidPolicyMappingTest1Subpart1", &[1], "e"),
    ("4.10.1.2 Section10ValidPolicyMappingTest1Subpart2", &[2], "e"),
    ("4.10.1.3 Section10ValidPolicyMappingTest1Subpart3", &[], "em"),
    ("4.10.2 Section10InvalidPolicyMappingTest2Subpart2", &[], "em"),
    ("4.10.3 Section10ValidPolicyMappingTest3Subpart1", &[1], "e"),
    ("4.10.3 Section10ValidPolicyMappingTest3Subpart2", &[2], "e"),
    ("4.10.5 Section10ValidPolicyMappingTest5Subpart1", &[1], "e"),
    ("4.10.5 Section10ValidPolicyMappingTest5Subpart2", &[6], "e"),
    ("4.10.6 Section10ValidPolicyMappingTest6Subpart1", &[1], "e"),
    ("4.10.6 Section10ValidPolicyMappingTest6Subpart2", &[6], "e"),
    ("4.10.12 Section10ValidPolicyMappingTest12Subpart1", &[1], "e"),
    ("4.10.12 Section10ValidPolicyMappingTest12Subpart2", &[2], "e"),
    ("4.10.13 Section10ValidPolicyMappingTest13Subpart2", &[1], "e"),
    ("4.10.13 Section10ValidPolicyMappingTest13Subpart3", &[2], "e"),
    ("4.12.3 Section12inhibitAnyPolicyTest3Subpart2", &[], "ea"),
];

/// Which of NIST's policies hold at each certificate, from below the anchor down, by the certificates of the test.
const HOLDING: &[(&str, &[&[u8]])] = &[
    ("4.8.1 Section8AllCertificatesSamePolicyTest1Subpart2", &[&[1], &[1]]),
    ("4.8.2 Section8AllCertificatesNoPoliciesTest2Subpart2", &[]),
    ("4.8.14 Section8AnyPolicyTest14Subpart1", &[&[0], &[1]]),
    ("4.10.1.1 Section10ValidPolicyMappingTest1Subpart1", &[&[1], &[2]]),
];

/// NIST's policies of these numbers; anyPolicy for 0.
fn nist(numbers: &[u8]) -> Vec<String> {
    let named = |number: &u8| match number {
        0 => "2.5.29.32.0".to_owned(),
        _ => format!("2.16.840.1.101.3.2.1.48.{number}"),
    };
    numbers.iter().map(named).collect()
}

const NOT_CRITICAL: &str = "policy-constraints-not-critical";

#[test]
fn every_policy_test_with_its_inputs() {
    let Some(packed) = common::corpus("suites/boringssl-pkits.json.xz") else { return };
    let mut suite = Vec::new();
    lzma_rs::xz_decompress(&mut packed.as_slice(), &mut suite).unwrap();
    let suite: Value = serde_json::from_slice(&suite).unwrap();
    let mut complaints = Vec::new();
    let (mut asked, mut with_inputs, mut told) = (0, 0, 0);
    for case in suite["cases"].as_array().unwrap() {
        let id = case["id"].as_str().unwrap();
        let is_of_policies =
            ["4.8.", "4.9.", "4.10.", "4.11.", "4.12."].iter().any(|section| id.starts_with(section));
        let inputs = INPUTS.iter().find(|(name, ..)| *name == id);
        if !is_of_policies {
            continue;
        }
        assert_eq!(case["skip"].is_string(), inputs.is_some(), "{id}");
        let text = |keys: &Value| -> String {
            let keys = keys.as_array().unwrap().iter().map(|key| key.as_str().unwrap());
            keys.map(|key| suite["blobs"][key].as_str().unwrap()).collect()
        };
        let mut question = json!({
            "chain": text(&case["q"]["chain"]), "anchors": text(&case["q"]["anchors"]), "at": case["q"]["at"],
            "purpose": case["q"]["purpose"], "rules": case["q"]["rules"], "clients": false,
        });
        if let Some((_, policies, flags)) = inputs {
            question["policies"] = nist(policies).into();
            question["requireExplicitPolicy"] = flags.contains('e').into();
            question["inhibitPolicyMapping"] = flags.contains('m').into();
            question["inhibitAnyPolicy"] = flags.contains('a').into();
            with_inputs += 1;
        }
        asked += 1;
        let question: Question = serde_json::from_value(question).unwrap();
        let report = explain(&question);
        if let Some((_, wanted)) = HOLDING.iter().find(|(name, _)| *name == id) {
            let held: Vec<String> = report.policies.iter().map(|level| level.holding.join(" ")).collect();
            let wanted: Vec<String> = wanted.iter().map(|numbers| nist(numbers).join(" ")).collect();
            assert_eq!(held, wanted, "{id}");
            told += 1;
        }
        // Its CAs mark policyConstraints not critical, which RFC 5280 §4.2.1.11 forbids them; how a path is validated does not depend on it.
        let is_error =
            |finding: &Finding| finding.severity == Severity::Error && finding.code != NOT_CRITICAL;
        let verdict = if report.findings.iter().any(is_error) { "untrusted" } else { "trusted" };
        if verdict != case["expect"] {
            complaints.push(format!("{id}: {verdict}, {} is right. {}", case["expect"], report.summary));
        }
    }
    println!("{asked} tests, {with_inputs} with inputs");
    assert_eq!(told, HOLDING.len());
    assert!(with_inputs == INPUTS.len() && complaints.is_empty(), "{}", complaints.join("\n"));
}

/// The sources of pyhanko-certvalidator 0.33.0, in whose tests NIST's certificates and CRLs are, with what each test wants.
const SOURCES: &str = "pyhanko-certvalidator==0.33.0 --hash=sha256:a4c3309f99c77cdcad24532f75340bd8cc8b108aa8992b8102d44f250ebd449c";

/// The folder of PKITS: from the user's cache, where it is put once. `None` where it cannot be had.
fn whole_suite() -> Option<PathBuf> {
    let home = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache =
        home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")))?.join("chainwhy");
    let folder = cache.join("pyhanko_certvalidator-0.33.0");
    let suite = folder.join("tests/fixtures/nist_pkits");
    if suite.join("pkits.json").exists() {
        return Some(suite);
    }
    // What is fetched stands beside until it is whole: two may do this at once.
    let beside = cache.join(format!("pkits-{}", std::process::id()));
    fs::create_dir_all(&beside).ok()?;
    fs::write(beside.join("sources.txt"), SOURCES).ok()?;
    let run = |program: &str, arguments: &[&str]| {
        let done = Command::new(program).args(arguments).current_dir(&beside).output();
        done.is_ok_and(|done| done.status.success())
    };
    let fetch = "-m pip download --quiet --disable-pip-version-check --retries 0 --timeout 20 --no-deps --no-binary :all: -r sources.txt";
    let fetched = run("python3", &fetch.split(' ').collect::<Vec<_>>())
        && run("tar", &["-xzf", "pyhanko_certvalidator-0.33.0.tar.gz"]);
    if fetched {
        let _ = fs::rename(beside.join("pyhanko_certvalidator-0.33.0"), &folder);
    }
    let _ = fs::remove_dir_all(&beside);
    suite.join("pkits.json").exists().then_some(suite)
}

fn armoured(file: &Path, label: &str) -> String {
    let bytes = fs::read(file).unwrap();
    match String::from_utf8(bytes) {
        Ok(text) if text.starts_with("-----BEGIN") => text,
        Ok(text) => panic!("{}: {text}", file.display()),
        Err(der) => format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", base64(der.as_bytes())),
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |part: &[u8]| -> String {
        let bits =
            part.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - part.len()));
        let letter = |index: usize| match index <= part.len() {
            true => char::from(LETTERS[usize::try_from(bits >> (18 - 6 * index) & 63).unwrap()]),
            false => '=',
        };
        (0..4).map(letter).collect()
    };
    bytes.chunks(48).map(|line| line.chunks(3).map(group).collect::<String>() + "\n").collect()
}

/// Faults by the letter that NIST's certificates of 2011 have, and on which its tests do not depend.
const BY_THE_LETTER: &[&str] =
    &[NOT_CRITICAL, "basic-constraints-not-critical", "time-malformed", "inhibit-any-policy-not-critical"];
/// DSA with SHA-1 is out of use here.
const OUT_OF_USE: &[&str] = &["40104", "40105"];

/// Every section, with the inputs and the CRLs of its tests.
#[test]
fn all_of_pkits_with_its_crls() {
    let Some(folder) = whole_suite() else {
        println!("skipped: the sources of pyhanko-certvalidator cannot be had");
        return;
    };
    let suite: Value = serde_json::from_slice(&fs::read(folder.join("pkits.json")).unwrap()).unwrap();
    let certificate = |name: &str| armoured(&folder.join("certs").join(name), "CERTIFICATE");
    let crl = |name: &str| armoured(&folder.join("crls").join(name), "X509 CRL");
    let names = |value: &Value| -> Vec<String> {
        value
            .as_array()
            .map(|list| list.iter().map(|name| name.as_str().unwrap().to_owned()).collect())
            .unwrap_or_default()
    };
    let mut complaints = Vec::new();
    let tests = suite.as_array().unwrap();
    for test in tests {
        let id = test["id"].as_str().unwrap();
        let others = names(&test["other_certs"]);
        let with_lists = test["revocation"] != false;
        let lists = names(&test["crls"]).iter().map(|name| crl(name)).collect::<String>()
            + &crl("TrustAnchorRootCRL.crl");
        let inputs = &test["params"];
        let mut question = json!({
            "chain": certificate(test["cert"].as_str().unwrap()) + &others.iter().map(|name| certificate(name)).collect::<String>(),
            "anchors": certificate("TrustAnchorRootCertificate.crt"), "at": "2011-04-15T00:00:00Z",
            "purpose": "any", "rules": "rfc5280", "clients": false,
            "requireExplicitPolicy": inputs["initial_explicit_policy"] == true,
            "inhibitPolicyMapping": inputs["initial_policy_mapping_inhibit"] == true,
            "inhibitAnyPolicy": inputs["initial_any_policy_inhibit"] == true,
        });
        if with_lists {
            question["crls"] = lists.into();
        }
        if inputs["user_initial_policy_set"].is_array() {
            question["policies"] = inputs["user_initial_policy_set"].clone();
        }
        let question: Question = serde_json::from_value(question).unwrap();
        let report = explain(&question);
        // Whoever wants CRLs refuses where none settles the status.
        let refused = report.findings.iter().any(|finding| {
            let is_error = finding.severity == Severity::Error && !BY_THE_LETTER.contains(&finding.code);
            is_error || with_lists && finding.code == "revocation-unknown"
        });
        let wanted = test["error"].is_object() || OUT_OF_USE.contains(&id);
        if refused != wanted {
            complaints.push(format!("{id} {}: refused {refused}. {}", test["name"], report.summary));
        }
    }
    println!("{} tests", tests.len());
    assert!(tests.len() == 246 && complaints.is_empty(), "{}", complaints.join("\n"));
}
