//! What happened to roots, and when: expired, removed, distrusted, replaced.
//!
//! A store is a snapshot of a history. Whoever meets a root that one client trusts and another does not wants the date and who
//! decided. Every fact has a source; what left the bundle of certifi was found by comparing its releases.

mod mozilla;
mod removals;

use std::borrow::Cow;

use crate::order::sort_by_key;

/// Something that happened to a root or to certificates under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// A stable identifier.
    pub id: Cow<'static, str>,
    /// Common name of the CA (or organizational unit, where it has none); none where the fact is about all public CAs.
    pub common_name: Option<&'static str>,
    /// Its organization.
    pub organization: Option<&'static str>,
    /// SHA-256 of the certificate in lower-case hexadecimal, where the fact is about one certificate.
    pub sha256: Option<&'static str>,
    /// What happened.
    pub event: Event,
    /// The day, `YYYY-MM-DD`, or the month, `YYYY-MM`, where the source gives no day.
    pub date: Cow<'static, str>,
    /// Who decided; for what expires, the certificate itself.
    pub by: &'static str,
    /// What takes its place.
    pub successor: Option<&'static str>,
    /// Where it can be read.
    pub source: Source,
    /// A sentence for the reader, in English.
    pub note_en: Cow<'static, str>,
    /// A sentence for the reader, in Simplified Chinese.
    pub note_zh: Cow<'static, str>,
    found_by: Match,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The validity period ended.
    Expired,
    /// It left a root store; nothing under it is trusted there any more.
    Removed,
    /// Certificates issued after the date are not trusted; earlier ones are until they expire.
    DistrustedForNewCertificates,
    /// Nothing under it is trusted any more, because of how the CA was run.
    Distrusted,
    /// The CA issues from another root or intermediate since.
    Replaced,
    /// A rule for all public CAs took effect.
    Rule,
}

impl Event {
    /// Its name in evidence.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::Removed => "removed",
            Self::DistrustedForNewCertificates => "distrusted-for-new-certificates",
            Self::Distrusted => "distrusted",
            Self::Replaced => "replaced",
            Self::Rule => "rule",
        }
    }
}

/// A document that states a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its title.
    pub title: &'static str,
    /// Its address.
    pub url: &'static str,
}

/// What tells that a fact is about a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Match {
    /// Its name; by the fingerprint, where both sides have one.
    Name,
    /// The name alone: cross-certificates bear it as well.
    NameAlone,
    /// The fingerprint alone, since the name lives on in another certificate.
    Fingerprint,
}

/// A root that left certifi.
struct Removal {
    sha256: &'static str,
    last: &'static str,
    first_without: &'static str,
    common_name: &'static str,
    organization: &'static str,
    found_by: Match,
}

/// Whether servers must send the certificate by which an older root signs this one: it is too young for many stores.
pub(crate) fn needs_its_cross_certificate(common_name: &str, organization: Option<&str>) -> bool {
    const YOUNG: &[(&str, &str)] = &[("Root YR", "ISRG"), ("Root YE", "ISRG")];
    YOUNG.iter().any(|(name, by)| *name == common_name && organization == Some(by))
}

/// What is known about a CA, the oldest fact first.
///
/// Where a certificate has no common name, its organizational unit stands for it. Without a fingerprint, as when only the issuer's
/// name is known, names decide; without an organization, common names do.
pub fn about(common_name: &str, organization: Option<&str>, sha256: Option<&str>) -> Vec<Fact> {
    let asked = Identity { common_name: Some(common_name), organization, sha256 };
    let recorded = FACTS.iter().filter(|fact| asked.is(fact.identity(), fact.found_by)).cloned();
    let removed = removals::REMOVALS.iter().filter(|root| asked.is(root.identity(), root.found_by));
    let mut facts: Vec<Fact> = recorded.chain(removed.map(left_certifi)).collect();
    let is_told = |fact: &Fact| fact.by == "Mozilla" && fact.event == Event::DistrustedForNewCertificates;
    if let Some(limited) = sha256.and_then(limited_by_mozilla).filter(|_| !facts.iter().any(is_told)) {
        facts.push(limited);
    }
    sort_by_key(&mut facts, |fact| fact.date.clone());
    facts
}

/// The last day whose certificates Mozilla's list trusts below a root, by its SHA-256, as text; none where it trusts all.
pub(crate) fn trusted_up_to(sha256: &str) -> Option<&'static str> {
    // A root of the tests, of which a key is known.
    #[cfg(test)]
    if sha256 == tests::limited() {
        return Some("2026-04-15");
    }
    mozilla::TRUSTED_UP_TO.iter().find(|(known, _)| *known == sha256).map(|(_, day)| *day)
}

fn limited_by_mozilla(sha256: &str) -> Option<Fact> {
    let day = trusted_up_to(sha256)?;
    Some(Fact {
        id: Cow::Borrowed("mozilla-distrust-after"),
        common_name: None,
        organization: None,
        sha256: None,
        event: Event::DistrustedForNewCertificates,
        date: Cow::Borrowed(day),
        by: "Mozilla",
        successor: None,
        source: Source {
            title: "Mozilla: additional trust changes, distrust after",
            url: "https://wiki.mozilla.org/CA/Additional_Trust_Changes",
        },
        note_en: Cow::Owned(format!(
            "Mozilla's list ({}) trusts certificates under this root only if they were issued up to {day}.",
            mozilla::VERSION
        )),
        note_zh: Cow::Owned(format!(
            "Mozilla 的列表（{}）只信任这张根下在 {day} 及以前签发的证书。",
            mozilla::VERSION
        )),
        found_by: Match::Fingerprint,
    })
}

