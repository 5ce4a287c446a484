//! Domains and mailboxes as crypto/x509 reads them: domainNameValid, parseRFC2821Mailbox.

/// A domain, or what a constraint says of some: that may begin with a period.
pub(super) fn is_valid(domain: &str, constraint: bool) -> bool {
    let rest = if constraint { domain.strip_prefix('.').unwrap_or(domain) } else { domain };
    domain.is_empty()
        || rest
            .split('.')
            .all(|label| !label.is_empty() && label.bytes().all(|octet| octet.is_ascii_graphic()))
}

/// The local part as it is meant, and the domain of a mailbox.
pub(super) fn mailbox(text: &str) -> Option<(Vec<u8>, &str)> {
    let mut local = Vec::new();
    let mut octets = text.bytes().enumerate();
    let mut end = 0;
    if text.starts_with('"') {
        octets.next();
        loop {
            let (at, octet) = octets.next()?;
            match octet {
                b'"' => {
                    end = at + 1;
                    break;
                }
                b'\\' => local.push(octets.next().filter(|(_, next)| is_quotable(*next))?.1),
                1..=8 | 11 | 12 | 14..=33 | 35..=91 | 93..=127 => local.push(octet),
                _ => return None,
            }
        }
    } else {
        while let Some((at, octet)) = octets.next() {
            match octet {
                b'\\' => local.push(octets.next()?.1),
                _ if octet.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&octet) => {
                    local.push(octet)
                }
                _ => {
                    end = at;
                    break;
                }
            }
        }
        if matches!(local.as_slice(), [] | [b'.', ..] | [.., b'.'])
            || local.windows(2).any(|two| two == b"..")
        {
            return None;
        }
    }
    let domain = text.get(end..)?.strip_prefix('@')?;
    (is_valid(domain, false) && !domain.contains('@')).then_some((local, domain))
}

fn is_quotable(octet: u8) -> bool {
    matches!(octet, 1..=9 | 11 | 12 | 14..=127)
}
