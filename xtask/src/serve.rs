//! The built page on this machine's loopback address, with the headers a static host gives.

use crate::compress::with_suffix;
use crate::failure::{Failure, Result};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tiny_http::{Header, Method, Request, Response, Server};

const USUAL_PORT: u16 = 8000;
/// A browser opens about six connections at a time to one host.
const WORKERS: usize = 6;

pub fn serve(folder: &Path, port: Option<u16>) -> Result<()> {
    if !folder.join("index.html").is_file() {
        return Err(Failure::new(format!("{} has no index.html: nothing to serve", folder.display())));
    }
    let server = Arc::new(listen(port)?);
    println!("\nchainwhy is at http://{}/ (Ctrl-C stops it)", server.server_addr());
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

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let root = std::env::temp_dir().join(format!("chainwhy-serve-{}", std::process::id()));
        let site = root.join("site");
        fs::create_dir_all(site.join("assets")).unwrap();
        for file in ["secret.txt", "site/index.html", "site/assets/a b.js", "site/.hidden"] {
            fs::write(root.join(file), file).unwrap();
        }

        let found = |url| find(&site, url).map(|path| fs::read_to_string(path).unwrap());
        assert_eq!(found("/").as_deref(), Some("site/index.html"));
        assert_eq!(found("/index.html?v=1#top").as_deref(), Some("site/index.html"));
        assert_eq!(found("/assets/a%20b.js").as_deref(), Some("site/assets/a b.js"));
        for url in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/..\\secret.txt",
            "/.hidden",
            "/%ff",
            "/%2",
        ] {
            assert_eq!(found(url), None, "{url}");
        }
        assert_eq!(found(&root.join("secret.txt").display().to_string()), None);

        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn an_encoding_is_used_only_where_it_is_accepted() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("br;q=0.5", "br"));
        assert!(!accepts("gzip, br;q=0", "br"));
        assert!(!accepts("", "gzip"));
    }
}
