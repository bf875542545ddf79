//! Real review sheets: what the CSV files say against what the built pages say, figure by figure, and their sums.
//!
//! `TENKEN_RS_DATA` names a folder with the official files (`official/`) and the payees (`reconstructed/`); without it the test
//! says that it was skipped. The files are read here without any code of the importer or the model, and the pages as a reader's
//! program would: by the attribute `data-value` of the element with the figure's anchor.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use tenken::disk;
use tenken::pipeline::{self, Options, Site};

#[path = "support/markup.rs"]
mod markup;

use markup::between;

/// Rows by column name, for one file; names as the file spells them.
struct File(Vec<BTreeMap<String, String>>);

impl File {
    fn read(folder: &Path, number: &str) -> File {
        let paths = ["official", "reconstructed"].map(|part| folder.join(part));
        let all = paths
            .iter()
            .flat_map(|folder| std::fs::read_dir(folder).expect("a folder"));
        let mut all = all.map(|entry| entry.expect("an entry").path());
        let path = all.find(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(&format!("{number}_"))
        });
        let path = path.unwrap_or_else(|| panic!("no file {number}"));
        let text = std::fs::read_to_string(&path).expect("text");
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let names = reader.headers().expect("a header").clone();
        let rows = reader.records().map(|row| {
            let row = row.expect("a row");
            let cells = names.iter().zip(row.iter());
            cells
                .map(|(name, cell)| (name.to_owned(), cell.trim().to_owned()))
                .collect()
        });
        File(rows.collect())
    }

    /// Project and cells of the rows that have the first of these columns filled.
    fn filled<'a>(
        &'a self,
        columns: &'a [&'a str],
    ) -> impl Iterator<Item = (&'a str, Vec<&'a str>)> + 'a {
        self.0.iter().filter_map(move |row| {
            let cells: Vec<&str> = columns.iter().map(|column| row[*column].as_str()).collect();
            (!cells[0].is_empty()).then(|| (row["予算事業ID"].as_str(), cells))
        })
    }
}

fn yen(text: &str) -> i64 {
    text.parse()
        .unwrap_or_else(|_| panic!("{text} is no amount"))
}

