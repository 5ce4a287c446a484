//! Recognises what clients say about certificates, in text with anything around it.
//!
//! ```text
//! pasted text → Text (cleaned, with lines) → phrases found → sightings → who spoke → one report a cause
//! ```
//! A family of clients is a table of words: phrases that name a fault, and *speakers*, which name the program around it.
//! OpenSSL's sentences are shared by many programs and by prose, so they count only where a frame stands before them
//! (`certificate verify failed: …`, `SSL certificate problem: …`) or where they stand alone.

mod advice;
mod apple;
mod curl;
mod embedded;
mod gnutls;
mod go;
mod java;
mod localised;
mod meaning;
mod microsoft;
mod node;
mod nss;
mod openssl;
mod others;
mod phrases;
mod python;
mod rustls;
mod servers;
mod text;
mod tls;

use std::ops::Range;
use std::sync::LazyLock;

use crate::any_of::AnyOf;
use crate::order::sort_by_key;
use std::cmp::Reverse;

pub use advice::{BadAdvice, bad_advice};
pub use meaning::Meaning;
use phrases::{Found, Phrases};
pub use python::PythonBuild;
use text::Text;
pub use tls::{NotTheCertificate, not_the_certificate};

/// A text with more different errors than this is a log file; the first ones stand for the rest.
const MOST_RECOGNISED: usize = 16;

/// What is compared with each other is bounded, so that the whole is linear in the text.
const MOST_FOUND: usize = 16_384;
const MOST_SIGHTINGS: usize = 512;
const MOST_SPEAKERS: usize = 4096;

/// A message of a client about a certificate.
#[derive(Clone, Debug)]
pub struct Recognised {
    /// Who says it: a client profile (`python-ssl-3.13`, `node-20`), or a program that has none (`pip`, `git`).
    pub client: &'static str,
    /// The lines that say it, without colours and escapes, cut where they are long.
    pub quoted: String,
    /// The line of the paste, from 1.
    pub line: u32,
    /// What it can mean.
    pub meaning: &'static Meaning,
    /// Which build of Python, where `_ssl.c:NNNN` tells.
    pub python_build: Option<PythonBuild>,
    /// The host that the text names as the one that was asked for.
    pub host: Option<String>,
    /// How far from the end entity the client stopped, where it says so.
    pub depth: Option<u32>,
    /// Whose words these are.
    pub(crate) family: Family,
    /// It stands in the form of `openssl verify`, a command that reads one certificate of a file.
    pub(crate) is_of_verify_command: bool,
}

impl Recognised {
    /// Wire names of the faults that lead to this message, the likeliest first. Some are reserved: see
    /// [`Code::from_wire`](crate::rules::Code::from_wire).
    pub fn codes(&self) -> &'static [&'static str] {
        self.meaning.codes
    }
}

/// Clients that share words and wrap each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    OpenSsl,
    Python,
    Curl,
    Node,
    Go,
    Java,
    Rustls,
    GnuTls,
    Nss,
    Chrome,
    Microsoft,
    Apple,
    Other,
}

/// The words of one family.
struct Vocabulary {
    family: Family,
    words: &'static [Word],
    speakers: &'static [Speaker],
}

/// A phrase that names a fault.
struct Word {
    phrase: &'static str,
    client: &'static str,
    meaning: &'static Meaning,
    precision: Precision,
    /// What must also stand on the line, after the phrase.
    with: Option<&'static str>,
    /// Whether a name in quotes stands before the phrase.
    of_a_name: bool,
    /// What stands before and after the host name, from the phrase on.
    host: Option<(&'static str, &'static str)>,
}

/// How much a phrase says. What says less gives way to what says more beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Precision {
    /// It names the fault.
    Exact,
    /// It names a group of faults; gives way to an exact word for one of them.
    Broad,
    /// It only says that verification failed; gives way to anything.
    Vague,
}

/// Words that name the program, and which clients it wraps.
struct Speaker {
    phrase: &'static str,
    client: &'static str,
    wraps: &'static [&'static str],
}

