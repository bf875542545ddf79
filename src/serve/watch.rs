//! Notices changes of `content/` and `themes/`.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::RecursiveMode::{NonRecursive, Recursive};
use notify::{Event, RecommendedWatcher};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer,
};

use super::listen::Error;

/// Editors save in several steps; what happens within this time is one change.
const PAUSE: Duration = Duration::from_millis(100);

const FOLDERS: [&str; 2] = ["content", "themes"];

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
    /// Waits for the next change of the sources; false when there will be none.
    pub fn wait(&mut self) -> bool {
        loop {
            let Ok(first) = self.events.recv() else {
                return false;
            };
            let batch: Vec<DebounceEventResult> = std::iter::once(first)
                .chain(self.events.try_iter())
                .collect();
            if batch
                .iter()
                .flatten()
                .flatten()
                .any(|event| self.is_of_folder_itself(event))
            {
                // A folder that was made anew, as by a checkout, has lost its watch. Where that fails, it is gone again.
                let _ = self.watch_folders();
            }
            // An error may hide changes (a queue ran over): look.
            if batch.iter().any(|result| {
                result.as_ref().map_or(true, |events| {
                    events.iter().any(|e| is_change(&self.root, e))
                })
            }) {
                return true;
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

    fn is_of_folder_itself(&self, event: &DebouncedEvent) -> bool {
        event
            .paths
            .iter()
            .any(|path| FOLDERS.iter().any(|name| *path == self.root.join(name)))
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
