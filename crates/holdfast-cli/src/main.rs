//! The `holdfast` command: everything happens in the library, so that tests run it in process.
fn main() -> std::process::ExitCode {
    holdfast_cli::main()
}
