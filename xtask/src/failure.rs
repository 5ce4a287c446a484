//! What went wrong, in one line for the person at the terminal. A command that cannot go on says so and stops: there is
//! no trace to read.

use std::fmt;
use std::path::Path;

pub type Result<T> = std::result::Result<T, Failure>;

#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    pub fn new(line: impl Into<String>) -> Self {
        Failure(line.into())
    }

    /// For errors of the file system, which never name the file.
    pub fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Failure + '_ {
        move |error| Failure(format!("{}: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
