//! What each client makes of a server with its own store, and what that comes from.

use std::path::Path;

use chainwhy::Report;
use chainwhy::question::{Anchors, At, Language, Material, Piece, Question};

use super::Row;
use super::store::State;
use crate::args::Way;
use crate::ask;
use crate::connect::{self, Proxy};
use crate::failure::Result;
use crate::{input, server};

/// A chain, and what is known of it whatever the store.
pub struct Server {
    pub shown: String,
    host: Option<String>,
    chain: Material,
    at: At,
    pub cause: Option<Cause>,
}

/// Why clients of one machine do not agree, or refuse alike: the five ways in which “unable to get local issuer certificate”
/// comes about, and the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A store that a variable names is not there, or holds nothing.
    StoreBroken,
    /// The server leaves an intermediate out.
    IntermediateMissing,
    /// A product that inspects TLS answers, and its root is missing in some stores or in all.
    Inspection,
    /// The root stands in the system's store, and clients with a store of their own do not look there.
    OwnStore,
    /// The root stands in no store of this machine.
    RootUnknown,
    /// The store has the root, and this client wants more of a certificate than others do.
    Strictness,
    /// Something else that the report of the chain tells.
    Chain,
}

impl Cause {
    pub fn token(self) -> &'static str {
        match self {
            Self::StoreBroken => "store-broken",
            Self::IntermediateMissing => "intermediate-missing",
            Self::Inspection => "inspection",
            Self::OwnStore => "own-store",
            Self::RootUnknown => "root-unknown",
            Self::Strictness => "strictness",
            Self::Chain => "chain",
        }
    }
}

/// A client's answer with its own store.
pub struct Judged {
    pub accepts: Option<bool>,
    pub why: Option<String>,
    /// The line that mends it on this machine.
    pub mend: Option<String>,
    pub cause: Option<Cause>,
    /// What its store lacks, by name: the certificate above the last one that was sent.
    pub missing: Option<String>,
}

impl Server {
    /// Takes the chain from the server, or from a file.
    pub fn ask(target: Option<&str>, chain: Option<&Path>, way: &Way, at: At) -> Result<Self> {
        let parsed = target.map(|target| server::target(target, way)).transpose()?;
        let material = match (chain, &parsed) {
            (Some(file), _) => Material(vec![Piece::Bytes(input::read(file)?)]),
            (None, Some(target)) => {
                let identity = server::identity(way)?;
                let proxy = Proxy::chosen(way, target)?;
                let taken = connect::take(target, way, identity.as_ref(), proxy.as_ref())?;
                let text: String = taken.sent.certificates.iter().map(|der| ask::pem(der)).collect();
                Material(vec![Piece::Text(text)])
            }
            (None, None) => Material::default(),
        };
        let shown = match (&parsed, chain) {
            (Some(target), _) => target.shown(),
            (None, Some(file)) => file.display().to_string(),
            (None, None) => String::new(),
        };
        Ok(Self { shown, host: parsed.map(|target| target.host), chain: material, at, cause: None })
    }

    fn report(&self, material: &[Piece], built_in: bool, language: Language) -> Report {
        chainwhy::explain(&Question {
            chain: self.chain.clone(),
            server_name: self.host.clone(),
            anchors: Anchors { mozilla: built_in, pasted: Some(Material(material.to_vec())) },
            anchors_named: true,
            at: self.at.clone(),
            language: Some(if language == Language::Chinese { "zh-CN" } else { "en" }.to_owned()),
            ..Question::default()
        })
    }

