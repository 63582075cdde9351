//! Which rows of a long list are in view, and how much room the others take. All measures are in pixels.

use std::ops::Range;

/// A list of rows of one height, of which a part is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongList {
    /// How many rows there are.
    pub rows: usize,
    /// The height of each.
    pub row: usize,
    /// The height of the part that is seen.
    pub view: usize,
}

/// No browser draws elements of any height: Firefox ends at 17.9 million pixels, others at 33 million. Beyond this, a way
/// of the scroll bar stands for a longer way through the list.
const HIGHEST: usize = 15_000_000;

/// How many rows around those in view are wanted, so that there is something to see while others are on their way.
const AROUND: usize = 20;

/// Wanted rows begin and end at multiples of this, so that not every step of scrolling asks for others.
const STEP: usize = 20;

impl LongList {
    /// The rows that are wanted when it is scrolled so far.
    pub fn wanted(self, scroll: usize) -> Range<usize> {
        let seen = self.seen(scroll);
        let end = seen.end.saturating_add(AROUND).div_ceil(STEP).saturating_mul(STEP).min(self.rows);
        let start = seen.start.saturating_sub(AROUND) / STEP * STEP;
        start.min(end)..end
    }

    /// The room above and below some rows.
    pub fn around(self, rows: &Range<usize>, scroll: usize) -> (usize, usize) {
        let height = self.height();
        let above = if self.is_scaled() {
            let first = self.seen(scroll).start;
            let before = first.saturating_sub(rows.start).saturating_mul(self.row);
            let behind = rows.start.saturating_sub(first).saturating_mul(self.row);
            scroll.saturating_sub(before).saturating_add(behind).min(height)
        } else {
            rows.start.saturating_mul(self.row)
        };
        let shown = rows.len().saturating_mul(self.row);
        (above, height.saturating_sub(above).saturating_sub(shown))
    }

    /// The height of all rows together.
    pub fn height(self) -> usize {
        self.rows.saturating_mul(self.row).min(HIGHEST)
    }

    fn is_scaled(self) -> bool {
        self.rows.saturating_mul(self.row) > HIGHEST
    }

    /// The rows in view.
    fn seen(self, scroll: usize) -> Range<usize> {
        let row = self.row.max(1);
        let in_view = self.view / row + 1;
        let first = if self.is_scaled() {
            let last = self.rows.saturating_sub(self.view / row);
            let way = self.height().saturating_sub(self.view).max(1);
            share(scroll.min(way), last, way)
        } else {
            scroll / row
        };
        let first = first.min(self.rows);
        first..first.saturating_add(in_view).min(self.rows)
    }
}

/// `part * whole / of` without overflow; addresses may have 32 bits only.
fn share(part: usize, whole: usize, of: usize) -> usize {
    let wide = |number: usize| u128::try_from(number).unwrap_or(u128::MAX);
    usize::try_from(wide(part).saturating_mul(wide(whole)) / wide(of).max(1)).unwrap_or(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: usize = 44;
    const VIEW: usize = 600;

    fn list(rows: usize) -> LongList {
        LongList { rows, row: ROW, view: VIEW }
    }

    #[test]
    fn rows_around_the_view_are_wanted() {
        for (rows, scroll, wanted) in [
            (0, 0, 0..0),
            (5, 0, 0..5),
            (1000, 0, 0..40),
            // Row 20 is the first in view, row 33 the last.
            (1000, 20 * ROW, 0..60),
            (1000, 40 * ROW - 1, 0..80),
            (1000, 40 * ROW, 20..80),
            (1000, 1000 * ROW - VIEW, 960..1000),
            (100_000, 50_000 * ROW, 49_980..50_040),
            // The list became shorter.
            (5, 1_000_000, 0..5),
        ] {
            assert_eq!(list(rows).wanted(scroll), wanted, "{rows} {scroll}");
        }
    }

    #[test]
    fn rows_and_the_room_around_them_are_as_high_as_the_list() {
        for (rows, shown, scroll) in
            [(1000, 20..80, 40 * ROW), (100_000, 49_980..50_040, 50_000 * ROW), (3, 0..3, 0)]
        {
            let (above, below) = list(rows).around(&shown, scroll);
            assert_eq!(above, shown.start * ROW);
            assert_eq!(above + shown.len() * ROW + below, rows * ROW);
        }
    }

    #[test]
    fn a_list_that_is_too_high_is_gone_through_to_its_end() {
        let rows = 10_000_000;
        let list = list(rows);
        let way = HIGHEST - VIEW;
        assert_eq!(list.wanted(0).start, 0);
        assert_eq!(list.wanted(way).end, rows);
        let middle = list.wanted(way / 2);
        assert!(middle.contains(&(rows / 2)) && middle.len() <= 100, "{middle:?}");
        // What is in view stands where the view is.
        let (above, below) = list.around(&middle, way / 2);
        assert!(above <= way / 2 && above + middle.len() * ROW >= way / 2 + VIEW);
        assert_eq!(above + middle.len() * ROW + below, HIGHEST);
        let end = list.wanted(way);
        let (above, below) = list.around(&end, way);
        assert!((way..=HIGHEST).contains(&(above + end.len() * ROW)) && below < VIEW);
    }

    #[test]
    fn nothing_is_divided_by_nothing() {
        let nothing = LongList { rows: usize::MAX, row: 0, view: 0 };
        assert!(nothing.wanted(usize::MAX).len() <= 60);
        let much = LongList { rows: usize::MAX, row: usize::MAX, view: usize::MAX };
        assert_eq!(much.around(&much.wanted(5), 5).1, 0);
    }
}
