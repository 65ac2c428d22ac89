//! The library of sinergi: a small set of layers over one `SQLite` file. It returns values and errors and never
//! speaks; only the binary knows the terminal.
//!
//! ```text
//!             cli            (the binary: command tree, prompts, output, exit codes)
//!   ───────────────────────────────────────────────────────────────
//!   checks                   what is wrong
//!   reports   intake         what is shown · how it comes in
//!        store               the file: the one door for writes, history, streaming reads
//!   register                 what is kept
//!   rules   render           what it means · how it leaves
//!        sheet               rows on their way out
//!   value                    kinds of value
//!   calendar                 dates, periods, terms
//!   error                    what a caller can tell apart
//!   lang                     two languages
//! ```
//!
//! A layer uses only what stands below it; `tests/office/layers.rs` holds this.
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod calendar;
pub mod checks;
pub mod error;
pub mod intake;
pub mod lang;
pub mod register;
pub mod render;
pub mod reports;
pub mod rules;
pub mod sheet;
pub mod store;
pub mod value;

pub use error::{Error, Fault, Result};
pub use lang::{Label, Lang};
