//! The question: what was pasted, and what it is to be judged by.

mod deserialize;
pub(crate) mod fields;

use core::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::input::Reading;
pub use crate::terms::{Language, RuleSet};

/// What is asked. Everything is an argument: the core reads no clock, environment, network or file.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename_all = "camelCase", optional_fields = nullable))]
pub struct Question {
    /// What the server sends: PEM with any text around it, DER or PKCS#7, in any order.
    #[cfg_attr(feature = "typescript", ts(optional, type = "Pasted | null"))]
    pub chain: Material,
    /// Anything at all, in one piece or several: the output of a command, a log, an error, a Secret, a key store, a host name. What it
    /// holds is sorted into the other fields, which win where they are given; the report says under `understood` what each stretch
    /// was taken for.
    #[cfg_attr(feature = "typescript", ts(optional, type = "Paste | null"))]
    pub paste: Vec<Pasted>,
    /// Passwords to try on key stores beside the usual ones; never repeated.
    #[cfg_attr(feature = "typescript", ts(optional, type = "Array<string> | null"))]
    pub passwords: Passwords,
    /// The trust anchors: `"mozilla"` for the built-in Mozilla roots, which are the default, certificates in any form that
    /// the chain may have, or both.
    #[cfg_attr(feature = "typescript", ts(optional, type = "Pasted | null"))]
    pub anchors: Anchors,
    /// Certificate revocation lists, PEM or DER.
    #[cfg_attr(feature = "typescript", ts(optional, type = "Pasted | null"))]
    pub crls: Material,
    /// OCSP responses, PEM, base64 or DER: what came with the handshake, or what a responder answered.
    #[cfg_attr(feature = "typescript", ts(optional, type = "Pasted | null"))]
    pub ocsp: Material,
    /// Certificates that are known and were not sent: fetched, or remembered. They may complete the chain in a repair, and never count
    /// as sent.
    #[cfg_attr(feature = "typescript", ts(optional, type = "Pasted | null"))]
    pub intermediates: Material,
    /// Signed certificate timestamps that came with the handshake: a SignedCertificateTimestampList (RFC 6962 §3.3), bytes or base64.
    #[cfg_attr(feature = "typescript", ts(optional, type = "Pasted | null"))]
    pub scts: Material,
    /// The logs whose promises count: a list as Google and Apple publish theirs (log_list v3, JSON). Without one the signatures of
    /// timestamps are not checked.
    #[cfg_attr(feature = "typescript", ts(optional, type = "string | null"))]
    pub ct_logs: Option<String>,
    /// The policies that will do, as dotted numbers (user-initial-policy-set): any where none is named.
    #[cfg_attr(feature = "typescript", ts(optional, type = "string | Array<string> | null"))]
    pub policies: Vec<String>,
    /// Every certificate has to bear a policy that will do (initial-explicit-policy).
    #[cfg_attr(feature = "typescript", ts(optional, type = "boolean | null"))]
    pub require_explicit_policy: bool,
    /// No CA may map policies (initial-policy-mapping-inhibit).
    #[cfg_attr(feature = "typescript", ts(optional, type = "boolean | null"))]
    pub inhibit_policy_mapping: bool,
    /// anyPolicy stands for none (initial-any-policy-inhibit).
    #[cfg_attr(feature = "typescript", ts(optional, type = "boolean | null"))]
    pub inhibit_any_policy: bool,
    /// DNS name (U-label or A-label) or IP address to match; without one, names are not compared.
    pub server_name: Option<String>,
    /// The mail address to match with rfc822Name and SmtpUTF8Mailbox; without one, addresses are not compared.
    pub email_name: Option<String>,
    /// The time to verify at: ISO 8601 or Unix seconds.
    #[cfg_attr(feature = "typescript", ts(optional, type = "number | string | Date | null"))]
    pub at: At,
    /// The purpose that the end entity and every CA must allow: `serverAuth` unless given.
    #[cfg_attr(feature = "typescript", ts(as = "Option<Purpose>"))]
    pub purpose: Option<String>,
    /// Whose rules make a fault an error: `default` unless given.
    #[cfg_attr(feature = "typescript", ts(as = "Option<RuleSet>"))]
    pub rules: Option<String>,
    /// Language of titles, messages and fixes: `en` unless given.
    #[cfg_attr(feature = "typescript", ts(as = "Option<Language>"))]
    pub language: Option<String>,
    /// An error message or traceback of a client.
    pub error_text: Option<String>,
    /// The server that was asked, as far as what was pasted tells it: for the commands that ask it again.
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub address: Option<Address>,
    /// Whether the trust anchors were named, so that what a paste holds of them is left aside. Read off the fields of a question in
    /// JSON; others set it where they mean the built-in roots and nothing else.
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub anchors_named: bool,
    /// The clients whose answers are asked for, by their stable names; none where the list is empty or `false`, all where it is not
    /// given.
    #[cfg_attr(feature = "typescript", ts(optional, type = "false | Array<string> | null"))]
    pub clients: Option<Vec<String>>,
    /// Whether to tell when the answer changes: the report says under `outlook` when, for whom and why.
    #[cfg_attr(feature = "typescript", ts(optional, type = "boolean | null"))]
    pub outlook: bool,
    /// Warn where the chain stops working, for the verdict or for a client, within so many days.
    pub warn_days: Option<u32>,
    /// Whether the report is to hold everything, however much that is; it has at most a megabyte otherwise, and says what was left
    /// out.
    pub full: Option<bool>,
    /// Fields that held a value of a kind that they do not take; `question` where the whole was no question.
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub misfits: Vec<&'static str>,
    /// Fields that a private key was pasted into where none is ever read: it was taken out of them.
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub keys_in: Vec<&'static str>,
    /// Names of fields that a question does not have.
    #[cfg_attr(feature = "typescript", ts(skip))]
    pub unknown: Vec<String>,
}

