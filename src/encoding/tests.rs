use super::*;

/// One element.
fn tlv(tag: u8, contents: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    match contents.len() {
        short @ 0..=127 => out.push(u8::try_from(short).unwrap()),
        middle @ 128..=255 => out.extend([0x81, u8::try_from(middle).unwrap()]),
        long => out.extend([0x82, u8::try_from(long >> 8).unwrap(), u8::try_from(long & 255).unwrap()]),
    }
    out.extend(contents);
    out
}

fn seq(parts: &[&[u8]]) -> Vec<u8> {
    tlv(0x30, &parts.concat())
}

const CN: &[u8] = &[6, 3, 0x55, 4, 3];
const ECDSA: &[u8] = &[0x30, 10, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2];

/// The parts of a certificate, each as it is to be written.
#[derive(Clone)]
struct Parts {
    version: Vec<u8>,
    serial: Vec<u8>,
    issuer: Vec<u8>,
    validity: Vec<u8>,
    subject: Vec<u8>,
    spki: Vec<u8>,
    unique: Vec<u8>,
    /// The whole of each extension.
    extensions: Vec<Vec<u8>>,
    algorithm: Vec<u8>,
    signature: Vec<u8>,
}

fn name(value: &[u8]) -> Vec<u8> {
    seq(&[&tlv(0x31, &seq(&[CN, value]))])
}

fn extension(oid: &[u8], rest: &[u8], value: &[u8]) -> Vec<u8> {
    seq(&[&tlv(6, oid), rest, &tlv(4, value)])
}

impl Parts {
    fn new() -> Self {
        let curve = seq(&[
            &[6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1],
            &[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7],
        ]);
        let mut point = vec![0, 4];
        point.extend([7; 64]);
        Self {
            version: vec![0xa0, 3, 2, 1, 2],
            serial: vec![2, 1, 5],
            issuer: name(&tlv(0x0c, b"Root")),
            validity: seq(&[&tlv(0x17, b"260101000000Z"), &tlv(0x17, b"270101000000Z")]),
            subject: name(&tlv(0x0c, b"Leaf")),
            spki: seq(&[&curve, &tlv(3, &point)]),
            unique: Vec::new(),
            extensions: vec![
                extension(&[0x55, 29, 19], &[1, 1, 0xff], &[0x30, 0]),
                extension(&[0x55, 29, 15], &[1, 1, 0xff], &[3, 2, 7, 0x80]),
            ],
            algorithm: ECDSA.to_vec(),
            signature: tlv(3, &[0, 0x30, 6, 2, 1, 1, 2, 1, 1]),
        }
    }

    fn der(&self) -> Vec<u8> {
        let extensions = tlv(0xa3, &tlv(0x30, &self.extensions.concat()));
        let tbs = seq(&[
            &self.version,
            &self.serial,
            ECDSA,
            &self.issuer,
            &self.validity,
            &self.subject,
            &self.spki,
            &self.unique,
            &extensions,
        ]);
        seq(&[&tbs, &self.algorithm, &self.signature])
    }
}

/// What is odd about a changed certificate: kind, path, and the octets that are meant.
fn odd(change: impl FnOnce(&mut Parts)) -> Vec<(Kind, String, Vec<u8>)> {
    let mut parts = Parts::new();
    change(&mut parts);
    let der = parts.der();
    let found = Encoding::of_certificate(&der).deviations;
    found
        .iter()
        .map(|one| (one.kind, one.field.path(), der[one.offset..one.offset + one.length].to_vec()))
        .collect()
}

