//! Node: OpenSSL goes on after each error and Node reports the last; the host is compared in JavaScript afterwards.

use super::openssl::revocation::Library;
use super::openssl::{self, Key, Settings, Stop};
use super::python::KEYS;
use super::scene::{Facts, Host, KeyKind, Piece, Scene, UNKNOWN_HOST};
use super::{Refusal, handshake_faults, host, is_key_for_tls};
use crate::certificate::Certificate;
use crate::certificate::extensions::GeneralName;
use crate::fault::CertificateId;
use crate::rules::Code;
use crate::rules::subject_alt_name::display;
use crate::text;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// OpenSSL at security level 1.
    Node20,
    /// OpenSSL at security level 2, and a hint after some errors.
    Node24,
}

/// Code and words, as Node's error has them.
pub(super) struct Failure {
    pub code: &'static str,
    pub message: String,
    pub faults: &'static [Code],
    pub at: CertificateId,
}

pub(super) fn ask(scene: &Scene<'_>, version: Version) -> Option<Refusal> {
    if !is_key_for_tls(scene, KEYS) {
        let words = match version {
            Version::Node20 => {
                "Error: write EPROTO 00007F0000000000:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 \
                alert handshake failure:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1601:SSL alert number 40\n"
            }
            Version::Node24 => {
                "Error: write EPROTO 00007F0000000000:error:0A000410:SSL routines:ssl3_read_bytes:ssl/tls \
                alert handshake failure:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:918:SSL alert number 40\n"
            }
        };
        return Some(Refusal {
            words: words.to_owned(),
            code: Some(String::from("EPROTO")),
            faults: handshake_faults(),
            at: Some(scene.end_entity()),
        });
    }
    if let Some((queued, at)) = stops_at(scene, version) {
        let words = text::fill("Error: write EPROTO {words}\n", &|_| queued.clone());
        return Some(Refusal { words, code: Some(String::from("EPROTO")), faults: openssl::UNREADABLE, at });
    }
    if let Some(words) = unusable_key(scene, version) {
        let (faults, at) = (handshake_faults(), Some(scene.end_entity()));
        return Some(Refusal { words, code: Some(String::from("EPROTO")), faults, at });
    }
    let failure = verify(scene, version, true)?;
    let mut words = String::from("Error: ");
    words.push_str(&failure.message);
    Some(Refusal { words, code: Some(failure.code.to_owned()), faults: failure.faults, at: Some(failure.at) })
}

/// What OpenSSL has queued first when it stops reading what the server sends.
fn stops_at(scene: &Scene<'_>, version: Version) -> Option<(String, Option<CertificateId>)> {
    let line = usize::from(version == Version::Node24);
    let sent = &scene.material.sent;
    let stops = |piece: &Piece<'_>| !openssl::is_readable(piece) || openssl::has_tail(piece);
    let short = sent.iter().enumerate().filter(|_| version == Version::Node24);
    let short = short
        .take_while(|(_, piece)| !stops(piece))
        .find_map(|(_, piece)| Some((Stop::Unreadable(openssl::short_time(&piece.bytes)?), piece.id)));
    let (stop, at) = short.or_else(|| openssl::stops_at(scene))?;
    let queued = match stop {
        Stop::Length => {
            let number = if version == Version::Node24 { "2046" } else { "1815" };
            let words = "0A000087:SSL routines:tls_process_server_certificate:cert length mismatch:../deps/openssl/openssl/ssl/statem/statem_clnt.c:{line}:";
            text::fill(words, &|_| number.to_owned())
        }
        Stop::Unreadable(queued) => {
            let lines = queued.lines.get(line).copied().unwrap_or_default().to_string();
            queued.words("../deps/openssl/openssl/crypto/asn1/", &lines)
        }
    };
    Some((text::fill("00007F0000000000:error:{words}", &|_| queued.clone()), at))
}

/// Node looks at what was verified once the handshake is over, which it is not with such a key.
fn unusable_key(scene: &Scene<'_>, version: Version) -> Option<String> {
    let scene = scene.seen_leniently(&|_| true);
    let is_24 = version == Version::Node24;
    let is_rsa = scene.get(scene.end_entity()).key_kind() == KeyKind::Rsa;
    let words = match (scene.key_of(scene.end_entity()), is_rsa, is_24) {
        (Key::Undecoded, _, false) => {
            "03000072:digital envelope routines:X509_PUBKEY_get0:decode error:{deps}crypto/x509/x_pubkey.c:461:"
        }
        (Key::Undecoded, _, true) => {
            "03000072:digital envelope routines:X509_PUBKEY_get0:decode error:{deps}crypto/x509/x_pubkey.c:466:"
        }
        (Key::Useless, true, false) => {
            "02000086:rsa routines:RSA_verify_PKCS1_PSS_mgf1:last octet invalid:{deps}crypto/rsa/rsa_pss.c:94:"
        }
        (Key::Useless, true, true) => {
            "02000086:rsa routines:ossl_rsa_verify_PKCS1_PSS_mgf1:last octet invalid:{deps}crypto/rsa/rsa_pss.c:103:"
        }
        (Key::Useless, false, false) => {
            "0A00007B:SSL routines:tls_process_cert_verify:bad signature:{deps}ssl/statem/statem_lib.c:545:"
        }
        (Key::Useless, false, true) => {
            "030000EA:digital envelope routines:EVP_DigestVerifyFinal:provider signature \
             failure:{deps}crypto/evp/m_sigver.c:703:ECDSA digest_verify_final:"
        }
        (Key::Decoded | Key::Explicit, ..) => return None,
    };
    let words = text::fill(words, &|_| String::from("../deps/openssl/openssl/"));
    Some(text::fill("Error: write EPROTO 00007F0000000000:error:{words}\n", &|_| words.clone()))
}

