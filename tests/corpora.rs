//! The corpora, judged by our rules and by webpki: by the default rules the two may differ where `tests/exceptions.toml`
//! says so and nowhere else.
#![cfg(not(target_arch = "wasm32"))]

mod common;
#[path = "common/differences.rs"]
mod differences;

use chainwhy::explain;
use chainwhy::question::{Anchors, At, Question};
use differences::Tally;
use serde_json::Value;

#[test]
fn webpki_agrees_on_the_corpora() {
    let Some(limbo) = common::limbo("limbo-open-core.json.xz") else { return };
    let Some(faults) = common::corpus("faults-open.json") else { return };
    let Some(clients) = common::corpus("clients-open.json") else { return };
    let faults: Value = serde_json::from_slice(&faults).unwrap();
    let clients: Value = serde_json::from_slice(&clients).unwrap();
    let list = |corpus: &Value| corpus["cases"].as_array().unwrap().clone();
    let recorded = |case: &Value| Question {
        chain: common::material(&case["chain"]),
        anchors: Anchors { mozilla: false, pasted: Some(common::material(&case["anchors"])) },
        crls: common::material(&case["crls"]),
        server_name: case["hostname"].as_str().map(str::to_owned),
        at: At::Seconds(clients["at"].as_f64().unwrap()),
        ..Question::default()
    };
    let named = |case: &Value, question: Question| (case["id"].as_str().unwrap().to_owned(), question);
    // Those of BetterTLS are asked by the default rules already, in `tests/limbo.rs`.
    let asked_there = |case: &Value| case["id"].as_str().unwrap().starts_with("bettertls::");
    let here = limbo.iter().filter(|case| !asked_there(case));
    let mut questions: Vec<(String, Question)> =
        here.map(|case| named(case, common::limbo_question(case))).collect();
    questions.extend(list(&faults).iter().map(|case| named(case, common::labelled_question(case))));
    questions.extend(list(&clients).iter().map(|case| named(case, recorded(case))));

    let exceptions = differences::exceptions();
    let mut tally = Tally::default();
    for (name, question) in questions {
        let report = explain(&Question { rules: None, ..question });
        tally.count(&name, &report, &exceptions, "");
    }
    println!("{tally}");
    tally.check();
    tally.check_all_happen(&exceptions, "corpora");
}
