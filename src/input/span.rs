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
        let bytes = text.as_bytes();
        let mut checkpoints = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut position = Position { line: 1, column: 1 };
        for start in (0..bytes.len()).step_by(STRIDE) {
            checkpoints.push(position);
            position = position.after(bytes, start, (start + STRIDE).min(bytes.len()));
        }
        Self { text, checkpoints }
    }

    /// The position of the character that begins at this byte.
    pub(super) fn at(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let index = (offset / STRIDE).min(self.checkpoints.len().saturating_sub(1));
        let position = self.checkpoints.get(index).copied().unwrap_or(Position { line: 1, column: 1 });
        position.after(self.text.as_bytes(), index * STRIDE, offset)
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
    /// The position at `end`, where this is the one at `start`. Line feed, carriage return, or both together end a
    /// line; the bytes that continue a character take no column.
    fn after(self, bytes: &[u8], start: usize, end: usize) -> Self {
        let stretch = bytes.get(start..end).unwrap_or_default();
        let before = start.checked_sub(1).and_then(|before| bytes.get(before..end)).unwrap_or_default();
        let both = |pair: (&u8, &u8)| matches!(pair, (b'\r', b'\n'));
        let pairs = if start == 0 {
            stretch.iter().zip(stretch.iter().skip(1)).filter(|pair| both(*pair)).count()
        } else {
            before.iter().zip(stretch).filter(|pair| both(*pair)).count()
        };
        let breaks = stretch.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() - pairs;
        let line_start = stretch.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map(|last| last + 1);
        let line = stretch.get(line_start.unwrap_or(0)..).unwrap_or_default();
        let characters = line.iter().filter(|byte| !matches!(byte, 0x80..=0xbf)).count();
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            line: self.line.saturating_add(count(breaks)),
            column: if line_start.is_some() { 1 } else { self.column }.saturating_add(count(characters)),
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
