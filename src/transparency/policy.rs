//! How many promises browsers want of a certificate that leads to a public CA.
//!
//! Chrome's, Apple's and Firefox's policies agree in what is counted here: of promises in the certificate two, or three where it is valid
//! for more than 180 days, from logs of two operators, one of them trusted today and one of RFC 6962; of promises that come with the
//! handshake two from logs that are trusted today (<https://googlechrome.github.io/CertificateTransparency/ct_policy.html>).

use std::collections::BTreeSet;

use super::Timestamp;
use super::list::{Log, LogList, State};
use crate::fault::Time;
use crate::order::gather;
use crate::signature::Outcome;

/// What is made of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nobody who knows the log's key was asked: there is no list of logs, or the kind of signature is not known.
    NotChecked,
    /// The list does not have the log.
    UnknownLog,
    /// The log did not sign this.
    Invalid,
    /// It is of a time that is yet to come.
    Future,
    /// The log is not trusted, or was not any more when it signed.
    NotTrusted,
    /// The log signed it while it was trusted, and is retired.
    Once,
    /// The log signed it, and is trusted.
    Current,
}

impl Standing {
    /// What a promise comes to: of what its signature was found to be, and what is said of the log.
    pub(crate) fn of(signature: Outcome, promise: &Timestamp, log: &Log, at: Time) -> Self {
        match signature {
            Outcome::Valid => {}
            Outcome::Invalid | Outcome::KeyMismatch => return Self::Invalid,
            _ => return Self::NotChecked,
        }
        match log.state {
            _ if promise.at > at => Self::Future,
            State::Usable | State::ReadOnly => Self::Current,
            State::Retired(since) if promise.at < since => Self::Once,
            State::Retired(_) | State::Rejected | State::Pending => Self::NotTrusted,
        }
    }

    /// The signature is the log's.
    pub(crate) fn is_signed(self) -> Option<bool> {
        match self {
            Self::NotChecked | Self::UnknownLog => None,
            Self::Invalid => Some(false),
            Self::Future | Self::NotTrusted | Self::Once | Self::Current => Some(true),
        }
    }
}

/// A promise, and what is made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Judged {
    pub promise: Timestamp,
    /// It stands in the certificate, and did not come with the handshake.
    pub is_inside: bool,
    pub standing: Standing,
}

/// What is lacking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lack {
    pub reason: Reason,
    /// Promises that count.
    pub counted: usize,
    pub required: usize,
}

/// Why the promises will not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// There is none.
    None,
    /// There are too few.
    TooFew,
    /// All are of one operator.
    OneOperator,
    /// None is of a log that is trusted today.
    NoneCurrent,
    /// None is of a log of RFC 6962.
    NoneOfRfc6962,
}

/// Chrome looks at no list that is older than ten weeks.
const OLDEST_LIST: i64 = 70 * DAY;
const DAY: i64 = 86_400;
/// Up to which validity two promises will do.
const SHORT: i64 = 180 * DAY;

/// What promises lack; `None` where nothing is, or it cannot be said. `lifetime` are the seconds of the certificate's validity.
pub(crate) fn lack(promises: &[Judged], list: Option<&LogList>, lifetime: i64, at: Time) -> Option<Lack> {
    let is_fresh = |list: &&LogList| {
        list.published.is_some_and(|published| at.0.saturating_sub(published.0) <= OLDEST_LIST)
    };
    let list = list.filter(is_fresh);
    let required = if lifetime <= SHORT { 2 } else { 3 };
    let (inside, beside): (Vec<&Judged>, Vec<&Judged>) = promises.iter().partition(|one| one.is_inside);
    let lacks_inside = lack_of(&inside, list, required, false)?;
    let lacks_beside = lack_of(&beside, list, 2, true)?;
    // What came with the handshake alone is spoken of where nothing stands in the certificate.
    Some(if inside.is_empty() && !beside.is_empty() { lacks_beside } else { lacks_inside })
}

