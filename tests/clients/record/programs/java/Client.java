import java.io.*;
import java.net.*;
import java.nio.file.*;
import java.security.*;
import java.security.cert.*;
import java.security.cert.Certificate;
import java.util.*;
import javax.net.ssl.*;

/** Java's SSLSocket: reads targets on standard input, one a line as `id host port anchors crls` (tabs), writes one answer a line. */
class Client {
    static final int PATIENCE = 10_000;

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String line; (line = in.readLine()) != null; ) {
            String[] target = line.split("\t", -1);
            Exception refusal = null;
            try {
                ask(target[1], Integer.parseInt(target[2]), target[3], target[4]);
            } catch (Exception error) {
                refusal = error;
            }
            out.println(answer(target[0], refusal));
        }
    }

    static void ask(String host, int port, String anchors, String crls) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        if (!anchors.isEmpty())
            try (InputStream file = Files.newInputStream(Path.of(anchors))) {
                int number = 0;
                for (Certificate each : factory.generateCertificates(file)) store.setCertificateEntry("anchor" + number++, each);
            }
        TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        if (crls.isEmpty()) {
            managers.init(store);
        } else {
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(store, new X509CertSelector());
            try (InputStream file = Files.newInputStream(Path.of(crls))) {
                parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(factory.generateCRLs(file))));
            }
            parameters.setRevocationEnabled(true);
            managers.init(new CertPathTrustManagerParameters(parameters));
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), PATIENCE);
            plain.setSoTimeout(PATIENCE);
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
        }
    }

    static String answer(String id, Exception refusal) {
        StringBuilder words = new StringBuilder();
        String code = null;
        Integer depth = null;
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable each = refusal; each != null && seen.add(each); each = each.getCause()) {
            words.append(words.length() == 0 ? "" : " | caused by: ").append(each);
            if (each instanceof CertPathValidatorException failure) {
                code = "CertPathValidatorException.reason=" + failure.getReason();
                if (failure.getIndex() >= 0) depth = failure.getIndex();
            }
        }
        return "{\"id\":" + quoted(id) + ",\"accepts\":" + (refusal == null) + ",\"error\":" + (refusal == null ? null : quoted(words.toString()))
            + ",\"code\":" + (code == null ? null : quoted(code)) + ",\"depth\":" + depth + "}";
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char each : text.toCharArray()) {
            if (each == '"' || each == '\\') json.append('\\').append(each);
            else if (each < ' ') json.append(String.format("\\u%04x", (int) each));
            else json.append(each);
        }
        return json.append('"').toString();
    }
}
