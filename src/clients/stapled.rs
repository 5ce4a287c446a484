//! What clients make of the OCSP response that the server staples: GnuTLS, Firefox and Chrome look at it, the others do not ask for it
//! or leave it to the program. Any response about the server's certificate that was given is taken for stapled.
//!
//! Measured with gnutls-cli 3.7.9, Wget, git, Firefox 153 and Chromium 156 (`tests/ocsp/staple.py`).

use super::scene::Scene;
use crate::certificate::Certificate;
use crate::fault::Time;
use crate::revocation::ocsp::{Signed, Stapled, Status};
use crate::signature::Outcome;

const DAY: i64 = 86_400;
/// MAX_OCSP_VALIDITY_SECS of GnuTLS: so long it takes an answer without an end.
const GNUTLS_LIFETIME: i64 = 15 * DAY;
/// maxOCSPLifetimeInDays of Firefox: so long it takes any answer.
const FIREFOX_LIFETIME: i64 = 10 * DAY;

/// The response, and the certificate of the issuer that it was held against.
fn of<'a>(scene: &Scene<'a>) -> Option<(Stapled, &'a Certificate)> {
    if scene.revocation.responses().is_empty() {
        return None;
    }
    let subject = scene.end_entity();
    let mut issuers =
        scene.anchors.iter().chain(scene.others()).filter(|id| {
            scene.names_issuer(subject, **id) && scene.signature(subject, **id) == Outcome::Valid
        });
    let issuer = scene.get(*issuers.next()?);
    Some((scene.revocation.stapled(scene.get(subject), issuer, scene.at)?, issuer))
}

fn later(time: Time, seconds: i64) -> i64 {
    time.0.saturating_add(seconds)
}

/// The moments, beside its own dates, at which an answer of these begins or ceases to count for one of them.
pub(crate) fn moments(this_update: Time, next_update: Option<Time>) -> [Time; 3] {
    let first_after = |seconds: i64| Time(seconds.saturating_add(1));
    let until = until_to_firefox(this_update, next_update);
    [
        Time(this_update.0.saturating_sub(DAY)),
        first_after(until.saturating_add(DAY)),
        first_after(later(this_update, GNUTLS_LIFETIME)),
    ]
}

fn until_to_firefox(this_update: Time, next_update: Option<Time>) -> i64 {
    let longest = later(this_update, FIREFOX_LIFETIME);
    next_update.map_or(later(this_update, DAY), |until| until.0.min(longest))
}

/// What GnuTLS says of a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ToGnutls {
    /// Nothing came that answers.
    Missing,
    Revoked,
    Superseded,
    Invalid,
    /// Nothing against the certificate.
    Fine,
}

/// check_ocsp_response: what was revoked is so whatever the dates, and who signs is looked for among the anchors by the name alone.
pub(super) fn to_gnutls(scene: &Scene<'_>) -> ToGnutls {
    let Some((Stapled::Answer { status, this_update, next_update, signed, by_key_alone }, issuer)) =
        of(scene)
    else {
        return ToGnutls::Missing;
    };
    match signed {
        Signed::Unchecked => return ToGnutls::Fine,
        Signed::Wrongly | Signed::ByAStranger => return ToGnutls::Invalid,
        Signed::Rightly if by_key_alone && issuer.origin.is_anchor() => return ToGnutls::Invalid,
        Signed::Rightly => {}
    }
    let is_old = match next_update {
        Some(until) => until < scene.at,
        None => later(this_update, GNUTLS_LIFETIME) < scene.at.0,
    };
    match status {
        Status::Revoked { .. } => ToGnutls::Revoked,
        _ if is_old => ToGnutls::Superseded,
        Status::Good | Status::Unknown => ToGnutls::Fine,
    }
}

/// What Firefox says of a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ToFirefox {
    /// Nothing came.
    Missing,
    Revoked,
    Unknown,
    Future,
    BadSignature,
    /// The responder refused, by the token of the reason.
    Refused(&'static str),
    /// Nothing against the certificate.
    Fine,
}

/// CheckRevocationByOCSP with nothing fetched: what is out of date, or of who may not answer, is passed over.
pub(super) fn to_firefox(scene: &Scene<'_>) -> ToFirefox {
    let (status, this_update, next_update, signed) = match of(scene) {
        None => return ToFirefox::Missing,
        Some((Stapled::Refused(why), _)) => return ToFirefox::Refused(why.token),
        Some((Stapled::Answer { status, this_update, next_update, signed, .. }, _)) => {
            (status, this_update, next_update, signed)
        }
    };
    match signed {
        Signed::Wrongly => return ToFirefox::BadSignature,
        Signed::ByAStranger | Signed::Unchecked => return ToFirefox::Fine,
        Signed::Rightly => {}
    }
    let now = scene.at.0;
    let until = until_to_firefox(this_update, next_update);
    // A day is given for clocks that differ.
    match status {
        _ if this_update.0 > now.saturating_add(DAY) => ToFirefox::Future,
        _ if until.saturating_add(DAY) < now => ToFirefox::Fine,
        Status::Revoked { .. } => ToFirefox::Revoked,
        Status::Unknown => ToFirefox::Unknown,
        Status::Good => ToFirefox::Fine,
    }
}

/// CheckOCSP of Chromium: only a revocation that holds now counts.
pub(super) fn is_revoked_to_chrome(scene: &Scene<'_>) -> bool {
    matches!(
        of(scene),
        Some((Stapled::Answer { status: Status::Revoked { .. }, this_update, next_update, signed: Signed::Rightly, .. }, _))
            if this_update <= scene.at && next_update.is_none_or(|until| scene.at <= until)
    )
}
