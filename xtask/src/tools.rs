//! The tools that a clean machine lacks, one file a kind. Each is pinned, kept in the user's cache folder for every clone,
//! reused when it is there, and announced when it has to be fetched.

pub mod binaryen;
pub mod browser;
pub mod cargo;
pub mod deny;
pub mod node;
pub mod python;
pub mod rust;

use crate::project::Project;
use crate::run;
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// PATH with the cached tools first, for children that look for tools themselves.
pub fn search_path(project: &Project) -> OsString {
    let mut folders = vec![project.tools().join("bin")];
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    env::join_paths(folders).unwrap_or_else(|_| env::var_os("PATH").unwrap_or_default())
}

/// The first of these programs that PATH has.
fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let candidates = names.iter().flat_map(|name| {
        folders.iter().map(move |folder| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
    });
    candidates.into_iter().find(|candidate| candidate.is_file())
}

/// The version a program says it has: the first word of `--version` that starts with a digit (or `v` and a digit).
fn version_of(command: &mut Command) -> Option<String> {
    let printed = run::output(command.arg("--version")).ok()?;
    let mut words = printed.split_whitespace().map(|word| word.trim_start_matches('v'));
    words.find(|word| word.starts_with(|first: char| first.is_ascii_digit())).map(str::to_owned)
}

fn has_version(program: &Path, version: &str) -> bool {
    program.is_file() && version_of(&mut Command::new(program)).as_deref() == Some(version)
}
