//! Makes the built-in Mozilla roots: of every certificate the part that its signature covers, and the fingerprint.
//!
//! A root's own signature proves nothing and does not compress: leaving it out saves more than half of the download,
//! and keeps what strict clients look at (dates, extensions, serial number), which a bare trust anchor does not have.

#![expect(clippy::unwrap_used, reason = "a build that cannot make the roots must stop")]

#[path = "src/certificate/der.rs"]
#[allow(dead_code, reason = "shared with the crate; only the outline is used here")]
mod der;

use std::fmt::Write;
use std::path::Path;

use sha2::{Digest, Sha256};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/certificate/der.rs");
    let out = std::env::var_os("OUT_DIR").unwrap();
    let (mut table, mut all) = (String::from("&[\n"), Vec::new());
    for certificate in webpki_root_certs::TLS_SERVER_ROOT_CERTS {
        let outline = der::CertificateOutline::read(certificate).unwrap();
        let anchor = webpki::anchor_from_trusted_cert(certificate).unwrap();
        let start = all.len();
        all.extend_from_slice(outline.tbs);
        let place = |part: &[u8]| {
            let offset = outline.tbs.windows(part.len()).position(|window| window == part).unwrap();
            format!("{}..{}", start + offset, start + offset + part.len())
        };
        let constraints = match &anchor.name_constraints {
            Some(part) => format!("Some({})", place(part)),
            None => "None".to_owned(),
        };
        let sha256: [u8; 32] = Sha256::digest(certificate).into();
        writeln!(
            table,
            "BuiltIn {{ tbs: {}, subject: {}, spki: {}, name_constraints: {constraints}, sha256: {sha256:?} }},",
            place(outline.tbs),
            place(&anchor.subject),
            place(&anchor.subject_public_key_info),
        )
        .unwrap();
    }
    table.push(']');
    std::fs::write(Path::new(&out).join("roots.bin"), all).unwrap();
    std::fs::write(Path::new(&out).join("roots.rs"), table).unwrap();
}
