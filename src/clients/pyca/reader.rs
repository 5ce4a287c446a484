//! What cryptography makes of a certificate's octets: its types, read by rust-asn1, which takes DER and nothing else.

use super::super::reader::asn1::{self, Element, GENERALIZED_TIME, UTC_TIME};
use super::super::reader::outline::{Extension, Outline};
use super::super::reader::schema::{self, Dialect, Kind, Misfit, Step, Type, Wrong};
use super::super::reader::time::Written;
use crate::certificate::extensions::dotted;
use crate::text;
use x509_parser::der_parser::oid::Oid;

pub(super) static PYCA: Dialect = Dialect {
    padded_lengths: false,
    indefinite_lengths: false,
    constructed_strings: false,
    loose_booleans: false,
    padded_integers: false,
    empty_integers: false,
    long_lengths_of_nothing: true,
    encoded_defaults: false,
    unordered_sets: false,
    loose_unused_bits: false,
    trailing_components: false,
    typed: true,
    // UnvalidatedIA5String.
    text: |_, contents| core::str::from_utf8(contents).is_ok(),
    attribute: is_attribute,
    time: is_time,
    oid: is_oid,
};

/// AttributeValue: three kinds of strings are looked at.
fn is_attribute(value: &Element<'_>) -> bool {
    let contents = value.contents;
    match value.tag {
        0x13 => contents.iter().all(|octet| octet.is_ascii_alphanumeric() || b" '()+,-./:=?".contains(octet)),
        0x1e => {
            contents.len().is_multiple_of(2)
                && !contents.chunks(2).any(|unit| matches!(unit.first(), Some(0xd8..=0xdf)))
        }
        0x1c => {
            contents.len().is_multiple_of(4)
                && contents.chunks(4).all(|unit| {
                    let unit = unit.iter().fold(0, |all, octet| all << 8 | u32::from(*octet));
                    char::from_u32(unit).is_some()
                })
        }
        _ => true,
    }
}

fn is_time(element: &Element<'_>) -> bool {
    Written::read(element).is_some_and(|written| written.is_der() && written.is_possible())
        && matches!((element.tag, element.contents.len()), (UTC_TIME, 13) | (GENERALIZED_TIME, 15))
}

/// Of 63 octets at most, its arcs whole, in the shortest form, and below 2¹²⁸.
fn is_oid(contents: &[u8]) -> bool {
    (1..=63).contains(&contents.len())
        && contents.last().is_some_and(|last| last & 0x80 == 0)
        && contents
            .split_inclusive(|octet| octet & 0x80 == 0)
            .all(|arc| arc.first() != Some(&0x80) && arc.len() < 19)
}

/// load_pem_x509_certificates, of one of them: what Python raises.
pub(super) fn load(bytes: &[u8]) -> Result<(), String> {
    if let Err(misfit) = PYCA.read_all(&schema::CERTIFICATE, bytes) {
        return Err(raised(&misfit));
    }
    let tbs = asn1::element(bytes).ok().and_then(|(outer, _)| asn1::element(outer.contents).ok());
    let outline = tbs.map(|(tbs, _)| Outline::read(tbs.whole)).unwrap_or_default();
    let version = outline.version.and_then(|version| version.contents.last().copied()).unwrap_or(0);
    if matches!(version, 0 | 2) {
        return Ok(());
    }
    let words = "cryptography.x509.base.InvalidVersion: {version} is not a valid X509 version";
    Err(text::fill(words, &|_| version.to_string()))
}

/// A ParseError as ValueError tells it.
pub(super) fn raised(misfit: &Misfit) -> String {
    let kind = match misfit.kind {
        Kind::Short(needed) => ["ShortData { needed: ", &needed.to_string(), " }"].concat(),
        Kind::Length => String::from("InvalidLength"),
        Kind::Tag(found) => ["UnexpectedTag { actual: ", &tag(found), " }"].concat(),
        Kind::Value(Wrong::IntegerRange) => String::from("IntegerOverflow"),
        Kind::Value(_) => String::from("InvalidValue"),
        Kind::Extra | Kind::ExtraInTag => String::from("ExtraData"),
        Kind::EncodedDefault => String::from("EncodedDefault"),
        Kind::SetOrder => String::from("InvalidSetOrdering"),
        Kind::Size => String::from("InvalidSize { min: 1, max: 18446744073709551615, actual: 0 }"),
    };
    let mut steps: Vec<String> = misfit
        .path
        .iter()
        .map(|step| match step {
            Step::Field(name) => ["\"", name, "\""].concat(),
            Step::Index(index) => index.to_string(),
        })
        .collect();
    if let Kind::Value(Wrong::Attribute(found)) = misfit.kind {
        let name = match found {
            0x13 => "PrintableString",
            0x1e => "BmpString",
            _ => "UniversalString",
        };
        steps.push(["\"AttributeValue::", name, "\""].concat());
    }
    // Four places are kept, the innermost.
    let kept = steps.get(steps.len().saturating_sub(4)..).unwrap_or_default();
    let location =
        if kept.is_empty() { String::new() } else { [", location: [", &kept.join(", "), "]"].concat() };
    ["ValueError: error parsing asn1 value: ParseError { kind: ", &kind, &location, " }"].concat()
}

