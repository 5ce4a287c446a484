//! How octets and object identifiers are written.

use sha2::{Digest, Sha256};
use x509_parser::der_parser::asn1_rs::Oid;

/// Lower-case hexadecimal without separators.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| DIGITS.get(usize::from(digit)))
        .collect()
}

/// What stands for a value that is too long to be kept as text: its length, and enough of its SHA-256 to tell it from others.
pub(crate) fn stand_in(value: &[u8]) -> String {
    let digest = Sha256::digest(value);
    format!("…#{} ({} octets)", hex(digest.get(..8).unwrap_or_default()), value.len())
}

/// Octets of an object identifier that are written out; none that is in use has half as many.
const LONGEST_IDENTIFIER: usize = 64;

/// An object identifier with dots; one that nobody uses in a short form of its own.
pub(crate) fn dotted(oid: &Oid<'_>) -> String {
    if oid.as_bytes().len() > LONGEST_IDENTIFIER { stand_in(oid.as_bytes()) } else { oid.to_id_string() }
}

/// The bits of keyUsage, from the first on (RFC 5280 §4.2.1.3).
pub(crate) const KEY_USAGES: [&str; 9] = [
    "digitalSignature",
    "nonRepudiation",
    "keyEncipherment",
    "dataEncipherment",
    "keyAgreement",
    "keyCertSign",
    "cRLSign",
    "encipherOnly",
    "decipherOnly",
];

/// An extension as people call it: its name with its dotted number, or the number alone.
pub(crate) fn extension_name(oid: &str) -> String {
    let name = match oid {
        "2.5.29.14" => "subjectKeyIdentifier",
        "2.5.29.15" => "keyUsage",
        "2.5.29.17" => "subjectAltName",
        "2.5.29.18" => "issuerAltName",
        "2.5.29.19" => "basicConstraints",
        "2.5.29.30" => "nameConstraints",
        "2.5.29.31" => "cRLDistributionPoints",
        "2.5.29.32" => "certificatePolicies",
        "2.5.29.33" => "policyMappings",
        "2.5.29.35" => "authorityKeyIdentifier",
        "2.5.29.36" => "policyConstraints",
        "2.5.29.37" => "extendedKeyUsage",
        "2.5.29.54" => "inhibitAnyPolicy",
        "1.3.6.1.5.5.7.1.1" => "authorityInfoAccess",
        "1.3.6.1.5.5.7.1.24" => "TLS feature (must-staple)",
        "1.3.6.1.4.1.11129.2.4.2" => "signed certificate timestamps",
        "1.3.6.1.4.1.11129.2.4.3" => "precertificate poison",
        _ => return oid.to_owned(),
    };
    format!("{name} ({oid})")
}

/// PEM with lines of 64 characters (RFC 7468 §2).
pub(crate) fn pem(der: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::from("-----BEGIN CERTIFICATE-----\n");
    for line in der.chunks(48) {
        for group in line.chunks(3) {
            let mut bits = [0_u8; 4];
            for (slot, octet) in bits.iter_mut().skip(1).zip(group) {
                *slot = *octet;
            }
            let number = u32::from_be_bytes(bits);
            for position in 0..4 {
                if position <= group.len() {
                    let index = usize::try_from(number >> (18 - 6 * position) & 63).unwrap_or_default();
                    text.extend(ALPHABET.get(index).map(|symbol| char::from(*symbol)));
                } else {
                    text.push('=');
                }
            }
        }
        text.push('\n');
    }
    text.push_str("-----END CERTIFICATE-----\n");
    text
}
