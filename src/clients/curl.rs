//! Programs over OpenSSL: s_client, and libcurl as curl and cargo have it.
//!
//! curl takes partial chains and is not strict; it compares the host by itself once the chain is verified. Of a failed
//! verification it shows the oldest entry of OpenSSL's error queue, if there is one, instead of the reason.

use super::openssl::{self, HostFlags, Queue, Queued, Settings, Stop};
use super::python::KEYS;
use super::scene::{Facts, KeyKind, Scene};
use super::{Refusal, handshake_faults, host, is_key_for_tls};
use crate::certificate::extensions::GeneralName;
use crate::rules::Code;
use crate::text;

/// As s_client sets OpenSSL.
pub(super) const S_CLIENT: Settings = Settings {
    partial_chain: false,
    strict: false,
    bits: 112,
    host: Some(HostFlags { common_name: true, partial_wildcards: true, keeps_dot: true }),
    crls: None,
    old: false,
};

/// `openssl s_client -verify_return_error -verify_hostname …`
pub(super) fn ask_s_client(scene: &Scene<'_>) -> Option<Refusal> {
    if !is_key_for_tls(scene, KEYS) {
        let words = "{thread}:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake \
                     failure:../ssl/record/rec_layer_s3.c:1601:SSL alert number 40";
        return Some(Refusal {
            words: with_thread(words, &[]),
            code: None,
            faults: handshake_faults(),
            at: Some(scene.end_entity()),
        });
    }
    if let Some((queued, at)) = openssl::stops_at_anchor(scene) {
        let words = print_queued(&queued, LOADING);
        return Some(Refusal { words, code: None, faults: openssl::UNREADABLE, at });
    }
    if let Some((stop, at)) = openssl::stops_at(scene) {
        let words = match stop {
            Stop::Unreadable(queued) => print_queued(&queued, PROCESSING),
            Stop::Length => with_thread(LENGTH, &[]),
        };
        return Some(Refusal { words, code: None, faults: openssl::UNREADABLE, at });
    }
    let Some(error) = openssl::verify(scene, S_CLIENT).into_iter().next() else {
        let is_rsa = scene.get(scene.end_entity()).key_kind() == KeyKind::Rsa;
        let words = if is_rsa { [PSS_SIGNATURE, BAD_SIGNATURE].concat() } else { BAD_SIGNATURE.to_owned() };
        return openssl::is_server_key_useless(scene).then(|| Refusal {
            words: with_thread(&words, &[]),
            code: None,
            faults: handshake_faults(),
            at: Some(scene.end_entity()),
        });
    };
    let (invalid, undecoded);
    let queue = match error.queue {
        Queue::Empty => "",
        Queue::Evp => EVP,
        Queue::RsaBadSignature => RSA_BAD_SIGNATURE,
        Queue::RsaPadding => RSA_PADDING,
        Queue::RsaBlockType => RSA_BLOCK_TYPE,
        Queue::RsaLength => RSA_LENGTH,
        Queue::InvalidCertificates(count) => {
            invalid = INVALID_CERTIFICATE.repeat(count);
            &invalid
        }
        Queue::Keys(count) => {
            undecoded = KEY.repeat(count);
            &undecoded
        }
        Queue::BitsLeft => BITS_LEFT,
    };
    let mut template = String::from("verify error:num={number}:{words} / ");
    template.push_str(queue);
    template.push_str(VERIFY_FAILED);
    let number = error.number.to_string();
    Some(Refusal {
        words: with_thread(&template, &[("number", &number), ("words", openssl::words(error.number))]),
        code: Some(number.clone()),
        faults: openssl::faults(error.number),
        at: Some(error.at),
    })
}

const BAD_SIGNATURE: &str = "{thread}:error:0A00007B:SSL routines:tls_process_cert_verify:bad signature:../ssl/statem/statem_lib.c:545:";
const PSS_SIGNATURE: &str = "{thread}:error:02000086:rsa routines:RSA_verify_PKCS1_PSS_mgf1:last octet \
    invalid:../crypto/rsa/rsa_pss.c:94: / {thread}:error:1C880004:Provider routines:rsa_verify:RSA \
    lib:../providers/implementations/signature/rsa_sig.c:810: / ";
const PROCESSING: &[&str] =
    &["0A08000D:SSL routines:tls_process_server_certificate:ASN1 lib:../ssl/statem/statem_clnt.c:1810:"];
