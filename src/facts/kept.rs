//! What a rule computes once for all entities it is asked about: the parts of its expressions in which no entity occurs; and
//! for all of which a fact is the same, what depends on that fact alone; and for all who ask the same about the elements of a
//! list, what does not depend on who asks.
//!
//! Each has a number within its page. Whoever needs one first computes it, on whatever thread; which steps that took is
//! remembered beside it, so that they can be charged to the rule and to nobody who happened to come first.

use std::sync::OnceLock;

use crate::facts::apart::Apart;
use crate::value::owned::Owned;

/// What a judgement takes too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Much {
    /// Steps.
    Steps,
    /// Memory.
    Memory,
}

/// What is kept.
#[derive(Debug)]
pub enum Answer {
    /// A value.
    Value(Owned),
    /// What a question about each element of a list comes to, where anything does.
    Apart(Option<Apart>),
}

/// What is kept, and what it took to compute it.
#[derive(Debug)]
pub struct Once {
    /// What is kept.
    pub answer: Answer,
    /// What computing it took too much of.
    pub over: Option<Much>,
    /// Steps taken, those of other kept values left out.
    pub steps: u32,
    /// Other kept values that it is computed from.
    pub uses: Box<[Id]>,
}

/// Tells one kept value from all others of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id {
    /// The number of the part whose value it is.
    pub number: usize,
    /// What the fact comes from that it depends on, or whose list it is about, by its rank among its kind; none for what is the
    /// same for all.
    pub of: Option<usize>,
}

/// So many values lie together; they are made when the first of them is needed.
const TOGETHER: usize = 16;

/// Values that lie together.
type Stretch = Box<[OnceLock<Once>]>;

/// Some values of one kind, by their numbers, of which mostly only a few are needed.
#[derive(Debug, Default)]
struct Values(Box<[OnceLock<Stretch>]>);

impl Values {
    fn new(room: usize) -> Self {
        Self((0..room.div_ceil(TOGETHER)).map(|_| OnceLock::new()).collect())
    }

    /// The value of that number, computed if nobody needed it before; none if there is no room for it.
    fn value(&self, number: usize, compute: impl FnOnce() -> Once) -> Option<&Once> {
        let together = self.0.get(number / TOGETHER)?;
        let together = together.get_or_init(|| (0..TOGETHER).map(|_| OnceLock::new()).collect());
        Some(together.get(number % TOGETHER)?.get_or_init(compute))
    }

    fn get(&self, number: usize) -> Option<&Once> {
        self.0.get(number / TOGETHER)?.get()?.get(number % TOGETHER)?.get()
    }

    fn all(&self) -> impl Iterator<Item = &Once> {
        self.0.iter().filter_map(OnceLock::get).flatten().filter_map(OnceLock::get)
    }
}

/// The values of one page in one run, each computed when it is first needed.
#[derive(Debug, Default)]
pub struct Kept {
    values: Values,
    /// By number, those that depend on a fact; made when the first of them is needed, as most pages have none.
    alike: OnceLock<Box<[OnceLock<Values>]>>,
    numbers: usize,
    limit: u32,
    byte_limit: u64,
}

impl Kept {
    /// So many values there is room for in any case: how many a page has is not known before all of it is compiled.
    pub const ROOM: usize = 16 * TOGETHER;

    /// Room for so many values, each of which may take so many steps and bytes.
    pub fn new(values: usize, steps: u64, bytes: u64) -> Self {
        let limit = u32::try_from(steps).unwrap_or(u32::MAX - 1);
        let numbers = values.max(Self::ROOM);
        Self { values: Values::new(numbers), alike: OnceLock::new(), numbers, limit, byte_limit: bytes }
    }

    /// Steps that computing one of them may take.
    pub fn limit(&self) -> u32 {
        self.limit
    }

    /// Bytes that one of them may make.
    pub fn byte_limit(&self) -> u64 {
        self.byte_limit
    }

    /// A value, computed if nobody needed it before; none if there is no room for it. `kin` is how many entities there are of
    /// the kind that its fact comes from.
    pub fn value(&self, id: Id, kin: usize, compute: impl FnOnce() -> Once) -> Option<&Once> {
        let Some(of) = id.of else { return self.values.value(id.number, compute) };
        let alike = self.alike.get_or_init(|| (0..self.numbers).map(|_| OnceLock::new()).collect());
        alike.get(id.number)?.get_or_init(|| Values::new(kin)).value(of, compute)
    }

    /// Steps that one of them took; nothing if it was not needed.
    pub fn steps(&self, id: Id) -> u32 {
        let once = match id.of {
            None => self.values.get(id.number),
            Some(of) => self.alike.get().and_then(|alike| alike.get(id.number)?.get()?.get(of)),
        };
        once.map_or(0, |once| once.steps)
    }

    /// Steps that all of them took.
    pub fn all_steps(&self) -> u64 {
        let alike = self.alike.get().into_iter().flatten().filter_map(OnceLock::get);
        let all = self.values.all().chain(alike.flat_map(Values::all));
        all.map(|once| u64::from(once.steps)).sum()
    }
}
