//! What the summary adds where clients do not agree with the verdict: who they are, and over what.
//!
//! A verdict is about clients in general, and whoever asks has one of them. So the sentence after the verdict names those
//! that see it otherwise, the reader's own first where an error text tells which it is. It is bounded: the table of all
//! answers follows in the report.

use crate::examined::Examined;
use crate::fault::{Finding, Place};
use crate::order::sort_by_key;
use crate::question::Language;
use crate::report::{ClientAnswer, Verdict};
use crate::text;

use super::reason::{Check, Ground};
use super::why;

/// Reasons that a sentence can bear.
const MOST_REASONS: usize = 3;
/// Names that stand for one reason.
const MOST_NAMES: usize = 5;

/// Clients that are spoken of as one where they answer alike, the larger groups first.
struct Kin {
    clients: &'static [&'static str],
    en: &'static str,
    zh: &'static str,
}

static KIN: &[Kin] = &[
    Kin {
        clients: &[
            "python-ssl-3.12",
            "python-ssl-3.13",
            "python-requests-3.12",
            "python-requests-3.13",
            "python-httpx-0.27",
            "python-httpx-0.28-3.12",
            "python-httpx-0.28-3.13",
        ],
        en: "Python",
        zh: "Python",
    },
    Kin {
        clients: &["python-ssl-3.13", "python-requests-3.13", "python-httpx-0.28-3.13"],
        en: "Python 3.13 and later",
        zh: "Python 3.13 及更高版本",
    },
    Kin {
        clients: &["python-ssl-3.12", "python-requests-3.12", "python-httpx-0.28-3.12"],
        en: "Python up to 3.12",
        zh: "Python 3.12 及更早版本",
    },
    Kin {
        clients: &["python-httpx-0.27", "python-httpx-0.28-3.12", "python-httpx-0.28-3.13"],
        en: "httpx",
        zh: "httpx",
    },
    Kin { clients: &["python-requests-3.12", "python-requests-3.13"], en: "requests", zh: "requests" },
    Kin {
        clients: &["python-ssl-3.12", "python-ssl-3.13"],
        en: "Python (ssl, urllib, aiohttp)",
        zh: "Python（ssl、urllib、aiohttp）",
    },
    Kin {
        clients: &["python-httpx-0.28-3.12", "python-httpx-0.28-3.13"],
        en: "httpx 0.28",
        zh: "httpx 0.28",
    },
    Kin { clients: &["openssl-3", "openssl-1.1.1"], en: "OpenSSL (s_client)", zh: "OpenSSL（s_client）" },
    Kin { clients: &["node-20", "node-24"], en: "Node.js", zh: "Node.js" },
    Kin {
        clients: &["gnutls", "wget", "git-gnutls"],
        en: "GnuTLS (wget, git on Debian)",
        zh: "GnuTLS（wget、Debian 的 git）",
    },
];

/// Clients that refuse for the same reason.
struct Group<'a> {
    reason: Reason<'a>,
    clients: Vec<&'a ClientAnswer>,
}

/// Why clients refuse.
#[derive(Clone, Copy)]
enum Reason<'a> {
    Told(&'a Finding),
    /// Nothing in the report is at fault; it is how they search or compare.
    TheirWay(&'a Ground),
    /// It is not known.
    Unknown,
}

impl Reason<'_> {
    fn is_like(&self, other: &Reason<'_>) -> bool {
        match (self, other) {
            (Reason::Told(a), Reason::Told(b)) => a.code() == b.code(),
            (Reason::TheirWay(a), Reason::TheirWay(b)) => a.check == b.check,
            (Reason::Unknown, Reason::Unknown) => true,
            _ => false,
        }
    }
}

