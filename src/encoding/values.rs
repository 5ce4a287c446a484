//! What is odd in the contents of primitive values. Offsets here count from the contents.

use super::kind::Kind;

/// Integers (X.690 §8.3).
pub(super) fn integer(contents: &[u8], negative: bool) -> Option<Kind> {
    match contents {
        [] => Some(Kind::IntegerEmpty),
        [0, second, ..] if *second < 0x80 => Some(Kind::IntegerPadded),
        [0xff, second, ..] if *second >= 0x80 => Some(Kind::IntegerPadded),
        [first, ..] if *first >= 0x80 && !negative => Some(Kind::IntegerNegative),
        _ => None,
    }
}

/// Object identifiers (X.690 §8.19), with the offset of the arc.
pub(super) fn oid(contents: &[u8]) -> Option<(Kind, usize)> {
    let mut begins = true;
    for (index, octet) in contents.iter().enumerate() {
        if begins && *octet == 0x80 {
            return Some((Kind::OidPadded, index));
        }
        begins = *octet < 0x80;
    }
    (contents.is_empty() || !begins).then(|| (Kind::OidBroken, contents.len().saturating_sub(1)))
}

/// The string types of ASN.1, by tag.
pub(super) mod tag {
    pub(crate) const UTF8: u8 = 0x0c;
    pub(crate) const NUMERIC: u8 = 0x12;
    pub(crate) const PRINTABLE: u8 = 0x13;
    pub(crate) const TELETEX: u8 = 0x14;
    pub(crate) const IA5: u8 = 0x16;
    pub(crate) const VISIBLE: u8 = 0x1a;
    pub(crate) const UNIVERSAL: u8 = 0x1c;
    pub(crate) const BMP: u8 = 0x1e;
}

/// What is odd in a string: the kind, the first octet, and how many.
pub(super) fn string(string_tag: u8, contents: &[u8]) -> Option<(Kind, usize, usize)> {
    let first = |allowed: fn(u8) -> bool| {
        contents.iter().position(|octet| !allowed(*octet)).map(|at| (Kind::Characters, at, 1))
    };
    match string_tag {
        tag::UTF8 => core::str::from_utf8(contents).err().map(|error| {
            let at = error.valid_up_to();
            (Kind::Utf8Invalid, at, error.error_len().unwrap_or(contents.len() - at))
        }),
        tag::PRINTABLE => first(|octet| octet.is_ascii_alphanumeric() || b" '()+,-./:=?".contains(&octet)),
        tag::IA5 => first(|octet| octet < 0x80),
        tag::NUMERIC => first(|octet| octet.is_ascii_digit() || octet == b' '),
        tag::VISIBLE => first(|octet| (0x20..0x7f).contains(&octet)),
        tag::BMP => wide(contents, 2),
        tag::UNIVERSAL => wide(contents, 4),
        _ => None,
    }
}

fn wide(contents: &[u8], width: usize) -> Option<(Kind, usize, usize)> {
    let odd = contents.chunks(width).position(|chunk| {
        let value = chunk.iter().fold(0_u32, |sum, octet| sum << 8 | u32::from(*octet));
        chunk.len() < width || char::from_u32(value).is_none()
    })?;
    let at = odd * width;
    Some((Kind::WideBroken, at, width.min(contents.len() - at)))
}

/// How many characters a string has, as far as its type lets one count.
pub(super) fn characters(string_tag: u8, contents: &[u8]) -> usize {
    match string_tag {
        tag::BMP => contents.len() / 2,
        tag::UNIVERSAL => contents.len() / 4,
        tag::UTF8 => contents.iter().filter(|octet| **octet & 0xc0 != 0x80).count(),
        _ => contents.len(),
    }
}

const UTC: u8 = 0x17;

