//! The address of a server, host and port, as it stands in commands, logs and errors.

use core::fmt;
use std::sync::LazyLock;

use crate::any_of::AnyOf;

/// A host and the port that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// A name or an address, without brackets.
    pub host: String,
    /// The port, where it was written.
    pub port: Option<u16>,
}

impl Address {
    /// The address of a text that is nothing but a name, an address or a URL.
    pub(crate) fn alone(text: &str) -> Option<Self> {
        let host = alone(text)?;
        Some(Self { host: host.trim_matches(['[', ']']).to_owned(), port: port(text) })
    }

    /// The server that a text says was asked: by the command that asked it, by what a client logs of it, by a URL.
    /// The line it stands on is told as well, from 1.
    pub(crate) fn in_text(text: &str) -> Option<(Self, u32)> {
        let lines = telling_lines(text);
        asked_on(&lines).or_else(|| first_on(&lines, &url_on))
    }

    /// The same by commands and logs alone: a URL may be of anything.
    pub(crate) fn asked_in(text: &str) -> Option<(Self, u32)> {
        asked_on(&telling_lines(text))
    }

    /// The port that a text writes behind this host.
    pub(crate) fn port_beside(text: &str, host: &str) -> Option<u16> {
        const MOST_PLACES: usize = 64;
        text.match_indices(host)
            .take(MOST_PLACES)
            .find_map(|(at, _)| port_behind(text.get(at + host.len()..)?))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, port } = self;
        match (host.contains(':'), port) {
            (true, Some(port)) => write!(f, "[{host}]:{port}"),
            (false, Some(port)) => write!(f, "{host}:{port}"),
            (_, None) => f.write_str(host),
        }
    }
}

/// The command that prints everything a server sends. What is no plain word to a shell is left to be filled in.
pub(crate) fn command(host: Option<&str>, port: Option<u16>) -> String {
    let port = port.unwrap_or(443);
    let plain = |host: &&str| {
        host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
            && !host.starts_with('-')
            && !host.is_empty()
    };
    match host {
        Some(host) if host.parse::<std::net::Ipv6Addr>().is_ok() => {
            format!("openssl s_client -connect '[{host}]:{port}'{} -showcerts </dev/null", starttls(port))
        }
        Some(host) if host.parse::<std::net::Ipv4Addr>().is_ok() => {
            format!("openssl s_client -connect {host}:{port}{} -showcerts </dev/null", starttls(port))
        }
        host => {
            let host = host.filter(plain).unwrap_or("HOST");
            let starttls = starttls(port);
            format!(
                "openssl s_client -connect {host}:{port}{starttls} -servername {host} -showcerts </dev/null"
            )
        }
    }
}

/// What openssl has to be told where a connection begins without TLS, by its port.
pub(crate) fn starttls(port: u16) -> &'static str {
    match port {
        21 => " -starttls ftp",
        25 | 587 => " -starttls smtp",
        110 => " -starttls pop3",
        143 => " -starttls imap",
        389 => " -starttls ldap",
        3306 => " -starttls mysql",
        5222 => " -starttls xmpp",
        5432 => " -starttls postgres",
        _ => "",
    }
}

/// The lines of a text that may tell an address, with their numbers. Base64, of which most of a paste is made, has none of what every
/// mark and URL has.
fn telling_lines(text: &str) -> Vec<(&str, u32)> {
    let may_tell = |line: &str| line.bytes().any(|byte| matches!(byte, b' ' | b'-' | b':' | b'\'' | b'"'));
    text.lines()
        .take(MOST_LINES)
        .zip(1_u32..)
        .map(|(line, number)| (beginning(line), number))
        .filter(|(line, _)| may_tell(line))
        .collect()
}

/// The first address that is found on a line, and which line it is.
fn first_on(lines: &[(&str, u32)], find: &dyn Fn(&str) -> Option<Address>) -> Option<(Address, u32)> {
    lines.iter().find_map(|(line, number)| find(line).map(|found| (found, *number)))
}

/// The first that a command or a log tells.
fn asked_on(lines: &[(&str, u32)]) -> Option<(Address, u32)> {
    let marked = |(line, _): &(&str, u32)| MARKED.are_in(line);
    let lines: Vec<(&str, u32)> = lines.iter().copied().filter(marked).collect();
    MARKS.iter().find_map(|marks| first_on(&lines, &|line| marks.iter().find_map(|mark| mark.on(line))))
}

/// A word of each mark, the longer of its two: nearly all lines of a log have none.
static MARKED: LazyLock<AnyOf> = LazyLock::new(|| {
    let longer = |mark: &Mark| if mark.with.len() > mark.before.len() { mark.with } else { mark.before };
    AnyOf::new(MARKS.iter().copied().flatten().map(longer))
});

/// Logs are long; which server was asked stands in their beginning.
const MOST_LINES: usize = 20_000;

/// No line needs to be looked at further than this.
const LONGEST_LINE: usize = 4_096;

fn beginning(line: &str) -> &str {
    let mut end = line.len().min(LONGEST_LINE);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    line.get(..end).unwrap_or(line)
}

