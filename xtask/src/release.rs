//! `cargo xtask release`: everything that a release publishes, made and looked at before anybody has it.
//!
//! Versions agree, the changelog tells of this one, what the packages hold is what the committed lists say, and beside the files lie their
//! checksums, the notes and a bill of materials. Nothing is published here: the workflow does that, from what this left behind.

use crate::failure::{Failure, Result};
use crate::npm;
use crate::project::{Project, cargo};
use crate::run::{output, say};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;

/// `tag` is the tag that is released; without one it is a rehearsal, and the changelog may say “Unreleased”.
pub fn release(project: &Project, tag: Option<&str>) -> Result<()> {
    let files = project.cargo_target.join("release-files");
    if files.exists() {
        fs::remove_dir_all(&files).map_err(Failure::at(&files))?;
    }
    fs::create_dir_all(&files).map_err(Failure::at(&files))?;

    say("versions");
    let version = version(project)?;
    println!("    {version} everywhere");
    if let Some(tag) = tag
        && tag != format!("v{version}")
    {
        return Err(Failure::new(format!("the tag is {tag}, and what it points at is {version}")));
    }

    say("changelog");
    let changelog = read(project, "CHANGELOG.md")?;
    let notes = notes(&changelog, &version, tag.is_some())?;
    write(&files.join("NOTES.md"), notes)?;
    println!("    {} lines of notes", notes.lines().count());

    say("contents");
    check_contents(project, "npm", &npm_contents(project, &files)?)?;
    check_contents(project, "crate", &crate_contents(project)?)?;

    say("bill of materials");
    let bill = bill_of_materials(project, &version)?;
    let count = bill.get("components").and_then(Value::as_array).map_or(0, Vec::len);
    write(&files.join("chainwhy.cdx.json"), &format!("{bill:#}\n"))?;
    println!("    {count} crates in the wasm");

    say("checksums");
    let package = project.package().join("dist");
    for name in ["chainwhy.wasm", "chainwhy.first.wasm", "chainwhy.rest.bin"] {
        let from = package.join(name);
        fs::copy(&from, files.join(name)).map_err(Failure::at(&from))?;
    }
    let sums = checksums(project, &files)?;
    print!("{}", sums.lines().map(|line| format!("    {line}\n")).collect::<String>());
    write(&files.join("SHA256SUMS"), &sums)
}

fn read(project: &Project, name: &str) -> Result<String> {
    let path = project.root.join(name);
    fs::read_to_string(&path).map_err(Failure::at(&path))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).map_err(Failure::at(path))
}

/// The version that all packages have.
fn version(project: &Project) -> Result<String> {
    let mut found: Vec<(&str, String)> = Vec::new();
    for name in ["Cargo.toml", "cli/Cargo.toml", "python/Cargo.toml"] {
        let text = read(project, name)?;
        let version = text.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
        found.push((name, version.unwrap_or("none").to_owned()));
    }
    let package: Value = serde_json::from_str(&read(project, "pkg/package.json")?)
        .map_err(|error| Failure::new(format!("pkg/package.json: {error}")))?;
    let version = package.get("version").and_then(Value::as_str).unwrap_or("none");
    found.push(("pkg/package.json", version.to_owned()));
    match found.iter().all(|(_, other)| other == version) {
        true => Ok(version.to_owned()),
        false => {
            let list: Vec<String> =
                found.iter().map(|(name, version)| format!("{name} has {version}")).collect();
            Err(Failure::new(format!("the versions differ: {}", list.join(", "))))
        }
    }
}

/// What the changelog says of a version.
fn notes<'t>(changelog: &'t str, version: &str, is_released: bool) -> Result<&'t str> {
    let section = changelog.split("\n## ").skip(1).find(|section| {
        section.strip_prefix(version).is_some_and(|rest| rest.starts_with(" - ") || rest.starts_with('\n'))
    });
    let Some((heading, notes)) = section.and_then(|section| section.split_once('\n')) else {
        return Err(Failure::new(format!("CHANGELOG.md has no section for {version}")));
    };
    if is_released && heading.ends_with("Unreleased") {
        return Err(Failure::new(format!("CHANGELOG.md has no day for {version}")));
    }
    match notes.trim() {
        "" => Err(Failure::new(format!("CHANGELOG.md says nothing of {version}"))),
        notes => Ok(notes),
    }
}

