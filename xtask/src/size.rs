//! The size of what a visitor downloads, against the budget in `size-budget.json`.

use crate::compress::{brotli, files, gzip};
use crate::failure::{Failure, Result};
use crate::project::Project;
use std::fs;

/// One line of the budget: a file or a folder, and the bytes it may have.
struct Budget {
    name: String,
    path: String,
    limits: [(&'static str, u64); 3],
}

/// What is over its budget, one line each; prints every size beside its limit.
pub fn measure(project: &Project) -> Result<Vec<String>> {
    let mut over = Vec::new();
    for budget in read(project)? {
        let path = project.root.join(&budget.path);
        if !path.exists() {
            over.push(format!("{} is not there to measure: {}", budget.name, budget.path));
            continue;
        }
        let measured = sizes(&path)?;
        let shown: Vec<String> = budget
            .limits
            .iter()
            .zip(measured)
            .map(|((encoding, limit), size)| {
                if size > *limit {
                    over.push(format!(
                        "{}: {size} bytes {encoding}, {} over the budget of {limit}",
                        budget.name,
                        size - limit
                    ));
                }
                format!("{encoding} {size} of {limit}")
            })
            .collect();
        println!("    {:<6} {}", budget.name, shown.join(", "));
    }
    Ok(over)
}

/// Raw, gzip and brotli, each file compressed by itself as it is sent.
fn sizes(path: &std::path::Path) -> Result<[u64; 3]> {
    let paths = if path.is_dir() { files(path)? } else { vec![path.to_path_buf()] };
    let mut total = [0; 3];
    for path in paths {
        let bytes = fs::read(&path).map_err(Failure::at(&path))?;
        let compressed = [Ok(bytes.clone()), gzip(&bytes), brotli(&bytes)];
        for (total, encoded) in total.iter_mut().zip(compressed) {
            *total += u64::try_from(encoded.map_err(Failure::at(&path))?.len()).unwrap_or(u64::MAX);
        }
    }
    Ok(total)
}

fn read(project: &Project) -> Result<Vec<Budget>> {
    let path = project.root.join("size-budget.json");
    let text = fs::read_to_string(&path).map_err(Failure::at(&path))?;
    let budgets: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&text).map_err(|error| Failure::new(format!("size-budget.json: {error}")))?;
    budgets
        .into_iter()
        .map(|(name, value)| {
            let number = |encoding| value.get(encoding)?.as_u64();
            let budget = || {
                let limits =
                    [("raw", number("raw")?), ("gzip", number("gzip")?), ("brotli", number("brotli")?)];
                Some(Budget { path: value.get("path")?.as_str()?.to_owned(), limits, name: name.clone() })
            };
            budget().ok_or_else(|| {
                Failure::new(format!("size-budget.json: `{name}` needs path, raw, gzip and brotli"))
            })
        })
        .collect()
}
