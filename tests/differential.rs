//! What clients are said to answer to chains with odd certificates, against what real clients answered: some thousand chains
//! of an independent generator, which writes DER by hand, so that what is odd can be in the bytes.
//!
//! A part of them is asked in each run. `CHAINWHY_DIFFERENTIAL=all cargo test --test differential -- --nocapture` asks all,
//! and shows the figures and the commonest differences; `CHAINWHY_DIFFERENCES=FILE` writes each difference into a file.
#![cfg(not(target_arch = "wasm32"))]

mod common;
#[path = "common/words.rs"]
mod words;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use chainwhy::fault::Severity;
use chainwhy::question::{Anchors, At, Material, Piece, Question};
use chainwhy::report::Verdict;
use serde::Deserialize;
use words::normalise;

/// Of how many chains one is asked where not all are.
const EVERY: usize = 12;

/// What must be reached, in hundredths of a percent. These only rise.
const FLOOR: Figures = Figures { verdicts: 9990, words: 9987 };
/// The same of the sample of our own.
const SAMPLE_FLOOR: Figures = Figures { verdicts: 9950, words: 10_000 };
/// How many of the chains may be answered against all clients, or without a reason; in hundredths of a percent of all.
const CEILING: usize = 10;

/// Differences that are left, each with its reason: what the generator made odd, whose rows (empty: anybody's), and why.
const LEFT: &[(&str, &[&str], &str)] = &[
    (
        "key_encoding:pss-oid",
        &[],
        "the server signs its handshake as one with another key than its certificate names",
    ),
    (
        "key:rsa1023",
        &[],
        "below 1024 bits the server has no scheme to sign the handshake with, and what it does then is its own",
    ),
    (
        "signature:md5",
        &["java-17"],
        "the recorded server shows what OpenSSL's would not; Java's words for MD5 depend on what it looks at first",
    ),
    (
        "key_encoding:unused1",
        &[],
        "a key of which bits are cut off: what is left is computed with, or not, by each in its own way",
    ),
    (
        "key_encoding:",
        &["openssl-3", "curl", "node-20", "node-24"],
        "what the queue of errors holds of a key that cannot be decoded depends on how it was first asked for",
    ),
    (
        "key_encoding:",
        &["java-17", "gnutls", "git-gnutls", "wget"],
        "the handshake fails with such a key, in words of the provider",
    ),
    (
        "signature_broken:",
        &["openssl-3", "curl", "node-20", "node-24"],
        "in what a wrong RSA signature decrypts to is chance, and with it the first error of the queue",
    ),
    ("signature_broken:negate", &["gnutls", "git-gnutls", "wget"], "libtasn1 reads a signature in BER"),
    (
        "ext_malformed:garbage",
        &["java-17", "pyca-cryptography"],
        "octets by chance: which of them is met first is not followed to the end",
    ),
    (
        "graph:same-name",
        &[],
        "of two issuers of one name, which is told of depends on an order that is not modelled",
    ),
    ("san:edi", &["java-17"], "Java throws at an ediPartyName that it cannot write: an accident of its own"),
    (
        "self",
        &["java-17"],
        "of a CRL whose issuer issued itself a certificate, Java looks for another issuer",
    ),
    (
        "name_encoding:",
        &["gnutls", "git-gnutls", "wget"],
        "GnuTLS goes on with what it was sent where no issuer has the name, and adds reasons",
    ),
    (
        "graph:reverse@R & version:neg@R",
        &[],
        "what stands first cannot be read here: whose chain it is nobody can tell, and no row is said",
    ),
    ("key_encoding:othercurve", &["rustls"], "the server that sends such a key signs with another"),
    (
        "graph:dup-int",
        &["java-17"],
        "Java's builder, which such a chain is handed to, passes over identifiers that the validator minds",
    ),
    ("graph:two-leaves", &["java-17"], "the same"),
    ("graph:new-old-int", &["java-17"], "the same"),
    (
        "san:srv-other-beside",
        &["node-20", "bun"],
        "how a name of another type is printed beside the names of hosts depends on the library",
    ),
    ("policies:require0-mismatch", &["bun"], "Bun tells the last error of several"),
    (
        "graph:loop@R & crl:",
        &["java-17"],
        "with CRLs the recorded program sets its own parameters, and without an anchor Java throws there already",
    ),
    (
        "key_usage:all@L & graph:old-root-anchor@R",
        &["openssl-3", "curl"],
        "a number of an ECDSA signature is not below the order of the key's group: OpenSSL queues one error more for that",
    ),
    (
        "ext_added:ipres:not@L & graph:missing-int@I1",
        &["node-20"],
        "Node tells the last error of several, and resources of addresses (RFC 3779) are looked at last",
    ),
    (
        "deep:5:pl5@I1 & deep:5:pl0@R",
        &["pyca-cryptography"],
        "cryptography gives up after a number of signatures of its own, whose attempts are not followed here",
    ),
];
/// Differences in combinations of oddities that nobody has traced yet; this only falls.
const UNTRACED: usize = 12;

