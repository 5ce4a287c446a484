//! RFC 5280 §4.1 and X.690: a certificate is written in DER, and its fields as their types have it.
//!
//! The deviations are facts of `encoding`; here they are weighed.

pub(super) mod readers;

use super::Context;
use super::extensions::ExtensionMalformed;
use crate::certificate::Certificate;
use crate::certificate::extensions::extension_name;
use crate::encoding::{Deviation, Encoding, Kind, Part, Step, octets};
use crate::fault::{CertificateId, Finding, Phrase, Severity, Words, declare_fault};
use crate::path::CertificationPath;
use crate::question::Purpose;
use readers::Position;

declare_fault! {
    /// Bytes that DER writes otherwise.
    EncodingNotDer = "encoding-not-der" at Certificate, "X.690 §10, RFC 5280 §4.1",
    default Error, rfc5280 Error, cabf Error
    {
        /// The field.
        field: Words,
        /// Where the odd bytes begin, counted from 0.
        offset: usize,
        /// How many they are.
        length: usize,
        /// What is odd.
        what: Phrase,
        /// The bytes around the place in hexadecimal, the odd ones in brackets.
        octets: String,
    }
    en {
        title: "Not written in DER",
        message: "{certificate} is not written as DER prescribes: {field}, byte {offset}: {what}.",
    }
    zh {
        title: "没有按 DER 编码",
        message: "{certificate} 没有按 DER 的规定编码：{field}，第 {offset} 字节：{what}。",
    }
    reference en {
        meaning: "A field holds what it should and is written in another way than DER, the one encoding that certificates have.",
        reason: "DER has one way to write a value, so that what was signed is the same for everybody. Readers that are strict refuse the whole certificate.",
        cause: "Issuing software that builds its certificates by hand, or one that writes BER.",
        mending: "Have the certificate issued anew by software that writes DER. Nobody can mend it afterwards: the signature covers it.",
        verifiers: "rustls, Go and pyca/cryptography refuse nearly all of it while reading. OpenSSL and Java read BER, with exceptions that differ.",
    }
    reference zh {
        meaning: "字段的内容没错，写法却不是 DER，而证书只能用 DER 编码。",
        reason: "DER 对每个值只有一种写法，这样被签名的内容对所有人都一样。严格的读取程序会拒绝整张证书。",
        cause: "签发软件自己拼装证书，或者输出的是 BER。",
        mending: "用能正确输出 DER 的软件重新签发。事后无法修补：签名覆盖了这些字节。",
        verifiers: "rustls、Go 和 pyca/cryptography 在读取时几乎全部拒绝。OpenSSL 和 Java 能读 BER，但各有例外。",
    }
}

declare_fault! {
    /// A name whose text is not what its type says.
    NameMalformed = "name-malformed" at Certificate, "RFC 5280 §4.1.2.4",
    default Error, rfc5280 Error, cabf Error
    {
        /// The field.
        field: Words,
        /// Where the odd bytes begin, counted from 0.
        offset: usize,
        /// How many they are.
        length: usize,
        /// What is odd.
        what: Phrase,
        /// The bytes around the place in hexadecimal, the odd ones in brackets.
        octets: String,
    }
    en {
        title: "A name is not written as its type says",
        message: "In a name of {certificate} ({field}, byte {offset}) stands {what}.",
    }
    zh {
        title: "名称的写法与其类型不符",
        message: "{certificate} 的名称（{field}，第 {offset} 字节）中有{what}。",
    }
    reference en {
        meaning: "The subject or the issuer holds a text that its string type does not allow, that is too long or empty, or is no list of attributes.",
        reason: "Names are what certificates are linked by; a reader that decodes them must know what they say.",
        cause: "Text put into a certificate in another encoding (Latin-1 as UTF-8), a character such as @ or _ in a PrintableString, or a name longer than RFC 5280 allows.",
        mending: "Have the certificate issued anew with the text as UTF8String, and within the length that RFC 5280 appendix A allows.",
        verifiers: "OpenSSL and Go refuse a certificate with a broken UTF8String or BMPString; Go refuses wrong characters in PrintableString too. rustls does not look into names. Hardly anybody minds the length.",
    }
    reference zh {
        meaning: "主体或签发者中的文本不是其字符串类型所允许的、太长或为空，或者根本不是属性列表。",
        reason: "证书靠名称相互连接；读取程序必须能解码名称。",
        cause: "用别的编码写入文本（把 Latin-1 当成 UTF-8）、PrintableString 中含有 @ 或 _ 之类的字符，或者名称超过 RFC 5280 允许的长度。",
        mending: "重新签发，文本使用 UTF8String，长度不超过 RFC 5280 附录 A 的上限。",
        verifiers: "UTF8String 或 BMPString 损坏时，OpenSSL 和 Go 拒绝该证书；PrintableString 中有不允许的字符时，Go 也拒绝。rustls 不看名称内部。长度几乎没有客户端在意。",
    }
}

