//! What was copied: what wins, how it is kept, and what is said when there is nothing.

// The helpers here are tests too, which clippy.toml cannot see.
#![allow(clippy::unwrap_used)]

mod common;

use common::Place;
use holdfast_capture::{
    Clipboard, ClipboardProblem, Copied, IntakeOptions, KeepCopiedError, Picture, copied, keep_copied,
};
use holdfast_proof::record::{How, Kind, Origin};
use holdfast_vault::{Access, Filter, Unwatched, Vault};
use std::path::PathBuf;

#[derive(Default)]
struct Fake {
    files: Vec<PathBuf>,
    picture: Option<Picture>,
    text: Option<String>,
    /// Asked for files or a picture, the other program answers nonsense.
    answers_oddly: bool,
}

impl Fake {
    fn odd<Form>(&self, form: Form) -> Result<Form, ClipboardProblem> {
        let odd = ClipboardProblem::Unreachable { detail: "an odd answer".to_owned() };
        if self.answers_oddly { Err(odd) } else { Ok(form) }
    }
}

impl Clipboard for Fake {
    fn files(&self) -> Result<Vec<PathBuf>, ClipboardProblem> {
        self.odd(self.files.clone())
    }
    fn picture(&self) -> Result<Option<Picture>, ClipboardProblem> {
        self.odd(self.picture.clone())
    }
    fn text(&self) -> Result<Option<String>, ClipboardProblem> {
        Ok(self.text.clone())
    }
}

fn dots() -> Picture {
    Picture { width: 2, height: 1, rgba: vec![255, 0, 0, 255, 0, 0, 255, 128] }
}

fn options() -> IntakeOptions {
    let how = How { tool: "holdfast".into(), command: "capture clipboard".into() };
    IntakeOptions { how, ..IntakeOptions::default() }
}

#[test]
fn files_win_over_a_picture_and_a_picture_over_text() {
    let mut fake = Fake {
        files: vec!["a.txt".into()],
        picture: Some(dots()),
        text: Some("a.txt".to_owned()),
        answers_oddly: false,
    };
    assert_eq!(copied(&fake), Ok(Copied::Files(vec!["a.txt".into()])), "a file manager also offers the name as text");
    fake.files.clear();
    assert_eq!(copied(&fake), Ok(Copied::Picture(dots())), "a picture's address comes beside it");
    fake.picture = None;
    assert_eq!(copied(&fake), Ok(Copied::Text("a.txt".to_owned())), "the plainest form is the last");
    fake.text = Some(String::new());
    assert_eq!(copied(&fake), Err(ClipboardProblem::Empty), "an empty text is nothing");
}

#[test]
fn a_program_that_answers_oddly_about_one_form_still_hands_over_another() {
    let mut fake = Fake { text: Some("text".to_owned()), answers_oddly: true, ..Fake::default() };
    assert_eq!(copied(&fake), Ok(Copied::Text("text".to_owned())), "the form that is there");
    fake.text = None;
    let refused = copied(&fake).expect_err("nothing can be had");
    assert_eq!(refused.code(), "clipboard-unreachable", "and what was wrong is said");
}

#[test]
fn copied_text_is_kept_as_it_is_and_says_how_it_came() {
    let mut place = Place::new();
    let text = "客服：今天就退\r\n\u{202e}evil\0 end";
    let kept = keep_copied(&mut place.vault, &Copied::Text(text.to_owned()), &options(), &place.outside).unwrap();
    assert_eq!(place.file_bytes(kept.id, "p001.txt"), text.as_bytes(), "not a byte more or less");
    assert_eq!(kept.name, "clipboard-2025-11-02-140300.txt", "named by the time, never by its words");
    let capture = place.vault.item(kept.id).unwrap().capture;
    assert_eq!(capture.origin, Origin::CapturedByHoldfast, "nobody handed over a file");
    assert_eq!(capture.how.command, "capture clipboard", "the record says how");
    assert_eq!(capture.parts[0].media_type, "text/plain", "text, whatever it looks like");
    let environment = place.environment(kept.id);
    assert!(environment.get("original_name").is_some_and(|field| field.value().is_none()), "it never had a name");
    place.assert_whole();
}

#[test]
fn a_copied_picture_is_kept_pixel_by_pixel() {
    let mut place = Place::new();
    let kept = keep_copied(&mut place.vault, &Copied::Picture(dots()), &options(), &place.outside).unwrap();
    assert_eq!(kept.kind, Kind::Screenshot, "what is copied as a picture comes from a screen");
    let bytes = place.file_bytes(kept.id, "p001.png");
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((frame.width, frame.height, pixels), (2, 1, dots().rgba), "the same pixels, alpha too");
    let again = keep_copied(&mut place.vault, &Copied::Picture(dots()), &options(), &place.outside).unwrap();
    assert!(again.already_kept && again.id == kept.id, "pasting twice keeps once");
    place.assert_whole();
}

#[test]
fn a_picture_that_contradicts_itself_is_refused_and_leaves_nothing() {
    let mut place = Place::new();
    for (width, height) in [(3, 1), (0, 0), (u32::MAX, u32::MAX)] {
        let picture = Copied::Picture(Picture { width, height, ..dots() });
        let refused = keep_copied(&mut place.vault, &picture, &options(), &place.outside).unwrap_err();
        let KeepCopiedError::Clipboard(problem) = refused else { panic!("{refused} is the clipboard's") };
        assert_eq!(problem.code(), "clipboard-unreachable", "{width} × {height}");
    }
    assert!(place.vault.item_page(&Filter::default()).unwrap().is_empty(), "nothing was kept");
    place.assert_whole();
}

#[test]
fn what_was_pasted_is_found_again_when_the_database_is_lost() {
    let mut place = Place::new();
    let text = Copied::Text("the only copy".to_owned());
    let kept = keep_copied(&mut place.vault, &text, &options(), &place.outside).unwrap();
    drop(place.vault);
    for name in ["vault.db", "vault.db-wal", "vault.db-shm"] {
        let _absent_is_good = std::fs::remove_file(place.folder.path().join("vault").join(name));
    }
    holdfast_vault::salvage(&place.folder.path().join("vault"), place.outside.clone(), &Unwatched).unwrap();
    place.vault = Vault::open(&place.folder.path().join("vault"), place.outside.clone(), Access::Write).unwrap();
    assert_eq!(place.vault.item(kept.id).unwrap().row.seal_sha256, kept.seal_sha256, "the same item");
    let again = keep_copied(&mut place.vault, &text, &options(), &place.outside).unwrap();
    assert!(again.already_kept, "and it is still the earlier one for what is pasted next");
}
