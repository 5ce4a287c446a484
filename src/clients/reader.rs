//! How clients read octets: what a certificate is made of, as a table, and how strict a client is with it, as data.
//!
//! Verifiers part ways before any rule is looked at, in how a certificate is written. A [`Dialect`](schema::Dialect) says
//! what a client's reader takes, [`schema`] holds the ASN.1 that all of them read by, and [`lenient`] tells the facts of what
//! is not DER as those see them who read it all the same.

pub(super) mod asn1;
pub(super) mod der;
pub(super) mod lenient;
pub(super) mod name;
pub(super) mod outline;
pub(super) mod schema;
pub(super) mod time;
