//! `chainwhy doctor` over file systems in folders: the ways in which “unable to get local issuer certificate” comes about.
#![allow(missing_docs, reason = "a test")]

mod support;

use serde_json::Value;
use support::{AT, Authority, Folder, Ran, program};

struct Machine {
    folder: Folder,
    root: Authority,
    public: Authority,
    chain: String,
    short: String,
}

/// A container with Debian's bundle, Python 3.12 with certifi, requests and httpx, and a server of a company's CA.
fn machine(name: &str) -> Machine {
    let root = Authority::root("Corp Root CA");
    let public = Authority::root("Public Root CA");
    let intermediate = root.intermediate("Corp TLS CA");
    let server = intermediate.server(&["api.corp.example"]);
    let folder = Folder::new(name);
    folder.write("m/etc/ssl/certs/ca-certificates.crt", format!("{}{}", public.pem, root.pem));
    folder.write("m/usr/lib/ssl/openssl.cnf", "");
    folder.write("m/usr/lib/ssl/cert.pem", format!("{}{}", public.pem, root.pem));
    folder.write("m/usr/bin/curl", "");
    folder.write("m/usr/bin/openssl", "");
    let site = "m/usr/local/lib/python3.12/site-packages";
    folder.write(&format!("{site}/certifi/cacert.pem"), &public.pem);
    for package in ["certifi-2024.8.30", "requests-2.34.0", "httpx-0.28.1"] {
        folder.write(&format!("{site}/{package}.dist-info/METADATA"), "");
    }
    let chain = folder.write("chain.pem", format!("{}{}", server.pem, intermediate.pem));
    let short = folder.write("short.pem", &server.pem);
    Machine { folder, root, public, chain, short }
}

impl Machine {
    fn ask(&self, chain: &str, environment: &[(&str, &str)]) -> (Ran, Value) {
        let root = self.folder.path("m");
        let doctor = |form: &[&str]| {
            let mut command = program();
            command
                .envs(environment.iter().copied())
                .args(["doctor", "--chain", chain, "--at", AT, "--root"])
                .arg(&root);
            Ran::of(command.args(form).output().unwrap())
        };
        let json = doctor(&["--json"]);
        let value = serde_json::from_str(&json.out).unwrap_or_else(|_| panic!("{}{}", json.out, json.err));
        (doctor(&[]), value)
    }
}

fn row<'a>(value: &'a Value, program: &str) -> &'a Value {
    let rows = value["stores"].as_array().unwrap();
    rows.iter()
        .find(|row| row["program"].as_str().unwrap().starts_with(program))
        .unwrap_or_else(|| panic!("{program}: {value:#}"))
}

#[test]
fn certifi_and_a_private_ca_are_told_from_a_chain_that_is_wrong() {
    let machine = machine("certifi");
    let (text, value) = machine.ask(&machine.chain, &[]);
    assert_eq!(text.status, 1);
    assert_eq!(row(&value, "curl")["accepts"], true);
    let requests = row(&value, "requests");
    assert_eq!(
        (&requests["accepts"], &requests["chosenBy"]),
        (&Value::from(false), &Value::from("certifi 2024.8.30"))
    );
    assert_eq!(requests["mend"], "export REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt");
    assert_eq!(row(&value, "httpx")["mend"], "export SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt");
    assert!(text.words().contains("not in the store that these clients read"), "{}", text.out);
    // The line that it gives mends it.
    let (_, value) =
        machine.ask(&machine.chain, &[("REQUESTS_CA_BUNDLE", "/etc/ssl/certs/ca-certificates.crt")]);
    assert_eq!(row(&value, "requests")["accepts"], true);
}

