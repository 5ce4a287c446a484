//! Bytes written out in digits: hex dumps, array and string literals.

use core::ops::Range;

use super::der::SEQUENCE;

/// The bytes that a text writes out, if it does nothing else, and they begin as a certificate does.
pub(super) fn bytes(text: &str) -> Option<Vec<u8>> {
    let text = text.trim();
    let bytes = string_literal(text).or_else(|| numbers(text)).or_else(|| hex(text))?;
    matches!(bytes.as_slice(), [SEQUENCE, 0x81..=0x84, ..]).then_some(bytes)
}

/// Arrays of octets in source code, each with where it stands: `{ 0x30, 0x82, … }`, `[48, -126, …]`, `bytes([48, 130, …])`.
pub(super) fn arrays(text: &str) -> Vec<(Range<usize>, Vec<u8>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find(['{', '[', '('])).map(|open| at + open) {
        at = open + 1;
        let (bytes, end) = array(text, at);
        if matches!(bytes.as_slice(), [SEQUENCE, 0x81..=0x84, ..]) {
            found.push((at..end, bytes));
            at = end;
        }
    }
    found
}

/// Certificates in hexadecimal digits amid other text, each with where it stands: `\x3082…` of a database, the lines that a switch
/// lists. Each ends where it says that it does; digits may stand in groups and on several lines.
pub(super) fn runs(text: &str) -> Vec<(Range<usize>, Vec<u8>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find("30")).map(|start| at + start) {
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        at = start + 2;
        // The `x` of `0x` and `\x` is no digit, and neither is what stands in front of a word.
        if before.is_some_and(|before| before.is_alphanumeric() && before != 'x') {
            continue;
        }
        let (bytes, end) = digits(text, start);
        at = end.max(at);
        if let [SEQUENCE, 0x81..=0x83, ..] = bytes.as_slice() {
            found.push((start..end, bytes));
        }
    }
    found
}

/// The octets that digits write out from `start` on, up to the end of what they announce, and where that is.
fn digits(text: &str, start: usize) -> (Vec<u8>, usize) {
    let mut bytes: Vec<u8> = Vec::new();
    let mut high = None;
    let mut wanted = usize::MAX;
    let mut end = start;
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match (char::from(byte).to_digit(16), byte) {
            (Some(digit), _) => match high.take() {
                None => high = Some(digit),
                Some(high) => {
                    bytes.push(u8::try_from(high * 16 + digit).unwrap_or_default());
                    end = at + 1;
                }
            },
            (None, b' ' | b'\t' | b'\r' | b'\n' | b':') if high.is_none() => continue,
            _ => break,
        }
        match bytes.as_slice() {
            [first, ..] if *first != SEQUENCE => break,
            [_, form, ..] if !matches!(form, 0x81..=0x83) => break,
            [_, form, length @ ..] if wanted == usize::MAX => {
                let octets = usize::from(form & 0x7f);
                if let Some(length) = length.get(..octets) {
                    wanted = length.iter().fold(0, |sum, byte| sum * 256 + usize::from(*byte)) + 2 + octets;
                }
            }
            _ => {}
        }
        if bytes.len() >= wanted {
            break;
        }
    }
    if bytes.len() == wanted { (bytes, end) } else { (Vec::new(), end) }
}

/// The octets from `start` on, up to what is none; and where they end. Whatever is not one ends it, so each character is looked at
/// once, but for the few that could begin a certificate.
fn array(text: &str, start: usize) -> (Vec<u8>, usize) {
    let mut bytes = Vec::new();
    let mut end = start;
    let mut rest = text.get(start..).unwrap_or_default();
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r', '\n', ',']);
        let after = ["(byte)", "(unsigned char)"].iter().find_map(|cast| rest.strip_prefix(cast));
        let number = after.map_or(rest, str::trim_start);
        let length =
            number.bytes().take(8).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
        let Some(byte) = number.get(..length).and_then(octet) else { break };
        // The first says at once whether a certificate can begin here.
        if bytes.is_empty() && byte != SEQUENCE {
            break;
        }
        bytes.push(byte);
        rest = number.get(length..).unwrap_or_default();
        end = text.len() - rest.len();
    }
    (bytes, end)
}

