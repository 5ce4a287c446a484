//! What to do about each fault, the most likely first: a new fault does not compile until it has its remedy, or says that there is
//! nothing to mend.

use super::advice::Advice;
use super::asking::Asking;
use super::blanks::{Blanks, subject};
use super::repair::{Repair, is_marked};
use super::{clients, issuers, relying_party as party, servers};
use crate::certificate::Origin;
use crate::examined::Examined;
use crate::fault::{CertificateId, Finding, InputField, Place};
use crate::path::CertificationPath;
use crate::question::Purpose;
use crate::rules::{Code, Fault};

/// One step of a remedy.
#[derive(Clone, Copy)]
pub(super) enum Step {
    /// A change to the question, tried in memory.
    Try(Repair),
    /// A piece of advice.
    Do(&'static Advice),
    /// Asks the server for its chain where there is no openssl.
    AskWith(Asking),
    /// The CA's certificate or the end entity is issued anew, with the extensions that its place on the path wants.
    Reissue(CertificateId),
    /// How each client is given an anchor: a long list, told with the first finding that wants it.
    EveryClient,
    /// How each server is given its chain: told with the first finding that wants it.
    EveryServer,
}

use Step::{AskWith, Do, EveryClient, EveryServer, Reissue, Try};

/// How the list is had in which the certificate's status stands.
fn fetch_crl(blanks: &Blanks) -> Vec<Step> {
    let how = if blanks.has_crl_url() { &party::FETCH_CRL } else { &party::ASK_FOR_CRL };
    // Where nothing was read there is nobody to ask.
    if blanks.names_certificate() { vec![Do(how)] } else { Vec::new() }
}

/// How a response of today is had.
fn fetch_ocsp(finding: &Finding, examined: &Examined, blanks: &Blanks) -> Vec<Step> {
    if !blanks.names_certificate() {
        return Vec::new();
    }
    let names_responder = subject(finding, examined).is_some_and(|id| {
        let access = examined.bag.get(id).extensions.authority_info_access.as_ref();
        access.is_some_and(|access| !access.value.ocsp.is_empty())
    });
    vec![Do(if names_responder { &party::FETCH_OCSP } else { &party::STAPLED_OCSP })]
}

/// Whether a certificate's status is told to be unknown.
fn is_unsettled(examined: &Examined) -> bool {
    examined.findings.iter().any(|finding| finding.code() == Code::RevocationUnknown)
}

/// Whether it is the certificate by which an older root cross-signs a young one that is missing.
fn lacks_cross_certificate(finding: &Finding) -> bool {
    matches!(&*finding.fault, Fault::IssuerNotFound(evidence) if evidence.missing.token == "cross-certificate")
}

/// Whether an anchor bears the mark that it is not to be trusted for something.
fn has_rejected_anchor(examined: &Examined) -> bool {
    let is_marked = |known: &crate::certificate::Certificate| {
        known
            .trust
            .as_ref()
            .is_some_and(|settings| !settings.rejected.is_empty() || !settings.trusted.is_empty())
    };
    examined.bag.iter().any(|(_, known)| is_marked(known))
}

/// The steps that mend a finding; none where there is nothing to mend, or the finding's own message says all.
pub(super) fn remedy(finding: &Finding, examined: &Examined, blanks: &Blanks) -> Vec<Step> {
    let mut steps = steps(finding, examined, blanks);
    // What a server sends is no source of what is trusted, nor of a list or a response.
    let of_another_field = matches!(
        finding.place,
        Place::Input { field: InputField::Anchors | InputField::Crls | InputField::Ocsp, .. }
    );
    if of_another_field {
        let asks_the_server = |step: &Step| match step {
            Do(advice) => [&party::COPY_FROM_SERVER, &party::PASTE_ALL_SENT]
                .iter()
                .any(|it| core::ptr::eq(*it, *advice)),
            _ => false,
        };
        steps.retain(|step| !asks_the_server(step));
    }
    steps
}

fn steps(finding: &Finding, examined: &Examined, blanks: &Blanks) -> Vec<Step> {
    let about = Subject::of(finding, examined);
    if let Some(steps) = known_certificate(finding, examined) {
        return steps;
    }
    match &*finding.fault {
        // Nothing that is called so is missing: the circle has to lead out of itself, to an anchor.
        Fault::IssuerNotFound(evidence) if evidence.omitted.token == "on-the-way" => {
            issuer_not_found("root", examined, blanks)
        }
        // Once that can be read, it is seen what is missing.
        Fault::IssuerNotFound(evidence) if evidence.omitted.token == "unread" => Vec::new(),
        Fault::IssuerNotFound(evidence) => issuer_not_found(evidence.missing.token, examined, blanks),
        Fault::NameFormDiffers(_) => vec![Do(&issuers::COPY_ISSUER_NAME)],
        Fault::RootNotTrusted(_) if subject(finding, examined).is_some_and(|id| is_marked(id, examined)) => {
            vec![Try(Repair::TrustMozilla), Do(&party::ANOTHER_CA_THAN_REJECTED)]
        }
        Fault::RootNotTrusted(evidence) if evidence.same_name_anchor => vec![
            Try(Repair::TrustMozilla),
            Do(&party::REPLACE_STALE_ANCHOR),
            Try(Repair::TrustTheRoot),
            EveryClient,
        ],
        Fault::RootNotTrusted(_) => vec![Try(Repair::TrustMozilla), Try(Repair::TrustTheRoot), EveryClient],
        Fault::EndEntitySelfSigned(_)
            if subject(finding, examined).is_some_and(|id| is_marked(id, examined)) =>
        {
            vec![Do(&servers::ISSUED_BY_A_CA)]
        }
        Fault::EndEntitySelfSigned(_) => {
            vec![Do(&servers::ISSUED_BY_A_CA), Try(Repair::TrustTheServer), EveryClient]
        }
        Fault::AnchorsEmpty(_) => vec![
            Try(Repair::TrustMozilla),
            Do(&clients::UNSET_PYTHON),
            Do(&clients::LOOK_PYTHON),
            Do(&clients::INSTALL_DEBIAN),
            Do(&clients::INSTALL_ALPINE),
            Do(&clients::UPDATE_CERTIFI),
            EveryClient,
        ],
        Fault::SignatureInvalid(evidence) if evidence.key_identifiers_match => {
            vec![Do(&servers::REINSTALL), Do(&party::COPY_FROM_SERVER)]
        }
        Fault::SignatureInvalid(_) => {
            let mut steps = other_issuer(finding, examined, blanks);
            steps.push(Do(&servers::REINSTALL));
            steps
        }
        Fault::KeyIdentifierMismatch(evidence) if evidence.signature_verifies => {
            vec![Do(&issuers::SAME_KEY_IDENTIFIER)]
        }
        Fault::KeyIdentifierMismatch(_) => other_issuer(finding, examined, blanks),
        Fault::SignatureAlgorithmWeak(_) => about.signed_anew(&issuers::NEWER_HASH),
        Fault::SignatureAlgorithmUnsupported(_) => match about.role {
            Role::EndEntity => vec![Do(&issuers::CURRENT_ALGORITHM), Do(&servers::RENEW_FROM_CA)],
            Role::Intermediate | Role::Root => about.signed_anew(&issuers::CURRENT_ALGORITHM),
        },
        Fault::PublicKeyUncommon(_) => about.by_role(&servers::NEW_KEY, &issuers::NEW_CA_KEY),
        Fault::PolicyViolated(_) => vec![Do(&issuers::ISSUE_WITH_POLICY)],
        Fault::AnchorIsNotRoot(_) => {
            vec![Try(Repair::SendWhatIsAnAnchor), Try(Repair::TrustTheRoot), Do(&party::ROOT_BESIDE)]
        }
        Fault::AnchorRejected(_) => vec![Do(&party::ANOTHER_CA_THAN_REJECTED)],
        Fault::AnchorIsEndEntity(evidence) if evidence.self_signed => {
            vec![Do(&servers::CA_OF_ONES_OWN), Do(&issuers::REISSUE_END_ENTITY)]
        }
        Fault::AnchorIsEndEntity(_) => vec![Do(&party::CA_INSTEAD_OF_SERVER)],
        Fault::StatusMustBeStapled(_) => vec![Do(&servers::STAPLE), Do(&servers::WITHOUT_STAPLING)],
        Fault::SignatureAlgorithmMismatch(_)
        | Fault::ExtensionMalformed(_)
        | Fault::EncodingNotDer(_)
        | Fault::NameMalformed(_)
        | Fault::TimeMalformed(_)
        | Fault::UniqueIdentifierPresent(_)
        | Fault::WebpkiLimit(_)
        | Fault::ExtensionDuplicated(_) => about.anew_without(),
        Fault::PublicKeyMalformed(evidence) if evidence.what.token == "curve-explicit" => {
            vec![Do(&issuers::NAME_THE_CURVE)]
        }
        Fault::PublicKeyWeak(_) | Fault::PublicKeyUnsupported(_) | Fault::PublicKeyMalformed(_) => {
            about.by_role(&servers::NEW_KEY, &issuers::NEW_CA_KEY)
        }
        Fault::VersionNotV3(_) => about.reissue(),
        Fault::SerialNumberInvalid(_) | Fault::CriticalExtensionUnknown(_) => about.anew_without(),
        Fault::IssuerNotCa(_) => about.after(Do(&issuers::SIGN_WITH_A_CA)),
        Fault::IssuerCannotSign(_) => about.after(Do(&issuers::ALLOW_SIGNING)),
        Fault::PathLengthExceeded(_) => vec![Do(&issuers::RAISE_PATH_LENGTH)],
        // A CA's certificate that somebody verifies is what it should be.
        Fault::EndEntityIsCa(_) if examined.asked.purpose == Purpose::Any => vec![Do(&party::PASTE_ALL_SENT)],
        Fault::EndEntityIsCa(_) => vec![Do(&issuers::REISSUE_END_ENTITY)],
        // What strict clients alone refuse: curl, Node and Go are content, so the CA's operator may not know.
        Fault::BasicConstraintsNotCritical(_)
        | Fault::PathLengthWithoutCa(_)
        | Fault::KeyUsageMissing(_)
        | Fault::KeyCertSignWithoutCa(_)
        | Fault::AuthorityKeyIdMissing(_)
        | Fault::SubjectKeyIdMissing(_)
        | Fault::KeyIdentifierCritical(_)
        | Fault::CaSubjectEmpty(_)
        | Fault::IssuerEmpty(_)
        | Fault::NameConstraintsWithoutCa(_)
        | Fault::NameConstraintsEmpty(_)
        | Fault::PolicyConstraintsNotCritical(_)
        | Fault::InhibitAnyPolicyNotCritical(_)
        | Fault::AuthorityInfoAccessCritical(_) => about.reissue_for_strict_clients(),
        Fault::AuthorityKeyIdForm(evidence) if evidence.form.token == "names-another" => about.reissue(),
        Fault::SelfKeyIdentifierMismatch(_) | Fault::CertificateTooLarge(_) => about.reissue(),
        Fault::AuthorityKeyIdForm(_)
        | Fault::NameConstraintsNotCritical(_)
        | Fault::RsaModulusUneven(_)
        | Fault::SubjectAltNameTypeForbidden(_)
        | Fault::SubjectAttributeRepeated(_)
        | Fault::DistributionPointForbidden(_)
        | Fault::SubjectNotForPolicy(_)
        | Fault::KeyUsageNotForKey(_)
        | Fault::ExtendedKeyUsageCritical(_)
        | Fault::ExtendedKeyUsageMissing(_)
        | Fault::ExtendedKeyUsageForbidden(_)
        | Fault::CaExtendedKeyUsageMissing(_)
        | Fault::RootHasExtendedKeyUsage(_)
        | Fault::SubjectAltNameCritical(_)
        | Fault::CommonNameNotInSubjectAltName(_) => vec![Do(&issuers::NEXT_RENEWAL)],
        Fault::KeyUsageMismatch(_)
        | Fault::KeyUsageNoSignature(_)
        | Fault::KeyUsageNotForPurpose(_)
        | Fault::ExtendedKeyUsageAny(_)
        | Fault::SubjectAltNameNotCritical(_)
        | Fault::SubjectAltNameMalformed(_) => about.reissue(),
        Fault::WildcardOnPublicSuffix(_) => vec![Do(&servers::ASK_FOR_NAME)],
        Fault::CertificateExpired(_) => about.expired(),
        Fault::StopsWorkingSoon(evidence) => {
            about.ends_soon(evidence.cause.token.as_str(), finding, examined, blanks)
        }
        Fault::CertificateNotYetValid(_) => vec![Do(&party::CLOCK_FIRST), Do(&party::NOT_YET)],
        Fault::ValidityInverted(_) => about.anew_without(),
        Fault::ValidityPeriodTooLong(_) => vec![Do(&servers::SHORTER), Do(&issuers::REISSUE_END_ENTITY)],
        Fault::AnchorExpired(_) => vec![
            Try(Repair::TrustMozilla),
            Try(Repair::TrustTheRoot),
            Do(&party::REPLACE_EXPIRED_ANCHOR),
            Do(&clients::UPDATE_CERTIFI),
            Do(&clients::UPDATE_DEBIAN),
            Do(&party::CHECK_THE_CLOCK),
            EveryClient,
        ],
        Fault::SctInvalid(_) => vec![Do(&issuers::REISSUE_END_ENTITY)],
        Fault::CtPolicyNotMet(evidence) if !evidence.public => Vec::new(),
        Fault::CtPolicyNotMet(_) => vec![Do(&issuers::ISSUE_LOGGED)],
        Fault::CertificateRevoked(_) => vec![Do(&servers::REVOKED), Do(&servers::NEW_KEY)],
        Fault::RevocationUnknown(_) | Fault::CrlInvalid(_) => fetch_crl(blanks),
        Fault::CrlExpired(_) => {
            let mut steps = vec![Do(&party::CURRENT_CRL)];
            steps.extend(fetch_crl(blanks));
            steps.push(Do(&issuers::PUBLISH_CRL));
            steps
        }
        // Where everything is settled without it, nothing has to be fetched.
        Fault::CrlNotUsed(_) if !is_unsettled(examined) => Vec::new(),
        Fault::CrlNotUsed(_) => fetch_crl(blanks),
        Fault::OcspNotUsed(_) if !is_unsettled(examined) => Vec::new(),
        Fault::OcspInvalid(_) | Fault::OcspNotUsed(_) => fetch_ocsp(finding, examined, blanks),
        Fault::ExtendedKeyUsageMismatch(evidence) => match (evidence.is_ca, examined.asked.purpose) {
            (true, _) => about.reissue(),
            (false, Purpose::ClientAuth) => vec![Do(&servers::CLIENT_CERTIFICATE)],
            (false, _) if !examined.asked.purpose.may_be_tls() => vec![Do(&issuers::REISSUE_END_ENTITY)],
            (false, _) => {
                vec![Do(&servers::OTHER_PURPOSE), Do(&issuers::REISSUE_END_ENTITY)]
            }
        },
        Fault::NameConstraintViolated(_) => vec![Do(&issuers::NAMES_WITHIN), Do(&issuers::WIDEN_CONSTRAINTS)],
        Fault::NameConstraintUnsupported(_) => vec![Do(&issuers::OTHER_CONSTRAINTS)],
        Fault::NameConstraintMalformed(_) | Fault::NameConstraintLeadingPeriod(_) => about.anew_without(),
        Fault::EmailNameMismatch(_) | Fault::EmailNameMissing(_) | Fault::TimeStampingNotAlone(_) => {
            vec![Do(&issuers::REISSUE_END_ENTITY)]
        }
        Fault::NameMismatch(_) => name_mismatch(examined),
        Fault::SubjectAltNameMissing(_) => vec![Do(&servers::ASK_FOR_NAME), Do(&issuers::REISSUE_END_ENTITY)],
        Fault::IssuerIsInterception(_) => interception(examined),
        // What mends it stands with the fault that it explains.
        Fault::CertificateNotForEveryClient(_) => Vec::new(),
        Fault::EndEntityNamedLikeItsCa(_) => vec![Do(&issuers::SUBJECT_OF_ITS_OWN)],
        // Where the young root's cross-certificate is left out, what mends that stands with the fault.
        Fault::RootHistory(_) if examined.findings.iter().any(lacks_cross_certificate) => Vec::new(),
        Fault::RootHistory(evidence) => match evidence.event {
            "expired" | "removed" | "distrusted" | "distrusted-for-new-certificates" | "replaced" => {
                vec![Do(&party::NEW_CHAIN_OF_CA), Do(&clients::UPDATE_CERTIFI), Do(&clients::UPDATE_DEBIAN)]
            }
            _ => Vec::new(),
        },
        Fault::AnchorDistrusted(_) => {
            vec![Do(&party::LEAVE_DISTRUSTED_CA), Do(&party::DROP_DISTRUSTED_ANCHOR)]
        }
        Fault::AnchorIsNotCa(_) => vec![Try(Repair::DropServerAnchors), Do(&party::CA_INSTEAD_OF_SERVER)],
        Fault::AnchorsExpired(_) => vec![
            Try(Repair::DropExpiredAnchors),
            Do(&clients::UPDATE_CERTIFI),
            Do(&clients::UPDATE_DEBIAN),
            Do(&party::REMOVE_EXPIRED_ANCHORS),
        ],
        Fault::AnchorsDuplicated(_) => vec![Try(Repair::RewriteAnchors)],
        Fault::AnchorsShareName(_) => vec![Try(Repair::DropStaleAnchors), Do(&party::CREATED_ANEW)],
        Fault::AnchorsLackPublicRoots(_) => {
            vec![Do(&clients::BUNDLE_CERTIFI), Do(&clients::BUNDLE_DEBIAN), Do(&clients::NODE)]
        }
        Fault::AnchorsOutdated(_) => {
            vec![Do(&clients::UPDATE_CERTIFI), Do(&clients::UPDATE_DEBIAN), Do(&clients::UPDATE_BUILT_IN)]
        }
        Fault::EndEntityNotFirst(_) | Fault::ChainOutOfOrder(_) => vec![Try(Repair::TidyBundle), EveryServer],
        Fault::CertificateUnused(_) | Fault::RootIncluded(_) | Fault::CertificateDuplicated(_) => {
            vec![Try(Repair::TidyBundle)]
        }
        // The message says what may be written instead.
        Fault::QuestionInvalid(_)
        | Fault::QuestionFieldUnknown(_)
        | Fault::ServerNameUnderstood(_)
        | Fault::TimeInMilliseconds(_)
        | Fault::SeveralEndEntities(_)
        | Fault::ServerNameInvalid(_)
        | Fault::EmailNameInvalid(_)
        | Fault::TimeInvalid(_)
        | Fault::PurposeUnknown(_)
        | Fault::RulesUnknown(_)
        | Fault::FieldUnreadable(_)
        | Fault::LanguageUnknown(_)
        | Fault::ServerNameMissing(_) => Vec::new(),
        // The message says why not, and what the error is about: there is nothing to mend in the chain.
        Fault::AdviceUnsafe(_) | Fault::ErrorIsNotAboutCertificates(_) | Fault::ErrorNotRecognised(_) => {
            Vec::new()
        }
        Fault::PathTooComplex(_) => vec![Try(Repair::TidyBundle), Do(&party::FEWER_CERTIFICATES)],
        Fault::Unexplained(_) => vec![Do(&party::REPORT_IT)],
        Fault::PemTruncated(_)
        | Fault::PemBase64Invalid(_)
        | Fault::PemLabelMismatch(_)
        | Fault::PemElided(_)
        | Fault::PemBeginMissing(_)
        | Fault::CertificateMalformed(_) => vec![Do(&party::COPY_AGAIN), Do(&party::COPY_FROM_SERVER)],
        Fault::PemLabelUnexpected(_) => vec![Do(&party::OTHER_FIELD), Do(&party::COPY_FROM_SERVER)],
        Fault::PemDashesMangled(_)
        | Fault::PemBlocksJoined(_)
        | Fault::PemStrayCharacters(_)
        | Fault::PemPaddingMissing(_)
        | Fault::PemBlankLines(_)
        | Fault::CertificateTrailingData(_) => vec![Try(rewrite(finding)), Do(&party::COPY_AGAIN)],
        Fault::PemIndented(_)
        | Fault::PemEscaped(_)
        | Fault::PemOnOneLine(_)
        | Fault::PemArmourMissing(_) => written_anew(finding, examined),
        // A count of what is not listed.
        Fault::InputFindingsOmitted(_) | Fault::CertificateFindingsOmitted(_) => Vec::new(),
        Fault::InputIsBase64OfPem(_) if is_in_a_container(finding, examined) => Vec::new(),
        Fault::InputIsBase64OfPem(_) => vec![Try(rewrite(finding)), Do(&party::DECODE_BASE64)],
        // Without its mark, what is rejected would be trusted.
        Fault::PemTrustedCertificate(_) if has_rejected_anchor(examined) => Vec::new(),
        Fault::PemTrustedCertificate(_) => vec![Try(rewrite(finding)), Do(&party::PLAIN_CERTIFICATE)],
        Fault::InputEmpty(_)
        | Fault::InputNoCertificate(_)
        | Fault::InputIsPrintout(_)
        | Fault::InputIsFileName(_)
        | Fault::InputIsPublicKey(_)
        | Fault::InputIsSshKey(_)
        | Fault::InputIsPgp(_)
        | Fault::InputIsOcspResponse(_)
        | Fault::InputIsJson(_) => vec![Do(&party::COPY_FROM_SERVER)],
        Fault::InputTooLarge(_) => vec![Do(&party::FEWER_CERTIFICATES)],
        Fault::InputNoCrl(_) => fetch_crl(blanks),
        Fault::AnchorsForm(evidence) => {
            let convert = match evidence.form.token.as_str() {
                "der" => &party::ANCHORS_FROM_DER,
                "pkcs7" => &party::ANCHORS_FROM_PKCS7,
                "pkcs12" => &party::ANCHORS_FROM_PKCS12,
                _ => &party::ANCHORS_FROM_JKS,
            };
            vec![Do(convert), Try(Repair::RewriteAnchors)]
        }
        Fault::CertificateNotSent(_) | Fault::KeyStoreRead(_) | Fault::CertificateOfAnotherUse(_) => {
            Vec::new()
        }
        Fault::ElementContentInvalid(_) => vec![Do(&party::ONE_IN_AN_ELEMENT)],
        Fault::ClientCertificateGiven(_) => vec![Do(&party::PASTE_ALL_SENT)],
        Fault::SentCertificateNotPasted(_) => vec![Do(&party::PASTE_ALL_SENT)],
        // What was taken as trust anchors needs not be told to be.
        Fault::EndEntityNotPasted(evidence) if evidence.advice.token == "taken" => {
            vec![Do(&party::PASTE_ALL_SENT)]
        }
        Fault::EndEntityNotPasted(_) => {
            vec![Do(&party::PASTE_ALL_SENT), Do(&party::CA_CERTIFICATES_ARE_ANCHORS)]
        }
        Fault::PrivateKeyPasted(_) => vec![Do(&party::REPLACE_THE_KEY)],
        Fault::InputIsCsr(_) => vec![Do(&party::SEND_REQUEST_TO_CA), Do(&party::COPY_FROM_SERVER)],
        Fault::InputIsCrl(_) => vec![Do(&party::OTHER_FIELD)],
        Fault::InputIsCertificate(_) => {
            vec![Try(Repair::ReadCertificatesAmongCrls), Do(&party::OTHER_FIELD)]
        }
        Fault::InputIsErrorText(_) | Fault::InputIsHostname(_) => {
            vec![Do(&party::PASTE_ALL_SENT), AskWith(Asking::Python), AskWith(Asking::PowerShell)]
        }
        // What it is instead says what to do with it.
        Fault::AnchorsNotRead(_) => {
            let odd = examined
                .findings
                .iter()
                .find(|odd| odd.place == finding.place && !matches!(*odd.fault, Fault::AnchorsNotRead(_)));
            odd.map(|odd| steps(odd, examined, blanks)).unwrap_or_default()
        }
        Fault::InputIsHtml(_) => vec![Do(&party::DOWNLOAD_AGAIN), Do(&party::COPY_FROM_SERVER)],
        Fault::InputIsUtf16(_) => vec![Try(rewrite(finding)), Do(&party::DECODE_UTF16)],
        Fault::InputIsPkcs12(_) => vec![Do(&party::OPEN_PKCS12)],
        Fault::InputIsJks(_) => vec![Do(&party::OPEN_KEYSTORE)],
        Fault::InputIsArchive(_) => vec![Do(&party::UNPACK)],
        Fault::InputIsBinary(_) => vec![Do(&party::CONVERT_DER)],
        Fault::InputIsPkcs7WithoutCertificates(_) => vec![Do(&party::OPEN_PKCS7)],
    }
}

/// What mends a certificate that only some clients are meant to accept: nothing that is done to the chain.
fn known_certificate(finding: &Finding, examined: &Examined) -> Option<Vec<Step>> {
    let explains = matches!(
        finding.code(),
        Code::IssuerNotFound
            | Code::RootNotTrusted
            | Code::EndEntitySelfSigned
            | Code::SubjectAltNameMissing
            | Code::SignatureAlgorithmUnsupported
            | Code::PublicKeyUnsupported
    );
    let kind = examined.findings.iter().filter(|_| explains).find_map(|known| match &*known.fault {
        Fault::CertificateNotForEveryClient(evidence) => Some(evidence.kind),
        _ => None,
    })?;
    Some(match kind {
        "placeholder" => vec![Do(&servers::CONFIGURE_THE_SITE)],
        "origin-only" => vec![Do(&servers::THROUGH_THE_EDGE)],
        "mesh" => vec![Do(&servers::OUT_OF_THE_MESH)],
        "sm2" => vec![Do(&servers::BESIDE_SM2)],
        _ => vec![Do(&party::ROOT_OF_DEVELOPMENT), EveryClient],
    })
}

/// The same as PEM, but where the form is the one that its container demands: JSON, XML, YAML and source code would break by it.
fn written_anew(finding: &Finding, examined: &Examined) -> Vec<Step> {
    if is_in_a_container(finding, examined) { Vec::new() } else { vec![Try(rewrite(finding))] }
}

/// Whether the text that the finding is about is JSON, XML, YAML or source code.
fn is_in_a_container(finding: &Finding, examined: &Examined) -> bool {
    match finding.place {
        Place::Input { field: InputField::Anchors, .. } => examined.asked.containers.anchors,
        _ => examined.asked.containers.chain,
    }
}

/// What was read in spite of its form, written as it should be.
fn rewrite(finding: &Finding) -> Repair {
    match finding.place {
        Place::Input { field: InputField::Anchors, .. } => Repair::RewriteAnchors,
        _ => Repair::RewriteChain,
    }
}

/// Servers leave out intermediates, clients lack roots; and a proxy that inspects is a client's matter whatever is missing.
fn issuer_not_found(missing: &str, examined: &Examined, blanks: &Blanks) -> Vec<Step> {
    let has = |code| examined.findings.iter().any(|finding| finding.code() == code);
    let from_here = [
        Try(Repair::SendWhatIsKnown),
        Try(Repair::TrustMozilla),
        Try(Repair::ReadCertificatesAmongCrls),
        Try(Repair::TrustTheRoot),
    ];
    let client = [Do(&party::GET_THE_ROOT), EveryClient];
    let server = [Do(send_intermediate(blanks)), Do(&servers::LOOK_AT_SENT), EveryServer];
    let mut steps = from_here.to_vec();
    match missing {
        "cross-certificate" => {
            steps.extend([Do(&servers::SEND_CROSS_CERTIFICATE), Do(&servers::LOOK_AT_SENT), EveryServer]);
        }
        _ if has(Code::IssuerIsInterception) => steps.extend(client),
        "root" => steps.extend(client),
        // With an address of the intermediate it is known what to send. A private CA often gives none, and may be the root.
        _ if blanks.has_issuer_url() => steps.extend(server),
        _ => {
            steps.extend(server);
            steps.extend(client);
        }
    }
    steps
}

fn send_intermediate(blanks: &Blanks) -> &'static Advice {
    match (blanks.has_issuer_url(), blanks.issuer_url_is_pkcs7()) {
        (true, true) => &servers::SEND_PUBLISHED_PKCS7,
        (true, false) => &servers::SEND_PUBLISHED_INTERMEDIATE,
        (false, _) => &servers::SEND_INTERMEDIATE,
    }
}

