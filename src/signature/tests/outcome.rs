//! Each outcome, and what leads to it.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;

#[test]
fn every_supported_algorithm_verifies() {
    for name in [
        "p256-SHA256",
        "p256-SHA384",
        "p256-SHA512",
        "p384-SHA256",
        "p384-SHA384",
        "p384-SHA512",
        "p521-SHA256",
        "p521-SHA384",
        "p521-SHA512",
        "rsa2048-SHA256",
        "rsa2048-SHA384",
        "rsa2048-SHA512",
        "rsa2048-pss-SHA256",
        "rsa2048-e3-SHA256",
        "rsa2047-e65537-SHA256",
        "rsa2047-e65537-pss-SHA256",
        "rsa2041-e65537-SHA256",
        "rsa2041-e65537-pss-SHA256",
        "ed25519",
        "ed448",
        "mldsa44",
        "mldsa65",
        "mldsa87",
    ] {
        assert_eq!(vector(name).outcome(), Outcome::Valid, "{name}");
    }
    for vector in vectors() {
        let is_rare =
            ["p224", "secp256k1", "brainpool", "dsa"].iter().any(|kind| vector.name.starts_with(kind));
        assert!(!is_rare || vector.outcome() == Outcome::Valid, "{}", vector.name);
    }
}

/// The key of one curve says nothing of a signature of another, and neither does a key of another kind.
#[test]
fn each_of_the_rarer_keys_verifies_its_own_signatures_only() {
    let rare: Vec<Vector> = vectors()
        .into_iter()
        .filter(|vector| ["p224", "secp", "brainpool"].iter().any(|kind| vector.name.starts_with(kind)))
        .collect();
    for one in &rare {
        for other in rare.iter().filter(|other| other.spki != one.spki) {
            let outcome =
                verify(&SignatureMemo::new(1), &other.spki, &one.algorithm, MESSAGE, &one.signature);
            assert_eq!(outcome, Outcome::Invalid, "{} with the key of {}", one.name, other.name);
        }
    }
    let dsa = vector("dsa2048-224-SHA224");
    let other = Vector { spki: vector("dsa2048-SHA256").spki, ..vector("dsa2048-224-SHA224") };
    assert_eq!(other.outcome(), Outcome::Invalid);
    assert_eq!(Vector { spki: vector("p224-SHA256").spki, ..dsa }.outcome(), Outcome::KeyMismatch);
}

#[test]
fn a_dsa_key_has_parameters_of_its_own_and_within_bounds() {
    let vector = vector("dsa2048-SHA256");
    let spki_with = |parameters: &[u8], key: &[u8]| {
        let oid = element(0x06, &[0x2a, 0x86, 0x48, 0xce, 0x38, 0x04, 0x01]);
        Vector { spki: spki(&[&oid[..], parameters].concat(), key), ..super::vector("dsa2048-SHA256") }
            .outcome()
    };
    let identifier = SubjectPublicKeyInfo::from_der(&vector.spki).unwrap().algorithm.to_vec();
    let (_, parameters) = encoding::identifier_parts(&identifier).unwrap();
    let parameters = der::Encode::to_der(&parameters.unwrap()).unwrap();
    let number = |at: usize| {
        let mut rest = &parameters[4..];
        let mut found: &[u8] = &[];
        for _ in 0..=at {
            let (_, contents, following) = encoding::element(rest).unwrap();
            (found, rest) = (contents, following);
        }
        found.to_vec()
    };
    let of = |numbers: &[&[u8]]| {
        sequence(&numbers.iter().map(|number| integer(number)).collect::<Vec<_>>().concat())
    };
    let (p, q, g, key) = (number(0), number(1), number(2), vector.key());
    assert_eq!(spki_with(&of(&[&p, &q, &g]), &key), Outcome::Valid);
    let mut even = p.clone();
    *even.last_mut().unwrap() ^= 1;
    let long = [&[1], &[0x55; 512][..]].concat();
    for wrong in [
        Vec::new(),
        vec![5, 0],
        of(&[&p, &q]),
        of(&[&p, &q, &g, &g]),
        of(&[&even, &q, &g]),
        of(&[&q, &q, &g]),
        of(&[&long, &q, &g]),
        of(&[&p, &q[..q.len() - 1], &g]),
        of(&[&p, &p, &g]),
        of(&[&p, &q, &p]),
        of(&[&p, &q, &[0]]),
        of(&[&[3], &[3], &[2]]),
    ] {
        assert_eq!(spki_with(&wrong, &key), Outcome::UnsupportedKey, "{wrong:x?}");
    }
    for wrong in [integer(&[0]), integer(&p), key[1..].to_vec(), vec![], [&key[..], &[0]].concat()] {
        assert_eq!(spki_with(&of(&[&p, &q, &g]), &wrong), Outcome::UnsupportedKey, "{wrong:x?}");
    }
}

