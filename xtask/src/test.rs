//! `cargo xtask test`: every suite, each in the place where a user would run what it tests. All of them run even when one
//! fails; the table at the end says which.

use crate::build;
use crate::failure::{Failure, Result};
use crate::npm;
use crate::project::{Project, cargo};
use crate::run::{run, say};
use crate::size;
use crate::tools::{self, browser::Driven};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// The corpora take longer than wasm-bindgen's 20 seconds where a browser interprets an unoptimised build.
const WASM_TEST_SECONDS: &str = "600";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suite {
    Native,
    WasmNode,
    WasmBrowser,
    WasmFirefox,
    Package,
    Page,
    Wheel,
    Size,
}

impl Suite {
    const ALL: [Suite; 8] = [
        Suite::Native,
        Suite::WasmNode,
        Suite::WasmBrowser,
        Suite::WasmFirefox,
        Suite::Package,
        Suite::Page,
        Suite::Wheel,
        Suite::Size,
    ];

    pub fn named(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|suite| suite.name() == name).ok_or_else(|| {
            let names = Self::ALL.map(Suite::name).join(", ");
            Failure::new(format!("there is no suite `{name}`; there are {names}"))
        })
    }

    fn name(self) -> &'static str {
        match self {
            Suite::Native => "native",
            Suite::WasmNode => "wasm-node",
            Suite::WasmBrowser => "wasm-browser",
            Suite::WasmFirefox => "wasm-firefox",
            Suite::Package => "package",
            Suite::Page => "page",
            Suite::Wheel => "wheel",
            Suite::Size => "size",
        }
    }

    /// These test what `cargo xtask build` makes.
    fn needs_build(self) -> bool {
        matches!(self, Suite::Package | Suite::Page | Suite::Size)
    }

    fn run(self, project: &Project) -> Result<()> {
        match self {
            Suite::Native => run(Command::new(cargo())
                .args(["test", "--workspace", "--all-features"])
                .current_dir(&project.root)),
            Suite::WasmNode => run(wasm_pack(project)?.args(["--node", ".", "--test", "wasm"])),
            Suite::WasmBrowser => {
                let chromium = tools::browser::chromium(project)?;
                in_browser(project, &chromium, &CHROME)
            }
            Suite::WasmFirefox => {
                let firefox = tools::browser::driven_firefox(project)?;
                in_browser(project, &firefox, &FIREFOX)
            }
            Suite::Package => {
                // Both command lines are held to the same text.
                run(Command::new(cargo())
                    .args(["build", "--package", "chainwhy-cli"])
                    .current_dir(&project.root))?;
                npm_test(project, &project.package())
            }
            Suite::Page => npm_test(project, &project.page()),
            Suite::Wheel => wheel(project),
            Suite::Size => {
                let over = size::measure(project)?;
                if over.is_empty() { Ok(()) } else { Err(Failure::new(over.join("; "))) }
            }
        }
    }
}

