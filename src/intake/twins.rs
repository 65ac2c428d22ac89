//! Rows of one file that are likely the same: equal ones, and ones that share a number. A hash a row is kept, not its text.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::known::Identity;
use super::{Notice, Problems};

/// The rows that were taken: hash of number or title, with its lowest bit set for a number; identity; line.
#[derive(Default)]
pub(super) struct Twins(Vec<(u64, u32, u32)>);

impl Twins {
    /// Remembers a row.
    pub(super) fn add(&mut self, identity: &Identity<'_>, line: u64) {
        let mut hasher = DefaultHasher::new();
        let (numbered, name) = identity.name();
        name.hash(&mut hasher);
        let key = (hasher.finish() & !1) | u64::from(numbered);
        #[expect(clippy::cast_possible_truncation, reason = "half of a hash tells rows of one number apart")]
        let whole = identity.hash() as u32;
        self.0.push((key, whole, u32::try_from(line).unwrap_or(u32::MAX)));
    }

    /// Notes every row that an earlier one is like.
    pub(super) fn tell(mut self, problems: &mut Problems) {
        self.0.sort_unstable_by_key(|(key, _, line)| (*key, *line));
        for group in self.0.chunk_by(|a, b| a.0 == b.0) {
            let [first, others @ ..] = group else { continue };
            let mut before = vec![*first];
            for row in others {
                match before.iter().find(|(_, whole, _)| *whole == row.1) {
                    Some(twin) => problems.note(u64::from(row.2), "", "", Notice::Twin(twin.2)),
                    None if row.0 & 1 == 1 => {
                        problems.note(u64::from(row.2), "", "", Notice::SameNumber(first.2));
                    }
                    None => {}
                }
                before.push(*row);
            }
        }
    }
}
