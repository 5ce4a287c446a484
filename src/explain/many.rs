//! Of very many trust anchors only those are read that could matter: the first thousand, and of the rest what a path could lead to. The
//! others are counted. A store of five thousand holds a few that bear a name of the chain.

use std::collections::{BTreeMap, BTreeSet};

use crate::anchors::MozillaRoot;
use crate::certificate::Bag;
use crate::certificate::name::Name;
use crate::encoding::Encoding;
use crate::input::{Entry, MOST_ENTRIES};

/// The indexes of the anchors that need not be read, beside what was sent.
pub(super) fn passed_over(anchors: &[Entry], sent: &Bag) -> BTreeSet<usize> {
    if anchors.len() <= MOST_ENTRIES {
        return BTreeSet::new();
    }
    let folded = |name: &[u8]| Name::from_der(name).without_form();
    let mut bearers: BTreeMap<Vec<u8>, Vec<(usize, Vec<u8>)>> = BTreeMap::new();
    let mut passed: BTreeSet<usize> = BTreeSet::new();
    for (index, anchor) in anchors.iter().enumerate() {
        let Some((subject, issuer)) = Encoding::names(&anchor.der) else { continue };
        bearers.entry(folded(subject)).or_default().push((index, folded(issuer)));
        // Whether these are the public roots is told of all of them together.
        if index >= MOST_ENTRIES && !MozillaRoot::all().any(|root| root.has_subject(subject)) {
            passed.insert(index);
        }
    }
    // From the names that were sent up, each name once.
    let mut names: Vec<Vec<u8>> =
        sent.iter().flat_map(|(_, known)| [&known.subject, &known.issuer].map(Name::without_form)).collect();
    while let Some(name) = names.pop() {
        for (index, issuer) in bearers.remove(&name).into_iter().flatten() {
            passed.remove(&index);
            names.push(issuer);
        }
    }
    passed
}
