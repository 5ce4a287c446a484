//! The one walk: goes over the octets as the grammar has them, and notes what is odd.

use std::collections::BTreeSet;

use x509_parser::der_parser::asn1_rs::Oid;

use super::element::{Element, Length};
use super::field::{Field, Step, Within};
use super::grammar::{
    ALGORITHMS, ANY, ATTRIBUTES, Bits, CURVES, EC_PUBLIC_KEY, EXTENSIONS_BY_OID, FRAME, KEY_FRAME, List,
    Member, Parameters, Presence, RSA_ENCRYPTION, RSA_KEY, Rule, Shape, TIME, Writing,
};
use super::kind::Kind;
use super::values::{self, tag};
use super::{Deviation, MOST, Part, fields};
use crate::notation::dotted;

const BIT_STRING: u8 = 3;
const OCTET_STRING: u8 = 4;
const NULL: u8 = 5;
const OID: u8 = 6;
/// uniformResourceIdentifier.
const URI: u8 = 0x86;
/// anyPolicy, 2.5.29.32.0.
const ANY_POLICY: [u8; 4] = [0x55, 29, 32, 0];
const UTC: u8 = 0x17;
const GENERALIZED: u8 = 0x18;
const CONSTRUCTED: u8 = 0x20;
const SEQUENCE: u8 = 0x30;

/// All deviations of an object from its type.
pub(super) fn walk(bytes: &[u8], shape: &'static Shape, part: Part) -> Vec<Deviation> {
    whole(bytes, shape, part, None).0
}

/// The same, with each element that it came upon.
pub(super) fn walk_telling(
    bytes: &[u8],
    shape: &'static Shape,
    part: Part,
) -> (Vec<Deviation>, Vec<fields::Seen>) {
    whole(bytes, shape, part, Some(Vec::new()))
}

fn whole(
    bytes: &[u8],
    shape: &'static Shape,
    part: Part,
    seen: Option<Vec<fields::Seen>>,
) -> (Vec<Deviation>, Vec<fields::Seen>) {
    let mut walk = Walk { bytes, found: Vec::new(), part, extension: None, steps: Vec::new(), seen };
    let outer = Member { name: "", tag: SEQUENCE, shape, presence: Presence::Required, part: Some(part) };
    walk.only((0, bytes.len()), &outer);
    (walk.found, walk.seen.unwrap_or_default())
}

/// Subject and issuer: the two SEQUENCEs of SETs, or empty ones, around the one of the times.
pub(super) fn names(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let inside = |element: Element| Elements { bytes, at: element.contents.0, end: element.contents.1 };
    let outer = Element::read(bytes, 0, bytes.len())?;
    let signed = inside(outer).next()?;
    let mut fields = inside(signed).filter(|element| element.tag == SEQUENCE);
    let (_algorithm, issuer, _validity, subject) =
        (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    // What breaks off in the name is nobody's.
    if subject.length == Length::Beyond {
        return None;
    }
    Some((bytes.get(subject.start..subject.end)?, bytes.get(issuer.start..issuer.end)?))
}

struct Walk<'a> {
    bytes: &'a [u8],
    found: Vec<Deviation>,
    /// Where the walk is.
    part: Part,
    extension: Option<Within>,
    steps: Vec<Step>,
    /// What it came upon, where that is asked for.
    seen: Option<Vec<fields::Seen>>,
}

/// From, to.
type Stretch = (usize, usize);

