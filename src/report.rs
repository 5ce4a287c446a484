//! The report: the wire format. Names and shapes are stable; TypeScript types and the JSON Schema are made of these types.

mod fields;
mod tidy;

use std::collections::BTreeMap;

use serde::Serialize;

pub use fields::{CertificateField, Fields, OddOctets, fields};

use crate::fault::{InputField, Severity};
use crate::question::Purpose;

/// Everything that is to be said about one question.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Report {
    /// Version of this format: 2.
    pub schema: u32,
    /// The answer.
    pub verdict: Verdict,
    /// The time verified at, ISO 8601; `null` where the question had none that could be read.
    pub at: Option<String>,
    /// The name compared with, as it was understood: A-labels in lower case, or an IP address.
    pub server_name: Option<String>,
    /// The purpose required.
    pub purpose: Purpose,
    /// One sentence: the verdict, the failing link by name, and the reason.
    pub summary: String,
    /// What belongs right behind it, a remark each: a product that inspects TLS, clients that see it otherwise.
    pub remarks: Vec<String>,
    /// The root cause first; then other errors, warnings, notes.
    pub findings: Vec<Finding>,
    /// Every certificate that was sent (`c0`, `c1` …), then each anchor that a path touches or nearly touches (`a0` …).
    pub certificates: Vec<Certificate>,
    /// Every path tried, the best first.
    pub paths: Vec<Path>,
    /// What was trusted.
    pub anchors: Anchors,
    /// What the second witness says.
    pub reference: Reference,
    /// What clients would say. Empty for other purposes than `serverAuth`: what a client shows is judged by servers, and none was
    /// recorded.
    pub clients: Vec<ClientAnswer>,
    /// How many of them accept, refuse, or give no answer that is known.
    pub agreement: Agreement,
    /// What each stretch of what was pasted was taken for, in the order it stands there.
    pub understood: Vec<Understood>,
    /// The status of each certificate of the best path, where there was something to settle it by.
    pub status: Vec<Status>,
    /// Signed certificate timestamps: of the certificates that were sent, then those of the handshake. Whether their signatures are right
    /// is not said: no list of logs is built in.
    pub scts: Vec<Sct>,
    /// Which certificate policies hold at each certificate of the best path, from below the anchor down (RFC 5280 §6.1.3 (d)); empty
    /// where no certificate bears any, or the path reaches no anchor.
    pub policies: Vec<PolicyLevel>,
    /// The moments at which the answer changes, the earliest first: from the time verified at on, and back to when what does not work
    /// then did. Empty where nobody asked for them.
    pub outlook: Vec<Change>,
    /// Messages recognised in the error text.
    pub recognised: Vec<RecognisedError>,
    /// What was left out so that the report stays below a megabyte; with `full` in the question nothing is. `outlook`: moments that
    /// were not asked about for want of budget, which `full` does not change.
    pub left_out: Vec<LeftOut>,
}

/// Something that was left out of a report for its size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct LeftOut {
    /// The field of the report that it would stand in: `certificates`, `certificates.pem`, `findings` …; `text` for texts that were cut.
    pub what: &'static str,
    /// How many of them.
    pub count: usize,
}

impl Report {
    /// The exit status that scripts go by: 0 trusted, 1 untrusted, 2 unreadable or a question that cannot be answered.
    pub fn exit_status(&self) -> u8 {
        let is_bad_question = |finding: &Finding| {
            finding.severity == Severity::Error && matches!(finding.place, Place::Request { .. })
        };
        match self.verdict {
            Verdict::Unreadable | Verdict::Unanswerable => 2,
            _ if self.findings.iter().any(is_bad_question) => 2,
            Verdict::Trusted => 0,
            Verdict::Untrusted => 1,
        }
    }
}

/// How many clients accept, how many refuse, and of how many no answer is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Agreement {
    /// Clients that accept.
    pub accept: usize,
    /// Clients that refuse.
    pub refuse: usize,
    /// Clients of which no answer is known.
    pub unknown: usize,
}

impl Agreement {
    /// Counts the answers.
    pub(crate) fn of(clients: &[ClientAnswer]) -> Self {
        let count = |accepts| clients.iter().filter(|answer| answer.accepts == accepts).count();
        Self { accept: count(Some(true)), refuse: count(Some(false)), unknown: count(None) }
    }
}

