//! What holds for every paste.

use proptest::prelude::*;

use super::tests::{LEAF, REQUEST, ROOT, TRUSTED, armour, der_of, encode, read_chain, read_file, read_text};
use super::*;

/// Pieces of which pastes are made, whole and broken.
fn piece() -> impl Strategy<Value = String> {
    let whole = prop::sample::select(vec![LEAF, ROOT, REQUEST, TRUSTED]);
    prop_oneof![
        whole.clone().prop_map(str::to_owned),
        // Cut at any place.
        (whole.clone(), any::<prop::sample::Index>())
            .prop_map(|(pem, at)| pem[..at.index(pem.len())].to_owned()),
        (whole.clone(), any::<prop::sample::Index>())
            .prop_map(|(pem, at)| pem[at.index(pem.len())..].to_owned()),
        // With any character in any place.
        (whole.clone(), any::<prop::sample::Index>(), any::<char>()).prop_map(|(pem, at, character)| {
            let mut pem = pem.to_owned();
            pem.insert(at.index(pem.len()), character);
            pem
        }),
        whole.clone().prop_map(|pem| pem.replace('\n', "\\n")),
        whole.clone().prop_map(|pem| pem.replace('\n', " ")),
        whole.prop_map(|pem| encode(pem.as_bytes())),
        prop::sample::select(vec![
            "-----",
            "BEGIN ",
            "END ",
            "CERTIFICATE",
            "PRIVATE KEY",
            "—",
            "\n",
            "\r",
            "\r\n",
            " ",
            "\\",
            "\\u00",
            "&#",
            "%",
            "<",
            "=",
            "+",
            "> ",
            "MIIB",
            "LS0tLS1CRUdJTi",
            "\u{feff}",
            "\0",
            "…",
            "证书",
            "0x30, 0x82",
            "{\"",
            "https://",
        ])
        .prop_map(str::to_owned),
        ".{0,40}",
    ]
}

fn pasted() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..12).prop_map(|pieces| pieces.concat())
}

/// Text of lines that could stand around a block, without dashes of their own.
fn around() -> impl Strategy<Value = String> {
    prop::collection::vec("[^-\n\r\u{ad}\u{2010}-\u{2015}\u{2212}\u{fe58}\u{fe63}\u{ff0d}\\\\]{0,50}\n", 0..6)
        .prop_map(|lines| lines.concat())
}

fn line_count(text: &str) -> usize {
    text.replace("\r\n", "\n").replace('\r', "\n").split('\n').count()
}

fn spans_lie_in(reading: &Reading, text: &str) {
    let places = reading.findings.iter().map(|finding| match finding.place {
        Place::Input { source, .. } => source.and_then(|source| source.span),
        _ => panic!("{finding:?} is not at the input"),
    });
    let entries = reading.certificates.iter().chain(&reading.crls).map(|entry| entry.source.span);
    for span in places.chain(entries).flatten() {
        assert!(span.line >= 1 && span.column >= 1 && span.end_line >= span.line, "{span:?}");
        assert!(usize::try_from(span.end_line).unwrap() <= line_count(text), "{span:?} in {text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_text_is_read_and_every_place_lies_in_it(text in pasted()) {
        for field in [InputField::Chain, InputField::Anchors, InputField::Crls] {
            let reading = read_text(field, &text);
            // Text that is itself an encoding of text has the lines of what it decodes to.
            if !text.contains('\0') {
                spans_lie_in(&reading, &text);
            }
            // Something is said wherever nothing can be used.
            let silent = reading.findings.is_empty() && reading.certificates.is_empty() && reading.crls.is_empty();
            prop_assert!(!silent || field != InputField::Chain, "{:?}", text);
        }
    }

    #[test]
    fn any_file_is_read(bytes in prop::collection::vec(any::<u8>(), 0..512)) {
        read_file(&bytes);
        read_file(&[&[0x30, 0x82][..], &bytes].concat());
        read_file(&[&[0xff, 0xfe][..], &bytes].concat());
    }

    #[test]
    fn any_damage_to_a_file_is_read(at in any::<prop::sample::Index>(), byte: u8, cut in any::<prop::sample::Index>()) {
        let mut der = der_of(super::tests::BUNDLE);
        let at = at.index(der.len());
        der[at] = byte;
        let reading = read_file(&der);
        prop_assert!(reading.certificates.len() <= 2);
        read_file(&der[..cut.index(der.len())]);
    }

    #[test]
    fn a_block_is_found_at_its_lines_whatever_stands_around_it(before in around(), between in around(), after in around()) {
        let text = format!("{before}{LEAF}{between}{ROOT}{after}");
        let reading = read_chain(&text);
        prop_assert_eq!(reading.ders(), [der_of(LEAF), der_of(ROOT)]);
        let first = u32::try_from(before.lines().count()).unwrap() + 1;
        let second = first + 11 + u32::try_from(between.lines().count()).unwrap();
        prop_assert_eq!(reading.lines(), [(first, first + 10), (second, second + 10)]);
    }

    #[test]
    fn what_was_read_is_read_the_same_again(text in pasted()) {
        let first = read_chain(&text);
        let again = first.ders().iter().map(|der| armour("CERTIFICATE", der)).collect::<String>();
        prop_assert_eq!(read_chain(&again).ders(), first.ders());
    }

    #[test]
    fn a_private_key_leaves_no_trace(secret: [u8; 32], before in pasted(), label in "(RSA |EC |ENCRYPTED |OPENSSH |)", cut: bool) {
        let mut der = vec![0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
        der.extend(secret);
        let pem = armour(&format!("{label}PRIVATE KEY"), &der);
        let pem = if cut { pem.lines().take(2).map(|line| format!("{line}\n")).collect() } else { pem };
        let reading = read_chain(&format!("{before}\n{pem}{LEAF}"));
        let said = format!("{reading:?}");
        // The last whole groups of its base64, and its bytes as an entry would show them.
        let base64 = encode(&der);
        prop_assert!(!said.contains(&base64[24..60]), "{}", said);
        let bytes = format!("{secret:?}");
        prop_assert!(!said.contains(bytes.trim_matches(['[', ']'])), "{}", said);
    }
}
