//! Python: the ssl module over OpenSSL, and what requests and httpx make of it.
//!
//! ssl.create_default_context is strict and takes partial chains from 3.13 on. urllib3, and with it requests, makes its
//! own context without the common name; httpx 0.27 made a bare SSLContext, 0.28 takes the default one.

use super::openssl::{self, HostFlags, Settings, Stop};
use super::scene::{KeyKind, Scene, UNKNOWN_HOST};
use super::{Refusal, handshake_faults, is_key_for_tls};
use crate::rules::Code;
use crate::text;

pub(super) struct Python {
    pub version: Version,
    pub library: Library,
    /// The common name counts where there is no dNSName.
    pub common_name: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// Up to 3.12; its words are those of 3.11.7.
    UpTo312,
    /// From 3.13 on; its words are those of 3.13.0.
    From313,
    /// httpx 0.27 does not take the default context, so that the version makes no difference.
    Any,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Library {
    Ssl,
    Requests,
    Httpx,
}

/// The keys that OpenSSL 3 takes in a handshake as it comes.
pub(super) const KEYS: &[KeyKind] =
    &[KeyKind::Rsa, KeyKind::P256, KeyKind::P384, KeyKind::P521, KeyKind::Ed25519, KeyKind::Ed448];

impl Python {
    pub(super) fn settings(&self) -> Settings {
        let strict = self.version == Version::From313;
        Settings {
            partial_chain: strict,
            strict,
            bits: 112,
            host: Some(HostFlags {
                common_name: self.common_name,
                partial_wildcards: false,
                keeps_dot: self.library != Library::Requests,
            }),
            crls: (self.library == Library::Ssl).then_some(openssl::revocation::Library::OpenSsl30),
            old: false,
        }
    }

    pub(super) fn ask(&self, scene: &Scene<'_>) -> Option<Refusal> {
        if self.library == Library::Requests && scene.is_without_anchors() {
            let line = if self.version == Version::From313 { "4168" } else { "4154" };
            let words = "[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found";
            let refusal = self.refuse(scene, "SSLError(136", words, line);
            return Some(Refusal { words: refusal, code: None, faults: &[Code::AnchorsEmpty], at: None });
        }
        let python313 = self.version == Version::From313;
        if let Some((_, at)) = openssl::stops_at_anchor(scene) {
            // The file is read before there is a connection to speak of: httpx passes it on as it comes.
            let words = "[X509] PEM lib";
            let line = if python313 { "4168" } else { "4154" };
            let refusal = match self.library {
                Library::Requests => self.refuse(scene, "SSLError(524297", words, line),
                Library::Ssl | Library::Httpx => {
                    text::fill("ssl.SSLError: {words} (_ssl.c:{line})", &|name| {
                        if name == "words" { words.to_owned() } else { line.to_owned() }
                    })
                }
            };
            return Some(Refusal { words: refusal, code: None, faults: openssl::UNREADABLE, at });
        }
        let line = if python313 { "1020" } else { "1006" };
        if let Some((stop, at)) = openssl::stops_at(scene) {
            let words = match stop {
                Stop::Unreadable(_) => "[SSL] ASN1 lib",
                Stop::Length => "[SSL: CERT_LENGTH_MISMATCH] cert length mismatch",
            };
            let words = self.refuse(scene, "SSLError(1", words, line);
            return Some(Refusal { words, code: None, faults: openssl::UNREADABLE, at });
        }
        if !is_key_for_tls(scene, KEYS) {
            let words = "[SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] sslv3 alert handshake failure";
            let words = self.refuse(scene, "SSLError(1", words, line);
            return Some(Refusal {
                words,
                code: None,
                faults: handshake_faults(),
                at: Some(scene.end_entity()),
            });
        }
        let Some(error) = openssl::verify(scene, self.settings()).into_iter().next() else {
            return openssl::is_server_key_useless(scene).then(|| Refusal {
                words: self.refuse(scene, "SSLError(1", "[SSL: BAD_SIGNATURE] bad signature", line),
                code: None,
                faults: handshake_faults(),
                at: Some(scene.end_entity()),
            });
        };
        let host = scene.host.map_or("", |host| match self.library {
            Library::Requests => host.text,
            Library::Httpx => host.dotted,
            // As it was typed, its last period included.
            Library::Ssl if host.dotted == host.text => host.typed,
            Library::Ssl => host.dotted,
        });
        let what = match error.number {
            62 => {
                text::fill("Hostname mismatch, certificate is not valid for '{host}'.", &|_| host.to_owned())
            }
            64 => text::fill("IP address mismatch, certificate is not valid for '{host}'.", &|_| {
                host.to_owned()
            }),
            number => openssl::words(number).to_owned(),
        };
        let mut words = String::from("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: ");
        words.push_str(&what);
        Some(Refusal {
            words: self.refuse(scene, "SSLCertVerificationError(1", &words, line),
            code: Some(error.number.to_string()),
            faults: openssl::faults(error.number),
            at: Some(error.at),
        })
    }

    /// The last line of the traceback. `class` opens the repr that requests quotes.
    fn refuse(&self, scene: &Scene<'_>, class: &str, words: &str, line: &str) -> String {
        let template = match (self.library, class.split_once('(')) {
            (Library::Ssl, _) => "ssl.{type}: {words} (_ssl.c:{line})",
            (Library::Httpx, _) => "httpx.ConnectError: {words} (_ssl.c:{line})",
            (Library::Requests, _) => {
                "requests.exceptions.SSLError: HTTPSConnectionPool(host='{host}', port=443): Max retries exceeded \
                 with url: / (Caused by SSLError({class}, {quote}{words} (_ssl.c:{line}){quote})))"
            }
        };
        // repr() puts what holds an apostrophe into double quotes.
        let quote = if words.contains('\'') { "\"" } else { "'" };
        text::fill(template, &|name| {
            let value = match name {
                "type" => class.split_once('(').map_or(class, |(before, _)| before),
                "class" => class,
                "words" => words,
                "line" => line,
                "quote" => quote,
                _ => scene.host.map_or(UNKNOWN_HOST, |host| host.text),
            };
            value.to_owned()
        })
    }
}
