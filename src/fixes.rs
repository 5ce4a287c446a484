//! What mends a fault: who must act, what to do, and a command that does it.
//!
//! ```text
//! Finding → remedy: steps, the most likely first → repairs are tried, advice is filled with names → Fix
//! ```
//! Where a fix is a changed chain, another set of anchors or another name, it is applied in memory and examined again: then the
//! report can say that it was proved. Every command was run against real programs (`tests/clients/commands.json`) or names the
//! documentation that gives it. Nothing here switches verification off, asks for an old version, edits a package's files in place or
//! trusts what a connection showed.

mod advice;
mod asking;
mod blanks;
mod clients;
mod issuers;
mod relying_party;
mod remedies;
mod repair;
mod servers;
#[cfg(test)]
mod tests;

use crate::examined::Examined;
use crate::fault::{Finding, Place};
use crate::question::{Language, Question};
use crate::recognise;
use crate::report::Fix;
use crate::signature::SignatureMemo;
use blanks::Blanks;
use remedies::{Step, reissue, remedy};
use repair::{Bench, Examine};

/// A text in both languages.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    pub en: &'static str,
    pub zh: &'static str,
}

impl Words {
    pub(crate) fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Chinese => self.zh,
        }
    }
}

/// More than these would not be read. One finding of a report has as many: the one that lists every client.
const MOST: usize = 32;

/// What mends each of the findings, the most likely first.
pub(crate) fn propose(
    question: &Question,
    examined: &Examined,
    memo: &SignatureMemo,
    examine: Examine<'_>,
) -> Vec<Vec<Fix>> {
    let mut desk = Desk {
        examined,
        bench: Bench::new(question, examined, memo, examine),
        speakers: question.error_text.as_deref().map(speakers).unwrap_or_default(),
        every_client_told: false,
        every_server_told: false,
    };
    examined.findings.iter().map(|finding| desk.answer(finding)).collect()
}

/// The clients that the error text is from: what they need comes first.
fn speakers(error_text: &str) -> Vec<&'static str> {
    recognise::recognise(error_text).into_iter().map(|found| found.client).collect()
}

/// Where findings are answered one after the other, and long lists are told once.
struct Desk<'a> {
    examined: &'a Examined,
    bench: Bench<'a>,
    speakers: Vec<&'static str>,
    every_client_told: bool,
    every_server_told: bool,
}

impl Desk<'_> {
    fn answer(&mut self, finding: &Finding) -> Vec<Fix> {
        let examined = self.examined;
        // Nobody is advised on the grounds of half a chain.
        if examined.incomplete && !matches!(finding.place, Place::Input { .. }) {
            return Vec::new();
        }
        let language = examined.asked.language;
        let blanks = Blanks::new(finding, examined);
        let mut fixes: Vec<Fix> = Vec::new();
        for step in remedy(finding, examined, &blanks) {
            match step {
                Step::Try(repair) => fixes.extend(self.bench.propose(repair, finding, &blanks)),
                Step::AskWith(asking) => fixes.extend(asking.tell(&blanks, language)),
                Step::Do(advice) => fixes.push(advice.tell(&blanks, language)),
                Step::Reissue(id) => {
                    let about =
                        Blanks::new(&Finding { place: Place::Certificate(id), ..finding.clone() }, examined);
                    fixes.push(reissue(id, examined).tell(&about, language));
                }
                Step::EveryClient if !self.every_client_told => {
                    self.every_client_told = true;
                    // Who spoke is told its own way alone; of another client nothing was asked.
                    let own = |names: &[&str]| self.speakers.is_empty() || self.spoke(names);
                    let rare = clients::OWN_WAYS.iter().filter(|(_, names)| self.spoke(names));
                    let ways = clients::WAYS.iter().filter(|(_, names)| own(names)).chain(rare);
                    fixes.extend(ways.map(|(advice, _)| advice.tell(&blanks, language)));
                }
                Step::EveryServer if !self.every_server_told => {
                    self.every_server_told = true;
                    fixes.extend(servers::SOFTWARE.iter().map(|advice| advice.tell(&blanks, language)));
                }
                Step::EveryClient | Step::EveryServer => {}
            }
        }
        // The same advice may be part of a list and a step of its own.
        let mut distinct: Vec<Fix> = Vec::with_capacity(fixes.len());
        for fix in fixes {
            if !distinct.contains(&fix) {
                distinct.push(fix);
            }
        }
        distinct.truncate(MOST);
        distinct
    }

    /// Whether the error text is from a client of one of these names, or a variant of it (`node`, `node-20`).
    fn spoke(&self, names: &[&str]) -> bool {
        let is_variant = |speaker: &str, name: &str| {
            speaker.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        self.speakers.iter().any(|speaker| names.iter().any(|name| is_variant(speaker, name)))
    }
}
