//! What a rule computes once for all entities it is asked about: the parts of its expressions in which no entity occurs.
//!
//! Each has a number within its page. Whoever needs one first computes it, on whatever thread; which steps that took is
//! remembered beside it, so that they can be charged to the rule and to nobody who happened to come first.

use std::sync::OnceLock;

use crate::value::owned::Owned;

/// What a judgement takes too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Much {
    /// Steps.
    Steps,
    /// Memory.
    Memory,
}

/// A value, and what it took to compute it.
#[derive(Debug)]
pub struct Once {
    /// The value.
    pub value: Owned,
    /// What computing it took too much of.
    pub over: Option<Much>,
    /// Steps taken, those of other kept values left out.
    pub steps: u32,
    /// Numbers of other kept values that it is computed from.
    pub uses: Box<[usize]>,
}

/// So many values lie together; they are made when the first of them is needed.
const TOGETHER: usize = 16;

/// Values that lie together.
type Stretch = Box<[OnceLock<Once>]>;

/// The values of one page in one run, each computed when it is first needed.
#[derive(Debug, Default)]
pub struct Kept {
    values: Box<[OnceLock<Stretch>]>,
    limit: u32,
    byte_limit: u64,
}

impl Kept {
    /// So many values there is room for in any case: how many a page has is not known before all of it is compiled.
    pub const ROOM: usize = 16 * TOGETHER;

    /// Room for so many values, each of which may take so many steps and bytes.
    pub fn new(values: usize, steps: u64, bytes: u64) -> Self {
        let limit = u32::try_from(steps).unwrap_or(u32::MAX - 1);
        let stretches = values.max(Self::ROOM).div_ceil(TOGETHER);
        Self { values: (0..stretches).map(|_| OnceLock::new()).collect(), limit, byte_limit: bytes }
    }

    /// Steps that computing one of them may take.
    pub fn limit(&self) -> u32 {
        self.limit
    }

    /// Bytes that one of them may make.
    pub fn byte_limit(&self) -> u64 {
        self.byte_limit
    }

    /// The value of that number, computed if nobody needed it before; none if there is no room for it.
    pub fn value(&self, number: usize, compute: impl FnOnce() -> Once) -> Option<&Once> {
        let together = self.values.get(number / TOGETHER)?;
        let together = together.get_or_init(|| (0..TOGETHER).map(|_| OnceLock::new()).collect());
        Some(together.get(number % TOGETHER)?.get_or_init(compute))
    }

    /// Steps that one of them took; nothing if it was not needed.
    pub fn steps(&self, number: usize) -> u32 {
        let together = self.values.get(number / TOGETHER).and_then(OnceLock::get);
        together.and_then(|all| all.get(number % TOGETHER)?.get()).map_or(0, |once| once.steps)
    }

    /// Steps that all of them took.
    pub fn all_steps(&self) -> u64 {
        let all = self.values.iter().filter_map(OnceLock::get).flatten();
        all.filter_map(OnceLock::get).map(|once| u64::from(once.steps)).sum()
    }
}