/// The candidate of the right name has another key: a stale anchor, or the wrong certificate in the bundle.
fn other_issuer(finding: &Finding, examined: &Examined, blanks: &Blanks) -> Vec<Step> {
    let issuer = match finding.place {
        Place::Link { issuer, .. } => issuer.map(|id| examined.bag.get(id)),
        _ => None,
    };
    if issuer.is_some_and(|issuer| issuer.origin.is_anchor()) {
        return vec![
            Try(Repair::TrustMozilla),
            Do(&party::REPLACE_STALE_ANCHOR),
            Try(Repair::TrustTheRoot),
            EveryClient,
        ];
    }
    let right =
        if blanks.has_issuer_url() { &servers::SEND_RIGHT_ISSUER } else { &servers::SEND_RIGHT_ISSUE };
    vec![Do(right), EveryServer]
}

/// A proxy that inspects: whoever does not trust it yet needs its root; for whoever does, other programs of the machine may not.
fn interception(examined: &Examined) -> Vec<Step> {
    let is_trusted = examined.best().is_some_and(CertificationPath::is_anchored);
    let of_the_system =
        [Do(&clients::SYSTEM_STORE_PYTHON), Do(&clients::SYSTEM_STORE_NODE), Do(&party::ASK_TO_BE_EXEMPT)];
    let mut steps = Vec::new();
    if !is_trusted {
        steps.push(Do(&party::GET_THE_ROOT));
    }
    steps.extend(of_the_system);
    if !is_trusted {
        steps.push(EveryClient);
    }
    steps
}