#[test]
fn an_ed448_key_of_the_wrong_length_or_off_the_curve() {
    let vector = vector("ed448");
    let key = vector.key();
    assert_eq!(vector.outcome_with(&key[1..]), Outcome::UnsupportedKey);
    assert_eq!(vector.outcome_with(&[&key[..], &[0]].concat()), Outcome::UnsupportedKey);
    let mut of_the_last_octet = key.clone();
    of_the_last_octet[56] |= 1;
    assert_eq!(vector.outcome_with(&of_the_last_octet), Outcome::UnsupportedKey);
    let with_y = |y: u8| {
        let mut key = [0; 57];
        key[0] = y;
        vector.outcome_with(&key)
    };
    let on_the_curve = (0..32).filter(|y| with_y(*y) == Outcome::Invalid).count();
    assert!((8..24).contains(&on_the_curve), "{on_the_curve}");
    // The equation is multiplied by the cofactor, so torsion does no harm; keys of order 1 and 2 are none to OpenSSL.
    for name in ["ed448-torsion-in-key", "ed448-torsion-in-signature"] {
        assert_eq!(super::vector(name).outcome(), Outcome::Valid, "{name}");
    }
    assert_eq!(with_y(1), Outcome::UnsupportedKey);
    // y out of the field.
    assert_eq!(vector.outcome_with(&[&[0xff; 56][..], &[0]].concat()), Outcome::UnsupportedKey);
}

/// What they cost is taken out of the budget of steps, once for each signature.
#[test]
fn the_slower_signatures_draw_on_the_budget_of_steps() {
    for name in ["p224-SHA256", "brainpoolP512r1-SHA512", "dsa3072-256-SHA384", "ed448"] {
        let vector = vector(name);
        let memo = SignatureMemo::new(10);
        let spent = |memo: &SignatureMemo| {
            let before = memo.work().spent();
            let outcome = verify(memo, &vector.spki, &vector.algorithm, MESSAGE, &vector.signature);
            assert_eq!(outcome, Outcome::Valid, "{name}");
            memo.work().spent() - before
        };
        assert!(spent(&memo) > 50_000, "{name}");
        assert!(spent(&memo) < 1000, "{name}");
        let left = memo.work().left();
        assert!(memo.work().spend(left - 5000));
        let mut other = vector.signature.clone();
        *other.last_mut().unwrap() ^= 1;
        let outcome = verify(&memo, &vector.spki, &vector.algorithm, MESSAGE, &other);
        assert_eq!(outcome, Outcome::BudgetExhausted, "{name}");
    }
}

#[test]
fn a_weak_rsa_key_does_not_make_its_signature_wrong() {
    for name in ["rsa1024-SHA256", "rsa1024-pss-SHA256", "rsa512-e65537-SHA256"] {
        let mut vector = vector(name);
        assert_eq!(vector.outcome(), Outcome::Valid, "{name}");
        *vector.signature.last_mut().unwrap() ^= 1;
        assert_eq!(vector.outcome(), Outcome::Invalid, "{name}");
    }
}

