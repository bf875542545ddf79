//! Every chart of the real site says the same thing in each of its forms: drawing, ECharts option, table, CSV, JSON, words.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use tenken::disk;
use tenken::pipeline::{self, Options};

/// Fewer than this, and the charts were not found.
const AT_LEAST: usize = 100;

static FILES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let tree =
        disk::read_tree(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the site can be read");
    let options = Options {
        base_url: None,
        minify: true,
        theme: None,
    };
    let site = pipeline::prepare(&tree, &options)
        .site
        .expect("the content has no errors");
    let files = site.render_all().expect("every page renders").files;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    files
        .iter()
        .map(|(path, bytes)| (path.clone(), text(bytes)))
        .collect()
});

/// A chart of a page, in all its forms.
struct Chart {
    place: String,
    json: Value,
    csv: Vec<Vec<String>>,
    /// Rows of the table under it: exact value and text of each cell after the first.
    table: Vec<Vec<(String, String)>>,
    /// For each drawing, the figures that its marks carry.
    drawn: Vec<Vec<String>>,
    titles: Vec<String>,
    caption: String,
    sentences: String,
}

fn all(element: ElementRef<'_>, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    element
        .select(&selector)
        .map(|found| found.text().collect())
        .collect()
}

fn charts() -> Vec<Chart> {
    let figures = Selector::parse("figure.chart").expect("a selector");
    let pages = FILES.iter().filter(|(path, _)| path.ends_with(".html"));
    let mut charts = Vec::new();
    for (path, html) in pages.filter(|(_, html)| html.contains("figure")) {
        let page = Html::parse_document(html);
        charts.extend(page.select(&figures).map(|figure| chart(path, figure)));
    }
    charts
}

fn chart(path: &str, figure: ElementRef<'_>) -> Chart {
    let select = |selector: &str| Selector::parse(selector).expect("a selector");
    let id = figure.attr("id").unwrap_or_default();
    let place = format!("{path}#{id}");
    let file = |extension: &str| {
        let links = select(".chart-links a[download]");
        let href = figure
            .select(&links)
            .filter_map(|link| link.attr("href"))
            .find(|href| href.ends_with(extension))
            .unwrap_or_else(|| panic!("{place} has no {extension}"));
        FILES
            .get(href.trim_start_matches('/'))
            .unwrap_or_else(|| panic!("{place}: {href} is not published"))
    };
    let json: Value = serde_json::from_str(file(".json")).expect("the data file is JSON");
    let bytes = file(".csv")
        .strip_prefix('\u{feff}')
        .unwrap_or_else(|| panic!("{place}: no byte order mark"));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(bytes.as_bytes());
    let csv = reader
        .records()
        .map(|record| {
            record
                .expect("records have the same length")
                .iter()
                .map(str::to_owned)
                .collect()
        })
        .collect();
    let cells = select("td:not(.src)");
    let table = figure
        .select(&select(".chart-data tbody tr"))
        .map(|row| {
            let cell = |cell: ElementRef<'_>| {
                let text = all(cell, ".v").concat();
                (cell.attr("data-value").unwrap_or_default().to_owned(), text)
            };
            row.select(&cells).map(cell).collect()
        })
        .collect();
    let marks = select("[data-v]");
    let drawings = select(".chart-stage > svg");
    let drawn = figure.select(&drawings).map(|svg| {
        let mut values: Vec<String> = svg
            .select(&marks)
            .filter_map(|mark| mark.attr("data-v"))
            .map(str::to_owned)
            .collect();
        values.sort();
        values
    });
    Chart {
        drawn: drawn.collect(),
        titles: all(figure, ".chart-stage > svg > title"),
        caption: all(figure, "figcaption").concat(),
        sentences: all(figure, ".chart-words").concat(),
        place,
        json,
        csv,
        table,
    }
}

impl Chart {
    fn columns(&self) -> Vec<&str> {
        let columns = self.json["columns"].as_array().expect("columns");
        columns
            .iter()
            .map(|column| column["id"].as_str().expect("an id"))
            .collect()
    }
    /// The figures of the data file, row by row: exact value (empty where there is none) and text.
    fn figures(&self) -> Vec<(String, String)> {
        let rows = self.json["rows"].as_array().expect("rows");
        let columns = self.columns();
        let cells = rows
            .iter()
            .flat_map(|row| columns.iter().map(move |id| &row[*id]));
        cells.filter(|cell| cell.is_object()).map(figure).collect()
    }
    fn values(&self) -> BTreeSet<String> {
        let values = self.figures().into_iter().map(|(value, _)| value);
        values.filter(|value| !value.is_empty()).collect()
    }
}