/// The sentence about the clients whose answer is not the verdict; none where all agree, or nothing could be judged.
///
/// `answers` stand with what each rests on.
pub(super) fn sentence(
    answers: &[ClientAnswer],
    grounds: &[Option<Ground>],
    examined: &Examined,
    speakers: &[&str],
) -> Option<String> {
    let accepting: Vec<&ClientAnswer> =
        answers.iter().filter(|answer| answer.accepts == Some(true)).collect();
    match examined.verdict() {
        Verdict::Unreadable | Verdict::Unanswerable => None,
        Verdict::Untrusted if accepting.is_empty() || is_about_the_paste(examined) => None,
        Verdict::Untrusted => Some(acceptances(answers, grounds, examined, speakers)),
        Verdict::Trusted => {
            let groups = groups(answers, grounds, examined, speakers);
            (!groups.is_empty()).then(|| refusals(&groups, accepting.len(), examined, speakers))
        }
    }
}

/// Who refuses for a finding, where others accept: from their rows.
pub(super) fn refused_for(
    index: usize,
    answers: &[ClientAnswer],
    grounds: &[Option<Ground>],
    examined: &Examined,
    speakers: &[&str],
) -> Option<String> {
    let language = examined.asked.language;
    let is_for_it =
        |ground: &Option<Ground>| ground.as_ref().is_some_and(|ground| ground.finding == Some(index));
    let refusing: Vec<&ClientAnswer> = answers
        .iter()
        .zip(grounds)
        .filter(|(answer, ground)| answer.accepts == Some(false) && is_for_it(ground))
        .map(|(answer, _)| answer)
        .collect();
    if refusing.is_empty() || !answers.iter().any(|answer| answer.accepts == Some(true)) {
        return None;
    }
    let names = names(&refusing, speakers, language);
    let (some, all) = (refusing.len(), answers.len());
    Some(match language {
        Language::English => format!(" Refused for this by {names}: {some} of {all} clients."),
        Language::Chinese => {
            // Where not all are named, their number stands there already.
            let counted = match names.ends_with("个客户端") {
                true => format!("（共 {all} 个）。"),
                false => format!("（共 {all} 个客户端中的 {some} 个）。"),
            };
            set_apart(&["因此拒绝的有", &names, &counted])
        }
    })
}

/// Whether it is the paste that is at fault: what clients make of the rest says nothing of the server.
fn is_about_the_paste(examined: &Examined) -> bool {
    examined.findings.first().is_some_and(|finding| matches!(finding.place, Place::Input { .. }))
}

/// Who accepts all the same: what is fetched was not seen, and may lead nowhere.
fn acceptances(
    answers: &[ClientAnswer],
    grounds: &[Option<Ground>],
    examined: &Examined,
    speakers: &[&str],
) -> String {
    let language = examined.asked.language;
    let (mut fetching, mut others, mut reasons): (
        Vec<&ClientAnswer>,
        Vec<&ClientAnswer>,
        Vec<Option<&Ground>>,
    ) = Default::default();
    for (answer, ground) in answers.iter().zip(grounds) {
        if answer.accepts != Some(true) {
            continue;
        }
        if ground.as_ref().is_some_and(|ground| ground.check == Check::IssuerFetched) {
            fetching.push(answer);
        } else {
            others.push(answer);
            reasons.push(ground.as_ref());
        }
    }
    // A reason that all of them share, and that is none of a finding's.
    let shared = reasons.first().copied().flatten().filter(|first| {
        !matches!(first.check, Check::Fault(_))
            && reasons.iter().all(|other| other.is_some_and(|other| other.check == first.check))
    });
    let reason = shared.and_then(|ground| why::clause(ground, &examined.bag, language));
    let mut sentences = Vec::new();
    if !others.is_empty() {
        let names = names(&others, speakers, language);
        sentences.push(match (language, reason) {
            (Language::English, None) => format!("All the same, it is accepted by {names}."),
            (Language::English, Some(reason)) => {
                format!("All the same, it is accepted by {names}: {reason}.")
            }
            (Language::Chinese, None) => set_apart(&["不过，", &names, "会接受。"]),
            (Language::Chinese, Some(reason)) => set_apart(&["不过，", &names, "会接受：", &reason, "。"]),
        });
    }
    if !fetching.is_empty() {
        let names = names(&fetching, speakers, language);
        sentences.push(match language {
            Language::English => format!(
                "{}{names} can accept it, by fetching the issuer from the address in the certificate.",
                if others.is_empty() { "All the same, " } else { "" }
            ),
            Language::Chinese => set_apart(&[
                if others.is_empty() { "不过，" } else { "" },
                &names,
                "可能会接受：它会按证书里的地址自行下载签发者的证书。",
            ]),
        });
    }
    sentences.join(match language {
        Language::English => " ",
        Language::Chinese => "",
    })
}

