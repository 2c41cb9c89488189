//! The two languages, and how a person or a system names them.

/// A language in which every sentence exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English, the fallback everywhere.
    En,
    /// Simplified Chinese.
    Zh,
}

impl Language {
    /// Both, in the order in which pages show them.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// Reads `zh`, `en`, `zh-CN`, `zh_CN.UTF-8`, `EN-gb` and the like: the first subtag decides.
    /// `None` for any other language; what to fall back to is the caller's choice.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let first = name.split(['-', '_', '.', '@']).next().unwrap_or_default();
        if first.eq_ignore_ascii_case("zh") {
            Some(Self::Zh)
        } else if first.eq_ignore_ascii_case("en") {
            Some(Self::En)
        } else {
            None
        }
    }

    /// The name on the command line and in files: `en` or `zh`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// The tag for HTML's `lang` (BCP 47).
    #[must_use]
    pub const fn html_tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-CN",
        }
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl std::str::FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(name: &str) -> Result<Self, UnknownLanguage> {
        Self::parse(name).ok_or(UnknownLanguage)
    }
}

/// The language is neither Chinese nor English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownLanguage;

impl std::fmt::Display for UnknownLanguage {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("the languages are zh and en")
    }
}

impl std::error::Error for UnknownLanguage {}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_language_is_known_by_its_first_subtag() {
        for name in ["zh", "zh-CN", "zh_TW.UTF-8", "ZH-hans"] {
            assert_eq!(Language::parse(name), Some(Language::Zh), "{name} is Chinese");
        }
        for name in ["en", "en_GB.UTF-8", "EN"] {
            assert_eq!(Language::parse(name), Some(Language::En), "{name} is English");
        }
        for name in ["", "C", "POSIX", "de", "zhx"] {
            assert_eq!(Language::parse(name), None, "{name} is neither");
        }
    }
}
