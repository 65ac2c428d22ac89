//! A part of a whole, as a share.

/// The part over the whole; `None` where there is no whole, of which everything and nothing would be true.
#[expect(clippy::cast_precision_loss, reason = "a share is shown with one decimal")]
pub fn share(part: i64, whole: i64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn nothing_is_no_share_of_nothing() {
        assert_eq!(share(1, 4), Some(0.25));
        assert_eq!(share(0, 4), Some(0.0));
        assert_eq!(share(0, 0), None);
        assert_eq!(share(6, 4), Some(1.5));
    }
}