/// npm runs on Node, and prints its error on several lines.
pub(super) fn ask_npm(scene: &Scene<'_>) -> Option<Refusal> {
    let failure = if is_key_for_tls(scene, KEYS) {
        verify(scene, Version::Node20, false)?
    } else {
        Failure {
            code: "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
            message: String::from(
                "00007F0000000000:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake \
                 failure:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1601:SSL alert number 40 / npm error",
            ),
            faults: handshake_faults(),
            at: scene.end_entity(),
        }
    };
    let template = "npm error code {code} / npm error errno {code} / npm error request to \
                    https://{host}:443/{package} failed, reason: {message} / npm error A complete log of this run can \
                    be found in: ~/.npm/_logs/debug-0.log";
    let words = text::fill(template, &|name| match name {
        "code" => failure.code.to_owned(),
        "package" => super::PACKAGE.to_owned(),
        "message" => failure.message.clone(),
        _ => scene.host.map_or(UNKNOWN_HOST, |host| host.text).to_owned(),
    });
    Some(Refusal { words, code: None, faults: failure.faults, at: Some(failure.at) })
}

/// As Node sets OpenSSL.
pub(super) fn settings(version: Version, crls: bool) -> Settings {
    Settings {
        partial_chain: false,
        strict: false,
        bits: if version == Version::Node20 { 80 } else { 112 },
        host: None,
        crls: crls.then_some(if version == Version::Node20 {
            Library::OpenSsl30
        } else {
            Library::OpenSsl35
        }),
        old: false,
    }
}

fn verify(scene: &Scene<'_>, version: Version, crls: bool) -> Option<Failure> {
    // Of its anchors Node takes those that stand before the first that it cannot read or that something follows.
    let is_good = |piece: &Piece<'_>| {
        let has_short_time = || version == Version::Node24 && openssl::short_time(&piece.bytes).is_some();
        piece.bytes.is_empty()
            || (openssl::is_readable(piece) && !openssl::has_tail(piece) && !has_short_time())
    };
    let taken = scene.material.anchors.iter().take_while(|piece| is_good(piece)).count();
    let scene = &scene.seen_leniently(&|piece| {
        let is_taken = |known: &Piece<'_>| known.view == piece.view;
        let is_anchor = scene.material.anchors.iter().any(is_taken);
        !is_anchor || scene.material.anchors.iter().take(taken).any(is_taken)
    });
    let Some(error) = openssl::verify_read(scene, settings(version, crls)).into_iter().next_back() else {
        return check_identity(scene);
    };
    let code = code(error.number);
    let mut message = openssl::words(error.number).to_owned();
    if version == Version::Node24 && matches!(error.number, 2 | 18 | 21) {
        message.push_str("; if the root CA is installed locally, try running Node.js with --use-system-ca");
    }
    Some(Failure { code, message, faults: openssl::faults(error.number), at: error.at })
}

/// X509ErrorCode of Node's crypto: what it has no name for is UNSPECIFIED.
pub(super) fn code(number: u8) -> &'static str {
    match number {
        2 => "UNABLE_TO_GET_ISSUER_CERT",
        3 => "UNABLE_TO_GET_CRL",
        6 => "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY",
        7 => "CERT_SIGNATURE_FAILURE",
        8 => "CRL_SIGNATURE_FAILURE",
        9 => "CERT_NOT_YET_VALID",
        10 => "CERT_HAS_EXPIRED",
        13 => "ERROR_IN_CERT_NOT_BEFORE_FIELD",
        14 => "ERROR_IN_CERT_NOT_AFTER_FIELD",
        11 => "CRL_NOT_YET_VALID",
        12 => "CRL_HAS_EXPIRED",
        18 => "DEPTH_ZERO_SELF_SIGNED_CERT",
        19 => "SELF_SIGNED_CERT_IN_CHAIN",
        20 => "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
        21 => "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        22 => "CERT_CHAIN_TOO_LONG",
        23 => "CERT_REVOKED",
        24 | 79 => "INVALID_CA",
        25 => "PATH_LENGTH_EXCEEDED",
        26 => "INVALID_PURPOSE",
        62 => "HOSTNAME_MISMATCH",
        _ => "UNSPECIFIED",
    }
}

