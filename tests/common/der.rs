//! Writing DER by hand, for certificates that no issuing program would make.

/// One element of this tag.
pub fn element(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length = contents.len();
    let mut der = vec![tag];
    match length {
        0..=0x7f => der.push(u8::try_from(length).unwrap()),
        _ => {
            let octets: Vec<u8> = length.to_be_bytes().into_iter().skip_while(|octet| *octet == 0).collect();
            der.push(0x80 | u8::try_from(octets.len()).unwrap());
            der.extend(octets);
        }
    }
    der.extend(contents);
    der
}

/// A SEQUENCE of these parts.
pub fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    element(0x30, &parts.concat())
}

/// `CN=…`
pub fn name(common_name: &str) -> Vec<u8> {
    let attribute = sequence(&[element(6, &[0x55, 4, 3]), element(0x0c, common_name.as_bytes())]);
    sequence(&[element(0x31, &attribute)])
}

/// An extension of the arc 2.5.29.
pub fn extension(arc: u8, critical: bool, value: &[u8]) -> Vec<u8> {
    let mut parts = vec![element(6, &[0x55, 0x1d, arc])];
    if critical {
        parts.push(element(1, &[0xff]));
    }
    parts.push(element(4, value));
    sequence(&parts)
}

/// A P-384 certificate valid from 2020 to 2040, whose signature is well-formed and verifies with no key.
pub fn certificate(
    serial: u32,
    issuer: &str,
    subject: &str,
    point: &[u8],
    extensions: &[Vec<u8>],
) -> Vec<u8> {
    let ecdsa_with_sha384 = sequence(&[element(6, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3])]);
    let p384 =
        sequence(&[element(6, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1]), element(6, &[0x2b, 0x81, 4, 0, 0x22])]);
    let tbs = sequence(&[
        element(0xa0, &element(2, &[2])),
        element(2, &[&[1][..], &serial.to_be_bytes()].concat()),
        ecdsa_with_sha384.clone(),
        name(issuer),
        sequence(&[element(0x17, b"200101000000Z"), element(0x17, b"400101000000Z")]),
        name(subject),
        sequence(&[p384, element(3, &[&[0][..], point].concat())]),
        element(0xa3, &sequence(extensions)),
    ]);
    let signature = sequence(&[element(2, &[1; 48]), element(2, &[1; 48])]);
    sequence(&[tbs, ecdsa_with_sha384, element(3, &[&[0][..], &signature].concat())])
}
