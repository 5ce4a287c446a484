//! Whom to ask: a host and a port, however they were written.

use std::net::IpAddr;

use crate::failure::{Failure, Result};
use crate::words::say;

/// A host and a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// A name, or an address without brackets.
    pub host: String,
    pub port: u16,
}

impl Target {
    /// Reads `host`, `host:port`, `[v6]:port`, a bare IPv6 address or a URL. `otherwise` is the port where none is named.
    pub fn parse(text: &str, otherwise: u16) -> Result<Self> {
        let wrong = |why: &str| {
            Failure::unanswerable(say!(
                "{text:?} is no host to connect to: {why}",
                "{text:?} 不是可以连接的主机：{why}"
            ))
        };
        let (scheme, rest) = match text.trim().split_once("://") {
            Some((scheme, rest)) => (Some(scheme.to_ascii_lowercase()), rest),
            None => (None, text.trim()),
        };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        // What stands before an @ is a name and a password: nothing of it is used or shown.
        let authority = authority.rsplit('@').next().unwrap_or_default();
        let by_scheme = scheme.as_deref().and_then(port_of);
        let (host, port) = if let Ok(IpAddr::V6(_)) = authority.parse::<IpAddr>() {
            (authority, None)
        } else if let Some(bracketed) = authority.strip_prefix('[') {
            let (host, rest) = bracketed
                .split_once(']')
                .ok_or_else(|| wrong(&say!("the bracket is not closed", "方括号没有闭合")))?;
            (host, rest.strip_prefix(':'))
        } else {
            match authority.rsplit_once(':') {
                Some((host, port)) => (host, Some(port)),
                None => (authority, None),
            }
        };
        let port = match port.filter(|port| !port.is_empty()) {
            Some(port) => port
                .parse()
                .ok()
                .filter(|port| *port != 0)
                .ok_or_else(|| wrong(&say!("the port is none", "端口不正确")))?,
            None => by_scheme.unwrap_or(otherwise),
        };
        if host.is_empty() {
            return Err(wrong(&say!("there is no name in it", "里面没有主机名")));
        }
        if host.chars().any(|character| character.is_whitespace() || character.is_control()) {
            return Err(wrong(&say!("a name holds no spaces", "主机名不能含空格")));
        }
        Ok(Self { host: host.trim_end_matches('.').to_owned(), port })
    }

    /// As it is written in front of a person.
    pub fn shown(&self) -> String {
        if self.host.contains(':') {
            format!("[{}]:{}", self.host, self.port)
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }
}

/// The ports of schemes whose connections begin with TLS.
fn port_of(scheme: &str) -> Option<u16> {
    Some(match scheme {
        "https" | "wss" => 443,
        "ldaps" => 636,
        "imaps" => 993,
        "pop3s" => 995,
        "smtps" => 465,
        "ftps" => 990,
        "amqps" => 5671,
        "mqtts" => 8883,
        "rediss" => 6379,
        "postgres" | "postgresql" => 5432,
        "mysql" => 3306,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_read_however_it_is_written() {
        for (text, host, port) in [
            ("example.com", "example.com", 443),
            ("example.com:8443", "example.com", 8443),
            ("https://example.com/path?x=1", "example.com", 443),
            ("https://user:secret@example.com:444/", "example.com", 444),
            ("[::1]:8443", "::1", 8443),
            ("::1", "::1", 443),
            ("ldaps://dc.corp.example", "dc.corp.example", 636),
            ("example.com.", "example.com", 443),
            (" 127.0.0.1:5000 ", "127.0.0.1", 5000),
        ] {
            assert_eq!(Target::parse(text, 443).unwrap(), Target { host: host.to_owned(), port }, "{text}");
        }
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for text in ["", "https://", "example.com:0", "example.com:99999", "a b", "[::1", ":443"] {
            assert!(Target::parse(text, 443).is_err(), "{text:?}");
        }
    }
}
