//! npm, for the folders that have a package.json.

use crate::failure::{Failure, Result};
use crate::run::run;
use std::fs;
use std::path::Path;
use std::process::Command;

pub fn npm(folder: &Path) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    // npm's advertisements are not about this project, and an audit asks the network on every build.
    command.current_dir(folder).env("npm_config_fund", "false").env("npm_config_audit", "false");
    command.env("npm_config_update_notifier", "false");
    command
}

/// A package's program without installing the package anywhere of ours.
pub fn npx(folder: &Path, package: &str) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npx.cmd" } else { "npx" });
    command.current_dir(folder).args(["--yes", package]).env("npm_config_update_notifier", "false");
    command
}

/// `npm ci`, unless what is installed came from this very lock file.
pub fn install(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let wanted = fs::read(&lock).map_err(Failure::at(&lock))?;
    let stamp = folder.join("node_modules").join(".installed-from-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(npm(folder).args(["ci", "--prefer-offline"]))?;
    // A package without dependencies has no node_modules to stamp, and nothing to skip.
    match folder.join("node_modules").is_dir() {
        true => fs::write(&stamp, wanted).map_err(Failure::at(&stamp)),
        false => Ok(()),
    }
}