/// `0x30`, `0x30u8`, `48`, `-126`.
fn octet(number: &str) -> Option<u8> {
    let number = number.trim_end_matches(['u', 'U', 'L']).strip_suffix("u8").unwrap_or(number);
    match number.strip_prefix("0x").or_else(|| number.strip_prefix("0X")) {
        Some(digits) => u8::from_str_radix(digits.trim_end_matches(['u', 'U']), 16).ok(),
        None => {
            let number: i16 = number.parse().ok()?;
            u8::try_from(number).ok().or_else(|| i8::try_from(number).ok().map(i8::cast_unsigned))
        }
    }
}

/// Whether the first digits of a text are those of 0x30, which begins a certificate.
fn begins_with_30(text: &str) -> bool {
    let beginning = text.get(..16).unwrap_or_default().replace("0x", "");
    beginning.chars().filter(char::is_ascii_hexdigit).take(2).eq(['3', '0'])
}

/// Plain digits, `30:82`, `0x30, 0x82`, `\x30\x82`, and lines with an offset before and letters behind.
fn hex(text: &str) -> Option<Vec<u8>> {
    let dumped = text.lines().next().is_some_and(|line| offset_line(line).is_some());
    if !dumped && !begins_with_30(text) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 2);
    for line in text.lines() {
        let line = if dumped { offset_line(line)? } else { line };
        let mut high = None;
        let mut characters = line.chars().peekable();
        while let Some(character) = characters.next() {
            match (character, character.to_digit(16)) {
                ('0' | '\\', _)
                    if high.is_none() && characters.next_if(|next| matches!(next, 'x' | 'X')).is_some() => {}
                (_, Some(digit)) => match high.take() {
                    None => high = Some(digit),
                    Some(high) => bytes.push(u8::try_from(high * 16 + digit).ok()?),
                },
                (' ' | ':' | ',' | ';' | '\t' | '"' | '\'' | '{' | '}' | '[' | ']', None)
                    if high.is_none() => {}
                _ => return None,
            }
        }
        if high.is_some() {
            return None;
        }
    }
    Some(bytes)
}

/// The digits of a line of a dump: `00000010: 3082 0181  0...` or `00000010  30 82 01 81  |0...|`.
fn offset_line(line: &str) -> Option<&str> {
    const OFFSET: std::ops::RangeInclusive<usize> = 4..=16;
    let line = line.trim_start();
    let length = line.bytes().take_while(u8::is_ascii_hexdigit).count();
    if !OFFSET.contains(&length) {
        return None;
    }
    let rest = line.get(length..)?;
    // xxd sets the letters apart by two blanks, hexdump and od put them between bars.
    match rest.strip_prefix(": ") {
        Some(rest) => rest.split("  ").next(),
        None => rest.strip_prefix("  ").and_then(|rest| rest.split('|').next()),
    }
}

/// `[48, 130, 1]`, as JSON has it, also within Node.js's `{"type":"Buffer","data":[…]}`; Java counts from -128.
fn numbers(text: &str) -> Option<Vec<u8>> {
    let (head, list) = text.split_once('[')?;
    let (list, tail) = list.split_once(']')?;
    let is_buffer = head.trim().is_empty() || head.contains("\"Buffer\"");
    if !is_buffer || !tail.trim_matches(['}', ' ', '\n', '\r']).is_empty() {
        return None;
    }
    let byte = |number: &str| {
        let number: i16 = number.trim().parse().ok()?;
        u8::try_from(number).ok().or_else(|| i8::try_from(number).ok().map(i8::cast_unsigned))
    };
    list.split(',').map(byte).collect()
}

