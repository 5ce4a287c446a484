//! `cargo xtask`: the project's own commands. A clean clone, rustup and Node 20 are all they ask for; whatever else they
//! need they fetch, pinned, into the user's cache folder.

mod bench;
mod build;
mod differential;
mod failure;
mod npm;
mod project;
mod record_clients;
mod release;
mod run;
mod serve;
mod size;
mod test;
mod tools;

use failure::{Failure, Result};
use project::Project;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask build                 make the wasm, pkg/dist and www/dist
cargo xtask serve [--port PORT]   build, then serve the page on this machine
cargo xtask test [--only SUITE]   run every suite, or only those named (several: --only a,b)
                                  native, wasm-node, wasm-browser, wasm-firefox, package, page, size
cargo xtask bench                 build, ask beside other libraries, and write docs/benchmarks.md
cargo xtask release --dry-run     build, and look at all that a release would publish (--tag TAG: for that tag)
cargo xtask deny                  check licences, bans, sources and, where reachable, advisories
cargo xtask differential [--clients a,b] [--seed N] [--count N]
                                  ask this machine's TLS clients about odd chains drawn by lot, and compare
cargo xtask record-clients        ask this machine's TLS clients about every scenario of tests/clients";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match Command::parse(&arguments).and_then(Command::run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

#[derive(Debug, PartialEq)]
enum Command {
    Help,
    Build,
    Serve { port: Option<u16> },
    Test { only: Vec<test::Suite> },
    Deny,
    Bench,
    Release { tag: Option<String> },
    RecordClients { options: Vec<String> },
    Differential { options: Vec<String> },
}

impl Command {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut words = arguments.iter().map(String::as_str);
        let command = words.next();
        let options: Vec<&str> = words.collect();
        match (command, options.as_slice()) {
            (None | Some("help" | "--help" | "-h"), _) => Ok(Command::Help),
            (Some("record-clients"), options) => {
                Ok(Command::RecordClients { options: options.iter().map(ToString::to_string).collect() })
            }
            (Some("differential"), options) => {
                Ok(Command::Differential { options: options.iter().map(ToString::to_string).collect() })
            }
            (Some("build"), []) => Ok(Command::Build),
            (Some("deny"), []) => Ok(Command::Deny),
            (Some("bench"), []) => Ok(Command::Bench),
            (Some("release"), ["--dry-run"]) => Ok(Command::Release { tag: None }),
            (Some("release"), ["--tag", tag]) => Ok(Command::Release { tag: Some((*tag).to_owned()) }),
            (Some("serve"), []) => Ok(Command::Serve { port: None }),
            (Some("serve"), ["--port", port]) => match port.parse() {
                Ok(port) => Ok(Command::Serve { port: Some(port) }),
                Err(_) => Err(Failure::new(format!("--port takes a number from 0 to 65535, not `{port}`"))),
            },
            (Some("test"), options) => Ok(Command::Test { only: parse_suites(options)? }),
            _ => Err(Failure::new(format!("cannot read `{}`\n\n{USAGE}", arguments.join(" ")))),
        }
    }

    fn run(self) -> Result<()> {
        match self {
            Command::Help => {
                println!("{USAGE}");
                Ok(())
            }
            Command::Build => build::build(&Project::find()?),
            Command::Serve { port } => {
                let project = Project::find()?;
                build::build(&project)?;
                serve::serve(&project.page_dist(), port)
            }
            Command::Test { only } => test::test(&Project::find()?, &only),
            Command::Bench => bench::bench(&Project::find()?),
            Command::Release { tag } => {
                let project = Project::find()?;
                build::build(&project)?;
                release::release(&project, tag.as_deref())
            }
            Command::Deny => tools::deny::check(&Project::find()?),
            Command::Differential { options } => differential::ask(&Project::find()?, &options),
            Command::RecordClients { options } => record_clients::record(&Project::find()?, &options),
        }
    }
}

/// `--only native,page` and `--only native --only page` mean the same.
fn parse_suites(options: &[&str]) -> Result<Vec<test::Suite>> {
    let mut suites = Vec::new();
    let mut options = options.iter();
    while let Some(option) = options.next() {
        let names = match (option.strip_prefix("--only="), *option) {
            (Some(names), _) => names,
            (None, "--only") => options.next().copied().unwrap_or_default(),
            (None, other) => return Err(Failure::new(format!("cannot read `{other}`\n\n{USAGE}"))),
        };
        for name in names.split(',') {
            suites.push(test::Suite::named(name)?);
        }
    }
    Ok(suites)
}

#[cfg(test)]
mod tests {
    use super::*;
    use test::Suite;

    fn parse(line: &str) -> Result<Command> {
        Command::parse(&line.split_whitespace().map(String::from).collect::<Vec<_>>())
    }

    #[test]
    fn suites_may_be_listed_or_repeated() {
        let expected = Command::Test { only: vec![Suite::Native, Suite::WasmNode] };
        assert_eq!(parse("test --only native,wasm-node").unwrap(), expected);
        assert_eq!(parse("test --only native --only=wasm-node").unwrap(), expected);
        assert_eq!(parse("test").unwrap(), Command::Test { only: Vec::new() });
    }

    #[test]
    fn a_suite_that_does_not_exist_is_refused_with_those_that_do() {
        let failure = parse("test --only nativ").unwrap_err().to_string();
        assert!(failure.contains("`nativ`") && failure.contains("native"), "{failure}");
        assert!(parse("test --only").is_err());
    }

    #[test]
    fn ports_are_numbers() {
        assert_eq!(parse("serve --port 8123").unwrap(), Command::Serve { port: Some(8123) });
        assert!(parse("serve --port 70000").is_err());
        assert!(parse("serve 8123").is_err());
    }
}
