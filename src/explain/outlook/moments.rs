//! The moments at which an answer can change: where something that was given begins or ends.

use crate::clients::{Table, moments_of_stapled};
use crate::explain::Examined;
use crate::fault::{CertificateId, Place, Time};
use crate::order::sort_by_key;
use crate::rules::{Code, distrust};

/// Something that begins or ends.
#[derive(Clone, Debug)]
pub(in crate::explain) struct Event {
    /// The first second in which it is so.
    pub at: Time,
    pub what: What,
    /// Where it is told; `None` of what the report does not show.
    pub place: Option<Place>,
    /// The fault that appears or goes.
    pub code: Code,
}

/// What it is.
#[derive(Clone, Copy, Debug)]
pub(in crate::explain) enum What {
    Begins(CertificateId),
    Ends(CertificateId),
    Distrusted(CertificateId),
    CrlBegins(usize),
    CrlEnds(usize),
    /// An entry of a CRL or OCSP response begins to count.
    Revoked,
    ResponseBegins,
    ResponseEnds,
    /// A certificate that only some clients can read.
    Other,
}

impl What {
    pub(in crate::explain) fn certificate(self) -> Option<CertificateId> {
        match self {
            Self::Begins(id) | Self::Ends(id) | Self::Distrusted(id) => Some(id),
            _ => None,
        }
    }
}

/// Every one, the earliest first.
pub(super) fn of(examined: &Examined, table: Option<&Table<'_>>) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let mut push = |at: Time, what: What, place: Option<Place>, code: Code| {
        events.push(Event { at, what, place, code });
    };
    // A date is the last second of what ends there.
    let after = |end: Time| Time(end.0.saturating_add(1));
    for (id, certificate) in examined.bag.iter() {
        let place = || Some(Place::Certificate(id));
        let (early, late) = match certificate.origin.is_anchor() {
            true => (Code::AnchorExpired, Code::AnchorExpired),
            false => (Code::CertificateNotYetValid, Code::CertificateExpired),
        };
        push(certificate.not_before, What::Begins(id), place(), early);
        push(after(certificate.not_after), What::Ends(id), place(), late);
        for at in distrust::moments(certificate) {
            push(at, What::Distrusted(id), place(), Code::AnchorDistrusted);
        }
    }
    let revocation = &examined.revocation;
    for (index, crl) in revocation.crls().iter().enumerate() {
        let place = || Some(Place::Input { field: crl.field, source: Some(crl.source) });
        push(crl.this_update, What::CrlBegins(index), place(), Code::CrlInvalid);
        if let Some(end) = crl.next_update {
            push(after(end), What::CrlEnds(index), place(), Code::CrlExpired);
        }
        for at in crl.dates() {
            push(at, What::Revoked, place(), Code::CertificateRevoked);
        }
    }
    for response in revocation.responses() {
        let place = || Some(Place::Input { field: response.field, source: Some(response.source) });
        for (begin, end) in response.dates() {
            push(begin, What::ResponseBegins, place(), Code::OcspInvalid);
            if let Some(end) = end {
                push(after(end), What::ResponseEnds, place(), Code::OcspInvalid);
            }
            for at in moments_of_stapled(begin, end) {
                push(at, What::ResponseEnds, place(), Code::OcspInvalid);
            }
        }
    }
    for (begin, end) in table.map(Table::dates_of_views).unwrap_or_default() {
        push(begin, What::Other, None, Code::CertificateNotYetValid);
        push(after(end), What::Other, None, Code::CertificateExpired);
    }
    sort_by_key(&mut events, |event| event.at);
    events
}
