//! What every piece of advice has to be, whichever finding it is for.

use super::advice::{Advice, Grounds};
use super::repair::WORDS;
use super::{Words, clients, issuers, relying_party, servers};
use crate::recognise::bad_advice;

fn all() -> impl Iterator<Item = &'static Advice> {
    [clients::ALL, servers::ALL, issuers::ALL, relying_party::ALL].into_iter().flatten().copied()
}

fn all_words() -> impl Iterator<Item = Words> {
    all().map(|advice| advice.words).chain(WORDS.iter().copied())
}

/// What must not be advised, beside all that the recogniser warns of where others advise it.
const NEVER: &[&str] = &[
    "verify=false",
    "verify_mode",
    "verify_flags",
    "cert_none",
    "check_hostname",
    " -k ",
    "insecure",
    "no-check",
    "trusted-host",
    "reject_unauthorized",
    "rejectunauthorized",
    "strict-ssl",
    "sslverify",
    "skipverify",
    "seclevel",
    "allow-untrusted",
    "==",
    "cacert.pem",
    ">> \"$(python -m certifi)\"",
    "turn off",
    "switch off",
    "disable",
    "ignore",
    "skip",
    "downgrade",
    "older version of",
    "install httpx",
    "关闭验证",
    "跳过",
    "忽略",
    "禁用",
    "不验证",
    "降级",
    "旧版 httpx",
    "安装旧版",
];

#[test]
fn nothing_weakens_verification() {
    for (name, text) in all()
        .flat_map(|advice| {
            let command = advice.command.as_ref().map_or("", |command| command.text);
            [("en", advice.words.en), ("zh", advice.words.zh), ("command", command)]
        })
        .chain(WORDS.iter().flat_map(|words| [("en", words.en), ("zh", words.zh)]))
    {
        let lower = text.to_lowercase();
        for never in NEVER {
            assert!(!lower.contains(never), "{name} says “{never}”: {text}");
        }
        assert!(bad_advice(text).is_empty(), "{name}: {text}");
        // What a connection showed is looked at, and never becomes an anchor.
        assert!(!(lower.contains("s_client") && lower.contains("root")), "{text}");
    }
}

#[test]
fn both_languages_are_written_as_they_are_written() {
    let is_chinese = |text: char| ('\u{4e00}'..='\u{9fff}').contains(&text);
    for Words { en, zh } in all_words() {
        assert!(!en.contains(is_chinese) && !en.contains(['，', '。', '：']), "{en}");
        assert!(zh.contains(is_chinese), "{zh}");
        assert!(en.ends_with(['.', ':']) && zh.ends_with(['。', '：']), "{en} / {zh}");
        // Latin punctuation directly after a Chinese character is a slip.
        let letters: Vec<char> = zh.chars().collect();
        for pair in letters.windows(2) {
            assert!(!(is_chinese(pair[0]) && [',', ';', ':', '(', '!', '?'].contains(&pair[1])), "{zh}");
        }
    }
}

/// `{…}` in a text is a name of this question, and there are no others.
#[test]
fn every_blank_is_one_that_is_filled() {
    let blanks =
        |text: &'static str| text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or(rest));
    for Words { en, zh } in all_words() {
        for text in [en, zh] {
            for blank in blanks(text) {
                assert!(["certificate", "issuer", "nearest"].contains(&blank), "{{{blank}}} in {text}");
            }
        }
        let sorted = |text| {
            let mut found: Vec<&str> = blanks(text).collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        assert_eq!(sorted(en), sorted(zh), "{en} / {zh}");
    }
    for command in all().filter_map(|advice| advice.command.as_ref()) {
        for blank in blanks(command.text) {
            assert!(
                ["host", "alternative-name", "issuer-url", "crl-url"].contains(&blank),
                "{{{blank}}} in {}",
                command.text
            );
        }
    }
}

/// A blank in single quotes or behind a `$` would be safe no longer, however plain the word.
#[test]
fn blanks_stand_where_a_plain_word_is_plain() {
    for command in all().filter_map(|advice| advice.command.as_ref()) {
        for blank in ["{host}", "{alternative-name}", "{issuer-url}", "{crl-url}"] {
            for (at, _) in command.text.match_indices(blank) {
                let before = command.text[..at].chars().next_back().unwrap_or(' ');
                assert!(!matches!(before, '$' | '`' | '\\' | '{' | '!'), "{}", command.text);
            }
        }
    }
}

/// What a recording says, with the blanks back in it; a Python program without the shell around it.
fn as_template(recording: &str) -> String {
    let program = recording.strip_prefix("python - <<'EOF'\n").and_then(|rest| rest.strip_suffix("\nEOF"));
    let mut text = program.unwrap_or(recording).to_owned();
    for (given, blank) in [
        ("DNS:api.example.com", "{alternative-name}"),
        ("http://pki.example.com/intermediate.crl", "{crl-url}"),
        ("http://pki.example.com/intermediate.cer", "{issuer-url}"),
        ("http://pki.example.com/intermediate.p7c", "{issuer-url}"),
        ("api.example.com", "{host}"),
        ("public.example.com", "{host}"),
    ] {
        text = text.replace(given, blank);
    }
    text
}

/// A command that is said to have been run is, to the letter, one that was run and worked.
#[test]
fn what_is_said_to_have_been_run_was_run() {
    let recordings: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../../tests/clients/commands.json")).unwrap();
    for command in all().filter_map(|advice| advice.command.as_ref()) {
        let Grounds::Ran(names) = command.grounds else { continue };
        let parts: Vec<String> = names
            .iter()
            .map(|name| {
                let recording = recordings.iter().find(|recording| recording["id"] == *name);
                let recording = recording.unwrap_or_else(|| panic!("nothing is recorded as {name}"));
                assert_eq!(recording["ran"], true, "{name}");
                assert!(recording["outcome"].as_str().unwrap().starts_with("works"), "{name}");
                as_template(recording["command"].as_str().unwrap())
            })
            .collect();
        assert_eq!(command.text, parts.join("\n"));
    }
}

#[test]
fn a_documented_command_names_its_documentation() {
    for command in all().filter_map(|advice| advice.command.as_ref()) {
        assert!(!command.text.is_empty() && command.text == command.text.trim(), "{:?}", command.text);
        match &command.grounds {
            Grounds::Ran(recordings) => assert!(!recordings.is_empty(), "{}", command.text),
            Grounds::Documented(source) => assert!(source.starts_with("https://"), "{source}"),
        }
    }
}