#[test]
fn a_folder_that_does_not_exist_leaves_httpx_without_any_anchor() {
    let machine = machine("folder");
    let (text, value) = machine.ask(&machine.chain, &[("SSL_CERT_DIR", "/nonexistent")]);
    let httpx = row(&value, "httpx");
    assert_eq!((&httpx["accepts"], &httpx["anchors"]), (&Value::from(false), &Value::from(0)));
    assert_eq!(httpx["places"][0]["state"], "missing");
    assert_eq!(httpx["mend"], "export SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt");
    assert!(text.words().contains("is not there or holds nothing"), "{}", text.out);
    // requests does not heed that variable.
    assert_eq!(row(&value, "requests")["chosenBy"], "certifi 2024.8.30");
}

#[test]
fn a_folder_that_nobody_hashed_is_told_from_an_empty_one() {
    let machine = machine("hash");
    machine.folder.write("m/company/root.pem", &machine.root.pem);
    let (_, value) = machine.ask(&machine.chain, &[("SSL_CERT_DIR", "/company")]);
    assert_eq!(row(&value, "httpx")["places"][0]["state"], "not-hashed");
    machine.folder.write("m/company/0a1b2c3d.0", &machine.root.pem);
    let (_, value) = machine.ask(&machine.chain, &[("SSL_CERT_DIR", "/company")]);
    assert_eq!(row(&value, "httpx")["accepts"], true);
}

#[test]
fn a_missing_intermediate_is_the_servers_fault_whatever_the_store() {
    let machine = machine("intermediate");
    let (text, value) = machine.ask(&machine.short, &[]);
    assert_eq!(row(&value, "curl")["accepts"], false);
    assert!(text.words().contains("The server leaves out an intermediate"), "{}", text.out);
}

#[test]
fn a_root_that_no_store_has_is_to_be_got_from_its_ca() {
    let machine = machine("unknown");
    for place in ["m/etc/ssl/certs/ca-certificates.crt", "m/usr/lib/ssl/cert.pem"] {
        machine.folder.write(place, &machine.public.pem);
    }
    let (text, value) = machine.ask(&machine.chain, &[]);
    assert_eq!(row(&value, "curl")["accepts"], false);
    assert!(text.words().contains("No store of this machine has the root"), "{}", text.out);
}

#[test]
fn variables_files_and_configurations_are_told_as_what_chose_the_store() {
    let machine = machine("choice");
    let bundle = machine.folder.path("m/company.pem");
    machine.folder.write("m/company.pem", &machine.root.pem);
    assert!(support::exists(&bundle));
    machine.folder.write("m/usr/bin/git", "");
    machine.folder.write("m/usr/bin/node", "");
    machine.folder.write("m/usr/bin/npm", "");
    machine.folder.write("m/etc/gitconfig", "[user]\n\tname = x\n[http]\n\tsslCAInfo = /company.pem\n");
    machine.folder.write("m/etc/npmrc", "cafile=/company.pem\n");
    let (_, value) = machine.ask(&machine.chain, &[("NODE_EXTRA_CA_CERTS", "/company.pem")]);
    assert_eq!(row(&value, "git")["chosenBy"], "http.sslCAInfo in /etc/gitconfig");
    assert_eq!(row(&value, "npm")["chosenBy"], "cafile in /etc/npmrc");
    assert_eq!(row(&value, "Node.js")["chosenBy"], "built in, and NODE_EXTRA_CA_CERTS");
    for program in ["git", "npm", "Node.js"] {
        assert_eq!(row(&value, program)["accepts"], true, "{program}");
    }
}

#[test]
fn httpx_0_27_passes_over_a_variable_that_names_nothing() {
    let machine = machine("httpx27");
    let site = "m/usr/local/lib/python3.12/site-packages";
    std::fs::remove_dir_all(machine.folder.path(&format!("{site}/httpx-0.28.1.dist-info"))).unwrap();
    machine.folder.write(&format!("{site}/httpx-0.27.2.dist-info/METADATA"), "");
    let (_, value) =
        machine.ask(&machine.chain, &[("SSL_CERT_DIR", "/nonexistent"), ("SSL_CERT_FILE", "/nonexistent")]);
    assert_eq!(row(&value, "httpx")["chosenBy"], "certifi 2024.8.30");
}

