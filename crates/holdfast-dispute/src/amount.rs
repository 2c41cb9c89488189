//! An amount of money: an exact decimal and an ISO 4217 code, `299.00 CNY`. Never a float.
//!
//! Read as people write it: `¥299`, `￥1,299.00`, `299元`, `人民币299`, `299 RMB`, `CNY 299`, `US$ 5`. The sign ¥ is
//! read as CNY unless JPY is written beside it. A bare `$` names a dozen currencies and is refused, as is an amount
//! without any: a wrong currency in a complaint is worse than a question.

use crate::currency;
use std::fmt;
use std::str::FromStr;

/// A checked amount; [`fmt::Display`] gives the one form: digits, `.`, at least the currency's decimals, a blank, the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    whole: String,
    decimals: String,
    currency: &'static str,
}

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountProblem {
    /// There is no number, or more than one.
    #[error("is no amount: write it like 299.00 CNY")]
    NotANumber,
    /// Groups or the decimal sign can be read in two ways, as in `1,29` or `1.299,00`.
    #[error("can be read in two ways: write it like 1299.00 CNY")]
    Separators,
    /// A minus sign.
    #[error("is less than nothing")]
    Negative,
    /// More than 15 digits before, or 6 after the point.
    #[error("has too many digits")]
    TooManyDigits,
    /// No currency.
    #[error("has no currency: write it like 299.00 CNY")]
    CurrencyMissing,
    /// `$` alone.
    #[error("has a $ that may be of several countries: write USD, HKD, TWD, SGD, AUD or CAD")]
    CurrencyAmbiguous,
    /// A code that ISO 4217 does not list.
    #[error("has a currency that is not in ISO 4217")]
    CurrencyUnknown,
    /// Two currencies that contradict each other.
    #[error("has two currencies")]
    CurrencyTwice,
}

impl AmountProblem {
    /// Every problem, in the order of declaration.
    pub const ALL: &'static [AmountProblem] = &[
        Self::NotANumber,
        Self::Separators,
        Self::Negative,
        Self::TooManyDigits,
        Self::CurrencyMissing,
        Self::CurrencyAmbiguous,
        Self::CurrencyUnknown,
        Self::CurrencyTwice,
    ];

    /// The stable kebab-case reason.
    pub fn reason(self) -> &'static str {
        match self {
            AmountProblem::NotANumber => "not-an-amount",
            AmountProblem::Separators => "separators-ambiguous",
            AmountProblem::Negative => "amount-negative",
            AmountProblem::TooManyDigits => "too-many-digits",
            AmountProblem::CurrencyMissing => "currency-missing",
            AmountProblem::CurrencyAmbiguous => "currency-ambiguous",
            AmountProblem::CurrencyUnknown => "currency-unknown",
            AmountProblem::CurrencyTwice => "currency-twice",
        }
    }
}

impl Amount {
    /// The ISO 4217 code.
    pub fn currency(&self) -> &'static str {
        self.currency
    }

    /// The exact decimal without its currency, `299.00`.
    pub fn decimal(&self) -> String {
        match self.decimals.as_str() {
            "" => self.whole.clone(),
            decimals => format!("{}.{decimals}", self.whole),
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.decimal(), self.currency)
    }
}

const WHOLE_MAX_DIGITS: usize = 15;
const DECIMALS_MAX_DIGITS: usize = 6;

impl FromStr for Amount {
    type Err = AmountProblem;

    fn from_str(text: &str) -> Result<Amount, AmountProblem> {
        let text: String = text.chars().map(narrow).collect();
        if text.contains(['-', '−', '－']) {
            return Err(AmountProblem::Negative);
        }
        let is_number = |character: char| character.is_ascii_digit() || character == '.' || character == ',';
        let start = text.find(|character: char| character.is_ascii_digit()).ok_or(AmountProblem::NotANumber)?;
        let length = text[start..].find(|character| !is_number(character)).unwrap_or(text.len() - start);
        let (before, number, after) = (&text[..start], &text[start..start + length], &text[start + length..]);
        if before.chars().chain(after.chars()).any(is_number) {
            return Err(AmountProblem::NotANumber);
        }
        let currency = currency_of(before.trim(), after.trim())?;
        let (whole, decimals) = number_of(number)?;
        let padding = currency::decimals(currency).saturating_sub(decimals.len());
        Ok(Amount { whole, decimals: decimals + &"0".repeat(padding), currency })
    }
}

/// Full-width digits and signs, as Chinese keyboards write them, as their ASCII twins.
fn narrow(character: char) -> char {
    match character {
        '０'..='９' => char::from(b'0' + (character as u32 - '０' as u32) as u8),
        '．' => '.',
        '，' => ',',
        '　' => ' ',
        '＄' => '$',
        '￥' => '¥',
        other => other,
    }
}

fn number_of(number: &str) -> Result<(String, String), AmountProblem> {
    let (whole, decimals) = match number.split_once('.') {
        Some((_, rest)) if rest.contains(['.', ',']) || rest.is_empty() => return Err(AmountProblem::Separators),
        Some((whole, decimals)) => (whole, decimals),
        None => (number, ""),
    };
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',');
    if (grouped && !(1..=3).contains(&first.len())) || groups.any(|group| group.len() != 3) {
        return Err(AmountProblem::Separators);
    }
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let trimmed = digits.trim_start_matches('0');
    if trimmed.len() > WHOLE_MAX_DIGITS || decimals.len() > DECIMALS_MAX_DIGITS {
        return Err(AmountProblem::TooManyDigits);
    }
    Ok((if trimmed.is_empty() { "0" } else { trimmed }.to_string(), decimals.to_string()))
}

