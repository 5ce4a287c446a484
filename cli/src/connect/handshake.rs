//! The handshake itself: every certificate is taken as it comes, and nothing is judged here.

use std::io::{self, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::{Arc, Mutex};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{
    AlertDescription, ClientConfig, ClientConnection, DigitallySignedStruct, Error, InvalidMessage,
    ProtocolVersion, SignatureScheme,
};

use super::target::Target;
use crate::args::{TlsVersion, Way};
use crate::failure::{Failure, Result};
use crate::words::say;

/// What a server sends about itself.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// Its certificates, DER, in the order sent.
    pub certificates: Vec<Vec<u8>>,
    /// The OCSP response that was stapled; empty where there was none.
    pub ocsp: Vec<u8>,
    /// `TLSv1.2` or `TLSv1.3`, where the handshake went so far.
    pub version: Option<&'static str>,
    /// The protocol that was agreed on (ALPN).
    pub alpn: Option<String>,
    /// Why the handshake did not come to its end, although the certificates came: the server wants one of the client, say.
    pub broke_off: Option<String>,
}

/// The certificate that is shown to a server, and its key.
pub struct Identity {
    certificates: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
}

impl Identity {
    /// Reads both files. What is wrong with them is told without a word of the key.
    pub fn read(certificates: &Path, key: &Path) -> Result<Self> {
        let bytes = crate::input::read(certificates)?;
        let certificates: Vec<_> =
            CertificateDer::pem_slice_iter(&bytes).filter_map(std::result::Result::ok).collect();
        if certificates.is_empty() {
            return Err(Failure::unanswerable(say!(
                "the client certificate's file holds no certificate in PEM",
                "客户端证书文件里没有 PEM 格式的证书"
            )));
        }
        let key = PrivateKeyDer::from_pem_slice(&crate::input::read(key)?).map_err(|_| {
            Failure::unanswerable(say!(
                "the client key's file holds no unencrypted private key in PEM",
                "客户端密钥文件里没有未加密的 PEM 私钥"
            ))
        })?;
        Ok(Self { certificates, key })
    }
}

/// Does the handshake and hands over what came.
pub fn take(mut stream: TcpStream, target: &Target, way: &Way, identity: Option<&Identity>) -> Result<Sent> {
    let seen = Arc::new(Witness::default());
    let mut config = configuration(way, identity, Arc::clone(&seen))?;
    config.alpn_protocols = way.alpn.iter().map(|name| name.clone().into_bytes()).collect();
    config.enable_sni = way.sni.as_deref() != Some("");
    // No session is kept: a resumed one would bring no certificates.
    config.resumption = rustls::client::Resumption::disabled();
    let name = way.sni.as_deref().filter(|name| !name.is_empty()).unwrap_or(&target.host);
    let name = ServerName::try_from(name.to_owned()).map_err(|_| {
        Failure::unanswerable(say!(
            "{name} is no name that can be asked for (SNI)",
            "{name} 不是可以用作 SNI 的名称"
        ))
    })?;
    let mut connection = ClientConnection::new(Arc::new(config), name).map_err(|error| {
        Failure::unanswerable(say!("the handshake cannot begin: {error}", "握手无法开始：{error}"))
    })?;
    let mut last: Vec<u8> = Vec::new();
    let outcome = drive(&mut connection, &mut stream, &mut last);
    let mut sent = seen.taken();
    sent.version = match connection.protocol_version() {
        Some(ProtocolVersion::TLSv1_2) => Some("TLSv1.2"),
        Some(ProtocolVersion::TLSv1_3) => Some("TLSv1.3"),
        _ => None,
    };
    sent.alpn = connection.alpn_protocol().map(|name| String::from_utf8_lossy(name).into_owned());
    connection.send_close_notify();
    let _ = connection.write_tls(&mut stream);
    match outcome {
        Ok(()) => Ok(sent),
        // The certificates are what was asked for; why the rest failed is told beside them.
        Err(why) if !sent.certificates.is_empty() => Ok(Sent { broke_off: Some(why), ..sent }),
        Err(why) => Err(Failure::unanswerable(format!("{}: {why}", target.shown()))),
    }
}

