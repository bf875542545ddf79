//! What an edit costs: `cargo bench --bench again`.
//!
//! A site of the whole government is generated, built from nothing, built again as it is, and built again after one edit;
//! then `serve` shows it, and a seed file is edited again and again: how long until the page has the new words? The builds
//! are told as ratios to the first one, because times belong to a machine; nothing is asserted.
//!
//! `TENKEN_BENCH_SIZE=5600` is the size of a year; 1,000 projects are the default. The time to an answer holds everything:
//! noticing the change, waiting for an editor to finish (`PAUSE` of the watcher), loading, planning, rendering, the request.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

#[path = "support/government.rs"]
mod government;
#[path = "support/large.rs"]
mod large;
#[path = "../tests/support/preview.rs"]
mod preview;

use preview::Preview;

/// Edits in the preview.
const EDITS: usize = 15;

fn main() {
    let size = env::var("TENKEN_BENCH_SIZE").map_or(1_000, |size| size.parse().expect("a number"));
    let folder = env::temp_dir().join(format!("tenken-again-{}", std::process::id()));
    let sheet = write(&folder, size);
    println!("{size} projects");
    builds(&folder, &sheet);
    preview(&folder, &sheet);
    let _ = fs::remove_dir_all(&folder);
}

/// Writes the sources; the path of one review sheet among them.
fn write(folder: &Path, size: usize) -> PathBuf {
    let mut sheet = None;
    let mut tree = government::government(size);
    large::settle(&mut tree, large::SETTINGS);
    for (path, bytes) in &tree.files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
        if path.to_string_lossy().contains("/reviews/")
            && path.extension().is_some_and(|end| end == "yaml")
        {
            sheet = Some(path);
        }
    }
    sheet.expect("there are review sheets")
}

fn builds(folder: &Path, sheet: &Path) {
    let (wall, processor) = build(folder, &[]);
    println!("cold build             {wall:>8.2} s  {processor:>8.2} s of the processor");
    let tell = |what: &str, arguments: &[&str]| {
        let (now, own) = build(folder, arguments);
        let (ratio, of_processor) = (now / wall, own / processor);
        println!(
            "{what:<22} {now:>8.2} s  {own:>8.2} s  {ratio:.2}, {of_processor:.2} of the cold build"
        );
    };
    tell("again, no change", &[]);
    edit(sheet, EDITS + 1);
    tell("again, one edit", &[]);
    edit(sheet, EDITS + 2);
    tell("again, every page", &["--no-cache"]);
}

/// Seconds that a build takes, and seconds of the processor.
fn build(folder: &Path, arguments: &[&str]) -> (f64, f64) {
    let output = Command::new(env!("CARGO_BIN_EXE_tenken"))
        .args(["build", "--timings", "--lang", "en", "--root"])
        .arg(folder)
        .args(arguments)
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let total = told.lines().find(|line| line.ends_with(" total"));
    let mut numbers = total.expect("a total").split_whitespace();
    let mut next = || numbers.next()?.parse().ok();
    next().zip(next()).expect("two numbers")
}

/// Gives a review sheet another name, which is shown on its page and in lists.
fn edit(sheet: &Path, number: usize) -> String {
    let text = fs::read_to_string(sheet).expect("a seed file");
    let line = text
        .lines()
        .find(|line| line.starts_with("name: "))
        .expect("a name");
    let base = line.split('改').next().expect("a name");
    let name = format!("{base}改{number}番");
    fs::write(sheet, text.replacen(line, &name, 1)).expect("written");
    name["name: ".len()..].to_owned()
}

fn preview(folder: &Path, sheet: &Path) {
    let begun = Instant::now();
    let served = Preview::start(folder);
    println!(
        "serve: first load      {:>8.2} s",
        begun.elapsed().as_secs_f64()
    );
    let id = sheet
        .file_stem()
        .and_then(|stem| stem.to_str())
        .expect("a name");
    let page = format!("2024/reviews/{id}/");
    served.get(&page);
    let mut times: Vec<f64> = (1..=EDITS)
        .map(|number| {
            // Commentary is checked after an answer; the next edit of a person comes later.
            std::thread::sleep(Duration::from_secs(2));
            let begun = Instant::now();
            let name = edit(sheet, number);
            while !String::from_utf8_lossy(&served.get(&page).1).contains(&name) {
                std::thread::sleep(Duration::from_millis(1));
            }
            begun.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (least, middle, most) = (times[0], times[EDITS / 2], times[EDITS - 1]);
    println!(
        "serve: edit to answer  {middle:>8.0} ms (median of {EDITS}; {least:.0} to {most:.0})"
    );
}
