//! The status of each certificate of the best path, in words: good, revoked or unknown, by what, and why.

use std::rc::Rc;

use crate::fault::{CertificateId, Source, Value};
use crate::path::{CertificationPath, End};
use crate::question::Language;
use crate::report::{self, StatusState};
use crate::revocation::{Crl, Revocation, Standing, State};
use crate::rules::Context;
use crate::rules::revocation::NO_ISSUER;
use crate::text;

/// The status of one certificate, before it is put into words.
pub(crate) type Status = (CertificateId, Option<Rc<Standing>>);

/// Of each certificate of a path below its anchor; empty where nothing was given to settle it by.
pub(super) fn of_path(context: &Context<'_>, path: &CertificationPath) -> Vec<Status> {
    let Some(revocation) = context.revocation.filter(|revocation| !revocation.is_empty()) else {
        return Vec::new();
    };
    let mut statuses: Vec<Status> =
        path.links.iter().map(|link| (link.subject, Some(revocation.settle(context, path, link)))).collect();
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
    statuses
        .iter()
        .map(|(certificate, standing)| {
            let (state, by, why) = match standing.as_deref().map(|standing| &standing.state) {
                Some(State::Good(by)) => (
                    StatusState::Good,
                    Some(join(by.iter().filter_map(|index| named(*index)).collect())),
                    None,
                ),
                Some(State::Revoked(by, listed)) => {
                    let at = listed.at.map_or(Value::Nothing, |at| Value::Time(at.0));
                    let reason =
                        listed.reason.map_or(Value::Nothing, |reason| Value::Text(reason.to_owned()));
                    let template = if english {
                        "revoked at {at}, reason: {reason}"
                    } else {
                        "吊销于 {at}，原因：{reason}"
                    };
                    let why = text::fill(template, &|field| {
                        text::show(if field == "at" { &at } else { &reason }, language)
                    });
                    (StatusState::Revoked, named(*by), Some(why))
                }
                Some(State::Unknown(reason)) => (StatusState::Unknown, None, Some(words(reason, english))),
                None => (StatusState::Unknown, None, Some(words(&NO_ISSUER, english))),
            };
            report::Status { certificate: id(*certificate), state, by, why }
        })
        .collect()
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
