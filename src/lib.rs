//! Explains which link of a certificate chain fails, why, and what mends it.
//!
//! One call: [`explain()`] takes a [`Question`] (what a server sends, the trust anchors, a host name, a time) and gives a
//! [`Report`]. It reads no clock, network, file or environment, and there is a report for every input.
#![warn(missing_docs)]

pub mod address;
mod anchors;
mod any_of;
mod certificate;
mod choice;
mod clients;
pub mod compare;
mod encoding;
mod end_entity;
mod examined;
mod explain;
pub mod fault;
mod fixes;
mod input;
pub mod interception;
mod letters;
mod moment;
mod notation;
mod order;
mod paste;
mod path;
mod public_suffix;
pub mod question;
pub mod recognise;
mod reference;
pub mod report;
mod revocation;
pub mod root_history;
pub mod rules;
#[cfg(target_arch = "wasm32")]
mod runtime;
mod secret;
mod sent;
mod server_name;
mod signature;
pub mod terminal;
mod terms;
mod text;
mod transparency;
#[cfg(feature = "typescript")]
pub mod typescript;
mod verifier;
#[cfg(target_arch = "wasm32")]
mod wasm;
mod work;

pub use compare::compare;
pub use explain::explain;
#[doc(hidden)]
pub use explain::explain_and_count;
pub use question::Question;
pub use report::{Report, fields};
#[cfg(not(target_arch = "wasm32"))]
pub use signature::verify_signatures_with;
pub use verifier::Verifier;
