//! When the answer changes: the question asked again at each moment at which something begins or ends.
//!
//! Between two neighbouring dates of what was given nothing can change, since every comparison with the time is one with a date: so
//! the moments to ask at are those dates, and an answer found at one holds until the next. Paths are judged and clients asked
//! as for the time of the question; signatures are remembered.

mod moments;
mod told;

use super::Examined;
use std::rc::Rc;

use crate::clients::{Answers, GivenToClients, Table};
use crate::fault::{CertificateId, Time};
use crate::question::Question;
use crate::report::Verdict;
use crate::signature::SignatureMemo;
pub(super) use moments::Event;
pub(super) use told::{remark, soon, tell};

/// Moments that are asked at. A chain with its anchors has a handful of dates; a bundle of all public roots has three hundred.
const MOST_MOMENTS: usize = 64;
/// Of the budget that a question leaves, this part may be spent here: repairs are tried with the rest.
const SHARE: usize = 2;
const SECONDS_A_DAY: i64 = 86_400;

/// A moment at which the answer changes.
pub(super) struct Change {
    /// The first second of the new answer.
    pub at: Time,
    pub before: Verdict,
    pub after: Verdict,
    /// Whose answer is another from then on, and what it is.
    pub clients: Vec<(&'static str, Option<bool>)>,
    /// What begins or ends there.
    pub because: Vec<Event>,
}

/// What was found out, the earliest change first.
#[derive(Default)]
pub(super) struct Outlook {
    pub changes: Vec<Change>,
    /// How many moments were not asked about, for want of budget.
    pub left_out: usize,
}

/// An answer, as far as it can change.
#[derive(Clone, PartialEq)]
struct State {
    verdict: Verdict,
    clients: Vec<(&'static str, Option<bool>)>,
}

impl State {
    /// The change from this to a later answer; `None` where there is none.
    fn changes_to(&self, later: &Self, at: Time, because: Vec<Event>) -> Option<Change> {
        (self != later).then(|| Change {
            at,
            before: self.verdict,
            after: later.verdict,
            clients: self
                .clients
                .iter()
                .zip(&later.clients)
                .filter(|(before, after)| before != after)
                .map(|(_, after)| *after)
                .collect(),
            because,
        })
    }
}

/// Asks at every moment from the time of the question on, and back to when what does not work now did. `answers` are those at
/// the time of the question.
pub(super) fn ask(
    question: &Question,
    examined: &mut Examined,
    answers: &Answers,
    memo: &SignatureMemo,
) -> Outlook {
    let wanted = question.warn_days.is_some() || question.outlook;
    let Some(now) = examined.asked.at.filter(|_| wanted && !examined.incomplete) else {
        return Outlook::default();
    };
    let Some(end_entity) = examined.groundwork.end_entity.filter(|_| !examined.paths.is_empty()) else {
        return Outlook::default();
    };
    let until = match question.warn_days {
        Some(days) if !question.outlook => {
            Time(now.0.saturating_add(i64::from(days).saturating_mul(SECONDS_A_DAY)))
        }
        _ => Time(i64::MAX),
    };
    let (bag, revocation) = (Rc::clone(&examined.bag), Rc::clone(&examined.revocation));
    let anchors = examined.anchors.clone();
    let given = GivenToClients { bag: &bag, revocation: &revocation, anchors: &anchors };
    let nobody = question.clients.as_ref().is_some_and(Vec::is_empty);
    let table = Table::new(given, examined, question.server_name.as_deref()).filter(|_| !nobody);
    let events = moments::of(examined, table.as_ref());
    let mut ahead: Vec<Time> = Vec::new();
    let mut behind: Vec<Time> = Vec::new();
    let begins = examined.bag.get(end_entity).not_before;
    for event in &events {
        let moments = if event.at > now { &mut ahead } else { &mut behind };
        let counts = if event.at > now { event.at <= until } else { event.at > begins && question.outlook };
        if counts && moments.last() != Some(&event.at) {
            moments.push(event.at);
        }
    }
    let mut asking = Asking {
        table: table.as_ref(),
        clients: question.clients.as_deref(),
        events: &events,
        on_paths: Vec::new(),
        most_steps: memo.work().left() / SHARE,
        asked: 0,
        dearest: 0,
        memo,
        examined,
    };
    let present = asking.present(answers);
    let kept = asking.examined.put_aside();
    let mut outlook = asking.back(&behind, &present);
    outlook.changes.reverse();
    asking.forth(&ahead, present, end_entity, &mut outlook);
    asking.examined.take_up(kept, now);
    outlook
}

struct Asking<'a> {
    examined: &'a mut Examined,
    memo: &'a SignatureMemo,
    /// What is set before clients; none where nobody is asked.
    table: Option<&'a Table<'a>>,
    clients: Option<&'a [String]>,
    events: &'a [Event],
    /// The certificates of the paths before and after the moment that was asked at last.
    on_paths: Vec<CertificateId>,
    most_steps: usize,
    asked: usize,
    /// What the dearest moment so far took.
    dearest: usize,
}

impl Asking<'_> {
    /// The answer that is known already.
    fn present(&mut self, answers: &Answers) -> State {
        let is_asked =
            |client: &str| self.clients.is_none_or(|wanted| wanted.iter().any(|one| one == client));
        let asked = answers.each.iter().filter(|answer| is_asked(answer.client));
        let clients = asked.map(|answer| (answer.client, answer.accepts)).collect();
        self.note_paths();
        State { verdict: self.examined.verdict(), clients }
    }