/// Times (RFC 5280 §4.1.2.5).
pub(super) fn time(time_tag: u8, contents: &[u8]) -> Option<Kind> {
    let digits = contents.iter().take_while(|octet| octet.is_ascii_digit()).count();
    let (digits, rest) = contents.split_at_checked(digits)?;
    let digits = if time_tag == UTC {
        let century: &[u8] = if digits.first().is_some_and(|digit| *digit >= b'5') { b"19" } else { b"20" };
        [century, digits].concat()
    } else {
        digits.to_vec()
    };
    let seconds = match digits.len() {
        12 => false,
        14 => true,
        _ => return Some(Kind::TimeBroken),
    };
    let number = |from: usize, count: usize| {
        digits.iter().skip(from).take(count).fold(0_u32, |sum, digit| sum * 10 + u32::from(digit & 15))
    };
    let (year, month, day) = (number(0, 4), number(4, 2), number(6, 2));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        1..=12 => 31,
        _ => 0,
    };
    let exists = (1..=days).contains(&day)
        && number(8, 2) < 24
        && number(10, 2) < 60
        && (!seconds || number(12, 2) < 60);
    match rest {
        _ if !exists => Some(Kind::TimeImpossible),
        b"Z" if !seconds => Some(Kind::TimeNoSeconds),
        b"Z" if time_tag != UTC && (1950..2050).contains(&year) => Some(Kind::TimeForm),
        b"Z" => None,
        [b'+' | b'-', offset @ ..] if offset.len() == 4 && offset.iter().all(u8::is_ascii_digit) => {
            Some(Kind::TimeOffset)
        }
        [b'.' | b',', fraction @ ..] if is_fraction(fraction) => Some(Kind::TimeFraction),
        _ => Some(Kind::TimeBroken),
    }
}

fn is_fraction(text: &[u8]) -> bool {
    text.split_last().is_some_and(|(last, digits)| {
        *last == b'Z' && !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
    })
}

/// A BIT STRING's contents: the count of unused bits, and the octets.
pub(super) fn unused_bits(contents: &[u8]) -> Result<(u8, &[u8]), Kind> {
    match contents.split_first() {
        None => Err(Kind::BitsEmpty),
        Some((unused, octets)) if *unused > 7 || (*unused > 0 && octets.is_empty()) => {
            Err(Kind::UnusedBitsCount)
        }
        Some((unused, octets)) => Ok((*unused, octets)),
    }
}

/// What the type of an identifier octet is called in ASN.1.
pub(super) fn type_name(identifier: u8) -> String {
    const UNIVERSAL: [(u8, &str); 17] = [
        (1, "BOOLEAN"),
        (2, "INTEGER"),
        (3, "BIT STRING"),
        (4, "OCTET STRING"),
        (5, "NULL"),
        (6, "OBJECT IDENTIFIER"),
        (10, "ENUMERATED"),
        (12, "UTF8String"),
        (16, "SEQUENCE"),
        (17, "SET"),
        (18, "NumericString"),
        (19, "PrintableString"),
        (20, "TeletexString"),
        (22, "IA5String"),
        (23, "UTCTime"),
        (24, "GeneralizedTime"),
        (30, "BMPString"),
    ];
    let number = identifier & 0x1f;
    let known = UNIVERSAL.iter().find(|(known, _)| *known == number).map(|(_, name)| *name);
    match (identifier >> 6, known) {
        (0, Some(name)) => name.to_owned(),
        (2, _) => format!("[{number}]"),
        _ => format!("tag {}", crate::notation::hex(&[identifier])),
    }
}

/// Whether a URI has a scheme, and a full name or an IP address as its host, where it has one.
pub(super) fn is_whole_uri(uri: &[u8]) -> bool {
    let Ok(uri) = core::str::from_utf8(uri) else { return true };
    let Some((_, rest)) = uri.split_once(':').filter(|(scheme, _)| !scheme.is_empty()) else {
        return false;
    };
    let Some(rest) = rest.strip_prefix("//") else { return !rest.is_empty() };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    if host.starts_with('[') {
        return true;
    }
    let host = host.split(':').next().unwrap_or_default();
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    host.contains('.') && host.split('.').all(is_label)
}
