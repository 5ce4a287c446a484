//! Which names are public suffixes: below them anybody can register names.

/// Whether this is a public suffix.
pub(crate) fn is_public_suffix(name: &str) -> bool {
    // A single label always is one: the default rule of the public suffix list is `*`.
    !name.is_empty() && !name.contains('.')
}
