//! The status of each certificate of the best path, in words: good, revoked or unknown, by what, and why.

use crate::examined::Status;
use crate::fault::{CertificateId, Source, Time, Value};
use crate::path::{CertificationPath, End, Link};
use crate::question::Language;
use crate::report::{self, StatusState};
use crate::revocation::ocsp::{self, Response, Verdict};
use crate::revocation::{Crl, Revocation, State};
use crate::rules::Context;
use crate::rules::revocation::NO_ISSUER;
use crate::text;

/// Of each certificate of a path below its anchor; empty where nothing was given to settle it by.
pub(super) fn of_path(context: &Context<'_>, path: &CertificationPath) -> Vec<Status> {
    let Some(revocation) = context.revocation.filter(|revocation| !revocation.is_empty()) else {
        return Vec::new();
    };
    let of_link = |link: &Link| {
        let standing = revocation.settle(context, path, link);
        (link.subject, Some((standing, revocation.asked(context, path, link))))
    };
    let mut statuses: Vec<Status> = path.links.iter().map(of_link).collect();
    if path.end == End::NoIssuer {
        statuses.push((path.last(), None));
    }
    statuses
}

/// The same for the report.
pub(super) fn tell(
    statuses: &[Status],
    revocation: &Revocation,
    language: Language,
    id: &dyn Fn(CertificateId) -> String,
) -> Vec<report::Status> {
    let english = language == Language::English;
    let named = |index: usize| revocation.crls().get(index).map(|crl| name(crl, english));
    let join = |names: Vec<String>| names.join(if english { "; " } else { "；" });
    let answer = |index: usize| revocation.responses().get(index).map(|found| response(found, english));
    let revoked = |at: Option<Time>, reason: Option<&'static str>| {
        let at = at.map_or(Value::Nothing, |at| Value::Time(at.0));
        let reason = reason.map_or(Value::Nothing, |reason| Value::Text(reason.to_owned()));
        let template =
            if english { "revoked at {at}, reason: {reason}" } else { "吊销于 {at}，原因：{reason}" };
        text::fill(template, &|field| text::show(if field == "at" { &at } else { &reason }, language))
    };
    statuses
        .iter()
        .map(|(certificate, standing)| {
            let Some((by_crl, by_ocsp)) = standing else {
                let why = Some(words(&NO_ISSUER, english));
                return report::Status {
                    certificate: id(*certificate),
                    state: StatusState::Unknown,
                    by: None,
                    why,
                };
            };
            // Both are told, what decides first.
            let mut by: Vec<String> = Vec::new();
            let mut why = None;
            let verdict = ocsp::stricter(&by_crl.state, by_ocsp);
            match &by_crl.state {
                State::Good(lists) => by.extend(lists.iter().filter_map(|index| named(*index))),
                State::Revoked(list, listed) => {
                    by.extend(named(*list));
                    why = Some(revoked(listed.at, listed.reason));
                }
                State::Unknown(reason) => why = Some(words(reason, english)),
            }
            if let Some((index, answered)) = by_ocsp.counted {
                by.splice(0..0, answer(index));
                if let (ocsp::Status::Revoked { at, reason }, State::Good(_) | State::Unknown(_)) =
                    (answered, &by_crl.state)
                {
                    why = Some(revoked(at, reason));
                }
            }
            let state = match verdict {
                Verdict::Good => StatusState::Good,
                Verdict::Revoked => StatusState::Revoked,
                Verdict::Unknown(reason) => {
                    why = reason.map(|reason| words(&reason, english)).or(why);
                    StatusState::Unknown
                }
            };
            report::Status {
                certificate: id(*certificate),
                state,
                by: Some(join(by)).filter(|by| !by.is_empty() && state != StatusState::Unknown),
                why: why.filter(|_| state != StatusState::Good),
            }
        })
        .collect()
}

/// The OCSP response of whom, and where it was pasted.
fn response(found: &Response, english: bool) -> String {
    let template = if english {
        "OCSP response of {responder} ({place})"
    } else {
        "{responder} 的 OCSP 响应（{place}）"
    };
    text::fill(template, &|field| match field {
        "responder" => found.responder_name(),
        _ => place(found.source, english),
    })
}

fn words(phrase: &crate::fault::Phrase, english: bool) -> String {
    if english { phrase.en } else { phrase.zh }.to_owned()
}

/// The CRL of whom, and where it was pasted.
fn name(crl: &Crl, english: bool) -> String {
    let template = match (english, crl.is_delta()) {
        (true, false) => "CRL of {issuer} ({place})",
        (true, true) => "delta CRL of {issuer} ({place})",
        (false, false) => "{issuer} 的 CRL（{place}）",
        (false, true) => "{issuer} 的增量 CRL（{place}）",
    };
    text::fill(template, &|field| match field {
        "issuer" => crl.issuer_name.clone(),
        _ => place(crl.source, english),
    })
}

fn place(source: Source, english: bool) -> String {
    let template = match (source.span, english) {
        (Some(_), true) => "piece {piece}, lines {line} to {end}",
        (None, true) => "piece {piece}",
        (Some(_), false) => "第 {piece} 份材料，第 {line} 至 {end} 行",
        (None, false) => "第 {piece} 份材料",
    };
    text::fill(template, &|field| {
        let span = source.span;
        match field {
            "piece" => (source.piece + 1).to_string(),
            "line" => span.map_or_else(String::new, |span| span.line.to_string()),
            _ => span.map_or_else(String::new, |span| span.end_line.to_string()),
        }
    })
}