fn name_mismatch(examined: &Examined) -> Vec<Step> {
    let mut steps = vec![Try(Repair::AskForTheNearestName)];
    if matches!(examined.asked.server_name, Some(crate::server_name::ServerName::Ip(_))) {
        steps.push(Do(&party::CONNECT_BY_NAME));
    } else {
        steps.push(Do(&servers::RIGHT_SITE));
    }
    steps.push(Do(&servers::ASK_FOR_NAME));
    steps
}

/// The certificate that a finding is about, and what it is on the path.
struct Subject {
    /// For a fault of a link that is the issuer's: the issuer.
    id: Option<CertificateId>,
    role: Role,
    is_sent: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    EndEntity,
    Intermediate,
    Root,
}

impl Subject {
    fn of(finding: &Finding, examined: &Examined) -> Self {
        let id = match finding.place {
            Place::Link { issuer: Some(issuer), .. } => Some(issuer),
            _ => subject(finding, examined),
        };
        Self {
            id,
            role: id.map_or(Role::EndEntity, |id| role(id, examined)),
            is_sent: id.is_some_and(|id| examined.bag.get(id).origin == Origin::Chain),
        }
    }

    /// One advice for the server's own certificate, another for a CA's.
    fn by_role(&self, end_entity: &'static Advice, ca: &'static Advice) -> Vec<Step> {
        vec![Do(if self.role == Role::EndEntity { end_entity } else { ca })]
    }