/// What a stretch of what was pasted was taken for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Understood {
    /// The field of the question that it was given to: `chain`, `anchors`, `crls`, `errorText`, `serverName` …; `null` where it was
    /// given to none (a private key).
    pub field: Option<&'static str>,
    /// A stable name of what it is: `certificates`, `listing`, `error`, `host`, `key` …
    pub kind: &'static str,
    /// The same in a few words.
    pub what: String,
    /// Which of the pieces that were pasted, from 0.
    pub piece: usize,
    /// First and last line in it, from 1; `null` for bytes.
    pub lines: Option<[u32; 2]>,
    /// Whether it can be nothing else; what is guessed, faces let their readers correct.
    pub certain: bool,
}

/// Whether a certificate is revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum StatusState {
    /// Something that covers it and counts does not list it.
    Good,
    /// Listed as revoked.
    Revoked,
    /// Nothing that was given settles it.
    Unknown,
}

/// The status of one certificate.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Status {
    /// Its id.
    pub certificate: String,
    /// Good, revoked or unknown.
    pub state: StatusState,
    /// What settles it, and where it was pasted; `null` where nothing does.
    pub by: Option<String>,
    /// When and why it was revoked, or why nothing settles it; `null` where it is good.
    pub why: Option<String>,
}

/// What a log promised: to include a certificate (Certificate Transparency, RFC 6962).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Sct {
    /// Id of the certificate that it stands in; `null` where it came with the handshake.
    pub certificate: Option<String>,
    /// The log: SHA-256 of its key, hexadecimal.
    pub log: String,
    /// When the log saw it, ISO 8601.
    pub at: String,
    /// What the list of logs calls the log; `null` where none was given, or it does not have it.
    pub log_name: Option<String>,
    /// Who runs the log; likewise.
    pub operator: Option<String>,
    /// Whether the log signed this very certificate; `null` where nobody could check.
    pub signed: Option<bool>,
}

/// The certificate policies that hold at a certificate.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct PolicyLevel {
    /// Id of the certificate.
    pub certificate: String,
    /// The policies that hold down to it, as dotted numbers; none where the last one was lost.
    pub holding: Vec<String>,
}

/// A moment at which the answer changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Change {
    /// The first second of the new answer, ISO 8601.
    pub at: String,
    /// The verdict from then on.
    pub verdict: Verdict,
    /// The clients whose answer changes, and what it is from then on.
    pub clients: Vec<ClientChange>,
    /// What brings the change about.
    pub because: Vec<ChangeCause>,
}

/// What a client answers from a moment on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct ClientChange {
    /// Stable name of the profile.
    pub client: &'static str,
    /// Its verdict from then on; `null` where it is not known.
    pub accepts: Option<bool>,
}

/// A fault that appears or goes at a moment, and where.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct ChangeCause {
    /// Where.
    pub place: Place,
    /// Code of the fault.
    #[cfg_attr(feature = "typescript", ts(type = "Code"))]
    pub code: &'static str,
}

/// The answer to the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Our own checks find no error and, by the default rules, rustls-webpki accepts.
    Trusted,
    /// There is at least one error.
    Untrusted,
    /// Not one certificate could be read.
    Unreadable,
    /// The question cannot be asked so: nothing was judged.
    Unanswerable,
}

/// One fault at one place.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Finding {
    /// Stable name of the fault.
    #[cfg_attr(feature = "typescript", ts(type = "Code"))]
    pub code: &'static str,
    /// How much it weighs under the rules asked for.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// The clause that is enforced.
    pub clause: &'static str,
    /// A few words.
    pub title: String,
    /// One to three sentences.
    pub message: String,
    /// Names, times, identifiers: what the finding rests on.
    pub evidence: BTreeMap<String, EvidenceValue>,
    /// What mends it.
    pub fixes: Vec<Fix>,
}

/// A piece of evidence. Times are ISO 8601 text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(untagged)]
#[non_exhaustive]
pub enum EvidenceValue {
    /// Text.
    Text(String),
    /// A list of texts.
    Texts(Vec<String>),
    /// A number.
    Number(#[cfg_attr(feature = "typescript", ts(type = "number"))] i64),
    /// Yes or no.
    Flag(bool),
    /// Not known.
    Nothing(()),
}

/// Where a finding is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Place {
    /// A certificate.
    Certificate {
        /// Its id.
        certificate: String,
    },
    /// A link of the path.
    Link {
        /// The certificate that was signed.
        subject: String,
        /// The one whose key should have signed it; `null` where none was found.
        issuer: Option<String>,
    },
    /// Lines of what was pasted, counted from 1; absent in binary material.
    Input {
        /// The field of the question.
        field: InputField,
        /// Which of the pieces that were pasted there, from 0; `null` where it is about all of them.
        piece: Option<usize>,
        /// First line.
        line: Option<u32>,
        /// First column.
        column: Option<u32>,
        /// Last line.
        end_line: Option<u32>,
    },
    /// A field of the question.
    Request {
        /// Its name.
        field: &'static str,
    },
    /// The anchors as a set.
    Anchors,
    /// A path, by its index.
    Path {
        /// Index into `paths`.
        path: usize,
    },
}