    /// The first sentence: who accepts, who does not, and what it comes from.
    pub fn headline(&self, rows: &[Row], language: Language) -> String {
        let judged = || rows.iter().filter_map(|row| row.judged.as_ref());
        let accepting = judged().filter(|judged| judged.accepts == Some(true)).count();
        let refusing = judged().filter(|judged| judged.accepts == Some(false)).count();
        let mut causes: Vec<(Cause, Option<&str>)> = Vec::new();
        for judged in judged().filter(|judged| judged.accepts == Some(false)) {
            let Some(cause) = judged.cause else { continue };
            if !causes.iter().any(|(known, _)| *known == cause) {
                causes.push((cause, judged.missing.as_deref()));
            }
        }
        let about: Vec<String> =
            causes.iter().map(|(cause, missing)| sentence(*cause, *missing, language)).collect();
        let about = about.join(if language == Language::Chinese { "" } else { " " });
        match language {
            Language::English if refusing == 0 => {
                format!("{}: every client that was found here accepts it with its own store.\n", self.shown)
            }
            Language::English => format!(
                "{}: of the clients that were found here {accepting} accept it with their own store, {refusing} do not. {about}\n",
                self.shown
            ),
            Language::Chinese if refusing == 0 => {
                format!("{}：这台机器上找到的客户端都能凭各自的信任库接受它。\n", self.shown)
            }
            Language::Chinese => format!(
                "{}：这台机器上找到的客户端中，{accepting} 个凭各自的信任库接受它，{refusing} 个不接受。{about}\n",
                self.shown
            ),
        }
    }
}

/// `{}` is where the name of the missing certificate goes, where it is known.
fn sentence(cause: Cause, missing: Option<&str>, language: Language) -> String {
    let (en, zh) = match cause {
        Cause::StoreBroken => (
            "A store that one of them was pointed to is not there or holds nothing: with it every site fails.",
            "其中某个客户端被指定的信任库不存在或是空的：用它访问任何网站都会失败。",
        ),
        Cause::IntermediateMissing => (
            "The server leaves out an intermediate{}: its operator has to send it, and no store of this machine is at fault.",
            "服务器少发了一张中间证书{}：应由服务器管理员补上，这台机器的信任库没有问题。",
        ),
        Cause::Inspection => (
            "A product that inspects TLS answers in place of the server, and its root{} is not in every store.",
            "有一个检查 TLS 流量的产品代替服务器作答，而它的根证书{}并不在每个信任库里。",
        ),
        Cause::OwnStore => (
            "The root{} is on this machine, but not in the store that these clients read.",
            "根证书{}就在这台机器上，但不在这些客户端读取的信任库里。",
        ),
        Cause::RootUnknown => (
            "No store of this machine has the root{}: get it from whoever runs that CA, not from the connection.",
            "这台机器的任何信任库里都没有根证书{}：应向运行该 CA 的人索取，而不要从这条连接里取。",
        ),
        Cause::Strictness => (
            "The root is trusted; these clients ask more of the certificates than others do, and the CA has to mend that.",
            "根证书已受信任；但这些客户端对证书的要求比其他客户端更严，要由 CA 一方改正。",
        ),
        Cause::Chain => ("", ""),
    };
    match (language, missing) {
        (Language::English, None) => en.replace("{}", ""),
        (Language::Chinese, None) => zh.replace("{}", ""),
        (Language::English, Some(name)) => en.replace("{}", &format!(" “{name}”")),
        (Language::Chinese, Some(name)) => zh.replace("{}", &format!("“{name}”")),
    }
}

/// Asks each row's client with its own store; where it refuses, tries the other stores of the machine.
pub fn judge(rows: &mut [Row], server: &Server, language: Language) {
    let reports: Vec<Report> = rows
        .iter()
        .map(|row| server.report(&row.contents.material, row.contents.built_in, language))
        .collect();
    let answers: Vec<Option<bool>> =
        rows.iter().zip(&reports).map(|(row, report)| accepts(report, row.program.client)).collect();
    // Stores of files that another client could be pointed to: the system's first.
    let files: Vec<(String, Vec<Piece>)> = rows
        .iter()
        .filter_map(|row| match row.contents.places.as_slice() {
            [place, ..] if place.state == State::Good && !row.contents.built_in => {
                Some((place.shown.clone(), row.contents.material.clone()))
            }
            _ => None,
        })
        .collect();
    for (index, row) in rows.iter_mut().enumerate() {
        let (Some(report), Some(answer)) = (reports.get(index), answers.get(index)) else { continue };
        let judged = if *answer == Some(false) {
            refused(row, report, server, &files, language)
        } else {
            Judged { accepts: *answer, why: None, mend: None, cause: None, missing: None }
        };
        row.judged = Some(judged);
    }
}

/// The answer of a client in a report; that of the report where nothing could be judged.
fn accepts(report: &Report, client: &str) -> Option<bool> {
    match report.clients.iter().find(|answer| answer.client == client) {
        Some(answer) => answer.accepts,
        None => Some(report.exit_status() == 0),
    }
}

