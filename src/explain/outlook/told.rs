//! The changes in words, and as the report lists them.

use super::moments::{Event, What};
use super::{Change, Outlook, SECONDS_A_DAY};
use crate::clients::{self, Answers};
use crate::explain::Examined;
use crate::fault::{Days, Finding, Place, Time, Words};
use crate::question::Language;
use crate::report::{self, ClientAnswer, ClientChange, Verdict};
use crate::rules::validity::StopsWorkingSoon;
use crate::text;

/// The changes for the report; `place` gives the ids of certificates, and nothing for one that is not told of.
pub(in crate::explain) fn tell(
    outlook: &Outlook,
    place: &dyn Fn(&Place) -> Option<report::Place>,
) -> Vec<report::Change> {
    let because = |event: &Event| {
        let place = place(event.place.as_ref()?)?;
        Some(report::ChangeCause { place, code: event.code.as_str() })
    };
    outlook
        .changes
        .iter()
        .map(|change| report::Change {
            at: change.at.to_iso8601(),
            verdict: change.after,
            clients: change
                .clients
                .iter()
                .map(|(client, accepts)| ClientChange { client, accepts: *accepts })
                .collect(),
            because: change.because.iter().filter_map(because).collect(),
        })
        .collect()
}

/// Sentences are read off the changes: until when it works, for whom it ends first, why.
struct View<'a> {
    examined: &'a Examined,
    answers: &'a Answers,
    language: Language,
    /// Whether it is told of what has happened.
    is_past: bool,
}

impl View<'_> {
    fn in_language<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        match self.language {
            Language::English => en,
            Language::Chinese => zh,
        }
    }

    /// The clients of a change that answer so from then on, by the names that people have for them.
    fn named(&self, change: &Change, accepts: bool) -> Option<String> {
        let changed = |answer: &&ClientAnswer| change.clients.contains(&(answer.client, Some(accepts)));
        let answers: Vec<&ClientAnswer> = self.answers.each.iter().filter(changed).collect();
        (!answers.is_empty()).then(|| clients::names(&answers, &[], self.language))
    }

    /// The clients that accept now and do not from this change on: of one whose answer is not known, nothing ends.
    fn losing(&self, change: &Change) -> Option<String> {
        let loses = |answer: &&ClientAnswer| {
            answer.accepts == Some(true) && change.clients.contains(&(answer.client, Some(false)))
        };
        let answers: Vec<&ClientAnswer> = self.answers.each.iter().filter(loses).collect();
        (!answers.is_empty()).then(|| clients::names(&answers, &[], self.language))
    }

    /// The clients that accept after these changes; none where nobody does.
    fn going_on<'c>(&self, changes: impl Iterator<Item = &'c Change>) -> Option<String> {
        let mut accepting: Vec<&ClientAnswer> =
            self.answers.each.iter().filter(|answer| answer.accepts == Some(true)).collect();
        for change in changes {
            let changed = |client| change.clients.iter().find(|(changed, _)| *changed == client);
            accepting
                .retain(|answer| changed(answer.client).is_none_or(|(_, accepts)| *accepts == Some(true)));
        }
        (!accepting.is_empty()).then(|| clients::names(&accepting, &[], self.language))
    }

    /// What begins or ends, as a clause.
    fn cause(&self, change: &Change) -> String {
        /// More of them than these are not read.
        const MOST: usize = 2;
        let mut told: Vec<String> = Vec::new();
        let mut clauses: Vec<String> = Vec::new();
        for event in &change.because {
            // A certificate that is its own anchor ends once.
            let name = event.what.certificate().map(|id| self.name(id)).unwrap_or_default();
            if clauses.len() >= MOST || (!name.is_empty() && told.contains(&name)) {
                continue;
            }
            clauses.extend(self.clause(event.what));
            told.push(name);
        }
        match clauses.is_empty() {
            true => self.in_language("something that was given ends", "所给的内容到期").to_owned(),
            false => clauses.join(self.in_language(" and ", "，")),
        }
    }

    fn clause(&self, what: What) -> Option<String> {
        let Examined { bag, revocation, .. } = self.examined;
        let (name, words) = match what {
            What::Begins(id) => {
                (self.name(id), ["{name} becomes valid", "{name} became valid", "{name} 开始生效"])
            }
            What::Ends(id) if bag.get(id).origin.is_anchor() => (
                self.name(id),
                ["the trust anchor {name} expires", "the trust anchor {name} expired", "信任锚 {name} 到期"],
            ),
            What::Ends(id) => (self.name(id), ["{name} expires", "{name} expired", "{name} 到期"]),
            What::Distrusted(id) => {
                (self.name(id), ["{name} loses its trust", "{name} lost its trust", "{name} 不再受信任"])
            }
            What::CrlBegins(index) | What::CrlEnds(index) => {
                let name = revocation.crls().get(index)?.issuer_name.clone();
                let words = match what {
                    What::CrlBegins(_) => [
                        "the CRL of {name} begins to count",
                        "the CRL of {name} began to count",
                        "{name} 的 CRL 开始有效",
                    ],
                    _ => [
                        "the CRL of {name} is out of date",
                        "the CRL of {name} was out of date",
                        "{name} 的 CRL 过期",
                    ],
                };
                (text::foreign(&name, text::LONGEST_NAME, self.language), words)
            }
            What::Revoked => {
                (String::new(), ["a revocation takes effect", "a revocation took effect", "吊销生效"])
            }
            What::ResponseBegins => (
                String::new(),
                [
                    "the OCSP response begins to count",
                    "the OCSP response began to count",
                    "OCSP 响应开始有效",
                ],
            ),
            What::ResponseEnds => (
                String::new(),
                ["the OCSP response is out of date", "the OCSP response was out of date", "OCSP 响应过期"],
            ),
            What::Other => return None,
        };
        let [en, past, zh] = words;
        let en = if self.is_past { past } else { en };
        Some(text::fill(self.in_language(en, zh), &|_| name.clone()))
    }

    /// A certificate by its name; with its issuer's where another has the same name, as cross-certificates do.
    fn name(&self, id: crate::fault::CertificateId) -> String {
        let bag = &self.examined.bag;
        let own = bag.get(id);
        let name = text::name_of(id, bag, self.language);
        let has_namesake = bag.iter().any(|(other, known)| {
            other != id && known.subject.der == own.subject.der && known.issuer.der != own.issuer.der
        });
        if !has_namesake || own.origin.is_anchor() {
            return name;
        }
        let issuer = own.issuer.common_name().unwrap_or_default();
        let issuer = text::foreign(issuer, text::LONGEST_NAME, self.language);
        text::fill(
            self.in_language("{name} signed by “{issuer}”", "由 “{issuer}” 签发的 {name}"),
            &|blank| {
                if blank == "name" { name.clone() } else { issuer.clone() }
            },
        )
    }

    /// The day on which what was until a change is so for the last time.
    fn last_day(&self, change: &Change) -> String {
        Time(change.at.0.saturating_sub(1)).to_day(self.language)
    }
}