/// The facts that are about all public CAs.
pub fn rules() -> Vec<Fact> {
    FACTS.iter().filter(|fact| fact.common_name.is_none()).cloned().collect()
}

/// By what a CA is known.
#[derive(Clone, Copy)]
struct Identity<'a> {
    common_name: Option<&'a str>,
    organization: Option<&'a str>,
    sha256: Option<&'a str>,
}

impl Identity<'_> {
    fn is(self, known: Identity<'_>, by: Match) -> bool {
        let same = |known: &str, asked: &str| is_same_word(known.trim(), asked.trim());
        let both = |known: Option<&str>, asked: Option<&str>| Some(same(known?, asked?));
        let same_print = both(known.sha256, self.sha256);
        let same_name = || {
            both(known.common_name, self.common_name) == Some(true)
                && both(known.organization, self.organization).unwrap_or(true)
        };
        match by {
            Match::Fingerprint => same_print == Some(true),
            Match::Name => same_print.unwrap_or_else(same_name),
            Match::NameAlone => same_name(),
        }
    }
}

/// Whether two names differ in case alone. Some hundred are compared with each certificate, nearly all of them ASCII.
fn is_same_word(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        return one.eq_ignore_ascii_case(other);
    }
    one.to_lowercase() == other.to_lowercase()
}

impl Fact {
    fn identity(&self) -> Identity<'_> {
        Identity { common_name: self.common_name, organization: self.organization, sha256: self.sha256 }
    }
}

impl Removal {
    fn identity(&self) -> Identity<'_> {
        Identity {
            common_name: Some(self.common_name),
            organization: Some(self.organization),
            sha256: Some(self.sha256),
        }
    }
}

fn left_certifi(removal: &Removal) -> Fact {
    let Removal { last, first_without, .. } = removal;
    let short = removal.sha256.get(..12).unwrap_or(removal.sha256);
    Fact {
        id: Cow::Owned(format!("certifi-{short}")),
        common_name: Some(removal.common_name),
        organization: Some(removal.organization),
        sha256: Some(removal.sha256),
        event: Event::Removed,
        date: Cow::Owned(date_of_release(first_without)),
        by: "certifi",
        successor: None,
        source: Source {
            title: "Releases of certifi, compared by fingerprint",
            url: "https://pypi.org/project/certifi/#history",
        },
        note_en: Cow::Owned(format!(
            "certifi {first_without} no longer contains this root; certifi {last} still did. Python programs that use an older certifi trust it, those with a newer one do not."
        )),
        note_zh: Cow::Owned(format!(
            "certifi {first_without} 起不再包含这张根证书，{last} 仍然包含。使用旧版 certifi 的 Python 程序信任它，使用新版的不信任。"
        )),
        found_by: removal.found_by,
    }
}

/// certifi's releases are named by their day.
fn date_of_release(release: &str) -> String {
    let mut parts = release.split('.').map(|part| part.parse::<u32>().unwrap_or(1));
    let mut part = || parts.next().unwrap_or(1);
    let (year, month, day) = (part(), part(), part());
    format!("{year:04}-{month:02}-{day:02}")
}