const LOADING: &[&str] = &[
    "0488000D:PEM routines:PEM_X509_INFO_read_bio_ex:ASN1 lib:../crypto/pem/pem_info.c:170:",
    "05880009:x509 certificate routines:X509_load_cert_crl_file_ex:PEM lib:../crypto/x509/by_file.c:235:",
];
const LENGTH: &str = "{thread}:error:0A000087:SSL routines:tls_process_server_certificate:cert length \
                      mismatch:../ssl/statem/statem_clnt.c:1815:";

/// All that OpenSSL has queued, from the innermost on.
fn print_queued(queued: &Queued, outside: &[&str]) -> String {
    let line = queued.lines.first().copied().unwrap_or_default().to_string();
    let mut lines = vec![queued.words("../crypto/asn1/", &line)];
    lines.extend(queued.around.iter().cloned());
    lines.extend(outside.iter().map(|line| (*line).to_owned()));
    let lines: Vec<String> =
        lines.iter().map(|line| with_thread("{thread}:error:{line}", &[("line", line)])).collect();
    lines.join(" / ")
}

const VERIFY_FAILED: &str = "{thread}:error:0A000086:SSL routines:tls_post_process_server_certificate:certificate verify \
                             failed:../ssl/statem/statem_clnt.c:1889:";
const EVP: &str = "{thread}:error:06880006:asn1 encoding routines:ASN1_item_verify_ctx:EVP \
                   lib:../crypto/asn1/a_verify.c:220: / ";
const RSA_BAD_SIGNATURE: &str = "{thread}:error:02000068:rsa routines:ossl_rsa_verify:bad \
    signature:../crypto/rsa/rsa_sign.c:429: / {thread}:error:1C880004:Provider routines:rsa_verify:RSA \
    lib:../providers/implementations/signature/rsa_sig.c:769: / {thread}:error:06880006:asn1 encoding \
    routines:ASN1_item_verify_ctx:EVP lib:../crypto/asn1/a_verify.c:220: / ";
const RSA_PADDING: &str = "{thread}:error:0200008A:rsa routines:RSA_padding_check_PKCS1_type_1:invalid \
    padding:../crypto/rsa/rsa_pk1.c:75: / {thread}:error:02000072:rsa routines:rsa_ossl_public_decrypt:padding check \
    failed:../crypto/rsa/rsa_ossl.c:590: / {thread}:error:1C880004:Provider routines:rsa_verify:RSA \
    lib:../providers/implementations/signature/rsa_sig.c:769: / {thread}:error:06880006:asn1 encoding \
    routines:ASN1_item_verify_ctx:EVP lib:../crypto/asn1/a_verify.c:220: / ";
const RSA_BLOCK_TYPE: &str = "{thread}:error:0200006A:rsa routines:RSA_padding_check_PKCS1_type_1:block type is not \
    01:../crypto/rsa/rsa_pk1.c:82: / {thread}:error:02000072:rsa routines:rsa_ossl_public_decrypt:padding check \
    failed:../crypto/rsa/rsa_ossl.c:590: / {thread}:error:1C880004:Provider routines:rsa_verify:RSA \
    lib:../providers/implementations/signature/rsa_sig.c:769: / {thread}:error:06880006:asn1 encoding \
    routines:ASN1_item_verify_ctx:EVP lib:../crypto/asn1/a_verify.c:220: / ";
const RSA_LENGTH: &str = "{thread}:error:02000077:rsa routines:ossl_rsa_verify:wrong signature \
    length:../crypto/rsa/rsa_sign.c:339: / {thread}:error:1C880004:Provider routines:rsa_verify:RSA \
    lib:../providers/implementations/signature/rsa_sig.c:769: / {thread}:error:06880006:asn1 encoding \
    routines:ASN1_item_verify_ctx:EVP lib:../crypto/asn1/a_verify.c:220: / ";
const KEY: &str = "{thread}:error:03000072:digital envelope routines:X509_PUBKEY_get0:decode \
                   error:../crypto/x509/x_pubkey.c:461: / ";
const BITS_LEFT: &str = "{thread}:error:068000DC:asn1 encoding routines:ASN1_item_verify_ctx:invalid bit string bits \
                         left:../crypto/asn1/a_verify.c:131: / ";
const INVALID_CERTIFICATE: &str = "{thread}:error:1100009E:X509 V3 routines:ossl_x509v3_cache_extensions:invalid \
                                   certificate:../crypto/x509/v3_purp.c:636: / ";

