//! What a person who pasted something is told, and what is read of it.

use super::*;
use crate::fault::Value;

pub(super) const LEAF: &str = include_str!("samples/leaf.pem");
pub(super) const ROOT: &str = include_str!("samples/root.pem");
pub(super) const REQUEST: &str = include_str!("samples/request.pem");
pub(super) const CRL: &str = include_str!("samples/crl.pem");
pub(super) const BUNDLE: &str = include_str!("samples/bundle.pem");
pub(super) const TRUSTED: &str = include_str!("samples/trusted.pem");
pub(super) const PUBLIC_KEY: &str = include_str!("samples/public.pem");

/// The body of a PEM block on one line.
pub(super) fn base64_of(pem: &str) -> String {
    pem.lines().filter(|line| !line.contains("-----")).collect()
}

/// The DER of a PEM block, by a decoder that tolerates nothing.
pub(super) fn der_of(pem: &str) -> Vec<u8> {
    use base64ct::{Base64, Encoding};
    Base64::decode_vec(&base64_of(pem)).unwrap()
}

/// A private key by structure alone, of no use to anyone: PKCS #8 with zeros.
pub(super) fn private_key_der() -> Vec<u8> {
    let mut der = vec![0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    der.extend([0; 32]);
    der
}

pub(super) fn encode(der: &[u8]) -> String {
    use base64ct::{Base64, Encoding};
    Base64::encode_string(der)
}

pub(super) fn armour(label: &str, der: &[u8]) -> String {
    let base64 = encode(der);
    let lines = base64.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap());
    let lines = lines.collect::<Vec<_>>().join("\n");
    format!("-----BEGIN {label}-----\n{lines}\n-----END {label}-----\n")
}

pub(super) fn read_text(field: InputField, text: &str) -> Reading {
    read(field, &Material(vec![Piece::Text(text.to_owned())]), &[])
}

pub(super) fn read_chain(text: &str) -> Reading {
    read_text(InputField::Chain, text)
}

pub(super) fn read_file(bytes: &[u8]) -> Reading {
    read(InputField::Chain, &Material(vec![Piece::Bytes(bytes.to_vec())]), &[])
}

impl Reading {
    /// First and last line of each certificate.
    pub(super) fn lines(&self) -> Vec<(u32, u32)> {
        self.certificates
            .iter()
            .map(|entry| entry.source.span.map_or((0, 0), |span| (span.line, span.end_line)))
            .collect()
    }

    pub(super) fn ders(&self) -> Vec<Vec<u8>> {
        self.certificates.iter().map(|entry| entry.der.to_vec()).collect()
    }

    /// Code, severity, first and last line of each finding, as one would read them out.
    pub(super) fn said(&self) -> Vec<String> {
        let say = |finding: &Finding| {
            let severity = match finding.severity(RuleSet::Default) {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            let Place::Input { source, .. } = &finding.place else {
                panic!("{:?} is not at the input", finding.place)
            };
            let span = source.and_then(|source| source.span);
            let span = span.map_or(String::new(), |span| format!(" {}–{}", span.line, span.end_line));
            format!("{} {severity}{span}", finding.code().as_str())
        };
        self.findings.iter().map(say).collect()
    }

    pub(super) fn evidence(&self, code: &str) -> BTreeMap<&'static str, Value> {
        let finding = self.findings.iter().find(|finding| finding.code().as_str() == code);
        finding
            .unwrap_or_else(|| panic!("no {code} in {:?}", self.said()))
            .fault
            .values()
            .into_iter()
            .collect()
    }
}

#[test]
fn blocks_are_read_at_their_lines() {
    let reading = read_chain(&format!("{LEAF}{ROOT}"));
    assert_eq!(reading.ders(), [der_of(LEAF), der_of(ROOT)]);
    assert_eq!(reading.lines(), [(1, 11), (12, 22)]);
    assert_eq!(reading.said(), [""; 0]);
}

#[test]
fn the_output_of_s_client_is_read() {
    let text = format!(
        "CONNECTED(00000003)\ndepth=1 CN = Example Root CA\nverify error:num=19:self signed certificate in certificate chain\n\
         ---\nCertificate chain\n 0 s:CN = www.example.com\n   i:CN = Example Root CA\n{LEAF} 1 s:CN = Example Root CA\n{ROOT}---\n\
         Server certificate\nsubject=CN = www.example.com\n"
    );
    let reading = read_chain(&text);
    assert_eq!(reading.ders(), [der_of(LEAF), der_of(ROOT)]);
    assert_eq!(reading.lines(), [(8, 18), (20, 30)]);
    assert_eq!(reading.said(), [""; 0]);
}