declare_fault! {
    /// A time in another form than the profile has.
    TimeMalformed = "time-malformed" at Certificate, "RFC 5280 §4.1.2.5",
    default Error, rfc5280 Error, cabf Error
    {
        /// The field.
        field: Words,
        /// Where the odd bytes begin, counted from 0.
        offset: usize,
        /// How many they are.
        length: usize,
        /// What is odd.
        what: Phrase,
        /// The bytes around the place in hexadecimal, the odd ones in brackets.
        octets: String,
    }
    en {
        title: "A date is written in another form",
        message: "{certificate} has in {field} (byte {offset}) {what}. RFC 5280 wants YYMMDDHHMMSSZ up to 2049 and YYYYMMDDHHMMSSZ from 2050.",
    }
    zh {
        title: "日期的写法不合规定",
        message: "{certificate} 的 {field}（第 {offset} 字节）写法有误：{what}。RFC 5280 要求 2049 年及以前写成 YYMMDDHHMMSSZ，2050 年起写成 YYYYMMDDHHMMSSZ。",
    }
    reference en {
        meaning: "notBefore or notAfter lacks the seconds, has a time zone or fractions, or is of the type for other years.",
        reason: "RFC 5280 leaves one form for each date, so that verifiers agree on the second at which a certificate ends.",
        cause: "Issuing software that takes more of ASN.1's times than the profile allows.",
        mending: "Have the certificate issued anew, with seconds and Z.",
        verifiers: "OpenSSL (13 or 14) and rustls refuse times without seconds, with an offset or fractions; Go takes a UTCTime without seconds or with an offset. Only pyca/cryptography minds GeneralizedTime before 2050.",
    }
    reference zh {
        meaning: "notBefore 或 notAfter 缺少秒、带有时区或小数，或者用了属于其他年份的类型。",
        reason: "RFC 5280 对每个日期只留一种写法，这样各验证器对证书到期的那一秒才有一致的理解。",
        cause: "签发软件使用了 ASN.1 允许、但证书规范不允许的时间写法。",
        mending: "重新签发，时间带上秒并以 Z 结尾。",
        verifiers: "没有秒、带时差或小数的时间，OpenSSL（13 或 14）和 rustls 都拒绝；Go 接受没有秒或带时差的 UTCTime。只有 pyca/cryptography 在意 2050 年以前使用 GeneralizedTime。",
    }
}

declare_fault! {
    /// A key that is not written as its algorithm has it.
    PublicKeyMalformed = "public-key-malformed" at Certificate, "RFC 5280 §4.1.2.7",
    default Error, rfc5280 Error, cabf Error
    {
        /// The field.
        field: Words,
        /// Where the odd bytes begin, counted from 0.
        offset: usize,
        /// How many they are.
        length: usize,
        /// What is odd.
        what: Phrase,
        /// The bytes around the place in hexadecimal, the odd ones in brackets.
        octets: String,
    }
    en {
        title: "The key is written in another form",
        message: "The key of {certificate} is not written as its algorithm has it: {field}, byte {offset}: {what}.",
    }
    zh {
        title: "公钥的写法不合规定",
        message: "{certificate} 的公钥没有按其算法的规定编码：{field}，第 {offset} 字节：{what}。",
    }
    reference en {
        meaning: "The key has algorithm parameters that it must not have or lacks those it must have, a point in another form than the uncompressed one, or numbers that are no RSA key.",
        reason: "A key that cannot be read cannot verify anything.",
        cause: "Keys made with `-param_enc explicit` or `-conv_form compressed`, or by hand.",
        mending: "Make a new key with a named curve and an uncompressed point, and have the certificate issued for it.",
        verifiers: "RFC 5480 allows compressed points, and OpenSSL reads them; Go, rustls and Java do not. A curve by its equation, a point that does not fit the curve and an RSA key without exponent are refused by all.",
    }
    reference zh {
        meaning: "公钥带有不该有的算法参数，或缺少必须有的参数；点不是未压缩格式；或者数字不构成 RSA 公钥。",
        reason: "读不出来的公钥无法验证任何东西。",
        cause: "生成密钥时使用了 `-param_enc explicit` 或 `-conv_form compressed`，或手工拼装。",
        mending: "用命名曲线和未压缩的点生成新密钥，并为它签发证书。",
        verifiers: "RFC 5480 允许压缩的点，OpenSSL 能读；Go、rustls 和 Java 不能。用方程写出的曲线、与曲线不符的点、没有指数的 RSA 公钥，所有客户端都拒绝。",
    }
}

