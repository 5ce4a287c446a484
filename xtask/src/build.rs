//! `cargo xtask build`: Rust → wasm → staging folder → pkg/dist and www/dist.

use crate::failure::{Failure, Result};
use crate::npm;
use crate::project::{Project, cargo};
use crate::run::{run, say};
use crate::size;
use crate::tools::{self, rust::WASM_TARGET};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub fn build(project: &Project) -> Result<()> {
    tools::node::require()?;
    tools::rust::wasm_target(project)?;
    let wasm_bindgen = tools::cargo::wasm_bindgen(project)?;
    let wasm_opt = tools::binaryen::wasm_opt(project)?;

    say("wasm");
    let compiled = compile(project)?;
    stage(project, &compiled, &wasm_bindgen, &wasm_opt)?;
    package(project)?;
    page(project)?;

    say("sizes in bytes, against size-budget.json");
    for line in size::measure(project)? {
        println!("    warning: {line}");
    }
    Ok(())
}

fn compile(project: &Project) -> Result<PathBuf> {
    run(Command::new(cargo())
        .args(["build", "--release", "--package", "chainwhy", "--lib", "--target", WASM_TARGET])
        .env("CARGO_ENCODED_RUSTFLAGS", without_local_paths(project))
        .current_dir(&project.root))?;
    Ok(project.cargo_target.join(WASM_TARGET).join("release").join("chainwhy.wasm"))
}

/// A panic names its source file: keep the builder's home folder out of what everyone downloads, so that the same source
/// gives the same bytes on every machine.
fn without_local_paths(project: &Project) -> String {
    let home = |name| std::env::var_os(name).map(PathBuf::from);
    let cargo_home = home("CARGO_HOME").or_else(|| home("HOME").map(|home| home.join(".cargo")));
    let registries = cargo_home
        .and_then(|cargo_home| fs::read_dir(cargo_home.join("registry").join("src")).ok())
        .into_iter()
        .flatten()
        .filter_map(|registry| Some(registry.ok()?.path()));
    let mut folders = vec![project.root.clone(), project.cargo_target.clone()];
    folders.extend(registries);
    // The last that matches wins: a folder inside another has to come after it.
    folders.sort();
    let flags: Vec<String> =
        folders.iter().map(|folder| format!("--remap-path-prefix={}=", folder.display())).collect();
    // Cargo's own separator: a folder's name may hold a space.
    flags.join("\u{1f}")
}

/// With the names of the functions, which the package's build divides the wasm by and then takes out.
const OPTIMISE: [&str; 2] = ["-O3", "--debuginfo"];

/// Bindings and optimised wasm; skipped where this very wasm went through the same tools before.
fn stage(project: &Project, compiled: &Path, wasm_bindgen: &Path, wasm_opt: &Path) -> Result<()> {
    let staging = project.wasm_staging();
    let stamp = staging.join(".made-from");
    let made_from = fingerprint(compiled, [wasm_bindgen, wasm_opt])?;
    if fs::read_to_string(&stamp).is_ok_and(|before| before == made_from) {
        println!("    {} is fresh", staging.display());
        return Ok(());
    }
    if staging.exists() {
        fs::remove_dir_all(&staging).map_err(Failure::at(&staging))?;
    }
    run(Command::new(wasm_bindgen)
        .args(["--target", "web", "--no-typescript", "--out-name", "chainwhy", "--out-dir"])
        .arg(&staging)
        .arg(compiled))?;
    // No feature flags: the wasm itself says which features it uses, and `--all-features` makes wasm that Node 20 refuses.
    let wasm = staging.join("chainwhy_bg.wasm");
    run(Command::new("node").arg(wasm_opt).args(OPTIMISE).arg(&wasm).arg("-o").arg(&wasm))?;
    fs::write(&stamp, made_from).map_err(Failure::at(&stamp))
}

/// A hash good enough to notice a change; it guards time, not trust. The tools' paths hold or imply their versions.
fn fingerprint(compiled: &Path, tools: [&Path; 2]) -> Result<String> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    fs::read(compiled).map_err(Failure::at(compiled))?.hash(&mut hasher);
    OPTIMISE.hash(&mut hasher);
    for tool in tools {
        tool.hash(&mut hasher);
        fs::metadata(tool).and_then(|tool| tool.modified()).map_err(Failure::at(tool))?.hash(&mut hasher);
    }
    Ok(format!("{:016x}\n", hasher.finish()))
}

fn package(project: &Project) -> Result<()> {
    say("package (pkg/dist)");
    npm::install(&project.package())?;
    run(Command::new("node").arg("build.mjs").arg(project.wasm_staging()).current_dir(project.package()))
}

/// The page is made out of the package, and so is `<chain-why>`, which then goes into the package.
fn page(project: &Project) -> Result<()> {
    say("page (www/dist)");
    npm::install(&project.page())?;
    run(npm::npm(&project.page()).args(["run", "build"]))?;
    run(npm::npm(&project.page()).args(["run", "build:element"]))?;
    run(Command::new("node").args(["build.mjs", "--element"]).current_dir(project.package()))
}
