//! What whoever runs the CA does. `company-root.pem` and `intermediate.pem` are the certificates as they are, the files in `.key` their
//! keys, `-new` what comes of it. Names and keys stay, so that what was issued stays valid.

use super::advice::advice;

advice! {
    SUBJECT_OF_ITS_OWN: Issuer {
        en "Issue the server's certificate anew with a subject of its own, another common name than the CA's, or with an authorityKeyIdentifier (authorityKeyIdentifier = keyid)."
        zh "给服务器证书换一个自己的主体（通用名与 CA 不同）重新签发，或加上 authorityKeyIdentifier（authorityKeyIdentifier = keyid）。"
    }

    NAME_THE_CURVE: Issuer {
        en "Write the same key with the name of its curve, and have the certificate issued anew for it: key, subject and key identifier stay, and no new CA is needed."
        zh "把同一把密钥改写为带曲线名称的形式，再为它重新签发证书：密钥、主体和密钥标识符都不变，不需要新的 CA。"
        documented "https://docs.openssl.org/3.0/man1/openssl-ec/" "openssl ec -in ca.key -param_enc named_curve -out ca-named.key"
    }

    REISSUE_ROOT: Issuer {
        en "Reissue the root {certificate} with the same key and the same name, and with the extensions that RFC 5280 wants: what it issued stays valid, and clients get the new certificate as their anchor. If the old one has a subjectKeyIdentifier, write its value in the place of hash, since what it issued points to it."
        zh "用同一把密钥、同一个名称重新签发根证书 {certificate}，并带上 RFC 5280 要求的扩展：已签发的证书继续有效，客户端换用新的根证书作为信任锚。如果旧证书有 subjectKeyIdentifier，请用它的值代替 hash，因为已签发的证书指向它。"
        ran ["ca-extensions-root"] "cat > ca.ext <<'EOF'\nbasicConstraints = critical, CA:TRUE\nkeyUsage = critical, keyCertSign, cRLSign\nsubjectKeyIdentifier = hash\nEOF\nopenssl x509 -in company-root.pem -signkey company.key -clrext -extfile ca.ext -set_serial 0x$(openssl rand -hex 16) -sha256 -days 3650 -out company-root-new.pem"
    }

    REISSUE_INTERMEDIATE: Issuer {
        en "Reissue the CA certificate {certificate} with the same key and the same name, and with the extensions that RFC 5280 wants. The servers below it then send the new one. pathlen:0 allows no CA below it: leave it out if there is one. If the old one has a subjectKeyIdentifier, write its value in the place of hash."
        zh "用同一把密钥、同一个名称重新签发 CA 证书 {certificate}，并带上 RFC 5280 要求的扩展，然后由其下的服务器发送新证书。pathlen:0 表示其下不再有 CA：如果有，请去掉。如果旧证书有 subjectKeyIdentifier，请用它的值代替 hash。"
        ran ["ca-extensions-intermediate"] "cat > intermediate.ext <<'EOF'\nbasicConstraints = critical, CA:TRUE, pathlen:0\nkeyUsage = critical, keyCertSign, cRLSign\nsubjectKeyIdentifier = hash\nauthorityKeyIdentifier = keyid:always\nEOF\nopenssl x509 -x509toreq -in intermediate.pem -signkey intermediate.key -out intermediate.csr\nopenssl x509 -req -in intermediate.csr -CA company-root.pem -CAkey company.key -extfile intermediate.ext -set_serial 0x$(openssl rand -hex 16) -sha256 -days 1825 -out intermediate-new.pem"
    }

    REISSUE_END_ENTITY: Issuer {
        en "Issue {certificate} anew with the extensions that a TLS server needs. Most tools do this by themselves; with openssl x509 -req they come from -extfile alone, and without it the result is a version 1 certificate."
        zh "重新签发 {certificate}，带上 TLS 服务器所需的扩展。多数工具会自动处理；用 openssl x509 -req 时扩展只来自 -extfile，不加它得到的是版本 1 证书。"
        ran ["ca-extensions-server"] "cat > server.ext <<'EOF'\nbasicConstraints = critical, CA:FALSE\nkeyUsage = critical, digitalSignature\nextendedKeyUsage = serverAuth\nsubjectKeyIdentifier = hash\nauthorityKeyIdentifier = keyid:always\nsubjectAltName = {alternative-name}\nEOF\nopenssl x509 -req -in server.csr -CA company-root.pem -CAkey company.key -extfile server.ext -set_serial 0x$(openssl rand -hex 16) -sha256 -days 90 -out server.pem"
    }

    CHECK_STRICT: Issuer {
        en "Before it is handed out, look at the chain as Python 3.13 and later do."
        zh "交付之前，按 Python 3.13 及以后版本的规则检查整条链。"
        ran ["look-verify-strict"] "openssl verify -x509_strict -CAfile company-root.pem -untrusted intermediate.pem server.pem"
    }

    ASK_FOR_CURRENT_ROOT: Client {
        en "Ask whoever runs this CA whether there is a newer root already: what is missing in this one may be right in that. Get it from them, and compare its SHA-256 fingerprint with what they say."
        zh "先问该 CA 的运营者是否已有更新的根证书：这一张缺少的内容，新的可能已经补上。请直接向他们索取，并核对 SHA-256 指纹。"
        ran ["look-certificate"] "openssl x509 -in company-root.pem -noout -subject -issuer -dates -fingerprint -sha256"
    }

    COPY_ISSUER_NAME: Issuer {
        en "Issue {certificate} anew with the CA's subject copied into its issuer octet for octet: the same letters, spaces and kinds of string (UTF8String or PrintableString). Tools that take the name from the CA's certificate do that; what was typed again or kept in a configuration may differ."
        zh "重新签发 {certificate}，把 CA 的 subject 逐字节复制到 issuer：字母大小写、空格和字符串类型（UTF8String 或 PrintableString）都要一致。从 CA 证书读取名称的工具会自动做到；重新输入或写在配置里的名称可能不同。"
    }

    SIGN_WITH_A_CA: Issuer {
        en "{issuer} may not issue certificates: it is no CA. Issue {certificate} from a certificate that is one, or, if {issuer} is meant to be a CA, reissue it as one."
        zh "{issuer} 不是 CA，不能签发证书。请改由 CA 证书签发 {certificate}；如果 {issuer} 本应是 CA，请把它重新签发为 CA 证书。"
    }

    ALLOW_SIGNING: Issuer {
        en "Reissue {issuer} with keyCertSign in its keyUsage, with the same key and name: what it issued then counts."
        zh "用同一把密钥和同一个名称重新签发 {issuer}，在 keyUsage 中加上 keyCertSign，它签发的证书随之有效。"
    }

    RAISE_PATH_LENGTH: Issuer {
        en "Issue {certificate} from a CA that stands higher, or reissue the one that sets the limit with room for one more CA (pathlen) or without a limit."
        zh "改由更上一级的 CA 签发 {certificate}；或者重新签发设限的那张 CA 证书，放宽层数（pathlen）或不设限制。"
    }

    WIDEN_CONSTRAINTS: Issuer {
        en "Or reissue {issuer} with constraints that take in the name, if whoever runs the CA above it agrees: they were set on purpose."
        zh "或者重新签发 {issuer}，让约束包含该名称；但约束是有意设置的，需要上级 CA 的运营者同意。"
    }

    NAMES_WITHIN: Server {
        en "Have the certificate issued by a CA that may vouch for this name, or for names within what {issuer} permits only."
        zh "改由有权为该名称担保的 CA 签发证书，或者只申请 {issuer} 允许范围内的名称。"
    }

    ISSUE_WITH_POLICY: Issuer {
        en "Issue the certificate that lacks the policy anew with one that the CA above it accepts, or the CA without policyConstraints."
        zh "重新签发缺少策略的证书，带上其上级 CA 认可的策略；或者重新签发 CA 证书，去掉 policyConstraints。"
    }

    OTHER_CONSTRAINTS: Issuer {
        en "Reissue {issuer} with constraints of kinds that verifiers know: DNS names, IP addresses and e-mail."
        zh "重新签发 {issuer}，只使用各验证器都支持的约束类型：DNS 名称、IP 地址和电子邮件地址。"
    }

    REMOVE_EXTENSION: Issuer {
        en "Issue {certificate} anew without what is wrong in it. If your own tool made it, the fault is in its template, and every certificate that it makes has it."
        zh "重新签发 {certificate}，去掉其中有误的部分。如果是自己的工具生成的，问题出在它的模板里，它生成的所有证书都会这样。"
    }

    SAME_KEY_IDENTIFIER: Issuer {
        en "Reissue the CA's certificate with the same key and its former subjectKeyIdentifier, or the certificates below it with an authorityKeyIdentifier that is the new one: clients that compare the two find no issuer until then."
        zh "用同一把密钥和原来的 subjectKeyIdentifier 重新签发 CA 证书；或者重新签发其下的证书，使 authorityKeyIdentifier 等于新的标识符。在此之前，会比较二者的客户端找不到签发者。"
    }

    NEXT_RENEWAL: Issuer {
        en "Set this right with the next renewal; clients accept the certificate as it is."
        zh "下次续期时改正即可；客户端接受现在的证书。"
    }

    ISSUE_LOGGED: Issuer {
        en "Have the CA issue {certificate} anew with embedded SCTs: that is what public CAs do unless they are asked not to. Look for an option such as “do not publish in logs” in the order, and leave it off."
        zh "请 CA 重新签发 {certificate}，并内嵌 SCT：除非申请时要求不登记，公共 CA 默认就会这样做。检查申请中是否勾选了“不登记到日志”之类的选项，并取消它。"
    }

    NEWER_HASH: Issuer {
        en "Have {certificate} signed anew with SHA-256 or better."
        zh "用 SHA-256 或更强的算法重新签发 {certificate}。"
    }

    CURRENT_ALGORITHM: Issuer {
        en "Have {certificate} signed with an algorithm that TLS clients accept: ECDSA with P-256 or P-384, or RSA with SHA-256 (as PKCS #1 v1.5, or as PSS with a salt as long as the hash)."
        zh "用 TLS 客户端接受的算法重新签发 {certificate}：P-256 或 P-384 的 ECDSA，或者 SHA-256 的 RSA（PKCS #1 v1.5，或盐长等于散列长度的 PSS）。"
    }

    NEW_CA_KEY: Issuer {
        en "Set up the CA with a new key (RSA of 2048 bits or more, P-256 or P-384) under a new name, and issue from it; a CA certificate cannot change its key and stay the same CA."
        zh "用新密钥（2048 位及以上的 RSA、P-256 或 P-384）和新名称建立 CA，并由它签发；CA 换了密钥就不再是同一个 CA。"
    }

    PUBLISH_CRL: Issuer {
        en "Publish a new CRL before the old one ends, and keep the job that does so under watch."
        zh "在旧 CRL 到期之前发布新的 CRL，并监控负责发布的任务。"
    }
}
