//! What the clients of this world say to the same chain, each in its own words.
//!
//! A profile is data, what the client is set to, for the verifier that its family shares: how it searches, what it looks
//! at and in which order, and how it puts an error into words. Each family is told in its own file, after its source.

mod basis;
mod bun;
mod chrome;
mod curl;
mod dissent;
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
mod stance;
mod why;

use crate::explain::Examined;
use crate::fault::{CertificateId, Finding, Place, Severity};
use crate::order::sort_by_key;
use crate::question::Purpose;
use crate::reference::Provider;
use crate::report::{ClientAnswer, Verdict};
use crate::rules::Code;
use crate::signature::SignatureMemo;
use gnutls::Program;
use python::{Library, Python, Version};
use scene::{Facts, Host, KeyKind, Scene};
use stance::Stance;

/// A client in a setting.
struct Profile {
    /// Stable name.
    client: &'static str,
    /// Its name for people.
    name: &'static str,
    /// Its verdict: `None` is consent.
    ask: fn(&Scene<'_>) -> Option<Refusal>,
    /// What it makes of each fault.
    stance: fn(Code) -> Stance,
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
    ($( $client:literal, $name:literal => $ask:expr, $stance:expr; )*) => {
        static PROFILES: &[Profile] =
            &[$( Profile { client: $client, name: $name, ask: $ask, stance: $stance } ),*];
    };
}

/// The same for each of Python's libraries.
macro_rules! python {
    ($version:ident, $library:ident, $common_name:literal) => {
        Python { version: Version::$version, library: Library::$library, common_name: $common_name }
    };
}

profiles! {
    "openssl-3", "OpenSSL 3 (s_client)" => curl::ask_s_client, |code| openssl::stance(code, curl::S_CLIENT);
    "curl", "curl" => curl::ask_curl, |code| openssl::stance(code, curl::libcurl_settings(true));
    "python-ssl-3.12", "Python ≤ 3.12 (ssl, urllib, aiohttp)" =>
        |scene| python!(UpTo312, Ssl, true).ask(scene),
        |code| openssl::stance(code, python!(UpTo312, Ssl, true).settings());
    "python-ssl-3.13", "Python ≥ 3.13 (ssl, urllib, aiohttp)" =>
        |scene| python!(From313, Ssl, true).ask(scene),
        |code| openssl::stance(code, python!(From313, Ssl, true).settings());
    "python-requests-3.12", "requests, Python ≤ 3.12" =>
        |scene| python!(UpTo312, Requests, false).ask(scene),
        |code| openssl::stance(code, python!(UpTo312, Requests, false).settings());
    "python-requests-3.13", "requests, Python ≥ 3.13" =>
        |scene| python!(From313, Requests, false).ask(scene),
        |code| openssl::stance(code, python!(From313, Requests, false).settings());
    "python-httpx-0.27", "httpx 0.27" =>
        |scene| python!(Any, Httpx, false).ask(scene),
        |code| openssl::stance(code, python!(Any, Httpx, false).settings());
    "python-httpx-0.28-3.12", "httpx 0.28, Python ≤ 3.12" =>
        |scene| python!(UpTo312, Httpx, true).ask(scene),
        |code| openssl::stance(code, python!(UpTo312, Httpx, true).settings());
    "python-httpx-0.28-3.13", "httpx 0.28, Python ≥ 3.13" =>
        |scene| python!(From313, Httpx, true).ask(scene),
        |code| openssl::stance(code, python!(From313, Httpx, true).settings());
    "node-20", "Node.js 20" =>
        |scene| node::ask(scene, node::Version::Node20),
        |code| openssl::stance(code, node::settings(node::Version::Node20, true));
    "node-24", "Node.js 24" =>
        |scene| node::ask(scene, node::Version::Node24),
        |code| openssl::stance(code, node::settings(node::Version::Node24, true));
    "go", "Go" => go::ask, go::stance;
    "java-17", "Java 17" => java::ask, java::stance;
    "rustls", "rustls with ring (reqwest)" => rustls::ask, |code| rustls::stance(code, Provider::Ring);
    "gnutls", "gnutls-cli" => gnutls::ask_cli, |code| gnutls::stance(code, Program::Cli);
    "wget", "wget" => gnutls::ask_wget, |code| gnutls::stance(code, Program::Wget);
    "git-gnutls", "git on Debian" => gnutls::ask_git, |code| gnutls::stance(code, Program::Git);
    "chrome", "Chrome" => chrome::ask, chrome::stance;
    "firefox", "Firefox" => firefox::ask, firefox::stance;
    "bun", "Bun" => bun::ask, bun::stance;
    "pyca-cryptography", "cryptography (Python)" => pyca::ask, pyca::stance;
    "uv", "uv" => rustls::ask_uv, |code| rustls::stance(code, Provider::AwsLc);
    "npm", "npm" => node::ask_npm, |code| openssl::stance(code, node::settings(node::Version::Node20, false));
    "cargo", "cargo" => curl::ask_cargo, |code| openssl::stance(code, curl::libcurl_settings(false));
}

/// What all of them say, and what the summary tells of it.
#[derive(Default)]
pub(crate) struct Answers {
    pub each: Vec<ClientAnswer>,
    /// The sentence about those that do not agree with the verdict.
    pub dissent: Option<String>,
}

/// What each client says. Clients are asked as clients: a chain that is to be shown by one is none of theirs. `speakers` are
/// those that the error text is from.
pub(crate) fn answer(
    examined: &Examined,
    memo: &SignatureMemo,
    typed_host: Option<&str>,
    speakers: &[&str],
) -> Answers {
    let (Some(end_entity), Some(at)) = (examined.end_entity(), examined.asked.at) else {
        return Answers::default();
    };
    if examined.asked.purpose != Purpose::ServerAuth {
        return Answers::default();
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
    let refusals: Vec<Option<Refusal>> = PROFILES.iter().map(|profile| (profile.ask)(&scene)).collect();
    let refusing = refusals.iter().flatten().count();
    let view = View { examined, verdict: examined.verdict(), refusing };
    let blamed: Vec<Option<Code>> = refusals
        .iter()
        .map(|refusal| refusal.as_ref().and_then(|refusal| refusal.faults.first().copied()))
        .collect();
    let each: Vec<ClientAnswer> = PROFILES
        .iter()
        .zip(refusals)
        .map(|(profile, refusal)| view.put_into_words(profile, refusal))
        .collect();
    let dissent = dissent::sentence(&each, &blamed, examined, speakers);
    Answers { each, dissent }
}

/// The report, as answers are set beside it.
struct View<'a> {
    examined: &'a Examined,
    verdict: Verdict,
    /// How many clients refuse.
    refusing: usize,
}

impl View<'_> {
    fn put_into_words(&self, profile: &Profile, refusal: Option<Refusal>) -> ClientAnswer {
        let findings = &self.examined.findings;
        let because = refusal.as_ref().map(|refusal| decisive(refusal, findings)).unwrap_or_default();
        let why = match &refusal {
            _ if !self.differs(refusal.is_some()) => None,
            Some(refusal) => self.why_refused(profile, refusal, &because),
            None => self.why_accepted(profile),
        };
        ClientAnswer {
            client: profile.client,
            name: profile.name,
            accepts: Some(refusal.is_none()),
            code: refusal.as_ref().and_then(|refusal| refusal.code.clone()),
            basis: basis::of(findings),
            error: refusal.map(|refusal| refusal.words),
            because,
            why,
        }
    }

