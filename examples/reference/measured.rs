//! What the recorded clients said to chains that have one fault alone.

use std::collections::BTreeMap;
use std::path::Path;

use chainwhy::fault::Severity;
use chainwhy::question::{Anchors, At, Material, Piece, Question};
use chainwhy::rules::Code;
use serde_json::Value;

/// The verifiers that the documentation compares with, by the name that the recordings know them under.
pub const VERIFIERS: [(&str, &str); 3] =
    [("rustls", "webpki 0.103 (rustls)"), ("openssl-3", "OpenSSL 3"), ("go", "Go")];

/// How often a verifier accepted, of how many chains.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub accepted: usize,
    pub asked: usize,
}

/// By code, the answers of [`VERIFIERS`] to the recorded chains in which this fault stands alone: no other error or warning.
pub fn alone() -> BTreeMap<Code, [Tally; 3]> {
    let mut tallies: BTreeMap<Code, [Tally; 3]> = BTreeMap::new();
    for (code, recording) in recorded_alone() {
        let row = tallies.entry(code).or_default();
        for (tally, (name, _)) in row.iter_mut().zip(VERIFIERS) {
            if let Some(accepts) =
                recording.pointer(&format!("/answers/{name}/accepts")).and_then(Value::as_bool)
            {
                tally.asked += 1;
                tally.accepted += usize::from(accepts);
            }
        }
    }
    tallies
}

/// The recordings of chains in which one fault stands alone, with that fault.
pub fn recorded_alone() -> Vec<(Code, Value)> {
    recordings().into_iter().filter_map(|recording| Some((only_fault(&recording)?, recording))).collect()
}

fn recordings() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files.iter().filter_map(|path| serde_json::from_slice(&std::fs::read(path).ok()?).ok()).collect()
}

fn only_fault(recording: &Value) -> Option<Code> {
    let field = |name: &str| recording.get(name).and_then(Value::as_str).map(str::to_owned);
    let material = |name: &str| Material(field(name).map(Piece::Text).into_iter().collect());
    let question = Question {
        chain: material("chain"),
        anchors: Anchors { mozilla: false, pasted: Some(material("anchors")) },
        crls: material("crls"),
        server_name: field("hostname"),
        at: At::Seconds(recording.get("at").and_then(Value::as_f64)?),
        ..Question::default()
    };
    let report = chainwhy::explain(&question);
    let mut codes: Vec<Code> = report
        .findings
        .iter()
        .filter(|finding| finding.severity != Severity::Note)
        .filter_map(|finding| Code::from_wire(finding.code))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    match codes[..] {
        [only] => Some(only),
        _ => None,
    }
}

/// A verifier on the chains of `tests/peers.rs`.
#[derive(serde::Deserialize)]
pub struct Compared {
    pub version: String,
    pub verdict: usize,
    pub cause: f64,
    pub place: usize,
}

/// What `tests/peers.rs` measured of the others, and holds them to.
pub fn compared() -> Vec<Compared> {
    #[derive(serde::Deserialize)]
    struct File {
        verifier: std::collections::BTreeMap<String, Compared>,
    }
    let file: File =
        toml::from_str(include_str!("../../tests/peers/measured.toml")).expect("the file is TOML");
    file.verifier.into_values().collect()
}
