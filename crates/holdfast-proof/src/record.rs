//! The two records of an item: `capture.json`, always shown with it, and `environment.json`, which may be
//! withheld alone (docs/format.md, section 2).
//!
//! Both begin with `v` and a random salt, so that their digests hide what they say. They hold no digests of
//! parts: those stand in item.sha256 alone, because a fact in two places can contradict itself. Keys are written
//! in the order of the structs, compact, and optional ones are left out.

use crate::{
    digest::{Digest, Salt},
    id::ItemId,
    json::{self, JsonSyntax},
    time::{wall_text, zoned_text},
};
use chrono::{DateTime, FixedOffset, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::{Map, Value};
use std::{borrow::Cow, fmt, str::FromStr};

/// The number `1`: the only format version there is. Another number is refused when read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FormatVersion;

impl Serialize for FormatVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(1)
    }
}

impl<'de> Deserialize<'de> for FormatVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u64::deserialize(deserializer)? {
            1 => Ok(Self),
            other => Err(de::Error::custom(format_args!("format version {other} is not known here"))),
        }
    }
}

/// A text that is none of the words of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected one of: {expected}")]
pub struct UnknownWord {
    /// The words that would have been good.
    pub expected: &'static str,
}

impl UnknownWord {
    /// Stable code of this error.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        "unknown-word"
    }
}

/// An enum whose text form is one fixed kebab-case word a variant, in Rust, JSON, SQL and on the command line.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// All words, in the order of their declaration.
            pub const ALL: &'static [$name] = &[$(Self::$variant,)*];

            /// The stable word.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                match text {
                    $($text => Ok(Self::$variant),)*
                    _ => Err(UnknownWord { expected: concat!($($text, " ",)*) }),
                }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    };
}

words! {
    /// What an item is.
    Kind {
        /// A picture of a screen.
        Screenshot = "screenshot",
        /// A conversation.
        Chat = "chat",
        /// An invoice.
        Invoice = "invoice",
        /// A web page.
        Page = "page",
        /// An order.
        Order = "order",
        /// An e-mail.
        Mail = "mail",
        /// A photograph.
        Photo = "photo",
        /// A video.
        Video = "video",
        /// A sound recording.
        Audio = "audio",
        /// Any other document.
        Document = "document",
        /// The salted lines of another item's part.
        Leaves = "leaves",
        /// Two items side by side.
        Comparison = "comparison",
    }
}

words! {
    /// Where an item is said to come from. It is stated, never checked.
    Origin {
        /// Holdfast itself captured it.
        CapturedByHoldfast = "captured-by-holdfast",
        /// The user brought it.
        SuppliedByUser = "supplied-by-user",
        /// The same computer fetched it a second time.
        FetchedAgain = "fetched-again",
        /// Made from another item.
        Derived = "derived",
    }
}

words! {
    /// Whether a capture got everything it set out to get.
    CompletenessState {
        /// Everything.
        Complete = "complete",
        /// Something is missing; the reasons say what.
        Partial = "partial",
        /// Nothing usable.
        Failed = "failed",
    }
}

/// What made the item: a tool and the command or way of intake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct How {
    /// The tool, for example `holdfast`.
    pub tool: String,
    /// The command, for example `item add`.
    pub command: String,
}

/// One part of an item: its name in the item's folder, its role, media type and size.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// ASCII name by role, given at intake (`p001.png`, `page.mhtml`, `leaves.sha256`).
    pub name: String,
    /// What the part is to the item, for example `original`.
    pub role: String,
    /// Media type, for example `image/png`.
    pub media_type: String,
    /// Size in bytes.
    pub size_bytes: u64,
}

/// Whether the item is whole, and if not, what is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completeness {
    /// Complete, partial or failed.
    pub state: CompletenessState,
    /// Kebab-case codes of what is missing; empty when complete.
    pub reasons: Vec<String>,
}

impl Completeness {
    /// Nothing is missing.
    #[must_use]
    pub fn complete() -> Self {
        Self { state: CompletenessState::Complete, reasons: Vec::new() }
    }
}

/// What was asked and what answered, for a web page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The address as typed.
    pub typed_url: String,
    /// The addresses in between, in order.
    pub redirects: Vec<String>,
    /// The address at the end.
    pub final_url: String,
    /// The HTTP status at the end.
    pub status: u16,
}

/// The newest checked time token in the vault when the record was written: the record is not older than that.
/// It says so of the record, not of the parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordNotBefore {
    /// SHA-256 of the token.
    pub token_sha256: Digest,
    /// The token's time.
    #[serde(with = "wall_text")]
    pub at: DateTime<Utc>,
}

/// `capture.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptureRecord {
    /// Always `1`.
    pub v: FormatVersion,
    /// 32 random bytes.
    pub salt: Salt,
    /// The item.
    pub id: ItemId,
    /// What it is.
    pub kind: Kind,
    /// Where it is said to come from.
    pub origin: Origin,
    /// What made it.
    pub how: How,
    /// When the intake began, by this computer's clock.
    #[serde(with = "zoned_text")]
    pub started_at: DateTime<FixedOffset>,
    /// When it ended, by this computer's clock.
    #[serde(with = "zoned_text")]
    pub ended_at: DateTime<FixedOffset>,
    /// How long it took by a clock that cannot be set, in milliseconds.
    pub monotonic_ms: u64,
    /// The parts, in order.
    pub parts: Vec<Part>,
    /// Whether something is missing.
    pub completeness: Completeness,
    /// For a web page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Page>,
    /// For a derived item: the seal digest of what it is made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Digest>,
    /// For leaves: the part of `of` that was cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// For leaves: how many there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// For a derived item: why it was made, a kebab-case code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What the record is not older than.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_not_before: Option<RecordNotBefore>,
}