#[test]
fn a_changed_message_or_signature_is_invalid() {
    for mut vector in vectors().into_iter().filter(|vector| vector.outcome() == Outcome::Valid) {
        let name = vector.name;
        let other_message =
            verify(&SignatureMemo::new(1), &vector.spki, &vector.algorithm, b"chainwhy?", &vector.signature);
        assert_eq!(other_message, Outcome::Invalid, "{name}");
        let signature = vector.signature.clone();
        assert_eq!(vector.outcome_of(&[]), Outcome::Invalid, "{name}");
        assert_eq!(vector.outcome_of(&signature[1..]), Outcome::Invalid, "{name}");
        assert_eq!(vector.outcome_of(&signature[..signature.len() - 1]), Outcome::Invalid, "{name}");
        assert_eq!(vector.outcome_of(&[&signature[..], &[0]].concat()), Outcome::Invalid, "{name}");
        assert_eq!(vector.outcome_of(&[&[0], &signature[..]].concat()), Outcome::Invalid, "{name}");
        assert_eq!(vector.outcome_of(&vec![0; signature.len()]), Outcome::Invalid, "{name}");
        assert_eq!(vector.outcome_of(&vec![0xff; signature.len()]), Outcome::Invalid, "{name}");
        for at in [0, signature.len() / 2, signature.len() - 1] {
            vector.signature = signature.clone();
            vector.signature[at] ^= 0x40;
            assert_eq!(vector.outcome(), Outcome::Invalid, "{name} changed at {at}");
        }
    }
}

#[test]
fn rsa_parameters_may_be_null_or_absent_and_nothing_else() {
    let vector = vector("rsa2048-SHA256");
    let oid = &alg_id::RSA_PKCS1_SHA256[..11];
    assert_eq!(vector.outcome_as(&[oid, &[0x05, 0x00]].concat()), Outcome::Valid);
    assert_eq!(vector.outcome_as(oid), Outcome::Valid);
    assert_eq!(vector.outcome_as(&[oid, &[0x05, 0x01, 0x00]].concat()), Outcome::UnsupportedAlgorithm);
    assert_eq!(vector.outcome_as(&[oid, &[0x30, 0x00]].concat()), Outcome::UnsupportedAlgorithm);
    assert_eq!(vector.outcome_as(&[oid, &[0x05, 0x00, 0x05, 0x00]].concat()), Outcome::UnsupportedAlgorithm);
}

#[test]
fn the_other_algorithms_take_no_parameters_but_ecdsa_null() {
    let null = |vector: &Vector| [encoding::sequence(&vector.algorithm).unwrap(), &[0x05, 0x00]].concat();
    let ecdsa = vector("p256-SHA256");
    assert_eq!(ecdsa.outcome_as(&null(&ecdsa)), Outcome::Valid);
    for name in ["ed25519", "mldsa44"] {
        let vector = vector(name);
        assert_eq!(vector.outcome_as(&null(&vector)), Outcome::UnsupportedAlgorithm, "{name}");
    }
}

#[test]
fn pss_has_the_salt_and_the_mask_that_it_says() {
    let vector = vector("rsa2048-pss-SHA256");
    assert_eq!(pss(1, 1, 32), alg_id::RSA_PSS_SHA256.as_ref());
    assert_eq!(vector.outcome_as(&pss(1, 1, 32)), Outcome::Valid);
    for (hash, mask, salt) in [(1, 1, 20), (1, 1, 0), (1, 1, 127), (1, 2, 32), (4, 1, 32), (0, 1, 32)] {
        assert_eq!(vector.outcome_as(&pss(hash, mask, salt)), Outcome::Invalid, "{hash} {mask} {salt}");
    }
    // SHA-512/224 is not worked out.
    assert_eq!(vector.outcome_as(&pss(5, 5, 28)), Outcome::UnsupportedAlgorithm);
    assert_eq!(vector.outcome_as(&pss(2, 2, 48)), Outcome::Invalid);
    let oid = element(0x06, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a]);
    assert_eq!(vector.outcome_as(&oid), Outcome::UnsupportedAlgorithm);
    // Parameters that are all left out mean SHA-1.
    assert_eq!(vector.outcome_as(&[oid, sequence(&[])].concat()), Outcome::Invalid);
}

