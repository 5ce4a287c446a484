//! `cargo xtask differential`: asks the TLS clients of this machine about chains with something odd in them, drawn by lot, and compares
//! their answers with the rows.
//!
//! The chains are made and the clients asked in `tests/odd`, with the programs of `tests/clients/record`; what is compared is what
//! `tests/differential.rs` compares in recorded answers.

use crate::failure::{Failure, Result};
use crate::project::{Project, cargo};
use crate::run::{run, say};
use std::fs;
use std::process::Command;

pub fn ask(project: &Project, options: &[String]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new("clients are asked in a network namespace, which only Linux has"));
    }
    say("the server");
    run(Command::new(cargo())
        .args(["build", "--package", "chainwhy-cli", "--example", "serve_as_given"])
        .current_dir(&project.root))?;
    let server = project.cargo_target.join("debug").join("examples").join("serve_as_given");
    let folder = project.cargo_target.join("differential");
    fs::create_dir_all(&folder).map_err(Failure::at(&folder))?;
    let (answers, differences) = (folder.join("answers.json"), folder.join("differences.tsv"));

    say("the clients");
    let script = project.root.join("tests").join("odd").join("ask.py");
    run(Command::new("python3").arg(script).arg(server).arg(&answers).args(options))?;

    say("the rows");
    run(Command::new(cargo())
        .args([
            "test",
            "--quiet",
            "--test",
            "differential",
            "asked_on_this_machine",
            "--",
            "--nocapture",
            "--ignored",
        ])
        .env("CHAINWHY_ANSWERS", &answers)
        .env("CHAINWHY_DIFFERENCES", &differences)
        .current_dir(&project.root))?;
    println!("    {} and {}", answers.display(), differences.display());
    Ok(())
}