/// What a certificate is on the best path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Role {
    /// The certificate of the server or client itself.
    EndEntity,
    /// A CA between end entity and root.
    Intermediate,
    /// A self-signed CA certificate that was sent.
    Root,
    /// A trust anchor.
    Anchor,
    /// On no path.
    Unused,
}

/// Where a certificate came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Origin {
    /// It was sent.
    Chain,
    /// It was pasted as an anchor.
    PastedAnchor,
    /// It is a built-in Mozilla root.
    Mozilla,
}

/// The facts of one certificate.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Certificate {
    /// `c0`, `c1` … as sent; `a0`, `a1` … for anchors.
    pub id: String,
    /// Where it came from.
    pub origin: Origin,
    /// What it is on the best path.
    pub role: Role,
    /// What a person would call it: the common name, or what stands in for it.
    pub label: String,
    /// Subject, as text.
    pub subject: String,
    /// Issuer, as text.
    pub issuer: String,
    /// Serial number, hexadecimal.
    pub serial: String,
    /// ISO 8601.
    pub not_before: String,
    /// ISO 8601.
    pub not_after: String,
    /// Fingerprint of the whole certificate, hexadecimal.
    pub sha256: String,
    /// X.509 version, 1 to 3.
    pub version: u32,
    /// `RSA`, `EC P-256` …
    pub key_algorithm: String,
    /// Size of the key in bits, where that means something.
    pub key_bits: Option<usize>,
    /// `sha256WithRSAEncryption` …
    pub signature_algorithm: String,
    /// Names, as text: DNS names and addresses bare, other kinds with their kind in front.
    pub subject_alt_names: Vec<String>,
    /// basicConstraints make it a CA.
    pub is_ca: bool,
    /// pathLenConstraint.
    pub path_len: Option<u32>,
    /// Names of the uses allowed; `null` without the extension.
    pub key_usage: Option<Vec<String>>,
    /// Names of the purposes allowed; `null` without the extension.
    pub extended_key_usage: Option<Vec<String>>,
    /// Hexadecimal.
    pub subject_key_id: Option<String>,
    /// Hexadecimal.
    pub authority_key_id: Option<String>,
    /// Where the issuer's certificate can be had.
    pub ca_issuers: Vec<String>,
    /// Where CRLs can be had.
    pub crl_distribution_points: Vec<String>,
    /// Where OCSP responders are.
    pub ocsp: Vec<String>,
    /// Permitted subtrees of nameConstraints, as text.
    pub permitted_names: Vec<String>,
    /// Excluded subtrees of nameConstraints, as text.
    pub excluded_names: Vec<String>,
    /// Subject and issuer are the same name.
    pub self_signed: bool,
    /// Which of the pieces that were pasted it stands in, from 0; `null` for a built-in root.
    pub piece: Option<usize>,
    /// First and last line in what was pasted.
    pub lines: Option<[u32; 2]>,
    /// PEM; `null` for a built-in root, of which only what is judged is kept.
    pub pem: Option<String>,
}

/// A path that was tried.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Path {
    /// Ids from the end entity up.
    pub certificates: Vec<String>,
    /// It reaches a trust anchor.
    pub anchored: bool,
    /// It reaches a trust anchor and nothing on it is an error.
    pub valid: bool,
    /// One for each certificate but the anchor, from the end entity up; the last has no issuer where none was found.
    pub links: Vec<Link>,
    /// Why it is not the path to use: the worst fault on it, in a few words; `null` where there is none.
    pub problem: Option<Problem>,
}

/// What rules a path out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Problem {
    /// Code of the fault.
    #[cfg_attr(feature = "typescript", ts(type = "Code"))]
    pub code: &'static str,
    /// Where it is.
    pub place: Place,
    /// Its message.
    pub message: String,
}

/// A subject and its issuer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Link {
    /// Id of the certificate that was signed.
    pub subject: String,
    /// Id of the issuer; `null` where none was found.
    pub issuer: Option<String>,
    /// What was checked.
    pub checks: Vec<Check>,
}

