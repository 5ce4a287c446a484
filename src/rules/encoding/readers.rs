//! Which deviations the three readers refuse that the default rules stand on: webpki 0.103, OpenSSL 3, Go. Read in their sources
//! and measured; what each client says of them is the clients' matter.

use crate::encoding::{Deviation, Kind, Part};

/// Where on the path a certificate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    EndEntity,
    Intermediate,
    Anchor,
}

const BASIC_CONSTRAINTS: &str = "2.5.29.19";
const NAME_CONSTRAINTS: &str = "2.5.29.30";
const EXTENDED_KEY_USAGE: &str = "2.5.29.37";
const SUBJECT_ALT_NAME: &str = "2.5.29.17";
const CRL_DISTRIBUTION_POINTS: &str = "2.5.29.31";
const TIMESTAMPS: &str = "1.3.6.1.4.1.11129.2.4.2";

/// What no element is, or not the one that is due.
fn breaks(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::BreaksOff
            | Kind::NoElement
            | Kind::WrongTag
            | Kind::Missing
            | Kind::BooleanLength
            | Kind::BitsEmpty
    )
}

/// A header that DER writes otherwise.
fn is_ber(kind: Kind) -> bool {
    matches!(kind, Kind::LengthPadded | Kind::LengthIndefinite | Kind::StringConstructed)
}

fn oid(deviation: &Deviation) -> &str {
    deviation.field.extension.as_ref().map(|within| within.oid.as_str()).unwrap_or_default()
}

/// webpki reads headers as DER has them, of each field no more than it needs: names, and the keys of end entities, it leaves closed.
pub(super) fn webpki(deviation: &Deviation, position: Position) -> bool {
    let kind = deviation.kind;
    let outer = deviation.field.steps.is_empty();
    let frame = breaks(kind)
        || is_ber(kind)
        || matches!(
            kind,
            Kind::Trailing | Kind::TrueNotFf | Kind::UnusedBits | Kind::UnusedBitsCount | Kind::UniqueId
        );
    match deviation.field.part {
        Part::SerialNumber => frame && kind != Kind::BitsEmpty,
        Part::InnerAlgorithm | Part::Algorithm | Part::Issuer | Part::Subject => {
            outer && (is_ber(kind) || kind == Kind::WrongTag)
        }
        Part::NotBefore | Part::NotAfter => position != Position::Anchor && kind != Kind::TimeForm,
        // The key of whoever issued something on the path is used.
        Part::PublicKey | Part::KeyAlgorithm => {
            position != Position::EndEntity || (outer && (is_ber(kind) || kind == Kind::WrongTag))
        }
        Part::ExtensionValue => match oid(deviation) {
            BASIC_CONSTRAINTS if position == Position::Anchor => outer && frame,
            BASIC_CONSTRAINTS => kind != Kind::DefaultWritten,
            EXTENDED_KEY_USAGE if position == Position::Anchor => outer && frame,
            EXTENDED_KEY_USAGE => frame || kind == Kind::SequenceEmpty,
            SUBJECT_ALT_NAME => (outer && frame) || is_ber(kind),
            NAME_CONSTRAINTS if position == Position::EndEntity => outer && frame,
            NAME_CONSTRAINTS => frame || matches!(kind, Kind::SubtreeDistance | Kind::DefaultWritten),
            CRL_DISTRIBUTION_POINTS | TIMESTAMPS => outer && frame,
            _ => false,
        },
        _ => frame,
    }
}

/// Extensions that OpenSSL reads with every certificate (`ossl_x509v3_cache_extensions`).
const READ_BY_OPENSSL: &[&str] = &[
    "2.5.29.14",
    "2.5.29.15",
    SUBJECT_ALT_NAME,
    BASIC_CONSTRAINTS,
    NAME_CONSTRAINTS,
    CRL_DISTRIBUTION_POINTS,
    "2.5.29.35",
    EXTENDED_KEY_USAGE,
    "2.16.840.1.113730.1.1",
    "1.3.6.1.5.5.7.1.7",
    "1.3.6.1.5.5.7.1.8",
    "1.3.6.1.5.5.7.1.14",
];

/// Whether webpki, or OpenSSL and Go both, refuse a certificate that has this extension twice.
pub(in crate::rules) fn is_refused_twice(oid: &str) -> bool {
    oid == TIMESTAMPS || READ_BY_OPENSSL.contains(&oid)
}

/// OpenSSL reads BER, checks the characters of wide strings alone, and looks at what follows an extension's value no more.
pub(super) fn openssl(deviation: &Deviation) -> bool {
    let kind = deviation.kind;
    let broken = breaks(kind)
        || matches!(
            kind,
            Kind::IntegerPadded
                | Kind::IntegerEmpty
                | Kind::OidPadded
                | Kind::OidBroken
                | Kind::UnusedBitsCount
                | Kind::NullNotEmpty
                | Kind::Utf8Invalid
                | Kind::WideBroken
        );
    match deviation.field.part {
        Part::NotBefore | Part::NotAfter => kind != Kind::TimeForm && !is_ber(kind),
        Part::PublicKey | Part::KeyAlgorithm => {
            breaks(kind)
                || matches!(
                    kind,
                    Kind::CurveExplicit
                        | Kind::CurveMissing
                        | Kind::PointInfinity
                        | Kind::PointLength
                        | Kind::UnusedBits
                        | Kind::IntegerEmpty
                        | Kind::OidPadded
                        | Kind::OidBroken
                )
        }
        Part::ExtensionValue => {
            READ_BY_OPENSSL.contains(&oid(deviation))
                && (broken
                    || matches!(kind, Kind::NoBitSet | Kind::PointOfReasons | Kind::IntegerNegative)
                    || (kind == Kind::Trailing && !deviation.field.steps.is_empty()))
        }
        _ => broken || kind == Kind::Trailing,
    }
}

/// Extensions that Go reads.
const READ_BY_GO: &[&str] = &[
    "2.5.29.14",
    "2.5.29.15",
    SUBJECT_ALT_NAME,
    BASIC_CONSTRAINTS,
    NAME_CONSTRAINTS,
    CRL_DISTRIBUTION_POINTS,
    "2.5.29.32",
    "2.5.29.33",
    "2.5.29.35",
    "2.5.29.36",
    EXTENDED_KEY_USAGE,
    "2.5.29.54",
    "1.3.6.1.5.5.7.1.1",
];

/// Go reads DER, and does not look for what follows.
pub(super) fn go(deviation: &Deviation) -> bool {
    let tolerated = matches!(
        deviation.kind,
        Kind::Trailing
            | Kind::DefaultWritten
            | Kind::SetOrder
            | Kind::SetEmpty
            | Kind::SequenceEmpty
            | Kind::StringEmpty
            | Kind::StringLong
            | Kind::StringType
            | Kind::TrailingZeroBits
            | Kind::NoBitSet
            | Kind::PointOfReasons
            | Kind::TimeForm
            | Kind::TimeOffset
            | Kind::SubtreeDistance
            | Kind::AnyPolicyMapped
            | Kind::ExponentUnsound
            | Kind::UriIncomplete
            | Kind::UniqueId
            | Kind::IssuerWithoutSerial
    );
    match deviation.field.part {
        _ if tolerated => false,
        Part::ExtensionValue => READ_BY_GO.contains(&oid(deviation)),
        Part::Algorithm | Part::InnerAlgorithm => deviation.kind != Kind::ParametersAbsent,
        // A UTCTime may lack the seconds, a GeneralizedTime may not.
        Part::NotBefore | Part::NotAfter => deviation.kind != Kind::TimeNoSeconds || deviation.length > 13,
        _ => true,
    }
}
