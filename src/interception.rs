//! Products that put a certificate of their own in the place of a site's, known by the names their CAs bear.
//!
//! A name proves nothing: anybody can write it into a certificate. So the answer is always "looks like", and only the
//! *issuer's* name is asked for: a vendor's name as the subject of its own website says nothing.

/// A product whose CA is known by name.
#[derive(Debug, PartialEq)]
pub struct Product {
    /// A stable identifier.
    pub id: &'static str,
    /// The product, as its vendor calls it.
    pub name: &'static str,
    /// Who makes it.
    pub vendor: &'static str,
    /// What it is for.
    pub kind: Kind,
    /// Any of these names makes an issuer look like it.
    names: &'static [Name],
    /// How it is known that its CAs bear these names.
    pub basis: Basis,
    /// Where that can be read.
    pub source: &'static str,
}

/// What a product is for, and with it who is to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A company's or school's TLS-inspecting proxy or firewall.
    CompanyProxy,
    /// Antivirus that scans HTTPS on the same machine.
    Antivirus,
    /// A filter or accelerator that the user of the machine installed.
    LocalFilter,
    /// A developer's tool that shows the traffic.
    DebuggingProxy,
    /// Software that intercepts against the user's interest; its root must go.
    Malware,
    /// A CA for development on one's own machine: no interception.
    LocalDevelopment,
    /// A certificate that a server makes for itself until it is given one: no interception.
    Placeholder,
    /// A CA that only the vendor's own edge trusts: no interception.
    OriginOnly,
}

impl Kind {
    /// Whether traffic is read on the way.
    pub fn is_interception(self) -> bool {
        match self {
            Self::CompanyProxy
            | Self::Antivirus
            | Self::LocalFilter
            | Self::DebuggingProxy
            | Self::Malware => true,
            Self::LocalDevelopment | Self::Placeholder | Self::OriginOnly => false,
        }
    }
}

/// How the names of a product's CAs are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Chromium's list of known interception software names them.
    Listed,
    /// The vendor's documentation or source names them.
    Documented,
    /// They were seen in published outputs of users.
    Observed,
    /// Only the vendor's name is looked for; administrators choose the rest.
    VendorName,
}

/// A name that an issuer's distinguished name is compared with; all its parts must fit.
#[derive(Debug, PartialEq)]
struct Name(&'static [(Attribute, Test)]);

/// Attributes of a distinguished name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Attribute {
    CommonName,
    Organization,
    OrganizationalUnit,
    Email,
}

