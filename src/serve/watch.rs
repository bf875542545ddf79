//! Notices changes of `content/` and `themes/`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::RecursiveMode::{NonRecursive, Recursive};
use notify::{Event, RecommendedWatcher};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer,
};

use super::listen::Error;

/// Editors save in several steps; what happens within this time is one change. It is part of the time that an author waits.
const PAUSE: Duration = Duration::from_millis(20);

const FOLDERS: [&str; 2] = ["content", "themes"];

/// What may have changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Only what is at these paths, which are below the real path of the root.
    At(BTreeSet<PathBuf>),
    /// Anything.
    Anything,
}

/// Changes below a site's root, one after the other.
pub struct Changes {
    root: PathBuf,
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    events: Receiver<DebounceEventResult>,
}

/// Begins to watch the sources of the site at `root`.
///
/// # Errors
/// The system cannot report changes, for example because too many files are watched already.
pub fn follow(root: &Path) -> Result<Changes, Error> {
    let error = |source| Error::Watch {
        path: root.to_owned(),
        source,
    };
    let root = root.canonicalize().map_err(|source| error(source.into()))?;
    let (sender, events) = channel();
    let debouncer = new_debouncer(PAUSE, None, move |result| {
        // Nobody listens any more when the server ends.
        let _ = sender.send(result);
    })
    .map_err(error)?;
    let mut changes = Changes {
        root,
        debouncer,
        events,
    };
    // The root itself, so that a folder that is made later is noticed.
    changes
        .debouncer
        .watch(&changes.root, NonRecursive)
        .map_err(error)?;
    changes.watch_folders().map_err(error)?;
    Ok(changes)
}

impl Changes {
    /// Waits for the next change of the sources; nothing when there will be none.
    pub fn wait(&mut self) -> Option<Change> {
        loop {
            let first = self.events.recv().ok()?;
            let batch: Vec<DebounceEventResult> = std::iter::once(first)
                .chain(self.events.try_iter())
                .collect();
            let events = || batch.iter().flatten().flatten();
            let is_made_anew = events().any(|event| self.is_of_folder_itself(event));
            if is_made_anew {
                // A folder that was made anew, as by a checkout, has lost its watch. Where that fails, it is gone again.
                let _ = self.watch_folders();
            }
            let mut changes = events()
                .filter(|event| is_change(&self.root, event))
                .peekable();
            // An error may hide changes (a queue ran over): look.
            let is_unknown = is_made_anew
                || batch.iter().any(Result::is_err)
                || events().any(|event| event.need_rescan());
            if is_unknown {
                return Some(Change::Anything);
            }
            if changes.peek().is_some() {
                let paths = changes.flat_map(|event| event.paths.iter().cloned());
                return Some(Change::At(paths.collect()));
            }
        }
    }

    fn watch_folders(&mut self) -> notify::Result<()> {
        for folder in FOLDERS
            .map(|name| self.root.join(name))
            .iter()
            .filter(|folder| folder.is_dir())
        {
            self.debouncer.watch(folder, Recursive)?;
        }
        Ok(())
    }

    /// True where one of the folders was made, moved or deleted. Reading them, as we do ourselves, is nothing of the kind.
    fn is_of_folder_itself(&self, event: &DebouncedEvent) -> bool {
        let is_folder = |path: &PathBuf| FOLDERS.iter().any(|name| *path == self.root.join(name));
        !event.kind.is_access() && event.paths.iter().any(is_folder)
    }
}

/// Reading, our own included, is no change; neither is what happens to other folders, such as the output.
fn is_change(root: &Path, event: &Event) -> bool {
    let is_source = |path: &PathBuf| FOLDERS.iter().any(|name| path.starts_with(root.join(name)));
    !event.kind.is_access() && event.paths.iter().any(is_source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::EventKind;
    use notify::event::{AccessKind, CreateKind, ModifyKind};

    #[test]
    fn neither_reading_nor_the_output_is_a_change() {
        let modified = EventKind::Modify(ModifyKind::Any);
        let cases = [
            ("content/site.yaml", modified, true),
            ("content", EventKind::Create(CreateKind::Folder), true),
            ("themes/mine/a.html", EventKind::Any, true),
            (
                "content/site.yaml",
                EventKind::Access(AccessKind::Any),
                false,
            ),
            ("output/index.html", modified, false),
            (
                ".output.tenken-1",
                EventKind::Create(CreateKind::Folder),
                false,
            ),
            ("contents/a", modified, false),
            ("", modified, false),
        ];
        for (path, kind, wanted) in cases {
            let event = Event::new(kind).add_path(Path::new("/site").join(path));
            assert_eq!(
                is_change(Path::new("/site"), &event),
                wanted,
                "{path} {kind:?}"
            );
        }
    }
}
