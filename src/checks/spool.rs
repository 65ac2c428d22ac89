//! Where findings wait until all are counted: a little of them in memory, the rest in an unnamed file, so that memory does not grow
//! with the register.

use std::io::{BufRead, BufReader, Seek, Write};

use tempfile::SpooledTempFile;

use crate::error::{Error, Result};

/// How much of one check's findings waits in memory.
const IN_MEMORY: usize = 64 * 1024;

/// The findings of one check, in the order in which they came: cells of text.
pub(super) struct Spool(SpooledTempFile);

impl Spool {
    pub(super) fn new() -> Self {
        Self(SpooledTempFile::new(IN_MEMORY))
    }

    /// Keeps one.
    pub(super) fn push(&mut self, cells: &[Option<&str>]) -> Result<()> {
        let mut line = serde_json::to_vec(cells).map_err(|error| Error::Io(error.into()))?;
        line.push(b'\n');
        self.0.write_all(&line).map_err(Error::Io)
    }

    /// Hands them back, the first first.
    pub(super) fn each(mut self, take: &mut dyn FnMut(&[Option<String>]) -> Result<()>) -> Result<()> {
        self.0.rewind().map_err(Error::Io)?;
        for line in BufReader::new(self.0).lines() {
            let cells: Vec<Option<String>> =
                serde_json::from_str(&line.map_err(Error::Io)?).map_err(|error| Error::Io(error.into()))?;
            take(&cells)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_fits_in_memory_comes_back_in_order() {
        let mut spool = Spool::new();
        for n in 0..5000 {
            let number = n.to_string();
            spool.push(&[Some(&number), None, Some("baris\nkedua \"kutip\"")]).unwrap();
        }
        let mut next = 0;
        spool
            .each(&mut |cells| {
                assert_eq!(cells[0].as_deref(), Some(next.to_string().as_str()));
                assert_eq!(cells[1], None);
                assert_eq!(cells[2].as_deref(), Some("baris\nkedua \"kutip\""));
                next += 1;
                Ok(())
            })
            .unwrap();
        assert_eq!(next, 5000);
    }
}