#[test]
fn python_3_13_asks_more_of_a_root_than_others() {
    let machine = machine("strict");
    // A root of version 3 without any extension: OpenSSL takes it, Python 3.13 does not (code 85 or 86, 79 …).
    let root = Authority::bare_root("Old Corp Root");
    let server = root.server(&["api.corp.example"]);
    machine.folder.write("m/usr/lib/ssl/cert.pem", &root.pem);
    machine.folder.write("m/etc/ssl/certs/ca-certificates.crt", &root.pem);
    std::fs::rename(
        machine.folder.path("m/usr/local/lib/python3.12"),
        machine.folder.path("m/usr/local/lib/python3.13"),
    )
    .unwrap();
    let chain = machine.folder.write("bare.pem", &server.pem);
    let (text, value) = machine.ask(&chain, &[]);
    assert_eq!(row(&value, "curl")["accepts"], true, "{value:#}");
    assert_eq!(row(&value, "Python 3.13")["accepts"], false);
    assert!(text.words().contains("ask more of the certificates"), "{}", text.out);
}

/// The proxy signs anew what servers send; its CA was put where the administrator puts it, into the system's store alone.
#[test]
fn an_inspecting_proxy_is_trusted_by_those_that_read_the_systems_store() {
    let machine = machine("proxy");
    let proxy = Authority::root("Corp Inspection CA");
    let server = proxy.server(&["api.openai.example"]);
    let store = format!("{}{}", machine.public.pem, proxy.pem);
    machine.folder.write("m/etc/ssl/certs/ca-certificates.crt", &store);
    machine.folder.write("m/usr/lib/ssl/cert.pem", &store);
    machine.folder.write("m/usr/bin/node", "");
    let chain = machine.folder.write("inspected.pem", &server.pem);
    let (text, value) = machine.ask(&chain, &[]);
    assert_eq!(text.status, 1);
    assert_eq!(row(&value, "curl")["accepts"], true, "{value:#}");
    for program in ["requests", "httpx", "Node.js"] {
        assert_eq!(row(&value, program)["accepts"], false, "{program}");
    }
    assert_eq!(
        row(&value, "requests")["mend"],
        "export REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt"
    );
    assert!(text.words().contains("Corp Inspection CA"), "{}", text.out);
    assert!(
        text.words().contains("The root “Corp Inspection CA” is on this machine, but not in the store"),
        "{}",
        text.out
    );
    assert_eq!(row(&value, "httpx")["missing"], "Corp Inspection CA");
}

#[test]
fn a_root_is_added_only_with_apply_and_taken_back_with_undo() {
    let machine = machine("apply");
    let root = machine.folder.write("root.pem", &machine.root.pem);
    std::fs::create_dir_all(machine.folder.path("m/usr/local/share/ca-certificates")).unwrap();
    let doctor = |more: &[&str]| {
        Ran::of(
            program().args(["doctor", "--root"]).arg(machine.folder.path("m")).args(more).output().unwrap(),
        )
    };
    let added =
        || std::fs::read_dir(machine.folder.path("m/usr/local/share/ca-certificates")).unwrap().count();
    let shown = doctor(&["--add", &root]);
    assert!(shown.out.contains("Corp Root CA") && shown.out.contains("Nothing was changed"), "{}", shown.out);
    assert_eq!(added(), 0);
    assert_eq!(doctor(&["--add", &root, "--apply"]).status, 0);
    assert_eq!(added(), 1);
    assert_eq!(doctor(&["--undo"]).status, 0);
    assert_eq!(added(), 0);
    assert_eq!(doctor(&["--undo"]).status, 2);
    let server = machine.folder.write("server.pem", machine.root.server(&["a.example"]).pem);
    let refused = doctor(&["--add", &server, "--apply"]);
    assert!(refused.status == 2 && refused.err.contains("no CA certificate"), "{}", refused.err);
}
