//! What the clients of this world say to the same chain, each in its own words.
//!
//! A profile is data, what the client is set to, for the verifier that its family shares: how it searches, what it looks
//! at and in which order, and how it puts an error into words. Each family is told in its own file, after its source.

mod anchor_file;
mod basis;
mod bun;
mod chrome;
mod curl;
mod dissent;
mod documented;
mod firefox;
mod gnutls;
mod go;
mod host;
mod java;
mod node;
mod openssl;
mod openssl_old;
mod perl;
mod php;
mod pyca;
mod python;
mod reader;
pub(crate) mod reason;
mod ruby;
mod rustls;
mod scene;
mod stance;
mod stapled;
pub(crate) use stapled::moments as moments_of_stapled;
mod why;

use crate::end_entity;
use crate::examined::Examined;
use crate::fault::{CertificateId, Finding, Place, Severity, Time};
use crate::order::sort_by_key;
use crate::question::{Language, Purpose};
use crate::reference::Provider;
use crate::report::{Basis, ClientAnswer, Reason, Verdict};
use crate::rules::issuer;
use crate::rules::{Code, Fault};
use crate::server_name::ServerName;
use crate::signature::{SignatureMemo, is_undecodable};
use crate::text;
pub(crate) use dissent::names;
use documented::Documented;
use gnutls::Program;
use python::{Library, Python, Version};
use reason::Ground;
pub(crate) use scene::Given as GivenToClients;
use scene::{Facts, Given, Host, KeyKind, Material, Scene};
use stance::Stance;

/// A client in a setting.
struct Profile {
    /// Stable name.
    client: &'static str,
    /// Its name for people.
    name: &'static str,
    /// Where its rules are documented.
    source: &'static str,
    how: How,
}

impl Profile {
    /// Its name in a language: most are called the same in all.
    fn name_in(&self, language: Language) -> &'static str {
        match (self.client, language) {
            ("git-gnutls", Language::Chinese) => "Debian 的 git",
            ("php", Language::Chinese) => "PHP streams",
            ("ruby", Language::Chinese) => "Ruby net/http",
            ("perl-io-socket-ssl", Language::Chinese) => "Perl IO::Socket::SSL",
            ("rustls", Language::Chinese) => "使用 ring 的 rustls（reqwest）",
            _ => self.name,
        }
    }

    /// All but cryptography, which verifies a chain and makes no connection.
    fn speaks_tls(&self) -> bool {
        self.client != "pyca-cryptography"
    }
}