struct Figures {
    verdicts: usize,
    words: usize,
}

#[derive(Deserialize)]
struct Corpus {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    /// What the generator made odd, and where.
    oddities: String,
    hostname: String,
    at: f64,
    chain: String,
    anchors: String,
    crls: Option<String>,
    answers: BTreeMap<String, Answer>,
}

#[derive(Deserialize)]
struct Answer {
    accepts: bool,
    error: Option<String>,
    code: Option<String>,
}

#[derive(Default, Clone, Copy)]
struct Count {
    rows: usize,
    verdicts: usize,
    refusals: usize,
    words: usize,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.rows += other.rows;
        self.verdicts += other.verdicts;
        self.refusals += other.refusals;
        self.words += other.words;
    }

    fn figures(self) -> Figures {
        let share = |part: usize, all: usize| part * 10_000 / all.max(1);
        Figures { verdicts: share(self.verdicts, self.rows), words: share(self.words, self.refusals) }
    }

    fn told(self) -> String {
        let Figures { verdicts, words } = self.figures();
        format!(
            "verdict {}/{} {}.{:02} %, words and code {}/{} {}.{:02} %",
            self.verdicts,
            self.rows,
            verdicts / 100,
            verdicts % 100,
            self.words,
            self.refusals,
            words / 100,
            words % 100
        )
    }
}

/// A row that is not what the client said.
struct Difference {
    case: String,
    oddities: String,
    client: String,
    real: String,
    said: String,
}

#[derive(Default)]
struct Tally {
    per_client: BTreeMap<String, Count>,
    /// By the first of the oddities, without its place.
    per_class: BTreeMap<String, Count>,
    differences: Vec<Difference>,
    /// Chains for which the report itself is wrong, with the way in which it is.
    odd: Vec<String>,
    chains: usize,
}

impl Tally {
    fn merge(&mut self, other: Self) {
        for (client, count) in other.per_client {
            self.per_client.entry(client).or_default().add(count);
        }
        for (class, count) in other.per_class {
            self.per_class.entry(class).or_default().add(count);
        }
        self.differences.extend(other.differences);
        self.odd.extend(other.odd);
        self.chains += other.chains;
    }

