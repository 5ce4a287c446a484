//! How much work a question may cost, counted in steps.
//!
//! One budget is drawn on by the search, the rules, both witnesses, the clients and the repairs together: what each of them does
//! is bounded by itself, and a few hundred certificates can be made so that every one of them reaches its bound. Steps are counted
//! and no clock is read, so the same question has the same answer on every machine.

use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

/// Steps of one question. A step is about what it takes to compare two short names: ten nanoseconds natively, thirty in
/// WebAssembly, where this many of them are a second.
pub(crate) const MOST_STEPS: usize = 32_000_000;

/// What is left of the budget. Atomic for the same reason that the memo has a lock: webpki's algorithms could be shared between
/// threads.
#[derive(Debug)]
pub(crate) struct Work {
    left: AtomicUsize,
    limit: usize,
    refused: AtomicBool,
}

impl Work {
    pub(crate) fn new(limit: usize) -> Self {
        Self { left: AtomicUsize::new(limit), limit, refused: AtomicBool::new(false) }
    }

    /// Takes steps out of the budget. `false` where not so many are left: then nothing is left at all, and what they were wanted for
    /// is not to be done.
    #[must_use = "what there is no budget for is not to be done"]
    pub(crate) fn spend(&self, steps: usize) -> bool {
        let affordable = self.left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(steps)).is_ok();
        if !affordable {
            self.left.store(0, Relaxed);
            self.refused.store(true, Relaxed);
        }
        affordable
    }

    /// Whether something was left undone because the budget was gone.
    pub(crate) fn is_gone(&self) -> bool {
        self.refused.load(Relaxed)
    }

    /// How many steps are left.
    pub(crate) fn left(&self) -> usize {
        self.left.load(Relaxed)
    }

    /// How many steps were taken.
    pub(crate) fn spent(&self) -> usize {
        self.limit.saturating_sub(self.left.load(Relaxed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted_beyond_the_budget_is_refused_and_ends_it() {
        let work = Work::new(10);
        assert!(work.spend(4) && work.spend(6) && !work.is_gone());
        assert_eq!(work.spent(), 10);
        assert!(!work.spend(1) && work.is_gone());
        let work = Work::new(10);
        assert!(!work.spend(11) && !work.spend(1), "a small wish after a great one is not granted either");
        assert_eq!(work.spent(), 10);
    }
}
