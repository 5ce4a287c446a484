//! Ed448 (RFC 8032 §5.2, RFC 8410).
//!
//! The equation is multiplied by the cofactor, as RFC 8032 has it and OpenSSL computes it.

use shake::{ExtendableOutput as _, Shake256, Update as _, XofReader as _};

use super::algorithm::Check;
use super::modular::{self, Modulus, Number, is_same, is_zero};

/// What verifying costs, in steps of the budget.
pub(super) const STEPS: usize = 300_000;

/// Octets of a point and of a number: 448 bits, and one for the sign.
const OCTETS: usize = 57;

/// The prime 2^448 − 2^224 − 1, the highest octet first.
fn prime() -> Vec<u8> {
    let mut octets = vec![0xff; 56];
    if let Some(octet) = octets.get_mut(27) {
        *octet = 0xfe;
    }
    octets
}

/// The order of the base point: 2^446 less this.
const ORDER_BELOW: [u8; 28] = [
    0x83, 0x35, 0xdc, 0x16, 0x3b, 0xb1, 0x24, 0xb6, 0x51, 0x29, 0xc9, 0x6f, 0xde, 0x93, 0x3d, 0x8d, 0x72,
    0x3a, 0x70, 0xaa, 0xdc, 0x87, 0x3d, 0x6d, 0x54, 0xa7, 0xbb, 0x0d,
];

fn order() -> Vec<u8> {
    let mut octets = vec![0xff; 56];
    if let Some(first) = octets.first_mut() {
        *first = 0x3f;
    }
    // 2^446 − 1 − below + 1: the octets turned over, and one more at the end.
    for (octet, below) in octets.iter_mut().rev().zip(ORDER_BELOW.iter().rev()) {
        *octet = !below;
    }
    if let Some(last) = octets.last_mut() {
        *last = last.wrapping_add(1);
    }
    octets
}

/// The base point: y, and the sign of x.
const BASE: [u8; OCTETS] = [
    0x14, 0xfa, 0x30, 0xf2, 0x5b, 0x79, 0x08, 0x98, 0xad, 0xc8, 0xd7, 0x4e, 0x2c, 0x13, 0xbd, 0xfd, 0xc4,
    0x39, 0x7c, 0xe6, 0x1c, 0xff, 0xd3, 0x3a, 0xd7, 0xc2, 0xa0, 0x05, 0x1e, 0x9c, 0x78, 0x87, 0x40, 0x98,
    0xa3, 0x6c, 0x73, 0x73, 0xea, 0x4b, 0x62, 0xc7, 0xc9, 0x56, 0x37, 0x20, 0x76, 0x88, 0x24, 0xbc, 0xb6,
    0x6e, 0x71, 0x46, 0x3f, 0x69, 0x00,
];

/// A point in projective coordinates: (X/Z, Y/Z).
type Point = [Number; 3];

/// The curve x² + y² = 1 + dx²y².
struct Group {
    field: Modulus,
    order: Modulus,
    d: Number,
}

impl Group {
    fn new() -> Option<Self> {
        let (field, order) = (Modulus::new(&prime())?, Modulus::new(&order())?);
        let d = -field.reduced(&39081_u16.to_be_bytes());
        Some(Self { field, order, d })
    }

    /// RFC 8032 §5.2.3.
    fn point(&self, octets: &[u8]) -> Option<Point> {
        let (sign, y) = octets.split_last().filter(|(sign, y)| y.len() + 1 == OCTETS && *sign & 0x7f == 0)?;
        let y: Vec<u8> = y.iter().rev().copied().collect();
        let (y, one) = (self.field.number(&y)?, self.field.one());
        let yy = y.square();
        let x = self.field.root(&((&yy - &one) * self.field.inverse(&(&self.d * &yy - &one))?))?;
        if is_zero(&x) {
            // Neither of the two points of such an x is one to OpenSSL.
            return None;
        }
        let is_odd = |number: &Number| modular::value(number).last().is_some_and(|octet| octet & 1 == 1);
        let x = match (is_odd(&x), *sign != 0) {
            (odd, wanted) if odd == wanted => x,
            _ => -x,
        };
        Some([x, y, one])
    }

    /// RFC 8032 §5.2.4: of any two points, one and the same included.
    fn sum(&self, [x1, y1, z1]: &Point, [x2, y2, z2]: &Point) -> Point {
        let a = z1 * z2;
        let (b, c, d) = (a.square(), x1 * x2, y1 * y2);
        let e = &self.d * &c * &d;
        let (f, g) = (&b - &e, b + &e);
        let h = (x1 + y1) * (x2 + y2);
        let x = &a * &f * (h - &c - &d);
        let y = a * &g * (d - c);
        [x, y, f * g]
    }

    fn is_valid(&self, key: &[u8], point: &Point, message: &[u8], signature: &[u8]) -> bool {
        let verified = || {
            let (r_octets, s) = signature.split_at_checked(OCTETS).filter(|(_, s)| s.len() == OCTETS)?;
            let r = self.point(r_octets)?;
            let (high, s) = s.split_last()?;
            let s: Vec<u8> = s.iter().rev().copied().collect();
            let s = self.order.number(&s).filter(|_| *high == 0)?;
            let mut hash = Shake256::default();
            // dom4 with neither a flag nor a context (RFC 8032 §2).
            for part in [&b"SigEd448"[..], &[0, 0], r_octets, key, message] {
                hash.update(part);
            }
            let mut challenge = [0; 2 * OCTETS];
            hash.finalize_xof().read(&mut challenge);
            challenge.reverse();
            let challenge = self.order.reduced(&challenge);

            let [x, y, z] = point;
            let (base, key) = (self.point(&BASE)?, [-x, y.clone(), z.clone()]);
            let both = self.sum(&base, &key);
            let zero = [self.field.reduced(&[]), self.field.one(), self.field.one()];
            let (s, challenge) = (modular::value(&s), modular::value(&challenge));
            let sum = modular::bits_of_both(&s, &challenge).fold(zero, |sum, bits| {
                let doubled = self.sum(&sum, &sum);
                match bits {
                    (false, false) => doubled,
                    (true, false) => self.sum(&doubled, &base),
                    (false, true) => self.sum(&doubled, &key),
                    (true, true) => self.sum(&doubled, &both),
                }
            });
            let [x, y, z] = r;
            let mut difference = self.sum(&sum, &[-x, y, z]);
            for _ in 0..2 {
                difference = self.sum(&difference, &difference);
            }
            let [x, y, z] = &difference;
            Some(is_zero(x) && is_same(y, z))
        };
        verified() == Some(true)
    }
}

pub(super) fn check(key: &[u8], message: &[u8], signature: &[u8]) -> Check {
    let Some(group) = Group::new() else {
        return Check::UnusableKey;
    };
    match group.point(key) {
        None => Check::UnusableKey,
        Some(point) if group.is_valid(key, &point, message, signature) => Check::Valid,
        Some(_) => Check::Invalid,
    }
}
