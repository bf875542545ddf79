//! A site → its files, each into a sink as soon as it is made.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::reuse::Reuse;
use super::watch::{Stage, Unwatched, Watch};
use super::{Site, made};
use crate::diagnostic::Diagnostic;
use crate::leaves::{Leaves, NoLeaves};
use crate::links;
use crate::plan::Page;
use crate::render::{Rendered, Renderer, audit};
use crate::sight;
use crate::tree::{Draft, Memory, OutputTree, Sink};

/// Why a site was not written.
#[derive(Debug)]
pub enum Stopped {
    /// Templates fail.
    Found(Vec<Diagnostic>),
    /// The sink takes no more.
    Sink(io::Error),
}

impl Site {
    /// Makes every file, in parallel, and gives each to `sink` as soon as it is made; notes all links.
    ///
    /// # Errors
    /// Every template that fails, each once; the sink, which takes no more.
    pub fn write(&self, sink: &dyn Sink, watch: &dyn Watch) -> Result<links::Book, Stopped> {
        let out = Output {
            sink,
            links: links::Book::new(self.base_path()),
        };
        watch.begins(Stage::Data);
        let reuse = self.reuse(sink);
        let known = reuse.as_ref().map(Reuse::leaves);
        let leaves: &dyn Leaves = match &known {
            Some(known) => known,
            None => &NoLeaves,
        };
        // Pages list the sizes of data files. They are made first: pages that wait for them would hold up the threads.
        if let Some(shared) = self.shared() {
            shared.write_data(&out, leaves)?;
        }
        let pages = Pages {
            out: &out,
            reuse: reuse.as_ref(),
            failed: Mutex::default(),
        };
        watch.begins(Stage::Pages);
        let write = |(path, renderer, page): (String, &Renderer, &Page)| {
            pages.write(&path, renderer, page)?;
            watch.page();
            Ok::<(), io::Error>(())
        };
        self.pages().into_par_iter().try_for_each(write)?;
        pages.end()?;
        watch.begins(Stage::Search);
        self.write_index(&out)?;
        watch.begins(Stage::Assets);
        for (path, renderer, year) in self.audit_lists() {
            let words = &renderer.theme.messages;
            let file = out.begin(&path)?;
            audit::list::write(&renderer.shared, words, year, leaves, file)?.finish()?;
        }
        let ready: Vec<_> = self.ready().collect();
        let put = |(path, bytes): (&String, &Arc<[u8]>)| out.put(path, bytes);
        ready.into_par_iter().try_for_each(put)?;
        drop(known);
        watch.begins(Stage::Links);
        let mut links = out.links;
        if let Some((past, reuse)) = sink.past().zip(reuse) {
            links.settle(past, &|path| self.again(path));
            if links.holds() {
                reuse.leave();
            }
        }
        Ok(links)
    }

    /// The bytes of a page once more.
    fn again(&self, path: &str) -> Option<Vec<u8>> {
        Some(self.render(path)?.ok()?.to_vec())
    }

    /// What pages can be taken over from the site that the sink had before.
    fn reuse<'s>(&'s self, sink: &'s dyn Sink) -> Option<Reuse<'s>> {
        let from = (self.origins.as_ref()?, sink.past()?);
        Some(Reuse::new(&self.renderers, self.shared()?, from))
    }

    /// Makes every file and keeps all of them in memory.
    ///
    /// # Errors
    /// Every template that fails, each once.
    pub fn render_all(&self) -> Result<OutputTree, Vec<Diagnostic>> {
        let memory = Memory::default();
        match self.write(&memory, &Unwatched) {
            Ok(_) => Ok(memory.into_tree()),
            Err(Stopped::Found(errors)) => Err(errors),
            Err(Stopped::Sink(error)) => unreachable!("memory takes every file: {error}"),
        }
    }

    /// Internal links of the site as it was written that lead nowhere.
    pub fn broken_links(&self, links: links::Book) -> Vec<Diagnostic> {
        let commentary = |path: &str| {
            let (file, text) = self.shared()?.page_of(path)?.commentary.as_ref()?;
            Some((file.as_str(), text.as_str()))
        };
        links.broken(&|path| self.again(path), &commentary)
    }
}

/// The pages of a site on their way into a sink.
struct Pages<'s> {
    out: &'s Output<'s>,
    reuse: Option<&'s Reuse<'s>>,
    /// What is wrong with templates, by the page that showed it.
    failed: Mutex<BTreeMap<String, Diagnostic>>,
}

impl Pages<'_> {
    /// Writes a page and the data files beside it: those of the last build where they are as they were.
    fn write(&self, path: &str, renderer: &Renderer, page: &Page) -> io::Result<()> {
        if self.take(path, renderer, page)? {
            return Ok(());
        }
        let (made, sights) = sight::watch(|| made(renderer, page));
        match made {
            Ok(Rendered { html, files }) => {
                self.out.put(path, &html)?;
                for (path, bytes) in &files {
                    self.out.put(path, bytes)?;
                }
                if let Some(reuse) = &self.reuse {
                    reuse.made(path, (renderer, page), sights, &files);
                }
            }
            Err(error) => {
                let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
                failed.insert(path.to_owned(), error);
            }
        }
        Ok(())
    }

    fn take(&self, path: &str, renderer: &Renderer, page: &Page) -> io::Result<bool> {
        let Some(reuse) = &self.reuse else {
            return Ok(false);
        };
        let taken = reuse.taken(path, renderer, page)?;
        if let Some(files) = &taken {
            self.out.links.keep(path);
            files.iter().for_each(|path| self.out.links.note(path, &[]));
        }
        Ok(taken.is_some())
    }

    /// # Errors
    /// Every template that failed, each once.
    fn end(self) -> Result<(), Stopped> {
        let failed = self.failed.into_inner();
        let failed = failed.unwrap_or_else(PoisonError::into_inner);
        let mut errors: Vec<Diagnostic> = Vec::new();
        for error in failed.into_values() {
            if !errors.contains(&error) {
                errors.push(error);
            }
        }
        if !errors.is_empty() {
            return Err(Stopped::Found(errors));
        }
        Ok(())
    }
}

/// A sink, and a look at everything that goes there.
struct Output<'s> {
    sink: &'s dyn Sink,
    links: links::Book,
}

impl Sink for Output<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.links.note(path, bytes);
        self.sink.put(path, bytes)
    }
    fn begin<'s>(&'s self, path: &str) -> io::Result<Box<dyn Draft + 's>> {
        // Pages are never so large: they are rendered in memory.
        self.links.note(path, &[]);
        self.sink.begin(path)
    }
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Stopped {
        Stopped::Sink(error)
    }
}
