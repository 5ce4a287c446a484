//! What OpenSSL's reader makes of a certificate's octets: d2i_X509, and ossl_x509v3_cache_extensions after it.

use super::super::reader::asn1::{self, Element};
use super::super::reader::name::canonical;
use super::super::reader::outline::{NETSCAPE_CERT_TYPE, Outline, ce, pe};
use super::super::reader::schema::{self, Dialect, Misfit, Type};
use super::super::reader::time::Written;
use crate::certificate::Certificate;

/// BER, but for integers, which must not be longer than they are.
pub(crate) static OPENSSL: Dialect = Dialect {
    padded_lengths: true,
    indefinite_lengths: true,
    constructed_strings: true,
    loose_booleans: true,
    padded_integers: false,
    empty_integers: false,
    long_lengths_of_nothing: false,
    encoded_defaults: true,
    unordered_sets: true,
    loose_unused_bits: true,
    trailing_components: false,
    typed: false,
    text: |_, _| true,
    attribute: is_attribute,
    time: |_| true,
    oid: |contents| !contents.is_empty() && contents.last().is_some_and(|last| last & 0x80 == 0),
};

/// ASN1_PRINTABLE, and the lengths of strings of several octets a letter.
fn is_attribute(value: &Element<'_>) -> bool {
    if value.tag & 0xc0 != 0 {
        return false;
    }
    match value.tag & 0x1f {
        // B_ASN1_PRINTABLE is what RFC 5280 allows, a SEQUENCE, bits, and tags that nobody has a name for.
        3 | 7..=9 | 11..=16 | 18..=20 | 22 | 29 => true,
        30 => value.contents.len().is_multiple_of(2),
        28 => value.contents.len().is_multiple_of(4),
        _ => false,
    }
}

/// A certificate that OpenSSL cannot read.
pub(crate) enum Unreadable {
    /// It is not what the ASN.1 says.
    Asn1(Misfit),
    /// A string of the issuer or subject cannot be converted to UTF-8.
    Name { is_issuer: bool },
}

/// What OpenSSL finds out while reading.
pub(crate) struct Notes {
    /// EXFLAG_INVALID: an extension that it looks at cannot be read, stands twice, or is no use.
    pub invalid: bool,
    /// Whether each time is of the form that X509_cmp_time takes.
    pub times: [bool; 2],
    pub key: Key,
    /// EXFLAG_PROXY.
    pub proxy: bool,
    /// The first octet of netscape-cert-type.
    pub netscape: Option<u8>,
    /// Canonical encodings.
    pub subject: Vec<u8>,
    pub issuer: Vec<u8>,
    /// Bits of the unused ones of the signature are counted, which X509_verify does not take.
    pub odd_signature: bool,
}

/// Whether X509_get0_pubkey has a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Decoded,
    /// An elliptic curve that is spelled out.
    Explicit,
    /// A point at infinity, an exponent that encrypts nothing, or bits that are not the key's: decoded, and no signature is
    /// right.
    Useless,
    Undecoded,
}

/// Whether d2i_X509 reads it; what follows it is another matter.
pub(crate) fn read(bytes: &[u8]) -> Result<(), Unreadable> {
    OPENSSL.read(&schema::CERTIFICATE, bytes).map_err(Unreadable::Asn1)?;
    let outline = asn1::element(bytes)
        .ok()
        .and_then(|(outer, _)| asn1::element(outer.contents).ok())
        .map(|(tbs, _)| Outline::read(tbs.whole))
        .unwrap_or_default();
    for (name, is_issuer) in [(outline.issuer, true), (outline.subject, false)] {
        if canonical(name).is_none() {
            return Err(Unreadable::Name { is_issuer });
        }
    }
    Ok(())
}

impl Notes {
    pub(crate) fn of(certificate: &Certificate) -> Self {
        let outline = Outline::of(certificate);
        let is_time = |time: &Option<Element<'_>>| time.as_ref().is_some_and(is_comparable_time);
        let value = |oid: &[u8]| outline.extension(oid).map(|extension| extension.value);
        let proxy = value(&pe(14)).is_some_and(is_proxy_info);
        Self {
            invalid: is_invalid(certificate, &outline, &OPENSSL, CACHED),
            times: [is_time(&outline.not_before), is_time(&outline.not_after)],
            key: key(certificate, &outline),
            proxy,
            netscape: value(&NETSCAPE_CERT_TYPE).map(|value| {
                let bits = asn1::element(value).map_or(&[][..], |(bits, _)| bits.contents);
                bits.get(1).copied().unwrap_or(0)
            }),
            subject: canonical(outline.subject).unwrap_or_default(),
            issuer: canonical(outline.issuer).unwrap_or_default(),
            odd_signature: has_odd_signature(certificate),
        }
    }
}

