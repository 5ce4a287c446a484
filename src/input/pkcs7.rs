//! The certificates and CRLs that a PKCS #7 (CMS) signedData carries: RFC 5652 §5.1.
//!
//! Bundles of this kind are signed by nobody: only the two lists are of interest. Some programs write BER of
//! indefinite length, so the way down to the lists allows it.

use super::der::{self, CONTEXT_0, CONTEXT_1, Element, SEQUENCE};

/// What a signedData carries: the contents of its lists.
#[derive(Debug, Default)]
pub(super) struct Bundle<'a> {
    certificates: Vec<&'a [u8]>,
    crls: Vec<&'a [u8]>,
}

impl<'a> Bundle<'a> {
    /// Certificates, then CRLs, each in their order. Other choices, such as attribute certificates, carry a context tag and are passed
    /// over.
    pub(super) fn members(&self) -> impl Iterator<Item = Element<'a>> {
        let lists = self.certificates.iter().chain(&self.crls);
        lists.flat_map(|list| der::children(list)).filter(|member| member.tag == SEQUENCE)
    }
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
        match element.tag {
            CONTEXT_0 => bundle.certificates.push(element.content),
            CONTEXT_1 => bundle.crls.push(element.content),
            _ => {}
        }
    }
    Some(bundle)
}
