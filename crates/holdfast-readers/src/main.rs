//! `holdfast-reader`: one job from the arguments, one file on standard input, one framed answer on standard output.
//! It is started by Holdfast, limits itself, and knows no path and no environment.

use std::process::ExitCode;

fn main() -> ExitCode {
    holdfast_readers::reader_main(std::env::args_os().skip(1))
}
