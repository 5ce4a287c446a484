//! Texts in a language: placeholders filled with evidence, and the summary.

use crate::certificate::{Bag, Certificate};
use crate::fault::{CertificateId, Finding, InputField, Listed, Place, Source, Value};
pub(crate) use crate::letters::{LONGEST_NAME, cut, fill, foreign, is_hidden, tidy, visible};
use crate::question::Language;
use crate::rules::Code;

/// Title and message of a finding.
pub(crate) fn describe(finding: &Finding, bag: &Bag, language: Language) -> (String, String) {
    let text = finding.fault.declaration().text(language);
    (fill_in(text.title, finding, bag, language), fill_in(text.message, finding, bag, language))
}

/// The first sentence of a finding's message. Cut before names are filled in: a name may hold a full stop.
pub(crate) fn lead(finding: &Finding, bag: &Bag, language: Language) -> String {
    let message = finding.fault.declaration().text(language).message;
    let end = match language {
        Language::English => message.find(". ").map(|stop| stop + 1),
        Language::Chinese => message.find('。').map(|stop| stop + '。'.len_utf8()),
    };
    fill_in(end.and_then(|end| message.get(..end)).unwrap_or(message), finding, bag, language)
}

fn fill_in(template: &str, finding: &Finding, bag: &Bag, language: Language) -> String {
    let values = finding.fault.values();
    let lookup = |blank: &str| -> String {
        let (name, forms) = blank.split_once('?').map_or((blank, None), |(name, forms)| (name, Some(forms)));
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            return match forms {
                Some(forms) => form_for(forms, value, language),
                None => show(value, language),
            };
        }
        match (&finding.place, name) {
            (Place::Certificate(id), "certificate") => name_of(*id, bag, language),
            (Place::Link { subject, .. }, "subject") => name_of(*subject, bag, language),
            (Place::Link { issuer: Some(issuer), .. }, "issuer") => name_of(*issuer, bag, language),
            _ => String::new(),
        }
    };
    fill(template, &lookup)
}

/// Of `one|many`, the form that a number or a list asks for; `#` stands for the number.
fn form_for(forms: &str, value: &Value, language: Language) -> String {
    let (one, many) = forms.split_once('|').unwrap_or((forms, forms));
    let is_one = match value {
        Value::Number(number) | Value::Days(number) => *number == 1,
        Value::Texts(texts) => texts.count() == 1,
        _ => false,
    };
    if is_one { one.to_owned() } else { many.replace('#', &show(value, language)) }
}

pub(crate) fn show(value: &Value, language: Language) -> String {
    let (nothing, comma) = match language {
        Language::English => ("nothing", ", "),
        Language::Chinese => ("无", "、"),
    };
    match value {
        Value::Nothing => String::from("—"),
        Value::Text(text) => foreign(text, crate::letters::LONGEST_TEXT, language),
        Value::Texts(texts) if texts.is_empty() => nothing.to_owned(),
        Value::Texts(texts) => list(texts, comma, language),
        Value::Number(number) => number.to_string(),
        Value::Time(seconds) => crate::fault::Time(*seconds).to_readable(),
        Value::Phrase(phrase) => match language {
            Language::English => phrase.en.to_owned(),
            Language::Chinese => phrase.zh.to_owned(),
        },
        Value::Words(words) => match language {
            Language::English => words.en.clone(),
            Language::Chinese => words.zh.clone(),
        },
        Value::Days(days) => match (language, days) {
            (Language::English, 0) => String::from("less than a day"),
            (Language::English, 1) => String::from("1 day"),
            (Language::English, days) => format!("{days} days"),
            (Language::Chinese, 0) => String::from("不到一天"),
            (Language::Chinese, days) => format!(" {days} 天"),
        },
        Value::Flag(flag) => match (language, flag) {
            (Language::English, true) => String::from("yes"),
            (Language::English, false) => String::from("no"),
            (Language::Chinese, true) => String::from("是"),
            (Language::Chinese, false) => String::from("否"),
        },
    }
}

/// Entries of a list that a sentence can bear; the whole of it is in the evidence.
const MOST_IN_A_SENTENCE: usize = 6;

fn list(texts: &Listed, comma: &str, language: Language) -> String {
    let shown = texts.get(..MOST_IN_A_SENTENCE).unwrap_or(texts);
    let shown =
        shown.iter().map(|text| foreign(text, LONGEST_NAME, language)).collect::<Vec<_>>().join(comma);
    match (texts.count().saturating_sub(MOST_IN_A_SENTENCE), language) {
        (0, _) => shown,
        (more, Language::English) => format!("{shown} and {more} more"),
        (more, Language::Chinese) => format!("{shown} 等另外 {more} 个"),
    }
}

/// A certificate in a sentence: a CA in quotation marks, since its name is words; a host as it is.
pub(crate) fn name_of(id: CertificateId, bag: &Bag, language: Language) -> String {
    quoted(bag.get(id), language)
}

fn quoted(certificate: &Certificate, language: Language) -> String {
    let label = foreign(&certificate.label(), LONGEST_NAME, language);
    let is_word = !label.contains(char::is_whitespace) && label.contains('.');
    if is_word && !certificate.is_ca() { label } else { format!("“{label}”") }
}

/// A sentence or title as it continues another: without the capital of its first word, where that is no name.
pub(crate) fn within_a_sentence(text: &str) -> String {
    const NO_NAMES: &[&str] = &[
        "The", "A", "An", "No", "None", "Some", "Several", "Among", "Whether", "In", "Of", "This", "These",
        "Too", "What", "Only", "Not",
    ];
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    if NO_NAMES.contains(&word) && !rest.is_empty() {
        format!("{} {rest}", word.to_lowercase())
    } else {
        text.to_owned()
    }
}

