//! The names of the fields, and which of them a name that is none of them is likely to mean.

/// All that a question may hold.
pub(crate) const FIELDS: &[&str] = &[
    "chain",
    "paste",
    "passwords",
    "anchors",
    "crls",
    "serverName",
    "emailName",
    "at",
    "purpose",
    "rules",
    "language",
    "errorText",
    "intermediates",
    "ocsp",
    "scts",
    "ctLogs",
    "policies",
    "requireExplicitPolicy",
    "inhibitPolicyMapping",
    "inhibitAnyPolicy",
    "outlook",
    "warnDays",
    "clients",
    "full",
];

/// What people write, in lower case and without hyphens and underscores, and the field that they mean.
static MEANT: &[(&str, &str)] = &[
    ("host", "serverName"),
    ("hostname", "serverName"),
    ("sni", "serverName"),
    ("domain", "serverName"),
    ("name", "serverName"),
    ("server", "serverName"),
    ("url", "serverName"),
    ("dnsname", "serverName"),
    ("email", "emailName"),
    ("mail", "emailName"),
    ("mailbox", "emailName"),
    ("emailaddress", "emailName"),
    ("cert", "chain"),
    ("certs", "chain"),
    ("certificate", "chain"),
    ("certificates", "chain"),
    ("fullchain", "chain"),
    ("bundle", "chain"),
    ("pem", "chain"),
    ("leaf", "chain"),
    ("ca", "anchors"),
    ("cas", "anchors"),
    ("cafile", "anchors"),
    ("root", "anchors"),
    ("roots", "anchors"),
    ("trust", "anchors"),
    ("trusted", "anchors"),
    ("truststore", "anchors"),
    ("trustanchors", "anchors"),
    ("crl", "crls"),
    ("time", "at"),
    ("date", "at"),
    ("now", "at"),
    ("when", "at"),
    ("timestamp", "at"),
    ("usage", "purpose"),
    ("eku", "purpose"),
    ("extendedkeyusage", "purpose"),
    ("ruleset", "rules"),
    ("lang", "language"),
    ("locale", "language"),
    ("error", "errorText"),
    ("message", "errorText"),
    ("stderr", "errorText"),
    ("text", "paste"),
    ("input", "paste"),
    ("file", "paste"),
    ("files", "paste"),
    ("password", "passwords"),
    ("intermediate", "intermediates"),
    ("untrusted", "intermediates"),
    ("ocspresponse", "ocsp"),
    ("sct", "scts"),
    ("logs", "ctLogs"),
    ("ctlog", "ctLogs"),
    ("loglist", "ctLogs"),
    ("ctloglist", "ctLogs"),
    ("policy", "policies"),
    ("client", "clients"),
];

/// A name longer than any field's by more than this means none of them.
const LONGEST: usize = 32;

/// The field that is likely meant: one of the same letters, what people call it, or the one that differs in the fewest letters.
pub(crate) fn nearest(name: &str) -> Option<&'static str> {
    if name.len() > LONGEST {
        return None;
    }
    let bare = |name: &str| name.to_ascii_lowercase().replace(['-', '_', ' '], "");
    let given = bare(name);
    if let Some(field) = FIELDS.iter().find(|field| bare(field) == given) {
        return Some(field);
    }
    if let Some((_, field)) = MEANT.iter().find(|(word, _)| *word == given) {
        return Some(field);
    }
    let mut nearest: Option<(usize, &'static str)> = None;
    for field in FIELDS {
        let differs = distance(&bare(field), &given);
        let is_like = differs == 1 && field.len() >= 4 || differs <= 2 && field.len() >= 5;
        if is_like && nearest.is_none_or(|(least, _)| differs < least) {
            nearest = Some((differs, field));
        }
    }
    nearest.map(|(_, field)| field)
}

/// How many letters have to be put in, taken out or replaced (Levenshtein). Both are short.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, candidate) in row.iter_mut().skip(1).zip(other.chars()) {
            let replaced = diagonal + usize::from(candidate != letter);
            diagonal = *cell;
            left = replaced.min(diagonal + 1).min(left + 1);
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn a_name_is_taken_for_the_field_that_it_is_likely_to_mean() {
        for (given, field) in [
            ("servername", Some("serverName")),
            ("server_name", Some("serverName")),
            ("host", Some("serverName")),
            ("servrName", Some("serverName")),
            ("anchor", Some("anchors")),
            ("roots", Some("anchors")),
            ("cahin", Some("chain")),
            ("CRLS", Some("crls")),
            ("purposes", Some("purpose")),
            ("error-text", Some("errorText")),
            ("colour", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(nearest(given), field, "{given}");
        }
        assert_eq!(nearest(&"serverName".repeat(1000)), None);
    }
}
