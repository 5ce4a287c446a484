//! The table of codes: one line a fault, each declared in the file of its clause.
//!
//! A code, once released, is never renamed or reused. The order here is the order of the code reference.

pub mod input;
pub mod validity;

use crate::fault::{Declaration, Evidence, Value};

/// Makes [`Fault`] and [`Code`] of the list of declared faults.
macro_rules! fault_table {
    ($( $(#[$doc:meta])* $name:ident from $($module:ident)::+ ),* $(,)?) => {
        /// A fault with its evidence.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Fault {
            $( #[doc = concat!("See [`", stringify!($name), "`](", stringify!($($module)::+), "::", stringify!($name), ").")]
               $name($($module)::+::$name), )*
        }

        /// A fault without its evidence: the stable name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $( #[doc = concat!("See [`", stringify!($name), "`](", stringify!($($module)::+), "::", stringify!($name), ").")]
               $name, )*
        }

        impl Fault {
            /// Its stable name.
            pub fn code(&self) -> Code {
                match self { $( Self::$name(_) => Code::$name, )* }
            }

            /// Its evidence, by field name.
            pub fn values(&self) -> Vec<(&'static str, Value)> {
                match self { $( Self::$name(evidence) => evidence.values(), )* }
            }

            /// What was declared about it.
            pub fn declaration(&self) -> &'static Declaration {
                self.code().declaration()
            }
        }

        impl Code {
            /// Every code, in the order of the reference.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// What was declared about it.
            pub fn declaration(self) -> &'static Declaration {
                match self { $( Self::$name => const { &<$($module)::+::$name as Evidence>::DECLARATION }, )* }
            }
        }

        $( impl From<$($module)::+::$name> for Fault {
            fn from(evidence: $($module)::+::$name) -> Self { Self::$name(evidence) }
        } )*
    };
}

impl Code {
    /// The wire name.
    pub fn as_str(self) -> &'static str {
        self.declaration().code
    }

    /// The code of a wire name.
    pub fn from_wire(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}

fault_table! {
    CertificateExpired from validity,
    PemTruncated from input::armour,
    PemBase64Invalid from input::armour,
    PemLabelMismatch from input::armour,
    PemLabelUnexpected from input::armour,
    CertificateMalformed from input::contents,
    CertificateTrailingData from input::contents,
    InputEmpty from input::contents,
    InputTooLarge from input::contents,
    InputNoCertificate from input::contents,
    InputNoCrl from input::contents,
    InputFindingsOmitted from input::contents,
    PrivateKeyPasted from input::secret,
    InputIsCsr from input::stranger,
    InputIsPublicKey from input::stranger,
    InputIsCrl from input::stranger,
    InputIsCertificate from input::stranger,
    InputIsHtml from input::stranger,
    InputIsUtf16 from input::stranger,
}
