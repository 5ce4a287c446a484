//! A forged signature is accepted by nobody: whichever the algorithm, whichever link of the path, no row says so, and neither
//! does the verdict.
#![cfg(not(target_arch = "wasm32"))]

use std::path::Path;

use base64ct::{Base64, Encoding as _};
use chainwhy::question::{Anchors, At, Material, Piece, Question};
use chainwhy::report::{Report, Verdict};

/// Ways to sign that are not worked out here: whoever takes them is not known to accept.
const UNDECIDED: &[&str] = &["p256-sha3-256", "rsa-sha3-256"];

fn chains() -> Vec<(String, Vec<Vec<u8>>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forged");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "pem")).collect();
    files.sort();
    let read = |path: std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(path).unwrap();
        let blocks = text.split("-----BEGIN CERTIFICATE-----").skip(1).map(|block| {
            let base64: String = block.split("-----").next().unwrap().split_whitespace().collect();
            Base64::decode_vec(&base64).unwrap()
        });
        (name, blocks.collect())
    };
    files.into_iter().map(read).collect()
}

fn ask(sent: &[Vec<u8>], root: &[u8]) -> Report {
    let piece = |der: &[u8]| Piece::Bytes(der.to_vec());
    chainwhy::explain(&Question {
        chain: Material(sent.iter().map(|der| piece(der)).collect()),
        anchors: Anchors { mozilla: false, pasted: Some(Material(vec![piece(root)])) },
        server_name: Some("www.example.com".to_owned()),
        at: At::Text("2026-06-01T12:00:00Z".to_owned()),
        ..Question::default()
    })
}

fn accepting(report: &Report) -> Vec<&str> {
    report.clients.iter().filter(|row| row.accepts == Some(true)).map(|row| row.client).collect()
}

#[test]
fn a_changed_signature_is_accepted_by_nobody() {
    let chains = chains();
    assert!(chains.len() > 30);
    for (name, chain) in &chains {
        let [leaf, intermediate, root] = chain.as_slice() else { panic!("{name}") };
        for forged in 0..2 {
            // The signature stands at the end. In the last octets lie the salt of PSS, s of ECDSA, the numbers of EdDSA.
            for (octet, bit) in [(1, 0), (1, 7), (9, 3), (24, 5), (33, 1), (40, 6)] {
                let mut sent = vec![leaf.clone(), intermediate.clone()];
                let at = sent[forged].len() - octet;
                sent[forged][at] ^= 1 << bit;
                let report = ask(&sent, root);
                let what = format!("{name}, certificate {forged}, octet {octet} from the end, bit {bit}");
                assert_eq!(report.verdict, Verdict::Untrusted, "{what}");
                assert_eq!(accepting(&report), [""; 0], "{what}");
                assert!(!report.remarks.concat().contains("is accepted by"), "{what}: {:?}", report.remarks);
                for row in report.clients.iter().filter(|row| row.accepts.is_none()) {
                    assert!(row.why.is_some(), "{what}: {} does not say why", row.client);
                }
            }
        }
    }
}

#[test]
fn what_cannot_be_worked_out_is_not_known_and_what_can_is() {
    for (name, chain) in chains() {
        let [leaf, intermediate, root] = chain.as_slice() else { panic!("{name}") };
        let report = ask(&[leaf.clone(), intermediate.clone()], root);
        let openssl = report.clients.iter().find(|row| row.client == "python-ssl-3.12").unwrap();
        let undecided = UNDECIDED.contains(&name.as_str());
        // Security level 2 refuses SHA-1 whatever the signature, and DSA with SHA-512 is none to OpenSSL 3.0.
        let refused = ["rsa-sha1", "p256-sha1", "pss-sha1-20", "dsa3072-sha512"].contains(&name.as_str());
        let expected = if undecided { None } else { Some(!refused) };
        // OpenSSL 3.0 knows no ML-DSA.
        if !name.starts_with("ml-dsa") {
            assert_eq!(openssl.accepts, expected, "{name}: {:?}", openssl.error);
        }
        // Of the rarer ways the others take fewer: GnuTLS has P-224, DSA and Ed448, Java the last two, Go P-224.
        let accepts = |client: &str| report.clients.iter().find(|row| row.client == client).unwrap().accepts;
        let by_few = |clients: [(&str, bool); 6]| {
            for (client, expected) in clients {
                assert_eq!(accepts(client), Some(expected), "{name}, {client}");
            }
        };
        let clients = ["gnutls", "java-17", "go", "chrome", "firefox", "rustls"];
        let few = |taking: &[&str]| by_few(clients.map(|client| (client, taking.contains(&client))));
        match name.as_str() {
            "p224" => few(&["gnutls", "go"]),
            "dsa" | "dsa3072-sha512" | "ed448" => few(&["gnutls", "java-17"]),
            name if name.starts_with("brainpool") || name == "secp256k1" => few(&[]),
            _ => {}
        }
        if openssl.accepts.is_none() {
            let reason = openssl.reason.as_ref().unwrap();
            assert_eq!(
                (reason.check, reason.certificates.first().map(String::as_str)),
                ("signature", Some("c1"))
            );
        }
    }
}
