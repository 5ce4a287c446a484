//! Explains which link of a certificate chain fails, why, and what mends it.
