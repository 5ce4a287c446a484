//! What has to be said in the clear before TLS begins, by protocol. Each dialogue is bounded in octets and by the stream's time-outs.

use std::io::{Read, Write};
use std::net::TcpStream;

use super::handshake::network_reason;
use crate::args::StartTls;
use crate::failure::{Failure, Result};
use crate::words::say;

/// No greeting or capability list is longer.
const LINES_AT_MOST: usize = 64 * 1024;

/// The name that a mail client gives for itself: it has none that matters here.
const CLIENT_NAME: &str = "chainwhy.invalid";

/// Brings the connection to where TLS begins.
pub fn begin(stream: &mut TcpStream, protocol: StartTls, host: &str) -> Result<()> {
    let spoken = match protocol {
        StartTls::Smtp => smtp(stream),
        StartTls::Imap => imap(stream),
        StartTls::Pop3 => pop3(stream),
        StartTls::Ftp => ftp(stream),
        StartTls::Ldap => ldap(stream),
        StartTls::Xmpp => xmpp(stream, host),
        StartTls::Postgres => postgres(stream),
        StartTls::Mysql => mysql(stream),
    };
    spoken.map_err(|why| Failure::unanswerable(format!("STARTTLS: {why}")))
}

type Spoken<T> = std::result::Result<T, String>;

/// RFC 3207.
fn smtp(stream: &mut TcpStream) -> Spoken<()> {
    reply(stream, "220")?;
    say(stream, format!("EHLO {CLIENT_NAME}\r\n").as_bytes())?;
    let offered = reply(stream, "250")?;
    if !offered.to_ascii_uppercase().contains("STARTTLS") {
        return Err(say!("the mail server does not offer it", "邮件服务器不提供 STARTTLS"));
    }
    say(stream, b"STARTTLS\r\n")?;
    reply(stream, "220").map(|_| ())
}

/// RFC 4217.
fn ftp(stream: &mut TcpStream) -> Spoken<()> {
    reply(stream, "220")?;
    say(stream, b"AUTH TLS\r\n")?;
    reply(stream, "234").map(|_| ())
}

/// RFC 9051 §6.2.1.
fn imap(stream: &mut TcpStream) -> Spoken<()> {
    let greeting = line(stream)?;
    if !greeting.starts_with("* OK") && !greeting.starts_with("* PREAUTH") {
        return Err(unexpected(&greeting));
    }
    say(stream, b"a1 STARTTLS\r\n")?;
    let mut read = 0;
    loop {
        let answer = line(stream)?;
        read += answer.len();
        if let Some(outcome) = answer.strip_prefix("a1 ") {
            return if outcome.to_ascii_uppercase().starts_with("OK") {
                Ok(())
            } else {
                Err(unexpected(&answer))
            };
        }
        if read > LINES_AT_MOST {
            return Err(say!("the server does not come to an end", "服务器的应答没有结尾"));
        }
    }
}

/// RFC 2595 §4.
fn pop3(stream: &mut TcpStream) -> Spoken<()> {
    for request in [None, Some(b"STLS\r\n")] {
        if let Some(request) = request {
            say(stream, request)?;
        }
        let answer = line(stream)?;
        if !answer.starts_with("+OK") {
            return Err(unexpected(&answer));
        }
    }
    Ok(())
}

/// RFC 4511 §4.14: an extended request of 1.3.6.1.4.1.1466.20037, and its response.
fn ldap(stream: &mut TcpStream) -> Spoken<()> {
    const REQUEST: &[u8] = b"\x30\x1d\x02\x01\x01\x77\x18\x80\x161.3.6.1.4.1.1466.20037";
    say(stream, REQUEST)?;
    let mut head = [0; 2];
    exactly(stream, &mut head)?;
    let [tag, length] = head;
    let length = match length {
        short @ 0..=0x7f => usize::from(short),
        long => {
            let count = usize::from(long & 0x7f);
            if count > 2 {
                return Err(say!("the directory server's answer is none", "目录服务器没有给出应答"));
            }
            let mut octets = vec![0; count];
            exactly(stream, &mut octets)?;
            octets.iter().fold(0, |length, octet| (length << 8) | usize::from(*octet))
        }
    };
    if tag != 0x30 {
        return Err(say!("the server does not speak LDAP", "服务器说的不是 LDAP"));
    }
    let mut body = vec![0; length];
    exactly(stream, &mut body)?;
    // resultCode is the first ENUMERATED of the response: 0 is success.
    let code = body.windows(3).find_map(|window| match window {
        [0x0a, 0x01, code] => Some(*code),
        _ => None,
    });
    match code {
        Some(0) => Ok(()),
        Some(code) => Err(say!(
            "the directory server refuses (resultCode {code})",
            "目录服务器拒绝了（resultCode {code}）"
        )),
        None => Err(say!("the server does not speak LDAP", "服务器说的不是 LDAP")),
    }
}

/// RFC 6120 §5.4.
fn xmpp(stream: &mut TcpStream, host: &str) -> Spoken<()> {
    let host: String =
        host.chars().filter(|character| character.is_alphanumeric() || "-._:".contains(*character)).collect();
    let open = format!(
        "<?xml version='1.0'?><stream:stream to='{host}' version='1.0' xmlns='jabber:client' \
         xmlns:stream='http://etherx.jabber.org/streams'>"
    );
    say(stream, open.as_bytes())?;
    let features = until(stream, &["</stream:features>", "<stream:features/>", "</stream:stream>"])?;
    if !features.contains("urn:ietf:params:xml:ns:xmpp-tls") {
        return Err(say!("the server does not offer it", "服务器不提供 STARTTLS"));
    }
    say(stream, b"<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")?;
    let answer = until(stream, &["/>", "</proceed>", "</failure>"])?;
    if answer.contains("<proceed") { Ok(()) } else { Err(unexpected(&answer)) }
}

