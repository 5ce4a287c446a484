//! The ASN.1 of RFC 5280 as a table, and a reader that holds octets against it in a client's dialect.
//!
//! The names of fields are those that cryptography's reader gives them: it alone tells where in a structure it gave up.

#![allow(dead_code, reason = "the table is whole, and each client reads by a part of it")]

use super::asn1::{self, Broken, CONSTRUCTED, Element, Length};

/// A type of ASN.1.
pub(crate) enum Type {
    Boolean,
    Integer,
    /// An INTEGER that a program which has types for its fields keeps in an unsigned word of so many octets.
    Unsigned(usize),
    Null,
    Oid,
    BitString,
    OctetString,
    /// A string with one of these tags.
    Text(&'static [u8]),
    /// UTCTime or GeneralizedTime.
    Time,
    /// The value of an attribute of a name.
    AttributeValue,
    Any,
    /// An AlgorithmIdentifier.
    Algorithm,
    Sequence(&'static [Field]),
    /// With so many elements at least.
    SequenceOf(&'static Type, usize),
    SetOf(&'static Type, usize),
    Choice(&'static [Field]),
}

/// A component of a structure.
pub(crate) struct Field {
    pub name: &'static str,
    pub tagging: Tagging,
    pub presence: Presence,
    pub of: &'static Type,
}

#[derive(Clone, Copy)]
pub(crate) enum Tagging {
    Universal,
    Implicit(u8),
    Explicit(u8),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    Optional,
    /// With a value that DER leaves out: the contents of the element that would say it.
    Default(&'static [u8]),
}

/// What a client's reader takes.
pub(crate) struct Dialect {
    pub padded_lengths: bool,
    pub indefinite_lengths: bool,
    pub constructed_strings: bool,
    /// A BOOLEAN may be TRUE by any other octet than FF.
    pub loose_booleans: bool,
    /// An INTEGER may be longer than it takes.
    pub padded_integers: bool,
    /// An INTEGER may have no octets.
    pub empty_integers: bool,
    /// A length in several octets may say that there is nothing, where nothing follows.
    pub long_lengths_of_nothing: bool,
    pub encoded_defaults: bool,
    pub unordered_sets: bool,
    /// Bits that are unused may be set, and an empty BIT STRING may count some.
    pub loose_unused_bits: bool,
    /// More may follow the last component of a SEQUENCE.
    pub trailing_components: bool,
    /// Fields are of the types that the program has for them: an AlgorithmIdentifier's parameters are those of the algorithm, numbers fit
    /// into words.
    pub typed: bool,
    /// Whether the contents of a string of this tag are what it may hold.
    pub text: fn(u8, &[u8]) -> bool,
    /// Whether an attribute's value may be this.
    pub attribute: fn(&Element<'_>) -> bool,
    pub time: fn(&Element<'_>) -> bool,
    pub oid: fn(&[u8]) -> bool,
}

/// Where octets are not what the table says, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Misfit {
    pub kind: Kind,
    /// From the outermost structure on.
    pub path: Vec<Step>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Field(&'static str),
    Index(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// So many octets are missing.
    Short(usize),
    Length,
    /// This identifier octet stands where another belongs.
    Tag(u8),
    Value(Wrong),
    Extra,
    /// In an explicit tag, after what it is the tag of.
    ExtraInTag,
    EncodedDefault,
    SetOrder,
    /// Fewer elements than there must be: none.
    Size,
}

/// What is wrong with the contents of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// Not one octet.
    BooleanLength,
    Boolean,
    IntegerEmpty,
    IntegerPadded,
    /// Out of the range of what it is read into.
    IntegerRange,
    IntegerNegative,
    /// Without the count of unused bits.
    BitsEmpty,
    /// More unused bits than an octet has, or some where there are no bits.
    BitsCount,
    /// Unused bits that are set.
    BitsSet,
    Null,
    Oid,
    Text,
    /// An attribute's value of this tag.
    Attribute(u8),
    Time,
}

impl From<Kind> for Misfit {
    fn from(kind: Kind) -> Self {
        Self { kind, path: Vec::new() }
    }
}

impl From<Broken> for Misfit {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Short(octets) => Kind::Short(octets).into(),
            Broken::Length => Kind::Length.into(),
        }
    }
}

type Read = Result<(), Misfit>;

impl Dialect {
    /// Holds octets against a type; says what follows it.
    pub(crate) fn read<'a>(&self, of: &Type, input: &'a [u8]) -> Result<&'a [u8], Misfit> {
        let (element, rest) = self.element(input)?;
        self.check(of, &element, None)?;
        Ok(rest)
    }

    /// The same, where nothing may follow.
    pub(crate) fn read_all(&self, of: &Type, input: &[u8]) -> Read {
        let rest = self.read(of, input)?;
        if rest.is_empty() { Ok(()) } else { Err(Kind::Extra.into()) }
    }

    fn element<'a>(&self, input: &'a [u8]) -> Result<(Element<'a>, &'a [u8]), Misfit> {
        // An indefinite length is none for who does not know it, wherever it would end.
        if !self.indefinite_lengths && matches!(input, [tag, 0x80, ..] if tag & 0x1f != 0x1f) {
            return Err(Kind::Length.into());
        }
        if !self.padded_lengths
            && let [tag, form @ 0x81..=0x84, first, ..] = input
            && tag & 0x1f != 0x1f
            && (*first == 0 || (*form == 0x81 && *first < 0x80))
        {
            return Err(Kind::Length.into());
        }
        if !self.padded_lengths && matches!(input, [tag, 0x85..=0xff, ..] if tag & 0x1f != 0x1f) {
            return Err(Kind::Length.into());
        }
        let (element, rest) = asn1::element(input)?;
        let fits = match element.length {
            Length::Minimal => true,
            Length::Padded => {
                let is_nothing = element.contents.is_empty() && rest.is_empty();
                self.padded_lengths && (self.long_lengths_of_nothing || !is_nothing)
            }
            Length::Indefinite => self.indefinite_lengths && element.tag & CONSTRUCTED != 0,
        };
        if fits { Ok((element, rest)) } else { Err(Kind::Length.into()) }
    }

    /// `tag`: another than the type's own, where it is tagged implicitly.
    fn check(&self, of: &Type, element: &Element<'_>, tag: Option<u8>) -> Read {
        if let Type::Choice(fields) = of {
            return self.choose(fields, element);
        }
        if !self.fits(of, element.tag, tag) {
            return Err(Kind::Tag(element.tag).into());
        }
        let contents = element.contents;
        if element.tag & CONSTRUCTED != 0 && is_string(of) {
            return self.pieces(contents);
        }
        let when = |holds: bool, wrong: Wrong| if holds { None } else { Some(wrong) };
        let wrong = match of {
            Type::Boolean => match contents {
                [0 | 0xff] => None,
                [_] => when(self.loose_booleans, Wrong::Boolean),
                _ => Some(Wrong::BooleanLength),
            },
            Type::Integer => self.integer(contents),
            Type::Unsigned(octets) => self.integer(contents).or_else(|| {
                let significant = contents.iter().skip_while(|octet| **octet == 0).count();
                let positive = contents.first().is_some_and(|first| first & 0x80 == 0);
                when(positive || !self.typed, Wrong::IntegerNegative)
                    .or_else(|| when(significant <= *octets || !self.typed, Wrong::IntegerRange))
            }),
            Type::Null => when(contents.is_empty(), Wrong::Null),
            Type::Oid => when((self.oid)(contents), Wrong::Oid),
            Type::BitString => self.bit_string(contents),
            Type::OctetString | Type::Any | Type::Choice(_) => None,
            Type::Text(_) => when((self.text)(element.tag, contents), Wrong::Text),
            Type::Time if self.typed => {
                let name =
                    if element.tag == asn1::UTC_TIME { "Time::UtcTime" } else { "Time::GeneralizedTime" };
                let fits = (self.time)(element);
                return if fits {
                    Ok(())
                } else {
                    at(Step::Field(name), Err(Kind::Value(Wrong::Time).into()))
                };
            }
            Type::Time => when((self.time)(element), Wrong::Time),
            Type::AttributeValue => when((self.attribute)(element), Wrong::Attribute(element.tag)),
            Type::Algorithm => return self.algorithm(contents),
            Type::Sequence(fields) => return self.components(fields, contents),
            Type::SequenceOf(of, least) => return self.items(of, *least, contents, false),
            Type::SetOf(of, least) => return self.items(of, *least, contents, true),
        };
        wrong.map_or(Ok(()), |wrong| Err(Kind::Value(wrong).into()))
    }

    /// Whether an element with this tag can be of a type.
    fn fits(&self, of: &Type, found: u8, tag: Option<u8>) -> bool {
        let loose = |wanted: u8| {
            found == wanted || (self.constructed_strings && is_string(of) && found == wanted | CONSTRUCTED)
        };
        if let Some(tag) = tag {
            return loose(tag);
        }
        match of {
            Type::Boolean => found == asn1::BOOLEAN,
            Type::Integer | Type::Unsigned(_) => found == asn1::INTEGER,
            Type::Null => found == asn1::NULL,
            Type::Oid => found == asn1::OID,
            Type::BitString => loose(asn1::BIT_STRING),
            Type::OctetString => loose(asn1::OCTET_STRING),
            Type::Text(tags) => tags.iter().any(|tag| loose(*tag)),
            Type::Time => matches!(found, asn1::UTC_TIME | asn1::GENERALIZED_TIME),
            Type::AttributeValue | Type::Any => true,
            Type::Sequence(_) | Type::SequenceOf(..) | Type::Algorithm => found == asn1::SEQUENCE,
            Type::SetOf(..) => found == asn1::SET,
            Type::Choice(fields) => fields.iter().any(|field| self.fits_field(field, found)),
        }
    }

    fn fits_field(&self, field: &Field, found: u8) -> bool {
        match field.tagging {
            Tagging::Universal => self.fits(field.of, found, None),
            Tagging::Implicit(number) => self.fits(field.of, found, Some(implicit(number, field.of))),
            Tagging::Explicit(number) => found == 0xa0 | number,
        }
    }

    fn choose(&self, fields: &[Field], element: &Element<'_>) -> Read {
        let Some(field) = fields.iter().find(|field| self.fits_field(field, element.tag)) else {
            return Err(Kind::Tag(element.tag).into());
        };
        at(Step::Field(field.name), self.field(field, element))
    }

    fn field(&self, field: &Field, element: &Element<'_>) -> Read {
        let of = field.of;
        match field.tagging {
            Tagging::Universal => self.check(of, element, None)?,
            Tagging::Implicit(number) => self.check(of, element, Some(implicit(number, of)))?,
            Tagging::Explicit(_) => {
                let rest = self.read(of, element.contents)?;
                if !rest.is_empty() && !self.trailing_components {
                    return Err(Kind::ExtraInTag.into());
                }
            }
        }
        let said = match field.tagging {
            Tagging::Explicit(_) => {
                asn1::element(element.contents).map_or(&[][..], |(inner, _)| inner.contents)
            }
            _ => element.contents,
        };
        match field.presence {
            Presence::Default(value) if value == said && !self.encoded_defaults => {
                Err(Kind::EncodedDefault.into())
            }
            _ => Ok(()),
        }
    }

    fn components(&self, fields: &[Field], contents: &[u8]) -> Read {
        let mut rest = contents;
        for field in fields {
            let step = Step::Field(field.name);
            if rest.is_empty() {
                if field.presence == Presence::Required {
                    return at(step, Err(Kind::Short(1).into()));
                }
                continue;
            }
            let found = rest.first().copied().unwrap_or_default();
            if !self.fits_field(field, found) && field.presence != Presence::Required {
                continue;
            }
            let (element, after) = at(step, self.element(rest))?;
            if !self.fits_field(field, found) {
                return at(step, Err(Kind::Tag(found).into()));
            }
            at(step, self.field(field, &element))?;
            rest = after;
        }
        if rest.is_empty() || self.trailing_components { Ok(()) } else { Err(Kind::Extra.into()) }
    }

    fn items(&self, of: &Type, least: usize, contents: &[u8], is_set: bool) -> Read {
        let mut rest = contents;
        let mut index = 0;
        let mut last: &[u8] = &[];
        while !rest.is_empty() {
            let (element, after) = at(Step::Index(index), self.element(rest))?;
            at(Step::Index(index), self.check(of, &element, None))?;
            if is_set && !self.unordered_sets && index > 0 && last > element.whole {
                return at(Step::Index(index), Err(Kind::SetOrder.into()));
            }
            last = element.whole;
            rest = after;
            index += 1;
        }
        if index >= least { Ok(()) } else { Err(Kind::Size.into()) }
    }

    /// The parameters of the algorithms that are known: absent, NULL, or anything.
    fn algorithm(&self, contents: &[u8]) -> Read {
        const OID: Step = Step::Field("AlgorithmIdentifier::oid");
        if contents.is_empty() {
            return at(OID, Err(Kind::Short(1).into()));
        }
        let (oid, rest) = at(OID, self.element(contents))?;
        at(OID, self.check(&Type::Oid, &oid, None))?;
        if self.typed {
            return self.typed_parameters(oid.contents, rest);
        }
        if rest.is_empty() {
            return Ok(());
        }
        let (_, rest) = self.element(rest)?;
        if rest.is_empty() || self.trailing_components { Ok(()) } else { Err(Kind::Extra.into()) }
    }

    fn typed_parameters(&self, oid: &[u8], input: &[u8]) -> Read {
        const PARAMETERS: Step = Step::Field("AlgorithmIdentifier::params");
        let (of, is_required): (&Type, bool) = match oid {
            _ if is_bare(oid) => return if input.is_empty() { Ok(()) } else { Err(Kind::Extra.into()) },
            [0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1] => (&CURVE, true),
            [0x2a, 0x86, 0x48, 0xce, 0x38, 4, 1] => (&DSA_PARAMETERS, true),
            [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10] => (&PSS_PARAMETERS, false),
            _ if has_null(oid) => (&NULL, false),
            _ => (&Type::Any, false),
        };
        let Some(&found) = input.first() else {
            return if is_required { at(PARAMETERS, Err(Kind::Short(1).into())) } else { Ok(()) };
        };
        if !is_required && !self.fits(of, found, None) {
            return Err(Kind::Extra.into());
        }
        let rest = at(PARAMETERS, self.read(of, input))?;
        if rest.is_empty() { Ok(()) } else { Err(Kind::Extra.into()) }
    }

    fn integer(&self, contents: &[u8]) -> Option<Wrong> {
        let is_padded = match contents {
            [] => return (!self.empty_integers).then_some(Wrong::IntegerEmpty),
            [0, second, ..] => second & 0x80 == 0,
            [0xff, second, ..] => second & 0x80 != 0,
            _ => false,
        };
        (is_padded && !self.padded_integers).then_some(Wrong::IntegerPadded)
    }

    fn bit_string(&self, contents: &[u8]) -> Option<Wrong> {
        let Some((&unused, bits)) = contents.split_first() else { return Some(Wrong::BitsEmpty) };
        if unused > 7 || (bits.is_empty() && unused > 0 && !self.loose_unused_bits) {
            return Some(Wrong::BitsCount);
        }
        let clear = bits.last().is_none_or(|last| last.trailing_zeros() >= u32::from(unused));
        (!clear && !self.loose_unused_bits).then_some(Wrong::BitsSet)
    }

    /// The parts of a string that is written in several.
    fn pieces(&self, contents: &[u8]) -> Read {
        let mut rest = contents;
        while !rest.is_empty() {
            let (piece, after) = self.element(rest)?;
            if piece.tag & CONSTRUCTED != 0 {
                self.pieces_of_a_piece(piece.contents)?;
            }
            rest = after;
        }
        Ok(())
    }

    /// Strings in strings: one layer more, which nothing writes that is not made to be odd.
    fn pieces_of_a_piece(&self, contents: &[u8]) -> Read {
        let mut rest = contents;
        while !rest.is_empty() {
            let (piece, after) = self.element(rest)?;
            if piece.tag & CONSTRUCTED != 0 {
                return Err(Kind::Tag(piece.tag).into());
            }
            rest = after;
        }
        Ok(())
    }
}

fn at<T>(step: Step, read: Result<T, Misfit>) -> Result<T, Misfit> {
    read.map_err(|mut misfit| {
        misfit.path.insert(0, step);
        misfit
    })
}

fn is_string(of: &Type) -> bool {
    matches!(of, Type::BitString | Type::OctetString | Type::Text(_))
}

fn implicit(number: u8, of: &Type) -> u8 {
    let constructed =
        matches!(of, Type::Sequence(_) | Type::SequenceOf(..) | Type::SetOf(..) | Type::Algorithm);
    if constructed { 0xa0 | number } else { 0x80 | number }
}

/// Algorithms that have no parameters: ECDSA and DSA with SHA-2, ECDSA with SHA-3, the Edwards curves, ML-DSA.
fn is_bare(oid: &[u8]) -> bool {
    matches!(
        oid,
        [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 1..=4]
            | [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 1..=4 | 9..=12 | 17..=19]
            | [0x2b, 0x65, 0x6e..=0x71]
    )
}

/// Algorithms whose parameters are NULL or absent: hashes, RSA, and RSA with a hash, but not with MD5.
fn has_null(oid: &[u8]) -> bool {
    matches!(
        oid,
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1 | 5 | 11..=14]
            | [0x2b, 0x0e, 3, 2, 26 | 29]
            | [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1..=4 | 7..=10]
            | [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 13..=16]
    )
}

const fn required(name: &'static str, of: &'static Type) -> Field {
    Field { name, tagging: Tagging::Universal, presence: Presence::Required, of }
}

const fn optional(name: &'static str, of: &'static Type) -> Field {
    Field { name, tagging: Tagging::Universal, presence: Presence::Optional, of }
}

const fn implicitly(name: &'static str, number: u8, of: &'static Type) -> Field {
    Field { name, tagging: Tagging::Implicit(number), presence: Presence::Optional, of }
}

const fn explicitly(name: &'static str, number: u8, of: &'static Type) -> Field {
    Field { name, tagging: Tagging::Explicit(number), presence: Presence::Optional, of }
}

const FALSE: Presence = Presence::Default(&[0]);

pub(crate) static CERTIFICATE: Type = Type::Sequence(&[
    required("Certificate::tbs_cert", &TBS_CERTIFICATE),
    required("Certificate::signature_alg", &Type::Algorithm),
    required("Certificate::signature", &Type::BitString),
]);

static TBS_CERTIFICATE: Type = Type::Sequence(&[
    Field {
        name: "TbsCertificate::version",
        tagging: Tagging::Explicit(0),
        presence: Presence::Default(&[0]),
        of: &Type::Unsigned(1),
    },
    required("TbsCertificate::serial", &Type::Integer),
    required("TbsCertificate::signature_alg", &Type::Algorithm),
    required("TbsCertificate::issuer", &NAME),
    required("TbsCertificate::validity", &VALIDITY),
    required("TbsCertificate::subject", &NAME),
    required("TbsCertificate::spki", &KEY),
    implicitly("TbsCertificate::issuer_unique_id", 1, &Type::BitString),
    implicitly("TbsCertificate::subject_unique_id", 2, &Type::BitString),
    explicitly("TbsCertificate::raw_extensions", 3, &EXTENSIONS),
]);

static VALIDITY: Type = Type::Sequence(&[
    required("Validity::not_before", &Type::Time),
    required("Validity::not_after", &Type::Time),
]);

static KEY: Type = Type::Sequence(&[
    required("SubjectPublicKeyInfo::algorithm", &Type::Algorithm),
    required("SubjectPublicKeyInfo::subject_public_key", &Type::BitString),
]);

static EXTENSIONS: Type = Type::SequenceOf(&EXTENSION, 0);

static EXTENSION: Type = Type::Sequence(&[
    required("Extension::extn_id", &Type::Oid),
    Field { name: "Extension::critical", tagging: Tagging::Universal, presence: FALSE, of: &Type::Boolean },
    required("Extension::extn_value", &Type::OctetString),
]);

pub(crate) static NAME: Type = Type::SequenceOf(&RELATIVE_NAME, 0);
static RELATIVE_NAME: Type = Type::SetOf(&ATTRIBUTE, 0);
static ATTRIBUTE: Type = Type::Sequence(&[
    required("AttributeTypeValue::type_id", &Type::Oid),
    required("AttributeTypeValue::value", &Type::AttributeValue),
]);

pub(crate) static BASIC_CONSTRAINTS: Type = Type::Sequence(&[
    Field { name: "BasicConstraints::ca", tagging: Tagging::Universal, presence: FALSE, of: &Type::Boolean },
    optional("BasicConstraints::path_length", &Type::Unsigned(8)),
]);

pub(crate) static BIT_STRING: Type = Type::BitString;
pub(crate) static OCTET_STRING: Type = Type::OctetString;
pub(crate) static NULL: Type = Type::Null;
pub(crate) static INTEGER: Type = Type::Integer;
static CURVE: Type = Type::Choice(&[
    required("EcParameters::NamedCurve", &Type::Oid),
    required("EcParameters::ImplicitCurve", &Type::Null),
    required("EcParameters::SpecifiedCurve", &Type::SequenceOf(&Type::Any, 0)),
]);
static POSITIVE: Type = Type::Unsigned(usize::MAX);
static DSA_PARAMETERS: Type = Type::Sequence(&[
    required("DssParams::p", &POSITIVE),
    required("DssParams::q", &POSITIVE),
    required("DssParams::g", &POSITIVE),
]);
static PSS_PARAMETERS: Type = Type::Sequence(&[
    explicitly("RsaPssParameters::hash_algorithm", 0, &Type::Algorithm),
    explicitly("RsaPssParameters::mask_gen_algorithm", 1, &MASK),
    explicitly("RsaPssParameters::salt_length", 2, &Type::Unsigned(2)),
    explicitly("RsaPssParameters::_trailer_field", 3, &Type::Unsigned(1)),
]);
static MASK: Type = Type::Sequence(&[
    required("MaskGenAlgorithm::oid", &Type::Oid),
    required("MaskGenAlgorithm::params", &Type::Algorithm),
]);
/// RSAPublicKey of PKCS #1.
pub(crate) static RSA_KEY: Type = Type::Sequence(&[
    required("Pkcs1RsaPublicKey::n", &POSITIVE),
    required("Pkcs1RsaPublicKey::e", &POSITIVE),
]);

pub(crate) static PURPOSES: Type = Type::SequenceOf(&Type::Oid, 0);
pub(crate) static GENERAL_NAMES: Type = Type::SequenceOf(&GENERAL_NAME, 0);

static IA5: Type = Type::Text(&[0x16]);

static GENERAL_NAME: Type = Type::Choice(&[
    implicitly("GeneralName::OtherName", 0, &OTHER_NAME),
    implicitly("GeneralName::RFC822Name", 1, &IA5),
    implicitly("GeneralName::DNSName", 2, &IA5),
    implicitly("GeneralName::X400Address", 3, &Type::SequenceOf(&Type::Any, 0)),
    explicitly("GeneralName::DirectoryName", 4, &NAME),
    implicitly("GeneralName::EDIPartyName", 5, &EDI_PARTY_NAME),
    implicitly("GeneralName::UniformResourceIdentifier", 6, &IA5),
    implicitly("GeneralName::IPAddress", 7, &Type::OctetString),
    implicitly("GeneralName::RegisteredID", 8, &Type::Oid),
]);

static OTHER_NAME: Type = Type::Sequence(&[
    required("OtherName::type_id", &Type::Oid),
    Field {
        name: "OtherName::value",
        tagging: Tagging::Explicit(0),
        presence: Presence::Required,
        of: &Type::Any,
    },
]);

/// PrintableString, TeletexString, BMPString, UniversalString, UTF8String.
static DIRECTORY_STRING: Type = Type::Text(&[0x13, 0x14, 0x1e, 0x1c, 0x0c]);
static EDI_PARTY_NAME: Type = Type::Sequence(&[
    explicitly("EDIPartyName::name_assigner", 0, &DIRECTORY_STRING),
    Field {
        name: "EDIPartyName::party_name",
        tagging: Tagging::Explicit(1),
        presence: Presence::Required,
        of: &DIRECTORY_STRING,
    },
]);

pub(crate) static AUTHORITY_KEY_ID: Type = Type::Sequence(&[
    implicitly("AuthorityKeyIdentifier::key_identifier", 0, &Type::OctetString),
    implicitly("AuthorityKeyIdentifier::authority_cert_issuer", 1, &GENERAL_NAMES),
    implicitly("AuthorityKeyIdentifier::authority_cert_serial_number", 2, &Type::Integer),
]);

pub(crate) static NAME_CONSTRAINTS: Type = Type::Sequence(&[
    implicitly("NameConstraints::permitted_subtrees", 0, &SUBTREES),
    implicitly("NameConstraints::excluded_subtrees", 1, &SUBTREES),
]);
static SUBTREES: Type = Type::SequenceOf(&SUBTREE, 0);
static SUBTREE: Type = Type::Sequence(&[
    required("GeneralSubtree::base", &GENERAL_NAME),
    Field {
        name: "GeneralSubtree::minimum",
        tagging: Tagging::Implicit(0),
        presence: Presence::Default(&[0]),
        of: &Type::Unsigned(8),
    },
    implicitly("GeneralSubtree::maximum", 1, &Type::Unsigned(8)),
]);

pub(crate) static DISTRIBUTION_POINTS: Type = Type::SequenceOf(&DISTRIBUTION_POINT, 0);
static DISTRIBUTION_POINT: Type = Type::Sequence(&[
    explicitly("DistributionPoint::distribution_point", 0, &POINT_NAME),
    implicitly("DistributionPoint::reasons", 1, &Type::BitString),
    implicitly("DistributionPoint::crl_issuer", 2, &GENERAL_NAMES),
]);
static POINT_NAME: Type = Type::Choice(&[
    implicitly("DistributionPointName::FullName", 0, &GENERAL_NAMES),
    implicitly("DistributionPointName::NameRelativeToCRLIssuer", 1, &RELATIVE_NAME),
]);

pub(crate) static INFORMATION_ACCESS: Type = Type::SequenceOf(&ACCESS_DESCRIPTION, 0);
static ACCESS_DESCRIPTION: Type = Type::Sequence(&[
    required("AccessDescription::access_method", &Type::Oid),
    required("AccessDescription::access_location", &GENERAL_NAME),
]);

pub(crate) static POLICIES: Type = Type::SequenceOf(&POLICY, 0);
static POLICY: Type = Type::Sequence(&[
    required("PolicyInformation::policy_identifier", &Type::Oid),
    optional("PolicyInformation::policy_qualifiers", &QUALIFIERS),
]);
static QUALIFIERS: Type = Type::SequenceOf(&QUALIFIER, 0);
static QUALIFIER: Type = Type::Sequence(&[
    required("PolicyQualifierInfo::policy_qualifier_id", &Type::Oid),
    required("PolicyQualifierInfo::qualifier", &Type::Any),
]);
pub(crate) static POLICY_MAPPINGS: Type = Type::SequenceOf(&POLICY_MAPPING, 0);
static POLICY_MAPPING: Type = Type::Sequence(&[
    required("PolicyMapping::issuer_domain_policy", &Type::Oid),
    required("PolicyMapping::subject_domain_policy", &Type::Oid),
]);
pub(crate) static POLICY_CONSTRAINTS: Type = Type::Sequence(&[
    implicitly("PolicyConstraints::require_explicit_policy", 0, &Type::Integer),
    implicitly("PolicyConstraints::inhibit_policy_mapping", 1, &Type::Integer),
]);

pub(crate) static PROXY: Type = Type::Sequence(&[
    optional("ProxyCertInfo::path_length", &Type::Integer),
    required("ProxyCertInfo::policy", &PROXY_POLICY),
]);
static PROXY_POLICY: Type = Type::Sequence(&[
    required("ProxyPolicy::language", &Type::Oid),
    optional("ProxyPolicy::policy", &Type::OctetString),
]);

pub(crate) static ADDRESS_BLOCKS: Type = Type::SequenceOf(&ADDRESS_FAMILY, 0);
static ADDRESS_FAMILY: Type = Type::Sequence(&[
    required("IPAddressFamily::address_family", &Type::OctetString),
    required("IPAddressFamily::choice", &ADDRESS_CHOICE),
]);
static ADDRESS_CHOICE: Type = Type::Choice(&[
    required("IPAddressChoice::inherit", &Type::Null),
    required("IPAddressChoice::addresses", &Type::SequenceOf(&ADDRESS, 0)),
]);
static ADDRESS: Type = Type::Choice(&[
    required("IPAddressOrRange::prefix", &Type::BitString),
    required("IPAddressOrRange::range", &ADDRESS_RANGE),
]);
static ADDRESS_RANGE: Type = Type::Sequence(&[
    required("IPAddressRange::min", &Type::BitString),
    required("IPAddressRange::max", &Type::BitString),
]);
pub(crate) static SYSTEM_NUMBERS: Type = Type::Sequence(&[
    explicitly("ASIdentifiers::asnum", 0, &NUMBER_CHOICE),
    explicitly("ASIdentifiers::rdi", 1, &NUMBER_CHOICE),
]);
static NUMBER_CHOICE: Type = Type::Choice(&[
    required("ASIdentifierChoice::inherit", &Type::Null),
    required("ASIdentifierChoice::numbers", &Type::SequenceOf(&NUMBER, 0)),
]);
static NUMBER: Type = Type::Choice(&[
    required("ASIdOrRange::id", &Type::Integer),
    required("ASIdOrRange::range", &NUMBER_RANGE),
]);
static NUMBER_RANGE: Type =
    Type::Sequence(&[required("ASRange::min", &Type::Integer), required("ASRange::max", &Type::Integer)]);
pub(crate) static FEATURES: Type = Type::SequenceOf(&Type::Integer, 0);
