//! The program: everything is in the library and in `cli`.
#![expect(missing_docs, reason = "a program, not a library")]

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
