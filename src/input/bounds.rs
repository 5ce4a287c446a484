//! Whatever is pasted, reading ends soon: time linear in the text, findings bounded.

use std::time::{Duration, Instant};

use super::tests::{LEAF, REQUEST, ROOT, base64_of, encode, read_chain, read_file};
use super::*;

/// A tenth of what is allowed: what grows faster than linear shows all the same.
const SIZE: usize = LARGEST_INPUT / 10;

/// Texts of a megabyte, each made to be slow for a reader that looks at anything twice too often.
fn adversaries() -> Vec<(&'static str, String)> {
    let fill = |piece: &str| piece.repeat(SIZE / piece.len());
    let leaf = base64_of(LEAF);
    let half = &leaf[..leaf.len() / 2];
    vec![
        ("hyphens", fill("-")),
        ("em dashes", fill("—")),
        ("line breaks", fill("\n")),
        ("blanks", fill(" ")),
        ("letters", fill("M")),
        ("base64", fill(&format!("{leaf}\n"))),
        ("base64 that announces more than there is", fill(&format!("MIIDdzCCAl{half} "))),
        ("lengths of ten megabytes", fill(&format!("MISAmJaAMA{} ", &half[..60]))),
        ("BEGIN without a label", fill("-----BEGIN ")),
        ("BEGIN and nothing else", fill("-----BEGIN CERTIFICATE-----")),
        ("BEGIN lines", fill("-----BEGIN CERTIFICATE-----\n")),
        ("END lines", fill("-----END CERTIFICATE-----\n")),
        ("END lines behind base64", fill(&format!("{half}\n-----END CERTIFICATE-----\n"))),
        ("empty blocks", fill("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n")),
        ("private keys", fill("-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA\n")),
        ("blocks that break off", fill(&format!("-----BEGIN CERTIFICATE-----\n{half}\n"))),
        ("bad characters", fill("-----BEGIN CERTIFICATE-----\nM*\n-----END CERTIFICATE-----")),
        ("backslashes", fill("\\")),
        ("backslashes in a block", format!("-----BEGIN CERTIFICATE-----\n{}", fill("\\")[100..].to_owned())),
        ("tags in a block", format!("-----BEGIN CERTIFICATE-----\n{}", fill("<")[100..].to_owned())),
        ("entities in a block", format!("-----BEGIN CERTIFICATE-----\n{}", fill("&")[100..].to_owned())),
        ("prefixed lines", fill("> -----BEGIN CERTIFICATE-----\n> MIIB\n")),
        ("requests", fill(REQUEST)),
        ("certificates", fill(&format!("{LEAF}{ROOT}"))),
        ("certificates on one line", fill(&LEAF.replace('\n', " "))),
        ("certificates in base64", fill(&format!("{} ", encode(LEAF.as_bytes())))),
        ("base64 of BEGIN", fill(&format!("{} ", encode(&b"-----BEGIN CERTIFICATE-----\n".repeat(2))))),
        ("hexadecimal digits", fill("30 82 01 81 ")),
        ("dump", fill("00000000: 3082 0181 3082 0128\n")),
        ("nested brackets", fill("[")),
        ("host", fill("a.")),
        ("path", fill("/a")),
        ("errors", fill("error: certificate verify failed: unable to get local issuer certificate\n")),
        ("nothing visible", fill("\u{200b}")),
        ("zeros", fill("\0M")),
    ]
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test of time has to look at the clock")]
fn a_megabyte_of_anything_is_read_soon() {
    // Unoptimised and on a busy machine. Looking at everything once for each block would take minutes.
    let limit = Duration::from_secs(10);
    for (name, text) in adversaries() {
        let start = Instant::now();
        let reading = read_chain(&text);
        let taken = start.elapsed();
        println!("{name}: {taken:?}, {} findings", reading.findings.len());
        assert!(taken < limit, "{name} took {taken:?}");
        assert!(reading.certificates.len() <= MOST_ENTRIES, "{name}");
        assert!(reading.findings.len() <= 4 * (MOST_FINDINGS + 1), "{name}: {}", reading.findings.len());
    }
}

#[test]
fn nested_lengths_are_walked_once() {
    // Definite lengths, each as long as what is left, and indefinite ones that never end.
    let mut bomb = Vec::new();
    for depth in 0_u32..200_000 {
        bomb.extend([0x30, 0x83]);
        bomb.extend(&(1_000_000 - 5 * depth).to_be_bytes()[1..]);
    }
    assert!(read_file(&bomb).certificates.is_empty());
    assert!(read_file(&[0x30, 0x80].repeat(1_000_000)).certificates.is_empty());
    assert!(read_file(&[0x30, 0x82, 0xff, 0xff].repeat(1_000_000)).certificates.is_empty());
}
