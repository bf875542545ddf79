//! How the cost of a build grows with the number of projects: `cargo bench --bench build`.
//!
//! Each size is generated (review sheets of the whole government, `support/government.rs`), and built by the program itself
//! with `--timings`; what is printed here is what it prints there. Processor time counts (all threads together), because it
//! is the steadier of the two on a machine that does other things as well; `×` is its ratio to the size before, divided by
//! the ratio of the sizes: 1.0 is linear. Nothing is asserted: times belong to a machine.
//!
//! `TENKEN_BENCH_SIZES=100` is a quick run. `TENKEN_BENCH_SITE` is the settings of the site other than its names
//! (`languages: [ja, en]`). `TENKEN_BENCH_KEEP` names a folder where the sites stay.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

#[path = "support/government.rs"]
mod government;
#[path = "support/large.rs"]
mod large;

const SIZES: &str = "500,1000,2000,5000";
/// How many of the largest pages are shown.
const LARGEST: usize = 8;

fn main() {
    let sizes = env::var("TENKEN_BENCH_SIZES").unwrap_or_else(|_| SIZES.to_owned());
    let keep = env::var_os("TENKEN_BENCH_KEEP").map(PathBuf::from);
    let temporary = env::temp_dir().join(format!("tenken-bench-{}", std::process::id()));
    let folder = keep.as_deref().unwrap_or(&temporary);
    let runs: Vec<Run> = sizes
        .split(',')
        .map(|size| run(folder, size.trim().parse().expect("sizes are numbers")))
        .collect();
    table_of_stages(&runs);
    table_of_output(&runs);
    for run in &runs {
        println!("\nlargest pages of {}, KB\n{}", run.size, run.largest);
    }
    if keep.is_none() {
        let _ = fs::remove_dir_all(&temporary);
    }
}

/// A build of one size.
struct Run {
    size: usize,
    /// Stages in order, the total last.
    stages: Vec<(String, Numbers)>,
    /// Files and bytes by kind.
    kinds: BTreeMap<&'static str, (usize, u64)>,
    /// MB of the sources.
    sources: f64,
    largest: String,
}

impl Run {
    fn pages(&self) -> usize {
        let pages = PAGES.iter().filter_map(|kind| self.kinds.get(kind));
        pages.map(|(files, _)| files).sum()
    }
}

/// A line of `--timings`.
#[derive(Debug, Clone, Copy)]
struct Numbers {
    wall: f64,
    cpu: f64,
    memory: f64,
    peak: f64,
}

fn run(folder: &Path, size: usize) -> Run {
    eprintln!("{size} projects …");
    let (root, out) = (
        folder.join(size.to_string()),
        folder.join(format!("{size}-output")),
    );
    let mut sources = 0;
    let mut tree = government::government(size);
    let settings = env::var("TENKEN_BENCH_SITE");
    large::settle(&mut tree, settings.as_deref().unwrap_or(large::SETTINGS));
    for (path, bytes) in &tree.files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder"))
            .expect("the temporary folder can be written");
        sources += bytes.len();
        fs::write(path, bytes).expect("the temporary folder can be written");
    }
    let _ = fs::remove_dir_all(&out);
    let output = Command::new(env!("CARGO_BIN_EXE_tenken"))
        .args(["build", "--timings", "--lang", "en", "--root"])
        .arg(&root)
        .arg("--out")
        .arg(&out)
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let (kinds, largest) = weigh(&out);
    Run {
        size,
        stages: told.lines().filter_map(stage).collect(),
        kinds,
        sources: sources as f64 / 1e6,
        largest,
    }
}

/// A line of the table that `--timings` prints: six numbers and the name of the stage.
fn stage(line: &str) -> Option<(String, Numbers)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [wall, cpu, _files, _mb, memory, peak, name] = words[..] else {
        return None;
    };
    let numbers = Numbers {
        wall: wall.parse().ok()?,
        cpu: cpu.parse().ok()?,
        memory: memory.parse().ok()?,
        peak: peak.parse().ok()?,
    };
    Some((name.to_owned(), numbers))
}

