//! The ASN.1 of RFC 5280 as data: what stands in a certificate and a CRL, in which order, of which type.

use super::{Part, noun};
use crate::fault::Phrase;

/// A type.
pub(super) enum Shape {
    Sequence(&'static [Member]),
    /// A SEQUENCE with a rule that no type can say.
    Ruled(&'static [Member], Rule),
    SequenceOf(&'static List),
    SetOf(&'static List),
    /// One of these, by its tag.
    Choice(&'static [Member]),
    Explicit(&'static Member),
    Boolean,
    /// Whether it may be negative.
    Integer {
        negative: bool,
    },
    /// INTEGER: the exponent of an RSA key.
    Exponent,
    Bits(Bits),
    Octets,
    Null,
    Oid,
    /// The OBJECT IDENTIFIER of a policy other than anyPolicy.
    NamedPolicy,
    /// IA5String.
    Text,
    Time,
    /// AttributeTypeAndValue: the value by the type.
    Attribute,
    /// AlgorithmIdentifier: the parameters by the algorithm.
    Algorithm,
    /// SubjectPublicKeyInfo: the key by the algorithm.
    PublicKey,
    /// Extension: the value by the number.
    Extension,
    UniqueId,
    /// BaseDistance.
    Distance,
    /// Whatever it is.
    Any,
}

/// What a BIT STRING holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bits {
    /// A list of flags, of which one has to be set.
    Usage,
    /// A list of flags.
    Named,
    /// Octets.
    Whole,
}

/// Rules that stand in the comments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// §4.2.1.13: of what a DistributionPoint must not lack.
    Point,
    /// §4.2.1.1: issuer and serial number both, or neither.
    AuthorityKeyId,
    /// §4.2.1.11 and the like: one of the members at least.
    NotEmpty,
}

/// A member of a SEQUENCE or CHOICE.
pub(super) struct Member {
    pub name: &'static str,
    /// The identifier octet, or [`TIME`] or [`ANY`].
    pub tag: u8,
    pub shape: &'static Shape,
    pub presence: Presence,
    /// The part that begins with it.
    pub part: Option<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    Required,
    Optional,
    /// The contents that must not be written.
    Default(u8),
}

/// A SEQUENCE OF or SET OF.
pub(super) struct List {
    pub noun: &'static Phrase,
    pub tag: u8,
    pub shape: &'static Shape,
    /// SIZE (1..MAX).
    pub filled: bool,
}

/// UTCTime or GeneralizedTime.
pub(super) const TIME: u8 = 0xfe;
/// Any tag.
pub(super) const ANY: u8 = 0xff;

const BOOLEAN: u8 = 1;
const INTEGER: u8 = 2;
const BIT_STRING: u8 = 3;
const OCTET_STRING: u8 = 4;
const NULL: u8 = 5;
const OID: u8 = 6;
const IA5: u8 = 0x16;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;

use Presence::{Default, Optional, Required};

const fn member(name: &'static str, tag: u8, shape: &'static Shape, presence: Presence) -> Member {
    Member { name, tag, shape, presence, part: None }
}

const fn part(part: Part, tag: u8, shape: &'static Shape, presence: Presence) -> Member {
    Member { name: "", tag, shape, presence, part: Some(part) }
}

const fn list(noun: &'static Phrase, tag: u8, shape: &'static Shape) -> List {
    List { noun, tag, shape, filled: true }
}

static SERIAL: Shape = Shape::Integer { negative: true };
static NATURAL: Shape = Shape::Integer { negative: false };
static FLAG: Shape = Shape::Boolean;
static OCTETS: Shape = Shape::Octets;
static WHOLE: Shape = Shape::Bits(Bits::Whole);
static NAMED: Shape = Shape::Bits(Bits::Named);
static IDENTIFIER: Shape = Shape::Oid;
static ANYTHING: Shape = Shape::Any;
static MOMENT: Shape = Shape::Time;
static ASCII: Shape = Shape::Text;
static ALGORITHM: Shape = Shape::Algorithm;
static UNIQUE_ID: Shape = Shape::UniqueId;
static EMPTY: Shape = Shape::Null;

static NAME: Shape =
    Shape::SequenceOf(&List { noun: &noun::ATTRIBUTE, tag: SET, shape: &RDN, filled: false });
static RDN: Shape = Shape::SetOf(&list(&noun::VALUE, SEQUENCE, &ATTRIBUTE));
static ATTRIBUTE: Shape = Shape::Attribute;

static EXTENSION: Shape = Shape::Extension;
static EXTENSION_LIST: Shape = Shape::SequenceOf(&list(&noun::EXTENSION, SEQUENCE, &EXTENSION));
static EXTENSIONS: Shape = Shape::Explicit(&member("", SEQUENCE, &EXTENSION_LIST, Required));
static VERSION: Shape = Shape::Explicit(&member("", INTEGER, &NATURAL, Default(0)));

/// §4.1.
pub(super) static CERTIFICATE: Shape = Shape::Sequence(&[
    part(
        Part::Tbs,
        SEQUENCE,
        &Shape::Sequence(&[
            part(Part::Version, 0xa0, &VERSION, Optional),
            part(Part::SerialNumber, INTEGER, &SERIAL, Required),
            part(Part::InnerAlgorithm, SEQUENCE, &ALGORITHM, Required),
            part(Part::Issuer, SEQUENCE, &NAME, Required),
            part(
                Part::Validity,
                SEQUENCE,
                &Shape::Sequence(&[
                    part(Part::NotBefore, TIME, &MOMENT, Required),
                    part(Part::NotAfter, TIME, &MOMENT, Required),
                ]),
                Required,
            ),
            part(Part::Subject, SEQUENCE, &NAME, Required),
            part(Part::PublicKey, SEQUENCE, &Shape::PublicKey, Required),
            part(Part::IssuerUniqueId, 0x81, &UNIQUE_ID, Optional),
            part(Part::SubjectUniqueId, 0x82, &UNIQUE_ID, Optional),
            part(Part::Extensions, 0xa3, &EXTENSIONS, Optional),
        ]),
        Required,
    ),
    part(Part::Algorithm, SEQUENCE, &ALGORITHM, Required),
    part(Part::Signature, BIT_STRING, &WHOLE, Required),
]);

/// §5.1.
pub(super) static CERTIFICATE_LIST: Shape = Shape::Sequence(&[
    part(
        Part::Tbs,
        SEQUENCE,
        &Shape::Sequence(&[
            part(Part::Version, INTEGER, &SERIAL, Optional),
            part(Part::InnerAlgorithm, SEQUENCE, &ALGORITHM, Required),
            part(Part::Issuer, SEQUENCE, &NAME, Required),
            part(Part::ThisUpdate, TIME, &MOMENT, Required),
            part(Part::NextUpdate, TIME, &MOMENT, Optional),
            part(
                Part::Revoked,
                SEQUENCE,
                &Shape::SequenceOf(&list(
                    &noun::ENTRY,
                    SEQUENCE,
                    &Shape::Sequence(&[
                        member("userCertificate", INTEGER, &SERIAL, Required),
                        member("revocationDate", TIME, &MOMENT, Required),
                        member("crlEntryExtensions", SEQUENCE, &EXTENSION_LIST, Optional),
                    ]),
                )),
                Optional,
            ),
            part(Part::Extensions, 0xa0, &EXTENSIONS, Optional),
        ]),
        Required,
    ),
    part(Part::Algorithm, SEQUENCE, &ALGORITHM, Required),
    part(Part::Signature, BIT_STRING, &WHOLE, Required),
]);

/// The members of an Extension but for the value, which its number decides.
pub(super) static FRAME: &[Member] = &[
    member("extnID", OID, &IDENTIFIER, Required),
    member("critical", BOOLEAN, &FLAG, Default(0)),
    member("extnValue", OCTET_STRING, &OCTETS, Required),
];

/// The members of SubjectPublicKeyInfo.
pub(super) static KEY_FRAME: &[Member] = &[
    part(Part::KeyAlgorithm, SEQUENCE, &ALGORITHM, Required),
    member("subjectPublicKey", BIT_STRING, &WHOLE, Required),
];

/// RFC 8017 appendix A.1.1.
pub(super) static RSA_KEY: Member = member(
    "subjectPublicKey",
    SEQUENCE,
    &Shape::Sequence(&[
        member("modulus", INTEGER, &NATURAL, Required),
        member("publicExponent", INTEGER, &Shape::Exponent, Required),
    ]),
    Required,
);

static GENERAL_NAME: Shape = Shape::Choice(GENERAL_NAMES_BY_TAG);
static GENERAL_NAMES_BY_TAG: &[Member] = &[
    member(
        "otherName",
        0xa0,
        &Shape::Sequence(&[
            member("type-id", OID, &IDENTIFIER, Required),
            member("value", 0xa0, &ANYTHING, Required),
        ]),
        Required,
    ),
    member("rfc822Name", 0x81, &ASCII, Required),
    member("dNSName", 0x82, &ASCII, Required),
    member("x400Address", 0xa3, &ANYTHING, Required),
    member("directoryName", 0xa4, &Shape::Explicit(&member("", SEQUENCE, &NAME, Required)), Required),
    member("ediPartyName", 0xa5, &ANYTHING, Required),
    member("uniformResourceIdentifier", 0x86, &ASCII, Required),
    member("iPAddress", 0x87, &OCTETS, Required),
    member("registeredID", 0x88, &IDENTIFIER, Required),
];
static GENERAL_NAME_LIST: List = list(&noun::NAME, ANY, &GENERAL_NAME);
static GENERAL_NAMES: Shape = Shape::SequenceOf(&GENERAL_NAME_LIST);

static SUBTREES: Shape = Shape::SequenceOf(&list(
    &noun::SUBTREE,
    SEQUENCE,
    &Shape::Sequence(&[
        member("base", ANY, &GENERAL_NAME, Required),
        member("minimum", 0x80, &Shape::Distance, Default(0)),
        member("maximum", 0x81, &Shape::Distance, Optional),
    ]),
));

static POINT_NAME: Shape = Shape::Explicit(&member(
    "",
    ANY,
    &Shape::Choice(&[
        member("fullName", 0xa0, &GENERAL_NAMES, Required),
        member(
            "nameRelativeToCRLIssuer",
            0xa1,
            &Shape::SetOf(&list(&noun::VALUE, SEQUENCE, &ATTRIBUTE)),
            Required,
        ),
    ]),
    Required,
));
static POINTS: Shape = Shape::SequenceOf(&list(
    &noun::POINT,
    SEQUENCE,
    &Shape::Ruled(
        &[
            member("distributionPoint", 0xa0, &POINT_NAME, Optional),
            member("reasons", 0x81, &NAMED, Optional),
            member("cRLIssuer", 0xa2, &GENERAL_NAMES, Optional),
        ],
        Rule::Point,
    ),
));
static DESCRIPTIONS: Shape = Shape::SequenceOf(&list(
    &noun::ENTRY,
    SEQUENCE,
    &Shape::Sequence(&[
        member("accessMethod", OID, &IDENTIFIER, Required),
        member("accessLocation", ANY, &GENERAL_NAME, Required),
    ]),
));
static POLICIES: Shape = Shape::SequenceOf(&List {
    noun: &noun::POLICY,
    tag: SEQUENCE,
    shape: &Shape::Sequence(&[
        member("policyIdentifier", OID, &IDENTIFIER, Required),
        member(
            "policyQualifiers",
            SEQUENCE,
            &Shape::SequenceOf(&list(
                &noun::QUALIFIER,
                SEQUENCE,
                &Shape::Sequence(&[
                    member("policyQualifierId", OID, &IDENTIFIER, Required),
                    member("qualifier", ANY, &QUALIFIER, Required),
                ]),
            )),
            Optional,
        ),
    ]),
    filled: true,
});
/// CPSuri, UserNotice, or whatever another qualifier has.
static QUALIFIER: Shape = Shape::Any;

/// An extension: its name where a CRL or certificate has it, the contents of its OBJECT IDENTIFIER, and its type.
pub(super) struct Known {
    pub oid: &'static [u8],
    pub tag: u8,
    pub shape: &'static Shape,
}

const fn known(oid: &'static [u8], tag: u8, shape: &'static Shape) -> Known {
    Known { oid, tag, shape }
}

pub(super) static EXTENSIONS_BY_OID: &[Known] = &[
    known(&[0x55, 29, 14], OCTET_STRING, &OCTETS),
    known(&[0x55, 29, 15], BIT_STRING, &Shape::Bits(Bits::Usage)),
    known(&[0x55, 29, 17], SEQUENCE, &GENERAL_NAMES),
    known(&[0x55, 29, 18], SEQUENCE, &GENERAL_NAMES),
    known(
        &[0x55, 29, 19],
        SEQUENCE,
        &Shape::Sequence(&[
            member("cA", BOOLEAN, &FLAG, Default(0)),
            member("pathLenConstraint", INTEGER, &NATURAL, Optional),
        ]),
    ),
    // cRLNumber, cRLReason, deltaCRLIndicator, issuingDistributionPoint, certificateIssuer
    known(&[0x55, 29, 20], INTEGER, &NATURAL),
    known(&[0x55, 29, 21], 0x0a, &NATURAL),
    known(&[0x55, 29, 27], INTEGER, &NATURAL),
    known(
        &[0x55, 29, 28],
        SEQUENCE,
        &Shape::Sequence(&[
            member("distributionPoint", 0xa0, &POINT_NAME, Optional),
            member("onlyContainsUserCerts", 0x81, &FLAG, Default(0)),
            member("onlyContainsCACerts", 0x82, &FLAG, Default(0)),
            member("onlySomeReasons", 0x83, &NAMED, Optional),
            member("indirectCRL", 0x84, &FLAG, Default(0)),
            member("onlyContainsAttributeCerts", 0x85, &FLAG, Default(0)),
        ]),
    ),
    known(&[0x55, 29, 29], SEQUENCE, &GENERAL_NAMES),
    known(
        &[0x55, 29, 30],
        SEQUENCE,
        &Shape::Ruled(
            &[
                member("permittedSubtrees", 0xa0, &SUBTREES, Optional),
                member("excludedSubtrees", 0xa1, &SUBTREES, Optional),
            ],
            Rule::NotEmpty,
        ),
    ),
    known(&[0x55, 29, 31], SEQUENCE, &POINTS),
    known(&[0x55, 29, 32], SEQUENCE, &POLICIES),
    known(
        &[0x55, 29, 33],
        SEQUENCE,
        &Shape::SequenceOf(&list(
            &noun::MAPPING,
            SEQUENCE,
            &Shape::Sequence(&[
                member("issuerDomainPolicy", OID, &Shape::NamedPolicy, Required),
                member("subjectDomainPolicy", OID, &Shape::NamedPolicy, Required),
            ]),
        )),
    ),
    known(
        &[0x55, 29, 35],
        SEQUENCE,
        &Shape::Ruled(
            &[
                member("keyIdentifier", 0x80, &OCTETS, Optional),
                member("authorityCertIssuer", 0xa1, &GENERAL_NAMES, Optional),
                member("authorityCertSerialNumber", 0x82, &SERIAL, Optional),
            ],
            Rule::AuthorityKeyId,
        ),
    ),
    known(
        &[0x55, 29, 36],
        SEQUENCE,
        &Shape::Ruled(
            &[
                member("requireExplicitPolicy", 0x80, &NATURAL, Optional),
                member("inhibitPolicyMapping", 0x81, &NATURAL, Optional),
            ],
            Rule::NotEmpty,
        ),
    ),
    known(&[0x55, 29, 37], SEQUENCE, &Shape::SequenceOf(&list(&noun::PURPOSE, OID, &IDENTIFIER))),
    known(&[0x55, 29, 46], SEQUENCE, &POINTS),
    known(&[0x55, 29, 54], INTEGER, &NATURAL),
    // authorityInfoAccess, subjectInfoAccess, TLS feature, id-pkix-ocsp-nocheck
    known(&[0x2b, 6, 1, 5, 5, 7, 1, 1], SEQUENCE, &DESCRIPTIONS),
    known(&[0x2b, 6, 1, 5, 5, 7, 1, 11], SEQUENCE, &DESCRIPTIONS),
    known(
        &[0x2b, 6, 1, 5, 5, 7, 1, 24],
        SEQUENCE,
        &Shape::SequenceOf(&List { noun: &noun::ENTRY, tag: INTEGER, shape: &NATURAL, filled: false }),
    ),
    known(&[0x2b, 6, 1, 5, 5, 7, 48, 1, 5], NULL, &EMPTY),
    // signed certificate timestamps, and the poison of a precertificate
    known(&[0x2b, 6, 1, 4, 1, 0xd6, 0x79, 2, 4, 2], OCTET_STRING, &OCTETS),
    known(&[0x2b, 6, 1, 4, 1, 0xd6, 0x79, 2, 4, 3], NULL, &EMPTY),
    // privateKeyUsagePeriod, subjectDirectoryAttributes, proxyCertInfo, ipAddrBlocks, autonomousSysIds: that they are an element
    known(&[0x55, 29, 16], SEQUENCE, &ANYTHING),
    known(&[0x55, 29, 9], SEQUENCE, &ANYTHING),
    known(&[0x2b, 6, 1, 5, 5, 7, 1, 14], SEQUENCE, &ANYTHING),
    known(&[0x2b, 6, 1, 5, 5, 7, 1, 7], SEQUENCE, &ANYTHING),
    known(&[0x2b, 6, 1, 5, 5, 7, 1, 8], SEQUENCE, &ANYTHING),
    // netscape-cert-type, netscape-comment
    known(&[0x60, 0x86, 0x48, 1, 0x86, 0xf8, 0x42, 1, 1], BIT_STRING, &NAMED),
    known(&[0x60, 0x86, 0x48, 1, 0x86, 0xf8, 0x42, 1, 13], IA5, &ASCII),
];

/// How the value of an attribute may be written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// DirectoryString.
    Directory,
    Printable,
    Ia5,
}

/// The attributes of RFC 5280 appendix A.1: OBJECT IDENTIFIER, how written, and the upper bound in characters. Of others nothing is
/// demanded but that a string be one.
pub(super) static ATTRIBUTES: &[(&[u8], Writing, usize)] = &[
    (&[0x55, 4, 3], Writing::Directory, 64),
    (&[0x55, 4, 4], Writing::Directory, 40),
    (&[0x55, 4, 5], Writing::Printable, 64),
    (&[0x55, 4, 6], Writing::Printable, 2),
    (&[0x55, 4, 7], Writing::Directory, 128),
    (&[0x55, 4, 8], Writing::Directory, 128),
    (&[0x55, 4, 10], Writing::Directory, 64),
    (&[0x55, 4, 11], Writing::Directory, 64),
    (&[0x55, 4, 12], Writing::Directory, 64),
    (&[0x55, 4, 41], Writing::Directory, 32768),
    (&[0x55, 4, 42], Writing::Directory, 16),
    (&[0x55, 4, 43], Writing::Directory, 5),
    (&[0x55, 4, 44], Writing::Directory, 3),
    (&[0x55, 4, 46], Writing::Printable, usize::MAX),
    (&[0x55, 4, 65], Writing::Directory, 128),
    // domainComponent, emailAddress
    (&[0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 25], Writing::Ia5, usize::MAX),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1], Writing::Ia5, 255),
];

/// What parameters an algorithm has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Parameters {
    /// NULL, written.
    Null,
    /// None, not even NULL.
    Absent,
    /// The OBJECT IDENTIFIER of a curve.
    Curve,
    /// Of its own.
    Own,
}

