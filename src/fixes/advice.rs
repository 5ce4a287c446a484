//! A piece of advice: who must act, what to do, and a command that was run or is documented.

use super::Words;
use super::blanks::Blanks;
use crate::question::Language;
use crate::report::{Basis, Fix, Who};

/// What somebody can do about a fault.
pub(super) struct Advice {
    pub who: Who,
    /// The software that it is for, by its stable name.
    pub client: Option<&'static str>,
    pub words: Words,
    pub command: Option<Command>,
}

/// A command or a piece of configuration. Its `{blanks}` take nothing but values that are safe in a shell.
pub(super) struct Command {
    pub text: &'static str,
    pub grounds: Grounds,
}

/// How it is known that a command works.
pub(super) enum Grounds {
    /// It was run against a server on loopback: the entries of `tests/clients/commands.json` that, one after the other, are
    /// the command.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests compare it with the recordings"))]
    Ran(&'static [&'static str]),
    /// The documentation that gives it.
    Documented(&'static str),
}

impl Advice {
    /// The fix, with the names of this question filled in. A command that cannot be filled is left out.
    pub(super) fn tell(&self, blanks: &Blanks, language: Language) -> Fix {
        let filled = self.command.as_ref().and_then(|command| blanks.fill_command(command.text));
        let grounds = self.command.as_ref().filter(|_| filled.is_some()).map(|command| &command.grounds);
        Fix {
            who: self.who,
            client: self.client,
            text: blanks.fill_words(self.words.in_language(language)),
            command: filled,
            basis: grounds.map(|grounds| match grounds {
                Grounds::Ran(_) => Basis::Measured,
                Grounds::Documented(_) => Basis::Documented,
            }),
            source: grounds.and_then(|grounds| match grounds {
                Grounds::Ran(_) => None,
                Grounds::Documented(source) => Some(*source),
            }),
            proved: None,
            bundle: None,
        }
    }
}

/// Declares pieces of advice, one constant each. What follows the texts is the command with its grounds: `ran` with the
/// names of the recordings, or `documented` with the address.
macro_rules! advice {
    ($(
        $(#[$doc:meta])*
        $name:ident: $who:ident $(for $client:literal)? {
            en $en:literal
            zh $zh:literal
            $(ran [$($recording:literal),+] $ran:literal)?
            $(documented $source:literal $documented:literal)?
        }
    )*) => {
        $(
            $(#[$doc])*
            pub(in crate::fixes) static $name: $crate::fixes::advice::Advice = $crate::fixes::advice::Advice {
                who: $crate::report::Who::$who,
                client: $crate::fixes::advice::first(&[$($client)?]),
                words: $crate::fixes::Words { en: $en, zh: $zh },
                command: $crate::fixes::advice::either(
                    &[$($crate::fixes::advice::Recorded(&[$($recording),+], $ran))?],
                    &[$(($source, $documented))?],
                ),
            };
        )*

        /// All of this file, in order.
        #[cfg(test)]
        pub(in crate::fixes) static ALL: &[&$crate::fixes::advice::Advice] = &[$(&$name),*];
    };
}
pub(super) use advice;

/// A command and its recordings.
pub(super) struct Recorded(pub &'static [&'static str], pub &'static str);

/// Of none or one.
pub(super) const fn first(given: &[&'static str]) -> Option<&'static str> {
    match given {
        [only, ..] => Some(only),
        [] => None,
    }
}

/// The command that was given, if any.
pub(super) const fn either(ran: &[Recorded], documented: &[(&'static str, &'static str)]) -> Option<Command> {
    match (ran, documented) {
        ([Recorded(recordings, text), ..], _) => Some(Command { text, grounds: Grounds::Ran(recordings) }),
        ([], [(source, text), ..]) => Some(Command { text, grounds: Grounds::Documented(source) }),
        ([], []) => None,
    }
}