/// Fills in a thread's number, which means nothing, and what else is named.
fn with_thread(template: &str, values: &[(&str, &str)]) -> String {
    text::fill(template, &|name| {
        let known = values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        known.unwrap_or("00007F0000000000").to_owned()
    })
}

/// The libcurl of a program.
struct Libcurl {
    /// What it calls a host in an error.
    host: &'static str,
    /// What it calls an address there.
    addresses: [&'static str; 2],
    /// What it calls OpenSSL there.
    tls: &'static str,
    /// OpenSSL's words for a signature that does not verify, and for a handshake that the server refuses.
    openssl: [&'static str; 2],
    /// Whether it can be given CRLs, and wants to print the issuer.
    is_curl: bool,
}

/// Debian's curl 7.88.
const CURL: Libcurl = Libcurl {
    host: "host name",
    addresses: ["host name", "host name"],
    tls: "OpenSSL/3.0.19: ",
    openssl: [
        "error:06880006:asn1 encoding routines::EVP lib",
        "error:0A000410:SSL routines::sslv3 alert handshake failure",
    ],
    is_curl: true,
};

/// The libcurl that is built into cargo 1.95.
const CARGO: Libcurl = Libcurl {
    host: "hostname",
    addresses: ["ipv4 address", "ipv6 address"],
    tls: "TLS connect error: ",
    openssl: [
        "error:030000EA:digital envelope routines::provider signature failure",
        "error:0A000410:SSL routines::ssl/tls alert handshake failure",
    ],
    is_curl: false,
};

/// curl's own number, and its words.
struct Failure {
    exit: &'static str,
    words: String,
    faults: &'static [Code],
    at: Option<crate::fault::CertificateId>,
}

pub(super) fn ask_curl(scene: &Scene<'_>) -> Option<Refusal> {
    let failure = verify(scene, &CURL)?;
    let words = text::fill("curl: ({exit}) {words}", &|name| match name {
        "exit" => failure.exit.to_owned(),
        _ => failure.words.clone(),
    });
    Some(Refusal { words, code: Some(failure.exit.to_owned()), faults: failure.faults, at: failure.at })
}

/// cargo has a newer libcurl built in, and shows its words in its own.
pub(super) fn ask_cargo(scene: &Scene<'_>) -> Option<Refusal> {
    let failure = verify(scene, &CARGO)?;
    let kind = match failure.exit {
        "60" => "SSL peer certificate or SSH remote key was not OK",
        "77" => "Problem with the SSL CA cert (path? access rights?)",
        _ => "SSL connect error",
    };
    let words =
        text::fill("error: download of config.json failed / [{exit}] {kind} ({words})", &|name| match name {
            "exit" => failure.exit.to_owned(),
            "kind" => kind.to_owned(),
            _ => failure.words.clone(),
        });
    Some(Refusal { words, code: None, faults: failure.faults, at: failure.at })
}

/// As libcurl sets OpenSSL.
pub(super) const fn libcurl_settings(crls: bool) -> Settings {
    Settings {
        partial_chain: true,
        strict: false,
        bits: 112,
        host: None,
        crls: if crls { Some(openssl::revocation::Library::OpenSsl30) } else { None },
        old: false,
    }
}

fn verify(scene: &Scene<'_>, libcurl: &Libcurl) -> Option<Failure> {
    let [signature_failure, handshake_failure] = libcurl.openssl;
    let failed = |reason: &str| {
        let mut words = libcurl.tls.to_owned();
        words.push_str(reason);
        words
    };
    let at = Some(scene.end_entity());
    if scene.is_without_anchors() {
        return Some(Failure {
            exit: "77",
            words: String::from("error setting certificate file: /etc/ssl/certs/ca-certificates.crt"),
            faults: &[Code::AnchorsEmpty],
            at: None,
        });
    }
    if let Some((_, at)) = openssl::stops_at_anchor(scene) {
        return Some(Failure {
            exit: "77",
            words: String::from("error setting certificate file: /etc/ssl/certs/ca-certificates.crt"),
            faults: openssl::UNREADABLE,
            at,
        });
    }
    if let Some((stop, at)) = openssl::stops_at(scene) {
        let words = match stop {
            Stop::Unreadable(queued) => {
                failed(&["error:", queued.code, ":asn1 encoding routines::", queued.reason].concat())
            }
            Stop::Length => failed("error:0A000087:SSL routines::cert length mismatch"),
        };
        return Some(Failure { exit: "35", words, faults: openssl::UNREADABLE, at });
    }
    if !is_key_for_tls(scene, KEYS) {
        return Some(Failure {
            exit: "35",
            words: failed(handshake_failure),
            faults: handshake_faults(),
            at,
        });
    }
    // Given CRLs, curl does not let a chain end at another anchor than a root.
    let has_lists = libcurl.is_curl && !scene.revocation.has_no_crl();
    let settings = libcurl_settings(libcurl.is_curl);
    let settings = Settings { partial_chain: settings.partial_chain && !has_lists, ..settings };
    if let Some(error) = openssl::verify(scene, settings).into_iter().next() {
        let (exit, words) = match error.queue {
            Queue::Empty => ("60", {
                let mut words = String::from("SSL certificate problem: ");
                words.push_str(openssl::words(error.number));
                words
            }),
            Queue::RsaLength => ("35", failed("error:02000077:rsa routines::wrong signature length")),
            Queue::Keys(_) => ("35", failed("error:03000072:digital envelope routines::decode error")),
            Queue::BitsLeft => {
                ("35", failed("error:068000DC:asn1 encoding routines::invalid bit string bits left"))
            }
            Queue::RsaBadSignature => ("35", failed("error:02000068:rsa routines::bad signature")),
            Queue::RsaPadding => ("35", failed("error:0200008A:rsa routines::invalid padding")),
            Queue::RsaBlockType => ("35", failed("error:0200006A:rsa routines::block type is not 01")),
            Queue::InvalidCertificates(_) => {
                ("35", failed("error:1100009E:X509 V3 routines::invalid certificate"))
            }
            Queue::Evp => ("35", failed(signature_failure)),
        };
        return Some(Failure { exit, words, faults: openssl::faults(error.number), at: Some(error.at) });
    }
    if openssl::is_server_key_useless(scene) {
        let is_rsa = scene.get(scene.end_entity()).key_kind() == KeyKind::Rsa;
        let words = if is_rsa {
            "error:02000086:rsa routines::last octet invalid"
        } else {
            "error:0A00007B:SSL routines::bad signature"
        };
        return Some(Failure { exit: "35", words: failed(words), faults: handshake_faults(), at });
    }
    let scene = &scene.seen_leniently(&|piece| openssl::is_readable(piece));
    let refuse = |words: String, faults| Some(Failure { exit: "60", words, faults, at });
    if let Some(words) = compare_host(scene, libcurl) {
        return refuse(words, &[Code::NameMismatch, Code::SubjectAltNameMissing]);
    }
    if libcurl.is_curl && scene.get(scene.end_entity()).issuer.is_empty() {
        return refuse(String::from("SSL: couldn't get X509-issuer name"), &[Code::IssuerEmpty]);
    }
    None
}

/// Curl_ossl_verifyhost: the subjectAltNames if one of them is a host or an address, else the last common name.
fn compare_host(scene: &Scene<'_>, libcurl: &Libcurl) -> Option<String> {
    let wanted = scene.host?;
    let certificate = scene.get(scene.end_entity());
    let names = certificate.alternatives().unwrap_or_default();
    let of_hosts = names.iter().any(|name| {
        matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_) | GeneralName::Invalid(2 | 7, _))
    });
    let fits = |pattern: &str| match wanted.address() {
        Some(_) => pattern == wanted.text,
        None => host::matches_whole_label(strip_dot(pattern), wanted.text, 2),
    };
    let [ipv4, ipv6] = libcurl.addresses;
    let kind = wanted.address().map_or(libcurl.host, |address| if address.is_ipv4() { ipv4 } else { ipv6 });
    let fill = |template: &str, common_name: &str| {
        text::fill(template, &|name| {
            let value = match name {
                "host" => wanted.typed,
                "word" => kind,
                _ => common_name,
            };
            value.to_owned()
        })
    };
    if of_hosts {
        let matches = match wanted.address() {
            Some(_) => host::has_address(certificate, &wanted),
            None => host::dns_names(certificate).into_iter().any(fits),
        };
        let words = "SSL: no alternative certificate subject name matches target {word} '{host}'";
        return (!matches).then(|| fill(words, ""));
    }
    match certificate.subject.common_name() {
        None => Some(String::from("SSL: unable to obtain common name from peer certificate")),
        Some(name) if name.contains('\0') => Some(String::from("SSL: illegal cert name field")),
        Some(name) if !fits(name) => {
            Some(fill("SSL: certificate subject name '{name}' does not match target {word} '{host}'", name))
        }
        Some(_) => None,
    }
}

fn strip_dot(pattern: &str) -> &str {
    pattern.strip_suffix('.').unwrap_or(pattern)
}
