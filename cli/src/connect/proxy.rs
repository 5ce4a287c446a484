//! An HTTP proxy on the way: asked by CONNECT, as clients ask it.

use std::io::{Read, Write};
use std::net::{IpAddr, TcpStream, ToSocketAddrs};
use std::time::Duration;

use super::target::Target;
use super::{dial, handshake};
use crate::args::Way;
use crate::ask::base64;
use crate::failure::{Failure, Result};
use crate::words::say;

/// A proxy's answer is a few lines.
const ANSWER_AT_MOST: usize = 16 * 1024;

/// A proxy, and how it is told who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    at: Target,
    /// `user:password` in base64.
    credentials: Option<String>,
}

impl Proxy {
    /// Reads `http://user:password@host:port`, or a bare `host:port`.
    pub fn parse(url: &str) -> Result<Self> {
        let (scheme, rest) = url.trim().split_once("://").unwrap_or(("http", url.trim()));
        if !scheme.eq_ignore_ascii_case("http") {
            return Err(Failure::unanswerable(say!(
                "a proxy of scheme {scheme} cannot be used, only http",
                "不能使用 {scheme} 代理，只支持 http"
            )));
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (credentials, host) = match authority.rsplit_once('@') {
            Some((credentials, host)) => (Some(base64(&percent_decoded(credentials))), host),
            None => (None, authority),
        };
        let at = Target::parse(host, 80).map_err(|_| {
            Failure::unanswerable(say!("the proxy's address cannot be read", "代理地址无法解析"))
        })?;
        Ok(Self { at, credentials })
    }

    /// The proxy that command line and environment name for a target.
    pub fn chosen(way: &Way, target: &Target) -> Result<Option<Self>> {
        if way.no_proxy {
            return Ok(None);
        }
        if let Some(url) = &way.proxy {
            return Self::parse(url).map(Some);
        }
        let variable = |names: &[&str]| {
            names.iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.trim().is_empty())
        };
        if variable(&["no_proxy", "NO_PROXY"]).is_some_and(|list| is_excepted(&list, target)) {
            return Ok(None);
        }
        match variable(&["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]) {
            Some(url) => Self::parse(&url).map(Some),
            None => Ok(None),
        }
    }

    /// Where it is, without its password.
    pub fn shown(&self) -> String {
        self.at.shown()
    }

    /// A connection through it to a target.
    pub(super) fn open(&self, target: &Target, timeout: Duration) -> Result<TcpStream> {
        let fail =
            |why: &str| Failure::unanswerable(say!("the proxy {}: {why}", "代理 {}：{why}", self.shown()));
        let mut addresses = (self.at.host.as_str(), self.at.port).to_socket_addrs().map_err(|error| {
            fail(&say!("its name cannot be resolved: {}", "名称无法解析：{}", crate::input::reason(&error)))
        })?;
        let address =
            addresses.next().ok_or_else(|| fail(&say!("its name has no address", "名称没有对应的地址")))?;
        let mut stream = dial(address, timeout)
            .map_err(|error| fail(&format!("no connection: {}", handshake::network_reason(&error))))?;
        let authority = target.shown();
        let mut request = format!("CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n");
        if let Some(credentials) = &self.credentials {
            request.push_str("Proxy-Authorization: Basic ");
            request.push_str(credentials);
            request.push_str("\r\n");
        }
        request.push_str("\r\n");
        stream.write_all(request.as_bytes()).map_err(|error| fail(&handshake::network_reason(&error)))?;
        let status = read_status(&mut stream).map_err(|why| fail(&why))?;
        let code = status.split(' ').nth(1).unwrap_or_default();
        match code {
            "200" => Ok(stream),
            "407" => Err(fail(&say!(
                "it wants a user name and a password (407): http://USER:PASSWORD@HOST:PORT",
                "它要求用户名和密码（407）：http://USER:PASSWORD@HOST:PORT"
            ))),
            _ => Err(fail(&say!(
                "it refuses to connect to {authority}: {status}",
                "它拒绝连接到 {authority}：{status}"
            ))),
        }
    }
}

/// The first line of the answer; the rest is read up to the empty line, octet by octet, since TLS begins right behind it.
fn read_status(stream: &mut TcpStream) -> std::result::Result<String, String> {
    let mut answer = Vec::new();
    let mut octet = [0];
    while !answer.ends_with(b"\r\n\r\n") && !answer.ends_with(b"\n\n") {
        match stream.read(&mut octet) {
            Ok(0) => return Err(say!("it closed the connection", "它关闭了连接")),
            Ok(_) => answer.extend_from_slice(&octet),
            Err(error) => return Err(handshake::network_reason(&error)),
        }
        if answer.len() > ANSWER_AT_MOST {
            return Err(say!("its answer does not end", "它的应答没有结尾"));
        }
    }
    let text = String::from_utf8_lossy(&answer);
    let line = text.lines().next().unwrap_or_default();
    if line.starts_with("HTTP/1.") {
        Ok(line.chars().filter(|character| !character.is_control()).take(120).collect())
    } else {
        Err(say!("it does not answer as an HTTP proxy does", "它的应答不像 HTTP 代理"))
    }
}

/// Whether a `NO_PROXY` list names the target: `*`, a domain and what is below it, an address, a block of addresses.
fn is_excepted(list: &str, target: &Target) -> bool {
    let host = target.host.to_ascii_lowercase();
    let address: Option<IpAddr> = host.parse().ok();
    list.split(',').map(|entry| entry.trim().to_ascii_lowercase()).any(|entry| {
        if entry == "*" {
            return true;
        }
        let entry = match entry.rsplit_once(':') {
            Some((name, port)) if port.parse::<u16>().is_ok() && !name.contains(':') => {
                if port.parse() != Ok(target.port) {
                    return false;
                }
                name.to_owned()
            }
            _ => entry,
        };
        if let (Some(address), Some((base, bits))) = (address, entry.split_once('/')) {
            return is_in_block(address, base, bits);
        }
        let domain = entry.trim_start_matches("*.").trim_start_matches('.');
        !domain.is_empty()
            && (host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.')))
    })
}

fn is_in_block(address: IpAddr, base: &str, bits: &str) -> bool {
    let (Ok(base), Ok(bits)) = (base.parse::<IpAddr>(), bits.parse::<u32>()) else { return false };
    match (address, base) {
        (IpAddr::V4(address), IpAddr::V4(base)) if bits <= 32 => {
            let mask = u32::MAX.checked_shl(32 - bits).unwrap_or(0);
            u32::from(address) & mask == u32::from(base) & mask
        }
        (IpAddr::V6(address), IpAddr::V6(base)) if bits <= 128 => {
            let mask = u128::MAX.checked_shl(128 - bits).unwrap_or(0);
            u128::from(address) & mask == u128::from(base) & mask
        }
        _ => false,
    }
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(octet) = rest.next() {
        let hex = |octet: Option<u8>| char::from(octet?).to_digit(16);
        let mut ahead = rest.clone();
        match (octet, hex(ahead.next()), hex(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                decoded.extend(u8::try_from(high * 16 + low));
                rest = ahead;
            }
            _ => decoded.push(octet),
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_sent_as_http_wants_them_and_never_shown() {
        let proxy = Proxy::parse("http://us%40er:p%3Aw@proxy.corp.example:3128").unwrap();
        assert_eq!(proxy.credentials.as_deref(), Some("dXNAZXI6cDp3"));
        assert_eq!(proxy.shown(), "proxy.corp.example:3128");
        assert_eq!(base64(b"a"), "YQ==");
        assert_eq!(base64(b"ab"), "YWI=");
    }

    #[test]
    fn no_proxy_names_domains_addresses_and_blocks() {
        let target = |host: &str| Target { host: host.to_owned(), port: 443 };
        for (list, host, excepted) in [
            ("*", "example.com", true),
            ("example.com", "example.com", true),
            ("example.com", "www.example.com", true),
            (".example.com", "www.example.com", true),
            ("*.example.com", "www.example.com", true),
            ("ample.com", "example.com", false),
            ("localhost, 10.0.0.0/8", "10.1.2.3", true),
            ("10.0.0.0/8", "11.1.2.3", false),
            ("example.com:8443", "example.com", false),
            ("example.com:443", "example.com", true),
            ("", "example.com", false),
            ("fd00::/8", "fd12::1", true),
        ] {
            assert_eq!(is_excepted(list, &target(host)), excepted, "{list} {host}");
        }
    }
}
