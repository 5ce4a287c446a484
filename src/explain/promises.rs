//! What logs promised about the server's certificate, judged by the list of logs that was given.

use crate::anchors::MozillaRoot;
use crate::certificate::{Certificate, hex};
use crate::fault::{Finding, Severity, Time};
use crate::letters;
use crate::path::CertificationPath;
use crate::question::{Language, Purpose};
use crate::rules::Context;
use crate::rules::transparency::{self as told, CtPolicyNotMet, SctInvalid};
use crate::secret;
use crate::signature::SignatureMemo;
use crate::transparency::list::LogList;
use crate::transparency::policy::{self, Judged, Standing};
use crate::transparency::signed::{self, Entry};
use crate::transparency::{self, Timestamp};

/// Since when Chrome asks for them: what was issued before is not valid any more.
const ASKED_FOR_SINCE: Time = Time(1_525_046_400);

/// Promises that are looked at: each may be a signature to verify, and a certificate has two or three.
const MOST_PROMISES: usize = 16;

/// What came with the question.
pub(super) struct Given<'a> {
    /// What logs promised in the handshake, where that was given.
    pub beside: Option<&'a [Timestamp]>,
    pub list: Option<&'a LogList>,
}

/// The promises about the end entity of a path, each with what it is worth, and what is to be said of them.
pub(super) fn judge(
    context: &Context<'_>,
    memo: &SignatureMemo,
    path: &CertificationPath,
    given: &Given<'_>,
) -> (Vec<Judged>, Vec<Finding>) {
    let certificate = context.bag.get(path.end_entity());
    let issuer = path.certificates.get(1).map(|id| context.bag.get(*id));
    let mut promises: Vec<Judged> = Vec::new();
    let inside = transparency::of(certificate).into_iter().map(|promise| (promise, true));
    let beside = given.beside.into_iter().flatten().map(|promise| (promise.clone(), false));
    let before = issuer.and_then(|issuer| {
        let tbs = given.list.and_then(|_| signed::before_promises(certificate.tbs()))?;
        Some(Entry::Precertificate { tbs, issuer_spki: &issuer.spki })
    });
    let itself = certificate.der.as_deref().map(Entry::Certificate);
    let mut findings = Vec::new();
    for (promise, is_inside) in inside.chain(beside).take(MOST_PROMISES) {
        let entry = if is_inside { &before } else { &itself };
        let log = given.list.map(|list| list.find(&promise.log));
        let standing = match (log, entry) {
            (Some(None), _) => Standing::UnknownLog,
            (Some(Some(log)), Some(entry)) => {
                let signature = signed::verify(memo, &log.spki, &promise, entry);
                Standing::of(signature, &promise, log, context.at)
            }
            _ => Standing::NotChecked,
        };
        if let (Some(reason), Some(Some(log))) = (told::of_standing(standing), log) {
            let fault = SctInvalid {
                reason,
                log: hex(&promise.log),
                log_name: shown(&log.name, context.language),
                operator: shown(&log.operator, context.language),
            };
            findings.push(Finding::on(path.end_entity(), fault));
        }
        promises.push(Judged { promise, is_inside, standing });
    }
    let is_public = is_public(context, path);
    // Of a private CA nobody asks it; whoever gives a list of logs does.
    let is_asked = context.purpose == Purpose::ServerAuth
        && path.is_anchored()
        && certificate.not_before >= ASKED_FOR_SINCE
        && (is_public || given.list.is_some());
    let lifetime = certificate.not_after.0.saturating_sub(certificate.not_before.0);
    let lack = policy::lack(&promises, given.list, lifetime, context.at).filter(|_| is_asked);
    findings.extend(lack.map(|lack| {
        let fault = CtPolicyNotMet {
            reason: told::of_reason(lack.reason),
            counted: lack.counted,
            required: lack.required,
            certain: given.beside.is_some(),
            public: is_public,
        };
        let finding = Finding::on(path.end_entity(), fault);
        if is_public { finding } else { finding.at_most(Severity::Note) }
    }));
    (promises, findings)
}

/// What a list of logs says of one, as it can be repeated.
pub(super) fn shown(text: &str, language: Language) -> String {
    letters::foreign(&secret::withheld(text).text, letters::LONGEST_NAME, language)
}

/// Whether a path ends at a root that browsers have from the start.
fn is_public(context: &Context<'_>, path: &CertificationPath) -> bool {
    let last: &Certificate = context.bag.get(path.last());
    MozillaRoot::all().any(|root| root.is(last))
}
