//! Child processes: announced before they start, their output shown as it comes, their failure told in one line.

use crate::failure::{Failure, Result};
use std::io::{ErrorKind, IsTerminal};
use std::process::{Command, Stdio};

/// A heading above what follows.
pub fn say(heading: &str) {
    match std::io::stdout().is_terminal() {
        true => println!("\x1b[1m==> {heading}\x1b[0m"),
        false => println!("==> {heading}"),
    }
}

/// Runs to the end, with its output shown. No standard input: nothing here asks a question.
pub fn run(command: &mut Command) -> Result<()> {
    println!("    $ {}", shown(command));
    let status = command.stdin(Stdio::null()).status().map_err(|error| cannot_start(command, &error))?;
    match status.success() {
        true => Ok(()),
        false => Err(Failure::new(format!("`{}` failed ({status})", shown(command)))),
    }
}

/// What it prints, quietly.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| cannot_start(command, &error))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(Failure::new(format!(
            "`{}` failed: {}",
            shown(command),
            telling_line(&String::from_utf8_lossy(&output.stderr))
        ))),
    }
}

/// Out of a trace, the line that a person needs.
fn telling_line(stderr: &str) -> &str {
    let mut lines = stderr.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.clone().next().unwrap_or("it says nothing");
    lines.find(|line| line.contains("rror")).unwrap_or(first)
}

fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy();
    command
        .get_args()
        .fold(name.into_owned(), |line, argument| format!("{line} {}", argument.to_string_lossy()))
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy();
    Failure::new(match error.kind() {
        ErrorKind::NotFound => format!("`{program}` is not installed, or not on PATH"),
        _ => format!("`{program}` does not start: {error}"),
    })
}
