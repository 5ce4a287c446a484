//! Whether a text holds any of several words: one walk through it, whatever their number.

/// Words that are looked for together, letter by letter as they stand.
pub(crate) struct AnyOf {
    /// The first two bytes that any of them has, a bit each: few places of a text begin so.
    starts: Vec<u64>,
    words: Vec<&'static [u8]>,
}

impl AnyOf {
    /// Each word has two bytes or more: a shorter one is found nowhere.
    pub(crate) fn new(words: impl Iterator<Item = &'static str>) -> Self {
        let words: Vec<&'static [u8]> = words.map(str::as_bytes).collect();
        let mut starts = vec![0; 1 << 10];
        for word in &words {
            if let [first, second, ..] = word {
                let (at, bit) = place_of(*first, *second);
                if let Some(bits) = starts.get_mut(at) {
                    *bits |= bit;
                }
            }
        }
        Self { starts, words }
    }

    /// Whether one of them stands in the text.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        bytes.windows(2).enumerate().any(|(at, pair)| {
            let &[first, second] = pair else { return false };
            let (place, bit) = place_of(first, second);
            self.starts.get(place).is_some_and(|bits| bits & bit != 0)
                && bytes.get(at..).is_some_and(|rest| self.begins(rest))
        })
    }

    fn begins(&self, text: &[u8]) -> bool {
        self.words.iter().any(|word| text.first() == word.first() && text.starts_with(word))
    }
}

/// Where two bytes stand in the table.
fn place_of(first: u8, second: u8) -> (usize, u64) {
    let pair = usize::from(first) << 8 | usize::from(second);
    (pair >> 6, 1 << (pair & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_wherever_it_stands_and_half_a_word_is_not() {
        let words = AnyOf::new(["curl ", "-connect ", "攻击者"].into_iter());
        for text in ["curl x", "$ curl https://a", "openssl -connect a:443", "可能有攻击者", "-connect "]
        {
            assert!(words.are_in(text), "{text}");
        }
        for text in ["", "c", "curl", "curly", "-connec t", "攻击", "CURL x"] {
            assert!(!words.are_in(text), "{text}");
        }
    }
}
