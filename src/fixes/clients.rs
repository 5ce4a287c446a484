//! How each client is given one more trust anchor. `company-root.pem` is the anchor; `ca-bundle.pem` is the public roots and the
//! anchor, for what replaces a client's own set.

use super::advice::{Advice, advice};

/// For a client that lacks an anchor, in the order in which they turn up in public questions.
pub(super) static WAYS: &[(&Advice, &[&str])] = &[
    (&HTTPX, HTTPX_SPEAKS),
    (&HTTPX_CONTEXT, HTTPX_SPEAKS),
    (&REQUESTS, &["requests", "urllib3", "botocore", "huggingface-hub", "python-requests"]),
    (&OPENAI, &["openai", "anthropic", "httpx2"]),
    (&NODE, &["node", "bun", "yarn", "pnpm", "electron"]),
    (&CURL, &["curl"]),
    (&PIP, &["pip"]),
    (&GO, &["go", "terraform", "etcd", "git-lfs", "gitlab-runner"]),
    (&JAVA, &["java", "gradle", "maven"]),
    (&GIT, &["git", "libgit2"]),
    (&POWERSHELL, &["powershell"]),
    (&DOCKER_DEBIAN, &["apt"]),
    (&DOCKER_ALPINE, &["apk"]),
    (&DOCKER_DISTROLESS, &[]),
    (&NPM, &["npm"]),
    (&UV, &["uv"]),
    (&AIOHTTP, &["aiohttp"]),
    (&CONDA, &["conda"]),
    (&WGET, &["wget", "gnutls"]),
];

/// The same, for clients that are told of only where they spoke.
pub(super) static OWN_WAYS: &[(&Advice, &[&str])] = &[
    (&DOCKER_REGISTRY, &["docker"]),
    (&KUBECTL, &["kubectl"]),
    (&WEBHOOK, &["kubernetes-webhook"]),
    (&WINDOWS, &["schannel", "powershell", "windows", "dotnet"]),
    (&DOTNET, &["dotnet"]),
    (&MACOS, &["apple", "macos"]),
    (&ANDROID, &["android", "okhttp"]),
    (&CHROME, &["chrome"]),
    (&FIREFOX, &["firefox", "nss"]),
    (&PHP, &["php"]),
    (&RUBY, &["ruby"]),
    (&ERLANG, &["erlang"]),
    (&MBEDTLS, &["mbedtls"]),
    (&OPENSSL, &["openssl"]),
    (&MYSQL, &["mysql", "mariadb"]),
    (&POSTGRESQL, &["postgresql"]),
    (&LDAP, &["ldap"]),
    (&NGINX, &["nginx"]),
    (&APACHE, &["apache"]),
    (&HAPROXY, &["haproxy"]),
    (&ENVOY, &["envoy"]),
    (&POSTFIX, &["postfix"]),
    (&REDIS, &["redis"]),
    (&MONGODB, &["mongodb"]),
    (&KAFKA, &["kafka"]),
    (&ORACLE, &["oracle"]),
    (&HELM, &["helm"]),
    (&CONTAINERD, &["containerd", "podman"]),
    (&VAULT, &["vault"]),
    (&DENO, &["deno"]),
    (&AZURE, &["azure-cli"]),
    (&DART, &["dart"]),
    (&POSTMAN, &["postman"]),
    (&OPENVPN, &["openvpn"]),
    (&PERL, &["perl"]),
    (&BEARSSL, &["bearssl"]),
    (&WOLFSSL, &["wolfssl"]),
    (&RUSTLS, &["rustls", "reqwest"]),
];

const HTTPX_SPEAKS: &[&str] = &["httpx", "python-ssl", "python-httpx"];