/// Reads and writes until the handshake is over. `last` holds the first octets that came.
fn drive(
    connection: &mut ClientConnection,
    stream: &mut TcpStream,
    last: &mut Vec<u8>,
) -> std::result::Result<(), String> {
    while connection.is_handshaking() {
        while connection.wants_write() {
            connection.write_tls(stream).map_err(|error| network_reason(&error))?;
        }
        if !connection.is_handshaking() {
            break;
        }
        let mut recorded = Recorded { stream, first: last };
        match connection.read_tls(&mut recorded) {
            Ok(0) => {
                return Err(say!(
                    "the server closed the connection during the handshake",
                    "服务器在握手期间关闭了连接"
                ));
            }
            Ok(_) => {}
            Err(error) => return Err(network_reason(&error)),
        }
        if let Err(error) = connection.process_new_packets() {
            let _ = connection.write_tls(stream);
            return Err(tls_reason(&error, last));
        }
    }
    // A server that wants a certificate refuses after its own part is over (TLS 1.3): give it the chance to say so.
    while connection.wants_write() {
        connection.write_tls(stream).map_err(|error| network_reason(&error))?;
    }
    Ok(())
}

/// Keeps the first octets that come, so that what is no TLS can be told.
struct Recorded<'a> {
    stream: &'a mut TcpStream,
    first: &'a mut Vec<u8>,
}

impl Read for Recorded<'_> {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(octets)?;
        if self.first.len() < 64 {
            self.first.extend(octets.iter().take(count.min(64)));
        }
        Ok(count)
    }
}

impl Write for Recorded<'_> {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.stream.write(octets)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// What went wrong on the line, in plain words.
pub fn network_reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut => say!("no answer in time", "没有及时应答"),
        ErrorKind::ConnectionRefused => {
            say!("nothing listens there (connection refused)", "那里没有服务在监听（连接被拒绝）")
        }
        ErrorKind::ConnectionReset | ErrorKind::BrokenPipe | ErrorKind::ConnectionAborted => {
            say!("the connection was reset", "连接被重置")
        }
        ErrorKind::UnexpectedEof => say!("the server closed the connection", "服务器关闭了连接"),
        _ => crate::input::reason(error),
    }
}

/// What went wrong in TLS, and what it most likely means.
fn tls_reason(error: &Error, first: &[u8]) -> String {
    match error {
        Error::InvalidMessage(_) | Error::InappropriateMessage { .. } if !is_tls(first) => not_tls(first),
        Error::InvalidMessage(InvalidMessage::UnknownProtocolVersion) => {
            say!(
                "the server speaks no version of TLS that is in use today (it is older than TLS 1.2)",
                "服务器不支持如今使用的任何 TLS 版本（比 TLS 1.2 更旧）"
            )
        }
        Error::AlertReceived(AlertDescription::ProtocolVersion) | Error::PeerIncompatible(_) => {
            say!(
                "the server speaks neither TLS 1.2 nor TLS 1.3: only something older, which clients no longer use",
                "服务器既不支持 TLS 1.2 也不支持 TLS 1.3，只支持客户端已不再使用的旧版本"
            )
        }
        Error::AlertReceived(AlertDescription::UnrecognisedName) => {
            say!(
                "the server knows no such name (alert unrecognized_name): --sni says which one to ask for",
                "服务器不认识这个名称（unrecognized_name 警报）：用 --sni 指定要请求的名称"
            )
        }
        Error::AlertReceived(AlertDescription::HandshakeFailure) => {
            say!(
                "the server found no cipher or group in common (alert handshake_failure); servers older than TLS 1.2 answer so too",
                "服务器没有找到共同的加密套件或密钥交换组（handshake_failure 警报）；比 TLS 1.2 更旧的服务器也会这样应答"
            )
        }
        Error::AlertReceived(AlertDescription::CertificateRequired) => {
            say!(
                "the server wants a certificate of the client: --client-cert",
                "服务器要求客户端证书：请用 --client-cert 提供"
            )
        }
        Error::AlertReceived(alert) => say!(
            "the server ended the handshake with the alert {alert:?}",
            "服务器以 {alert:?} 警报结束了握手"
        ),
        other => say!("the handshake failed: {other}", "握手失败：{other}"),
    }
}