const LETS_ENCRYPT_X3: Source = Source {
    title: "Let's Encrypt: DST Root CA X3 Expiration (September 2021)",
    url: "https://letsencrypt.org/docs/dst-root-ca-x3-expiration-september-2021/",
};
const LETS_ENCRYPT_CHAINS: Source = Source {
    title: "Let's Encrypt: Deploying Let's Encrypt's New Issuance Chains",
    url: "https://letsencrypt.org/2024/04/12/changes-to-issuance-chains",
};
const LETS_ENCRYPT_Y: Source = Source {
    title: "Let's Encrypt: the Generation Y hierarchy",
    url: "https://letsencrypt.org/2025/11/24/gen-y-hierarchy.html",
};
const MOZILLA_LIFECYCLES: Source = Source {
    title: "MozillaWiki: CA/Root CA Lifecycles",
    url: "https://wiki.mozilla.org/CA/Root_CA_Lifecycles",
};
const CHROME_ENTRUST: Source = Source {
    title: "Google Online Security Blog: Sustaining Digital Certificate Security, Entrust Certificate Distrust",
    url: "https://security.googleblog.com/2024/06/sustaining-digital-certificate-security.html",
};
const ENTRUST_BOTH: Source = Source {
    title: "PPC Land: Chrome and Mozilla to distrust Entrust TLS certificates in late 2024",
    url: "https://ppc.land/chrome-and-mozilla-to-distrust-entrust-tls-certificates-in-late-2024/",
};
const CHROME_CHUNGHWA: Source = Source {
    title: "SecurityWeek: Chrome to Distrust Chunghwa Telecom and Netlock Certificates",
    url: "https://www.securityweek.com/chrome-to-distrust-chunghwa-telecom-and-netlock-certificates/amp/",
};
const CHROME_SYMANTEC: Source = Source {
    title: "Google Online Security Blog: Distrust of the Symantec PKI, immediate action needed by site operators",
    url: "https://security.googleblog.com/2018/03/distrust-of-symantec-pki-immediate.html",
};
const ORACLE_SYMANTEC: Source = Source {
    title: "DigiCert: Identify certificates impacted by potential Chrome distrust (ALERT2530)",
    url: "https://knowledge.digicert.com/alerts/ALERT2530.html",
};
const CHROME_WOSIGN: Source = Source {
    title: "Chromium net-dev: Final removal of trust in WoSign and StartCom Certificates",
    url: "https://groups.google.com/a/chromium.org/g/net-dev/c/FKXe-76GO8Y/m/Ka8K5lj9AgAJ",
};
const MOZILLA_WOSIGN: Source = Source {
    title: "SecurityWeek: Mozilla Distrusts Certificates From WoSign, StartCom",
    url: "https://www.securityweek.com/mozilla-distrusts-certificates-wosign-startcom/",
};
const MOZILLA_DIGINOTAR: Source = Source {
    title: "Mozilla Security Blog: DigiNotar Removal Follow Up",
    url: "https://blog.mozilla.org/security/2011/09/02/diginotar-removal-follow-up/",
};
const CHROME_TRUSTCOR: Source = Source {
    title: "Google Online Security Blog: Sustaining Digital Certificate Security, TrustCor Certificate Distrust",
    url: "https://security.googleblog.com/2023/01/sustaining-digital-certificate-security_13.html",
};
const CAMERFIRMA: Source = Source {
    title: "Information Security Stack Exchange: Why does Firefox no longer recognise certificates issued by Multicert / Camerfirma?",
    url: "https://security.stackexchange.com/questions/247888/why-does-firefox-no-longer-recognise-certificates-issued-by-multicert-camerfir",
};
const DIGICERT_G1: Source = Source {
    title: "DigiCert: TLS Root Strategy, Aligning with New Industry Standards (ALERT86)",
    url: "https://knowledge.digicert.com/alerts/digicert-tls-root-strategy-aligning-with-industry-standards",
};
const SECTIGO_MIGRATION: Source = Source {
    title: "Sectigo Public Root CAs Migration FAQ",
    url: "https://www.sectigo.com/knowledge-base/detail/Sectigo-Public-Root-CAs-Migration",
};
const SECTIGO_ADDTRUST: Source = Source {
    title: "Sectigo/Comodo/USERTrust/AddTrust certificate expiry May 30 2020 notes",
    url: "https://gist.github.com/minaguib/c8db186af450bceaaa7c452b76a9901b",
};
const GOOGLE_CROSS_SIGN: Source = Source {
    title: "Google Online Security Blog: Google, HTTPS, and device compatibility",
    url: "https://security.googleblog.com/2021/03/google-https-and-device-compatibility.html",
};
const AMAZON_STARFIELD: Source = Source {
    title: "AWS Security Blog: ACM will no longer cross sign certificates with Starfield Class 2 starting August 2024",
    url: "https://aws.amazon.com/blogs/security/acm-will-no-longer-cross-sign-certificates-with-starfield-class-2-starting-august-2024",
};
const CHROME_CLIENT_AUTH: Source = Source {
    title: "Encryption Consulting: Understanding Chrome's Root Program Policy v1.8",
    url: "https://www.encryptionconsulting.com/?p=90740",
};
const LETS_ENCRYPT_CLIENT_AUTH: Source = Source {
    title: "KrakenKey: Let's Encrypt's Generation Y Intermediates Go Live Today",
    url: "https://www.krakenkey.io/blog/lets-encrypt-generation-y-transition",
};
const CLIENT_AUTH_PLANS: Source = Source {
    title: "EuroSSL: Chrome Will Drop Client Authentication Support in New SSL Certificates",
    url: "https://eurossl.eu/2025/06/14/chrome-will-drop-client-authentication-support-in-new-ssl-certificates/",
};

/// One fact for each of several CAs of one organization.
macro_rules! facts {
    ($( $id:literal $event:ident $date:literal by $by:literal, $source:expr;
        $match:ident $( [ $name:expr, $organization:expr, $sha256:expr ] )+
        successor $successor:expr;
        $en:literal $zh:literal )*) => {
        &[$( $( Fact {
            id: Cow::Borrowed($id),
            common_name: $name,
            organization: $organization,
            sha256: $sha256,
            event: Event::$event,
            date: Cow::Borrowed($date),
            by: $by,
            successor: $successor,
            source: $source,
            note_en: Cow::Borrowed($en),
            note_zh: Cow::Borrowed($zh),
            found_by: Match::$match,
        } ),+ ),*]
    };
}

