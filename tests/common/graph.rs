//! Random certificate graphs: cross-certificates, loops, renewed keys, decoys that bear the right name and another key, constraints,
//! dates. A graph depends on its number alone, to the last octet: keys and signatures are Ed25519's, which need no chance.

use super::random::Random;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, CustomExtension, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints,
    SanType,
};

pub const HOST: &str = "www.example.com";
/// Keys cost more to make than certificates to sign.
pub struct Pool {
    pub keys: Vec<KeyPair>,
    /// Sets the validity period of a certificate, in so many of a hundred cases to one that is over or has not begun.
    dates: Dates,
}

/// See [`Pool`].
pub type Dates = fn(&mut CertificateParams, &mut Random, usize);

/// A CA in the graph: a name, and the keys that it has had.
struct Authority {
    name: String,
    keys: Vec<usize>,
}

pub struct Graph {
    pub chain: Vec<String>,
    pub anchors: Vec<String>,
    /// The CAs by name and key, each once.
    #[allow(dead_code, reason = "each suite uses a part")]
    pub authorities: Vec<(String, usize)>,
}

fn ca(name: &str, random: &mut Random, dates: Dates) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = Default::default();
    params.distinguished_name.push(DnType::CommonName, name);
    let path_len = if random.percent(15) {
        BasicConstraints::Constrained(u8::try_from(random.below(3)).unwrap())
    } else {
        BasicConstraints::Unconstrained
    };
    params.is_ca = if random.percent(3) { IsCa::ExplicitNoCa } else { IsCa::Ca(path_len) };
    params.key_usages = vec![KeyUsagePurpose::CrlSign];
    if !random.percent(4) {
        params.key_usages.push(KeyUsagePurpose::KeyCertSign);
    }
    if random.percent(6) {
        params.extended_key_usages = vec![if random.percent(50) {
            ExtendedKeyUsagePurpose::ServerAuth
        } else {
            ExtendedKeyUsagePurpose::ClientAuth
        }];
    }
    if random.percent(10) {
        let subtree = vec![subtree(random)];
        params.name_constraints = Some(if random.percent(60) {
            NameConstraints { permitted_subtrees: subtree, excluded_subtrees: Vec::new() }
        } else {
            NameConstraints { permitted_subtrees: Vec::new(), excluded_subtrees: subtree }
        });
    }
    if random.percent(2) {
        params.custom_extensions = vec![unknown_critical()];
    }
    dates(&mut params, random, 8);
    params.use_authority_key_identifier_extension = !random.percent(20);
    params
}

/// Mostly for DNS names, now and then for addresses or names of the directory.
fn subtree(random: &mut Random) -> GeneralSubtree {
    match random.below(10) {
        0 | 1 => {
            let base = *random.pick(&[[192, 0, 2, 0], [198, 51, 100, 0]]);
            GeneralSubtree::IpAddress(CidrSubnet::from_v4_prefix(base, 24))
        }
        2 => {
            let mut name = DistinguishedName::new();
            name.push(DnType::CommonName, *random.pick(&[HOST, "mail.example.com"]));
            GeneralSubtree::DirectoryName(name)
        }
        _ => {
            let names = ["example.com", "example.org", "www.example.com", "com"];
            GeneralSubtree::DnsName((*random.pick(&names)).to_owned())
        }
    }
}

fn unknown_critical() -> CustomExtension {
    let mut unknown = CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 99999, 1], vec![5, 0]);
    unknown.set_criticality(true);
    unknown
}

fn leaf(random: &mut Random, dates: Dates) -> CertificateParams {
    let name = if random.percent(95) { HOST } else { "mail.example.com" };
    let mut params = CertificateParams::new([name.to_owned()]).unwrap();
    if random.percent(15) {
        params.subject_alt_names.push(SanType::IpAddress([192, 0, 2, 7].into()));
    }
    params.distinguished_name = Default::default();
    params.distinguished_name.push(DnType::CommonName, HOST);
    params.is_ca =
        if random.percent(97) { IsCa::ExplicitNoCa } else { IsCa::Ca(BasicConstraints::Unconstrained) };
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = match random.below(20) {
        0 => vec![ExtendedKeyUsagePurpose::ClientAuth],
        1 => Vec::new(),
        2 => vec![ExtendedKeyUsagePurpose::Any],
        _ => vec![ExtendedKeyUsagePurpose::ServerAuth],
    };
    dates(&mut params, random, 3);
    params.use_authority_key_identifier_extension = true;
    params
}

