//! check_name_constraints: from the anchor down, each certificate's names against every CA above it (crypto/x509/v3_ncons.c).

use crate::certificate::Certificate;
use crate::certificate::extensions::{GeneralName, NameConstraints};
use crate::fault::CertificateId;
use crate::rules::name_constraints::{self, Allowance};

use super::super::reader::asn1::{self, Element};
use super::super::reader::name::canonical;
use super::super::scene::Facts;
use super::{Run, is_self_issued};

/// NAME_CHECK_MAX (crypto/x509/v3_ncons.c): names times constraints, of whatever kind.
const MOST_COMPARISONS: usize = 1 << 20;
/// So many are gone through as OpenSSL does. Beyond, they are looked up, since a dozen programs ask: what is odd in how they
/// are written is of no account then.
const FEW_COMPARISONS: usize = 1 << 10;
/// X509_V_ERR_UNSPECIFIED.
const UNSPECIFIED: u8 = 1;
const NOT_PERMITTED: u8 = 47;
const EXCLUDED: u8 = 48;
const MINIMUM_OR_MAXIMUM: u8 = 49;
const UNSUPPORTED_TYPE: u8 = 51;
const NAME_SYNTAX: u8 = 53;
const PROXY_NAME: u8 = 72;

const EMAIL: u8 = 0x81;
const DNS: u8 = 0x82;
const DIRECTORY: u8 = 0xa4;
const URI: u8 = 0x86;
const ADDRESS: u8 = 0x87;
const OTHER: u8 = 0xa0;

/// The differences of those who share the code.
#[derive(Clone, Copy)]
pub(crate) struct Variant {
    /// A minimum of 0 that is written out is none.
    pub zero_minimum: bool,
    /// Addresses are compared.
    pub addresses: bool,
    /// The common name is taken for a host where there is none.
    pub common_name: bool,
    /// A period at the end of a host is of no account.
    pub absolute_hosts: bool,
}

const OPENSSL: Variant =
    Variant { zero_minimum: true, addresses: true, common_name: true, absolute_hosts: false };

pub(super) fn check(run: &mut Run<'_>, chain: &[CertificateId]) {
    // X509_CHECK_FLAG_NEVER_CHECK_SUBJECT counts here as well.
    let variant = Variant { common_name: run.settings.common_name(), ..OPENSSL };
    for (depth, id) in chain.iter().enumerate().rev() {
        if depth > 0 && is_self_issued(run.scene, *id) {
            continue;
        }
        // A proxy certificate is called like who issued it, with a common name behind; no server's is.
        if depth == 0 && run.scene.openssl(*id).is_some_and(|notes| notes.proxy) {
            run.report(PROXY_NAME, *id);
        }
        for above in chain.iter().skip(depth + 1).rev() {
            let Some(fault) = fault(run.scene.get(*id), run.scene.get(*above), depth == 0, variant) else {
                continue;
            };
            run.report(fault, *id);
        }
    }
}

/// What of a certificate's names a CA above it does not allow.
pub(crate) fn fault(
    certificate: &Certificate,
    above: &Certificate,
    is_end_entity: bool,
    variant: Variant,
) -> Option<u8> {
    let constraints = Constraints::read(value_of(above, "2.5.29.30")?);
    let all = constraints.permitted.len() + constraints.excluded.len();
    let count = count_names(certificate);
    if MOST_COMPARISONS.checked_div(count).is_some_and(|most| all > most) {
        return Some(UNSPECIFIED);
    }
    if count.saturating_mul(all) > FEW_COMPARISONS {
        let found = &above.extensions.name_constraints.as_ref()?.value;
        let mut names = name_constraints::names_of(certificate);
        if is_end_entity && variant.common_name {
            names.extend(common_names_as_hosts(certificate).map(|name| GeneralName::Dns(name.to_owned())));
        }
        return first_fault(&names, found);
    }
    if !certificate.subject.is_empty()
        && let Some(fault) = constraints.fault(DIRECTORY, &certificate.subject.der, variant)
    {
        return Some(fault);
    }
    for mailbox in mailboxes(&certificate.subject.der) {
        if mailbox.tag != 0x16 {
            return Some(NAME_SYNTAX);
        }
        if let Some(fault) = constraints.fault(EMAIL, mailbox.contents, variant) {
            return Some(fault);
        }
    }
    let alternatives = value_of(certificate, "2.5.29.17").unwrap_or_default();
    let alternatives = asn1::element(alternatives).map_or(&[][..], |(names, _)| names.contents);
    for name in asn1::elements(alternatives) {
        if let Some(fault) = constraints.fault(name.tag, name.contents, variant) {
            return Some(fault);
        }
    }
    let has_host = asn1::elements(alternatives).any(|name| name.tag == DNS);
    if !is_end_entity || !variant.common_name || has_host {
        return None;
    }
    // cn2dnsid: a NUL in it, but at its end, is told first.
    if certificate.subject.common_names().any(|name| name.trim_end_matches('\0').contains('\0')) {
        return Some(NAME_SYNTAX);
    }
    common_names_as_hosts(certificate).find_map(|name| constraints.fault(DNS, name.as_bytes(), variant))
}

