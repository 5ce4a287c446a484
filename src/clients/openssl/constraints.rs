//! check_name_constraints: from the anchor down, each certificate's names against every CA above it.

use crate::certificate::Certificate;
use crate::certificate::extensions::{GeneralName, NameConstraints};
use crate::fault::CertificateId;
use crate::rules::name_constraints::{self, Allowance};

use super::super::scene::Facts;
use super::{Run, is_self_issued};

/// NAME_CHECK_MAX (crypto/x509/v3_ncons.c): names times constraints, of whatever kind.
const MOST_COMPARISONS: usize = 1 << 20;
/// X509_V_ERR_UNSPECIFIED.
const UNSPECIFIED: u8 = 1;

pub(super) fn check(run: &mut Run<'_>, chain: &[CertificateId]) {
    for (depth, id) in chain.iter().enumerate().rev() {
        let certificate = run.scene.get(*id);
        if depth > 0 && is_self_issued(certificate) {
            continue;
        }
        for above in chain.iter().skip(depth + 1).rev() {
            let Some(found) = &run.scene.get(*above).extensions.name_constraints else { continue };
            let mut names = name_constraints::names_of(certificate);
            if depth == 0 {
                names.extend(common_name_as_host(certificate));
            }
            let fault = if are_too_many(certificate, &found.value) {
                Some(UNSPECIFIED)
            } else {
                first_fault(&names, &found.value)
            };
            if let Some(number) = fault {
                run.report(number, *id);
            }
        }
    }
}

/// Without a dNSName the common name is taken for one, if it looks like one.
fn common_name_as_host(certificate: &Certificate) -> Option<GeneralName> {
    let has_dns_name =
        certificate.alternatives().unwrap_or_default().iter().any(|name| matches!(name, GeneralName::Dns(_)));
    let name = certificate.subject.common_name().filter(|_| !has_dns_name)?;
    let looks_like_a_host = name.contains('.')
        && name.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        });
    looks_like_a_host.then(|| GeneralName::Dns(name.to_owned()))
}

fn are_too_many(certificate: &Certificate, constraints: &NameConstraints) -> bool {
    let alternatives = certificate.alternatives().unwrap_or_default().len();
    let names = certificate.subject.attributes.len().saturating_add(alternatives);
    let all = constraints.permitted.iter().chain(&constraints.excluded).count();
    MOST_COMPARISONS.checked_div(names).is_some_and(|most| all > most)
}

fn first_fault(names: &[GeneralName], constraints: &NameConstraints) -> Option<u8> {
    names.iter().find_map(|name| match name_constraints::allowance(name, constraints) {
        Allowance::Allowed => None,
        Allowance::NotPermitted => Some(47),
        Allowance::Excluded => Some(48),
    })
}