/// RFC 3279, 4055, 5480, 5758, 8410, 9881.
pub(super) static ALGORITHMS: &[(&[u8], Parameters)] = &[
    (&RSA_ENCRYPTION, Parameters::Null),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 2], Parameters::Null),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 4], Parameters::Null),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 5], Parameters::Null),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10], Parameters::Own),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11], Parameters::Null),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 12], Parameters::Null),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 13], Parameters::Null),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 14], Parameters::Null),
    (&EC_PUBLIC_KEY, Parameters::Curve),
    (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1], Parameters::Absent),
    (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 1], Parameters::Absent),
    (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2], Parameters::Absent),
    (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3], Parameters::Absent),
    (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 4], Parameters::Absent),
    (&[0x2b, 0x65, 112], Parameters::Absent),
    (&[0x2b, 0x65, 113], Parameters::Absent),
    (&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 17], Parameters::Absent),
    (&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 18], Parameters::Absent),
    (&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 19], Parameters::Absent),
];
pub(super) const RSA_ENCRYPTION: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
pub(super) const EC_PUBLIC_KEY: [u8; 7] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];

/// The curves whose points are looked at, and the octets of a coordinate.
pub(super) static CURVES: &[(&[u8], usize)] = &[
    (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7], 32),
    (&[0x2b, 0x81, 4, 0, 33], 28),
    (&[0x2b, 0x81, 4, 0, 34], 48),
    (&[0x2b, 0x81, 4, 0, 35], 66),
    (&[0x2b, 0x81, 4, 0, 10], 32),
    (&[0x2b, 0x24, 3, 3, 2, 8, 1, 1, 7], 32),
    (&[0x2b, 0x24, 3, 3, 2, 8, 1, 1, 11], 48),
    (&[0x2b, 0x24, 3, 3, 2, 8, 1, 1, 13], 64),
];
