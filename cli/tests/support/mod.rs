//! What the suites share: certificates made on the spot, servers on loopback, the program run as a user would.
#![allow(dead_code, missing_docs, reason = "each suite uses a part")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A time at which everything that is made here is valid.
pub const AT: &str = "2026-06-01T12:00:00Z";

pub struct Authority {
    params: CertificateParams,
    key: KeyPair,
    pub der: Vec<u8>,
    pub pem: String,
}

pub struct Identity {
    pub der: Vec<u8>,
    pub pem: String,
    pub key: Vec<u8>,
    pub key_pem: String,
}

fn params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = rcgen::date_time_ymd(2026, 1, 1);
    params.not_after = rcgen::date_time_ymd(2026, 12, 1);
    params
}

fn ca_params(name: &str) -> CertificateParams {
    let mut params = params(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.not_after = rcgen::date_time_ymd(2036, 1, 1);
    params
}

impl Authority {
    pub fn root(name: &str) -> Self {
        let (params, key) = (ca_params(name), KeyPair::generate().unwrap());
        let certificate = params.self_signed(&key).unwrap();
        Self { der: certificate.der().to_vec(), pem: certificate.pem(), params, key }
    }

    /// A root as old programs made them: basicConstraints not critical, neither keyUsage nor key identifiers.
    pub fn bare_root(name: &str) -> Self {
        let (mut params, key) = (params(name), KeyPair::generate().unwrap());
        params.not_after = rcgen::date_time_ymd(2036, 1, 1);
        let constraints =
            rcgen::CustomExtension::from_oid_content(&[2, 5, 29, 19], vec![0x30, 3, 1, 1, 0xff]);
        params.custom_extensions.push(constraints);
        let certificate = params.self_signed(&key).unwrap();
        let (der, pem) = (certificate.der().to_vec(), certificate.pem());
        // What signs with it later wants to know that it is a CA.
        params.custom_extensions.clear();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self { der, pem, params, key }
    }

    pub fn intermediate(&self, name: &str) -> Self {
        let (mut params, key) = (ca_params(name), KeyPair::generate().unwrap());
        params.use_authority_key_identifier_extension = true;
        let certificate = params.signed_by(&key, &Issuer::from_params(&self.params, &self.key)).unwrap();
        Self { der: certificate.der().to_vec(), pem: certificate.pem(), params, key }
    }

    pub fn server(&self, names: &[&str]) -> Identity {
        self.issue(names, None)
    }

    /// The same with one more extension.
    pub fn server_with(&self, names: &[&str], oid: &[u64], content: Vec<u8>) -> Identity {
        self.issue(names, Some(rcgen::CustomExtension::from_oid_content(oid, content)))
    }

    fn issue(&self, names: &[&str], extension: Option<rcgen::CustomExtension>) -> Identity {
        let mut params = params(names[0]);
        params.custom_extensions.extend(extension);
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        params.subject_alt_names = CertificateParams::new(names).unwrap().subject_alt_names;
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.use_authority_key_identifier_extension = true;
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &Issuer::from_params(&self.params, &self.key)).unwrap();
        Identity {
            der: certificate.der().to_vec(),
            pem: certificate.pem(),
            key: key.serialize_der(),
            key_pem: key.serialize_pem(),
        }
    }
}

/// A folder of the test's own, removed afterwards.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("chainwhy-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The program with nothing of the caller's environment that it would heed.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chainwhy"));
    command.env_clear().env("PATH", "/nonexistent").env("LANG", "C").env("HOME", "/nonexistent");
    command
}

pub fn run(arguments: &[&str]) -> Ran {
    Ran::of(program().args(arguments).output().unwrap())
}

pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The words, whatever lines they were wrapped into.
    pub fn words(&self) -> String {
        self.out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

pub fn server_config(chain: &[&[u8]], key: &[u8]) -> Arc<ServerConfig> {
    let chain: Vec<CertificateDer<'static>> =
        chain.iter().map(|der| CertificateDer::from(der.to_vec())).collect();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.to_vec()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    Arc::new(builder.with_no_client_auth().with_single_cert(chain, key).unwrap())
}

/// Serves each connection with a function, on a port of its own; ends with the test.
pub fn serve(answer: impl Fn(TcpStream) + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let answer = Arc::new(answer);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = Arc::clone(&answer);
            thread::spawn(move || {
                let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
                answer(stream);
            });
        }
    });
    address
}

/// TLS to its end on a connection.
pub fn speak_tls(stream: TcpStream, config: &Arc<ServerConfig>) {
    let connection = ServerConnection::new(Arc::clone(config)).unwrap();
    let mut tls = StreamOwned::new(connection, stream);
    let mut octet = [0];
    let _ = tls.read(&mut octet);
    let _ = tls.flush();
}

pub fn tls_server(config: Arc<ServerConfig>) -> SocketAddr {
    serve(move |stream| speak_tls(stream, &config))
}

/// A line of a clear-text dialogue.
pub fn read_line(stream: &mut TcpStream) -> String {
    let mut line = Vec::new();
    let mut octet = [0];
    while stream.read(&mut octet).is_ok_and(|count| count == 1) && octet != *b"\n" {
        line.push(octet[0]);
    }
    String::from_utf8_lossy(&line).trim_end().to_owned()
}

pub fn exists(path: &Path) -> bool {
    path.exists()
}
