//! Explains which link of a certificate chain fails, why, and what mends it.
#![warn(missing_docs)]

pub mod fault;
pub mod question;
pub mod rules;
