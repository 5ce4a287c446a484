//! `cargo xtask record-clients`: asks the TLS clients of this machine about every scenario, and writes down their answers.
//!
//! The work is done in `tests/clients/record`; here is only the way to it, since Python and the clients it drives are no tools that a
//! build should fetch.

use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::run::run;
use std::process::Command;

pub fn record(project: &Project, options: &[String]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new("clients are recorded in a network namespace, which only Linux has"));
    }
    let scripts = project.root.join("tests").join("clients").join("record");
    run(Command::new("sh").arg(scripts.join("install.sh")))?;
    let python = project.cache.join("clients").join("driver").join("bin").join("python");
    run(Command::new(python).arg(scripts.join("record.py")).args(options))
}
