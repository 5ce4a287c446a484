//! What clients are said to answer, against what they answered: a corpus of scenarios served to real clients, and the
//! transcripts of this project's own.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chainwhy::fault::Severity;
use chainwhy::question::{Anchors, At, Material, Piece, Question};
use chainwhy::report::{ClientAnswer, Report, Verdict};
use serde_json::Value;

#[path = "common/words.rs"]
mod words;
use words::normalise;

const CORPUS: &str = "../shared/corpora/clients-open.json";

struct Scenario {
    /// Where it stands and what it is called there.
    id: String,
    question: Question,
    answers: BTreeMap<String, Measured>,
}

struct Measured {
    accepts: bool,
    error: Option<String>,
    code: Option<String>,
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn read(source: &str, case: &Value, at: f64) -> Scenario {
    let pem = |field: &str| Material(vec![Piece::Text(text(&case[field]).unwrap_or_default())]);
    let crls = if case["crls"].is_null() { Material::default() } else { pem("crls") };
    let answers = case["answers"].as_object().unwrap().iter().map(|(client, answer)| {
        let measured = Measured {
            accepts: answer["accepts"].as_bool().unwrap(),
            error: text(&answer["error"]),
            code: text(&answer["code"]),
        };
        (client.clone(), measured)
    });
    Scenario {
        id: format!("{source}/{}", case["id"].as_str().unwrap()),
        question: Question {
            chain: pem("chain"),
            anchors: Anchors { mozilla: false, pasted: Some(pem("anchors")) },
            crls,
            server_name: text(&case["hostname"]),
            at: At::Seconds(case["at"].as_f64().unwrap_or(at)),
            ..Question::default()
        },
        answers: answers.collect(),
    }
}

fn parse(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The corpus lies beside the repository and is no part of it.
fn corpus() -> Vec<Scenario> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(CORPUS);
    if !path.exists() {
        assert!(std::env::var("CI").is_err(), "{CORPUS} is missing");
        eprintln!("skipped: {CORPUS} is not here");
        return Vec::new();
    }
    let all = parse(&path);
    let at = all["at"].as_f64().unwrap();
    all["cases"].as_array().unwrap().iter().map(|case| read("corpus", case, at)).collect()
}

fn transcripts() -> Vec<Scenario> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    let cases = paths.iter().map(|path| parse(path));
    cases.filter(|case| case["answers"].is_object()).map(|case| read("transcript", &case, 0.0)).collect()
}

/// Those that were asked later, about chains of their own.
const LATER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/clients/later.json.xz");

fn later() -> Vec<Scenario> {
    let (packed, mut text) = (std::fs::read(LATER).unwrap(), Vec::new());
    lzma_rs::xz_decompress(&mut &packed[..], &mut text).unwrap();
    let all: Value = serde_json::from_slice(&text).unwrap();
    all["cases"].as_array().unwrap().iter().map(|case| read("later", case, 0.0)).collect()
}

/// Where the words are known to differ, and why.
struct Exception {
    /// Names in tests/clients.
    scenarios: &'static [&'static str],
    clients: &'static [&'static str],
    reason: &'static str,
}

static EXCEPTIONS: &[Exception] = &[
    Exception {
        scenarios: &[
            "serial_negative_end_entity",
            "serial_negative_end_entity_and_expired_end_entity",
            "serial_negative_root",
        ],
        clients: &["go"],
        reason: "the recording is built as a program for Go 1.21, which sets x509negativeserial=1; from 1.23 on they are refused",
    },
    Exception {
        scenarios: &["ip_v6", "ip_v6_other"],
        clients: &["npm"],
        reason: "npm looks an address in brackets up as a name, and never connects",
    },
    Exception {
        scenarios: &["ip_v6", "ip_v6_other"],
        clients: &["php"],
        reason: "PHP 8.2 fails at an address in brackets, whatever is served there, and does not say why",
    },
];