    /// The server's own certificate is asked for anew; a CA's is issued anew.
    fn signed_anew(&self, ca: &'static Advice) -> Vec<Step> {
        match self.role {
            Role::EndEntity => vec![Do(&servers::RENEW_FROM_CA)],
            Role::Intermediate | Role::Root => self.after(Do(ca)),
        }
    }

    fn reissue(&self) -> Vec<Step> {
        self.id.map(Reissue).into_iter().collect()
    }

    fn after(&self, step: Step) -> Vec<Step> {
        let mut steps = vec![step];
        steps.extend(self.reissue());
        steps
    }

    fn anew_without(&self) -> Vec<Step> {
        self.after(Do(&issuers::REMOVE_EXTENSION))
    }

    /// Whoever runs the client cannot mend the CA, but may get a root that was mended already.
    fn reissue_for_strict_clients(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        if self.role == Role::Root {
            steps.push(Do(&issuers::ASK_FOR_CURRENT_ROOT));
        }
        steps.extend(self.reissue());
        steps.push(Do(&issuers::CHECK_STRICT));
        steps
    }

    /// What will have ended is mended as what has, but for the clock.
    fn ends_soon(&self, cause: &str, finding: &Finding, examined: &Examined, blanks: &Blanks) -> Vec<Step> {
        match cause {
            "certificate-expired" => self
                .expired()
                .into_iter()
                .filter(|step| !matches!(step, Do(advice) if core::ptr::eq(*advice, &party::CHECK_THE_CLOCK)))
                .collect(),
            "anchor-expired" => vec![Do(&party::REPLACE_EXPIRED_ANCHOR)],
            "crl-expired" => fetch_crl(blanks),
            "ocsp-invalid" => fetch_ocsp(finding, examined, blanks),
            _ => Vec::new(),
        }
    }

