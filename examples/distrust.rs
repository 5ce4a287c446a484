//! Writes the table of Mozilla's roots that are trusted only for what was issued up to a day, from NSS's list of roots:
//!
//! `cargo run --example distrust -- certdata.txt "NSS 3.132" > src/root_history/mozilla.rs`
//!
//! `certdata.txt` is `lib/ckfw/builtins/certdata.txt` of NSS, which distributions' sources of `nss` and `ca-certificates` hold.

use std::process::ExitCode;

use sha2::{Digest, Sha256};

/// The octets of `NAME MULTILINE_OCTAL … END` in an object.
fn octets(object: &str, name: &str) -> Option<Vec<u8>> {
    let (_, rest) = object.split_once(&format!("{name} MULTILINE_OCTAL\n"))?;
    let (digits, _) = rest.split_once("\nEND")?;
    digits.split('\\').skip(1).map(|octet| u8::from_str_radix(octet.trim(), 8).ok()).collect()
}

/// The last day whose certificates are trusted: `YYMMDDHHMMSSZ` is its last second, or the first of the next.
fn day(time: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(time).ok()?;
    let part = |from: usize| text.get(from..from + 2)?.parse::<u8>().ok();
    let month = time::Month::try_from(part(2)?).ok()?;
    let day = time::Date::from_calendar_date(2000 + i32::from(part(0)?), month, part(4)?).ok()?;
    match text.get(6..)? {
        "235959Z" => Some(day.to_string()),
        "000000Z" => Some(day.previous_day()?.to_string()),
        _ => None,
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, version] = arguments.as_slice() else {
        eprintln!("distrust CERTDATA VERSION");
        return ExitCode::FAILURE;
    };
    let Ok(list) = std::fs::read_to_string(file) else {
        eprintln!("{file} cannot be read");
        return ExitCode::FAILURE;
    };
    let mut rows = Vec::new();
    for object in list.split("CKA_CLASS CK_OBJECT_CLASS CKO_CERTIFICATE\n").skip(1) {
        let Some(time) = octets(object, "CKA_NSS_SERVER_DISTRUST_AFTER") else { continue };
        let (Some(certificate), Some(day)) = (octets(object, "CKA_VALUE"), day(&time)) else {
            eprintln!("a root cannot be read, or is distrusted from within a day");
            return ExitCode::FAILURE;
        };
        let label = object.split('"').nth(1).unwrap_or_default();
        let sha256: String =
            Sha256::digest(&certificate).iter().map(|octet| format!("{octet:02x}")).collect();
        rows.push(format!(
            "    // {}\n    (\"{sha256}\", \"{day}\"),\n",
            label.trim_matches(|letter: char| letter.is_control() || letter == ' ')
        ));
    }
    rows.sort();
    println!(
        "//! Roots of Mozilla's list that are trusted only for servers' certificates issued up to a day, that day included"
    );
    println!(
        "//! (CKA_NSS_SERVER_DISTRUST_AFTER of {version}): SHA-256 and day. Written by `examples/distrust.rs`.\n"
    );
    println!("/// The list that it is taken from.\npub(super) const VERSION: &str = \"{version}\";\n");
    print!("pub(super) static TRUSTED_UP_TO: &[(&str, &str)] = &[\n{}];\n", rows.concat());
    ExitCode::SUCCESS
}
