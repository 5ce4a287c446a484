//! wasm-opt, from npm's `binaryen`: the same bytes on every system, and no compiler needed.

use super::version_of;
use crate::failure::{Failure, Result};
use crate::npm::npm;
use crate::project::Project;
use crate::run::{run, say};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const VERSION: &str = "132.0.0";
/// What the program calls itself.
const RELEASE: &str = "132";

/// A script for Node.js, not a program by itself.
pub fn wasm_opt(project: &Project) -> Result<PathBuf> {
    let folder = project.tools().join(format!("binaryen-{VERSION}"));
    let script = folder.join("node_modules").join("binaryen").join("bin").join("wasm-opt");
    let is_there = || version_of(Command::new("node").arg(&script)).as_deref() == Some(RELEASE);
    if script.is_file() && is_there() {
        return Ok(script);
    }
    say(&format!("binaryen {VERSION} (wasm-opt), kept in {}", folder.display()));
    fs::create_dir_all(&folder).map_err(Failure::at(&folder))?;
    run(npm(&folder)
        .args(["install", "--ignore-scripts", "--prefix", "."])
        .arg(format!("binaryen@{VERSION}")))
    .map_err(|failure| Failure::new(format!("wasm-opt cannot be had: {failure}")))?;
    match is_there() {
        true => Ok(script),
        false => Err(Failure::new(format!("{} was installed but does not run", script.display()))),
    }
}