/// How it is known what a client says.
enum How {
    /// It was recorded, and its verifier written down after its source.
    Modelled {
        /// Its verdict: `None` is consent.
        ask: fn(&Scene<'_>) -> Option<Refusal>,
        /// What it makes of each fault.
        stance: fn(Code) -> Stance,
    },
    /// It could not be run: what its makers write.
    Documented(fn(&Examined) -> Documented),
}

/// What a client says, and what that rests on.
struct Said {
    answer: SaidHow,
    /// What a refusal rests on, or an acceptance where others refuse.
    ground: Option<Ground>,
}

enum SaidHow {
    Accepts,
    Refuses(Refusal),
    /// Its answer hangs on signatures that cannot be worked out here; what is found there, by index.
    Undecided(Vec<usize>),
    AsDocumented(Documented),
    /// There was no budget left to work its answer out.
    NotAsked,
}

impl SaidHow {
    fn accepts(&self) -> Option<bool> {
        match self {
            Self::Accepts => Some(true),
            Self::Refuses(_) => Some(false),
            Self::Undecided(_) => None,
            Self::AsDocumented(answer) => answer.accepts,
            Self::NotAsked => None,
        }
    }
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
    (
        $( $source:ident: $client:literal, $name:literal => $ask:expr, $stance:expr; )*
        @documented
        $( $maker:ident: $other:literal, $called:literal; )*
    ) => {
        static PROFILES: &[Profile] = &[
            $( Profile {
                client: $client,
                name: $name,
                source: $source,
                how: How::Modelled { ask: $ask, stance: $stance },
            }, )*
            $( Profile {
                client: $other,
                name: $called,
                source: documented::$maker::SOURCE,
                how: How::Documented(documented::$maker::ask),
            }, )*
        ];
    };
}

const OPENSSL: &str = "https://docs.openssl.org/3.0/man1/openssl-verification-options/";
const CURL: &str = "https://curl.se/docs/sslcerts.html";
const PYTHON: &str = "https://docs.python.org/3/library/ssl.html#ssl.create_default_context";
const REQUESTS: &str = "https://requests.readthedocs.io/en/latest/user/advanced/#ssl-cert-verification";
const HTTPX: &str = "https://www.python-httpx.org/advanced/ssl/";
const NODE: &str = "https://nodejs.org/api/tls.html";
const GO: &str = "https://pkg.go.dev/crypto/x509#Certificate.Verify";
const JAVA: &str = "https://docs.oracle.com/en/java/javase/17/security/java-pki-programmers-guide.html";
const RUSTLS: &str = "https://docs.rs/rustls-webpki/latest/webpki/";
const GNUTLS: &str = "https://www.gnutls.org/manual/html_node/Verifying-X_002e509-certificate-paths.html";
const CHROME: &str =
    "https://chromium.googlesource.com/chromium/src/+/main/net/data/ssl/chrome_root_store/faq.md";
const FIREFOX: &str = "https://wiki.mozilla.org/SecurityEngineering/Certificate_Verification";
const BUN: &str = "https://bun.sh/docs/api/fetch";
const PHP: &str = "https://www.php.net/manual/en/context.ssl.php";
const PERL: &str = "https://metacpan.org/pod/IO::Socket::SSL";
const OPENSSL_OLD: &str = "https://docs.openssl.org/1.1.1/man1/verify/";
const RUBY: &str = "https://docs.ruby-lang.org/en/3.1/OpenSSL/SSL.html";
const PYCA: &str = "https://cryptography.io/en/latest/x509/verification/";

/// The same for each of Python's libraries.
macro_rules! python {
    ($version:ident, $library:ident, $common_name:literal) => {
        Python { version: Version::$version, library: Library::$library, common_name: $common_name }
    };
}

profiles! {
    OPENSSL: "openssl-3", "OpenSSL 3 (s_client)" => curl::ask_s_client, |code| openssl::stance(code, curl::S_CLIENT);
    CURL: "curl", "curl" => curl::ask_curl, |code| openssl::stance(code, curl::libcurl_settings(true));
    PYTHON: "python-ssl-3.12", "Python ≤ 3.12 (ssl, urllib, aiohttp)" =>
        |scene| python!(UpTo312, Ssl, true).ask(scene),
        |code| openssl::stance(code, python!(UpTo312, Ssl, true).settings());
    PYTHON: "python-ssl-3.13", "Python ≥ 3.13 (ssl, urllib, aiohttp)" =>
        |scene| python!(From313, Ssl, true).ask(scene),
        |code| openssl::stance(code, python!(From313, Ssl, true).settings());
    REQUESTS: "python-requests-3.12", "requests, Python ≤ 3.12" =>
        |scene| python!(UpTo312, Requests, false).ask(scene),
        |code| openssl::stance(code, python!(UpTo312, Requests, false).settings());
    REQUESTS: "python-requests-3.13", "requests, Python ≥ 3.13" =>
        |scene| python!(From313, Requests, false).ask(scene),
        |code| openssl::stance(code, python!(From313, Requests, false).settings());
    HTTPX: "python-httpx-0.27", "httpx 0.27" =>
        |scene| python!(Any, Httpx, false).ask(scene),
        |code| openssl::stance(code, python!(Any, Httpx, false).settings());
    HTTPX: "python-httpx-0.28-3.12", "httpx 0.28, Python ≤ 3.12" =>
        |scene| python!(UpTo312, Httpx, true).ask(scene),
        |code| openssl::stance(code, python!(UpTo312, Httpx, true).settings());
    HTTPX: "python-httpx-0.28-3.13", "httpx 0.28, Python ≥ 3.13" =>
        |scene| python!(From313, Httpx, true).ask(scene),
        |code| openssl::stance(code, python!(From313, Httpx, true).settings());
    NODE: "node-20", "Node.js 20" =>
        |scene| node::ask(scene, node::Version::Node20),
        |code| openssl::stance(code, node::settings(node::Version::Node20, true));
    NODE: "node-24", "Node.js 24" =>
        |scene| node::ask(scene, node::Version::Node24),
        |code| openssl::stance(code, node::settings(node::Version::Node24, true));
    GO: "go", "Go" => go::ask, go::stance;
    JAVA: "java-17", "Java 17" => java::ask, java::stance;
    RUSTLS: "rustls", "rustls with ring (reqwest)" => rustls::ask, |code| rustls::stance(code, Provider::Ring);
    GNUTLS: "gnutls", "gnutls-cli" => gnutls::ask_cli, |code| gnutls::stance(code, Program::Cli);
    GNUTLS: "wget", "wget" => gnutls::ask_wget, |code| gnutls::stance(code, Program::Wget);
    GNUTLS: "git-gnutls", "git on Debian" => gnutls::ask_git, |code| gnutls::stance(code, Program::Git);
    CHROME: "chrome", "Chrome" => chrome::ask, chrome::stance;
    FIREFOX: "firefox", "Firefox" => firefox::ask, firefox::stance;
    BUN: "bun", "Bun" => bun::ask, bun::stance;
    PYCA: "pyca-cryptography", "cryptography (Python)" => pyca::ask, pyca::stance;
    RUSTLS: "uv", "uv" => rustls::ask_uv, |code| rustls::stance(code, Provider::AwsLc);
    NODE: "npm", "npm" => node::ask_npm, |code| openssl::stance(code, node::settings(node::Version::Node20, false));
    CURL: "cargo", "cargo" => curl::ask_cargo, |code| openssl::stance(code, curl::libcurl_settings(false));
    PHP: "php", "PHP (streams)" => php::ask, |code| openssl::stance(code, php::SETTINGS);
    RUBY: "ruby", "Ruby (net/http)" => ruby::ask, |code| openssl::stance(code, ruby::SETTINGS);
    PERL: "perl-io-socket-ssl", "Perl (IO::Socket::SSL)" => perl::ask, |code| openssl::stance(code, perl::SETTINGS);
    OPENSSL_OLD: "openssl-1.1.1", "OpenSSL 1.1.1 (s_client)" =>
        openssl_old::ask, |code| openssl::stance(code, openssl_old::SETTINGS);

    @documented
    windows: "windows", "Windows (Schannel)";
    dotnet: "dotnet", ".NET";
    apple: "macos", "Apple (macOS, iOS)";
}

/// What all of them say, and what the summary tells of it.
#[derive(Default)]
pub(crate) struct Answers {
    pub each: Vec<ClientAnswer>,
    /// What each of them rests on, where it is known; the reasons of `each` get their ids from here.
    pub grounds: Vec<Option<Ground>>,
    /// The sentence about those that do not agree with the verdict.
    pub dissent: Option<String>,
    /// Of each finding, who refuses for it, where not all do.
    pub refused_for: Vec<Option<String>>,
}

/// What each client says. Clients are asked as clients: a chain that is to be shown by one is none of theirs. `speakers` are
/// those that the error text is from.
pub(crate) fn answer(
    examined: &Examined,
    memo: &SignatureMemo,
    typed_host: Option<&str>,
    speakers: &[&str],
) -> Answers {
    if are_asked(examined, typed_host) && hangs_on_a_cut_block(examined) {
        return nothing_known(examined);
    }
    let ask_all = |scene: &Scene<'_>| answer_in(scene, examined, speakers);
    match in_scene(examined, memo, typed_host, &ask_all) {
        Some(answers) => answers,
        None if is_unreadable(examined, typed_host) => nothing_known(examined),
        None => Answers::default(),
    }
}

/// Whether an issuer is missing that may be what breaks off in the paste: what clients saw of it nobody can tell.
fn hangs_on_a_cut_block(examined: &Examined) -> bool {
    let is_cut = |finding: &Finding| match &*finding.fault {
        Fault::IssuerNotFound(evidence) => evidence.omitted.token == issuer::UNREAD.token,
        _ => false,
    };
    // What breaks off inside a whole block is read by clients, each in its way.
    examined.bag.unreadable.iter().all(|other| other.origin.is_anchor())
        && examined.paths.first().is_some_and(|best| best.findings.iter().any(is_cut))
}

/// Whether clients are asked at all: about a certificate that a server shows, at a time.
fn are_asked(examined: &Examined, typed_host: Option<&str>) -> bool {
    examined.asked.purpose == Purpose::ServerAuth
        && examined.asked.at.is_some()
        && (!examined.unanswerable || has_answers_all_the_same(examined, typed_host))
}

/// Whether there is something that clients could read, and nothing that the report can.
fn is_unreadable(examined: &Examined, typed_host: Option<&str>) -> bool {
    are_asked(examined, typed_host) && examined.sent > 0
}

/// Sets before clients what they are asked about; nothing where they are not.
fn in_scene<T>(
    examined: &Examined,
    memo: &SignatureMemo,
    typed_host: Option<&str>,
    ask: &dyn Fn(&Scene<'_>) -> T,
) -> Option<T> {
    let at = examined.asked.at.filter(|_| are_asked(examined, typed_host))?;
    let table = Table::new(Given::of(examined), examined, typed_host)?;
    Some(ask(&table.scene(memo, at)))
}

/// What is set before clients, whatever the time.
pub(crate) struct Table<'a> {
    given: Given<'a>,
    material: Material<'a>,
    end_entity: CertificateId,
    name: Option<ServerName>,
    text: String,
    typed: String,
    dotted: String,
}

impl<'a> Table<'a> {
    /// Nothing where nothing that was sent can be read by anybody. `given` is that of `examined`, and may outlive it.
    pub(crate) fn new(given: Given<'a>, examined: &Examined, typed_host: Option<&str>) -> Option<Self> {
        let found = if examined.unanswerable { end_entity::find(given.bag) } else { examined.end_entity() };
        let own = found.map(|own| end_entity::taken_for_own(given.bag, own));
        let material = Material::new(given.bag, own);
        // Where something that was sent cannot be read here, what was sent is all there is, and the first of it is the server's.
        let is_whole = given.bag.unreadable.iter().any(|other| !other.origin.is_anchor());
        let first = || material.sent.first().filter(|piece| piece.id.is_none() || is_whole)?.view;
        let end_entity = own.or_else(first)?;
        let understood = if examined.unanswerable { hyphenated(typed_host) } else { None };
        let name = examined.asked.server_name.clone().or(understood);
        let text = name.as_ref().map(ToString::to_string).unwrap_or_default();
        let mut dotted = text.clone();
        if typed_host.is_some_and(|typed| typed.trim().ends_with('.')) {
            dotted.push('.');
        }
        let typed = typed_host.map(|typed| typed.trim().trim_end_matches('.'));
        let typed = typed.filter(|typed| typed.eq_ignore_ascii_case(&text)).unwrap_or(&text).to_owned();
        Some(Self { given, material, end_entity, name, text, typed, dotted })
    }