impl Question {
    /// The octets of all material; of CRLs an eighth, since nothing is made of their entries.
    pub(crate) fn size(&self) -> usize {
        let anchors = self.anchors.pasted.as_ref();
        let pieces = self
            .chain
            .0
            .iter()
            .chain(&self.ocsp.0)
            .chain(&self.intermediates.0)
            .chain(&self.scts.0)
            .chain(anchors.into_iter().flat_map(|found| &found.0));
        let lists = self.crls.0.iter().map(Piece::size).fold(0, usize::saturating_add);
        let logs = self.ct_logs.as_ref().map_or(0, String::len);
        pieces.map(Piece::size).fold(lists / 8 + logs / 8, usize::saturating_add)
    }

    /// The same question about other material, without paste and error text: megabytes are not copied where others take their place.
    pub(crate) fn with_material(
        &self,
        chain: Material,
        pasted: Option<Material>,
        crls: Material,
        ocsp: Material,
    ) -> Self {
        // Every field by name: one that is added has to be handed on here.
        let Self {
            chain: _,
            paste: _,
            passwords,
            anchors: Anchors { mozilla, pasted: _ },
            crls: _,
            ocsp: _,
            intermediates: _,
            scts: _,
            ct_logs: _,
            policies,
            require_explicit_policy,
            inhibit_policy_mapping,
            inhibit_any_policy,
            server_name,
            email_name,
            at,
            purpose,
            rules,
            language,
            error_text: _,
            address,
            anchors_named,
            clients,
            outlook,
            warn_days,
            full,
            misfits,
            unknown,
            keys_in,
        } = self;
        Self {
            chain,
            paste: Vec::new(),
            passwords: passwords.clone(),
            anchors: Anchors { mozilla: *mozilla, pasted },
            crls,
            ocsp,
            // Set by whoever hands them on: what is asked again does not want them.
            intermediates: Material::default(),
            scts: Material::default(),
            ct_logs: None,
            policies: policies.clone(),
            require_explicit_policy: *require_explicit_policy,
            inhibit_policy_mapping: *inhibit_policy_mapping,
            inhibit_any_policy: *inhibit_any_policy,
            server_name: server_name.clone(),
            email_name: email_name.clone(),
            at: at.clone(),
            purpose: purpose.clone(),
            rules: rules.clone(),
            language: language.clone(),
            error_text: None,
            address: address.clone(),
            anchors_named: *anchors_named,
            clients: clients.clone(),
            outlook: *outlook,
            warn_days: *warn_days,
            full: *full,
            misfits: misfits.clone(),
            unknown: unknown.clone(),
            keys_in: keys_in.clone(),
        }
    }

