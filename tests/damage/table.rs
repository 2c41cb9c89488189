//! The rows: a base bundle in the forger's hands, and for each row what is done to it. `forged` edits before all is
//! made anew, `made` does every step itself, `files` damages the finished files, `zip` the finished ZIP.

use crate::judge::{Input, Promise, judge};
use holdfast_tests::files::Files;
use holdfast_tests::forge::Forgery;
use holdfast_tests::matrix::Matrix;
use holdfast_tests::program::LIMIT;
use std::time::Duration;

/// The top folder's name in every ZIP of these tables.
pub(crate) const TOP: &str = "dispute-0000";

/// Rows over one base.
pub(crate) struct Table {
    matrix: Matrix<'static>,
    pub(crate) base: Forgery,
    /// The base after all steps: a bundle without a fault.
    pub(crate) whole: Files,
    /// How long a check of this table's bundles may take.
    pub(crate) limit: Duration,
    /// Whether `damaged` gives the bundle as a folder, not as a ZIP.
    pub(crate) as_folder: bool,
}

impl Table {
    pub(crate) fn new(title: &str, base: Forgery) -> Table {
        let whole = base.clone().finish();
        Table { matrix: Matrix::new(title), base, whole, limit: LIMIT, as_folder: false }
    }

    pub(crate) fn run(self) {
        self.matrix.run();
    }

    /// A complete forger: edits, then everything is made anew.
    pub(crate) fn forged(&mut self, name: &str, exit: i32, codes: &[&str], edit: impl FnOnce(&mut Forgery)) {
        let mut forgery = self.base.clone();
        edit(&mut forgery);
        self.input(name, exit, codes, Input::Zip(forgery.finish().to_zip(TOP)));
    }

    /// As [`Table::forged`], for what is right and of which `never` must not be said.
    pub(crate) fn forged_quietly(&mut self, name: &str, never: &str, edit: impl FnOnce(&mut Forgery)) {
        let mut forgery = self.base.clone();
        edit(&mut forgery);
        let input = Input::Zip(forgery.finish().to_zip(TOP));
        let promise = Promise { never: owned(&[never]), ..Promise::new(1, &[]) };
        self.act(name, move || judge(std::slice::from_ref(&input), &promise));
    }

    /// A forger who makes anew what `steps` makes anew.
    pub(crate) fn made(&mut self, name: &str, exit: i32, codes: &[&str], steps: impl FnOnce(&mut Forgery)) {
        let mut forgery = self.base.clone();
        steps(&mut forgery);
        self.input(name, exit, codes, Input::Zip(forgery.files.to_zip(TOP)));
    }

    /// Somebody who changes the finished files, given as a folder and as a ZIP.
    pub(crate) fn files(&mut self, name: &str, exit: i32, codes: &[&str], edit: impl FnOnce(&mut Files)) {
        let mut files = self.whole.clone();
        edit(&mut files);
        self.input(&format!("{name}, in a ZIP"), exit, codes, Input::Zip(files.to_zip(TOP)));
        self.input(&format!("{name}, in a folder"), exit, codes, Input::Folder(files));
    }

    /// As [`Table::files`], in the one form that this table has.
    pub(crate) fn damaged(&mut self, name: &str, exit: i32, codes: &[&str], edit: impl FnOnce(&mut Files)) {
        let mut files = self.whole.clone();
        edit(&mut files);
        let input = if self.as_folder { Input::Folder(files) } else { Input::Zip(files.to_zip(TOP)) };
        self.input(name, exit, codes, input);
    }

    /// One input as it is.
    pub(crate) fn input(&mut self, name: &str, exit: i32, codes: &[&str], input: Input) {
        self.inputs(name, exit, codes, &[], vec![input]);
    }

    /// Several inputs in one run, with further arguments.
    pub(crate) fn inputs(&mut self, name: &str, exit: i32, codes: &[&str], arguments: &[&str], inputs: Vec<Input>) {
        let never = if exit < 2 { owned(&["log-forked"]) } else { Vec::new() };
        let promise = Promise { never, arguments: owned(arguments), limit: self.limit, ..Promise::new(exit, codes) };
        self.act(name, move || judge(&inputs, &promise));
    }

    /// Any other row.
    pub(crate) fn act(&mut self, name: &str, act: impl Fn() -> Result<(), String> + Send + Sync + 'static) {
        self.matrix.row(name, act);
    }
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
