//! Names, sizes and judgements of algorithms and keys.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;

fn algorithm(contents: &[u8]) -> AlgorithmInfo {
    classify_algorithm(&sequence(contents))
}

fn key(identifier: &[u8], bits: &[u8]) -> KeyInfo {
    classify_key(&spki(identifier, bits))
}

#[test]
fn supported_algorithms_have_their_usual_names() {
    for (identifier, name, hash) in [
        (alg_id::RSA_PKCS1_SHA256, "sha256WithRSAEncryption", Some("SHA-256")),
        (alg_id::RSA_PKCS1_SHA384, "sha384WithRSAEncryption", Some("SHA-384")),
        (alg_id::RSA_PKCS1_SHA512, "sha512WithRSAEncryption", Some("SHA-512")),
        (alg_id::RSA_PSS_SHA256, "RSASSA-PSS (SHA-256, salt 32)", Some("SHA-256")),
        (alg_id::RSA_PSS_SHA384, "RSASSA-PSS (SHA-384, salt 48)", Some("SHA-384")),
        (alg_id::RSA_PSS_SHA512, "RSASSA-PSS (SHA-512, salt 64)", Some("SHA-512")),
        (alg_id::ECDSA_SHA256, "ecdsa-with-SHA256", Some("SHA-256")),
        (alg_id::ECDSA_SHA384, "ecdsa-with-SHA384", Some("SHA-384")),
        (alg_id::ECDSA_SHA512, "ecdsa-with-SHA512", Some("SHA-512")),
        (alg_id::ED25519, "Ed25519", None),
        (alg_id::ML_DSA_44, "ML-DSA-44", None),
        (alg_id::ML_DSA_65, "ML-DSA-65", None),
        (alg_id::ML_DSA_87, "ML-DSA-87", None),
    ] {
        let info = algorithm(&identifier);
        assert_eq!((info.name.as_ref(), info.hash), (name, hash));
        assert!(info.supported && !info.weak, "{name}");
    }
}

#[test]
fn every_algorithm_that_is_verified_has_a_name() {
    for algorithm in SignatureMemo::new(0).algorithms() {
        let info = classify_algorithm(&sequence(&algorithm.signature_alg_id()));
        assert!(info.supported, "{}", info.name);
        assert!(!info.name.starts_with(|first: char| first.is_ascii_digit()), "{}", info.name);
    }
}

#[test]
fn an_algorithm_keeps_its_name_with_parameters_that_are_not_supported() {
    let info = algorithm(&[&alg_id::ECDSA_SHA256[..], &[0x05, 0x00]].concat());
    assert_eq!(info.name, "ecdsa-with-SHA256");
    assert!(!info.supported && !info.weak);
}

#[test]
fn weak_algorithms() {
    let pkcs1 =
        |last| algorithm(&[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, last, 0x05, 0x00]);
    for (last, name, hash) in [
        (2, "md2WithRSAEncryption", "MD2"),
        (3, "md4WithRSAEncryption", "MD4"),
        (4, "md5WithRSAEncryption", "MD5"),
        (5, "sha1WithRSAEncryption", "SHA-1"),
    ] {
        let info = pkcs1(last);
        assert_eq!((info.name.as_ref(), info.hash), (name, Some(hash)));
        assert!(info.weak && !info.supported, "{name}");
    }
    let pss = algorithm(&[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a, 0x30, 0x00]);
    assert_eq!(pss.name, "RSASSA-PSS (SHA-1, salt 20)");
    assert!(pss.weak && !pss.supported);
    let sha224 = pkcs1(14);
    assert_eq!(sha224.name, "sha224WithRSAEncryption");
    assert!(!sha224.weak && !sha224.supported);
}

#[test]
fn pss_with_two_hashes_names_both() {
    let mut identifier = alg_id::RSA_PSS_SHA256.to_vec();
    let mask_hash = identifier.len() - 2 - 5 - 1;
    assert_eq!(identifier[mask_hash], 0x01);
    identifier[mask_hash] = 0x02;
    let info = algorithm(&identifier);
    assert_eq!(info.name, "RSASSA-PSS (SHA-256, MGF1 SHA-384, salt 32)");
    assert!(!info.weak && !info.supported);
}

#[test]
fn unknown_algorithms_go_by_their_number() {
    let info = algorithm(&[0x06, 0x03, 0x55, 0x04, 0x03]);
    assert_eq!(info.name, "2.5.4.3");
    assert!(!info.weak && !info.supported && info.hash.is_none());
    let sm2 = algorithm(&[0x06, 0x08, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x83, 0x75]);
    assert_eq!((sm2.name.as_ref(), sm2.hash), ("SM2-with-SM3", Some("SM3")));
}

