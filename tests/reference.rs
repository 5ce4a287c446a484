//! The code reference in `docs/` is what the declarations say today.
#![cfg(not(target_arch = "wasm32"))]

mod common;
#[path = "../examples/reference/measured.rs"]
mod measured;
#[path = "../examples/reference/pages.rs"]
mod pages;

use std::fs;
use std::path::Path;
use std::process::Command;

use chainwhy::fault::Severity;
use chainwhy::question::{Anchors, At, Language, Material, Piece, Question};
use chainwhy::rules::Code;

#[test]
fn the_reference_is_up_to_date() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let stale = pages::stale(&docs, &pages::all()).unwrap();
    assert!(
        stale.is_empty(),
        "docs/ is stale in {} pages ({} …). Renew it: {}",
        stale.len(),
        stale.iter().take(3).cloned().collect::<Vec<_>>().join(", "),
        pages::COMMAND
    );
}

/// Who is meant by a name in the pages, among those whose answers are recorded.
const CALLED: &[(&str, &[&str])] = &[
    ("OpenSSL", &["openssl-3"]),
    ("curl", &["curl"]),
    ("Python 3.13 and later", &["python-ssl-3.13"]),
    ("Python", &["python-ssl-3.12", "python-ssl-3.13"]),
    ("Python's ssl", &["python-ssl-3.12", "python-ssl-3.13"]),
    ("requests", &["python-requests-3.12", "python-requests-3.13"]),
    ("httpx 0.27", &["python-httpx-0.27"]),
    ("Node", &["node-20", "node-24"]),
    ("Go", &["go"]),
    ("Java", &["java-17"]),
    ("rustls", &["rustls"]),
    ("GnuTLS", &["gnutls"]),
    ("gnutls-cli", &["gnutls"]),
    ("wget", &["wget"]),
    ("git on Debian", &["git-gnutls"]),
    ("Chrome", &["chrome"]),
    ("Firefox", &["firefox"]),
    ("browsers", &["chrome", "firefox"]),
    ("Bun", &["bun"]),
    ("pyca", &["pyca-cryptography"]),
    ("pyca/cryptography", &["pyca-cryptography"]),
];

const EVERYBODY: &[&str] = &[
    "openssl-3",
    "curl",
    "python-ssl-3.12",
    "python-ssl-3.13",
    "node-20",
    "node-24",
    "go",
    "java-17",
    "rustls",
    "gnutls",
    "chrome",
    "firefox",
    "bun",
];

/// What stands in no brackets.
fn outside_brackets(text: &str, [open, close]: [char; 2]) -> String {
    let mut depth = 0_usize;
    let mut plain = String::new();
    for letter in text.chars() {
        match letter {
            letter if letter == open => depth += 1,
            letter if letter == close => depth -= 1,
            letter if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    plain
}

/// The clauses of a text that say of clients, one by one, that they accept or refuse and nothing more.
fn claims(text: &str) -> Vec<(&'static [&'static str], bool)> {
    let plain = outside_brackets(text, ['(', ')']);
    let mut found = Vec::new();
    for clause in plain.trim_end_matches('.').split([';']).flat_map(|part| part.split(". ")) {
        let clause = clause.trim();
        let said = [
            (" refuse it", false),
            (" refuses it", false),
            (" refuse", false),
            (" refuse any", false),
            (" accept it", true),
            (" accepts it", true),
            (" accept", true),
            (" accept all", true),
            (" do not look", true),
            (" does not look", true),
        ];
        let active = said.iter().find_map(|(end, accepts)| Some((clause.strip_suffix(end)?, *accepts)));
        let passive = [("Refused by ", false), ("accepted by ", true), ("refused by ", false)];
        let passive =
            passive.iter().find_map(|(begin, accepts)| Some((clause.strip_prefix(begin)?, *accepts)));
        match clause {
            "All refuse it" => found.push((EVERYBODY, false)),
            "No client minds" => found.push((EVERYBODY, true)),
            _ => {}
        }
        let Some((names, accepts)) = active.or(passive) else { continue };
        for name in names.replace(", as well", "").replace(" and ", ", ").split(", ").map(str::trim) {
            found.extend(CALLED.iter().find(|(called, _)| *called == name).map(|(_, ids)| (*ids, accepts)));
        }
    }
    found
}

/// The same of a Chinese text.
fn chinese_claims(text: &str) -> Vec<(&'static [&'static str], bool)> {
    const CHINESE: &[(&str, &str)] = &[
        ("Python 3.13 及更高版本", "Python 3.13 and later"),
        ("Debian 的 git", "git on Debian"),
        ("浏览器", "browsers"),
    ];
    let plain = outside_brackets(text, ['（', '）']);
    let mut found = Vec::new();
    // What is said under a condition is left to who reads it.
    let is_plain =
        |part: &&str| !["当", "时", "如果", "被", "还会", "只"].iter().any(|word| part.contains(word));
    for clause in plain.split(['。', '；']).filter(is_plain).flat_map(|part| part.split('，')).map(str::trim)
    {
        let ends = [
            ("都会拒绝", false),
            ("会拒绝", false),
            ("都拒绝", false),
            ("拒绝", false),
            ("都接受", true),
            ("会接受", true),
            ("接受", true),
            ("不检查", true),
        ];
        let said = ends.iter().find_map(|(end, accepts)| Some((clause.strip_suffix(end)?.trim(), *accepts)));
        match clause {
            "全部拒绝" | "都拒绝" | "所有客户端都拒绝" => found.push((EVERYBODY, false)),
            "没有客户端在意" => found.push((EVERYBODY, true)),
            _ => {}
        }
        let Some((names, accepts)) = said else { continue };
        for name in names.replace(" 和 ", "、").replace(" 与 ", "、").split('、').map(str::trim) {
            let name =
                CHINESE.iter().find(|(chinese, _)| *chinese == name).map_or(name, |(_, english)| english);
            found.extend(CALLED.iter().find(|(called, _)| *called == name).map(|(_, ids)| (*ids, accepts)));
        }
    }
    found
}

