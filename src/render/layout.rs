//! Which columns stand in a table and how wide each is. Knows widths only: no cells, no colours, no lines.

use std::cmp::Reverse;

use crate::sheet::Column;
use crate::value::Align;

/// What a column of text needs to be worth reading; below it, columns are given up.
const FAIR: usize = 16;

/// One column that is shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lane {
    /// Its place in the sheet.
    pub(super) column: usize,
    /// The width of its cells.
    pub(super) width: usize,
    /// Whether a longer cell is shortened; else it pushes the rest of its line.
    pub(super) cuts: bool,
    /// Whether a longer cell goes on in the next line.
    pub(super) wraps: bool,
    /// Which side its cells stand on.
    pub(super) align: Align,
}

/// The columns that are shown, and those that are not.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) lanes: Vec<Lane>,
    pub(super) hidden: Vec<usize>,
}

/// The columns of the sheet and the widths that they ask for.
pub(super) struct Wish<'a> {
    pub(super) columns: &'a [Column],
    /// The widths of the headings.
    pub(super) heading: &'a [usize],
    /// The widths of the widest cells, headings among them.
    pub(super) natural: &'a [usize],
    /// Whether the table stands in a box.
    pub(super) borders: bool,
}

impl Layout {
    /// Every column at its own width, nothing cut.
    pub(super) fn whole(wish: &Wish<'_>) -> Self {
        let all = (0..wish.columns.len()).map(|at| wish.lane(at, wish.natural[at], false)).collect();
        Self { lanes: all, hidden: Vec::new() }
    }

    /// Fits the columns into `room`: the highest rank is given up first, then texts share what the others leave.
    pub(super) fn fit(wish: &Wish<'_>, room: usize) -> Self {
        let (mut kept, mut hidden): (Vec<usize>, _) = ((0..wish.columns.len()).collect(), Vec::new());
        while wish.total(&kept, |at| wish.fair(at)) > room
            && let Some(place) = wish.least_wanted(&kept)
        {
            hidden.push(kept.remove(place));
        }
        hidden.sort_unstable();

        let squeezed = wish.total(&kept, |at| wish.fair(at)) > room;
        let floor = |at: usize| if squeezed && wish.cuts(at) { 1 } else { wish.fair(at) };
        let mut spare = room.saturating_sub(wish.total(&kept, floor));
        let mut lanes: Vec<_> = kept.iter().map(|&at| wish.lane(at, floor(at), wish.cuts(at))).collect();

        let mut growing: Vec<&mut Lane> = lanes.iter_mut().collect();
        growing.sort_by_key(|lane| Reverse(wish.natural[lane.column] - lane.width));
        while let Some(lane) = growing.pop() {
            let more = (wish.natural[lane.column] - lane.width).min(spare / (growing.len() + 1));
            lane.width += more;
            spare -= more;
        }
        Self { lanes, hidden }
    }
}

impl Wish<'_> {
    fn lane(&self, column: usize, width: usize, cuts: bool) -> Lane {
        let wraps = cuts && self.columns[column].wraps;
        Lane { column, width, cuts: cuts && !wraps, wraps, align: self.columns[column].kind.align() }
    }

    fn cuts(&self, at: usize) -> bool {
        self.columns[at].kind.shortens()
    }

    fn fair(&self, at: usize) -> usize {
        let whole = self.natural[at];
        if self.cuts(at) { whole.min(FAIR.max(self.heading[at])) } else { whole }
    }

    fn total(&self, kept: &[usize], width: impl Fn(usize) -> usize) -> usize {
        let lines = if self.borders { 3 * kept.len() + 1 } else { 2 * kept.len().saturating_sub(1) };
        kept.iter().map(|&at| width(at)).sum::<usize>() + lines
    }

    /// The place of the column to give up next: the last one of the highest rank; never one of rank 0.
    fn least_wanted(&self, kept: &[usize]) -> Option<usize> {
        let rank = |place: &usize| self.columns[kept[*place]].rank;
        (0..kept.len()).filter(|place| rank(place) > 0).max_by_key(rank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::label;
    use crate::value::Kind;

    const COLUMNS: [Column; 5] = [
        Column::new("code", label("Kode", "Code"), Kind::Code),
        Column::new("kind", label("Jenis", "Kind"), Kind::Text).rank(2),
        Column::new("title", label("Judul", "Title"), Kind::Text),
        Column::new("partner", label("Mitra", "Partner"), Kind::Text).rank(1),
        Column::new("ends_on", label("Berakhir", "Ends"), Kind::Date),
    ];

    fn fit(room: usize) -> (Vec<usize>, Vec<usize>) {
        let wish = Wish {
            columns: &COLUMNS,
            heading: &[4, 5, 5, 5, 8],
            natural: &[12, 5, 60, 25, 10],
            borders: false,
        };
        let layout = Layout::fit(&wish, room);
        (layout.lanes.iter().map(|lane| lane.width).collect(), layout.hidden)
    }

    #[test]
    fn a_wide_screen_shows_everything() {
        assert_eq!(fit(120), (vec![12, 5, 60, 25, 10], vec![]));
    }

    #[test]
    fn texts_share_what_codes_and_dates_leave() {
        assert_eq!(fit(80), (vec![12, 5, 23, 22, 10], vec![]));
        assert_eq!(fit(100), (vec![12, 5, 40, 25, 10], vec![]));
    }

    #[test]
    fn the_highest_rank_is_given_up_first() {
        assert_eq!(fit(60), (vec![12, 16, 16, 10], vec![1]));
        assert_eq!(fit(50), (vec![12, 24, 10], vec![1, 3]));
    }

    #[test]
    fn what_may_not_be_cut_stays_whole_even_where_it_does_not_fit() {
        assert_eq!(fit(20), (vec![12, 1, 10], vec![1, 3]));
    }
}
