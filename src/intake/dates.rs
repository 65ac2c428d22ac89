//! The dates of one row together. Under an order of day and month, a cell that only reads the other way is taken as it is
//! written, and then the cells beside it that read both ways cannot be trusted: the term in the same row may settle
//! them, else they are bad.

use jiff::civil::Date;

use crate::calendar::date::{How, Order, Read, cell};
use crate::register::Row;
use crate::rules::term::end_of_term;

/// A date cell of a row.
pub(super) struct Dated {
    /// The field it fills.
    pub(super) field: &'static str,
    /// The heading of its column.
    pub(super) heading: String,
    /// What stands in it.
    pub(super) text: String,
    /// How it was read.
    pub(super) read: Read,
}

/// What is settled about one cell.
pub(super) enum Settled {
    /// As it was read.
    Fine,
    /// Taken as written, against the order.
    Against,
    /// The other reading, confirmed by the term.
    Confirmed(Date),
    /// It reads both ways and nothing settles it.
    TwoWays,
}

/// Settles the date cells of a row; `months` is the term that the row itself says, `spoken` whether its words speak
/// against the order.
pub(super) fn settle(
    dated: &[Dated],
    order: Option<Order>,
    row: &Row,
    months: Option<i64>,
    spoken: bool,
) -> Vec<Settled> {
    let against = spoken || dated.iter().any(|d| d.read.how == How::Against);
    let other = match order {
        Some(Order::Mdy) => Order::Dmy,
        _ => Order::Mdy,
    };
    let flipped = |d: &Dated| match d.read.how {
        How::ByOrder if against => cell(&d.text, Some(other)).ok().map(|read| read.date),
        _ => Some(d.read.date),
    };
    // The term is a witness only where it bears out the other reading alone.
    let bears_out = |read: &dyn Fn(&Dated) -> Option<Date>| {
        let of = |field: &str| match dated.iter().find(|d| d.field == field) {
            Some(d) => read(d),
            None => row.date(field),
        };
        months.is_some_and(|months| {
            let start = of("effective_on").or_else(|| of("signed_on"));
            start.zip(of("ends_on")).is_some_and(|(start, end)| {
                [false, true].iter().any(|same_day| end_of_term(start, months, *same_day) == Some(end))
            })
        })
    };
    let confirmed = against && bears_out(&flipped) && !bears_out(&|d| Some(d.read.date));
    let start_text = dated.iter().find(|d| d.field == "effective_on").map(|d| d.text.trim());
    dated
        .iter()
        .map(|d| match (d.read.how, flipped(d)) {
            (How::Against, _) => Settled::Against,
            (How::ByOrder, Some(date)) if against && confirmed => {
                // The term speaks of start and end; another date is settled only where it is the same text.
                let bound =
                    matches!(d.field, "effective_on" | "ends_on") || start_text == Some(d.text.trim());
                if bound || start_text.is_none() { Settled::Confirmed(date) } else { Settled::TwoWays }
            }
            (How::ByOrder, _) if against => Settled::TwoWays,
            _ => Settled::Fine,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::entity;

    fn settled(cells: &[(&'static str, &str)], months: Option<i64>) -> Vec<String> {
        let dated: Vec<Dated> = cells
            .iter()
            .map(|(field, text)| Dated {
                field,
                heading: (*field).to_owned(),
                text: (*text).to_owned(),
                read: cell(text, Some(Order::Mdy)).unwrap(),
            })
            .collect();
        let row = Row::new(entity("agreement").unwrap());
        settle(&dated, Some(Order::Mdy), &row, months, false)
            .into_iter()
            .map(|s| match s {
                Settled::Fine => "fine".to_owned(),
                Settled::Against => "against".to_owned(),
                Settled::Confirmed(day) => day.to_string(),
                Settled::TwoWays => "two ways".to_owned(),
            })
            .collect()
    }

    #[test]
    fn without_a_cell_against_the_order_the_order_holds() {
        assert_eq!(
            settled(&[("effective_on", "03/04/2019"), ("ends_on", "12/31/2020")], None),
            ["fine", "fine"]
        );
    }

    #[test]
    fn a_cell_that_reads_both_ways_beside_one_against_the_order_is_bad() {
        let cells = [("effective_on", "03/04/2019"), ("ends_on", "25/07/2020")];
        assert_eq!(settled(&cells, None), ["two ways", "against"]);
    }

    #[test]
    fn the_term_of_the_row_settles_it() {
        let cells = [("effective_on", "05/04/2019"), ("ends_on", "04/04/2021"), ("signed_on", "25/03/2019")];
        assert_eq!(settled(&cells, Some(24)), ["2019-04-05", "fine", "against"]);
        assert_eq!(settled(&cells, Some(36)), ["two ways", "fine", "against"]);
    }
}
