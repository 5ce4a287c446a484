//! The rooms of the core stand on floors, and arrows go down: what a room uses stands on its own floor or below it.
//! ARCHITECTURE.md shows the floors; this reads the sources.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::path::Path;

/// From the ground up. A room is a module of `src/` with all that stands in its folder.
const FLOORS: &[&[&str]] = &[
    &[
        "order",
        "work",
        "moment",
        "address",
        "public_suffix",
        "runtime",
        "server_name",
        "fault",
        "terms",
        "letters",
        "notation",
        "any_of",
    ],
    &["encoding", "signature", "secret", "recognise"],
    &["input", "question", "root_history", "interception"],
    &["certificate", "transparency"],
    &["anchors", "path", "end_entity", "reference"],
    &["rules", "choice", "revocation", "sent"],
    &["report", "text", "examined"],
    &["clients"],
    &["fixes", "paste"],
    &["explain", "terminal"],
    &["compare", "verifier"],
    &["wasm", "typescript", "lib"],
];

/// Arrows that go up, and what has to move before they do not: there is none left, and none is added.
const STILL_UP: &[(&str, &str, &str)] = &[];

fn floor_of(room: &str) -> usize {
    let found = FLOORS.iter().position(|rooms| rooms.contains(&room));
    found.unwrap_or_else(|| panic!("“{room}” has no floor: give it one here and in ARCHITECTURE.md"))
}

/// Every file of a room, without the tests at its end.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
        let is_test = name.components().any(|part| part.as_os_str().to_string_lossy().starts_with("tests"));
        if is_test {
            continue;
        }
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let room = name.components().next().unwrap().as_os_str().to_string_lossy();
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
            let code = code.split("\nmod tests {").next().unwrap_or_default();
            let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            found.push((room.trim_end_matches(".rs").to_owned(), code.join("\n")));
        }
    }
}

#[test]
fn arrows_go_down() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    assert!(files.len() > 100, "only {} files", files.len());
    let mut up = BTreeSet::new();
    for (room, code) in &files {
        for used in code.split("crate::").skip(1) {
            let used: String =
                used.chars().take_while(|letter| letter.is_ascii_lowercase() || *letter == '_').collect();
            // What begins with a capital letter is given on by the crate itself, and macros that make a declaration name it too.
            if used.is_empty() || used == "explain_and_count" {
                continue;
            }
            // Where a fault is declared is where it is found; one table ties all declarations together on purpose, and whoever finds
            // one names it.
            if used != "rules" && floor_of(&used) > floor_of(room) {
                up.insert((room.clone(), used));
            }
        }
    }
    let known: BTreeSet<(String, String)> =
        STILL_UP.iter().map(|(from, to, _)| ((*from).to_owned(), (*to).to_owned())).collect();
    let new: Vec<_> = up.difference(&known).collect();
    assert!(new.is_empty(), "arrows that go up: {new:?}");
    let gone: Vec<_> = known.difference(&up).collect();
    assert!(gone.is_empty(), "no longer so, take them out: {gone:?}");
    assert!(STILL_UP.iter().all(|(.., reason)| !reason.is_empty()));
}