/// That a report does not hold everything.
pub(crate) fn left_out(language: Language) -> String {
    match language {
        Language::English => String::from(
            "Not everything that was found is in this report, which would be too large: `leftOut` counts what is missing, and with `full` nothing is.",
        ),
        Language::Chinese => String::from(
            "为控制大小，报告没有列出全部内容：`leftOut` 给出省略的数量；在问题中设置 `full` 即可得到全部内容。",
        ),
    }
}

/// The remark on a product that inspects TLS and stands between.
pub(crate) fn inspected(product: &str, language: Language) -> String {
    match language {
        Language::English => {
            format!("It looks like {product}, which inspects TLS, answered in place of the server.")
        }
        Language::Chinese => format!("看起来是 {product} 在检查 TLS 流量，并代替服务器作了应答。"),
    }
}

/// Where in the paste a finding is, in brackets: ` (line 18 of the chain)`. Empty for any other place.
fn line_of(finding: &Finding, language: Language) -> String {
    let Place::Input { field, source: Some(Source { piece, span: Some(span) }) } = &finding.place else {
        return String::new();
    };
    let (line, part) = (span.line, piece + 1);
    let what = match (field, language) {
        (InputField::Chain, Language::English) => "the chain",
        (InputField::Chain, Language::Chinese) => "证书链",
        (InputField::Anchors, Language::English) => "the trust anchors",
        (InputField::Anchors, Language::Chinese) => "信任锚",
        (InputField::Crls, Language::English) => "the CRLs",
        (InputField::Ocsp, Language::English) => "the OCSP responses",
        (InputField::Ocsp, Language::Chinese) => "OCSP 响应",
        (InputField::Crls, Language::Chinese) => "吊销列表",
        (InputField::Paste, Language::English) => "the paste",
        (InputField::Paste, Language::Chinese) => "粘贴内容",
    };
    match (language, part) {
        (Language::English, 1) => format!(" (line {line} of {what})"),
        (Language::English, part) => format!(" (line {line} of part {part} of {what})"),
        (Language::Chinese, 1) => format!("（{what}第 {line} 行）"),
        (Language::Chinese, part) => format!("（{what}第 {part} 部分第 {line} 行）"),
    }
}

/// The one sentence: verdict, failing link, reason.
pub(crate) fn summary(
    language: Language,
    verdict: crate::report::Verdict,
    root_cause: Option<&Finding>,
    bag: &Bag,
    end_entity: Option<&str>,
    anchor: Option<&str>,
    server_name: Option<&str>,
) -> String {
    use crate::report::Verdict;
    // The paste lacks a part of what was sent, rather than the question being a bad one.
    let incomplete = root_cause.is_some_and(|finding| {
        matches!(
            finding.code(),
            Code::SentCertificateNotPasted
                | Code::EndEntityNotPasted
                | Code::CertificateOfAnotherUse
                | Code::ElementContentInvalid
        )
    });
    // A host that was not named is no reason: there was nothing to compare one with.
    let root_cause = root_cause
        .filter(|finding| verdict != Verdict::Unreadable || finding.code() != Code::ServerNameMissing);
    if verdict == Verdict::Unreadable && root_cause.is_none() {
        return String::from(match language {
            Language::English => {
                "Nothing to judge: CA certificates alone were pasted, and taken for trust anchors. Paste what the server sends as well."
            }
            Language::Chinese => {
                "无法判断：粘贴的内容里只有 CA 证书，已作为信任锚。请把服务器发送的证书也粘贴进来。"
            }
        });
    }
    let line = root_cause.map(|finding| line_of(finding, language)).unwrap_or_default();
    let root_cause = root_cause.map(|finding| lead(finding, bag, language)).unwrap_or_default();
    let (en, zh) = if incomplete {
        ("This cannot be judged yet", "还无法判断")
    } else {
        ("The question cannot be asked so", "这个问题无法这样提出")
    };
    match (language, verdict) {
        (Language::English, Verdict::Trusted) => {
            let host = match server_name {
                None => String::new(),
                same if same == end_entity => String::from(", and the name matches"),
                Some(name) => format!(", and it is for {name}"),
            };
            format!(
                "Trusted: {} leads to the trust anchor {}{host}.",
                end_entity.unwrap_or_default(),
                anchor.unwrap_or_default()
            )
        }
        (Language::Chinese, Verdict::Trusted) => {
            let host = match server_name {
                None => String::new(),
                same if same == end_entity => String::from("，名称也相符"),
                Some(name) => format!("，并且适用于 {name}"),
            };
            format!(
                "受信任：{} 可以追溯到信任锚 {}{host}。",
                end_entity.unwrap_or_default(),
                anchor.unwrap_or_default()
            )
        }
        (Language::English, Verdict::Untrusted) => {
            format!("Not trusted{line}: {}", within_a_sentence(&root_cause))
        }
        (Language::Chinese, Verdict::Untrusted) => format!("不受信任{line}：{root_cause}"),
        (Language::English, Verdict::Unreadable) if !incomplete => {
            format!("Nothing to judge{line}: {}", within_a_sentence(&root_cause))
        }
        (Language::Chinese, Verdict::Unreadable) if !incomplete => format!("无法判断{line}：{root_cause}"),
        (Language::English, Verdict::Unreadable | Verdict::Unanswerable) => {
            format!("{en}{line}: {}", within_a_sentence(&root_cause))
        }
        (Language::Chinese, Verdict::Unreadable | Verdict::Unanswerable) => {
            format!("{zh}{line}：{root_cause}")
        }
    }
}
