#!/usr/bin/env python3
"""Writes the page's examples: one chain for each cause that people run into.

    pip install cryptography && python3 www/examples/generate.py

The same files come out every time: keys are derived from their names, ECDSA signatures are deterministic (RFC 6979), and every
date and serial number is written down here. Every question has a fixed `at`, so an example that is expired stays as expired as it
was, and one that is valid stays valid.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import pathlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

FOLDER = pathlib.Path(__file__).parent
AT = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.timezone.utc)
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def number(label: str, bits: int) -> int:
    """A number of `bits` bits that follows from `label` alone."""
    out = b""
    counter = 0
    while len(out) * 8 < bits:
        out += hashlib.sha256(f"chainwhy example {label} {counter}".encode()).digest()
        counter += 1
    return int.from_bytes(out, "big") >> (len(out) * 8 - bits)


def ec_key(label: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(number(label, 256) % (P256_ORDER - 1) + 1, ec.SECP256R1())


def is_prime(candidate: int) -> bool:
    """Miller–Rabin with the first bases: enough for keys that guard nothing."""
    small = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
    if any(candidate % prime == 0 for prime in small):
        return candidate in small
    odd, twos = candidate - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in small:
        power = pow(base, odd, candidate)
        if power in (1, candidate - 1):
            continue
        for _ in range(twos - 1):
            power = power * power % candidate
            if power == candidate - 1:
                break
        else:
            return False
    return True


def rsa_key(label: str, bits: int) -> rsa.RSAPrivateKey:
    exponent = 65537

    def prime(which: str) -> int:
        candidate = number(f"{label} {which}", bits // 2) | (3 << (bits // 2 - 2)) | 1
        while not is_prime(candidate) or candidate % exponent == 1:
            candidate += 2
        return candidate

    p, q = prime("p"), prime("q")
    d = pow(exponent, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(exponent, p * q)
    return rsa.RSAPrivateNumbers(p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), public).private_key()


class Authority:
    """A name with a key: what signs."""

    def __init__(self, common_name: str, organisation: str, key_label: str | None = None):
        self.common_name = common_name
        self.organisation = organisation
        self.key_label = key_label or common_name
        self.key = ec_key(self.key_label)
        self.name = x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "US"),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
                x509.NameAttribute(NameOID.COMMON_NAME, common_name),
            ]
        )


def day(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.timezone.utc)


def sign(builder: x509.CertificateBuilder, issuer: Authority) -> str:
    certificate = builder.sign(issuer.key, hashes.SHA256(), ecdsa_deterministic=True)
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def begin(subject: x509.Name, public_key, issuer: Authority, start: str, end: str, label: str) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.name)
        .public_key(public_key)
        .serial_number(number(f"serial {label}", 120) | (1 << 119))
        .not_valid_before(day(start))
        .not_valid_after(day(end))
    )


def authority_certificate(
    subject: Authority,
    issuer: Authority,
    start: str = "2024-01-10",
    end: str = "2034-01-10",
    *,
    path_length: int | None = None,
    identifiers: bool = True,
    constraints: x509.NameConstraints | None = None,
    issuer_url: str | None = None,
) -> str:
    public = subject.key.public_key()
    builder = begin(subject.name, public, issuer, start, end, f"{subject.key_label} by {issuer.key_label}")
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
    builder = builder.add_extension(
        x509.KeyUsage(False, False, False, False, False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False),
        critical=True,
    )
    if identifiers:
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        if subject is not issuer:
            builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False)
    if constraints:
        builder = builder.add_extension(constraints, critical=True)
    if issuer_url:
        builder = builder.add_extension(issuers_at(issuer_url), critical=False)
    return sign(builder, issuer)


def issuers_at(url: str) -> x509.AuthorityInformationAccess:
    return x509.AuthorityInformationAccess(
        [x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(url))]
    )


def server_certificate(
    names: list[str],
    issuer: Authority,
    start: str = "2026-10-20",
    end: str = "2027-01-18",
    *,
    key=None,
    identifiers: bool = True,
    usages=(ExtendedKeyUsageOID.SERVER_AUTH,),
    issuer_url: str | None = None,
    is_ca: bool = False,
) -> str:
    key = key or ec_key(f"{names[0]} by {issuer.key_label}")
    public = key.public_key()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    builder = begin(subject, public, issuer, start, end, f"{names[0]} by {issuer.key_label} from {start}")
    builder = builder.add_extension(x509.BasicConstraints(ca=is_ca, path_length=None), critical=True)
    builder = builder.add_extension(
        x509.KeyUsage(True, False, isinstance(key, rsa.RSAPrivateKey), False, False, False, False, False, False), critical=True
    )
    builder = builder.add_extension(x509.ExtendedKeyUsage(list(usages)), critical=False)
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False)
    if identifiers:
        builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        builder = builder.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), critical=False)
    if issuer_url:
        builder = builder.add_extension(issuers_at(issuer_url), critical=False)
    return sign(builder, issuer)


EXAMPLES: list[dict] = []


def example(identifier, *, title, story, verdict, code, chain, host, anchors="mozilla", client=None, **more):
    question = {"chain": chain, "anchors": anchors, "serverName": host, "at": AT.isoformat().replace("+00:00", "Z"), **more}
    if host is None:
        del question["serverName"]
    entry = {
        "id": identifier,
        "title": {"en": title[0], "zh-CN": title[1]},
        "story": {"en": story[0], "zh-CN": story[1]},
        "expect": {"verdict": verdict, "code": code},
        "question": question,
    }
    if client:
        entry["client"] = client
    EXAMPLES.append(entry)


# A public CA, a company, and an inspecting proxy: the players of most stories.
FABRIKAM_ROOT = Authority("Fabrikam Global Root G2", "Fabrikam Trust Services")
FABRIKAM_CA = Authority("Fabrikam TLS ECC CA 3", "Fabrikam Trust Services")
fabrikam_root = authority_certificate(FABRIKAM_ROOT, FABRIKAM_ROOT, "2015-03-02", "2040-03-02")
fabrikam_ca = authority_certificate(FABRIKAM_CA, FABRIKAM_ROOT, path_length=0, issuer_url="http://pki.fabrikam.example/root-g2.cer")
NORTHWIND_ROOT = Authority("Northwind Internal Root CA", "Northwind Traders")
northwind_root = authority_certificate(NORTHWIND_ROOT, NORTHWIND_ROOT, "2022-05-01", "2037-05-01")

api = server_certificate(["api.contoso.example", "contoso.example"], FABRIKAM_CA, issuer_url="http://pki.fabrikam.example/tls-ecc-ca-3.cer")

# 1. The company's proxy
PROXY_ROOT = Authority("Zscaler Root CA", "Zscaler Inc.")
PROXY_CA = Authority("Zscaler Intermediate Root CA (zscaler.net)", "Zscaler Inc.")
PROXY_ISSUING = Authority("Zscaler Intermediate Root CA (zscaler.net) (t)", "Zscaler Inc.")
example(
    "inspecting-proxy",
    title=("httpx behind a company proxy", "公司代理之后的 httpx"),
    story=(
        "The browser opens the Azure OpenAI endpoint; httpx 0.28 on the same laptop does not. What the server seems to send was made by the company’s TLS-inspecting proxy, whose root httpx does not have.",
        "浏览器能打开这个 Azure OpenAI 端点，同一台电脑上的 httpx 0.28 却不行。收到的证书其实出自公司的 TLS 检查代理，而 httpx 没有它的根证书。",
    ),
    verdict="untrusted",
    code="issuer-not-found",
    chain=server_certificate(["contoso.openai.azure.com"], PROXY_ISSUING, "2026-11-18", "2026-12-02")
    + authority_certificate(PROXY_ISSUING, PROXY_CA, "2026-11-18", "2026-12-02", path_length=0)
    + authority_certificate(PROXY_CA, PROXY_ROOT, "2015-05-11", "2042-05-05"),
    host="contoso.openai.azure.com",
    client="python-httpx-0.28-3.12",
    errorText="""  File "/opt/app/.venv/lib/python3.12/site-packages/httpx/_transports/default.py", line 118, in map_httpcore_exceptions
    raise mapped_exc(message) from exc
httpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1000)""",
)

# 2. No anchors at all
example(
    "empty-trust-store",
    title=("httpx in a container without trust anchors", "容器里没有信任锚的 httpx"),
    story=(
        "SSL_CERT_DIR names a directory that the slim image does not have. httpx 0.28 takes that without a word and trusts nothing: every site fails, with a chain that has no fault.",
        "SSL_CERT_DIR 指向精简镜像里并不存在的目录。httpx 0.28 一声不响地接受了它，于是什么都不信任：证书链毫无问题，访问任何网站却都失败。",
    ),
    verdict="untrusted",
    code="anchors-empty",
    chain=api + fabrikam_ca,
    anchors="",
    host="api.contoso.example",
    client="python-httpx-0.28-3.12",
    errorText="httpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1000)",
)

# 3. certifi and a private CA
example(
    "private-ca",
    title=("A private CA that certifi does not know", "certifi 不认识的私有 CA"),
    story=(
        "The company’s registry has a certificate from the company’s own CA. httpx trusts what certifi holds, which are Mozilla’s roots, and never looks into the system’s store, where IT has put the root.",
        "公司制品库的证书由公司自己的 CA 签发。httpx 只信任 certifi 里的 Mozilla 根证书，从不看系统证书库，而 IT 正是把根证书装在了那里。",
    ),
    verdict="untrusted",
    code="root-not-trusted",
    chain=server_certificate(["registry.northwind.example"], NORTHWIND_ROOT, "2026-03-02", "2027-03-02") + northwind_root,
    host="registry.northwind.example",
    client="python-httpx-0.28-3.12",
    errorText="httpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain (_ssl.c:1000)",
)

# 4. The missing intermediate
example(
    "missing-intermediate",
    title=("The server leaves out an intermediate", "服务器少发了一张中间证书"),
    story=(
        "Chrome opens the site, curl, Python and Node do not: the server sends its own certificate alone. The certificate itself says where its issuer’s is published.",
        "Chrome 打得开，curl、Python、Node 打不开：服务器只发送了自己的证书。签发者的证书在哪里下载，证书里其实写着。",
    ),
    verdict="untrusted",
    code="issuer-not-found",
    chain=api,
    anchors=["mozilla", fabrikam_root],
    host="api.contoso.example",
    client="python-httpx-0.28-3.12",
    errorText="httpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1000)",
)

# 5. Python 3.13 and key identifiers
BARE_ROOT = Authority("Woodgrove Device CA", "Woodgrove Bank")
bare_root = authority_certificate(BARE_ROOT, BARE_ROOT, "2019-02-01", "2039-02-01", identifiers=False)
example(
    "python-3-13",
    title=("Python 3.13 refuses the company’s CA", "Python 3.13 拒绝了公司的 CA"),
    story=(
        "After the move from Python 3.12 to 3.13, httpx 0.28 refuses a server that it accepted for years. The CA’s certificates have no key identifiers, and Python 3.13 asks for them; curl and Node do not look.",
        "从 Python 3.12 升到 3.13 之后，httpx 0.28 拒绝了多年来一直正常的服务器。这个 CA 的证书没有密钥标识符，而 Python 3.13 要求必须有；curl 和 Node 不检查。",
    ),
    verdict="trusted",
    code="authority-key-id-missing",
    chain=server_certificate(["vault.woodgrove.example"], BARE_ROOT, "2026-02-01", "2027-02-01", identifiers=False),
    anchors=bare_root,
    host="vault.woodgrove.example",
    client="python-httpx-0.28-3.13",
    errorText="httpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Missing Authority Key Identifier (_ssl.c:1020)",
)

# 6. The expired cross-sign
OLD_ROOT = Authority("Tailspin Root X1", "Tailspin Certificate Authority")
NEW_ROOT = Authority("Tailspin Root X2", "Tailspin Certificate Authority")
TAILSPIN_CA = Authority("Tailspin R10", "Tailspin Certificate Authority")
old_root = authority_certificate(OLD_ROOT, OLD_ROOT, "2000-09-30", "2026-09-30")
example(
    "expired-cross-sign",
    title=("The cross-sign under an old root has expired", "旧根证书下的交叉签名已过期"),
    story=(
        "The server still sends the certificate that once let old devices trust its new root: that root, signed by an older one. Both ended in September. A client whose store has the new root does not care; this one has only the old root.",
        "服务器仍在发送当年让旧设备信任其新根的交叉证书。该证书和签发它的旧根都在九月过期了。装有新根的客户端不受影响，而这个客户端只有旧根。",
    ),
    verdict="untrusted",
    code="certificate-expired",
    chain=server_certificate(["www.adventure-works.example", "adventure-works.example"], TAILSPIN_CA)
    + authority_certificate(TAILSPIN_CA, NEW_ROOT, "2024-03-13", "2029-03-12", path_length=0)
    + authority_certificate(NEW_ROOT, OLD_ROOT, "2021-01-20", "2026-09-30"),
    anchors=old_root,
    host="www.adventure-works.example",
    client="openssl-3",
)

# 7. The root was rotated
ROOT_2015 = Authority("Litware Root CA 2015", "Litware Trust")
ROOT_2025 = Authority("Litware Root CA 2025", "Litware Trust")
LITWARE_CA = Authority("Litware Server CA E2", "Litware Trust")
example(
    "root-rotated",
    title=("The CA has a new root, the client an old bundle", "CA 换了新根，客户端还是旧证书库"),
    story=(
        "The certificate was renewed last week and now leads to the CA’s new root. The CA bundle in the base image is from before that root existed.",
        "证书上周续期后，改由该 CA 的新根签发。而基础镜像里的 CA 文件比这个新根还旧。",
    ),
    verdict="untrusted",
    code="issuer-not-found",
    chain=server_certificate(["pay.proseware.example"], LITWARE_CA, "2026-11-17", "2027-02-15")
    + authority_certificate(LITWARE_CA, ROOT_2025, "2025-06-01", "2030-06-01", path_length=0),
    anchors=authority_certificate(ROOT_2015, ROOT_2015, "2015-01-15", "2035-01-15"),
    host="pay.proseware.example",
    client="go",
)

# 8. What was pasted is not the chain
request = (
    x509.CertificateSigningRequestBuilder()
    .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "shop.contoso.example")]))
    .add_extension(x509.SubjectAlternativeName([x509.DNSName("shop.contoso.example")]), critical=False)
    .sign(ec_key("shop.contoso.example"), hashes.SHA256(), ecdsa_deterministic=True)
    .public_bytes(serialization.Encoding.PEM)
    .decode()
)
example(
    "request-instead",
    title=("A request was pasted instead of the certificate", "贴的是证书请求，不是证书"),
    story=(
        "The two files lie side by side and look alike: shop.csr went to the CA, shop.pem came back.",
        "两个文件放在一起，样子也像：shop.csr 是交给 CA 的，shop.pem 才是发回来的证书。",
    ),
    verdict="unreadable",
    code="input-is-csr",
    chain=f"$ cat shop.csr\n{request}",
    host="shop.contoso.example",
)
cut = fabrikam_ca.splitlines()
example(
    "garbled-paste",
    title=("A paste that was cut short", "粘贴内容不完整"),
    story=(
        "The chain went through a chat and a ticket: quoted, indented, and the last certificate lost its end on the way. The line where it goes wrong is marked.",
        "证书链先后经过聊天窗口和工单系统：被加了引用、缩进，最后一张证书还丢了结尾。出问题的那一行会标出来。",
    ),
    verdict="untrusted",
    code="pem-truncated",
    chain="Hi, this is what our load balancer sends:\n\n    " + "\n    ".join(api.splitlines()) + "\n    " + "\n    ".join(cut[:8]) + "\n\nCan you have a look?\n",
    anchors=["mozilla", fabrikam_root],
    host="api.contoso.example",
)

# 9. The wrong order
example(
    "wrong-order",
    title=("The certificates are in the wrong order", "证书顺序不对"),
    story=(
        "Someone joined the files in the order of the alphabet: root, intermediate, server. Some servers refuse to start with that, and every client takes the first certificate for the server's. The corrected file can be saved.",
        "有人按文件名字母顺序拼接：根证书、中间证书、服务器证书。有的服务器会因此无法启动，而客户端总把第一张证书当作服务器的证书。可以直接保存修正后的文件。",
    ),
    verdict="untrusted",
    code="end-entity-not-first",
    chain=fabrikam_root + fabrikam_ca + api,
    anchors=["mozilla", fabrikam_root],
    host="api.contoso.example",
)

# 10. Expired, and too early
example(
    "expired",
    title=("The server’s certificate has expired", "服务器证书已过期"),
    story=(
        "The renewal ran, and wrote the new certificate; nobody told the server to load it.",
        "续期任务跑过了，新证书也写好了，但没有人让服务器重新加载。",
    ),
    verdict="untrusted",
    code="certificate-expired",
    chain=server_certificate(["status.contoso.example"], FABRIKAM_CA, "2026-08-22", "2026-11-20") + fabrikam_ca,
    anchors=["mozilla", fabrikam_root],
    host="status.contoso.example",
    client="curl",
    errorText="curl: (60) SSL certificate problem: certificate has expired",
)
example(
    "clock-behind",
    title=("A device whose clock is behind", "时钟慢了的设备"),
    story=(
        "The board has no battery for its clock and starts in January 2024 each time. To it, every current certificate lies in the future.",
        "这块开发板没有时钟电池，每次开机都停在 2024 年 1 月。在它看来，现在的证书全都“尚未生效”。",
    ),
    verdict="untrusted",
    code="certificate-not-yet-valid",
    chain=api + fabrikam_ca,
    anchors=["mozilla", fabrikam_root],
    host="api.contoso.example",
    at="2024-01-01T00:04:11Z",
)

# 11. A weak key
example(
    "weak-key",
    title=("A key of 1024 bits", "1024 位的密钥"),
    story=(
        "A printer’s web page, with a certificate that it made for itself a decade ago in style: RSA with 1024 bits. OpenSSL 3 at Debian’s security level does not take it any more.",
        "打印机的管理页面，证书还是十多年前的做法：1024 位 RSA。按 Debian 默认的安全级别，OpenSSL 3 已不再接受。",
    ),
    verdict="untrusted",
    code="public-key-weak",
    chain=server_certificate(["printer.northwind.example"], NORTHWIND_ROOT, "2026-01-05", "2027-01-05", key=rsa_key("printer", 1024)),
    anchors=northwind_root,
    host="printer.northwind.example",
)

# 12. The purpose
example(
    "client-auth",
    title=("A client certificate without the client’s purpose", "缺少客户端用途的客户端证书"),
    story=(
        "For mutual TLS, a service shows the certificate that it has from a public CA. Since 2026 public CAs no longer put clientAuth into them.",
        "做双向 TLS 时，服务出示的是公共 CA 签发的证书。自 2026 年起，公共 CA 不再在其中加入 clientAuth。",
    ),
    verdict="untrusted",
    code="extended-key-usage-mismatch",
    chain=server_certificate(["billing.contoso.example"], FABRIKAM_CA) + fabrikam_ca,
    anchors=fabrikam_root,
    host=None,
    purpose="clientAuth",
)

# 13. Two CAs of one name
RECREATED = Authority("Northwind Internal Root CA", "Northwind Traders", "Northwind Internal Root CA, made again")
example(
    "same-name",
    title=("A CA made again under the same name", "同名重建的 CA"),
    story=(
        "The test cluster was set up again, and its CA with it: the same name, another key. The clients still have the old root, and every message speaks of a signature or an unknown issuer.",
        "测试集群重建了一遍，CA 也跟着重建：名字相同，密钥不同。客户端手里还是旧根，报错却只说签名错误或签发者未知。",
    ),
    verdict="untrusted",
    code="key-identifier-mismatch",
    chain=server_certificate(["grafana.northwind.example"], RECREATED, "2026-11-02", "2027-11-02"),
    anchors=northwind_root,
    host="grafana.northwind.example",
    client="node-20",
)

# 14. An intermediate as the anchor
example(
    "intermediate-as-anchor",
    title=("An intermediate as the only anchor", "只把中间证书当作信任锚"),
    story=(
        "Only the issuing CA was put into the bundle, not its root. Python 3.13, curl and Go take that as an anchor; Node and Python 3.12 want the root.",
        "CA 文件里只放了签发 CA，没有放它的根。Python 3.13、curl 和 Go 认它作信任锚，Node 和 Python 3.12 则一定要见到根。",
    ),
    verdict="trusted",
    code=None,
    chain=api,
    anchors=fabrikam_ca,
    host="api.contoso.example",
    client="node-20",
)

# 15. The host name
example(
    "host-name",
    title=("The name does not match", "主机名不匹配"),
    story=(
        "The wildcard covers one label, not two: *.contoso.example is no certificate for eu.api.contoso.example.",
        "通配符只覆盖一级：*.contoso.example 的证书不适用于 eu.api.contoso.example。",
    ),
    verdict="untrusted",
    code="name-mismatch",
    chain=server_certificate(["*.contoso.example", "contoso.example"], FABRIKAM_CA) + fabrikam_ca,
    anchors=["mozilla", fabrikam_root],
    host="eu.api.contoso.example",
    client="curl",
)

# 16. Name constraints
CONSTRAINED = Authority("Northwind Web CA", "Northwind Traders")
example(
    "name-constraints",
    title=("A name outside of what the CA may sign", "域名超出 CA 的许可范围"),
    story=(
        "The company’s CA may only sign names under northwind.example. Someone had it sign the shop’s new domain as well.",
        "公司的 CA 只能签发 northwind.example 之下的名称，却有人让它给商店的新域名也签了证书。",
    ),
    verdict="untrusted",
    code="name-constraint-violated",
    chain=server_certificate(["shop.northwind-sale.example"], CONSTRAINED, "2026-06-01", "2027-06-01")
    + authority_certificate(
        CONSTRAINED, NORTHWIND_ROOT, "2023-05-01", "2033-05-01", path_length=0,
        constraints=x509.NameConstraints([x509.DNSName("northwind.example")], None),
    ),
    anchors=northwind_root,
    host="shop.northwind-sale.example",
)

# 17. Stricter than OpenSSL
DEV = Authority("localhost.dev.example", "Development")
example(
    "ca-as-server",
    title=("rustls refuses what OpenSSL takes", "OpenSSL 接受、rustls 拒绝"),
    story=(
        "One self-signed certificate is root and server at once, as many guides for development show. curl takes it; anything built on rustls does not use a CA’s certificate for a server.",
        "一张自签名证书既当根又当服务器证书，许多开发教程都这么教。curl 能用，而基于 rustls 的程序不会把 CA 证书当服务器证书用。",
    ),
    verdict="untrusted",
    code="end-entity-is-ca",
    chain="",
    anchors="",
    host="localhost.dev.example",
    client="rustls",
)
_dev_key = DEV.key
_dev = (
    begin(DEV.name, _dev_key.public_key(), DEV, "2026-05-04", "2027-05-04", "localhost.dev.example")
    .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost.dev.example")]), critical=False)
    .add_extension(x509.SubjectKeyIdentifier.from_public_key(_dev_key.public_key()), critical=False)
)
dev = sign(_dev, DEV)
EXAMPLES[-1]["question"].update(chain=dev, anchors=dev)

# 18. One without a fault
example(
    "trusted",
    title=("A chain without a fault", "没有问题的证书链"),
    story=("What it looks like when all is well, and what each check found.", "一切正常时是什么样子，各项检查又看到了什么。"),
    verdict="trusted",
    code=None,
    chain=api + fabrikam_ca,
    anchors=["mozilla", fabrikam_root],
    host="api.contoso.example",
)


def write(path: pathlib.Path, value) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


for old in FOLDER.glob("*.json"):
    old.unlink()
for entry in EXAMPLES:
    write(FOLDER / f"{entry['id']}.json", entry)
write(FOLDER / "index.json", [{key: entry[key] for key in ("id", "title", "story")} for entry in EXAMPLES])
print(f"{len(EXAMPLES)} examples")
