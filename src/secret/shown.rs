//! What may be shown of a text that somebody pasted: all but its secrets, and but what could be one.

use std::borrow::Cow;

use super::{find, sextet};

/// What stands for a secret.
const WITHHELD: char = '…';

/// A text as it may be shown.
pub(crate) struct Shown<'t> {
    pub text: Cow<'t, str>,
    /// Whether a private key or a key store was in it.
    pub had_key: bool,
}

/// The text without its secrets; line breaks stay, so that lines count as they did.
pub(crate) fn withheld(text: &str) -> Shown<'_> {
    let secrets = find(text);
    if secrets.is_empty() {
        return Shown { text: Cow::Borrowed(text), had_key: false };
    }
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for secret in &secrets {
        kept.push_str(text.get(at..secret.start).unwrap_or_default());
        kept.push(WITHHELD);
        let taken = text.get(secret.start..secret.end).unwrap_or_default();
        kept.extend(taken.chars().filter(|letter| *letter == '\n'));
        at = secret.end;
    }
    kept.push_str(text.get(at..).unwrap_or_default());
    let had_key = secrets.iter().any(|secret| secret.kind != super::Kind::Credentials);
    Shown { text: Cow::Owned(kept), had_key }
}

/// What was given as a name, a time or a choice, as it may be repeated: one that has blanks in it is none, and then what is written in
/// digits need not be seen either.
pub(crate) fn repeated(text: &str) -> String {
    let kept = shown(text).text;
    if text.trim().contains(char::is_whitespace) { without_digits(&kept) } else { kept.into_owned() }
}

/// The text without hexadecimal digits that are more than a word, in one or in groups.
fn without_digits(text: &str) -> String {
    const FEW: usize = 16;
    let is_between = |letter: char| letter.is_whitespace() || matches!(letter, ':' | ',' | '-' | '.');
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(from) = rest.find(|letter: char| letter.is_ascii_hexdigit()) {
        let (before, digits) = rest.split_at(from);
        kept.push_str(before);
        let end = digits.find(|letter: char| !letter.is_ascii_hexdigit() && !is_between(letter));
        let (digits, after) = digits.split_at(end.unwrap_or(digits.len()));
        let has_many = digits.chars().filter(char::is_ascii_hexdigit).count() >= FEW;
        if has_many && digits.contains(|letter: char| letter.is_ascii_digit()) {
            kept.push(WITHHELD);
        } else {
            kept.push_str(digits);
        }
        rest = after;
    }
    kept + rest
}

/// The text without its secrets, and without what looks as if it were drawn by lot: half a key has nothing to know it by.
pub(crate) fn shown(text: &str) -> Shown<'_> {
    let Shown { text, had_key } = withheld(text);
    let text = match without_lots(&text) {
        Some(without) => Cow::Owned(without),
        None => text,
    };
    Shown { text, had_key }
}

/// The text without long runs of base64 or of more hexadecimal digits than a fingerprint has; `None` where there are none.
fn without_lots(text: &str) -> Option<String> {
    let mut kept = String::new();
    let mut at = 0;
    for run in runs(text).filter(|(start, end)| is_lot(text.get(*start..*end).unwrap_or_default())) {
        let (start, end) = run;
        kept.push_str(text.get(at..start).unwrap_or_default());
        kept.push(WITHHELD);
        at = end;
    }
    (at > 0).then(|| kept + text.get(at..).unwrap_or_default())
}

/// Where characters of base64 stand in a row.
fn runs(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    core::iter::from_fn(move || {
        let start = at + bytes.get(at..)?.iter().position(|byte| sextet(*byte).is_some())?;
        let rest = bytes.get(start..)?;
        at = start + rest.iter().position(|byte| sextet(*byte).is_none()).unwrap_or(rest.len());
        Some((start, at))
    })
}

