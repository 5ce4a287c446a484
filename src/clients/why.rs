//! Which rule makes a client differ, in one sentence.

use crate::fault::Finding;
use crate::question::Language;
use crate::rules::{Code, Fault};
use crate::text;

/// What is said of a client that looks at a thing and of one that does not, each in English and in Chinese. The client's
/// name goes before it.
struct Rule {
    looks: [&'static str; 2],
    overlooks: [&'static str; 2],
}

/// The sentence about a client that refuses for a fault, or does not.
pub(super) fn sentence(finding: &Finding, refuses: bool, client: &str, language: Language) -> Option<String> {
    let rule = match &finding.fault {
        Fault::NameMismatch(evidence) => match evidence.reason.token {
            "partial-wildcard" => &PARTIAL_WILDCARD,
            "wildcard-too-wide" => &WIDE_WILDCARD,
            // Only one that falls back to the common name takes what has another name.
            _ if !refuses => rule(Code::SubjectAltNameMissing)?,
            _ => return None,
        },
        fault => rule(fault.code())?,
    };
    Some(put(if refuses { rule.looks } else { rule.overlooks }, client, language))
}

/// The same, where the report has no finding of what a client refuses.
pub(super) fn sentence_about(code: Code, client: &str, language: Language) -> Option<String> {
    let words = match code {
        Code::NameMismatch => KEEPS_THE_DOT,
        Code::SignatureInvalid | Code::CertificateExpired | Code::KeyIdentifierMismatch => FIRST_FIT,
        code => rule(code)?.looks,
    };
    Some(put(words, client, language))
}

/// A client that finds another path wanting than the one that the report is about.
pub(super) fn first_fit(client: &str, language: Language) -> String {
    put(FIRST_FIT, client, language)
}

fn put(words: [&str; 2], client: &str, language: Language) -> String {
    let [english, chinese] = words;
    let words = match language {
        Language::English => english,
        Language::Chinese => chinese,
    };
    text::fill("{client} {words}", &|name| {
        if name == "client" { client.to_owned() } else { words.to_owned() }
    })
}

const FIRST_FIT: [&str; 2] = [
    "takes the first issuer that fits by name and does not go back to try another.",
    "取第一个名称相符的签发者，失败后不会回头尝试其他的。",
];
const KEEPS_THE_DOT: [&str; 2] = [
    "keeps the dot at the end of the host, and no certificate names a host so.",
    "保留主机名末尾的句点，而没有证书会这样写主机名。",
];

/// Of a client whose makers write nothing about a finding.
pub(super) fn undocumented(title: &str, client: &str, language: Language) -> String {
    let words =
        ["does not document what it makes of this: {title}.", "没有文档说明如何对待这一点：{title}。"];
    let sentence = put(words, client, language);
    text::fill(&sentence, &|_| title.to_owned())
}

/// What a client goes by that refuses where the report finds no fault, as a clause: `blamed` is the first of the faults that
/// its words may mean.
pub(super) fn way(blamed: Option<Code>) -> [&'static str; 2] {
    match blamed {
        Some(Code::NameMismatch) => ["a dot stands at the end of the host", "主机名末尾有句点"],
        _ => [
            "they try another issuer of the same name first, and do not go back",
            "先尝试了另一张同名的签发者证书，失败后不再回头",
        ],
    }
}

static PARTIAL_WILDCARD: Rule = Rule {
    looks: ["takes a star only as a whole label.", "只接受占据整个标签的星号。"],
    overlooks: ["takes a star that is a part of the first label.", "接受只占第一个标签一部分的星号。"],
};
static WIDE_WILDCARD: Rule = Rule {
    looks: ["takes a star only with two labels or more after it.", "要求星号之后至少还有两个标签。"],
    overlooks: ["takes a star right below a top-level domain.", "接受紧接在顶级域之下的星号。"],
};

macro_rules! rules {
    ($( $code:ident: $looks:literal, $overlooks:literal; $looks_zh:literal, $overlooks_zh:literal; )*) => {
        /// What clients differ about.
        fn rule(code: Code) -> Option<&'static Rule> {
            Some(match code {
                $( Code::$code => {
                    const { &Rule { looks: [$looks, $looks_zh], overlooks: [$overlooks, $overlooks_zh] } }
                } )*
                _ => return None,
            })
        }
    };
}

rules! {
    IssuerNotFound: "takes only what is sent or trusted, and fetches no missing issuer.",
        "fetches a missing issuer from the address that the certificate names (authorityInfoAccess).";
        "只使用服务器发送的和受信任的证书，不会去下载缺失的签发者证书。", "会从证书写明的地址（authorityInfoAccess）下载缺失的签发者证书。";
    AnchorIsNotRoot: "goes on until it reaches a self-signed root: a trusted intermediate does not end its path.",
        "ends a path at any anchor, root or not.";
        "会一直查找到自签名的根证书：受信任的中间证书不能作为路径的终点。", "可以在任何信任锚处结束路径，不论它是不是根证书。";
    AnchorIsEndEntity: "does not take a server’s own certificate as an anchor.",
        "takes whatever stands among its anchors, a server’s own certificate too.";
        "不接受把服务器自己的证书当作信任锚。", "接受信任锚中的任何证书，包括服务器自己的证书。";
    AnchorExpired: "looks at the dates of the anchor too.",
        "takes an anchor for its name and its key: the dates do not count.";
        "也检查信任锚的有效期。", "只看信任锚的名称和密钥，不看有效期。";
    SubjectAltNameMissing: "does not look at the common name any more.",
        "still looks at the common name where there is no subjectAltName.";
        "不再看通用名（CN）。", "没有 subjectAltName 时仍会看通用名（CN）。";
    PublicKeyWeak: "wants RSA keys of 2048 bits or more.",
        "accepts RSA keys of 1024 bits.";
        "要求 RSA 密钥至少 2048 位。", "接受 1024 位的 RSA 密钥。";
    PublicKeyUncommon: "has no signature scheme for this kind of key.",
        "takes this kind of key.";
        "没有适用于这种密钥的签名算法。", "支持这种密钥。";
    PublicKeyUnsupported: "has no signature scheme for this kind of key.",
        "takes this kind of key.";
        "没有适用于这种密钥的签名算法。", "支持这种密钥。";
    SignatureAlgorithmWeak: "refuses signatures that rest on SHA-1 or MD5.",
        "still accepts SHA-1 below CAs that are not public.";
        "拒绝基于 SHA-1 或 MD5 的签名。", "在非公共 CA 之下仍接受 SHA-1。";
    SignatureAlgorithmUnsupported: "does not take this signature algorithm.",
        "takes this signature algorithm.";
        "不支持这种签名算法。", "支持这种签名算法。";
    IssuerCannotSign: "looks at the keyUsage of CAs: without keyCertSign none may issue.",
        "does not look at the keyUsage of CAs.";
        "检查 CA 的 keyUsage：没有 keyCertSign 就不能签发。", "不检查 CA 的 keyUsage。";
    IssuerNotCa: "wants basicConstraints of every issuer, the anchor too.",
        "takes an anchor without basicConstraints.";
        "要求每个签发者都有 basicConstraints，信任锚也不例外。", "接受没有 basicConstraints 的信任锚。";
    NameConstraintViolated: "compares the names with the constraints of every CA, the anchor too.",
        "ignores name constraints that stand on the anchor itself.";
        "把名称与每个 CA 的名称约束相比较，包括信任锚的约束。", "忽略信任锚自身带有的名称约束。";
    NameConstraintUnsupported: "does not know this kind of name constraint, and refuses what it does not know.",
        "compares this kind of name too, or does not look at it.";
        "不认识这类名称约束，不认识的就拒绝。", "也比较这类名称，或者根本不看。";
    NameConstraintLeadingPeriod: "does not take a DNS constraint that begins with a period.",
        "takes a leading period to mean all that is below.";
        "不接受以句点开头的 DNS 约束。", "把开头的句点理解为其下的所有名称。";
    PathLengthExceeded: "counts every CA below one that limits them, the anchor’s limit and self-issued CAs included.",
        "ignores a path length on the anchor, or does not count self-issued CAs.";
        "对限制下级层数的 CA，会计算其下的每个 CA，包括信任锚的限制和自签发的 CA。", "忽略信任锚的路径长度限制，或者不计算自签发的 CA。";
    CriticalExtensionUnknown: "refuses every critical extension that it does not know, on the anchor too.",
        "does not look at the extensions of an anchor, or knows this one.";
        "拒绝任何不认识的关键扩展，信任锚上的也不例外。", "不看信任锚的扩展，或者认识这个扩展。";
    ExtendedKeyUsageMismatch: "looks at the purposes of every certificate of the path, and takes no other for serverAuth.",
        "looks at the purposes of the server’s certificate only, takes any for all, or does not ask.";
        "检查路径上每张证书的用途，只认 serverAuth。", "只看服务器证书的用途、把 any 当作全部用途，或者根本不问用途。";
    KeyUsageMismatch: "wants the server’s keyUsage to fit TLS.",
        "does not look at the server’s keyUsage.";
        "要求服务器证书的 keyUsage 适合 TLS。", "不检查服务器证书的 keyUsage。";
    KeyUsageNoSignature: "wants digitalSignature in the server’s keyUsage.",
        "does not ask for digitalSignature in the server’s keyUsage.";
        "要求服务器证书的 keyUsage 含有 digitalSignature。", "不要求服务器证书的 keyUsage 含有 digitalSignature。";
    EndEntityIsCa: "does not accept a CA’s certificate as a server’s.",
        "does not mind that the server’s certificate is a CA’s.";
        "不接受把 CA 证书用作服务器证书。", "不介意服务器证书是 CA 证书。";
    SerialNumberInvalid: "refuses a negative serial number as soon as it reads the certificate.",
        "does not look at serial numbers.";
        "读取证书时就会拒绝负的序列号。", "不检查序列号。";
    VersionNotV3: "wants version 3 of this certificate.",
        "does not look at the version, or takes an anchor of version 1.";
        "要求这张证书是第 3 版。", "不看版本，或者接受第 1 版的信任锚。";
    AuthorityKeyIdMissing: "wants an authority key identifier in every certificate but the root.",
        "does not look for an authority key identifier.";
        "要求除根证书外每张证书都有颁发者密钥标识符。", "不检查颁发者密钥标识符。";
    SubjectKeyIdMissing: "wants a subject key identifier in every CA.",
        "does not look for a subject key identifier.";
        "要求每个 CA 都有主体密钥标识符。", "不检查主体密钥标识符。";
    BasicConstraintsNotCritical: "wants basicConstraints of a CA to be critical.",
        "does not mind whether basicConstraints are critical.";
        "要求 CA 的 basicConstraints 是关键扩展。", "不介意 basicConstraints 是否为关键扩展。";
    KeyUsageMissing: "wants a keyUsage in every CA.",
        "does not miss a keyUsage in a CA.";
        "要求每个 CA 都有 keyUsage。", "不要求 CA 有 keyUsage。";
    PathLengthWithoutCa: "refuses a path length on a certificate that is no CA.",
        "does not mind a path length on a certificate that is no CA.";
        "拒绝非 CA 证书带有路径长度限制。", "不介意非 CA 证书带有路径长度限制。";
    KeyCertSignWithoutCa: "refuses keyCertSign on a certificate that is no CA.",
        "does not mind keyCertSign on a certificate that is no CA.";
        "拒绝非 CA 证书带有 keyCertSign。", "不介意非 CA 证书带有 keyCertSign。";
    KeyIdentifierCritical: "does not know key identifiers as critical extensions, and so refuses them.",
        "does not mind critical key identifiers.";
        "不认可关键的密钥标识符扩展，因而拒绝。", "不介意密钥标识符是关键扩展。";
    AuthorityKeyIdForm: "compares all that the authority key identifier says: key, issuer and serial number.",
        "looks at the key in the authority key identifier at most.";
        "比较颁发者密钥标识符中的全部内容：密钥、签发者和序列号。", "最多只看颁发者密钥标识符中的密钥。";
    SelfKeyIdentifierMismatch: "does not take a root for one whose authority key identifier names another key, and goes on to look for its issuer.",
        "does not look at the authority key identifier of a root.";
        "如果根证书的颁发者密钥标识符写的是另一把密钥，就不把它当作根，而会继续查找它的签发者。", "不看根证书的颁发者密钥标识符。";
    NameConstraintsEmpty: "refuses name constraints that name nothing.",
        "does not mind name constraints that name nothing.";
        "拒绝没有任何内容的名称约束。", "不介意名称约束没有任何内容。";
    NameConstraintsWithoutCa: "refuses name constraints on a certificate that is no CA.",
        "does not look at name constraints on a certificate that is no CA.";
        "拒绝非 CA 证书带有名称约束。", "不看非 CA 证书上的名称约束。";
    AuthorityInfoAccessCritical: "does not know authorityInfoAccess as a critical extension, and so refuses it.",
        "does not mind that authorityInfoAccess is critical.";
        "不认可关键的 authorityInfoAccess 扩展，因而拒绝。", "不介意 authorityInfoAccess 是关键扩展。";
    ValidityPeriodTooLong: "limits how long a server’s certificate may be valid.",
        "does not look how long a server’s certificate is valid.";
        "限制服务器证书的有效期长度。", "不检查服务器证书的有效期有多长。";
    ExtendedKeyUsageMissing: "wants serverAuth listed in extendedKeyUsage since July 2019.",
        "takes a certificate without extendedKeyUsage for any purpose.";
        "自 2019 年 7 月起要求在 extendedKeyUsage 中列出 serverAuth。", "没有 extendedKeyUsage 的证书，视为可用于任何用途。";
    IssuerEmpty: "does not accept an issuer without a name.",
        "does not mind an issuer without a name.";
        "不接受没有名称的签发者。", "不介意签发者没有名称。";
    CaSubjectEmpty: "does not accept a CA without a name.",
        "does not mind a CA without a name.";
        "不接受没有名称的 CA。", "不介意 CA 没有名称。";
    SubjectAltNameNotCritical: "wants subjectAltName to be critical where the subject is empty.",
        "does not mind whether subjectAltName is critical.";
        "主体为空时要求 subjectAltName 是关键扩展。", "不介意 subjectAltName 是否为关键扩展。";
    SubjectAltNameCritical: "wants subjectAltName not to be critical where there is a subject.",
        "does not mind whether subjectAltName is critical.";
        "有主体时要求 subjectAltName 不是关键扩展。", "不介意 subjectAltName 是否为关键扩展。";
    SubjectAltNameMalformed: "wants every name of the certificate to be well-formed.",
        "passes over names that are not well-formed.";
        "要求证书中的每个名称格式都正确。", "跳过格式不正确的名称。";
    SignatureAlgorithmMismatch: "compares the two places where a certificate names its signature algorithm.",
        "does not compare the two places where a certificate names its signature algorithm.";
        "比较证书中两处写明的签名算法。", "不比较证书中两处写明的签名算法。";
    CertificateRevoked: "looks at the CRLs that it is given.",
        "looks at no CRLs.";
        "检查提供给它的 CRL。", "不检查 CRL。";
    RevocationUnknown: "once it is given CRLs, wants one for every certificate.",
        "does not mind that no CRL covers a certificate.";
        "一旦提供了 CRL，就要求每张证书都有对应的 CRL。", "不介意有证书没有对应的 CRL。";
    CrlExpired: "wants CRLs that are current.",
        "does not mind that a CRL has expired.";
        "要求 CRL 在有效期内。", "不介意 CRL 已过期。";
    PolicyViolated: "processes certificate policies, or refuses critical policy constraints outright.",
        "looks at certificate policies only when asked to.";
        "会处理证书策略，或者一律拒绝关键的策略约束。", "只在被要求时才检查证书策略。";
    StatusMustBeStapled: "insists on the stapled status that the certificate demands; a pasted chain carries none.",
        "does not look whether the certificate demands a stapled status.";
        "坚持要求证书所规定的附带状态；而粘贴的证书链里没有。", "不检查证书是否要求附带状态。";
    ExtensionDuplicated: "refuses a certificate with an extension that stands twice.",
        "does not notice an extension that stands twice.";
        "拒绝扩展重复出现的证书。", "不会发现扩展重复出现。";
    ExtensionMalformed: "wants every extension that it knows to be readable.",
        "passes over an extension that it cannot read.";
        "要求它认识的每个扩展都能读取。", "跳过无法读取的扩展。";
}