enum Outcome {
    Passed,
    Failed(String),
    Skipped(&'static str),
}

pub fn test(project: &Project, only: &[Suite]) -> Result<()> {
    let selected = |suite: &Suite| only.is_empty() || only.contains(suite);
    let suites: Vec<Suite> = Suite::ALL.into_iter().filter(selected).collect();
    let mut rows = Vec::new();
    let mut built = true;
    if suites.iter().any(|suite| suite.needs_build()) {
        let row = timed("build", || outcome(build::build(project)));
        built = matches!(row.outcome, Outcome::Passed);
        rows.push(row);
    }
    for suite in suites {
        rows.push(timed(suite.name(), || match suite {
            _ if suite.needs_build() && !built => Outcome::Failed("there is no build to test".to_owned()),
            Suite::WasmFirefox if only.is_empty() && !tools::browser::has_geckodriver(project) => {
                Outcome::Skipped("no geckodriver; `cargo xtask test --only wasm-firefox` builds it")
            }
            Suite::Wheel if !tools::python::is_there() => {
                Outcome::Skipped("no Python 3.9 or newer with venv on PATH")
            }
            _ => outcome(suite.run(project)),
        }));
    }
    summary(&rows)
}

fn outcome(result: Result<()>) -> Outcome {
    match result {
        Ok(()) => Outcome::Passed,
        Err(failure) => {
            println!("    {failure}");
            Outcome::Failed(failure.to_string())
        }
    }
}

struct Row {
    name: &'static str,
    outcome: Outcome,
    took: Duration,
}

fn timed(name: &'static str, step: impl FnOnce() -> Outcome) -> Row {
    say(&format!("test: {name}"));
    let start = Instant::now();
    let outcome = step();
    Row { name, outcome, took: start.elapsed() }
}

fn summary(rows: &[Row]) -> Result<()> {
    say("summary");
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for Row { name, outcome, took } in rows {
        let (word, why) = match outcome {
            Outcome::Passed => ("passed", ""),
            Outcome::Failed(why) => ("FAILED", why.as_str()),
            Outcome::Skipped(why) => ("skipped", *why),
        };
        match outcome {
            Outcome::Passed => passed += 1,
            Outcome::Failed(_) => failed += 1,
            Outcome::Skipped(_) => skipped += 1,
        }
        println!("    {name:<13} {word:<8} {:>6.1} s  {why}", took.as_secs_f64());
    }
    println!("\nsuites: {passed} passed, {failed} failed, {skipped} skipped");
    match failed {
        0 => Ok(()),
        _ => Err(Failure::new(format!("{failed} of {} suites failed", rows.len()))),
    }
}

fn wasm_pack(project: &Project) -> Result<Command> {
    tools::node::require()?;
    tools::rust::wasm_target(project)?;
    tools::cargo::wasm_bindgen(project)?;
    let mut command = Command::new(tools::cargo::wasm_pack(project)?);
    command.args(["test", "--mode", "no-install"]).current_dir(&project.root);
    command.env("PATH", tools::search_path(project)).env("WASM_BINDGEN_TEST_TIMEOUT", WASM_TEST_SECONDS);
    Ok(command)
}

/// How wasm-pack and WebDriver call a kind of browser.
struct Kind {
    browser_flag: &'static str,
    driver_flag: &'static str,
    options: &'static str,
}

const CHROME: Kind =
    Kind { browser_flag: "--chrome", driver_flag: "--chromedriver", options: "goog:chromeOptions" };
const FIREFOX: Kind =
    Kind { browser_flag: "--firefox", driver_flag: "--geckodriver", options: "moz:firefoxOptions" };

/// The tests say nothing of where they run, so that the same file runs everywhere; this tells the runner.
fn in_browser(project: &Project, driven: &Driven, kind: &Kind) -> Result<()> {
    // Which browser the driver is to start; what it takes to run headless the runner adds itself.
    let capabilities = serde_json::json!({ (kind.options): { "binary": driven.browser } });
    let folder = project.root.join("target");
    let file = folder.join("webdriver.json");
    fs::create_dir_all(&folder).map_err(Failure::at(&folder))?;
    fs::write(&file, capabilities.to_string()).map_err(Failure::at(&file))?;
    run(wasm_pack(project)?
        .args(["--headless", kind.browser_flag, kind.driver_flag])
        .arg(&driven.driver)
        .args([".", "--test", "wasm"])
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", file))
}

/// `npm test`, told where the browsers are.
/// Builds the package into an environment of its own, with the clients whose errors it explains.
fn wheel(project: &Project) -> Result<()> {
    let python = tools::python::environment(project)?;
    let folder = project.root.join("python");
    // The same versions of everything as the program has.
    fs::copy(project.root.join("Cargo.lock"), folder.join("Cargo.lock"))
        .map_err(|error| Failure::new(format!("Cargo.lock cannot be copied: {error}")))?;
    run(Command::new(python.program("maturin"))
        .args(["develop", "--quiet"])
        .env("VIRTUAL_ENV", &python.folder)
        .env("CARGO_TARGET_DIR", &project.cargo_target)
        .current_dir(&folder))?;
    run(Command::new(python.program("python"))
        .args(["-m", "unittest", "discover", "-s", "tests"])
        .current_dir(&folder))
}

fn npm_test(project: &Project, folder: &Path) -> Result<()> {
    npm::install(folder)?;
    run(npm::npm(folder)
        .arg("test")
        .env("PATH", tools::search_path(project))
        .env("CHAINWHY_NATIVE", project.cargo_target.join("debug").join("chainwhy"))
        .env("CHAINWHY_CHROMIUM", tools::browser::chromium(project)?.browser)
        .env("CHAINWHY_FIREFOX", tools::browser::firefox(project)?))
}
