//! `chainwhy connect` against servers on loopback that are set up wrong in every way that people meet.
#![allow(missing_docs, reason = "a test")]

mod support;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use support::{AT, Authority, Folder, program, read_line, run, serve, server_config, speak_tls, tls_server};

struct World {
    root: Authority,
    intermediate: Authority,
    folder: Folder,
    anchors: String,
}

fn world(name: &str) -> World {
    let root = Authority::root("Acme Root CA");
    let intermediate = root.intermediate("Acme TLS CA");
    let folder = Folder::new(name);
    let anchors = folder.write("root.pem", &root.pem);
    World { root, intermediate, folder, anchors }
}

impl World {
    fn connect(&self, address: SocketAddr, more: &[&str]) -> support::Ran {
        let target = address.to_string();
        let mut arguments =
            vec!["connect", &target, "--anchors", &self.anchors, "--at", AT, "--timeout", "5"];
        arguments.extend(more);
        run(&arguments)
    }
}

#[test]
fn a_whole_chain_is_trusted_and_the_chain_is_what_was_sent() {
    let world = world("whole");
    let server = world.intermediate.server(&["localhost", "127.0.0.1"]);
    let address = tls_server(server_config(&[&server.der, &world.intermediate.der], &server.key));
    for version in ["1.2", "1.3"] {
        let ran = world.connect(address, &["--tls", version]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
        assert!(ran.words().contains(&format!("sent 2 certificates over TLSv{version}")), "{}", ran.out);
        assert!(ran.out.contains("✓ Trusted"), "{}", ran.out);
    }
    let pem = world.connect(address, &["--pem"]);
    assert_eq!(pem.out.matches("BEGIN CERTIFICATE").count(), 2);
}

#[test]
fn a_server_that_leaves_its_intermediate_out_is_told_so_on_one_screen() {
    let world = world("missing");
    let server = world.intermediate.server(&["localhost", "127.0.0.1"]);
    let address = tls_server(server_config(&[&server.der], &server.key));
    let ran = world.connect(address, &[]);
    assert_eq!(ran.status, 1, "{}", ran.out);
    assert!(ran.words().contains("was issued by “Acme TLS CA”"), "{}", ran.out);
    assert!(ran.out.contains("issuer-not-found"), "{}", ran.out);
    assert!(ran.out.lines().count() <= 24, "{}", ran.out);
}

#[test]
fn a_chain_for_another_name_and_an_unknown_root_are_told_apart() {
    let world = world("names");
    let server = world.intermediate.server(&["other.example"]);
    let address = tls_server(server_config(&[&server.der, &world.intermediate.der], &server.key));
    let ran = world.connect(address, &["--json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["findings"][0]["code"], "name-mismatch", "{}", ran.out);
    // The certificate's own name, asked for as one would with SNI.
    assert_eq!(world.connect(address, &["--host", "other.example", "--sni", "other.example"]).status, 0);
    let stranger = Authority::root("Stranger CA");
    let anchors = world.folder.write("stranger.pem", &stranger.pem);
    let target = address.to_string();
    let ran =
        run(&["connect", &target, "--anchors", &anchors, "--host", "other.example", "--at", AT, "--json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["findings"][0]["code"], "issuer-not-found", "{}", ran.out);
}

#[test]
fn what_is_no_tls_is_told_as_what_it_is() {
    let world = world("clear");
    let http = serve(|mut stream| {
        let mut request = [0; 512];
        let _ = stream.read(&mut request);
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    });
    let smtp = serve(|mut stream| {
        let _ = stream.write_all(b"220 mail.example ESMTP\r\n");
        let _ = read_line(&mut stream);
    });
    // A TLS 1.0 server refuses the versions that are offered: alert protocol_version (RFC 8446 §6.2).
    let old = serve(|mut stream| {
        let mut hello = [0; 512];
        let _ = stream.read(&mut hello);
        let _ = stream.write_all(&[21, 3, 1, 0, 2, 2, 70]);
        thread::sleep(Duration::from_millis(200));
    });
    let unknown_name = serve(|mut stream| {
        let mut hello = [0; 512];
        let _ = stream.read(&mut hello);
        let _ = stream.write_all(&[21, 3, 3, 0, 2, 2, 112]);
        thread::sleep(Duration::from_millis(200));
    });
    let resetting = serve(|mut stream| {
        let mut hello = [0; 16];
        let _ = stream.read(&mut hello);
        drop(stream);
    });
    let silent = serve(|stream| {
        thread::sleep(Duration::from_secs(8));
        drop(stream);
    });
    for (address, word, more) in [
        (http, "plain HTTP", vec![]),
        (smtp, "STARTTLS", vec![]),
        (old, "neither TLS 1.2 nor TLS 1.3", vec![]),
        (unknown_name, "unrecognized_name", vec![]),
        (resetting, "closed the connection|reset", vec![]),
        (silent, "no answer in time", vec!["--timeout", "1"]),
    ] {
        let target = address.to_string();
        let mut arguments = vec!["connect", target.as_str(), "--anchors", &world.anchors];
        arguments.extend(more);
        let ran = run(&arguments);
        assert_eq!(ran.status, 2, "{word}: {}{}", ran.out, ran.err);
        assert_eq!(ran.out, "", "{word}");
        assert_eq!(ran.err.lines().count(), 1, "{word}: {}", ran.err);
        assert!(word.split('|').any(|word| ran.err.contains(word)), "{word}: {}", ran.err);
    }
    let closed = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap()
    };
    let ran = run(&["connect", &closed.to_string()]);
    assert!(ran.status == 2 && ran.err.contains("nothing listens there"), "{}", ran.err);
    let ran = run(&["connect", "no-such-host.invalid"]);
    assert!(ran.status == 2 && ran.err.contains("cannot be resolved"), "{}", ran.err);
}

#[test]
fn a_server_that_wants_a_certificate_still_shows_its_own() {
    let world = world("client-certificate");
    let server = world.intermediate.server(&["localhost", "127.0.0.1"]);
    let mut roots = rustls::RootCertStore::empty();
    roots.add(rustls::pki_types::CertificateDer::from(world.root.der.clone())).unwrap();
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let verifier =
        rustls::server::WebPkiClientVerifier::builder_with_provider(roots.into(), provider.clone())
            .build()
            .unwrap();
    let chain = [&server.der, &world.intermediate.der]
        .map(|der| rustls::pki_types::CertificateDer::from(der.clone()));
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(server.key.clone());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(verifier)
        .with_single_cert(chain.to_vec(), key.into())
        .unwrap();
    let address = tls_server(std::sync::Arc::new(config));
    for version in ["1.2", "1.3"] {
        let ran = world.connect(address, &["--tls", version]);
        assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
        assert!(ran.out.contains("✓ Trusted"), "{}", ran.out);
    }
    let certificate = world.folder.write("client.pem", &server.pem);
    let key = world.folder.write("client.key", &server.key_pem);
    let ran = world.connect(address, &["--client-cert", &certificate, "--client-key", &key]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    let ran = world.connect(address, &["--client-cert", &certificate, "--client-key", &certificate]);
    assert_eq!(ran.status, 2);
    assert!(!ran.err.contains("MII"), "{}", ran.err);
}

/// What each protocol says in the clear, up to where TLS begins.
fn dialogue(protocol: &str, stream: &mut TcpStream) {
    let mut say = |octets: &[u8]| {
        let _ = stream.write_all(octets);
    };
    match protocol {
        "smtp" => {
            say(b"220-mail.example\r\n220 ready\r\n");
            let _ = read_line(stream);
            let _ = stream.write_all(b"250-mail.example\r\n250-SIZE 1000\r\n250 STARTTLS\r\n");
            let _ = read_line(stream);
            let _ = stream.write_all(b"220 go ahead\r\n");
        }
        "imap" => {
            say(b"* OK ready\r\n");
            let _ = read_line(stream);
            let _ = stream.write_all(b"* CAPABILITY IMAP4rev1\r\na1 OK begin\r\n");
        }
        "pop3" => {
            say(b"+OK ready\r\n");
            let _ = read_line(stream);
            let _ = stream.write_all(b"+OK begin\r\n");
        }
        "ftp" => {
            say(b"220 ready\r\n");
            let _ = read_line(stream);
            let _ = stream.write_all(b"234 begin\r\n");
        }
        "ldap" => {
            let mut request = [0; 31];
            let _ = stream.read_exact(&mut request);
            let _ = stream.write_all(b"\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\x00\x04\x00\x04\x00");
        }
        "xmpp" => {
            let mut read = Vec::new();
            let mut octet = [0];
            while !String::from_utf8_lossy(&read).contains("streams'>")
                && stream.read(&mut octet).is_ok_and(|n| n == 1)
            {
                read.push(octet[0]);
            }
            let _ = stream.write_all(
                b"<?xml version='1.0'?><stream:stream xmlns='jabber:client'><stream:features><starttls \
                  xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>",
            );
            let mut read = Vec::new();
            while !read.ends_with(b"/>") && stream.read(&mut octet).is_ok_and(|n| n == 1) {
                read.push(octet[0]);
            }
            let _ = stream.write_all(b"<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        }
        "postgres" => {
            let mut request = [0; 8];
            let _ = stream.read_exact(&mut request);
            let _ = stream.write_all(b"S");
        }
        "mysql" => {
            let mut greeting = vec![10];
            greeting.extend(b"8.0.36\0");
            greeting.extend([1, 0, 0, 0]);
            greeting.extend(b"12345678\0");
            greeting.extend((0x0800_u16 | 0x8000).to_le_bytes());
            greeting.extend([45, 2, 0, 0xff, 0xff, 21]);
            let mut packet = u32::try_from(greeting.len()).unwrap().to_le_bytes().to_vec();
            packet[3] = 0;
            packet.extend(greeting);
            let _ = stream.write_all(&packet);
            let mut request = [0; 36];
            let _ = stream.read_exact(&mut request);
        }
        other => panic!("{other}"),
    }
}

#[test]
fn every_kind_of_starttls_leads_to_the_chain() {
    let world = world("starttls");
    let server = world.intermediate.server(&["localhost", "127.0.0.1"]);
    let config = server_config(&[&server.der, &world.intermediate.der], &server.key);
    for protocol in ["smtp", "imap", "pop3", "ftp", "ldap", "xmpp", "postgres", "mysql"] {
        let config = config.clone();
        let address = serve(move |mut stream| {
            dialogue(protocol, &mut stream);
            speak_tls(stream, &config);
        });
        let ran = world.connect(address, &["--starttls", protocol]);
        assert_eq!(ran.status, 0, "{protocol}: {}{}", ran.out, ran.err);
    }
}

#[test]
fn a_server_without_starttls_is_told_so() {
    let world = world("no-starttls");
    let smtp = serve(|mut stream| {
        let _ = stream.write_all(b"220 ready\r\n");
        let _ = read_line(&mut stream);
        let _ = stream.write_all(b"250 SIZE 1000\r\n");
        let _ = read_line(&mut stream);
    });
    let postgres = serve(|mut stream| {
        let mut request = [0; 8];
        let _ = stream.read_exact(&mut request);
        let _ = stream.write_all(b"N");
    });
    for (address, protocol, word) in
        [(smtp, "smtp", "does not offer it"), (postgres, "postgres", "ssl = off")]
    {
        let ran = world.connect(address, &["--starttls", protocol]);
        assert!(ran.status == 2 && ran.err.contains(word), "{protocol}: {}", ran.err);
    }
}

/// A proxy that wants a password, and passes on or answers itself.
fn proxy(inspecting: Option<std::sync::Arc<rustls::ServerConfig>>) -> SocketAddr {
    serve(move |mut stream| {
        let mut target = String::new();
        let mut authorised = false;
        loop {
            let line = read_line(&mut stream);
            if line.is_empty() {
                break;
            }
            if let Some(rest) = line.strip_prefix("CONNECT ") {
                target = rest.split(' ').next().unwrap().to_owned();
            }
            authorised |= line == "Proxy-Authorization: Basic dXNlcjpzZWNyZXQ=";
        }
        if !authorised {
            let _ = stream.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
            return;
        }
        let _ = stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n");
        if let Some(config) = &inspecting {
            speak_tls(stream, config);
            return;
        }
        let Ok(upstream) = TcpStream::connect(&target) else { return };
        let (mut from, mut to) = (stream.try_clone().unwrap(), upstream.try_clone().unwrap());
        thread::spawn(move || std::io::copy(&mut from, &mut to));
        let (mut from, mut to) = (upstream, stream);
        let _ = std::io::copy(&mut from, &mut to);
    })
}

#[test]
fn a_proxy_is_gone_through_and_one_that_inspects_is_found_out() {
    let world = world("proxy");
    let server = world.intermediate.server(&["localhost", "127.0.0.1"]);
    let origin = tls_server(server_config(&[&server.der, &world.intermediate.der], &server.key));
    let inspector = Authority::root("Corp Inspection CA");
    let forged = inspector.server(&["localhost", "127.0.0.1"]);
    let honest = proxy(None);
    let inspecting = proxy(Some(server_config(&[&forged.der], &forged.key)));
    let url = |address: SocketAddr| format!("http://user:secret@{address}");

    let ran = world.connect(origin, &["--proxy", &url(honest)]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert!(ran.words().contains("through the proxy") && !ran.out.contains("secret"), "{}", ran.out);

    let ran = world.connect(origin, &["--proxy", &format!("http://{honest}")]);
    assert!(ran.status == 2 && ran.err.contains("407"), "{}", ran.err);

    let ran = world.connect(origin, &["--proxy", &url(inspecting), "--via-proxy-and-direct"]);
    assert_eq!(ran.status, 1, "{}{}", ran.out, ran.err);
    assert!(ran.words().contains("it inspects TLS"), "{}", ran.out);
    assert!(ran.words().contains("Corp Inspection CA"), "{}", ran.out);

    let ran = world.connect(origin, &["--proxy", &url(honest), "--via-proxy-and-direct"]);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert!(ran.words().contains("the proxy passes TLS on"), "{}", ran.out);

    // The environment names one, and excepts hosts from it.
    let through = |name: &str, value: &str, except: &str| {
        let target = origin.to_string();
        let output = program()
            .env(name, value)
            .env("NO_PROXY", except)
            .args(["connect", &target, "--anchors", &world.anchors, "--at", AT])
            .output();
        support::Ran::of(output.unwrap())
    };
    assert!(through("HTTPS_PROXY", &url(honest), "").out.contains("through the proxy"));
    assert!(!through("HTTPS_PROXY", &url(honest), "127.0.0.0/8").out.contains("through the proxy"));
}

/// authorityInfoAccess with one caIssuers address (RFC 5280 §4.2.2.1), by hand.
fn issuers_at(url: &str) -> Vec<u8> {
    let mut access = vec![0x06, 8, 0x2b, 6, 1, 5, 5, 7, 48, 2, 0x86, u8::try_from(url.len()).unwrap()];
    access.extend(url.as_bytes());
    let mut one = vec![0x30, u8::try_from(access.len()).unwrap()];
    one.extend(access);
    let mut all = vec![0x30, u8::try_from(one.len()).unwrap()];
    all.extend(one);
    all
}

const AUTHORITY_INFO_ACCESS: &[u64] = &[1, 3, 6, 1, 5, 5, 7, 1, 1];

/// The server sees a handshake and a farewell; the address in its certificate, of a chain that lacks its intermediate, sees nobody.
#[test]
fn nothing_is_sent_but_the_handshake_and_only_to_the_server_that_was_named() {
    let world = world("quiet");
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let url = format!("http://{}/ca.der", elsewhere.local_addr().unwrap());
    let server =
        world.intermediate.server_with(&["localhost", "127.0.0.1"], AUTHORITY_INFO_ACCESS, issuers_at(&url));
    let config = server_config(&[&server.der], &server.key);
    let (tell, told) = mpsc::channel();
    let address = serve(move |stream| {
        let connection = rustls::ServerConnection::new(config.clone()).unwrap();
        let mut tls = rustls::StreamOwned::new(connection, stream);
        while tls.conn.is_handshaking() && tls.conn.complete_io(&mut tls.sock).is_ok() {}
        let version = tls.conn.protocol_version();
        let mut sent = Vec::new();
        // An end without a farewell is an error here; what came before it counts all the same.
        let _ = tls.read_to_end(&mut sent);
        tell.send((version, tls.conn.is_handshaking(), sent)).unwrap();
    });
    for version in ["1.2", "1.3"] {
        let ran = world.connect(address, &["--tls", version]);
        assert_eq!(ran.status, 1, "{}{}", ran.out, ran.err);
        let (spoken, unfinished, sent) = told.recv_timeout(Duration::from_secs(20)).unwrap();
        assert!(spoken.is_some() && !unfinished, "TLS {version}");
        assert_eq!(String::from_utf8_lossy(&sent), "", "TLS {version}");
    }
    assert!(told.try_recv().is_err(), "the server was connected to once for each question");
    let visitor = elsewhere.accept().map(|(_, from)| from);
    assert_eq!(visitor.unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
}

#[test]
fn what_is_fetched_is_told_and_never_counts_as_sent() {
    let world = world("fetch");
    let der = world.intermediate.der.clone();
    let publisher = serve(move |mut stream| {
        while !read_line(&mut stream).is_empty() {}
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", der.len());
        let _ = stream.write_all(head.as_bytes());
        let _ = stream.write_all(&der);
    });
    let url = format!("http://{publisher}/ca.der");
    let server =
        world.intermediate.server_with(&["localhost", "127.0.0.1"], AUTHORITY_INFO_ACCESS, issuers_at(&url));
    let address = tls_server(server_config(&[&server.der], &server.key));
    let ran = world.connect(address, &["--fetch", "--fetch-private"]);
    assert_eq!(ran.status, 1, "what was fetched was not sent: {}", ran.out);
    assert!(ran.words().contains("it was not sent"), "{}", ran.out);
    assert!(ran.words().contains("With what was fetched: Trusted"), "{}", ran.out);
    let ran = world.connect(address, &["--fetch"]);
    assert!(ran.words().contains("is a private address"), "{}", ran.out);
}