#[rustfmt::skip]
static FACTS: &[Fact] = facts! {
    "dst-root-ca-x3-expired" Expired "2021-09-30" by "the certificate", LETS_ENCRYPT_X3;
        NameAlone [Some("DST Root CA X3"), Some("Digital Signature Trust Co."), None]
        successor Some("ISRG Root X1");
        "DST Root CA X3 expired on 30 September 2021. Let's Encrypt chains end at ISRG Root X1 instead: an old trust store lacks it, and OpenSSL before 1.1.0 stumbles over a chain that still leads to the expired root. Send the chain without the cross-certificate, and update the store."
        "DST Root CA X3 已于 2021 年 9 月 30 日过期。Let's Encrypt 的证书链改为以 ISRG Root X1 结束：旧的信任库里没有它，而 1.1.0 之前的 OpenSSL 遇到仍指向过期根的证书链会出错。请发送不含交叉证书的链，并更新信任库。"

    "lets-encrypt-2020-intermediates-replaced" Replaced "2024-06-06" by "Let's Encrypt", LETS_ENCRYPT_CHAINS;
        NameAlone [Some("R3"), Some("Let's Encrypt"), None] [Some("R4"), Some("Let's Encrypt"), None] [Some("E1"), Some("Let's Encrypt"), None] [Some("E2"), Some("Let's Encrypt"), None]
        successor Some("R10 to R14 and E5 to E9");
        "Let's Encrypt has not issued from R3, R4, E1 and E2 since 6 June 2024, and dropped the cross-sign by DST Root CA X3 at the same time. A bundle or a pin that still holds one of them is out of date."
        "Let's Encrypt 自 2024 年 6 月 6 日起不再用 R3、R4、E1、E2 签发，同时取消了 DST Root CA X3 的交叉签名。仍包含它们的证书链文件或证书固定（pinning）已经过时。"

    "lets-encrypt-generation-y" Replaced "2026-05-13" by "Let's Encrypt", LETS_ENCRYPT_Y;
        NameAlone [Some("R10"), Some("Let's Encrypt"), None] [Some("R11"), Some("Let's Encrypt"), None] [Some("R12"), Some("Let's Encrypt"), None] [Some("R13"), Some("Let's Encrypt"), None] [Some("R14"), Some("Let's Encrypt"), None]
                  [Some("E5"), Some("Let's Encrypt"), None] [Some("E6"), Some("Let's Encrypt"), None] [Some("E7"), Some("Let's Encrypt"), None] [Some("E8"), Some("Let's Encrypt"), None] [Some("E9"), Some("Let's Encrypt"), None]
        successor Some("YR1 to YR3 and YE1 to YE3");
        "Since 13 May 2026 Let's Encrypt issues by default from YR1 to YR3 and YE1 to YE3, under the roots YR and YE, which ISRG Root X1 and X2 cross-sign. The new intermediates allow no client authentication."
        "自 2026 年 5 月 13 日起，Let's Encrypt 默认由 YR1 至 YR3、YE1 至 YE3 签发，其上是根 YR 和 YE，由 ISRG Root X1 和 X2 交叉签名。新的中间证书不允许客户端认证。"

    "lets-encrypt-root-y-cross-signed" Replaced "2026-05-13" by "Let's Encrypt", LETS_ENCRYPT_Y;
        NameAlone [Some("Root YR"), Some("ISRG"), None] [Some("Root YE"), Some("ISRG"), None]
        successor None;
        "The roots YR and YE of Let's Encrypt are young and many trust stores do not have them. Servers must send the certificates by which ISRG Root X1 or X2 cross-signs them."
        "Let's Encrypt 的根 YR 和 YE 还很新，许多信任库中没有。服务器必须一并发送 ISRG Root X1 或 X2 对它们的交叉证书。"

    "addtrust-external-expired" Expired "2020-05-30" by "the certificate", SECTIGO_ADDTRUST;
        NameAlone [Some("AddTrust External CA Root"), Some("AddTrust AB"), None]
        successor Some("USERTrust RSA Certification Authority, COMODO RSA Certification Authority");
        "AddTrust External CA Root and the cross-certificates under it expired on 30 May 2020. Drop them from the bundle: the chain ends at USERTrust RSA or COMODO RSA, which are roots themselves. Old OpenSSL and GnuTLS follow the expired branch as long as the server sends it."
        "AddTrust External CA Root 及其下的交叉证书已于 2020 年 5 月 30 日过期。请把它们从证书链文件中去掉：证书链应以 USERTrust RSA 或 COMODO RSA 结束，它们本身就是根。只要服务器还在发送，旧版 OpenSSL 和 GnuTLS 就会走过期的那条路。"

    "aaa-certificate-services-removed" Removed "2025-04-15" by "Mozilla", MOZILLA_LIFECYCLES;
        Name [Some("AAA Certificate Services"), Some("Comodo CA Limited"), Some("d7a7a0fb5d7e2731d771e9484ebcdef71d5f0c3e0a2948782bc83ee0ea699ef4")]
        successor Some("USERTrust RSA Certification Authority, Sectigo Public Server Authentication Root R46");
        "Mozilla scheduled the removal of AAA Certificate Services for 15 April 2025: roots lose trust for websites 15 years after their key was made. Chains that a server completes with the cross-certificate to AAA still work where USERTrust or Sectigo's new roots are trusted."
        "Mozilla 把移除 AAA Certificate Services 的日期定为 2025 年 4 月 15 日：根证书在密钥生成 15 年后失去对网站的信任。服务器附带通往 AAA 的交叉证书时，只要信任 USERTrust 或 Sectigo 新根，证书链仍然有效。"

    "mozilla-2025-removals" Removed "2025-04-15" by "Mozilla", MOZILLA_LIFECYCLES;
        Name [Some("Baltimore CyberTrust Root"), Some("Baltimore"), Some("16af57a9f676b0ab126095aa5ebadef22ab31119d644ac95cd4b93dbf3f26aeb")]
             [Some("Entrust.net Certification Authority (2048)"), Some("Entrust.net"), Some("6dc47172e01cbcb0bf62580d895fe2b8ac9ad4f873801e0c10b9c837d21eb177")]
        successor None;
        "Mozilla scheduled the removal of roots whose keys were made before 2006 for 15 April 2025. Software that follows its list with an older copy still trusts this one; newer software does not."
        "Mozilla 把移除密钥生成于 2006 年之前的根证书的日期定为 2025 年 4 月 15 日。沿用其旧列表的软件仍信任这一张，新软件不信任。"

    "baltimore-cybertrust-expired" Expired "2025-05-12" by "the certificate", MOZILLA_LIFECYCLES;
        NameAlone [Some("Baltimore CyberTrust Root"), Some("Baltimore"), None]
        successor Some("DigiCert Global Root G2");
        "Baltimore CyberTrust Root expired on 12 May 2025. Azure and others moved to DigiCert Global Root G2 before; a pin or a private bundle that names Baltimore must follow."
        "Baltimore CyberTrust Root 已于 2025 年 5 月 12 日过期。Azure 等已提前迁移到 DigiCert Global Root G2；仍固定在 Baltimore 上的配置或自备证书包需要跟进。"

    "digicert-g1-removed" Removed "2026-04-15" by "Mozilla and Chrome", DIGICERT_G1;
        Name [Some("DigiCert Global Root CA"), Some("DigiCert Inc"), Some("4348a0e9444c78cb265e058d5e8944b4d84f9662bd26db257f8934a443c70161")]
             [Some("DigiCert Assured ID Root CA"), Some("DigiCert Inc"), Some("3e9099b5015e8f486c00bcea9d111ee721faba355a89bcf1df69561e3dc6325c")]
             [Some("DigiCert High Assurance EV Root CA"), Some("DigiCert Inc"), Some("7431e5f4c3c1ce4690774f0b61e05440883ba9a01ed00ba6abd7806ed3b118cf")]
        successor Some("DigiCert Global Root G2, DigiCert Global Root G3");
        "Mozilla and Chrome removed DigiCert's first generation of roots on 15 April 2026. Reissue the certificate from a G2 or G3 hierarchy; clients with an older store still accept the old chain."
        "Mozilla 和 Chrome 于 2026 年 4 月 15 日移除了 DigiCert 的第一代根证书。请从 G2 或 G3 体系重新签发；信任库较旧的客户端仍接受旧证书链。"

    "entrust-chrome" DistrustedForNewCertificates "2024-11-11" by "Chrome", CHROME_ENTRUST;
        NameAlone [Some("Entrust Root Certification Authority"), Some("Entrust, Inc."), None] [Some("Entrust Root Certification Authority - G2"), Some("Entrust, Inc."), None]
                  [Some("Entrust Root Certification Authority - EC1"), Some("Entrust, Inc."), None] [Some("Entrust Root Certification Authority - G4"), Some("Entrust, Inc."), None]
                  [Some("Entrust.net Certification Authority (2048)"), Some("Entrust.net"), None]
                  [Some("AffirmTrust Commercial"), Some("AffirmTrust"), None] [Some("AffirmTrust Networking"), Some("AffirmTrust"), None]
                  [Some("AffirmTrust Premium"), Some("AffirmTrust"), None] [Some("AffirmTrust Premium ECC"), Some("AffirmTrust"), None]
        successor None;
        "Chrome 131 and later do not trust certificates under Entrust's and AffirmTrust's roots whose first signed certificate timestamp is after 11 November 2024. A new certificate must come from another CA."
        "Chrome 131 及以后版本不信任 Entrust 和 AffirmTrust 根下首个签名证书时间戳晚于 2024 年 11 月 11 日的证书。新证书必须由其他 CA 签发。"

    "entrust-mozilla" DistrustedForNewCertificates "2024-11-30" by "Mozilla", ENTRUST_BOTH;
        NameAlone [Some("Entrust Root Certification Authority"), Some("Entrust, Inc."), None] [Some("Entrust Root Certification Authority - G2"), Some("Entrust, Inc."), None]
                  [Some("Entrust Root Certification Authority - EC1"), Some("Entrust, Inc."), None] [Some("Entrust Root Certification Authority - G4"), Some("Entrust, Inc."), None]
                  [Some("Entrust.net Certification Authority (2048)"), Some("Entrust.net"), None]
                  [Some("AffirmTrust Commercial"), Some("AffirmTrust"), None] [Some("AffirmTrust Networking"), Some("AffirmTrust"), None]
                  [Some("AffirmTrust Premium"), Some("AffirmTrust"), None] [Some("AffirmTrust Premium ECC"), Some("AffirmTrust"), None]
        successor None;
        "Mozilla does not trust certificates under Entrust's and AffirmTrust's roots that were issued after 30 November 2024."
        "Mozilla 不信任 Entrust 和 AffirmTrust 根下在 2024 年 11 月 30 日之后签发的证书。"

    "chunghwa-netlock-chrome" DistrustedForNewCertificates "2025-07-31" by "Chrome", CHROME_CHUNGHWA;
        NameAlone [Some("ePKI Root Certification Authority"), Some("Chunghwa Telecom Co., Ltd."), None] [Some("HiPKI Root CA - G1"), Some("Chunghwa Telecom Co., Ltd."), None]
                  [Some("NetLock Arany (Class Gold) F\u{151}tan\u{fa}s\u{ed}tv\u{e1}ny"), Some("NetLock Kft."), None]
        successor None;
        "Chrome 139 and later do not trust certificates of Chunghwa Telecom and NetLock whose first signed certificate timestamp is after 31 July 2025."
        "Chrome 139 及以后版本不信任中华电信和 NetLock 首个签名证书时间戳晚于 2025 年 7 月 31 日的证书。"

    "symantec-chrome-70" Distrusted "2018-10-16" by "Chrome", CHROME_SYMANTEC;
        NameAlone [Some("VeriSign Class 3 Public Primary Certification Authority - G3"), Some("VeriSign, Inc."), None] [Some("VeriSign Class 3 Public Primary Certification Authority - G4"), Some("VeriSign, Inc."), None]
                  [Some("VeriSign Class 3 Public Primary Certification Authority - G5"), Some("VeriSign, Inc."), None] [Some("VeriSign Universal Root Certification Authority"), Some("VeriSign, Inc."), None]
                  [Some("GeoTrust Global CA"), Some("GeoTrust Inc."), None] [Some("GeoTrust Primary Certification Authority"), Some("GeoTrust Inc."), None]
                  [Some("GeoTrust Primary Certification Authority - G2"), Some("GeoTrust Inc."), None] [Some("GeoTrust Primary Certification Authority - G3"), Some("GeoTrust Inc."), None]
                  [Some("GeoTrust Universal CA"), Some("GeoTrust Inc."), None]
                  [Some("thawte Primary Root CA"), Some("thawte, Inc."), None] [Some("thawte Primary Root CA - G2"), Some("thawte, Inc."), None] [Some("thawte Primary Root CA - G3"), Some("thawte, Inc."), None]
        successor Some("DigiCert Global Root G2");
        "Chrome 70, of October 2018, ended trust in certificates of Symantec's old infrastructure and its brands GeoTrust, Thawte, RapidSSL and VeriSign; other browsers followed. DigiCert issues under these brands from its own roots."
        "2018 年 10 月的 Chrome 70 终止了对 Symantec 旧体系及其品牌 GeoTrust、Thawte、RapidSSL、VeriSign 证书的信任，其他浏览器随后跟进。DigiCert 现在用自己的根为这些品牌签发。"

    "symantec-java" DistrustedForNewCertificates "2019-04-16" by "Oracle Java", ORACLE_SYMANTEC;
        NameAlone [Some("VeriSign Class 3 Public Primary Certification Authority - G5"), Some("VeriSign, Inc."), None] [Some("GeoTrust Global CA"), Some("GeoTrust Inc."), None] [Some("thawte Primary Root CA"), Some("thawte, Inc."), None]
        successor Some("DigiCert Global Root G2");
        "Java does not trust TLS certificates under Symantec's roots that were issued after 16 April 2019."
        "Java 不信任 Symantec 根下在 2019 年 4 月 16 日之后签发的 TLS 证书。"

    "wosign-startcom-new" DistrustedForNewCertificates "2016-10-21" by "Mozilla and Chrome", MOZILLA_WOSIGN;
        NameAlone [Some("Certification Authority of WoSign"), Some("WoSign CA Limited"), None] [Some("Certification Authority of WoSign G2"), Some("WoSign CA Limited"), None] [Some("CA WoSign ECC Root"), Some("WoSign CA Limited"), None]
                  [Some("StartCom Certification Authority"), Some("StartCom Ltd."), None] [Some("StartCom Certification Authority G2"), Some("StartCom Ltd."), None]
        successor None;
        "Firefox 51 and Chrome 56 did not trust certificates of WoSign and StartCom that were issued after 21 October 2016."
        "Firefox 51 和 Chrome 56 不信任 WoSign（沃通）和 StartCom 在 2016 年 10 月 21 日之后签发的证书。"

    "wosign-startcom-chrome-61" Distrusted "2017-09" by "Chrome", CHROME_WOSIGN;
        NameAlone [Some("Certification Authority of WoSign"), Some("WoSign CA Limited"), None] [Some("Certification Authority of WoSign G2"), Some("WoSign CA Limited"), None] [Some("CA WoSign ECC Root"), Some("WoSign CA Limited"), None]
                  [Some("StartCom Certification Authority"), Some("StartCom Ltd."), None] [Some("StartCom Certification Authority G2"), Some("StartCom Ltd."), None]
        successor None;
        "Since Chrome 61, of September 2017, no certificate of WoSign and StartCom is trusted."
        "自 2017 年 9 月的 Chrome 61 起，WoSign（沃通）和 StartCom 的所有证书都不受信任。"

    "diginotar-mozilla" Distrusted "2011-09-02" by "Mozilla", MOZILLA_DIGINOTAR;
        NameAlone [Some("DigiNotar Root CA"), Some("DigiNotar"), None]
        successor None;
        "Mozilla removed DigiNotar's root in the week of 2 September 2011, after attackers had issued certificates for Google and others."
        "攻击者为 Google 等签发证书之后，Mozilla 在 2011 年 9 月 2 日当周移除了 DigiNotar 的根证书。"

    "trustcor-chrome" Distrusted "2023-03-07" by "Chrome", CHROME_TRUSTCOR;
        NameAlone [Some("TrustCor RootCert CA-1"), Some("TrustCor Systems S. de R.L."), None] [Some("TrustCor RootCert CA-2"), Some("TrustCor Systems S. de R.L."), None] [Some("TrustCor ECA-1"), Some("TrustCor Systems S. de R.L."), None]
        successor None;
        "Chrome 111, of about 7 March 2023, trusts no certificate of TrustCor; certifi dropped its roots in December 2022."
        "2023 年 3 月 7 日前后的 Chrome 111 起不信任 TrustCor 的任何证书；certifi 已在 2022 年 12 月去掉它的根。"

    "camerfirma-2021" Distrusted "2021-04" by "Mozilla and Chrome", CAMERFIRMA;
        NameAlone [Some("Chambers of Commerce Root - 2008"), Some("AC Camerfirma S.A."), None] [Some("Global Chambersign Root - 2008"), Some("AC Camerfirma S.A."), None]
        successor None;
        "Firefox 88 and Chrome 90, of April 2021, ended trust in Camerfirma's roots for websites."
        "2021 年 4 月的 Firefox 88 和 Chrome 90 终止了 Camerfirma 根证书对网站的信任。"

    "sectigo-new-roots" Replaced "2025-06-02" by "Sectigo", SECTIGO_MIGRATION;
        NameAlone [Some("USERTrust RSA Certification Authority"), Some("The USERTRUST Network"), None] [Some("USERTrust ECC Certification Authority"), Some("The USERTRUST Network"), None]
                  [Some("Sectigo RSA Domain Validation Secure Server CA"), Some("Sectigo Limited"), None] [Some("Sectigo RSA Organization Validation Secure Server CA"), Some("Sectigo Limited"), None] [Some("Sectigo ECC Domain Validation Secure Server CA"), Some("Sectigo Limited"), None]
        successor Some("Sectigo Public Server Authentication Root R46 and E46");
        "Sectigo issues from the roots R46 and E46 since 15 April 2025 (EV), 15 May (OV) and 2 June (DV). USERTrust cross-signs them for older stores: install the new intermediates and that cross-certificate with a renewed certificate, not the old bundle."
        "Sectigo 自 2025 年 4 月 15 日（EV）、5 月 15 日（OV）、6 月 2 日（DV）起改由根 R46 和 E46 签发，并由 USERTrust 为旧信任库交叉签名。续期后应安装新的中间证书和该交叉证书，不要沿用旧的证书链文件。"

    "sectigo-r46-young" Replaced "2025-06-02" by "Sectigo", SECTIGO_MIGRATION;
        NameAlone [Some("Sectigo Public Server Authentication Root R46"), Some("Sectigo Limited"), None] [Some("Sectigo Public Server Authentication Root E46"), Some("Sectigo Limited"), None]
        successor None;
        "Older trust stores do not have Sectigo's roots R46 and E46. A server that must reach them sends the certificates by which USERTrust cross-signs these roots."
        "旧的信任库中没有 Sectigo 的根 R46 和 E46。需要兼容时，服务器应发送 USERTrust 对它们的交叉证书。"

    "globalsign-r1-removed" Removed "2025-04-15" by "Mozilla", MOZILLA_LIFECYCLES;
        Name [Some("GlobalSign Root CA"), Some("GlobalSign nv-sa"), Some("ebd41040e4bb3ec742c9e381d31ef2a41a48b6685c96e7cef3c1df6cd4331c99")]
        successor Some("GTS Root R1 for Google; GlobalSign Root R46 for GlobalSign");
        "GlobalSign Root CA belongs to the keys made before 2006, whose removal Mozilla scheduled for 15 April 2025; certifi 2025.4.26 no longer has it. It expires on 28 January 2028."
        "GlobalSign Root CA 的密钥生成于 2006 年之前，Mozilla 将这批根的移除日期定为 2025 年 4 月 15 日；certifi 2025.4.26 已不含它。它将于 2028 年 1 月 28 日过期。"

    "gts-root-r1-cross-sign" Expired "2028-01-28" by "the certificate", GOOGLE_CROSS_SIGN;
        NameAlone [Some("GTS Root R1"), Some("Google Trust Services LLC"), None]
        successor None;
        "Google's servers send GTS Root R1 cross-signed by GlobalSign Root CA for old clients. GlobalSign Root CA expires on 28 January 2028 and Mozilla no longer lists it; clients that trust GTS Root R1 itself do not need it."
        "Google 的服务器会为旧客户端发送由 GlobalSign Root CA 交叉签名的 GTS Root R1。GlobalSign Root CA 将于 2028 年 1 月 28 日过期，Mozilla 已不再收录；信任 GTS Root R1 本身的客户端不需要它。"

    "starfield-class-2-amazon" Replaced "2024-08" by "Amazon Trust Services", AMAZON_STARFIELD;
        NameAlone [Some("Starfield Class 2 Certification Authority"), Some("Starfield Technologies, Inc."), None]
        successor Some("Amazon Root CA 1, Starfield Services Root Certificate Authority - G2");
        "Since August 2024 chains of AWS end at an Amazon root or at Starfield Services G2, no longer at Starfield Class 2, which certifi dropped in April 2025. Clients need Amazon Root CA 1 to 4 or Starfield Services G2."
        "自 2024 年 8 月起，AWS 的证书链以 Amazon 根或 Starfield Services G2 结束，不再到 Starfield Class 2；certifi 已在 2025 年 4 月去掉后者。客户端需要 Amazon Root CA 1 至 4 或 Starfield Services G2。"

    "chrome-client-auth-intermediates" Rule "2026-06-15" by "Chrome", CHROME_CLIENT_AUTH;
        NameAlone [None, None, None]
        successor None;
        "New intermediates of public CAs that Chrome trusts allow server authentication only since 15 June 2026."
        "自 2026 年 6 月 15 日起，Chrome 信任的公共 CA 的新中间证书只允许服务器认证。"

    "chrome-client-auth-end-entities" Rule "2027-03-15" by "Chrome", CHROME_CLIENT_AUTH;
        NameAlone [None, None, None]
        successor None;
        "From 15 March 2027 every new certificate of a public CA that Chrome trusts allows server authentication only. Client certificates for mutual TLS must come from a private CA."
        "自 2027 年 3 月 15 日起，Chrome 信任的公共 CA 签发的新证书只允许服务器认证。双向 TLS 的客户端证书必须来自私有 CA。"

    "lets-encrypt-client-auth" Rule "2026-07-08" by "Let's Encrypt", LETS_ENCRYPT_CLIENT_AUTH;
        NameAlone [None, None, None]
        successor None;
        "Let's Encrypt announced the end of its last profile with client authentication for 8 July 2026; the default profile has had none since early 2026."
        "Let's Encrypt 宣布最后一个带客户端认证的配置于 2026 年 7 月 8 日停用；默认配置自 2026 年初起就不再包含。"

    "digicert-client-auth" Rule "2026-05-01" by "DigiCert", CLIENT_AUTH_PLANS;
        NameAlone [None, None, None]
        successor None;
        "DigiCert planned to issue no public TLS certificate with client authentication after 1 May 2026."
        "DigiCert 计划在 2026 年 5 月 1 日之后不再签发带客户端认证的公共 TLS 证书。"

    "sectigo-client-auth" Rule "2026-05-15" by "Sectigo", CLIENT_AUTH_PLANS;
        NameAlone [None, None, None]
        successor None;
        "Sectigo planned to issue no public TLS certificate with client authentication after 15 May 2026."
        "Sectigo 计划在 2026 年 5 月 15 日之后不再签发带客户端认证的公共 TLS 证书。"
};

