//! Adding a root to the system's store: shown first, done only with `--apply`, and taken back with `--undo`.

use std::fs;
use std::path::Path;

use chainwhy::question::{Anchors, At, Material, Piece, Question};

use super::machine::Machine;
use crate::failure::{Failure, Result};
use crate::{input, show};

/// Where distributions take additional anchors from, and what makes their bundle anew.
const PLACES: &[(&str, &str)] = &[
    ("/usr/local/share/ca-certificates", "update-ca-certificates"),
    ("/etc/pki/ca-trust/source/anchors", "update-ca-trust"),
    ("/etc/ca-certificates/trust-source/anchors", "update-ca-trust"),
];

/// What was done last, a path a line.
const RECORD: &str = "/var/lib/chainwhy/added";

pub fn add(machine: &Machine, root: &Path, apply: bool) -> Result<u8> {
    let bytes = input::read(root)?;
    let report = chainwhy::explain(&Question {
        anchors: Anchors { mozilla: false, pasted: Some(Material(vec![Piece::Bytes(bytes.clone())])) },
        chain: Material(vec![Piece::Bytes(bytes)]),
        anchors_named: true,
        at: At::Seconds(0.0),
        ..Question::default()
    });
    let certificate = match report.certificates.as_slice() {
        [] => return Err(Failure::unanswerable(format!("{} holds no certificate", root.display()))),
        certificates => certificates.iter().find(|one| one.is_ca),
    };
    let Some(certificate) = certificate else {
        return Err(Failure::unanswerable(format!(
            "{} holds no CA certificate: a server's own is no trust anchor",
            root.display()
        )));
    };
    let pem = certificate.pem.clone().unwrap_or_default();
    let Some((folder, command)) = PLACES.iter().find(|(folder, _)| machine.path(folder).is_dir()) else {
        return Err(Failure::unanswerable(
            "this system has no folder for additional anchors that is known here",
        ));
    };
    let name: String = certificate.sha256.chars().filter(char::is_ascii_hexdigit).take(16).collect();
    let target = format!("{folder}/chainwhy-{}.crt", name.to_ascii_lowercase());
    let mut told = format!(
        "adds “{}” (SHA-256 {}) as {target}, then runs {command}\n",
        certificate.label, certificate.sha256
    );
    if !apply {
        told.push_str(
            "Nothing was changed: compare the fingerprint with whoever runs that CA, then add --apply.\n",
        );
        show::print(told.as_bytes())?;
        return Ok(0);
    }
    write(&machine.path(&target), &pem)?;
    if let Some(folder) = machine.path(RECORD).parent() {
        fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    }
    write(&machine.path(RECORD), &format!("{target}\n{command}\n"))?;
    told.push_str("Done; chainwhy doctor --undo takes it back.\n");
    show::print(told.as_bytes())?;
    renew(machine, command)
}

pub fn undo(machine: &Machine) -> Result<u8> {
    let record =
        machine.text(RECORD).ok_or_else(|| Failure::unanswerable("there is nothing to take back"))?;
    let mut lines = record.lines();
    let (target, command) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let ours = PLACES
        .iter()
        .any(|(folder, known)| *known == command && target.starts_with(&format!("{folder}/chainwhy-")));
    if !ours || target.contains("..") {
        return Err(Failure::unanswerable("the record of what was done is damaged: nothing was changed"));
    }
    for path in [target, RECORD] {
        let path = machine.path(path);
        fs::remove_file(&path).map_err(|error| cannot_write(&path, &error))?;
    }
    show::print(format!("took {target} away\n").as_bytes())?;
    renew(machine, command)
}

/// Makes the system's bundle anew, on the machine that runs.
fn renew(machine: &Machine, command: &str) -> Result<u8> {
    if !machine.runs_here {
        return Ok(0);
    }
    match machine.ask(command, &[]) {
        Some(_) => Ok(0),
        None => Err(Failure::broke(format!("{command} did not succeed"))),
    }
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).map_err(|error| cannot_write(path, &error))
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Failure {
    Failure::broke(format!("cannot write {}: {}", path.display(), input::reason(error)))
}