fn figure(cell: &Value) -> (String, String) {
    let value = match &cell["value"] {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        number => number.to_string(),
    };
    (value, cell["text"].as_str().expect("a text").to_owned())
}

/// `100.0` and `100` are one value: JSON keeps no zeros at the end.
fn plain(value: &str) -> String {
    match value.split_once('.') {
        Some((whole, fraction)) if !fraction.trim_end_matches('0').is_empty() => {
            format!("{whole}.{}", fraction.trim_end_matches('0'))
        }
        Some((whole, _)) => whole.to_owned(),
        None => value.to_owned(),
    }
}

static CHARTS: LazyLock<Vec<Chart>> = LazyLock::new(charts);

/// Calls a check for every chart and reports all that failed.
fn each(check: impl Fn(&Chart) -> Result<(), String>) {
    assert!(CHARTS.len() >= AT_LEAST, "only {} charts", CHARTS.len());
    let failed = CHARTS
        .iter()
        .filter_map(|chart| Some(format!("{}: {}", chart.place, check(chart).err()?)));
    let failed: Vec<String> = failed.collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, one: &T, other: &T) -> Result<(), String> {
    if one == other {
        Ok(())
    } else {
        Err(format!("{what}: {one:?} against {other:?}"))
    }
}

#[test]
fn the_table_shows_what_the_json_holds() {
    each(|chart| {
        let columns = chart.columns();
        let rows = chart.json["rows"].as_array().expect("rows");
        same("rows", &chart.table.len(), &rows.len())?;
        for (shown, row) in chart.table.iter().zip(rows) {
            for (id, (value, text)) in columns.iter().skip(1).zip(shown) {
                let cell = &row[*id];
                if cell.is_object() {
                    let (exact, words) = figure(cell);
                    same(id, &plain(value), &plain(&exact))?;
                    same(id, text, &words)?;
                } else {
                    let key = cell
                        .as_str()
                        .map_or_else(|| cell.to_string(), str::to_owned);
                    same(id, &text.is_empty(), &key.is_empty())?;
                }
            }
            same("cells", &shown.len(), &(columns.len() - 1))?;
        }
        Ok(())
    });
}