    fn expired(&self) -> Vec<Step> {
        let mut steps = match self.role {
            Role::EndEntity => vec![Do(&servers::RENEW), Do(&servers::RENEW_FROM_CA)],
            _ if self.is_sent => vec![Do(&servers::REPLACE_EXPIRED_INTERMEDIATE)],
            _ => vec![Do(&party::REPLACE_EXPIRED_ANCHOR)],
        };
        steps.push(Do(&party::CHECK_THE_CLOCK));
        if self.role != Role::EndEntity && self.is_sent {
            steps.push(EveryServer);
        }
        steps
    }
}

/// What the certificate is, or is used as, on the best path.
fn role(id: CertificateId, examined: &Examined) -> Role {
    let certificate = examined.bag.get(id);
    let is_end_entity = examined.best().is_some_and(|best| best.end_entity() == id);
    match (is_end_entity, certificate.is_self_issued()) {
        (true, _) => Role::EndEntity,
        (false, true) => Role::Root,
        (false, false) => Role::Intermediate,
    }
}

/// The advice on issuing a certificate anew.
pub(super) fn reissue(id: CertificateId, examined: &Examined) -> &'static Advice {
    match role(id, examined) {
        Role::EndEntity => &issuers::REISSUE_END_ENTITY,
        Role::Intermediate => &issuers::REISSUE_INTERMEDIATE,
        Role::Root => &issuers::REISSUE_ROOT,
    }
}
