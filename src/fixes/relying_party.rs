//! What whoever runs the client, or asks the question, does: anchors, clocks, names, and pastes that were something else.

use super::advice::advice;

advice! {
    GET_THE_ROOT: Client {
        en "If this CA is meant to be trusted, get its root from whoever runs it (IT, or the CA's website), never from the connection that fails, and compare the SHA-256 fingerprint. Then give it to the client: each has its own way."
        zh "如果本来就应当信任这个 CA，请向其运营者（IT 部门或该 CA 的网站）索取根证书，绝不要取自这条出错的连接，并核对 SHA-256 指纹，然后交给客户端，各客户端的做法不同。"
        ran ["look-certificate"] "openssl x509 -in company-root.pem -noout -subject -issuer -dates -fingerprint -sha256"
    }

    REPLACE_STALE_ANCHOR: Client {
        en "An anchor of this name with another key is an old or foreign one. Get the current root of {issuer} from whoever runs that CA, compare the key identifier, and put it in the place of the old."
        zh "名称相同而密钥不同的信任锚是旧的，或者属于另一个 CA。请向运营者索取 {issuer} 现行的根证书，核对密钥标识符，再替换旧的那一张。"
        ran ["look-certificate"] "openssl x509 -in company-root.pem -noout -subject -issuer -dates -fingerprint -sha256"
    }

    REPLACE_EXPIRED_ANCHOR: Client {
        en "Put the renewed root of that CA in the place of {certificate}. A public one comes with an update of the bundle, a company's from whoever runs it."
        zh "用该 CA 续期后的根证书替换 {certificate}。公共根证书随证书包更新而来，公司的根证书向其运营者索取。"
        ran ["look-certificate"] "openssl x509 -in company-root.pem -noout -subject -issuer -dates -fingerprint -sha256"
    }

    CA_INSTEAD_OF_SERVER: Client {
        en "Put the certificate of the CA that issued it in the place of the server's certificate: it outlives renewals, and every client takes it as an anchor."
        zh "用签发它的 CA 证书替换这张服务器证书：CA 证书不受续期影响，所有客户端都接受它作为信任锚。"
        ran ["look-certificate"] "openssl x509 -in company-root.pem -noout -subject -issuer -dates -fingerprint -sha256"
    }

    ROOT_BESIDE: Client {
        en "Trust the root {issuer} in place of the intermediate, or beside it: get it from whoever runs that CA. The intermediate belongs into what the server sends."
        zh "信任根证书 {issuer}，取代这张中间证书或与之并存：请向该 CA 的运营者索取。中间证书应当由服务器发送。"
        ran ["look-certificate"] "openssl x509 -in company-root.pem -noout -subject -issuer -dates -fingerprint -sha256"
    }

    CREATED_ANEW: Client {
        en "Ask whoever runs the CA which of the keys is in use, and remove the other certificates of this name from the set."
        zh "向该 CA 的运营者确认现在使用哪个密钥，并从集合中删除同名的其他证书。"
        ran ["look-bundle"] "openssl storeutl -noout -text -certs bundle.pem"
    }

    REMOVE_EXPIRED_ANCHORS: Client {
        en "Remove what has expired from a bundle of your own; a bundle that comes with a package is renewed with the package."
        zh "从自己维护的证书包中删除已过期的证书；随软件包提供的证书包，更新软件包即可。"
        ran ["look-bundle"] "openssl storeutl -noout -text -certs bundle.pem"
    }

    ASK_TO_BE_EXEMPT: Client {
        en "Or ask for this host to be left out of the inspection: programs that come with their own trust anchors then see the real certificate."
        zh "或者申请让该主机免于流量检查：这样自带信任锚的程序看到的就是真正的证书。"
    }

    CHECK_THE_CLOCK: Client {
        en "If more than this site looks out of date, it is the clock: containers and virtual machines take it from their host, and fall behind when that sleeps."
        zh "如果不止这个网站显示日期有误，那就是时钟的问题：容器和虚拟机的时间来自宿主机，宿主机休眠后会变慢。"
        ran ["look-clock"] "date -u"
    }

    CLOCK_FIRST: Client {
        en "Compare the clock with another one: a certificate that begins in the future mostly means a clock that is behind. Otherwise wait until it begins."
        zh "先与另一个时钟核对：证书“尚未生效”多半是时钟慢了。否则等到生效时间即可。"
        ran ["look-clock"] "date -u"
    }

    NOT_YET: Server {
        en "If the clock is right: install the certificate only when it is valid, or ask the CA for one that begins earlier."
        zh "如果时钟没有问题：等证书生效后再安装，或请 CA 签发生效时间更早的证书。"
    }

    CONNECT_BY_NAME: Client {
        en "Connect by a name that the certificate lists, not by the address: certificates list addresses only where somebody asked for it."
        zh "用证书列出的名称而不是 IP 地址连接：除非专门申请，证书里不会列出 IP 地址。"
    }

    ANOTHER_CA_THAN_REJECTED: You {
        en "Ask whoever keeps this trust store why it rejects {certificate}. Where the CA was distrusted, the server needs a certificate of another CA; where it is there for mail or programs only, the chain leads to the wrong root."
        zh "请向这个信任库的维护者询问为什么拒绝 {certificate}。如果该 CA 已不受信任，服务器需要其他 CA 签发的证书；如果它只用于邮件或程序，这条链通向了错误的根。"
    }

    FETCH_CRL: You {
        en "Fetch the CRL from the address that {certificate} gives, and paste it as it is or as PEM."
        zh "从 {certificate} 写明的地址取得 CRL，直接粘贴或转换为 PEM。"
        ran ["fetch-crl"] "curl -sSf {crl-url} | openssl crl -inform DER -out ca.crl.pem"
    }

    ASK_FOR_CRL: You {
        en "{certificate} does not say where a CRL is to be had. Ask whoever runs {issuer} for the current one, and paste it as it is or as PEM."
        zh "{certificate} 没有写明 CRL 的地址。请向 {issuer} 的运营者索取现行的 CRL，直接粘贴或转换为 PEM。"
    }

    FETCH_OCSP: You {
        en "Ask the responder anew, at the address that {certificate} gives, or take the response that the server staples today, and paste it."
        zh "向 {certificate} 写明的地址重新查询，或取服务器现在附带的响应，然后粘贴。"
    }

    STAPLED_OCSP: You {
        en "{certificate} names no OCSP responder. If the server staples a response (openssl s_client -status shows it), paste today's; else ask whoever runs {issuer}."
        zh "{certificate} 没有写明 OCSP 响应器。如果服务器附带响应（openssl s_client -status 会显示），请粘贴现在的这份；否则向 {issuer} 的运营者索取。"
    }

    CURRENT_CRL: You {
        en "Paste the current CRL of that CA; the one given was meant to be replaced by now."
        zh "请粘贴该 CA 现行的 CRL；给出的这份早该被替换了。"
    }

    NEW_CHAIN_OF_CA: Server {
        en "Install the CA's current chain, or move to a CA that is trusted today; what replaces this root stands in the message."
        zh "安装该 CA 现行的证书链，或改用目前受信任的 CA；取代这张根证书的是什么，见上面的说明。"
    }

    LEAVE_DISTRUSTED_CA: Server {
        en "Have the certificate issued by a CA that browsers trust today, before the clients that still trust this one renew their anchors."
        zh "趁仍信任它的客户端尚未更新信任锚，改由浏览器目前信任的 CA 签发证书。"
    }

    DROP_DISTRUSTED_ANCHOR: Client {
        en "Once nothing you use depends on it any more, take this CA out of the anchors; a current bundle of Mozilla's roots is without it, or will be."
        zh "确认所用的服务都不再依赖它之后，从信任锚中移除这个 CA；Mozilla 根证书的新版证书包已经或即将不再包含它。"
    }

    REPORT_IT: You {
        en "Report this chain to the project, so that it learns to explain it."
        zh "请把这条证书链报告给本项目，好让它学会解释这种情况。"
    }

    FEWER_CERTIFICATES: You {
        en "Paste only what one server sends, and one set of anchors."
        zh "只粘贴一个服务器发送的内容和一组信任锚。"
    }

    COPY_FROM_SERVER: You {
        en "Get the chain again from the server; this writes it into a file as it was sent."
        zh "重新从服务器获取证书链；下面的命令把收到的内容原样写入文件。"
        ran ["look-chain-to-file"] "openssl s_client -connect {host}:443 -servername {host} -showcerts </dev/null 2>/dev/null | sed -n '/BEGIN CERT/,/END CERT/p' > chain.pem"
    }

    PASTE_ALL_SENT: You {
        en "Paste everything that this prints: with -showcerts, every certificate that the server sends is in it."
        zh "请粘贴下面命令的完整输出：加上 -showcerts 后，服务器发送的每张证书都在其中。"
        ran ["look-chain"] "openssl s_client -connect {host}:443 -servername {host} -showcerts </dev/null"
    }

    ONE_IN_AN_ELEMENT: You {
        en "Leave the base64 of one certificate in the element, and put each further one into an element of its own."
        zh "元素中只保留一张证书的 base64，其余证书各放进自己的元素。"
    }

    CA_CERTIFICATES_ARE_ANCHORS: You {
        en "Give these CA certificates as trust anchors where clients trust them; a chain.pem belongs behind the server's own certificate, as in fullchain.pem."
        zh "如果客户端信任这些 CA 证书，请把它们作为信任锚；chain.pem 则应接在服务器自己的证书之后，就像 fullchain.pem 那样。"
    }

    ROOT_OF_DEVELOPMENT: Client {
        en "On your own machine only, give its root to this client: Caddy keeps it in pki/authorities/local/root.crt below its data folder (caddy trust installs it), mkcert in the folder that mkcert -CAROOT prints. A server that others use needs a certificate of a CA that they trust."
        zh "只在自己的机器上，把它的根证书交给该客户端：Caddy 的根在其数据目录下的 pki/authorities/local/root.crt（caddy trust 可以安装），mkcert 的根在 mkcert -CAROOT 显示的目录里。供他人使用的服务器需要他们信任的 CA 签发的证书。"
    }

    COPY_AGAIN: You {
        en "Copy the block again from its source, with its BEGIN and END lines, and as plain text: word processors, chats and terminals that wrap lines change what is in between."
        zh "从来源重新复制整个块，包括 BEGIN 和 END 行，并以纯文本形式粘贴：文字处理软件、聊天工具和会折行的终端会改动其中的内容。"
    }

    DECODE_UTF16: You {
        en "Convert the file, or save it as UTF-8 in the editor; PowerShell 5's > writes UTF-16, Out-File -Encoding ascii does not."
        zh "转换文件编码，或在编辑器中另存为 UTF-8；PowerShell 5 的 > 会写成 UTF-16，用 Out-File -Encoding ascii 则不会。"
        ran ["convert-utf16"] "iconv -f UTF-16 -t UTF-8 chain.pem > chain-utf8.pem"
    }

    DECODE_BASE64: You {
        en "A program that reads the file wants the PEM itself."
        zh "读取该文件的程序需要的是 PEM 本身。"
        ran ["convert-base64"] "base64 -d certificate.b64 > certificate.pem"
    }

    ANCHORS_FROM_DER: Client {
        en "Write the certificate as PEM and give the client that file: what it trusts stays the same."
        zh "把证书转换成 PEM，再把这个文件交给客户端；所信任的内容不变。"
        documented "https://docs.openssl.org/3.0/man1/openssl-x509/" "openssl x509 -inform DER -in corp.cer -out corp.pem"
    }

    ANCHORS_FROM_PKCS7: Client {
        en "Write the certificates of the PKCS #7 file as PEM and give the client that file (in DER: -inform DER)."
        zh "把 PKCS #7 文件中的证书转换成 PEM，再把这个文件交给客户端（若为 DER，加 -inform DER）。"
        documented "https://docs.openssl.org/3.0/man1/openssl-pkcs7/" "openssl pkcs7 -print_certs -in corp.p7b -out corp.pem"
    }

    ANCHORS_FROM_PKCS12: Client {
        en "For a client that reads PEM, write the store's certificates into a file of their own, without the keys."
        zh "对只读 PEM 的客户端，把密钥库中的证书（不含私钥）导出为单独的文件。"
        documented "https://docs.openssl.org/3.0/man1/openssl-pkcs12/" "openssl pkcs12 -nokeys -in corp.p12 -out corp.pem"
    }

    ANCHORS_FROM_JKS: Client {
        en "For a client that reads PEM, have keytool print the store's certificates into a file of their own."
        zh "对只读 PEM 的客户端，用 keytool 把密钥库中的证书导出为单独的文件。"
        documented "https://docs.oracle.com/en/java/javase/17/docs/specs/man/keytool.html" "keytool -list -rfc -keystore corp.jks > corp.pem"
    }

    CONVERT_DER: You {
        en "A file in DER becomes PEM so:"
        zh "DER 文件这样转换为 PEM："
        ran ["convert-der"] "openssl x509 -inform der -in intermediate.cer -out intermediate-converted.pem"
    }

    OPEN_PKCS12: You {
        en "Write the certificates of the file out, without the key; openssl asks for the file's password."
        zh "导出文件中的证书，不含私钥；openssl 会询问文件密码。"
        documented "https://docs.openssl.org/3.0/man1/openssl-pkcs12/" "openssl pkcs12 -in file.p12 -nokeys -out chain.pem"
    }

    OPEN_KEYSTORE: You {
        en "Print the certificates of the keystore as PEM."
        zh "以 PEM 输出密钥库中的证书。"
        documented "https://docs.oracle.com/en/java/javase/17/docs/specs/man/keytool.html" "keytool -list -rfc -keystore keystore.jks"
    }

    OPEN_PKCS7: You {
        en "What does the file hold? This prints the certificates in it, if there are any."
        zh "查看文件里有什么：如果有证书，下面的命令会把它们打印出来。"
        ran ["convert-pkcs7"] "openssl pkcs7 -in chain.p7b -print_certs -out chain-converted.pem"
    }

    UNPACK: You {
        en "Unpack the archive and paste the files that end in .crt, .pem or .cer; the server's own certificate first."
        zh "解压后粘贴以 .crt、.pem 或 .cer 结尾的文件，服务器自己的证书放在最前。"
    }

    SEND_REQUEST_TO_CA: You {
        en "Send the request to the CA, and paste the certificate that comes back. This shows what the request asks for:"
        zh "把请求交给 CA，再粘贴它返回的证书。下面的命令显示请求的内容："
        ran ["look-request"] "openssl req -in server.csr -noout -text"
    }

    OTHER_FIELD: You {
        en "Put it into the field that it belongs to."
        zh "把它放进对应的输入栏。"
    }

    REPLACE_THE_KEY: Server {
        en "If anybody but you has seen it, make a new key, have a certificate issued for it, and have the old certificate revoked."
        zh "如果除你之外还有人见过它，请生成新密钥并申请新证书，再吊销旧证书。"
        ran ["request-new-key"] "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -subj /CN={host} -addext subjectAltName={alternative-name} -out server.csr"
    }

    DOWNLOAD_AGAIN: You {
        en "Download it again and look at what comes: an address that answers with a page wants a login, or is not the certificate's."
        zh "重新下载并看看得到的是什么：如果返回的是网页，说明需要登录，或者地址不对。"
    }

    PLAIN_CERTIFICATE: You {
        en "Other programs want the plain certificate:"
        zh "其他程序需要普通的证书："
        ran ["convert-trusted"] "openssl x509 -in trusted.pem -out certificate.pem"
    }
}
