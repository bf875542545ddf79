//! How the cost of a build grows with the number of projects: `cargo bench`.
//!
//! Each size runs in processes of its own, so that its peak of memory is its own: one builds as `tenken build` does, one
//! goes stage by stage. Processor time counts (all threads together), because it is the steadier of the two on a machine
//! that does other things as well; `growth` is its ratio to the size before, divided by the ratio of the sizes: 1.0 is
//! linear. Nothing is asserted: times belong to a machine. `TENKEN_BENCH_SIZES=100` is a quick run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use tenken::diagnostic::Lang;
use tenken::disk::{self, PublishOptions};
use tenken::pipeline::{self, Options, Prepared, Site};
use tenken::tree::OutputTree;
use tenken::{audit, links, load, plan, theme};

#[path = "support/generate.rs"]
mod generate;

const SIZES: &str = "100,1000,5000";
const STAGES: [&str; 10] = [
    "read",
    "load",
    "audit",
    "plan",
    "commentary",
    "data",
    "render",
    "minify",
    "link check",
    "publish",
];
/// How many of the slowest pages are shown.
const SLOWEST: usize = 6;

fn main() {
    match (
        env::var("TENKEN_BENCH_WHOLE"),
        env::var("TENKEN_BENCH_STAGES"),
    ) {
        (Ok(root), _) => whole(Path::new(&root)),
        (_, Ok(root)) => stages(Path::new(&root)),
        _ => compare(),
    }
}

/// Runs every size and prints them side by side.
fn compare() {
    let sizes = env::var("TENKEN_BENCH_SIZES").unwrap_or_else(|_| SIZES.to_owned());
    let sizes: Vec<usize> = sizes
        .split(',')
        .map(|size| size.trim().parse().expect("sizes are numbers"))
        .collect();
    let folder = env::temp_dir().join(format!("tenken-bench-{}", std::process::id()));
    let runs: Vec<Run> = sizes
        .iter()
        .map(|&size| run(&folder.join(size.to_string()), size))
        .collect();
    println!("\nprocessor seconds (wall seconds), growth");
    print_row("projects", runs.iter().map(|run| run.size.to_string()));
    for stage in STAGES {
        print_row(
            stage,
            cells(&runs, |run| {
                run.stages.get(stage).copied().unwrap_or_default()
            }),
        );
    }
    print_row(
        "audit / load",
        runs.iter().map(|run| {
            let cpu = |stage| run.stages.get(stage).map_or(0.0, |took| took.cpu);
            format!("{:.2}", cpu("audit") / cpu("load"))
        }),
    );
    println!("\nmemory after a stage, MiB");
    for stage in STAGES {
        print_row(
            stage,
            runs.iter().map(|run| {
                format!(
                    "{:.0}",
                    run.stages.get(stage).map_or(0.0, |took| took.memory)
                )
            }),
        );
    }
    println!("\nwhole build, in a process of its own");
    print_row(
        "build",
        cells(&runs, |run| Took {
            cpu: run.whole["cpu"],
            wall: run.whole["wall"],
            memory: 0.0,
        }),
    );
    print_row(
        "files",
        runs.iter().map(|run| format!("{}", run.whole["files"])),
    );
    print_row(
        "sources, MB",
        runs.iter()
            .map(|run| format!("{:.1}", run.whole["sources"] / 1e6)),
    );
    print_row(
        "output, MB",
        runs.iter()
            .map(|run| format!("{:.1}", run.whole["output"] / 1e6)),
    );
    print_row(
        "ms a page, processor",
        runs.iter()
            .map(|run| format!("{:.2}", run.whole["cpu"] * 1e3 / run.whole["files"])),
    );
    print_row(
        "peak memory, MiB",
        runs.iter().map(|run| format!("{:.0}", run.whole["peak"])),
    );
    for run in &runs {
        println!(
            "\nslowest pages of {}: milliseconds, KB\n{}",
            run.size, run.slowest
        );
    }
    let _ = fs::remove_dir_all(&folder);
}