/// Clients of which not all words were worked out: of what is not known nothing is told.
const MAY_BE_SILENT: &[&str] = &["openssl-1.1.1"];

/// Refusals that no finding of the report explains.
static UNTOLD: &[(&str, &str)] = &[
    (
        "transcript/anchors_stale_first_no_identifiers",
        "the first anchor of the right name is taken and not gone back on",
    ),
    (
        "later/anchors_stale_first_no_identifiers",
        "the first anchor of the right name is taken and not gone back on",
    ),
    ("limits/outside", "a limit that stands in no certificate"),
    ("limits/both", "a limit that stands in no certificate"),
    ("later/host_trailing_dot", "some clients keep the dot, and then nothing matches"),
    ("transcript/host_trailing_dot", "some clients keep the dot, and then nothing matches"),
];

struct Outcome {
    scenario: String,
    client: String,
    what: &'static str,
    detail: String,
}

fn compare(scenario: &Scenario, report: &Report, counts: &mut (usize, usize)) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for answer in &report.clients {
        let Some(measured) = scenario.answers.get(answer.client) else { continue };
        let mut differs = |what, detail| {
            let (scenario, client) = (scenario.id.clone(), answer.client.to_owned());
            outcomes.push(Outcome { scenario, client, what, detail });
        };
        if answer.accepts != Some(measured.accepts) {
            let theirs = measured.error.as_deref().unwrap_or("accepts");
            differs("verdict", format!("{theirs}\n      {}", answer.error.as_deref().unwrap_or("accepts")));
            continue;
        }
        if measured.accepts {
            continue;
        }
        counts.0 += 1;
        let theirs = normalise(measured.error.as_deref().unwrap_or_default());
        let ours = normalise(answer.error.as_deref().unwrap_or_default());
        if answer.error.is_none() && MAY_BE_SILENT.contains(&answer.client) {
            // Its words are not known, and none are told.
            counts.1 += 1;
        } else if theirs != ours {
            differs("words", format!("{theirs}\n      {ours}"));
        } else if measured.code != answer.code {
            differs("code", format!("{:?} {:?}", measured.code, answer.code));
        } else {
            counts.1 += 1;
        }
    }
    outcomes
}

fn hold(scenarios: &[Scenario]) {
    let mut counts = (0, 0);
    let mut outcomes = Vec::new();
    let mut because = Vec::new();
    for scenario in scenarios {
        let report = chainwhy::explain(&scenario.question);
        outcomes.extend(compare(scenario, &report, &mut counts));
        let unexplained = |answer: &&ClientAnswer| answer.accepts == Some(false) && answer.because.is_empty();
        let unexplained: Vec<&str> =
            report.clients.iter().filter(unexplained).map(|answer| answer.client).collect();
        let is_known = UNTOLD.iter().any(|(known, reason)| *known == scenario.id && !reason.is_empty());
        if !unexplained.is_empty() && !is_known {
            because.push(format!("{}: no findings for {}", scenario.id, unexplained.join(" ")));
        }
    }
    let known: BTreeSet<(String, &str)> = EXCEPTIONS
        .iter()
        .flat_map(|exception| exception.scenarios.iter().map(move |scenario| (scenario, exception.clients)))
        .flat_map(|(scenario, clients)| {
            clients.iter().map(move |client| (format!("transcript/{scenario}"), *client))
        })
        .collect();
    let (excepted, wrong): (Vec<Outcome>, Vec<Outcome>) = outcomes
        .into_iter()
        .partition(|outcome| known.contains(&(outcome.scenario.clone(), outcome.client.as_str())));
    let mut told = String::new();
    for outcome in &wrong {
        told +=
            &format!("{} {} {}:\n      {}\n", outcome.scenario, outcome.client, outcome.what, outcome.detail);
    }
    for line in &because {
        told += &format!("{line}\n");
    }
    let gone = known.iter().filter(|(scenario, client)| {
        scenarios.iter().any(|known| known.id == *scenario)
            && !excepted.iter().any(|outcome| outcome.scenario == *scenario && outcome.client == *client)
    });
    for (scenario, client) in gone {
        told += &format!("{scenario} {client}: listed as an exception and none\n");
    }
    eprintln!("{} of {} refusals in the same words and code", counts.1, counts.0);
    assert!(told.is_empty(), "\n{told}");
    assert!(counts.1 * 20 >= counts.0 * 19, "under 95 %");
    for exception in EXCEPTIONS {
        assert!(!exception.reason.is_empty());
    }
}

