//! Our own cases, natively. `tests/wasm.rs` asks the same in WebAssembly, `pkg/tests` the packed package.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/cases.rs"]
#[expect(dead_code, reason = "each suite uses a part")]
mod cases;

#[test]
fn every_case_is_answered_as_it_has_to_be() {
    let cases = cases::all();
    assert!(cases.len() > 150, "only {} cases were found", cases.len());
    let complaints: Vec<String> =
        cases.iter().flat_map(|case| case.complaints(&chainwhy::explain(&case.question))).collect();
    assert!(complaints.is_empty(), "{} complaints\n{}", complaints.len(), complaints.join("\n"));
}

/// Sentences, recognised errors and rows, in both languages.
#[test]
fn every_case_is_told_in_the_words_that_it_wants() {
    let mut complaints = Vec::new();
    for case in cases::all() {
        for language in ["en", "zh-CN"] {
            if case.wants_words() {
                let report = chainwhy::explain(&case.asked_in(language));
                complaints.extend(case.complaints_about_words(&report, language));
            }
        }
    }
    assert!(complaints.is_empty(), "{} complaints\n{}", complaints.len(), complaints.join("\n"));
}

/// OpenSSL takes the two for one name and Go does not: whoever reads “no certificate of that name” has one before their eyes.
#[test]
fn a_name_in_another_form_is_told_from_a_missing_certificate() {
    let cases = cases::all();
    let case = cases.iter().find(|case| case.name == "name-form-differs/case-and-spaces").unwrap();
    let report = chainwhy::explain(&case.question);
    let root_cause = &report.findings[0];
    assert!(root_cause.message.contains("bears that name in another form"), "{}", root_cause.message);
    assert!(root_cause.fixes.iter().any(|fix| fix.text.contains("octet for octet")));
    let accepts = |client: &str| {
        report.clients.iter().find(|answer| answer.client == client).and_then(|answer| answer.accepts)
    };
    assert_eq!(
        (accepts("openssl-3"), accepts("go"), accepts("rustls")),
        (Some(true), Some(false), Some(false))
    );
}
