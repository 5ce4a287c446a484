//! `chainwhy` on the machine where it fails: files, servers and trust stores, judged by the same core as the page and the package.
//!
//! The program is [`run`]; the Python package runs it too, and takes chains with [`take_chain`].
#![warn(missing_docs)]

mod args;
mod ask;
mod connect;
mod doctor;
mod failure;
mod fetch;
mod formats;
mod input;
mod ndjson;
mod program;
mod server;
mod show;
mod watch;
mod words;

use std::time::Duration;

pub use program::run;

/// Has signatures verified with *ring* where it can; whoever calls the core for himself beside [`run`] calls it once.
pub fn verify_natively() {
    chainwhy::verify_signatures_with(
        rustls::crypto::ring::default_provider().signature_verification_algorithms.all,
    );
}

/// The certificates that a server sends, DER, in the order sent, by the way that the environment names (HTTPS_PROXY, NO_PROXY).
///
/// Takes `HOST`, `HOST:PORT` or a URL. Nothing is trusted, and nothing is sent but the handshake.
///
/// # Errors
///
/// One line that says why there was no chain: no such name, nothing listens, no TLS.
pub fn take_chain(target: &str, timeout: Duration) -> Result<Vec<Vec<u8>>, String> {
    let way = args::Way { timeout, ..args::Way::default() };
    let take = || {
        let target = server::target(target, &way)?;
        let proxy = connect::Proxy::chosen(&way, &target)?;
        connect::take(&target, &way, None, proxy.as_ref())
    };
    take().map(|taken| taken.sent.certificates).map_err(|failure| failure.message)
}