#[test]
fn the_corpus_is_answered_as_real_clients_do() {
    hold(&corpus());
}

#[test]
fn the_transcripts_are_answered_as_real_clients_do() {
    hold(&transcripts());
}

#[test]
fn those_that_came_later_answer_as_they_were_recorded() {
    hold(&later());
}

/// A CA of our own with the subject of the root that Mozilla lets stand for `.tr` alone, before Firefox and Chromium.
#[test]
fn a_limit_that_mozilla_imposes_by_the_subject_binds_firefox() {
    let all: Value = serde_json::from_str(include_str!("clients/limits.json")).unwrap();
    let cases: Vec<Scenario> =
        all["cases"].as_array().unwrap().iter().map(|case| read("limits", case, 0.0)).collect();
    assert_eq!(cases.len(), 3);
    hold(&cases);
    for scenario in &cases {
        let report = chainwhy::explain(&scenario.question);
        assert_eq!(report.verdict, Verdict::Trusted, "{}", scenario.id);
        let answer = report.clients.iter().find(|answer| answer.client == "firefox").unwrap();
        let check = answer.reason.as_ref().map(|reason| reason.check);
        let is_inside = answer.accepts == Some(true);
        assert_eq!(check, (!is_inside).then_some("limit-imposed"), "{}", scenario.id);
        println!("{:?}", answer.why);
        assert_eq!(told(&report).contains("Firefox"), !is_inside, "{}", told(&report));
    }
}

/// OpenSSL 3.5 and 3.6 have no rows of their own: they decide as 3.0 does, by the same numbers.
#[test]
fn newer_openssl_answers_as_openssl_3_does() {
    for scenario in later() {
        let report = chainwhy::explain(&scenario.question);
        let row = report.clients.iter().find(|answer| answer.client == "openssl-3").unwrap();
        for newer in ["openssl-3.5", "openssl-3.6"] {
            let measured = &scenario.answers[newer];
            assert_eq!(row.accepts, Some(measured.accepts), "{} {newer}", scenario.id);
            assert_eq!(row.code, measured.code, "{} {newer}", scenario.id);
        }
    }
}

/// What is called measured was measured: the list in the source is that of the recordings.
#[test]
fn every_recorded_fault_is_listed_as_measured() {
    let source = include_str!("../src/clients/basis.rs");
    let listed: BTreeSet<&str> =
        source.lines().filter_map(|line| line.trim().strip_prefix("Code::")?.strip_suffix(',')).collect();
    let mut recorded = BTreeSet::new();
    for scenario in transcripts() {
        let report = chainwhy::explain(&scenario.question);
        let heavy = report.findings.iter().filter(|finding| finding.severity != Severity::Note);
        recorded.extend(heavy.map(|finding| camel_case(finding.code)));
        for answer in &report.clients {
            let is_recorded = scenario.answers.contains_key(answer.client);
            assert!(
                is_recorded || NOT_EVERYWHERE.contains(&answer.client),
                "{} {}",
                scenario.id,
                answer.client
            );
        }
    }
    let recorded: BTreeSet<&str> = recorded.iter().map(String::as_str).collect();
    let list: Vec<String> = recorded.iter().map(|code| format!("    Code::{code},")).collect();
    assert_eq!(listed, recorded, "the list should be:\n{}", list.join("\n"));
}