#[test]
fn a_claim_is_read_as_it_is_meant() {
    let text = "Go and Java (17) refuse it; curl accepts it, mostly. All refuse it; OpenSSL, rustls and Node accept.";
    let read = claims(text);
    let of = |id: &str| {
        read.iter().filter(|(ids, _)| ids[0] == id).map(|(_, accepts)| *accepts).collect::<Vec<_>>()
    };
    assert_eq!(
        (of("go"), of("java-17"), of("rustls"), of("node-20")),
        (vec![false], vec![false], vec![true], vec![true])
    );
    assert_eq!((of("curl"), read.contains(&(EVERYBODY, false))), (vec![], true));
}

/// Names of clients that a finding has no business to speak of by itself: what they do stands in their rows.
const CLIENTS: &[&str] = &[
    "OpenSSL",
    "Python",
    "Node",
    "curl",
    "Java",
    "GnuTLS",
    "wget",
    "Chrome",
    "Firefox",
    "rustls",
    "Bun",
    "pyca",
    "Windows",
    "macOS",
    "Apple",
    "Safari",
    "browser",
    "浏览器",
    "苹果",
];

/// What `declare_fault!` says of clients in spite of that, with the reason.
const SPEAKS_OF_CLIENTS: &[(Code, &str)] = &[
    (Code::AnchorRejected, "the name of the form"),
    (Code::PemTrustedCertificate, "the name of the form"),
    (Code::InputIsJks, "the name of the form"),
    (Code::InputIsPrintout, "where such a text comes from"),
    (Code::Unexplained, "the second witness, which is no client"),
    (Code::PemBlocksJoined, READS_A_FILE),
    (Code::PemStrayCharacters, READS_A_FILE),
    (Code::PemPaddingMissing, READS_A_FILE),
    (Code::PemBlankLines, READS_A_FILE),
    (Code::PemIndented, READS_A_FILE),
    (Code::PemOnOneLine, READS_A_FILE),
    (Code::InputIsUtf16, READS_A_FILE),
];
const READS_A_FILE: &str = "how OpenSSL reads such a file, which is asked below; rows are about what is sent";

