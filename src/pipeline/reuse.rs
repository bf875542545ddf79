//! What a build takes from the one before it: pages that looked only at what is as it was.
//!
//! Each page is made by a pure function, and what it looks at is noted while it is made ([`sight`]). The list stands in a file
//! beside the output folder with one hash over the things on it. The next build hashes them as they are then: where the hash is
//! the same, so are the bytes. What all pages rest on (settings, themes, documents, the program itself) has one hash more; where
//! that differs nothing is taken. The file may be lost or spoilt at any time: then all pages are made.

mod digest;
mod known;
mod sources;
mod things;

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Options;
use crate::leaves::Leaves;
use crate::model::dataset::Dataset;
use crate::plan::Page;
use crate::render::{Renderer, Shared};
use crate::sight::{Seen, Sights};
use crate::tree::{Past, SourceTree, Store, hex};
use digest::{Digest, Hash};
use known::{Desk, Known};
use sources::Sources;
use things::Things;

/// What a build needs to take over from the one before.
#[derive(Debug)]
pub struct Before {
    /// A name of the program that makes the site.
    pub program: String,
    /// What the build before left.
    pub left: Option<Box<dyn Store>>,
}

/// What a site is made from, as hashes: the files of its sources by path, and the program; and what was left by the build before.
#[derive(Debug)]
pub struct Origins {
    files: BTreeMap<String, Digest>,
    rest: Digest,
    left: Option<Box<dyn Store>>,
    /// Results that have been made before there is a place to leave them.
    made: Mutex<Vec<(String, Vec<u8>)>>,
}

impl Origins {
    /// Those of a site that is made with some options.
    pub fn of(tree: &SourceTree, before: Before, options: &Options) -> Origins {
        let files = tree.files.par_iter();
        let files = files.map(|(path, bytes)| (path.clone(), digest::of_bytes(bytes)));
        let mut hash = Hash::new();
        hash.text(&before.program);
        hash.words(format_args!("{options:?}"));
        Origins {
            files: files.collect(),
            rest: hash.end(),
            left: before.left,
            made: Mutex::default(),
        }
    }

    /// Results that rest on nothing but the sources.
    pub(super) fn leaves<'s>(&'s self, dataset: &'s Dataset) -> impl Leaves + 's {
        let sources = Sources::new(dataset, self);
        Known {
            common: sources.common(),
            desk: sources,
        }
    }

    fn made(&self) -> MutexGuard<'_, Vec<(String, Vec<u8>)>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The file that a build leaves for the next.
#[derive(Default, Serialize, Deserialize)]
struct Left {
    /// Hash of what all pages rest on.
    common: String,
    /// Everything that any page looked at.
    sights: Vec<Seen>,
    pages: BTreeMap<String, Trace>,
}

/// How a page was made.
#[derive(Clone, Serialize, Deserialize)]
struct Trace {
    /// What it looked at: numbers of things in this build, in the file positions in the list of all.
    sights: Box<[u32]>,
    /// Hash of the page's plan and of all that.
    key: String,
    /// Data files beside it.
    files: Box<[String]>,
}

/// Decides which pages are made, and notes how.
pub(super) struct Reuse<'s> {
    past: &'s dyn Past,
    things: Things<'s>,
    common: Digest,
    before: BTreeMap<String, Trace>,
    now: Mutex<BTreeMap<String, Trace>>,
}

impl<'s> Reuse<'s> {
    /// For the pages of a site and the place they go to.
    pub(super) fn new(
        renderers: &'s [Renderer],
        shared: &'s Shared,
        (origins, past): (&'s Origins, &'s dyn Past),
    ) -> Reuse<'s> {
        let things = Things::new(renderers, shared, origins);
        let common = things.sources.common();
        let left = past.left();
        let left = left.and_then(|bytes| serde_json::from_slice::<Left>(&bytes).ok());
        let left = left.filter(|left| left.common == hex(&common));
        let left = left.unwrap_or_default();
        let numbers: Vec<u32> = left
            .sights
            .into_iter()
            .map(|seen| things.number(seen))
            .collect();
        let made = std::mem::take(&mut *origins.made());
        made.iter().for_each(|(name, bytes)| past.set(name, bytes));
        let number = |at: &u32| numbers.get(*at as usize).copied();
        let before = left.pages.into_iter().filter_map(|(path, mut page)| {
            page.sights = page.sights.iter().map(number).collect::<Option<_>>()?;
            Some((path, page))
        });
        Reuse {
            past,
            common,
            before: before.collect(),
            now: Mutex::default(),
            things,
        }
    }

    /// Results that may rest on anything.
    pub(super) fn leaves(&self) -> impl Leaves + '_ {
        Known {
            common: self.common,
            desk: self,
        }
    }

    /// The paths of the data files beside a page that is as it was, when it and they have been taken from before.
    ///
    /// # Errors
    /// The place where the site is.
    pub(super) fn taken(
        &self,
        path: &str,
        renderer: &Renderer,
        page: &Page,
    ) -> io::Result<Option<Box<[String]>>> {
        let Some(trace) = self.before.get(path) else {
            return Ok(None);
        };
        if trace.key != self.key(renderer, page, &trace.sights) {
            return Ok(None);
        }
        for file in &trace.files {
            if !self.past.keep(file)? {
                return Ok(None);
            }
        }
        if !self.past.keep(path)? {
            return Ok(None);
        }
        self.note(path, trace.clone());
        Ok(Some(trace.files.clone()))
    }

    /// Notes how a page was made.
    pub(super) fn made(
        &self,
        path: &str,
        (renderer, page): (&Renderer, &Page),
        sights: Sights,
        files: &[(String, Vec<u8>)],
    ) {
        let sights = sights.into_iter().map(|seen| self.things.number(seen));
        let sights: Box<[u32]> = sights.collect();
        let files = files.iter().map(|(path, _)| path.clone());
        self.note(
            path,
            Trace {
                key: self.key(renderer, page, &sights),
                sights,
                files: files.collect(),
            },
        );
    }

    fn note(&self, path: &str, trace: Trace) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.insert(path.to_owned(), trace);
    }

    fn key(&self, renderer: &Renderer, page: &Page, sights: &[u32]) -> String {
        let mut hash = Hash::new();
        hash.text(renderer.lang().code());
        hash.words(format_args!("{page:?}"));
        for sight in sights {
            hash.digest(&self.things.digest(*sight));
        }
        hex(&hash.end())
    }

    /// Leaves everything for the next build, which takes it for granted that the links of all pages hold.
    pub(super) fn leave(self) {
        let mut pages = self
            .now
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let used: HashSet<u32> = pages
            .values()
            .flat_map(|page| page.sights.iter().copied())
            .collect();
        let (sights, places) = self.things.listed(&used);
        for page in pages.values_mut() {
            let positions = page.sights.iter_mut();
            positions.for_each(|number| *number = places[number]);
        }
        let left = Left {
            common: hex(&self.common),
            sights,
            pages,
        };
        let bytes = serde_json::to_vec(&left).expect("texts and numbers can be written");
        self.past.leave(bytes);
    }
}

impl Desk for &Reuse<'_> {
    fn digest(&self, seen: &Seen) -> Option<Digest> {
        Some(self.things.digest(self.things.number(seen.clone())))
    }
    fn before(&self) -> Option<&dyn Store> {
        Some(self.past)
    }
    fn set(&self, name: &str, bytes: Vec<u8>) {
        self.past.set(name, &bytes);
    }
}