/// X509_cmp_time takes what RFC 5280 §4.1.2.5 does.
fn is_comparable_time(time: &Element<'_>) -> bool {
    Written::read(time).is_some_and(|written| written.is_der() && written.is_possible())
}

/// A date that OpenSSL 3.5 does not decode, since it is too short for its type (asn1_ex_c2i): what it queues.
pub(crate) fn short_time(bytes: &[u8]) -> Option<Queued> {
    let (outer, _) = asn1::element(bytes).ok()?;
    let (tbs, _) = asn1::element(outer.contents).ok()?;
    let outline = Outline::read(tbs.whole);
    [outline.not_before, outline.not_after].into_iter().flatten().find_map(|time| {
        let (code, reason, line) = match (time.tag, time.contents.len()) {
            (asn1::UTC_TIME, ..13) => ("068000E9", "utctime is too short", 966),
            (asn1::GENERALIZED_TIME, ..15) => ("068000E8", "generalizedtime is too short", 962),
            _ => return None,
        };
        Some(Queued {
            code,
            function: "asn1_ex_c2i",
            reason,
            file: "tasn_dec.c",
            lines: [line, line],
            data: String::new(),
            around: Vec::new(),
        })
    })
}

fn has_odd_signature(certificate: &Certificate) -> bool {
    let Some((outer, _)) = certificate.der.as_deref().and_then(|der| asn1::element(der).ok()) else {
        return false;
    };
    let signature = asn1::elements(outer.contents).nth(2);
    signature.is_some_and(|bits| {
        bits.tag == asn1::BIT_STRING && bits.contents.first().is_some_and(|unused| *unused != 0)
    })
}

/// The extensions whose values ossl_x509v3_cache_extensions reads, and as what.
type Cached = (&'static [u8], &'static Type);
pub(crate) static CACHED: &[Cached] = &[
    (&ce(19), &schema::BASIC_CONSTRAINTS),
    (&pe(14), &schema::PROXY),
    (&ce(15), &schema::BIT_STRING),
    (&ce(37), &schema::PURPOSES),
    (&NETSCAPE_CERT_TYPE, &schema::BIT_STRING),
    (&ce(14), &schema::OCTET_STRING),
    (&ce(35), &schema::AUTHORITY_KEY_ID),
    (&ce(17), &schema::GENERAL_NAMES),
    (&ce(30), &schema::NAME_CONSTRAINTS),
    (&ce(31), &schema::DISTRIBUTION_POINTS),
    (&pe(7), &schema::ADDRESS_BLOCKS),
    (&pe(8), &schema::SYSTEM_NUMBERS),
];

/// EXFLAG_INVALID.
pub(crate) fn is_invalid(
    certificate: &Certificate,
    outline: &Outline<'_>,
    dialect: &Dialect,
    cached: &[Cached],
) -> bool {
    let mut seen: Vec<&[u8]> = Vec::new();
    for extension in &outline.extensions {
        let Some((oid, of)) = cached.iter().find(|(oid, _)| *oid == extension.oid) else { continue };
        if seen.contains(oid)
            || dialect.read(of, extension.value).is_err()
            || !has_sound_names(extension.value)
        {
            return true;
        }
        seen.push(oid);
    }
    let has = |oid: &[u8]| outline.extension(oid).is_some();
    let proxy_of_its_own = has(&pe(14)) && (certificate.is_ca() || has(&ce(17)) || has(&ce(18)));
    let negative_length =
        outline.extension(&ce(19)).is_some_and(|extension| has_negative_length(extension.value));
    let no_usage = outline.extension(&ce(15)).is_some_and(|extension| !has_usage(extension.value));
    proxy_of_its_own || negative_length || no_usage
}

