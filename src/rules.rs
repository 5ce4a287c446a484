//! The table of codes: one line a fault, each declared in the file of its clause.
//!
//! A code, once released, is never renamed or reused. The order here is the order of the code reference.

pub mod anchors;
pub mod basic_constraints;
pub mod chain;
pub mod distrust;
pub mod encoding;
pub mod extended_key_usage;
pub mod extensions;
pub mod input;
pub mod issuer;
pub mod key;
pub mod key_for_usage;
pub mod key_identifiers;
pub mod key_usage;
pub mod known_cas;
pub mod limits;
pub mod mailbox;
pub mod name_constraints;
pub mod ocsp;
pub mod omitted;
pub mod policy;
pub mod profile;
pub mod request;
pub mod revocation;
pub mod signature;
pub mod size;
pub mod subject_alt_name;
pub mod subscriber;
pub mod tls_feature;
pub mod transparency;
pub mod trust_anchor;
pub mod validity;
pub mod version;
pub mod witness;

use crate::certificate::Bag;
use crate::fault::{Declaration, Evidence, Finding, Time, Value};
use crate::path::CertificationPath;
use crate::question::{Language, Purpose};
use crate::revocation::Revocation;
use crate::server_name::ServerName;

/// What the rules may look at beside the path.
pub(crate) struct Context<'a> {
    pub bag: &'a Bag,
    pub at: Time,
    pub purpose: Purpose,
    pub server_name: Option<&'a ServerName>,
    pub mailbox: Option<&'a mailbox::Mailbox>,
    /// How many trust anchors there are in all.
    pub anchor_count: usize,
    /// Whether the built-in roots are among them.
    pub mozilla: bool,
    /// The language of evidence that is text.
    pub language: Language,
    /// The CRLs that were given.
    pub revocation: Option<&'a Revocation>,
    /// What is asked of certificate policies.
    pub policies: &'a policy::Wanted,
}

/// Every fault of one path, under any rules: what weighs how much is decided later, so that clients that refuse more
/// than the rules asked for can be told apart.
pub(crate) fn judge(context: &Context<'_>, path: &CertificationPath) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in [
        issuer::check,
        signature::check,
        version::check,
        size::check,
        encoding::check,
        extensions::check,
        basic_constraints::check,
        key_usage::check,
        validity::check,
        revocation::check,
        extended_key_usage::check,
        name_constraints::check,
        key::check,
        key_identifiers::check,
        profile::check,
        key_for_usage::check,
        subscriber::check,
        subject_alt_name::check,
        mailbox::check,
        policy::check,
        trust_anchor::check,
        tls_feature::check,
        limits::check,
    ] {
        rule(context, path, &mut findings);
    }
    omitted::leave_out_repetitions(&mut findings);
    findings
}

/// What is to be said of the chain as it was sent, once the best of the paths is known.
pub(crate) fn judge_chain(
    context: &Context<'_>,
    best: &CertificationPath,
    paths: &[&CertificationPath],
) -> Vec<Finding> {
    let mut findings = Vec::new();
    known_cas::check(context, best, &mut findings);
    distrust::check(context, best, &mut findings);
    chain::check(context, best, paths, &mut findings);
    anchors::check(context, &mut findings);
    findings
}

