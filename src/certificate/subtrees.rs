//! Subtrees of names (RFC 5280 §4.2.1.10), and whether a name lies in one of them.
//!
//! They are looked up rather than gone through: thousands of names below thousands of constraints must not be compared each
//! with each, by every client anew.

use sha2::{Digest as _, Sha256};

use super::extensions::GeneralName;
use super::name::{Name, folded};
use crate::order::sort_by_key;

/// Masks of addresses that are not a prefix, of which so many are remembered. No standard allows one.
const MOST_UNEVEN_MASKS: usize = 64;

/// Permitted or excluded subtrees, in the order given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Subtrees {
    all: Vec<GeneralName>,
    dns_count: usize,
    /// How many others of each kind, by the tag.
    counts: Vec<(u8, usize)>,
    /// Sorted.
    keys: Vec<Key>,
    /// A bit for each form, and for each length of what a key is made of, that is among the keys: what is of neither need not be
    /// looked for.
    forms: u64,
    sizes: u64,
    /// Each mask of an address once.
    masks: Vec<Vec<u8>>,
    /// The numbers of attributes of directory names, each once.
    lengths: Vec<usize>,
}

/// What a constraint is found by: the beginning of the SHA-256 of its form and its text in lower case, or its octets. There are a
/// hundred thousand of them in a certificate that was made to be large, and so they take no more than is needed to tell them apart.
type Key = [u8; 16];

fn key_of(form: Form, key: &[u8]) -> Key {
    let mut hasher = Sha256::new();
    hasher.update([form.tag()]);
    hasher.update(key);
    let digest: [u8; 32] = hasher.finalize().into();
    let mut key = [0; 16];
    for (octet, known) in key.iter_mut().zip(digest) {
        *octet = known;
    }
    key
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// A DNS name that covers itself and what is below; the empty one covers all.
    Dns,
    /// One that was written with a leading period, without it.
    DnsBelow,
    /// What is left of a DNS name without its first label.
    DnsParent,
    Mailbox,
    /// The host of any mailbox; the empty one covers all.
    MailHost,
    MailBelow,
    UriHost,
    UriBelow,
    /// The attributes of a directory name.
    Directory,
    /// A mask, and an address under it.
    Address,
    /// The tag of a kind whose names cannot be compared.
    Incomparable,
}

impl Form {
    fn tag(self) -> u8 {
        match self {
            Self::Dns => 0,
            Self::DnsBelow => 1,
            Self::DnsParent => 2,
            Self::Mailbox => 3,
            Self::MailHost => 4,
            Self::MailBelow => 5,
            Self::UriHost => 6,
            Self::UriBelow => 7,
            Self::Directory => 8,
            Self::Address => 9,
            Self::Incomparable => 10,
        }
    }
}

impl Form {
    fn bit(self) -> u64 {
        1 << self.tag()
    }
}

/// Lengths of 63 octets and more are one.
fn size_bit(key: &[u8]) -> u64 {
    1 << key.len().min(63)
}

impl From<Vec<GeneralName>> for Subtrees {
    fn from(all: Vec<GeneralName>) -> Self {
        let mut subtrees = Self::default();
        for name in &all {
            subtrees.add(name);
        }
        sort_by_key(&mut subtrees.keys, |key| *key);
        Self { all, ..subtrees }
    }
}

impl Subtrees {
    pub(crate) fn iter(&self) -> core::slice::Iter<'_, GeneralName> {
        self.all.iter()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// How many are for names of this kind.
    pub(crate) fn count(&self, name: &GeneralName) -> usize {
        match name {
            GeneralName::Dns(_) => self.dns_count,
            _ => self.counts.iter().find(|(tag, _)| *tag == name.tag()).map_or(0, |(_, count)| *count),
        }
    }

    /// Whether a name lies in one of them. A wildcard does where everything that it could stand for does.
    pub(crate) fn cover(&self, name: &GeneralName) -> bool {
        match name {
            GeneralName::Dns(name) => {
                let name = name.to_ascii_lowercase();
                self.cover_dns(name.strip_prefix("*.").unwrap_or(&name), name.starts_with("*."))
            }
            GeneralName::Email(mailbox) => self.cover_mailbox(mailbox),
            GeneralName::Uri(uri) => host_of(uri).is_some_and(|host| self.cover_uri_host(host)),
            // A constraint's relative names are the first of the names that it covers.
            GeneralName::Directory(name) => {
                let fits = |length: &usize| {
                    let attributes = name.attributes.get(..*length);
                    attributes.is_some_and(|first| self.has(Form::Directory, &folded(first)))
                };
                self.lengths.iter().any(fits)
            }
            GeneralName::Ip(address) => {
                let fits = |mask: &Vec<u8>| {
                    mask.len() == address.len() && self.has(Form::Address, &under_mask(address, mask))
                };
                self.masks.iter().any(fits)
            }
            GeneralName::Other(_) | GeneralName::Rare(_) | GeneralName::Invalid(..) => false,
        }
    }