/// Whether the value of proxyCertInfo can be decoded (RFC 3820 §3.8): a length or none, and a policy with its language.
fn is_proxy_info(value: &[u8]) -> bool {
    let Ok((outer, _)) = asn1::element(value) else { return false };
    if outer.tag != 0x30 {
        return false;
    }
    let mut parts = asn1::elements(outer.contents).filter(|part| part.tag != 2);
    parts.next().is_some_and(|policy| {
        policy.tag == 0x30 && asn1::elements(policy.contents).next().is_some_and(|language| language.tag == 6)
    })
}

/// Names inside an extension are made canonical too.
fn has_sound_names(value: &[u8]) -> bool {
    fn sound(contents: &[u8], deeper: u8) -> bool {
        asn1::elements(contents).all(|element| match element.tag {
            0xa4 => canonical(element.contents).is_some(),
            tag if tag & asn1::CONSTRUCTED != 0 && deeper > 0 => sound(element.contents, deeper - 1),
            _ => true,
        })
    }
    sound(value, 5)
}

fn has_negative_length(value: &[u8]) -> bool {
    let sequence = asn1::element(value).map_or(&[][..], |(sequence, _)| sequence.contents);
    let length = asn1::elements(sequence).find(|part| part.tag == asn1::INTEGER);
    length.is_some_and(|length| length.contents.first().is_some_and(|first| first & 0x80 != 0))
}

/// Whether a bit of the first two octets is set, the unused ones cleared.
fn has_usage(value: &[u8]) -> bool {
    let contents = asn1::element(value).map_or(&[][..], |(bits, _)| bits.contents);
    let Some((unused, octets)) = contents.split_first() else { return false };
    let cleared = |(index, octet): (usize, &u8)| {
        if index + 1 == octets.len() { octet & (0xff << (*unused).min(7)) } else { *octet }
    };
    octets.iter().enumerate().map(cleared).take(2).any(|octet| octet != 0)
}

pub(crate) const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
const RSA_PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10];
pub(crate) const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];

fn key(certificate: &Certificate, outline: &Outline<'_>) -> Key {
    let Some((algorithm, bits)) = outline.key_parts() else { return Key::Undecoded };
    if clears_bits(outline.key) {
        return Key::Useless;
    }
    let mut parts = asn1::elements(algorithm.contents);
    let oid = parts.next().map_or(&[][..], |oid| oid.contents);
    match oid {
        RSA | RSA_PSS => match rsa_numbers(bits) {
            Some((_, exponent)) if exponent.iter().all(|octet| *octet == 0) => Key::Useless,
            Some(_) => Key::Decoded,
            None => Key::Undecoded,
        },
        EC => match parts.next() {
            Some(parameters) if parameters.tag == asn1::SEQUENCE => Key::Explicit,
            Some(parameters) if parameters.tag == asn1::OID => match bits.first() {
                Some(0) if bits.len() == 1 => Key::Useless,
                Some(4) if !is_on_curve(certificate, bits) => Key::Undecoded,
                Some(2..=4 | 6 | 7) => Key::Decoded,
                _ => Key::Undecoded,
            },
            _ => Key::Undecoded,
        },
        _ => Key::Decoded,
    }
}

/// Unused bits of the last octet are set, which are then cleared, and the key is another.
fn clears_bits(key: &[u8]) -> bool {
    let parts = asn1::element(key).map_or(&[][..], |(key, _)| key.contents);
    asn1::elements(parts).nth(1).is_some_and(|bits| match bits.contents {
        [unused, .., last] => last.trailing_zeros() < u32::from(*unused),
        _ => false,
    })
}

/// Of a curve that is not implemented here, the length must do.
fn is_on_curve(certificate: &Certificate, point: &[u8]) -> bool {
    let implemented = ["EC P-256", "EC P-384", "EC P-521"].contains(&certificate.key.name.as_ref());
    let length = certificate.key.bits.map(|bits| 2 * bits.div_ceil(8) + 1);
    length.is_none_or(|length| point.len() == length) && (!implemented || certificate.key.supported)
}

/// Modulus and exponent, however they are written: signs are not looked at.
pub(crate) fn rsa_numbers(bits: &[u8]) -> Option<(&[u8], &[u8])> {
    let (sequence, _) = asn1::expect(bits, asn1::SEQUENCE)?;
    let mut numbers = asn1::elements(sequence.contents);
    let (modulus, exponent) = (numbers.next()?, numbers.next()?);
    (modulus.tag == asn1::INTEGER && exponent.tag == asn1::INTEGER)
        .then_some((modulus.contents, exponent.contents))
}