#[test]
fn a_pkcs1_signature_is_no_pss_signature() {
    let pkcs1 = vector("rsa2048-SHA256");
    assert_eq!(pkcs1.outcome_as(&alg_id::RSA_PSS_SHA256), Outcome::Invalid);
    assert_eq!(vector("rsa2048-pss-SHA256").outcome_as(&alg_id::RSA_PKCS1_SHA256), Outcome::Invalid);
    assert_eq!(pkcs1.outcome_as(&alg_id::RSA_PKCS1_SHA384), Outcome::Invalid);
}

#[test]
fn sha1_and_md5_are_verified_and_what_is_older_is_not() {
    let vector = vector("rsa1024-sha1");
    assert_eq!(vector.outcome(), Outcome::Valid);
    let pkcs1 = |last| [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, last, 0x05, 0x00];
    assert_eq!(vector.outcome_as(&pkcs1(0x05)), Outcome::Valid);
    assert_eq!(vector.outcome_as(&pkcs1(0x04)), Outcome::Invalid);
    assert_eq!(vector.outcome_as(&pkcs1(0x0e)), Outcome::Invalid);
    for last in [0x02, 0x03] {
        assert_eq!(vector.outcome_as(&pkcs1(last)), Outcome::WeakAlgorithm, "pkcs-1 {last}");
    }
    // ecdsa-with-SHA1
    assert_eq!(
        vector.outcome_as(&[0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x01]),
        Outcome::KeyMismatch
    );
}

#[test]
fn a_signature_of_another_key_type_is_a_mismatch() {
    let rsa = vector("rsa2048-SHA256");
    let p256 = vector("p256-SHA256");
    assert_eq!(rsa.outcome_as(&alg_id::ECDSA_SHA256), Outcome::KeyMismatch);
    assert_eq!(rsa.outcome_as(&alg_id::ED25519), Outcome::KeyMismatch);
    assert_eq!(p256.outcome_as(&alg_id::RSA_PKCS1_SHA256), Outcome::KeyMismatch);
    assert_eq!(p256.outcome_as(&alg_id::RSA_PSS_SHA256), Outcome::KeyMismatch);
    assert_eq!(vector("ed25519").outcome_as(&alg_id::ECDSA_SHA256), Outcome::KeyMismatch);
    assert_eq!(vector("ed448").outcome_as(&alg_id::ED25519), Outcome::KeyMismatch);
    assert_eq!(vector("ed25519").outcome_as(&[0x06, 0x03, 0x2b, 0x65, 0x71]), Outcome::KeyMismatch);
    assert_eq!(vector("dsa2048-SHA256").outcome_as(&alg_id::RSA_PKCS1_SHA256), Outcome::KeyMismatch);
    assert_eq!(vector("mldsa44").outcome_as(&alg_id::ML_DSA_65), Outcome::KeyMismatch);
    assert_eq!(vector("mldsa65").outcome_as(&alg_id::ED25519), Outcome::KeyMismatch);
}

#[test]
fn a_key_of_another_curve_verifies_nothing() {
    let p256 = vector("p256-SHA256");
    for name in ["p384-SHA256", "p521-SHA256"] {
        let other = Vector { spki: vector(name).spki, ..vector("p256-SHA256") };
        assert_eq!(other.outcome(), Outcome::Invalid, "{name}");
    }
    // A point of P-256 called one of secp256k1, and no curve at all.
    let ec_public_key = element(0x06, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]);
    for identifier in [alg_id::ECDSA_P256K1.as_ref(), &ec_public_key] {
        let outcome = verify(
            &SignatureMemo::new(1),
            &spki(identifier, &p256.key()),
            &p256.algorithm,
            MESSAGE,
            &p256.signature,
        );
        assert_eq!(outcome, Outcome::UnsupportedKey);
    }
}

