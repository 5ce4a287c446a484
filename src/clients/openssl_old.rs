//! OpenSSL 1.1.1 as its makers release it, at security level 1: s_client.

use super::openssl::{self, Queue, Settings};
use super::python::KEYS;
use super::scene::Scene;
use super::{Refusal, curl, handshake_faults, is_key_for_tls};
use crate::fault::CertificateId;
use crate::rules::Code;
use crate::text;

pub(super) const SETTINGS: Settings = Settings { bits: 80, old: true, ..curl::S_CLIENT };

/// `openssl s_client -verify_return_error -verify_hostname …`
pub(super) fn ask(scene: &Scene<'_>) -> Option<Refusal> {
    let own = Some(scene.end_entity());
    let refuse = |words: &str, faults: &'static [Code], at: Option<CertificateId>| Refusal {
        words: with_thread(words),
        code: None,
        faults,
        at,
    };
    if !is_key_for_tls(scene, KEYS) {
        return Some(refuse(HANDSHAKE, handshake_faults(), own));
    }
    // What it queues at octets that it cannot read was not measured.
    if let Some((_, at)) = openssl::stops_at_anchor(scene) {
        return Some(refuse("", openssl::UNREADABLE, at));
    }
    if let Some((_, at)) = openssl::stops_at(scene) {
        return Some(refuse("", openssl::UNREADABLE, at));
    }
    let Some(error) = openssl::verify(scene, SETTINGS).into_iter().next() else {
        return openssl::is_server_key_useless(scene).then(|| refuse("", handshake_faults(), own));
    };
    let queue = match error.queue {
        Queue::Empty => Some(""),
        Queue::Evp => Some(EVP),
        Queue::RsaBadSignature => Some(RSA_BAD_SIGNATURE),
        _ => None,
    };
    let number = error.number.to_string();
    let words = queue.map(|queue| {
        ["verify error:num=", &number, ":", words(error.number), " / ", queue, VERIFY_FAILED].concat()
    });
    // Of a keyUsage without a bit, which 3.0 takes for no extension at all, 1.1.1 makes something else.
    let is_invalid = matches!(error.queue, Queue::InvalidCertificates(_));
    Some(Refusal {
        words: with_thread(&words.unwrap_or_default()),
        code: (!is_invalid).then_some(number),
        faults: openssl::faults(error.number),
        at: Some(error.at),
    })
}

/// X509_verify_cert_error_string, where 3.0 has other words.
fn words(number: u8) -> &'static str {
    match number {
        18 => "self signed certificate",
        19 => "self signed certificate in certificate chain",
        24 => "invalid CA certificate",
        26 => "unsupported certificate purpose",
        62 => "Hostname mismatch",
        number => openssl::words(number),
    }
}

const HANDSHAKE: &str = "{thread}:error:14094410:SSL routines:ssl3_read_bytes:sslv3 alert handshake \
                         failure:ssl/record/rec_layer_s3.c:1562:SSL alert number 40";
const VERIFY_FAILED: &str = "{thread}:error:1416F086:SSL routines:tls_process_server_certificate:certificate verify \
                             failed:ssl/statem/statem_clnt.c:1919:";
const EVP: &str =
    "{thread}:error:0D0C5006:asn1 encoding routines:ASN1_item_verify:EVP lib:crypto/asn1/a_verify.c:170: / ";
const RSA_BAD_SIGNATURE: &str = "{thread}:error:04091068:rsa routines:int_rsa_verify:bad \
    signature:crypto/rsa/rsa_sign.c:220: / {thread}:error:0D0C5006:asn1 encoding routines:ASN1_item_verify:EVP \
    lib:crypto/asn1/a_verify.c:170: / ";

fn with_thread(template: &str) -> String {
    text::fill(template, &|_| String::from("00007F0000000000"))
}