    fn ask(&mut self, case: &Case) {
        let pem = |text: &str| Material(vec![Piece::Text(text.to_owned())]);
        let report = chainwhy::explain(&Question {
            chain: pem(&case.chain),
            anchors: Anchors { mozilla: false, pasted: Some(pem(&case.anchors)) },
            crls: case.crls.as_deref().map(pem).unwrap_or_default(),
            server_name: Some(case.hostname.clone()),
            at: At::Seconds(case.at),
            ..Question::default()
        });
        self.chains += 1;
        let mut odd = |what: &str| self.odd.push(format!("{} {what}: {}", case.id, case.oddities));
        if report
            .findings
            .iter()
            .any(|found| found.code == "unexplained" && found.severity == Severity::Error)
        {
            odd("unexplained");
        }
        let accepting = case.answers.values().filter(|answer| answer.accepts).count();
        if report.verdict == Verdict::Trusted && accepting == 0 {
            odd("trusted, all refuse");
        }
        if report.verdict == Verdict::Untrusted && accepting == case.answers.len() {
            odd("untrusted, all accept");
        }
        let class = case.oddities.split('@').next().unwrap_or_default().to_owned();
        for (client, real) in &case.answers {
            let mut count = Count { rows: 1, ..Count::default() };
            let said = report.clients.iter().find(|answer| answer.client == client.as_str());
            let accepts = said.and_then(|said| said.accepts);
            let words = |accepts: Option<bool>, error: Option<&str>, code: Option<&str>| match accepts {
                None => String::from("no answer"),
                Some(true) => String::from("accepts"),
                Some(false) => {
                    format!("{} ({})", normalise(error.unwrap_or_default()), code.unwrap_or_default())
                }
            };
            let theirs = words(Some(real.accepts), real.error.as_deref(), real.code.as_deref());
            let ours = words(
                accepts,
                said.and_then(|said| said.error.as_deref()),
                said.and_then(|said| said.code.as_deref()),
            );
            if accepts == Some(real.accepts) {
                count.verdicts = 1;
                count.refusals = usize::from(!real.accepts);
                count.words = usize::from(!real.accepts && theirs == ours);
            }
            if theirs != ours {
                self.differences.push(Difference {
                    case: case.id.clone(),
                    oddities: case.oddities.clone(),
                    client: client.clone(),
                    real: theirs,
                    said: ours,
                });
            }
            self.per_client.entry(client.clone()).or_default().add(count);
            self.per_class.entry(class.clone()).or_default().add(count);
        }
    }

    fn told(&self) -> String {
        let mut text = String::new();
        let mut all = Count::default();
        for (client, count) in &self.per_client {
            all.add(*count);
            writeln!(text, "{client:26} {}", count.told()).unwrap();
        }
        let wrong = |count: &Count| count.rows - count.verdicts + count.refusals - count.words;
        let mut classes: Vec<(&String, &Count)> = self.per_class.iter().collect();
        classes.sort_by_key(|(_, count)| std::cmp::Reverse(wrong(count)));
        for (class, count) in classes.into_iter().take(40) {
            writeln!(text, "{class:40} {}", count.told()).unwrap();
        }
        let mut groups: BTreeMap<(&str, &str, &str), Vec<&Difference>> = BTreeMap::new();
        for one in &self.differences {
            groups.entry((&one.client, &one.real, &one.said)).or_default().push(one);
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
        for ((client, real, said), members) in groups.into_iter().take(60) {
            let one = members.first().unwrap();
            writeln!(
                text,
                "{} × {client}\n    really {real}\n    said   {said}\n    {} {}",
                members.len(),
                one.case,
                one.oddities
            )
            .unwrap();
        }
        for line in &self.odd {
            writeln!(text, "{line}").unwrap();
        }
        writeln!(text, "{} chains, {} odd, {}", self.chains, self.odd.len(), all.told()).unwrap();
        text
    }
}

fn ask(cases: &[&Case]) -> Tally {
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut all = Tally::default();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    let mut tally = Tally::default();
                    while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                        tally.ask(case);
                    }
                    tally
                })
            })
            .collect();
        for worker in workers {
            all.merge(worker.join().unwrap());
        }
    });
    all
}

/// Answers that were recorded with `cargo xtask differential`, and what is reached on them.
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/odd/sample.json.xz");