/// `b'0\x82\x01'`, as Python prints bytes.
fn string_literal(text: &str) -> Option<Vec<u8>> {
    let text = text.strip_prefix(['b', 'B'])?;
    let quote = text.chars().next().filter(|quote| matches!(quote, '\'' | '"'))?;
    let text = text.get(1..)?.strip_suffix(quote)?;
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let byte = match character {
            '\\' => match characters.next()? {
                'x' => {
                    let digits = characters.as_str().get(..2)?;
                    characters = characters.as_str().get(2..)?.chars();
                    u8::from_str_radix(digits, 16).ok()?
                }
                'n' => b'\n',
                'r' => b'\r',
                't' => b'\t',
                '0' => 0,
                escaped @ ('\\' | '\'' | '"') => u8::try_from(escaped).ok()?,
                _ => return None,
            },
            plain => u8::try_from(plain).ok().filter(u8::is_ascii)?,
        };
        bytes.push(byte);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_in_source_code_are_read() {
        let wanted = vec![0x30, 0x82, 0x01, 0x81];
        for text in [
            "static const unsigned char ca[] = {\n    0x30, 0x82, 0x01,\n    0x81\n};\n",
            "byte[] der = { (byte)0x30, (byte) 0x82, 0x01, (byte)0x81 };",
            "let der: [u8; 4] = [0x30u8, 0x82, 0x01, 0x81];",
            "der = bytes([48, 130, 1, 129])",
            "int f(int x) { return x[1]; }\nchar der[] = { 48, -126, 1, -127, };",
        ] {
            let found = arrays(text);
            assert_eq!(
                found.iter().map(|(_, bytes)| bytes.clone()).collect::<Vec<_>>(),
                std::slice::from_ref(&wanted),
                "{text}"
            );
        }
        assert!(arrays("{ 1, 2, 3 } [0x30] (48, 1)").is_empty());
    }

    #[test]
    fn digits_amid_text_are_read() {
        for text in [
            " cert\n------\n \\x308200020500\n(1 row)\n",
            "crypto pki certificate chain x\n certificate ca 01\n  30820002 \n  0500\n  quit\n",
            "VALUES (0x308200020500)",
            "cert: 30:82:00:02:05:00\n",
        ] {
            let found = runs(text);
            let bytes: Vec<_> = found.iter().map(|(_, bytes)| bytes.clone()).collect();
            assert_eq!(bytes, [vec![0x30, 0x82, 0, 2, 5, 0]], "{text}");
        }
        for text in ["", "30", "at 10:30 82 people", "30820002", "a308200020500", "30:45:02:20"] {
            assert!(runs(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn hex_dumps_are_undone() {
        let expected =
            (0..48).map(|n| [0x30, 0x82, 0x01, 0x81].get(n).copied().unwrap_or(b'A')).collect::<Vec<u8>>();
        let digits = expected.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>();
        let xxd = digits.chunks(16).enumerate().map(|(number, line)| {
            let pairs = line.chunks(2).map(|pair| pair.concat()).collect::<Vec<_>>().join(" ");
            format!("{:08x}: {pairs}  0...AAAAAAAA  AA\n", number * 16)
        });
        let hexdump = digits.chunks(16).enumerate().map(|(number, line)| {
            format!("{:08x}  {}  {}  |0...AAAA|\n", number * 16, line[..8].join(" "), line[8..].join(" "))
        });
        let texts = [
            digits.concat(),
            digits.join(" "),
            digits.join(":").to_uppercase(),
            format!("{{ 0x{} }}", digits.join(", 0x")),
            format!("b\"\\x{}\"", digits.join("\\x")).replacen("b\"", "\"", 1),
            digits.chunks(16).map(|line| line.concat() + "\n").collect(),
            xxd.collect(),
            hexdump.collect(),
            format!("{expected:?}"),
            format!("{:?}", expected.iter().map(|byte| byte.cast_signed()).collect::<Vec<_>>()),
            format!("{{\"type\":\"Buffer\",\"data\":{expected:?}}}\n"),
            format!("b'0\\x82\\x01\\x81{}'", "A".repeat(44)),
        ];
        for text in texts {
            assert_eq!(bytes(&text).as_ref(), Some(&expected), "{text}");
        }
        for plain in ["", "30", "3082", "hello", "30 82 zz", "deadbeef"] {
            assert!(bytes(plain).is_none_or(|bytes| bytes == [0x30, 0x82]), "{plain}");
        }
    }
}
