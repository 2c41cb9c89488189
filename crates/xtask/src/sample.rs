//! The sample: a small made-up dispute over a pair of headphones, every file written by this code.
//!
//! Nobody's real order, chat or invoice is in the repository, and no file has to be fetched. The same call writes the
//! same bytes each time, so that a bundle made of them can be compared between machines.

mod letters;
mod paper;
mod picture;

use std::path::Path;

use crate::Outcome;

/// One file of the sample: its name as a shopper would have it, its bytes, and what it shows.
pub(crate) struct SampleFile {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) proves: &'static str,
}

/// The five files, in the order in which they become exhibits.
pub(crate) fn files() -> Vec<SampleFile> {
    vec![
        SampleFile {
            name: "promotion page.png",
            bytes: picture::promotion(),
            proves: "The promised price and the free case",
        },
        SampleFile {
            name: "聊天记录 2026-09-12.txt",
            bytes: letters::chat().into_bytes(),
            proves: "The seller repeated the promise before the order",
        },
        SampleFile {
            name: "Your order is confirmed.eml",
            bytes: letters::mail().into_bytes(),
            proves: "What was ordered, and when",
        },
        SampleFile { name: "invoice-20260913.pdf", bytes: paper::invoice(), proves: "The price that was charged" },
        SampleFile {
            name: "价格 price-watch.csv",
            bytes: letters::prices().into_bytes(),
            proves: "The price on each day",
        },
    ]
}

/// Writes the files into `folder`, making it if needed. A file that is there already stays as it is when it has the
/// same bytes; another content under that name is an error, never overwritten.
pub(crate) fn write(folder: &Path) -> Outcome<()> {
    std::fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    for file in files() {
        let path = folder.join(file.name);
        match std::fs::read(&path) {
            Ok(bytes) if bytes == file.bytes => {}
            Ok(_) => return Err(format!("{} is there already, with another content", path.display())),
            Err(_) => std::fs::write(&path, &file.bytes).map_err(|error| format!("{}: {error}", path.display()))?,
        }
        println!("{}", path.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_the_same_each_time() {
        let (first, second) = (files(), files());
        for (one, other) in first.iter().zip(&second) {
            assert_eq!(one.bytes, other.bytes, "{} must not depend on the clock or on chance", one.name);
        }
    }

    #[test]
    fn each_file_begins_as_its_ending_says() {
        for file in files() {
            let expected: &[u8] = match file.name.rsplit('.').next() {
                Some("png") => b"\x89PNG\r\n\x1a\n",
                Some("pdf") => b"%PDF-1.4\n",
                Some("eml") => b"Message-ID: ",
                Some("csv") => "日期".as_bytes(),
                _ => "2026-09-12".as_bytes(),
            };
            assert!(file.bytes.starts_with(expected), "{} must be what its ending says", file.name);
        }
    }

    #[test]
    fn writing_the_sample_twice_changes_nothing_and_never_overwrites() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write(folder.path()).expect("the first time");
        write(folder.path()).expect("the second time");
        let path = folder.path().join("invoice-20260913.pdf");
        std::fs::write(&path, "mine").expect("a file of the user's own");
        assert!(write(folder.path()).is_err(), "another content under that name is somebody's file");
        assert_eq!(std::fs::read(&path).expect("still there"), b"mine", "it must not have been overwritten");
    }
}
