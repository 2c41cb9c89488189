//! The window's own words, read from its catalogue, so that a better sentence breaks no test and a missing one does.

use crate::fixtures::workspace;
use serde_json::Value;

/// The sentence under this key (`evidence_title`), its places filled; of a plural the form for many.
pub fn say(language: &str, key: &str, values: &[(&str, &str)]) -> String {
    let locale = if language == "zh" { "zh-CN" } else { "en" };
    let folder = workspace().join("ui/messages").join(locale);
    for file in std::fs::read_dir(&folder).expect("the window's words are in ui/messages") {
        let text = std::fs::read(file.expect("a file").path()).expect("words can be read");
        let words: Value = serde_json::from_slice(&text).expect("words are JSON");
        let sentence = match &words[key] {
            Value::String(sentence) => sentence.clone(),
            Value::Object(forms) => {
                let one = values.iter().any(|(name, value)| *name == "count" && *value == "1");
                let form = forms.get(if one { "one" } else { "other" }).or(forms.get("other"));
                form.and_then(Value::as_str).unwrap_or_default().to_owned()
            }
            _ => continue,
        };
        return values.iter().fold(sentence, |text, (name, value)| text.replace(&format!("{{{name}}}"), value));
    }
    panic!("the window has no words for {key}");
}

/// In English, without places.
pub fn en(key: &str) -> String {
    say("en", key, &[])
}
