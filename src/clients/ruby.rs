//! Ruby: Net::HTTP and what is built on it, over OpenSSL.
//!
//! OpenSSL is asked for no host: the openssl gem compares it itself (`verify_certificate_identity` in openssl/ssl.rb) when OpenSSL has
//! come down to the server's certificate, and before OpenSSL goes on to name constraints and policies.

use super::openssl::{self, Settings, Stop};
use super::python::KEYS;
use super::scene::{Facts, Scene};
use super::{Refusal, handshake_faults, host, is_key_for_tls};
use crate::certificate::Certificate;
use crate::certificate::extensions::GeneralName;
use crate::fault::CertificateId;
use crate::rules::Code;

pub(super) const SETTINGS: Settings =
    Settings { partial_chain: false, strict: false, bits: 112, host: None, crls: None, old: false };

/// OpenSSL's number for a host that is not meant (X509_V_ERR_HOSTNAME_MISMATCH).
const HOST_MISMATCH: u8 = 62;

pub(super) fn ask(scene: &Scene<'_>) -> Option<Refusal> {
    if let Some((_, at)) = openssl::stops_at_anchor(scene) {
        let words = String::from("OpenSSL::SSL::SSLError: SSL_CTX_load_verify_file: PEM lib");
        return Some(Refusal { words, code: None, faults: openssl::UNREADABLE, at });
    }
    let own = scene.end_entity();
    if let Some((stop, at)) = openssl::stops_at(scene) {
        let reason = match stop {
            Stop::Unreadable(_) => "ASN1 lib",
            Stop::Length => "cert length mismatch",
        };
        return Some(refuse(&[reason], openssl::UNREADABLE, at));
    }
    if !is_key_for_tls(scene, KEYS) {
        return Some(refuse(&["sslv3 alert handshake failure"], handshake_faults(), Some(own)));
    }
    let error = openssl::verify(scene, SETTINGS).into_iter().next();
    let is_known_before =
        error.as_ref().is_some_and(|error| !openssl::is_found_after_the_server_certificate(error.number));
    let error = match error.filter(|_| is_known_before || names_the_host(scene)) {
        Some(error) => Some((error.number, error.at)),
        None => (!names_the_host(scene)).then_some((HOST_MISMATCH, own)),
    };
    if let Some((number, at)) = error {
        let words = ["certificate verify failed (", openssl::words(number), ")"];
        return Some(refuse(&words, openssl::faults(number), Some(at)));
    }
    openssl::is_server_key_useless(scene).then(|| refuse(&["bad signature"], handshake_faults(), Some(own)))
}

fn refuse(reason: &[&str], faults: &'static [Code], at: Option<CertificateId>) -> Refusal {
    let mut words =
        String::from("OpenSSL::SSL::SSLError: SSL_connect returned=1 errno=0 peeraddr=…:443 state=error: ");
    words.extend(reason.iter().copied());
    Refusal { words, code: None, faults, at }
}

/// `verify_certificate_identity`: the common names count only where there is neither a dNSName nor an iPAddress.
fn names_the_host(scene: &Scene<'_>) -> bool {
    let Some(wanted) = scene.host else { return true };
    let scene = &scene.seen_leniently(&|piece| openssl::is_readable(piece));
    let certificate: &Certificate = scene.get(scene.end_entity());
    let names = certificate.alternatives().unwrap_or_default();
    let of_hosts = |name: &GeneralName| {
        matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_) | GeneralName::Invalid(2 | 7, _))
    };
    if names.iter().any(of_hosts) {
        return host::dns_names(certificate).into_iter().any(|name| matches(name, wanted.typed))
            || host::has_address(certificate, &wanted);
    }
    let mut common_names = certificate.subject.attributes.iter().filter(|(kind, _)| kind == "CN");
    common_names.any(|(_, name)| matches(name, wanted.typed))
}

/// `verify_hostname`: as many labels, a star in the first of them.
fn matches(name: &str, host: &str) -> bool {
    if !name.is_ascii() || !host.is_ascii() {
        return false;
    }
    // Ruby's split leaves out what is empty at the end.
    let (own, asked) = (name.trim_end_matches('.').to_ascii_lowercase(), host.to_ascii_lowercase());
    let Some((first, rest)) = own.split_once('.') else { return name == host };
    let asked = asked.trim_end_matches('.');
    asked.split_once('.').is_some_and(|(label, below)| rest == below && covers(first, label))
}

/// `verify_wildcard`: one star, which stands for something, and for no part of an A-label.
fn covers(pattern: &str, label: &str) -> bool {
    let Some((front, back)) = pattern.split_once('*') else { return pattern == label };
    if back.contains('*') || (label.starts_with("xn--") && pattern != "*") {
        return false;
    }
    front.len() + back.len() < label.len() && label.starts_with(front) && label.ends_with(back)
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::matches;

    /// Asked of `OpenSSL::SSL.verify_hostname` of Ruby 3.1.
    #[test]
    fn a_star_is_taken_as_ruby_takes_it() {
        for (name, host) in [
            ("www.widgets.test", "WWW.widgets.TEST."),
            ("*.widgets.test", "www.widgets.test"),
            ("w*w.widgets.test", "wiw.widgets.test"),
            ("*.test", "widgets.test"),
            ("*.widgets.test", "xn--bcher-kva.widgets.test"),
        ] {
            assert!(matches(name, host), "{name} {host}");
        }
        for (name, host) in [
            ("w*w.widgets.test", "ww.widgets.test"),
            ("*", "www.widgets.test"),
            ("*", "host"),
            ("host", "HOST"),
            ("www.*.test", "www.widgets.test"),
            ("*.*.test", "www.widgets.test"),
            ("xn--*.widgets.test", "xn--bcher-kva.widgets.test"),
            ("*.widgets.test", "a.b.widgets.test"),
            ("*.widgets.test", "widgets.test"),
        ] {
            assert!(!matches(name, host), "{name} {host}");
        }
    }
}
