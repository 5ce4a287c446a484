//! Where things are: in the clone, and in the cache folder that outlives it.

use crate::failure::{Failure, Result};
use crate::run;
use std::env;
use std::path::PathBuf;
use std::process::Command;

pub struct Project {
    pub root: PathBuf,
    /// Cargo's folder for what it builds: CI moves it out of the clone.
    pub cargo_target: PathBuf,
    /// `~/.cache/chainwhy`: tools are kept here for every clone.
    pub cache: PathBuf,
}

impl Project {
    pub fn find() -> Result<Self> {
        // Cargo sets this for what it runs; asked at run time, since one built xtask can serve several clones.
        let root = match env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from) {
            Some(xtask) => xtask.parent().map(PathBuf::from),
            None => env::current_dir().ok(),
        }
        .ok_or_else(|| Failure::new("cannot tell where the project is: run this as `cargo xtask`"))?;
        let metadata = run::output(
            Command::new(cargo()).args(["metadata", "--format-version=1", "--no-deps"]).current_dir(&root),
        )?;
        let cargo_target = serde_json::from_str::<serde_json::Value>(&metadata)
            .ok()
            .and_then(|metadata| metadata.get("target_directory")?.as_str().map(PathBuf::from))
            .ok_or_else(|| Failure::new("`cargo metadata` names no target_directory"))?;
        Ok(Project { root, cargo_target, cache: cache_folder()?.join("chainwhy") })
    }

    /// What wasm-bindgen and wasm-opt make, before the package and the page take it. Always inside the clone, so that no
    /// other clone's wasm can be taken by mistake.
    pub fn wasm_staging(&self) -> PathBuf {
        self.root.join("target").join("wasm-bindgen")
    }

    pub fn package(&self) -> PathBuf {
        self.root.join("pkg")
    }

    pub fn page(&self) -> PathBuf {
        self.root.join("www")
    }

    pub fn page_dist(&self) -> PathBuf {
        self.page().join("dist")
    }

    pub fn tools(&self) -> PathBuf {
        self.cache.join("tools")
    }
}

/// The cargo that runs us, so that children use the same toolchain.
pub fn cargo() -> std::ffi::OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn cache_folder() -> Result<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_CACHE_HOME")
        .filter(|path| path.is_absolute())
        .or_else(|| set("LOCALAPPDATA"))
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .ok_or_else(|| Failure::new("no folder to keep tools in: set HOME or XDG_CACHE_HOME"))
}
