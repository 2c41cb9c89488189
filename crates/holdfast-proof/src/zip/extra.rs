//! Extra fields (APPNOTE 4.5): only ZIP64 belongs to the profile; a second name is a second folder, so it is refused.

use super::{u16_at, u64_at};

/// What the extra fields of one header say.
#[derive(Debug, Default)]
pub(super) struct Extra<'a> {
    /// The content of the ZIP64 field 0x0001.
    pub(super) large: Option<&'a [u8]>,
    /// The name in a Unicode Path field 0x7075.
    pub(super) other_name: Option<&'a [u8]>,
    /// Fields of encryption: 0x9901, 0x0017.
    pub(super) encrypted: bool,
    /// Fields that only say something about times, owners and the like.
    pub(super) foreign: bool,
    /// Why the fields cannot be read in one way only.
    pub(super) broken: Option<&'static str>,
}

/// Reads the extra fields of a header.
pub(super) fn parse(mut bytes: &[u8]) -> Extra<'_> {
    let mut extra = Extra::default();
    while !bytes.is_empty() {
        if bytes.len() < 4 {
            // Some packers fill up with zeros to align what follows.
            extra.foreign = true;
            if bytes.iter().any(|byte| *byte != 0) {
                extra.broken = Some("extra fields end in the middle");
            }
            break;
        }
        let id = u16_at(bytes, 0);
        let length = usize::from(u16_at(bytes, 2));
        let Some(content) = bytes.get(4..4 + length) else {
            extra.broken = Some("an extra field is longer than its header");
            break;
        };
        match id {
            0x0001 if extra.large.is_some() => extra.broken = Some("two ZIP64 extra fields"),
            0x0001 => extra.large = Some(content),
            0x7075 if extra.other_name.is_some() => extra.broken = Some("two Unicode Path extra fields"),
            // version (1), CRC-32 of the header's name (4), the other name
            0x7075 => match content.get(5..) {
                Some(name) => extra.other_name = Some(name),
                None => extra.broken = Some("a Unicode Path extra field without a name"),
            },
            0x9901 | 0x0017 => extra.encrypted = true,
            _ => extra.foreign = true,
        }
        bytes = &bytes[4 + length..];
    }
    extra
}

/// Takes 8-byte numbers out of a ZIP64 field, in order, one for each stated number that is all ones.
pub(super) struct Large<'a>(pub(super) &'a [u8]);

impl Large<'_> {
    /// The number meant by a 32-bit field: itself, or the next one of the ZIP64 field. `None`: the field is too short.
    pub(super) fn number(&mut self, stated: u32) -> Option<u64> {
        if stated != u32::MAX {
            return Some(u64::from(stated));
        }
        let number = self.0.get(..8).map(|bytes| u64_at(bytes, 0))?;
        self.0 = &self.0[8..];
        Some(number)
    }
}
