//! How clients compare a host with the names of a certificate.

use crate::certificate::Certificate;
use crate::certificate::extensions::GeneralName;

use super::scene::{Facts, Host};

/// The octets of an iPAddress that the host must equal.
fn octets(host: &Host<'_>) -> Option<Vec<u8>> {
    host.name.ip_octets()
}

pub(super) fn has_address(certificate: &Certificate, host: &Host<'_>) -> bool {
    let Some(wanted) = octets(host) else { return false };
    let names = certificate.alternatives().unwrap_or_default();
    names.iter().any(|name| matches!(name, GeneralName::Ip(found) if *found == wanted))
}

/// Whether one of the names is a host beyond what a root program lets an issuer stand for.
pub(super) fn is_beyond(names: &[GeneralName], limit: &str) -> bool {
    names.iter().any(|name| match name {
        GeneralName::Dns(host) => !host.to_ascii_lowercase().ends_with(limit),
        _ => false,
    })
}

/// The dNSNames as they stand; text that is no ASCII among them.
pub(super) fn dns_names(certificate: &Certificate) -> Vec<&str> {
    let names = certificate.alternatives().unwrap_or_default();
    names
        .iter()
        .filter_map(|name| match name {
            GeneralName::Dns(name) => Some(name.as_str()),
            _ => None,
        })
        .collect()
}

/// Whether OpenSSL's X509_check_host matches a pattern: a star stands in the first label only, at its start or end, with
/// two labels above it. `partial` says whether the star may be a part of its label.
pub(super) fn openssl_matches(pattern: &str, host: &str, partial: bool) -> bool {
    match openssl_star(pattern, partial) {
        None => pattern.eq_ignore_ascii_case(host),
        Some(star) => {
            let (Some(prefix), Some(suffix)) = (pattern.get(..star), pattern.get(star + 1..)) else {
                return false;
            };
            let Some(middle) = host.len().checked_sub(prefix.len() + suffix.len()) else { return false };
            let (Some(front), Some(covered), Some(back)) = (
                host.get(..prefix.len()),
                host.get(prefix.len()..prefix.len() + middle),
                host.get(prefix.len() + middle..),
            ) else {
                return false;
            };
            let whole_label = prefix.is_empty() && suffix.starts_with('.');
            front.eq_ignore_ascii_case(prefix)
                && back.eq_ignore_ascii_case(suffix)
                && !(whole_label && covered.is_empty())
                && (whole_label || !starts_with_a_label_prefix(covered))
                && (covered == "*"
                    || covered.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
        }
    }
}

fn starts_with_a_label_prefix(text: &str) -> bool {
    text.get(..4).is_some_and(|front| front.eq_ignore_ascii_case("xn--"))
}

fn openssl_star(pattern: &str, partial: bool) -> Option<usize> {
    let mut star = None;
    let mut dots = 0;
    let mut offset = 0;
    for label in pattern.split('.') {
        if label.is_empty() || label.starts_with('-') || label.ends_with('-') {
            return None;
        }
        if let Some(at) = label.find('*') {
            let (at_start, at_end) = (at == 0, at + 1 == label.len());
            let one_side = if partial { at_start || at_end } else { at_start && at_end };
            if dots > 0 || !one_side || label.matches('*').count() > 1 || starts_with_a_label_prefix(label) {
                return None;
            }
            star = Some(offset + at);
        }
        if !label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'*')) {
            return None;
        }
        offset += label.len() + 1;
        dots += 1;
    }
    star.filter(|_| dots > 2)
}

/// A star as the whole first label, and at least `below` labels after it.
pub(super) fn matches_whole_label(pattern: &str, host: &str, below: usize) -> bool {
    match pattern.strip_prefix("*.") {
        Some(base) => host.split_once('.').is_some_and(|(label, rest)| {
            !label.is_empty() && base.split('.').count() >= below && rest.eq_ignore_ascii_case(base)
        }),
        None => pattern.eq_ignore_ascii_case(host),
    }
}
