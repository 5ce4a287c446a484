//! Browsers for the tests: those that are installed, else the system's package, else a download of their makers' builds.

use super::{cargo, on_path};
use crate::failure::{Failure, Result};
use crate::npm::npx;
use crate::project::Project;
use crate::run::{output, run, say};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Fetches browsers with the drivers that fit them. The newest line that runs on Node.js 20.
const DOWNLOADER: &str = "@puppeteer/browsers@2.13.2";

const CHROMIUM_NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const FIREFOX_NAMES: [&str; 2] = ["firefox-esr", "firefox"];

pub struct Driven {
    pub browser: PathBuf,
    /// The WebDriver program that wasm-bindgen's test runner speaks to.
    pub driver: PathBuf,
}

/// Chromium or Chrome, and the chromedriver of the same version.
pub fn chromium(project: &Project) -> Result<Driven> {
    if let Some(found) = find_chromium(project) {
        return Ok(found);
    }
    if apt_install(&["chromium", "chromium-driver"])
        && let Some(found) = find_chromium(project)
    {
        return Ok(found);
    }
    let (browser, driver) = match installed_chromium() {
        // The driver alone, for the browser that is there.
        Some(browser) => {
            let major = super::version_of(&mut Command::new(&browser)).unwrap_or_default();
            let major = major.split('.').next().unwrap_or_default().to_owned();
            (browser, format!("chromedriver@{major}"))
        }
        None => (download(project, "chrome@stable")?, "chromedriver@stable".to_owned()),
    };
    Ok(Driven { browser, driver: download(project, &driver)? })
}

pub fn firefox(project: &Project) -> Result<PathBuf> {
    let find = || installed(&FIREFOX_NAMES, "/Applications/Firefox.app/Contents/MacOS/firefox");
    if let Some(found) = find().or_else(|| downloaded(project, "firefox@stable")) {
        return Ok(found);
    }
    if apt_install(&["firefox-esr"])
        && let Some(found) = find()
    {
        return Ok(found);
    }
    download(project, "firefox@stable")
}

/// Firefox with geckodriver, which takes minutes to build: only for the suite that asks for it.
pub fn driven_firefox(project: &Project) -> Result<Driven> {
    Ok(Driven { browser: firefox(project)?, driver: cargo::geckodriver(project)? })
}

/// Whether geckodriver is there already.
pub fn has_geckodriver(project: &Project) -> bool {
    let cached = project.tools().join("bin").join(format!("geckodriver{}", env::consts::EXE_SUFFIX));
    cached.is_file() || on_path(&["geckodriver"]).is_some()
}

fn find_chromium(project: &Project) -> Option<Driven> {
    let installed = || Some(Driven { browser: installed_chromium()?, driver: on_path(&["chromedriver"])? });
    let fetched = || {
        Some(Driven {
            browser: downloaded(project, "chrome@stable")?,
            driver: downloaded(project, "chromedriver@stable")?,
        })
    };
    installed().or_else(fetched)
}

fn installed_chromium() -> Option<PathBuf> {
    installed(&CHROMIUM_NAMES, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
}

fn installed(names: &[&str], on_a_mac: &str) -> Option<PathBuf> {
    on_path(names).or_else(|| Some(PathBuf::from(on_a_mac)).filter(|path| path.is_file()))
}

/// Debian's packages, where they can be installed without asking anyone. Whether it worked; if not, there is another way.
fn apt_install(packages: &[&str]) -> bool {
    let Some(apt_get) = on_path(&["apt-get"]).filter(|_| is_root()) else {
        return false;
    };
    say(&format!("{} from the system's packages", packages.join(" and ")));
    let apt = |arguments: &[&str]| {
        run(Command::new(&apt_get).args(arguments).env("DEBIAN_FRONTEND", "noninteractive")).is_ok()
    };
    let install = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    apt(&["update"]) && apt(&install)
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn download(project: &Project, build: &str) -> Result<PathBuf> {
    if let Some(found) = downloaded(project, build) {
        return Ok(found);
    }
    let folder = browsers(project);
    say(&format!("{build}, downloaded once into {}", folder.display()));
    fs::create_dir_all(&folder).map_err(Failure::at(&folder))?;
    let mut install = npx(&folder, DOWNLOADER);
    install.args(["install", build, "--path"]).arg(&folder);
    let printed = output(&mut install).map_err(|failure| {
        Failure::new(format!(
            "no {build} for the tests: none is installed, and it could not be downloaded ({failure})"
        ))
    })?;
    // It prints `chrome@141.0.7390.54 /path/to/chrome`.
    let path =
        printed.trim().split_once(' ').map(|(_, path)| PathBuf::from(path)).filter(|path| path.is_file());
    let path =
        path.ok_or_else(|| Failure::new(format!("{build} was downloaded, but where to is not said")))?;
    let note = noted(&folder, build);
    fs::write(&note, path.display().to_string()).map_err(Failure::at(&note))?;
    Ok(path)
}

fn downloaded(project: &Project, build: &str) -> Option<PathBuf> {
    let path = fs::read_to_string(noted(&browsers(project), build)).ok()?;
    Some(PathBuf::from(path)).filter(|path| path.is_file())
}

fn browsers(project: &Project) -> PathBuf {
    project.cache.join("browsers")
}

/// The file that keeps where a build was put.
fn noted(folder: &Path, build: &str) -> PathBuf {
    folder.join(format!("{build}.path"))
}
