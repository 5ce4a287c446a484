//! What a text is that holds no certificate: one of the things that are pasted by mistake.

use crate::address::{self, Address, alone as host_name, is_file_name};
use crate::recognise;
use crate::rules::Fault;
use crate::rules::input::secret::PrivateKeyPasted;
use crate::rules::input::stranger::{
    InputIsArchive, InputIsBinary, InputIsErrorText, InputIsFileName, InputIsHostname, InputIsHtml,
    InputIsJson, InputIsPrintout, InputIsSshKey,
};
use crate::secret;

/// How much of a text is looked at for words: what it is shows early.
const BEGINNING: usize = 16_384;

/// Names a text in which nothing was found.
pub(super) fn text(text: &str) -> Option<Fault> {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || super::base64::is_invisible(c));
    let beginning = beginning_of(trimmed);
    let lower = beginning.to_ascii_lowercase();
    if is_binary(beginning_of(text)) {
        return Some(InputIsBinary {}.into());
    }
    if ["<!doctype html", "<html", "<head>", "<body"].iter().any(|tag| lower.contains(tag)) {
        return Some(InputIsHtml {}.into());
    }
    if is_other_private_key(beginning) {
        return Some(PrivateKeyPasted {}.into());
    }
    if is_ssh_key(beginning) {
        return Some(InputIsSshKey {}.into());
    }
    if is_printout(beginning) {
        return Some(InputIsPrintout {}.into());
    }
    if let (Some(host), Some(asked)) = (host_name(trimmed), Address::alone(trimmed)) {
        let shown = secret::shown(&asked.host).text;
        let command = address::command(Some(&shown), asked.port);
        return Some(InputIsHostname { host: secret::shown(&host).text.into_owned(), command }.into());
    }
    if is_file_name(trimmed) {
        return Some(InputIsFileName { name: secret::shown(trimmed).text.into_owned() }.into());
    }
    if is_error(beginning, &lower) {
        return Some(InputIsErrorText {}.into());
    }
    if is_shown(beginning) {
        return Some(InputIsPrintout {}.into());
    }
    if is_json(trimmed) {
        return Some(InputIsJson {}.into());
    }
    if let Some(file) = named_by_a_configuration(beginning) {
        return Some(InputIsFileName { name: secret::shown(file).text.into_owned() }.into());
    }
    asked_of(beginning)
}

/// A command that asks a server, or a sentence that names one, and nothing that came of it.
fn asked_of(text: &str) -> Option<Fault> {
    const MOST_LINES: usize = 3;
    if text.lines().count() > MOST_LINES {
        return None;
    }
    let (asked, _) = Address::in_text(text)?;
    let host = secret::shown(&asked.host).text.into_owned();
    let command = address::command(Some(&host), asked.port);
    Some(InputIsHostname { host, command }.into())
}

/// The file of certificates that the configuration of a server names.
fn named_by_a_configuration(text: &str) -> Option<&str> {
    const DIRECTIVES: &[&str] = &["ssl_certificate", "SSLCertificateFile", "smtpd_tls_cert_file", "ssl_cert"];
    const SAVED: &str = "Certificate is saved at: ";
    text.lines().find_map(|line| {
        let line = line.trim();
        if let Some(file) = line.strip_prefix(SAVED) {
            return Some(file.trim());
        }
        let (directive, file) = line.split_once([' ', '\t', '='])?;
        let file = file.trim_matches([' ', '\t', '=', ';', '"', '\'', '<']);
        (DIRECTIVES.contains(&directive) && is_file_name(file)).then_some(file)
    })
}

/// Names a file by the bytes it begins with, where those are not DER.
pub(super) fn bytes(bytes: &[u8]) -> Option<Fault> {
    match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Some(InputIsArchive { kind: "ZIP" }.into()),
        [0x1f, 0x8b, 8, ..] => Some(InputIsArchive { kind: "gzip" }.into()),
        [b'7', b'z', 0xbc, 0xaf, ..] => Some(InputIsArchive { kind: "7z" }.into()),
        [b'R', b'a', b'r', b'!', ..] => Some(InputIsArchive { kind: "RAR" }.into()),
        _ => None,
    }
}

fn beginning_of(text: &str) -> &str {
    let mut end = text.len().min(BEGINNING);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// Whether this is a binary file that something took for text.
fn is_binary(text: &str) -> bool {
    let odd =
        text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER || (c.is_control() && !c.is_whitespace()));
    odd.count() * 20 > text.chars().count()
}

/// Whether this has the brackets of JSON about it, and its quotes or nothing but numbers within.
fn is_json(text: &str) -> bool {
    let within = |open, close| text.strip_prefix(open).and_then(|text: &str| text.strip_suffix(close));
    let object = within('{', '}')
        .is_some_and(|members| members.trim().is_empty() || members.trim_start().starts_with('"'));
    let list = within('[', ']').is_some_and(|items| {
        let first = items.trim_start().chars().next();
        first.is_none_or(|first| matches!(first, '"' | '{' | '[' | '-') || first.is_ascii_digit())
    });
    object || list
}

/// Private keys in forms that have no PEM label: PuTTY's, and JSON Web Keys with their private member.
fn is_other_private_key(text: &str) -> bool {
    text.starts_with("PuTTY-User-Key-File")
        || (text.contains("\"kty\"") && (text.contains("\"d\"") || text.contains("\"k\"")))
}

fn is_ssh_key(text: &str) -> bool {
    ["ssh-rsa AAAA", "ssh-ed25519 AAAA", "ecdsa-sha2-nistp", "ssh-dss AAAA"]
        .iter()
        .any(|kind| text.contains(kind))
}

