//! Elements as X.690 has them, read tolerantly: how an element is written is noted, and judged by whoever reads it.

/// One element.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'a> {
    /// The identifier octet.
    pub tag: u8,
    pub contents: &'a [u8],
    /// With its header, and the end-of-contents octets of an indefinite length.
    pub whole: &'a [u8],
    pub length: Length,
}

/// How a length is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Length {
    /// The shortest form, the only one in DER (X.690 §10.1).
    Minimal,
    /// More octets than it takes.
    Padded,
    Indefinite,
}

/// Why there is no element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// The input ends, this many octets too early.
    Short(usize),
    /// A length of more octets than any program counts with, or an indefinite one without its end.
    Length,
}

pub(crate) const CONSTRUCTED: u8 = 0x20;
pub(crate) const BOOLEAN: u8 = 0x01;
pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const NULL: u8 = 0x05;
pub(crate) const OID: u8 = 0x06;
pub(crate) const UTC_TIME: u8 = 0x17;
pub(crate) const GENERALIZED_TIME: u8 = 0x18;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;

/// Indefinite lengths stand in one another no deeper than this.
const DEEPEST: usize = 16;

/// The first element of some octets, and what follows it.
pub(crate) fn element(input: &[u8]) -> Result<(Element<'_>, &[u8]), Broken> {
    // As nearly all are written, and all are read several times over: one octet of identifier, a short length.
    if let [tag, length @ ..0x80, from_here @ ..] = input
        && tag & 0x1f != 0x1f
        && let Some((contents, rest)) = from_here.split_at_checked(usize::from(*length))
        && let Some(whole) = input.get(..contents.len() + 2)
    {
        return Ok((Element { tag: *tag, contents, whole, length: Length::Minimal }, rest));
    }
    any_element(input)
}

fn any_element(input: &[u8]) -> Result<(Element<'_>, &[u8]), Broken> {
    let mut at = 0;
    let tag = next(input, &mut at)?;
    if tag & 0x1f == 0x1f {
        while next(input, &mut at)? & 0x80 != 0 {}
    }
    let first = next(input, &mut at)?;
    if first == 0x80 {
        return indefinite(input, tag, at);
    }
    let (length, form) = if first < 0x80 {
        (usize::from(first), Length::Minimal)
    } else {
        let octets = usize::from(first & 0x7f);
        let there = input.len() - at;
        if there < octets {
            return Err(Broken::Short(octets - there));
        }
        let mut length = 0_usize;
        let mut leading = true;
        for _ in 0..octets {
            let octet = next(input, &mut at)?;
            leading &= octet == 0;
            length = length.checked_mul(256).ok_or(Broken::Length)?.saturating_add(usize::from(octet));
        }
        let minimal = length >= 0x80 && octets == octets_of(length) && !leading;
        (length, if minimal { Length::Minimal } else { Length::Padded })
    };
    let there = input.len() - at;
    let end = at.checked_add(length).ok_or(Broken::Length)?;
    match (input.get(at..end), input.get(..end), input.get(end..)) {
        (Some(contents), Some(whole), Some(rest)) => {
            Ok((Element { tag, contents, whole, length: form }, rest))
        }
        _ => Err(Broken::Short(length - there)),
    }
}

fn octets_of(length: usize) -> usize {
    usize::try_from(usize::BITS - length.leading_zeros()).unwrap_or(0).div_ceil(8)
}

fn next(input: &[u8], at: &mut usize) -> Result<u8, Broken> {
    let octet = input.get(*at).copied().ok_or(Broken::Short(1))?;
    *at += 1;
    Ok(octet)
}

fn indefinite(input: &[u8], tag: u8, start: usize) -> Result<(Element<'_>, &[u8]), Broken> {
    let mut depth = 1;
    let mut rest = input.get(start..).unwrap_or_default();
    loop {
        if let [0, 0, after @ ..] = rest {
            depth -= 1;
            rest = after;
            if depth == 0 {
                let end = input.len() - after.len();
                let (contents, whole) = (input.get(start..end - 2), input.get(..end));
                let (Some(contents), Some(whole)) = (contents, whole) else { return Err(Broken::Length) };
                return Ok((Element { tag, contents, whole, length: Length::Indefinite }, after));
            }
            continue;
        }
        if let [_, 0x80, after @ ..] = rest {
            depth += 1;
            rest = after;
        } else {
            rest = element(rest).map_err(|_| Broken::Length)?.1;
        }
        if depth > DEEPEST {
            return Err(Broken::Length);
        }
    }
}

/// The first element, which must have this tag.
pub(crate) fn expect(input: &[u8], tag: u8) -> Option<(Element<'_>, &[u8])> {
    element(input).ok().filter(|(found, _)| found.tag == tag)
}

/// The elements of some contents, up to the first that cannot be read.
pub(crate) fn elements(mut contents: &[u8]) -> impl Iterator<Item = Element<'_>> {
    core::iter::from_fn(move || {
        let (found, rest) = element(contents).ok()?;
        contents = rest;
        Some(found)
    })
}

/// An element of these contents, in DER.
pub(crate) fn write(tag: u8, contents: &[u8]) -> Vec<u8> {
    let mut der = vec![tag];
    if contents.len() < 0x80 {
        der.push(u8::try_from(contents.len()).unwrap_or(0));
    } else {
        let octets: Vec<u8> =
            contents.len().to_be_bytes().into_iter().skip_while(|octet| *octet == 0).collect();
        der.push(0x80 | u8::try_from(octets.len()).unwrap_or(0));
        der.extend(octets);
    }
    der.extend(contents);
    der
}

/// Whether a certificate names one algorithm inside and out. Parameters that are absent are those that are NULL, for GnuTLS
/// (`compare_sig_algorithm`) as for Java (`AlgorithmId.equals`).
pub(in crate::clients) fn are_one_algorithm(outside: &Element<'_>, tbs: &Element<'_>) -> bool {
    let mut parts = elements(tbs.contents).filter(|part| part.tag != 0xa0);
    let Some(inside) = parts.nth(1) else { return false };
    let split = |algorithm: &Element<'_>| {
        let mut parts = elements(algorithm.contents).map(|part| part.whole.to_vec());
        let oid = parts.next();
        (oid, parts.next().filter(|parameters| *parameters != [5, 0]))
    };
    split(outside) == split(&inside)
}
