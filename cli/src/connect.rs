//! The chain of a server, exactly as it is sent: with rustls and no trust at all.
//!
//! ```text
//! target → addresses → (proxy) → (STARTTLS) → handshake → what was sent
//! ```
//! Nothing is sent but what these steps need, and only to where the command line says.

mod handshake;
mod proxy;
mod starttls;
mod target;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs};
use std::time::Duration;

use crate::args::Way;
use crate::failure::{Failure, Result};
use crate::words::say;
pub use handshake::{Identity, Sent};
pub use proxy::Proxy;
pub use target::Target;

/// A chain, and how it was got.
pub struct Taken {
    pub sent: Sent,
    /// The address that answered; `None` where a proxy went there.
    pub address: Option<SocketAddr>,
    /// The proxy that was gone through, without its password.
    pub proxy: Option<String>,
}

/// Takes the chain of a server, once. `identity` is what is shown where the server asks for a certificate.
pub fn take(target: &Target, way: &Way, identity: Option<&Identity>, proxy: Option<&Proxy>) -> Result<Taken> {
    match proxy {
        Some(proxy) => {
            let stream = proxy.open(target, way.timeout)?;
            let sent = finish(stream, target, way, identity)?;
            Ok(Taken { sent, address: None, proxy: Some(proxy.shown()) })
        }
        None => take_directly(target, way, identity, &addresses(target, way)?),
    }
}

/// Tries the addresses one after the other, as clients do.
fn take_directly(
    target: &Target,
    way: &Way,
    identity: Option<&Identity>,
    addresses: &[SocketAddr],
) -> Result<Taken> {
    let mut last = None;
    for address in addresses {
        match dial(*address, way.timeout) {
            Ok(stream) => {
                let sent = finish(stream, target, way, identity)?;
                return Ok(Taken { sent, address: Some(*address), proxy: None });
            }
            Err(error) => last = Some((address, error)),
        }
    }
    Err(match last {
        Some((address, error)) => Failure::unanswerable(say!(
            "no connection to {} ({address}): {}",
            "无法连接到 {}（{address}）：{}",
            target.shown(),
            handshake::network_reason(&error)
        )),
        None => {
            Failure::unanswerable(say!("{} has no address of that kind", "{} 没有这一类地址", target.host))
        }
    })
}

/// Takes the chain from each address of the name.
pub fn take_from_each(
    target: &Target,
    way: &Way,
    identity: Option<&Identity>,
) -> Result<Vec<(SocketAddr, Result<Taken>)>> {
    let addresses = addresses(target, way)?;
    Ok(addresses
        .iter()
        .map(|address| (*address, take_directly(target, way, identity, &[*address])))
        .collect())
}

fn finish(mut stream: TcpStream, target: &Target, way: &Way, identity: Option<&Identity>) -> Result<Sent> {
    if let Some(protocol) = way.starttls {
        starttls::begin(&mut stream, protocol, &target.host)?;
    }
    handshake::take(stream, target, way, identity)
}

/// The addresses of a name, IPv4 and IPv6 as asked for.
fn addresses(target: &Target, way: &Way) -> Result<Vec<SocketAddr>> {
    let wanted = |address: &SocketAddr| match address.ip() {
        IpAddr::V4(_) => !way.ipv6,
        IpAddr::V6(_) => !way.ipv4,
    };
    let found = (target.host.as_str(), target.port).to_socket_addrs().map_err(|error| {
        Failure::unanswerable(say!(
            "the name {} cannot be resolved: {}",
            "主机名 {} 无法解析：{}",
            target.host,
            crate::input::reason(&error)
        ))
    })?;
    let mut addresses: Vec<SocketAddr> = found.filter(wanted).collect();
    addresses.dedup();
    if addresses.is_empty() {
        return Err(Failure::unanswerable(say!(
            "the name {} has no address of that kind",
            "主机名 {} 没有这一类地址",
            target.host
        )));
    }
    Ok(addresses)
}

/// A connection whose every step has an end.
fn dial(address: SocketAddr, timeout: Duration) -> io::Result<TcpStream> {
    let stream = TcpStream::connect_timeout(&address, timeout)?;
    stream.set_read_timeout(Some(timeout))?;
    stream.set_write_timeout(Some(timeout))?;
    stream.set_nodelay(true)?;
    Ok(stream)
}
