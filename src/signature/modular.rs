//! Arithmetic modulo odd numbers that are known at run time only: what the rarer ways to sign are made of.
//!
//! Everything that goes through it is public, so nothing is done in constant time.

use crypto_bigint::BoxedUint;
use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};

/// A number modulo another, in Montgomery's form.
pub(super) type Number = BoxedMontyForm;

/// What numbers are taken modulo.
pub(super) struct Modulus {
    parameters: BoxedMontyParams,
    octets: usize,
}

/// How often two may divide what is one less than a modulus, for roots to be looked for: 96 of P-224 is the most of any curve.
const MOST_TWOS: u32 = 96;

impl Modulus {
    /// An odd number from 3 up, without leading zeros.
    pub(super) fn new(octets: &[u8]) -> Option<Self> {
        let modulus = BoxedUint::from_be_slice_vartime(octets);
        let odd = modulus.to_odd().into_option().filter(|_| octets != [1] && octets.first() != Some(&0))?;
        Some(Self { parameters: BoxedMontyParams::new_vartime(odd), octets: octets.len() })
    }

    /// How many octets a number has.
    pub(super) fn octets(&self) -> usize {
        self.octets
    }

    fn value(&self) -> &BoxedUint {
        self.parameters.modulus().as_ref()
    }

    /// A number that is below the modulus, and has no more octets.
    pub(super) fn number(&self, octets: &[u8]) -> Option<Number> {
        let number = BoxedUint::from_be_slice(octets, self.value().bits_precision()).ok()?;
        (octets.len() <= self.octets && number < *self.value()).then(|| Number::new(number, &self.parameters))
    }

    /// What is left of a number of any length.
    pub(super) fn reduced(&self, octets: &[u8]) -> Number {
        let small = |value: u16| {
            let precision = self.value().bits_precision();
            let number = BoxedUint::from_be_slice_truncated(&value.to_be_bytes(), precision);
            Number::new(number, &self.parameters)
        };
        let radix = small(256);
        octets
            .iter()
            .fold(Number::zero(&self.parameters), |sum, octet| &(&sum * &radix) + &small(u16::from(*octet)))
    }

    pub(super) fn one(&self) -> Number {
        Number::one(&self.parameters)
    }

    /// A power: the exponent in octets, the highest first.
    pub(super) fn power(&self, base: &Number, exponent: &[u8]) -> Number {
        let exponent = BoxedUint::from_be_slice_vartime(exponent);
        base.pow_bounded_exp(&exponent, exponent.bit_width_vartime())
    }

    /// What gives one with a number. Nothing where there is none, and where the modulus is no prime.
    pub(super) fn inverse(&self, number: &Number) -> Option<Number> {
        let two = BoxedUint::one_with_precision(self.value().bits_precision()).shl(1);
        let exponent = self.value().wrapping_sub(&two);
        let inverse = number.pow_bounded_exp(&exponent, exponent.bit_width_vartime());
        is_same(&(number * &inverse), &self.one()).then_some(inverse)
    }

    /// One of the two square roots, after Tonelli and Shanks.
    pub(super) fn root(&self, square: &Number) -> Option<Number> {
        if is_zero(square) {
            return Some(square.clone());
        }
        let before = self.value().wrapping_sub(BoxedUint::one_with_precision(self.value().bits_precision()));
        let twos = before.trailing_zeros_vartime();
        if twos > MOST_TWOS {
            return None;
        }
        // With p − 1 = q·2^twos and q odd: (q − 1) / 2.
        let half = self.value().shr(twos + 1);
        let power = |base: &Number| base.pow_bounded_exp(&half, half.bit_width_vartime());
        let start = power(square);
        let mut root = square * &start;
        let mut rest = &root * &start;
        let one = self.one();
        let mut left = twos;
        let mut step = if twos > 1 { self.odd_power_of_no_square(&half)? } else { one.clone() };
        while !is_same(&rest, &one) {
            // How often the rest has to be squared to be one: less often than it would be of what is no square.
            let mut squared = rest.square();
            let mut order = 1;
            while !is_same(&squared, &one) {
                squared = squared.square();
                order += 1;
                if order >= left {
                    return None;
                }
            }
            if order >= left {
                return None;
            }
            for _ in 0..left - order - 1 {
                step = step.square();
            }
            root = &root * &step;
            step = step.square();
            rest = &rest * &step;
            left = order;
        }
        is_same(&root.square(), square).then_some(root)
    }

