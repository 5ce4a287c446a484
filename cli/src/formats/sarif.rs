//! SARIF 2.1.0 (OASIS): the findings as results of a static analysis.

use chainwhy::fault::Severity;
use chainwhy::rules::Code;
use serde_json::{Value, json};

use super::location;
use crate::failure::{Failure, Result};
use crate::show::Answer;

pub fn write(answers: &[Answer]) -> Result<String> {
    let mut codes: Vec<&'static str> = Vec::new();
    let mut results = Vec::new();
    for answer in answers {
        for finding in &answer.report.findings {
            if !codes.contains(&finding.code) {
                codes.push(finding.code);
            }
            let index = codes.iter().position(|code| *code == finding.code);
            let mut result = json!({
                "ruleId": finding.code,
                "ruleIndex": index,
                "level": level(finding.severity),
                "message": { "text": finding.message },
                "properties": { "question": answer.name },
            });
            if let (Some((file, line, end)), Value::Object(fields)) = (location(answer, finding), &mut result)
            {
                let mut physical = json!({ "artifactLocation": { "uri": uri(&file) } });
                if let (Some(line), Value::Object(physical)) = (line, &mut physical) {
                    let region = json!({ "startLine": line, "endLine": end.unwrap_or(line) });
                    physical.insert("region".to_owned(), region);
                }
                fields.insert("locations".to_owned(), json!([{ "physicalLocation": physical }]));
            }
            results.push(result);
        }
    }
    let rules: Vec<Value> = codes
        .iter()
        .filter_map(|code| Code::from_wire(code))
        .map(|code| {
            let declaration = code.declaration();
            let [english, _] = &declaration.reference;
            json!({
                "id": declaration.code,
                "shortDescription": { "text": plain(declaration.en.title) },
                "fullDescription": { "text": english.meaning },
                "help": { "text": english.mending },
                "properties": { "clause": declaration.clause },
            })
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "chainwhy",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            } },
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).map_err(|error| Failure::broke(error.to_string()))?;
    text.push('\n');
    Ok(text)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A title without the places that evidence fills.
fn plain(title: &str) -> String {
    title.replace(['{', '}'], "")
}

/// A file's name as a URI reference (RFC 3986): what is not unreserved or a separator is percent-encoded.
fn uri(file: &str) -> String {
    let mut uri = String::with_capacity(file.len());
    for octet in file.bytes() {
        match octet {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(octet))
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}