/// The same as the verifier tells it.
pub(super) fn told(misfit: &Misfit) -> String {
    let words = match misfit.kind {
        Kind::Short(needed) => {
            ["short data (needed at least ", &needed.to_string(), " additional bytes)"].concat()
        }
        Kind::Length => String::from("invalid length"),
        Kind::Tag(found) => ["unexpected tag (got ", &tag(found), ")"].concat(),
        Kind::Value(Wrong::IntegerRange) => String::from("integer overflow"),
        Kind::Value(_) => String::from("invalid value"),
        Kind::Extra | Kind::ExtraInTag => String::from("extra data"),
        Kind::EncodedDefault => String::from("DEFAULT value was explicitly encoded"),
        Kind::SetOrder => String::from("SET value was ordered incorrectly"),
        Kind::Size => {
            String::from("invalid container size (expected between 1 and 18446744073709551615, got 0)")
        }
    };
    ["ASN.1 parsing error: ", &words].concat()
}

fn tag(found: u8) -> String {
    let class = match found >> 6 {
        0 => "Universal",
        1 => "Application",
        2 => "ContextSpecific",
        _ => "Private",
    };
    let constructed = if found & asn1::CONSTRUCTED != 0 { "true" } else { "false" };
    let value = (found & 0x1f).to_string();
    ["Tag { value: ", &value, ", constructed: ", constructed, ", class: ", class, " }"].concat()
}

/// The contents of an extension's value, which is of this type.
pub(super) fn value<'a>(extension: &Extension<'a>, of: &Type) -> Result<&'a [u8], String> {
    PYCA.read_all(of, extension.value).map_err(|misfit| told(&misfit))?;
    Ok(asn1::element(extension.value).map_or(&[][..], |(value, _)| value.contents))
}

pub(super) fn dotted_oid(contents: &[u8]) -> String {
    dotted(&Oid::new(contents.into()))
}

/// An AlgorithmIdentifier as Rust's Debug shows it.
pub(super) fn debug(contents: &[u8]) -> String {
    let mut parts = asn1::elements(contents);
    let oid = parts.next().map_or(&[][..], |oid| oid.contents);
    let parameters = parts.next();
    [
        "AlgorithmIdentifier { oid: DefinedByMarker(PhantomData<asn1::object_identifier::ObjectIdentifier>), params: ",
        &debug_parameters(oid, parameters.as_ref()),
        " }",
    ]
    .concat()
}

fn debug_oid(contents: &[u8]) -> String {
    ["ObjectIdentifier { oid: ", &dotted_oid(contents), " }"].concat()
}

fn debug_octets(octets: &[u8]) -> String {
    let all: Vec<String> = octets.iter().map(u8::to_string).collect();
    ["[", &all.join(", "), "]"].concat()
}