/// tls.checkServerIdentity, which Bun has too.
pub(super) fn check_identity(scene: &Scene<'_>) -> Option<Failure> {
    let wanted = scene.host?;
    let certificate = scene.get(scene.end_entity());
    let reason = mismatch(certificate, &wanted)?;
    let message =
        text::fill("Hostname/IP does not match certificate's altnames: {reason}", &|_| reason.clone());
    Some(Failure {
        code: "ERR_TLS_CERT_ALTNAME_INVALID",
        message,
        faults: &[Code::NameMismatch, Code::SubjectAltNameMissing],
        at: scene.end_entity(),
    })
}

fn mismatch(certificate: &Certificate, wanted: &Host<'_>) -> Option<String> {
    let names = host::dns_names(certificate);
    let join = |template: &str, rest: &str| {
        text::fill(template, &|name| if name == "host" { wanted.text.to_owned() } else { rest.to_owned() })
    };
    if wanted.address().is_some() {
        let addresses: Vec<String> = certificate
            .alternatives()
            .unwrap_or_default()
            .iter()
            .filter(|name| matches!(name, GeneralName::Ip(_)))
            .map(display)
            .collect();
        return (!host::has_address(certificate, wanted))
            .then(|| join("IP: {host} is not in the cert's list: {rest}", &addresses.join(", ")));
    }
    if !names.is_empty() {
        let matches = names.iter().any(|name| matches(name, wanted.text));
        return (!matches).then(|| {
            join("Host: {host}. is not in the cert's altnames: {rest}", &alternatives(certificate))
        });
    }
    let mut common_names = certificate.subject.common_names().filter(|name| !name.is_empty()).peekable();
    if common_names.peek().is_none() {
        return Some(String::from("Cert does not contain a DNS name"));
    }
    let all: Vec<&str> = common_names.collect();
    (!all.iter().any(|name| matches(name, wanted.text)))
        .then(|| join("Host: {host}. is not cert's CN: {rest}", &all.join(",")))
}

/// As Node prints the extension.
fn alternatives(certificate: &Certificate) -> String {
    let names = certificate.alternatives().unwrap_or_default().iter().map(|name| {
        let kind = match name {
            GeneralName::Dns(_) | GeneralName::Invalid(2, _) => "DNS:",
            GeneralName::Ip(_) => "IP Address:",
            GeneralName::Email(_) => "email:",
            GeneralName::Uri(_) => "URI:",
            GeneralName::Directory(_) => "DirName:",
            GeneralName::Other(_) | GeneralName::Rare(_) | GeneralName::Invalid(..) => "othername:",
        };
        let mut text = kind.to_owned();
        let value = display(name);
        // PrintAltName: what could be taken for more than one name stands in quotes, letters of Latin-1 and commas by their numbers.
        let is_safe = |octet: u8| matches!(octet, b' '..=b'~') && !b"\"\\,'".contains(&octet);
        if value.bytes().all(is_safe) {
            text.push_str(&value);
            return text;
        }
        text.push('"');
        for octet in value.bytes() {
            match octet {
                b'\\' | b'"' => text.extend(['\\', char::from(octet)]),
                b' '..=b'~' if octet != b',' => text.push(char::from(octet)),
                _ => {
                    text.push_str("\\u00");
                    text.push_str(&crate::certificate::hex(&[octet]));
                }
            }
        }
        text.push('"');
        text
    });
    names.collect::<Vec<_>>().join(", ")
}

/// `check` of lib/internal/tls: a star may be a part of the first label, with two labels above it.
fn matches(pattern: &str, host: &str) -> bool {
    let folded = pattern.strip_suffix('.').unwrap_or(pattern).to_ascii_lowercase();
    let labels: Vec<&str> = folded.split('.').collect();
    let wanted: Vec<&str> = host.split('.').collect();
    let (Some((first, above)), Some((host_first, host_above))) = (labels.split_first(), wanted.split_first())
    else {
        return false;
    };
    if labels.contains(&"") || !folded.bytes().all(|byte| byte.is_ascii_graphic()) || above != host_above {
        return false;
    }
    match first.split_once('*') {
        None => first == host_first,
        Some(_) if first.contains("xn--") => first == host_first,
        Some((_, suffix)) if suffix.contains('*') || above.len() < 2 => false,
        Some((prefix, suffix)) => {
            prefix.len() + suffix.len() <= host_first.len()
                && host_first.starts_with(prefix)
                && host_first.ends_with(suffix)
        }
    }
}