#[test]
fn algorithms_that_are_not_implemented() {
    // ecdsa-with-SHA224 is, and ecdsa-with-SHA3-224 is not.
    let p256 = vector("p256-SHA256");
    let sha224 = [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x01];
    assert_eq!(p256.outcome_as(&sha224), Outcome::Invalid);
    let sha3 = [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, 0x09];
    assert_eq!(p256.outcome_as(&sha3), Outcome::UnsupportedAlgorithm);
}

#[test]
fn a_point_is_uncompressed_and_on_the_curve() {
    for name in ["p256-SHA256", "p384-SHA384", "p521-SHA512"] {
        let vector = vector(name);
        let point = vector.key();
        assert_eq!(vector.outcome_with(&point), Outcome::Valid, "{name}");
        let x = &point[1..=point.len() / 2];
        let parity = point.last().unwrap() & 1;
        let compressed = [&[0x02 | parity], x].concat();
        assert_eq!(vector.outcome_with(&compressed), Outcome::UnsupportedKey, "{name} compressed");
        let mut hybrid = point.clone();
        hybrid[0] = 0x06 | parity;
        assert_eq!(vector.outcome_with(&hybrid), Outcome::UnsupportedKey, "{name} hybrid");
        let mut elsewhere = point.clone();
        *elsewhere.last_mut().unwrap() ^= 1;
        assert_eq!(vector.outcome_with(&elsewhere), Outcome::UnsupportedKey, "{name} off the curve");
        assert_eq!(vector.outcome_with(&[0x00]), Outcome::UnsupportedKey, "{name} at infinity");
        assert_eq!(vector.outcome_with(&[]), Outcome::UnsupportedKey, "{name} empty");
        assert_eq!(vector.outcome_with(&[0x04]), Outcome::UnsupportedKey, "{name} cut off");
        assert_eq!(
            vector.outcome_with(&[&point[..], &[0]].concat()),
            Outcome::UnsupportedKey,
            "{name} too long"
        );
        assert_eq!(
            vector.outcome_with(&[&[0x04][..], &vec![0xff; point.len() - 1]].concat()),
            Outcome::UnsupportedKey,
            "{name} out of the field"
        );
    }
}

/// The order of P-256's group.
const P256_ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc,
    0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

/// The two numbers of an ECDSA signature.
fn r_and_s(signature: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let contents = encoding::sequence(signature).unwrap();
    let r_end = 2 + usize::from(contents[1]);
    (contents[2..r_end].to_vec(), contents[r_end + 2..].to_vec())
}

/// `P256_ORDER` less a number.
fn order_less(number: &[u8]) -> Vec<u8> {
    let mut octets = vec![0; 32 - number.len().min(32)];
    octets.extend(&number[number.len().saturating_sub(32)..]);
    let mut borrow = 0;
    for (octet, order) in octets.iter_mut().zip(P256_ORDER).rev() {
        let difference = i16::from(order) - i16::from(*octet) - borrow;
        borrow = i16::from(difference < 0);
        *octet = u8::try_from(difference + 256 * borrow).unwrap();
    }
    octets
}

#[test]
fn both_values_of_s_are_right_and_nothing_out_of_range() {
    let vector = vector("p256-SHA256");
    let (r, s) = r_and_s(&vector.signature);
    let signature = |r: &[u8], s: &[u8]| sequence(&[integer(r), integer(s)].concat());
    assert_eq!(vector.outcome_of(&signature(&r, &s)), Outcome::Valid);
    assert_eq!(vector.outcome_of(&signature(&r, &order_less(&s))), Outcome::Valid);
    assert_eq!(vector.outcome_of(&signature(&order_less(&r), &s)), Outcome::Invalid);
    for out_of_range in [&[0][..], &P256_ORDER, &[0xff; 32], &[0x01; 33]] {
        assert_eq!(vector.outcome_of(&signature(out_of_range, &s)), Outcome::Invalid, "r {out_of_range:x?}");
        assert_eq!(vector.outcome_of(&signature(&r, out_of_range)), Outcome::Invalid, "s {out_of_range:x?}");
    }
}