/// The length of the modulus.
pub(crate) fn rsa_bits(certificate: &Certificate) -> Option<usize> {
    let outline = Outline::of(certificate);
    let (_, bits) = outline.key_parts()?;
    let (modulus, _) = rsa_numbers(bits)?;
    let start = modulus.iter().position(|octet| *octet != 0)?;
    let zeros = usize::try_from(modulus.get(start)?.leading_zeros()).ok()?;
    Some(((modulus.len() - start) * 8).saturating_sub(zeros))
}

/// The first error that OpenSSL queues for what it cannot read, and those that it queues on its way out.
pub(crate) struct Queued {
    pub code: &'static str,
    pub function: &'static str,
    pub reason: &'static str,
    pub file: &'static str,
    /// Of OpenSSL 3.0, and of 3.5 in Node 24.
    pub lines: [u16; 2],
    pub data: String,
    /// What is queued of the structures around it.
    pub around: Vec<String>,
}

impl Unreadable {
    pub(crate) fn queued(&self) -> Queued {
        use super::super::reader::schema::{Kind, Step, Wrong};
        let nested = |at: &str, data: &str| {
            let mut words = String::from("0688010A:asn1 encoding routines:");
            words.push_str(at);
            words.push(':');
            words.push_str(data);
            words
        };
        let described = |name: &str| {
            let (field, of) = field(name);
            let mut data = String::from("Field=");
            data.push_str(field);
            data.push_str(", Type=");
            data.push_str(of);
            data
        };
        let frame = |name: &str| {
            let at = if name.ends_with("raw_extensions") {
                "asn1_template_ex_d2i:nested asn1 error:../crypto/asn1/tasn_dec.c:563"
            } else {
                "asn1_template_noexp_d2i:nested asn1 error:../crypto/asn1/tasn_dec.c:712"
            };
            nested(at, &described(name))
        };
        let misfit = match self {
            Self::Name { is_issuer } => {
                let name = if *is_issuer { "TbsCertificate::issuer" } else { "TbsCertificate::subject" };
                return Queued {
                    code: "06800086",
                    function: "ASN1_mbstring_ncopy",
                    reason: "invalid utf8string",
                    file: "a_mbstr.c",
                    lines: [85, 97],
                    data: String::new(),
                    around: vec![
                        nested("x509_name_ex_d2i:nested asn1 error:../crypto/x509/x_name.c:207", ""),
                        frame(name),
                        frame("Certificate::tbs_cert"),
                    ],
                };
            }
            Self::Asn1(misfit) => misfit,
        };
        let last = misfit.path.iter().rev().find_map(|step| match step {
            Step::Field(name) => Some(*name),
            Step::Index(_) => None,
        });
        let mut around: Vec<_> = misfit
            .path
            .iter()
            .rev()
            .map(|step| match step {
                Step::Field(name) => frame(name),
                Step::Index(_) => {
                    nested("asn1_template_noexp_d2i:nested asn1 error:../crypto/asn1/tasn_dec.c:681", "")
                }
            })
            .collect();
        let of = |name: Option<&str>| {
            let mut data = String::from("Type=");
            data.push_str(name.map_or("X509", structure));
            data
        };
        let (code, function, reason, file, lines, data) = match misfit.kind {
            Kind::Value(Wrong::BooleanLength | Wrong::Boolean) => (
                "0680006A",
                "asn1_ex_c2i",
                "boolean is wrong length",
                "tasn_dec.c",
                [902, 908],
                String::new(),
            ),
            Kind::Value(Wrong::IntegerPadded) => {
                ("068000DD", "c2i_ibuf", "illegal padding", "a_int.c", [193, 193], String::new())
            }
            Kind::Value(Wrong::IntegerEmpty) => {
                ("068000DE", "c2i_ibuf", "illegal zero content", "a_int.c", [160, 160], String::new())
            }
            Kind::Value(Wrong::Attribute(0x1e)) => (
                "068000D6",
                "asn1_ex_c2i",
                "bmpstring is wrong length",
                "tasn_dec.c",
                [944, 954],
                String::new(),
            ),
            Kind::Value(Wrong::Attribute(0x1c)) => (
                "068000D7",
                "asn1_ex_c2i",
                "universalstring is wrong length",
                "tasn_dec.c",
                [948, 958],
                String::new(),
            ),
            Kind::Value(Wrong::Attribute(_)) => (
                "0680008C",
                "asn1_item_embed_d2i",
                "mstring wrong tag",
                "tasn_dec.c",
                [279, 279],
                String::from("Type=ASN1_PRINTABLE"),
            ),
            Kind::Extra => (
                "06800094",
                "asn1_item_embed_d2i",
                "sequence length mismatch",
                "tasn_dec.c",
                [471, 471],
                of(last),
            ),
            Kind::ExtraInTag => {
                around.remove(0);
                let data = last.map(described).unwrap_or_default();
                (
                    "06800077",
                    "asn1_template_ex_d2i",
                    "explicit length mismatch",
                    "tasn_dec.c",
                    [579, 579],
                    data,
                )
            }
            Kind::Tag(_) => {
                let at = "asn1_d2i_ex_primitive:nested asn1 error:../crypto/asn1/tasn_dec.c:779";
                around.insert(0, nested(at, ""));
                ("068000A8", "asn1_check_tlen", "wrong tag", "tasn_dec.c", [1215, 1231], String::new())
            }
            _ => ("0680009B", "asn1_check_tlen", "too long", "tasn_dec.c", [1210, 1226], String::new()),
        };
        Queued { code, function, reason, file, lines, data, around }
    }
}

