//! The wasm target of the Rust toolchain.

use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::run::{output, run, say};
use std::path::Path;
use std::process::Command;

pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

pub fn wasm_target(project: &Project) -> Result<()> {
    // Asked of the compiler itself, since not every toolchain comes from rustup.
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(&project.root))?;
    if Path::new(sysroot.trim()).join("lib").join("rustlib").join(WASM_TARGET).join("lib").is_dir() {
        return Ok(());
    }
    say("the wasm target of the Rust toolchain");
    run(Command::new("rustup").args(["target", "add", WASM_TARGET]).current_dir(&project.root)).map_err(
        |failure| {
            Failure::new(format!(
                "the Rust target {WASM_TARGET} is missing and could not be added: {failure}"
            ))
        },
    )
}