declare_fault! {
    /// issuerUniqueID or subjectUniqueID.
    UniqueIdentifierPresent = "unique-identifier-present" at Certificate, "RFC 5280 §4.1.2.8",
    default Error, rfc5280 Warning, cabf Error
    {
        /// The field.
        field: Words,
        /// Where it begins, counted from 0.
        offset: usize,
    }
    en {
        title: "The certificate has a unique identifier",
        message: "{certificate} has the field {field} (byte {offset}), which CAs must not write any more. The second verifier here (webpki) cannot read such a certificate.",
    }
    zh {
        title: "证书带有唯一标识符",
        message: "{certificate} 带有字段 {field}（第 {offset} 字节），CA 早已不得写入该字段。这里的第二个验证器（webpki）读不了这样的证书。",
    }
    reference en {
        meaning: "issuerUniqueID or subjectUniqueID, from version 2 of X.509, was to tell apart bearers of one name.",
        reason: "RFC 5280 forbids CAs to write it; names are not to be given twice.",
        cause: "A CA from the nineties, or a test.",
        mending: "Have the certificate issued anew without it.",
        verifiers: "webpki refuses the certificate by design: it leaves the fields out of its grammar. All others skip them.",
    }
    reference zh {
        meaning: "issuerUniqueID 或 subjectUniqueID 来自 X.509 第 2 版，用于区分同名的持有者。",
        reason: "RFC 5280 禁止 CA 写入；名称本就不该重复分配。",
        cause: "上世纪九十年代的 CA，或者测试证书。",
        mending: "重新签发时去掉该字段。",
        verifiers: "webpki 有意不支持这两个字段，因而拒绝该证书；其他客户端都跳过它们。",
    }
}

/// Whether OpenSSL reads a certificate that is written so.
pub(crate) fn is_read_by_openssl(encoding: &Encoding) -> bool {
    !encoding.has(readers::openssl)
}

/// How every certificate on the path is written.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    for (index, id) in path.certificates.iter().enumerate() {
        let certificate = context.bag.get(*id);
        let position = match (index, certificate.origin.is_anchor()) {
            (_, true) => Position::Anchor,
            (0, false) => Position::EndEntity,
            (_, false) => Position::Intermediate,
        };
        let mut told: Vec<Finding> = Vec::new();
        for deviation in &certificate.encoding.deviations {
            let Some(mut finding) = finding(*id, certificate, position, deviation) else {
                continue;
            };
            if context.purpose == Purpose::Any && is_of_issuers_alone(deviation) {
                finding = finding.limited([Severity::Error, Severity::Warning, Severity::Error]);
            }
            match told.iter_mut().find(|known| is_of_one(known, &finding)) {
                None => told.push(finding),
                // Of several in one field the gravest is told, and of these the first.
                Some(known) if finding.limits < known.limits => *known = finding,
                Some(_) => {}
            }
        }
        findings.extend(told);
    }
}

