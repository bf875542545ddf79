//! What the search index costs: `cargo bench --bench search` indexes 100, 1,000 and 5,000 generated projects, each in a
//! process of its own. Nothing is asserted: times belong to a machine. `TENKEN_BENCH_SIZES=100` is a quick run.
//!
//! The generated texts have a few dozen clauses: every record would have the same grams. Names and texts are therefore
//! drawn from the sentences of `content/`, as many and as long as the generated ones. `TENKEN_BENCH_KEEP=<folder>` keeps the
//! files, for `node benches/support/search-queries.mjs <folder>/<size>`, which tells what queries load.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;
use std::{env, fs};

use tenken::model::dataset::{Common, Dataset, Indicator};
use tenken::tree::Memory;
use tenken::{disk, load, search};

#[path = "support/generate.rs"]
mod generate;

const SIZES: &str = "100,1000,5000";

fn main() {
    match env::var("TENKEN_BENCH_ONE") {
        Ok(size) => one(size.parse().expect("a size is a number")),
        Err(_) => {
            let sizes = env::var("TENKEN_BENCH_SIZES").unwrap_or_else(|_| SIZES.to_owned());
            for size in sizes.split(',') {
                let program = env::current_exe().expect("the program knows its path");
                let status = Command::new(program)
                    .env("TENKEN_BENCH_ONE", size.trim())
                    .status();
                assert!(
                    status.is_ok_and(|status| status.success()),
                    "{size} projects failed"
                );
            }
        }
    }
}

fn one(size: usize) {
    let mut dataset = load::load(&generate::site(size))
        .dataset
        .expect("the site can be loaded");
    let words = Words::of_content();
    words.replace(&mut dataset);
    for document in dataset
        .editions
        .values_mut()
        .flat_map(|edition| Arc::make_mut(&mut edition.documents).values_mut())
    {
        document.lines.clear();
    }
    let before = memory_mib("VmRSS:");
    reset_peak();
    let (cpu, wall) = (cpu_seconds(), Instant::now());
    let memory = Memory::default();
    search::write(&dataset, &[], &memory).expect("memory takes every file");
    let files = memory.into_tree().files;
    let (cpu, wall) = (cpu_seconds() - cpu, wall.elapsed().as_secs_f64());
    let memory = memory_mib("VmHWM:") - before;
    let records = search::records(&dataset, &[]).len();
    let of = |part: &str| {
        let sizes = files
            .iter()
            .filter(|(path, _)| path.contains(part))
            .map(|(_, bytes)| bytes.len());
        let sizes: Vec<usize> = sizes.collect();
        (
            sizes.len(),
            sizes.iter().sum::<usize>() as f64 / 1e6,
            sizes.iter().copied().max().unwrap_or_default() as f64 / 1e3,
        )
    };
    let (shards, shard_mb, largest_shard) = of("/g/");
    let (groups, record_mb, largest_group) = of("/r/");
    println!(
        "{size} projects: {records} records, {cpu:.2} s of processor ({wall:.2} s), {memory:.0} MiB more memory at most"
    );
    println!("  index   {shards:>6} files, {shard_mb:>7.1} MB, largest {largest_shard:.1} KB");
    println!("  records {groups:>6} files, {record_mb:>7.1} MB, largest {largest_group:.1} KB");
    if let Ok(folder) = env::var("TENKEN_BENCH_KEEP") {
        for (path, bytes) in &files {
            let path = Path::new(&folder).join(size.to_string()).join(path);
            fs::create_dir_all(path.parent().expect("a file has a folder"))
                .expect("the folder can be written");
            fs::write(path, bytes).expect("the folder can be written");
        }
    }
}

/// Sentences of the real content, in their order.
struct Words {
    sentences: Vec<String>,
}

impl Words {
    fn of_content() -> Words {
        let tree = disk::read_tree(Path::new(env!("CARGO_MANIFEST_DIR")))
            .expect("the content can be read");
        let dataset = load::load(&tree)
            .dataset
            .expect("the content can be loaded");
        let records = search::records(&dataset, &[]);
        let texts = records.iter().flat_map(|record| {
            let passages = record
                .passages
                .iter()
                .flat_map(|passage| [&passage.heading, &passage.text]);
            std::iter::once(&record.name.ja).chain(passages)
        });
        let sentences = texts.flat_map(|text| text.split_inclusive(['。', '\n']));
        let sentences = sentences.map(|sentence| sentence.trim().to_owned());
        Words {
            sentences: sentences
                .filter(|sentence| sentence.chars().count() > 3)
                .collect(),
        }
    }

    /// Real sentences of about the same length, others for each text.
    fn instead_of(&self, text: &str, seed: &mut usize) -> String {
        let mut words = String::new();
        while words.len() < text.len() {
            *seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            words.push_str(&self.sentences[(*seed >> 33) % self.sentences.len()]);
        }
        let end = words
            .char_indices()
            .map(|(at, _)| at)
            .take_while(|at| *at <= text.len())
            .last();
        words.truncate(end.unwrap_or_default());
        words
    }

    /// Replaces names of tasks and indicators, texts and commentary; names of entities keep their numbers.
    fn replace(&self, dataset: &mut Dataset) {
        let mut seed = 1;
        for edition in dataset.editions.values_mut() {
            for project in edition.projects.values_mut().map(Arc::make_mut) {
                self.replace_common(&mut project.common, &mut seed);
                for task in project.tasks.iter_mut().flat_map(|group| &mut group.tasks) {
                    task.title = self.instead_of(&task.title, &mut seed);
                }
            }
            for review in edition.reviews.values_mut().map(Arc::make_mut) {
                self.replace_common(&mut review.common, &mut seed);
                for block in &mut review.activities {
                    block.activity.text = self.instead_of(&block.activity.text, &mut seed);
                    for indicator in block.outputs.iter_mut().chain(&mut block.outcomes) {
                        self.replace_indicator(indicator, &mut seed);
                    }
                }
                for row in review.recipients.iter_mut().flat_map(|list| &mut list.rows) {
                    row.work = self.instead_of(&row.work, &mut seed);
                }
            }
        }
    }

    fn replace_common(&self, common: &mut Common, seed: &mut usize) {
        for text in common.facts.iter_mut().chain(&mut common.texts) {
            text.text = self.instead_of(&text.text, seed);
        }
        for cell in common
            .lists
            .iter_mut()
            .flat_map(|list| &mut list.rows)
            .flat_map(|row| &mut row.cells)
        {
            *cell = self.instead_of(cell, seed);
        }
        if let Some((_, text)) = &mut common.commentary {
            *text = self.instead_of(text, seed);
        }
        for indicator in &mut common.indicators {
            self.replace_indicator(indicator, seed);
        }
    }

    fn replace_indicator(&self, indicator: &mut Indicator, seed: &mut usize) {
        indicator.name = self.instead_of(&indicator.name, seed);
        indicator.aim = indicator.aim.as_ref().map(|aim| self.instead_of(aim, seed));
    }
}

/// Processor time of this thread, where the system tells (Linux): the index is made by one.
fn cpu_seconds() -> f64 {
    let text = fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = text
        .split(' ')
        .next()
        .and_then(|first| first.parse::<f64>().ok());
    nanoseconds.unwrap_or_default() / 1e9
}

/// Forgets the peak of memory so far (Linux).
fn reset_peak() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// Memory of this process in MiB (Linux): what it has now (`VmRSS:`), or the most that it had at once (`VmHWM:`).
fn memory_mib(which: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(which));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kib.unwrap_or_default() / 1024.0
}
