//! Hours of an export as windows of the vocabulary, which last a day at most.

use crate::declare::export::Window;

const DAY: i64 = 24 * 60;
const DAYS: u32 = 7;

/// A window of the vocabulary: days on which it begins, and minutes of the day; it ends on the next day where it ends no
/// later than it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub days: u8,
    pub from: i64,
    pub to: i64,
}

/// Every hour of the week.
pub(super) const ALWAYS: Piece = Piece { days: (1 << DAYS) - 1, from: 0, to: 0 };

/// A window in pieces of a day at most.
pub(super) fn pieces(window: &Window) -> Vec<Piece> {
    let (mut days, mut left) = (window.days, window.length.min(DAY * i64::from(DAYS)));
    let mut pieces = Vec::new();
    while left > 0 {
        let length = left.min(DAY);
        pieces.push(Piece { days, from: window.from, to: (window.from + length) % DAY });
        days = (days << 1 | days >> (DAYS - 1)) & ALWAYS.days;
        left -= length;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use crate::declare::export::Window;
    use crate::declare::pager::hours::{ALWAYS, Piece, pieces};
    use crate::text::{FileId, Place, Span};

    fn of(days: u8, from: i64, length: i64) -> Vec<(u8, i64, i64)> {
        let place = Place { file: FileId(0), span: Span { start: 0, end: 0 } };
        let pieces = pieces(&Window { days, from, length, place });
        pieces.into_iter().map(|Piece { days, from, to }| (days, from, to)).collect()
    }

    #[test]
    fn a_window_of_several_days_is_one_a_day() {
        assert_eq!(of(ALWAYS.days, 540, 480), [(0b111_1111, 540, 1_020)]);
        assert_eq!(of(0b001_1111, 1_200, 720), [(0b001_1111, 1_200, 480)]);
        // Friday 17:00 to Monday 09:00.
        let weekend = [(0b001_0000, 1_020, 1_020), (0b010_0000, 1_020, 1_020), (0b100_0000, 1_020, 540)];
        assert_eq!(of(0b001_0000, 1_020, 64 * 60), weekend);
        assert_eq!(of(1, 0, 30 * 24 * 60).len(), 7);
        assert_eq!(of(1, 0, 0), []);
    }
}
