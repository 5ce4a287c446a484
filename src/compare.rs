//! Two answers set beside each other: what changed, and who gains or loses by it. A check before a renewal is rolled out.
//!
//! Both questions are asked, and the reports compared: what is said here is read off them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::clients;
use crate::fault::Severity;
use crate::order::gather;
use crate::question::{Language, Question};
use crate::report::{Certificate, ClientAnswer, Origin, Report, Role, Verdict};
use crate::terminal::language_of;
use crate::text;

/// What changes from one question to the other.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// Version of this format, that of the report: 2.
    pub schema: u32,
    /// The verdict on the first question.
    pub before: Verdict,
    /// The verdict on the second.
    pub after: Verdict,
    /// One or two sentences: the verdicts, and who gains or loses.
    pub summary: String,
    /// What is different: of the end entity, of the other certificates, of the path and the anchors.
    pub changes: Vec<Difference>,
    /// The clients that answer otherwise.
    pub clients: Vec<ClientDifference>,
    /// Errors and warnings that the second question has and the first has not.
    pub appeared: Vec<FindingDifference>,
    /// Errors and warnings that are gone.
    pub gone: Vec<FindingDifference>,
}

/// Something that is different.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Difference {
    /// A stable name: `certificateAdded`, `certificateRemoved`, `namesAdded`, `namesRemoved`, `notBefore`, `notAfter`, `key`,
    /// `keyAlgorithm`, `signatureAlgorithm`, `issuer`, `purposes`, `path` or `anchors`.
    pub what: &'static str,
    /// The certificate that it is about, by its name; `null` where it is about none.
    pub certificate: Option<String>,
    /// What it was.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
    /// The same in a sentence.
    pub text: String,
}

/// A client that answers otherwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ClientDifference {
    /// Stable name of the profile.
    pub client: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// Its answer to the first question; `null` where it is not known.
    pub before: Option<bool>,
    /// Its answer to the second; `null` where it is not known.
    pub after: Option<bool>,
    /// What the refusal rests on, of whichever question it is; `null` where that is not known.
    pub why: Option<String>,
    /// The same in a sentence.
    pub text: String,
}

/// An error or warning that only one of the questions has.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FindingDifference {
    /// Stable name of the fault.
    #[cfg_attr(feature = "typescript", ts(type = "Code"))]
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// One to three sentences.
    pub message: String,
}

/// Asks both questions and says what changes from the first to the second, in the language of the second.
pub fn compare(before: &Question, after: &Question) -> Comparison {
    let language = language_of(after);
    let [first, second] =
        [before, after].map(|question| crate::explain(&Question { full: None, ..question.clone() }));
    let words = Words { language };
    let clients = words.clients(&first, &second);
    Comparison {
        schema: second.schema,
        before: first.verdict,
        after: second.verdict,
        summary: words.summary(&first, &second),
        changes: words.changes(&first, &second),
        clients,
        appeared: only_in(&second, &first),
        gone: only_in(&first, &second),
    }
}

/// Errors and warnings of one report whose code the other has not.
fn only_in(one: &Report, other: &Report) -> Vec<FindingDifference> {
    let weighs = |severity: Severity| severity != Severity::Note;
    let known: BTreeSet<&str> =
        gather(other.findings.iter().filter(|found| weighs(found.severity)).map(|found| found.code));
    let only = one.findings.iter().filter(|found| weighs(found.severity) && !known.contains(found.code));
    only.map(|found| FindingDifference {
        code: found.code,
        severity: found.severity,
        message: found.message.clone(),
    })
    .collect()
}

struct Words {
    language: Language,
}

