//! The language of the program's own lines: what it says beside a report, and where there is none.
//!
//! A run has one language, which is known before anything can be said; each line stands in both, side by side.

use std::ffi::OsString;
use std::sync::atomic::{AtomicBool, Ordering};

use chainwhy::question::Language;

static CHINESE: AtomicBool = AtomicBool::new(false);

/// Sets the language of what is said from here on.
pub fn speak(language: Language) {
    CHINESE.store(language == Language::Chinese, Ordering::Relaxed);
}

/// Whether that is Chinese.
pub fn is_chinese() -> bool {
    CHINESE.load(Ordering::Relaxed)
}

/// The language that a command line names, before it is parsed: what is wrong with it is said in that language too.
pub fn named_in(arguments: &[OsString]) -> Option<String> {
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(word) = words.next() {
        for option in ["--lang", "--language"] {
            match word.strip_prefix(option) {
                Some("") => return words.next().map(str::to_owned),
                Some(rest) if rest.starts_with('=') => return rest.get(1..).map(str::to_owned),
                _ => {}
            }
        }
    }
    None
}

/// A line in the language of this run: English, then Chinese, then what is filled into either.
macro_rules! say {
    ($english:literal, $chinese:literal $(, $value:expr)* $(,)?) => {
        if $crate::words::is_chinese() { format!($chinese $(, $value)*) } else { format!($english $(, $value)*) }
    };
}
pub(crate) use say;

#[cfg(test)]
mod tests {
    use super::named_in;

    #[test]
    fn the_language_is_known_before_anything_is_parsed() {
        let named = |line: &[&str]| named_in(&line.iter().map(Into::into).collect::<Vec<_>>());
        assert_eq!(named(&["chainwhy", "--lang", "zh-CN", "x"]).as_deref(), Some("zh-CN"));
        assert_eq!(named(&["chainwhy", "connect", "h", "--language=zh"]).as_deref(), Some("zh"));
        assert_eq!(named(&["chainwhy", "--langs", "zh"]), None);
        assert_eq!(named(&["chainwhy", "--lang"]), None);
    }
}