    fn note_paths(&mut self) {
        let paths = self.examined.paths.iter();
        self.on_paths.extend(paths.flat_map(|judged| judged.path.certificates.iter().copied()));
    }

    /// The answer at another time; `None` where there is no budget for it.
    fn at(&mut self, time: Time) -> Option<State> {
        let work = self.memo.work();
        let left = work.left();
        if self.asked == MOST_MOMENTS || self.dearest.saturating_mul(2) > self.most_steps {
            return None;
        }
        self.asked += 1;
        self.examined.asked.at = Some(time);
        self.examined.revocation.at_another_time();
        self.examined.judge(self.memo);
        self.note_paths();
        let clients = match self.table {
            Some(table) => table.verdicts(self.examined, self.memo, self.clients),
            None => Vec::new(),
        };
        let spent = left.saturating_sub(work.left());
        self.dearest = self.dearest.max(spent);
        self.most_steps = self.most_steps.saturating_sub(spent);
        // What was found without budget, or with signatures that were not worked out, is no answer.
        let is_whole = !work.is_gone() && !self.memo.exhausted();
        is_whole.then(|| State { verdict: self.examined.verdict(), clients })
    }

    /// What begins or ends at a moment: on a path that was tried, where anything does.
    fn because(&mut self, at: Time) -> Vec<Event> {
        /// More of them tell nothing more.
        const MOST: usize = 8;
        let here = || self.events.iter().filter(|event| event.at == at && event.place.is_some());
        let on_path = |event: &&Event| event.what.certificate().is_none_or(|id| self.on_paths.contains(&id));
        let mut because: Vec<Event> = here().filter(on_path).take(MOST).cloned().collect();
        if because.is_empty() {
            because = here().take(MOST).cloned().collect();
        }
        because
    }

    /// From the time of the question on, until nothing can work any more.
    fn forth(&mut self, moments: &[Time], present: State, end_entity: CertificateId, outlook: &mut Outlook) {
        let ends = self.examined.bag.get(end_entity).not_after;
        let mut state = present;
        for (index, at) in moments.iter().enumerate() {
            let nobody = state.clients.iter().all(|(_, accepts)| *accepts == Some(false));
            if *at > Time(ends.0.saturating_add(1)) && state.verdict != Verdict::Trusted && nobody {
                return;
            }
            self.on_paths.clear();
            self.note_paths();
            let Some(next) = self.at(*at) else {
                outlook.left_out += moments.len().saturating_sub(index);
                return;
            };
            let because = self.because(*at);
            outlook.changes.extend(state.changes_to(&next, *at, because));
            state = next;
        }
    }

    /// Back from the time of the question to when what does not work now did; nothing where it never did. The latest change first.
    fn back(&mut self, moments: &[Time], present: &State) -> Outlook {
        let mut outlook = Outlook::default();
        let mut refusing: Vec<&str> = present
            .clients
            .iter()
            .filter(|(_, accepts)| *accepts == Some(false))
            .map(|(client, _)| *client)
            .collect();
        let mut is_refused = present.verdict != Verdict::Trusted;
        let mut reached = 0;
        let mut later = present.clone();
        for (index, at) in moments.iter().enumerate().rev() {
            if !is_refused && refusing.is_empty() {
                break;
            }
            self.on_paths.clear();
            self.note_paths();
            let Some(earlier) = self.at(Time(at.0.saturating_sub(1))) else {
                outlook.left_out = index + 1;
                break;
            };
            let because = self.because(*at);
            outlook.changes.extend(earlier.changes_to(&later, *at, because));
            let known = refusing.len() + usize::from(is_refused);
            is_refused &= earlier.verdict != Verdict::Trusted;
            refusing.retain(|client| !earlier.clients.contains(&(*client, Some(true))));
            if refusing.len() + usize::from(is_refused) < known {
                reached = outlook.changes.len();
            }
            later = earlier;
        }
        outlook.changes.truncate(reached);
        outlook
    }
}
