//! Python, where it is: an environment of its own with what builds the package and what its tests need.

use crate::failure::Result;
use crate::project::Project;
use crate::run::run;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The build tool, the clients whose errors the package explains, and what the recipe for tables on one machine runs in (80 MB).
const PACKAGES: [&str; 6] = [
    "maturin>=1.9,<2",
    "requests==2.34.2",
    "httpx==0.28.1",
    "duckdb==2.0.1; python_version >= '3.11'",
    "numpy==2.4.6; python_version >= '3.11'",
    "pyarrow==26.0.1; python_version >= '3.11'",
];

/// Spark is 900 MB and wants Java 17: whoever sets CHAINWHY_SPARK gets it, and the recipe for it is run.
const SPARK: [&str; 2] = ["pyspark==4.3.0", "pandas==3.1.1; python_version >= '3.11'"];

/// Whether there is a Python that can make environments.
pub fn is_there() -> bool {
    let check = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))";
    let asked = Command::new("python3").args(["-c", check]).stderr(Stdio::null()).status();
    asked.is_ok_and(|status| status.success())
}

/// A Python of the project's own.
pub struct Environment {
    pub folder: PathBuf,
}

impl Environment {
    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join("bin").join(name)
    }
}

/// Makes it, or takes the one that is there.
pub fn environment(project: &Project) -> Result<Environment> {
    let environment = Environment { folder: project.cargo_target.join("python") };
    if !environment.program("python").exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&environment.folder))?;
    }
    run(Command::new(environment.program("python"))
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(PACKAGES)
        .args(std::env::var_os("CHAINWHY_SPARK").map(|_| SPARK).into_iter().flatten()))?;
    Ok(environment)
}
