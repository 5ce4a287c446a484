//! Perl: IO::Socket::SSL, and with it LWP and what asks for the names of web servers (`SSL_verifycn_scheme => "http"`).
//!
//! It lets a chain end at any certificate that is trusted. The host it compares itself (`verify_hostname_of_cert`), when OpenSSL has come
//! down to the server's certificate, and before OpenSSL goes on to name constraints and policies. What OpenSSL queued is printed whole.

use super::openssl::{self, Settings, Stop};
use super::php::{in_short, of_handshake, queue};
use super::python::KEYS;
use super::scene::{Facts, Scene};
use super::{Refusal, handshake_faults, host, is_key_for_tls};
use crate::certificate::extensions::GeneralName;
use crate::fault::CertificateId;
use crate::public_suffix::is_public_suffix;
use crate::rules::Code;

pub(super) const SETTINGS: Settings =
    Settings { partial_chain: true, strict: false, bits: 112, host: None, crls: None, old: false };

pub(super) fn ask(scene: &Scene<'_>) -> Option<Refusal> {
    let unread = openssl::stops_at_anchor(scene);
    if scene.is_without_anchors() || unread.is_some() {
        let Some((queued, at)) = unread else {
            let lines = [String::from("05800088:x509 certificate routines::no certificate or crl found")];
            return Some(fail(NO_ANCHORS, &lines, &[Code::AnchorsEmpty], None));
        };
        let mut lines = in_short(&queued);
        lines.pop();
        lines.extend(
            ["0488000D:PEM routines::ASN1 lib", "05880009:x509 certificate routines::PEM lib"]
                .map(String::from),
        );
        return Some(fail(NO_ANCHORS, &lines, openssl::UNREADABLE, at));
    }
    let own = scene.end_entity();
    if let Some((stop, at)) = openssl::stops_at(scene) {
        let lines = match stop {
            Stop::Unreadable(queued) => in_short(&queued),
            Stop::Length => vec![String::from("0A000087:SSL routines::cert length mismatch")],
        };
        return Some(fail(FAILED, &lines, openssl::UNREADABLE, at));
    }
    if !is_key_for_tls(scene, KEYS) {
        let lines = [String::from("0A000410:SSL routines::sslv3 alert handshake failure")];
        return Some(fail(FAILED, &lines, handshake_faults(), Some(own)));
    }
    let error = openssl::verify(scene, SETTINGS).into_iter().next();
    let is_known_before =
        error.as_ref().is_some_and(|error| !openssl::is_found_after_the_server_certificate(error.number));
    if !is_known_before && !names_the_host(scene) {
        return Some(Refusal {
            words: String::from("hostname verification failed"),
            code: None,
            faults: &[Code::NameMismatch, Code::SubjectAltNameMissing],
            at: Some(own),
        });
    }
    if let Some(error) = error {
        let mut lines: Vec<String> = queue(&error.queue).into_iter().map(str::to_owned).collect();
        lines.push(String::from("0A000086:SSL routines::certificate verify failed"));
        return Some(fail(FAILED, &lines, openssl::faults(error.number), Some(error.at)));
    }
    openssl::is_server_key_useless(scene)
        .then(|| fail(FAILED, &of_handshake(scene), handshake_faults(), Some(own)))
}

const NO_ANCHORS: &str = "Invalid certificate authority locations";
const FAILED: &str = "SSL connect attempt failed";

fn fail(what: &str, lines: &[String], faults: &'static [Code], at: Option<CertificateId>) -> Refusal {
    let mut words = what.to_owned();
    for line in lines {
        words.push_str(" error:");
        words.push_str(line);
    }
    Refusal { words, code: None, faults, at }
}

/// The subjectAltNames; the first common name where none of them is a dNSName, for an IPv4 address whatever they are.
fn names_the_host(scene: &Scene<'_>) -> bool {
    let Some(wanted) = scene.host else { return true };
    let scene = &scene.seen_leniently(&|piece| openssl::is_readable(piece));
    let certificate = scene.get(scene.end_entity());
    let mut attributes = certificate.subject.attributes.iter();
    let common_name = attributes.find(|(kind, _)| kind == "CN").map(|(_, name)| name.as_str());
    if let Some(address) = wanted.address() {
        return host::has_address(certificate, &wanted)
            || (address.is_ipv4() && common_name == Some(wanted.typed));
    }
    let identity = if wanted.typed.is_ascii() { wanted.typed } else { wanted.text };
    let identity = identity.trim_end_matches('.');
    let names = certificate.alternatives().unwrap_or_default();
    let is_dns = |name: &GeneralName| matches!(name, GeneralName::Dns(_) | GeneralName::Invalid(2, _));
    if names.iter().any(is_dns) {
        return host::dns_names(certificate).into_iter().any(|name| matches(name.trim(), identity));
    }
    common_name.is_some_and(|name| matches(name, identity))
}

/// One star in the first label, behind any letters, which stands for something without a period; never for what anybody can register.
fn matches(name: &str, host: &str) -> bool {
    let is_plain =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let (name, host) = (name.trim_end_matches('.').to_ascii_lowercase(), host.to_ascii_lowercase());
    let Some((front, back)) =
        name.split_once('*').filter(|(front, back)| is_plain(front) && !back.is_empty())
    else {
        return !name.is_empty() && name == host;
    };
    if !front.is_empty() && host.starts_with("xn--") {
        return false;
    }
    let covered = host.strip_prefix(front).and_then(|rest| rest.strip_suffix(back));
    covered.is_some_and(|covered| !covered.is_empty() && is_plain(covered))
        && is_below_a_registered_name(&host)
}

/// More labels than a public suffix and one.
fn is_below_a_registered_name(host: &str) -> bool {
    let below = |name: &str| name.split_once('.').map(|(_, below)| below.to_owned());
    below(host).is_some_and(|parent| !is_public_suffix(host) && !is_public_suffix(&parent))
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::matches;

    /// Asked of `IO::Socket::SSL::verify_hostname_of_cert` 2.081.
    #[test]
    fn a_star_is_taken_as_perl_takes_it() {
        for (name, host) in [
            ("*.widgets.test", "www.widgets.test"),
            ("w*.widgets.test", "WWW.widgets.test"),
            ("*.widgets.test", "xn--bcher-kva.widgets.test"),
            ("*.example.co.uk", "www.example.co.uk"),
            ("www.widgets.test.", "www.widgets.test"),
        ] {
            assert!(matches(name, host), "{name} {host}");
        }
        for (name, host) in [
            ("*.test", "widgets.test"),
            ("*.co.uk", "example.co.uk"),
            ("xn--*.widgets.test", "xn--bcher-kva.widgets.test"),
            ("www.*.test", "www.widgets.test"),
            ("*.*.test", "www.widgets.test"),
            ("*", "host"),
            ("", ""),
        ] {
            assert!(!matches(name, host), "{name} {host}");
        }
    }
}