    /// From what the report says, or from what most clients do.
    fn differs(&self, refuses: bool) -> bool {
        let from_report = refuses == (self.verdict == Verdict::Trusted);
        let alike = if refuses { self.refusing } else { PROFILES.len() - self.refusing };
        from_report || alike * 2 < PROFILES.len()
    }

    fn why_refused(&self, profile: &Profile, refusal: &Refusal, because: &[usize]) -> Option<String> {
        let language = self.examined.asked.language;
        let findings = || because.iter().filter_map(|index| self.examined.findings.get(*index));
        // Of several faults that the words may mean, the one that is told first of the client.
        let told = refusal
            .faults
            .iter()
            .filter_map(|code| findings().find(|finding| finding.code() == *code))
            .find_map(|finding| why::sentence(finding, true, profile.name, language));
        told.or_else(|| match because {
            [] => refusal.faults.iter().find_map(|code| why::sentence_about(*code, profile.name, language)),
            _ => {
                // What is wrong with another path than the one that the report is about.
                let other = self.verdict == Verdict::Trusted;
                other.then(|| why::first_fit(profile.name, language))
            }
        })
    }

    /// What stops others, and not this one: rather what it does not look at than what it sees otherwise.
    fn why_accepted(&self, profile: &Profile) -> Option<String> {
        let rules = self.examined.asked.rules;
        let heavy = |finding: &&Finding| finding.severity(rules) != Severity::Note;
        let mut findings: Vec<&Finding> = self.examined.findings.iter().filter(heavy).collect();
        sort_by_key(&mut findings, |finding| {
            (!finding.is_error(rules), (profile.stance)(finding.code()) == Stance::LooksAt)
        });
        let language = self.examined.asked.language;
        findings.into_iter().find_map(|finding| why::sentence(finding, false, profile.name, language))
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