    /// Whether something of a name lies in one of them. A wildcard does where anything that it could stand for does: its
    /// base lies inside, or a subtree is one label below the base. Of a kind that cannot be compared every name does.
    pub(crate) fn touch(&self, name: &GeneralName) -> bool {
        match name {
            GeneralName::Dns(text) => {
                let text = text.to_ascii_lowercase();
                match text.strip_prefix("*.") {
                    Some(base) => self.cover_dns(base, true) || self.has(Form::DnsParent, base.as_bytes()),
                    None => self.cover_dns(&text, false),
                }
            }
            _ => self.has(Form::Incomparable, &[name.tag()]) || self.cover(name),
        }
    }

    fn add(&mut self, name: &GeneralName) {
        match (name, self.counts.iter_mut().find(|(tag, _)| *tag == name.tag())) {
            (GeneralName::Dns(_), _) => self.dns_count = self.dns_count.saturating_add(1),
            (_, Some((_, count))) => *count = count.saturating_add(1),
            (_, None) => self.counts.push((name.tag(), 1)),
        }
        match name {
            GeneralName::Dns(text) => self.add_dns(&text.to_ascii_lowercase()),
            GeneralName::Email(text) => match text.rsplit_once('@') {
                Some((local, host)) => self.add_text(Form::Mailbox, &mailbox_key(local, host)),
                None => match text.strip_prefix('.') {
                    None | Some("") => self.add_text(Form::MailHost, text.strip_prefix('.').unwrap_or(text)),
                    Some(base) => self.add_text(Form::MailBelow, base),
                },
            },
            GeneralName::Uri(text) => match text.strip_prefix('.') {
                Some(base) => self.add_text(Form::UriBelow, base),
                None => self.add_text(Form::UriHost, text),
            },
            GeneralName::Directory(name) => self.add_directory(name),
            GeneralName::Ip(range) => self.add_range(range),
            GeneralName::Other(_) | GeneralName::Rare(_) | GeneralName::Invalid(..) => {
                self.add_key(Form::Incomparable, &[name.tag()]);
            }
        }
    }

    fn add_key(&mut self, form: Form, key: &[u8]) {
        self.forms |= form.bit();
        self.sizes |= size_bit(key);
        self.keys.push(key_of(form, key));
    }

    fn add_text(&mut self, form: Form, text: &str) {
        // The local part of a mailbox is in the case that it was written in; everything else is without case.
        let text = if form == Form::Mailbox { text.to_owned() } else { text.to_ascii_lowercase() };
        self.add_key(form, text.as_bytes());
    }

    fn add_dns(&mut self, name: &str) {
        if let Some((_, parent)) = name.split_once('.') {
            self.add_text(Form::DnsParent, parent);
        }
        match name.strip_prefix('.') {
            Some("") => self.add_text(Form::Dns, ""),
            Some(base) => self.add_text(Form::DnsBelow, base),
            None => self.add_text(Form::Dns, name),
        }
    }

    fn add_directory(&mut self, name: &Name) {
        if !self.lengths.contains(&name.attributes.len()) {
            self.lengths.push(name.attributes.len());
        }
        self.add_key(Form::Directory, &folded(&name.attributes));
    }

    fn add_range(&mut self, range: &[u8]) {
        let (base, mask) = range.split_at(range.len() / 2);
        if base.len() != mask.len() {
            return;
        }
        if !self.masks.iter().any(|known| known == mask) {
            let uneven = self.masks.iter().filter(|known| !is_prefix_mask(known)).count();
            if uneven == MOST_UNEVEN_MASKS && !is_prefix_mask(mask) {
                return;
            }
            self.masks.push(mask.to_vec());
        }
        self.add_key(Form::Address, &under_mask(base, mask));
    }