fn debug_parameters(oid: &[u8], parameters: Option<&Element<'_>>) -> String {
    let optional = |name: &str| [name, if parameters.is_some() { "(Some(()))" } else { "(None)" }].concat();
    match oid {
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, kind] => {
            let name = match kind {
                1 => "Rsa",
                5 => "RsaWithSha1",
                11 => "RsaWithSha256",
                12 => "RsaWithSha384",
                13 => "RsaWithSha512",
                14 => "RsaWithSha224",
                10 => return debug_pss(parameters),
                _ => return debug_other(oid, parameters),
            };
            optional(name)
        }
        [0x2b, 0x0e, 3, 2, 26] => optional("Sha1"),
        [0x2b, 0x0e, 3, 2, 29] => optional("RsaWithSha1Alt"),
        [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, kind @ (1..=4 | 7..=10)] => {
            let name = match kind {
                1 => "Sha256",
                2 => "Sha384",
                3 => "Sha512",
                4 => "Sha224",
                7 => "Sha3_224",
                8 => "Sha3_256",
                9 => "Sha3_384",
                _ => "Sha3_512",
            };
            optional(name)
        }
        [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, kind @ (1..=4 | 9..=19)] => {
            let (name, is_optional) = match kind {
                1 => ("DsaWithSha224", false),
                2 => ("DsaWithSha256", false),
                3 => ("DsaWithSha384", false),
                4 => ("DsaWithSha512", false),
                9 => ("EcDsaWithSha3_224", false),
                10 => ("EcDsaWithSha3_256", false),
                11 => ("EcDsaWithSha3_384", false),
                12 => ("EcDsaWithSha3_512", false),
                13 => ("RsaWithSha3_224", true),
                14 => ("RsaWithSha3_256", true),
                15 => ("RsaWithSha3_384", true),
                16 => ("RsaWithSha3_512", true),
                17 => ("MlDsa44", false),
                18 => ("MlDsa65", false),
                _ => ("MlDsa87", false),
            };
            if is_optional { optional(name) } else { name.to_owned() }
        }
        [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, kind @ 1..=4] => {
            let name = match kind {
                1 => "EcDsaWithSha224",
                2 => "EcDsaWithSha256",
                3 => "EcDsaWithSha384",
                _ => "EcDsaWithSha512",
            };
            name.to_owned()
        }
        [0x2b, 0x65, 0x6e] => String::from("X25519"),
        [0x2b, 0x65, 0x6f] => String::from("X448"),
        [0x2b, 0x65, 0x70] => String::from("Ed25519"),
        [0x2b, 0x65, 0x71] => String::from("Ed448"),
        [0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1] => match parameters {
            Some(curve) if curve.tag == asn1::OID => {
                ["Ec(NamedCurve(", &debug_oid(curve.contents), "))"].concat()
            }
            Some(curve) if curve.tag == asn1::NULL => String::from("Ec(ImplicitCurve(()))"),
            curve => ["Ec(SpecifiedCurve(", &curve.map_or_else(String::new, debug_curve), "))"].concat(),
        },
        [0x2a, 0x86, 0x48, 0xce, 0x38, 4, 1] => {
            let mut numbers = asn1::elements(parameters.map_or(&[][..], |parameters| parameters.contents));
            let mut next = || numbers.next().map_or_else(String::new, |number| debug_octets(number.contents));
            let (p, q, g) = (next(), next(), next());
            [
                "Dsa(DssParams { p: BigUint { data: ",
                &p,
                " }, q: BigUint { data: ",
                &q,
                " }, g: BigUint { data: ",
                &g,
                " } })",
            ]
            .concat()
        }
        _ => debug_other(oid, parameters),
    }
}

fn debug_other(oid: &[u8], parameters: Option<&Element<'_>>) -> String {
    let parameters = parameters.map_or_else(
        || String::from("None"),
        |found| {
            let (contents, whole) = (debug_octets(found.contents), debug_octets(found.whole));
            ["Some(Tlv { tag: ", &tag(found.tag), ", data: ", &contents, ", full_data: ", &whole, " })"]
                .concat()
        },
    );
    ["Other(", &debug_oid(oid), ", ", &parameters, ")"].concat()
}

/// What RSASSA-PSS-params say where they say nothing: SHA-1, which is written as it would be.
const SHA1: &[u8] = &[6, 5, 0x2b, 0x0e, 3, 2, 26, 5, 0];

fn debug_pss(parameters: Option<&Element<'_>>) -> String {
    let Some(parameters) = parameters else { return String::from("RsaPss(None)") };
    let field = |number: u8| {
        let found = asn1::elements(parameters.contents).find(|part| part.tag == 0xa0 | number);
        found.and_then(|part| asn1::elements(part.contents).next())
    };
    let hash = debug(field(0).map_or(SHA1, |hash| hash.contents));
    let mask = field(1);
    let mut mask = asn1::elements(mask.as_ref().map_or(&[][..], |mask| mask.contents));
    let mgf = mask.next().map_or(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8][..], |oid| oid.contents);
    let inner = debug(mask.next().map_or(SHA1, |hash| hash.contents));
    let number = |found: Element<'_>| {
        found.contents.iter().fold(0_u32, |all, octet| all.wrapping_shl(8) | u32::from(*octet)).to_string()
    };
    let salt = field(2).map_or_else(|| String::from("20"), number);
    let trailer =
        field(3).map_or_else(|| String::from("None"), |found| ["Some(", &number(found), ")"].concat());
    [
        "RsaPss(Some(RsaPssParameters { hash_algorithm: ",
        &hash,
        ", mask_gen_algorithm: MaskGenAlgorithm { oid: ",
        &debug_oid(mgf),
        ", params: ",
        &inner,
        " }, salt_length: ",
        &salt,
        ", _trailer_field: ",
        &trailer,
        " }))",
    ]
    .concat()
}