/// A certificate as openssl, certutil or keytool print it for people.
fn is_printout(text: &str) -> bool {
    let holds = |words: &[&str]| words.iter().all(|word| text.contains(word));
    holds(&["Serial Number:", "Signature Algorithm", "Issuer:"])
        || holds(&["Owner:", "Issuer:", "Serial number:"])
        || holds(&["X509 Certificate:", "Serial Number:"])
        // The list of a key store without -v.
        || holds(&["Keystore type:", "Certificate fingerprint"])
}

/// The same as other programs show it, where no error stands beside it.
fn is_shown(text: &str) -> bool {
    let holds = |words: &[&str]| words.iter().all(|word| text.contains(word));
    // Objects of Python and Node.js, and what PowerShell and curl list of one.
    holds(&["'issuer':", "'notAfter':"])
        || holds(&["issuer:", "valid_to:"])
        || holds(&["issuer:", "<Buffer 30 82"])
        || holds(&["Issuer", "Thumbprint", "NotAfter"])
        || holds(&["Server certificate:", "issuer:", "expire date:"])
        || holds(&["ssl-cert: Subject:", "Issuer:"])
        // HAProxy's `show ssl cert`, `step certificate inspect`.
        || holds(&["notAfter:", "Subject:", "Issuer:"])
        || holds(&["Subject:", "Issuer:", "Valid from:"])
        // A Secret, described.
        || holds(&["tls.crt:", " bytes"])
        // The viewers of browsers and Windows.
        || holds(&["Issued To", "Issued By", "Common Name"])
        || holds(&["Issued to:", "Issued by:"])
        || holds(&["颁发给", "颁发者"])
}

/// What a client said, rather than what it was sent.
fn is_error(beginning: &str, lower: &str) -> bool {
    const WORDS: &[&str] = &[
        "traceback (most recent call last)",
        "no peer certificate available",
        "connect:errno",
        "connection refused",
        "could not resolve host",
        "error:",
        "exception:",
    ];
    WORDS.iter().any(|word| lower.contains(word))
        || !recognise::recognise(beginning).is_empty()
        || !recognise::not_the_certificate(beginning).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Code;

    fn code_of(pasted: &str) -> Option<Code> {
        text(pasted).map(|fault| fault.code())
    }

    #[test]
    fn names_addresses_and_urls_are_hosts() {
        let cases = [
            ("example.com", "example.com"),
            ("  www.example.com:443\n", "www.example.com"),
            ("https://api.example.com/v1/chat?x=1", "api.example.com"),
            ("https://user@host.internal:8443", "host.internal"),
            ("https://localhost:3000/", "localhost"),
            ("http://intranet/", "intranet"),
            ("192.0.2.7", "192.0.2.7"),
            ("192.0.2.7:8443", "192.0.2.7"),
            ("[2001:db8::1]:443", "[2001:db8::1]"),
            ("2001:db8::1", "[2001:db8::1]"),
            ("例子.测试", "例子.测试"),
            ("*.example.com", "*.example.com"),
            ("example.com/path", "example.com"),
        ];
        for (pasted, host) in cases {
            assert_eq!(host_name(pasted.trim()).as_deref(), Some(host), "{pasted}");
            assert_eq!(code_of(pasted), Some(Code::InputIsHostname), "{pasted}");
        }
    }

    #[test]
    fn paths_are_file_names() {
        let cases = [
            "/etc/ssl/certs/ca-certificates.crt",
            "server.pem",
            "./chain.crt",
            "C:\\Users\\me\\chain.cer",
            "~/certs",
            "\"C:\\certs\\my chain.p7b\"",
            "file:///tmp/x",
        ];
        for pasted in cases {
            assert_eq!(code_of(pasted), Some(Code::InputIsFileName), "{pasted}");
        }
    }

    #[test]
    fn what_clients_say_is_an_error_text() {
        let cases = [
            "Traceback (most recent call last):\n  File \"x.py\", line 1, in <module>",
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate",
            "x509: certificate signed by unknown authority",
            "connect:errno=111",
            "curl: (60) SSL certificate problem: unable to get local issuer certificate",
        ];
        for pasted in cases {
            assert_eq!(code_of(pasted), Some(Code::InputIsErrorText), "{pasted}");
        }
    }

    #[test]
    fn other_things_are_named() {
        let cases = [
            ("{\"a\": [1, 2]}", Code::InputIsJson),
            ("[]", Code::InputIsJson),
            ("[\n  48, 130\n]\n", Code::InputIsJson),
            ("<!DOCTYPE html><html></html>", Code::InputIsHtml),
            ("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAA me@host", Code::InputIsSshKey),
            ("PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n", Code::PrivateKeyPasted),
            ("{\"kty\":\"EC\",\"crv\":\"P-256\",\"d\":\"AA\"}", Code::PrivateKeyPasted),
            (
                "Certificate:\n    Data:\n        Serial Number: 1\n        Signature Algorithm: x\n        Issuer: CN=a\n",
                Code::InputIsPrintout,
            ),
            ("Owner: CN=a\nIssuer: CN=b\nSerial number: 1\n", Code::InputIsPrintout),
            (
                "Keystore type: PKCS12\nroot, trustedCertEntry,\nCertificate fingerprint (SHA-256): A0:1B\n",
                Code::InputIsPrintout,
            ),
            ("0\u{fffd}\u{1}\u{2}\u{3}abc", Code::InputIsBinary),
        ];
        for (pasted, code) in cases {
            assert_eq!(code_of(pasted), Some(code), "{pasted}");
        }
        for plain in ["hello there", "MIIB", "{x}", "[section]", "12345", "a.b", "..."] {
            assert_eq!(code_of(plain), None, "{plain}");
        }
    }
}