fn only(change: impl FnOnce(&mut Parts)) -> (Kind, String, Vec<u8>) {
    let mut found = odd(change);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

fn expect(kind: Kind, path: &str, octets: &[u8], change: impl FnOnce(&mut Parts)) {
    assert_eq!(only(change), (kind, path.to_owned(), octets.to_vec()));
}

#[test]
fn a_certificate_in_der_has_no_deviation() {
    assert_eq!(odd(|_| {}), []);
    for pem in [include_str!("../input/samples/leaf.pem"), include_str!("../input/samples/root.pem")] {
        let (_, found) = x509_parser::pem::parse_x509_pem(pem.as_bytes()).unwrap();
        assert_eq!(Encoding::of_certificate(&found.contents), Encoding::default());
    }
    let (_, found) = x509_parser::pem::parse_x509_pem(include_bytes!("../input/samples/crl.pem")).unwrap();
    assert_eq!(Encoding::of_crl(&found.contents), Encoding::default());
}

#[test]
fn values_that_der_writes_otherwise_are_found_where_they_stand() {
    expect(Kind::IntegerPadded, "serialNumber", &[2, 3, 0, 0, 5], |it| it.serial = vec![2, 3, 0, 0, 5]);
    expect(Kind::IntegerEmpty, "serialNumber", &[2, 0], |it| it.serial = vec![2, 0]);
    expect(Kind::DefaultWritten, "version", &[2, 1, 0], |it| it.version = vec![0xa0, 3, 2, 1, 0]);
    expect(Kind::LengthPadded, "serialNumber", &[2, 0x81, 1], |it| it.serial = vec![2, 0x81, 1, 5]);
    expect(Kind::TrueNotFf, "extensions[1](2.5.29.19).critical", &[1, 1, 1], |it| {
        it.extensions[0] = extension(&[0x55, 29, 19], &[1, 1, 1], &[0x30, 0]);
    });
    expect(Kind::DefaultWritten, "extensions[1](2.5.29.19).extnValue.cA", &[1, 1, 0], |it| {
        it.extensions[0] = extension(&[0x55, 29, 19], &[], &[0x30, 3, 1, 1, 0]);
    });
    expect(Kind::UnusedBitsSet, "extensions[2](2.5.29.15).extnValue", &[3, 2, 5, 0xb0], |it| {
        it.extensions[1] = extension(&[0x55, 29, 15], &[], &[3, 2, 5, 0xb0]);
    });
    expect(Kind::UnusedBits, "signatureValue", &[1], |it| it.signature[2] = 1);
    expect(Kind::OidPadded, "extensions[1](2.5.29.19).extnID", &[0x80], |it| {
        it.extensions[0] = extension(&[0x55, 29, 0x80, 19], &[], &[0x30, 0]);
    });
    assert_eq!(Encoding::of_certificate(&[0x30, 0x80, 0, 0]).deviations[0].kind, Kind::LengthIndefinite);
}

#[test]
fn names_are_looked_into() {
    let utf8 = |it: &mut Parts| {
        let odd = tlv(0x31, &seq(&[CN, &tlv(0x0c, b"a\xff\xfe")]));
        it.subject = seq(&[&tlv(0x31, &seq(&[CN, &tlv(0x0c, b"Leaf")])), &odd]);
    };
    expect(Kind::Utf8Invalid, "subject[2].value", &[0xff], utf8);
    expect(Kind::Characters, "subject[1].value", b"@", |it| it.subject = name(&tlv(0x13, b"a@b")));
    expect(Kind::WideBroken, "issuer[1].value", &[0], |it| it.issuer = name(&tlv(0x1e, &[0, 65, 0])));
    expect(Kind::StringType, "subject[1].value", &[0x16, 1, 65], |it| it.subject = name(&tlv(0x16, b"A")));
    expect(Kind::SetEmpty, "subject[1]", &[0x31, 0], |it| it.subject = seq(&[&tlv(0x31, &[])]));
    expect(Kind::WrongTag, "subject[1]", &[0x30, 10, 0x30, 8, 6, 3, 0x55, 4, 3, 0x0c, 1, 65], |it| {
        it.subject = seq(&[&seq(&[&seq(&[CN, &[0x0c, 1, 65]])])]);
    });
}

#[test]
fn times_are_looked_into() {
    let with = |tag: u8, text: &'static [u8]| {
        only(move |it| it.validity = seq(&[&tlv(0x17, b"260101000000Z"), &tlv(tag, text)])).0
    };
    assert_eq!(with(0x17, b"2701010000Z"), Kind::TimeNoSeconds);
    assert_eq!(with(0x17, b"270101000000+0100"), Kind::TimeOffset);
    assert_eq!(with(0x18, b"20270101000000.5Z"), Kind::TimeFraction);
    assert_eq!(with(0x18, b"20270101000000Z"), Kind::TimeForm);
    assert_eq!(with(0x17, b"271301000000Z"), Kind::TimeImpossible);
    assert_eq!(with(0x17, b"270230000000Z"), Kind::TimeImpossible);
    assert_eq!(with(0x17, b"270101000060Z"), Kind::TimeImpossible);
    assert_eq!(with(0x17, b"270101000000z"), Kind::TimeBroken);
    assert_eq!(with(0x17, b""), Kind::TimeBroken);
    assert_eq!(with(0x04, b""), Kind::WrongTag);
    let sound = |it: &mut Parts| {
        it.validity = seq(&[&tlv(0x17, b"240229000000Z"), &tlv(0x18, b"20500101000000Z")]);
    };
    assert_eq!(odd(sound), []);
}