/// The sentence that is said right behind the answer; none where nothing changes that anybody waits for.
pub(in crate::explain) fn remark(
    outlook: &Outlook,
    examined: &Examined,
    answers: &Answers,
) -> Option<String> {
    let now = examined.asked.at?;
    let language = examined.asked.language;
    let is_past = false;
    let view = View { examined, answers, language, is_past };
    let ahead = || outlook.changes.iter().filter(|change| change.at > now);
    let lost = |change: &&Change| change.before == Verdict::Trusted && change.after != Verdict::Trusted;
    let gained = |change: &&Change| change.before != Verdict::Trusted && change.after == Verdict::Trusted;
    if examined.verdict() == Verdict::Trusted {
        let end = ahead().find(lost);
        // Of the clients, those whose answer changes while it is trusted still.
        let first = ahead()
            .take_while(|change| change.after == Verdict::Trusted)
            .find_map(|change| Some((change, view.named(change, false)?)));
        let template = match (first.is_some(), end.is_some()) {
            (false, true) => ["Works until {end}, when {cause}.", "在 {end}之前有效，届时 {cause}。"],
            (true, true) => [
                "Works until {first}, when {before}; from then on it is refused by {names}. The others go on until {end}, when {cause}.",
                "在 {first}之前都有效，届时 {before}，此后{names}会拒绝；其余客户端可用到 {end}，届时 {cause}。",
            ],
            (true, false) => [
                "Works until {first}, when {before}; from then on it is refused by {names}.",
                "在 {first}之前都有效，届时 {before}，此后{names}会拒绝。",
            ],
            (false, false) => return None,
        };
        let mut sentence = fill(&view, template, first, end, None);
        // Those who take no notice of what ended.
        if let Some(names) =
            end.and_then(|end| view.going_on(ahead().take_while(|change| change.at <= end.at)))
        {
            let template =
                view.in_language(" After that it is accepted by {names} alone.", "此后仍接受的只有{names}。");
            sentence.push_str(&text::fill(template, &|_| names.clone()));
        }
        return Some(sentence);
    }
    let ended = outlook.changes.iter().rev().filter(|change| change.at <= now).find(lost);
    let begins = ahead().find(gained);
    let ends = begins.and_then(|begin| ahead().filter(|change| change.at > begin.at).find(lost));
    let is_past = begins.is_none() && ended.is_some();
    let view = View { is_past, ..view };
    let template = match (ended.is_some(), begins.is_some(), ends.is_some()) {
        (true, false, _) => ["Worked until {end}, when {cause}.", "在 {end}之前有效，当时 {cause}。"],
        (_, true, true) => [
            "Works from {begin} on, when {after}, until {end}, when {cause}.",
            "从 {begin}起有效，届时 {after}；到 {end}为止，届时 {cause}。",
        ],
        (_, true, false) => ["Works from {begin} on, when {after}.", "从 {begin}起有效，届时 {after}。"],
        (false, false, _) => {
            let first = ahead().find_map(|change| Some((change, view.losing(change)?)))?;
            let accepting = answers.each.iter().filter(|answer| answer.accepts == Some(true));
            let loses = |answer: &ClientAnswer| first.0.clients.contains(&(answer.client, Some(false)));
            // The remark before this one has named all of them.
            let is_said = answers.dissent.is_some() && accepting.clone().all(loses);
            let template = if is_said {
                ["That lasts until {first}, when {before}.", "这种情况持续到 {first}，届时 {before}。"]
            } else {
                [
                    "Accepted by {names} until {first}, when {before}.",
                    "{names}在 {first}之前还会接受，届时 {before}。",
                ]
            };
            return Some(fill(&view, template, Some(first), None, None));
        }
    };
    Some(fill(&view, template, None, if begins.is_some() { ends } else { ended }, begins))
}

