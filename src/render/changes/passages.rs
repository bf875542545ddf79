//! Texts that changed, word by word.

use super::Two;
use crate::compare::words::{Run, diff};
use crate::compare::{Change, Kind, Side, Value};
use crate::render::context::plain;
use crate::render::view::{PassageView, RunView};
use crate::text::escape_html;

/// Characters of an unchanged run at which it is folded, and how many of them stay at each end.
const LONG: usize = 120;
const CONTEXT: usize = 40;

impl Two<'_, '_> {
    /// A text that changed, word by word.
    pub(crate) fn passage(&self, change: &Change<'_>, id: String) -> PassageView {
        let text = |side: &Option<Side<'_>>| match side.as_ref().map(|side| &side.value) {
            Some(Value::Text(text)) => plain(text),
            _ => String::new(),
        };
        let (before, after) = (text(&change.before), text(&change.after));
        PassageView {
            id,
            heading: self.label(&change.what),
            kind: change.kind.key().to_owned(),
            kind_text: self.kind(change.kind),
            runs: self.runs(&before, &after, change.kind),
            cites: self.cites(change),
        }
    }

    fn runs(&self, before: &str, after: &str, kind: Kind) -> Vec<RunView> {
        let mut views = Vec::new();
        match kind {
            Kind::Added => self.whole(&mut views, "inserted", after),
            Kind::Removed => self.whole(&mut views, "deleted", before),
            _ => {
                let runs = diff(before, after);
                let last = runs.len().saturating_sub(1);
                for (index, one) in runs.into_iter().enumerate() {
                    match one {
                        Run::Deleted(text) => views.push(run("deleted", &text)),
                        Run::Inserted(text) => views.push(run("inserted", &text)),
                        Run::Same(text) => self.same(&mut views, &text, index == 0, index == last),
                    }
                }
            }
        }
        views
    }

    /// A text that one edition alone has: its beginning, and the rest folded.
    fn whole(&self, views: &mut Vec<RunView>, kind: &str, text: &str) {
        let all: Vec<char> = text.chars().collect();
        if all.len() <= 2 * LONG {
            views.push(run(kind, text));
            return;
        }
        views.push(run(kind, &all[..LONG].iter().collect::<String>()));
        let rest: String = all[LONG..].iter().collect();
        let count = (all.len() - LONG).to_string();
        views.push(RunView {
            label: self.cx.say("compare-rest", &[("n", &count)]),
            ..run("folded", &rest)
        });
    }

    /// An unchanged run; of a long one, only what stands beside a change is shown open.
    fn same(&self, views: &mut Vec<RunView>, text: &str, is_first: bool, is_last: bool) {
        let all: Vec<char> = text.chars().collect();
        let part = |kind: &str, part: &[char]| run(kind, &part.iter().collect::<String>());
        if all.len() <= LONG {
            views.push(run("same", text));
            return;
        }
        let head = if is_first { 0 } else { CONTEXT };
        let tail = all.len() - if is_last { 0 } else { CONTEXT };
        if head > 0 {
            views.push(part("same", &all[..head]));
        }
        let count = (tail - head).to_string();
        views.push(RunView {
            label: self.cx.say("compare-folded", &[("n", &count)]),
            ..part("folded", &all[head..tail])
        });
        if tail < all.len() {
            views.push(part("same", &all[tail..]));
        }
    }
}

/// A run of a text.
fn run(kind: &str, text: &str) -> RunView {
    RunView {
        kind: kind.to_owned(),
        html: escape_html(text).replace('\n', "<br>"),
        label: String::new(),
    }
}