fn refused(
    row: &Row,
    report: &Report,
    server: &Server,
    files: &[(String, Vec<Piece>)],
    language: Language,
) -> Judged {
    let zh = language == Language::Chinese;
    let words = report
        .clients
        .iter()
        .find(|answer| answer.client == row.program.client)
        .and_then(|answer| answer.error.clone());
    let why = words.or_else(|| report.findings.first().map(|finding| finding.message.clone()));
    let other = files.iter().find(|(_, material)| {
        accepts(&server.report(material, false, language), row.program.client) == Some(true)
    });
    let broken = row
        .contents
        .places
        .iter()
        .find(|place| place.state != State::Good)
        .filter(|_| row.contents.anchors == 0);
    let has = |code: &str| report.findings.iter().any(|finding| finding.code == code);
    let lacks_issuer = has("issuer-not-found") || has("root-not-trusted") || has("anchors-empty");
    // Where any store of the machine leads to an anchor, the chain itself is whole.
    let is_whole = files.iter().any(|(_, material)| {
        let with = server.report(material, false, language);
        with.paths.first().is_some_and(|path| path.anchored)
    });
    let (cause, mend) = match (broken, other) {
        (Some(place), _) => {
            let unset = row.program.store.chosen_by.split([',', ' ']).next().unwrap_or_default();
            let mend = match other {
                Some((file, _)) => variable_line(row, file),
                None if unset.chars().all(|one| one.is_ascii_uppercase() || one == '_') => {
                    format!("unset {unset}")
                }
                None => format!("{}: {}", place.shown, place.state.words(zh)),
            };
            (Cause::StoreBroken, Some(mend))
        }
        (None, Some((file, _))) => {
            let inspected = has("issuer-is-interception");
            (if inspected { Cause::Inspection } else { Cause::OwnStore }, Some(variable_line(row, file)))
        }
        (None, None) if has("issuer-is-interception") => (Cause::Inspection, first_fix(report)),
        (None, None) if lacks_issuer && !is_whole => {
            // The topmost certificate that was sent names the one that is missing.
            let missing_intermediate = is_intermediate_missing(report);
            (
                if missing_intermediate { Cause::IntermediateMissing } else { Cause::RootUnknown },
                first_fix(report),
            )
        }
        (None, None) if report.exit_status() == 0 || is_whole => (Cause::Strictness, first_fix(report)),
        (None, None) => (Cause::Chain, first_fix(report)),
    };
    let missing = missing_issuer(report).filter(|_| {
        matches!(cause, Cause::Inspection | Cause::OwnStore | Cause::RootUnknown | Cause::IntermediateMissing)
    });
    Judged { accepts: Some(false), why, mend, cause: Some(cause), missing }
}

/// The name of the issuer that was not found.
fn missing_issuer(report: &Report) -> Option<String> {
    let finding = report.findings.iter().find(|finding| finding.code == "issuer-not-found")?;
    match finding.evidence.get("issuerName")? {
        chainwhy::report::EvidenceValue::Text(name) => Some(name.clone()),
        _ => None,
    }
}

/// The report says of what is missing whether it can be a root.
fn is_intermediate_missing(report: &Report) -> bool {
    report.findings.iter().filter(|finding| finding.code == "issuer-not-found").any(|finding| {
        finding.evidence.get("missing").is_some_and(|value| {
            matches!(value, chainwhy::report::EvidenceValue::Text(text) if text.contains("intermediate"))
        })
    })
}

fn first_fix(report: &Report) -> Option<String> {
    let fix = report.findings.first()?.fixes.first()?;
    Some(match &fix.command {
        Some(command) => format!("{}\n{command}", fix.text),
        None => fix.text.clone(),
    })
}

/// The line that points a client to a store in which it was tried.
fn variable_line(row: &Row, file: &str) -> String {
    match row.program.variable {
        Some(name) => format!("export {name}={}", quoted(file)),
        None if row.program.client == "java-17" => {
            "keytool -importcert -cacerts -alias company-root -file company-root.pem".to_owned()
        }
        None => format!("# {}", quoted(file)),
    }
}

/// As a shell reads it: one word, whatever is in it.
fn quoted(text: &str) -> String {
    let is_plain = |one: char| one.is_ascii_alphanumeric() || "/._-+:@%".contains(one);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}
