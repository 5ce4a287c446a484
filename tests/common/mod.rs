//! Reading the corpora that stand beside the project.

use std::path::Path;

use chainwhy::question::{Anchors, At, Material, Piece, Question};
use serde_json::Value;

/// A corpus file; `None`, with a line that says so, where the corpora are not there. With `CI=true` that is a failure.
pub fn corpus(name: &str) -> Option<Vec<u8>> {
    shared(&format!("corpora/{name}"))
}

/// The same for any file there.
pub fn shared(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    match std::fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) if std::env::var_os("CI").is_some_and(|value| value == "true") => {
            panic!("{}: {error}", path.display())
        }
        Err(error) => {
            eprintln!("skipped: {}: {error}", path.display());
            None
        }
    }
}

/// The cases of x509-limbo.
#[allow(dead_code, reason = "each suite uses a part")]
pub fn limbo(name: &str) -> Option<Vec<Value>> {
    let mut corpus = Vec::new();
    lzma_rs::xz_decompress(&mut self::corpus(name)?.as_slice(), &mut corpus).unwrap();
    let mut corpus: Value = serde_json::from_slice(&corpus).unwrap();
    Some(std::mem::take(corpus["testcases"].as_array_mut().unwrap()))
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// PEM, or a list of it.
pub fn material(value: &Value) -> Material {
    match value {
        Value::String(text) => Material(vec![Piece::Text(text.clone())]),
        Value::Array(list) => Material(list.iter().filter_map(text).map(Piece::Text).collect()),
        _ => Material::default(),
    }
}

/// What a case of x509-limbo asks, under the rules that its namespace is written for.
#[allow(dead_code, reason = "each suite uses a part")]
pub fn limbo_question(case: &Value) -> Question {
    let mut chain = material(&case["peer_certificate"]);
    chain.0.extend(material(&case["untrusted_intermediates"]).0);
    let name = &case["expected_peer_name"];
    let namespace = case["id"].as_str().unwrap().split("::").next().unwrap();
    let rules = match namespace {
        "webpki" => "cabf",
        "bettertls" | "online" => "default",
        _ => "rfc5280",
    };
    let purpose = if case["validation_kind"] == "CLIENT" { "clientAuth" } else { "serverAuth" };
    Question {
        chain,
        anchors: Anchors { mozilla: false, pasted: Some(material(&case["trusted_certs"])) },
        crls: material(&case["crls"]),
        server_name: matches!(name["kind"].as_str(), Some("DNS" | "IP"))
            .then(|| text(&name["value"]))
            .flatten(),
        // The cases without a time hold at any time in the years around their making.
        at: text(&case["validation_time"]).map_or(At::Seconds(1_795_500_000.0), At::Text),
        purpose: Some(purpose.to_owned()),
        rules: Some(rules.to_owned()),
        ..Question::default()
    }
}

/// What a case of the fault lab asks.
#[allow(dead_code, reason = "each suite uses a part")]
pub fn labelled_question(case: &Value) -> Question {
    Question {
        chain: material(&case["chain"]),
        anchors: Anchors { mozilla: false, pasted: Some(material(&case["anchors"])) },
        crls: material(&case["crls"]),
        // Of a client's certificate the corpus asks for no name, and writes an empty one; in a question that would be an error.
        server_name: text(&case["hostname"]).filter(|name| !name.is_empty()),
        at: At::Seconds(case["time"].as_f64().unwrap()),
        purpose: text(&case["purpose"]),
        ..Question::default()
    }
}
