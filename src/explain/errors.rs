//! The error text: what clients said, set beside what the chain shows.

use super::Examined;
use crate::fault::{Finding, Place};
use crate::question::Language;
use crate::recognise::{self, Recognised};
use crate::report::RecognisedError;
use crate::rules::request::{AdviceUnsafe, ErrorIsNotAboutCertificates};

/// Messages recognised in the error text, and whether the chain shows what they mean.
pub(super) fn compare(text: Option<&str>, examined: &Examined) -> Vec<RecognisedError> {
    let Some(text) = text else { return Vec::new() };
    recognise::recognise(text).into_iter().map(|found| told(found, examined)).collect()
}

/// What else the error text says that should not go unanswered: advice that must not be followed, and errors that are
/// about something else.
pub(super) fn remarks(text: Option<&str>, language: Language) -> Vec<Finding> {
    let Some(text) = text else { return Vec::new() };
    let place = Place::Request("errorText");
    let advice = recognise::bad_advice(text).into_iter().map(|found| {
        let why = match language {
            Language::English => found.why_en,
            Language::Chinese => found.why_zh,
        };
        Finding::new(place.clone(), AdviceUnsafe { quoted: found.quoted, line: found.line, why })
    });
    let elsewhere = recognise::not_the_certificate(text).into_iter().map(|found| {
        let about = match language {
            Language::English => found.en,
            Language::Chinese => found.zh,
        };
        Finding::new(
            place.clone(),
            ErrorIsNotAboutCertificates { quoted: found.quoted, line: found.line, about },
        )
    });
    advice.chain(elsewhere).collect()
}

fn told(found: Recognised, examined: &Examined) -> RecognisedError {
    let language = examined.asked.language;
    let codes = found.codes().to_vec();
    // Any severity counts: a strict client refuses what the rules asked for only warn of.
    let shown = examined.findings.iter().find(|finding| codes.contains(&finding.code().as_str()));
    let general = match language {
        Language::English => found.meaning.en,
        Language::Chinese => found.meaning.zh,
    };
    let (judged, agrees) = (!examined.paths.is_empty(), shown.is_some());
    let verdict = match (language, judged, shown) {
        (_, false, _) => paste_next(language, found.host.as_deref()),
        (Language::English, true, Some(finding)) => {
            format!(
                "The chain that was pasted shows it: {}.",
                crate::text::describe(finding, &examined.bag, language).0
            )
        }
        (Language::Chinese, true, Some(finding)) => {
            format!(
                "贴出的证书链正显示了这一点：{}。",
                crate::text::describe(finding, &examined.bag, language).0
            )
        }
        (Language::English, true, None) => String::from(
            "The chain that was pasted does not show it: the client saw another chain, trusts other anchors than those given here, or asked for another name.",
        ),
        (Language::Chinese, true, None) => String::from(
            "贴出的证书链没有显示这个问题：客户端看到的是另一条证书链，信任的是另一组信任锚，或者访问的是另一个名称。",
        ),
    };
    let build = found.python_build.as_ref().filter(|build| !build.versions.is_empty());
    let build = build.map(|build| match language {
        Language::English => format!(" The line number in the message is that of Python {}.", build.versions),
        Language::Chinese => format!("消息中的行号属于 Python {}。", build.versions),
    });
    RecognisedError {
        client: found.client.to_owned(),
        quoted: found.quoted,
        codes,
        agrees,
        message: format!("{general}{}{verdict}{}", space(language), build.unwrap_or_default()),
    }
}

fn space(language: Language) -> &'static str {
    match language {
        Language::English => " ",
        Language::Chinese => "",
    }
}

/// What to paste where there is no chain yet, with the command that gets it.
fn paste_next(language: Language, host: Option<&str>) -> String {
    let host = host.unwrap_or("HOST");
    let command = format!("openssl s_client -connect {host}:443 -servername {host} -showcerts </dev/null");
    match language {
        Language::English => format!("To see which, paste the chain as well; this prints it: {command}"),
        Language::Chinese => format!("要知道是哪一种，请把证书链也贴上来，用这个命令可以得到：{command}"),
    }
}