/// The day on which Mozilla's schedule ends trust for websites in a root whose key was made on this day, `YYYY-MM-DD`; `None`
/// where the schedule gives no common day. See [the schedule](https://wiki.mozilla.org/CA/Root_CA_Lifecycles).
pub fn mozilla_schedule(key_made: &str) -> Option<&'static str> {
    match key_made {
        made if made < "2006-01-01" => Some("2025-04-15"),
        made if made < "2008-01-01" => Some("2026-04-15"),
        made if made < "2010-01-01" => Some("2027-04-15"),
        made if made < "2012-01-01" => Some("2028-04-15"),
        made if made < "2014-04-15" => Some("2029-04-15"),
        _ => None,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The root of tests/cases/anchor-distrusted/issued-after-the-day, by its SHA-256.
    pub(crate) fn limited() -> &'static str {
        static LIMITED: std::sync::OnceLock<String> = std::sync::OnceLock::new();
        LIMITED.get_or_init(|| {
            let pem = include_bytes!("../tests/cases/anchor-distrusted/issued-after-the-day/anchors.pem");
            let (_, block) = x509_parser::pem::parse_x509_pem(pem).unwrap();
            crate::notation::hex(&<sha2::Sha256 as sha2::Digest>::digest(&block.contents))
        })
    }

    #[test]
    fn what_mozilla_limits_is_told_once() {
        let izenpe = "2530cc8e98321502bad96f9b1fba1b099e2d299e0f4548bb914f363bc0d4531f";
        assert_eq!(trusted_up_to(izenpe), Some("2026-04-15"));
        let about_it = ids("Izenpe.com", Some("IZENPE S.A."), Some(izenpe));
        assert_eq!(about_it.iter().filter(|id| *id == "mozilla-distrust-after").count(), 1);
        let entrust = "43df5774b03e7fef5fe40d931a7bedf1bb2e6b42738c4e6d3841103d3aa7f339";
        let about_it = ids("Entrust Root Certification Authority - G2", Some("Entrust, Inc."), Some(entrust));
        assert!(about_it.iter().any(|id| id == "entrust-mozilla"), "{about_it:?}");
        assert!(!about_it.iter().any(|id| id == "mozilla-distrust-after"), "{about_it:?}");
    }

    fn ids(common_name: &str, organization: Option<&str>, sha256: Option<&str>) -> Vec<String> {
        about(common_name, organization, sha256).into_iter().map(|fact| fact.id.into_owned()).collect()
    }

    fn is_a_day_or_month(date: &str) -> bool {
        let parts: Vec<u32> = date.split('-').filter_map(|part| part.parse().ok()).collect();
        let month = |month: u32| (1..=12).contains(&month);
        match parts.as_slice() {
            [2000..=2100, m] => date.len() == 7 && month(*m),
            [2000..=2100, m, day] => date.len() == 10 && month(*m) && (1..=31).contains(day),
            _ => false,
        }
    }

    #[test]
    fn every_fact_has_a_day_a_source_and_both_languages() {
        let removed: Vec<Fact> = removals::REMOVALS.iter().map(left_certifi).collect();
        for fact in FACTS.iter().chain(&removed) {
            assert!(is_a_day_or_month(&fact.date), "{} {}", fact.id, fact.date);
            assert!(fact.source.url.starts_with("https://") && !fact.source.title.is_empty(), "{}", fact.id);
            assert!(fact.note_en.ends_with('.') && fact.note_zh.ends_with('\u{3002}'), "{}", fact.id);
            assert!(
                fact.sha256.is_none_or(|print| print.len() == 64
                    && print.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))),
                "{}",
                fact.id
            );
            assert!(fact.event == Event::Rule || fact.common_name.is_some(), "{}", fact.id);
        }
    }

    #[test]
    fn no_fact_is_said_twice_of_one_ca() {
        let removed: Vec<Fact> = removals::REMOVALS.iter().map(left_certifi).collect();
        let all: Vec<&Fact> = FACTS.iter().chain(&removed).collect();
        for (index, fact) in all.iter().enumerate() {
            assert!(
                !all.iter()
                    .skip(index + 1)
                    .any(|other| (other.id.as_ref(), other.common_name)
                        == (fact.id.as_ref(), fact.common_name)),
                "{} {:?}",
                fact.id,
                fact.common_name
            );
        }
        // A note that is said of several CAs is one fact, whose texts do not differ.
        for fact in FACTS {
            assert!(
                FACTS.iter().filter(|other| other.id == fact.id).all(|other| other.note_en == fact.note_en),
                "{}",
                fact.id
            );
        }
    }

    #[test]
    fn a_root_is_known_by_name_and_by_fingerprint() {
        assert_eq!(ids("DST Root CA X3", None, None), ["dst-root-ca-x3-expired", "certifi-0687260331a7"]);
        assert_eq!(
            ids(
                "DigiCert Global Root CA",
                Some("DigiCert Inc"),
                Some("4348A0E9444C78CB265E058D5E8944B4D84F9662BD26DB257F8934A443C70161")
            ),
            ["digicert-g1-removed", "certifi-4348a0e9444c"]
        );
        assert_eq!(ids("DigiCert Global Root G2", Some("DigiCert Inc"), None), [""; 0]);
    }

    #[test]
    fn a_name_that_lives_on_in_another_certificate_is_not_called_removed() {
        assert_eq!(ids("GTS Root R4", Some("Google Trust Services LLC"), None), [""; 0]);
        assert_eq!(
            ids(
                "GTS Root R4",
                None,
                Some("71cca5391f9e794b04802530b363e121da8a3043bb26662fea4dca7fc951a4bd")
            ),
            ["certifi-71cca5391f9e"]
        );
        assert_eq!(ids("R3", Some("Somebody Else"), None), [""; 0]);
    }

    #[test]
    fn rules_for_all_are_about_no_ca() {
        assert!(rules().iter().any(|fact| fact.date == "2027-03-15"));
        assert_eq!(ids("", None, None), [""; 0]);
    }

    #[test]
    fn the_schedule_of_mozilla() {
        assert_eq!(mozilla_schedule("2004-01-01"), Some("2025-04-15"));
        assert_eq!(mozilla_schedule("2009-09-01"), Some("2027-04-15"));
        assert_eq!(mozilla_schedule("2015-06-04"), None);
    }
}
