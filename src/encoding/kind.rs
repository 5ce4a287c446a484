//! The kinds of deviations.

use crate::fault::Phrase;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $token:literal $en:literal $zh:literal),* $(,)?) => {
        /// What is odd in a place.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Kind { $($(#[$doc])* $name),* }

        impl Kind {
            /// As a noun phrase, with a stable token.
            pub(crate) fn phrase(self) -> Phrase {
                match self { $(Self::$name => Phrase { token: $token, en: $en, zh: $zh }),* }
            }

            /// All of them.
            #[cfg(test)]
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

kinds! {
    // --- X.690: one value has one encoding in DER ---
    /// X.690 §10.1.
    LengthPadded "length-not-minimal" "a length in more octets than it takes" "长度字段用了多余的字节",
    /// X.690 §10.1.
    LengthIndefinite "length-indefinite" "an indefinite length" "不定长编码",
    /// X.690 §10.2.
    StringConstructed "string-in-parts" "a string in several parts" "分段编码的字符串",
    /// X.690 §11.1.
    TrueNotFf "true-not-ff" "a TRUE that is written otherwise than FF" "TRUE 没有写成 FF",
    /// X.690 §8.2.1.
    BooleanLength "boolean-length" "a BOOLEAN that is not one octet" "长度不是一个字节的 BOOLEAN",
    /// X.690 §11.5.
    DefaultWritten "default-written" "a default value that is written out" "写出了默认值",
    /// X.690 §8.3.2.
    IntegerPadded "integer-padded" "an INTEGER with needless octets in front" "INTEGER 前面有多余的字节",
    /// X.690 §8.3.1.
    IntegerEmpty "integer-empty" "an INTEGER without octets" "没有内容的 INTEGER",
    IntegerNegative "integer-negative" "a negative INTEGER" "负数 INTEGER",
    /// A version that no reader has room for.
    IntegerLong "integer-long" "an INTEGER larger than any that belongs here" "INTEGER 超出了此处可能的大小",
    /// X.690 §8.6.2.2: more than 7, or of a string that has none.
    UnusedBitsCount "unused-bits-count" "an impossible number of unused bits" "未用位的个数不可能成立",
    /// Where all bits are wanted: a signature, a key.
    UnusedBits "unused-bits" "unused bits where every bit counts" "每一位都有意义的地方出现了未用位",
    /// X.690 §11.2.1.
    UnusedBitsSet "unused-bits-set" "unused bits that are not 0" "未用位不是 0",
    /// X.690 §11.2.2.
    TrailingZeroBits "trailing-zero-bits" "a list of bits that ends in zeros" "位列表以 0 结尾",
    /// X.690 §8.6.2.1.
    BitsEmpty "bits-empty" "a BIT STRING without octets" "没有内容的 BIT STRING",
    /// X.690 §8.19.2.
    OidPadded "oid-padded" "an OBJECT IDENTIFIER with needless octets in an arc" "OBJECT IDENTIFIER 的弧前面有多余的字节",
    /// X.690 §8.19: empty, or its last arc does not end.
    OidBroken "oid-broken" "an OBJECT IDENTIFIER that breaks off" "不完整的 OBJECT IDENTIFIER",
    /// X.690 §8.8.2.
    NullNotEmpty "null-not-empty" "a NULL that is not empty" "内容不为空的 NULL",
    /// X.690 §11.6.
    SetOrder "set-order" "a SET OF out of order" "SET OF 的元素顺序不对",

    // --- The structure ---
    /// The length says more than there is.
    BreaksOff "breaks-off" "a length that reaches beyond the end" "长度超出了末尾",
    /// Octets that are no element.
    NoElement "no-element" "octets that are no element" "不构成元素的字节",
    WrongTag "wrong-tag" "another type than belongs here" "类型与此处应有的不符",
    Missing "missing" "a field that is missing" "缺少字段",
    Trailing "trailing" "something behind the last field" "最后一个字段之后还有内容",
    /// SEQUENCE SIZE (1..MAX).
    SequenceEmpty "sequence-empty" "an empty SEQUENCE" "空的 SEQUENCE",
    /// SET SIZE (1..MAX).
    SetEmpty "set-empty" "an empty SET" "空的 SET",

    // --- Strings ---
    Utf8Invalid "utf8-invalid" "a UTF8String that is not UTF-8" "不是 UTF-8 的 UTF8String",
    /// A character that the type does not have: PrintableString, IA5String, NumericString, VisibleString.
    Characters "characters" "a character that its string type does not have" "字符串类型不允许的字符",
    /// BMPString or UniversalString that is cut, or has what is no character.
    WideBroken "wide-broken" "a string of wide characters that breaks off or has none" "宽字符串不完整或含有非字符",
    /// No string at all, or one of a type that the field does not allow.
    StringType "string-type" "a type that this text must not have" "此处文本不允许使用的类型",
    StringEmpty "string-empty" "an empty text" "空文本",
    /// Above the upper bound of RFC 5280 appendix A.
    StringLong "string-long" "a text longer than its upper bound" "文本超过上限长度",

    // --- Times (RFC 5280 §4.1.2.5) ---
    TimeNoSeconds "time-without-seconds" "a time without seconds" "没有秒的时间",
    TimeOffset "time-offset" "a time with an offset instead of Z" "用时差代替 Z 的时间",
    TimeFraction "time-fraction" "a time with fractions of a second" "带小数秒的时间",
    /// GeneralizedTime before 2050.
    TimeForm "time-form" "a GeneralizedTime for a date before 2050" "2050 年以前的日期用了 GeneralizedTime",
    /// The 30th of February, hour 24, second 60.
    TimeImpossible "time-impossible" "a time that does not exist" "不存在的时间",
    TimeBroken "time-broken" "something that is no time" "不是时间的内容",

    // --- Algorithms and keys ---
    ParametersAbsent "parameters-absent" "algorithm parameters that are absent where NULL belongs" "应为 NULL 的算法参数缺失",
    ParametersNull "parameters-null" "algorithm parameters NULL where none belong" "不应有参数的算法写了 NULL",
    /// Other parameters than the algorithm has.
    ParametersOther "parameters-other" "algorithm parameters that do not belong there" "算法参数不该出现",
    /// RFC 5480 §2.1.1: specifiedCurve.
    CurveExplicit "curve-explicit" "a curve by its equation instead of its name" "曲线没有用名称而是写出了方程参数",
    /// No name of a curve.
    CurveMissing "curve-missing" "a key of no named curve" "没有指明曲线的密钥",
    PointCompressed "point-compressed" "a compressed point" "压缩格式的点",
    PointHybrid "point-hybrid" "a point in hybrid form" "混合格式的点",
    PointInfinity "point-infinity" "the point at infinity" "无穷远点",
    /// Not as long as a point of the curve is, or of no known form.
    PointLength "point-length" "a point that does not fit the curve" "与曲线不符的点",

    /// RFC 8017 §3.1.
    ExponentUnsound "exponent-unsound" "an exponent that is even or 1, which is no RSA key" "指数为偶数或 1，不构成 RSA 公钥",

    // --- What the comments of RFC 5280's ASN.1 say ---
    UniqueId "unique-identifier" "a unique identifier" "唯一标识符",
    /// §4.2.1.10.
    SubtreeDistance "subtree-distance" "a minimum or maximum of a subtree" "子树带有 minimum 或 maximum",
    /// §4.2.1.3.
    NoBitSet "no-bit-set" "a list of bits in which none is set" "没有任何位被置位",
    /// §4.2.1.4.
    PolicyRepeated "policy-repeated" "a policy that stands twice" "重复出现的策略",
    /// §4.2.1.5.
    AnyPolicyMapped "any-policy-mapped" "anyPolicy, which is mapped to nothing and nothing to it" "anyPolicy，它不得参与映射",
    /// §4.2.1.6, §4.2.1.7.
    UriIncomplete "uri-incomplete" "a URI that lacks its scheme, or the full name or IP address of a host" "缺少协议部分、完整主机名或 IP 地址的 URI",
    /// §4.2.1.13.
    PointOfReasons "point-of-reasons" "a distribution point of reasons alone" "只有原因的分发点",
    /// §4.2.1.1: one of the two without the other.
    IssuerWithoutSerial "issuer-without-serial" "an issuer without a serial number, or the reverse" "签发者与序列号只出现一个",
}

impl Kind {
    /// What a reader of BER takes in its stride and x509-parser does not.
    pub(super) fn is_ber(self) -> bool {
        matches!(
            self,
            Self::LengthPadded | Self::LengthIndefinite | Self::StringConstructed | Self::TrueNotFf
        )
    }

    /// What keeps a reader from knowing what stands where, or what it is.
    pub(super) fn breaks_structure(self) -> bool {
        matches!(
            self,
            Self::BreaksOff
                | Self::NoElement
                | Self::WrongTag
                | Self::Missing
                | Self::Trailing
                | Self::BooleanLength
                | Self::UnusedBits
                | Self::UnusedBitsCount
                | Self::BitsEmpty
                | Self::TimeBroken
                | Self::TimeImpossible
                | Self::OidBroken
        )
    }
}