fn table_of_stages(runs: &[Run]) {
    let names: Vec<&String> = runs[0].stages.iter().map(|(name, _)| name).collect();
    let of = |run: &Run, name: &str| {
        let found = run.stages.iter().find(|(stage, _)| stage == name);
        found.map(|(_, numbers)| *numbers)
    };
    println!("\nprocessor seconds (wall seconds), growth");
    print_row("projects", runs.iter().map(|run| run.size.to_string()));
    for name in &names {
        let before = std::iter::once(None).chain(runs.iter().map(Some));
        print_row(
            name,
            before.zip(runs).map(|(before, run)| {
                let Some(now) = of(run, name) else {
                    return String::new();
                };
                let growth = before.and_then(|before| Some((before.size, of(before, name)?)));
                let growth = growth.map_or(String::new(), |(size, before)| {
                    let ratio = now.cpu / before.cpu * size as f64 / run.size as f64;
                    format!(" ×{ratio:.2}")
                });
                format!("{:.2} ({:.2}){growth}", now.cpu, now.wall)
            }),
        );
    }
    let each = |count: fn(&Run) -> usize| {
        let of_run = move |run: &Run| {
            let total = of(run, "total").map_or(0.0, |total| total.cpu);
            format!("{:.2}", total * 1e3 / count(run) as f64)
        };
        runs.iter().map(of_run)
    };
    print_row("ms a project, all", each(|run| run.size));
    print_row("ms a page, all", each(Run::pages));
    println!("\nmemory after a stage, and the most so far, MiB");
    for name in &names {
        print_row(
            name,
            runs.iter().map(|run| {
                of(run, name).map_or(String::new(), |now| {
                    format!("{:.0} ({:.0})", now.memory, now.peak)
                })
            }),
        );
    }
}

fn table_of_output(runs: &[Run]) {
    println!("\nfiles, MB, KB a project");
    let weight = |(files, bytes): (usize, u64), size: usize| {
        let (mb, kb) = (bytes as f64 / 1e6, bytes as f64 / 1e3 / size as f64);
        format!("{files} {mb:.1} {kb:.1}")
    };
    for kind in KINDS {
        let weights = runs.iter().map(|run| {
            let of_kind = run.kinds.get(kind).copied().unwrap_or_default();
            weight(of_kind, run.size)
        });
        print_row(kind, weights);
    }
    print_row(
        "all",
        runs.iter().map(|run| {
            let all = run.kinds.values();
            let all = all.fold((0, 0), |sum, of| (sum.0 + of.0, sum.1 + of.1));
            weight(all, run.size)
        }),
    );
    print_row(
        "sources, MB",
        runs.iter().map(|run| format!("{:.1}", run.sources)),
    );
}

fn print_row(name: &str, cells: impl Iterator<Item = String>) {
    println!(
        "{name:<20}{}",
        cells.map(|cell| format!("{cell:>26}")).collect::<String>()
    );
}

/// Kinds of pages.
const PAGES: [&str; 3] = ["pages of projects", "pages of recipients", "other pages"];
/// Kinds of files of a site.
const KINDS: [&str; 9] = [
    PAGES[0],
    PAGES[1],
    PAGES[2],
    "data.json",
    "tables, CSV",
    "charts, CSV and JSON",
    "search",
    "data of the edition",
    "other",
];

fn kind(path: &str) -> &'static str {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    match path {
        _ if path.ends_with(".html") && path.contains("/reviews/") => PAGES[0],
        _ if path.ends_with(".html") && path.contains("/recipients/") => PAGES[1],
        _ if path.ends_with(".html") => PAGES[2],
        _ if path.ends_with("/data.json") => KINDS[3],
        _ if folder.ends_with("/tables") => KINDS[4],
        _ if folder.ends_with("/charts") => KINDS[5],
        _ if path.starts_with("search/data/") => KINDS[6],
        _ if folder.ends_with("/data") => KINDS[7],
        _ => KINDS[8],
    }
}

/// Files and bytes by kind, and the largest pages.
fn weigh(out: &Path) -> (BTreeMap<&'static str, (usize, u64)>, String) {
    let mut kinds: BTreeMap<&str, (usize, u64)> = BTreeMap::new();
    let mut pages = Vec::new();
    for entry in walkdir::WalkDir::new(out) {
        let entry = entry.expect("the output can be read");
        if !entry.file_type().is_file() {
            continue;
        }
        let bytes = entry.metadata().expect("a file has a size").len();
        let path = entry.path().strip_prefix(out).expect("it is below");
        let path = path.to_str().expect("paths are UTF-8").to_owned();
        let of_kind = kinds.entry(kind(&path)).or_default();
        of_kind.0 += 1;
        of_kind.1 += bytes;
        if path.ends_with(".html") {
            pages.push((bytes, path));
        }
    }
    pages.sort_by(|a, b| b.cmp(a));
    let lines = pages.iter().take(LARGEST);
    let lines = lines.map(|(bytes, path)| format!("  {:>9.0}  {path}", *bytes as f64 / 1e3));
    (kinds, lines.collect::<Vec<_>>().join("\n"))
}
