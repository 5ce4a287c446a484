//! Servers, proxies and what administrators run: Apache, nginx, Envoy, Postfix, stunnel, RADIUS, Oracle, IBM, SAP.

use super::meaning::*;
use super::{Family, Vocabulary, broad, exact, vague};

pub(super) static VOCABULARY: Vocabulary = Vocabulary {
    family: Family::Other,
    words: &[
        // Apache
        exact("AH02565: Certificate and private key", "apache", &KEY_OF_ANOTHER),
        exact("AH02005: SSL Proxy: Peer certificate is expired", "apache", &EXPIRED),
        exact("AH02411: SSL Proxy: Peer certificate does not match for hostname", "apache", &HOST)
            .host("for hostname ", ""),
        exact("SSL Proxy: Peer certificate does not match for hostname", "apache", &HOST)
            .host("for hostname ", ""),
        exact("AH01903: Failed to configure CA certificate chain", "apache", &INPUT_UNREADABLE),
        exact("AH02562: Failed to configure certificate", "apache", &INPUT_UNREADABLE),
        // nginx
        exact("upstream SSL certificate does not match", "nginx", &HOST).host("match \"", "\""),
        exact("cannot load certificate", "nginx", &INPUT_UNREADABLE).with("BIO_new_file"),
        // HAProxy, Envoy
        exact("SSL client CA chain cannot be verified", "haproxy", &UNKNOWN_AUTHORITY),
        exact("SSL client certificate not trusted", "haproxy", &UNTRUSTED),
        exact("verify cert failed: verify SAN list", "envoy", &HOST),
        exact("verify cert failed: SAN matcher", "envoy", &HOST),
        exact("verify cert failed: cert hash and spki", "envoy", &PINNED),
        // Postfix, Exim, Dovecot, mail clients
        exact("certificate verification failed for", "postfix", &SELF_SIGNED)
            .with("self-signed certificate")
            .host("failed for ", "["),
        exact("certificate verification failed for", "postfix", &EXPIRED)
            .with("certificate has expired")
            .host("failed for ", "["),
        broad("Untrusted TLS connection established to", "postfix", &UNTRUSTED).host("established to ", "["),
        broad("Server certificate not trusted", "postfix", &UNTRUSTED),
        broad("Server certificate not verified", "postfix", &FAILED),
        vague("(certificate verification failed)", "exim", &FAILED),
        exact("SSL verify error: certificate name mismatch", "exim", &HOST),
        exact("certificate owner does not match hostname", "mbsync", &HOST).host("hostname ", ""),
        exact("the certificate hasn't got a known issuer", "msmtp", &UNKNOWN_AUTHORITY),
        exact("the certificate owner does not match hostname", "msmtp", &HOST).host("hostname ", ""),
        exact("Certificate verification: Not trusted", "lftp", &UNTRUSTED),
        exact("Certificate verification: subjectAltName does not match", "lftp", &HOST),
        exact("Certificate verification: certificate common name doesn't match", "lftp", &HOST),
        // stunnel, OpenVPN, EAP
        exact("CERT: Subject checks failed", "stunnel", &HOST),
        exact("VERIFY EKU ERROR", "openvpn", &PURPOSE),
        exact("VERIFY KU ERROR", "openvpn", &KEY_USAGE),
        exact("VERIFY X509NAME ERROR", "openvpn", &HOST),
        exact("VERIFY nsCertType ERROR", "openvpn", &PURPOSE),
        exact("TLS Alert read:fatal:unknown CA", "freeradius", &PEER_KNOWS_NO_CA),
        exact("TLS Alert read:fatal:certificate unknown", "freeradius", &PEER_REFUSES),
        exact("TLS Alert read:fatal:bad certificate", "freeradius", &PEER_REFUSES),
        exact("TLS Alert read:fatal:certificate expired", "freeradius", &PEER_SAYS_EXPIRED),
        exact("TLS Alert write:fatal:unknown CA", "freeradius", &UNKNOWN_AUTHORITY),
        exact("TLS Alert write:fatal:certificate expired", "freeradius", &EXPIRED),
        // Databases
        exact("could not be verified by hostnameverifier", "postgresql", &HOST).host("hostname ", " "),
        exact("Validation of SSL server certificate failed", "mariadb", &FAILED),
        exact("ORA-29024", "oracle", &UNTRUSTED),
        exact("ORA-24263", "oracle", &HOST),
        exact("ORA-28759", "oracle", &STORE_NOT_OPENED),
        exact("ORA-28857", "oracle", &FAILED),
        vague("ORA-28860", "oracle", &FAILED),
        // IBM
        exact("The signer might need to be added to local trust store", "websphere", &UNKNOWN_AUTHORITY),
        vague("CWPKI0022E", "websphere", &UNTRUSTED),
        vague("CWPKI0823E", "websphere", &UNTRUSTED),
        exact("AMQ9633E", "mq", &UNTRUSTED),
        exact("AMQ9633", "mq", &UNTRUSTED),
        broad("GSK_ERROR_BAD_CERT", "gskit", &UNTRUSTED),
        exact("GSK_ERR_NO_SIGNER", "gskit", &UNKNOWN_AUTHORITY),
        // SAP
        exact("SSSLERR_PEER_CERT_UNTRUSTED", "sap", &UNKNOWN_AUTHORITY),
        exact("ICM_HTTP_SSL_PEER_CERT_UNTRUSTED", "sap", &UNKNOWN_AUTHORITY),
        exact("SSSLERR_SERVER_CERT_MISMATCH", "sap", &HOST),
        exact("SSSLERR_SERVER_CERT_EXPIRED", "sap", &EXPIRED),
        // Others
        exact("Failed to validate the SSL certificate for", "ansible", &UNTRUSTED)
            .host("certificate for ", ":"),
        exact("Could not verify the SSL certificate for", "ruby", &FAILED),
        exact("You have not chosen to trust", "citrix", &UNKNOWN_AUTHORITY),
        exact("Untrusted Server Blocked", "anyconnect", &UNTRUSTED),
        exact("Invalid certificate: self-signed", "xmpp", &SELF_SIGNED),
        exact("Certificate reply does not contain public key for", "keytool", &KEY_OF_ANOTHER),
        vague("General OpenSslEngine problem", "netty", &FAILED),
        exact("Response is unreliable: its validity interval is out-of-date", "java", &REVOCATION_UNKNOWN),
    ],
    speakers: &[],
};