    /// A number that is no square, to the power of q.
    fn odd_power_of_no_square(&self, half: &BoxedUint) -> Option<Number> {
        let minus_one = -self.one();
        let euler = self.value().shr(1);
        (2..64)
            .map(|small: u8| self.reduced(&[small]))
            .find(|number| is_same(&number.pow_bounded_exp(&euler, euler.bit_width_vartime()), &minus_one))
            .map(|number| &number.pow_bounded_exp(half, half.bit_width_vartime()).square() * &number)
    }
}

/// The value of a number, the highest octet first, with zeros before it to the length of what it is stored in.
pub(super) fn value(number: &Number) -> Box<[u8]> {
    number.retrieve().to_be_bytes()
}

/// Whether two numbers of one modulus are the same.
pub(super) fn is_same(one: &Number, other: &Number) -> bool {
    one.as_montgomery() == other.as_montgomery()
}

pub(super) fn is_zero(number: &Number) -> bool {
    number.is_zero().to_bool()
}

/// The bits of two numbers of one length side by side, the highest first.
pub(super) fn bits_of_both(one: &[u8], other: &[u8]) -> impl Iterator<Item = (bool, bool)> {
    one.iter()
        .zip(other)
        .flat_map(|(one, other)| (0..8_u8).rev().map(move |bit| (one >> bit & 1 == 1, other >> bit & 1 == 1)))
        .skip_while(|bits| *bits == (false, false))
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn roots_and_inverses_of_small_primes() {
        for prime in [3_u8, 5, 7, 11, 13, 17, 23, 29, 41, 73, 97, 113, 193, 241] {
            let modulus = Modulus::new(&[prime]).unwrap();
            let mut squares = 0;
            for number in 1..prime {
                let number = modulus.number(&[number]).unwrap();
                let inverse = modulus.inverse(&number).unwrap();
                assert!(is_same(&(&number * &inverse), &modulus.one()), "{prime}");
                let root = modulus.root(&number.square()).unwrap();
                assert!(is_same(&root, &number) || is_same(&root, &-number.clone()), "{prime}");
                squares += usize::from(modulus.root(&number).is_some());
            }
            assert_eq!(squares, usize::from(prime) / 2, "{prime}");
            assert!(is_zero(&modulus.root(&modulus.reduced(&[0])).unwrap()));
            assert!(modulus.inverse(&modulus.reduced(&[prime])).is_none());
            assert!(modulus.number(&[prime]).is_none() && modulus.number(&[0, 1]).is_none());
        }
        for odd in [&[][..], &[0], &[1], &[2], &[0x80, 0], &[0, 3]] {
            assert!(Modulus::new(odd).is_none(), "{odd:?}");
        }
        assert!(Modulus::new(&[15]).unwrap().inverse(&Modulus::new(&[15]).unwrap().reduced(&[2])).is_none());
    }

    #[test]
    fn what_is_left_of_a_long_number() {
        let modulus = Modulus::new(&[0xfb]).unwrap();
        let long: Vec<u8> = (0..200).collect();
        let expected = long.iter().fold(0_u32, |sum, octet| (sum * 256 + u32::from(*octet)) % 0xfb);
        let left = value(&modulus.reduced(&long));
        assert_eq!(u32::from(*left.last().unwrap()), expected);
        assert!(left[..left.len() - 1].iter().all(|octet| *octet == 0));
    }
}
