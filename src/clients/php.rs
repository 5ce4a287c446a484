//! PHP: its streams over OpenSSL (`file_get_contents`, SMTP, and what is built on them without curl).
//!
//! OpenSSL verifies the chain; the host is compared afterwards by PHP itself (ext/openssl/xp_ssl.c). Which error OpenSSL came
//! upon is nowhere shown. Where OpenSSL cannot take the whole file of anchors, PHP reads it block by block, and leaves out those
//! that cannot be read.

use super::openssl::{self, Queue, Queued, Settings, Stop};
use super::python::KEYS;
use super::scene::{Facts, Host, KeyKind, Scene, UNKNOWN_HOST};
use super::{Refusal, handshake_faults, host, is_key_for_tls};
use crate::certificate::Certificate;
use crate::fault::CertificateId;
use crate::rules::Code;
use crate::text;

pub(super) const SETTINGS: Settings =
    Settings { partial_chain: false, strict: false, bits: 112, host: None, crls: None, old: false };

pub(super) fn ask(scene: &Scene<'_>) -> Option<Refusal> {
    // An address in brackets fails before anything is said of a certificate, whatever is served there: measured, and not understood.
    scene
        .material
        .given_up
        .set(scene.host.and_then(|host| host.address()).is_some_and(|address| address.is_ipv6()));
    let own = scene.end_entity();
    let unread = openssl::stops_at_anchor(scene);
    let has_one =
        scene.material.anchors.iter().any(|piece| !piece.bytes.is_empty() && openssl::is_readable(piece));
    if scene.is_without_anchors() || (unread.is_some() && !has_one) {
        let at = unread.and_then(|(_, at)| at);
        let faults: &[Code] =
            if scene.is_without_anchors() { &[Code::AnchorsEmpty] } else { openssl::UNREADABLE };
        return Some(refuse(scene, "no valid certs found cafile stream: `anchors'", faults, at));
    }
    if let Some((stop, at)) = openssl::stops_at(scene) {
        let lines = match stop {
            Stop::Unreadable(queued) => in_short(&queued),
            Stop::Length => vec![String::from("0A000087:SSL routines::cert length mismatch")],
        };
        return Some(fail(scene, &lines, openssl::UNREADABLE, at));
    }
    if !is_key_for_tls(scene, KEYS) {
        let lines = [String::from("0A000410:SSL routines::sslv3 alert handshake failure")];
        return Some(fail(scene, &lines, handshake_faults(), Some(own)));
    }
    if let Some(error) = openssl::verify(scene, SETTINGS).into_iter().next() {
        let mut lines: Vec<String> = queue(&error.queue).into_iter().map(str::to_owned).collect();
        lines.push(String::from("0A000086:SSL routines::certificate verify failed"));
        return Some(fail(scene, &lines, openssl::faults(error.number), Some(error.at)));
    }
    if openssl::is_server_key_useless(scene) {
        return Some(fail(scene, &of_handshake(scene), handshake_faults(), Some(own)));
    }
    let seen = &scene.seen_leniently(&|piece| openssl::is_readable(piece));
    let words = compare_host(seen.get(seen.end_entity()), &scene.host?)?;
    Some(refuse(scene, &words, &[Code::NameMismatch, Code::SubjectAltNameMissing], Some(own)))
}

/// What OpenSSL queues where the server's signature of the handshake is not right.
pub(super) fn of_handshake(scene: &Scene<'_>) -> Vec<String> {
    let is_rsa = scene.get(scene.end_entity()).key_kind() == KeyKind::Rsa;
    let of_rsa = ["02000086:rsa routines::last octet invalid", "1C880004:Provider routines::RSA lib"];
    let lines = of_rsa.into_iter().filter(|_| is_rsa).chain(["0A00007B:SSL routines::bad signature"]);
    lines.map(str::to_owned).collect()
}

/// What OpenSSL queued, which PHP and Perl print whole: numbers, libraries and reasons.
pub(super) fn queue(queue: &Queue) -> Vec<&'static str> {
    const EVP: &str = "06880006:asn1 encoding routines::EVP lib";
    const PROVIDER: &str = "1C880004:Provider routines::RSA lib";
    match queue {
        Queue::Empty => vec![],
        Queue::Evp => vec![EVP],
        Queue::RsaBadSignature => vec!["02000068:rsa routines::bad signature", PROVIDER, EVP],
        Queue::RsaPadding => vec![
            "0200008A:rsa routines::invalid padding",
            "02000072:rsa routines::padding check failed",
            PROVIDER,
            EVP,
        ],
        Queue::RsaBlockType => vec![
            "0200006A:rsa routines::block type is not 01",
            "02000072:rsa routines::padding check failed",
            PROVIDER,
            EVP,
        ],
        Queue::RsaLength => vec!["02000077:rsa routines::wrong signature length", PROVIDER, EVP],
        Queue::InvalidCertificates(count) => vec!["1100009E:X509 V3 routines::invalid certificate"; *count],
        Queue::Keys(count) => vec!["03000072:digital envelope routines::decode error"; *count],
        Queue::BitsLeft => vec!["068000DC:asn1 encoding routines::invalid bit string bits left"],
    }
}

