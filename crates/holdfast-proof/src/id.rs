//! Names that are random, so that they tell nothing: items, vaults, disputes, exports.
//!
//! UUIDs are read only in their lower-case hyphenated form (RFC 9562 section 4); the others are 32 lower-case
//! hexadecimal digits. Randomness comes in as an argument.

use crate::hex::hex_text;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{borrow::Cow, fmt, str::FromStr};
use uuid::{Builder, Uuid};

/// A text that is not a lower-case hyphenated UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a lower-case hyphenated UUID")]
pub struct IdSyntax;

impl IdSyntax {
    /// Stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "id-syntax"
    }
}

macro_rules! uuid_text {
    ($name:ident) => {
        impl $name {
            /// The UUID inside.
            #[must_use]
            pub const fn uuid(&self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(formatter)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = IdSyntax;

            fn from_str(text: &str) -> Result<Self, IdSyntax> {
                let id = Self(Uuid::try_parse(text).map_err(|_| IdSyntax)?);
                // The parser also takes braces, URNs and upper case: only one spelling may pass.
                if id.to_string() == text { Ok(id) } else { Err(IdSyntax) }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

/// One item of evidence: a UUID version 7, so that ids sort by the time of intake.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(Uuid);

uuid_text!(ItemId);

impl ItemId {
    /// UUID version 7 (RFC 9562 section 5.7) from milliseconds since 1970 and ten random bytes.
    #[must_use]
    pub fn new_v7(unix_ms: u64, random: [u8; 10]) -> Self {
        Self(Builder::from_unix_timestamp_millis(unix_ms, &random).into_uuid())
    }

    /// Takes the 16 bytes of an id made before.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Uuid::from_bytes(bytes))
    }

    /// The 16 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }
}

/// One vault: a UUID version 4, told in each checkpoint's origin.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VaultId(Uuid);

uuid_text!(VaultId);

impl VaultId {
    /// UUID version 4 (RFC 9562 section 5.4) from 16 random bytes.
    #[must_use]
    pub fn from_random(random: [u8; 16]) -> Self {
        Self(Builder::from_random_bytes(random).into_uuid())
    }
}

/// One dispute, as its log entries name it: 16 random bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DisputeId([u8; 16]);

hex_text!(DisputeId, 16);

impl DisputeId {
    /// Takes 16 random bytes.
    #[must_use]
    pub const fn from_random(random: [u8; 16]) -> Self {
        Self(random)
    }

    /// The 16 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// One export, as `export-begun` and bag-info.txt name it: 16 random bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExportId([u8; 16]);

hex_text!(ExportId, 16);

impl ExportId {
    /// Takes 16 random bytes.
    #[must_use]
    pub const fn from_random(random: [u8; 16]) -> Self {
        Self(random)
    }

    /// The 16 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_ids_sort_by_the_time_of_intake() {
        let earlier = ItemId::new_v7(1_762_063_385_000, [0xff; 10]);
        let later = ItemId::new_v7(1_762_063_385_001, [0; 10]);
        assert!(earlier < later && earlier.to_string() < later.to_string(), "time comes first in version 7");
        assert_eq!(later.uuid().get_version_num(), 7, "RFC 9562 section 5.7");
        assert_eq!(VaultId::from_random([7; 16]).uuid().get_version_num(), 4, "RFC 9562 section 5.4");
    }

    #[test]
    fn an_id_has_one_spelling() {
        let text = ItemId::new_v7(1, [2; 10]).to_string();
        assert!(text.parse::<ItemId>().is_ok(), "the way back");
        for bad in [text.to_uppercase(), text.replace('-', ""), format!("{{{text}}}"), format!("urn:uuid:{text}")] {
            if bad != text {
                assert!(bad.parse::<ItemId>().is_err(), "refused: {bad}");
            }
        }
    }
}
