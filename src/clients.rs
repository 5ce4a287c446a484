//! What the clients of this world say to the same chain, each in its own words.
//!
//! A profile is data, what the client is set to, for the verifier that its family shares: how it searches, what it looks
//! at and in which order, and how it puts an error into words. Each family is told in its own file, after its source.

mod bun;
mod chrome;
mod curl;
mod firefox;
mod gnutls;
mod go;
mod host;
mod java;
mod node;
mod openssl;
mod pyca;
mod python;
mod rustls;
mod scene;

use crate::explain::Examined;
use crate::fault::{CertificateId, Finding, Place};
use crate::question::Purpose;
use crate::report::{Basis, ClientAnswer};
use crate::rules::Code;
use crate::signature::SignatureMemo;
use python::{Library, Python, Version};
use scene::{Facts, Host, KeyKind, Scene};

/// A client in a setting.
struct Profile {
    /// Stable name.
    client: &'static str,
    /// Its name for people.
    name: &'static str,
    /// Its verdict: `None` is consent.
    ask: fn(&Scene<'_>) -> Option<Refusal>,
}

/// Why a client refuses.
pub(crate) struct Refusal {
    /// Its own words.
    pub words: String,
    /// Its own code.
    pub code: Option<String>,
    /// The faults, by our names, that it speaks of.
    pub faults: &'static [Code],
    /// The certificate that it has in mind.
    pub at: Option<CertificateId>,
}

/// The package that package managers are shown to ask for: their words name one, and any would do.
const PACKAGE: &str = "labpkg";

macro_rules! profiles {
    ($( $client:literal, $name:literal => $ask:expr; )*) => {
        static PROFILES: &[Profile] = &[$( Profile { client: $client, name: $name, ask: $ask } ),*];
    };
}

const fn python(version: Version, library: Library, common_name: bool) -> Python {
    Python { version, library, common_name }
}

profiles! {
    "openssl-3", "OpenSSL 3 (s_client)" => curl::ask_s_client;
    "curl", "curl" => curl::ask_curl;
    "python-ssl-3.12", "Python ≤ 3.12 (ssl, urllib, aiohttp)" =>
        |scene| python(Version::UpTo312, Library::Ssl, true).ask(scene);
    "python-ssl-3.13", "Python ≥ 3.13 (ssl, urllib, aiohttp)" =>
        |scene| python(Version::From313, Library::Ssl, true).ask(scene);
    "python-requests-3.12", "requests, Python ≤ 3.12" =>
        |scene| python(Version::UpTo312, Library::Requests, false).ask(scene);
    "python-requests-3.13", "requests, Python ≥ 3.13" =>
        |scene| python(Version::From313, Library::Requests, false).ask(scene);
    "python-httpx-0.27", "httpx 0.27" => |scene| python(Version::Any, Library::Httpx, false).ask(scene);
    "python-httpx-0.28-3.12", "httpx 0.28, Python ≤ 3.12" =>
        |scene| python(Version::UpTo312, Library::Httpx, true).ask(scene);
    "python-httpx-0.28-3.13", "httpx 0.28, Python ≥ 3.13" =>
        |scene| python(Version::From313, Library::Httpx, true).ask(scene);
    "node-20", "Node.js 20" => |scene| node::ask(scene, node::Version::Node20);
    "node-24", "Node.js 24" => |scene| node::ask(scene, node::Version::Node24);
    "go", "Go" => go::ask;
    "java-17", "Java 17" => java::ask;
    "rustls", "rustls with ring (reqwest)" => rustls::ask;
    "gnutls", "gnutls-cli" => gnutls::ask_cli;
    "wget", "wget" => gnutls::ask_wget;
    "git-gnutls", "git on Debian" => gnutls::ask_git;
    "chrome", "Chrome" => chrome::ask;
    "firefox", "Firefox" => firefox::ask;
    "bun", "Bun" => bun::ask;
    "pyca-cryptography", "cryptography (Python)" => pyca::ask;
    "uv", "uv" => rustls::ask_uv;
    "npm", "npm" => node::ask_npm;
    "cargo", "cargo" => curl::ask_cargo;
}

/// What each client says. Clients are asked as clients: a chain that is to be shown by one is none of theirs.
pub(crate) fn answer(
    examined: &Examined,
    memo: &SignatureMemo,
    typed_host: Option<&str>,
) -> Vec<ClientAnswer> {
    let (Some(end_entity), Some(at)) = (examined.end_entity(), examined.asked.at) else { return Vec::new() };
    if examined.asked.purpose != Purpose::ServerAuth {
        return Vec::new();
    }
    let name = examined.asked.server_name.as_ref();
    let text = name.map(ToString::to_string).unwrap_or_default();
    let mut dotted = text.clone();
    if typed_host.is_some_and(|typed| typed.trim().ends_with('.')) {
        dotted.push('.');
    }
    let host = name.map(|name| Host { name, text: &text, dotted: &dotted });
    let scene =
        Scene::new(&examined.bag, memo, at, host, end_entity, &examined.anchors, &examined.revocation);
    PROFILES.iter().map(|profile| put_into_words(profile, (profile.ask)(&scene), examined)).collect()
}

fn put_into_words(profile: &Profile, refusal: Option<Refusal>, examined: &Examined) -> ClientAnswer {
    let because = refusal.as_ref().map(|refusal| decisive(refusal, &examined.findings)).unwrap_or_default();
    ClientAnswer {
        client: profile.client,
        name: profile.name,
        accepts: Some(refusal.is_none()),
        code: refusal.as_ref().and_then(|refusal| refusal.code.clone()),
        error: refusal.map(|refusal| refusal.words),
        because,
        why: None,
        basis: Basis::Documented,
    }
}

/// The findings that a refusal speaks of: of the faults it can mean, those at the certificate it means, or wherever they
/// are.
fn decisive(refusal: &Refusal, findings: &[Finding]) -> Vec<usize> {
    let touches = |finding: &Finding| match &finding.place {
        Place::Certificate(id) => Some(*id) == refusal.at,
        Place::Link { subject, issuer } => refusal.at.is_some_and(|at| *subject == at || *issuer == Some(at)),
        _ => refusal.at.is_none(),
    };
    let meant = |finding: &&(usize, &Finding)| refusal.faults.contains(&finding.1.code());
    let all: Vec<(usize, &Finding)> = findings.iter().enumerate().collect();
    let here: Vec<usize> =
        all.iter().filter(|found| meant(found) && touches(found.1)).map(|(index, _)| *index).collect();
    if here.is_empty() { all.iter().filter(meant).map(|(index, _)| *index).collect() } else { here }
}

/// Whether the client can sign a handshake with a key of the server's kind: if not, no certificate is even shown.
fn is_key_for_tls(scene: &Scene<'_>, kinds: &[KeyKind]) -> bool {
    kinds.contains(&scene.get(scene.end_entity()).key_kind())
}

/// Our names for a key that the client has no signature scheme for.
fn handshake_faults() -> &'static [Code] {
    &[Code::PublicKeyUnsupported, Code::PublicKeyUncommon]
}