/// A certificate for this subject, in PEM, signed under this name with this key: where the issuer never had it, a decoy.
fn issue(params: &CertificateParams, subject: &KeyPair, issuer: &str, signer: &KeyPair) -> String {
    let mut issued_by = CertificateParams::default();
    issued_by.distinguished_name = Default::default();
    issued_by.distinguished_name.push(DnType::CommonName, issuer);
    issued_by.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    params.signed_by(subject, &Issuer::from_params(&issued_by, signer)).unwrap().pem()
}

/// The key of this number: a PKCS#8 frame around the seed (RFC 8410 §7).
fn key(number: u8) -> KeyPair {
    let mut pkcs8 = vec![0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    pkcs8.extend([number + 1; 32]);
    KeyPair::try_from(pkcs8).unwrap()
}

impl Pool {
    pub fn new(dates: Dates) -> Self {
        Self { keys: (0..12).map(key).collect(), dates }
    }

    pub fn graph(&self, seed: u64) -> Graph {
        let mut random = Random::new(seed);
        let (keys, dates) = (&self.keys, self.dates);
        let authorities: Vec<Authority> = (0..3 + random.below(5))
            .map(|number| {
                let mut own = vec![random.below(keys.len())];
                if random.percent(25) {
                    own.push(random.below(keys.len()));
                }
                // Two authorities of one name: a CA that was created again.
                let number = if random.percent(8) { 0 } else { number };
                Authority { name: format!("CA {number}"), keys: own }
            })
            .collect();
        // Signed by the issuer, and now and then by somebody who only bears its name.
        let signed = |params: &CertificateParams, key: usize, issuer: &Authority, random: &mut Random| {
            let honest = *random.pick(&issuer.keys);
            let signer = if random.percent(8) { random.below(keys.len()) } else { honest };
            issue(params, &keys[key], &issuer.name, &keys[signer])
        };
        let mut chain = vec![signed(&leaf(&mut random, dates), 0, &authorities[0], &mut random)];
        let mut others = Vec::new();
        // A way up from the end entity, cross-certificates and loops beside it.
        for pair in authorities.windows(2) {
            let key = pair[0].keys[0];
            others.push(signed(&ca(&pair[0].name, &mut random, dates), key, &pair[1], &mut random));
        }
        for _ in 0..random.below(6) {
            let (subject, issuer) = (random.pick(&authorities), random.pick(&authorities));
            let key = *random.pick(&subject.keys);
            others.push(signed(&ca(&subject.name, &mut random, dates), key, issuer, &mut random));
        }
        if random.percent(20) {
            others.remove(random.below(others.len()));
        }
        random.shuffle(&mut others);
        chain.append(&mut others);
        let mut anchors = Vec::new();
        for number in 0..1 + random.below(3) {
            let from_top = if number == 0 { 0 } else { random.below(authorities.len()) };
            let anchor = &authorities[authorities.len() - 1 - from_top];
            let key = *random.pick(&anchor.keys);
            let mut params = ca(&anchor.name, &mut random, dates);
            match random.below(25) {
                0 => params.is_ca = IsCa::ExplicitNoCa,
                1 => params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth],
                2 => params.custom_extensions = vec![unknown_critical()],
                _ => {}
            }
            anchors.push(issue(&params, &keys[key], &anchor.name, &keys[key]));
        }
        let authorities =
            authorities.iter().map(|authority| (authority.name.clone(), authority.keys[0])).collect();
        Graph { chain, anchors, authorities }
    }
}
