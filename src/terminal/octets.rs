//! The place where a certificate is written oddly, as a dump of its octets: offset, hexadecimal, what of it can be printed.
//!
//! It is read off the evidence: `octets`, the octets around the place with the odd ones in brackets, and `offset`, where these
//! begin. So it shows what the report has, which is of certificates and CRLs alone.

use super::Page;
use super::layout::columns;
use crate::report::{EvidenceValue, Finding};

/// The evidence that is shown so.
pub(super) const NAME: &str = "octets";
/// The most octets of one view, whatever a report has.
const MOST: usize = 64;
/// Octets of a line, as far as it fits.
const PER_LINE: [usize; 3] = [16, 8, 4];

/// Around the odd octets, on each line anew; and where something is missing between two.
const OPENS: &str = "[";
const CLOSES: &str = "]";
const MISSING: &str = "‸";

/// The octets around a place.
struct View<'a> {
    /// Each as two digits.
    octets: Vec<&'a str>,
    /// The odd ones, by their places in `octets`.
    odd: (usize, usize),
    /// More odd ones follow than are shown.
    cut: bool,
    /// Where the first octet stands in the object.
    start: usize,
}

impl<'a> View<'a> {
    fn of(finding: &'a Finding) -> Option<Self> {
        let find = |wanted: &str| finding.evidence.iter().find(|(name, _)| name.as_str() == wanted);
        let (Some((_, EvidenceValue::Text(text))), Some((_, EvidenceValue::Number(offset)))) =
            (find(NAME), find("offset"))
        else {
            return None;
        };
        let mut view = View { octets: Vec::new(), odd: (0, 0), cut: false, start: 0 };
        for word in text.split(' ').take(2 * MOST) {
            if word.starts_with('[') {
                view.odd.0 = view.octets.len();
            }
            let octet = word.trim_matches(['[', ']']);
            if octet == "…" {
                view.cut = true;
            } else if octet.len() == 2 && view.octets.len() < MOST {
                view.octets.push(octet);
            }
            if word.ends_with(']') {
                view.odd.1 = view.octets.len();
            }
        }
        view.start = usize::try_from(*offset).ok()?.checked_sub(view.odd.0)?;
        (!view.octets.is_empty()).then_some(view)
    }

    fn is_odd(&self, place: usize) -> bool {
        self.odd.0 <= place && place < self.odd.1
    }

    /// What stands before an octet; `first` is where its line begins.
    fn before(&self, place: usize, first: usize) -> &'static str {
        match (place > first && self.is_odd(place - 1), self.is_odd(place)) {
            (false, true) => OPENS,
            (true, false) => CLOSES,
            _ if self.odd == (place, place) => MISSING,
            _ => " ",
        }
    }

    /// What stands behind the last octet of a line; `next` is the place after it.
    fn behind(&self, next: usize) -> &'static str {
        match self.is_odd(next.saturating_sub(1)) {
            true => CLOSES,
            false if self.odd == (next, next) && next == self.octets.len() => MISSING,
            false => " ",
        }
    }
}

/// What an octet is in ASCII, where it can be printed; nothing of it can command a terminal or turn a line round.
fn printable(octet: &str) -> char {
    match u8::from_str_radix(octet, 16) {
        Ok(octet @ b' '..=b'~') => char::from(octet),
        _ => '.',
    }
}

/// The view of a finding that has one; `headed`, below a line that says what is shown.
pub(super) fn lines(page: &Page<'_>, finding: &Finding, indent: &str, headed: bool) -> Vec<String> {
    let Some(view) = View::of(finding) else { return Vec::new() };
    let end = view.start + view.octets.len();
    let digits = columns(&end.to_string());
    // Indent, offset, a gap and two digits an octet, the last gap, two columns, a character an octet.
    let wide = |count: usize| columns(indent) + digits + 1 + 3 * count + 1 + 2 + count;
    let count = PER_LINE.into_iter().find(|count| wide(*count) <= page.width).unwrap_or(4);
    let count = count.min(view.octets.len());
    let mut lines = Vec::new();
    if headed {
        let marked = match (view.odd.0 == view.odd.1, view.cut) {
            (true, _) => page.words.octets_missing,
            (false, true) => page.words.octets_go_on,
            (false, false) => page.words.octets_odd,
        };
        let head = [&page.words.octets(view.start, end - 1), page.words.semicolon, marked].concat();
        lines.extend(page.dim(&head, indent, indent));
    }
    let mut at = 0;
    while at < view.octets.len() {
        let until = (at + count).min(view.octets.len());
        let mut offset = (view.start + at).to_string();
        offset.insert_str(0, &" ".repeat(digits.saturating_sub(columns(&offset))));
        let mut line = [indent, &page.paint.dim(&offset), " "].concat();
        let mut text = String::new();
        for (place, octet) in view.octets.iter().enumerate().take(until).skip(at) {
            let shown = printable(octet).to_string();
            let octet = [view.before(place, at), octet].concat();
            if view.is_odd(place) {
                line.push_str(&page.paint.red(&octet));
                text.push_str(&page.paint.red(&shown));
            } else {
                line.push_str(&octet);
                text.push_str(&shown);
            }
        }
        line.push_str(view.behind(until));
        line.push_str(&"   ".repeat(count - (until - at)));
        lines.push([line.as_str(), "  ", &text].concat());
        at = until;
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::fault::Severity;
    use crate::question::Language;
    use crate::report::Place;
    use crate::terminal::Style;

    fn drawn(octets: &str, offset: i64, width: usize) -> Vec<String> {
        let finding = Finding {
            code: "encoding-not-der",
            severity: Severity::Error,
            place: Place::Anchors,
            clause: "",
            title: String::new(),
            message: String::new(),
            evidence: BTreeMap::from([
                ("octets".to_owned(), EvidenceValue::Text(octets.to_owned())),
                ("offset".to_owned(), EvidenceValue::Number(offset)),
            ]),
            fixes: Vec::new(),
        };
        let report = crate::explain(&crate::Question::default());
        let style = Style { width, ..Style::default() };
        let page = Page::new(&report, Language::English, &style);
        lines(&page, &finding, "  ", false)
    }

    #[test]
    fn the_odd_octets_are_marked_and_what_can_be_printed_stands_beside() {
        assert_eq!(
            drawn("30 0f 31 0d [0c 02 ff fe] 41 42 43", 104, 80),
            ["  100  30 0f 31 0d[0c 02 ff fe]41 42 43   0.1.....ABC"]
        );
    }

    #[test]
    fn each_line_has_marks_of_its_own() {
        assert_eq!(
            drawn("30 0f 31 0d 0c [02 ff fe 41 42 43 44] 45", 9, 40),
            ["   4  30 0f 31 0d 0c[02 ff fe]  0.1.....", "  12 [41 42 43 44]45            ABCDE",]
        );
    }

    #[test]
    fn what_is_missing_has_its_place() {
        assert_eq!(drawn("41 [] 42", 1, 40), ["  0  41‸42   AB"]);
        assert_eq!(drawn("41 []", 1, 40), ["  0  41‸  A"]);
        assert_eq!(drawn("[] 41", 0, 40), ["  0 ‸41   A"]);
        assert_eq!(drawn("[02 01 …]", 7, 40), ["  7 [02 01]  .."]);
    }

    #[test]
    fn what_is_no_evidence_of_octets_draws_nothing() {
        assert!(drawn("", 3, 80).is_empty());
        // An offset that lies before the first octet.
        assert!(drawn("41 42 [43]", 1, 80).is_empty());
        let many = ["41"; 500].join(" ");
        assert_eq!(drawn(&many, 0, 80).len(), 4);
    }
}