#[test]
fn keys() {
    for (vector_name, name, bits, supported, weak) in [
        ("rsa2048-SHA256", "RSA", Some(2048), true, false),
        ("rsa2048-e3-SHA256", "RSA", Some(2048), true, false),
        ("rsa2047-e65537-SHA256", "RSA", Some(2047), true, false),
        ("rsa1024-SHA256", "RSA", Some(1024), true, true),
        ("rsa512-e65537-SHA256", "RSA", Some(512), true, true),
        ("p256-SHA256", "EC P-256", Some(256), true, false),
        ("p384-SHA384", "EC P-384", Some(384), true, false),
        ("p521-SHA512", "EC P-521", Some(521), true, false),
        ("p224-SHA256", "EC P-224", Some(224), false, false),
        ("secp256k1-SHA256", "EC secp256k1", Some(256), false, false),
        ("brainpoolP256r1-SHA256", "EC brainpoolP256r1", Some(256), false, false),
        ("ed25519", "Ed25519", None, true, false),
        ("ed448", "Ed448", None, false, false),
        ("x25519", "X25519", None, false, false),
        ("dsa1024-SHA256", "DSA", Some(1024), false, true),
        ("dsa2048-SHA256", "DSA", Some(2048), false, false),
        ("mldsa44", "ML-DSA-44", None, true, false),
        ("mldsa65", "ML-DSA-65", None, true, false),
        ("mldsa87", "ML-DSA-87", None, true, false),
    ] {
        let info = classify_key(&vector(vector_name).spki);
        assert_eq!(
            (info.name.as_ref(), info.bits, info.supported, info.weak),
            (name, bits, supported, weak),
            "{vector_name}"
        );
    }
}

#[test]
fn rsa_keys_at_the_bounds() {
    let judge = |bits, exponent: &[u8]| {
        let info = classify_key(&rsa_spki(&modulus(bits), exponent));
        assert_eq!(info.bits, Some(bits));
        (info.supported, info.weak)
    };
    let f4 = [1, 0, 1];
    assert_eq!(judge(511, &f4), (false, true));
    assert_eq!(judge(512, &f4), (true, true));
    // Counted in whole octets, as *ring* counts.
    assert_eq!(judge(2040, &f4), (true, true));
    assert_eq!(judge(2041, &f4), (true, false));
    assert_eq!(judge(8192, &f4), (true, false));
    assert_eq!(judge(8193, &f4), (false, false));
    assert_eq!(judge(16384, &f4), (false, false));
    // No RSA key (RFC 8017 §3.1), which is told of how it is written; nothing about its strength.
    assert_eq!(judge(2048, &[1]), (false, false));
    assert_eq!(judge(2048, &[4]), (false, false));
    assert_eq!(judge(2048, &[0]), (false, false));
    assert_eq!(judge(2048, &[3]), (true, false));
    assert_eq!(judge(2048, &[1; 33]), (false, false));
}

#[test]
fn a_key_that_can_not_be_read_keeps_its_type() {
    for (identifier, name) in [
        (alg_id::RSA_ENCRYPTION, "RSA"),
        (alg_id::ECDSA_P256, "EC P-256"),
        (alg_id::ED25519, "Ed25519"),
        (alg_id::ML_DSA_44, "ML-DSA-44"),
    ] {
        for bits in [&[][..], &[0x04], &[0xff; 32], &[0; 100]] {
            let info = key(&identifier, bits);
            assert_eq!(info.name, name);
            // Any 32 octets in the field are an Ed25519 key half of the time; these are.
            assert_eq!(info.supported, name == "Ed25519" && bits.len() == 32, "{name} {bits:?}");
        }
    }
}

#[test]
fn keys_of_curves_that_are_not_named() {
    let ec_public_key = element(0x06, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]);
    let spelled_out = [&ec_public_key[..], &sequence(&[0x02, 0x01, 0x01])].concat();
    for identifier in [&ec_public_key, &spelled_out] {
        let info = key(identifier, &[0x04]);
        assert_eq!((info.name.as_ref(), info.bits, info.supported), ("EC", None, false));
    }
    let unknown = [&ec_public_key[..], &element(0x06, &[0x55, 0x04, 0x03])].concat();
    assert_eq!(key(&unknown, &[0x04]).name, "EC 2.5.4.3");
    let unknown = element(0x06, &[0x55, 0x04, 0x03]);
    assert_eq!(key(&unknown, &[0x04]).name, "2.5.4.3");
}

#[test]
fn an_rsa_key_for_pss_only() {
    let info = key(&alg_id::RSA_PSS_SHA256, &vector("rsa2048-SHA256").key());
    assert_eq!(
        (info.name.as_ref(), info.bits, info.supported, info.weak),
        ("RSA-PSS", Some(2048), false, false)
    );
}
