//! Every code has what a code must have: texts and reference in both languages, and a case that shows it.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/cases.rs"]
#[expect(dead_code, reason = "each suite uses a part")]
mod cases;

use std::collections::BTreeSet;

use chainwhy::question::{At, Language, Question};
use chainwhy::rules::Code;

/// Codes that no case can show, and why.
const WITHOUT_CASE: &[(Code, &str)] = &[
    (Code::QuestionInvalid, "a field of a type that it cannot have: `case.toml` has none such; tested below"),
    (Code::Unexplained, "a defect of ours by definition: a case for it would be a bug that is kept"),
    (Code::AnchorsOutdated, "needs most of Mozilla's roots as certificates, which are not in the project"),
    (Code::InputTooLarge, "would take a file of several megabytes; tested beside the reader"),
    (Code::InputFindingsOmitted, "would take a file of a hundred oddities; tested beside the reader"),
];

#[test]
fn every_code_has_a_case() {
    let cases = cases::all();
    let coverage = cases::coverage(&cases);
    let missing: Vec<&str> = Code::ALL
        .iter()
        .filter(|code| !WITHOUT_CASE.iter().any(|(exempt, _)| exempt == *code))
        .map(|code| code.as_str())
        .filter(|code| !coverage.contains_key(code))
        .collect();
    assert!(missing.is_empty(), "no case shows {missing:?}: add one to tests/cases/generate.py");
    let needless: Vec<&str> = WITHOUT_CASE
        .iter()
        .map(|(code, _)| code.as_str())
        .filter(|code| coverage.contains_key(code))
        .collect();
    assert!(needless.is_empty(), "{needless:?} have cases and need no exemption");
}

#[test]
fn cases_name_codes_that_exist() {
    let cases = cases::all();
    let unknown: BTreeSet<&str> =
        cases::coverage(&cases)
            .into_keys()
            .chain(cases.iter().map(|case| case.code.as_str()).filter(|code| {
                !["healthy", "outlook", "rules", "several", "situations", "forms"].contains(code)
            }))
            .filter(|code| Code::from_wire(code).is_none())
            .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn a_field_of_the_wrong_type_is_told() {
    let question = Question { misfits: vec!["purpose"], at: At::Seconds(0.0), ..Question::default() };
    let report = chainwhy::explain(&question);
    let told = report.findings.iter().find(|finding| finding.code == "question-invalid").unwrap();
    assert!(told.message.contains("purpose"), "{}", told.message);
}

#[test]
fn every_code_speaks_both_languages() {
    let mut complaints = Vec::new();
    for code in Code::ALL {
        let declaration = code.declaration();
        let texts = |language| {
            let text = declaration.text(language);
            [("title", text.title), ("message", text.message)]
        };
        let [english, chinese] = declaration.reference.map(|reference| {
            [
                ("meaning", reference.meaning),
                ("reason", reference.reason),
                ("cause", reference.cause),
                ("mending", reference.mending),
                ("verifiers", reference.verifiers),
            ]
        });
        let name = code.as_str();
        for (what, text) in texts(Language::English).into_iter().chain(english) {
            if text.trim().is_empty() {
                complaints.push(format!("{name}: the English {what} is empty"));
            }
            if text.chars().any(is_chinese) {
                complaints.push(format!("{name}: the English {what} has Chinese in it: {text}"));
            }
        }
        for (what, text) in texts(Language::Chinese).into_iter().chain(chinese) {
            if text.trim().is_empty() {
                complaints.push(format!("{name}: the Chinese {what} is empty"));
            }
            let words = without(&without(text, '{', '}'), '`', '`');
            // A message may consist of evidence alone, which has a language of its own.
            if words.chars().any(char::is_alphabetic) && !words.chars().any(is_chinese) {
                complaints.push(format!("{name}: the Chinese {what} is not Chinese: {text:?}"));
            }
            if let Some(around) = half_width_punctuation(&words) {
                complaints.push(format!("{name}: the Chinese {what} is punctuated as English: {around}"));
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// The text without what stands between these, each replaced by a blank.
fn without(text: &str, opening: char, closing: char) -> String {
    let mut inside = false;
    text.chars()
        .filter_map(|letter| {
            if inside {
                inside = letter != closing;
                return None;
            }
            inside = letter == opening;
            Some(if inside { ' ' } else { letter })
        })
        .collect()
}

fn is_chinese(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

/// A comma, semicolon, colon, question or exclamation mark of ASCII beside a Chinese letter.
fn half_width_punctuation(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    letters
        .windows(2)
        .find(|pair| {
            let mark = |letter: char| ",;:?!".contains(letter);
            matches!(pair, [a, b] if (is_chinese(*a) && mark(*b)) || (mark(*a) && is_chinese(*b)))
        })
        .map(|pair| pair.iter().collect())
}
