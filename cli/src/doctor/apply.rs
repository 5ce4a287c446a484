//! Adding a root to the system's store: shown first, done only with `--apply`, and taken back with `--undo`.

use std::fs;
use std::path::Path;

use chainwhy::question::{Anchors, At, Material, Piece, Question};

use super::machine::Machine;
use crate::failure::{Failure, Result};
use crate::words::say;
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
        [] => {
            return Err(Failure::unanswerable(say!(
                "{} holds no certificate",
                "{} 里没有证书",
                root.display()
            )));
        }
        certificates => certificates.iter().find(|one| one.is_ca),
    };
    let Some(certificate) = certificate else {
        return Err(Failure::unanswerable(say!(
            "{} holds no CA certificate: a server's own is no trust anchor",
            "{} 里没有 CA 证书：服务器自己的证书不能当信任锚",
            root.display()
        )));
    };
    let pem = certificate.pem.clone().unwrap_or_default();
    let Some((folder, command)) = PLACES.iter().find(|(folder, _)| machine.path(folder).is_dir()) else {
        return Err(Failure::unanswerable(say!(
            "this system has no folder for additional anchors that is known here",
            "不认识这个系统存放额外信任锚的目录"
        )));
    };
    let name: String = certificate.sha256.chars().filter(char::is_ascii_hexdigit).take(16).collect();
    let target = format!("{folder}/chainwhy-{}.crt", name.to_ascii_lowercase());
    let mut told = say!(
        "adds “{}” (SHA-256 {}) as {target}, then runs {command}\n",
        "将把 “{}”（SHA-256 {}）添加为 {target}，然后运行 {command}\n",
        certificate.label,
        certificate.sha256
    );
    if !apply {
        told.push_str(&say!(
            "Nothing was changed: compare the fingerprint with whoever runs that CA, then add --apply.\n",
            "没有改动任何内容：请先与该 CA 的运营者核对指纹，再加上 --apply。\n"
        ));
        show::print(told.as_bytes())?;
        return Ok(0);
    }
    write(&machine.path(&target), &pem)?;
    if let Some(folder) = machine.path(RECORD).parent() {
        fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    }
    write(&machine.path(RECORD), &format!("{target}\n{command}\n"))?;
    told.push_str(&say!(
        "Done; chainwhy doctor --undo takes it back.\n",
        "已完成；chainwhy doctor --undo 可以撤销。\n"
    ));
    show::print(told.as_bytes())?;
    renew(machine, command)
}

pub fn undo(machine: &Machine) -> Result<u8> {
    let record = machine
        .text(RECORD)
        .ok_or_else(|| Failure::unanswerable(say!("there is nothing to take back", "没有可以撤销的改动")))?;
    let mut lines = record.lines();
    let (target, command) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let ours = PLACES
        .iter()
        .any(|(folder, known)| *known == command && target.starts_with(&format!("{folder}/chainwhy-")));
    if !ours || target.contains("..") {
        return Err(Failure::unanswerable(say!(
            "the record of what was done is damaged: nothing was changed",
            "改动记录已损坏：没有改动任何内容"
        )));
    }
    for path in [target, RECORD] {
        let path = machine.path(path);
        fs::remove_file(&path).map_err(|error| cannot_write(&path, &error))?;
    }
    show::print(say!("took {target} away\n", "已移除 {target}\n").as_bytes())?;
    renew(machine, command)
}

/// Makes the system's bundle anew, on the machine that runs.
fn renew(machine: &Machine, command: &str) -> Result<u8> {
    if !machine.runs_here {
        return Ok(0);
    }
    match machine.ask(command, &[]) {
        Some(_) => Ok(0),
        None => Err(Failure::broke(say!("{command} did not succeed", "{command} 没有成功"))),
    }
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).map_err(|error| cannot_write(path, &error))
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Failure {
    Failure::broke(say!("cannot write {}: {}", "无法写入 {}：{}", path.display(), input::reason(error)))
}
