//! The address of a server: host and port, as people write them.

use core::fmt;

use crate::input::sniff;

/// A host and the port that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// A name or an address, without brackets.
    pub host: String,
    /// The port, where it was written.
    pub port: Option<u16>,
}

impl Address {
    /// The address of a text that is nothing but a name, an address or a URL.
    pub(crate) fn alone(text: &str) -> Option<Self> {
        let host = sniff::host_name(text)?;
        Some(Self { host: host.trim_matches(['[', ']']).to_owned(), port: sniff::port(text) })
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