#[test]
fn whatever_stands_before_every_line_is_passed_over() {
    for prefix in ["    ", "\t", "> ", "> > ", "| ", "+", "# ", "// ", " * ", "web_1  | ", "crt: "] {
        let text = LEAF.lines().map(|line| format!("{prefix}{line}\n")).collect::<String>();
        let reading = read_chain(&format!("above\n{text}below\n"));
        assert_eq!(reading.ders(), [der_of(LEAF)], "{prefix:?}");
        assert_eq!(reading.lines(), [(2, 12)], "{prefix:?}");
    }
    let numbered = LEAF.lines().enumerate().map(|(number, line)| format!("{:6}\t{line}\n", number + 1));
    assert_eq!(read_chain(&numbered.collect::<String>()).ders(), [der_of(LEAF)]);
    let grep = LEAF.lines().enumerate().map(|(number, line)| format!("{}:{line}\n", number + 1));
    assert_eq!(read_chain(&grep.collect::<String>()).ders(), [der_of(LEAF)]);
    let log = LEAF
        .lines()
        .enumerate()
        .map(|(number, line)| format!("2026-11-24T10:00:{number:02}.123Z app {line}\n"));
    assert_eq!(read_chain(&log.collect::<String>()).ders(), [der_of(LEAF)]);
}

#[test]
fn every_line_ending_is_read() {
    for ending in ["\r\n", "\r", "\n\n", " \r\n"] {
        let text = LEAF.replace('\n', ending) + &ROOT.replace('\n', ending);
        let reading = read_chain(&text);
        assert_eq!(reading.ders(), [der_of(LEAF), der_of(ROOT)], "{ending:?}");
        let lines = if ending == "\n\n" { [(1, 21), (23, 43)] } else { [(1, 11), (12, 22)] };
        assert_eq!(reading.lines(), lines, "{ending:?}");
    }
}

#[test]
fn source_code_and_data_formats_are_read() {
    let json = serde_json::to_string(LEAF).unwrap();
    let wrapped = [
        format!("\u{feff}{LEAF}"),
        json.clone(),
        serde_json::to_string(&json).unwrap(),
        format!("{{\"cert\": {json}, \"other\": 1}}"),
        format!("b'{}'", LEAF.replace('\n', "\\n")),
        LEAF.lines().map(|line| format!("    \"{line}\\n\" +\n")).collect(),
        LEAF.lines().map(|line| format!("    + \"{line}\\n\"\n")).collect(),
        LEAF.lines().map(|line| format!("\"{line}\\n\" \\\n")).collect(),
        format!("[{}]", LEAF.lines().map(|line| format!("\"{line}\"")).collect::<Vec<_>>().join(", ")),
        json.replace('+', "\\u002b").replace('=', "\\u003d").replace('/', "\\/"),
        LEAF.replace('\n', " "),
        LEAF.replace('\n', ""),
        LEAF.replace('\n', "<br>\n"),
        LEAF.replace('\n', "&#10;").replace('+', "&#43;").replace('=', "&#x3D;"),
        LEAF.replace('\n', "%0A")
            .replace(' ', "%20")
            .replace('+', "%2B")
            .replace('/', "%2F")
            .replace('=', "%3D"),
        LEAF.replace('+', "%2B")
            .replace('/', "%2F")
            .replace('=', "%3D")
            .replace(' ', "+")
            .replace('\n', "%0A"),
        LEAF.replace('=', "=3D"),
        LEAF.lines().map(|line| format!("\u{1b}[32m{line}\u{1b}[0m\n")).collect(),
        base64_of(LEAF)
            .as_bytes()
            .chunks(76)
            .map(|line| format!("{}&#13;\n", std::str::from_utf8(line).unwrap()))
            .collect(),
        LEAF.replace('+', "-").replace('/', "_"),
        LEAF.replace('\n', "\u{200b}\n").replacen("\nM", "\n\u{a0}M", 1),
    ];
    for text in wrapped {
        assert_eq!(read_chain(&text).ders(), [der_of(LEAF)], "{text}");
    }
}

#[test]
fn blocks_joined_without_a_line_break_are_both_read() {
    let text = format!("{}{ROOT}", LEAF.trim_end());
    let reading = read_chain(&text);
    assert_eq!(reading.ders(), [der_of(LEAF), der_of(ROOT)]);
    assert_eq!(reading.lines(), [(1, 11), (11, 21)]);
}

#[test]
fn dashes_that_a_word_processor_bent_are_read() {
    for dashes in ["–––––", "—–", "----", "------", "- - - - -", "−−−−−"] {
        let text = LEAF.replace("-----", dashes);
        assert_eq!(read_chain(&text).ders(), [der_of(LEAF)], "{dashes}");
    }
    assert_eq!(read_chain(&LEAF.replace("-----", "")).ders(), [der_of(LEAF)]);
}

#[test]
fn base64_without_armour_is_read() {
    let (leaf, root) = (base64_of(LEAF), base64_of(ROOT));
    let wrapped = LEAF.lines().filter(|line| !line.contains('-')).collect::<Vec<_>>().join("\r\n");
    let texts = [
        format!("{leaf}\n{root}\n"),
        format!("{{\"x5c\":[\"{leaf}\",\"{root}\"]}}"),
        format!(
            "<ds:X509Certificate>{leaf}</ds:X509Certificate><ds:X509Certificate>{root}</ds:X509Certificate>"
        ),
        format!("leaf: {leaf} and root: {root} and that is all"),
        format!("leaf\r\n{wrapped}\r\nroot\r\n{root}"),
    ];
    for text in texts {
        assert_eq!(read_chain(&text).ders(), [der_of(LEAF), der_of(ROOT)], "{text}");
    }
}

