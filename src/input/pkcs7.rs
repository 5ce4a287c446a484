//! The certificates and CRLs that a PKCS #7 (CMS) signedData carries: RFC 5652 §5.1.
//!
//! Bundles of this kind are signed by nobody: only the two lists are of interest. Some programs write BER of
//! indefinite length, so the way down to the lists allows it.

use super::der::{self, CONTEXT_0, CONTEXT_1, Element, SEQUENCE};

/// What a signedData carries, in its order.
#[derive(Debug, Default)]
pub(super) struct Bundle<'a> {
    pub certificates: Vec<Element<'a>>,
    pub crls: Vec<Element<'a>>,
}

/// The lists of a ContentInfo that [`der::Shape::SignedData`] was seen in; `None` where the way down is broken.
pub(super) fn unpack<'a>(content_info: &Element<'a>) -> Option<Bundle<'a>> {
    let content_type = der::read(content_info.content).ok()?;
    let explicit = der::read_ber(content_type.rest).ok()?;
    let signed_data = der::read_ber(explicit.content).ok()?;
    if explicit.tag != CONTEXT_0 || signed_data.tag != SEQUENCE {
        return None;
    }
    let mut bundle = Bundle::default();
    let mut rest = signed_data.content;
    while let Ok(element) = der::read_ber(rest) {
        rest = element.rest;
        // Other choices, such as attribute certificates, carry a context tag and are passed over.
        let members = || der::children(element.content).filter(|member| member.tag == SEQUENCE);
        match element.tag {
            CONTEXT_0 => bundle.certificates.extend(members()),
            CONTEXT_1 => bundle.crls.extend(members()),
            _ => {}
        }
    }
    Some(bundle)
}
