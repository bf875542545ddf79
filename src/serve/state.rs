//! The site being served: the last good one, and what is wrong with the sources now.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use super::pages::Pages;

/// Number of rendered pages kept; beyond it the cache starts anew, so that a crawler cannot fill the memory.
const CACHED: usize = 512;

/// What loading the sources gave: a site, or what is wrong, as text for people.
pub type Loaded = Result<Arc<dyn Pages>, String>;

/// The state of a server; it changes while requests are answered.
#[derive(Debug)]
pub struct State {
    current: watch::Sender<Current>,
}

/// The state at one moment.
#[derive(Debug, Clone)]
pub(super) struct Current {
    /// Changes whenever other pages are shown; 0 before the first.
    number: u64,
    pub(super) generation: Option<Arc<Generation>>,
    /// The last one that is known to be good.
    good: Option<Arc<Generation>>,
    /// What is wrong with the sources now.
    pub(super) problem: Option<Arc<str>>,
}

impl State {
    /// A server's state after the first load.
    pub fn new(first: Loaded) -> State {
        let state = State {
            current: watch::Sender::new(Current {
                number: 0,
                generation: None,
                good: None,
                problem: None,
            }),
        };
        state.update(first);
        state
    }

    /// Takes the result of loading the sources again: a new site, or a problem that lies over the last good one.
    pub fn update(&self, loaded: Loaded) {
        self.current.send_modify(|current| match loaded {
            Ok(pages) => {
                current.show(pages);
                current.good = current.generation.clone();
            }
            Err(problem) => current.fail(problem),
        });
    }

    /// Takes a new site whose pages can be shown while the rest of it is still being checked: [`State::settle`] says how that
    /// ended.
    pub fn show(&self, pages: Arc<dyn Pages>) -> Shown {
        self.current.send_modify(|current| current.show(pages));
        Shown(self.current.borrow().number)
    }

    /// Takes the result of checking what was shown: it is good, or the last good one comes back and the problem lies over
    /// it. Does nothing where other pages are shown by now.
    pub fn settle(&self, shown: Shown, checked: Result<(), String>) {
        // Let go of after the state, which requests wait for: a large site takes its time.
        let mut old = None;
        self.current.send_if_modified(|current| {
            if current.number != shown.0 || current.is_settled() {
                return false;
            }
            match checked {
                Ok(()) => {
                    let new = current.generation.clone();
                    old = std::mem::replace(&mut current.good, new);
                    false
                }
                Err(problem) => {
                    current.fail(problem);
                    true
                }
            }
        });
        drop(old);
    }

    /// True while nothing else is shown.
    pub fn is_shown(&self, shown: Shown) -> bool {
        self.current.borrow().number == shown.0
    }

    pub(super) fn now(&self) -> Current {
        self.current.borrow().clone()
    }
    pub(super) fn changes(&self) -> watch::Receiver<Current> {
        self.current.subscribe()
    }
}

/// Names pages that are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown(u64);

impl Current {
    fn show(&mut self, pages: Arc<dyn Pages>) {
        self.number += 1;
        self.generation = Some(Arc::new(Generation::new(pages)));
        self.problem = None;
    }

    fn fail(&mut self, problem: String) {
        self.problem = Some(problem.into());
        if !self.is_settled() {
            // Other pages are shown again: the number says so.
            self.number += 1;
            self.generation = self.good.clone();
        }
    }

    /// True where all that is shown is known to be good.
    pub(super) fn is_settled(&self) -> bool {
        match (&self.generation, &self.good) {
            (Some(shown), Some(good)) => Arc::ptr_eq(shown, good),
            (None, _) => true,
            (Some(_), None) => false,
        }
    }

    /// Names the good load; another run of the server has other names.
    pub(super) fn name(&self) -> String {
        format!("{}-{}", std::process::id(), self.number)
    }
}

/// One good load of the sources with the pages rendered since.
pub(super) struct Generation {
    pages: Arc<dyn Pages>,
    rendered: Mutex<HashMap<String, Arc<[u8]>>>,
}

impl Generation {
    fn new(pages: Arc<dyn Pages>) -> Generation {
        Generation {
            pages,
            rendered: Mutex::default(),
        }
    }
    pub(super) fn base_path(&self) -> &str {
        self.pages.base_path()
    }
    pub(super) fn has(&self, path: &str) -> bool {
        self.pages.has(path)
    }

    /// The bytes of a file, rendered now or before.
    pub(super) fn render(&self, path: &str) -> Option<Result<Arc<[u8]>, String>> {
        if let Some(bytes) = self
            .rendered
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(path)
        {
            return Some(Ok(bytes.clone()));
        }
        let bytes = match self.pages.render(path)? {
            Ok(bytes) => bytes,
            Err(problem) => return Some(Err(problem)),
        };
        let mut rendered = self.rendered.lock().unwrap_or_else(PoisonError::into_inner);
        if rendered.len() >= CACHED {
            rendered.clear();
        }
        rendered.insert(path.to_owned(), bytes.clone());
        Some(Ok(bytes))
    }
}

impl fmt::Debug for Generation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Generation").finish_non_exhaustive()
    }
}