impl Words {
    /// A template with what stands in it, in order.
    fn put(&self, [en, zh]: [&'static str; 2], parts: &[&str]) -> String {
        let template = match self.language {
            Language::English => en,
            Language::Chinese => zh,
        };
        text::fill(template, &|blank| {
            let index = blank.parse::<usize>().unwrap_or(usize::MAX);
            parts.get(index).copied().unwrap_or_default().to_owned()
        })
    }

    fn summary(&self, before: &Report, after: &Report) -> String {
        let was = before.verdict == Verdict::Trusted;
        let is = after.verdict == Verdict::Trusted;
        let verdicts = match (was, is) {
            (true, true) => ["Trusted before and after.", "前后都受信任。"],
            (true, false) => ["It was trusted and is so no more. {0}", "原来受信任，现在不再受信任。{0}"],
            (false, true) => ["It was not trusted and is now. {0}", "原来不受信任，现在受信任。{0}"],
            (false, false) => ["Not trusted before or after. {0}", "前后都不受信任。{0}"],
        };
        let mut summary = self.put(verdicts, &[&after.summary]);
        for (accepts, words) in [
            (false, [" Who accepted it and refuses: {0}.", "由接受变为拒绝的：{0}。"]),
            (true, [" Who refused it and accepts: {0}.", "由拒绝变为接受的：{0}。"]),
        ] {
            let changed: Vec<&ClientAnswer> = after
                .clients
                .iter()
                .filter(|answer| {
                    answer.accepts == Some(accepts)
                        && answer_of(before, answer.client) == Some(Some(!accepts))
                })
                .collect();
            if !changed.is_empty() {
                summary.push_str(&self.put(words, &[&clients::names(&changed, &[], self.language)]));
            }
        }
        summary
    }

    fn clients(&self, before: &Report, after: &Report) -> Vec<ClientDifference> {
        let mut told = Vec::new();
        for answer in &after.clients {
            let Some(was) = before.clients.iter().find(|known| known.client == answer.client) else {
                continue;
            };
            if was.accepts == answer.accepts {
                continue;
            }
            let refusal = if answer.accepts == Some(true) { was } else { answer };
            let why =
                refusal.reason.as_ref().map(|reason| reason.text.clone()).or_else(|| refusal.why.clone());
            let says = |accepts: Option<bool>| match accepts {
                Some(true) => self.put(["accepts", "接受"], &[]),
                Some(false) => self.put(["refuses", "拒绝"], &[]),
                None => self.put(["not known", "未知"], &[]),
            };
            let words = ["{0}: {1} → {2}. {3}", "{0}：{1} → {2}。{3}"];
            let text = self.put(
                words,
                &[answer.name, &says(was.accepts), &says(answer.accepts), why.as_deref().unwrap_or_default()],
            );
            told.push(ClientDifference {
                client: answer.client,
                name: answer.name,
                before: was.accepts,
                after: answer.accepts,
                why,
                text: text.trim_end().to_owned(),
            });
        }
        told
    }

    fn changes(&self, before: &Report, after: &Report) -> Vec<Difference> {
        let mut changes = Vec::new();
        let (was, is) = (sent(before), sent(after));
        let known =
            |list: &[&Certificate]| -> BTreeSet<String> { gather(list.iter().map(|one| one.sha256.clone())) };
        let (known_before, known_after) = (known(&was), known(&is));
        let mut removed: Vec<&Certificate> =
            was.iter().copied().filter(|one| !known_after.contains(&one.sha256)).collect();
        let added: Vec<&Certificate> =
            is.iter().copied().filter(|one| !known_before.contains(&one.sha256)).collect();
        for new in added {
            // What takes the place of another: the end entity, or a CA of the same name.
            let of_its_kind = |old: &&Certificate| match new.role {
                Role::EndEntity => old.role == Role::EndEntity,
                _ => old.role != Role::EndEntity && old.subject == new.subject,
            };
            match removed.iter().position(of_its_kind) {
                Some(index) => self.replaced(removed.remove(index), new, &mut changes),
                None => changes.push(self.difference(
                    "certificateAdded",
                    Some(new),
                    [None, Some(about(new))],
                    ["“{0}” is sent now (issued by {2}).", "现在会发送 “{0}”（签发者 {2}）。"],
                    &new.issuer,
                )),
            }
        }
        for old in removed {
            changes.push(self.difference(
                "certificateRemoved",
                Some(old),
                [Some(about(old)), None],
                ["“{0}” is no longer sent (issued by {2}).", "不再发送 “{0}”（签发者 {2}）。"],
                &old.issuer,
            ));
        }
        let (from, to) = (best_path(before), best_path(after));
        if from != to {
            let words = ["The path is {2} rather than {1}.", "证书路径由 {1} 变为 {2}。"];
            changes.push(self.difference("path", None, [Some(from), Some(to)], words, ""));
        }
        let anchors = |report: &Report| {
            let day = report.anchors.mozilla_as_of.unwrap_or_default();
            [report.anchors.count.to_string().as_str(), if day.is_empty() { "" } else { " Mozilla " }, day]
                .concat()
        };
        let (from, to) = (anchors(before), anchors(after));
        if from != to {
            let words =
                ["The trust anchors are others: {2} rather than {1}.", "信任锚有变化：由 {1} 变为 {2}。"];
            changes.push(self.difference("anchors", None, [Some(from), Some(to)], words, ""));
        }
        changes
    }

    /// A certificate that takes the place of another: field by field.
    fn replaced(&self, old: &Certificate, new: &Certificate, changes: &mut Vec<Difference>) {
        let names = |of: &Certificate| -> BTreeSet<String> { gather(of.subject_alt_names.iter().cloned()) };
        let (was, is) = (names(old), names(new));
        let listed = |names: Vec<String>| (!names.is_empty()).then(|| names.join(", "));
        if let Some(gone) = listed(was.difference(&is).cloned().collect()) {
            let words = ["“{0}” is no longer for {1}.", "“{0}” 不再适用于 {1}。"];
            changes.push(self.difference("namesRemoved", Some(new), [Some(gone), None], words, ""));
        }
        if let Some(gained) = listed(is.difference(&was).cloned().collect()) {
            let words = ["“{0}” is for {2} too.", "“{0}” 新增适用于 {2}。"];
            changes.push(self.difference("namesAdded", Some(new), [None, Some(gained)], words, ""));
        }
        let key = |of: &Certificate| {
            let bits = of.key_bits.filter(|_| of.key_algorithm.starts_with("RSA"));
            bits.map_or_else(
                || of.key_algorithm.clone(),
                |bits| [&of.key_algorithm, " ", &bits.to_string()].concat(),
            )
        };
        let purposes = |of: &Certificate| {
            of.extended_key_usage.as_ref().map(|found| found.join(", ")).unwrap_or_default()
        };
        let has_same_kind = key(old) == key(new);
        let identifier =
            |of: &Certificate| of.subject_key_id.clone().filter(|_| has_same_kind).unwrap_or_default();
        let fields: [(&'static str, String, String, [&'static str; 2]); 7] = [
            (
                "notBefore",
                old.not_before.clone(),
                new.not_before.clone(),
                ["“{0}” is valid from {2} rather than {1}.", "“{0}” 的生效时间由 {1} 变为 {2}。"],
            ),
            (
                "notAfter",
                old.not_after.clone(),
                new.not_after.clone(),
                ["“{0}” is valid until {2} rather than {1}.", "“{0}” 的到期时间由 {1} 变为 {2}。"],
            ),
            (
                "keyAlgorithm",
                key(old),
                key(new),
                ["“{0}” has a key of {2} rather than {1}.", "“{0}” 的密钥由 {1} 变为 {2}。"],
            ),
            ("key", identifier(old), identifier(new), ["“{0}” has another key.", "“{0}” 换了密钥。"]),
            (
                "signatureAlgorithm",
                old.signature_algorithm.clone(),
                new.signature_algorithm.clone(),
                ["“{0}” is signed with {2} rather than {1}.", "“{0}” 的签名算法由 {1} 变为 {2}。"],
            ),
            (
                "issuer",
                old.issuer.clone(),
                new.issuer.clone(),
                ["“{0}” is issued by {2} rather than {1}.", "“{0}” 的签发者由 {1} 变为 {2}。"],
            ),
            (
                "purposes",
                purposes(old),
                purposes(new),
                ["“{0}” is for the purposes {2} rather than {1}.", "“{0}” 的用途由 {1} 变为 {2}。"],
            ),
        ];
        for (what, was, is, words) in fields {
            if was != is {
                changes.push(self.difference(what, Some(new), [Some(was), Some(is)], words, ""));
            }
        }
    }