    fn scene<'s>(&'s self, memo: &'s SignatureMemo, at: Time) -> Scene<'s> {
        let host = self.name.as_ref().map(|name| Host {
            name,
            text: &self.text,
            typed: &self.typed,
            dotted: &self.dotted,
        });
        Scene::new(&self.material, self.given, memo, at, host, self.end_entity)
    }

    /// Who accepts and who refuses at the time of `examined`, without a word on why. Of all, or of those that are wanted.
    pub(crate) fn verdicts(
        &self,
        examined: &Examined,
        memo: &SignatureMemo,
        wanted: Option<&[String]>,
    ) -> Vec<(&'static str, Option<bool>)> {
        let Some(at) = examined.asked.at.filter(|_| are_asked(examined, Some(&self.typed))) else {
            return Vec::new();
        };
        let scene = self.scene(memo, at);
        let is_wanted = |client: &str| wanted.is_none_or(|wanted| wanted.iter().any(|one| one == client));
        let file = anchor_file::AnchorFile::of(examined);
        let accepts = |profile: &Profile| match &file {
            Some(file) if file.is_open(profile.client) => None,
            Some(file) if file.refusal(profile.client).is_some() => Some(false),
            _ => decide(profile, &scene, examined).accepts(),
        };
        let wanted = PROFILES.iter().filter(|profile| is_wanted(profile.client));
        wanted.map(|profile| (profile.client, accepts(profile))).collect()
    }

