//! `tenken build --timings`: how long each stage took, what it wrote and how much memory there was after it.

use std::io::{self, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthStr as _;

use crate::diagnostic::{Lang, Say};
use crate::disk::{Usage, usage};
use crate::pipeline::{Stage, Watch};
use crate::say;
use crate::tree::{Draft, Past, Sink};

/// Widths of the columns of numbers.
const WIDTHS: [usize; 6] = [9, 9, 10, 9, 11, 11];

/// Notes when stages begin.
#[derive(Debug)]
pub(super) struct Clock {
    started: Instant,
    marks: Mutex<Vec<(Stage, Mark)>>,
    files: AtomicU64,
    bytes: AtomicU64,
}

/// A moment.
#[derive(Debug, Clone, Copy)]
struct Mark {
    at: Instant,
    usage: Usage,
    files: u64,
    bytes: u64,
}

impl Watch for Clock {
    fn begins(&self, stage: Stage) {
        let mark = self.mark();
        let mut marks = self.marks.lock().unwrap_or_else(PoisonError::into_inner);
        marks.push((stage, mark));
    }
}

impl Clock {
    pub(super) fn start() -> Clock {
        Clock {
            started: Instant::now(),
            marks: Mutex::default(),
            files: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
        }
    }

    /// Time since the start.
    pub(super) fn total(&self) -> Duration {
        self.started.elapsed()
    }

    fn mark(&self) -> Mark {
        Mark {
            at: Instant::now(),
            usage: usage(),
            files: self.files.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
        }
    }

    /// The stages as a table, one a line; the last one ends now.
    pub(super) fn table(&self, lang: Lang) -> String {
        let end = self.mark();
        let marks = self.marks.lock().unwrap_or_else(PoisonError::into_inner);
        let ends = marks.iter().skip(1).map(|(_, mark)| mark).chain([&end]);
        let mut lines = vec![line(heading().map(|say| say.get(lang).to_owned()), "")];
        for ((stage, from), to) in marks.iter().zip(ends) {
            lines.push(line(numbers(from, to), name(*stage).get(lang)));
        }
        if let Some((_, first)) = marks.first() {
            let total = say!("合計", "total");
            lines.push(line(numbers(first, &end), total.get(lang)));
        }
        lines.join("\n")
    }
}

fn heading() -> [Say; 6] {
    [
        say!("経過秒", "wall s"),
        say!("CPU秒", "CPU s"),
        say!("ファイル", "files"),
        say!("MB", "MB"),
        say!("メモリMiB", "MiB"),
        say!("最大MiB", "peak MiB"),
    ]
}

/// What lies between two moments; memory is that of the second.
fn numbers(from: &Mark, to: &Mark) -> [String; 6] {
    let seconds = |time: Duration| format!("{:.2}", time.as_secs_f64());
    let unknown = || "-".to_owned();
    let processor = to.usage.processor.zip(from.usage.processor);
    let processor = processor.map(|(to, from)| to.saturating_sub(from));
    let mebibytes = |bytes: Option<u64>| bytes.map(|bytes| (bytes >> 20).to_string());
    let tenths = (to.bytes - from.bytes).div_ceil(100_000);
    [
        seconds(to.at - from.at),
        processor.map_or_else(unknown, seconds),
        (to.files - from.files).to_string(),
        format!("{}.{}", tenths / 10, tenths % 10),
        mebibytes(to.usage.memory).unwrap_or_else(unknown),
        mebibytes(to.usage.peak).unwrap_or_else(unknown),
    ]
}

fn line(cells: [String; 6], name: &str) -> String {
    let mut line = String::new();
    for (cell, width) in cells.iter().zip(WIDTHS) {
        line.push_str(&" ".repeat(width.saturating_sub(cell.width())));
        line.push_str(cell);
    }
    format!("{line}  {name}").trim_end().to_owned()
}

fn name(stage: Stage) -> Say {
    match stage {
        Stage::Read => say!("元ファイルを読む", "read"),
        Stage::Load => say!("解釈する", "load"),
        Stage::Audit => say!("数値を照合する", "audit"),
        Stage::Plan => say!("計画を立てる", "plan"),
        Stage::Commentary => say!("解説を確かめる", "commentary"),
        Stage::Data => say!("版のデータ", "data"),
        Stage::Pages => say!("ページ", "pages"),
        Stage::Search => say!("検索の索引", "search"),
        Stage::Assets => say!("部品など", "assets"),
        Stage::Links => say!("リンクをたどる", "links"),
        Stage::Publish => say!("置き換える", "publish"),
    }
}

/// A sink that counts for a clock.
#[derive(Debug)]
pub(super) struct Counted<'c, S> {
    pub(super) sink: S,
    pub(super) clock: &'c Clock,
}

impl<S> Counted<'_, S> {
    fn count(&self, files: u64, bytes: usize) {
        self.clock.files.fetch_add(files, Ordering::Relaxed);
        self.clock.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

impl<S: Sink> Sink for Counted<'_, S> {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.count(1, bytes.len());
        self.sink.put(path, bytes)
    }
    fn begin<'s>(&'s self, path: &str) -> io::Result<Box<dyn Draft + 's>> {
        self.count(1, 0);
        let draft = self.sink.begin(path)?;
        Ok(Box::new(CountedDraft { draft, sink: self }))
    }
    fn past(&self) -> Option<&dyn Past> {
        self.sink.past()
    }
}

struct CountedDraft<'s, S> {
    draft: Box<dyn Draft + 's>,
    sink: &'s Counted<'s, S>,
}

impl<S> Write for CountedDraft<'_, S> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.draft.write(bytes)?;
        self.sink.count(0, count);
        Ok(count)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.draft.flush()
    }
}

impl<S> Draft for CountedDraft<'_, S> {
    fn finish(self: Box<Self>) -> io::Result<()> {
        self.draft.finish()
    }
}
