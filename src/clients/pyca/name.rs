//! Names as cryptography's verifier understands them (x509_verification/types.rs), and as Python shows them (RFC 4514).

use super::super::reader::asn1::{self, Element};
use super::super::reader::schema::{Kind, Misfit, Step, Wrong};
use super::super::scene::Host;
use super::reader;

const DNS: u8 = 0x82;
const MAIL: u8 = 0x81;
const ADDRESS: u8 = 0x87;

/// DNSName: letters, digits and hyphens, the latter not at the ends of labels.
pub(super) fn is_domain(name: &str) -> bool {
    (1..=253).contains(&name.len())
        && name.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|octet| octet.is_ascii_alphanumeric() || octet == b'-')
        })
}

/// DNSPattern: a name, or all that are one label longer.
fn pattern(name: &str) -> Option<(bool, &str)> {
    let (is_wildcard, base) = name.strip_prefix("*.").map_or((false, name), |base| (true, base));
    is_domain(base).then_some((is_wildcard, base))
}

fn text<'a>(name: &Element<'a>) -> &'a str {
    core::str::from_utf8(name.contents).unwrap_or_default()
}

/// Whether one of the names is the host's.
pub(super) fn are_host(names: &[u8], host: &Host<'_>) -> bool {
    let address = host.name.ip_octets();
    asn1::elements(names).any(|name| match name.tag {
        DNS if address.is_none() => match pattern(text(&name)) {
            Some((false, base)) => base.eq_ignore_ascii_case(host.text),
            Some((true, base)) => is_parent(base, host.text),
            None => false,
        },
        ADDRESS => address.as_deref() == Some(name.contents),
        _ => false,
    })
}

fn is_parent(base: &str, name: &str) -> bool {
    name.split_once('.').is_some_and(|(_, parent)| parent.eq_ignore_ascii_case(base))
}

/// DNSConstraint.contains: the last labels of a name are those of a constraint.
fn contains(constraint: &str, name: &str) -> bool {
    let Some(more) = name.len().checked_sub(constraint.len()) else { return false };
    let (first, last) = name.as_bytes().split_at_checked(more).unwrap_or_default();
    matches!(first.last(), None | Some(b'.')) && last.eq_ignore_ascii_case(constraint.as_bytes())
}

/// A constraint, understood once for all names that are held against it: there may be thousands of either.
pub(super) struct Constraint<'a> {
    element: Element<'a>,
    base: Base<'a>,
}