/// Words that a host follows.
struct Mark {
    before: &'static str,
    /// What must stand on the line as well.
    with: &'static str,
}

const fn mark(before: &'static str, with: &'static str) -> Mark {
    Mark { before, with }
}

/// The surest first: what was typed, then what a client says of itself.
static MARKS: &[&[Mark]] = &[
    &[mark("-servername ", ""), mark("-servername=", "")],
    &[mark("CONNECT ", "HTTP/1.")],
    &[
        mark("-connect ", ""),
        mark("-connect=", ""),
        mark("-sslserver ", ""),
        mark("gnutls-cli ", ""),
        mark("-CertificateHost ", ""),
    ],
    &[
        mark("Resolving '", ""),
        mark("Connected to ", " port "),
        mark("Nmap scan report for ", ""),
        mark("SSL certificate verification failed for ", ""),
        mark("* Host ", "was resolved"),
    ],
    &[mark("host='", "port="), mark("host=\"", "port=")],
    &[
        mark("Connecting to ", " port "),
        mark("connect to host ", ""),
        mark("Failed to connect to ", "port"),
        mark("connection to server at ", "port "),
        mark("host: Some(Domain(", ""),
        // What is behind them is the server's, as browsers and mail servers say it.
        mark("steal your information from ", ""),
        mark("did not continue to ", ""),
        mark("攻击者可能会试图从 ", ""),
        mark("攻击者可能试图从 ", ""),
        mark("identity of the website ", ""),
        mark("ssl://", "SSL handshake failed"),
        mark(" (", "failed authentication due to: SSL"),
        mark("certificate verification failed for ", ""),
        mark("TLS connection established to ", ""),
    ],
    // What was asked by a URL.
    &[mark("curl ", "://"), mark("wget ", "://"), mark("git clone ", "://")],
];

impl Mark {
    fn on(&self, line: &str) -> Option<Address> {
        if !line.contains(self.with) {
            return None;
        }
        let (_, rest) = line.split_once(self.before)?;
        if self.with == "://" {
            return url_on(rest);
        }
        let address = leading(rest)?;
        // `-servername NAME` stands beside `-connect HOST:PORT`.
        let port = address.port.or_else(|| {
            let (_, connect) = line.split_once("-connect ").or_else(|| line.split_once("-connect="))?;
            leading(connect)?.port
        });
        Some(Address { port, ..address })
    }
}

/// The host that a text begins with, and its port.
fn leading(text: &str) -> Option<Address> {
    let text = text.trim_start_matches([' ', '\'', '"', '`', '\u{2018}', '\u{201c}']);
    if let Some((address, rest)) = text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let address: std::net::Ipv6Addr = address.parse().ok()?;
        return Some(Address { host: address.to_string(), port: port_behind(rest) });
    }
    let end = text.find(|character| !is_name_character(character)).unwrap_or(text.len());
    let host = text.get(..end)?.trim_end_matches('.');
    let is_host = (is_domain(host) || host.parse::<std::net::Ipv4Addr>().is_ok() || host == "localhost")
        && !host.starts_with('-');
    is_host.then(|| Address { host: host.to_ascii_lowercase(), port: text.get(end..).and_then(port_behind) })
}

/// `:8443`, `', port=8443`, ` (192.0.2.7) port 8443`, `  port 8443`.
fn port_behind(text: &str) -> Option<u16> {
    let digits = |text: &str| {
        let end = text.bytes().take(6).take_while(u8::is_ascii_digit).count();
        text.get(..end).and_then(|digits| digits.parse().ok()).filter(|port| *port > 0)
    };
    if let Some(rest) = text.strip_prefix(':') {
        return digits(rest);
    }
    // Java writes the address between them,
    if let Some((address, rest)) = text.strip_prefix('/').and_then(|rest| rest.split_once(':'))
        && address.parse::<std::net::IpAddr>().is_ok()
    {
        return digits(rest);
    }
    // and Postfix.
    if let Some((address, rest)) = text.strip_prefix('[').and_then(|rest| rest.split_once("]:"))
        && address.len() <= 45
    {
        return digits(rest);
    }
    let rest = text.trim_start_matches(['\'', '"', ',', ' ', ')']);
    let rest = match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        Some((address, rest)) if address.len() <= 45 => rest.trim_start_matches([' ', ',']),
        _ => rest,
    };
    ["port=", "port ", "port: Some("].iter().find_map(|word| rest.strip_prefix(word)).and_then(digits)
}

