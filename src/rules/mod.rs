//! What the facts mean: pure typed functions. Knows neither SQL nor the store, and prints nothing.

pub mod alignment;
pub mod attainment;
pub mod compliance;
pub mod conformity;
pub mod counting;
pub mod due;
pub mod life;
pub mod median;
pub mod number;
pub mod obstacle;
pub mod outline;
pub mod overlap;
pub mod owed;
pub mod path;
pub mod plan;
pub mod procedure;
pub mod schedule;
pub mod scoring;
pub mod share;
pub mod signing;
pub mod similar;
pub mod status;
pub mod succession;
pub mod term;
pub mod twins;
pub mod uniformity;
mod words;