    /// The validity periods of certificates that the report cannot read, or reads otherwise than some clients do.
    pub(crate) fn dates_of_views(&self) -> Vec<(Time, Time)> {
        let views = self.material.bag.iter().skip(self.given.bag.iter().count());
        views.map(|(_, view)| (view.not_before, view.not_after)).collect()
    }
}

fn answer_in(scene: &Scene<'_>, examined: &Examined, speakers: &[&str]) -> Answers {
    let file = anchor_file::AnchorFile::of(examined);
    let said: Vec<Said> = PROFILES
        .iter()
        .map(|profile| {
            let mut said = ask(profile, scene, examined);
            // Who cannot read the file of anchors comes no further.
            let lost = file.as_ref().and_then(|file| Some((file.finding, file.refusal(profile.client)?)));
            let open = file.as_ref().filter(|file| file.is_open(profile.client)).map(|file| file.finding);
            let found = open.map(|index| (index, SaidHow::Undecided(vec![index])));
            if let Some((index, answer)) =
                found.or(lost.map(|(index, refusal)| (index, SaidHow::Refuses(refusal))))
            {
                let ground = examined.findings.get(index).map(|finding| Ground::told(index, finding));
                said = Said { answer, ground };
            }
            // Nothing is told of a certificate that the report does not know.
            if let Some(ground) = &mut said.ground {
                let known = core::mem::take(&mut ground.certificates);
                ground.certificates = known.into_iter().filter_map(|id| scene.told(id)).collect();
            }
            said
        })
        .collect();
    let count = |accepts| said.iter().filter(|said| said.answer.accepts() == Some(accepts)).count();
    let view = View { examined, verdict: examined.verdict(), accepting: count(true), refusing: count(false) };
    let grounds: Vec<Option<Ground>> = said.iter().map(|said| said.ground.clone()).collect();
    let each: Vec<ClientAnswer> =
        PROFILES.iter().zip(said).map(|(profile, said)| view.put_into_words(profile, said)).collect();
    if examined.verdict() == Verdict::Unanswerable {
        return Answers { each, grounds, ..Answers::default() };
    }
    let dissent = dissent::sentence(&each, &grounds, examined, speakers);
    let refused_for = (0..examined.findings.len())
        .map(|index| dissent::refused_for(index, &each, &grounds, examined, speakers));
    Answers { refused_for: refused_for.collect(), each, grounds, dissent }
}

/// What clients refuse for on a way that the report does not speak of, as notes: who refuses has a cause that can be looked up and mended.
pub(crate) fn told_elsewhere(examined: &Examined, answers: &mut Answers) -> Vec<Finding> {
    let mut notes: Vec<Finding> = Vec::new();
    for (answer, ground) in answers.each.iter_mut().zip(&mut answers.grounds) {
        let Some(ground) = ground.as_mut().filter(|ground| ground.finding.is_none()) else { continue };
        let reason::Check::Fault(code) = ground.check else { continue };
        if answer.accepts != Some(false) {
            continue;
        }
        let is_it = |finding: &&Finding| {
            let told = Ground::told(0, finding);
            finding.code() == code && told.certificates.iter().any(|id| ground.certificates.contains(id))
        };
        let known = notes.iter().position(|note| is_it(&note));
        let found = || examined.paths.iter().skip(1).flat_map(|judged| &judged.findings).find(is_it);
        let index = known.or_else(|| {
            notes.push(found()?.clone().at_most(Severity::Note));
            Some(notes.len() - 1)
        });
        if let Some(index) = index {
            let index = examined.findings.len() + index;
            ground.finding = Some(index);
            answer.because.push(index);
        }
    }
    notes
}

/// What was given as anchors is certificates that cannot be read here, or the host is a name that some take for one: each client has
/// an answer of its own to that. Nothing else is wrong with the question.
fn has_answers_all_the_same(examined: &Examined, typed_host: Option<&str>) -> bool {
    let has_anchors = examined.bag.unreadable.iter().any(|other| other.origin.is_anchor());
    let is_host = hyphenated(typed_host).is_some();
    let of_the_question = |finding: &Finding| {
        let is_known = match finding.code() {
            Code::AnchorsNotRead | Code::CertificateMalformed => true,
            Code::ServerNameInvalid => is_host,
            _ => false,
        };
        finding.is_error(examined.asked.rules) && !is_known
    };
    (has_anchors || is_host)
        && !examined.readings.has_lists()
        && !examined.findings.iter().any(of_the_question)
}

/// A host whose labels begin or end with a hyphen, and would be names without: some clients take it.
fn hyphenated(typed_host: Option<&str>) -> Option<ServerName> {
    let typed = typed_host?.trim().trim_end_matches('.').to_ascii_lowercase();
    let has_edge = |label: &str| label.starts_with('-') || label.ends_with('-');
    let bare: Vec<&str> = typed.split('.').map(|label| label.trim_matches('-')).collect();
    let is_name = typed.split('.').any(has_edge) && ServerName::parse(&bare.join(".")).is_some();
    is_name.then_some(ServerName::Dns(typed))
}

/// What is said where the certificate that clients judge could not be read here: some can read it, and what they make of it is
/// not known.
fn nothing_known(examined: &Examined) -> Answers {
    let view = View { examined, verdict: examined.verdict(), accepting: 0, refusing: 0 };
    let ground = Ground::unreadable();
    let because: Vec<usize> = (0..examined.findings.len().min(1)).collect();
    let said = |profile| {
        let answer = SaidHow::Undecided(because.clone());
        view.put_into_words(profile, Said { answer, ground: Some(ground.clone()) })
    };
    let each: Vec<ClientAnswer> = PROFILES.iter().map(said).collect();
    let grounds = each.iter().map(|_| Some(ground.clone())).collect();
    Answers { each, grounds, dissent: None, refused_for: Vec::new() }
}

/// Which of the clients accept, in the order of their rows: nothing where they are not asked.
pub(crate) fn accepting(examined: &Examined, memo: &SignatureMemo, typed_host: Option<&str>) -> Vec<bool> {
    let answers = answer(examined, memo, typed_host, &[]);
    answers.each.iter().map(|answer| answer.accepts == Some(true)).collect()
}

/// Clients whose reader is not told by its octets: what they make of a certificate that cannot be read here is not known.
const WITHOUT_READER: &[&str] = &["chrome", "firefox"];

/// What a client decides, before anything is said of why.
enum Decided {
    /// It judges a certificate that cannot be read here.
    Unreadable,
    /// There was no budget left to work it out.
    NotAsked,
    /// Its refusal, or none, and what it came upon.
    Known(Option<Refusal>, Vec<scene::Record>),
    /// It hangs on these signatures, which cannot be worked out here.
    Undecided(Vec<CertificateId>),
    AsDocumented(Documented),
    /// What the finding of this index tells is its reason: to refuse, or where there is no refusal, to be left open.
    Told {
        index: usize,
        refusal: Option<Refusal>,
    },
}

impl Decided {
    fn accepts(&self) -> Option<bool> {
        match self {
            Self::Known(refusal, _) => Some(refusal.is_none()),
            Self::AsDocumented(found) => found.accepts,
            Self::Told { refusal, .. } => refusal.is_some().then_some(false),
            Self::Unreadable | Self::NotAsked | Self::Undecided(_) => None,
        }
    }
}

/// Asks one client, with the anchors that it reads.
fn decide(profile: &Profile, scene: &Scene<'_>, examined: &Examined) -> Decided {
    let marked = |id: &CertificateId| scene.get(*id).trust.is_some();
    let is_form = |finding: &Finding| finding.code() == Code::PemTrustedCertificate;
    let form = examined.findings.iter().position(is_form);
    let (Some(index), true) = (form, scene.anchors.iter().any(&marked)) else {
        return decide_in(profile, scene, examined);
    };
    let refuse = |words: &str| Refusal {
        words: words.to_owned(),
        code: None,
        faults: &[Code::PemTrustedCertificate],
        at: None,
    };
    match anchor_file::reads_trusted_form(profile.client) {
        Some(true) => decide_in(profile, scene, examined),
        None => Decided::Told { index, refusal: None },
        Some(false) if profile.client == "java-17" => Decided::Told { index, refusal: Some(refuse("")) },
        Some(false) => {
            let mut material = Material::new(&examined.bag, Some(scene.end_entity()));
            material.anchors.retain(|piece| piece.id.is_none_or(|id| !marked(&id)));
            let given = Given::of(examined);
            let mut without =
                Scene::new(&material, given, scene.memo, scene.at, scene.host, scene.end_entity());
            without.anchors.retain(|id| !marked(id));
            without.anchor_count = without.anchors.len();
            match decide_in(profile, &without, examined) {
                // It would accept if it could read them.
                Decided::Known(Some(refusal), _)
                    if decide_in(profile, scene, examined).accepts() == Some(true) =>
                {
                    Decided::Told { index, refusal: Some(Refusal { at: None, ..refuse(&refusal.words) }) }
                }
                decided => decided,
            }
        }
    }
}

/// The same with the anchors of a scene.
fn decide_in(profile: &Profile, scene: &Scene<'_>, examined: &Examined) -> Decided {
    let is_own_read = scene.told(scene.end_entity()).is_some();
    let is_documented = matches!(profile.how, How::Documented(_));
    if !is_own_read && (is_documented || WITHOUT_READER.contains(&profile.client)) {
        return Decided::Unreadable;
    }
    match &profile.how {
        How::Modelled { ask, .. } => {
            let answer = scene.can_be_asked().then(|| ask_twice(scene, *ask));
            // What a search found that was cut short is no answer.
            let cut_short = scene.material.given_up.take() || scene.memo.work().is_gone();
            match answer.filter(|_| !cut_short) {
                None => Decided::NotAsked,
                Some(Err(undecided)) => Decided::Undecided(undecided),
                // A handshake cannot be verified with a key that cannot be decoded, whatever the path. In which words is not known.
                Some(Ok((refusal, records))) => match refusal.or_else(|| no_handshake(profile, scene)) {
                    None => {
                        lacks_promises(profile, &examined.findings).unwrap_or(Decided::Known(None, records))
                    }
                    refusal => Decided::Known(refusal, records),
                },
            }
        }
        How::Documented(ask) => Decided::AsDocumented(ask(examined)),
    }
}

/// Asks one client, and keeps what its answer rests on.
fn ask(profile: &Profile, scene: &Scene<'_>, examined: &Examined) -> Said {
    let findings = &examined.findings;
    match (decide(profile, scene, examined), &profile.how) {
        (Decided::Unreadable, _) => {
            let because = (0..findings.len().min(1)).collect();
            Said { answer: SaidHow::Undecided(because), ground: Some(Ground::unreadable()) }
        }
        (Decided::Undecided(undecided), _) => {
            let because = undecided_because(&undecided, findings);
            let ground = Some(Ground::undecided(undecided));
            Said { answer: SaidHow::Undecided(because), ground }
        }
        (Decided::Told { index, refusal }, _) => Said {
            answer: refusal.map_or(SaidHow::Undecided(vec![index]), SaidHow::Refuses),
            ground: findings.get(index).map(|finding| Ground::told(index, finding)),
        },
        (Decided::Known(None, records), How::Modelled { stance, .. }) => Said {
            answer: SaidHow::Accepts,
            ground: ground_of_acceptance(scene, &records, examined, *stance),
        },
        (Decided::Known(Some(refusal), records), _) => {
            let refusal = Refusal { at: refusal.at.and_then(|at| scene.told(at)), ..refusal };
            let because = decisive(&refusal, findings);
            let ground = reason::of_refusal(scene, &records, &refusal, findings, &because);
            Said { answer: SaidHow::Refuses(refusal), ground }
        }
        (Decided::AsDocumented(found), _) => {
            let first = found.because.first().filter(|_| found.accepts == Some(false));
            let ground = first.and_then(|index| Some(Ground::told(*index, findings.get(*index)?)));
            Said { answer: SaidHow::AsDocumented(found), ground }
        }
        (Decided::NotAsked | Decided::Known(None, _), _) => Said { answer: SaidHow::NotAsked, ground: None },
    }
}

/// What a browser that asks for promises of logs makes of it where they are lacking, and nothing else is wrong.
fn lacks_promises(profile: &Profile, findings: &[Finding]) -> Option<Decided> {
    const WORDS: &[(&str, &str)] = &[
        ("chrome", "net::ERR_CERTIFICATE_TRANSPARENCY_REQUIRED"),
        ("firefox", "MOZILLA_PKIX_ERROR_INSUFFICIENT_CERTIFICATE_TRANSPARENCY"),
    ];
    let (client, words) = WORDS.iter().find(|(client, _)| *client == profile.client)?;
    findings.iter().enumerate().find_map(|(index, finding)| match &*finding.fault {
        Fault::CtPolicyNotMet(evidence) if evidence.public => {
            let refusal = evidence.certain.then(|| Refusal {
                words: (*words).to_owned(),
                code: (*client == "firefox").then(|| (*words).to_owned()),
                faults: &[Code::CtPolicyNotMet],
                at: None,
            });
            Some(Decided::Told { index, refusal })
        }
        _ => None,
    })
}

/// What a modelled client says, and what it came upon. Where it looks at a signature that cannot be worked out here, it is asked
/// for both outcomes: what it says of both it says, and else all that is known is which signatures it asked about.
fn ask_twice(
    scene: &Scene<'_>,
    ask: fn(&Scene<'_>) -> Option<Refusal>,
) -> Result<(Option<Refusal>, Vec<scene::Record>), Vec<CertificateId>> {
    scene.undecided().begin(false);
    scene.take_records();
    let said = ask(scene);
    let records = scene.take_records();
    let undecided = scene.undecided().begin(true);
    if undecided.is_empty() {
        scene.undecided().begin(false);
        return Ok((said, records));
    }
    let otherwise = ask(scene);
    scene.take_records();
    scene.undecided().begin(false);
    match (said, otherwise) {
        (None, None) => Ok((None, records)),
        (Some(refusal), Some(other)) => {
            // Which of the two it is that it says is not known, unless they are one.
            let same = refusal.words == other.words;
            let told = if same { refusal } else { Refusal { words: String::new(), code: None, ..refusal } };
            Ok((Some(told), records))
        }
        _ => Err(undecided.into_iter().filter_map(|id| scene.told(id)).collect()),
    }
}

/// What an acceptance rests on where others refuse: rather what the client does not look at than what it sees otherwise.
fn ground_of_acceptance(
    scene: &Scene<'_>,
    records: &[scene::Record],
    examined: &Examined,
    stance: fn(Code) -> Stance,
) -> Option<Ground> {
    let rules = examined.asked.rules;
    let mut findings: Vec<(usize, &Finding)> = examined
        .findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| finding.severity(rules) != Severity::Note)
        .collect();
    sort_by_key(&mut findings, |(_, finding)| {
        (!finding.is_error(rules), stance(finding.code()) == Stance::LooksAt)
    });
    findings
        .into_iter()
        .find_map(|(index, finding)| reason::of_acceptance(scene, records, index, finding, stance))
}

/// The report, as answers are set beside it.
struct View<'a> {
    examined: &'a Examined,
    verdict: Verdict,
    /// How many clients accept and how many refuse.
    accepting: usize,
    refusing: usize,
}