/// `None` where it is malformed.
enum Base<'a> {
    Domain(Option<&'a str>),
    /// Address and mask.
    Network(Option<(&'a [u8], &'a [u8])>),
    Mail(Option<Mail<'a>>),
    Unsupported,
}

impl<'a> Constraint<'a> {
    pub(super) fn of(element: Element<'a>) -> Self {
        let base = match element.tag {
            DNS => Base::Domain(Some(text(&element)).filter(|base| is_domain(base))),
            ADDRESS => {
                let halves = element.contents.split_at_checked(element.contents.len() / 2);
                let is_network = |mask: &[u8]| matches!(element.contents.len(), 8 | 32) && is_mask(mask);
                Base::Network(halves.filter(|(_, mask)| is_network(mask)))
            }
            MAIL => Base::Mail(mail_constraint(text(&element))),
            _ => Base::Unsupported,
        };
        Self { element, base }
    }

    pub(super) fn tag(&self) -> u8 {
        self.element.tag
    }

    fn malformed(&self, words: &str) -> String {
        let shown = match self.base {
            Base::Network(_) => octets(self.element.contents),
            Base::Mail(_) => quoted(text(&self.element)),
            _ => text(&self.element).to_owned(),
        };
        [words, &shown].concat()
    }
}

/// A name, understood once for all constraints.
enum Known<'a> {
    /// Whether it is a wildcard, and what follows.
    Domain(Option<(bool, &'a str)>),
    Address(Option<&'a [u8]>),
    /// Local part and domain.
    Mail(Option<(&'a str, &'a str)>),
    Unsupported,
}

impl<'a> Known<'a> {
    fn of(name: &Element<'a>) -> Self {
        match name.tag {
            DNS => Self::Domain(pattern(text(name))),
            ADDRESS => Self::Address(Some(name.contents).filter(|octets| matches!(octets.len(), 4 | 16))),
            MAIL => Self::Mail(mailbox(text(name))),
            _ => Self::Unsupported,
        }
    }
}

/// What is wrong with a name by the constraints of one CA.
pub(super) enum Objection {
    /// No more constraints are looked at for one chain.
    Exhausted,
    Words(String),
}

impl From<String> for Objection {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

/// Holds a name against the constraints of one CA; each that is looked at is taken from `left`.
pub(super) fn check(
    name: &Element<'_>,
    permitted: &[Constraint<'_>],
    excluded: &[Constraint<'_>],
    left: &mut usize,
) -> Result<(), Objection> {
    let known = Known::of(name);
    let mut look = |constraint: &Constraint<'_>, is_excluded: bool| {
        *left = left.checked_sub(1).ok_or(Objection::Exhausted)?;
        Ok::<_, Objection>(applies(name, &known, constraint, is_excluded)?)
    };
    let mut permit = true;
    for constraint in permitted {
        if let Some(matches) = look(constraint, false)? {
            permit = matches;
            if matches {
                break;
            }
        }
    }
    if !permit {
        return Err(Objection::Words(String::from("no permitted name constraints matched SAN")));
    }
    for constraint in excluded {
        if look(constraint, true)? == Some(true) {
            return Err(Objection::Words(String::from("excluded name constraint matched SAN")));
        }
    }
    Ok(())
}

/// Whether a constraint matches a name; `None` where it is about names of another kind.
fn applies(
    name: &Element<'_>,
    known: &Known<'_>,
    constraint: &Constraint<'_>,
    is_excluded: bool,
) -> Result<Option<bool>, String> {
    if name.tag != constraint.tag() {
        return Ok(None);
    }
    match (known, &constraint.base) {
        (Known::Domain(None), _) => {
            Err(["unsatisfiable DNS name constraint: malformed SAN ", text(name)].concat())
        }
        (_, Base::Domain(None)) => Err(constraint.malformed("malformed DNS name constraint: ")),
        (Known::Domain(Some((is_wildcard, found))), Base::Domain(Some(base))) => {
            Ok(Some(contains(base, found) || (is_excluded && *is_wildcard && is_parent(found, base))))
        }
        (Known::Address(None), _) => {
            Err(["unsatisfiable IP name constraint: malformed SAN ", &octets(name.contents)].concat())
        }
        (_, Base::Network(None)) => Err(constraint.malformed("malformed IP name constraints: ")),
        (Known::Address(Some(address)), Base::Network(Some((network, mask)))) => Ok(Some(
            network.len() == address.len()
                && network
                    .iter()
                    .zip(*mask)
                    .zip(*address)
                    .all(|((network, mask), octet)| network & mask == octet & mask),
        )),
        (Known::Mail(None), _) => {
            Err(["unsatisfiable RFC822 name constraint: malformed SAN ", &quoted(text(name))].concat())
        }
        (_, Base::Mail(None)) => Err(constraint.malformed("malformed RFC822 name constraints: ")),
        (Known::Mail(Some((local, domain))), Base::Mail(Some(wanted))) => Ok(Some(match wanted {
            Mail::Exact(wanted_local, wanted) => wanted_local == local && wanted.eq_ignore_ascii_case(domain),
            Mail::On(wanted) => wanted.eq_ignore_ascii_case(domain),
            Mail::In(wanted) => domain.len() > wanted.len() && contains(wanted, domain),
        })),
        _ => Err(String::from("unsupported name constraint")),
    }
}

fn octets(contents: &[u8]) -> String {
    let all: Vec<String> = contents.iter().map(u8::to_string).collect();
    ["[", &all.join(", "), "]"].concat()
}

fn quoted(text: &str) -> String {
    ["\"", text, "\""].concat()
}

/// Ones, and then noughts.
fn is_mask(mask: &[u8]) -> bool {
    let mut rest = mask.iter().skip_while(|octet| **octet == 0xff);
    rest.next().is_none_or(|octet| octet.leading_ones() + octet.trailing_zeros() >= 8)
        && rest.all(|octet| *octet == 0)
}

enum Mail<'a> {
    Exact(&'a str, &'a str),
    On(&'a str),
    In(&'a str),
}

fn mail_constraint(text: &str) -> Option<Mail<'_>> {
    if let Some(domain) = text.strip_prefix('.') {
        return is_domain(domain).then_some(Mail::In(domain));
    }
    match mailbox(text) {
        Some((local, domain)) => Some(Mail::Exact(local, domain)),
        None => is_domain(text).then_some(Mail::On(text)),
    }
}

/// RFC822Name: a local part without quotes, and a domain.
fn mailbox(text: &str) -> Option<(&str, &str)> {
    let (local, domain) = text.split_once('@')?;
    let is_atom = |atom: &str| {
        !atom.is_empty()
            && atom
                .bytes()
                .all(|octet| octet.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&octet))
    };
    (local.split('.').all(is_atom) && is_domain(domain)).then_some((local, domain))
}

/// A Name as Python shows it; what is raised where it cannot be shown.
pub(super) fn shown(name: &[u8]) -> Result<String, String> {
    let sets = asn1::element(name).map_or(&[][..], |(name, _)| name.contents);
    let mut all = Vec::new();
    for set in asn1::elements(sets) {
        let mut parts = Vec::new();
        for attribute in asn1::elements(set.contents) {
            let mut fields = asn1::elements(attribute.contents);
            let (Some(oid), Some(value)) = (fields.next(), fields.next()) else { continue };
            parts.push([attribute_name(oid.contents).as_str(), "=", &escaped(&value)?].concat());
        }
        if parts.is_empty() {
            return Err(String::from("ValueError: a relative distinguished name cannot be empty"));
        }
        all.push(parts.join("+"));
    }
    all.reverse();
    Ok(all.join(","))
}

fn attribute_name(oid: &[u8]) -> String {
    let name = match oid {
        [0x55, 4, 3] => "CN",
        [0x55, 4, 7] => "L",
        [0x55, 4, 8] => "ST",
        [0x55, 4, 10] => "O",
        [0x55, 4, 11] => "OU",
        [0x55, 4, 6] => "C",
        [0x55, 4, 9] => "STREET",
        [9, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 25] => "DC",
        [9, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 1] => "UID",
        _ => return reader::dotted_oid(oid),
    };
    name.to_owned()
}

fn escaped(value: &Element<'_>) -> Result<String, String> {
    let raised = |kind: Kind| Err(reader::raised(&Misfit { kind, path: vec![Step::Field("subject")] }));
    let units = |size: usize| {
        value
            .contents
            .chunks(size)
            .map(|unit| unit.iter().fold(0, |all, octet| all << 8 | u32::from(*octet)))
            .filter_map(char::from_u32)
            .collect::<String>()
    };
    let text = match value.tag {
        asn1::BIT_STRING => return Ok(["#", &crate::certificate::hex(value.contents)].concat()),
        0x1e => units(2),
        0x1c => units(4),
        asn1::OCTET_STRING | 0x0c | 0x12..=0x14 | 0x16..=0x18 | 0x1a => {
            match core::str::from_utf8(value.contents) {
                Ok(text) => text.to_owned(),
                Err(_) => return raised(Kind::Value(Wrong::Text)),
            }
        }
        tag => return raised(Kind::Tag(tag)),
    };
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\\' | '"' | '+' | ',' | ';' | '<' | '>' => {
                out.push('\\');
                out.push(letter);
            }
            '\0' => out.push_str("\\00"),
            _ => out.push(letter),
        }
    }
    if out.starts_with('#') || (out.starts_with(' ') && out.len() > 1) {
        out.insert(0, '\\');
    }
    if out.ends_with(' ') {
        out.pop();
        out.push_str("\\ ");
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the library does it: from the last label on, as far as there are labels on either side.
    fn contains_by_labels(constraint: &str, name: &str) -> bool {
        let mut labels = name.rsplit('.');
        name.len() >= constraint.len()
            && constraint
                .rsplit('.')
                .all(|wanted| labels.next().is_none_or(|label| label.eq_ignore_ascii_case(wanted)))
    }

    #[test]
    fn a_constraint_holds_the_last_labels() {
        let all = [
            "a", "b", "A.b", "a.a.b", "xa.b", "ab", "a.b.c", "b.c", "c", "aa.b", "a.ab", "b.b.b.b", "abcdef",
        ];
        for constraint in all {
            for name in all {
                let by_labels = contains_by_labels(constraint, name);
                assert_eq!(contains(constraint, name), by_labels, "{name} in {constraint}");
            }
        }
    }

    fn held(count: usize, mut left: usize) -> (Result<(), bool>, usize) {
        let whole = [&[DNS, 1][..], b"a"].concat();
        let element = || asn1::element(&whole).unwrap().0;
        let other = [&[DNS, 1][..], b"b"].concat();
        let excluded: Vec<_> = (0..count).map(|_| Constraint::of(asn1::element(&other).unwrap().0)).collect();
        let permitted = [Constraint::of(element())];
        let result = check(&element(), &permitted, &excluded, &mut left);
        (result.map_err(|wrong| matches!(wrong, Objection::Exhausted)), left)
    }

    #[test]
    fn each_constraint_that_is_looked_at_counts() {
        assert_eq!(held(3, 5), (Ok(()), 1));
        assert_eq!(held(3, 4), (Ok(()), 0));
        assert_eq!(held(3, 3), (Err(true), 0));
    }
}
