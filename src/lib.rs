//! Explains which link of a certificate chain fails, why, and what mends it.
#![warn(missing_docs)]

pub mod fault;
mod input;
pub mod question;
pub mod recognise;
pub mod rules;

#[cfg_attr(
    not(test),
    expect(dead_code, unused_imports, reason = "the rules and webpki are about to call it")
)]
mod signature;