impl View<'_> {
    fn put_into_words(&self, profile: &Profile, said: Said) -> ClientAnswer {
        let findings = &self.examined.findings;
        let name = profile.name_in(self.examined.asked.language);
        let basis = match said.answer {
            SaidHow::AsDocumented(_) => Basis::Documented,
            _ => basis::of(findings),
        };
        let accepts = said.answer.accepts();
        let reason = said
            .ground
            .filter(|ground| self.is_told(accepts) || ground.check.leaves_it_open())
            .and_then(|ground| self.tell(profile, &ground, accepts));
        let why = match accepts {
            Some(accepts) => {
                reason.as_ref().filter(|_| self.differs(!accepts)).map(|reason| reason.text.clone())
            }
            None => match &said.answer {
                SaidHow::AsDocumented(found) => self.why_unknown(profile, found),
                SaidHow::NotAsked => Some(why::not_asked(name, self.examined.asked.language)),
                _ => reason.as_ref().map(|reason| reason.text.clone()),
            },
        };
        let answer = ClientAnswer {
            client: profile.client,
            name,
            accepts,
            error: None,
            code: None,
            because: Vec::new(),
            why,
            reason,
            basis,
            source: (basis == Basis::Documented).then_some(profile.source),
        };
        match said.answer {
            SaidHow::Accepts | SaidHow::NotAsked => answer,
            SaidHow::Undecided(because) => ClientAnswer { because, ..answer },
            SaidHow::Refuses(refusal) => {
                let because = decisive(&refusal, findings);
                let error = Some(refusal.words).filter(|words| !words.is_empty());
                ClientAnswer { code: refusal.code, error, because, ..answer }
            }
            SaidHow::AsDocumented(found) => {
                ClientAnswer { error: found.error, code: found.code, because: found.because, ..answer }
            }
        }
    }

    /// Whether an answer wants a reason: every refusal, and every acceptance of what the report refuses or most clients do.
    fn is_told(&self, accepts: Option<bool>) -> bool {
        match accepts {
            Some(true) => self.differs(false),
            Some(false) => true,
            None => false,
        }
    }

    /// The reason, without the ids of its certificates, which are given out with the report.
    fn tell(&self, profile: &Profile, ground: &Ground, accepts: Option<bool>) -> Option<Reason> {
        let finding = ground.finding.and_then(|index| self.examined.findings.get(index));
        let Examined { bag, asked, .. } = self.examined;
        let text = why::sentence(
            ground,
            finding,
            accepts == Some(false),
            profile.name_in(asked.language),
            bag,
            asked.language,
        )?;
        Some(Reason { check: ground.check.name(), certificates: Vec::new(), text })
    }

    /// From what the report says, or from what most clients do.
    fn differs(&self, refuses: bool) -> bool {
        let from_report = refuses == (self.verdict == Verdict::Trusted);
        let alike = if refuses { self.refusing } else { self.accepting };
        from_report || alike * 2 < self.accepting + self.refusing
    }

    /// What is not written anywhere.
    fn why_unknown(&self, profile: &Profile, found: &Documented) -> Option<String> {
        let language = self.examined.asked.language;
        let mut findings = found.because.iter().filter_map(|index| self.examined.findings.get(*index));
        let finding = findings.next().or_else(|| self.examined.findings.first())?;
        // What may be fetched, a rule of its own says; of the rest nothing is written.
        if documented::can_be_fetched(finding) {
            let ground = Ground::fetched(finding);
            return why::sentence(
                &ground,
                Some(finding),
                false,
                profile.name_in(language),
                &self.examined.bag,
                language,
            );
        }
        let title = text::within_a_sentence(&text::describe(finding, &self.examined.bag, language).0);
        Some(why::undocumented(&title, profile.name_in(language), language))
    }
}

