//! Completing a chain from the addresses in its certificates, as some browsers do. What was fetched never counts as sent.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, ToSocketAddrs};
use std::time::{Duration, Instant};

use crate::connect::Target;
use crate::words::say;

/// A certificate or CRL of a well-kept CA is smaller.
const BYTES_AT_MOST: usize = 64 * 1024;
/// What clients wait for at most (Windows: 15 s, Chromium: 15 s, Java: 15 s).
const TIME: Duration = Duration::from_secs(5);
const REDIRECTS: usize = 3;

/// The content of an `http:` address, or why it cannot be had. `private` allows addresses that are not public.
pub fn get(address: &str, private: bool) -> Result<Vec<u8>, String> {
    let until = Instant::now() + TIME;
    let mut address = address.to_owned();
    for _ in 0..=REDIRECTS {
        match get_once(&address, private, until)? {
            Answer::Content(content) => return Ok(content),
            Answer::Elsewhere(other) => address = other,
        }
    }
    Err(say!("more than {REDIRECTS} redirects", "重定向超过 {REDIRECTS} 次"))
}

enum Answer {
    Content(Vec<u8>),
    Elsewhere(String),
}

fn get_once(address: &str, private: bool, until: Instant) -> Result<Answer, String> {
    let rest = address
        .get(..7)
        .filter(|scheme| scheme.eq_ignore_ascii_case("http://"))
        .and_then(|_| address.get(7..))
        .ok_or_else(|| {
            say!(
                "only http: addresses are fetched (RFC 5280 §4.2.2.1 has no others that need no certificate)",
                "只下载 http: 地址（RFC 5280 §4.2.2.1 中只有它不需要证书）"
            )
        })?;
    if address.chars().any(|character| character.is_whitespace() || character.is_control()) {
        return Err(say!("the address holds spaces", "地址中有空格"));
    }
    let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/");
    let target = Target::parse(address, 80).map_err(|failure| failure.message)?;
    let place = public_address(&target, private)?;
    let left = || {
        until
            .checked_duration_since(Instant::now())
            .filter(|left| !left.is_zero())
            .ok_or_else(|| say!("no answer within 5 seconds", "5 秒内没有应答"))
    };
    let broken = |error: std::io::Error| crate::input::reason(&error);
    let mut stream = TcpStream::connect_timeout(&place, left()?).map_err(broken)?;
    let host = if target.port == 80 { target.host.clone() } else { target.shown() };
    let request =
        format!("GET {path} HTTP/1.0\r\nHost: {host}\r\nUser-Agent: chainwhy\r\nAccept: */*\r\n\r\n");
    stream.set_write_timeout(Some(left()?)).map_err(broken)?;
    stream.write_all(request.as_bytes()).map_err(broken)?;
    let mut answer = Vec::new();
    let mut piece = [0; 4096];
    loop {
        stream.set_read_timeout(Some(left()?)).map_err(broken)?;
        let count = stream.read(&mut piece).map_err(broken)?;
        if count == 0 {
            break;
        }
        answer.extend(piece.iter().take(count));
        if answer.len() > BYTES_AT_MOST + 8192 {
            return Err(say!("larger than 64 KB", "超过 64 KB"));
        }
    }
    read_answer(&answer, address)
}

fn read_answer(answer: &[u8], address: &str) -> Result<Answer, String> {
    let end = answer
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .ok_or_else(|| say!("no answer of HTTP", "不是 HTTP 应答"))?;
    let head = String::from_utf8_lossy(answer.get(..end).unwrap_or_default()).into_owned();
    let status = head.lines().next().unwrap_or_default();
    let code = status.split(' ').nth(1).unwrap_or_default();
    let header = |name: &str| {
        head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    };
    match code {
        "200" => {
            let content = answer.get(end + 4..).unwrap_or_default().to_vec();
            if content.len() > BYTES_AT_MOST {
                Err(say!("larger than 64 KB", "超过 64 KB"))
            } else {
                Ok(Answer::Content(content))
            }
        }
        "301" | "302" | "303" | "307" | "308" => {
            let location =
                header("location").ok_or_else(|| say!("a redirect to nowhere", "重定向没有目标"))?;
            if let Some(path) = location.strip_prefix('/').filter(|rest| !rest.starts_with('/')) {
                let origin: String = address.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
                return Ok(Answer::Elsewhere(format!("{origin}/{path}")));
            }
            Ok(Answer::Elsewhere(location))
        }
        _ => Err(say!("the server answers {}", "服务器应答 {}", code.chars().take(3).collect::<String>())),
    }
}

/// The address to go to: a certificate must not send us to what stands behind a wall.
fn public_address(target: &Target, private: bool) -> Result<SocketAddr, String> {
    let found = (target.host.as_str(), target.port).to_socket_addrs().map_err(|error| {
        say!("{} cannot be resolved: {}", "{} 无法解析：{}", target.host, crate::input::reason(&error))
    })?;
    let mut all = found.peekable();
    if all.peek().is_none() {
        return Err(say!("{} has no address", "{} 没有地址", target.host));
    }
    all.find(|place| private || is_public(place.ip())).ok_or_else(|| {
        say!(
            "{} is a private address: --fetch-private allows it",
            "{} 是私有地址：--fetch-private 才会访问",
            target.host
        )
    })
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(mapped) => is_public_v4(mapped),
            None => is_public_v6(address),
        },
    }
}

/// IANA's special-purpose registry (RFC 6890).
fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_unspecified()
        || address.is_broadcast()
        || address.is_multicast()
        || address.is_documentation()
        || first == 0
        || (first == 100 && (64..128).contains(&second))
        || (first == 198 && (18..20).contains(&second))
        || first >= 240)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    let embedded = (first == 0x64 && second == 0xff9b) || first == 0x2002;
    (first & 0xe000) == 0x2000 && !(first == 0x2001 && second == 0xdb8) && !embedded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_told_from_public_ones() {
        for (address, public) in [
            ("93.184.216.34", true),
            ("10.1.2.3", false),
            ("127.0.0.1", false),
            ("169.254.169.254", false),
            ("100.64.0.1", false),
            ("::ffff:192.168.0.1", false),
            ("::1", false),
            ("fe80::1", false),
            ("fd00::1", false),
            ("2606:2800:220:1::1", true),
            ("64:ff9b::a00:1", false),
        ] {
            assert_eq!(is_public(address.parse().unwrap()), public, "{address}");
        }
    }

    #[test]
    fn what_is_no_http_is_not_fetched() {
        for address in ["https://example.com/", "ldap://x", "file:///etc/passwd", "ftp://a/b", "http", ""] {
            assert!(get(address, true).is_err(), "{address}");
        }
        assert!(get("http://127.0.0.1/x", false).unwrap_err().contains("private"));
    }
}
