//! Dates, periods and terms as people write them, Indonesian and English. Knows no clock, no locale and no
//! file: where "today" matters, it is given.

/// Single days: what a cell or a person says, and how a day is spelled out.
pub mod date;
/// Number words, as contracts repeat their figures in.
pub mod number;
/// Periods such as `2025-S1`, inclusive at both ends.
pub mod period;
/// How long an agreement runs, as registers write it.
pub mod term;
/// Working days: weekdays without the holidays on which the office is closed.
pub mod working_days;