/// A sentence with its days, causes and clients.
fn fill(
    view: &View<'_>,
    [en, zh]: [&'static str; 2],
    first: Option<(&Change, String)>,
    end: Option<&Change>,
    begin: Option<&Change>,
) -> String {
    let change = |blank: &str| match blank {
        "first" | "before" => first.as_ref().map(|(change, _)| *change),
        "begin" | "after" => begin,
        _ => end,
    };
    let filled = text::fill(view.in_language(en, zh), &|blank| match blank {
        "names" => first.as_ref().map(|(_, names)| names.clone()).unwrap_or_default(),
        "before" | "cause" | "after" => change(blank).map(|change| view.cause(change)).unwrap_or_default(),
        "begin" => begin.map(|change| change.at.to_day(view.language)).unwrap_or_default(),
        _ => change(blank).map(|change| view.last_day(change)).unwrap_or_default(),
    });
    if view.language == Language::Chinese { set_apart(&filled) } else { filled }
}

/// A Chinese sentence with a space where a letter meets a character, and none between two characters.
fn set_apart(sentence: &str) -> String {
    let is_character = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    let is_letter = |letter: char| letter.is_ascii_alphabetic() || letter == ')';
    let mut set = String::with_capacity(sentence.len());
    let mut letters = sentence.chars().peekable();
    while let Some(letter) = letters.next() {
        let last = set.chars().next_back();
        if letter == ' '
            && last.is_some_and(is_character)
            && letters.peek().copied().is_some_and(is_character)
        {
            continue;
        }
        let meets = |last| {
            (is_character(last) && letter.is_ascii_alphabetic()) || (is_letter(last) && is_character(letter))
        };
        if last.is_some_and(meets) {
            set.push(' ');
        }
        set.push(letter);
    }
    set
}

/// What is told of the first change for the worse within so many days.
pub(in crate::explain) fn soon(
    outlook: &Outlook,
    days: u32,
    examined: &Examined,
    answers: &Answers,
) -> Option<Finding> {
    let now = examined.asked.at?;
    let until = now.0.saturating_add(i64::from(days).saturating_mul(SECONDS_A_DAY));
    let is_worse = |change: &&Change| {
        let lost = change.before == Verdict::Trusted && change.after != Verdict::Trusted;
        change.at > now
            && change.at.0 <= until
            && (lost || change.clients.iter().any(|(_, accepts)| *accepts == Some(false)))
    };
    let change = outlook.changes.iter().find(is_worse)?;
    let is_lost = change.after != Verdict::Trusted && change.before == Verdict::Trusted;
    let said = |language| {
        let view = View { examined, answers, language, is_past: false };
        let names = view.named(change, false).filter(|_| !is_lost);
        let who = match (names, language) {
            (None, Language::English) => String::from("it is no longer trusted"),
            (None, Language::Chinese) => String::from("不再受信任"),
            (Some(names), Language::English) => text::fill("{names} refuse it", &|_| names.clone()),
            (Some(names), Language::Chinese) => text::fill("{names} 会拒绝", &|_| names.clone()),
        };
        (view.cause(change), who)
    };
    let ((cause_en, who_en), (cause_zh, who_zh)) = (said(Language::English), said(Language::Chinese));
    let event = change.because.first();
    let code = event.map_or("unknown", |event| event.code.as_str());
    let certificate = event.and_then(|event| event.what.certificate()).or_else(|| examined.end_entity())?;
    let ends = Time(change.at.0.saturating_sub(1));
    let who = if is_lost { "verdict" } else { "clients" };
    let fault = StopsWorkingSoon {
        until: ends,
        days: Days(ends.0.saturating_sub(now.0) / SECONDS_A_DAY),
        clients: change
            .clients
            .iter()
            .filter(|(_, accepts)| *accepts == Some(false))
            .map(|(client, _)| (*client).to_owned())
            .collect(),
        cause: Words { token: code.to_owned(), en: cause_en, zh: cause_zh },
        who: Words { token: who.to_owned(), en: who_en, zh: who_zh },
    };
    Some(Finding::on(certificate, fault))
}
