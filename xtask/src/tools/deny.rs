//! cargo-deny: licences, bans and sources always; advisories where their database can be reached.

use super::cargo::cargo_deny;
use crate::failure::Result;
use crate::project::Project;
use crate::run::{output, run, say};
use std::process::Command;

pub fn check(project: &Project) -> Result<()> {
    let cargo_deny = cargo_deny(project)?;
    let deny = || {
        let mut command = Command::new(&cargo_deny);
        command.current_dir(&project.root);
        command
    };
    say("cargo-deny");
    run(deny().args(["check", "bans", "licenses", "sources"]))?;
    match output(deny().args(["fetch", "db"])) {
        Ok(_) => run(deny().args(["check", "advisories"])),
        Err(_) => {
            println!("    advisories not checked: their database cannot be reached from here");
            Ok(())
        }
    }
}