    /// Whether a field, or the whole, held something that cannot be used there.
    pub(crate) fn is_misfit(&self, field: &str) -> bool {
        self.misfits.iter().any(|misfit| *misfit == field || *misfit == "question")
    }
}

/// Pasted material: pieces of text or bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Material(pub Vec<Piece>);

/// One piece of pasted material.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Text, whose lines can be pointed at.
    Text(String),
    /// Bytes of a file: text, DER or PKCS#7.
    Bytes(Vec<u8>),
    /// What has been read already, as the sorting of a paste leaves it.
    #[doc(hidden)]
    Read(AlreadyRead),
}

impl Piece {
    /// How many octets are to be read.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len(),
            Self::Bytes(bytes) => bytes.len(),
            Self::Read(read) => {
                read.0.certificates.iter().chain(&read.0.crls).map(|entry| entry.der.len()).sum()
            }
        }
    }
}

impl From<Arc<Reading>> for Material {
    /// What has been read, to be taken as it is.
    fn from(reading: Arc<Reading>) -> Self {
        Self(vec![Piece::Read(AlreadyRead(reading))])
    }
}

/// Certificates and CRLs that were read, with what was found odd about them.
#[doc(hidden)]
#[derive(Clone, Debug, PartialEq)]
pub struct AlreadyRead(pub(crate) Arc<Reading>);

/// A piece of what was pasted to be sorted.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// The name of the file, where it is one.
    pub name: Option<String>,
    /// What is in it.
    pub content: Piece,
}

/// Passwords of key stores. They are tried, and never shown.
#[derive(Clone, Default, PartialEq)]
pub struct Passwords(pub Vec<String>);

impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passwords", self.0.len())
    }
}

/// The trust anchors of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchors {
    /// Whether the built-in Mozilla roots are among them.
    pub mozilla: bool,
    /// Whether pasted ones are asked for, even if the paste is empty.
    pub pasted: Option<Material>,
}

impl Default for Anchors {
    /// The built-in Mozilla roots.
    fn default() -> Self {
        Self { mozilla: true, pasted: None }
    }
}

/// The time to verify at, as asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum At {
    /// The caller gave none: the core has no clock, so this is a finding.
    #[default]
    Missing,
    /// Unix seconds.
    Seconds(f64),
    /// ISO 8601.
    Text(String),
}

/// What the end entity is wanted for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Purpose {
    /// TLS server authentication.
    #[default]
    ServerAuth,
    /// TLS client authentication.
    ClientAuth,
    /// Signing and encrypting mail (S/MIME).
    EmailProtection,
    /// Signing programs.
    CodeSigning,
    /// Time-stamping (RFC 3161).
    TimeStamping,
    /// Signing OCSP responses on behalf of a CA (RFC 6960).
    OcspSigning,
    /// Signing documents (RFC 9336).
    DocumentSigning,
    /// No purpose in particular.
    Any,
}

impl Purpose {
    /// The word for it on the wire.
    pub(crate) fn as_wire(self) -> &'static str {
        match self {
            Self::ServerAuth => "serverAuth",
            Self::ClientAuth => "clientAuth",
            Self::EmailProtection => "emailProtection",
            Self::CodeSigning => "codeSigning",
            Self::TimeStamping => "timeStamping",
            Self::OcspSigning => "ocspSigning",
            Self::DocumentSigning => "documentSigning",
            Self::Any => "any",
        }
    }

    /// The purpose of a word.
    pub(crate) fn from_wire(word: &str) -> Option<Self> {
        const ALL: [Purpose; 8] = [
            Purpose::ServerAuth,
            Purpose::ClientAuth,
            Purpose::EmailProtection,
            Purpose::CodeSigning,
            Purpose::TimeStamping,
            Purpose::OcspSigning,
            Purpose::DocumentSigning,
            Purpose::Any,
        ];
        ALL.into_iter().find(|purpose| purpose.as_wire() == word)
    }

    /// Whether it is one of TLS, or could be.
    pub(crate) fn may_be_tls(self) -> bool {
        matches!(self, Self::ServerAuth | Self::ClientAuth | Self::Any)
    }
}
