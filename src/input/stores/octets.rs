//! Numbers and strings of the formats that are no DER.

/// What is left to be read.
pub(super) struct Octets<'a>(pub &'a [u8]);

impl<'a> Octets<'a> {
    pub(super) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let taken = self.0.get(..length)?;
        self.0 = self.0.get(length..)?;
        Some(taken)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// Four octets, the highest first.
    pub(super) fn number(&mut self) -> Option<usize> {
        let octets: [u8; 4] = self.take(4)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(octets)).ok()
    }

    /// Four octets, the lowest first.
    pub(super) fn little(&mut self) -> Option<usize> {
        let octets: [u8; 4] = self.take(4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(octets)).ok()
    }

    /// As many octets as a number in front of them says.
    pub(super) fn counted(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.take(length)
    }

    /// A string as Java writes it: two octets of length, then almost UTF-8.
    pub(super) fn text(&mut self) -> Option<String> {
        let octets: [u8; 2] = self.take(2)?.try_into().ok()?;
        let text = self.take(usize::from(u16::from_be_bytes(octets)))?;
        Some(String::from_utf8_lossy(text).into_owned())
    }
}