fn value_of<'c>(certificate: &'c Certificate, oid: &str) -> Option<&'c [u8]> {
    certificate.extensions.all.iter().find(|seen| seen.oid == oid).map(|seen| seen.value.as_slice())
}

fn count_names(certificate: &Certificate) -> usize {
    let alternatives = certificate.alternatives().unwrap_or_default().len();
    certificate.subject.attributes.len().saturating_add(alternatives)
}

/// The values of the emailAddress attributes of a name.
fn mailboxes(name: &[u8]) -> Vec<Element<'_>> {
    const EMAIL_ADDRESS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1];
    let name = asn1::element(name).map_or(&[][..], |(name, _)| name.contents);
    let mut found = Vec::new();
    for attribute in asn1::elements(name).flat_map(|set| asn1::elements(set.contents)) {
        let mut parts = asn1::elements(attribute.contents);
        if parts.next().is_some_and(|oid| oid.contents == EMAIL_ADDRESS) {
            found.extend(parts.next());
        }
    }
    found
}

/// Without a dNSName each common name is taken for one, if it looks like one.
fn common_names_as_hosts(certificate: &Certificate) -> impl Iterator<Item = &str> {
    certificate.subject.common_names().filter(|name| {
        name.contains('.')
            && name.split('.').all(|label| {
                !label.is_empty()
                    && !label.starts_with('-')
                    && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            })
    })
}

fn first_fault(names: &[GeneralName], constraints: &NameConstraints) -> Option<u8> {
    names.iter().find_map(|name| match name_constraints::allowance(name, constraints) {
        Allowance::Allowed => None,
        Allowance::NotPermitted => Some(NOT_PERMITTED),
        Allowance::Excluded => Some(EXCLUDED),
    })
}

struct Constraints<'a> {
    permitted: Vec<Subtree<'a>>,
    excluded: Vec<Subtree<'a>>,
}

struct Subtree<'a> {
    tag: u8,
    /// Contents of the name.
    base: &'a [u8],
    minimum: Option<&'a [u8]>,
    has_maximum: bool,
}

impl<'a> Constraints<'a> {
    fn read(value: &'a [u8]) -> Self {
        let mut constraints = Self { permitted: Vec::new(), excluded: Vec::new() };
        let sides = asn1::element(value).map_or(&[][..], |(sides, _)| sides.contents);
        for side in asn1::elements(sides) {
            let subtrees =
                asn1::elements(side.contents).filter_map(|subtree| Subtree::read(subtree.contents));
            match side.tag {
                0xa0 => constraints.permitted.extend(subtrees),
                _ => constraints.excluded.extend(subtrees),
            }
        }
        constraints
    }

    /// nc_match.
    fn fault(&self, tag: u8, name: &[u8], variant: Variant) -> Option<u8> {
        let mut permitted = None;
        for subtree in self.permitted.iter().filter(|subtree| subtree.is_for(tag, name)) {
            if subtree.is_limited(variant) {
                return Some(MINIMUM_OR_MAXIMUM);
            }
            if permitted == Some(true) {
                continue;
            }
            match subtree.covers(name, variant) {
                Ok(covers) => permitted = Some(covers),
                Err(fault) => return Some(fault),
            }
        }
        if permitted == Some(false) {
            return Some(NOT_PERMITTED);
        }
        for subtree in self.excluded.iter().filter(|subtree| subtree.is_for(tag, name)) {
            if subtree.is_limited(variant) {
                return Some(MINIMUM_OR_MAXIMUM);
            }
            match subtree.covers(name, variant) {
                Ok(false) => {}
                Ok(true) => return Some(EXCLUDED),
                Err(fault) => return Some(fault),
            }
        }
        None
    }
}

impl<'a> Subtree<'a> {
    fn read(contents: &'a [u8]) -> Option<Self> {
        let mut parts = asn1::elements(contents);
        let base = parts.next()?;
        let mut subtree = Self { tag: base.tag, base: base.contents, minimum: None, has_maximum: false };
        for part in parts {
            match part.tag {
                0x80 => subtree.minimum = Some(part.contents),
                _ => subtree.has_maximum = true,
            }
        }
        Some(subtree)
    }

    /// Names of another kind it has nothing to do with; of otherNames, those of its type alone.
    fn is_for(&self, tag: u8, name: &[u8]) -> bool {
        fn kind(contents: &[u8]) -> Option<&[u8]> {
            asn1::elements(contents).next().map(|oid| oid.contents)
        }
        self.tag == tag && (tag != OTHER || kind(self.base) == kind(name))
    }