fn read(packed: &[u8]) -> Corpus {
    let mut text = Vec::new();
    lzma_rs::xz_decompress(&mut &packed[..], &mut text).unwrap();
    serde_json::from_slice(&text).unwrap()
}

fn write_differences(tally: &Tally) {
    if let Some(file) = std::env::var_os("CHAINWHY_DIFFERENCES") {
        let lines = tally.differences.iter().map(|one| {
            let fields = [&one.case, &one.oddities, &one.client, &one.real, &one.said];
            format!("{}\n", fields.map(|field| field.replace(['\t', '\n'], " ")).join("\t"))
        });
        std::fs::write(file, lines.collect::<String>()).unwrap();
    }
}

fn sum(tally: &Tally) -> Count {
    let mut sum = Count::default();
    tally.per_client.values().for_each(|count| sum.add(*count));
    sum
}

/// A few chains of the project's own generator (`tests/odd`), which needs no folder beside the project.
#[test]
fn clients_answer_the_sample_of_our_own_odd_chains_as_they_really_did() {
    let corpus = read(&std::fs::read(SAMPLE).unwrap());
    let tally = ask(&corpus.cases.iter().collect::<Vec<_>>());
    println!("{}", tally.told());
    let reached = sum(&tally).figures();
    assert!(
        reached.verdicts >= SAMPLE_FLOOR.verdicts && reached.words >= SAMPLE_FLOOR.words,
        "{}",
        tally.told()
    );
    // No client of webpki's or Go's is among them, so that what those refuse all others may accept.
    let alone: Vec<_> = tally.odd.iter().filter(|odd| !odd.contains("untrusted, all accept")).collect();
    assert!(alone.is_empty(), "{alone:?}");
}

/// What `cargo xtask differential` has just asked of the clients of this machine.
#[test]
#[ignore = "needs answers: cargo xtask differential asks for them"]
fn asked_on_this_machine() {
    let answers = std::env::var_os("CHAINWHY_ANSWERS").expect("a file of answers");
    let corpus: Corpus = serde_json::from_slice(&std::fs::read(answers).unwrap()).unwrap();
    let tally = ask(&corpus.cases.iter().collect::<Vec<_>>());
    write_differences(&tally);
    println!("{}", tally.told());
}

#[test]
fn clients_answer_odd_chains_as_they_really_do() {
    let Some(packed) = common::shared("differential/open.json.xz") else { return };
    let corpus = read(&packed);
    let every = match std::env::var("CHAINWHY_DIFFERENTIAL").as_deref() {
        Ok("all") => 1,
        Ok(part) => part.parse().unwrap(),
        Err(_) => EVERY,
    };
    let cases: Vec<&Case> = corpus.cases.iter().step_by(every).collect();
    let tally = ask(&cases);
    write_differences(&tally);
    println!("{}", tally.told());
    if every == 1 {
        let is_known = |one: &Difference, known: &(&str, &[&str], &str)| {
            one.oddities.contains(known.0) && (known.1.is_empty() || known.1.contains(&one.client.as_str()))
        };
        let gone: Vec<_> =
            LEFT.iter().filter(|known| !tally.differences.iter().any(|one| is_known(one, known))).collect();
        assert!(gone.is_empty(), "listed, and no longer so: {gone:?}");
        let untraced =
            tally.differences.iter().filter(|one| !LEFT.iter().any(|known| is_known(one, known))).count();
        println!("{untraced} differences are not traced");
        assert!(untraced <= UNTRACED, "more differences without a reason than before: {untraced}");
    }
    let sum = sum(&tally);
    let reached = sum.figures();
    assert!(reached.verdicts >= FLOOR.verdicts, "fewer verdicts than before: {}", sum.told());
    assert!(reached.words >= FLOOR.words, "fewer words than before: {}", sum.told());
    assert!(
        tally.odd.len() * 10_000 <= CEILING * tally.chains,
        "more odd reports than before:\n{}",
        tally.odd.join("\n")
    );
}