impl Walk<'_> {
    fn note(&mut self, kind: Kind, offset: usize, length: usize) {
        if self.found.len() < MOST {
            let field = self.here();
            self.found.push(Deviation { kind, field, offset, length });
        }
    }

    fn here(&self) -> Field {
        Field { part: self.part, extension: self.extension.clone(), steps: self.steps.clone() }
    }

    /// Keeps an element for whoever wants to see them all.
    fn see(&mut self, element: &Element) {
        let Some(known) = self.seen.as_ref().map(Vec::len).filter(|known| *known < fields::MOST) else {
            return;
        };
        let mut element = *element;
        element.end = element.end.min(self.bytes.len());
        let field = self.here();
        if let Some(seen) = self.seen.as_mut().filter(|_| known < fields::MOST) {
            seen.push(fields::Seen { field, element });
        }
    }

    /// What has been seen last is known by another name: a choice has been made.
    fn see_anew(&mut self) {
        let field = self.here();
        if let Some(last) = self.seen.as_mut().and_then(|seen| seen.last_mut()) {
            last.field = field;
        }
    }

    /// The elements in one of which the grammar says nothing, for whoever wants to see them.
    fn see_inside(&mut self, (mut at, end): Stretch, depth: u8) {
        /// Nothing in a certificate is nested as deep.
        const DEEPEST: u8 = 12;
        if self.seen.is_none() || depth > DEEPEST {
            return;
        }
        while let Some(found) = Element::read(self.bytes, at, end) {
            if found.length == Length::Beyond
                || self.seen.as_ref().is_some_and(|seen| seen.len() >= fields::MOST)
            {
                return;
            }
            self.see(&found);
            if found.is_constructed() {
                self.see_inside(found.contents, depth + 1);
            }
            at = found.end;
        }
    }

    fn note_whole(&mut self, kind: Kind, element: &Element) {
        self.note(kind, element.start, element.end - element.start);
    }

    /// Notes what is odd in a header. Whether the contents are all there.
    fn header(&mut self, element: &Element) -> bool {
        let header = element.contents.0 - element.start;
        self.see(element);
        match element.length {
            Length::Minimal => {}
            Length::Padded => self.note(Kind::LengthPadded, element.start, header),
            Length::Indefinite => self.note(Kind::LengthIndefinite, element.start, header),
            Length::Beyond => self.note(Kind::BreaksOff, element.start, header),
        }
        element.length != Length::Beyond
    }

    /// The next element of a stretch, where there is one. What is none is noted, and the rest of the stretch with it.
    fn next(&mut self, at: usize, end: usize) -> Option<Element> {
        if at >= end {
            return None;
        }
        let element = Element::read(self.bytes, at, end);
        if element.is_none() {
            self.note(Kind::NoElement, at, end - at);
        }
        element
    }

    /// Does something inside a member, under its name.
    fn within(&mut self, member: &Member, inside: impl FnOnce(&mut Self)) {
        let (part, depth) = (self.part, self.steps.len());
        match member.part {
            Some(next) => self.part = next,
            None if member.name.is_empty() => {}
            None => self.steps.push(Step::Into(member.name)),
        }
        inside(self);
        self.part = part;
        self.steps.truncate(depth);
    }

    /// A stretch that holds exactly this.
    fn only(&mut self, (at, end): Stretch, member: &Member) {
        match self.next(at, end) {
            None if at >= end => self.note(Kind::Missing, at, 0),
            None => {}
            Some(element) => {
                self.enter(&element, member);
                if element.end < end {
                    self.note(Kind::Trailing, element.end, end - element.end);
                }
            }
        }
    }

    /// An element where this member is due.
    fn enter(&mut self, element: &Element, member: &Member) {
        self.within(member, |walk| {
            if !walk.header(element) {
                return;
            }
            if !fits(member.tag, element.tag) {
                walk.note_whole(Kind::WrongTag, element);
                // A SET in a SEQUENCE's place still has members.
                if !(element.is_constructed() && member.tag & CONSTRUCTED != 0 && member.tag < TIME) {
                    return;
                }
            } else if member.tag < TIME && element.is_constructed() && member.tag & CONSTRUCTED == 0 {
                walk.note_whole(Kind::StringConstructed, element);
                return;
            }
            if let Presence::Default(value) = member.presence
                && element.contents_of(walk.bytes) == [value]
            {
                walk.note_whole(Kind::DefaultWritten, element);
            }
            walk.shape(element, member.shape);
        });
    }

    /// The contents of an element of this type.
    fn shape(&mut self, element: &Element, shape: &'static Shape) {
        let contents = element.contents_of(self.bytes);
        match shape {
            Shape::Any => {
                if element.is_constructed() {
                    self.see_inside(element.contents, 0);
                }
            }
            Shape::Sequence(members) => self.sequence(element.contents, members),
            Shape::Ruled(members, rule) => {
                self.sequence(element.contents, members);
                self.rule(element, *rule);
            }
            Shape::SequenceOf(list) => self.list(element, list, Kind::SequenceEmpty),
            Shape::SetOf(list) => {
                self.list(element, list, Kind::SetEmpty);
                self.order(element);
            }
            Shape::Choice(members) => match members.iter().find(|member| fits(member.tag, element.tag)) {
                // The header has been looked at.
                Some(chosen) => self.within(chosen, |walk| {
                    walk.see_anew();
                    if element.is_constructed() && chosen.tag & CONSTRUCTED == 0 {
                        walk.note_whole(Kind::StringConstructed, element);
                    } else {
                        walk.shape(element, chosen.shape);
                    }
                }),
                None => self.note_whole(Kind::WrongTag, element),
            },
            Shape::Explicit(member) => self.only(element.contents, member),
            Shape::Boolean => match contents {
                [0 | 0xff] => {}
                [_] => self.note_whole(Kind::TrueNotFf, element),
                _ => self.note_whole(Kind::BooleanLength, element),
            },
            Shape::Integer { negative } => {
                if let Some(kind) = values::integer(contents, *negative) {
                    self.note_whole(kind, element);
                }
                if self.part == Part::Version && contents.len() > 4 {
                    self.note_whole(Kind::IntegerLong, element);
                }
            }
            Shape::Exponent => {
                self.shape(element, &Shape::Integer { negative: false });
                let is_even = contents.last().is_some_and(|octet| octet & 1 == 0);
                if is_even || contents == [1] {
                    self.note_whole(Kind::ExponentUnsound, element);
                }
            }
            Shape::Distance => {
                if let Some(kind) = values::integer(contents, false) {
                    self.note_whole(kind, element);
                }
                if element.tag == 0x81 || contents != [0] {
                    self.note_whole(Kind::SubtreeDistance, element);
                }
            }
            Shape::Bits(bits) => self.bits(element, *bits),
            Shape::UniqueId => {
                self.note_whole(Kind::UniqueId, element);
                if let Err(kind) = values::unused_bits(contents) {
                    self.note_whole(kind, element);
                }
            }
            Shape::Octets => {}
            Shape::Null => {
                if !contents.is_empty() {
                    self.note_whole(Kind::NullNotEmpty, element);
                }
            }
            Shape::Oid => {
                if let Some((kind, at)) = values::oid(contents) {
                    self.note(kind, element.contents.0 + at, 1);
                }
            }
            Shape::NamedPolicy => {
                if contents == ANY_POLICY {
                    self.note_whole(Kind::AnyPolicyMapped, element);
                }
                self.shape(element, &Shape::Oid);
            }
            Shape::Text => {
                self.characters(element, tag::IA5);
                // In subjectAltName a rule tells of names.
                let is_of_issuer = self.extension.as_ref().is_some_and(|within| within.oid == "2.5.29.18");
                if element.tag == URI && is_of_issuer && !values::is_whole_uri(contents) {
                    self.note_whole(Kind::UriIncomplete, element);
                }
            }
            Shape::Time => match element.tag {
                UTC | GENERALIZED => {
                    if let Some(kind) = values::time(element.tag, contents) {
                        self.note_whole(kind, element);
                    }
                }
                _ => self.note_whole(Kind::WrongTag, element),
            },
            Shape::Attribute => self.attribute(element),
            Shape::Algorithm => self.algorithm(element),
            Shape::PublicKey => self.public_key(element),
            Shape::Extension => self.extension(element),
        }
    }

    /// The members of a SEQUENCE, in their order.
    fn sequence(&mut self, (mut at, end): Stretch, members: &'static [Member]) {
        let mut left = members.iter();
        while let Some(member) = left.next() {
            let required = member.presence == Presence::Required;
            if at >= end {
                if required {
                    self.within(member, |walk| walk.note(Kind::Missing, at, 0));
                }
                continue;
            }
            let Some(element) = self.next(at, end) else { return };
            if !fits(member.tag, element.tag) {
                let later =
                    left.as_slice().iter().any(|other| other.tag < TIME && fits(other.tag, element.tag));
                if required && later {
                    self.within(member, |walk| walk.note(Kind::Missing, at, 0));
                }
                if !required || later {
                    continue;
                }
            }
            self.enter(&element, member);
            at = element.end;
        }
        if at < end {
            self.note(Kind::Trailing, at, end - at);
        }
    }

    /// The members of a SEQUENCE OF or SET OF.
    fn list(&mut self, element: &Element, list: &'static List, empty: Kind) {
        let (mut at, end) = element.contents;
        if at >= end && list.filled {
            self.note_whole(empty, element);
        }
        let member =
            Member { name: "", tag: list.tag, shape: list.shape, presence: Presence::Required, part: None };
        let depth = self.steps.len();
        let mut number = 0_u16;
        let mut policies = BTreeSet::new();
        while let Some(found) = self.next(at, end) {
            number = number.saturating_add(1);
            let alone = at == element.contents.0 && found.end >= end;
            // An attribute is nearly always alone in its SET.
            if empty != Kind::SetEmpty || !alone {
                self.steps.push(Step::Nth(list.noun, number));
            }
            if core::ptr::eq(list.noun, &super::noun::POLICY) && !self.is_first(&mut policies, &found) {
                self.note_whole(Kind::PolicyRepeated, &found);
            }
            self.enter(&found, &member);
            self.steps.truncate(depth);
            at = found.end;
        }
    }

    /// Whether the OBJECT IDENTIFIER that an element begins with has not stood in one before.
    fn is_first(&self, known: &mut BTreeSet<Vec<u8>>, element: &Element) -> bool {
        let inside = Element::read(self.bytes, element.contents.0, element.contents.1);
        inside.is_none_or(|inside| known.insert(inside.contents_of(self.bytes).to_vec()))
    }

    /// X.690 §11.6: the members of a SET OF ascend.
    fn order(&mut self, element: &Element) {
        let (mut at, end) = element.contents;
        let mut last: &[u8] = &[];
        let bytes = self.bytes;
        while let Some(found) = Element::read(bytes, at, end) {
            let Some(whole) = bytes.get(found.start..found.end) else { return };
            if whole < last {
                self.note_whole(Kind::SetOrder, &found);
                return;
            }
            last = whole;
            at = found.end;
        }
    }

    fn bits(&mut self, element: &Element, bits: Bits) {
        let (unused, octets) = match values::unused_bits(element.contents_of(self.bytes)) {
            Ok(parts) => parts,
            Err(kind) => return self.note_whole(kind, element),
        };
        let (last, empty) = (octets.last().copied().unwrap_or_default(), octets.is_empty());
        let none_set = octets.iter().all(|octet| *octet == 0);
        if bits == Bits::Whole {
            if unused != 0 {
                self.note(Kind::UnusedBits, element.contents.0, 1);
            }
            return;
        }
        if last.trailing_zeros() < u32::from(unused) {
            self.note_whole(Kind::UnusedBitsSet, element);
        }
        if !empty && last >> unused & 1 == 0 {
            self.note_whole(Kind::TrailingZeroBits, element);
        }
        if bits == Bits::Usage && none_set {
            self.note_whole(Kind::NoBitSet, element);
        }
    }

    fn characters(&mut self, element: &Element, string_tag: u8) {
        if let Some((kind, at, length)) = values::string(string_tag, element.contents_of(self.bytes)) {
            self.note(kind, element.contents.0 + at, length);
        }
    }

    fn text(&mut self, element: &Element, longest: usize) {
        let count = values::characters(element.tag, element.contents_of(self.bytes));
        if count == 0 {
            self.note_whole(Kind::StringEmpty, element);
        } else if count > longest {
            self.note_whole(Kind::StringLong, element);
        }
        self.characters(element, element.tag);
    }

    /// RFC 5280 appendix A.1.
    fn attribute(&mut self, element: &Element) {
        let (at, end) = element.contents;
        let Some((number, at)) = self.identifier(at, end, "type") else { return };
        let value =
            Member { name: "value", tag: ANY, shape: &Shape::Any, presence: Presence::Required, part: None };
        if at >= end {
            return self.within(&value, |walk| walk.note(Kind::Missing, at, 0));
        }
        let Some(found) = self.next(at, end) else { return };
        let known = ATTRIBUTES.iter().find(|(oid, ..)| number.contents_of(self.bytes) == *oid);
        let allowed: &[u8] = match known.map(|(_, writing, _)| *writing) {
            Some(Writing::Directory) => &[tag::UTF8, tag::PRINTABLE, tag::TELETEX, tag::UNIVERSAL, tag::BMP],
            Some(Writing::Printable) => &[tag::PRINTABLE],
            Some(Writing::Ia5) => &[tag::IA5],
            None => &[],
        };
        self.within(&value, |walk| {
            if !walk.header(&found) {
                return;
            }
            if found.is_constructed() && allowed.contains(&(found.tag & !CONSTRUCTED)) {
                walk.note_whole(Kind::StringConstructed, &found);
                return;
            }
            match known {
                Some((.., longest)) => {
                    if !allowed.contains(&found.tag) {
                        walk.note_whole(Kind::StringType, &found);
                    }
                    walk.text(&found, *longest);
                }
                None => walk.characters(&found, found.tag),
            }
        });
        if found.end < end {
            self.note(Kind::Trailing, found.end, end - found.end);
        }
    }

    /// An OBJECT IDENTIFIER that decides what follows, and where that begins.
    fn identifier(&mut self, at: usize, end: usize, name: &'static str) -> Option<(Element, usize)> {
        let member = Member { name, tag: OID, shape: &Shape::Oid, presence: Presence::Required, part: None };
        if at >= end {
            self.within(&member, |walk| walk.note(Kind::Missing, at, 0));
            return None;
        }
        let found = self.next(at, end)?;
        self.enter(&found, &member);
        (found.tag == OID && found.length != Length::Beyond).then_some((found, found.end))
    }

    /// AlgorithmIdentifier.
    fn algorithm(&mut self, element: &Element) {
        let (at, end) = element.contents;
        let Some((number, at)) = self.identifier(at, end, "algorithm") else { return };
        let wanted = ALGORITHMS.iter().find(|(oid, _)| number.contents_of(self.bytes) == *oid);
        let wanted = wanted.map(|(_, parameters)| *parameters);
        let Some(found) = self.next(at, end) else {
            match wanted {
                _ if at < end => {}
                Some(Parameters::Null) => self.note(Kind::ParametersAbsent, at, 0),
                Some(Parameters::Curve) => self.note(Kind::CurveMissing, at, 0),
                Some(Parameters::Absent | Parameters::Own) | None => {}
            }
            return;
        };
        let complete = self.header(&found);
        let null = found.tag == NULL && found.contents.0 == found.contents.1;
        match wanted {
            _ if !complete => {}
            Some(Parameters::Null) if null => {}
            Some(Parameters::Null) => self.note_whole(Kind::ParametersOther, &found),
            Some(Parameters::Absent) if null => self.note_whole(Kind::ParametersNull, &found),
            Some(Parameters::Absent) => self.note_whole(Kind::ParametersOther, &found),
            Some(Parameters::Curve) => match found.tag {
                OID => self.shape(&found, &Shape::Oid),
                SEQUENCE => self.note_whole(Kind::CurveExplicit, &found),
                _ => self.note_whole(Kind::CurveMissing, &found),
            },
            Some(Parameters::Own) | None => {}
        }
        if found.end < end {
            self.note(Kind::Trailing, found.end, end - found.end);
        }
    }

    /// SubjectPublicKeyInfo.
    fn public_key(&mut self, element: &Element) {
        self.sequence(element.contents, KEY_FRAME);
        let bytes = self.bytes;
        let mut parts = Elements { bytes, at: element.contents.0, end: element.contents.1 };
        let (Some(algorithm), Some(key)) = (parts.next(), parts.next()) else { return };
        let mut parts = Elements { bytes, at: algorithm.contents.0, end: algorithm.contents.1 };
        let (Some(number), parameters) = (parts.next(), parts.next()) else { return };
        if key.tag != BIT_STRING || key.contents.0 >= key.contents.1 || key.length == Length::Beyond {
            return;
        }
        let stretch = (key.contents.0 + 1, key.contents.1);
        let number = number.contents_of(bytes);
        if number == RSA_ENCRYPTION {
            self.only(stretch, &RSA_KEY);
        } else if number == EC_PUBLIC_KEY {
            let point = bytes.get(stretch.0..stretch.1).unwrap_or_default();
            let curve = parameters.filter(|found| found.tag == OID);
            let curve = curve.map(|found| found.contents_of(bytes)).unwrap_or_default();
            let size = CURVES.iter().find(|(oid, _)| curve == *oid).map(|(_, size)| *size);
            let coordinates = |count: usize| size.is_none_or(|size| point.len() == 1 + count * size);
            let kind = match point.first() {
                Some(4) if coordinates(2) => return,
                Some(2 | 3) if coordinates(1) => Kind::PointCompressed,
                Some(6 | 7) if coordinates(2) => Kind::PointHybrid,
                Some(0) if point.len() == 1 => Kind::PointInfinity,
                _ => Kind::PointLength,
            };
            self.steps.push(Step::Into("subjectPublicKey"));
            self.note(kind, stretch.0, stretch.1 - stretch.0);
            self.steps.pop();
        }
    }

    /// Extension.
    fn extension(&mut self, element: &Element) {
        let number = match self.steps.last() {
            Some(Step::Nth(_, number)) => usize::from(*number).saturating_sub(1),
            _ => 0,
        };
        let bytes = self.bytes;
        let mut parts = Elements { bytes, at: element.contents.0, end: element.contents.1 };
        let identifier = parts.next().filter(|found| found.tag == OID);
        let oid = identifier.map(|found| found.contents_of(bytes)).unwrap_or_default();
        let value = parts.find(|found| found.tag == OCTET_STRING);
        // In an entry of a CRL, the steps lead to the entry; elsewhere the extension is all there is to say.
        let (part, steps, outer) = (self.part, self.steps.clone(), self.extension.take());
        if self.part == Part::Extensions {
            self.steps.clear();
        }
        let dotted = if oid.is_empty() { String::new() } else { dotted(&Oid::new(oid.into())) };
        self.extension = Some(Within { index: number, oid: dotted });
        self.part = Part::Extension;
        self.sequence(element.contents, FRAME);
        self.part = Part::ExtensionValue;
        let known = EXTENSIONS_BY_OID.iter().find(|known| known.oid == oid);
        if let (Some(known), Some(value)) = (known, value)
            && value.length != Length::Beyond
        {
            let member = Member {
                name: "",
                tag: known.tag,
                shape: known.shape,
                presence: Presence::Required,
                part: None,
            };
            self.only(value.contents, &member);
        } else if let (None, Some(value)) = (known, value)
            && let Some(inner) = Element::read(bytes, value.contents.0, value.contents.1)
            && inner.length != Length::Beyond
            && inner.end == value.contents.1
        {
            self.see_inside(value.contents, 0);
        }
        (self.part, self.steps, self.extension) = (part, steps, outer);
    }

    fn rule(&mut self, element: &Element, rule: Rule) {
        let mut tags = [false; 4];
        let all = Elements { bytes: self.bytes, at: element.contents.0, end: element.contents.1 };
        for found in all {
            if let Some(seen) = tags.get_mut(usize::from(found.tag & 0x1f)) {
                *seen = true;
            }
        }
        let [first, second, third, _] = tags;
        let broken = match rule {
            Rule::Point => (!first && !third).then_some(Kind::PointOfReasons),
            Rule::AuthorityKeyId => (second != third).then_some(Kind::IssuerWithoutSerial),
            Rule::NotEmpty => (!first && !second).then_some(Kind::SequenceEmpty),
        };
        if let Some(kind) = broken {
            self.note_whole(kind, element);
        }
    }
}

/// Whether an identifier octet is the one that is due; a string may be constructed in BER.
fn fits(due: u8, found: u8) -> bool {
    let string = |tag: u8| matches!(tag & 0x1f, 3 | 4 | 12 | 18..=30) || tag & 0x80 != 0;
    match due {
        ANY => true,
        TIME => matches!(found & !CONSTRUCTED, UTC | GENERALIZED),
        _ => due == found || (due & CONSTRUCTED == 0 && found == due | CONSTRUCTED && string(due)),
    }
}

/// The elements of a stretch, as long as they can be read.
struct Elements<'a> {
    bytes: &'a [u8],
    at: usize,
    end: usize,
}

impl Iterator for Elements<'_> {
    type Item = Element;

    fn next(&mut self) -> Option<Element> {
        let found = (self.at < self.end).then(|| Element::read(self.bytes, self.at, self.end)).flatten()?;
        self.at = found.end;
        Some(found)
    }
}
