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

/// Where only some clients refuse, what they refuse it for and what mends it stand on the first screen.
#[test]
fn what_only_some_clients_refuse_for_is_mended_on_one_screen() {
    use chainwhy::terminal::{Style, language_of, render};
    let cases = cases::all();
    for (name, code, command) in [
        ("authority-key-id-missing/end-entity", "authority-key-id-missing", "cat > server.ext"),
        ("anchor-is-not-root/intermediate-alone", "anchor-is-not-root", "openssl x509"),
    ] {
        let case = cases.iter().find(|case| case.name == name).unwrap();
        for language in ["en", "zh-CN"] {
            let question = case.asked_in(language);
            let report = chainwhy::explain(&question);
            assert!(report.agreement.refuse > 0 && report.agreement.accept > 0, "{name}");
            let short = render(&report, language_of(&question), &Style { width: 80, ..Style::default() });
            assert!(short.lines().count() < 24, "{short}");
            assert!(short.contains(code) && short.contains(command), "{short}");
        }
    }
}

/// Where a certificate is written oddly, the text report shows the octets of the place, with marks, and still fits a screen.
#[test]
fn the_octets_of_a_place_stand_in_the_text_report() {
    use chainwhy::terminal::{Style, language_of, render};
    let cases = cases::all();
    let wanted = [
        ("encoding-not-der/serial-number-padded", "02[02 03 00 00 05]30", "[02 03 00 00 05]"),
        ("certificate-malformed/serial-number-is-an-octet-string", "[04 03 01 02 03]", "[04 03 01 02 03]"),
    ];
    for (name, brief, full) in wanted {
        let case = cases.iter().find(|case| case.name == name).unwrap();
        for language in ["en", "zh-CN"] {
            let question = case.asked_in(language);
            let report = chainwhy::explain(&question);
            let drawn = |style| render(&report, language_of(&question), &style);
            let short = drawn(Style { width: 100, ..Style::default() });
            assert!(short.lines().count() < 24, "{short}");
            assert!(short.contains(brief), "{short}");
            let long = drawn(Style { width: 100, full: true, ..Style::default() });
            assert!(long.contains(full), "{long}");
            assert!(long.contains(if language == "en" {
                "the odd ones in brackets"
            } else {
                "有问题的在方括号内"
            }));
        }
    }
}