#[test]
fn an_ecdsa_signature_is_strict_der() {
    let vector = vector("p256-SHA256");
    let (r, s) = r_and_s(&vector.signature);
    let numbers = [element(0x02, &r), element(0x02, &s)].concat();
    assert_eq!(vector.outcome_of(&sequence(&numbers)), Outcome::Valid);
    // A longer form of the length, an indefinite length, a third element, a padded and a negative number.
    assert_eq!(
        vector.outcome_of(&[&[0x30, 0x81, u8::try_from(numbers.len()).unwrap()][..], &numbers].concat()),
        Outcome::Invalid
    );
    assert_eq!(vector.outcome_of(&[&[0x30, 0x80][..], &numbers, &[0, 0]].concat()), Outcome::Invalid);
    assert_eq!(vector.outcome_of(&sequence(&[&numbers[..], &[0x05, 0x00]].concat())), Outcome::Invalid);
    let padded = [element(0x02, &[&[0][..], &integer(&r)[2..]].concat()), element(0x02, &s)].concat();
    assert_eq!(vector.outcome_of(&sequence(&padded)), Outcome::Invalid);
    let negative = [element(0x02, &[&[0x80], &r[1..]].concat()), element(0x02, &s)].concat();
    assert_eq!(vector.outcome_of(&sequence(&negative)), Outcome::Invalid);
}

#[test]
fn rsa_keys_out_of_bounds() {
    let vector = vector("rsa2048-SHA256");
    let outcome = |modulus: &[u8], exponent: &[u8]| vector.outcome_with(&rsa_key(modulus, exponent));
    let f4 = [1, 0, 1];
    assert_eq!(outcome(&modulus(2048), &f4), Outcome::Invalid);
    assert_eq!(outcome(&modulus(8192), &f4), Outcome::Invalid);
    assert_eq!(outcome(&modulus(512), &f4), Outcome::Invalid);
    assert_eq!(outcome(&modulus(8193), &f4), Outcome::UnsupportedKey);
    assert_eq!(outcome(&modulus(400_000), &f4), Outcome::UnsupportedKey);
    assert_eq!(outcome(&modulus(511), &f4), Outcome::UnsupportedKey);
    assert_eq!(outcome(&[0], &f4), Outcome::UnsupportedKey);
    let mut even = modulus(2048);
    *even.last_mut().unwrap() ^= 1;
    assert_eq!(outcome(&even, &f4), Outcome::UnsupportedKey);
    for exponent in [&[0][..], &[1], &[2], &[1, 0, 0], &[0x02, 0, 0, 0, 1], &[1; 9], &[1; 256]] {
        assert_eq!(outcome(&modulus(2048), exponent), Outcome::UnsupportedKey, "{exponent:?}");
    }
    assert_eq!(outcome(&modulus(2048), &[3]), Outcome::Invalid);
    assert_eq!(outcome(&modulus(2048), &[0x01, 0xff, 0xff, 0xff, 0xff]), Outcome::Invalid);
}

#[test]
fn rsa_keys_that_can_not_be_read() {
    let vector = vector("rsa2048-SHA256");
    let key = vector.key();
    assert_eq!(vector.outcome_with(&key), Outcome::Valid);
    assert_eq!(vector.outcome_with(&[&key[..], &[0]].concat()), Outcome::UnsupportedKey);
    assert_eq!(vector.outcome_with(&key[..key.len() - 1]), Outcome::UnsupportedKey);
    assert_eq!(vector.outcome_with(&[]), Outcome::UnsupportedKey);
    let modulus = &key[8..8 + 257];
    let negative = sequence(&[element(0x02, &modulus[1..]), integer(&[1, 0, 1])].concat());
    assert_eq!(vector.outcome_with(&negative), Outcome::UnsupportedKey);
    // rsaEncryption without NULL: webpki and Go refuse it, OpenSSL does not.
    let absent = spki(&alg_id::RSA_ENCRYPTION[..11], &key);
    let outcome = verify(&SignatureMemo::new(1), &absent, &vector.algorithm, MESSAGE, &vector.signature);
    assert_eq!(outcome, Outcome::Valid);
}