/// A curve that is spelled out.
fn debug_curve(curve: &Element<'_>) -> String {
    let mut parts = asn1::elements(curve.contents);
    let mut next = || parts.next().map_or((0, &[][..]), |part| (part.tag, part.contents));
    let ((_, version), (_, field), (_, coefficients), (_, base), (_, order), (cofactor, value)) =
        (next(), next(), next(), next(), next(), next());
    let mut field = asn1::elements(field).skip(1);
    let prime = field.next().map_or(&[][..], |prime| prime.contents);
    let mut coefficients = asn1::elements(coefficients).map(|part| (part.tag, part.contents));
    let (a, b) = (coefficients.next().unwrap_or_default().1, coefficients.next().unwrap_or_default().1);
    let number = |octets: &[u8]| octets.last().copied().unwrap_or(0).to_string();
    let cofactor = if cofactor == asn1::INTEGER {
        ["Some(", &number(value), ")"].concat()
    } else {
        String::from("None")
    };
    [
        "SpecifiedECDomain { version: ",
        &number(version),
        ", field_id: FieldID { field_type: DefinedByMarker(PhantomData<asn1::object_identifier::ObjectIdentifier>), \
         parameters: PrimeField(BigUint { data: ",
        &debug_octets(prime),
        " }) }, curve: Curve { a: ",
        &debug_octets(a),
        ", b: ",
        &debug_octets(b),
        ", seed: None }, base: ",
        &debug_octets(base),
        ", order: BigUint { data: ",
        &debug_octets(order),
        " }, cofactor: ",
        &cofactor,
        " }",
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A certificate in order, with octets of it replaced once.
    fn changed(from: &[u8], to: &[u8]) -> Vec<u8> {
        let text = include_str!("../../input/samples/leaf.pem");
        let (_, found) = x509_parser::pem::parse_x509_pem(text.as_bytes()).unwrap();
        let der = found.contents;
        let at = der.windows(from.len()).position(|window| window == from).unwrap();
        [&der[..at], to, &der[at + from.len()..]].concat()
    }

    #[test]
    fn what_is_in_order_is_read() {
        assert_eq!(load(&changed(&[0x30], &[0x30])), Ok(()));
    }

    /// rust-asn1 names the innermost four fields around the place.
    #[test]
    fn each_oddity_is_raised_with_its_place() {
        let words = [
            (
                changed(&[0xa0, 3, 2, 1, 2], &[0xa0, 3, 2, 1, 0]),
                "ValueError: error parsing asn1 value: ParseError { kind: EncodedDefault, \
                 location: [\"Certificate::tbs_cert\", \"TbsCertificate::version\"] }",
            ),
            (
                changed(&[0xa0, 3, 2, 1, 2], &[0xa0, 3, 2, 1, 1]),
                "cryptography.x509.base.InvalidVersion: 1 is not a valid X509 version",
            ),
            (
                [changed(&[0x30], &[0x30]), vec![5, 0]].concat(),
                "ValueError: error parsing asn1 value: ParseError { kind: ExtraData }",
            ),
            (
                vec![0x30, 0x80, 0, 0],
                "ValueError: error parsing asn1 value: ParseError { kind: InvalidLength }",
            ),
        ];
        for (bytes, wanted) in words {
            assert_eq!(load(&bytes), Err(wanted.to_owned()));
        }
    }

    #[test]
    fn strings_are_looked_at_by_their_type() {
        let value = |bytes: &'static [u8]| is_attribute(&asn1::element(bytes).unwrap().0);
        assert!(value(&[0x13, 2, b'o', b'k']) && !value(&[0x13, 2, b'a', b'@']));
        assert!(value(&[0x1e, 2, 0, b'a']) && !value(&[0x1e, 3, 0, b'a', 0]) && !value(&[0x1e, 2, 0xd8, 0]));
        // A UTF8String is taken as it is.
        assert!(value(&[0x0c, 1, 0xff]));
    }

    #[test]
    fn arcs_are_whole_and_short() {
        assert!(is_oid(&[0x55, 4, 3]));
        assert!(!is_oid(&[]) && !is_oid(&[0x55, 0x80, 3]) && !is_oid(&[0x55, 0x83]) && !is_oid(&[1; 64]));
    }
}