#[test]
fn no_finding_says_by_itself_what_clients_do() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        for language in [Language::English, Language::Chinese] {
            let text = code.declaration().text(language);
            for words in [text.title, text.message] {
                let named = CLIENTS.iter().find(|client| words.contains(*client));
                let named = named.filter(|_| !SPEAKS_OF_CLIENTS.iter().any(|(known, _)| known == code));
                wrong.extend(named.map(|named| format!("{} speaks of {named}: {words}", code.as_str())));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Both languages of a page speak of the same clients.
#[test]
fn both_languages_speak_of_the_same_clients() {
    const NAMES: &[(&[&str], &[&str])] = &[
        (&["OpenSSL"], &["OpenSSL"]),
        (&["Python"], &["Python"]),
        (&["Node"], &["Node"]),
        (&["curl"], &["curl"]),
        (&["Go ", "Go,", "Go;", "Go.", "Go'", "Go:"], &["Go"]),
        (&["Java"], &["Java"]),
        (&["GnuTLS", "gnutls"], &["GnuTLS", "gnutls"]),
        (&["rustls"], &["rustls"]),
        (&["webpki"], &["webpki"]),
        (&["Chrome", "Chromium"], &["Chrome", "Chromium"]),
        (&["Firefox"], &["Firefox"]),
        (&["rowsers"], &["浏览器"]),
        (&["Bun"], &["Bun"]),
        (&["pyca"], &["pyca"]),
        (&["Apple", "macOS"], &["苹果", "macOS", "Apple"]),
        (&["Windows"], &["Windows"]),
    ];
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let [english, chinese] = code.declaration().reference.map(|reference| reference.verifiers);
        for (in_english, in_chinese) in NAMES {
            let speaks = |text: &str, names: &[&str]| names.iter().any(|name| text.contains(name));
            if speaks(english, in_english) != speaks(chinese, in_chinese) {
                wrong.push(format!("{} {in_chinese:?}: {english} | {chinese}", code.as_str()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}: {}", wrong.len(), wrong.join("\n"));
}

/// What is said of files that OpenSSL does not read: the cases of those codes, given to it where it is at hand.
#[test]
fn what_is_said_of_files_openssl_bears_out() {
    if Command::new("openssl").arg("version").output().is_err() {
        println!("skipped: no openssl on PATH");
        return;
    }
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let (mut asked, mut wrong) = (0, Vec::new());
    for (code, _) in SPEAKS_OF_CLIENTS.iter().filter(|(_, reason)| *reason == READS_A_FILE) {
        for folder in fs::read_dir(cases.join(code.as_str())).unwrap() {
            let folder = folder.unwrap().path();
            let file = folder.join("chain.pem");
            let question = Question {
                chain: Material(vec![Piece::Bytes(fs::read(&file).unwrap_or_default())]),
                at: At::Seconds(1_780_000_000.0),
                ..Question::default()
            };
            let report = chainwhy::explain(&question);
            if !report.findings.iter().any(|finding| finding.code == code.as_str()) {
                continue;
            }
            let here = report.certificates.iter().filter(|known| known.id.starts_with('c')).count();
            let run =
                Command::new("openssl").args(["storeutl", "-noout", "-certs"]).arg(&file).output().unwrap();
            let told = String::from_utf8_lossy(&run.stdout).into_owned();
            let count = told.lines().find_map(|line| line.strip_prefix("Total found: ")?.trim().parse().ok());
            asked += 1;
            if count.unwrap_or(0) >= here {
                wrong.push(format!("{}: OpenSSL finds {count:?} of {here}", folder.display()));
            }
        }
    }
    assert!(asked >= 7 && wrong.is_empty(), "{asked} asked: {wrong:#?}");
}

/// Of the random chains beside the project, those of which the report finds one fault alone; every eighth is looked at, all with
/// `CHAINWHY_DIFFERENTIAL=all`.
fn random_alone() -> Vec<(Code, serde_json::Value)> {
    let Some(packed) = common::shared("differential/open.json.xz") else { return Vec::new() };
    let every = if std::env::var("CHAINWHY_DIFFERENTIAL").is_ok_and(|all| all == "all") { 1 } else { 8 };
    let mut unpacked = Vec::new();
    lzma_rs::xz_decompress(&mut packed.as_slice(), &mut unpacked).unwrap();
    let mut all: serde_json::Value = serde_json::from_slice(&unpacked).unwrap();
    let mut alone = Vec::new();
    for case in all["cases"].as_array_mut().unwrap().iter_mut().step_by(every) {
        let pem =
            |field: &str| Material(vec![Piece::Text(case[field].as_str().unwrap_or_default().to_owned())]);
        let report = chainwhy::explain(&Question {
            chain: pem("chain"),
            anchors: Anchors { mozilla: false, pasted: Some(pem("anchors")) },
            crls: if case["crls"].is_string() { pem("crls") } else { Material::default() },
            server_name: case["hostname"].as_str().map(str::to_owned),
            at: At::Seconds(case["at"].as_f64().unwrap()),
            clients: Some(Vec::new()),
            ..Question::default()
        });
        let mut codes: Vec<&str> = report
            .findings
            .iter()
            .filter(|found| found.severity != Severity::Note)
            .map(|found| found.code)
            .collect();
        codes.dedup();
        if let [only] = codes.as_slice() {
            alone.push((Code::from_wire(only).unwrap(), case.take()));
        }
    }
    alone
}

/// Where a page says in so many words that a client accepts or refuses, each recording of the fault alone that there is of it bears
/// it out, or at least one where the place of the fault decides.
#[test]
fn what_the_pages_say_of_clients_was_recorded() {
    let mut recorded: Vec<_> = measured::recorded_alone().into_iter().collect();
    recorded.extend(random_alone());
    let mut wrong = Vec::new();
    let (mut checked, mut in_chinese) = (0, 0);
    for code in Code::ALL {
        let [english, chinese] = code.declaration().reference;
        let said = claims(english.verifiers).into_iter().map(|claim| (english.verifiers, claim));
        let also = chinese_claims(chinese.verifiers).into_iter().map(|claim| (chinese.verifiers, claim));
        for (text, (clients, accepts)) in said.chain(also) {
            in_chinese += usize::from(text == chinese.verifiers);
            for client in clients {
                let answers: Vec<bool> = recorded
                    .iter()
                    .filter(|(known, _)| known == code)
                    .filter_map(|(_, recording)| {
                        recording.pointer(&format!("/answers/{client}/accepts"))?.as_bool()
                    })
                    .collect();
                checked += usize::from(!answers.is_empty());
                if !answers.is_empty() && !answers.contains(&accepts) {
                    wrong.push(format!("{}: {client} {answers:?} and not {accepts}: {text}", code.as_str()));
                }
            }
        }
    }
    println!("{checked} claims were compared, {in_chinese} of them in Chinese");
    assert!(checked > 60 && in_chinese > 60, "only {checked} claims were found, {in_chinese} in Chinese");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The columns of the table of two faults in docs/clients.md.
const COLUMNS: &[&str] = &[
    "openssl-3",
    "python-ssl-3.12",
    "python-ssl-3.13",
    "curl",
    "node-20",
    "go",
    "java-17",
    "rustls",
    "gnutls",
    "chrome",
    "firefox",
];

/// What a client said of a scenario, without what differs from one chain to the next; `None` where it accepts.
fn said_of(scenario: &str, client: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients").join(format!("{scenario}.json"));
    let recording: serde_json::Value = serde_json::from_slice(&fs::read(path).ok()?).unwrap();
    let answer = &recording["answers"][client];
    let error = answer["error"].as_str().filter(|_| answer["accepts"] == false)?.replace(scenario, "");
    let mut plain = String::new();
    let mut rest = error.as_str();
    // Java tells dates in words.
    while let Some(at) = ["NotAfter: ", "NotBefore: "].iter().filter_map(|word| rest.find(word)).min() {
        plain.push_str(&rest[..at]);
        rest = rest[at..].find('|').map_or("", |end| &rest[at + end..]);
    }
    plain.push_str(rest);
    plain.retain(|letter| !letter.is_ascii_digit());
    Some(plain)
}

/// Each cell of the table that says which of two faults a client speaks of, against the recordings.
#[test]
fn the_order_of_faults_is_as_recorded() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/clients.md")).unwrap();
    let table = page.split("| 1 | 2 | OpenSSL").nth(1).unwrap().split("\n\n").next().unwrap();
    let (mut cells, mut wrong) = (0, Vec::new());
    for line in table.lines().skip(2) {
        let columns: Vec<&str> = line.trim_matches(['|', ' ']).split('|').map(str::trim).collect();
        let faults = [columns[0].replace(' ', "_"), columns[1].replace(' ', "_")];
        for (client, told) in COLUMNS.iter().zip(&columns[2..]) {
            let both = said_of(&format!("{}_and_{}", faults[0], faults[1]), client);
            let is_of = |fault: &String| said_of(fault, client) == both;
            let recorded = match (&both, is_of(&faults[0]), is_of(&faults[1])) {
                (None, ..) => "–",
                (_, true, true) => "=",
                (_, true, false) => "1",
                (_, false, true) => "2",
                (_, false, false) => "+",
            };
            cells += 1;
            if recorded != *told {
                wrong.push(format!("{} and {}, {client}: {told}, recorded {recorded}", faults[0], faults[1]));
            }
        }
    }
    assert!(cells > 800 && wrong.is_empty(), "{} of {cells}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The versions in docs/clients.md are those of the recordings.
#[test]
fn the_versions_of_clients_are_as_recorded() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/clients.md")).unwrap();
    let recorded: serde_json::Value =
        serde_json::from_slice(&fs::read(root.join("tests/clients/versions.json")).unwrap()).unwrap();
    let mut wrong = Vec::new();
    for line in page.lines().filter(|line| line.starts_with("| `") && line.matches('|').count() == 3) {
        let mut columns =
            line.trim_matches(['|', ' ']).split('|').map(|column| column.trim().trim_matches('`'));
        let (client, told) = (columns.next().unwrap(), columns.next().unwrap());
        let known = recorded.get(client).or_else(|| recorded["clients"].get(client));
        if let Some(known) = known.and_then(serde_json::Value::as_str).filter(|known| *known != told) {
            wrong.push(format!("{client}: {told}, recorded {known}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