/// A TLS record of type alert or handshake begins so.
fn is_tls(first: &[u8]) -> bool {
    matches!(first, [20..=23, 3, _, ..])
}

fn not_tls(first: &[u8]) -> String {
    let text: String =
        String::from_utf8_lossy(first).chars().take_while(|one| !one.is_control()).take(60).collect();
    let hint = if text.starts_with("HTTP/") {
        say!(": it speaks plain HTTP there", "：那里是明文 HTTP")
    } else if text.starts_with("220") {
        say!(
            ": it waits for STARTTLS (--starttls smtp, or ftp)",
            "：它在等待 STARTTLS（--starttls smtp 或 ftp）"
        )
    } else if text.starts_with("* OK") {
        say!(": it waits for STARTTLS (--starttls imap)", "：它在等待 STARTTLS（--starttls imap）")
    } else if text.starts_with("+OK") {
        say!(": it waits for STARTTLS (--starttls pop3)", "：它在等待 STARTTLS（--starttls pop3）")
    } else if text.starts_with("SSH-") {
        say!(": it is an SSH server", "：那是 SSH 服务器")
    } else {
        String::new()
    };
    say!("what answers is no TLS{hint}", "应答的不是 TLS{hint}")
}

fn configuration(way: &Way, identity: Option<&Identity>, seen: Arc<Witness>) -> Result<ClientConfig> {
    let versions: &[&rustls::SupportedProtocolVersion] = match way.tls {
        None => rustls::ALL_VERSIONS,
        Some(TlsVersion::Tls12) => &[&rustls::version::TLS12],
        Some(TlsVersion::Tls13) => &[&rustls::version::TLS13],
    };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    seen.set_provider(&provider);
    let builder = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .map_err(|error| Failure::broke(error.to_string()))?
        .dangerous()
        .with_custom_certificate_verifier(seen);
    match identity {
        None => Ok(builder.with_no_client_auth()),
        Some(identity) => builder
            .with_client_auth_cert(identity.certificates.clone(), identity.key.clone_key())
            .map_err(|_| {
                Failure::unanswerable(say!(
                    "the client certificate and its key do not belong together, or cannot be used",
                    "客户端证书与私钥不是一对，或者无法使用"
                ))
            }),
    }
}

/// Takes down what is sent. It trusts nothing, because nothing is sent to the server that would need trust.
#[derive(Debug, Default)]
struct Witness {
    seen: Mutex<Sent>,
    schemes: Mutex<Vec<SignatureScheme>>,
}

impl Witness {
    fn set_provider(&self, provider: &CryptoProvider) {
        if let Ok(mut schemes) = self.schemes.lock() {
            *schemes = provider.signature_verification_algorithms.supported_schemes();
            // Offered so that servers with such keys answer: their signatures are not looked at here.
            schemes.extend([SignatureScheme::ED448, SignatureScheme::ECDSA_NISTP521_SHA512]);
        }
    }

    fn taken(&self) -> Sent {
        self.seen.lock().map(|seen| seen.clone()).unwrap_or_default()
    }
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        ocsp: &[u8],
        _: UnixTime,
    ) -> std::result::Result<ServerCertVerified, Error> {
        if let Ok(mut seen) = self.seen.lock() {
            seen.certificates =
                std::iter::once(end_entity).chain(intermediates).map(|one| one.to_vec()).collect();
            seen.ocsp = ocsp.to_vec();
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.schemes.lock().map(|schemes| schemes.clone()).unwrap_or_default()
    }
}