/// The SSLRequest of PostgreSQL's protocol 3.
fn postgres(stream: &mut TcpStream) -> Spoken<()> {
    say(stream, &[0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f])?;
    let mut answer = [0];
    exactly(stream, &mut answer)?;
    match answer {
        [b'S'] => Ok(()),
        [b'N'] => Err(say!(
            "the PostgreSQL server has no TLS (ssl = off)",
            "PostgreSQL 服务器没有启用 TLS（ssl = off）"
        )),
        _ => Err(say!("the server does not speak PostgreSQL's protocol", "服务器说的不是 PostgreSQL 协议")),
    }
}

/// The SSLRequest of MySQL's protocol 10.
fn mysql(stream: &mut TcpStream) -> Spoken<()> {
    /// PROTOCOL_41, SSL, SECURE_CONNECTION.
    const CAPABILITIES: u32 = 0x0200 | 0x0800 | 0x8000;
    let mut head = [0; 4];
    exactly(stream, &mut head)?;
    let [low, middle, high, sequence] = head;
    let length = usize::from(low) | usize::from(middle) << 8 | usize::from(high) << 16;
    if length > LINES_AT_MOST {
        return Err(say!("the server does not speak MySQL's protocol", "服务器说的不是 MySQL 协议"));
    }
    let mut greeting = vec![0; length];
    exactly(stream, &mut greeting)?;
    match greeting.first() {
        Some(10) => {}
        Some(0xff) => {
            let message = greeting.get(3..).unwrap_or_default();
            return Err(unexpected(&String::from_utf8_lossy(message)));
        }
        _ => return Err(say!("the server does not speak MySQL's protocol", "服务器说的不是 MySQL 协议")),
    }
    // Version, a zero, four octets of thread, eight of salt and a zero; then the low half of the capabilities.
    let version = greeting.iter().position(|octet| *octet == 0).unwrap_or(length);
    let offers = greeting.get(version + 14..version + 16).is_some_and(|flags| match flags {
        [low, high] => (u32::from(*low) | u32::from(*high) << 8) & 0x0800 != 0,
        _ => false,
    });
    if !offers {
        return Err(say!("the MySQL server has no TLS", "MySQL 服务器没有启用 TLS"));
    }
    let mut request = vec![32, 0, 0, sequence.wrapping_add(1)];
    request.extend(CAPABILITIES.to_le_bytes());
    request.extend(0x0100_0000_u32.to_le_bytes());
    request.push(45);
    request.extend([0; 23]);
    say(stream, &request)
}

fn say(stream: &mut TcpStream, octets: &[u8]) -> Spoken<()> {
    stream.write_all(octets).map_err(|error| network_reason(&error))
}

fn exactly(stream: &mut TcpStream, octets: &mut [u8]) -> Spoken<()> {
    stream.read_exact(octets).map_err(|error| network_reason(&error))
}

/// A line without its end. Read octet by octet: what comes behind it may be TLS.
fn line(stream: &mut TcpStream) -> Spoken<String> {
    let mut read = Vec::new();
    let mut octet = [0];
    loop {
        match stream.read(&mut octet) {
            Ok(0) if read.is_empty() => {
                return Err(say!("the server closed the connection", "服务器关闭了连接"));
            }
            Ok(0) => break,
            Ok(_) if octet == *b"\n" => break,
            Ok(_) => read.extend_from_slice(&octet),
            Err(error) => return Err(network_reason(&error)),
        }
        if read.len() > LINES_AT_MOST {
            return Err(say!("the server's line does not end", "服务器发来的行没有结尾"));
        }
    }
    Ok(String::from_utf8_lossy(&read).trim_end().to_owned())
}

/// A reply of SMTP or FTP, all its lines, with the code that is hoped for.
fn reply(stream: &mut TcpStream, code: &str) -> Spoken<String> {
    let mut whole = String::new();
    loop {
        let next = line(stream)?;
        let last = next.as_bytes().get(3) != Some(&b'-');
        whole.push_str(&next);
        whole.push('\n');
        if last {
            return if next.starts_with(code) { Ok(whole) } else { Err(unexpected(&next)) };
        }
        if whole.len() > LINES_AT_MOST {
            return Err(say!("the server does not come to an end", "服务器的应答没有结尾"));
        }
    }
}

/// Text up to one of some ends.
fn until(stream: &mut TcpStream, ends: &[&str]) -> Spoken<String> {
    let mut read = Vec::new();
    let mut octet = [0];
    loop {
        match stream.read(&mut octet) {
            Ok(0) => return Err(say!("the server closed the connection", "服务器关闭了连接")),
            Ok(_) => read.extend_from_slice(&octet),
            Err(error) => return Err(network_reason(&error)),
        }
        if octet == *b">" {
            let text = String::from_utf8_lossy(&read);
            if ends.iter().any(|end| text.ends_with(end)) {
                return Ok(text.into_owned());
            }
        }
        if read.len() > LINES_AT_MOST {
            return Err(say!("the server does not come to an end", "服务器的应答没有结尾"));
        }
    }
}

fn unexpected(answer: &str) -> String {
    let shown: String = answer.chars().filter(|character| !character.is_control()).take(120).collect();
    say!("the server answers “{shown}”", "服务器应答“{shown}”")
}
