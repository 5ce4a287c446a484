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

/// DNSConstraint.contains.
fn contains(constraint: &str, name: &str) -> bool {
    let mut labels = name.rsplit('.');
    name.len() >= constraint.len()
        && constraint
            .rsplit('.')
            .all(|wanted| labels.next().is_none_or(|label| label.eq_ignore_ascii_case(wanted)))
}

/// What is wrong with a name by the constraints of one CA.
pub(super) fn wrong(
    name: &Element<'_>,
    permitted: &[Element<'_>],
    excluded: &[Element<'_>],
) -> Option<String> {
    let mut permit = true;
    for constraint in permitted {
        match applies(name, constraint, false) {
            Err(words) => return Some(words),
            Ok(None) => {}
            Ok(Some(matches)) => {
                permit = matches;
                if matches {
                    break;
                }
            }
        }
    }
    if !permit {
        return Some(String::from("no permitted name constraints matched SAN"));
    }
    for constraint in excluded {
        match applies(name, constraint, true) {
            Err(words) => return Some(words),
            Ok(Some(true)) => return Some(String::from("excluded name constraint matched SAN")),
            Ok(_) => {}
        }
    }
    None
}

/// Whether a constraint matches a name; `None` where it is about names of another kind.
fn applies(name: &Element<'_>, constraint: &Element<'_>, is_excluded: bool) -> Result<Option<bool>, String> {
    if name.tag != constraint.tag {
        return Ok(None);
    }
    match name.tag {
        DNS => {
            let base = text(constraint);
            match (is_domain(base), pattern(text(name))) {
                (_, None) => Err(["unsatisfiable DNS name constraint: malformed SAN ", text(name)].concat()),
                (false, _) => Err(["malformed DNS name constraint: ", base].concat()),
                (true, Some((is_wildcard, found))) => {
                    Ok(Some(contains(base, found) || (is_excluded && is_wildcard && is_parent(found, base))))
                }
            }
        }
        ADDRESS => {
            let octets = |contents: &[u8]| {
                let all: Vec<String> = contents.iter().map(u8::to_string).collect();
                ["[", &all.join(", "), "]"].concat()
            };
            let half = constraint.contents.len() / 2;
            let (network, mask) = constraint.contents.split_at_checked(half).unwrap_or_default();
            let is_network = matches!(constraint.contents.len(), 8 | 32) && is_mask(mask);
            match (is_network, matches!(name.contents.len(), 4 | 16)) {
                (_, false) => {
                    Err(["unsatisfiable IP name constraint: malformed SAN ", &octets(name.contents)].concat())
                }
                (false, _) => Err(["malformed IP name constraints: ", &octets(constraint.contents)].concat()),
                (true, true) => Ok(Some(
                    network.len() == name.contents.len()
                        && network
                            .iter()
                            .zip(mask)
                            .zip(name.contents)
                            .all(|((network, mask), octet)| network & mask == octet & mask),
                )),
            }
        }
        MAIL => {
            let quoted = |text: &str| ["\"", text, "\""].concat();
            match (mail_constraint(text(constraint)), mailbox(text(name))) {
                (_, None) => {
                    Err(["unsatisfiable RFC822 name constraint: malformed SAN ", &quoted(text(name))]
                        .concat())
                }
                (None, _) => Err(["malformed RFC822 name constraints: ", &quoted(text(constraint))].concat()),
                (Some(wanted), Some((local, domain))) => Ok(Some(match wanted {
                    Mail::Exact(wanted_local, wanted) => {
                        wanted_local == local && wanted.eq_ignore_ascii_case(domain)
                    }
                    Mail::On(wanted) => wanted.eq_ignore_ascii_case(domain),
                    Mail::In(wanted) => domain.len() > wanted.len() && contains(wanted, domain),
                })),
            }
        }
        _ => Err(String::from("unsupported name constraint")),
    }
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
