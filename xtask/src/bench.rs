//! `cargo xtask bench`: how fast the package is beside other libraries, and how large, written down.

use crate::build;
use crate::failure::Result;
use crate::project::Project;
use crate::run::{run, say};
use std::process::Command;

pub fn bench(project: &Project) -> Result<()> {
    build::build(project)?;
    say("docs/benchmarks.md");
    let written = project.root.join("docs").join("benchmarks.md");
    run(Command::new("node").args(["bench/speed.mjs", "--write"]).arg(written).current_dir(project.package()))
}