/// Makes [`Fault`] and [`Code`] of the list of declared faults.
macro_rules! fault_table {
    ($( $(#[$doc:meta])* $name:ident from $($module:ident)::+ ),* $(,)?) => {
        /// A fault with its evidence.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Fault {
            $( #[doc = concat!("See [`", stringify!($name), "`](", $(stringify!($module), "::",)+ stringify!($name), ").")]
               $name($($module)::+::$name), )*
        }

        /// A fault without its evidence: the stable name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $( #[doc = concat!("See [`", stringify!($name), "`](", $(stringify!($module), "::",)+ stringify!($name), ").")]
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

/// The codes that are about a pasted text, whatever certificates are in it: a pattern.
macro_rules! of_the_paste {
    () => {
        $crate::rules::Code::PemTruncated
            | $crate::rules::Code::AnchorsNotRead
            | $crate::rules::Code::SeveralEndEntities
            | $crate::rules::Code::PemBase64Invalid
            | $crate::rules::Code::PemLabelMismatch
            | $crate::rules::Code::PemLabelUnexpected
            | $crate::rules::Code::PemDashesMangled
            | $crate::rules::Code::PemBlocksJoined
            | $crate::rules::Code::PemStrayCharacters
            | $crate::rules::Code::PemElided
            | $crate::rules::Code::PemBeginMissing
            | $crate::rules::Code::PemPaddingMissing
            | $crate::rules::Code::PemBlankLines
            | $crate::rules::Code::PemIndented
            | $crate::rules::Code::PemEscaped
            | $crate::rules::Code::PemOnOneLine
            | $crate::rules::Code::PemArmourMissing
            | $crate::rules::Code::InputIsBase64OfPem
            | $crate::rules::Code::PemTrustedCertificate
            | $crate::rules::Code::CertificateMalformed
            | $crate::rules::Code::CertificateTrailingData
            | $crate::rules::Code::InputEmpty
            | $crate::rules::Code::InputTooLarge
            | $crate::rules::Code::InputNoCertificate
            | $crate::rules::Code::InputNoCrl
            | $crate::rules::Code::InputFindingsOmitted
            | $crate::rules::Code::PrivateKeyPasted
            | $crate::rules::Code::SentCertificateNotPasted
            | $crate::rules::Code::AnchorsForm
            | $crate::rules::Code::KeyStoreRead
            | $crate::rules::Code::ClientCertificateGiven
            | $crate::rules::Code::ElementContentInvalid
            | $crate::rules::Code::CertificateOfAnotherUse
            | $crate::rules::Code::CertificateNotSent
            | $crate::rules::Code::EndEntityNotPasted
            | $crate::rules::Code::InputIsCsr
            | $crate::rules::Code::InputIsPublicKey
            | $crate::rules::Code::InputIsCrl
            | $crate::rules::Code::InputIsCertificate
            | $crate::rules::Code::InputIsHtml
            | $crate::rules::Code::InputIsUtf16
            | $crate::rules::Code::InputIsPkcs12
            | $crate::rules::Code::InputIsJks
            | $crate::rules::Code::InputIsArchive
            | $crate::rules::Code::InputIsBinary
            | $crate::rules::Code::InputIsSshKey
            | $crate::rules::Code::InputIsPgp
            | $crate::rules::Code::InputIsOcspResponse
            | $crate::rules::Code::InputIsPkcs7WithoutCertificates
            | $crate::rules::Code::InputIsPrintout
            | $crate::rules::Code::InputIsHostname
            | $crate::rules::Code::InputIsFileName
            | $crate::rules::Code::InputIsErrorText
            | $crate::rules::Code::InputIsJson
    };
}
pub(crate) use of_the_paste;

fault_table! {
    IssuerNotFound from issuer,
    NameFormDiffers from issuer,
    RootNotTrusted from issuer,
    EndEntitySelfSigned from issuer,
    AnchorsEmpty from issuer,
    SignatureInvalid from signature,
    KeyIdentifierMismatch from signature,
    SignatureAlgorithmWeak from signature,
    SignatureAlgorithmUnsupported from signature,
    SignatureAlgorithmMismatch from signature,
    PublicKeyWeak from key,
    PublicKeyUnsupported from key,
    PublicKeyUncommon from key,
    RsaModulusUneven from key,
    VersionNotV3 from version,
    CertificateTooLarge from size,
    SerialNumberInvalid from version,
    CriticalExtensionUnknown from extensions,
    ExtensionDuplicated from extensions,
    ExtensionMalformed from extensions,
    EncodingNotDer from encoding,
    NameMalformed from encoding,
    TimeMalformed from encoding,
    PublicKeyMalformed from encoding,
    UniqueIdentifierPresent from encoding,
    WebpkiLimit from limits,
    IssuerNotCa from basic_constraints,
    PathLengthExceeded from basic_constraints,
    EndEntityIsCa from basic_constraints,
    BasicConstraintsNotCritical from basic_constraints,
    PathLengthWithoutCa from basic_constraints,
    IssuerCannotSign from key_usage,
    KeyUsageMismatch from key_usage,
    KeyUsageNotForPurpose from key_usage,
    KeyUsageNoSignature from key_usage,
    KeyUsageMissing from key_usage,
    KeyCertSignWithoutCa from key_usage,
    CertificateExpired from validity,
    CertificateNotYetValid from validity,
    ValidityInverted from validity,
    ValidityPeriodTooLong from validity,
    AnchorExpired from validity,
    StopsWorkingSoon from validity,
    CertificateRevoked from revocation,
    RevocationUnknown from revocation,
    CrlExpired from revocation,
    CrlInvalid from revocation,
    CrlNotUsed from revocation,
    OcspInvalid from ocsp,
    OcspNotUsed from ocsp,
    ExtendedKeyUsageMismatch from extended_key_usage,
    TimeStampingNotAlone from extended_key_usage,
    ExtendedKeyUsageAny from extended_key_usage,
    ExtendedKeyUsageCritical from extended_key_usage,
    ExtendedKeyUsageMissing from extended_key_usage,
    ExtendedKeyUsageForbidden from extended_key_usage,
    CaExtendedKeyUsageMissing from extended_key_usage,
    RootHasExtendedKeyUsage from extended_key_usage,
    NameConstraintViolated from name_constraints,
    NameConstraintUnsupported from name_constraints,
    NameConstraintMalformed from name_constraints,
    NameConstraintLeadingPeriod from name_constraints,
    NameMismatch from subject_alt_name,
    SubjectAltNameMissing from subject_alt_name,
    SubjectAltNameNotCritical from subject_alt_name,
    SubjectAltNameCritical from subject_alt_name,
    SubjectAltNameMalformed from subject_alt_name,
    EmailNameMismatch from mailbox,
    EmailNameMissing from mailbox,
    CommonNameNotInSubjectAltName from subject_alt_name,
    WildcardOnPublicSuffix from subject_alt_name,
    AuthorityKeyIdMissing from key_identifiers,
    SubjectKeyIdMissing from key_identifiers,
    KeyIdentifierCritical from key_identifiers,
    AuthorityKeyIdForm from key_identifiers,
    SelfKeyIdentifierMismatch from key_identifiers,
    EndEntityNamedLikeItsCa from key_identifiers,
    CaSubjectEmpty from profile,
    IssuerEmpty from profile,
    NameConstraintsWithoutCa from profile,
    NameConstraintsNotCritical from profile,
    NameConstraintsEmpty from profile,
    PolicyConstraintsNotCritical from profile,
    InhibitAnyPolicyNotCritical from profile,
    AuthorityInfoAccessCritical from profile,
    SubjectNotForPolicy from subscriber,
    KeyUsageNotForKey from key_for_usage,
    SubjectAltNameTypeForbidden from subscriber,
    SubjectAttributeRepeated from subscriber,
    DistributionPointForbidden from subscriber,
    IssuerIsInterception from known_cas,
    CertificateNotForEveryClient from known_cas,
    RootHistory from known_cas,
    AnchorDistrusted from distrust,
    AnchorIsNotCa from anchors,
    AnchorsExpired from anchors,
    AnchorsDuplicated from anchors,
    AnchorsShareName from anchors,
    AnchorsLackPublicRoots from anchors,
    AnchorsOutdated from anchors,
    PolicyViolated from policy,
    AnchorIsNotRoot from trust_anchor,
    AnchorIsEndEntity from trust_anchor,
    AnchorRejected from trust_anchor,
    StatusMustBeStapled from tls_feature,
    EndEntityNotFirst from chain,
    ChainOutOfOrder from chain,
    CertificateUnused from chain,
    RootIncluded from chain,
    CertificateDuplicated from chain,
    QuestionInvalid from request,
    QuestionFieldUnknown from request,
    ServerNameUnderstood from request,
    TimeInMilliseconds from request,
    ServerNameInvalid from request,
    EmailNameInvalid from mailbox,
    TimeInvalid from request,
    PurposeUnknown from request,
    FieldUnreadable from request,
    RulesUnknown from request,
    LanguageUnknown from request,
    ServerNameMissing from request,
    AdviceUnsafe from request,
    ErrorIsNotAboutCertificates from request,
    ErrorNotRecognised from request,
    SctInvalid from transparency,
    CtPolicyNotMet from transparency,
    CertificateFindingsOmitted from omitted,
    PathTooComplex from witness,
    Unexplained from witness,
    AnchorsNotRead from input::whole,
    SeveralEndEntities from input::whole,
    PemTruncated from input::armour,
    PemBase64Invalid from input::armour,
    PemLabelMismatch from input::armour,
    PemLabelUnexpected from input::armour,
    PemDashesMangled from input::layout,
    PemBlocksJoined from input::layout,
    PemStrayCharacters from input::layout,
    PemElided from input::layout,
    PemBeginMissing from input::layout,
    PemPaddingMissing from input::layout,
    PemBlankLines from input::layout,
    PemIndented from input::layout,
    PemEscaped from input::layout,
    PemOnOneLine from input::layout,
    PemArmourMissing from input::layout,
    InputIsBase64OfPem from input::layout,
    PemTrustedCertificate from input::layout,
    CertificateMalformed from input::contents,
    CertificateTrailingData from input::contents,
    InputEmpty from input::contents,
    InputTooLarge from input::contents,
    InputNoCertificate from input::contents,
    InputNoCrl from input::contents,
    InputFindingsOmitted from input::contents,
    PrivateKeyPasted from input::secret,
    SentCertificateNotPasted from input::sent,
    EndEntityNotPasted from input::sent,
    AnchorsForm from input::whole,
    KeyStoreRead from input::forms,
    ClientCertificateGiven from input::forms,
    ElementContentInvalid from input::forms,
    CertificateOfAnotherUse from input::forms,
    CertificateNotSent from input::forms,
    InputIsCsr from input::stranger,
    InputIsPublicKey from input::stranger,
    InputIsCrl from input::stranger,
    InputIsCertificate from input::stranger,
    InputIsHtml from input::stranger,
    InputIsUtf16 from input::stranger,
    InputIsPkcs12 from input::stranger,
    InputIsJks from input::stranger,
    InputIsArchive from input::stranger,
    InputIsBinary from input::stranger,
    InputIsSshKey from input::stranger,
    InputIsPgp from input::stranger,
    InputIsOcspResponse from input::stranger,
    InputIsPkcs7WithoutCertificates from input::stranger,
    InputIsPrintout from input::stranger,
    InputIsHostname from input::stranger,
    InputIsFileName from input::stranger,
    InputIsErrorText from input::stranger,
    InputIsJson from input::stranger,
}
