//! RFC 5280 §4.2: extensions in general.

use super::encoding::readers::is_refused_twice;
use super::omitted::Tally;
use super::{Code, Context};
use crate::certificate::extensions::extension_name;
use crate::certificate::{Certificate, der};
use crate::fault::{Finding, Phrase, Severity, Words, declare_fault};
use crate::path::CertificationPath;

declare_fault! {
    /// A critical extension that must be understood and is not.
    CriticalExtensionUnknown = "critical-extension-unknown" at Certificate, "RFC 5280 §6.1.4 (o)",
    default Error, rfc5280 Error, cabf Error
    {
        /// Dotted number of the extension.
        oid: String,
        /// Its name with the number, where it has one.
        extension: String,
    }
    en {
        title: "A critical extension is not understood",
        message: "{certificate} has the extension {extension} marked critical. Whoever does not understand it must refuse the certificate, and TLS clients do not.",
    }
    zh {
        title: "不认识的关键扩展",
        message: "{certificate} 把扩展 {extension} 标记为关键扩展。不认识它的一方必须拒绝该证书，而 TLS 客户端都不认识它。",
    }
    reference en {
        meaning: "An extension is marked critical, and TLS verifiers do not understand it.",
        reason: "Critical means: refuse the certificate if you do not understand this.",
        cause: "An extension of a special system, or one that should not have been critical (policies, key identifiers).",
        mending: "Have it issued without the critical mark, or without the extension.",
        verifiers: "All refuse unknown ones in the end entity and intermediates. On an anchor rustls and Java do not look. webpki knows fewer: it refuses critical certificatePolicies and key identifiers, which OpenSSL and Go process.",
    }
    reference zh {
        meaning: "某个扩展被标记为关键扩展，而 TLS 验证器不认识它。",
        reason: "“关键”的意思是：不认识就必须拒绝该证书。",
        cause: "来自特殊系统的扩展，或本不该标记为关键的扩展（策略、密钥标识符）。",
        mending: "重新签发时不标记为关键扩展，或去掉该扩展。",
        verifiers: "终端实体和中间证书中的未知关键扩展，所有客户端都拒绝。对信任锚，rustls 和 Java 不检查。webpki 认识的更少：它拒绝关键的 certificatePolicies 和密钥标识符，而 OpenSSL 和 Go 会处理。",
    }
}

declare_fault! {
    /// An extension stands more than once.
    ExtensionDuplicated = "extension-duplicated" at Certificate, "RFC 5280 §4.2",
    default Error, rfc5280 Error, cabf Error
    {
        /// Dotted number of the extension.
        oid: String,
        /// Its name with the number, where it has one.
        extension: String,
    }
    en {
        title: "An extension stands twice",
        message: "{certificate} has the extension {extension} more than once, so it is not clear which one counts.",
    }
    zh {
        title: "扩展重复出现",
        message: "{certificate} 中的扩展 {extension} 出现了不止一次，无法确定以哪一个为准。",
    }
    reference en {
        meaning: "The same extension stands in the certificate more than once.",
        reason: "Verifiers that read different copies would come to different verdicts.",
        cause: "A faulty issuing program or a configuration that adds an extension twice.",
        mending: "Have the certificate issued anew.",
        verifiers: "Go, Java, GnuTLS and pyca/cryptography refuse any. OpenSSL and rustls refuse an extension that they read, OpenSSL as if the issuer were missing (20), and skip others however often they stand there.",
    }
    reference zh {
        meaning: "同一个扩展在证书中出现不止一次。",
        reason: "不同验证器读取不同的那一份，就会得出不同的结论。",
        cause: "签发程序有缺陷，或配置把同一扩展加了两次。",
        mending: "重新签发证书。",
        verifiers: "Go、Java、GnuTLS 和 pyca/cryptography 一律拒绝。OpenSSL 和 rustls 只拒绝它们会读取的扩展（OpenSSL 报得像缺少签发者，20），其他扩展出现多少次都跳过。",
    }
}

declare_fault! {
    /// An extension whose value cannot be read.
    ExtensionMalformed = "extension-malformed" at Certificate, "RFC 5280 §4.2",
    default Error, rfc5280 Error, cabf Error
    {
        /// Dotted number of the extension.
        oid: String,
        /// Its name with the number, where it has one.
        extension: String,
        /// The field.
        field: Words,
        /// Where in the certificate the odd bytes begin, counted from 0.
        offset: usize,
        /// How many they are.
        length: usize,
        /// What is odd.
        what: Phrase,
        /// The bytes around the place in hexadecimal, the odd ones in brackets.
        octets: String,
    }
    en {
        title: "An extension is not as its standard prescribes",
        message: "The extension {extension} of {certificate} does not have the form that its standard prescribes: {field}, byte {offset}: {what}.",
    }
    zh {
        title: "扩展不符合其标准",
        message: "{certificate} 的扩展 {extension} 不符合标准规定的格式：{field}，第 {offset} 字节：{what}。",
    }
    reference en {
        meaning: "The value of an extension is not what its standard prescribes.",
        reason: "What cannot be read cannot be honoured.",
        cause: "A faulty issuing program.",
        mending: "Have the certificate issued anew.",
        verifiers: "Go and rustls refuse the whole certificate; OpenSSL refuses extensions that it needs.",
    }
    reference zh {
        meaning: "某个扩展的内容不符合其标准。",
        reason: "读不懂的内容无法遵守。",
        cause: "签发程序有缺陷。",
        mending: "重新签发证书。",
        verifiers: "Go 和 rustls 拒绝整张证书；OpenSSL 拒绝它需要用到的扩展。",
    }
}