impl CaptureRecord {
    /// The exact bytes of `capture.json`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        json::compact(self)
    }

    /// Reads `capture.json`, and the keys that this version does not know.
    pub fn parse(bytes: &[u8]) -> Result<(Self, Vec<String>), JsonSyntax> {
        json::parse_noting_unknown(bytes)
    }
}

/// One field of the environment: how it was learnt, and the value or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// Holdfast asked the system itself.
    Measured(Value),
    /// Something else said so, a file system for example.
    Declared(Value),
    /// There is no value; why.
    Unavailable(String),
}

impl Field {
    /// A value that Holdfast asked the system for. Only strings, integers, booleans, lists and maps.
    pub fn measured(value: impl Into<Value>) -> Self {
        Self::Measured(value.into())
    }

    /// A value that something else declared. Only strings, integers, booleans, lists and maps.
    pub fn declared(value: impl Into<Value>) -> Self {
        Self::Declared(value.into())
    }

    /// No value, and a kebab-case code why.
    pub fn unavailable(why: impl Into<String>) -> Self {
        Self::Unavailable(why.into())
    }

    /// The value, measured or declared.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        match self {
            Self::Measured(value) | Self::Declared(value) => Some(value),
            Self::Unavailable(_) => None,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "source")]
enum FieldText {
    Measured { value: Value },
    Declared { value: Value },
    Unavailable { why: String },
}

impl Serialize for Field {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = match self.clone() {
            Self::Measured(value) => FieldText::Measured { value },
            Self::Declared(value) => FieldText::Declared { value },
            Self::Unavailable(why) => FieldText::Unavailable { why },
        };
        text.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match FieldText::deserialize(deserializer)? {
            FieldText::Measured { value } => Self::Measured(value),
            FieldText::Declared { value } => Self::Declared(value),
            FieldText::Unavailable { why } => Self::Unavailable(why),
        })
    }
}

/// The fields of the environment that this version knows, in the order in which they are written.
pub const ENVIRONMENT_FIELDS: &[&str] = &[
    "os",
    "host",
    "app_version",
    "executable_sha256",
    "original_name",
    "original_name_bytes",
    "original_folder",
    "file_modified_at",
    "file_created_at",
    "declared_type",
    "measured_type",
    "text_encoding",
    "window_title",
    "window_process",
    "ip",
    "dns",
    "proxy",
    "tls_chain",
    "browser",
    "viewport",
    "clock_difference",
];

/// `environment.json`: where and with what the item was taken in. May be withheld alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvironmentRecord {
    /// 32 random bytes of its own.
    pub salt: Salt,
    fields: Vec<(String, Field)>,
}

impl EnvironmentRecord {
    /// A record without fields.
    #[must_use]
    pub fn new(salt: Salt) -> Self {
        Self { salt, fields: Vec::new() }
    }

    /// Sets a field; a field set before is replaced. Known fields keep the order of [`ENVIRONMENT_FIELDS`], others
    /// follow in the order of setting. `v` and `salt` are no fields and are not taken.
    pub fn set(&mut self, name: &str, field: Field) {
        if name == "v" || name == "salt" {
            return;
        }
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), field));
        self.fields.sort_by_key(|(name, _)| {
            ENVIRONMENT_FIELDS.iter().position(|known| known == name).unwrap_or(ENVIRONMENT_FIELDS.len())
        });
    }

    /// The field of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, field)| field)
    }

    /// All fields in the order in which they are written.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &Field)> {
        self.fields.iter().map(|(name, field)| (name.as_str(), field))
    }

    /// The exact bytes of `environment.json`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        json::compact(self)
    }

    /// Reads `environment.json`, and the keys that this version does not know. Fields stay in the order read.
    pub fn parse(bytes: &[u8]) -> Result<(Self, Vec<String>), JsonSyntax> {
        let record: Self = json::parse(bytes)?;
        let unknown = |name: &&str| !ENVIRONMENT_FIELDS.contains(name);
        let unknown = record.fields().map(|(name, _)| name).filter(unknown).take(json::UNKNOWN_NAMED);
        let unknown = unknown.map(str::to_owned).collect();
        Ok((record, unknown))
    }
}

impl Serialize for EnvironmentRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(2 + self.fields.len()))?;
        map.serialize_entry("v", &FormatVersion)?;
        map.serialize_entry("salt", &self.salt)?;
        for (name, field) in &self.fields {
            map.serialize_entry(name, field)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for EnvironmentRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut map = Map::<String, Value>::deserialize(deserializer)?;
        let mut take = |name: &'static str| map.shift_remove(name).ok_or_else(|| de::Error::missing_field(name));
        FormatVersion::deserialize(take("v")?).map_err(de::Error::custom)?;
        let salt = Salt::deserialize(take("salt")?).map_err(de::Error::custom)?;
        let mut fields = Vec::with_capacity(map.len());
        for (name, value) in map {
            let field =
                Field::deserialize(value).map_err(|error| de::Error::custom(format_args!("{name}: {error}")))?;
            fields.push((name, field));
        }
        Ok(Self { salt, fields })
    }
}
