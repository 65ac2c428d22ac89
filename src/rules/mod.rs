//! What the facts mean: pure typed functions. Knows neither SQL nor the store, and prints nothing.

pub mod attainment;
pub mod counting;
pub mod due;
pub mod median;
pub mod obstacle;
pub mod owed;
pub mod scoring;
pub mod similar;
pub mod status;
pub mod term;
mod words;