#[test]
fn keys_and_algorithms_are_looked_into() {
    expect(Kind::ParametersNull, "signatureAlgorithm", &[5, 0], |it| {
        it.algorithm = seq(&[&ECDSA[2..], &[5, 0]]);
    });
    let point = |change: fn(&mut Vec<u8>)| {
        only(move |it| {
            let start = it.spki.len() - 65;
            let mut point = it.spki[start..].to_vec();
            change(&mut point);
            let algorithm = it.spki[2..23].to_vec();
            it.spki = seq(&[&algorithm, &tlv(3, &[&[0][..], &point].concat())]);
        })
        .0
    };
    assert_eq!(point(|it| it[0] = 6), Kind::PointHybrid);
    assert_eq!(point(|it| *it = vec![0]), Kind::PointInfinity);
    assert_eq!(point(|it| it.truncate(64)), Kind::PointLength);
    assert_eq!(
        point(|it| {
            it.truncate(33);
            it[0] = 3;
        }),
        Kind::PointCompressed
    );
}

#[test]
fn what_stands_where_nothing_belongs_or_is_missing_is_told_with_its_place() {
    expect(Kind::Trailing, "extensions[1](2.5.29.19).extnValue", &[5, 0], |it| {
        it.extensions[0] = extension(&[0x55, 29, 19], &[], &[0x30, 0, 5, 0]);
    });
    expect(Kind::SequenceEmpty, "extensions[1](2.5.29.32).extnValue", &[0x30, 0], |it| {
        it.extensions[0] = extension(&[0x55, 29, 32], &[], &[0x30, 0]);
    });
    expect(Kind::WrongTag, "extensions[1](2.5.29.14).extnValue", &[5, 0], |it| {
        it.extensions[0] = extension(&[0x55, 29, 14], &[], &[5, 0]);
    });
    expect(Kind::UniqueId, "subjectUniqueID", &[0x82, 2, 0, 3], |it| it.unique = vec![0x82, 2, 0, 3]);
    let found = odd(|it| it.serial = Vec::new());
    assert_eq!((found[0].0, found[0].1.as_str()), (Kind::Missing, "serialNumber"));
    let policy = &[0x30, 4, 6, 2, 0x2a, 3];
    expect(Kind::PolicyRepeated, "extensions[1](2.5.29.32).extnValue[2]", policy, |it| {
        it.extensions[0] = extension(&[0x55, 29, 32], &[], &seq(&[policy, policy]));
    });
}

#[test]
fn a_place_has_words_in_both_languages() {
    let field = Field {
        part: Part::Subject,
        extension: None,
        steps: vec![Step::Nth(&noun::ATTRIBUTE, 3), Step::Into("value")],
    };
    assert_eq!(field.words_in(Language::English), "subject, 3rd attribute, value");
    assert_eq!(field.words_in(Language::Chinese), "subject（主体），第 3 个属性，value");
}

#[test]
fn ber_becomes_der_with_the_same_values() {
    let parts = Parts::new();
    let der = parts.der();
    let header = if der[1] == 0x81 { 3 } else { 4 };
    let indefinite = [&[0x30, 0x80][..], &der[header..], &[0, 0]].concat();
    let encoding = Encoding::of_certificate(&indefinite);
    assert_eq!(encoding.deviations.len(), 1);
    assert_eq!(encoding.normalised(&indefinite).unwrap(), der);
    assert_eq!(Encoding::of_certificate(&der).normalised(&der), None, "nothing to do");
    let mut odd = parts.clone();
    odd.signature = tlv(0x23, &parts.signature);
    odd.extensions[0] = extension(&[0x55, 29, 19], &[1, 1, 1], &[0x30, 0x81, 0]);
    let odd = odd.der();
    assert_eq!(Encoding::of_certificate(&odd).normalised(&odd).unwrap(), der);
}

