//! Bars with a mark where the limit is. A bar reaches the mark exactly where the limit is reached, and passes it where
//! it is exceeded by however little.

use crate::judge::told::Amount;
use crate::report::Glyphs;
use crate::value::Number;
use crate::value::number::subtract;

/// Parts of a column that can be drawn.
const PARTS: usize = 8;

/// How long bars are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// Columns up to the limit, or all of them where there is none.
    pub within: usize,
    /// Columns for what is beyond it.
    pub beyond: usize,
    limit: Option<Number>,
    most: Number,
    glyphs: Glyphs,
}

/// A drawn bar: up to the limit, the mark, beyond it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Bar {
    pub within: String,
    pub mark: &'static str,
    pub beyond: String,
}

impl Scale {
    /// A scale of so many columns on which the largest share and the limit find room.
    pub fn new(columns: usize, limit: Option<Number>, largest: Number, glyphs: Glyphs) -> Self {
        let one = Number::from(1);
        let whole = |within, limit, most| Self { within, beyond: 0, limit, most, glyphs };
        let Some(limit) = limit else {
            return whole(columns, None, if largest > Number::from(0) { largest } else { one });
        };
        let room = columns.saturating_sub(1);
        if largest <= limit {
            return whole(room, Some(limit), limit);
        }
        let within = parts(limit, largest, room, Rounding::Down) / PARTS;
        let within = within.min(room.saturating_sub(1));
        Self { within, beyond: room - within, limit: Some(limit), most: largest, glyphs }
    }

    /// The bar of a share; what may come on top of it is drawn paler.
    pub fn draw(&self, share: &Amount) -> Bar {
        let Some(low) = share.low else {
            return Bar { within: " ".repeat(self.within), mark: self.mark(), beyond: " ".repeat(self.beyond) };
        };
        let high = share.high.unwrap_or(self.most).max(low);
        let end = self.limit.unwrap_or(self.most);
        let up_to = |share: Number| parts(share.min(end), end, self.within, Rounding::Down);
        let above = |share: Number| subtract(share.max(end), end).unwrap_or_default();
        let past = |share: Number| parts(above(share), above(self.most), self.beyond, Rounding::Up);
        Bar {
            within: self.line(up_to(low), up_to(high), self.within),
            mark: self.mark(),
            beyond: self.line(past(low), past(high), self.beyond),
        }
    }

    fn mark(&self) -> &'static str {
        match (self.limit, self.glyphs) {
            (None, _) => "",
            (Some(_), Glyphs::Unicode) => "│",
            (Some(_), Glyphs::Ascii) => "|",
        }
    }

    fn line(&self, sure: usize, possible: usize, columns: usize) -> String {
        const BLOCKS: [char; PARTS + 1] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];
        let column = |at: usize| {
            let filled = sure.saturating_sub(at * PARTS).min(PARTS);
            match (filled, self.glyphs) {
                (0, _) if possible <= at * PARTS => ' ',
                (0, Glyphs::Unicode) => '░',
                (0, Glyphs::Ascii) => '.',
                (_, Glyphs::Unicode) => BLOCKS[filled],
                (PARTS, Glyphs::Ascii) => '#',
                (_, Glyphs::Ascii) => '-',
            }
        };
        (0..columns).map(column).collect()
    }
}

#[derive(Clone, Copy)]
enum Rounding {
    Down,
    Up,
}

/// `part / whole` of so many columns, in parts of a column.
fn parts(part: Number, whole: Number, columns: usize, rounding: Rounding) -> usize {
    let cross = |a: Number, b: Number| i128::from(*a.numer()) * i128::from(*b.denom());
    let (over, under) = (cross(part, whole), cross(whole, part));
    let all = i128::try_from(columns * PARTS).unwrap_or_default();
    if under <= 0 || over <= 0 {
        return 0;
    }
    let exact = over.saturating_mul(all);
    let rounded = match rounding {
        Rounding::Down => exact / under,
        Rounding::Up => (exact + under - 1) / under,
    };
    usize::try_from(rounded.min(all)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::judge::told::Amount;
    use crate::report::Glyphs;
    use crate::report::load::bar::Scale;
    use crate::value::Number;

    fn drawn(scale: &Scale, (low, high): ((i64, i64), Option<(i64, i64)>)) -> String {
        let number = |(over, under)| Number::new(over, under);
        let amount = Amount { low: Some(number(low)), high: high.map(number), missing: Vec::new() };
        let bar = scale.draw(&amount);
        format!("[{}{}{}]", bar.within, bar.mark, bar.beyond)
    }

    fn exactly(share: (i64, i64)) -> ((i64, i64), Option<(i64, i64)>) {
        (share, Some(share))
    }

    const QUARTER: Option<(i64, i64)> = Some((1, 4));

    fn scale(columns: usize, limit: Option<(i64, i64)>, largest: (i64, i64), glyphs: Glyphs) -> Scale {
        let number = |(over, under)| Number::new(over, under);
        Scale::new(columns, limit.map(number), number(largest), glyphs)
    }

    #[test]
    fn the_mark_is_passed_only_beyond_the_limit() {
        let scale = scale(13, QUARTER, (1, 3), Glyphs::Unicode);
        assert_eq!(drawn(&scale, exactly((1, 4))), "[█████████│   ]");
        assert_eq!(drawn(&scale, exactly((2499, 10_000))), "[████████▉│   ]");
        assert_eq!(drawn(&scale, exactly((2501, 10_000))), "[█████████│▏  ]");
        assert_eq!(drawn(&scale, exactly((1, 3))), "[█████████│███]");
        assert_eq!(drawn(&scale, exactly((1, 8))), "[████▌    │   ]");
        assert_eq!(drawn(&scale, exactly((0, 1))), "[         │   ]");
    }

    #[test]
    fn where_nobody_exceeds_it_the_limit_is_at_the_end() {
        let scale = scale(9, QUARTER, (1, 8), Glyphs::Unicode);
        assert_eq!(drawn(&scale, exactly((1, 8))), "[████    │]");
        assert_eq!(drawn(&scale, exactly((1, 4))), "[████████│]");
    }

    #[test]
    fn without_a_limit_the_largest_share_fills_the_bar() {
        let scale = scale(8, None, (1, 2), Glyphs::Unicode);
        assert_eq!(drawn(&scale, exactly((1, 2))), "[████████]");
        assert_eq!(drawn(&scale, exactly((1, 4))), "[████    ]");
    }

    #[test]
    fn what_is_possible_is_drawn_paler_than_what_is_certain() {
        let scale = scale(9, QUARTER, (1, 8), Glyphs::Unicode);
        assert_eq!(drawn(&scale, ((1, 8), QUARTER)), "[████░░░░│]");
        assert_eq!(drawn(&scale, ((3, 32), None)), "[███░░░░░│]");
    }

    #[test]
    fn a_terminal_without_block_characters_gets_others() {
        let scale = scale(13, QUARTER, (1, 3), Glyphs::Ascii);
        assert_eq!(drawn(&scale, exactly((1, 8))), "[####-    |   ]");
        assert_eq!(drawn(&scale, exactly((2501, 10_000))), "[#########|-  ]");
        assert_eq!(drawn(&scale, ((1, 12), QUARTER)), "[###......|   ]");
    }

    #[test]
    fn a_limit_of_nothing_is_passed_by_everybody() {
        let scale = scale(5, Some((0, 1)), (1, 2), Glyphs::Unicode);
        assert_eq!(drawn(&scale, exactly((1, 4))), "[│██  ]");
    }
}