fn groups<'a>(
    answers: &'a [ClientAnswer],
    grounds: &'a [Option<Ground>],
    examined: &'a Examined,
    speakers: &[&str],
) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (answer, ground) in answers.iter().zip(grounds) {
        if answer.accepts != Some(false) {
            continue;
        }
        let told = ground.as_ref().and_then(|ground| ground.finding);
        let told = told.and_then(|index| examined.findings.get(index));
        let reason = match (told, ground) {
            (Some(finding), _) => Reason::Told(finding),
            (None, Some(ground)) => Reason::TheirWay(ground),
            (None, None) => Reason::Unknown,
        };
        match groups.iter_mut().find(|group| group.reason.is_like(&reason)) {
            Some(group) => group.clients.push(answer),
            None => groups.push(Group { reason, clients: vec![answer] }),
        }
    }
    sort_by_key(&mut groups, |group| {
        let is_asked = group.clients.iter().any(|answer| spoke(answer.client, speakers));
        (!is_asked, core::cmp::Reverse(group.clients.len()))
    });
    groups
}

fn refusals(groups: &[Group<'_>], accepting: usize, examined: &Examined, speakers: &[&str]) -> String {
    let language = examined.asked.language;
    let told = groups.get(..MOST_REASONS).unwrap_or(groups);
    let left: usize = groups.iter().skip(told.len()).map(|group| group.clients.len()).sum();
    let refused = match (told, language) {
        ([only], Language::English) => {
            let names = names(&only.clients, speakers, language);
            match at_length(only.reason, examined) {
                Some(reason) => format!("But it is refused by {names}: {reason}."),
                None => format!("But it is refused by {names}."),
            }
        }
        ([only], Language::Chinese) => {
            let names = names(&only.clients, speakers, language);
            match at_length(only.reason, examined) {
                Some(reason) => set_apart(&["但", &names, "会拒绝：", &reason, "。"]),
                None => set_apart(&["但", &names, "会拒绝。"]),
            }
        }
        (several, _) => {
            let each = several.iter().map(|group| {
                let names = names(&group.clients, speakers, language);
                let reason = in_short(group.reason, examined);
                match (language, reason) {
                    (Language::English, Some(reason)) => format!("by {names} ({reason})"),
                    (Language::English, None) => format!("by {names}"),
                    (Language::Chinese, Some(reason)) => format!("{names}（{reason}）"),
                    (Language::Chinese, None) => names,
                }
            });
            let mut each: Vec<String> = each.collect();
            match (left, language) {
                (0, _) => {}
                (more, Language::English) => each.push(format!("by {more} more")),
                (more, Language::Chinese) => each.push(format!("以及另外 {more} 个")),
            }
            match language {
                Language::English => {
                    format!("But it is refused {}.", enumerated(&each))
                }
                Language::Chinese => format!("但并非所有客户端都接受，拒绝的有：{}。", each.join("；")),
            }
        }
    };
    let others = match (accepting, language) {
        (0, _) => String::new(),
        (1, Language::English) => String::from(" 1 other client accepts it."),
        (others, Language::English) => format!(" The other {others} clients accept it."),
        (others, Language::Chinese) => format!("其余 {others} 个客户端接受。"),
    };
    format!("{refused}{others}")
}

/// The first sentence of the finding, without its full stop.
fn at_length(reason: Reason<'_>, examined: &Examined) -> Option<String> {
    let language = examined.asked.language;
    match reason {
        Reason::Told(finding) => {
            let lead = text::lead(finding, &examined.bag, language);
            Some(text::within_a_sentence(lead.strip_suffix(['.', '。']).unwrap_or(&lead)))
        }
        Reason::TheirWay(_) | Reason::Unknown => in_short(reason, examined),
    }
}

/// The finding's title.
fn in_short(reason: Reason<'_>, examined: &Examined) -> Option<String> {
    let language = examined.asked.language;
    match reason {
        Reason::Told(finding) => {
            Some(text::within_a_sentence(&text::describe(finding, &examined.bag, language).0))
        }
        Reason::TheirWay(ground) => why::clause(ground, &examined.bag, language),
        Reason::Unknown => None,
    }
}

/// A name, and for how many clients it stands.
struct Named {
    name: &'static str,
    clients: usize,
    is_asked: bool,
}

/// The clients by the names that people have for them, kin together, those that were asked about first.
pub(crate) fn names(answers: &[&ClientAnswer], speakers: &[&str], language: Language) -> String {
    let mut left: Vec<&ClientAnswer> = answers.to_vec();
    let mut named: Vec<Named> = Vec::new();
    for kin in KIN {
        if kin.clients.iter().all(|client| left.iter().any(|answer| answer.client == *client)) {
            left.retain(|answer| !kin.clients.contains(&answer.client));
            let name = match language {
                Language::English => kin.en,
                Language::Chinese => kin.zh,
            };
            let is_asked = kin.clients.iter().any(|client| spoke(client, speakers));
            named.push(Named { name, clients: kin.clients.len(), is_asked });
        }
    }
    named.extend(left.iter().map(|answer| Named {
        name: answer.name,
        clients: 1,
        is_asked: spoke(answer.client, speakers),
    }));
    sort_by_key(&mut named, |one| !one.is_asked);
    let shown = if named.len() > MOST_NAMES { MOST_NAMES - 1 } else { named.len() };
    let more: usize = named.iter().skip(shown).map(|one| one.clients).sum();
    let mut names: Vec<String> = named.iter().take(shown).map(|one| one.name.to_owned()).collect();
    match (language, more) {
        (Language::English, 0) => enumerated(&names),
        (Language::English, more) => {
            names.push(format!("{more} more"));
            enumerated(&names)
        }
        (Language::Chinese, 0) => names.join("、"),
        (Language::Chinese, _) => {
            let counted = format!("等 {} 个客户端", answers.len());
            set_apart(&[&names.join("、"), &counted])
        }
    }
}

fn enumerated(items: &[String]) -> String {
    // “Python 3.13 and later” has an “and” of its own.
    let and = if items.iter().any(|item| item.contains(" and ")) { "as well as" } else { "and" };
    match items {
        [before @ .., last] if !before.is_empty() => format!("{} {and} {last}", before.join(", ")),
        _ => items.concat(),
    }
}

/// Pieces of a Chinese sentence, with a space where a letter meets a character.
fn set_apart(pieces: &[&str]) -> String {
    let is_character = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    let mut set = String::new();
    for piece in pieces {
        if let (Some(last), Some(first)) = (set.chars().next_back(), piece.chars().next())
            && ((is_character(last) && first.is_ascii()) || (last.is_ascii() && is_character(first)))
        {
            set.push(' ');
        }
        set.push_str(piece);
    }
    set
}

/// Whether an error text is of this client: by its own name, by one of a variant (`node` and `node-20`), or by the library
/// that it stands for.
fn spoke(client: &str, speakers: &[&str]) -> bool {
    speakers.iter().any(|speaker| {
        let is_variant = |name: &str, of: &str| {
            name.strip_prefix(of).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let library = client.strip_prefix("python-").unwrap_or(client);
        is_variant(client, speaker) || is_variant(speaker, client) || is_variant(library, speaker)
    })
}