/// What `openssl verify` says where it reads the end entity alone, in OpenSSL's words.
pub(crate) fn openssl_verify_alone(examined: &Examined, memo: &SignatureMemo) -> Vec<&'static str> {
    let (Some(end_entity), Some(at)) = (examined.end_entity(), examined.asked.at) else {
        return Vec::new();
    };
    let mut material = Material::new(&examined.bag, Some(end_entity));
    material.sent.truncate(1);
    let mut scene = Scene::new(&material, Given::of(examined), memo, at, None, end_entity);
    scene.sent.truncate(1);
    let settings = openssl::Settings { host: None, ..curl::S_CLIENT };
    openssl::verify(&scene, settings).into_iter().map(|error| openssl::words(error.number)).collect()
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
    if !here.is_empty() {
        return here;
    }
    let anywhere: Vec<usize> = all.iter().filter(meant).map(|(index, _)| *index).collect();
    if !anywhere.is_empty() {
        return anywhere;
    }
    // What is wrong with a CA's certificate in the place of the server's is wrong because it stands there.
    let stands_first = |finding: &Finding| finding.code() == Code::EndEntityNotFirst;
    all.iter().filter(|(_, finding)| stands_first(finding)).map(|(index, _)| *index).collect()
}

/// The refusal of a client that has to verify a handshake with the server's key, where nobody can decode it.
fn no_handshake(profile: &Profile, scene: &Scene<'_>) -> Option<Refusal> {
    let fails = profile.speaks_tls() && is_undecodable(&scene.get(scene.end_entity()).spki);
    fails.then(|| Refusal {
        words: String::new(),
        code: None,
        faults: &[Code::PublicKeyMalformed, Code::PublicKeyUnsupported],
        at: Some(scene.end_entity()),
    })
}

/// The findings that tell why signatures are not worked out.
fn undecided_because(undecided: &[CertificateId], findings: &[Finding]) -> Vec<usize> {
    let tells = |finding: &Finding| match finding.code() {
        Code::SignatureAlgorithmUnsupported | Code::SignatureAlgorithmWeak => {
            undecided.iter().any(|id| finding.place == Place::Certificate(*id))
        }
        Code::PublicKeyUnsupported | Code::PathTooComplex => true,
        _ => false,
    };
    findings.iter().enumerate().filter(|(_, finding)| tells(finding)).map(|(index, _)| index).collect()
}

/// Whether the client can sign a handshake with a key of the server's kind: if not, no certificate is even shown. A key that
/// names no curve is of no kind: who sends it has it all the same, and what the client makes of it comes later.
fn is_key_for_tls(scene: &Scene<'_>, kinds: &[KeyKind]) -> bool {
    let key = scene.get(scene.end_entity());
    kinds.contains(&key.key_kind()) || key.key.name == "EC"
}

/// Our names for a key that the client has no signature scheme for.
fn handshake_faults() -> &'static [Code] {
    &[Code::PublicKeyUnsupported, Code::PublicKeyUncommon]
}