#[test]
fn whatever_stands_there_is_walked_in_bounds() {
    let der = Parts::new().der();
    for at in 0..der.len() {
        let _ = Encoding::of_certificate(&der[..at]);
        let _ = Encoding::of_crl(&der[at..]);
        for value in [0, 1, 0x1f, 0x7f, 0x80, 0x84, 0xff] {
            let mut changed = der.clone();
            changed[at] = value;
            let found = Encoding::of_certificate(&changed);
            let _ = found.normalised(&changed);
            let source = crate::fault::Source { piece: 0, span: None };
            let _ = crate::certificate::Certificate::read(
                &changed.as_slice().into(),
                crate::certificate::Origin::Chain,
                source,
            );
            for one in &found.deviations {
                assert!(one.offset + one.length <= changed.len());
            }
        }
    }
    let nested = [[0x30, 0x80]; 50_000].concat();
    assert!(!Encoding::of_certificate(&nested).deviations.is_empty());
    assert_eq!(Encoding::of_certificate(&nested).normalised(&nested), None);
}

#[test]
fn every_kind_has_a_token_of_its_own() {
    let tokens: std::collections::BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.phrase().token).collect();
    assert_eq!(tokens.len(), Kind::ALL.len());
}

/// Whatever cannot be read as a certificate has a place where it cannot be, and a word for what stands there.
#[test]
fn what_cannot_be_read_has_a_place() {
    use crate::certificate::{Certificate, Origin};
    use crate::rules::input::contents::CertificateMalformed;
    let der = Parts::new().der();
    let source = crate::fault::Source { piece: 0, span: None };
    let mut unnamed = Vec::new();
    let mut look = |changed: &[u8], at: usize| {
        if Certificate::read(&changed.into(), Origin::Chain, source).is_err() {
            let fault = CertificateMalformed::of(changed);
            if fault.what.token == "unreadable" {
                unnamed.push((at, changed.get(at).copied(), fault.field.token, fault.what.token));
            }
        }
    };
    for at in 0..der.len() {
        look(&der[..at], at);
        for value in 0..=255 {
            let mut changed = der.clone();
            changed[at] = value;
            look(&changed, at);
        }
    }
    // A version that is larger than a number of four octets.
    let mut long = Parts::new();
    long.version = vec![0xa0, 7, 2, 5, 1, 0, 0, 0, 0];
    look(&long.der(), 10);
    assert!(unnamed.is_empty(), "{unnamed:?}");
}

#[test]
fn what_stands_in_a_place_is_told() {
    use crate::rules::input::contents::CertificateMalformed;
    let mut odd = Parts::new();
    odd.serial = vec![4, 1, 5];
    let CertificateMalformed { field, offset, what, octets, .. } = CertificateMalformed::of(&odd.der());
    assert_eq!((field.token.as_str(), offset), ("serialNumber", 11));
    assert_eq!(what.token, "wrong-tag");
    assert_eq!(what.en, "another type than belongs here; OCTET STRING (3 bytes) stands there");
    assert_eq!(what.zh, "类型与此处应有的不符，此处是 OCTET STRING（3 字节）");
    assert!(octets.contains("[04 01 05]"), "{octets}");
    let cut = &Parts::new().der()[..40];
    let CertificateMalformed { what, .. } = CertificateMalformed::of(cut);
    assert_eq!(what.en, "a length that reaches beyond the end; SEQUENCE begins there, and 40 bytes are left");
    assert_eq!(CertificateMalformed::of(&seq(&[])).what.en, "a field that is missing; the bytes end there");
}

/// A key under a certificate's label: that it is none is told, and no octet of it.
#[test]
fn no_octet_of_a_key_is_shown() {
    use crate::rules::input::contents::CertificateMalformed;
    let rsa = seq(&[&[2, 1, 0], &tlv(2, &[0x7f; 64]), &tlv(2, &[1, 0, 1])]);
    let algorithm = seq(&[&[6, 1, 42], &[5, 0]]);
    let pkcs8 = seq(&[&[2, 1, 0], &algorithm, &tlv(4, &rsa)]);
    let encrypted = seq(&[&algorithm, &tlv(4, &[0x55; 64])]);
    let sec1 = seq(&[&[2, 1, 1], &tlv(4, &[0x66; 32])]);
    for key in [rsa, pkcs8, encrypted, sec1] {
        assert_eq!(CertificateMalformed::of(&key).octets, "");
    }
}