const fn exact(phrase: &'static str, client: &'static str, meaning: &'static Meaning) -> Word {
    Word { phrase, client, meaning, precision: Precision::Exact, with: None, of_a_name: false, host: None }
}

const fn broad(phrase: &'static str, client: &'static str, meaning: &'static Meaning) -> Word {
    Word { precision: Precision::Broad, ..exact(phrase, client, meaning) }
}

const fn vague(phrase: &'static str, client: &'static str, meaning: &'static Meaning) -> Word {
    Word { precision: Precision::Vague, ..exact(phrase, client, meaning) }
}

const fn speaker(phrase: &'static str, client: &'static str, wraps: &'static [&'static str]) -> Speaker {
    Speaker { phrase, client, wraps }
}

impl Word {
    const fn with(mut self, text: &'static str) -> Self {
        self.with = Some(text);
        self
    }

    const fn of_a_name(mut self) -> Self {
        self.of_a_name = true;
        self
    }

    const fn host(mut self, before: &'static str, after: &'static str) -> Self {
        self.host = Some((before, after));
        self
    }
}

static VOCABULARIES: &[&Vocabulary] = &[
    &openssl::VOCABULARY,
    &python::VOCABULARY,
    &curl::VOCABULARY,
    &node::VOCABULARY,
    &go::VOCABULARY,
    &java::VOCABULARY,
    &rustls::VOCABULARY,
    &gnutls::VOCABULARY,
    &nss::VOCABULARY,
    &nss::CHROME,
    &microsoft::VOCABULARY,
    &apple::VOCABULARY,
    &others::VOCABULARY,
    &embedded::VOCABULARY,
    &servers::VOCABULARY,
    &localised::WINDOWS,
    &localised::FIREFOX,
    &localised::CHROME,
    &localised::APPLE,
];