    /// nc_minmax_valid does not hold.
    fn is_limited(&self, variant: Variant) -> bool {
        let minimum = self
            .minimum
            .is_some_and(|octets| !variant.zero_minimum || octets.iter().any(|octet| *octet != 0));
        minimum || self.has_maximum
    }

    /// nc_match_single: whether a name lies in it, or why that cannot be told.
    fn covers(&self, name: &[u8], variant: Variant) -> Result<bool, u8> {
        match self.tag {
            DIRECTORY => {
                let base = canonical(self.base).ok_or(NAME_SYNTAX)?;
                Ok(canonical(name).ok_or(NAME_SYNTAX)?.starts_with(&base))
            }
            DNS if variant.absolute_hosts => {
                let relative =
                    |host: &'a [u8]| host.strip_suffix(b".").filter(|rest| !rest.is_empty()).unwrap_or(host);
                let name = name.strip_suffix(b".").filter(|rest| !rest.is_empty()).unwrap_or(name);
                Ok(covers_dns(relative(self.base), name))
            }
            DNS => Ok(covers_dns(self.base, name)),
            EMAIL => covers_mailbox(self.base, name),
            URI => covers_uri(self.base, name),
            ADDRESS if variant.addresses => covers_address(self.base, name),
            _ => Err(UNSUPPORTED_TYPE),
        }
    }
}

/// nc_dns.
fn covers_dns(base: &[u8], name: &[u8]) -> bool {
    if base.is_empty() {
        return true;
    }
    let Some(more) = name.len().checked_sub(base.len()) else { return false };
    let whole_labels = more == 0
        || base.first() == Some(&b'.')
        || more.checked_sub(1).and_then(|at| name.get(at)) == Some(&b'.');
    whole_labels && name.get(more..).is_some_and(|end| end.eq_ignore_ascii_case(base))
}

/// nc_email.
fn covers_mailbox(base: &[u8], name: &[u8]) -> Result<bool, u8> {
    let last_at = |text: &[u8]| text.iter().rposition(|octet| *octet == b'@');
    let split = last_at(name).ok_or(NAME_SYNTAX)?;
    let (local, host) = (name.get(..split).unwrap_or_default(), name.get(split + 1..).unwrap_or_default());
    let (wanted, base_host) = match last_at(base) {
        None if base.first() == Some(&b'.') => {
            let more = name.len().checked_sub(base.len()).filter(|more| *more > 0);
            let end = more.and_then(|more| name.get(more..));
            return Ok(end.is_some_and(|end| end.eq_ignore_ascii_case(base)));
        }
        None => (None, base),
        Some(at) => {
            (base.get(..at).filter(|local| !local.is_empty()), base.get(at + 1..).unwrap_or_default())
        }
    };
    if let Some(wanted) = wanted {
        if wanted.len() != local.len() {
            return Ok(false);
        }
        if wanted.contains(&0) || local.contains(&0) {
            return Err(NAME_SYNTAX);
        }
        if wanted != local {
            return Ok(false);
        }
    }
    Ok(base_host.eq_ignore_ascii_case(host))
}

/// nc_uri.
fn covers_uri(base: &[u8], name: &[u8]) -> Result<bool, u8> {
    let colon = name.iter().position(|octet| *octet == b':').ok_or(NAME_SYNTAX)?;
    let host = name.get(colon..).and_then(|rest| rest.strip_prefix(b"://")).ok_or(NAME_SYNTAX)?;
    let end = host.iter().position(|octet| *octet == b':');
    let end = end.or_else(|| host.iter().position(|octet| *octet == b'/')).unwrap_or(host.len());
    let host = host.get(..end).filter(|host| !host.is_empty()).ok_or(NAME_SYNTAX)?;
    if base.first() == Some(&b'.') {
        let more = host.len().checked_sub(base.len()).filter(|more| *more > 0);
        return Ok(more.and_then(|more| host.get(more..)).is_some_and(|end| end.eq_ignore_ascii_case(base)));
    }
    Ok(base.eq_ignore_ascii_case(host))
}

/// nc_ip.
fn covers_address(base: &[u8], address: &[u8]) -> Result<bool, u8> {
    if !matches!(address.len(), 4 | 16) || !matches!(base.len(), 8 | 32) {
        return Err(NAME_SYNTAX);
    }
    let Some((network, mask)) =
        base.split_at_checked(base.len() / 2).filter(|(_, mask)| mask.len() == address.len())
    else {
        return Ok(false);
    };
    Ok(address.iter().zip(network).zip(mask).all(|((octet, network), mask)| octet & mask == network & mask))
}
