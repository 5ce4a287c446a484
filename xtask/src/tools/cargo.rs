//! Tools that `cargo install` builds. Minutes each, once for every clone.

use super::{has_version, on_path};
use crate::failure::{Failure, Result};
use crate::project::{Project, cargo};
use crate::run::{run, say};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

struct CargoTool<'a> {
    package: &'a str,
    program: &'a str,
    version: &'a str,
    /// With the dependencies its authors tested.
    locked: bool,
}

/// wasm-bindgen and its test runner, in exactly the version the crate is linked with: their format is private.
pub fn wasm_bindgen(project: &Project) -> Result<PathBuf> {
    let version = locked_version(project, "wasm-bindgen")?;
    // Its own lock file names a version that is gone.
    install(
        project,
        &CargoTool { package: "wasm-bindgen-cli", program: "wasm-bindgen", version: &version, locked: false },
    )
}

pub fn wasm_pack(project: &Project) -> Result<PathBuf> {
    install(
        project,
        &CargoTool { package: "wasm-pack", program: "wasm-pack", version: "0.15.1", locked: true },
    )
}

pub fn cargo_deny(project: &Project) -> Result<PathBuf> {
    install(
        project,
        &CargoTool { package: "cargo-deny", program: "cargo-deny", version: "0.20.2", locked: true },
    )
}

pub fn geckodriver(project: &Project) -> Result<PathBuf> {
    install(
        project,
        &CargoTool { package: "geckodriver", program: "geckodriver", version: "0.37.1", locked: true },
    )
}

fn install(project: &Project, tool: &CargoTool) -> Result<PathBuf> {
    let CargoTool { package, program, version, locked } = tool;
    let root = project.tools();
    let cached = root.join("bin").join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
    if has_version(&cached, version) {
        return Ok(cached);
    }
    if let Some(installed) = on_path(&[program]).filter(|installed| has_version(installed, version)) {
        return Ok(installed);
    }
    say(&format!("{package} {version}, built once into {} (some minutes)", root.display()));
    fs::create_dir_all(&root).map_err(Failure::at(&root))?;
    let mut command = Command::new(cargo());
    command.args(["install", package, "--version", &format!("={version}"), "--force", "--root"]).arg(&root);
    if *locked {
        command.arg("--locked");
    }
    // Outside the clone, whose own settings are not meant for tools. A tool that runs for seconds need not be optimised
    // for minutes: this halves the time to build it.
    command.current_dir(&root).env_remove("CARGO_TARGET_DIR");
    command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1").env("CARGO_PROFILE_RELEASE_LTO", "off");
    run(&mut command)
        .map_err(|failure| Failure::new(format!("{package} {version} cannot be had: {failure}")))?;
    match has_version(&cached, version) {
        true => Ok(cached),
        false => {
            Err(Failure::new(format!("{} was installed but does not say it is {version}", cached.display())))
        }
    }
}

/// The version of a package in Cargo.lock.
fn locked_version(project: &Project, package: &str) -> Result<String> {
    let lock = project.root.join("Cargo.lock");
    let text = fs::read_to_string(&lock).map_err(Failure::at(&lock))?;
    version_in_lock(&text, package)
        .map(str::to_owned)
        .ok_or_else(|| Failure::new(format!("Cargo.lock names no version of {package}")))
}

fn version_in_lock<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::version_in_lock;

    #[test]
    fn the_version_is_that_of_the_very_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "wasm"), None);
    }
}