/// Of each line of the queue that OpenSSL's own programs print, what ERR_error_string keeps.
pub(super) fn in_short(queued: &Queued) -> Vec<String> {
    let first = [queued.code, ":asn1 encoding routines::", queued.reason].concat();
    let others = queued.around.iter().filter_map(|line| {
        let mut parts = line.split(':');
        let (code, library, reason) = (parts.next()?, parts.next()?, parts.nth(1)?);
        Some([code, ":", library, "::", reason].concat())
    });
    let last = String::from("0A08000D:SSL routines::ASN1 lib");
    core::iter::once(first).chain(others).chain([last]).collect()
}

fn fail(scene: &Scene<'_>, lines: &[String], faults: &'static [Code], at: Option<CertificateId>) -> Refusal {
    let mut words =
        String::from("file_get_contents(): SSL operation failed with code 1. OpenSSL Error messages:");
    for line in lines {
        words.push_str(" / error:");
        words.push_str(line);
    }
    refuse(scene, &words, faults, at)
}

/// The three warnings, one after the other, of which the first says why.
fn refuse(scene: &Scene<'_>, words: &str, faults: &'static [Code], at: Option<CertificateId>) -> Refusal {
    let template = "Warning: {words} / Warning: file_get_contents(): Failed to enable crypto / Warning: \
                    file_get_contents(https://{host}:443/): Failed to open stream: operation failed";
    let words = text::fill(template, &|name| match name {
        "words" => words.to_owned(),
        _ => scene.host.map_or_else(|| UNKNOWN_HOST.to_owned(), |host| host.in_url()),
    });
    Refusal { words, code: None, faults, at }
}

/// The subjectAltNames; the first common name where none of them is a dNSName.
fn compare_host(certificate: &Certificate, wanted: &Host<'_>) -> Option<String> {
    let named = |template: &str, name: &str| {
        Some(text::fill(template, &|blank| {
            if blank == "host" { wanted.typed.to_owned() } else { name.to_owned() }
        }))
    };
    let names = host::dns_names(certificate);
    let plain = names.iter().filter(|name| !name.contains('\0'));
    let mut fitting = plain.map(|name| name.strip_suffix('.').unwrap_or(name));
    if host::has_address(certificate, wanted) || fitting.any(|name| matches(name, wanted.text)) {
        return None;
    }
    if !names.is_empty() {
        return named(
            "file_get_contents(): Peer certificate subjectAltName did not match expected name `{host}'",
            "",
        );
    }
    let mut attributes = certificate.subject.attributes.iter();
    let Some((_, name)) = attributes.find(|(kind, _)| kind == "CN") else {
        return Some(String::from("file_get_contents(): Unable to locate peer certificate CN"));
    };
    match () {
        () if name.contains('\0') => {
            named("file_get_contents(): Peer certificate CN=`{name}' is malformed", name)
        }
        () if matches(name, wanted.text) => None,
        () => named(
            "file_get_contents(): Peer certificate CN=`{name}' did not match expected CN=`{host}'",
            name,
        ),
    }
}

/// `php_openssl_matches_wildcard_name`: a star in the first label, wherever in it; what it stands for has no period.
fn matches(pattern: &str, host: &str) -> bool {
    if pattern.eq_ignore_ascii_case(host) {
        return true;
    }
    let Some((front, back)) = pattern.split_once('*') else { return false };
    let Some(covered) = host.len().checked_sub(front.len() + back.len()) else { return false };
    let (start, end) = (front.len(), front.len() + covered);
    let (Some(before), Some(middle), Some(after)) =
        (host.get(..start), host.get(start..end), host.get(end..))
    else {
        return false;
    };
    !front.contains('.')
        && before.eq_ignore_ascii_case(front)
        && after.eq_ignore_ascii_case(back)
        && !middle.contains('.')
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::matches;

    /// Measured with PHP 8.2 (`tests/clients/wildcard*.json`).
    #[test]
    fn a_star_is_taken_as_php_takes_it() {
        for (name, host) in [
            ("*.widgets.test", "www.widgets.test"),
            ("w*.widgets.test", "www.widgets.test"),
            ("*w.widgets.test", "www.widgets.test"),
            ("*.test", "widgets.test"),
        ] {
            assert!(matches(name, host), "{name} {host}");
        }
        for (name, host) in [
            ("*", "www.widgets.test"),
            ("*.*.test", "www.widgets.test"),
            ("www.*.test", "www.widgets.test"),
            ("*.widgets.test", "a.b.widgets.test"),
            ("*.widgets.test", "widgets.test"),
        ] {
            assert!(!matches(name, host), "{name} {host}");
        }
    }
}
