//! cargo-deny: bans, licences and sources always; advisories where their database can be reached.

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
    // What is shipped; tests may ask packages that could not be.
    run(deny().args(["--exclude-dev", "check", "bans", "licenses"]))?;
    run(deny().args(["check", "sources"]))?;
    match output(deny().args(["fetch", "db"])) {
        Ok(_) => run(deny().args(["check", "advisories"])),
        Err(_) => {
            println!("    advisories not checked: their database cannot be reached from here");
            Ok(())
        }
    }
}
