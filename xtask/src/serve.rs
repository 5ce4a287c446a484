//! The built page on this machine's loopback address, with the headers a static host gives.

use crate::failure::{Failure, Result};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tiny_http::{Header, Method, Request, Response, Server};

const USUAL_PORT: u16 = 8000;
/// The chain that is loaded for whoever wants to see an answer first.
const EXAMPLE: &str = "example=missing-intermediate";
/// A browser opens about six connections at a time to one host.
const WORKERS: usize = 6;

pub fn serve(folder: &Path, port: Option<u16>) -> Result<()> {
    if !folder.join("index.html").is_file() {
        return Err(Failure::new(format!("{} has no index.html: nothing to serve", folder.display())));
    }
    let server = Arc::new(listen(port)?);
    println!(
        "\nchainwhy is at http://{0}/#{EXAMPLE} with a broken example, and empty at http://{0}/ (Ctrl-C stops it)",
        server.server_addr()
    );
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                for request in server.incoming_requests() {
                    answer(folder, request);
                }
            });
        }
    });
    Ok(())
}

/// The port that was asked for, or else the usual one, or else any free one.
fn listen(port: Option<u16>) -> Result<Server> {
    let bind = |port: u16| Server::http(("127.0.0.1", port));
    match port {
        Some(port) => bind(port),
        None => bind(USUAL_PORT).or_else(|_| bind(0)),
    }
    .map_err(|error| Failure::new(format!("cannot listen on 127.0.0.1: {error}")))
}

fn answer(folder: &Path, request: Request) {
    let sent = match request.method() {
        Method::Get | Method::Head => match find(folder, request.url()) {
            Some(path) => send(&path, request),
            None => request.respond(Response::from_string("not found\n").with_status_code(404)),
        },
        _ => request.respond(Response::from_string("only GET and HEAD\n").with_status_code(405)),
    };
    // A browser that goes away before the answer is whole is no event.
    drop(sent);
}

fn send(path: &Path, request: Request) -> std::io::Result<()> {
    let accepted = accepted_encodings(&request);
    let copy = [("br", "br"), ("gzip", "gz")].into_iter().find_map(|(encoding, suffix)| {
        let file = File::open(with_suffix(path, suffix)).ok()?;
        accepts(&accepted, encoding).then_some((encoding, file))
    });
    let (encoding, file) = match copy {
        Some((encoding, file)) => (Some(encoding), file),
        None => (None, File::open(path)?),
    };
    let headers = [
        ("Content-Type", Some(media_type(path))),
        ("Content-Encoding", encoding),
        ("Vary", Some("Accept-Encoding")),
        // Always ask again: a rebuilt page must never meet yesterday's wasm.
        ("Cache-Control", Some("no-cache")),
        ("X-Content-Type-Options", Some("nosniff")),
    ];
    let mut response = Response::from_file(file);
    for (name, value) in headers {
        if let Some(header) = value.and_then(|value| Header::from_bytes(name, value).ok()) {
            response.add_header(header);
        }
    }
    request.respond(response)
}

/// `app.js` → `app.js.br`: the page's build leaves compressed copies under such names.
fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn accepted_encodings(request: &Request) -> String {
    let header = request.headers().iter().find(|header| header.field.equiv("Accept-Encoding"));
    header.map(|header| header.value.to_string()).unwrap_or_default()
}

/// `gzip, br;q=0` accepts gzip and refuses br.
fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|offer| {
        let mut parts = offer.split(';').map(str::trim);
        parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding))
            && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

/// The file a request means; nothing outside the folder can be meant.
fn find(folder: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let mut found = folder.to_path_buf();
    for segment in percent_decoded(path)?.split('/').filter(|segment| !segment.is_empty()) {
        if segment.starts_with('.') || segment.contains(['\\', ':', '\0']) {
            return None;
        }
        found.push(segment);
    }
    if found.is_dir() {
        found.push("index.html");
    }
    // A symbolic link may still lead out.
    let (real, root) = (found.canonicalize().ok()?, folder.canonicalize().ok()?);
    (real.is_file() && real.starts_with(root)).then_some(real)
}

fn percent_decoded(path: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let digits = [bytes.next()?, bytes.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            _ => byte,
        });
    }
    String::from_utf8(decoded).ok()
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        // Without this type browsers refuse to compile while downloading.
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "pem" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    /// A site in a folder of its own, with a file beside the site that must never be served.
    struct Site(PathBuf);

    impl Site {
        fn new(name: &str) -> Self {
            let root = std::env::temp_dir().join(format!("chainwhy-{name}-{}", std::process::id()));
            fs::create_dir_all(root.join("site/assets")).unwrap();
            let files = [
                "secret.txt",
                "site/index.html",
                "site/assets/a b.js",
                "site/core.wasm",
                "site/core.wasm.br",
                "site/.hidden",
            ];
            for file in files {
                fs::write(root.join(file), file).unwrap();
            }
            Site(root)
        }

        fn folder(&self) -> PathBuf {
            self.0.join("site")
        }
    }

    impl Drop for Site {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let site = Site::new("outside");
        let found = |url: &str| find(&site.folder(), url).map(|path| fs::read_to_string(path).unwrap());
        assert_eq!(found("/").as_deref(), Some("site/index.html"));
        assert_eq!(found("/index.html?v=1#top").as_deref(), Some("site/index.html"));
        assert_eq!(found("/assets/a%20b.js").as_deref(), Some("site/assets/a b.js"));
        let secret = site.0.join("secret.txt").display().to_string();
        for url in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/assets/../../secret.txt",
            "/..\\secret.txt",
            "/.hidden",
            "/assets",
            "/%ff",
            "/%2",
            secret.as_str(),
        ] {
            assert_eq!(found(url), None, "{url}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_does_not_lead_out() {
        let site = Site::new("link");
        std::os::unix::fs::symlink(site.0.join("secret.txt"), site.folder().join("link.txt")).unwrap();
        assert_eq!(find(&site.folder(), "/link.txt"), None);
    }

    /// One request as a browser sends it, and everything that comes back.
    fn ask(site: &Site, request_line: &str, accepted: &str) -> String {
        let server = listen(Some(0)).unwrap();
        let mut stream = TcpStream::connect(server.server_addr().to_ip().unwrap()).unwrap();
        let request = format!(
            "{request_line} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {accepted}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        answer(&site.folder(), server.recv().unwrap());
        let mut received = String::new();
        stream.read_to_string(&mut received).unwrap();
        received
    }

    #[test]
    fn wasm_has_its_type_and_is_compressed_where_the_browser_can_read_it() {
        let site = Site::new("wasm");
        let compressed = ask(&site, "GET /core.wasm", "gzip, br");
        assert!(compressed.starts_with("HTTP/1.1 200"), "{compressed}");
        assert!(compressed.contains("Content-Type: application/wasm\r\n"), "{compressed}");
        assert!(compressed.contains("Content-Encoding: br\r\n"), "{compressed}");
        assert!(compressed.ends_with("\r\n\r\nsite/core.wasm.br"), "{compressed}");

        let plain = ask(&site, "GET /core.wasm", "br;q=0");
        assert!(!plain.contains("Content-Encoding"), "{plain}");
        assert!(plain.ends_with("\r\n\r\nsite/core.wasm"), "{plain}");
    }

    #[test]
    fn what_is_not_there_and_what_is_not_reading_are_refused() {
        let site = Site::new("refused");
        assert!(ask(&site, "GET /nowhere", "").starts_with("HTTP/1.1 404"));
        assert!(ask(&site, "POST /", "").starts_with("HTTP/1.1 405"));
    }
}
