//! What ends the program before there is an answer.

use std::fmt;

/// The exit status for a command line, file or server that there can be no answer about.
pub const UNANSWERABLE: u8 = 2;
/// The exit status where the program itself broke.
pub const BROKE: u8 = 3;

/// One line for standard error, and the exit status.
#[derive(Debug)]
pub struct Failure {
    pub message: String,
    pub status: u8,
}

impl Failure {
    /// What was asked cannot be carried out: a file that cannot be read, a server that cannot be reached.
    pub fn unanswerable(message: impl Into<String>) -> Self {
        Self { message: message.into(), status: UNANSWERABLE }
    }

    /// The program broke: what it had to say could not be written.
    pub fn broke(message: impl Into<String>) -> Self {
        Self { message: message.into(), status: BROKE }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

pub type Result<T> = std::result::Result<T, Failure>;
