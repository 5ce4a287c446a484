//! Which names are public suffixes: below them anybody can register names.
//!
//! Only the ICANN section of the list counts for certificates (CA/B BR §3.2.2.6). The list is held as text and searched by
//! halving: it is needed once in a while, and a table would be larger than what compresses so well.

/// Rules of more than one label, by their parents; see the README beside the file for its version and licence.
static RULES: &str = include_str!("public_suffix/icann.txt");

/// Whether this name (in A-labels) is a public suffix by the algorithm of publicsuffix.org.
pub(crate) fn is_public_suffix(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    match name.split_once('.') {
        // "If no rules match, the prevailing rule is `*`": a single label always is one.
        None => !name.is_empty(),
        Some((_, parent)) => {
            has_rule(&name) || (has_rule(&format!("*.{parent}")) && !has_rule(&format!("!{name}")))
        }
    }
}

/// Searches the sorted lines, each a parent with the labels that make a rule with it.
fn has_rule(rule: &str) -> bool {
    let Some((label, parent)) = rule.split_once('.') else { return false };
    let (mut low, mut high) = (0, RULES.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let bytes = RULES.as_bytes();
        let start = bytes.get(..middle).and_then(|front| front.iter().rposition(|byte| *byte == b'\n'));
        let start = start.map_or(0, |newline| newline + 1);
        let line = RULES.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let mut words = line.split(' ');
        match words.next().unwrap_or_default().cmp(parent) {
            core::cmp::Ordering::Equal => return words.any(|word| word == label),
            core::cmp::Ordering::Less => low = start + line.len() + 1,
            core::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_found_and_the_list_is_sorted() {
        let parents: Vec<&str> = RULES.lines().filter_map(|line| line.split(' ').next()).collect();
        assert!(parents.is_sorted());
        let rules = RULES.lines().flat_map(|line| {
            let (parent, labels) = line.split_once(' ').unwrap();
            labels.split(' ').map(move |label| format!("{label}.{parent}"))
        });
        assert!(rules.clone().count() > 5_000);
        assert!(rules.into_iter().all(|rule| has_rule(&rule)));
    }

    #[test]
    fn suffixes_are_told_from_names_below_them() {
        for name in ["com", "co.uk", "CO.UK", "ac.jp", "anything.ck", "xn--55qx5d.cn"] {
            assert!(is_public_suffix(name), "{name}");
        }
        for name in ["", "example.com", "example.co.uk", "www.ck", "github.io", "a.b.c.example"] {
            assert!(!is_public_suffix(name), "{name}");
        }
    }
}