    /// Whether a DNS name in lower case equals one of them or lies below it. One with a leading period covers what is below
    /// it; `below` says that something stands below the name already.
    fn cover_dns(&self, name: &str, below: bool) -> bool {
        let itself =
            self.has(Form::Dns, name.as_bytes()) || (below && self.has(Form::DnsBelow, name.as_bytes()));
        let above = |domain: &str| {
            self.has(Form::Dns, domain.as_bytes()) || self.has(Form::DnsBelow, domain.as_bytes())
        };
        self.has(Form::Dns, b"") || itself || domains_above(name).any(above)
    }

    /// A constraint is a mailbox, a host, or with a leading period the hosts of a domain.
    fn cover_mailbox(&self, mailbox: &str) -> bool {
        let Some((local, host)) = mailbox.rsplit_once('@') else { return false };
        let host = host.to_ascii_lowercase();
        self.has(Form::Mailbox, mailbox_key(local, &host).as_bytes())
            || self.has(Form::MailHost, b"")
            || self.has(Form::MailHost, host.as_bytes())
            || domains_above(&host).any(|domain| self.has(Form::MailBelow, domain.as_bytes()))
    }

    /// A constraint is a host, or with a leading period the hosts of a domain.
    fn cover_uri_host(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        self.has(Form::UriBelow, b"")
            || self.has(Form::UriHost, host.as_bytes())
            || domains_above(&host).any(|domain| self.has(Form::UriBelow, domain.as_bytes()))
    }

    fn has(&self, form: Form, key: &[u8]) -> bool {
        self.forms & form.bit() != 0
            && self.sizes & size_bit(key) != 0
            && self.keys.binary_search(&key_of(form, key)).is_ok()
    }
}