    /// `{0}` is the certificate, `{1}` what was, `{2}` what is, or `beside` where that is given.
    fn difference(
        &self,
        what: &'static str,
        certificate: Option<&Certificate>,
        [before, after]: [Option<String>; 2],
        words: [&'static str; 2],
        beside: &str,
    ) -> Difference {
        let name = certificate.map(|one| one.label.clone());
        let shown = |value: &Option<String>| {
            value.clone().filter(|text| !text.is_empty()).unwrap_or_else(|| String::from("—"))
        };
        let (was, is) = (shown(&before), shown(&after));
        let is = if beside.is_empty() { is.as_str() } else { beside };
        let text = self.put(words, &[name.as_deref().unwrap_or_default(), &was, is]);
        Difference { what, certificate: name, before, after, text }
    }
}

/// What a client answers; `None` where it was not asked.
fn answer_of(report: &Report, client: &str) -> Option<Option<bool>> {
    report.clients.iter().find(|answer| answer.client == client).map(|answer| answer.accepts)
}

fn sent(report: &Report) -> Vec<&Certificate> {
    report.certificates.iter().filter(|one| one.origin == Origin::Chain).collect()
}

fn about(certificate: &Certificate) -> String {
    [&certificate.label, ", ", &certificate.not_before, " – ", &certificate.not_after].concat()
}

/// The best path by the names of its certificates, from the end entity up.
fn best_path(report: &Report) -> String {
    let labels: BTreeMap<&str, &str> =
        gather(report.certificates.iter().map(|one| (one.id.as_str(), one.label.as_str())));
    let ids = report.paths.first().map(|path| path.certificates.as_slice()).unwrap_or_default();
    let names: Vec<&str> =
        ids.iter().map(|id| labels.get(id.as_str()).copied().unwrap_or_default()).collect();
    names.join(" ← ")
}
