//! The size of what a visitor downloads, against the budget in `size-budget.json`.

use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::run::output;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ENCODINGS: [&str; 3] = ["raw", "gzip", "brotli"];

/// One entry of the budget: files and folders that are downloaded together, and the bytes they may have in each encoding.
struct Budget {
    name: String,
    paths: Vec<String>,
    limits: [u64; 3],
}

/// What is over its budget, one line each; prints every size beside its limit.
pub fn measure(project: &Project) -> Result<Vec<String>> {
    let mut over = Vec::new();
    for Budget { name, paths, limits } in read(project)? {
        let files = files(project, &paths)?;
        if files.is_empty() {
            over.push(format!("{name}: nothing to measure at {}", paths.join(", ")));
            continue;
        }
        let mut shown = Vec::new();
        for ((encoding, limit), size) in ENCODINGS.iter().zip(limits).zip(sizes(project, &files)?) {
            shown.push(format!("{encoding} {size} of {limit}"));
            if size > limit {
                over.push(format!(
                    "{name}: {size} bytes {encoding}, {} over the budget of {limit}",
                    size - limit
                ));
            }
        }
        println!("    {name:<6} {}", shown.join(", "));
    }
    Ok(over)
}

/// The files named and those in the folders named, without compressed copies of them.
fn files(project: &Project, paths: &[String]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths.iter().map(|path| project.root.join(path)) {
        if path.is_dir() {
            for entry in fs::read_dir(&path).map_err(Failure::at(&path))? {
                files.push(entry.map_err(Failure::at(&path))?.path());
            }
        } else if path.is_file() {
            files.push(path);
        }
    }
    files.retain(|file| !file.extension().is_some_and(|extension| extension == "br" || extension == "gz"));
    Ok(files)
}

/// Each file is compressed by itself, as it is sent; the sums over all files.
fn sizes(project: &Project, files: &[PathBuf]) -> Result<[u64; 3]> {
    // Node.js has both compressors, and so no crate is needed for them.
    let script = project.root.join("xtask").join("sizes.mjs");
    let lines = output(Command::new("node").arg(script).args(files))?;
    let mut sums = [0; 3];
    for line in lines.lines() {
        for (sum, size) in sums.iter_mut().zip(line.split(' ')) {
            *sum += size.parse::<u64>().map_err(|_| Failure::new(format!("sizes.mjs printed `{line}`")))?;
        }
    }
    Ok(sums)
}

fn read(project: &Project) -> Result<Vec<Budget>> {
    let path = project.root.join("size-budget.json");
    parse(&fs::read_to_string(&path).map_err(Failure::at(Path::new("size-budget.json")))?)
}

fn parse(text: &str) -> Result<Vec<Budget>> {
    let entries: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(text).map_err(|error| Failure::new(format!("size-budget.json: {error}")))?;
    let mut budgets = Vec::new();
    for (name, entry) in entries {
        let budget = || {
            let paths = entry.get("paths")?.as_array()?.iter().map(|path| path.as_str().map(str::to_owned));
            let [raw, gzip, brotli] = ENCODINGS.map(|encoding| entry.get(encoding)?.as_u64());
            Some(Budget {
                name: name.clone(),
                paths: paths.collect::<Option<_>>()?,
                limits: [raw?, gzip?, brotli?],
            })
        };
        budgets.push(budget().ok_or_else(|| {
            Failure::new(format!("size-budget.json: `{name}` needs paths, raw, gzip and brotli"))
        })?);
    }
    Ok(budgets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_of_this_project_can_be_read() {
        let budgets = parse(include_str!("../../size-budget.json")).unwrap();
        let names: Vec<&str> = budgets.iter().map(|budget| budget.name.as_str()).collect();
        assert!(names.contains(&"wasm") && names.contains(&"page"), "{names:?}");
    }

    #[test]
    fn an_entry_without_a_limit_is_refused() {
        let failure = parse(r#"{ "wasm": { "paths": ["a"], "raw": 1, "gzip": 1 } }"#).err().unwrap();
        assert!(failure.to_string().contains("`wasm`"), "{failure}");
    }
}