fn print_row(name: &str, cells: impl Iterator<Item = String>) {
    println!(
        "{name:<22}{}",
        cells.map(|cell| format!("{cell:>26}")).collect::<String>()
    );
}

fn cells(runs: &[Run], of: impl Fn(&Run) -> Took) -> impl Iterator<Item = String> {
    let before = std::iter::once(None).chain(runs.iter().map(Some));
    let cells = before.zip(runs).map(move |(before, run)| {
        let took = of(run);
        let growth = before.map_or(String::new(), |before| {
            let ratio = took.cpu / of(before).cpu * before.size as f64 / run.size as f64;
            format!(" ×{ratio:.2}")
        });
        format!("{:.2} ({:.2}){growth}", took.cpu, took.wall)
    });
    cells.collect::<Vec<_>>().into_iter()
}

/// What two processes reported about a size.
struct Run {
    size: usize,
    stages: BTreeMap<String, Took>,
    whole: BTreeMap<String, f64>,
    slowest: String,
}

/// Time of a stage in seconds, and the memory in MiB that the process has after it.
#[derive(Debug, Clone, Copy, Default)]
struct Took {
    cpu: f64,
    wall: f64,
    memory: f64,
}

fn run(root: &Path, size: usize) -> Run {
    eprintln!("{size} projects …");
    for (path, bytes) in &generate::site(size).files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder"))
            .expect("the temporary folder can be written");
        fs::write(path, bytes).expect("the temporary folder can be written");
    }
    let whole = child("TENKEN_BENCH_WHOLE", root);
    let stages = child("TENKEN_BENCH_STAGES", root);
    let (slowest, stages): (Vec<&str>, Vec<&str>) =
        stages.lines().partition(|line| line.starts_with(' '));
    let fields = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
    let number = |text: &str| text.parse().expect("the child prints numbers");
    Run {
        size,
        stages: stages
            .into_iter()
            .map(fields)
            .map(|f| {
                (
                    f[0].clone(),
                    Took {
                        cpu: number(&f[1]),
                        wall: number(&f[2]),
                        memory: number(&f[3]),
                    },
                )
            })
            .collect(),
        whole: whole
            .lines()
            .map(fields)
            .map(|f| (f[0].clone(), number(&f[1])))
            .collect(),
        slowest: slowest.join("\n"),
    }
}

fn child(mode: &str, root: &Path) -> String {
    let program = env::current_exe().expect("the program knows its path");
    let output = Command::new(program)
        .env(mode, root)
        .output()
        .expect("the program can run itself");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("the child prints UTF-8")
}

fn options() -> Options {
    Options {
        base_url: None,
        minify: true,
        theme: None,
    }
}

fn site_of(prepared: Prepared) -> Site {
    prepared.site.unwrap_or_else(|| {
        panic!(
            "{:#?}",
            prepared.diagnostics.iter().take(5).collect::<Vec<_>>()
        )
    })
}

/// Builds the site at `root` as `tenken build` does.
fn whole(root: &Path) {
    let clock = Clock::start();
    let tree = disk::read_tree(root).expect("the site can be read");
    let site = site_of(pipeline::prepare(&tree, &options()));
    let output = site.render_all(&|| ()).expect("every page renders");
    publish(&output, root);
    let took = clock.took();
    let bytes = |files: &BTreeMap<String, std::sync::Arc<[u8]>>| {
        files.values().map(|bytes| bytes.len()).sum::<usize>()
    };
    println!(
        "cpu\t{}\nwall\t{}\npeak\t{}",
        took.cpu,
        took.wall,
        memory_mib("VmHWM:")
    );
    println!(
        "files\t{}\nsources\t{}\noutput\t{}",
        output.files.len(),
        bytes(&tree.files),
        bytes(&output.files)
    );
}

fn publish(output: &OutputTree, root: &Path) {
    let out: PathBuf = root.join("output");
    let _ = fs::remove_dir_all(&out);
    disk::publish(output, &out, &PublishOptions::default()).expect("the site can be published");
}

