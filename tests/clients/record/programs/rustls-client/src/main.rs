//! rustls with ring: reads targets as JSON on standard input, writes one answer a line.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use rustls::client::WebPkiServerVerifier;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, CertificateRevocationListDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore};
use serde::{Deserialize, Serialize};

type Failure = Box<dyn std::error::Error>;

#[derive(Deserialize)]
struct Target {
    id: String,
    host: String,
    port: u16,
    anchors: String,
    crls: String,
}

#[derive(Serialize)]
struct Answer {
    id: String,
    accepts: bool,
    error: Option<String>,
    code: Option<String>,
    depth: Option<usize>,
}

fn ask(target: &Target) -> Result<(), Failure> {
    let mut roots = RootCertStore::empty();
    if !target.anchors.is_empty() {
        for anchor in CertificateDer::pem_file_iter(&target.anchors)? {
            roots.add(anchor?)?;
        }
    }
    let config = if target.crls.is_empty() {
        ClientConfig::builder().with_root_certificates(roots)
    } else {
        let crls = CertificateRevocationListDer::pem_file_iter(&target.crls)?.collect::<Result<Vec<_>, _>>()?;
        let verifier = WebPkiServerVerifier::builder(Arc::new(roots)).with_crls(crls).build()?;
        ClientConfig::builder().with_webpki_verifier(verifier)
    }
    .with_no_client_auth();

    let address = (target.host.as_str(), target.port);
    let mut plain = TcpStream::connect(address)?;
    plain.set_read_timeout(Some(Duration::from_secs(10)))?;
    let name = ServerName::try_from(target.host.clone())?;
    let mut connection = ClientConnection::new(Arc::new(config), name)?;
    while connection.is_handshaking() {
        match connection.complete_io(&mut plain) {
            Ok(_) => {}
            // The alert still has to go out, and rustls' own error says more than the io::Error around it.
            Err(error) => {
                return Err(match error.downcast::<rustls::Error>() {
                    Ok(refusal) => refusal.into(),
                    Err(other) => other.into(),
                });
            }
        }
    }
    Ok(())
}

fn main() -> Result<(), Failure> {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let mut out = std::io::stdout();
    for target in serde_json::from_str::<Vec<Target>>(&input)? {
        let refusal = ask(&target).err().map(|error| error.to_string());
        let answer = Answer { id: target.id, accepts: refusal.is_none(), error: refusal, code: None, depth: None };
        writeln!(out, "{}", serde_json::to_string(&answer)?)?;
    }
    Ok(())
}
