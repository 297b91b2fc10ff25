//! In which order things stand in their columns, so that few lines cross: each moves towards the middle of what it is tied
//! to, from left to right and back, and the best order that was seen counts.

/// Sweeps in each direction: more change nothing that one would see.
const SWEEPS: usize = 12;

/// Columns of things, by rank, and the ties of things in neighbouring columns.
pub(super) struct Columns<'l> {
    pub columns: Vec<Vec<usize>>,
    /// Pairs of things of which the first is one column to the left.
    pub links: &'l [(usize, usize)],
}

impl Columns<'_> {
    /// The columns in their best order; `count` is the number of things.
    pub fn ordered(mut self, count: usize) -> Vec<Vec<usize>> {
        let (mut left, mut right) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for &(from, to) in self.links {
            right[from].push(to);
            left[to].push(from);
        }
        let (mut best, mut least) = (self.columns.clone(), self.crossings(count));
        for sweep in 0..2 * SWEEPS {
            if least == 0 {
                break;
            }
            let forth = sweep % 2 == 0;
            let n = self.columns.len();
            for at in 1..n {
                let (column, beside) = if forth { (at, at - 1) } else { (n - 1 - at, n - at) };
                let ranks = ranks(&self.columns[beside], count);
                let tied = if forth { &left } else { &right };
                self.columns[column] = by_middle(&self.columns[column], tied, &ranks);
            }
            let crossings = self.crossings(count);
            if crossings < least {
                (best, least) = (self.columns.clone(), crossings);
            }
        }
        best
    }

    /// How many pairs of lines cross.
    fn crossings(&self, count: usize) -> usize {
        let mut ranks = vec![(0, 0); count];
        for (column, things) in self.columns.iter().enumerate() {
            for (rank, &thing) in things.iter().enumerate() {
                ranks[thing] = (column, rank);
            }
        }
        let mut gutters: Vec<Vec<(usize, usize)>> = vec![Vec::new(); self.columns.len()];
        for &(from, to) in self.links {
            gutters[ranks[from].0].push((ranks[from].1, ranks[to].1));
        }
        let cross = |a: &(usize, usize), b: &(usize, usize)| (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1);
        let pairs = |gutter: &Vec<(usize, usize)>| {
            let all = gutter.iter().enumerate();
            all.map(|(at, one)| gutter[at + 1..].iter().filter(|other| cross(one, other)).count()).sum::<usize>()
        };
        gutters.iter().map(pairs).sum()
    }
}

fn ranks(column: &[usize], count: usize) -> Vec<usize> {
    let mut ranks = vec![0; count];
    for (rank, &thing) in column.iter().enumerate() {
        ranks[thing] = rank;
    }
    ranks
}

/// A column in the order of the mean ranks of what its things are tied to; what is tied to nothing keeps its place.
fn by_middle(column: &[usize], tied: &[Vec<usize>], ranks: &[usize]) -> Vec<usize> {
    let middle = |thing: usize| {
        let beside = &tied[thing];
        let sum: usize = beside.iter().map(|&other| ranks[other]).sum();
        (!beside.is_empty()).then(|| sum * 1000 / beside.len())
    };
    let mut moving: Vec<(usize, usize)> = column.iter().filter_map(|&thing| Some((middle(thing)?, thing))).collect();
    moving.sort_by_key(|&(middle, _)| middle);
    let mut moving = moving.into_iter().map(|(_, thing)| thing);
    column.iter().map(|&thing| if tied[thing].is_empty() { thing } else { moving.next().unwrap_or(thing) }).collect()
}
