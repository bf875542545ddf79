//! A table in its three forms, read from the built files alone.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

/// A table as the page shows it, as CSV and as JSON.
#[derive(Debug, Clone)]
pub struct Forms {
    pub place: String,
    pub headings: Vec<String>,
    pub rows: Vec<ShownRow>,
    /// Heading and records.
    pub csv: Vec<Vec<String>>,
    pub json: Value,
}

#[derive(Debug, Clone)]
pub struct ShownRow {
    pub label: String,
    pub cells: Vec<ShownCell>,
}

#[derive(Debug, Clone)]
pub struct ShownCell {
    pub text: String,
    /// The exact value for programs.
    pub value: String,
}

fn select(selector: &str) -> Selector {
    Selector::parse(selector).expect("a selector")
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// Every table of a site. Panics where a table has no data files.
pub fn forms(files: &BTreeMap<String, String>) -> Vec<Forms> {
    let mut jsons: BTreeMap<&str, Value> = BTreeMap::new();
    for (path, text) in files
        .iter()
        .filter(|(path, _)| path.ends_with("/data.json"))
    {
        let json = serde_json::from_str(text).unwrap_or_else(|e| panic!("{path}: {e}"));
        jsons.insert(path, json);
    }
    let blocks = select(".table-block");
    let mut found = Vec::new();
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    for (path, html) in pages.filter(|(_, html)| html.contains("table-block")) {
        let page = Html::parse_document(html);
        for block in page.select(&blocks) {
            found.push(form(files, &jsons, path, block));
        }
    }
    found
}

fn form(
    files: &BTreeMap<String, String>,
    jsons: &BTreeMap<&str, Value>,
    path: &str,
    block: ElementRef<'_>,
) -> Forms {
    let place = format!("{path}#{}", block.attr("id").unwrap_or_default());
    // The data of a chart have their links beside the chart.
    let links = select(".table-files a, .chart-links a[download]");
    let figure = block
        .ancestors()
        .filter_map(ElementRef::wrap)
        .find(|element| element.value().name() == "figure");
    let around = figure.unwrap_or(block);
    let href = |ending: &str| {
        let found = around.select(&links).filter_map(|link| link.attr("href"));
        let mut found = found.filter(|href| href.ends_with(ending));
        let href = found
            .next()
            .unwrap_or_else(|| panic!("{place} has no {ending}"));
        href.trim_start_matches('/').to_owned()
    };
    let csv_path = href(".csv");
    let (folder, name) = csv_path.rsplit_once('/').expect("a folder");
    let (page, kind) = folder.rsplit_once('/').expect("a page");
    let json_path = format!("{page}/data.json");
    if figure.is_none() {
        assert_eq!(href(".json"), json_path, "{place}");
    }
    let json = &jsons
        .get(json_path.as_str())
        .unwrap_or_else(|| panic!("{place}: no {json_path}"))["tables"];
    let tables = json.as_array().expect("tables");
    let wanted = format!("{kind}/{name}");
    let json = tables
        .iter()
        .find(|table| table["csv"]["path"] == wanted.as_str())
        .unwrap_or_else(|| panic!("{place}: {wanted} is not in {json_path}"));
    let csv = files
        .get(&csv_path)
        .unwrap_or_else(|| panic!("{place}: no {csv_path}"));
    Forms {
        headings: block
            .select(&select("thead th:not(.src)"))
            .skip(1)
            .map(text)
            .collect(),
        rows: block.select(&select("tbody tr")).map(row).collect(),
        csv: read(csv),
        json: json.clone(),
        place,
    }
}

fn read(csv: &str) -> Vec<Vec<String>> {
    let text = csv.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let records = reader
        .records()
        .map(|record| record.expect("records of one length"));
    records
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect()
}

fn row(row: ElementRef<'_>) -> ShownRow {
    let headed = row.select(&select("th")).next();
    let blank = usize::from(headed.is_none());
    ShownRow {
        label: headed.map(text).unwrap_or_default(),
        cells: row
            .select(&select("td:not(.src)"))
            .skip(blank)
            .map(cell)
            .collect(),
    }
}

fn cell(cell: ElementRef<'_>) -> ShownCell {
    let lines: Vec<String> = cell.select(&select(".cell-line")).map(text).collect();
    let text = match lines.as_slice() {
        [] => cell.select(&select(".v")).map(text).collect(),
        // Data files have in one text what the page has line by line.
        lines => lines.join(separator(cell)),
    };
    ShownCell {
        text,
        value: cell.attr("data-value").unwrap_or_default().to_owned(),
    }
}

/// What stands between the things of a list in the language of the page.
fn separator(element: ElementRef<'_>) -> &'static str {
    let mut above = element.ancestors().filter_map(ElementRef::wrap);
    let html = above.find(|element| element.value().name() == "html");
    match html.and_then(|html| html.attr("lang")) {
        Some("ja") => "、",
        _ => ", ",
    }
}

/// The table with one figure changed in one of its forms, for its first, its middle and its last figure.
pub fn with_changes(forms: &Forms) -> Vec<(String, Forms)> {
    let rows = forms.json["rows"].as_array().expect("rows");
    let places = rows.iter().enumerate().flat_map(|(row, line)| {
        let cells = line["cells"].as_array().expect("cells").iter().enumerate();
        let figures =
            cells.filter(|(_, cell)| cell["value"].is_number() || cell["value"].is_string());
        figures.map(move |(column, _)| (row, column))
    });
    let places: Vec<(usize, usize)> = places.collect();
    let Some(last) = places.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut changed = Vec::new();
    for (row, column) in [places[0], places[last / 2], places[last]] {
        let mut page = forms.clone();
        page.rows[row].cells[column].text.insert(0, '7');
        changed.push((format!("the page, {row}, {column}"), page));
        let mut json = forms.clone();
        json.json["rows"][row]["cells"][column]["value"] = Value::from(-77_777_777);
        changed.push((format!("the JSON, {row}, {column}"), json));
    }
    // A number in the CSV, wherever one is.
    let parts = forms.json["csv"]["columns"].as_array().expect("columns");
    let at = parts.iter().position(|column| column["part"] == "value");
    let field = at.and_then(|at| {
        let record = forms
            .csv
            .iter()
            .skip(1)
            .position(|record| !record[at].is_empty());
        Some((record? + 1, at))
    });
    if let Some((record, at)) = field {
        let mut csv = forms.clone();
        csv.csv[record][at].insert(0, '7');
        changed.push((format!("the CSV, {record}, {at}"), csv));
    }
    changed
}
