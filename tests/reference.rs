//! The code reference in `docs/` is what the declarations say today.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../examples/reference/measured.rs"]
mod measured;
#[path = "../examples/reference/pages.rs"]
mod pages;

use std::path::Path;

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

/// The clauses of a text that say of clients, one by one, that they accept or refuse and nothing more.
fn claims(text: &str) -> Vec<(&'static [&'static str], bool)> {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            letter if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
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

/// Where a page says in so many words that a client accepts or refuses, each recording of the fault alone that there is of it bears
/// it out, or at least one where the place of the fault decides.
#[test]
fn what_the_pages_say_of_clients_was_recorded() {
    let recorded = measured::recorded_alone();
    let mut wrong = Vec::new();
    let mut checked = 0;
    for code in Code::ALL {
        let [english, _] = code.declaration().reference;
        let text = english.verifiers;
        for (clients, accepts) in claims(text) {
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
    println!("{checked} claims were compared");
    assert!(checked > 60, "only {checked} claims were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