fn lack_of(promises: &[&Judged], list: Option<&LogList>, required: usize, are_current: bool) -> Option<Lack> {
    let does_count = |one: &&&Judged| match (list, one.standing) {
        (Some(_), Standing::Once) => !are_current,
        (Some(_), standing) => standing == Standing::Current,
        // Where nothing is known of logs, whatever may count does.
        (None, standing) => standing.is_signed() != Some(false),
    };
    let counting: Vec<&&Judged> = promises.iter().filter(does_count).collect();
    let logs: BTreeSet<[u8; 32]> = gather(counting.iter().map(|one| one.promise.log));
    let counted = logs.len();
    let lack = |reason| Some(Lack { reason, counted, required });
    if counted < required {
        return lack(if counted == 0 { Reason::None } else { Reason::TooFew });
    }
    let list = list?;
    let known: Vec<&Log> = logs.iter().filter_map(|id| list.find(id)).collect();
    let operators: BTreeSet<&str> = gather(known.iter().map(|log| log.operator.as_str()));
    match () {
        () if operators.len() < 2 => lack(Reason::OneOperator),
        () if !counting.iter().any(|one| one.standing == Standing::Current) => lack(Reason::NoneCurrent),
        () if !known.iter().any(|log| log.is_rfc6962) => lack(Reason::NoneOfRfc6962),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> LogList {
        let log = |number: u8, operator: &str, state, is_rfc6962| Log {
            id: [number; 32],
            spki: Vec::new(),
            name: format!("Log {number}"),
            operator: operator.to_owned(),
            state,
            is_rfc6962,
        };
        LogList {
            logs: vec![
                log(1, "One", State::Usable, true),
                log(2, "Two", State::ReadOnly, true),
                log(3, "One", State::Usable, true),
                log(4, "Three", State::Retired(Time(500)), true),
                log(5, "Four", State::Usable, false),
                log(6, "Five", State::Usable, false),
            ],
            published: Some(Time(900)),
        }
    }

    fn promise(number: u8, standing: Standing, is_inside: bool) -> Judged {
        let promise = Timestamp {
            log: [number; 32],
            at: Time(400),
            milliseconds: [0; 8],
            extensions: Vec::new(),
            algorithm: [4, 3],
            signature: vec![1],
        };
        Judged { promise, is_inside, standing }
    }

    fn reason(promises: &[(u8, Standing)], days: i64) -> Option<Reason> {
        let promises: Vec<Judged> =
            promises.iter().map(|(number, standing)| promise(*number, *standing, true)).collect();
        lack(&promises, Some(&list()), days * DAY, Time(1_000)).map(|lack| lack.reason)
    }

    #[test]
    fn two_or_three_are_wanted_of_two_operators() {
        use Standing::{Current, Invalid, Once};
        assert_eq!(reason(&[], 90), Some(Reason::None));
        assert_eq!(reason(&[(1, Current)], 90), Some(Reason::TooFew));
        assert_eq!(reason(&[(1, Current), (1, Current)], 90), Some(Reason::TooFew), "one log twice");
        assert_eq!(reason(&[(1, Current), (2, Invalid)], 90), Some(Reason::TooFew));
        assert_eq!(reason(&[(1, Current), (3, Current)], 90), Some(Reason::OneOperator));
        assert_eq!(reason(&[(1, Current), (2, Current)], 180), None);
        assert_eq!(reason(&[(1, Current), (2, Current)], 181), Some(Reason::TooFew));
        assert_eq!(reason(&[(1, Current), (2, Current), (3, Current)], 398), None);
        assert_eq!(reason(&[(1, Current), (4, Once)], 90), None);
        assert_eq!(reason(&[(2, Once), (4, Once)], 90), Some(Reason::NoneCurrent));
        assert_eq!(reason(&[(5, Current), (6, Current)], 90), Some(Reason::NoneOfRfc6962));
    }

    #[test]
    fn without_a_list_only_their_number_is_known() {
        let promises = |numbers: &[u8]| -> Vec<Judged> {
            numbers.iter().map(|number| promise(*number, Standing::NotChecked, true)).collect()
        };
        let asked = |numbers: &[u8], list: Option<&LogList>, at| {
            lack(&promises(numbers), list, 90 * DAY, Time(at)).map(|lack| lack.reason)
        };
        assert_eq!(asked(&[], None, 1_000), Some(Reason::None));
        assert_eq!(asked(&[9], None, 1_000), Some(Reason::TooFew));
        assert_eq!(asked(&[8, 9], None, 1_000), None);
        // One of seventy-one days ago is none.
        assert_eq!(asked(&[1, 3], Some(&list()), 900 + 71 * DAY), None);
    }

    #[test]
    fn what_comes_with_the_handshake_may_take_the_place() {
        use Standing::{Current, Once};
        let with = |beside: &[(u8, Standing)]| {
            let mut promises = vec![promise(1, Current, true)];
            promises.extend(beside.iter().map(|(number, standing)| promise(*number, *standing, false)));
            lack(&promises, Some(&list()), 90 * DAY, Time(1_000))
        };
        assert_eq!(with(&[(2, Current)]).map(|lack| lack.reason), Some(Reason::TooFew));
        assert_eq!(with(&[(1, Current), (2, Current)]), None);
        assert_eq!(with(&[(1, Current), (4, Once)]).map(|lack| lack.reason), Some(Reason::TooFew));
    }
}
