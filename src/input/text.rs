//! From the bytes of a file to text, whatever its encoding.

use std::borrow::Cow;

/// Text, and what had to be done to get it.
#[derive(Debug)]
pub(super) struct Text<'b> {
    pub text: Cow<'b, str>,
    pub encoding: Encoding,
}

/// How text was encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16,
    /// Neither: bytes beyond ASCII are lost, which PEM has none of.
    Unknown,
}

/// The text of a file.
pub(super) fn decode(bytes: &[u8]) -> Text<'_> {
    if let Some(text) = utf16(bytes) {
        return Text { text: Cow::Owned(text), encoding: Encoding::Utf16 };
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Text { text: Cow::Borrowed(text), encoding: Encoding::Utf8 },
        Err(_) => Text { text: Cow::Owned(ascii_at_least(bytes)), encoding: Encoding::Unknown },
    }
}

/// What is UTF-8 of it. One octet stands for whatever is none, so that a file becomes no longer by it.
fn ascii_at_least(bytes: &[u8]) -> String {
    /// SUBSTITUTE, which is there for what cannot be shown.
    const NONE: char = '\u{1a}';
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(NONE);
        }
    }
    text
}

/// UTF-16, known by its byte order mark or by every other byte of its ASCII being zero.
pub(super) fn utf16(bytes: &[u8]) -> Option<String> {
    const SAMPLE: usize = 256;
    let (big_endian, bytes) = match bytes {
        [0xff, 0xfe, rest @ ..] => (false, rest),
        [0xfe, 0xff, rest @ ..] => (true, rest),
        _ => {
            let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
            let pairs = || sample.chunks_exact(2);
            let ascii = |byte: &u8| byte.is_ascii() && *byte != 0;
            let little = pairs().filter(|pair| matches!(pair, [low, 0] if ascii(low))).count();
            let big = pairs().filter(|pair| matches!(pair, [0, low] if ascii(low))).count();
            let most = pairs().count() * 3 / 4;
            match (little, big) {
                _ if most < 4 => return None,
                (little, _) if little >= most => (false, bytes),
                (_, big) if big >= most => (true, bytes),
                _ => return None,
            }
        }
    };
    let units = bytes.chunks_exact(2).map(|pair| match pair {
        [first, second] if big_endian => u16::from_be_bytes([*first, *second]),
        [first, second] => u16::from_le_bytes([*first, *second]),
        _ => 0,
    });
    Some(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

/// The bytes of text that was made of a binary file by taking each byte for a character.
pub(super) fn bytes_of(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|character| u8::try_from(character).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn as_utf16(text: &str, big_endian: bool, mark: bool) -> Vec<u8> {
        let mark = if mark { "\u{feff}" } else { "" };
        let units = mark.encode_utf16().chain(text.encode_utf16()).collect::<Vec<_>>();
        units
            .iter()
            .flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn utf16_is_told_with_and_without_its_mark() {
        for (big_endian, mark) in [(false, true), (true, true), (false, false), (true, false)] {
            let bytes = as_utf16("-----BEGIN CERTIFICATE-----\r\nMIIB", big_endian, mark);
            let decoded = decode(&bytes);
            assert_eq!(decoded.encoding, Encoding::Utf16);
            assert_eq!(decoded.text, "-----BEGIN CERTIFICATE-----\r\nMIIB");
        }
    }

    #[test]
    fn other_bytes_are_not_utf16() {
        assert_eq!(decode(b"plain text").encoding, Encoding::Utf8);
        assert_eq!(decode(&[0x30, 0x82, 0x01, 0x00, 0x30, 0x81, 0xff, 0x00]).encoding, Encoding::Unknown);
        assert_eq!(decode(b"").text, "");
    }

    #[test]
    fn text_in_another_encoding_keeps_its_ascii() {
        let decoded = decode(b"Aussteller: M\xfcller\n-----BEGIN");
        assert_eq!(decoded.encoding, Encoding::Unknown);
        assert!(decoded.text.ends_with("ller\n-----BEGIN"));
    }
}
