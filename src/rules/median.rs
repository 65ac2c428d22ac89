//! The middle of some numbers.

/// The median of some numbers; of an even count the mean of the middle two, a half rounded up; `None` of none.
pub fn median(numbers: &mut [i64]) -> Option<i64> {
    numbers.sort_unstable();
    let upper = numbers.get(numbers.len() / 2)?;
    let lower = numbers.get(numbers.len().checked_sub(1)? / 2)?;
    Some((upper + lower + 1).div_euclid(2))
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_the_middle_and_of_two_their_mean() {
        assert_eq!(median(&mut []), None);
        assert_eq!(median(&mut [7]), Some(7));
        assert_eq!(median(&mut [9, 1, 5]), Some(5));
        assert_eq!(median(&mut [9, 1]), Some(5));
        assert_eq!(median(&mut [4, 3, 2, 1]), Some(3), "2.5 days are 3");
        assert_eq!(median(&mut [425, 224]), Some(325));
    }
}
