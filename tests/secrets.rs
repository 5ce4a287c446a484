//! No private key comes out, in whatever form and field it was put in: the table of `tests/secrets`.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};

use base64ct::{Base64, Encoding};
use chainwhy::question::{Anchors, At, Material, Pasted, Piece, Question};
use chainwhy::report::Place;
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    certificate: String,
    /// By the kind of file: what must not come out, in every way to write it.
    secrets: BTreeMap<String, Vec<String>>,
    forms: Vec<Form>,
}

#[derive(Deserialize)]
struct Form {
    file: String,
    way: String,
    text: Option<String>,
    bytes: Option<String>,
}

impl Form {
    fn piece(&self) -> Piece {
        match (&self.text, &self.bytes) {
            (Some(text), _) => Piece::Text(text.clone()),
            (None, bytes) => Piece::Bytes(Base64::decode_vec(bytes.as_deref().unwrap()).unwrap()),
        }
    }

    /// Half of what is encrypted or drawn by lot has nothing to know it by.
    fn can_be_named(&self) -> bool {
        !(self.file == "PKCS #1 encrypted" && self.text.as_ref().is_none_or(|text| !text.contains("PRIVATE")))
    }
}

fn table() -> Table {
    serde_json::from_str(include_str!("secrets/forms.json")).unwrap()
}

/// Fewer successive characters could be chance.
const GRAM: usize = 12;

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

fn grams(text: &str) -> impl Iterator<Item = &str> {
    (0..text.len()).filter_map(|at| text.get(at..at + GRAM))
}

/// What of the secrets stands in a text, but for what stands in the certificate too.
fn leaked<'s>(text: &str, secrets: &'s [String], certificate: &str) -> Option<&'s str> {
    let told: BTreeSet<&str> = grams(text).collect();
    let public = squeezed(certificate);
    secrets.iter().flat_map(|secret| grams(secret)).find(|gram| told.contains(gram) && !public.contains(gram))
}

fn question(certificate: &str) -> Question {
    let certificate = || Material(vec![Piece::Text(certificate.to_owned())]);
    Question {
        chain: certificate(),
        anchors: Anchors { mozilla: false, pasted: Some(certificate()) },
        server_name: Some("other.example".into()),
        at: At::Seconds(1.78e9),
        ..Question::default()
    }
}

const FIELDS: [&str; 10] =
    ["chain", "paste", "anchors", "crls", "errorText", "serverName", "at", "purpose", "rules", "language"];

fn put(question: &mut Question, field: &str, form: &Form) -> bool {
    let material = Material(vec![form.piece()]);
    let Some(text) = form.text.clone() else {
        match field {
            "chain" => question.chain = material,
            "anchors" => question.anchors.pasted = Some(material),
            "crls" => question.crls = material,
            "paste" => {
                *question = Question { at: question.at.clone(), ..Question::default() };
                question.paste = vec![Pasted { name: None, content: form.piece() }];
            }
            _ => return false,
        }
        return true;
    };
    match field {
        "chain" => question.chain = material,
        "anchors" => question.anchors.pasted = Some(material),
        "crls" => question.crls = material,
        "paste" => {
            *question = Question { at: question.at.clone(), ..Question::default() };
            question.paste = vec![Pasted { name: None, content: form.piece() }];
        }
        "errorText" => question.error_text = Some(text),
        "serverName" => question.server_name = Some(text),
        "at" => question.at = At::Text(text),
        "purpose" => question.purpose = Some(text),
        "rules" => question.rules = Some(text),
        "language" => question.language = Some(text),
        other => panic!("{other}"),
    }
    true
}

#[test]
fn no_private_key_comes_out_of_any_field_in_any_form() {
    let table = table();
    let (mut asked, mut leaks, mut unnamed) = (0, Vec::new(), Vec::new());
    for (index, form) in table.forms.iter().enumerate() {
        let secrets = &table.secrets[&form.file];
        for (number, field) in FIELDS.iter().enumerate() {
            // Every form in the two that take anything; in the others, which share their code, turn by turn.
            if number > 1 && index % (FIELDS.len() - 2) != number - 2 {
                continue;
            }
            let mut question = question(&table.certificate);
            if !put(&mut question, field, form) {
                continue;
            }
            let report = chainwhy::explain(&question);
            asked += 1;
            let told = squeezed(&serde_json::to_string(&report).unwrap());
            if let Some(gram) = leaked(&told, secrets, &table.certificate) {
                leaks.push(format!("{field}: {}, {}: {gram}", form.file, form.way));
            }
            // A key store is opened for its certificates; that its keys are not read is told there.
            let is_named = |finding: &chainwhy::report::Finding| {
                matches!(
                    finding.code,
                    "private-key-pasted" | "input-is-pkcs12" | "input-is-jks" | "key-store-read"
                ) && matches!(finding.place, Place::Input { .. } | Place::Request { .. })
            };
            if form.can_be_named() && !report.findings.iter().any(is_named) {
                unnamed.push(format!("{field}: {}, {}", form.file, form.way));
            }
        }
    }
    println!("{asked} questions, {} leaks, {} not named", leaks.len(), unnamed.len());
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
    assert!(unnamed.is_empty(), "{} of {asked} not named:\n{}", unnamed.len(), unnamed.join("\n"));
    assert!(asked > 1_400);
}
