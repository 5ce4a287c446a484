//! From the command line to questions: files read, settings put beside them.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use chainwhy::question::{Anchors, At, Language, Material, Piece, Question};

use crate::args::QuestionArgs;
use crate::failure::{Failure, Result};
use crate::input;
use crate::words::say;

/// What a chain is judged by, read once for all chains.
pub struct Settings {
    pub question: Question,
    pub language: Language,
    /// Names of the files behind the pieces of `anchors` and `crls`.
    pub anchor_files: Vec<String>,
    pub crl_files: Vec<String>,
}

/// Reads what the options name.
pub fn settings(args: &QuestionArgs) -> Result<Settings> {
    let language = language(args.lang.as_deref());
    let mut anchor_files = Vec::new();
    let anchors = anchors(&args.anchors, &mut anchor_files)?;
    let mut crls = Vec::new();
    let mut crl_files = Vec::new();
    for file in &args.crl {
        for (name, bytes) in input::read_all(file)? {
            crl_files.push(name);
            crls.push(Piece::Bytes(bytes));
        }
    }
    let mut ocsp = Vec::new();
    for file in &args.ocsp {
        ocsp.extend(input::read_all(file)?.into_iter().map(|(_, bytes)| Piece::Bytes(bytes)));
    }
    let mut scts = Vec::new();
    for file in &args.scts {
        scts.extend(input::read_all(file)?.into_iter().map(|(_, bytes)| Piece::Bytes(bytes)));
    }
    let text_of = |file: &Option<PathBuf>| -> Result<Option<String>> {
        match file {
            Some(file) => Ok(Some(String::from_utf8_lossy(&input::read(file)?).into_owned())),
            None => Ok(None),
        }
    };
    let (error_text, ct_logs) = (text_of(&args.error_text)?, text_of(&args.ct_logs)?);
    let lang = args.lang.clone().unwrap_or_else(|| language_word(language).to_owned());
    let question = Question {
        anchors,
        anchors_named: !args.anchors.is_empty(),
        crls: Material(crls),
        ocsp: Material(ocsp),
        scts: Material(scts),
        ct_logs,
        at: at(args.at.as_deref())?,
        purpose: args.purpose.clone(),
        email_name: args.email.clone(),
        outlook: args.outlook,
        rules: args.rules.clone(),
        language: Some(lang),
        error_text,
        ..Question::default()
    };
    Ok(Settings { question, language, anchor_files, crl_files })
}

/// The time asked for, or that of the machine's clock.
pub fn at(given: Option<&str>) -> Result<At> {
    match given {
        Some(text) => Ok(match text.parse::<f64>() {
            Ok(seconds) => At::Seconds(seconds),
            Err(_) => At::Text(text.to_owned()),
        }),
        None => match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(elapsed) => Ok(At::Seconds(elapsed.as_secs_f64())),
            Err(_) => Err(Failure::unanswerable(say!(
                "this machine's clock stands before 1970: --at says what time it is",
                "本机时钟早于 1970 年：请用 --at 指定时间"
            ))),
        },
    }
}

fn anchors(given: &[String], names: &mut Vec<String>) -> Result<Anchors> {
    if given.is_empty() {
        return Ok(Anchors::default());
    }
    let mut mozilla = false;
    let mut pieces = Vec::new();
    for place in given {
        match place.as_str() {
            "mozilla" => mozilla = true,
            "system" => {
                names.push("system".to_owned());
                pieces.push(Piece::Text(system_store()?));
            }
            file => {
                for (name, bytes) in input::read_all(Path::new(file))? {
                    names.push(name);
                    pieces.push(Piece::Bytes(bytes));
                }
            }
        }
    }
    let only_mozilla = mozilla && pieces.is_empty();
    Ok(Anchors { mozilla, pasted: (!only_mozilla).then_some(Material(pieces)) })
}

/// The anchors of the operating system, as PEM.
fn system_store() -> Result<String> {
    let found = rustls_native_certs::load_native_certs();
    if found.certs.is_empty() {
        let why = found.errors.first().map(ToString::to_string).unwrap_or_default();
        return Err(Failure::unanswerable(
            say!(
                "the system's trust store cannot be read or is empty {why}",
                "系统信任库无法读取或为空 {why}"
            )
            .trim_end(),
        ));
    }
    Ok(found.certs.iter().map(|certificate| pem(certificate)).collect())
}

/// A certificate in PEM (RFC 7468).
pub fn pem(der: &[u8]) -> String {
    let base64 = base64(der);
    let mut text = String::from("-----BEGIN CERTIFICATE-----\n");
    let mut rest = base64.as_str();
    while !rest.is_empty() {
        let (line, more) = rest.split_at(rest.len().min(64));
        text.push_str(line);
        text.push('\n');
        rest = more;
    }
    text.push_str("-----END CERTIFICATE-----\n");
    text
}

/// Base64 (RFC 4648 §4).
pub fn base64(octets: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(octets.len().div_ceil(3) * 4);
    for group in octets.chunks(3) {
        let octet = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = (octet(0) << 16) | (octet(1) << 8) | octet(2);
        for at in 0..4 {
            let index = usize::try_from((bits >> (18 - 6 * at)) & 63).unwrap_or_default();
            let digit = ALPHABET.get(index).copied().unwrap_or(b'=');
            text.push(if at > group.len() { '=' } else { char::from(digit) });
        }
    }
    text
}

/// The language asked for, or that of the locale.
pub fn language(given: Option<&str>) -> Language {
    let locale = || {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty())
            .unwrap_or_default()
    };
    let word = given.map_or_else(locale, str::to_owned).to_ascii_lowercase();
    let is_chinese = word == "zh" || word.starts_with("zh-") || word.starts_with("zh_");
    if is_chinese { Language::Chinese } else { Language::English }
}

fn language_word(language: Language) -> &'static str {
    match language {
        Language::English => "en",
        Language::Chinese => "zh-CN",
    }
}