/// Goes through the stages one by one.
fn stages(root: &Path) {
    let options = Options {
        minify: false,
        ..options()
    };
    let tree = timed("read", || {
        disk::read_tree(root).expect("the site can be read")
    });
    let loaded = timed("load", || load::load(&tree));
    timed("audit", || {
        audit::audit(loaded.dataset.as_ref().expect("the site can be loaded"))
    });
    let (themes, _) = theme::load(&tree, None, &[Lang::Ja]).expect("the theme can be loaded");
    let words = &themes[0].messages;
    timed("plan", || {
        plan::plan(
            loaded.dataset.as_ref().expect("the site can be loaded"),
            words,
        )
    });
    // Preparing a site audits it once more.
    let site = timed("commentary", || {
        site_of(pipeline::plan_site(&tree, loaded, &options))
    });
    // The data of an edition are made when the first of its files is asked for.
    timed("data", || site.render("2022/data/edition.json"));
    let large = timed("render", || {
        site.render_all(&|| ()).expect("every page renders")
    });
    timed("minify", || minified(&large));
    timed("link check", || links::check(&large, "/", &tree));
    timed("publish", || publish(&large, root));
    slowest(&site);
    data_files(&large);
}

fn minified(site: &OutputTree) -> usize {
    use rayon::prelude::*;
    let pages = site
        .files
        .par_iter()
        .filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(_, bytes)| pipeline::minify(bytes).len()).sum()
}

/// How large the data of the edition are.
fn data_files(site: &OutputTree) {
    let size = |name: &str| {
        let file = site.files.get(&format!("2022/data/{name}"));
        file.map_or(0.0, |bytes| bytes.len() as f64 / 1e6)
    };
    let tables = site
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("2022/data/") && path.ends_with(".csv"));
    let tables: usize = tables.map(|(_, bytes)| bytes.len()).sum();
    println!(
        "  data, MB: {:.1} CSV, {:.1} JSON, {:.1} xlsx",
        tables as f64 / 1e6,
        size("edition.json"),
        size("edition.xlsx")
    );
}

/// The pages that take longest, each rendered by itself.
fn slowest(site: &Site) {
    let mut pages: Vec<(f64, usize, String)> = Vec::new();
    for path in site.paths() {
        let start = Instant::now();
        let bytes = site.render(&path).and_then(Result::ok).unwrap_or_default();
        let size = if path.ends_with(".html") {
            pipeline::minify(&bytes).len()
        } else {
            0
        };
        pages.push((start.elapsed().as_secs_f64(), size, path));
    }
    pages.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (seconds, size, path) in pages.iter().take(SLOWEST) {
        println!(
            "  {:>9.1} {:>9.0}  {path}",
            seconds * 1e3,
            *size as f64 / 1e3
        );
    }
}

fn timed<T>(stage: &str, work: impl FnOnce() -> T) -> T {
    let clock = Clock::start();
    let result = work();
    let took = clock.took();
    println!(
        "{stage}\t{}\t{}\t{}",
        took.cpu,
        took.wall,
        memory_mib("VmRSS:")
    );
    result
}

struct Clock {
    wall: Instant,
    cpu: f64,
}

impl Clock {
    fn start() -> Clock {
        Clock {
            wall: Instant::now(),
            cpu: cpu_seconds(),
        }
    }
    fn took(&self) -> Took {
        Took {
            cpu: cpu_seconds() - self.cpu,
            wall: self.wall.elapsed().as_secs_f64(),
            memory: 0.0,
        }
    }
}

/// Processor time of all threads of this process, where the system tells (Linux).
fn cpu_seconds() -> f64 {
    let tasks = fs::read_dir("/proc/self/task")
        .into_iter()
        .flatten()
        .flatten();
    let nanoseconds = tasks.filter_map(|task| {
        let text = fs::read_to_string(task.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<f64>().ok()
    });
    nanoseconds.sum::<f64>() / 1e9
}

/// Memory of this process in MiB (Linux): what it has now (`VmRSS:`), or the most that it had at once (`VmHWM:`).
fn memory_mib(which: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(which));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kib.unwrap_or_default() / 1024.0
}
