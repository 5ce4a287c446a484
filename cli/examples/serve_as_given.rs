//! TLS servers that send certificates as they are given, whatever is in them: for asking real clients about odd ones.
//!
//! Reads lines `port TAB chain.pem TAB key.pem`, says `ready` when all ports of 127.0.0.1 are open, and ends with standard input. The chain is
//! not looked at; the key signs the handshake.

use std::io::{self, BufRead as _, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert, ServerConfig};
use rustls::sign::CertifiedKey;
use rustls::{ServerConnection, Stream};

type Failure = Box<dyn std::error::Error>;

const PATIENCE: Duration = Duration::from_secs(10);
const LONGEST_REQUEST: usize = 65536;

#[derive(Debug)]
struct Always(Arc<CertifiedKey>);

impl ResolvesServerCert for Always {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0))
    }
}

fn configured(chain: &str, key: &str) -> Result<Arc<ServerConfig>, Failure> {
    let chain: Vec<_> = CertificateDer::pem_file_iter(Path::new(chain))?.collect::<Result<_, _>>()?;
    let key = ring::sign::any_supported_type(&PrivateKeyDer::from_pem_file(Path::new(key))?)?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(Always(Arc::new(CertifiedKey::new(chain, key)))));
    Ok(Arc::new(config))
}

/// One request, one answer, and a goodbye: without it some clients speak of a premature end.
fn answer(config: Arc<ServerConfig>, mut socket: TcpStream) -> Result<(), Failure> {
    socket.set_read_timeout(Some(PATIENCE))?;
    socket.set_write_timeout(Some(PATIENCE))?;
    let mut connection = ServerConnection::new(config)?;
    let mut stream = Stream::new(&mut connection, &mut socket);
    let (mut request, mut some) = (Vec::new(), [0; 4096]);
    while request.len() < LONGEST_REQUEST && !request.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut some)? {
            0 => break,
            count => request.extend_from_slice(some.get(..count).unwrap_or_default()),
        }
    }
    let found = if request.windows(6).any(|start| start == b"GET / ") { "200 OK" } else { "404 Not Found" };
    write!(stream, "HTTP/1.1 {found}\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n")?;
    stream.conn.send_close_notify();
    stream.flush()?;
    Ok(())
}

fn main() -> Result<(), Failure> {
    let mut lines = io::stdin().lock().lines();
    while let Some(line) = lines.next().transpose()?.filter(|line| !line.is_empty()) {
        let mut fields = line.split('\t');
        let mut field = || fields.next().ok_or("port, chain and key are wanted");
        let (port, config) = (field()?.parse::<u16>()?, configured(field()?, field()?)?);
        let listener = TcpListener::bind(("127.0.0.1", port))?;
        thread::spawn(move || {
            for socket in listener.incoming().flatten() {
                let config = Arc::clone(&config);
                thread::spawn(move || answer(config, socket).ok());
            }
        });
    }
    println!("ready");
    // Until whoever started it is gone.
    lines.for_each(drop);
    Ok(())
}
