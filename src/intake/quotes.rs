//! Watches the quotes of a file of rows as its bytes pass, because the reader behind takes a quote that is never closed for
//! a very long cell.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// The longest quoted cell that is believed.
const LONGEST: u64 = 64 * 1024 * 1024;

/// Where in a row the last byte stood.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// At the start of a cell.
    Start,
    /// In a cell without quotes.
    Plain,
    /// Inside quotes.
    Quoted,
    /// After a quote inside quotes: the end, or half of a doubled one.
    Closing,
}

/// Passes bytes on and follows their quotes.
pub(super) struct Quotes<R> {
    inner: R,
    delimiter: u8,
    at: At,
    line: u64,
    opened: u64,
    length: u64,
    /// Whether the row has a byte that is no line end.
    filled: bool,
    seen: Rc<Seen>,
}

/// What the reader behind does not tell.
#[derive(Default)]
pub(super) struct Seen {
    /// The line on which a quote was opened that is never closed.
    unclosed: Cell<Option<u64>>,
    /// Lines without anything on them.
    empty: Cell<usize>,
}

impl Seen {
    /// The line on which a quote was opened that is never closed.
    pub(super) fn unclosed(&self) -> Option<u64> {
        self.unclosed.get()
    }

    /// Lines without anything on them, which the reader passes over.
    pub(super) fn empty(&self) -> usize {
        self.empty.get()
    }
}

impl<R> Quotes<R> {
    pub(super) fn new(inner: R, delimiter: u8) -> (Self, Rc<Seen>) {
        let seen = Rc::new(Seen::default());
        let told = Rc::clone(&seen);
        (Self { inner, delimiter, at: At::Start, line: 1, opened: 0, length: 0, filled: false, seen }, told)
    }

    fn follow(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            match byte {
                b'\n' => {
                    self.line += 1;
                    if self.at != At::Quoted {
                        self.seen.empty.set(self.seen.empty.get() + usize::from(!self.filled));
                        self.filled = false;
                    }
                }
                b'\r' => {}
                _ => self.filled = true,
            }
            self.at = match (self.at, byte) {
                (At::Start, b'"') => {
                    self.opened = self.line;
                    self.length = 0;
                    At::Quoted
                }
                (At::Quoted, b'"') => At::Closing,
                (At::Quoted, _) | (At::Closing, b'"') => {
                    self.length += 1;
                    At::Quoted
                }
                (_, b'\n' | b'\r') => At::Start,
                (_, byte) if byte == self.delimiter => At::Start,
                _ => At::Plain,
            };
        }
    }
}

impl<R: Read> Read for Quotes<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.follow(&buffer[..read]);
        let ended = read == 0 && !buffer.is_empty();
        if self.at == At::Quoted && (ended || self.length > LONGEST) {
            self.seen.unclosed.set(Some(self.opened));
            return if ended { Ok(0) } else { Err(io::ErrorKind::InvalidData.into()) };
        }
        Ok(read)
    }
}
