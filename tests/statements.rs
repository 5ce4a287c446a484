//! What a report says agrees with itself: errors with the rows of the clients that say them, sentences about clients with their
//! rows, findings with one another.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking, as tests do")]

use std::path::Path;

use chainwhy::question::{Anchors, At, Material, Piece, Question};
use chainwhy::report::Report;
use serde_json::Value;

/// A recorded scenario: the question, and what each client answered.
struct Scenario {
    id: String,
    question: Question,
    errors: Vec<(String, bool, String)>,
}

fn read(id: String, case: &Value) -> Scenario {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let pem = |field: &str| Material(vec![Piece::Text(text(&case[field]))]);
    let answers = case["answers"].as_object().unwrap();
    let errors = answers.iter().filter_map(|(client, answer)| {
        let error = answer["error"].as_str()?;
        Some((client.clone(), answer["accepts"].as_bool()?, error.to_owned()))
    });
    Scenario {
        id,
        question: Question {
            chain: pem("chain"),
            anchors: Anchors { mozilla: false, pasted: Some(pem("anchors")) },
            crls: if case["crls"].is_null() { Material::default() } else { pem("crls") },
            server_name: case["hostname"].as_str().map(str::to_owned),
            at: At::Seconds(case["at"].as_f64().unwrap()),
            ..Question::default()
        },
        errors: errors.collect(),
    }
}

fn scenarios() -> Vec<Scenario> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    let read_file = |path: &std::path::PathBuf| {
        let case: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let id = path.file_stem().unwrap().to_string_lossy().into_owned();
        case["answers"].is_object().then(|| read(id, &case))
    };
    paths.iter().filter_map(read_file).collect()
}

fn ask(scenario: &Scenario, error: &str, language: &str) -> Report {
    chainwhy::explain(&Question {
        error_text: (!error.is_empty()).then(|| error.to_owned()),
        language: Some(language.to_owned()),
        ..scenario.question.clone()
    })
}

/// Errors that are recorded, and that are not about certificates: npm and PHP do not take an IPv6 address for a host.
const NOT_ABOUT_CERTIFICATES: &[(&str, &str)] =
    &[("ip_v6", "npm"), ("ip_v6", "php"), ("ip_v6_other", "npm"), ("ip_v6_other", "php")];

/// Each client's own error, asked back with the chain that it was recorded on, is recognised, and the chain shows it.
#[test]
fn own_errors_asked_back_are_recognised_and_agree() {
    let mut asked = 0;
    let mut wrong = Vec::new();
    for scenario in scenarios() {
        // Clients of one library often have the same words.
        let mut seen: Vec<&str> = Vec::new();
        for (client, accepts, error) in &scenario.errors {
            asked += 1;
            let excepted = NOT_ABOUT_CERTIFICATES.contains(&(scenario.id.as_str(), client.as_str()));
            if *accepts || excepted || seen.contains(&error.as_str()) {
                continue;
            }
            seen.push(error);
            let report = ask(&scenario, error, "en");
            if !report.recognised.iter().any(|found| found.agrees) {
                wrong.push(format!("{} {client}: {error}: {:?}", scenario.id, report.recognised));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {asked} denied or not recognised:\n{}", wrong.len(), wrong.join("\n"));
    assert!(asked > 5_000, "{asked} asked");
}
