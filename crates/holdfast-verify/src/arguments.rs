//! The command line of `holdfast-verify`, read by hand: nine words do not need a library.

use holdfast_proof::key::Fingerprint;
use holdfast_text::Language;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// What the program was asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arguments {
    /// Print JSON.
    pub json: bool,
    /// Language of the sentences, if one was named.
    pub language: Option<Language>,
    /// Root certificates to believe on this run.
    pub trust: Vec<PathBuf>,
    /// The signer that is expected.
    pub signer: Option<Fingerprint>,
    /// Bitcoin blocks that the checker looked up: height and hash.
    pub blocks: Vec<(u64, String)>,
    /// A time proof to check against one file.
    pub proof: Option<PathBuf>,
    /// Bundles, or the one file of `proof`.
    pub inputs: Vec<PathBuf>,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Check.
    Check(Arguments),
    /// Print the help.
    Help,
    /// Print the version.
    Version,
}

/// The arguments make no sense; what is wrong with them, in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Usage(pub String);

/// The help text.
pub const HELP: &str = "\
holdfast-verify [--json] [--language zh|en] [--trust PEM]… [--signer FP] [--block HEIGHT:HASH]… FILE|DIR…
holdfast-verify [--json] [--language zh|en] [--trust PEM]… [--block HEIGHT:HASH]… --proof PROOF FILE

  0  dated / 有时间证明
  1  intact, no time proven / 相符，没有时间证明
  2  broken / 对不上
  3  not checkable / 无法核对
  64 usage / 用法    74 cannot read / 无法读取
";

/// Reads the arguments after the program's name. `--option value` and `--option=value` are both understood; after
/// `--` everything is an input.
pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Wish, Usage> {
    let mut read = Arguments {
        json: false,
        language: None,
        trust: Vec::new(),
        signer: None,
        blocks: Vec::new(),
        proof: None,
        inputs: Vec::new(),
    };
    let mut rest = arguments.into_iter();
    let mut only_inputs = false;
    while let Some(argument) = rest.next() {
        let text = argument.to_str().unwrap_or_default();
        if only_inputs || !text.starts_with("--") {
            if !only_inputs && text.starts_with('-') && text.len() > 1 {
                match text {
                    "-h" => return Ok(Wish::Help),
                    "-V" => return Ok(Wish::Version),
                    _ => return Err(Usage(format!("unknown option {text}"))),
                }
            }
            read.inputs.push(PathBuf::from(argument));
            continue;
        }
        let (option, given) = match text.split_once('=') {
            Some((option, value)) => (option, Some(OsString::from(value))),
            None => (text, None),
        };
        let mut value = || {
            let value = given.clone().or_else(|| rest.next());
            value.filter(|value| !value.is_empty()).ok_or_else(|| Usage(format!("{option} needs a value")))
        };
        match option {
            "--" if given.is_none() => only_inputs = true,
            "--json" if given.is_none() => read.json = true,
            "--help" if given.is_none() => return Ok(Wish::Help),
            "--version" if given.is_none() => return Ok(Wish::Version),
            "--language" => read.language = Some(language(&value()?)?),
            "--trust" => read.trust.push(PathBuf::from(value()?)),
            "--signer" => read.signer = Some(signer(&value()?)?),
            "--block" => read.blocks.push(block(&value()?)?),
            "--proof" => read.proof = Some(PathBuf::from(value()?)),
            _ => return Err(Usage(format!("unknown option {option}"))),
        }
    }
    match (&read.proof, read.inputs.len()) {
        (_, 0) => Err(Usage("no file or folder was named".to_owned())),
        (Some(_), 2..) => Err(Usage("--proof is about one file".to_owned())),
        (Some(_), _) if read.signer.is_some() => Err(Usage("--signer is about bundles, not about a proof".to_owned())),
        _ => Ok(Wish::Check(read)),
    }
}

fn language(value: &OsStr) -> Result<Language, Usage> {
    match value.to_str() {
        Some("zh") => Ok(Language::Zh),
        Some("en") => Ok(Language::En),
        _ => Err(Usage("--language is zh or en".to_owned())),
    }
}

fn signer(value: &OsStr) -> Result<Fingerprint, Usage> {
    let parsed = value.to_str().and_then(|text| text.parse().ok());
    parsed.ok_or_else(|| Usage("--signer is a fingerprint: SHA256: and 43 characters".to_owned()))
}

fn block(value: &OsStr) -> Result<(u64, String), Usage> {
    let parsed = value.to_str().and_then(|text| text.split_once(':')).and_then(|(height, hash)| {
        let good = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        Some((height.parse().ok()?, good.then(|| hash.to_ascii_lowercase())?))
    });
    parsed.ok_or_else(|| Usage("--block is a height and a hash: 830000:64 hexadecimal digits".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> Result<Wish, Usage> {
        read(words.iter().map(OsString::from))
    }

    #[test]
    fn options_are_understood_in_any_place_and_both_spellings() {
        let Ok(Wish::Check(read)) = of(&["a.zip", "--json", "--language=zh", "--trust", "x.pem", "--", "--b.zip"])
        else {
            panic!("a good command line");
        };
        assert!(read.json, "--json stands after an input");
        assert_eq!(read.language, Some(Language::Zh), "with an equals sign");
        assert_eq!(read.inputs, [PathBuf::from("a.zip"), PathBuf::from("--b.zip")], "after -- everything is an input");
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let block = format!("830000:{}", "0".repeat(63));
        let refused: [&[&str]; 9] = [
            &[],
            &["--json"],
            &["--nonsense", "a.zip"],
            &["-x", "a.zip"],
            &["a.zip", "--language", "de"],
            &["a.zip", "--signer", "SHA256:short"],
            &["a.zip", "--block", &block],
            &["--proof", "p.tsr", "a", "b"],
            &["a.zip", "--trust"],
        ];
        for words in refused {
            assert!(of(words).is_err(), "{words:?}");
        }
    }
}
