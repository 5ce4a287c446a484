//! What the server's operator does: send the whole chain, renew, ask for the right certificate. `server.pem` is the server's own
//! certificate, `intermediate.pem` its issuers without the root, `fullchain.pem` both, `server.key` the key.

use super::advice::{Advice, advice};

/// Where each server takes the chain from.
pub(super) static SOFTWARE: &[&Advice] =
    &[&NGINX, &APACHE, &HAPROXY, &CADDY, &KUBERNETES_SECRET, &KUBERNETES_INGRESS];

advice! {
    SEND_RIGHT_ISSUE: Server {
        en "Send the issue of {issuer} whose key signed the certificate, in place of the one that is sent: the CA delivers it beside the certificate, often as chain.pem, ca-bundle.crt or fullchain.pem."
        zh "把现在发送的 {issuer} 换成真正签发该证书的那一版：CA 会随证书一起提供，通常叫 chain.pem、ca-bundle.crt 或 fullchain.pem。"
    }

    CONFIGURE_THE_SITE: Server {
        en "Give the proxy the site's own certificate for this name, by its own configuration (of Traefik: tls.certificates or a certResolver and a router for the host; of an Ingress: spec.tls with the host and the name of a Secret in the same namespace). Until then it shows its placeholder."
        zh "在代理自己的配置中为这个名称指定站点的证书（Traefik：tls.certificates，或 certResolver 加上该主机的路由；Ingress：在 spec.tls 中写明主机名和同一命名空间里的 Secret）。在此之前它会一直出示占位证书。"
    }

    THROUGH_THE_EDGE: Server {
        en "Connect through the vendor's edge (of Cloudflare: the record is proxied, the orange cloud), which trusts this certificate; or install a certificate of a public CA on the origin."
        zh "通过厂商的边缘节点访问（Cloudflare：开启代理，即橙色云朵），边缘节点信任这张证书；或者在源站上安装公共 CA 签发的证书。"
    }

    OUT_OF_THE_MESH: Server {
        en "Exclude the port from the mesh, so that the service itself answers (in Istio by the annotation traffic.sidecar.istio.io/excludeInboundPorts)."
        zh "让该端口绕过服务网格，由服务自己应答（Istio 用注解 traffic.sidecar.istio.io/excludeInboundPorts）。"
    }

    BESIDE_SM2: Server {
        en "Install an RSA or ECDSA certificate beside the SM2 one, for the clients that do not know SM2. To check the SM2 chain itself, openssl verify wants the identity that was signed with: -vfyopt distid:1234567812345678."
        zh "在 SM2 证书之外另配一张 RSA 或 ECDSA 证书，供不支持国密的客户端使用。要检查 SM2 链本身，openssl verify 需要签名所用的标识：-vfyopt distid:1234567812345678。"
    }

    SEND_CROSS_CERTIFICATE: Server {
        en "Send the whole file that the ACME client writes (fullchain.pem): the cross-certificate of {issuer} is in it. Do not cut it behind the first intermediate."
        zh "发送 ACME 客户端写出的完整文件（fullchain.pem）：其中包含 {issuer} 的交叉证书。不要只保留到第一张中间证书。"
    }

    NGINX: Server for "nginx" {
        en "nginx sends what ssl_certificate names: one file, the server's own certificate first, then the intermediates. There is no separate setting for the chain; ssl_trusted_certificate is not sent."
        zh "nginx 发送 ssl_certificate 指定的文件：同一个文件里先放服务器自己的证书，再放中间证书。没有单独的证书链设置；ssl_trusted_certificate 中的内容不会发送。"
        ran ["nginx-fullchain"] "cat server.pem intermediate.pem > fullchain.pem\nnginx -t && nginx -s reload"
    }

    APACHE: Server for "apache" {
        en "Apache 2.4.8 and later sends what SSLCertificateFile names, intermediates included. SSLCertificateChainFile is the setting of older versions."
        zh "Apache 2.4.8 及以后的版本发送 SSLCertificateFile 指定的文件，包括其中的中间证书。SSLCertificateChainFile 是更旧版本的设置。"
        ran ["apache-fullchain"] "cat server.pem intermediate.pem > fullchain.pem\napachectl configtest && apachectl graceful"
    }

    HAPROXY: Server for "haproxy" {
        en "HAProxy wants one file in `bind … ssl crt site.pem`: the server's certificate, the intermediates and the key."
        zh "HAProxy 在 `bind … ssl crt site.pem` 中使用一个文件：服务器证书、中间证书和私钥都在里面。"
        ran ["haproxy-bundle"] "cat server.pem intermediate.pem server.key > site.pem && haproxy -c -f haproxy.cfg"
    }

    CADDY: Server for "caddy" {
        en "Caddy sends the whole chain of the certificates that it gets by itself. With files of your own, the first one in `tls fullchain.pem server.key` holds the intermediates. --force, since Caddy does not read the files again as long as its configuration is the same."
        zh "Caddy 自动获取的证书会连同整条链一起发送。使用自己的文件时，`tls fullchain.pem server.key` 中的第一个文件要包含中间证书。配置没有变化时 Caddy 不会重新读取文件，所以要加 --force。"
        ran ["caddy-fullchain"] "cat server.pem intermediate.pem > fullchain.pem\ncaddy validate --config Caddyfile --adapter caddyfile && caddy reload --force --config Caddyfile --adapter caddyfile"
    }

    KUBERNETES_SECRET: Server for "kubernetes" {
        en "A TLS secret's tls.crt holds the whole chain, the server's own certificate first; ca.crt in it is not sent. The pods and ingress controllers that use the secret take up the change by themselves or after a restart."
        zh "TLS Secret 的 tls.crt 要放整条链，服务器自己的证书在最前；其中的 ca.crt 不会发送。使用该 Secret 的 Pod 和 Ingress 控制器会自行更新，或在重启后更新。"
        documented "https://kubernetes.io/docs/concepts/configuration/secret/#tls-secrets" "kubectl create secret tls api-tls --cert=fullchain.pem --key=server.key --dry-run=client -o yaml | kubectl apply -f -"
    }

    KUBERNETES_INGRESS: Server for "kubernetes-ingress" {
        en "The ingress names the secret for the host. Where none fits the host, ingress-nginx shows its own “Kubernetes Ingress Controller Fake Certificate”."
        zh "Ingress 为主机指定 Secret。没有与主机匹配的 Secret 时，ingress-nginx 会出示自带的“Kubernetes Ingress Controller Fake Certificate”。"
        documented "https://kubernetes.io/docs/concepts/services-networking/ingress/#tls" "spec:\n  tls:\n    - hosts:\n        - {host}\n      secretName: api-tls"
    }

    SEND_PUBLISHED_INTERMEDIATE: Server {
        en "Send the intermediate {issuer} behind the server's own certificate. {certificate} says where it is published; what comes from there is DER and becomes PEM. If {issuer} has itself an intermediate above it, repeat this with its address."
        zh "在服务器自己的证书之后一并发送中间证书 {issuer}。{certificate} 写明了它的发布地址；取回的是 DER 格式，需转换为 PEM。如果 {issuer} 之上还有中间证书，用它写明的地址再做一次。"
        ran ["fetch-into-bundle"] "curl -sSf {issuer-url} | openssl x509 -inform DER >> fullchain.pem"
    }

    SEND_PUBLISHED_PKCS7: Server {
        en "Send the intermediate {issuer} behind the server's own certificate. {certificate} says where it is published, as a PKCS #7 file that may hold several certificates."
        zh "在服务器自己的证书之后一并发送中间证书 {issuer}。{certificate} 写明了它的发布地址，那里是 PKCS #7 文件，可能含有多张证书。"
        ran ["fetch-pkcs7-into-bundle"] "curl -sSf {issuer-url} | openssl pkcs7 -inform DER -print_certs >> fullchain.pem"
    }

    SEND_INTERMEDIATE: Server {
        en "Send the intermediate {issuer} behind the server's own certificate. The CA delivers it beside the certificate, often as chain.pem, ca-bundle.crt or fullchain.pem."
        zh "在服务器自己的证书之后一并发送中间证书 {issuer}。CA 会随证书一起提供，文件名常为 chain.pem、ca-bundle.crt 或 fullchain.pem。"
        ran ["server-bundle"] "cat server.pem intermediate.pem > fullchain.pem"
    }

    SEND_RIGHT_ISSUER: Server {
        en "Send the certificate of {issuer} whose key signed {certificate}, in place of the one that bears the same name. {certificate} says where it is published."
        zh "把同名的那张换成真正签发了 {certificate} 的 {issuer} 证书再发送。{certificate} 写明了它的发布地址。"
        ran ["fetch-right-issuer"] "curl -sSf {issuer-url} | openssl x509 -inform DER > intermediate.pem\ncat server.pem intermediate.pem > fullchain.pem"
    }

    CA_OF_ONES_OWN: Server {
        en "Make a small CA, have it issue the server's certificate, and trust the CA: then a renewal needs no new trust, and clients that take no server's certificate as an anchor are content."
        zh "建一个小型 CA，由它签发服务器证书，并信任这个 CA：这样续期时不必重新建立信任，不接受服务器证书作为信任锚的客户端也能正常工作。"
    }

    STAPLE: Server for "nginx" {
        en "Turn on OCSP stapling, so that the response that the certificate demands is sent along; nginx sends it from the second connection after a start on, once it has fetched it."
        zh "启用 OCSP stapling，随握手发送证书所要求的响应；nginx 启动后需要先取得响应，从第二个连接起才会发送。"
        documented "https://nginx.org/en/docs/http/ngx_http_ssl_module.html#ssl_stapling" "ssl_stapling on;\nssl_stapling_verify on;\nssl_trusted_certificate /etc/nginx/issuers-and-root.pem;"
    }

    WITHOUT_STAPLING: Server {
        en "Where the CA no longer runs OCSP there is nothing to staple: have the certificate issued without the TLS feature extension."
        zh "如果 CA 已不再提供 OCSP，就没有响应可以附带：请申请一张不带 TLS feature 扩展的证书。"
    }

    LOOK_AT_SENT: You {
        en "See what the server sends now: every certificate between BEGIN and END, in its order."
        zh "查看服务器现在发送的内容：按顺序列出的每一张证书。"
        ran ["look-chain"] "openssl s_client -connect {host}:443 -servername {host} -showcerts </dev/null"
    }

    RENEW: Server {
        en "Renew {certificate} and reload the server: it keeps showing the old certificate until it reads the file again. Then find out why the renewal did not happen by itself."
        zh "续期 {certificate} 并重新加载服务器：在重新读取文件之前，它会一直出示旧证书。然后查明为什么没有自动续期。"
        documented "https://eff-certbot.readthedocs.io/en/stable/using.html#renewing-certificates" "certbot renew\nnginx -t && nginx -s reload"
    }

    SHORTER: Server {
        en "Have {certificate} issued anew for 90 days, or a year at most, and let a tool renew it. A CA's own certificate may be valid for longer."
        zh "请重新签发 {certificate}，有效期 90 天，最多一年，并用工具自动续期。CA 自己的证书有效期可以更长。"
    }

    RENEW_FROM_CA: Server {
        en "Where no tool renews it, have a new one issued by the CA it came from, {issuer}. A request for it, with a new key:"
        zh "如果没有工具自动续期，请原来的 CA（{issuer}）重新签发。用新密钥生成请求："
        ran ["request-new-key"] "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -subj /CN={host} -addext subjectAltName={alternative-name} -out server.csr"
    }

    REPLACE_EXPIRED_INTERMEDIATE: Server {
        en "Replace {certificate} in the bundle by the CA's current certificate of that name, or leave it out if it is an old cross-certificate: the CA's page of certificates has the present chain. Most tools that renew by themselves write it into fullchain.pem."
        zh "把证书链文件中的 {certificate} 换成该 CA 现行的同名证书；如果它是旧的交叉证书，直接去掉即可。CA 的证书页面有现行的证书链。多数自动续期工具会把它写入 fullchain.pem。"
        ran ["server-bundle"] "cat server.pem intermediate.pem > fullchain.pem"
    }

    ISSUED_BY_A_CA: Server {
        en "Have the server's certificate issued by a CA that the clients trust: a public one for a public name (many web servers get theirs by themselves, through ACME), the company's own for an internal one."
        zh "请客户端信任的 CA 为服务器签发证书：公开名称用公共 CA（多数 Web 服务器可通过 ACME 自动获取），内部名称用公司自己的 CA。"
        documented "https://eff-certbot.readthedocs.io/en/stable/using.html" "certbot certonly --standalone -d {host}"
    }

    NEW_KEY: Server {
        en "Make a new key (P-256 here; RSA of 2048 bits or more will do as well) and have a certificate issued for it."
        zh "生成新密钥（这里用 P-256；2048 位及以上的 RSA 也可以），并为它申请证书。"
        ran ["request-new-key"] "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -subj /CN={host} -addext subjectAltName={alternative-name} -out server.csr"
    }

    ASK_FOR_NAME: Server {
        en "Have a certificate issued that lists this name as subjectAltName; the common name is not looked at. The request for it:"
        zh "申请一张在 subjectAltName 中列出该名称的证书；common name 不起作用。请求如下："
        ran ["request-same-key"] "openssl req -new -key server.key -subj /CN={host} -addext subjectAltName={alternative-name} -out server.csr"
    }

    RIGHT_SITE: Server {
        en "If a certificate for this name is installed already, the server answers with another site's: the virtual host or its ssl_certificate is missing, or the client sends no server name (SNI). Compare what comes with the name and without:"
        zh "如果服务器上已经装有该名称的证书，那么应答的是另一个站点的证书：缺少对应的虚拟主机或其证书设置，或者客户端没有发送服务器名称（SNI）。对比带名称时的结果："
        ran ["look-chain"] "openssl s_client -connect {host}:443 -servername {host} -showcerts </dev/null"
    }

    REINSTALL: Server {
        en "Install {certificate} again from the file that the CA delivered: what is sent was changed after it was signed, by an editor, a transfer or a tool."
        zh "用 CA 提供的原始文件重新安装 {certificate}：现在发送的内容在签名之后被改动过，可能是编辑器、传输或某个工具造成的。"
    }

    REVOKED: Server {
        en "Have a new certificate issued, for a new key if the old one may be known to others, and install it. Ask the CA why {certificate} was revoked before it happens again."
        zh "申请并安装新证书；如果旧密钥可能已泄露，要换新密钥。请向 CA 查明 {certificate} 被吊销的原因，以免再次发生。"
    }

    OTHER_PURPOSE: Server {
        en "Install a certificate that is made for TLS servers. {certificate} is one for another purpose: a client, signing code, e-mail."
        zh "安装用于 TLS 服务器的证书。{certificate} 是为其他用途签发的：客户端、代码签名或电子邮件。"
    }

    CLIENT_CERTIFICATE: You {
        en "Have the client's certificate issued by a private CA, with extendedKeyUsage clientAuth: public CAs are ceasing to issue such certificates, as Chrome's root program demands of them in 2026."
        zh "客户端证书请改由私有 CA 签发，extendedKeyUsage 写上 clientAuth：按 Chrome 根证书计划 2026 年的要求，公共 CA 正在停止签发这类证书。"
    }
}
