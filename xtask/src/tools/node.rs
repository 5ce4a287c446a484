//! Node.js: not fetched, but asked for plainly.

use super::version_of;
use crate::failure::{Failure, Result};
use std::process::Command;

const OLDEST: u32 = 20;

pub fn require() -> Result<()> {
    let version = version_of(&mut Command::new("node"));
    let major = version.as_deref().and_then(|version| version.split('.').next()?.parse::<u32>().ok());
    match (version, major) {
        (_, Some(major)) if major >= OLDEST => Ok(()),
        (Some(version), _) => {
            Err(Failure::new(format!("Node.js {OLDEST} or newer is needed, this is {version}")))
        }
        (None, _) => Err(Failure::new(format!("Node.js {OLDEST} or newer is needed: `node` is not on PATH"))),
    }
}
