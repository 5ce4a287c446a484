//! Which rule makes a client differ, in one sentence.

use super::reason::{Check, Ground};
use crate::certificate::Bag;
use crate::fault::{CertificateId, Finding};
use crate::question::Language;
use crate::rules::{Code, Fault};
use crate::text;

/// What is said of a client that looks at a thing and of one that does not, each in English and in Chinese. The client's
/// name goes before it.
struct Rule {
    looks: [&'static str; 2],
    overlooks: [&'static str; 2],
}

/// The sentence about a client whose decision rests on a ground; none where there are no words for it.
pub(super) fn sentence(
    ground: &Ground,
    finding: Option<&Finding>,
    refuses: bool,
    client: &str,
    bag: &Bag,
    language: Language,
) -> Option<String> {
    if let Some(words) = way(ground.check) {
        return Some(put(&fill_in(words.singular, ground, bag, language), client, language));
    }
    let Check::Fault(code) = ground.check else { return None };
    let known = match (finding.map(|finding| &*finding.fault), refuses) {
        (Some(Fault::NameMismatch(evidence)), _) => match evidence.reason.token {
            "partial-wildcard" => Some(&PARTIAL_WILDCARD),
            "wildcard-too-wide" => Some(&WIDE_WILDCARD),
            // Only one that falls back to the common name takes what has another name.
            _ if !refuses => rule(Code::SubjectAltNameMissing),
            _ => None,
        },
        _ => rule(code),
    };
    if let Some(rule) = known {
        let words = in_language(if refuses { rule.looks } else { rule.overlooks }, language);
        // Where the report has no finding of it, it is not plain which certificate is meant.
        return Some(match (finding, ground.certificates.last()) {
            (None, Some(id)) if refuses => put(&naming(words, *id, bag, language), client, language),
            _ => put(words, client, language),
        });
    }
    if !refuses {
        return None;
    }
    match finding {
        Some(finding) => {
            let title = text::within_a_sentence(&text::describe(finding, bag, language).0);
            let words = in_language(["refuses it for this: {title}.", "因此拒绝：{title}。"], language);
            Some(put(&text::fill(words, &|_| title.clone()), client, language))
        }
        None => {
            let words = in_language(elsewhere(code)?, language);
            Some(put(&fill_in_language(words, ground, bag, language), client, language))
        }
    }
}

/// What clients go by that refuse where the report has no finding of it, as a clause of a sentence that has named them.
pub(super) fn clause(ground: &Ground, bag: &Bag, language: Language) -> Option<String> {
    if let Some(words) = way(ground.check) {
        return Some(fill_in(words.plural, ground, bag, language));
    }
    let Check::Fault(code) = ground.check else { return None };
    let words = elsewhere(code)?;
    Some(fill_in_language(in_language(words, language), ground, bag, language))
}

fn in_language(words: [&'static str; 2], language: Language) -> &'static str {
    let [english, chinese] = words;
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

fn put(words: &str, client: &str, language: Language) -> String {
    let _ = language;
    let mut sentence = client.to_owned();
    sentence.push(' ');
    sentence.push_str(words);
    sentence
}

/// A sentence with the certificate that it is about behind it.
fn naming(words: &str, id: CertificateId, bag: &Bag, language: Language) -> String {
    let name = text::name_of(id, bag, language);
    match language {
        Language::English => text::fill("{words} (here: {name}).", &|blank| match blank {
            "name" => name.clone(),
            _ => words.strip_suffix('.').unwrap_or(words).to_owned(),
        }),
        Language::Chinese => text::fill("{words}（此处为 {name}）。", &|blank| match blank {
            "name" => name.clone(),
            _ => words.strip_suffix('。').unwrap_or(words).to_owned(),
        }),
    }
}

fn fill_in(words: [&'static str; 2], ground: &Ground, bag: &Bag, language: Language) -> String {
    fill_in_language(in_language(words, language), ground, bag, language)
}

/// Names the certificates of a ground: the first, the second, the last.
fn fill_in_language(words: &str, ground: &Ground, bag: &Bag, language: Language) -> String {
    let name =
        |id: Option<&CertificateId>| id.map(|id| text::name_of(*id, bag, language)).unwrap_or_default();
    text::fill(words, &|blank| match blank {
        "first" => name(ground.certificates.first()),
        "second" => name(ground.certificates.get(1)),
        _ => name(ground.certificates.last()),
    })
}

/// A way that a client has of its own: behind its name, and as a clause, each in English and in Chinese.
struct Way {
    singular: [&'static str; 2],
    plural: [&'static str; 2],
}

fn way(check: Check) -> Option<&'static Way> {
    Some(match check {
        Check::Fault(_) => return None,
        Check::FirstOfAName => {
            const {
                &Way {
                    singular: [
                        "takes the first certificate named {second} that fits for the issuer of {first}, and does not go back when it fails; another of that name would do.",
                        "把第一张名为 {second} 且看似相符的证书当作 {first} 的签发者，验证失败后不再回头；另一张同名证书本来可以用。",
                    ],
                    plural: [
                        "they take the first certificate named {second} that fits for the issuer of {first}, and do not go back when it fails; another of that name would do",
                        "它们把第一张名为 {second} 且看似相符的证书当作 {first} 的签发者，验证失败后不再回头；另一张同名证书本来可以用",
                    ],
                }
            }
        }
        Check::SelfSignedByName => {
            const {
                &Way {
                    singular: [
                        "takes {first} for self-signed, because its subject and its issuer are the same name, and looks for no issuer.",
                        "因为 {first} 的主体与签发者同名，就把它当作自签名证书，不再查找签发者。",
                    ],
                    plural: [
                        "they take {first} for self-signed, because its subject and its issuer are the same name, and look for no issuer",
                        "因为 {first} 的主体与签发者同名，它们就把它当作自签名证书，不再查找签发者",
                    ],
                }
            }
        }
        Check::DotIsKept => {
            const {
                &Way {
                    singular: [
                        "keeps the dot at the end of the host, and no certificate names a host so.",
                        "保留主机名末尾的句点，而没有证书会这样写主机名。",
                    ],
                    plural: ["a dot stands at the end of the host", "主机名末尾有句点"],
                }
            }
        }
        Check::IsTrustedItself => {
            const {
                &Way {
                    singular: [
                        "trusts {first} as it is, since that very certificate stands among the anchors.",
                        "直接信任 {first}，因为这张证书本身就在信任锚之中。",
                    ],
                    plural: ["that very certificate stands among the anchors", "这张证书本身就在信任锚之中"],
                }
            }
        }
        Check::IssuerFetched => {
            const {
                &Way {
                    singular: [
                        "fetches a missing issuer from the address that the certificate names (authorityInfoAccess).",
                        "会从证书写明的地址（authorityInfoAccess）下载缺失的签发者证书。",
                    ],
                    plural: [
                        "by fetching the issuer from the address in the certificate",
                        "按证书里的地址自行下载签发者的证书",
                    ],
                }
            }
        }
        Check::AnotherPath => {
            const {
                &Way {
                    singular: [
                        "goes by another path, which does not lead over {first}.",
                        "走的是另一条路径，不经过 {first}。",
                    ],
                    plural: [
                        "they go by another path, which does not lead over {first}",
                        "它们走的是另一条路径，不经过 {first}",
                    ],
                }
            }
        }
        Check::SignatureUndecided => {
            const {
                &Way {
                    singular: [
                        "would verify the signature on {first}. That cannot be done here, so its answer is not known.",
                        "会验证 {first} 上的签名。这里无法验证这种签名，因此不知道它的结论。",
                    ],
                    plural: [
                        "they would verify the signature on {first}, which cannot be done here",
                        "它们会验证 {first} 上的签名，而这里无法验证",
                    ],
                }
            }
        }
        Check::Unreadable => {
            const {
                &Way {
                    singular: [
                        "judges what is sent, and part of that could not be read here: its answer is not known.",
                        "检查的是收到的证书，而其中有一部分这里无法读取，因此不知道它的结论。",
                    ],
                    plural: [
                        "they judge what is sent, part of which could not be read here",
                        "它们检查的是收到的证书，而其中有一部分这里无法读取",
                    ],
                }
            }
        }
        Check::LimitImposed => {
            const {
                &Way {
                    singular: [
                        "takes {second} for names that end in .tr alone: Mozilla's root program set this limit, which the certificate does not state.",
                        "只接受 {second} 用于以 .tr 结尾的名称：这是 Mozilla 根证书计划设定的限制，证书本身并未写明。",
                    ],
                    plural: [
                        "they take {second} for names that end in .tr alone, a limit that Mozilla set and the certificate does not state",
                        "它们只接受 {second} 用于以 .tr 结尾的名称，这是 Mozilla 设定的限制，证书本身并未写明",
                    ],
                }
            }
        }
        Check::NamesFolded => {
            const {
                &Way {
                    singular: [
                        "compares names without regard to the kind of string, case and spaces, and so finds {second}.",
                        "比较名称时不区分字符串类型、大小写和空格，因而能找到 {second}。",
                    ],
                    plural: [
                        "they compare names without regard to the kind of string, case and spaces",
                        "它们比较名称时不区分字符串类型、大小写和空格",
                    ],
                }
            }
        }
    })
}

/// What is wrong where the report has no finding, since it is about another path.
fn elsewhere(code: Code) -> Option<[&'static str; 2]> {
    Some(match code {
        Code::SignatureInvalid => [
            "the key of {last} does not verify the signature of {first}",
            "用 {last} 的密钥无法验证 {first} 上的签名",
        ],
        Code::KeyIdentifierMismatch => [
            "{last} bears the name of the issuer of {first}, and another key identifier",
            "{last} 与 {first} 的签发者同名，但密钥标识符不同",
        ],
        Code::CertificateExpired | Code::AnchorExpired => ["{last} has expired", "{last} 已过期"],
        Code::CertificateNotYetValid => ["{last} is not valid yet", "{last} 尚未生效"],
        Code::RootNotTrusted => ["{last} is not among the anchors", "{last} 不在信任锚之中"],
        Code::EndEntitySelfSigned => ["{last} is issued by itself", "{last} 由它自己签发"],
        Code::IssuerNotFound => [
            "nothing that was sent or is trusted bears the name of the issuer of {last}",
            "所发送和所信任的证书中，没有一张与 {last} 的签发者同名",
        ],
        Code::ExtensionMalformed => ["an extension of {last} cannot be read", "{last} 的某个扩展无法读取"],
        Code::ExtensionDuplicated => ["an extension of {last} stands twice", "{last} 的某个扩展重复出现"],
        Code::CriticalExtensionUnknown => {
            ["{last} has a critical extension that they do not process", "{last} 带有它们不处理的关键扩展"]
        }
        Code::AnchorIsNotRoot => [
            "the path ends at {last}, which is no self-signed root",
            "路径在 {last} 处结束，而它不是自签名的根证书",
        ],
        Code::SubjectKeyIdMissing => {
            ["{last} has no subjectKeyIdentifier", "{last} 没有 subjectKeyIdentifier"]
        }
        Code::AuthorityKeyIdMissing => {
            ["{last} has no authorityKeyIdentifier", "{last} 没有 authorityKeyIdentifier"]
        }
        Code::KeyUsageMissing => ["{last} is a CA without keyUsage", "{last} 是没有 keyUsage 的 CA"],
        Code::SignatureAlgorithmWeak => ["{last} is signed with a weak algorithm", "{last} 使用了弱签名算法"],
        Code::SubjectAltNameMissing => ["{last} has no subjectAltName", "{last} 没有 subjectAltName"],
        Code::CertificateRevoked | Code::RevocationUnknown | Code::CrlExpired | Code::CrlInvalid => {
            ["of what was given about revocation", "与所提供的吊销信息有关"]
        }
        Code::BasicConstraintsNotCritical => {
            ["the basicConstraints of {last} are not critical", "{last} 的 basicConstraints 不是关键扩展"]
        }
        Code::IssuerCannotSign => [
            "the keyUsage of {last} does not allow signing certificates",
            "{last} 的 keyUsage 不允许签发证书",
        ],
        Code::IssuerNotCa => ["{last} is no CA", "{last} 不是 CA"],
        Code::PathLengthWithoutCa => {
            ["{last} has a path length and is no CA", "{last} 不是 CA，却写有路径长度"]
        }
        Code::KeyCertSignWithoutCa => {
            ["{last} has keyCertSign and is no CA", "{last} 不是 CA，却带有 keyCertSign"]
        }
        Code::KeyIdentifierCritical => {
            ["a key identifier of {last} is critical", "{last} 的密钥标识符是关键扩展"]
        }
        Code::PublicKeyWeak => ["the key of {last} is too short", "{last} 的密钥太短"],
        Code::SignatureAlgorithmMismatch => {
            ["{last} names two signature algorithms", "{last} 写有两种签名算法"]
        }
        Code::VersionNotV3 => ["{last} is not of version 3", "{last} 不是第 3 版"],
        _ => return None,
    })
}

/// Of a client whose makers write nothing about a finding.
pub(super) fn undocumented(title: &str, client: &str, language: Language) -> String {
    let words = in_language(
        ["does not document what it makes of this: {title}.", "没有文档说明如何对待这一点：{title}。"],
        language,
    );
    put(&text::fill(words, &|_| title.to_owned()), client, language)
}

/// Of a client whose answer would take more work than one question may.
pub(super) fn not_asked(client: &str, language: Language) -> String {
    let words = in_language(
        [
            "was not asked: with certificates or names so many or so large, its answer would take too long to work out.",
            "未作推算：证书或名称太多或太大，推算它的答复耗时过长。",
        ],
        language,
    );
    put(words, client, language)
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
        "accepts RSA keys of this size.";
        "要求 RSA 密钥至少 2048 位。", "接受这种长度的 RSA 密钥。";
    PublicKeyUncommon: "has no signature scheme for this kind of key.",
        "takes this kind of key.";
        "没有适用于这种密钥的签名算法。", "支持这种密钥。";
    PublicKeyUnsupported: "has no signature scheme for this kind of key.",
        "takes this kind of key.";
        "没有适用于这种密钥的签名算法。", "支持这种密钥。";
    SignatureAlgorithmWeak: "refuses signatures that rest on SHA-1 or MD5.",
        "still accepts this signature algorithm here.";
        "拒绝基于 SHA-1 或 MD5 的签名。", "在这里仍接受这种签名算法。";
    SignatureAlgorithmUnsupported: "does not take this signature algorithm.",
        "takes this signature algorithm.";
        "不支持这种签名算法。", "支持这种签名算法。";
    IssuerCannotSign: "looks at the keyUsage of CAs: without keyCertSign none may issue.",
        "does not look at the keyUsage of CAs.";
        "检查 CA 的 keyUsage：没有 keyCertSign 就不能签发。", "不检查 CA 的 keyUsage。";
    IssuerNotCa: "wants basicConstraints of every issuer, the anchor too.",
        "takes this CA without basicConstraints that say so.";
        "要求每个签发者都有 basicConstraints，信任锚也不例外。", "即使 basicConstraints 没有说明，也把它当作 CA。";
    NameConstraintViolated: "compares the names with the constraints of every CA, the anchor too.",
        "does not apply this name constraint.";
        "把名称与每个 CA 的名称约束相比较，包括信任锚的约束。", "不应用这条名称约束。";
    NameConstraintUnsupported: "does not know this kind of name constraint, and refuses what it does not know.",
        "does not refuse over this kind of name constraint.";
        "不认识这类名称约束，不认识的就拒绝。", "不因这类名称约束而拒绝。";
    NameConstraintMalformed: "wants name constraints to be well-formed.",
        "does not refuse over this name constraint.";
        "要求名称约束格式正确。", "不因这条名称约束而拒绝。";
    PathTooComplex: "gives the search for a path up at a limit.",
        "found a path within its own limits.";
        "查找路径达到上限后就放弃。", "在自己的上限之内找到了一条路径。";
    NameConstraintLeadingPeriod: "does not take a DNS constraint that begins with a period.",
        "takes a leading period to mean all that is below.";
        "不接受以句点开头的 DNS 约束。", "把开头的句点理解为其下的所有名称。";
    PathLengthExceeded: "counts every CA below one that limits them, the anchor’s limit and self-issued CAs included.",
        "does not apply this limit of path length.";
        "对限制下级层数的 CA，会计算其下的每个 CA，包括信任锚的限制和自签发的 CA。", "不执行这项路径长度限制。";
    CriticalExtensionUnknown: "refuses every critical extension that it does not know, on the anchor too.",
        "takes this extension as critical.";
        "拒绝任何不认识的关键扩展，信任锚上的也不例外。", "接受这个关键扩展。";
    ExtendedKeyUsageMismatch: "looks at the purposes of every certificate of the path, and takes no other for serverAuth.",
        "does not refuse over these purposes.";
        "检查路径上每张证书的用途，只认 serverAuth。", "不因这些用途而拒绝。";
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
        "takes a certificate of this version.";
        "要求这张证书是第 3 版。", "接受这个版本的证书。";
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
    CertificateRevoked: "looks at what it is given about revocation.",
        "does not look at what says that it was revoked.";
        "检查提供给它的吊销信息。", "不检查说明它已被吊销的信息。";
    RevocationUnknown: "once it is given something about revocation, wants it to settle what it asks about.",
        "does not mind that no CRL covers a certificate.";
        "一旦提供了吊销信息，就要求它能确定所检查证书的状态。", "不介意有证书没有对应的 CRL。";
    AnchorDistrusted: "trusts what is below this root only if it was issued up to a day.",
        "does not look at what others decided about this root.";
        "只信任这张根下在某一天及以前签发的证书。", "不管别处对这张根的决定。";
    OcspInvalid: "wants a stapled OCSP response to be current, and signed by whom it finds by the response alone.",
        "does not look at stapled OCSP responses.";
        "要求随握手附上的 OCSP 响应没有过期，而且仅凭响应本身就能找到签名者。", "不检查随握手附上的 OCSP 响应。";
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
