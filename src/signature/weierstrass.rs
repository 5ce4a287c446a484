//! ECDSA (FIPS 186-5 §6) on any curve y² = x³ + ax + b over a prime field whose points are prime in number, with its numbers as
//! data: for the curves that only some clients take.
//!
//! One verifier for all of them, and no crate a curve: they are rare, and what is fetched matters more than their milliseconds. What
//! is taken for a point and for a signature is what [`super::ecdsa`] takes.

use super::algorithm::Check;
use super::encoding;
use super::modular::{self, Modulus, Number, is_same, is_zero};

/// A curve by its numbers, in hexadecimal; each is as long as the first.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Curve {
    /// What tells it from the other curves.
    pub(super) tag: u8,
    /// The prime, a and b.
    field: [&'static str; 3],
    /// The base point, and how many points there are.
    group: [&'static str; 3],
    /// For a twist: what its coordinates are multiplied by, squared and cubed (RFC 5639 §3). The numbers above are those of the
    /// curve that it is the twist of.
    twist: Option<&'static str>,
}

/// NIST P-256, for the forms of a point that [`ecdsa`](super::ecdsa) leaves to this.
pub(super) static P256: Curve = Curve {
    tag: 200,
    field: [
        "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
        "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc",
        "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
    ],
    group: [
        "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
        "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
    ],
    twist: None,
};

/// NIST P-384, likewise.
pub(super) static P384: Curve = Curve {
    tag: 201,
    field: [
        "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
        "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000fffffffc",
        "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
    ],
    group: [
        "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
        "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
    ],
    twist: None,
};

pub(super) static P224: Curve = Curve {
    tag: 0,
    field: [
        "ffffffffffffffffffffffffffffffff000000000000000000000001",
        "fffffffffffffffffffffffffffffffefffffffffffffffffffffffe",
        "b4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4",
    ],
    group: [
        "b70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21",
        "bd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34",
        "ffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3d",
    ],
    twist: None,
};
pub(super) static SECP256K1: Curve = Curve {
    tag: 1,
    field: [
        "fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000007",
    ],
    group: [
        "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
        "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8",
        "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
    ],
    twist: None,
};
pub(super) static P521: Curve = Curve {
    tag: 2,
    field: [
        "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc",
        "0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
    ],
    group: [
        "00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66",
        "011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650",
        "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
    ],
    twist: None,
};
pub(super) static BRAINPOOL_P224R1: Curve = Curve {
    tag: 3,
    field: [
        "d7c134aa264366862a18302575d1d787b09f075797da89f57ec8c0ff",
        "68a5e62ca9ce6c1c299803a6c1530b514e182ad8b0042a59cad29f43",
        "2580f63ccfe44138870713b1a92369e33e2135d266dbb372386c400b",
    ],
    group: [
        "0d9029ad2c7e5cf4340823b2a87dc68c9e4ce3174c1e6efdee12c07d",
        "58aa56f772c0726f24c6b89e4ecdac24354b9e99caa3f6d3761402cd",
        "d7c134aa264366862a18302575d0fb98d116bc4b6ddebca3a5a7939f",
    ],
    twist: None,
};
pub(super) static BRAINPOOL_P224T1: Curve = Curve {
    tag: 4,
    twist: Some("2df271e14427a346910cf7a2e6cfa7b3f484e5c2cce1c8b730e28b3f"),
    ..BRAINPOOL_P224R1
};
pub(super) static BRAINPOOL_P256R1: Curve = Curve {
    tag: 5,
    field: [
        "a9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377",
        "7d5a0975fc2c3057eef67530417affe7fb8055c126dc5c6ce94a4b44f330b5d9",
        "26dc5c6ce94a4b44f330b5d9bbd77cbf958416295cf7e1ce6bccdc18ff8c07b6",
    ],
    group: [
        "8bd2aeb9cb7e57cb2c4b482ffc81b7afb9de27e1e3bd23c23a4453bd9ace3262",
        "547ef835c3dac4fd97f8461a14611dc9c27745132ded8e545c1d54c72f046997",
        "a9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7",
    ],
    twist: None,
};
pub(super) static BRAINPOOL_P256T1: Curve = Curve {
    tag: 6,
    twist: Some("3e2d4bd9597b58639ae7aa669cab9837cf5cf20a2c852d10f655668dfc150ef0"),
    ..BRAINPOOL_P256R1
};
pub(super) static BRAINPOOL_P320R1: Curve = Curve {
    tag: 7,
    field: [
        "d35e472036bc4fb7e13c785ed201e065f98fcfa6f6f40def4f92b9ec7893ec28fcd412b1f1b32e27",
        "3ee30b568fbab0f883ccebd46d3f3bb8a2a73513f5eb79da66190eb085ffa9f492f375a97d860eb4",
        "520883949dfdbc42d3ad198640688a6fe13f41349554b49acc31dccd884539816f5eb4ac8fb1f1a6",
    ],
    group: [
        "43bd7e9afb53d8b85289bcc48ee5bfe6f20137d10a087eb6e7871e2a10a599c710af8d0d39e20611",
        "14fdd05545ec1cc8ab4093247f77275e0743ffed117182eaa9c77877aaac6ac7d35245d1692e8ee1",
        "d35e472036bc4fb7e13c785ed201e065f98fcfa5b68f12a32d482ec7ee8658e98691555b44c59311",
    ],
    twist: None,
};
pub(super) static BRAINPOOL_P320T1: Curve = Curve {
    tag: 8,
    twist: Some("15f75caf668077f7e85b42eb01f0a81ff56ecd6191d55cb82b7d861458a18fefc3e5ab7496f3c7b1"),
    ..BRAINPOOL_P320R1
};
pub(super) static BRAINPOOL_P384R1: Curve = Curve {
    tag: 9,
    field: [
        "8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec53",
        "7bc382c63d8c150c3c72080ace05afa0c2bea28e4fb22787139165efba91f90f8aa5814a503ad4eb04a8c7dd22ce2826",
        "04a8c7dd22ce28268b39b55416f0447c2fb77de107dcd2a62e880ea53eeb62d57cb4390295dbc9943ab78696fa504c11",
    ],
    group: [
        "1d1c64f068cf45ffa2a63a81b7c13f6b8847a3e77ef14fe3db7fcafe0cbd10e8e826e03436d646aaef87b2e247d4af1e",
        "8abe1d7520f9c2a45cb1eb8e95cfd55262b70b29feec5864e19c054ff99129280e4646217791811142820341263c5315",
        "8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b31f166e6cac0425a7cf3ab6af6b7fc3103b883202e9046565",
    ],
    twist: None,
};
pub(super) static BRAINPOOL_P384T1: Curve = Curve {
    tag: 10,
    twist: Some(
        "41dfe8dd399331f7166a66076734a89cd0d2bcdb7d068e44e1f378f41ecbae97d2d63dbc87bccddccc5da39e8589291c",
    ),
    ..BRAINPOOL_P384R1
};
pub(super) static BRAINPOOL_P512R1: Curve = Curve {
    tag: 11,
    field: [
        "aadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca703308717d4d9b009bc66842aecda12ae6a380e62881ff2f2d82c68528aa6056583a48f3",
        "7830a3318b603b89e2327145ac234cc594cbdd8d3df91610a83441caea9863bc2ded5d5aa8253aa10a2ef1c98b9ac8b57f1117a72bf2c7b9e7c1ac4d77fc94ca",
        "3df91610a83441caea9863bc2ded5d5aa8253aa10a2ef1c98b9ac8b57f1117a72bf2c7b9e7c1ac4d77fc94cadc083e67984050b75ebae5dd2809bd638016f723",
    ],
    group: [
        "81aee4bdd82ed9645a21322e9c4c6a9385ed9f70b5d916c1b43b62eef4d0098eff3b1f78e2d0d48d50d1687b93b97d5f7c6d5047406a5e688b352209bcb9f822",
        "7dde385d566332ecc0eabfa9cf7822fdf209f70024a57b1aa000c55b881f8111b2dcde494a5f485e5bca4bd88a2763aed1ca2b2fa8f0540678cd1e0f3ad80892",
        "aadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca70330870553e5c414ca92619418661197fac10471db1d381085ddaddb58796829ca90069",
    ],
    twist: None,
};
pub(super) static BRAINPOOL_P512T1: Curve = Curve {
    tag: 12,
    twist: Some(
        "12ee58e6764838b69782136f0f2d3ba06e27695716054092e60a80bedb212b64e585d90bce13761f85c3f1d2a64e3be8fea2220f01eba5eeb0f35dbd29d922ab",
    ),
    ..BRAINPOOL_P512R1
};

/// A point in Jacobian coordinates: (X/Z², Y/Z³). Nothing is the point at infinity.
type Point = Option<[Number; 3]>;

/// A curve ready for use.
struct Group {
    field: Modulus,
    order: Modulus,
    a: Number,
    b: Number,
    base: [Number; 2],
    twist: Option<Number>,
}

fn from_hex(text: &str) -> Vec<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    text.as_bytes()
        .chunks_exact(2)
        .filter_map(|pair| match pair {
            [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
            _ => None,
        })
        .collect()
}

impl Curve {
    fn prepared(&self) -> Option<Group> {
        let [prime, a, b] = self.field.map(from_hex);
        let [x, y, order] = self.group.map(from_hex);
        let field = Modulus::new(&prime)?;
        let twist = match self.twist {
            None => None,
            Some(twist) => Some(field.number(&from_hex(twist))?),
        };
        Some(Group {
            a: field.number(&a)?,
            b: field.number(&b)?,
            base: [field.number(&x)?, field.number(&y)?],
            order: Modulus::new(&order)?,
            field,
            twist,
        })
    }
}

impl Group {
    /// The point that the octets of a key stand for (SEC 1 §2.3.4): uncompressed, or in any of its forms where that is asked for.
    fn point(&self, key: &[u8], in_any_form: bool) -> Option<[Number; 2]> {
        let (form, numbers) = key.split_first()?;
        let (x, y) = match form {
            2 | 3 => (numbers, None),
            4 | 6 | 7 => numbers.split_at_checked(self.field.octets()).map(|(x, y)| (x, Some(y)))?,
            _ => return None,
        };
        if x.len() != self.field.octets() || y.is_some_and(|y| y.len() != x.len()) {
            return None;
        }
        if *form != 4 && !in_any_form {
            return None;
        }
        let mut x = self.field.number(x)?;
        let is_odd = |octets: &[u8]| octets.last().is_some_and(|octet| octet & 1 == 1);
        let untwisted = match &self.twist {
            None => None,
            Some(twist) => {
                let inverse = self.field.inverse(twist)?;
                x = &x * &inverse.square();
                Some((inverse, twist.square() * twist))
            }
        };
        let (square, number) = (self.square_of_y(&x), |y: &[u8]| self.field.number(y));
        let y = match y {
            Some(y) => {
                if matches!(form, 6 | 7) && is_odd(y) != (form & 1 == 1) {
                    return None;
                }
                match &untwisted {
                    None => number(y)?,
                    Some((inverse, _)) => number(y)? * inverse.square() * inverse,
                }
            }
            None => {
                let root = self.field.root(&square)?;
                let seen = untwisted.as_ref().map_or_else(|| root.clone(), |(_, cube)| &root * cube);
                if is_odd(&modular::value(&seen)) == (form & 1 == 1) { root } else { -root }
            }
        };
        is_same(&y.square(), &square).then_some([x, y])
    }

    fn square_of_y(&self, x: &Number) -> Number {
        (x.square() + &self.a) * x + &self.b
    }

    fn doubled(&self, point: &Point) -> Point {
        let [x, y, z] = point.as_ref()?;
        let (yy, zz) = (y.square(), z.square());
        let s = (x * &yy).double().double();
        let xx = x.square();
        let m = xx.double() + &xx + zz.square() * &self.a;
        let x3 = m.square() - s.double();
        let y3 = m * (s - &x3) - yy.square().double().double().double();
        Some([x3, y3, (y * z).double()])
    }

    fn sum(&self, one: &Point, other: &Point) -> Point {
        let (Some([x1, y1, z1]), Some([x2, y2, z2])) = (one, other) else {
            return one.clone().or_else(|| other.clone());
        };
        let (zz1, zz2) = (z1.square(), z2.square());
        let (u1, u2) = (x1 * &zz2, x2 * &zz1);
        let (s1, s2) = (&zz2 * z2 * y1, &zz1 * z1 * y2);
        let (h, r) = (u2 - &u1, s2 - &s1);
        if is_zero(&h) {
            return if is_zero(&r) { self.doubled(one) } else { None };
        }
        let hh = h.square();
        let (hhh, v) = (&hh * &h, u1 * &hh);
        let x3 = r.square() - &hhh - v.double();
        let y3 = r * (v - &x3) - s1 * hhh;
        Some([x3, y3, h * z1 * z2])
    }

    /// u·G + v·Q, with the two numbers of one length.
    fn combined(&self, u: &[u8], v: &[u8], key: &[Number; 2]) -> Point {
        let lifted = |[x, y]: &[Number; 2]| Some([x.clone(), y.clone(), self.field.one()]);
        let (base, key) = (lifted(&self.base), lifted(key));
        let both = self.sum(&base, &key);
        modular::bits_of_both(u, v).fold(None, |sum, bits| {
            let doubled = self.doubled(&sum);
            match bits {
                (false, false) => doubled,
                (true, false) => self.sum(&doubled, &base),
                (false, true) => self.sum(&doubled, &key),
                (true, true) => self.sum(&doubled, &both),
            }
        })
    }

    /// The digest as a number: its first bits, as many as the order has. That is whole octets: the only order here that is not made of
    /// them has more than any digest.
    fn number_of(&self, digest: &[u8]) -> Number {
        self.order.reduced(digest.get(..self.order.octets()).unwrap_or(digest))
    }

    /// The x of a point of the curve as it is named, twist or not.
    fn x_of(&self, point: &Point) -> Option<Number> {
        let [x, _, z] = point.as_ref()?;
        let x = x * &self.field.inverse(z)?.square();
        Some(match &self.twist {
            None => x,
            Some(twist) => x * twist.square(),
        })
    }

    /// FIPS 186-5 §6.4.2.
    fn is_valid(&self, key: &[Number; 2], digest: &[u8], signature: &[u8]) -> bool {
        let verified = || {
            let (r, s) = encoding::two_numbers(signature)?;
            let (r, s) = (self.order.number(r)?, self.order.number(s)?);
            if is_zero(&r) || is_zero(&s) {
                return None;
            }
            let inverse = self.order.inverse(&s)?;
            let u = self.number_of(digest) * &inverse;
            let v = &r * &inverse;
            let x = self.x_of(&self.combined(&modular::value(&u), &modular::value(&v), key))?;
            Some(is_same(&self.order.reduced(&modular::value(&x)), &r))
        };
        verified() == Some(true)
    }
}

/// Whether the octets are a point of the curve, uncompressed, or in any form.
pub(super) fn is_point(curve: &Curve, key: &[u8], in_any_form: bool) -> bool {
    curve.prepared().is_some_and(|group| group.point(key, in_any_form).is_some())
}

pub(super) fn check(curve: &Curve, key: &[u8], loose: bool, digest: &[u8], signature: &[u8]) -> Check {
    let Some(group) = curve.prepared() else {
        return Check::UnusableKey;
    };
    match group.point(key, loose) {
        None => Check::UnusableKey,
        Some(key) if group.is_valid(&key, digest, signature) => Check::Valid,
        Some(_) => Check::Invalid,
    }
}

/// What verifying costs with such a key: about twenty products for each bit, and each takes as many steps as the length
/// squared. A compressed point is half as long as another of its curve.
pub(super) fn steps(key: &[u8]) -> usize {
    let length = if matches!(key.first(), Some(2 | 3)) { key.len().saturating_mul(2) } else { key.len() };
    let words = length.min(133).div_ceil(8);
    words.saturating_mul(64).saturating_mul(20).saturating_mul(8 + words)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    static ALL: [&Curve; 15] = [
        &P224,
        &SECP256K1,
        &P256,
        &P384,
        &P521,
        &BRAINPOOL_P224R1,
        &BRAINPOOL_P224T1,
        &BRAINPOOL_P256R1,
        &BRAINPOOL_P256T1,
        &BRAINPOOL_P320R1,
        &BRAINPOOL_P320T1,
        &BRAINPOOL_P384R1,
        &BRAINPOOL_P384T1,
        &BRAINPOOL_P512R1,
        &BRAINPOOL_P512T1,
    ];

    /// The base point is on the curve, and as many times itself as there are points it is at infinity.
    #[test]
    fn the_numbers_of_the_curves_go_together() {
        let mut tags: Vec<u8> = ALL.iter().map(|curve| curve.tag).collect();
        tags.sort_unstable();
        tags.dedup();
        assert_eq!(tags.len(), ALL.len());
        for curve in ALL {
            let group = curve.prepared().unwrap();
            let [x, y] = &group.base;
            assert!(is_same(&y.square(), &group.square_of_y(x)), "{curve:?}");
            let order = from_hex(curve.group[2]);
            let mut before = order.clone();
            *before.last_mut().unwrap() -= 1;
            assert!(group.combined(&order, &vec![0; order.len()], &group.base).is_none(), "{curve:?}");
            let opposite = group.combined(&vec![0; order.len()], &before, &group.base);
            assert!(is_same(
                &group.x_of(&opposite).unwrap(),
                &group.x_of(&Some([x.clone(), y.clone(), group.field.one()])).unwrap()
            ));
            // Orders are made of whole octets, or are longer than every digest.
            assert!(order[0] >= 0x80 || order.len() > 64, "{curve:?}");
        }
    }

    #[test]
    fn points_in_each_of_their_forms() {
        for curve in ALL {
            let group = curve.prepared().unwrap();
            let length = group.field.octets();
            let octets = |number: &Number| {
                let octets = modular::value(number);
                octets[octets.len() - length..].to_vec()
            };
            for factor in 1..6_u8 {
                let Some([x, y, z]) = group.combined(&[factor], &[0], &group.base) else {
                    panic!("{curve:?}")
                };
                let inverse = group.field.inverse(&z).unwrap();
                let (x, y) = (x * inverse.square(), y * inverse.square() * &inverse);
                let (x, y) = match &group.twist {
                    None => (x, y),
                    Some(twist) => (x * twist.square(), y * twist.square() * twist),
                };
                let (x, y) = (octets(&x), octets(&y));
                let parity = y.last().unwrap() & 1;
                let expected = group.point(&[&[4], &x[..], &y].concat(), false).unwrap();
                let same = |found: Option<[Number; 2]>| {
                    found.is_some_and(|[x, y]| is_same(&x, &expected[0]) && is_same(&y, &expected[1]))
                };
                assert!(same(group.point(&[&[2 | parity], &x[..]].concat(), true)), "{curve:?} {factor}");
                assert!(same(group.point(&[&[6 | parity], &x[..], &y].concat(), true)), "{curve:?} {factor}");
                for wrong in [
                    [&[2 | parity], &x[..]].concat(),
                    [&[6 | parity], &x[..], &y].concat(),
                    [&[4], &x[..]].concat(),
                    [&[4], &y[..], &x].concat(),
                    [&[4], &x[..], &y, &[0]].concat(),
                    [&[4], &x[..], &y[1..]].concat(),
                    [&[4], &from_hex(curve.field[0])[..], &y].concat(),
                    vec![0],
                    vec![4],
                    Vec::new(),
                ] {
                    assert!(group.point(&wrong, false).is_none(), "{curve:?} {wrong:?}");
                }
                assert!(
                    group.point(&[&[7 ^ parity], &x[..], &y].concat(), true).is_none(),
                    "{curve:?} {factor}"
                );
                assert!(!same(group.point(&[&[3 ^ parity], &x[..]].concat(), true)), "{curve:?} {factor}");
            }
        }
    }
}