/// The site that an import of the real files gives.
fn site(data: &Path) -> Site {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    std::fs::create_dir(root.join("content")).expect("a folder");
    let settings = "title: 試験\ndescription: 試験\npublisher: 試験\nlanguages: [ja]\n";
    std::fs::write(root.join("content/site.yaml"), settings).expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_tenken"))
        .args(["import", "rs"])
        .args(["official", "reconstructed"].map(|part| data.join(part)))
        .arg("--into")
        .arg(root.join("content/2024"))
        .output()
        .expect("the import runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let tree = disk::read_tree(root).expect("the imported content");
    let options = Options {
        base_url: None,
        minify: false,
        theme: None,
    };
    let prepared = pipeline::prepare(&tree, &options);
    prepared.site.expect("a site without errors")
}

/// The exact value of the figure with an anchor; nothing where the page has no value there.
fn value(page: &str, anchor: &str) -> Option<i64> {
    let element = page.split(&format!(" id=\"{anchor}\"")).nth(1)?;
    let attributes = element.split('>').next()?;
    let value = attributes.split("data-value=\"").nth(1)?;
    Some(yen(value.split('"').next()?))
}

/// Figures of the pages by project, under the same names as [`figures`] of the files.
type Figures = BTreeMap<(String, String), i64>;

/// Initial budgets and executed amounts by year, and the blocks that ministries pay themselves, as the files have them.
fn figures(data: &Path) -> Figures {
    let mut figures = Figures::new();
    let budgets = File::read(data, "2-1");
    for (id, cells) in budgets.filled(&["当初予算（合計）", "予算年度", "執行額（合計）"])
    {
        let [initial, year, executed] = cells[..] else {
            unreachable!()
        };
        let key = |item: &str| (id.to_owned(), format!("budget-{year}-{item}"));
        figures.insert(key("initial"), yen(initial));
        // The year of the sheets had not ended: its 0 is no execution.
        if year != "2024" {
            figures.insert(key("executed"), yen(executed));
        }
    }
    let links = File::read(data, "5-2");
    let direct: BTreeSet<(&str, &str)> = links
        .filled(&["支出先の支出先ブロック", "担当組織からの支出"])
        .filter(|(_, cells)| cells[1] == "TRUE")
        .map(|(id, cells)| (id, cells[0]))
        .collect();
    let blocks = File::read(data, "5-1");
    for (id, cells) in blocks.filled(&["ブロックの合計支出額", "支出先ブロック番号"])
    {
        if direct.contains(&(id, cells[1])) {
            let anchor = format!("flow-{}-amount", cells[1].to_lowercase());
            figures.insert((id.to_owned(), anchor), yen(cells[0]));
        }
    }
    figures
}

fn sum(figures: &Figures, is_meant: impl Fn(&str) -> bool) -> i128 {
    let meant = figures.iter().filter(|((_, anchor), _)| is_meant(anchor));
    meant.map(|(_, value)| i128::from(*value)).sum()
}

#[test]
fn pages_of_real_sheets_say_what_the_files_say() {
    let Some(data) = std::env::var_os("TENKEN_RS_DATA") else {
        eprintln!("SKIPPED: TENKEN_RS_DATA names no folder of real review sheets");
        return;
    };
    let data = PathBuf::from(data);
    let data = if data.join("slice").is_dir() {
        data.join("slice")
    } else {
        data
    };
    let site = site(&data);
    let names = File::read(&data, "1-1");
    let projects: BTreeMap<&str, &str> = names
        .0
        .iter()
        .map(|row| (row["予算事業ID"].as_str(), row["事業名"].as_str()))
        .collect();
    let expected = figures(&data);
    let mut shown = Figures::new();
    let (mut direct, mut listed) = (0_i128, 0_usize);
    for (id, name) in &projects {
        let path = format!("2024/reviews/{id}/index.html");
        let page = site
            .render(&path)
            .unwrap_or_else(|| panic!("project {id} has no page"));
        let page = String::from_utf8(page.expect("it renders").to_vec()).expect("it is text");
        let heading = between(&page, "<h1>", "<")
            .replace("&amp;", "&")
            .replace("&#x27;", "'");
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(bare(&heading), bare(name), "{id}");
        for (project, anchor) in expected.keys().filter(|(project, _)| project == id) {
            if let Some(value) = value(&page, anchor) {
                shown.insert((project.clone(), anchor.clone()), value);
            }
        }
        assert_eq!(
            value(&page, "budget-2024-executed"),
            None,
            "{id}: the year had not ended"
        );
        // The blocks of payees say themselves which are paid by the ministry.
        for block in page.split("<details class=\"payee-block\"").skip(1) {
            let head = block.split("</summary>").next().unwrap_or_default();
            let is_direct = ["data-way=\"direct\"", "data-way=\"both\""];
            let amount = head.split("class=\"payee-sum\" data-value=\"").nth(1);
            let amount = amount.and_then(|rest| rest.split('"').next());
            if let Some(amount) = amount.filter(|_| is_direct.iter().any(|way| head.contains(way)))
            {
                direct += i128::from(yen(amount));
                listed += 1;
            }
        }
    }
    let missing: Vec<_> = expected
        .keys()
        .filter(|key| !shown.contains_key(*key))
        .collect();
    assert!(
        missing.is_empty(),
        "{} figures are on no page: {:?}",
        missing.len(),
        missing.first()
    );
    for (key, value) in &expected {
        assert_eq!(shown[key], *value, "{key:?}");
    }
    let total = |is_meant: fn(&str) -> bool| (sum(&expected, is_meant), sum(&shown, is_meant));
    let initial = total(|anchor| anchor.ends_with("-initial"));
    let executed = total(|anchor| anchor.ends_with("-executed"));
    let paid = total(|anchor| anchor.starts_with("flow-"));
    assert_eq!(initial.0, initial.1);
    assert_eq!(executed.0, executed.1);
    assert_eq!((paid.0, paid.0), (paid.1, direct), "{listed} blocks");
    eprintln!(
        "{} projects, {} figures; initial budgets {}, executed {}, direct payments {} yen in {listed} blocks",
        projects.len(),
        expected.len(),
        initial.1,
        executed.1,
        paid.1
    );
}