#[test]
fn binary_files_are_read() {
    let (leaf, root) = (der_of(LEAF), der_of(ROOT));
    assert_eq!(read_file(&leaf).ders(), std::slice::from_ref(&leaf));
    assert_eq!(read_file(&leaf).lines(), [(0, 0)]);
    assert_eq!(read_file(&[leaf.clone(), root.clone()].concat()).ders(), [leaf.clone(), root.clone()]);
    let bundle = read_file(&der_of(BUNDLE));
    assert_eq!(bundle.ders(), [leaf, root]);
    assert_eq!(bundle.crls.len(), 1);
    assert_eq!(*bundle.crls[0].der, *der_of(CRL));
}

#[test]
fn a_bundle_of_indefinite_length_is_read() {
    // The way down to the certificates, rewritten from definite to indefinite lengths.
    let leaf = der_of(LEAF);
    let mut ber = vec![0x30, 0x80, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2, 0xa0, 0x80, 0x30, 0x80];
    ber.extend([
        2, 1, 1, 0x31, 0, 0x30, 0x80, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1, 0, 0, 0xa0, 0x80,
    ]);
    ber.extend(&leaf);
    ber.extend([0, 0, 0x31, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(read_file(&ber).ders(), std::slice::from_ref(&leaf));
    assert_eq!(read_chain(&armour("PKCS7", &ber)).ders(), [leaf]);
}

#[test]
fn a_bundle_in_pem_stands_on_the_lines_of_its_block() {
    let reading = read_chain(&format!("one\n{BUNDLE}"));
    assert_eq!(reading.ders(), [der_of(LEAF), der_of(ROOT)]);
    let last = 1 + u32::try_from(BUNDLE.lines().count()).unwrap();
    assert_eq!(reading.lines(), [(2, last), (2, last)]);
    assert_eq!(reading.said(), [format!("input-is-crl warning 2–{last}")]);
}

#[test]
fn trust_settings_of_openssl_are_cut_off() {
    let reading = read_chain(TRUSTED);
    assert_eq!(reading.ders(), [der_of(LEAF)]);
    assert!(
        !reading.said().iter().any(|said| said.starts_with("certificate-trailing-data")),
        "{:?}",
        reading.said()
    );
}

#[test]
fn utf16_is_decoded_and_said() {
    let bytes = format!("\u{feff}{LEAF}").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let reading = read_file(&bytes);
    assert_eq!(reading.ders(), [der_of(LEAF)]);
    assert_eq!(reading.lines(), [(1, 11)]);
    assert_eq!(reading.said(), ["input-is-utf16 warning"]);
    // A browser that read the file as Latin-1 text.
    let latin = bytes.iter().map(|byte| char::from(*byte)).collect::<String>();
    assert_eq!(read_chain(&latin).ders(), [der_of(LEAF)]);
    // A key store, likewise.
    let store = include_bytes!("../../tests/paste/stores/keytool-chain.jks");
    let latin = store.iter().map(|byte| char::from(*byte)).collect::<String>();
    assert_eq!(read_chain(&latin).ders().len(), 3);
}

#[test]
fn a_block_without_its_end_is_truncated() {
    let lines = LEAF.lines().collect::<Vec<_>>();
    let text = format!("{}\n\n{ROOT}", lines[..6].join("\n"));
    let reading = read_chain(&text);
    assert_eq!(reading.ders(), [der_of(ROOT)]);
    assert_eq!(reading.said(), ["pem-truncated error 1–6"]);
    let evidence = reading.evidence("pem-truncated");
    assert_eq!(evidence["present"], Value::Number(5 * 48));
    assert_eq!(evidence["announced"], Value::Number(i64::try_from(der_of(LEAF).len()).unwrap()));
}

#[test]
fn a_whole_certificate_without_its_end_line_is_read() {
    let reading = read_chain(&format!("{}{ROOT}", LEAF.replace("-----END CERTIFICATE-----\n", "")));
    assert_eq!(reading.ders(), [der_of(LEAF), der_of(ROOT)]);
    assert_eq!(reading.said(), ["pem-truncated warning 1–10"]);
}

#[test]
fn a_lost_line_is_told_by_its_bytes() {
    let lines = LEAF.lines().collect::<Vec<_>>();
    let text = [&lines[..4], &lines[5..]].concat().join("\n");
    let reading = read_chain(&text);
    assert_eq!(reading.said(), ["pem-truncated error 1–10"]);
    assert_eq!(reading.evidence("pem-truncated")["present"], Value::Number(389 - 48));
}

#[test]
fn a_wrong_character_is_pointed_at() {
    let text = LEAF.replacen("ZSBSb290", "ZSB*b290", 1);
    let reading = read_chain(&format!("{text}{ROOT}"));
    assert_eq!(reading.ders(), [der_of(ROOT)]);
    assert_eq!(reading.said(), ["pem-base64-invalid error 3–3"]);
    let evidence = reading.evidence("pem-base64-invalid");
    assert_eq!(evidence["character"], Value::Text("*".into()));
    assert_eq!((&evidence["line"], &evidence["column"]), (&Value::Number(3), &Value::Number(4)));
}

#[test]
fn a_character_too_many_is_read_over() {
    let reading = read_chain(&LEAF.replacen("ZSBSb290", "ZSB*Sb290", 1));
    assert_eq!(reading.ders(), [der_of(LEAF)]);
    assert_eq!(reading.said(), ["pem-base64-invalid warning 3–3"]);
}

#[test]
fn labels_that_differ_are_told() {
    let reading = read_chain(&LEAF.replace("END CERTIFICATE", "END X509 CRL"));
    assert_eq!(reading.ders(), [der_of(LEAF)]);
    assert_eq!(reading.said(), ["pem-label-mismatch warning 1–11"]);
}

#[test]
fn a_certificate_under_another_label_is_read() {
    let reading = read_chain(&armour("CERTIFICATE REQUEST", &der_of(LEAF)));
    assert_eq!(reading.ders(), [der_of(LEAF)]);
    assert_eq!(reading.said(), ["pem-label-unexpected warning 1–11"]);
}

#[test]
fn other_blocks_weigh_less_beside_a_certificate() {
    let parameters = armour("DH PARAMETERS", &[0x30, 6, 2, 1, 5, 2, 1, 2]);
    assert_eq!(read_chain(&parameters).said(), ["pem-label-unexpected error 1–3"]);
    assert_eq!(read_chain(&format!("{parameters}{LEAF}")).said(), ["pem-label-unexpected warning 1–3"]);
    assert_eq!(read_chain(REQUEST).said(), ["input-is-csr error 1–7"]);
    assert_eq!(read_chain(&format!("{LEAF}{REQUEST}")).said(), ["input-is-csr warning 12–18"]);
    assert_eq!(read_chain(PUBLIC_KEY).said(), ["input-is-public-key error 1–4"]);
    assert_eq!(read_chain(CRL).said(), ["input-is-crl error 1–6"]);
}

#[test]
fn a_private_key_is_said_and_not_read() {
    let key = armour("PRIVATE KEY", &private_key_der());
    let reading = read_chain(&format!("{LEAF}{key}{ROOT}"));
    assert_eq!(reading.ders(), [der_of(LEAF), der_of(ROOT)]);
    assert_eq!(reading.said(), ["private-key-pasted warning 12–14"]);
    // Whatever it is called, and with no label at all.
    for label in ["RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "OPENSSH PRIVATE KEY", "CERTIFICATE"] {
        let key = armour(label, &private_key_der());
        assert_eq!(
            read_chain(&format!("{LEAF}{key}")).said(),
            ["private-key-pasted warning 12–14"],
            "{label}"
        );
    }
    assert_eq!(read_chain(&encode(&private_key_der())).said()[0], "private-key-pasted warning 1–1");
    assert_eq!(read_file(&private_key_der()).said()[0], "private-key-pasted warning");
}

#[test]
fn a_private_key_alone_leaves_nothing_to_verify() {
    let key = armour("PRIVATE KEY", &private_key_der());
    assert_eq!(read_chain(&key).said(), ["private-key-pasted warning 1–3", "input-no-certificate error"]);
}

#[test]
fn a_private_key_that_breaks_off_takes_its_lines_with_it() {
    let key = armour("RSA PRIVATE KEY", &[private_key_der(), vec![0; 200]].concat());
    let key = key.replace("-----END RSA PRIVATE KEY-----\n", "");
    let reading = read_chain(&format!("{key}{LEAF}"));
    assert_eq!(reading.ders(), [der_of(LEAF)]);
    let last = key.lines().count();
    assert_eq!(reading.said(), [format!("private-key-pasted warning 1–{last}")]);
}

#[test]
fn what_is_no_certificate_is_malformed() {
    let mut der = der_of(LEAF);
    der[4] = 0x31;
    assert_eq!(read_chain(&armour("CERTIFICATE", &der)).said(), ["certificate-malformed error 1–11"]);
    assert_eq!(read_file(&der).said(), ["certificate-malformed error"]);
    assert_eq!(read_file(&der_of(LEAF)[..200]).said(), ["certificate-malformed error"]);
}

#[test]
fn bytes_after_a_certificate_are_cut_off_and_said() {
    let der = [der_of(LEAF), vec![1, 2, 3]].concat();
    let reading = read_chain(&armour("CERTIFICATE", &der));
    assert_eq!(reading.ders(), [der_of(LEAF)]);
    assert_eq!(reading.said(), ["certificate-trailing-data warning 1–11"]);
    assert_eq!(reading.evidence("certificate-trailing-data")["bytes"], Value::Number(3));
}

#[test]
fn nothing_is_said_to_be_nothing() {
    for blank in ["", " \r\n\t", "\u{feff}", "\u{200b}\n"] {
        assert_eq!(read_chain(blank).said(), ["input-empty error"], "{blank:?}");
        assert_eq!(read_text(InputField::Crls, blank).said(), [""; 0]);
        assert_eq!(read_text(InputField::Anchors, blank).said(), [""; 0]);
    }
    assert_eq!(read(InputField::Chain, &Material(vec![]), &[]).said(), ["input-empty error"]);
    assert_eq!(read_chain("hello there").said(), ["input-no-certificate error"]);
    assert_eq!(read_text(InputField::Crls, "hello there").said(), ["input-no-crl warning"]);
}

#[test]
fn a_web_page_is_recognised_unless_a_certificate_stands_in_it() {
    let page = "<!DOCTYPE html>\n<html><head><title>404</title></head></html>\n";
    assert_eq!(read_chain(page).said(), ["input-is-html error 1–2"]);
    assert_eq!(read_chain(&format!("<html><pre>\n{LEAF}</pre></html>")).ders(), [der_of(LEAF)]);
}

#[test]
fn crls_are_read_from_their_field() {
    let reading = read_text(InputField::Crls, &format!("{CRL}{LEAF}"));
    assert_eq!(reading.crls.len(), 1);
    assert_eq!(*reading.crls[0].der, *der_of(CRL));
    assert_eq!(reading.said(), ["input-is-certificate warning 7–17"]);
}

#[test]
fn what_is_too_large_is_refused() {
    let reading = read_chain(&"x".repeat(LARGEST_INPUT + 1));
    assert_eq!(reading.said(), ["input-too-large error"]);
    let many = read_chain(&LEAF.repeat(MOST_ENTRIES + 1));
    assert_eq!(many.certificates.len(), MOST_ENTRIES);
    assert_eq!(many.said(), ["input-too-large error"]);
}

#[test]
fn findings_of_one_kind_are_counted_after_fifty() {
    let reading = read_chain(&format!("{}{LEAF}", REQUEST.repeat(60)));
    assert_eq!(reading.findings.len(), MOST_FINDINGS + 1);
    assert_eq!(reading.evidence("input-findings-omitted")["count"], Value::Number(10));
}

#[test]
fn pieces_are_told_apart() {
    let material =
        Material(vec![Piece::Text(LEAF.into()), Piece::Bytes(der_of(ROOT)), Piece::Bytes(LEAF.into())]);
    let reading = read(InputField::Chain, &material, &[]);
    assert_eq!(reading.certificates.iter().map(|entry| entry.source.piece).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!(reading.lines(), [(1, 11), (0, 0), (1, 11)]);
}

/// Codes and severities, without lines.
fn heard(text: &str) -> Vec<String> {
    let said = read_chain(text).said();
    said.iter().map(|said| said.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn what_was_read_over_is_said_once() {
    let both = format!("{LEAF}{ROOT}");
    let indented = both.lines().map(|line| format!("  {line}\n")).collect::<String>();
    let cases = [
        (both.clone(), vec![]),
        (both.replace('\n', "\r\n"), vec![]),
        (format!("\u{feff}{both}"), vec![]),
        (indented.clone(), vec!["pem-indented note"]),
        (indented.replace('\n', " \r\n"), vec!["pem-indented note"]),
        (serde_json::to_string(&both).unwrap(), vec!["pem-escaped note"]),
        (both.replace('\n', " "), vec!["pem-on-one-line note"]),
        (both.replace('\n', "\n\n"), vec!["pem-blank-lines warning"]),
        (both.replace("-----", "—–"), vec!["pem-dashes-mangled warning"; 2]),
        (both.replace("-----END", "----END"), vec!["pem-dashes-mangled warning"; 2]),
        (format!("{}{ROOT}", LEAF.trim_end()), vec!["pem-blocks-joined warning"]),
        (
            LEAF.replace("-----END CERTIFICATE-----\n", "-----END CERTIFICATE") + ROOT,
            vec!["pem-blocks-joined warning"],
        ),
        (LEAF.replacen("\nZ", "\n\u{a0}Z", 1), vec!["pem-stray-characters warning"]),
        (LEAF.replace('+', "-"), vec!["pem-stray-characters warning"]),
        (LEAF.replace('=', ""), vec!["pem-padding-missing warning"]),
        (format!("{}\n{}", base64_of(LEAF), base64_of(ROOT)), vec!["pem-armour-missing note"]),
        (TRUSTED.repeat(2), vec!["pem-trusted-certificate note"]),
        (encode(both.as_bytes()), vec!["input-is-base64-of-pem note"]),
    ];
    for (text, expected) in cases {
        assert_eq!(heard(&text), expected, "{text}");
        assert!(!read_chain(&text).certificates.is_empty(), "{text}");
    }
}

#[test]
fn one_blank_line_behind_begin_is_as_good_as_none() {
    assert_eq!(heard(&LEAF.replacen('\n', "\n\n", 1)), [""; 0]);
    assert_eq!(heard(&LEAF.replacen('\n', "\n\n\n", 1)), ["pem-blank-lines warning"]);
    assert_eq!(heard(&LEAF.replacen("\n-----END", "\n\n-----END", 1)), ["pem-blank-lines warning"]);
}

#[test]
fn a_secret_of_kubernetes_is_decoded_and_its_key_passed_over() {
    let key = armour("PRIVATE KEY", &private_key_der());
    let (leaf, key) = (encode(format!("{LEAF}{ROOT}").as_bytes()), encode(key.as_bytes()));
    let text = format!("apiVersion: v1\ndata:\n  tls.crt: {leaf}\n  tls.key: {key}\nkind: Secret\n");
    let reading = read_chain(&text);
    assert_eq!(reading.ders(), [der_of(LEAF), der_of(ROOT)]);
    assert_eq!(reading.lines(), [(3, 3), (3, 3)]);
    assert_eq!(reading.said(), ["private-key-pasted warning 4–4"], "a Secret is written so");
}

#[test]
fn base64_in_base64_in_base64_is_not_followed() {
    let twice = encode(encode(LEAF.as_bytes()).as_bytes());
    assert_eq!(read_chain(&twice).said(), ["input-no-certificate error"]);
    let within = encode(format!("-----BEGIN X-----\n{}", encode(LEAF.as_bytes())).as_bytes());
    assert!(read_chain(&within).certificates.is_empty());
}

#[test]
fn a_fault_within_base64_is_placed_in_the_text_that_was_decoded() {
    let broken = LEAF.replacen("ZSBSb290", "ZSB*b290", 1);
    let reading = read_chain(&format!("tls.crt: {}", encode(broken.as_bytes())));
    assert_eq!(reading.said(), ["pem-base64-invalid error 1–1"]);
    assert_eq!(reading.evidence("pem-base64-invalid")["line"], Value::Number(3));
}

#[test]
fn a_lost_begin_line_is_told() {
    let whole = LEAF.replace("-----BEGIN CERTIFICATE-----\n", "");
    let reading = read_chain(&format!("{whole}{ROOT}"));
    assert_eq!(reading.ders(), [der_of(LEAF), der_of(ROOT)]);
    assert_eq!(reading.said(), ["pem-begin-missing warning 1–10"]);
    let rest = LEAF.lines().skip(4).map(|line| format!("{line}\n")).collect::<String>();
    let reading = read_chain(&format!("copied:\n{rest}{ROOT}"));
    assert_eq!(reading.ders(), [der_of(ROOT)]);
    assert_eq!(reading.said(), ["pem-begin-missing error 2–8"]);
    let key = armour("PRIVATE KEY", &[private_key_der(), vec![0; 99]].concat());
    let rest = key.lines().skip(2).map(|line| format!("{line}\n")).collect::<String>();
    assert_eq!(read_chain(&format!("{rest}{ROOT}")).said(), ["private-key-pasted warning 1–4"]);
    assert_eq!(heard("it ends with\n-----END CERTIFICATE-----\n"), ["input-no-certificate error"]);
}

#[test]
fn an_ellipsis_is_told_from_garbage() {
    let lines = LEAF.lines().collect::<Vec<_>>();
    for dots in ["...", "…", "......."] {
        let text = format!("{}\n{dots}\n{}", lines[..3].join("\n"), lines[8..].join("\n"));
        assert_eq!(read_chain(&text).said(), ["pem-elided error 4–4"], "{dots}");
    }
}

#[test]
fn a_begin_line_that_is_only_spoken_of_is_passed_over() {
    let text = format!("Paste everything from -----BEGIN CERTIFICATE----- to the END line.\n{LEAF}");
    let reading = read_chain(&text);
    assert_eq!(reading.ders(), [der_of(LEAF)]);
    assert_eq!(reading.said(), [""; 0]);
}

#[test]
fn other_files_are_named() {
    let pkcs12 = der_of_tlv(0x30, &[&[2, 1, 3], &der_of_tlv(0x30, &[&[6, 1, 1]])[..]]);
    let ocsp = der_of_tlv(0x30, &[&[10, 1, 0], &der_of_tlv(0xa0, &[&[0x30, 0]])[..]]);
    let data = der_of_tlv(0x30, &[&[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 3], &[0xa0, 0]]);
    let empty = der_of_tlv(0x30, &[&[2, 1, 1], &[0x31, 0], &[0x30, 0], &[0x31, 0]]);
    let oid = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
    let empty = der_of_tlv(0x30, &[&oid, &der_of_tlv(0xa0, &[&empty])]);
    let cases: [(&[u8], &str); 9] = [
        (&pkcs12, "input-is-pkcs12 error"),
        (&ocsp, "input-is-ocsp-response error"),
        (&data, "input-is-pkcs7-without-certificates error"),
        (&empty, "input-is-pkcs7-without-certificates error"),
        (&[0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, 0, 0, 0, 0], "input-is-jks error"),
        (b"PK\x03\x04\x14\0\0\0", "input-is-archive error"),
        (&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0], "input-is-archive error"),
        (&[0x89, b'P', b'N', b'G', 0xd, 0xa, 0x1a, 0xa, 0, 0, 0, 0xd], "input-is-binary error"),
        (&[0; 64], "input-is-binary error"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(read_file(bytes).said(), [expected], "{bytes:x?}");
    }
    let jks = [&[0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2][..], &[0; 64]].concat();
    assert_eq!(read_chain(&encode(&jks)).said(), ["input-is-jks error 1–1"]);
    assert_eq!(read_chain(&armour("PKCS12", &pkcs12)).said(), ["input-is-pkcs12 error 1–3"]);
}

/// An element of DER that is shorter than 128 bytes.
fn der_of_tlv(tag: u8, content: &[&[u8]]) -> Vec<u8> {
    let content = content.concat();
    [&[tag, u8::try_from(content.len()).unwrap()][..], &content].concat()
}

#[test]
fn blocks_of_other_worlds_are_named() {
    let pgp = "-----BEGIN PGP PUBLIC KEY BLOCK-----\nVersion: GnuPG v2\n\nmQENBF\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n";
    assert_eq!(read_chain(pgp).said(), ["input-is-pgp error 1–6"]);
    let ssh =
        "---- BEGIN SSH2 PUBLIC KEY ----\nComment: \"me\"\nAAAAB3NzaC1yc2E\n---- END SSH2 PUBLIC KEY ----\n";
    assert_eq!(heard(ssh).last().unwrap(), "input-is-ssh-key error");
    let pgp_key = "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQOY\n-----END PGP PRIVATE KEY BLOCK-----\n";
    assert_eq!(heard(&format!("{LEAF}{pgp_key}")), ["private-key-pasted warning"]);
}

#[test]
fn a_host_is_told_how_to_ask_it() {
    let reading = read_chain("https://user:secret@www.example.com:8443/path?token=secret\n");
    assert_eq!(reading.said(), ["input-is-hostname error 1–1"]);
    assert_eq!(reading.evidence("input-is-hostname")["host"], Value::Text("www.example.com".into()));
    assert!(!format!("{reading:?}").contains("secret"));
}

#[test]
fn der_in_disguise_is_read() {
    let der = der_of(LEAF);
    let latin = der.iter().map(|byte| char::from(*byte)).collect::<String>();
    assert_eq!(read_chain(&latin).ders(), std::slice::from_ref(&der));
    let hex = der.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>();
    for text in [hex.concat(), hex.join(":"), format!("0x{}", hex.join(", 0x"))] {
        assert_eq!(read_chain(&text).ders(), std::slice::from_ref(&der), "{text}");
        assert_eq!(read_chain(&text).said(), ["pem-armour-missing note 1–1"]);
    }
    assert_eq!(read_chain(&String::from_utf8_lossy(&der)).said(), ["input-is-binary error"]);
}

/// One paste for each code: the least that makes a person see it.
fn examples() -> Vec<(&'static str, InputField, Piece)> {
    use InputField::{Anchors, Chain, Crls};
    let text = |text: &str| Piece::Text(text.to_owned());
    let two_in_an_element =
        format!("<ds:X509Certificate>{}\n{}</ds:X509Certificate>", base64_of(LEAF), base64_of(ROOT));
    let lines = LEAF.lines().collect::<Vec<_>>();
    let without = |line: usize| [&lines[..line], &lines[line + 1..]].concat().join("\n");
    let pkcs12 = der_of_tlv(0x30, &[&[2, 1, 3], &der_of_tlv(0x30, &[&[6, 1, 1]])]);
    let enveloped = der_of_tlv(0x30, &[&[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 3], &[0xa0, 0]]);
    let utf16 = LEAF.encode_utf16().flat_map(u16::to_be_bytes).collect();
    vec![
        ("pem-truncated", Chain, text(&lines[..5].join("\n"))),
        ("pem-base64-invalid", Chain, text(&LEAF.replacen("ZSBS", "Z$BS", 1))),
        ("pem-label-mismatch", Chain, text(&LEAF.replace("END CERTIFICATE", "END PKCS7"))),
        ("pem-label-unexpected", Chain, text(&armour("CERT", &der_of(LEAF)))),
        ("pem-dashes-mangled", Chain, text(&LEAF.replace("-----", "——"))),
        ("pem-blocks-joined", Chain, text(&format!("{}{ROOT}", LEAF.trim_end()))),
        ("pem-stray-characters", Chain, text(&LEAF.replacen("\nZ", "\u{a0}\nZ", 1))),
        (
            "pem-elided",
            Chain,
            text(&[&lines[..3], &["[...]"][..], &lines[8..]].concat().join("\n").replace(['[', ']'], "")),
        ),
        ("pem-begin-missing", Anchors, text(&without(0))),
        ("pem-padding-missing", Chain, text(&LEAF.replace('=', ""))),
        ("pem-blank-lines", Chain, text(&LEAF.replace('\n', "\n\n"))),
        ("pem-indented", Chain, text(&LEAF.replace('\n', "\n\t").replacen("---", "\t---", 1))),
        ("pem-escaped", Chain, text(&LEAF.replace('\n', "\\n"))),
        ("pem-on-one-line", Chain, text(&LEAF.replace('\n', " "))),
        ("pem-armour-missing", Chain, text(&base64_of(LEAF))),
        ("input-is-base64-of-pem", Chain, text(&encode(LEAF.as_bytes()))),
        ("pem-trusted-certificate", Anchors, text(TRUSTED)),
        ("certificate-malformed", Chain, text(&armour("CERTIFICATE", &[0x30, 3, 2, 1, 9]))),
        ("certificate-trailing-data", Chain, Piece::Bytes([der_of(LEAF), vec![10]].concat())),
        ("input-empty", Chain, text("\n")),
        ("input-too-large", Chain, text(&"x".repeat(LARGEST_INPUT + 1))),
        ("input-no-certificate", Chain, text("here it is")),
        ("input-no-crl", Crls, text("here it is")),
        ("input-findings-omitted", Chain, text(&REQUEST.repeat(MOST_FINDINGS + 1))),
        ("private-key-pasted", Chain, text(&armour("PRIVATE KEY", &private_key_der()))),
        ("input-is-csr", Chain, text(REQUEST)),
        ("input-is-public-key", Chain, text(PUBLIC_KEY)),
        ("input-is-crl", Chain, text(CRL)),
        ("input-is-certificate", Crls, text(LEAF)),
        ("input-is-html", Chain, text("<html></html>")),
        ("input-is-utf16", Chain, Piece::Bytes(utf16)),
        ("input-is-pkcs12", Chain, Piece::Bytes(pkcs12)),
        ("input-is-jks", Anchors, Piece::Bytes(vec![0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2])),
        ("input-is-archive", Chain, Piece::Bytes(b"PK\x03\x04\x14\0".to_vec())),
        ("input-is-binary", Chain, Piece::Bytes(vec![0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0])),
        ("input-is-ssh-key", Chain, text("ssh-rsa AAAAB3NzaC1yc2E me")),
        ("input-is-pgp", Chain, text("-----BEGIN PGP MESSAGE-----\n\nabcd\n-----END PGP MESSAGE-----\n")),
        ("input-is-ocsp-response", Chain, Piece::Bytes(vec![0x30, 7, 10, 1, 0, 0xa0, 2, 0x30, 0])),
        ("input-is-pkcs7-without-certificates", Chain, Piece::Bytes(enveloped)),
        ("input-is-printout", Chain, text("Serial Number: 1\nSignature Algorithm: x\nIssuer: CN = y\n")),
        ("input-is-hostname", Chain, text("example.com:443")),
        ("input-is-file-name", Anchors, text("/etc/ssl/certs/ca-certificates.crt")),
        ("input-is-error-text", Chain, text("Error: unable to verify the first certificate")),
        ("element-content-invalid", Chain, text(&two_in_an_element)),
        (
            "key-store-read",
            Chain,
            Piece::Bytes(include_bytes!("../../tests/paste/stores/keytool-trusted.jks").to_vec()),
        ),
        (
            "anchors-form",
            Anchors,
            Piece::Bytes(include_bytes!("../../tests/paste/stores/keytool-trusted.jks").to_vec()),
        ),
        ("input-is-json", Chain, text("{\"error\": \"not found\"}")),
    ]
}

#[test]
fn every_code_of_the_input_is_met_and_says_something_whole() {
    use crate::certificate::Bag;
    use crate::fault::PlaceKind;
    use crate::question::Language;

    let mut met = Vec::new();
    for (code, field, piece) in examples() {
        let reading = read(field, &Material(vec![piece]), &[]);
        let finding = reading.findings.iter().find(|finding| finding.code().as_str() == code);
        let finding = finding.unwrap_or_else(|| panic!("no {code} in {:?}", reading.said()));
        for language in [Language::English, Language::Chinese] {
            let (title, message) = crate::text::describe(finding, &Bag::default(), language);
            for text in [&title, &message] {
                assert!(!text.contains(['{', '}', '—']) && !text.is_empty(), "{code}: {text}");
            }
            assert!(
                message.ends_with(['.', '。']) || message.contains("openssl") || message.contains("keytool")
            );
            assert!(!title.ends_with(['.', '。']), "{title}");
        }
        met.push(finding.code());
    }
    // CRLs are read elsewhere, and what is not in the paste, or makes all of it no question, is found where all of it is read.
    let of_input = |code: &&Code| {
        let is_elsewhere = matches!(code, Code::AnchorsNotRead | Code::SeveralEndEntities);
        code.declaration().place == PlaceKind::Input
            && !code.as_str().starts_with("crl-")
            && !code.as_str().starts_with("ocsp-")
            // What is not in the paste is found once its certificates are read: see the cases.
            && !code.as_str().ends_with("-not-pasted")
            && !matches!(
                code,
                Code::CertificateOfAnotherUse | Code::CertificateNotSent | Code::ClientCertificateGiven
            )
            && !is_elsewhere
    };
    for code in Code::ALL.iter().filter(of_input) {
        assert!(met.contains(code), "{} has no example", code.as_str());
    }
}