impl Queued {
    /// The first of them, as OpenSSL prints it.
    pub(crate) fn words(&self, folder: &str, line: &str) -> String {
        let parts = [
            self.code,
            ":asn1 encoding routines:",
            self.function,
            ":",
            self.reason,
            ":",
            folder,
            self.file,
            ":",
            line,
            ":",
            &self.data,
        ];
        parts.concat()
    }
}

/// A field by the name that OpenSSL has for it, and for the structure that it is in.
fn field(name: &str) -> (&'static str, &'static str) {
    match name {
        "Certificate::tbs_cert" => ("cert_info", "X509"),
        "Certificate::signature_alg" => ("sig_alg", "X509"),
        "Certificate::signature" => ("signature", "X509"),
        "TbsCertificate::version" => ("version", "X509_CINF"),
        "TbsCertificate::serial" => ("serialNumber", "X509_CINF"),
        "TbsCertificate::signature_alg" => ("signature", "X509_CINF"),
        "TbsCertificate::issuer" => ("issuer", "X509_CINF"),
        "TbsCertificate::validity" => ("validity", "X509_CINF"),
        "TbsCertificate::subject" => ("subject", "X509_CINF"),
        "TbsCertificate::spki" => ("key", "X509_CINF"),
        "TbsCertificate::issuer_unique_id" => ("issuerUID", "X509_CINF"),
        "TbsCertificate::subject_unique_id" => ("subjectUID", "X509_CINF"),
        "TbsCertificate::raw_extensions" => ("extensions", "X509_CINF"),
        "Validity::not_before" => ("notBefore", "X509_VAL"),
        "Validity::not_after" => ("notAfter", "X509_VAL"),
        "SubjectPublicKeyInfo::algorithm" => ("algor", "X509_PUBKEY_INTERNAL"),
        "SubjectPublicKeyInfo::subject_public_key" => ("public_key", "X509_PUBKEY_INTERNAL"),
        "Extension::extn_id" => ("object", "X509_EXTENSION"),
        "Extension::critical" => ("critical", "X509_EXTENSION"),
        "Extension::extn_value" => ("value", "X509_EXTENSION"),
        "AttributeTypeValue::type_id" => ("object", "X509_NAME_ENTRY"),
        "AttributeTypeValue::value" => ("value", "X509_NAME_ENTRY"),
        _ => ("algorithm", "X509_ALGOR"),
    }
}

/// The structure that a field is.
fn structure(name: &str) -> &'static str {
    match name {
        "Certificate::tbs_cert" => "X509_CINF",
        "TbsCertificate::validity" => "X509_VAL",
        "TbsCertificate::spki" => "X509_PUBKEY_INTERNAL",
        "TbsCertificate::raw_extensions" => "X509_EXTENSION",
        "TbsCertificate::issuer" | "TbsCertificate::subject" => "X509_NAME_ENTRY",
        _ => "X509_ALGOR",
    }
}
