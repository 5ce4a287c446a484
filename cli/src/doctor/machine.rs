//! The machine that is looked at: a file system below one folder, and an environment.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// More entries of one folder than this are not looked at.
const ENTRIES: usize = 4096;

pub struct Machine {
    root: PathBuf,
    /// Whether it is the one that runs: then programs can be asked.
    pub runs_here: bool,
}

impl Machine {
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned(), runs_here: root == Path::new("/") }
    }

    /// Where a path of the machine is from here.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root.join(path.trim_start_matches('/'))
    }

    pub fn has_file(&self, path: &str) -> bool {
        self.path(path).is_file()
    }

    pub fn text(&self, path: &str) -> Option<String> {
        let bytes = crate::input::read(&self.path(path)).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// A variable of the environment that is set and not empty.
    pub fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok().filter(|value| !value.is_empty())
    }

    pub fn home(&self) -> String {
        self.variable("HOME").unwrap_or_else(|| "/root".to_owned())
    }

    /// The names in a folder, sorted; none where there is no such folder.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let Ok(listing) = fs::read_dir(self.path(folder)) else { return Vec::new() };
        let mut names: Vec<String> =
            listing.take(ENTRIES).filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    /// Whether a program is among the usual folders.
    pub fn has_program(&self, name: &str) -> bool {
        let usual = ["/usr/local/bin", "/usr/bin", "/bin", "/opt/bin"];
        let from_path = self.variable("PATH").filter(|_| self.runs_here).unwrap_or_default();
        let folders = usual.into_iter().chain(from_path.split(':'));
        folders
            .filter(|folder| folder.starts_with('/'))
            .any(|folder| self.has_file(&format!("{folder}/{name}")))
    }

    /// What a program of this machine prints; nothing where it is another machine's file system that is looked at.
    pub fn ask(&self, program: &str, arguments: &[&str]) -> Option<String> {
        if !self.runs_here {
            return None;
        }
        let output =
            Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}