/// One thing that is checked of a link.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Check {
    /// What.
    pub check: CheckKind,
    /// How it went.
    pub outcome: Outcome,
    /// Index into `findings` of what was found, where that is told there.
    pub finding: Option<usize>,
}

/// What is checked of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum CheckKind {
    /// A certificate of the issuer's name is there.
    Issuer,
    /// Its key verifies the signature.
    Signature,
    /// The key identifiers fit.
    KeyIdentifier,
    /// The issuer is a CA.
    BasicConstraints,
    /// The issuer's key may sign certificates.
    KeyUsage,
    /// No more CAs below than allowed.
    PathLength,
    /// The subject's names are within what the CA may vouch for.
    NameConstraints,
    /// The time is within the subject's validity period.
    Validity,
}

/// How a check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Outcome {
    /// Nothing wrong.
    Pass,
    /// An error.
    Fail,
    /// Not looked at: there was nothing to look at, or something else stood in the way.
    Skipped,
}

/// Where the anchors came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum AnchorSource {
    /// The built-in Mozilla roots.
    Mozilla,
    /// Pasted.
    Pasted,
    /// Both.
    Both,
}

/// What was trusted.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Anchors {
    /// How many, each counted once.
    pub count: usize,
    /// Where from.
    pub source: AnchorSource,
    /// The day of the built-in list, where it is among them.
    pub mozilla_as_of: Option<&'static str>,
}

/// What the second witness says of the same question.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Reference {
    /// Name and version.
    pub verifier: &'static str,
    /// Its verdict; `null` where it could not be asked.
    pub accepted: Option<bool>,
    /// Its one error, in its own words.
    pub error: Option<String>,
}

/// Who must act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Who {
    /// The server's operator.
    Server,
    /// Whoever runs the client.
    Client,
    /// Whoever runs the CA.
    Issuer,
    /// Whoever asks: the question or the paste.
    You,
}

/// What mends a fault.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Fix {
    /// Who must act.
    pub who: Who,
    /// The client or server software that it is for; `null` where it is for all.
    pub client: Option<&'static str>,
    /// What to do.
    pub text: String,
    /// A command or a piece of configuration that does it.
    pub command: Option<String>,
    /// How it is known that the command works: `measured` where a test of the project ran it, else `documented`.
    pub basis: Option<Basis>,
    /// The documentation that gives the command, where it was not run.
    pub source: Option<&'static str>,
    /// `true` where it was applied to this very question and mended it, `false` where it did not; `null` where that
    /// cannot be tried here.
    pub proved: Option<bool>,
    /// The whole corrected bundle in PEM, where the fix is one.
    pub bundle: Option<String>,
}

/// How an answer of a client, or that a command works, is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Basis {
    /// A recording of the real program stands in the tests.
    Measured,
    /// From the program's documentation or source.
    Documented,
}

/// What one client would say.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct ClientAnswer {
    /// Stable name of the profile.
    pub client: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// Its verdict; `null` where it is not known.
    pub accepts: Option<bool>,
    /// Its own words.
    pub error: Option<String>,
    /// Its code.
    pub code: Option<String>,
    /// Indexes of the findings that decided, or that leave it open where `accepts` is `null`.
    pub because: Vec<usize>,
    /// One sentence on the rule that makes it differ from the verdict of this report; `null` where it does not.
    pub why: Option<String>,
    /// What its decision rests on; `null` where it accepts as the report does.
    pub reason: Option<Reason>,
    /// How that is known.
    pub basis: Basis,
    /// The documentation of the client's rules, where the answer was not measured.
    pub source: Option<&'static str>,
}

/// What a client's decision rests on, recorded where it is made.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct Reason {
    /// A stable name of the check that decided.
    pub check: &'static str,
    /// Ids of the certificates that it is about.
    pub certificates: Vec<String>,
    /// The same in a sentence.
    pub text: String,
}

/// A message recognised in the error text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[non_exhaustive]
pub struct RecognisedError {
    /// Whose message it is.
    pub client: String,
    /// The message as it stands in the text.
    pub quoted: String,
    /// The faults that it can mean, the most likely first.
    #[cfg_attr(feature = "typescript", ts(type = "Array<Code>"))]
    pub codes: Vec<&'static str>,
    /// Whether the chain shows one of them.
    pub agrees: bool,
    /// What it means here.
    pub message: String,
}