/// How a value is compared, without regard to case: what is wanted is in small letters, and the value is given so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Test {
    Is(&'static str),
    StartsWith(&'static str),
    EndsWith(&'static str),
    Contains(&'static str),
}

use Attribute::{CommonName, Email, Organization, OrganizationalUnit};
use Test::{Contains, EndsWith, Is, StartsWith};

impl Attribute {
    /// The attribute that goes by a name or object identifier, if it is one of these.
    fn called(name: &str) -> Option<Self> {
        const NAMES: &[(Attribute, [&str; 3])] = &[
            (Attribute::CommonName, ["CN", "commonName", "2.5.4.3"]),
            (Attribute::Organization, ["O", "organizationName", "2.5.4.10"]),
            (Attribute::OrganizationalUnit, ["OU", "organizationalUnitName", "2.5.4.11"]),
            (Attribute::Email, ["emailAddress", "E", "1.2.840.113549.1.9.1"]),
        ];
        let goes_by = |names: &[&str; 3]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        NAMES.iter().find(|(_, names)| goes_by(names)).map(|(attribute, _)| *attribute)
    }
}

impl Test {
    fn fits(self, value: &str) -> bool {
        match self {
            Self::Is(wanted) => value == wanted,
            Self::StartsWith(wanted) => value.starts_with(wanted),
            Self::EndsWith(wanted) => value.ends_with(wanted),
            Self::Contains(wanted) => value.contains(wanted),
        }
    }
}

impl Product {
    /// What to ask, and whom, in English.
    pub fn advice_en(&self) -> String {
        let name = self.name;
        match self.kind {
            Kind::CompanyProxy => format!(
                "Ask IT for the root certificate of {name} as a PEM file, from a trustworthy place, with its SHA-256 fingerprint; whether it is the current one; and whether this host can be exempted from inspection. Then give that root to this client. Do not trust a copy taken from the connection."
            ),
            Kind::Antivirus => format!(
                "{name} installs its root in the operating system's store when it is set up: let this client use that store, or export the root from there. Or exempt this program or host from the HTTPS scanning of {name}."
            ),
            Kind::LocalFilter => format!(
                "{name} runs on this machine and has installed its root in the operating system's store: let this client use that store, exempt the host in {name}, or remove {name} if you do not know it."
            ),
            Kind::DebuggingProxy => format!(
                "{name} is between this client and the server. If you started it, give its root to this client for as long as you debug; if not, find out who set the proxy."
            ),
            Kind::Malware => format!(
                "Do not trust this root. Remove {name} and its certificate from this machine: its private key is known to everybody."
            ),
            Kind::LocalDevelopment => format!(
                "{name} made this certificate for development. Give its root to this client on your own machine only; a server that others use needs a certificate of a CA that they trust."
            ),
            Kind::Placeholder => format!(
                "{name} shows this certificate when none is configured for the name that was asked for. Configure the site's own certificate, and check that the name matches."
            ),
            Kind::OriginOnly => format!(
                "{name} is trusted by the vendor's own edge alone. Connect through the edge, or install a certificate of a public CA on the origin."
            ),
        }
    }

    /// What to ask, and whom, in Simplified Chinese.
    pub fn advice_zh(&self) -> String {
        let name = self.name;
        match self.kind {
            Kind::CompanyProxy => format!(
                "请向 IT 部门索取 {name} 的根证书（PEM 文件），来源要可靠，并附 SHA-256 指纹；确认它是现行的那一张；并询问能否让该主机免于检查。然后把这张根证书交给客户端。不要信任从连接中截取的副本。"
            ),
            Kind::Antivirus => format!(
                "{name} 安装时会把自己的根证书放进操作系统的证书库：让客户端使用系统证书库，或从那里导出根证书。也可以在 {name} 的 HTTPS 扫描中排除该程序或主机。"
            ),
            Kind::LocalFilter => format!(
                "{name} 运行在这台机器上，并已把根证书装进操作系统的证书库：让客户端使用系统证书库，在 {name} 中排除该主机；如果你不认识 {name}，就卸载它。"
            ),
            Kind::DebuggingProxy => format!(
                "{name} 位于客户端和服务器之间。如果是你启动的，调试期间把它的根证书交给客户端即可；如果不是，请查清是谁设置了代理。"
            ),
            Kind::Malware => {
                format!("不要信任这张根证书。请从这台机器上删除 {name} 及其证书：它的私钥已尽人皆知。")
            }
            Kind::LocalDevelopment => format!(
                "这张证书是 {name} 为开发生成的。只在自己的机器上把它的根证书交给客户端；供他人使用的服务器需要他们信任的 CA 签发的证书。"
            ),
            Kind::Placeholder => format!(
                "没有为所请求的名称配置证书时，{name} 就会出示这一张。请配置站点自己的证书，并检查名称是否匹配。"
            ),
            Kind::OriginOnly => format!(
                "只有厂商自己的边缘节点信任 {name}。请通过边缘节点访问，或在源站上安装公共 CA 签发的证书。"
            ),
        }
    }
}

/// The product that an issuer's name looks like; attributes by short name or object identifier, in any order.
pub fn looks_like(issuer: &[(&str, &str)]) -> Option<&'static Product> {
    let issuer: Vec<(Attribute, String)> = issuer
        .iter()
        .filter_map(|(name, value)| Some((Attribute::called(name)?, value.trim().to_lowercase())))
        .collect();
    PRODUCTS.iter().find(|product| {
        product.names.iter().any(|Name(parts)| {
            parts.iter().all(|(attribute, test)| {
                issuer.iter().any(|(known, value)| known == attribute && test.fits(value))
            })
        })
    })
}

/// Every product that is known.
pub fn products() -> &'static [Product] {
    PRODUCTS
}

const CHROMIUM: &str = "https://chromium.googlesource.com/chromium/src/+/refs/heads/main/chrome/browser/resources/ssl/ssl_error_assistant/ssl_error_assistant.asciipb";

macro_rules! products {
    ($( $id:literal $name:literal by $vendor:literal, $kind:ident, $basis:ident $source:expr;
        $( [ $( $attribute:ident $test:ident $value:literal ),+ ] )+ )*) => {
        &[$( Product {
            id: $id, name: $name, vendor: $vendor, kind: Kind::$kind, basis: Basis::$basis, source: $source,
            names: &[$( Name(&[$( ($attribute, $test($value)) ),+]) ),+],
        } ),*]
    };
}

/// The more telling names stand before those that only name a vendor.
static PRODUCTS: &[Product] = products! {
    "zscaler" "Zscaler Internet Access" by "Zscaler", CompanyProxy, Listed CHROMIUM;
        [Organization StartsWith "zscaler"] [CommonName StartsWith "zscaler root ca"] [CommonName StartsWith "zscaler intermediate root ca"]
    "netskope" "Netskope" by "Netskope", CompanyProxy, Observed "https://docs.netskope.com/en/certificates/";
        [Email EndsWith "@netskope.com"] [CommonName EndsWith ".goskope.com"] [CommonName EndsWith "caadmin.netskope.com"] [Organization StartsWith "netskope"]
    "cisco-umbrella" "Cisco Umbrella" by "Cisco", CompanyProxy, Listed CHROMIUM;
        [CommonName StartsWith "cisco umbrella"]
    "cisco-secure-access" "Cisco Secure Access" by "Cisco", CompanyProxy, Observed "https://docs.sse.cisco.com/sse-user-guide/docs/manage-certificates";
        [CommonName StartsWith "cisco secure access"]
    "fortinet-fortigate" "FortiGate" by "Fortinet", CompanyProxy, Listed CHROMIUM;
        [CommonName Is "fortigate ca"] [CommonName StartsWith "fortinet_ca"] [Organization Is "fortinet"] [Organization StartsWith "fortinet ltd"]
    "blue-coat" "Blue Coat ProxySG / Symantec Web Security Service" by "Broadcom", CompanyProxy, Listed CHROMIUM;
        [Organization StartsWith "blue coat"] [CommonName StartsWith "blue coat"] [CommonName StartsWith "symantec web security.cloud"]
    "forcepoint" "Forcepoint Web Security" by "Forcepoint", CompanyProxy, Listed CHROMIUM;
        [CommonName StartsWith "forcepoint cloud ca"] [Organization StartsWith "forcepoint"] [CommonName StartsWith "websense public primary certificate authority"]
    "sophos-firewall" "Sophos Firewall" by "Sophos", CompanyProxy, Listed CHROMIUM;
        [CommonName StartsWith "sophos ssl ca"] [CommonName StartsWith "sophos_ca_"] [CommonName Is "sophosutm proxy ca"] [CommonName Is "sophos web appliance"] [CommonName StartsWith "securityappliance_ssl_ca"]
    "mcafee-web-gateway" "Skyhigh (McAfee) Secure Web Gateway" by "Skyhigh Security", CompanyProxy, Listed CHROMIUM;
        [CommonName StartsWith "mcafee web gateway"] [CommonName StartsWith "skyhigh security"] [Organization StartsWith "skyhigh security"]
    "sonicwall" "SonicWall DPI-SSL" by "SonicWall", CompanyProxy, Listed CHROMIUM;
        [CommonName StartsWith "sonicwall firewall dpi-ssl"] [Organization StartsWith "https management certificate for sonicwall"]
    "contentkeeper" "ContentKeeper" by "ContentKeeper Technologies", CompanyProxy, Listed CHROMIUM;
        [CommonName StartsWith "contentkeeper appliance ca"] [Organization StartsWith "contentkeeper technologies"]
    "cyberoam" "Cyberoam" by "Sophos", CompanyProxy, Listed CHROMIUM;
        [Organization StartsWith "cyberoam certificate authority"]
    "smoothwall" "Smoothwall" by "Smoothwall", CompanyProxy, Listed CHROMIUM;
        [CommonName StartsWith "smoothwall-default-root-certificate-authority"]
    "netspark" "NetSpark" by "NetSpark", CompanyProxy, Listed CHROMIUM;
        [CommonName Is "www.netspark.com"]
    "trend-micro" "Trend Micro Web Security" by "Trend Micro", CompanyProxy, Documented "https://success.trendmicro.com/ja-JP/solution/KA-0013237";
        [CommonName StartsWith "trend micro web security"] [CommonName Is "iwss.trend"] [CommonName StartsWith "trend.iws"]
    "cloudflare-gateway" "Cloudflare Zero Trust Gateway (WARP)" by "Cloudflare", CompanyProxy, Documented "https://developers.cloudflare.com/cloudflare-one/connections/connect-devices/user-side-certificates/";
        [CommonName StartsWith "gateway ca - cloudflare managed"] [CommonName StartsWith "cloudflare for teams ecc certificate authority"] [CommonName StartsWith "cloudflare corporate zero trust"] [OrganizationalUnit StartsWith "gateway intermediate ecc certificate authority"]
    "menlo" "Menlo Security" by "Menlo Security", CompanyProxy, Observed "https://www.menlosecurity.com/";
        [CommonName StartsWith "menlo security"] [Organization StartsWith "menlo security"]
    "watchguard" "WatchGuard Firebox" by "WatchGuard", CompanyProxy, Documented "https://www.watchguard.com/help/docs/help-center/en-US/Content/en-US/Fireware/certificates/cert_https_proxy_resign_c.html";
        [CommonName StartsWith "fireware https proxy"] [Organization StartsWith "watchguard_technologies", OrganizationalUnit Is "fireware"]
    "palo-alto" "Palo Alto Networks firewall or Prisma Access" by "Palo Alto Networks", CompanyProxy, VendorName "https://docs.paloaltonetworks.com/content/techdocs/en_US/pan-os/9-1/pan-os-admin/decryption/decryption-concepts/ssl-forward-proxy-decryption-profile.html";
        [CommonName Contains "palo alto networks"] [Organization StartsWith "palo alto networks"] [CommonName Contains "forward trust"] [CommonName Contains "forward-trust"] [CommonName Contains "forward untrust"]
    "check-point" "Check Point HTTPS Inspection" by "Check Point", CompanyProxy, VendorName "https://sc1.checkpoint.com/documents/R81.20/WebAdminGuides/EN/CP_R81.20_HTTPS_Inspection_AdminGuide/";
        [Organization StartsWith "check point"] [CommonName StartsWith "check point"]
    "barracuda" "Barracuda Web Security Gateway" by "Barracuda Networks", CompanyProxy, VendorName "https://campus.barracuda.com/product/websecuritygateway/doc/46203473/ssl-certificates-explained/";
        [Organization StartsWith "barracuda"] [CommonName StartsWith "barracuda"]
    "iboss" "iboss" by "iboss", CompanyProxy, VendorName "https://documents.pub/document/iboss-secure-web-gateway-2018-7-27-version-7-a-june-24-2014-page-2-of-159.html";
        [Organization StartsWith "iboss"] [CommonName StartsWith "iboss"]
    "lightspeed" "Lightspeed Filter" by "Lightspeed Systems", CompanyProxy, VendorName "http://community.lightspeedsystems.com/documentation/ssl-explained-2/";
        [Organization StartsWith "lightspeed systems"] [CommonName StartsWith "lightspeed"]
    "securly" "Securly Filter" by "Securly", CompanyProxy, VendorName "https://www.securly.com/";
        [Organization StartsWith "securly"] [CommonName StartsWith "securly"] [CommonName EndsWith ".securly.com"]
    "goguardian" "GoGuardian" by "GoGuardian", CompanyProxy, VendorName "https://www.goguardian.com/";
        [Organization StartsWith "goguardian"] [CommonName StartsWith "goguardian"]
    "untangle" "Untangle NG Firewall" by "Arista", CompanyProxy, Documented "http://wiki.untangle.com/index.php/HTTPS_Inspector";
        [CommonName Is "www.untangle.com"] [Organization StartsWith "untangle"]

    "kaspersky" "Kaspersky" by "Kaspersky Lab", Antivirus, Listed CHROMIUM;
        [CommonName StartsWith "kaspersky anti-virus personal root"] [CommonName Contains "kaspersky endpoint security"]
    "eset" "ESET" by "ESET", Antivirus, Observed "https://help.eset.com/eis/17/en-US/idh_config_epfw_ssl.html";
        [CommonName StartsWith "eset ssl filter ca"]
    "avast" "Avast Antivirus" by "Gen Digital", Antivirus, Listed CHROMIUM;
        [CommonName StartsWith "avast web/mail shield"] [CommonName StartsWith "avast! web/mail shield"] [Organization StartsWith "avast web/mail shield"] [Organization StartsWith "avast! web/mail shield"]
    "avg" "AVG Antivirus" by "Gen Digital", Antivirus, Observed "https://support.avg.com/";
        [CommonName StartsWith "avg web/mail shield"] [Organization StartsWith "avg web/mail shield"]
    "norton" "Norton Antivirus" by "Gen Digital", Antivirus, Observed "https://support.norton.com/";
        [CommonName StartsWith "norton web/mail shield"] [Organization StartsWith "norton web/mail shield"]
    "bitdefender" "Bitdefender" by "Bitdefender", Antivirus, Listed CHROMIUM;
        [CommonName StartsWith "bitdefender personal ca"] [CommonName StartsWith "bitdefender ca ssl"]

    "adguard" "AdGuard" by "AdGuard", LocalFilter, Documented "https://adguard.com/kb/general/https-filtering/what-is-https-filtering/";
        [CommonName StartsWith "adguard personal ca"] [CommonName StartsWith "adguard personal root"]
    "watt-toolkit" "Watt Toolkit (Steam++)" by "BeyondDimension", LocalFilter, Observed "https://github.com/BeyondDimension/SteamTools";
        [CommonName StartsWith "steamtools certificate"] [Organization Is "beyonddimension"]

    "mitmproxy" "mitmproxy" by "mitmproxy", DebuggingProxy, Documented "https://docs.mitmproxy.org/stable/concepts/certificates/";
        [CommonName Is "mitmproxy"] [Organization Is "mitmproxy"]
    "charles" "Charles" by "XK72", DebuggingProxy, Observed "https://www.charlesproxy.com/documentation/using-charles/ssl-certificates/";
        [CommonName StartsWith "charles proxy"] [Organization StartsWith "xk72"]
    "fiddler" "Fiddler" by "Progress Telerik", DebuggingProxy, Documented "https://docs.telerik.com/fiddler/configure-fiddler/tasks/decrypthttps";
        [CommonName Contains "fiddlerroot"] [CommonName StartsWith "fiddler"] [Organization Is "do_not_trust"]
    "burp" "Burp Suite" by "PortSwigger", DebuggingProxy, Documented "https://portswigger.net/burp/documentation/desktop/external-browser-config/certificate";
        [CommonName StartsWith "portswigger ca"] [Organization StartsWith "portswigger"]
    "zap" "ZAP" by "Zed Attack Proxy", DebuggingProxy, Documented "https://www.zaproxy.org/docs/desktop/addons/network/options/servercertificates/";
        [CommonName Contains "zed attack proxy root ca"] [Organization Is "zap root ca"] [Organization Is "owasp root ca"]
    "proxyman" "Proxyman" by "Proxyman", DebuggingProxy, Observed "https://docs.proxyman.com/";
        [CommonName StartsWith "proxyman ca"] [Organization StartsWith "proxyman"]
    "http-toolkit" "HTTP Toolkit" by "HTTP Toolkit", DebuggingProxy, Documented "https://github.com/httptoolkit/httptoolkit-server";
        [CommonName StartsWith "http toolkit ca"]
    "reqable" "Reqable" by "Reqable", DebuggingProxy, Observed "https://reqable.com/en-US/docs/";
        [CommonName StartsWith "reqable ca"]

    "superfish" "Superfish Visual Discovery" by "Superfish", Malware, Observed "https://www.microsoft.com/en-us/wdsi/threats/malware-encyclopedia-description?Name=Win32/CompromisedCert";
        [CommonName StartsWith "superfish, inc"] [Organization StartsWith "superfish"]

    "mkcert" "mkcert" by "Filippo Valsorda", LocalDevelopment, Documented "https://github.com/FiloSottile/mkcert";
        [Organization Is "mkcert development ca"] [CommonName StartsWith "mkcert "]
    "caddy" "Caddy's internal CA" by "Caddy", LocalDevelopment, Documented "https://caddyserver.com/docs/automatic-https";
        [CommonName StartsWith "caddy local authority"]
    "ingress-nginx" "ingress-nginx" by "Kubernetes", Placeholder, Observed "https://kubernetes.github.io/ingress-nginx/user-guide/tls/";
        [CommonName Is "kubernetes ingress controller fake certificate"]
    "traefik" "Traefik" by "Traefik Labs", Placeholder, Observed "https://doc.traefik.io/traefik/https/tls/";
        [CommonName Is "traefik default cert"]
    "cloudflare-origin" "Cloudflare Origin CA" by "Cloudflare", OriginOnly, Documented "https://developers.cloudflare.com/ssl/origin-configuration/origin-ca/";
        [OrganizationalUnit StartsWith "cloudflare origin ssl"]
};

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(issuer: &[(&str, &str)]) -> Option<&'static str> {
        looks_like(issuer).map(|product| product.id)
    }

    #[test]
    fn names_of_published_outputs_are_known() {
        for (issuer, id) in [
            (
                &[("CN", "Zscaler Intermediate Root CA (zscalerthree.net) (t) "), ("O", "Zscaler Inc.")][..],
                "zscaler",
            ),
            (
                &[
                    ("CN", "ca.example.goskope.com"),
                    ("O", "Example"),
                    ("1.2.840.113549.1.9.1", "certadmin@netskope.com"),
                ],
                "netskope",
            ),
            (
                &[("2.5.4.10", "Cisco"), ("2.5.4.3", "Cisco Umbrella Secondary SubCA dub-SG")],
                "cisco-umbrella",
            ),
            (
                &[("CN", "FG100FTK00000000"), ("O", "Fortinet"), ("OU", "Certificate Authority")],
                "fortinet-fortigate",
            ),
            (&[("CN", "Sophos SSL CA_C320ABPCBJ8BQ6B"), ("O", "Sophos")], "sophos-firewall"),
            (
                &[("CN", "Kaspersky Anti-Virus Personal Root Certificate"), ("O", "AO Kaspersky Lab")],
                "kaspersky",
            ),
            (&[("CN", "ESET SSL Filter CA"), ("O", "ESET, spol. s r. o.")], "eset"),
            (
                &[("CN", "Gateway CA - Cloudflare Managed G1 d4cab1c0e006138441e1f1b57bfde614")],
                "cloudflare-gateway",
            ),
            (&[("CN", "DO_NOT_TRUST_FiddlerRoot"), ("O", "DO_NOT_TRUST")], "fiddler"),
            (&[("O", "mkcert development CA"), ("CN", "mkcert me@host")], "mkcert"),
        ] {
            assert_eq!(seen(issuer), Some(id), "{issuer:?}");
        }
    }

    #[test]
    fn genuine_issuers_of_the_same_vendors_are_not() {
        for issuer in [
            &[("CN", "Cloudflare Inc ECC CA-3"), ("O", "Cloudflare, Inc.")][..],
            &[("CN", "Cisco Root CA 2048"), ("O", "Cisco Systems")],
            &[("CN", "Trend Micro S2 CA"), ("O", "Trend Micro Inc")],
            &[("CN", "GeoTrust TLS RSA CA G1"), ("O", "DigiCert Inc")],
            &[("CN", "Symantec Class 3 Secure Server CA - G4"), ("O", "Symantec Corporation")],
            &[("CN", "Corp Root CA"), ("O", "Corp")],
            &[],
        ] {
            assert_eq!(seen(issuer), None, "{issuer:?}");
        }
    }

    #[test]
    fn every_product_has_its_own_id_a_source_and_names() {
        for (index, product) in PRODUCTS.iter().enumerate() {
            assert!(PRODUCTS.iter().take(index).all(|other| other.id != product.id), "{}", product.id);
            assert!(product.source.starts_with("http"), "{}", product.id);
            assert!(!product.names.is_empty(), "{}", product.id);
            // Shorter values would fit names that have nothing to do with the product.
            for (_, test) in product.names.iter().flat_map(|Name(parts)| parts.iter()) {
                let (Is(value) | StartsWith(value) | EndsWith(value) | Contains(value)) = test;
                assert!(value.len() >= 4, "{}: {value}", product.id);
                assert_eq!(*value, value.to_lowercase(), "{}: small letters", product.id);
            }
        }
    }

    #[test]
    fn advice_names_the_product_and_never_says_to_switch_verification_off() {
        for product in PRODUCTS {
            for advice in [product.advice_en(), product.advice_zh()] {
                assert!(advice.contains(product.name), "{advice}");
                assert!(!advice.contains("verify") && !advice.contains("insecure"), "{advice}");
            }
        }
    }
}