impl<'a> IntoIterator for &'a Subtrees {
    type Item = &'a GeneralName;
    type IntoIter = core::slice::Iter<'a, GeneralName>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// What follows each period of a name.
fn domains_above(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices('.').filter_map(|(at, period)| name.get(at.saturating_add(period.len())..))
}

fn mailbox_key(local: &str, host: &str) -> String {
    format!("{local}@{}", host.to_ascii_lowercase())
}

/// The host of a URI with an authority, without user, port and brackets; `None` for an address or none.
fn host_of(uri: &str) -> Option<&str> {
    let (_, rest) = uri.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    (!host.is_empty() && host.parse::<core::net::Ipv4Addr>().is_err() && !host.starts_with('['))
        .then_some(host)
}

fn under_mask(address: &[u8], mask: &[u8]) -> Vec<u8> {
    mask.iter().copied().chain(address.iter().zip(mask).map(|(octet, mask)| octet & mask)).collect()
}

/// Ones, then zeros.
pub(crate) fn is_prefix_mask(mask: &[u8]) -> bool {
    let mut bits = mask.iter().flat_map(|octet| (0..8).rev().map(move |bit| octet >> bit & 1));
    bits.by_ref().find(|bit| *bit == 0);
    bits.all(|bit| bit == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dns(text: &str) -> GeneralName {
        GeneralName::Dns(text.to_owned())
    }

    fn covers(constraint: &GeneralName, name: &GeneralName) -> bool {
        Subtrees::from(vec![constraint.clone()]).cover(name)
    }

    fn touches(constraint: &GeneralName, name: &GeneralName) -> bool {
        Subtrees::from(vec![constraint.clone()]).touch(name)
    }

    #[test]
    fn a_dns_constraint_covers_itself_and_what_is_below() {
        assert!(covers(&dns("example.com"), &dns("example.com")));
        assert!(covers(&dns("example.com"), &dns("a.b.EXAMPLE.com")));
        assert!(!covers(&dns("example.com"), &dns("notexample.com")));
        assert!(covers(&dns(""), &dns("anything.test")));
        assert!(covers(&dns("."), &dns("anything.test")));
        assert!(!covers(&dns(".example.com"), &dns("example.com")));
        assert!(covers(&dns(".example.com"), &dns("www.example.com")));
    }

    #[test]
    fn a_wildcard_is_covered_wholly_and_touched_partly() {
        assert!(covers(&dns("example.com"), &dns("*.example.com")));
        assert!(covers(&dns(".example.com"), &dns("*.example.com")));
        assert!(!covers(&dns("www.example.com"), &dns("*.example.com")));
        assert!(touches(&dns("www.example.com"), &dns("*.example.com")), "CVE-2025-61727");
        assert!(!touches(&dns("a.www.example.com"), &dns("*.example.com")));
    }

    #[test]
    fn addresses_are_compared_under_the_mask() {
        let range = GeneralName::Ip(vec![192, 0, 2, 9, 255, 255, 255, 0]);
        assert!(covers(&range, &GeneralName::Ip(vec![192, 0, 2, 7])));
        assert!(!covers(&range, &GeneralName::Ip(vec![192, 0, 3, 7])));
        assert!(!covers(&range, &GeneralName::Ip([192, 0, 2, 7].repeat(4))));
        assert!(!covers(&GeneralName::Ip(vec![1; 7]), &GeneralName::Ip(vec![1; 3])));
        let uneven = GeneralName::Ip(vec![192, 0, 2, 0, 255, 0, 255, 0]);
        assert!(covers(&uneven, &GeneralName::Ip(vec![192, 9, 2, 7])));
    }

    #[test]
    fn uneven_masks_are_bounded_and_prefixes_are_not_left_out_for_them() {
        let uneven = (0..1000_u32).map(|number| {
            let mask = (number * 2 + 1) | 0x8000_0000;
            GeneralName::Ip([[0; 4], mask.to_be_bytes()].concat())
        });
        let prefix = GeneralName::Ip(vec![192, 0, 2, 0, 255, 255, 255, 0]);
        let subtrees = Subtrees::from(uneven.chain([prefix]).collect::<Vec<_>>());
        assert_eq!(subtrees.masks.len(), MOST_UNEVEN_MASKS + 1);
        assert!(subtrees.cover(&GeneralName::Ip(vec![192, 0, 2, 7])));
    }

    #[test]
    fn mailboxes_hosts_and_domains_of_mail_differ() {
        let mail = |text: &str| GeneralName::Email(text.to_owned());
        assert!(covers(&mail("example.com"), &mail("me@EXAMPLE.com")));
        assert!(!covers(&mail("example.com"), &mail("me@mail.example.com")));
        assert!(covers(&mail(".example.com"), &mail("me@mail.example.com")));
        assert!(!covers(&mail(".example.com"), &mail("me@example.com")));
        assert!(covers(&mail("me@EXAMPLE.com"), &mail("me@example.com")));
        assert!(!covers(&mail("me@example.com"), &mail("ME@example.com")));
        assert!(covers(&mail(""), &mail("me@example.com")));
        assert!(!covers(&mail(""), &mail("example.com")), "no mailbox");
    }

    #[test]
    fn a_uri_is_compared_by_its_host() {
        let uri = |text: &str| GeneralName::Uri(text.to_owned());
        assert!(covers(&uri("www.example.com"), &uri("https://user@WWW.example.com:8443/x")));
        assert!(!covers(&uri("example.com"), &uri("https://www.example.com/")));
        assert!(covers(&uri(".example.com"), &uri("https://www.example.com/")));
        assert!(!covers(&uri(".example.com"), &uri("https://example.com/")));
        for without_a_host in ["https://192.0.2.7/", "https://[2001:db8::1]/", "urn:a:b"] {
            assert!(!covers(&uri(""), &uri(without_a_host)), "{without_a_host}");
        }
    }

    #[test]
    fn a_directory_name_begins_with_its_constraint() {
        let name = |attributes: &[(&str, &str)]| {
            let own = |(kind, value): &(&str, &str)| ((*kind).to_owned(), (*value).to_owned());
            GeneralName::Directory(Name { der: Vec::new(), attributes: attributes.iter().map(own).collect() })
        };
        let constraint = name(&[("C", "DE"), ("O", "Example  Inc")]);
        assert!(covers(&constraint, &name(&[("C", "de"), ("O", "example inc"), ("CN", "x")])));
        assert!(!covers(&constraint, &name(&[("C", "DE")])));
        assert!(!covers(&constraint, &name(&[("C", "DE"), ("O", "Exampleinc")])));
        assert!(!covers(&constraint, &name(&[("O", "Example Inc"), ("C", "DE")])));
        assert!(covers(&name(&[]), &name(&[("CN", "x")])));
    }

    #[test]
    fn of_a_kind_that_cannot_be_compared_every_name_is_touched_and_none_covered() {
        let (one, other) = (GeneralName::Other("1.2.3".into()), GeneralName::Other("1.2.4".into()));
        assert!(touches(&one, &other) && !covers(&one, &other));
        let invalid = GeneralName::Invalid(1, vec![0xff]);
        assert!(touches(&invalid, &GeneralName::Email("me@example.com".into())));
        assert!(!touches(&invalid, &dns("example.com")));
        assert_eq!(Subtrees::from(vec![GeneralName::Invalid(2, vec![])]).count(&dns("example.com")), 0);
    }
}