/// The host of the first URL of a line that speaks TLS and is not the documentation that messages refer to.
fn url_on(line: &str) -> Option<Address> {
    // What a certificate prints of itself.
    const PRINTED: &[&str] = &["URI:", "CPS: ", "CA Issuers", "OCSP - ", "URL="];
    if !line.contains("://") || PRINTED.iter().any(|word| line.contains(word)) {
        return None;
    }
    const DOCUMENTATION: &[&str] = &[
        "curl.se",
        "curl.haxx.se",
        "developer.mozilla.org",
        "docs.",
        "aka.ms",
        "urllib3.readthedocs",
        "support.",
        "github.com/",
        "stackoverflow.com",
        "openssl.org",
        "www.openssl.org",
        "go.microsoft.com",
        "wiki.",
    ];
    let schemes = TLS_PORTS.iter().map(|(scheme, _)| *scheme).chain(["https", "wss", "grpcs"]);
    schemes
        .filter_map(|scheme| first_url(line, scheme))
        .find(|(rest, _)| !DOCUMENTATION.iter().any(|documentation| rest.starts_with(documentation)))
        .and_then(|(rest, default)| {
            let rest = match rest.split_once('@') {
                Some((user, rest)) if !user.contains(['/', ' ', '"']) => rest,
                _ => rest,
            };
            let found = leading(rest)?;
            Some(Address { port: found.port.or(default), ..found })
        })
}

fn first_url<'t>(line: &'t str, scheme: &str) -> Option<(&'t str, Option<u16>)> {
    let default = TLS_PORTS.iter().find(|(name, _)| *name == scheme).map(|(_, port)| *port);
    let (at, _) = line.match_indices("://").find(|(at, _)| {
        line.get(..*at).is_some_and(|before| {
            before
                .strip_suffix(scheme)
                .is_some_and(|before| !before.ends_with(|character: char| character.is_ascii_alphanumeric()))
        })
    })?;
    Some((line.get(at + 3..)?, default))
}

/// The host of a text that is nothing but a name, an address or a URL.
pub(crate) fn alone(text: &str) -> Option<String> {
    const LONGEST: usize = 2048;
    if text.len() > LONGEST || text.contains(char::is_whitespace) || text.is_empty() {
        return None;
    }
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) if scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+') => {
            (Some(scheme), rest)
        }
        Some(_) => return None,
        None => (None, text),
    };
    if scheme == Some("file") {
        return None;
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if scheme.is_none() && authority.len() < rest.len() && !is_domain(without_port(authority)) {
        return None;
    }
    let host = without_port(authority.rsplit('@').next().unwrap_or_default());
    let bare = host.trim_matches(['[', ']']);
    let is_host = is_domain(host)
        || bare.parse::<std::net::IpAddr>().is_ok()
        || host == "localhost"
        || (scheme.is_some() && !host.is_empty() && host.chars().all(is_name_character));
    (is_host && (scheme.is_some() || !is_file_name(text))).then(|| {
        // An IPv6 address takes its brackets along: it is followed by a port in what is advised.
        if bare.contains(':') { format!("[{bare}]") } else { bare.to_owned() }
    })
}

/// The port of such a text: the one that is written, or that of its scheme.
fn port(text: &str) -> Option<u16> {
    let (scheme, rest) = text.split_once("://").map_or((None, text), |(scheme, rest)| (Some(scheme), rest));
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = without_port(authority);
    let written = authority
        .get(host.len()..)
        .and_then(|port| port.strip_prefix(':'))
        .and_then(|port| port.parse().ok());
    written.or_else(|| {
        let (_, port) = TLS_PORTS.iter().find(|(name, _)| Some(*name) == scheme)?;
        Some(*port)
    })
}

/// The ports of schemes that speak TLS, other than 443.
const TLS_PORTS: &[(&str, u16)] = &[
    ("ldaps", 636),
    ("imaps", 993),
    ("pop3s", 995),
    ("smtps", 465),
    ("ftps", 990),
    ("amqps", 5671),
    ("mqtts", 8883),
    ("rediss", 6380),
];

fn without_port(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => {
            // More colons are those of an IPv6 address, unless brackets hold it together.
            if host.contains(':') && !host.ends_with(']') { authority } else { host }
        }
        _ => authority,
    }
}

fn is_name_character(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '.' | '_' | '*')
}

/// Two or more labels, the last of letters.
fn is_domain(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let last = name.rsplit('.').next().unwrap_or_default();
    name.len() <= 253
        && name.contains('.')
        && name.chars().all(is_name_character)
        && name.split('.').all(|label| !label.is_empty() && label.len() <= 63)
        && last.chars().count() >= 2
        && last.chars().all(|character| character.is_alphabetic() || character == '-')
}

/// A path, or a name with an extension that certificates are kept under.
pub(crate) fn is_file_name(text: &str) -> bool {
    const LONGEST: usize = 1024;
    const EXTENSIONS: &[&str] = &[
        "pem", "crt", "cer", "der", "p7b", "p7c", "p12", "pfx", "jks", "key", "csr", "crl", "txt", "keystore",
    ];
    if text.len() > LONGEST || text.contains(['\n', '\r']) {
        return false;
    }
    let unquoted = text.trim_matches(['"', '\'']);
    let extension = unquoted.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let known = extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()));
    let mut letters = unquoted.chars();
    let drive =
        letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && letters.as_str().starts_with(":\\");
    let rooted = ["/", "~/", "./", "../", "\\\\", "file://"].iter().any(|root| unquoted.starts_with(root));
    (known && !unquoted.contains("://")) || drive || (rooted && !unquoted.contains(' ') && unquoted.len() > 1)
}
