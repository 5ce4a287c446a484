//! What a client makes of each fault: whether it looks at it at all.

/// A client and a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stance {
    /// It looks, and refuses where the fault is one by its rules.
    LooksAt,
    /// It does not look, or does not mind.
    Overlooks,
}

impl Stance {
    pub(super) fn looks_if(condition: bool) -> Self {
        if condition { Self::LooksAt } else { Self::Overlooks }
    }
}

/// The codes that no client minds or sees: of the paste, the question, the anchors as a set, and of how the chain was sent.
macro_rules! not_of_a_chain {
    () => {
        Code::IssuerIsInterception
            | Code::RootHistory
            | Code::StopsWorkingSoon
            | Code::SctInvalid
            | Code::CertificateNotForEveryClient
            | Code::EndEntityNamedLikeItsCa
            | Code::RsaModulusUneven
            | Code::AnchorIsNotCa
            | Code::AnchorsExpired
            | Code::AnchorsDuplicated
            | Code::AnchorsShareName
            | Code::AnchorsLackPublicRoots
            | Code::AnchorsOutdated
            | Code::EndEntityNotFirst
            | Code::ChainOutOfOrder
            | Code::CertificateUnused
            | Code::RootIncluded
            | Code::CertificateDuplicated
            | Code::CertificateFindingsOmitted
            | Code::QuestionInvalid
            | Code::QuestionFieldUnknown
            | Code::ServerNameUnderstood
            | Code::TimeInMilliseconds
            | Code::ServerNameInvalid
            | Code::EmailNameInvalid
            | Code::EmailNameMismatch
            | Code::EmailNameMissing
            | Code::TimeStampingNotAlone
            | Code::KeyUsageNotForPurpose
            | Code::TimeInvalid
            | Code::PurposeUnknown
            | Code::RulesUnknown
            | Code::FieldUnreadable
            | Code::LanguageUnknown
            | Code::ServerNameMissing
            | Code::AdviceUnsafe
            | Code::ErrorIsNotAboutCertificates
            | Code::ErrorNotRecognised
            | Code::Unexplained
            | $crate::rules::of_the_paste!()
    };
}
pub(super) use not_of_a_chain;