advice! {
    HTTPX: Client for "python-httpx" {
        en "httpx trusts what certifi brings, never the system's store. SSL_CERT_FILE replaces that, so name a file that holds the public roots as well. It is read when the client is made; trust_env=False and an explicit verify= both overrule it."
        zh "httpx 信任 certifi 自带的根证书，从不使用系统信任库。SSL_CERT_FILE 会取代它们，所以要指向同时包含公共根证书的文件。它在创建客户端时读取；trust_env=False 和显式的 verify= 都会使它失效。"
        ran ["bundle-certifi", "httpx-env"] "cat \"$(python -m certifi)\" company-root.pem > ca-bundle.pem\nSSL_CERT_FILE=$PWD/ca-bundle.pem python app.py"
    }

    HTTPX_CONTEXT: Client for "python-httpx" {
        en "Or in the program: an ssl.SSLContext with certifi's roots, to which load_verify_locations adds the company's. It works in httpx 0.27 and 0.28 alike; give it to AsyncClient in the same way."
        zh "或者写在程序里：先用 certifi 的根证书建立 ssl.SSLContext，再用 load_verify_locations 追加公司的根证书。httpx 0.27 和 0.28 都适用，AsyncClient 用法相同。"
        ran ["httpx-context"] "import ssl, certifi, httpx\n\ncontext = ssl.create_default_context(cafile=certifi.where())\ncontext.load_verify_locations(\"company-root.pem\")\nclient = httpx.Client(verify=context)\nprint(client.get(\"https://{host}/\").status_code)"
    }

    REQUESTS: Client for "python-requests" {
        en "requests trusts what certifi brings and does not look at SSL_CERT_FILE. REQUESTS_CA_BUNDLE replaces certifi, so name a file that holds the public roots as well; session.verify = \"ca-bundle.pem\" does the same in the program."
        zh "requests 信任 certifi 自带的根证书，不看 SSL_CERT_FILE。REQUESTS_CA_BUNDLE 会取代 certifi，所以要指向同时包含公共根证书的文件；在程序中写 session.verify = \"ca-bundle.pem\" 效果相同。"
        ran ["bundle-certifi", "requests-env"] "cat \"$(python -m certifi)\" company-root.pem > ca-bundle.pem\nREQUESTS_CA_BUNDLE=$PWD/ca-bundle.pem python requests_app.py"
    }

    OPENAI: Client for "python-openai" {
        en "The openai package says only “Connection error.”; the reason is in the exception's __cause__. SSL_CERT_FILE replaces the anchors of the HTTP client inside it, so name a file that holds the public roots as well."
        zh "openai 包只报“Connection error.”，真正的原因在异常的 __cause__ 里。SSL_CERT_FILE 会取代它内部 HTTP 客户端的信任锚，所以要指向同时包含公共根证书的文件。"
        ran ["bundle-certifi", "openai-env"] "cat \"$(python -m certifi)\" company-root.pem > ca-bundle.pem\nSSL_CERT_FILE=$PWD/ca-bundle.pem python openai_app.py"
    }

    AIOHTTP: Client for "python-aiohttp" {
        en "aiohttp trusts the system's store. SSL_CERT_FILE replaces the file of it (a folder of roots, as Debian has, stays in use), so name one that holds the public roots as well. To add in the program: ssl.create_default_context(), load_verify_locations(\"company-root.pem\"), aiohttp.TCPConnector(ssl=context)."
        zh "aiohttp 使用系统信任库。SSL_CERT_FILE 会取代其中的文件（像 Debian 那样的证书目录仍然有效），所以要指向同时包含公共根证书的文件。要在程序中追加：ssl.create_default_context()、load_verify_locations(\"company-root.pem\")，再用 aiohttp.TCPConnector(ssl=context)。"
        ran ["bundle-debian", "aiohttp-env"] "cat /etc/ssl/certs/ca-certificates.crt company-root.pem > ca-bundle.pem\nSSL_CERT_FILE=$PWD/ca-bundle.pem python aiohttp_app.py"
    }

    PIP: Client for "pip" {
        en "pip's cert setting (PIP_CERT, --cert) replaces its anchors, so name a file that holds the public roots as well. pip 24.2 and later look into the system's store besides: there it adds."
        zh "pip 的 cert 设置（PIP_CERT、--cert）会取代它的信任锚，所以要指向同时包含公共根证书的文件。pip 24.2 及以后的版本还会查找系统信任库，此时是追加。"
        ran ["bundle-certifi", "pip-config"] "cat \"$(python -m certifi)\" company-root.pem > ca-bundle.pem\npip config set global.cert $PWD/ca-bundle.pem"
    }

    UV: Client for "uv" {
        en "uv has Mozilla's roots built in. SSL_CERT_FILE replaces them, so name a file that holds the public roots as well. If the system's store has the company's root already, UV_SYSTEM_CERTS=true (--native-tls in older versions) is enough."
        zh "uv 内置 Mozilla 的根证书。SSL_CERT_FILE 会取代它们，所以要指向同时包含公共根证书的文件。如果系统信任库里已有公司根证书，设置 UV_SYSTEM_CERTS=true（旧版本为 --native-tls）即可。"
        ran ["bundle-debian", "uv-env"] "cat /etc/ssl/certs/ca-certificates.crt company-root.pem > ca-bundle.pem\nexport SSL_CERT_FILE=$PWD/ca-bundle.pem"
    }

    CONDA: Client for "conda" {
        en "conda's ssl_verify takes the path of a file, which replaces its anchors: it must hold the public roots as well. ssl_verify: truststore uses the system's store instead."
        zh "conda 的 ssl_verify 可以是文件路径，它会取代 conda 的信任锚，因此文件必须同时包含公共根证书。ssl_verify: truststore 则改用系统信任库。"
        documented "https://docs.conda.io/projects/conda/en/stable/user-guide/configuration/non-standard-certs.html" "conda config --set ssl_verify /path/to/ca-bundle.pem"
    }

    NODE: Client for "node" {
        en "NODE_EXTRA_CA_CERTS adds to the roots built into Node, for https and fetch; it is read once, when the process starts. If the system's store has the root already, node --use-system-ca (Node 22.15, 23.8 and later) is enough."
        zh "NODE_EXTRA_CA_CERTS 会在 Node 内置根证书之外追加，对 https 和 fetch 都有效；只在进程启动时读取一次。如果系统信任库里已有这张根证书，用 node --use-system-ca（Node 22.15、23.8 及以后）即可。"
        ran ["node-extra"] "NODE_EXTRA_CA_CERTS=$PWD/company-root.pem node app.js"
    }

    NPM: Client for "npm" {
        en "NODE_EXTRA_CA_CERTS adds to npm's roots. npm's own setting cafile replaces them, and overrules the variable: remove it, or put the public roots into that file as well."
        zh "NODE_EXTRA_CA_CERTS 会在 npm 的根证书之外追加。npm 自己的 cafile 设置则会取代它们，并使该变量失效：请删除 cafile，或在那个文件里同时放入公共根证书。"
        ran ["npm-extra"] "export NODE_EXTRA_CA_CERTS=$PWD/company-root.pem"
    }

    GO: Client for "go" {
        en "On Linux, Go programs trust the system's store; SSL_CERT_FILE replaces the file of it (a folder of roots, as Debian has, stays in use), so name one that holds the public roots as well. On Windows and macOS the variable is not read: there the root belongs into the system's store."
        zh "在 Linux 上，Go 程序使用系统信任库；SSL_CERT_FILE 会取代其中的文件（像 Debian 那样的证书目录仍然有效），所以要指向同时包含公共根证书的文件。在 Windows 和 macOS 上不读取这个变量，应把根证书装入系统信任库。"
        ran ["bundle-debian", "go-env"] "cat /etc/ssl/certs/ca-certificates.crt company-root.pem > ca-bundle.pem\nSSL_CERT_FILE=$PWD/ca-bundle.pem go run ."
    }

    JAVA: Client for "java" {
        en "Java trusts the keystore cacerts of its own installation. keytool adds to it; a new JDK or image brings its own, so make this a step of the build. -Djavax.net.ssl.trustStore=FILE names another keystore, which replaces cacerts."
        zh "Java 信任其安装目录中的密钥库 cacerts。keytool 会往里追加；新的 JDK 或镜像会带来新的 cacerts，所以应把这一步写进构建过程。-Djavax.net.ssl.trustStore=FILE 指定另一个密钥库，会取代 cacerts。"
        ran ["java-keytool"] "keytool -importcert -noprompt -cacerts -storepass changeit -alias company-root -file company-root.pem"
    }

    CURL: Client for "curl" {
        en "curl's --cacert replaces the default file for one call; CURL_CA_BUNDLE and SSL_CERT_FILE do so for every call, and need a file with the public roots as well. Where curl also looks into a folder, as on Debian, they add."
        zh "curl 的 --cacert 在一次调用中取代默认文件；CURL_CA_BUNDLE 和 SSL_CERT_FILE 对所有调用有效，文件里需要同时包含公共根证书。如果 curl 还会查找证书目录（如 Debian），它们就是追加。"
        ran ["curl-cacert"] "curl --cacert company-root.pem https://{host}/"
    }

    WGET: Client for "wget" {
        en "wget reads no variable. --ca-certificate, or ca_certificate in ~/.wgetrc, adds the anchor to the system's store."
        zh "wget 不读取任何环境变量。用 --ca-certificate，或 ~/.wgetrc 中的 ca_certificate，在系统信任库之外追加信任锚。"
        ran ["wget-option"] "wget --ca-certificate=company-root.pem -O - https://{host}/"
    }

    GIT: Client for "git" {
        en "git takes the anchor for this host alone, so the public ones stay as they are. For all hosts: http.sslCAInfo or GIT_SSL_CAINFO, with a file that holds the public roots as well, because they replace the default file."
        zh "让 git 只对这个主机使用该信任锚，其他主机不受影响。要对所有主机生效，用 http.sslCAInfo 或 GIT_SSL_CAINFO；它们会取代默认文件，因此文件要同时包含公共根证书。"
        ran ["git-host"] "git config --global http.https://{host}/.sslCAInfo $PWD/company-root.pem"
    }

    DOCKER_REGISTRY: Client for "docker" {
        en "The Docker daemon reads the root of a registry from /etc/docker/certs.d, in a folder named after the registry, with the port where it is not 443; no restart is needed. Docker Desktop takes the system's store instead."
        zh "Docker 守护进程从 /etc/docker/certs.d 下以镜像仓库命名的目录中读取其根证书，端口不是 443 时目录名要带端口；无需重启。Docker Desktop 则使用系统信任库。"
        documented "https://docs.docker.com/engine/security/certificates/" "sudo mkdir -p /etc/docker/certs.d/{host}\nsudo cp company-root.pem /etc/docker/certs.d/{host}/ca.crt"
    }

    KUBECTL: Client for "kubectl" {
        en "kubectl trusts what its kubeconfig gives for the cluster: certificate-authority-data. Take the cluster's CA from whoever runs it; if the name is what does not match, the API server's certificate needs it (kubeadm: certSANs, k3s: --tls-san)."
        zh "kubectl 信任 kubeconfig 中该集群的 certificate-authority-data。请向集群管理员索取 CA；如果是名称不符，则要把名称加进 API server 的证书（kubeadm：certSANs，k3s：--tls-san）。"
        documented "https://kubernetes.io/docs/reference/kubectl/generated/kubectl_config/kubectl_config_set-cluster/" "kubectl config set-cluster CLUSTER --certificate-authority=company-root.pem --embed-certs=true"
    }

    WEBHOOK: Client for "kubernetes-webhook" {
        en "The API server trusts for a webhook what stands in caBundle of its configuration: the CA's PEM in base64. cert-manager's cainjector keeps it current where the configuration has the annotation cert-manager.io/inject-ca-from."
        zh "API server 对 webhook 只信任其配置中的 caBundle：CA 的 PEM 再经 base64 编码。配置上带有 cert-manager.io/inject-ca-from 注解时，cert-manager 的 cainjector 会自动维护它。"
    }

    WINDOWS: Client for "windows" {
        en "Programs that use Windows' own TLS trust the machine's root store; importing into it needs an administrator."
        zh "使用 Windows 自带 TLS 的程序信任本机的根证书存储；导入需要管理员权限。"
        documented "https://learn.microsoft.com/en-us/powershell/module/pki/import-certificate" "Import-Certificate -FilePath company-root.pem -CertStoreLocation Cert:\\LocalMachine\\Root"
    }

    DOTNET: Client for "dotnet" {
        en ".NET uses the system's store: on Windows and macOS that of the machine, on Linux the folder and file of OpenSSL, which update-ca-certificates writes and SSL_CERT_DIR and SSL_CERT_FILE rename."
        zh ".NET 使用系统信任库：在 Windows 和 macOS 上是本机证书库，在 Linux 上是 OpenSSL 的目录和文件，由 update-ca-certificates 写入，也可用 SSL_CERT_DIR 和 SSL_CERT_FILE 指定。"
    }

    MACOS: Client for "macos" {
        en "Safari and programs that use Apple's TLS trust the keychain. On an iPhone the profile is installed first and then switched on under Certificate Trust Settings."
        zh "Safari 和使用苹果 TLS 的程序信任钥匙串。在 iPhone 上要先安装描述文件，再到“证书信任设置”中启用。"
        documented "https://support.apple.com/guide/deployment/distribute-certificates-depcdc9a6a3f/web" "sudo security add-trusted-cert -d -r trustRoot company-root.pem"
    }

    ANDROID: Client for "android" {
        en "Since Android 7 an app trusts the system's roots only, unless its network_security_config names others: put the root into res/raw and list it under trust-anchors, for your domain alone. A root that the user installs does not count for apps."
        zh "自 Android 7 起，应用默认只信任系统根证书，除非在 network_security_config 中指定：把根证书放进 res/raw，并只为你的域名在 trust-anchors 中列出它。用户自行安装的根证书对应用不起作用。"
        documented "https://developer.android.com/privacy-and-security/security-config" "<domain-config>\n  <domain includeSubdomains=\"true\">{host}</domain>\n  <trust-anchors>\n    <certificates src=\"@raw/company_root\"/>\n  </trust-anchors>\n</domain-config>"
    }

    CHROME: Client for "chrome" {
        en "Chrome takes locally installed roots from the system's store on Windows and macOS, and on Linux from its NSS database."
        zh "Chrome 在 Windows 和 macOS 上从系统证书库读取本地安装的根证书，在 Linux 上则读取它的 NSS 数据库。"
        documented "https://chromium.googlesource.com/chromium/src/+/main/docs/linux/cert_management.md" "certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n company-root -i company-root.pem"
    }

    FIREFOX: Client for "firefox" {
        en "Firefox has a store of its own: Settings, Privacy and Security, View Certificates, Authorities, Import. It takes the system's roots as well where the preference security.enterprise_roots.enabled, or the policy ImportEnterpriseRoots, is set."
        zh "Firefox 有自己的证书库：设置 → 隐私与安全 → 查看证书 → 证书颁发机构 → 导入。设置了 security.enterprise_roots.enabled 或策略 ImportEnterpriseRoots 时，也会使用系统的根证书。"
    }

    PHP: Client for "php" {
        en "PHP's streams trust the file that openssl.cafile names in php.ini, its curl extension the one of curl.cainfo. Both replace the default, so name a file that holds the public roots as well."
        zh "PHP 的流信任 php.ini 中 openssl.cafile 指定的文件，curl 扩展则信任 curl.cainfo 指定的文件。二者都会取代默认值，所以要指向同时包含公共根证书的文件。"
        documented "https://www.php.net/manual/en/openssl.configuration.php" "openssl.cafile=/path/to/ca-bundle.pem\ncurl.cainfo=/path/to/ca-bundle.pem"
    }

    RUBY: Client for "ruby" {
        en "Ruby's OpenSSL looks at the system's store; SSL_CERT_FILE replaces the file of it, so name one that holds the public roots as well."
        zh "Ruby 的 OpenSSL 使用系统信任库；SSL_CERT_FILE 会取代其中的文件，所以要指向同时包含公共根证书的文件。"
        documented "https://docs.ruby-lang.org/en/master/OpenSSL/X509/Store.html" "SSL_CERT_FILE=$PWD/ca-bundle.pem ruby app.rb"
    }

    ERLANG: Client for "erlang" {
        en "Erlang's ssl trusts what the options give: cacertfile or cacerts of this connection, with verify_peer; public_key:cacerts_get() gives the system's store."
        zh "Erlang 的 ssl 只信任选项里给出的证书：该连接的 cacertfile 或 cacerts；系统信任库用 public_key:cacerts_get()。"
    }

    MBEDTLS: Client for "mbedtls" {
        en "mbed TLS trusts what the program loads: mbedtls_x509_crt_parse with the root's PEM (the final zero byte counted), then mbedtls_ssl_conf_ca_chain. In ESP-IDF the root is cert_pem of the client's configuration or a file in the certificate bundle, in Arduino setCACert."
        zh "mbed TLS 只信任程序加载的证书：用 mbedtls_x509_crt_parse 读入根证书的 PEM（长度要算上结尾的零字节），再调用 mbedtls_ssl_conf_ca_chain。在 ESP-IDF 中是客户端配置的 cert_pem，或加入证书包的文件；在 Arduino 中是 setCACert。"
    }

    OPENSSL: Client for "openssl" {
        en "openssl's own commands look at the folder and file of its build; -CAfile names another file."
        zh "openssl 自带的命令使用编译时设定的目录和文件；用 -CAfile 可以另外指定文件。"
        documented "https://docs.openssl.org/3.0/man1/openssl-verify/" "openssl verify -CAfile company-root.pem -untrusted fullchain.pem fullchain.pem"
    }

    MYSQL: Client for "mysql" {
        en "The clients of MySQL and MariaDB trust the file of --ssl-ca alone; the option can stand in the [client] section of my.cnf. Managed databases publish the file to use."
        zh "MySQL 和 MariaDB 客户端只信任 --ssl-ca 指定的文件；也可以写在 my.cnf 的 [client] 段里。云数据库会公布应使用的文件。"
        documented "https://dev.mysql.com/doc/refman/8.4/en/connection-options.html" "mysql --host={host} --ssl-mode=VERIFY_IDENTITY --ssl-ca=company-root.pem"
    }

    POSTGRESQL: Client for "postgresql" {
        en "libpq trusts the file of sslrootcert, by default ~/.postgresql/root.crt; sslrootcert=system takes the system's store (PostgreSQL 16 and later). Managed databases publish the file to use."
        zh "libpq 信任 sslrootcert 指定的文件，默认是 ~/.postgresql/root.crt；sslrootcert=system 使用系统信任库（PostgreSQL 16 及以后）。云数据库会公布应使用的文件。"
        documented "https://www.postgresql.org/docs/current/libpq-ssl.html" "psql \"host={host} sslmode=verify-full sslrootcert=company-root.pem\""
    }

    LDAP: Client for "ldap" {
        en "OpenLDAP's clients trust the file of TLS_CACERT in ldap.conf."
        zh "OpenLDAP 客户端信任 ldap.conf 中 TLS_CACERT 指定的文件。"
        documented "https://www.openldap.org/software/man.cgi?query=ldap.conf" "TLS_CACERT /path/to/company-root.pem"
    }

    NGINX: Client for "nginx" {
        en "Towards an upstream, nginx trusts the file of proxy_ssl_trusted_certificate alone, and compares the name of proxy_ssl_name."
        zh "作为上游的客户端，nginx 只信任 proxy_ssl_trusted_certificate 指定的文件，并按 proxy_ssl_name 比较名称。"
        documented "https://nginx.org/en/docs/http/ngx_http_proxy_module.html" "proxy_ssl_trusted_certificate /path/to/company-root.pem;\nproxy_ssl_verify on;"
    }

    APACHE: Client for "apache" {
        en "As a proxy, httpd trusts the file of SSLProxyCACertificateFile for what it fetches; SSLCACertificateFile is for the certificates of clients."
        zh "作为反向代理，httpd 对后端只信任 SSLProxyCACertificateFile 指定的文件；SSLCACertificateFile 用于验证客户端证书。"
        documented "https://httpd.apache.org/docs/2.4/mod/mod_ssl.html" "SSLProxyCACertificateFile /path/to/company-root.pem"
    }

    HAPROXY: Client for "haproxy" {
        en "HAProxy trusts for a server what ca-file on its line names (@system-ca for the system's store), and compares the name of verifyhost."
        zh "HAProxy 对后端服务器只信任该 server 行上 ca-file 指定的文件（@system-ca 表示系统信任库），并按 verifyhost 比较名称。"
        documented "https://docs.haproxy.org/2.8/configuration.html" "server s1 {host}:443 ssl verify required ca-file /path/to/company-root.pem verifyhost {host}"
    }

    ENVOY: Client for "envoy" {
        en "Envoy trusts for an upstream what trusted_ca of its validation_context names, and compares the names of match_typed_subject_alt_names."
        zh "Envoy 对上游只信任 validation_context 中 trusted_ca 指定的文件，并按 match_typed_subject_alt_names 比较名称。"
    }

    POSTFIX: Client for "postfix" {
        en "Postfix's SMTP client trusts the file of smtp_tls_CAfile and the folder of smtp_tls_CApath."
        zh "Postfix 的 SMTP 客户端信任 smtp_tls_CAfile 指定的文件和 smtp_tls_CApath 指定的目录。"
        documented "https://www.postfix.org/postconf.5.html" "postconf -e smtp_tls_CAfile=/path/to/ca-bundle.pem"
    }

    REDIS: Client for "redis" {
        en "redis-cli trusts the file of --cacert; client libraries have an option of their own for it."
        zh "redis-cli 信任 --cacert 指定的文件；各客户端库有自己的对应选项。"
        documented "https://redis.io/docs/latest/develop/tools/cli/" "redis-cli --tls --cacert company-root.pem -h {host}"
    }

    MONGODB: Client for "mongodb" {
        en "MongoDB's drivers and mongosh trust the file of tlsCAFile alone once it is given."
        zh "MongoDB 的驱动和 mongosh 在给出 tlsCAFile 后只信任该文件。"
        documented "https://www.mongodb.com/docs/mongodb-shell/reference/options/" "mongosh --tls --host {host} --tlsCAFile company-root.pem"
    }

    KAFKA: Client for "kafka" {
        en "librdkafka trusts the file of ssl.ca.location; Java clients the store of ssl.truststore.location, which may be PEM (ssl.truststore.type=PEM)."
        zh "librdkafka 信任 ssl.ca.location 指定的文件；Java 客户端信任 ssl.truststore.location 指定的信任库，也可以是 PEM（ssl.truststore.type=PEM）。"
    }

    ORACLE: Client for "oracle" {
        en "The database trusts what is in its wallet; it takes the CA's certificates, not the server's own."
        zh "Oracle 数据库信任其钱包（wallet）中的证书；应加入 CA 证书，而不是服务器自己的证书。"
        documented "https://docs.oracle.com/en/database/oracle/oracle-database/19/dbseg/using-the-orapki-utility-to-manage-pki-elements.html" "orapki wallet add -wallet WALLET -trusted_cert -cert company-root.pem"
    }

    HELM: Client for "helm" {
        en "helm takes the file of --ca-file for a repository or registry; without it, the system's store."
        zh "helm 对仓库使用 --ca-file 指定的文件；不指定时使用系统信任库。"
        documented "https://helm.sh/docs/helm/helm_repo_add/" "helm repo add NAME https://{host}/ --ca-file company-root.pem"
    }

    CONTAINERD: Client for "containerd" {
        en "containerd reads the root of a registry from its hosts.toml below /etc/containerd/certs.d; Podman and CRI-O from /etc/containers/certs.d, in a folder named after the registry and its port."
        zh "containerd 从 /etc/containerd/certs.d 下的 hosts.toml 读取镜像仓库的根证书；Podman 和 CRI-O 则读取 /etc/containers/certs.d 下以仓库及端口命名的目录。"
    }

    VAULT: Client for "vault" {
        en "The vault command trusts the file of VAULT_CACERT, or of -ca-cert."
        zh "vault 命令信任 VAULT_CACERT 或 -ca-cert 指定的文件。"
        documented "https://developer.hashicorp.com/vault/docs/commands" "export VAULT_CACERT=$PWD/company-root.pem"
    }

    DENO: Client for "deno" {
        en "Deno adds the file of DENO_CERT to its roots; DENO_TLS_CA_STORE=system takes the system's store."
        zh "Deno 会把 DENO_CERT 指定的文件追加到自带的根证书；DENO_TLS_CA_STORE=system 则使用系统信任库。"
        documented "https://docs.deno.com/runtime/reference/env_variables/" "DENO_CERT=$PWD/company-root.pem deno run app.ts"
    }

    AZURE: Client for "azure-cli" {
        en "The Azure CLI trusts what certifi brings, or the file of REQUESTS_CA_BUNDLE in its place: one that holds the public roots as well."
        zh "Azure CLI 信任 certifi 自带的根证书；REQUESTS_CA_BUNDLE 指定的文件会取代它们，所以文件要同时包含公共根证书。"
        documented "https://learn.microsoft.com/en-us/cli/azure/use-azure-cli-successfully-troubleshooting" "export REQUESTS_CA_BUNDLE=$PWD/ca-bundle.pem"
    }

    DART: Client for "dart" {
        en "Dart and Flutter take further roots in the program: SecurityContext.setTrustedCertificatesBytes, and an HttpClient with that context. What a user installs on Android is not looked at."
        zh "Dart 和 Flutter 要在程序中追加根证书：用 SecurityContext.setTrustedCertificatesBytes，再以该 context 创建 HttpClient。用户在 Android 上安装的证书不起作用。"
    }

    POSTMAN: Client for "postman" {
        en "Postman takes a file of further roots under Settings, Certificates, CA Certificates."
        zh "Postman 在“设置 → 证书 → CA 证书”中添加额外的根证书文件。"
    }

    OPENVPN: Client for "openvpn" {
        en "OpenVPN trusts the file of the directive ca alone."
        zh "OpenVPN 只信任配置中 ca 指令指定的文件。"
    }

    PERL: Client for "perl" {
        en "LWP and IO::Socket::SSL trust the file of PERL_LWP_SSL_CA_FILE or of the option SSL_ca_file."
        zh "LWP 和 IO::Socket::SSL 信任 PERL_LWP_SSL_CA_FILE 或选项 SSL_ca_file 指定的文件。"
    }

    BEARSSL: Client for "bearssl" {
        en "BearSSL trusts what the program loads into it (setTrustAnchors). Dates need the device's clock to be set."
        zh "BearSSL 只信任程序加载的内容（setTrustAnchors）。检查有效期需要先校准设备的时钟。"
    }

    WOLFSSL: Client for "wolfssl" {
        en "wolfSSL trusts what the program loads into it (wolfSSL_CTX_load_verify_locations or …_load_verify_buffer). Dates need the device's clock to be set."
        zh "wolfSSL 只信任程序加载的内容（wolfSSL_CTX_load_verify_locations 或 …_load_verify_buffer）。检查有效期需要先校准设备的时钟。"
    }

    RUSTLS: Client for "rustls" {
        en "A program with rustls trusts what it was built with. With webpki-roots that is Mozilla's list alone, and the program itself must add the root (RootCertStore::add; in reqwest, add_root_certificate). With rustls-native-certs it is the system's store, in whose place SSL_CERT_FILE and SSL_CERT_DIR may stand; with rustls-platform-verifier the system verifies."
        zh "使用 rustls 的程序信任什么，取决于它的构建方式。用 webpki-roots 时只有 Mozilla 的列表，根证书须由程序自己加入（RootCertStore::add；reqwest 用 add_root_certificate）。用 rustls-native-certs 时是系统信任库，SSL_CERT_FILE 和 SSL_CERT_DIR 可以取代它；用 rustls-platform-verifier 时由系统验证。"
    }

    DOCKER_DEBIAN: Client for "docker-debian" {
        en "In an image of Debian or Ubuntu: slim ones come without ca-certificates. The file's name must end in .crt. It adds to the system's store, which curl, git, wget, Go and aiohttp use; httpx, requests, Node and Java bring their own and need their line as well."
        zh "在 Debian 或 Ubuntu 镜像中：slim 镜像不带 ca-certificates。文件名必须以 .crt 结尾。这会追加到系统信任库，curl、git、wget、Go 和 aiohttp 都使用它；httpx、requests、Node 和 Java 自带信任锚，还需各自设置。"
        documented "https://manpages.debian.org/bookworm/ca-certificates/update-ca-certificates.8.en.html" "RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates\nCOPY company-root.pem /usr/local/share/ca-certificates/company-root.crt\nRUN update-ca-certificates"
    }

    DOCKER_ALPINE: Client for "docker-alpine" {
        en "In an image of Alpine, adds to the system's store. Behind the proxy that inspects, apk itself needs the root first: append it to /etc/ssl/certs/ca-certificates.crt before the line with apk."
        zh "在 Alpine 镜像中，追加到系统信任库。如果处在检查流量的代理之后，apk 本身也需要这张根证书：在执行 apk 之前先把它追加到 /etc/ssl/certs/ca-certificates.crt。"
        documented "https://wiki.alpinelinux.org/wiki/Update-ca-certificates" "COPY company-root.pem /usr/local/share/ca-certificates/company-root.crt\nRUN apk add --no-cache ca-certificates && update-ca-certificates"
    }

    DOCKER_DISTROLESS: Client for "docker-distroless" {
        en "A distroless image has no shell: make the bundle in an earlier stage of the build and copy it. SSL_CERT_FILE names it for httpx, aiohttp and Go; Node wants NODE_EXTRA_CA_CERTS, Java its keystore."
        zh "distroless 镜像没有 shell：在较早的构建阶段生成证书包，再复制过来。httpx、aiohttp 和 Go 用 SSL_CERT_FILE 指向它；Node 用 NODE_EXTRA_CA_CERTS，Java 用自己的密钥库。"
        documented "https://github.com/GoogleContainerTools/distroless" "FROM debian:stable-slim AS build\nRUN apt-get update && apt-get install -y --no-install-recommends ca-certificates\nCOPY company-root.pem /usr/local/share/ca-certificates/company-root.crt\nRUN update-ca-certificates\n\nFROM gcr.io/distroless/static\nCOPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt\nENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt"
    }

    /// The variables of the lines above, where there is no POSIX shell.
    POWERSHELL: Client for "powershell" {
        en "On Windows, PowerShell sets a variable for the session: SSL_CERT_FILE for httpx, openai, aiohttp and uv, REQUESTS_CA_BUNDLE for requests and pip, and NODE_EXTRA_CA_CERTS = \"$PWD\\company-root.pem\" for Node and npm. [Environment]::SetEnvironmentVariable(name, value, \"User\") keeps it. Set-Content, because > in PowerShell 5 writes UTF-16, which no client reads."
        zh "在 Windows 上用 PowerShell 为当前会话设置变量：httpx、openai、aiohttp 和 uv 用 SSL_CERT_FILE，requests 和 pip 用 REQUESTS_CA_BUNDLE，Node 和 npm 用 NODE_EXTRA_CA_CERTS = \"$PWD\\company-root.pem\"。[Environment]::SetEnvironmentVariable(name, value, \"User\") 可永久保存。这里用 Set-Content，因为 PowerShell 5 的 > 会写成 UTF-16，没有客户端能读取。"
        documented "https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_environment_variables" "Get-Content (python -m certifi), company-root.pem | Set-Content -Encoding ascii ca-bundle.pem\n$env:SSL_CERT_FILE = \"$PWD\\ca-bundle.pem\"\npython app.py"
    }

    /// What the machine knows already, for the programs that bring roots of their own.
    SYSTEM_STORE_PYTHON: Client for "python" {
        en "If the browser on this machine opens the site, the root is in the system's store, where IT put it. The truststore package makes Python use that store on Windows, macOS and Linux, for requests, httpx, aiohttp and all that use ssl; install it with pip and inject it before anything else is imported."
        zh "如果这台机器上的浏览器能打开该网站，说明 IT 已把根证书装进系统信任库。truststore 包可以让 Python 在 Windows、macOS 和 Linux 上使用系统信任库，对 requests、httpx、aiohttp 等使用 ssl 的库都有效；用 pip 安装，并在导入其他库之前注入。"
        ran ["truststore-inject"] "import truststore; truststore.inject_into_ssl()\nimport requests\n\nprint(requests.get(\"https://{host}/\").status_code)"
    }

    SYSTEM_STORE_NODE: Client for "node" {
        en "Node 22.15, 23.8 and later can add the system's store to their own roots."
        zh "Node 22.15、23.8 及以后的版本可以在自带的根证书之外加用系统信任库。"
        ran ["node24-system"] "node --use-system-ca app.js"
    }

    UNSET_PYTHON: Client for "python-httpx" {
        en "Look whether the variable SSL_CERT_DIR names a folder that is empty or not there: httpx 0.28 then has no anchor at all, without a word, where 0.27 took certifi's for a folder that is not there. (An SSL_CERT_FILE that is not there is a FileNotFoundError.) Unset it (in PowerShell: Remove-Item Env:SSL_CERT_DIR), or let it name the real folder."
        zh "检查环境变量 SSL_CERT_DIR 是否指向空的或不存在的目录：httpx 0.28 这时没有任何信任锚，也不提示；目录不存在时，0.27 会改用 certifi。（SSL_CERT_FILE 指向的文件不存在时，报 FileNotFoundError。）取消该变量（PowerShell：Remove-Item Env:SSL_CERT_DIR），或让它指向真正的目录。"
        ran ["httpx-unset-dir"] "unset SSL_CERT_DIR"
    }

    INSTALL_DEBIAN: Client for "docker-debian" {
        en "A slim image of Debian or Ubuntu has no ca-certificates until it is installed; programs that use the system's store then trust nobody."
        zh "Debian 或 Ubuntu 的 slim 镜像在安装 ca-certificates 之前没有任何根证书，使用系统信任库的程序什么都不信任。"
        documented "https://manpages.debian.org/bookworm/ca-certificates/update-ca-certificates.8.en.html" "RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates"
    }

    INSTALL_ALPINE: Client for "docker-alpine" {
        en "In an image of Alpine or one built from scratch, the bundle comes with the package ca-certificates."
        zh "在 Alpine 镜像或从零构建的镜像中，证书包由 ca-certificates 软件包提供。"
        documented "https://wiki.alpinelinux.org/wiki/Update-ca-certificates" "RUN apk add --no-cache ca-certificates && update-ca-certificates"
    }

    LOOK_PYTHON: You for "python" {
        en "See which file and folder Python's ssl looks at, and which variables change that. httpx and requests use the bundle of certifi, which `python -m certifi` names."
        zh "查看 Python 的 ssl 使用哪个文件和目录，以及受哪些环境变量影响。httpx 和 requests 使用 certifi 的证书包，其位置可用 `python -m certifi` 查看。"
        ran ["look-python-anchors"] "python -c \"import ssl; print(ssl.get_default_verify_paths())\""
    }

    BUNDLE_CERTIFI: Client for "python" {
        en "For a variable that replaces (SSL_CERT_FILE, REQUESTS_CA_BUNDLE, PIP_CERT): one file with certifi's public roots and the company's root."
        zh "用于会取代信任锚的变量（SSL_CERT_FILE、REQUESTS_CA_BUNDLE、PIP_CERT）：把 certifi 的公共根证书和公司根证书放进同一个文件。"
        ran ["bundle-certifi"] "cat \"$(python -m certifi)\" company-root.pem > ca-bundle.pem"
    }

    BUNDLE_DEBIAN: Client {
        en "For a setting that replaces (of curl, git, Go, uv, npm's cafile): one file with the public roots of the system's store and the company's root."
        zh "用于会取代信任锚的设置（curl、git、Go、uv、npm 的 cafile）：把系统信任库的公共根证书和公司根证书放进同一个文件。"
        ran ["bundle-debian"] "cat /etc/ssl/certs/ca-certificates.crt company-root.pem > ca-bundle.pem"
    }

    UPDATE_CERTIFI: Client for "python" {
        en "Update certifi, which httpx, requests and many others take their roots from."
        zh "更新 certifi，httpx、requests 等许多库的根证书都来自它。"
        documented "https://pypi.org/project/certifi/" "python -m pip install --upgrade certifi"
    }

    UPDATE_DEBIAN: Client {
        en "Update the system's set of roots (Debian and Ubuntu; the package has the same name elsewhere), or build the image anew on a current base."
        zh "更新系统的根证书集合（Debian 和 Ubuntu；其他发行版的软件包同名），或基于最新的基础镜像重新构建。"
        documented "https://manpages.debian.org/bookworm/apt/apt-get.8.en.html" "apt-get update && apt-get install --only-upgrade ca-certificates"
    }

    UPDATE_BUILT_IN: Client {
        en "Node, uv and Java bring their roots with their own release, and so do browsers: update the program."
        zh "Node、uv、Java 以及浏览器的根证书随程序自身的版本提供：请更新程序。"
    }
}
