//! The programs of a machine, and where each takes its anchors from. The table in the
//! program's README says how each was found out.

use super::machine::Machine;
use super::store::{Source, Store};
use crate::words::say;

/// A program that verifies servers.
#[derive(Debug)]
pub struct Program {
    /// As a person would call it.
    pub name: String,
    /// The profile that answers for it.
    pub client: &'static str,
    pub store: Store,
    /// The variable that gives it another file of anchors.
    pub variable: Option<&'static str>,
}

/// Bundles of Linux systems, in the order that Go looks for them.
const BUNDLES: &[&str] = &[
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/cacert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// Folders that Go looks for beside them.
const FOLDERS: &[&str] = &["/etc/ssl/certs", "/etc/pki/tls/certs"];

/// Every program that is there, with its store.
pub fn find(machine: &Machine) -> Vec<Program> {
    let mut found = vec![Program {
        name: say!("this system", "本系统"),
        client: "openssl-3",
        store: system(machine),
        variable: None,
    }];
    if machine.has_program("openssl") {
        found.push(Program {
            name: "openssl".to_owned(),
            client: "openssl-3",
            store: openssl(machine),
            variable: Some("SSL_CERT_FILE"),
        });
    }
    found.extend(pythons(machine));
    found.extend(command_line_tools(machine));
    found.extend(node(machine));
    found.push(Program {
        name: "Go programs".to_owned(),
        client: "go",
        store: go(machine),
        variable: Some("SSL_CERT_FILE"),
    });
    found.extend(java(machine));
    found.extend(docker(machine));
    found
}

fn file(chosen_by: impl Into<String>, path: impl Into<String>) -> Store {
    Store { chosen_by: chosen_by.into(), places: vec![Source::File(path.into())], built_in: false }
}

/// The bundle of the system.
fn system(machine: &Machine) -> Store {
    let bundle = BUNDLES.iter().find(|path| machine.has_file(path)).or_else(|| BUNDLES.first());
    file(say!("the system's bundle", "系统的证书包"), bundle.copied().unwrap_or_default())
}

/// Where OpenSSL was compiled to look.
fn openssl_folder(machine: &Machine) -> String {
    let told = machine.ask("openssl", &["version", "-d"]);
    if let Some(folder) = told.as_deref().and_then(|told| told.split('"').nth(1)) {
        return folder.to_owned();
    }
    let usual = ["/usr/lib/ssl", "/etc/pki/tls", "/etc/ssl", "/usr/local/ssl"];
    let there = usual.iter().find(|folder| {
        machine.has_file(&format!("{folder}/openssl.cnf")) || machine.has_file(&format!("{folder}/cert.pem"))
    });
    (*there.unwrap_or(&"/usr/lib/ssl")).to_owned()
}

/// `X509_STORE_set_default_paths`: a file and a folder, each replaced by its variable.
fn openssl(machine: &Machine) -> Store {
    let folder = openssl_folder(machine);
    let (named_file, named_folder) = (machine.variable("SSL_CERT_FILE"), machine.variable("SSL_CERT_DIR"));
    let chosen_by = match (&named_file, &named_folder) {
        (Some(_), Some(_)) => "SSL_CERT_FILE, SSL_CERT_DIR".to_owned(),
        (Some(_), None) => "SSL_CERT_FILE".to_owned(),
        (None, Some(_)) => "SSL_CERT_DIR".to_owned(),
        (None, None) => say!("compiled in", "编译时设定"),
    };
    let mut places = vec![Source::File(named_file.unwrap_or_else(|| format!("{folder}/cert.pem")))];
    for one in
        named_folder.unwrap_or_else(|| format!("{folder}/certs")).split(':').filter(|one| !one.is_empty())
    {
        places.push(Source::Hashed(one.to_owned()));
    }
    Store { chosen_by, places, built_in: false }
}

fn go(machine: &Machine) -> Store {
    let named_file = machine.variable("SSL_CERT_FILE");
    let named_folder = machine.variable("SSL_CERT_DIR");
    let mut places: Vec<Source> = match &named_file {
        Some(path) => vec![Source::File(path.clone())],
        None => BUNDLES
            .iter()
            .find(|path| machine.has_file(path))
            .map(|path| Source::File((*path).to_owned()))
            .into_iter()
            .collect(),
    };
    match &named_folder {
        Some(folders) => places.extend(folders.split(':').map(|one| Source::Folder(one.to_owned()))),
        None if named_file.is_none() && places.is_empty() => {
            places.extend(FOLDERS.iter().map(|one| Source::Folder((*one).to_owned())));
        }
        None => {}
    }
    let chosen_by = match (named_file, named_folder) {
        (None, None) => say!("the system's bundle", "系统的证书包"),
        (Some(_), None) => "SSL_CERT_FILE".to_owned(),
        (None, Some(_)) => "SSL_CERT_DIR".to_owned(),
        (Some(_), Some(_)) => "SSL_CERT_FILE, SSL_CERT_DIR".to_owned(),
    };
    Store { chosen_by, places, built_in: false }
}

fn command_line_tools(machine: &Machine) -> Vec<Program> {
    let mut found = Vec::new();
    let named = |names: &[&'static str]| {
        names.iter().find_map(|name| machine.variable(name).map(|path| file(*name, path)))
    };
    if machine.has_program("curl") {
        let mut store = named(&["CURL_CA_BUNDLE", "SSL_CERT_FILE"]).unwrap_or_else(|| system(machine));
        // A folder stands beside the file, which keeps its default.
        if let Some(path) = machine.variable("SSL_CERT_DIR").filter(|_| store.chosen_by != "CURL_CA_BUNDLE") {
            store.chosen_by.push_str(", and SSL_CERT_DIR");
            store.places.push(Source::Hashed(path));
        }
        found.push(Program {
            name: "curl".to_owned(),
            client: "curl",
            store,
            variable: Some("CURL_CA_BUNDLE"),
        });
    }
    if machine.has_program("git") {
        let store =
            named(&["GIT_SSL_CAINFO"]).or_else(|| git_setting(machine)).unwrap_or_else(|| system(machine));
        found.push(Program {
            name: "git".to_owned(),
            client: "git-gnutls",
            store,
            variable: Some("GIT_SSL_CAINFO"),
        });
    }
    if machine.has_program("wget") {
        found.push(Program {
            name: "wget".to_owned(),
            client: "wget",
            store: system(machine),
            variable: None,
        });
    }
    if machine.has_program("cargo") {
        let store = named(&["CARGO_HTTP_CAINFO", "SSL_CERT_FILE"]).unwrap_or_else(|| system(machine));
        found.push(Program {
            name: "cargo".to_owned(),
            client: "cargo",
            store,
            variable: Some("CARGO_HTTP_CAINFO"),
        });
    }
    if machine.has_program("uv") {
        let store = named(&["SSL_CERT_FILE"]).unwrap_or_else(|| Store {
            chosen_by: say!("built in", "内置"),
            places: Vec::new(),
            built_in: true,
        });
        found.push(Program { name: "uv".to_owned(), client: "uv", store, variable: Some("SSL_CERT_FILE") });
    }
    found
}

/// `http.sslCAInfo` of the user's or the system's configuration.
fn git_setting(machine: &Machine) -> Option<Store> {
    let home = machine.home();
    [format!("{home}/.gitconfig"), "/etc/gitconfig".to_owned()].into_iter().find_map(|place| {
        let text = machine.text(&place)?;
        let mut in_http = false;
        for line in text.lines().map(str::trim) {
            if line.starts_with('[') {
                in_http = line.eq_ignore_ascii_case("[http]");
            } else if in_http
                && let Some((name, value)) = line.split_once('=')
                && name.trim().eq_ignore_ascii_case("sslcainfo")
            {
                return Some(file(
                    say!("http.sslCAInfo in {place}", "{place} 中的 http.sslCAInfo"),
                    value.trim().trim_matches('"'),
                ));
            }
        }
        None
    })
}

fn node(machine: &Machine) -> Vec<Program> {
    if !machine.has_program("node") {
        return Vec::new();
    }
    let options = machine.variable("NODE_OPTIONS").unwrap_or_default();
    let mut store = if options.contains("--use-openssl-ca") {
        let store = openssl(machine);
        Store { chosen_by: format!("NODE_OPTIONS=--use-openssl-ca: {}", store.chosen_by), ..store }
    } else {
        let mut store = Store { chosen_by: say!("built in", "内置"), places: Vec::new(), built_in: true };
        if options.contains("--use-system-ca")
            || machine.variable("NODE_USE_SYSTEM_CA").as_deref() == Some("1")
        {
            store.chosen_by.push_str(&say!(", and the system's", "，以及系统的"));
            store.places.extend(openssl(machine).places);
        }
        store
    };
    if let Some(extra) = machine.variable("NODE_EXTRA_CA_CERTS") {
        store.chosen_by.push_str(&say!(", and NODE_EXTRA_CA_CERTS", "，以及 NODE_EXTRA_CA_CERTS"));
        store.places.push(Source::File(extra));
    }
    let client = match machine.ask("node", &["--version"]).as_deref().and_then(major) {
        Some(version) if version >= 22 => "node-24",
        _ => "node-20",
    };
    let mut found = vec![Program {
        name: "Node.js".to_owned(),
        client,
        store: store.clone(),
        variable: Some("NODE_EXTRA_CA_CERTS"),
    }];
    if machine.has_program("npm") {
        let npm = npm_setting(machine).unwrap_or(store);
        found.push(Program {
            name: "npm".to_owned(),
            client: "npm",
            store: npm,
            variable: Some("NODE_EXTRA_CA_CERTS"),
        });
    }
    found
}

fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

/// `cafile` of npm's configuration replaces everything else.
fn npm_setting(machine: &Machine) -> Option<Store> {
    if let Some(path) = machine.variable("npm_config_cafile") {
        return Some(file("npm_config_cafile", path));
    }
    let home = machine.home();
    [format!("{home}/.npmrc"), "/usr/etc/npmrc".to_owned(), "/etc/npmrc".to_owned()].into_iter().find_map(
        |place| {
            let text = machine.text(&place)?;
            let path = text.lines().find_map(|line| {
                let (name, value) = line.split_once('=')?;
                (name.trim() == "cafile").then(|| value.trim().trim_matches('"').to_owned())
            })?;
            Some(file(say!("cafile in {place}", "{place} 中的 cafile"), path))
        },
    )
}

fn java(machine: &Machine) -> Vec<Program> {
    let mut homes: Vec<String> = machine.variable("JAVA_HOME").into_iter().collect();
    for base in ["/usr/lib/jvm", "/opt"] {
        homes.extend(machine.names(base).into_iter().map(|name| format!("{base}/{name}")));
    }
    homes.extend(["/opt/java/openjdk".to_owned(), "/usr/local/openjdk".to_owned()]);
    let named = machine.variable("JAVA_TOOL_OPTIONS").and_then(|options| {
        let (_, rest) = options.split_once("-Djavax.net.ssl.trustStore=")?;
        Some(rest.split_whitespace().next().unwrap_or_default().to_owned())
    });
    let mut seen = Vec::new();
    let mut found = Vec::new();
    for home in homes {
        for inside in ["lib/security/cacerts", "jre/lib/security/cacerts"] {
            let path = format!("{home}/{inside}");
            let place = machine.path(&path);
            let Ok(real) = place.canonicalize() else { continue };
            // One JDK under several names, or several JDKs with the one store of Debian, is told once.
            let same_home = machine.path(&home).canonicalize().ok();
            if !place.is_file() || seen.contains(&(real.clone(), same_home.clone())) {
                continue;
            }
            seen.push((real, same_home));
            let store = match &named {
                Some(named) => file("JAVA_TOOL_OPTIONS", named.clone()),
                None => file(say!("its cacerts", "自带的 cacerts"), path),
            };
            let name = format!("Java ({})", home.rsplit('/').next().unwrap_or_default());
            found.push(Program { name, client: "java-17", store, variable: None });
        }
    }
    found
}

fn docker(machine: &Machine) -> Vec<Program> {
    machine
        .names("/etc/docker/certs.d")
        .into_iter()
        .filter(|registry| machine.has_file(&format!("/etc/docker/certs.d/{registry}/ca.crt")))
        .map(|registry| {
            let mut store =
                file(format!("certs.d/{registry}"), format!("/etc/docker/certs.d/{registry}/ca.crt"));
            store.places.extend(go(machine).places);
            Program {
                name: say!("docker for {registry}", "{registry} 的 docker"),
                client: "go",
                store,
                variable: None,
            }
        })
        .collect()
}

/// A folder of Python packages.
struct Site {
    /// `3.12`, as its folder says.
    version: String,
    folder: String,
}

fn pythons(machine: &Machine) -> Vec<Program> {
    let mut found = Vec::new();
    let mut told_ssl: Vec<String> = Vec::new();
    for site in sites(machine) {
        let strict = minor(&site.version).is_some_and(|minor| minor >= 13);
        let python = format!("Python {} ({})", site.version, prefix(&site.folder));
        if !told_ssl.contains(&site.version) {
            told_ssl.push(site.version.clone());
            found.push(Program {
                name: format!("Python {} ssl, urllib, aiohttp", site.version),
                client: if strict { "python-ssl-3.13" } else { "python-ssl-3.12" },
                store: openssl(machine),
                variable: Some("SSL_CERT_FILE"),
            });
        }
        let packages = machine.names(&site.folder);
        let version = |package: &str| {
            packages.iter().find_map(|name| {
                let rest = name.strip_prefix(package)?.strip_prefix('-')?;
                rest.strip_suffix(".dist-info").map(str::to_owned)
            })
        };
        let certifi = version("certifi")
            .map(|version| file(format!("certifi {version}"), format!("{}/certifi/cacert.pem", site.folder)));
        if let (Some(requests), Some(certifi)) = (version("requests"), &certifi) {
            let store = ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"]
                .into_iter()
                .find_map(|name| machine.variable(name).map(|path| bundle(machine, name, path)))
                .unwrap_or_else(|| certifi.clone());
            found.push(Program {
                name: format!("requests {requests}, {python}"),
                client: if strict { "python-requests-3.13" } else { "python-requests-3.12" },
                store,
                variable: Some("REQUESTS_CA_BUNDLE"),
            });
        }
        if let (Some(httpx), Some(certifi)) = (version("httpx"), &certifi) {
            let old = minor(&httpx).is_some_and(|minor| minor < 28);
            found.push(Program {
                name: format!("httpx {httpx}, {python}"),
                client: match (old, strict) {
                    (true, _) => "python-httpx-0.27",
                    (false, true) => "python-httpx-0.28-3.13",
                    (false, false) => "python-httpx-0.28-3.12",
                },
                store: httpx_store(machine, certifi, old),
                variable: Some("SSL_CERT_FILE"),
            });
        }
        if let Some(pip) = version("pip") {
            found.push(Program {
                name: format!("pip {pip}, {python}"),
                client: if strict { "python-requests-3.13" } else { "python-requests-3.12" },
                store: pip_store(machine, &site, &pip),
                variable: Some("PIP_CERT"),
            });
        }
    }
    found
}

/// The second number of a version.
fn minor(version: &str) -> Option<u32> {
    version.split('.').nth(1)?.parse().ok()
}

fn prefix(folder: &str) -> &str {
    folder.split("/lib/").next().unwrap_or(folder)
}

fn sites(machine: &Machine) -> Vec<Site> {
    let mut prefixes: Vec<String> =
        ["VIRTUAL_ENV", "CONDA_PREFIX"].iter().filter_map(|name| machine.variable(name)).collect();
    prefixes
        .extend(["/usr/local", "/usr", "/opt/venv", "/venv", "/app/.venv", "/opt/conda"].map(str::to_owned));
    let home = machine.home();
    prefixes.push(format!("{home}/.local"));
    let versions = format!("{home}/.pyenv/versions");
    prefixes.extend(machine.names(&versions).into_iter().map(|name| format!("{versions}/{name}")));
    let mut found: Vec<Site> = Vec::new();
    for prefix in prefixes {
        for name in machine.names(&format!("{prefix}/lib")) {
            let Some(version) = name.strip_prefix("python") else { continue };
            for packages in ["site-packages", "dist-packages"] {
                let folder = format!("{prefix}/lib/{name}/{packages}");
                let is_known = found.iter().any(|site| site.folder == folder);
                if machine.path(&folder).is_dir() && !is_known && version.contains('.') {
                    found.push(Site { version: version.to_owned(), folder });
                }
            }
        }
    }
    found
}

/// requests and pip take a file or a hashed folder.
fn bundle(machine: &Machine, variable: &str, path: String) -> Store {
    let is_folder = machine.path(&path).is_dir();
    let place = if is_folder { Source::Hashed(path) } else { Source::File(path) };
    Store { chosen_by: variable.to_owned(), places: vec![place], built_in: false }
}

/// httpx 0.27 passes over what does not exist; 0.28 takes the variables at their word.
fn httpx_store(machine: &Machine, certifi: &Store, old: bool) -> Store {
    let (named_file, named_folder) = (machine.variable("SSL_CERT_FILE"), machine.variable("SSL_CERT_DIR"));
    if let Some(path) = named_file.filter(|path| !old || machine.has_file(path)) {
        return file("SSL_CERT_FILE", path);
    }
    if let Some(path) = named_folder.filter(|path| !old || machine.path(path).is_dir()) {
        return Store {
            chosen_by: "SSL_CERT_DIR".to_owned(),
            places: vec![Source::Hashed(path)],
            built_in: false,
        };
    }
    certifi.clone()
}

/// pip has certifi inside; from 24.2 on, with Python 3.10 or newer, it asks the system as well.
fn pip_store(machine: &Machine, site: &Site, pip: &str) -> Store {
    if let Some(store) = ["PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"]
        .into_iter()
        .find_map(|name| machine.variable(name).map(|path| bundle(machine, name, path)))
    {
        return store;
    }
    let home = machine.home();
    for place in
        ["/etc/pip.conf".to_owned(), format!("{home}/.config/pip/pip.conf"), format!("{home}/.pip/pip.conf")]
    {
        let setting = machine.text(&place).and_then(|text| {
            text.lines().find_map(|line| {
                let (name, value) = line.split_once('=')?;
                (name.trim() == "cert").then(|| value.trim().to_owned())
            })
        });
        if let Some(path) = setting {
            return file(say!("cert in {place}", "{place} 中的 cert"), path);
        }
    }
    let numbers: Vec<u32> = pip.split('.').filter_map(|part| part.parse().ok()).collect();
    let asks_system =
        numbers.as_slice() >= [24, 2].as_slice() && minor(&site.version).is_some_and(|minor| minor >= 10);
    let own = format!("{}/pip/_vendor/certifi/cacert.pem", site.folder);
    if asks_system {
        let store = openssl(machine);
        let mut places = store.places;
        places.push(Source::File(own));
        return Store {
            chosen_by: say!(
                "truststore ({}), and its certifi",
                "truststore（{}），以及自带的 certifi",
                store.chosen_by
            ),
            places,
            built_in: false,
        };
    }
    file(say!("the certifi inside pip", "pip 内的 certifi"), own)
}