/// What a sign or word beside the number says.
enum Sign {
    Nothing,
    Is(&'static str),
    YuanOrYen,
    SomeDollar,
}

fn currency_of(before: &str, after: &str) -> Result<&'static str, AmountProblem> {
    let mut found = Sign::Nothing;
    for word in words(before).chain(words(after)) {
        found = match (found, sign_of(&word)?) {
            (Sign::Nothing, sign) => sign,
            (sign, Sign::Nothing) => sign,
            (Sign::Is(one), Sign::Is(other)) if one == other => Sign::Is(one),
            (Sign::YuanOrYen, Sign::Is(code)) | (Sign::Is(code), Sign::YuanOrYen) if matches!(code, "CNY" | "JPY") => {
                Sign::Is(code)
            }
            (Sign::YuanOrYen, Sign::YuanOrYen) => Sign::YuanOrYen,
            (Sign::SomeDollar, Sign::Is(code)) | (Sign::Is(code), Sign::SomeDollar) if code.ends_with('D') => {
                Sign::Is(code)
            }
            (Sign::SomeDollar, Sign::SomeDollar) => Sign::SomeDollar,
            _ => return Err(AmountProblem::CurrencyTwice),
        };
    }
    match found {
        Sign::Is(code) => Ok(code),
        Sign::YuanOrYen => Ok("CNY"),
        Sign::SomeDollar => Err(AmountProblem::CurrencyAmbiguous),
        Sign::Nothing => Err(AmountProblem::CurrencyMissing),
    }
}

/// `US$`, `HKD`, `人民币`, `¥`: runs of letters with a `$` that ends them; each other sign by itself.
fn words(text: &str) -> impl Iterator<Item = String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for character in text.chars() {
        let joins = character.is_alphabetic() || (character == '$' && open);
        match words.last_mut() {
            Some(word) if open && joins => word.push(character),
            _ if !character.is_whitespace() => words.push(character.to_string()),
            _ => {}
        }
        open = character.is_alphabetic();
    }
    words.into_iter()
}

fn sign_of(word: &str) -> Result<Sign, AmountProblem> {
    let upper = word.to_ascii_uppercase();
    Ok(Sign::Is(match upper.as_str() {
        "¥" => return Ok(Sign::YuanOrYen),
        "$" => return Ok(Sign::SomeDollar),
        "元" | "圆" | "人民币" | "人民币元" | "RMB" | "YUAN" => "CNY",
        "€" => "EUR",
        "£" => "GBP",
        "US$" | "美元" => "USD",
        "HK$" | "港元" | "港币" => "HKD",
        "NT$" | "新台币" => "TWD",
        "S$" => "SGD",
        "A$" | "AU$" => "AUD",
        "C$" | "CA$" => "CAD",
        "日元" => "JPY",
        "欧元" => "EUR",
        code => return currency::listed(code).map(Sign::Is).ok_or(AmountProblem::CurrencyUnknown),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> Result<String, &'static str> {
        text.parse::<Amount>().map(|amount| amount.to_string()).map_err(AmountProblem::reason)
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, expected) in [
            ("299.00 CNY", "299.00 CNY"),
            ("¥299", "299.00 CNY"),
            ("￥ 1,299.5", "1299.50 CNY"),
            ("￥１２９９．５０", "1299.50 CNY"),
            ("299元", "299.00 CNY"),
            ("人民币 299 元", "299.00 CNY"),
            ("299.9 rmb", "299.90 CNY"),
            ("CNY 0012", "12.00 CNY"),
            ("0 CNY", "0.00 CNY"),
            ("1,234,567.89 EUR", "1234567.89 EUR"),
            ("€5", "5.00 EUR"),
            ("US$5", "5.00 USD"),
            ("$5 USD", "5.00 USD"),
            ("HK$ 88", "88.00 HKD"),
            ("¥300 JPY", "300 JPY"),
            ("300 jpy", "300 JPY"),
            ("1.5 KWD", "1.500 KWD"),
            ("0.1234 CNY", "0.1234 CNY"),
            ("¥5 RMB", "5.00 CNY"),
        ] {
            assert_eq!(form(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_not_certain_is_asked_and_never_guessed() {
        for (text, reason) in [
            ("299", "currency-missing"),
            ("$299", "currency-ambiguous"),
            ("299 $", "currency-ambiguous"),
            ("299 XYZ", "currency-unknown"),
            ("299 大洋", "currency-unknown"),
            ("$299 CNY", "currency-twice"),
            ("€299 USD", "currency-twice"),
            ("-5 CNY", "amount-negative"),
            ("1,29 CNY", "separators-ambiguous"),
            ("1.299,00 EUR", "separators-ambiguous"),
            ("1.2.3 CNY", "separators-ambiguous"),
            ("12,34,567 INR", "separators-ambiguous"),
            (",299 CNY", "not-an-amount"),
            ("5. CNY", "separators-ambiguous"),
            ("CNY", "not-an-amount"),
            ("5 CNY 6", "not-an-amount"),
            ("1e5 CNY", "not-an-amount"),
            ("1234567890123456 CNY", "too-many-digits"),
            ("0.1234567 CNY", "too-many-digits"),
        ] {
            assert_eq!(form(text), Err(reason), "{text}");
        }
    }

    #[test]
    fn one_tenth_and_two_tenths_stay_exact() {
        assert_eq!(form("0.30 CNY").as_deref(), Ok("0.30 CNY"), "no float comes near an amount");
        assert_eq!(
            form("999999999999999.99 CNY").as_deref(),
            Ok("999999999999999.99 CNY"),
            "also where a float would round"
        );
    }
}