/// Packs the npm package, and tells what is in it.
fn npm_contents(project: &Project, into: &Path) -> Result<Vec<String>> {
    let told = output(
        npm::npm(&project.package())
            .args(["pack", "--ignore-scripts", "--json"])
            .arg(format!("--pack-destination={}", into.display())),
    )?;
    let told: Value =
        serde_json::from_str(&told).map_err(|error| Failure::new(format!("npm pack: {error}")))?;
    let files = told.pointer("/0/files").and_then(Value::as_array).into_iter().flatten();
    Ok(files.filter_map(|file| Some(file.get("path")?.as_str()?.to_owned())).collect())
}

/// What the crate holds, but for the folder of sources, which changes with every commit.
fn crate_contents(project: &Project) -> Result<Vec<String>> {
    let list = output(Command::new(cargo()).current_dir(&project.root).args([
        "package",
        "--list",
        "--allow-dirty",
        "--package",
        "chainwhy",
    ]))?;
    let mut files: Vec<String> =
        list.lines()
            .filter(|file| *file != ".cargo_vcs_info.json")
            .map(|file| {
                if file.replace('\\', "/").starts_with("src/") { "src/".to_owned() } else { file.to_owned() }
            })
            .collect();
    files.dedup();
    Ok(files)
}

/// Against the committed list: what is new is as much a mistake as what is missing, until somebody says otherwise.
fn check_contents(project: &Project, name: &str, found: &[String]) -> Result<()> {
    let path = format!("xtask/contents/{name}.txt");
    let wanted = read(project, &path)?;
    let wanted: Vec<&str> = wanted.lines().collect();
    let missing =
        wanted.iter().filter(|file| !found.iter().any(|other| other == *file)).map(|file| format!("-{file}"));
    let new = found.iter().filter(|file| !wanted.contains(&file.as_str())).map(|file| format!("+{file}"));
    let differences: Vec<String> = missing.chain(new).collect();
    match differences.is_empty() {
        true => {
            println!("    {name}: {} files, as listed", found.len());
            Ok(())
        }
        false => Err(Failure::new(format!("{path} differs: {}", differences.join(" ")))),
    }
}

/// The crates that the wasm is made of, in CycloneDX.
fn bill_of_materials(project: &Project, version: &str) -> Result<Value> {
    let listed = output(Command::new(cargo()).current_dir(&project.root).args([
        "tree",
        "--locked",
        "--package",
        "chainwhy",
        "--target",
        "wasm32-unknown-unknown",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--no-dedupe",
        "--format",
        "{p}\t{l}",
    ]))?;
    let mut crates: Vec<(&str, &str, &str)> = listed
        .lines()
        .filter_map(|line| {
            let (package, licence) = line.split_once('\t')?;
            let mut words = package.split(' ');
            Some((words.next()?, words.next()?.strip_prefix('v')?, licence))
        })
        .filter(|(name, ..)| *name != "chainwhy")
        .collect();
    crates.sort_unstable();
    crates.dedup();
    let components: Vec<Value> = crates
        .iter()
        .map(|(name, version, licence)| {
            json!({
                "type": "library",
                "name": name,
                "version": version,
                "purl": format!("pkg:cargo/{name}@{version}"),
                // Cargo still takes a slash for “or”.
                "licenses": [{ "expression": licence.replace('/', " OR ") }],
            })
        })
        .collect();
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": {
            "type": "library",
            "name": "chainwhy",
            "version": version,
            "purl": format!("pkg:npm/chainwhy@{version}"),
            "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        } },
        "components": components,
    }))
}

fn checksums(project: &Project, folder: &Path) -> Result<String> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .map_err(Failure::at(folder))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    // Node.js has the hash, and so no crate is needed for it.
    output(Command::new("node").arg(project.root.join("xtask").join("checksums.mjs")).args(files))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANGELOG: &str =
        "# Changelog\n\n## 0.2.0 - Unreleased\n\n- New.\n\n## 0.1.0 - 2026-12-01\n\n- First.\n";

    #[test]
    fn notes_are_those_of_the_version() {
        assert_eq!(notes(CHANGELOG, "0.1.0", true).unwrap(), "- First.");
        assert_eq!(notes(CHANGELOG, "0.2.0", false).unwrap(), "- New.");
        for (version, is_released, says) in
            [("0.2.0", true, "no day"), ("0.1", false, "no section"), ("0.3.0", false, "no section")]
        {
            let failure = notes(CHANGELOG, version, is_released).unwrap_err().to_string();
            assert!(failure.contains(says), "{failure}");
        }
    }
}