/// What RFC 5280 forbids those who issue, and bids those who verify to take: dates of either type (§4.1.2.5), strings of any type (§7.1),
/// and what it does not look into, the values of names of other kinds. Asked for no purpose, the question is whether the path is
/// valid (§6), and not who issued what.
fn is_of_issuers_alone(deviation: &Deviation) -> bool {
    match deviation.kind {
        Kind::TimeForm | Kind::StringType => true,
        Kind::WrongTag => {
            let steps = &deviation.field.steps;
            let is_named =
                |name: &str| steps.iter().any(|step| matches!(step, Step::Into(of) if *of == name));
            is_named("otherName") && is_named("value")
        }
        _ => false,
    }
}

/// The same fault of the same extension.
fn is_of_one(known: &Finding, other: &Finding) -> bool {
    use super::Fault::ExtensionMalformed as Malformed;
    match (&*known.fault, &*other.fault) {
        (Malformed(known), Malformed(other)) => known.oid == other.oid,
        (known, other) => known.code() == other.code(),
    }
}

fn finding(
    id: CertificateId,
    certificate: &Certificate,
    position: Position,
    deviation: &Deviation,
) -> Option<Finding> {
    let limits = weight(certificate, position, deviation)?;
    let field = deviation.field.words();
    let (offset, length) = (deviation.offset, deviation.length);
    let what = deviation.kind.phrase();
    let octets = octets(certificate.der.as_deref().unwrap_or_default(), deviation);
    let finding = match deviation.field.part {
        _ if deviation.kind == Kind::UniqueId => Finding::on(id, UniqueIdentifierPresent { field, offset }),
        Part::ExtensionValue => {
            let oid = deviation.field.extension.as_ref().map(|within| within.oid.clone()).unwrap_or_default();
            let extension = extension_name(&oid);
            Finding::on(id, ExtensionMalformed { oid, extension, field, offset, length, what, octets })
        }
        Part::NotBefore | Part::NotAfter => {
            Finding::on(id, TimeMalformed { field, offset, length, what, octets })
        }
        Part::Issuer | Part::Subject => {
            Finding::on(id, NameMalformed { field, offset, length, what, octets })
        }
        Part::PublicKey | Part::KeyAlgorithm => {
            Finding::on(id, PublicKeyMalformed { field, offset, length, what, octets })
        }
        _ => Finding::on(id, EncodingNotDer { field, offset, length, what, octets }),
    };
    Some(finding.limited(limits))
}

/// How much a deviation weighs at most under the `default`, `rfc5280` and `cabf` rules; `None` where another rule tells of it.
fn weight(certificate: &Certificate, position: Position, deviation: &Deviation) -> Option<[Severity; 3]> {
    let elsewhere = match deviation.kind {
        Kind::IntegerNegative => deviation.field.part == Part::SerialNumber,
        // version-not-v3
        Kind::DefaultWritten | Kind::IntegerPadded => deviation.field.part == Part::Version,
        // authority-key-id-form
        Kind::IssuerWithoutSerial => true,
        // signature-algorithm-unsupported
        Kind::ParametersNull | Kind::ParametersOther => {
            matches!(deviation.field.part, Part::Algorithm | Part::InnerAlgorithm)
        }
        // subject-alt-name-malformed
        Kind::Characters | Kind::WrongTag => {
            deviation.field.is_in_value_of("2.5.29.17") && !deviation.field.steps.is_empty()
        }
        // name-constraints-empty
        Kind::SequenceEmpty => deviation.field.is_in_value_of("2.5.29.30"),
        _ => false,
    };
    if elsewhere {
        return None;
    }
    let refused = deviation.kind == Kind::ExponentUnsound
        || readers::webpki(deviation, position)
        || (readers::openssl(deviation) && readers::go(deviation));
    let default = if refused { Severity::Error } else { Severity::Warning };
    // An anchor is what the relying party chose to trust; constraints bind all the same (§6.1.1 (d), §4.2.1.10).
    let letter = match (position, deviation.kind) {
        (Position::Anchor, Kind::SubtreeDistance) if is_critical(certificate, deviation) => Severity::Error,
        (Position::Anchor, _) => Severity::Warning,
        _ => Severity::Error,
    };
    Some([default, letter, letter])
}

fn is_critical(certificate: &Certificate, deviation: &Deviation) -> bool {
    let within = deviation.field.extension.as_ref();
    within.and_then(|within| certificate.extensions.all.get(within.index)).is_some_and(|seen| seen.critical)
}
