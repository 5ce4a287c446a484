//! From a place in pasted text to its line and column, in time that does not depend on where it is.

use crate::fault::Span;

/// A line and a column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub line: u32,
    pub column: u32,
}

/// How many bytes lie between two remembered positions.
const STRIDE: usize = 1024;

/// Positions in a text. A thousand findings on one line of ten megabytes must not each count it from its start,
/// so the position is remembered every [`STRIDE`] bytes.
#[derive(Debug)]
pub(super) struct Positions<'t> {
    text: &'t str,
    checkpoints: Vec<Position>,
}

impl<'t> Positions<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut position = Position { line: 1, column: 1 };
        let mut previous = 0;
        for chunk in text.as_bytes().chunks(STRIDE) {
            checkpoints.push(position);
            for byte in chunk {
                position = position.after(previous, *byte);
                previous = *byte;
            }
        }
        Self { text, checkpoints }
    }

    /// The position of the character that begins at this byte.
    pub(super) fn at(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let index = (offset / STRIDE).min(self.checkpoints.len().saturating_sub(1));
        let Some(position) = self.checkpoints.get(index) else { return Position { line: 1, column: 1 } };
        let start = index * STRIDE;
        let bytes = self.text.as_bytes();
        let mut previous = start.checked_sub(1).and_then(|before| bytes.get(before)).copied().unwrap_or(0);
        let mut position = *position;
        for byte in bytes.get(start..offset).unwrap_or_default() {
            position = position.after(previous, *byte);
            previous = *byte;
        }
        position
    }

    /// From the character that begins at `start` to the one before `end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let first = self.at(start);
        let mut last = end.clamp(start, self.text.len());
        while last > start && !self.text.is_char_boundary(last) {
            last -= 1;
        }
        let last = self
            .text
            .get(start..last)
            .map_or(start, |stretch| start + stretch.trim_end_matches(['\r', '\n']).len().saturating_sub(1));
        Span { line: first.line, column: first.column, end_line: self.at(last.max(start)).line }
    }
}

impl Position {
    /// The position after one more byte. Line feed, carriage return, or both together end a line.
    fn after(self, previous: u8, byte: u8) -> Self {
        match byte {
            b'\n' if previous == b'\r' => self,
            b'\n' | b'\r' => Self { line: self.line.saturating_add(1), column: 1 },
            // The bytes that continue a character take no column.
            0x80..=0xbf => self,
            _ => Self { line: self.line, column: self.column.saturating_add(1) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_ending_counts_once() {
        let text = "a\nb\r\nc\rd";
        let positions = Positions::of(text);
        for (letter, line) in [('a', 1), ('b', 2), ('c', 3), ('d', 4)] {
            let offset = text.find(letter).unwrap();
            assert_eq!(positions.at(offset), Position { line, column: 1 }, "{letter}");
        }
    }

    #[test]
    fn columns_count_characters() {
        let text = "证书 x";
        assert_eq!(Positions::of(text).at(text.find('x').unwrap()), Position { line: 1, column: 4 });
    }

    #[test]
    fn positions_beyond_a_checkpoint_agree_with_counting() {
        let text = "abc\r\ndéf\r".repeat(1000);
        let positions = Positions::of(&text);
        let (mut line, mut column) = (1, 1);
        for (offset, character) in text.char_indices() {
            if !(character == '\n' && text[..offset].ends_with('\r')) {
                assert_eq!(positions.at(offset), Position { line, column }, "at {offset}");
            }
            match character {
                '\n' => (),
                '\r' => (line, column) = (line + 1, 1),
                _ => column += 1,
            }
        }
    }

    #[test]
    fn a_span_ends_on_the_line_of_its_last_character() {
        let positions = Positions::of("one\ntwo\nthree\n");
        assert_eq!(positions.span(4, 8), Span { line: 2, column: 1, end_line: 2 });
        assert_eq!(positions.span(4, 14), Span { line: 2, column: 1, end_line: 3 });
        assert_eq!(positions.span(4, 4), Span { line: 2, column: 1, end_line: 2 });
    }
}