const UNREADABLE: Phrase =
    Phrase { token: "unreadable", en: "a value that cannot be read", zh: "读不出来的值" };

/// An extension of which no more is known than that it could not be read.
fn unread(oid: &str) -> Words {
    Words { token: oid.to_owned(), en: extension_name(oid), zh: extension_name(oid) }
}

/// Extensions whose reading webpki depends on; the value of any other is no concern of a path.
const LOAD_BEARING: &[&str] = &["2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.30", "2.5.29.37"];
/// Known to OpenSSL and nobody else: netscape-cert-type, id-pkix-ocsp-nocheck, the addresses and numbers of RFC 3779. On an anchor
/// webpki does not look.
const KNOWN_TO_OPENSSL: &[&str] =
    &["2.16.840.1.113730.1.1", "1.3.6.1.5.5.7.48.1.5", "1.3.6.1.5.5.7.1.7", "1.3.6.1.5.5.7.1.8"];
/// Processed only where policies are asked for, which TLS clients do not do; webpki refuses them when critical.
const REFUSED_BY_WEBPKI_WHEN_CRITICAL: &[&str] =
    &["2.5.29.14", "2.5.29.18", "2.5.29.32", "2.5.29.33", "2.5.29.35", "2.5.29.36", "2.5.29.54"];

const CERTIFICATE_POLICIES: &str = "2.5.29.32";

/// Whether certificatePolicies hold a qualifier that is neither a CPS pointer nor a user notice, the two of RFC 5280 §4.2.1.4.
fn has_unknown_qualifier(certificate: &Certificate) -> bool {
    const KNOWN: [&[u8]; 2] = [&[0x2b, 6, 1, 5, 5, 7, 2, 1], &[0x2b, 6, 1, 5, 5, 7, 2, 2]];
    let Some((tbs, _)) = der::expect(certificate.tbs(), der::SEQUENCE) else { return false };
    let lists = der::elements(tbs.contents).filter(|part| part.tag == 0xa3);
    let extensions =
        lists.flat_map(|list| der::elements(list.contents)).flat_map(|list| der::elements(list.contents));
    let values = extensions.filter_map(|extension| {
        let mut parts = der::elements(extension.contents);
        let oid = parts.next()?;
        (oid.contents == [0x55, 0x1d, 32]).then(|| parts.last())?
    });
    let policies =
        values.flat_map(|value| der::elements(value.contents)).flat_map(|list| der::elements(list.contents));
    let qualifiers = policies
        .flat_map(|policy| der::elements(policy.contents).skip(1))
        .flat_map(|list| der::elements(list.contents));
    let mut names = qualifiers.filter_map(|qualifier| der::elements(qualifier.contents).next());
    names.any(|name| !KNOWN.contains(&name.contents))
}

/// Extensions of every certificate on the path.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    for id in &path.certificates {
        let certificate = context.bag.get(*id);
        let extensions = &certificate.extensions;
        let is_anchor = certificate.origin.is_anchor();
        let mut unknown = Tally::of(Code::CriticalExtensionUnknown);
        let mut duplicated = Tally::of(Code::ExtensionDuplicated);
        for seen in &extensions.all {
            if !seen.critical || seen.again {
                continue;
            }
            let oid = seen.oid.clone();
            let is_refused_by_webpki = REFUSED_BY_WEBPKI_WHEN_CRITICAL.contains(&oid.as_str()) && !is_anchor;
            if seen.known && !is_refused_by_webpki || !unknown.admits() {
                continue;
            }
            if !seen.known {
                let known_to_openssl = KNOWN_TO_OPENSSL.contains(&oid.as_str());
                let finding =
                    Finding::on(*id, CriticalExtensionUnknown { extension: extension_name(&oid), oid });
                findings.push(if is_anchor && known_to_openssl {
                    finding.limited([Severity::Warning, Severity::Error, Severity::Error])
                } else {
                    finding
                });
            } else {
                let finding =
                    Finding::on(*id, CriticalExtensionUnknown { extension: extension_name(&oid), oid });
                // Whoever goes by the letter has to understand the qualifiers of policies that are critical (§4.2.1.4).
                let is_policies = seen.oid == CERTIFICATE_POLICIES;
                let by_the_letter = match is_policies && has_unknown_qualifier(certificate) {
                    true => Severity::Error,
                    false => Severity::Note,
                };
                findings.push(finding.limited([Severity::Error, by_the_letter, by_the_letter]));
            }
        }
        unknown.close(*id, findings);
        for oid in extensions.duplicated.iter().filter(|_| duplicated.admits()) {
            let finding =
                Finding::on(*id, ExtensionDuplicated { oid: oid.clone(), extension: extension_name(oid) });
            // Of extensions that they do not read, webpki and OpenSSL do not count how many there are.
            findings.push(if is_refused_twice(oid) {
                finding
            } else {
                finding.limited([Severity::Warning, Severity::Error, Severity::Error])
            });
        }
        duplicated.close(*id, findings);
        // Nearly always the walk over the encoding has found the place, and that is told instead.
        for oid in &extensions.malformed {
            if certificate.encoding.has(|deviation| deviation.field.is_in_value_of(oid)) {
                continue;
            }
            let fault = ExtensionMalformed {
                extension: extension_name(oid),
                field: unread(oid),
                oid: oid.clone(),
                offset: 0,
                length: 0,
                what: UNREADABLE,
                octets: String::new(),
            };
            let finding = Finding::on(*id, fault);
            findings.push(if LOAD_BEARING.contains(&oid.as_str()) {
                finding
            } else {
                finding.limited([Severity::Warning, Severity::Error, Severity::Error])
            });
        }
    }
}