/// Whether letters and digits follow one another as no words do: small and capital letters with digits among them, often
/// changing; or more hexadecimal or decimal digits than any fingerprint.
fn is_lot(run: &str) -> bool {
    const SHORTEST: usize = 16;
    const FINGERPRINT: usize = 64;
    if run.len() < SHORTEST {
        return false;
    }
    if run.len() > FINGERPRINT && run.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return true;
    }
    let kind = |byte: u8| match byte {
        b'a'..=b'z' => 0,
        b'A'..=b'Z' => 1,
        b'0'..=b'9' => 2,
        _ => 3,
    };
    let mut counts = [0_usize; 4];
    let mut changes = 0;
    let mut before = None;
    for byte in run.bytes() {
        let kind = kind(byte);
        if let Some(count) = counts.get_mut(kind) {
            *count += 1;
        }
        changes += usize::from(before.is_some_and(|before| before != kind));
        before = Some(kind);
    }
    let [small, capital, digits, _] = counts;
    if is_of_words(run) {
        return false;
    }
    // Of base64 half the neighbours are of another kind; `CamelCaseWords` and `paths/to/x` have a quarter at most.
    changes * 3 >= run.len() && small > 1 && capital > 1 && (digits > 0 || run.len() >= 32)
}

/// Whether what stands between hyphens, underscores, pluses and slashes are words, as in `X509_PUBKEY_get0` and
/// `LOCALLY+broken_cert`: letters in one case, or behind one capital, and digits behind them. Base64 has one of these marks among
/// thirty-two characters, so that its parts are longer than chance keeps to one case.
fn is_of_words(run: &str) -> bool {
    const LONG: usize = 4;
    let is_word = |part: &str| {
        let letters = part.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let behind_first = letters.get(1..).unwrap_or_default();
        let small = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase());
        small(behind_first) || letters.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let parts = || run.split(['-', '_', '+', '/']);
    let is_long = |part: &str| part.len() >= LONG && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    parts().nth(1).is_some() && parts().all(is_word) && parts().any(is_long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_name_is_repeated_without_its_digits() {
        assert_eq!(repeated("OCTET STRING [HEX DUMP]:831892D224F6F1E0008F"), "OCTET STRING [HEX DUMP]:…");
        assert_eq!(
            repeated("prim: OCTET STRING 0000-83 18 92 d2 24 f6 f1 e0-00 8f q"),
            "prim: OCTET STRING …q"
        );
        for plain in
            ["831892d224f6f1e0008f.example.com", "fe80::1:2:3:4:5:6:7", "my host, please", "a b 2026-12-01"]
        {
            assert_eq!(repeated(plain), plain);
        }
    }

    #[test]
    fn what_looks_drawn_by_lot_is_not_shown() {
        let hide = |text: &str| shown(text).text.into_owned();
        assert_eq!(hide("token q7Zk3fX9pLm2Rt8Wv1Yb is bad"), "token … is bad");
        assert_eq!(hide(&format!("key {}", "0a1b".repeat(20))), "key …");
        // Marks among them make no words of what is drawn by lot.
        assert_eq!(hide("token q7Zk_3fX9-pLm2+Rt8Wv/1Yb is bad"), "token … is bad");
        assert_eq!(hide("token Secret_q7Zk3fX9pLm2Rt8Wv1Yb is bad"), "token … is bad");
        for plain in [
            "www.example.com",
            "SSL: CERTIFICATE_VERIFY_FAILED",
            "sun.security.validator.ValidatorException: PKIX path building failed",
            "requests.exceptions.SSLError: HTTPSConnectionPool(host='a', port=443)",
            "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
            "/usr/lib/python3.12/site-packages/urllib3/connectionpool.py",
            "NSURLErrorDomain Code=-1202 kCFStreamErrorDomainSSL",
            "ip-10-0-1-2.eu-west-1.compute.internal",
            "2026-06-01T12:00:00Z",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "dangerous_accept_invalid_certs",
            "NODE_TLS_REJECT_UNAUTHORIZED",
            "DangerousAcceptAnyServerCertificateValidator",
            "X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY20",
            "digital envelope routines:X509_PUBKEY_get0:decode error",
            "UNABLE_TO_GET_ISSUER_CERT_LOCALLY+broken_cert",
        ] {
            assert_eq!(hide(plain), plain);
        }
    }

    #[test]
    fn lines_stay_where_they_are() {
        let text = "a\n-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAAA\n-----END PRIVATE KEY-----\nb";
        assert_eq!(shown(text).text.lines().count(), text.lines().count());
        assert!(shown(text).had_key);
    }
}