#[test]
fn the_csv_holds_what_the_json_holds() {
    each(|chart| {
        let columns = chart.json["columns"].as_array().expect("columns");
        let (header, records) = chart.csv.split_first().ok_or("the CSV is empty")?;
        let rows = chart.json["rows"].as_array().expect("rows");
        same("records", &records.len(), &rows.len())?;
        for column in columns {
            let (id, label, unit) = (
                &column["id"],
                column["label"].as_str(),
                column["unit"].as_str(),
            );
            let id = id.as_str().unwrap_or_default();
            let label = label.unwrap_or_default();
            let name = match (id, unit.unwrap_or_default()) {
                ("fiscal_year", _) => id.to_owned(),
                (_, "") => label.to_owned(),
                (_, unit) if chart.place.starts_with("en/") => format!("{label} ({unit})"),
                (_, unit) => format!("{label}_{unit}"),
            };
            let at = header
                .iter()
                .position(|head| *head == name)
                .ok_or(format!("no column {name}"))?;
            for (record, row) in records.iter().zip(rows) {
                let cell = &row[id];
                let expected = match cell {
                    Value::Object(_) => figure(cell).0,
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                same(
                    &name,
                    &plain(record[at].trim_start_matches('\'')),
                    &plain(&expected),
                )?;
            }
        }
        let sourced = records
            .iter()
            .filter(|record| record.last().is_some_and(|source| !source.is_empty()))
            .count();
        if sourced == 0 {
            Err("no row has a source".into())
        } else {
            Ok(())
        }
    });
}

#[test]
fn drawings_carry_only_figures_of_the_table() {
    each(|chart| {
        let values: BTreeSet<String> = chart.values().iter().map(|value| plain(value)).collect();
        for marks in &chart.drawn {
            if marks.is_empty() {
                return Err("a drawing without a figure".into());
            }
            let drawn: BTreeSet<String> = marks.iter().map(|value| plain(value)).collect();
            let strange: Vec<_> = drawn.difference(&values).collect();
            same("figures that are not in the table", &strange, &Vec::new())?;
        }
        if let [wide, narrow] = &chart.drawn[..] {
            same("wide and narrow", wide, narrow)?;
        }
        if chart.drawn.is_empty() && chart.sentences.is_empty() {
            return Err("neither drawing nor sentence".into());
        }
        Ok(())
    });
}

/// Every `{ value, text }` of an option; a point has several numbers, of which one is the figure and the others are its place.
fn items(option: &Value, found: &mut Vec<(Vec<String>, String)>) {
    match option {
        Value::Object(map) => {
            if let (Some(value), Some(Value::String(text))) = (map.get("value"), map.get("text")) {
                let numbers: Vec<String> = match value {
                    Value::Array(numbers) => numbers
                        .iter()
                        .map(|number| plain(&number.to_string()))
                        .collect(),
                    Value::Null => Vec::new(),
                    number => vec![plain(&number.to_string())],
                };
                // ECharts needs a number for the width of a flow that is not known; it is no figure.
                if map.get("unknown") != Some(&Value::Bool(true)) {
                    found.push((numbers, text.clone()));
                }
            }
            map.values().for_each(|value| items(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| items(value, found)),
        _ => {}
    }
}

#[test]
fn the_interactive_chart_has_the_figures_of_the_table() {
    each(|chart| {
        let mut found = Vec::new();
        items(&chart.json["option"], &mut found);
        let shown: BTreeSet<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
        let known: BTreeSet<(String, String)> = chart
            .figures()
            .into_iter()
            .map(|(value, text)| (plain(&value), text))
            .collect();
        // A bar of a timeline has a length, a cell of a heatmap a place and a state: no figures. Their texts have them.
        let has_places = ["timeline"].iter().any(|kind| chart.json["kind"] == *kind);
        for (numbers, text) in &found {
            let is_known = known.iter().any(|(value, known)| {
                let same = numbers.is_empty() || has_places || numbers.contains(value);
                same && text.contains(known.as_str())
            });
            if !is_known {
                return Err(format!("{numbers:?} {text} is not in the table"));
            }
        }
        let drawn: BTreeSet<String> = chart
            .drawn
            .iter()
            .flatten()
            .map(|value| plain(value))
            .collect();
        let lost: Vec<_> = known
            .iter()
            .filter(|(value, text)| {
                drawn.contains(value) && !shown.iter().any(|shown| shown.contains(text.as_str()))
            })
            .collect();
        same("drawn figures that no item shows", &lost, &Vec::new())
    });
}

/// Numbers of a text that stand before the unit of the chart, less those that say how much something changed.
fn numbers(text: &str, unit: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(unit) {
        let number: String = text[..at]
            .chars()
            .rev()
            .take_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '▲' | '+' | '±'))
            .collect();
        let number: String = number.chars().rev().collect();
        let is_change = text[at + unit.len()..].starts_with(['増', '減']);
        if !is_change && number.contains(|c: char| c.is_ascii_digit()) {
            found.push(number);
        }
    }
    found
}

#[test]
fn words_use_figures_of_the_table() {
    let mut compared = 0;
    for chart in CHARTS.iter() {
        let unit = chart.json["unit"].as_str().expect("a unit");
        assert_eq!(
            chart.titles.iter().collect::<BTreeSet<_>>().len(),
            usize::from(!chart.titles.is_empty()),
            "{}",
            chart.place
        );
        for title in &chart.titles {
            assert!(
                chart.caption.contains(title.as_str()),
                "{}: {title} against {}",
                chart.place,
                chart.caption
            );
            assert_eq!(
                Some(title.as_str()),
                chart.json["title"].as_str(),
                "{}",
                chart.place
            );
        }
        if unit.is_empty() {
            continue;
        }
        let unit = if unit == "％" { "%" } else { unit };
        let texts: BTreeSet<String> = chart.figures().into_iter().map(|(_, text)| text).collect();
        let said = format!(
            "{}{}",
            chart.caption.replace(&format!("（単位：{unit}）"), ""),
            chart.sentences
        );
        for number in numbers(&said, unit) {
            let is_known = texts
                .iter()
                .any(|text| *text == number || text.starts_with(&format!("{number} (")));
            assert!(
                is_known,
                "{}: {number}{unit} is said but not in the table: {said}",
                chart.place
            );
            compared += 1;
        }
    }
    assert!(
        compared > CHARTS.len(),
        "only {compared} numbers were compared"
    );
}

#[test]
fn money_that_passes_through_is_not_ranked_twice() {
    let path = "2022/recipients/charts/recipients.json";
    let file: Value = serde_json::from_str(&FILES[path]).expect("the data file is JSON");
    let rows = file["rows"].as_array().expect("rows");
    let amount = |name: &str| {
        let row = rows.iter().find(|row| row["name"] == name);
        row.map(|row| row["amount"]["value"].clone())
    };
    // Rows of C and D: 6,494 and 4,819. The agency only passes on what it gets.
    let university = "国立大学法人東北大学";
    assert_eq!(amount(university), Some(Value::from(11_313)));
    assert_eq!(amount("国立研究開発法人日本医療研究開発機構"), None);
}
