//! The name that the relying party wants: a DNS name or an IP address.

use core::net::IpAddr;
use core::str::FromStr;

/// A reference identifier (RFC 9525 §2), ready for comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ServerName {
    /// A DNS name in A-labels, lower case, without a trailing dot.
    Dns(String),
    /// An IP address.
    Ip(IpAddr),
}

impl ServerName {
    /// Understands what a person would type: U-labels or A-labels, IPv4, IPv6 with or without brackets. `None` for
    /// anything that cannot be the name of a host.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        // Nothing longer is looked at: what it takes to map letters is no longer linear in some of them.
        if text.len() > LONGEST_TYPED {
            return None;
        }
        let text = text.trim();
        let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
        if let Ok(address) = IpAddr::from_str(bare) {
            return Some(Self::Ip(address));
        }
        let ascii = in_a_labels(text.strip_suffix('.').unwrap_or(text))?;
        is_host_name(&ascii).then_some(Self::Dns(ascii))
    }

    /// The same where the name stands in something else that is plain: an address with a scheme, a port or a path, quotes, a comma
    /// behind it. `true` where it does.
    pub(crate) fn understand(text: &str) -> Option<(Self, bool)> {
        if let Some(name) = Self::parse(text) {
            return Some((name, false));
        }
        let around = |letter: char| letter.is_whitespace() || "\"'`<>()“”‘’,;".contains(letter);
        let bare = text.trim_matches(around);
        let bare = bare.split_once("://").map_or(bare, |(_, rest)| rest);
        let bare = bare.split(['/', '?', '#']).next().unwrap_or_default();
        let bare = bare.rsplit_once('@').map_or(bare, |(_, host)| host);
        let bare = match bare.rsplit_once(':') {
            Some((host, port)) if is_port(port) && (host.ends_with(']') || !host.contains(':')) => host,
            _ => bare,
        };
        Self::parse(bare.trim_matches(around)).map(|name| (name, true))
    }

    /// Octets of the address, as an iPAddress has them.
    pub(crate) fn ip_octets(&self) -> Option<Vec<u8>> {
        match self {
            Self::Dns(_) => None,
            Self::Ip(IpAddr::V4(address)) => Some(address.octets().to_vec()),
            Self::Ip(IpAddr::V6(address)) => Some(address.octets().to_vec()),
        }
    }
}

impl core::fmt::Display for ServerName {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Dns(name) => f.write_str(name),
            Self::Ip(address) => write!(f, "{address}"),
        }
    }
}

/// Octets of what is typed, blanks around it included: 253 letters of a name (RFC 1034 §3.1), each of up to four octets.
const LONGEST_TYPED: usize = 4 * 253;

/// A name that is ASCII stays as it is but for its case; others are mapped as browsers map them (UTS #46, WHATWG URL §3.3).
fn in_a_labels(name: &str) -> Option<String> {
    if name.is_ascii() { Some(name.to_ascii_lowercase()) } else { mapped(name) }
}

#[cfg(not(target_arch = "wasm32"))]
fn mapped(name: &str) -> Option<String> {
    idna::domain_to_ascii(name).ok()
}

/// Asks the browser that is there, or the runtime that does as browsers do: the tables for it would be a twentieth of what
/// a visitor downloads.
#[cfg(target_arch = "wasm32")]
fn mapped(name: &str) -> Option<String> {
    // What would end the host in an address, or be decoded there, is in no name.
    let is_address =
        name.contains(|letter: char| letter.is_ascii_control() || " /\\?#@:%[]<>^|".contains(letter));
    if is_address { None } else { crate::runtime::host_of(&format!("https://{name}/")) }
}

fn is_port(text: &str) -> bool {
    text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Letters, digits, hyphens and the underscores that the real world has; labels of 1 to 63, 253 in all (RFC 1034 §3.1).
/// A last label of digits alone would be a mistyped IPv4 address.
fn is_host_name(name: &str) -> bool {
    let well_formed = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last_is_number =
        name.rsplit('.').next().is_some_and(|label| label.bytes().all(|byte| byte.is_ascii_digit()));
    name.len() <= 253 && !last_is_number && name.split('.').all(well_formed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<String> {
        ServerName::parse(text).map(|name| name.to_string())
    }

    #[test]
    fn what_people_type_is_understood() {
        assert_eq!(parsed(" WWW.Example.com. "), Some("www.example.com".into()));
        assert_eq!(parsed("bücher.example"), Some("xn--bcher-kva.example".into()));
        assert_eq!(parsed("[2001:DB8::1]"), Some("2001:db8::1".into()));
        assert_eq!(parsed("192.0.2.7"), Some("192.0.2.7".into()));
        assert_eq!(parsed("my_host.example"), Some("my_host.example".into()));
        assert_eq!(parsed("localhost"), Some("localhost".into()));
    }

    #[test]
    fn a_host_is_found_where_it_plainly_stands() {
        let understood =
            |text: &str| ServerName::understand(text).map(|(name, more)| (name.to_string(), more));
        for (text, host) in [
            ("https://www.example.com/path?q=1#top", "www.example.com"),
            ("www.example.com:8443", "www.example.com"),
            ("www.example.com,", "www.example.com"),
            ("\"www.example.com\"", "www.example.com"),
            ("postgres://user:secret@db.example.com:5432/app", "db.example.com"),
            ("[2001:db8::7]:443", "2001:db8::7"),
            ("https://192.0.2.7:8443/", "192.0.2.7"),
            ("WWW.Example.com/", "www.example.com"),
        ] {
            assert_eq!(understood(text), Some((host.to_owned(), true)), "{text}");
        }
        assert_eq!(understood(" www.example.com "), Some(("www.example.com".to_owned(), false)));
        for text in ["", " ", "a.example, b.example", "not a host", "https://", ":443", "*.example.com"] {
            assert_eq!(understood(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for text in
            ["", ".", "a..b", "-a.example", "https://example.com/", "a b", "192.0.2.300", "*.example.com"]
        {
            assert_eq!(parsed(text), None, "{text}");
        }
        assert_eq!(parsed(&"a.".repeat(200)), None);
    }
}
