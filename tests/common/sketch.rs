//! A writer of certificates in DER, as small as it can be. Signatures are of no key: what is not signed has to be judged too.

#![allow(dead_code, reason = "each suite uses a part")]

pub fn tlv(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length = contents.len();
    let mut out = vec![tag];
    match length {
        0..0x80 => out.push(length as u8),
        0x80..0x100 => out.extend([0x81, length as u8]),
        0x100..0x1_0000 => out.extend([0x82, (length >> 8) as u8, length as u8]),
        0x1_0000..0x100_0000 => out.extend([0x83, (length >> 16) as u8, (length >> 8) as u8, length as u8]),
        _ => {
            out.push(0x84);
            out.extend((length as u32).to_be_bytes());
        }
    }
    out.extend(contents);
    out
}

pub fn seq(parts: &[Vec<u8>]) -> Vec<u8> {
    tlv(0x30, &parts.concat())
}

pub fn oid(arcs: &[u32]) -> Vec<u8> {
    let mut octets = vec![(arcs[0] * 40 + arcs[1]) as u8];
    for arc in &arcs[2..] {
        let mut groups = vec![(arc & 0x7f) as u8];
        let mut rest = arc >> 7;
        while rest > 0 {
            groups.push((rest & 0x7f) as u8 | 0x80);
            rest >>= 7;
        }
        octets.extend(groups.iter().rev());
    }
    tlv(6, &octets)
}

pub fn attribute(text: &str) -> Vec<u8> {
    tlv(0x31, &seq(&[oid(&[2, 5, 4, 3]), tlv(0x0c, text.as_bytes())]))
}

pub fn name(text: &str) -> Vec<u8> {
    seq(&[attribute(text)])
}

pub fn extension(number: Vec<u8>, critical: bool, value: &[u8]) -> Vec<u8> {
    let critical = if critical { tlv(1, &[0xff]) } else { Vec::new() };
    seq(&[number, critical, tlv(4, value)])
}

pub fn standard(last: u32, critical: bool, value: &[u8]) -> Vec<u8> {
    extension(oid(&[2, 5, 29, last]), critical, value)
}

pub fn alternatives(names: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    standard(17, false, &seq(&names.collect::<Vec<_>>()))
}

pub fn dns(text: &str) -> Vec<u8> {
    tlv(0x82, text.as_bytes())
}

/// basicConstraints of a CA.
pub fn ca() -> Vec<u8> {
    standard(19, true, &seq(&[tlv(1, &[0xff])]))
}

/// The key that a number stands for: a point that need not lie on its curve.
pub fn key(number: usize) -> Vec<u8> {
    let algorithm = seq(&[oid(&[1, 2, 840, 10045, 2, 1]), oid(&[1, 2, 840, 10045, 3, 1, 7])]);
    let mut point = vec![0, 4];
    point.extend([0x5a; 56]);
    point.extend((number as u64).to_be_bytes());
    seq(&[algorithm, tlv(3, &point)])
}

pub struct Sketch {
    pub subject: Vec<u8>,
    pub issuer: Vec<u8>,
    pub serial: Vec<u8>,
    pub key: usize,
    pub extensions: Vec<Vec<u8>>,
}

impl Default for Sketch {
    fn default() -> Self {
        let extensions = vec![alternatives([dns("www.example.com")].into_iter())];
        Self { subject: name("leaf"), issuer: name("Int"), serial: vec![5], key: 1, extensions }
    }
}

impl Sketch {
    pub fn der(self) -> Vec<u8> {
        let algorithm = seq(&[oid(&[1, 2, 840, 10045, 4, 3, 2])]);
        let validity = seq(&[tlv(0x17, b"250101000000Z"), tlv(0x17, b"260601000000Z")]);
        let tbs = seq(&[
            tlv(0xa0, &tlv(2, &[2])),
            tlv(2, &self.serial),
            algorithm.clone(),
            self.issuer,
            validity,
            self.subject,
            key(self.key),
            tlv(0xa3, &seq(&self.extensions)),
        ]);
        let integer = tlv(2, &[0x2a; 32]);
        let mut signature = vec![0];
        signature.extend(seq(&[integer.clone(), integer]));
        seq(&[tbs, algorithm, tlv(3, &signature)])
    }
}

pub fn leaf(extensions: Vec<Vec<u8>>) -> Vec<u8> {
    let mut all = Sketch::default().extensions;
    all.extend(extensions);
    Sketch { extensions: all, ..Sketch::default() }.der()
}

pub fn authority(subject: &str, issuer: &str, key: usize, extensions: Vec<Vec<u8>>) -> Vec<u8> {
    let mut all = vec![ca()];
    all.extend(extensions);
    Sketch { subject: name(subject), issuer: name(issuer), key, extensions: all, ..Sketch::default() }.der()
}

pub fn constraints(tag: u8, subtrees: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let subtrees: Vec<Vec<u8>> = subtrees.map(|base| seq(&[base])).collect();
    standard(30, true, &seq(&[tlv(tag, &subtrees.concat())]))
}