#[test]
fn an_ed25519_key_of_the_wrong_length_or_off_the_curve() {
    let vector = vector("ed25519");
    let key = vector.key();
    assert_eq!(vector.outcome_with(&key[1..]), Outcome::UnsupportedKey);
    assert_eq!(vector.outcome_with(&[&key[..], &[0]].concat()), Outcome::UnsupportedKey);
    let mut off_the_curve = [0; 32];
    off_the_curve[0] = 2;
    assert_eq!(vector.outcome_with(&off_the_curve), Outcome::UnsupportedKey);
}

#[test]
fn a_bit_string_has_no_unused_bits_and_a_key_nothing_behind_it() {
    let vector = vector("p256-SHA256");
    let identifier = sequence(&alg_id::ECDSA_P256);
    for contents in [
        [&identifier[..], &element(0x03, &[&[1], &vector.key()[..]].concat())].concat(),
        [&identifier[..], &element(0x03, &[])].concat(),
        [&identifier[..], &element(0x04, &vector.key())].concat(),
        [&identifier[..], &element(0x03, &[&[0], &vector.key()[..]].concat()), &[0x05, 0x00]].concat(),
    ] {
        let outcome = verify(
            &SignatureMemo::new(1),
            &sequence(&contents),
            &vector.algorithm,
            MESSAGE,
            &vector.signature,
        );
        assert_eq!(outcome, Outcome::UnsupportedKey);
    }
}

/// Whatever is cut off or changed, there is an answer, and it is never that a signature is right where it isn't.
#[test]
fn garbage_has_an_outcome() {
    for vector in vectors() {
        // Long keys of one kind are alike all the way through.
        let step = (vector.spki.len() / 64).max(1);
        for at in (0..vector.spki.len()).step_by(step) {
            let memo = SignatureMemo::new(2);
            let cut = verify(&memo, &vector.spki[..at], &vector.algorithm, MESSAGE, &vector.signature);
            assert_ne!(cut, Outcome::Valid, "{} cut at {at}", vector.name);
            let mut changed = vector.spki.clone();
            changed[at] ^= 0x21;
            let outcome = verify(&memo, &changed, &vector.algorithm, MESSAGE, &vector.signature);
            assert_ne!(outcome, Outcome::Valid, "{} changed at {at}", vector.name);
            classify_key(&vector.spki[..at]);
            classify_key(&changed);
        }
        for at in 0..vector.algorithm.len() {
            let memo = SignatureMemo::new(2);
            let cut = verify(&memo, &vector.spki, &vector.algorithm[..at], MESSAGE, &vector.signature);
            assert_eq!(cut, Outcome::UnsupportedAlgorithm, "{} cut at {at}", vector.name);
            for bit in 0..8 {
                let mut changed = vector.algorithm.clone();
                changed[at] ^= 1 << bit;
                let outcome = verify(&memo, &vector.spki, &changed, MESSAGE, &vector.signature);
                assert_ne!(outcome, Outcome::Valid, "{} changed at {at}", vector.name);
                classify_algorithm(&changed);
            }
        }
    }
    for garbage in [&[][..], &[0x30], &[0x30, 0x80], &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff], &[0xff; 64]] {
        assert_eq!(
            verify(&SignatureMemo::new(1), garbage, garbage, garbage, garbage),
            Outcome::UnsupportedAlgorithm
        );
        assert_eq!(classify_algorithm(garbage).name, "malformed");
        assert_eq!(classify_key(garbage).name, "malformed");
    }
}
