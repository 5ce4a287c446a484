use super::*;

/// Client and first code of everything recognised.
fn seen(text: &str) -> Vec<(&'static str, &'static str)> {
    recognise(text).iter().map(|one| (one.client, one.codes().first().copied().unwrap_or(""))).collect()
}

#[test]
fn every_phrase_can_be_found_at_all() {
    for (phrase, _) in entries() {
        let phrases = Phrases::new([phrase].into_iter());
        assert!(phrases.find(phrase).any(|found| found.at == (0..phrase.len())), "{phrase}");
    }
}

#[test]
fn an_openai_traceback_is_one_error_of_the_outermost_library() {
    let text = "Traceback (most recent call last):\n  File \"httpcore/_sync/connection.py\", line 1\nssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\nhttpcore.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\nhttpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\nopenai.APIConnectionError: Connection error.";
    assert_eq!(seen(text), [("openai", "issuer-not-found")]);
    assert_eq!(recognise(text)[0].python_build.as_ref().map(|build| build.versions), Some("3.11.7"));
}

#[test]
fn s_client_is_one_error_with_its_depth() {
    let text = "depth=0 CN = www.example.com\nverify error:num=20:unable to get local issuer certificate\nverify return:1\ndepth=0 CN = www.example.com\nverify error:num=21:unable to verify the first certificate\nverify return:1\n---\nVerify return code: 21 (unable to verify the first certificate)";
    assert_eq!(seen(text), [("openssl", "issuer-not-found")]);
    assert_eq!(recognise(text)[0].depth, Some(0));
}

#[test]
fn prose_and_success_are_not_errors() {
    for text in [
        "How do I create a self-signed certificate for development?",
        "Verify return code: 0 (ok)",
        "Your certificate has expired, please renew it.",
        "* SSL certificate verify ok.",
        "openai.APIConnectionError: Connection error.",
    ] {
        assert!(recognise(text).is_empty(), "{text}: {:?}", recognise(text));
    }
}

#[test]
fn a_megabyte_of_errors_is_bounded() {
    let line = "httpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006) ";
    assert_eq!(recognise(&line.repeat(10_000)).len(), 1);
    let hosts: String =
        (0..10_000).map(|n| format!("x509: certificate is valid for a, not h{n}\n")).collect();
    assert_eq!(recognise(&hosts).len(), MOST_RECOGNISED);
}

#[test]
fn no_text_makes_it_panic() {
    let all: String = entries().iter().map(|(phrase, _)| format!("{phrase} \u{1b}[3")).collect();
    recognise(&all);
    for end in (0..all.len()).step_by(97) {
        if let Some(start) = all.get(..end) {
            recognise(&format!("é{start}"));
        }
    }
    for text in [
        "",
        "\\",
        "\\u",
        "\\ud800",
        "\u{1b}",
        "\u{1b}]",
        "\u{1b}[",
        "host='",
        "https://",
        "https://[::1",
        "_ssl.c:99999999999999",
        "depth=",
    ] {
        let around = format!("curl: (60) SSL certificate problem: certificate has expired {text}");
        assert_eq!(recognise(&around).len(), 1, "{text:?}");
        recognise(text);
        bad_advice(text);
        not_the_certificate(text);
    }
}