/// What a phrase in the scanner stands for.
#[derive(Clone, Copy)]
enum Entry {
    Word(Family, &'static Word),
    Sentence(&'static openssl::Sentence),
    Speaker(&'static Speaker),
}

/// The words of all families, made ready once: a list may have a million pieces.
static WORDS: LazyLock<(Vec<(&'static str, Entry)>, Phrases)> = LazyLock::new(|| {
    let entries = entries();
    let phrases = Phrases::new(entries.iter().map(|(phrase, _)| *phrase));
    (entries, phrases)
});

fn entries() -> Vec<(&'static str, Entry)> {
    let mut entries = Vec::new();
    for vocabulary in VOCABULARIES {
        entries
            .extend(vocabulary.words.iter().map(|word| (word.phrase, Entry::Word(vocabulary.family, word))));
        entries.extend(vocabulary.speakers.iter().map(|speaker| (speaker.phrase, Entry::Speaker(speaker))));
    }
    entries.extend(openssl::SENTENCES.iter().map(|sentence| (sentence.words, Entry::Sentence(sentence))));
    entries
}

/// An error as it stands at one place of the text.
#[derive(Clone)]
struct Sighting {
    family: Family,
    client: &'static str,
    meaning: &'static Meaning,
    precision: Precision,
    at: Range<usize>,
    block: usize,
    host: Option<String>,
    depth: Option<u32>,
}

/// Recognises the certificate errors in a text, each cause once, in the order of the text.
pub fn recognise(pasted: &str) -> Vec<Recognised> {
    let text = Text::clean(pasted);
    let (entries, phrases) = &*WORDS;
    let blocks = Blocks::of(text.as_str());

    let mut sightings = Vec::new();
    let mut speakers = Speakers::default();
    let mut looked_at = 0;
    for Found { phrase, at } in phrases.find(text.as_str()) {
        if sightings.len() >= MOST_SIGHTINGS || looked_at >= MOST_FOUND {
            break;
        }
        let entry = entries.get(phrase).map(|(_, entry)| *entry);
        if let Some(Entry::Speaker(speaker)) = entry {
            speakers.add(speaker, at.start, blocks.of_position(at.start));
            continue;
        }
        looked_at += 1;
        let known = sightings.len();
        match entry {
            Some(Entry::Word(family, word)) => sightings.extend(sight_word(&text, family, word, at)),
            Some(Entry::Sentence(sentence)) => sightings.extend(openssl::sight(&text, sentence, at)),
            _ => {}
        }
        if sightings.len() > known {
            speakers.kept = speakers.all.len();
        }
    }
    let speakers = speakers.all;
    for sighting in &mut sightings {
        sighting.block = blocks.of_position(sighting.at.start);
    }
    drop_contained(&mut sightings);
    for sighting in &mut sightings {
        name_the_speaker(&text, sighting, &speakers);
    }
    drop_less_precise(&mut sightings);
    let mut causes = merge(sightings);
    causes.truncate(MOST_RECOGNISED);
    causes.into_iter().map(|cause| report(&text, cause)).collect()
}

/// Whether a text is of a server that verified a client's certificate and refused it.
pub(crate) fn is_of_a_server(text: &str) -> bool {
    const SAID_BY_SERVERS: &[&str] = &[
        "AH02276",
        "AH02039",
        "client SSL certificate verify error",
        "http: TLS handshake error from",
        "tls: failed to verify client certificate",
        "tls: failed to verify client's certificate",
        "does not permit use for TLS client authentication",
        "tls_process_client_certificate",
        "ssl3_get_client_certificate",
        "TLS server: In state",
        "rejected connection",
        "SSL client certificate not trusted",
    ];
    static SAID: LazyLock<AnyOf> = LazyLock::new(|| AnyOf::new(SAID_BY_SERVERS.iter().copied()));
    // Once through a long log, rather than through each line for each of them.
    if !SAID.are_in(text) {
        return false;
    }
    text.lines().any(|line| {
        // An alert from the other side is about the server's own certificate.
        let is_alert =
            line.contains("remote error") || line.contains("CLIENT ALERT") || line.contains("tlsv1 alert");
        !is_alert && SAID_BY_SERVERS.iter().any(|words| line.contains(words))
    })
}

fn sight_word(text: &Text, family: Family, word: &'static Word, at: Range<usize>) -> Option<Sighting> {
    // Prose may have the words, but not with the same capitals.
    if !phrases::has_the_case(text.as_str().get(at.clone())?, word.phrase) {
        return None;
    }
    let before = text.as_str().get(..at.start).unwrap_or_default().trim_end_matches(' ');
    if word.of_a_name && !before.ends_with(['\u{201d}', '"', '\'']) {
        return None;
    }
    let line = text.line(at.start);
    let rest = text.as_str().get(at.end..line.end.max(at.end)).unwrap_or_default();
    if word.with.is_some_and(|wanted| !rest.contains(wanted)) {
        return None;
    }
    let from_phrase = text.as_str().get(at.start..line.end.max(at.end)).unwrap_or_default();
    let host = word
        .host
        .and_then(|(before, after)| between(from_phrase, before, after))
        .or_else(|| host_on_the_line(text.as_str().get(line).unwrap_or_default()));
    Some(Sighting {
        family,
        client: word.client,
        meaning: word.meaning,
        precision: word.precision,
        at,
        block: 0,
        host,
        depth: None,
    })
}

/// What stands between two marks, if it can be a host name.
fn between(text: &str, before: &str, after: &str) -> Option<String> {
    let (_, rest) = text.split_once(before)?;
    let (host, _) = if after.is_empty() { (rest, "") } else { rest.split_once(after)? };
    host_name(host)
}

/// The host name or address that a text begins with, curly quotes, port and path left off.
fn host_name(text: &str) -> Option<String> {
    let text = text.trim_start_matches(['\'', '"', '`', '\u{2018}', '\u{2019}', '\u{201c}', ' ']);
    if let Some(rest) = text.strip_prefix('[') {
        let (address, _) = rest.split_once(']')?;
        return address.parse::<std::net::Ipv6Addr>().ok().map(|address| address.to_string());
    }
    let is_part = |character: char| {
        character.is_alphanumeric() || matches!(character, '.' | '-' | '_') || character == '*'
    };
    let end = text.find(|character| !is_part(character)).unwrap_or(text.len());
    let host = text.get(..end)?.trim_end_matches('.');
    let is_host = (1..=253).contains(&host.len()) && !host.starts_with(['.', '-']);
    is_host.then(|| host.to_ascii_lowercase())
}

/// Tracebacks that belong together: Python joins the causes of one error by a sentence of its own.
struct Blocks {
    starts: Vec<usize>,
}

impl Blocks {
    fn of(text: &str) -> Self {
        let mut starts = vec![0];
        // Each line of a long log is not asked in vain.
        if !text.contains("Traceback (most recent call last)") {
            return Self { starts };
        }
        let mut joined = false;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if line.contains("Traceback (most recent call last)") {
                if !joined {
                    starts.push(at);
                }
                joined = false;
            } else if line.contains("above exception was the direct cause")
                || line.contains("handling of the above exception")
            {
                joined = true;
            }
            at += line.len();
        }
        Self { starts }
    }

    fn of_position(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at)
    }
}

/// Words inside longer words say nothing of their own.
fn drop_contained(sightings: &mut Vec<Sighting>) {
    sort_by_key(sightings, |sighting| (sighting.at.start, Reverse(sighting.at.end)));
    let mut reach: Option<Range<usize>> = None;
    sightings.retain(|sighting| {
        let contained = reach.as_ref().is_some_and(|outer| {
            *outer != sighting.at && outer.start <= sighting.at.start && sighting.at.end <= outer.end
        });
        if !contained && reach.as_ref().is_none_or(|outer| outer.end < sighting.at.end) {
            reach = Some(sighting.at.clone());
        }
        !contained
    });
}

/// Who speaks, and where. A log may name its program in each line: of those in a row the first and the last are kept, since an error
/// asks for the nearest.
#[derive(Default)]
struct Speakers {
    /// With the position and the block.
    all: Vec<(&'static Speaker, usize, usize)>,
    /// How many stand before the last error, and stay.
    kept: usize,
}

impl Speakers {
    fn add(&mut self, speaker: &'static Speaker, at: usize, block: usize) {
        let is_same = |(known, _, of): &(&'static Speaker, usize, usize)| {
            core::ptr::eq(*known, speaker) && *of == block
        };
        let mut newest = self.all.iter().skip(self.kept).rev();
        if newest.next().is_some_and(is_same) && newest.next().is_some_and(is_same) {
            self.all.pop();
        }
        if self.all.len() < MOST_SPEAKERS {
            self.all.push((speaker, at, block));
        }
    }
}

/// Puts the outermost program that the text names around an error: first from its own line, then from its traceback.
fn name_the_speaker(text: &Text, sighting: &mut Sighting, speakers: &[(&'static Speaker, usize, usize)]) {
    let line = text.line(sighting.at.start).start..text.line(sighting.at.end).end;
    // A speaker that wraps another that wraps the client: as many steps as programs can be nested.
    for _ in 0..4 {
        let mut wrapping = speakers.iter().filter(|(speaker, _, block)| {
            *block == sighting.block
                && speaker.wraps.contains(&sighting.client)
                && speaker.client != sighting.client
        });
        let on_line = wrapping.clone().find(|(_, at, _)| line.contains(at));
        let after = || wrapping.clone().find(|(_, at, _)| *at > sighting.at.start);
        let nearest = on_line.or_else(after).or_else(|| wrapping.next_back());
        match nearest {
            Some((speaker, _, _)) => sighting.client = speaker.client,
            None => break,
        }
    }
}

/// What says less gives way to what says more, in the same traceback.
fn drop_less_precise(sightings: &mut Vec<Sighting>) {
    let all = sightings.clone();
    // A word that gives way may still be the one that names the host.
    for sighting in sightings.iter_mut().filter(|sighting| sighting.host.is_none()) {
        let less_precise = all.iter().filter(|other| {
            other.family == sighting.family
                && other.block == sighting.block
                && other.precision > sighting.precision
        });
        sighting.host = less_precise.filter_map(|other| other.host.clone()).next();
    }
    // OpenSSL stands below the others: what they say as well is said once.
    sightings.retain(|sighting| {
        sighting.family != Family::OpenSsl
            || !all.iter().any(|other| {
                other.family != Family::OpenSsl
                    && other.block == sighting.block
                    && other.meaning.codes.first() == sighting.meaning.codes.first()
            })
    });
    sightings.retain(|sighting| match sighting.precision {
        Precision::Exact => true,
        Precision::Broad => !all.iter().any(|other| {
            other.precision < sighting.precision
                && other.family == sighting.family
                && other.block == sighting.block
                && other.meaning.codes.iter().any(|code| sighting.meaning.codes.contains(code))
        }),
        // OpenSSL stands below the others: its vague words say nothing beside theirs.
        Precision::Vague => !all.iter().any(|other| {
            other.block == sighting.block
                && (other.precision < sighting.precision
                    || sighting.family == Family::OpenSsl && other.family != Family::OpenSsl)
        }),
    });
}

/// One cause, however often the text says it: by the exception and by what wraps it, by a warning and by the error.
fn merge(sightings: Vec<Sighting>) -> Vec<Sighting> {
    let mut causes: Vec<Sighting> = Vec::new();
    for sighting in sightings {
        let same = causes.iter().position(|cause| {
            cause.family == sighting.family
                && cause.meaning.codes.first() == sighting.meaning.codes.first()
                && cause.client == sighting.client
                && (cause.host.is_none() || sighting.host.is_none() || cause.host == sighting.host)
        });
        match same.and_then(|same| causes.get_mut(same)) {
            Some(cause) => {
                cause.host = cause.host.take().or(sighting.host);
                cause.depth = cause.depth.or(sighting.depth);
            }
            None => causes.push(sighting),
        }
    }
    causes
}

fn report(text: &Text, cause: Sighting) -> Recognised {
    let quoted = text.quote(cause.at.clone());
    let after = text.as_str().get(cause.at.start..).unwrap_or_default();
    let python_build = (cause.family == Family::Python).then(|| python::build_after(after)).flatten();
    let client = match cause.client {
        "python-ssl" => python::profile(python_build.as_ref(), cause.meaning),
        "node" => node::profile(text.as_str()),
        other => other,
    };
    let said = text.as_str().get(cause.at.clone()).unwrap_or_default();
    let is_of_verify_command = cause.family == Family::OpenSsl && said.contains("depth lookup");
    Recognised {
        client,
        line: text.line_number(cause.at.start),
        quoted,
        meaning: cause.meaning,
        python_build,
        host: cause.host,
        depth: cause.depth,
        family: cause.family,
        is_of_verify_command,
    }
}

/// The host of a request, where the line of the error tells which request it was.
fn host_on_the_line(line: &str) -> Option<String> {
    const BEFORE_HOST: &[&str] =
        &["host='", "host=\"", "connect to host ", "connecting to ", "Failed to connect to "];
    if let Some(host) =
        BEFORE_HOST.iter().find_map(|mark| line.split_once(mark).and_then(|(_, rest)| host_name(rest)))
    {
        return Some(host);
    }
    // Documentation that messages refer to was not the server.
    const DOCUMENTATION: &[&str] = &["curl.se", "curl.haxx.se", "developer.mozilla.org", "docs.", "aka.ms"];
    line.match_indices("https://")
        .filter_map(|(at, mark)| host_name(line.get(at + mark.len()..)?))
        .find(|host| !DOCUMENTATION.iter().any(|documentation| host.starts_with(documentation)))
}

#[cfg(test)]
mod tests;