/// Clients that have no answer in some recordings, of faults that others have answers for: browsers cannot be given every
/// anchor, and some clients do not run here at all.
const NOT_EVERYWHERE: &[&str] = &[
    "chrome",
    "firefox",
    "php",
    "ruby",
    "perl-io-socket-ssl",
    "openssl-1.1.1",
    "windows",
    "dotnet",
    "macos",
];

fn camel_case(code: &str) -> String {
    let words = code.split('-').map(|word| word[..1].to_uppercase() + &word[1..]);
    words.collect()
}

/// Whoever differs from the report says by which rule.
#[test]
fn clients_that_differ_say_why() {
    let mut silent = Vec::new();
    for scenario in corpus().iter().chain(&transcripts()) {
        for language in ["en", "zh-CN"] {
            let question = Question { language: Some(language.into()), ..scenario.question.clone() };
            let report = chainwhy::explain(&question);
            let trusted = report.verdict == Verdict::Trusted;
            for answer in report.clients.iter().filter(|answer| answer.accepts != Some(trusted)) {
                match &answer.why {
                    None => silent.push(format!("{} {}", scenario.id, answer.client)),
                    Some(why) => {
                        assert!(why.starts_with(answer.name) && why.ends_with(['.', '。']), "{why}");
                        assert_eq!(language == "zh-CN", why.ends_with('。'), "{why}");
                    }
                }
            }
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

fn transcript(name: &str) -> Question {
    let id = format!("transcript/{name}");
    transcripts()
        .into_iter()
        .find(|scenario| scenario.id == id)
        .unwrap_or_else(|| panic!("no {name}"))
        .question
}

/// The summary, with what belongs right behind it.
fn told(report: &Report) -> String {
    [std::slice::from_ref(&report.summary), &report.remarks].concat().join(" ")
}

fn summary(name: &str, language: &str) -> String {
    told(&chainwhy::explain(&Question { language: Some(language.to_owned()), ..transcript(name) }))
}

/// Whoever uses the one client that refuses reads it in the first lines, and not in row four of a table.
#[test]
fn the_summary_names_the_clients_that_refuse_what_is_trusted() {
    let told = summary("root_no_ski", "en");
    assert!(
        told.ends_with(
            " But it is refused by Python 3.13 and later: “Widgets Root root_no_ski” is a CA without a \
             subjectKeyIdentifier. The other 25 clients accept it."
        ),
        "{told}"
    );
    assert!(told.starts_with("Trusted: www.widgets.test leads to the trust anchor"), "{told}");
    let told = summary("root_no_ski", "zh-CN");
    assert!(
        told.ends_with(
            "。 但 Python 3.13 及更高版本会拒绝：“Widgets Root root_no_ski” 是 CA，却没有 subjectKeyIdentifier。\
             其余 25 个客户端接受。"
        ),
        "{told}"
    );
    // Two reasons, each with its clients.
    let told = summary("anchors_stale_first_no_identifiers", "en");
    assert!(
        told.contains(
            "it is refused by Python up to 3.12, OpenSSL (s_client), Node.js, curl and 7 more (they"
        ),
        "{told}"
    );
    assert!(told.contains("by Python 3.13 and later (the authority key identifier is missing)."), "{told}");
    // And the other way round: what a browser does by itself.
    let told = summary("intermediate_published", "en");
    assert!(
        told.starts_with("Not trusted: www.widgets.test was issued by")
            && told.ends_with("All the same, Chrome can accept it, by fetching the issuer from the address in the certificate."),
        "{told}"
    );
    let told = summary("intermediate_published", "zh-CN");
    assert!(told.ends_with("。 不过，Chrome 可能会接受：它会按证书里的地址自行下载签发者的证书。"), "{told}");
}

/// With an error text, the client that it is from comes first.
#[test]
fn the_summary_names_the_client_first_that_the_error_is_of() {
    let ask = |error: &str| {
        let question = Question { error_text: Some(error.to_owned()), ..transcript("ku_encipherment") };
        told(&chainwhy::explain(&question))
    };
    assert!(ask("net::ERR_SSL_KEY_USAGE_INCOMPATIBLE").contains("But it is refused by Chrome, Java 17,"));
    assert!(ask("").contains("But it is refused by Java 17,"));
}

/// The sentence after the verdict is there exactly where a client differs, names no more than it can bear, and never
/// changes what the verdict says.
#[test]
fn the_summary_tells_of_clients_exactly_where_they_differ() {
    for scenario in corpus().iter().chain(&transcripts()) {
        for (language, marks) in
            [("en", [" But it is refused", "All the same"]), ("zh-CN", ["。 但", "。 不过，"])]
        {
            let question = Question { language: Some(language.into()), ..scenario.question.clone() };
            let report = chainwhy::explain(&question);
            let trusted = report.verdict == Verdict::Trusted;
            let differs = report.clients.iter().any(|answer| answer.accepts == Some(!trusted));
            let mark = marks[usize::from(!trusted)];
            let told = told(&report);
            assert_eq!(told.contains(mark), differs, "{}: {told}", scenario.id);
            assert!(told.chars().count() < 900, "{}: {told}", scenario.id);
            assert!(!told.contains("。。"), "{told}");
            if trusted {
                assert!(
                    report.findings.iter().all(|finding| finding.severity != Severity::Error),
                    "{}",
                    scenario.id
                );
            }
        }
    }
}

/// One anchor is spoken of as one.
#[test]
fn counts_are_worded_as_counts_are() {
    let told = summary("self_signed_unknown", "en");
    assert!(told.contains("(it is not the one trust anchor)"), "{told}");
    assert!(summary("self_signed_unknown", "zh-CN").contains("也不是那个唯一的信任锚"));
    let of = |anchors: usize, language: &str| {
        let healthy = transcript("healthy");
        let one = healthy.anchors.pasted.clone().unwrap();
        let other = transcript("healthy_rsa").anchors.pasted.unwrap();
        let pieces = [one.0, other.0].into_iter().take(anchors).flatten().collect();
        let anchors = Anchors { mozilla: false, pasted: Some(Material(pieces)) };
        let report = chainwhy::explain(&Question { anchors, language: Some(language.to_owned()), ..healthy });
        let found = report.findings.into_iter().find(|found| found.code == "anchors-lack-public-roots");
        found.unwrap().message
    };
    assert!(of(1, "en").starts_with("The only trust anchor is no public root of Mozilla's list."));
    assert!(of(2, "en").starts_with("None of the 2 trust anchors is a public root of Mozilla's list."));
    assert!(of(1, "zh-CN").starts_with("唯一的信任锚不是 Mozilla 列表里的公共根证书。只拿到它的客户端"));
    assert!(of(2, "zh-CN").starts_with("2 个信任锚中没有一个是 Mozilla 列表里的公共根证书。"));
    for scenario in transcripts() {
        for language in ["en", "zh-CN"] {
            let question = Question { language: Some(language.into()), ..scenario.question.clone() };
            for finding in chainwhy::explain(&question).findings {
                for slip in [
                    "the 1 trust",
                    " 1 bytes",
                    " 1 characters",
                    " 1 CA certificates",
                    "1 trust anchors",
                    "中 1 个",
                ] {
                    assert!(!finding.message.contains(slip), "{}: {}", scenario.id, finding.message);
                }
                // A character that would not be seen is written out with braces.
                let message = finding.message.replace("\\u{0}", "");
                assert!(!message.contains(['#', '|', '{', '}']) || message.contains("“#"), "{message}");
            }
        }
    }
}

const DOCUMENTED: &[&str] = &["windows", "dotnet", "macos"];

fn documented<'a>(report: &'a Report, client: &str) -> &'a ClientAnswer {
    report.clients.iter().find(|answer| answer.client == client).unwrap()
}

/// What could not be run is never called measured, says where it is written, and is not known where nothing is written.
#[test]
fn documented_clients_say_what_is_documented() {
    for scenario in corpus().iter().chain(&transcripts()) {
        let report = chainwhy::explain(&scenario.question);
        for answer in &report.clients {
            let is_documented = answer.basis == chainwhy::report::Basis::Documented;
            assert_eq!(answer.source.is_some(), is_documented, "{} {}", scenario.id, answer.client);
            let hangs_on_a_signature =
                answer.reason.as_ref().is_some_and(|reason| reason.check == "signature");
            let is_left_open = answer.client == "php" && report.server_name.as_deref() == Some("::1");
            assert!(
                answer.accepts.is_some()
                    || DOCUMENTED.contains(&answer.client)
                    || hangs_on_a_signature
                    || is_left_open,
                "{}",
                answer.client
            );
        }
        for client in DOCUMENTED {
            let answer = documented(&report, client);
            assert_eq!(answer.basis, chainwhy::report::Basis::Documented);
            assert!(answer.source.unwrap().starts_with("https://"));
            if let Some(words) = &answer.error {
                assert_eq!(answer.accepts, Some(false), "{} {words}", scenario.id);
                let recognised = chainwhy::recognise::recognise(words);
                let blamed: Vec<&str> =
                    answer.because.iter().map(|index| report.findings[*index].code).collect();
                assert!(
                    recognised.iter().any(|one| one.codes().iter().any(|code| blamed.contains(code))),
                    "{} {client}: {words}: {blamed:?} {:?}",
                    scenario.id,
                    recognised.iter().map(|one| one.codes()).collect::<Vec<_>>()
                );
            }
        }
    }
}

#[test]
fn documented_clients_differ_where_their_makers_say_so() {
    let ask = |name: &str| chainwhy::explain(&transcript(name));
    let healthy = ask("healthy");
    assert!(DOCUMENTED.iter().all(|client| documented(&healthy, client).accepts == Some(true)));

    let long = ask("validity_long");
    assert_eq!(long.verdict, Verdict::Trusted);
    let apple = documented(&long, "macos");
    assert_eq!((apple.accepts, apple.code.as_deref()), (Some(false), Some("-67901")));
    assert!(
        told(&long)
            .contains("But it is refused by Apple (macOS, iOS): www.widgets.test is valid for 900 days"),
        "{}",
        told(&long)
    );

    let absent = ask("eku_absent");
    assert_eq!(documented(&absent, "macos").accepts, Some(false));
    assert_eq!(documented(&absent, "windows").accepts, Some(true));

    // Where the issuer can be fetched, the network decides.
    let published = ask("intermediate_published");
    for client in DOCUMENTED {
        let answer = documented(&published, client);
        assert_eq!(answer.accepts, None, "{client}");
        assert!(answer.why.as_ref().unwrap().contains("fetches a missing issuer"), "{:?}", answer.why);
    }
    let missing = ask("intermediate_missing");
    assert_eq!(documented(&missing, "windows").code.as_deref(), Some("0x800B010A"));
    assert_eq!(
        documented(&missing, "dotnet").error.as_deref(),
        Some("The remote certificate is invalid because of errors in the certificate chain: PartialChain")
    );
    // Several faults: .NET names them all, which of its errors Windows shows is not documented.
    let both = ask("expired_end_entity_and_host_other");
    assert_eq!(
        documented(&both, "dotnet").code.as_deref(),
        Some("RemoteCertificateNameMismatch, RemoteCertificateChainErrors")
    );
    let windows = documented(&both, "windows");
    assert_eq!((windows.accepts, windows.error.as_deref()), (Some(false), None));
    // What nobody wrote down stays open.
    assert!(DOCUMENTED.iter().all(|client| documented(&ask("root_no_ski"), client).accepts.is_none()));
}
