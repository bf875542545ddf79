//! Results that are kept for the same question asked again: what was read and worked out from files that have not changed.
//!
//! A result is given again only for an input that equals the one it was made from, byte for byte; nothing rests on times of
//! files or on hashes. Only pure functions of their input may be kept.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Results by name, those of the last round and of the present one. What a round does not ask for is let go after it, so
/// that nothing is kept of files that are gone.
#[derive(Debug)]
pub struct Memo<I, O> {
    /// Nothing is kept where nobody will ask again.
    keeps: bool,
    before: HashMap<String, (I, O)>,
    now: Mutex<HashMap<String, (I, O)>>,
}

impl<I, O> Memo<I, O> {
    /// Keeps results from round to round.
    pub fn kept() -> Memo<I, O> {
        Memo {
            keeps: true,
            ..Memo::none()
        }
    }

    /// Keeps nothing: for a program that does its work once.
    pub fn none() -> Memo<I, O> {
        Memo {
            keeps: false,
            before: HashMap::new(),
            now: Mutex::default(),
        }
    }

    /// Begins a round.
    pub fn turn(&mut self) {
        let now = self.now.get_mut().unwrap_or_else(PoisonError::into_inner);
        let next = HashMap::with_capacity(now.len());
        self.before = std::mem::replace(now, next);
    }
}

impl<I: PartialEq, O: Clone> Memo<I, O> {
    /// The result for `name`, made from `input` now or, from an equal one, in the last round.
    pub fn get(&self, name: &str, input: I, make: impl FnOnce(&I) -> O) -> O {
        let before = self
            .before
            .get(name)
            .filter(|(made_from, _)| *made_from == input);
        let result = before.map_or_else(|| make(&input), |(_, result)| result.clone());
        if self.keeps {
            let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
            now.insert(name.to_owned(), (input, result.clone()));
        }
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_result_is_made_again_only_for_another_input() {
        let made = Cell::new(0);
        let ask = |memo: &Memo<u32, u32>, name: &str, input: u32| {
            memo.get(name, input, |input| {
                made.set(made.get() + 1);
                input * 2
            })
        };
        let mut memo = Memo::kept();
        assert_eq!(
            (ask(&memo, "a", 1), ask(&memo, "b", 1), made.get()),
            (2, 2, 2)
        );
        memo.turn();
        assert_eq!((ask(&memo, "a", 1), made.get()), (2, 2));
        assert_eq!((ask(&memo, "b", 3), made.get()), (6, 3));
        memo.turn();
        memo.turn();
        assert_eq!(
            (ask(&memo, "a", 1), made.get()),
            (2, 4),
            "a round that did not ask lets go"
        );
    }

    #[test]
    fn nothing_is_kept_where_nothing_shall_be() {
        let mut memo = Memo::none();
        let ask = |memo: &Memo<u32, u32>, result| memo.get("a", 1, |_| result);
        assert_eq!(ask(&memo, 1), 1);
        memo.turn();
        assert_eq!(ask(&memo, 2), 2);
    }
}
