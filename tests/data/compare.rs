//! Compares the three forms of a table, number by number, in both directions.

use std::collections::BTreeSet;

use serde_json::Value;
use tenken::model::decimal::Decimal;

use super::forms::{Forms, ShownCell};

#[derive(Debug, Default)]
pub struct Found {
    pub problems: Vec<String>,
    /// Figures that were compared.
    pub figures: usize,
}

/// Fields of the CSV that a cell of the page accounts for.
type Seen = BTreeSet<(usize, usize)>;

pub fn compare(forms: &Forms) -> Found {
    let mut found = Found::default();
    let mut seen = Seen::new();
    if let Err(problem) = shape(forms) {
        found.problems.push(problem);
        return found;
    }
    for (row, shown) in forms.rows.iter().enumerate() {
        for (column, cell) in shown.cells.iter().enumerate() {
            match compare_cell(forms, (row, column), cell, &mut seen) {
                Ok(figures) => found.figures += figures,
                Err(problem) => found
                    .problems
                    .push(format!("row {row}, column {column}: {problem}")),
            }
        }
    }
    found.problems.extend(unseen(forms, &seen));
    found.problems.extend(keys(forms));
    found
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, one: T, other: T) -> Result<(), String> {
    if one == other {
        Ok(())
    } else {
        Err(format!("{what}: {one:?} against {other:?}"))
    }
}

/// As many rows and columns in each form, headings that agree, names that are there once.
fn shape(forms: &Forms) -> Result<(), String> {
    let (columns, rows) = (list(&forms.json, "columns"), list(&forms.json, "rows"));
    same("columns", forms.headings.len(), columns.len())?;
    same("rows", forms.rows.len(), rows.len())?;
    for (shown, column) in forms.headings.iter().zip(columns) {
        let label = folded(column["label"].as_str().unwrap_or_default());
        if !folded(shown).starts_with(&label) {
            return Err(format!("heading: {shown:?} against {label:?}"));
        }
    }
    for (shown, row) in forms.rows.iter().zip(rows) {
        same("cells", shown.cells.len(), columns.len())?;
        same("cells", list(row, "cells").len(), columns.len())?;
        let label = folded(row["label"].as_str().unwrap_or_default());
        if !folded(&shown.label).starts_with(&label) {
            return Err(format!("row heading: {:?} against {label:?}", shown.label));
        }
    }
    let ids: BTreeSet<_> = columns.iter().map(|column| column["id"].as_str()).collect();
    same("different ids of columns", ids.len(), columns.len())?;
    let headings: Vec<String> = list(&forms.json["csv"], "columns")
        .iter()
        .map(|column| column["heading"].as_str().unwrap_or_default().to_owned())
        .collect();
    let written = forms.csv[0].iter().map(|heading| bare(heading).to_owned());
    same("headings of the CSV", written.collect(), headings.clone())?;
    let different: BTreeSet<&String> = headings.iter().collect();
    same(
        "different headings of the CSV",
        different.len(),
        headings.len(),
    )
}

/// Without the apostrophe that keeps a spreadsheet from taking a text for a formula.
fn bare(field: &str) -> &str {
    match field.strip_prefix('\'') {
        Some(text) if text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) => text,
        _ => field,
    }
}

/// Pages fold white space.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `100.0` and `100` are one value.
fn plain(number: &str) -> String {
    match number.split_once('.') {
        Some((whole, fraction)) => match fraction.trim_end_matches('0') {
            "" => whole.to_owned(),
            fraction => format!("{whole}.{fraction}"),
        },
        None => number.to_owned(),
    }
}

fn number(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(plain(&number.to_string())),
        Value::String(digits) => Some(plain(digits)),
        _ => None,
    }
}

/// The numbers of a text in order: `▲1,234 (+5.0%)` has -1234 and 5, `−¥126 million` has -126. A fiscal year counts as its western year.
pub fn numbers(text: &str) -> Vec<String> {
    let mut text = text.to_owned();
    while let Some(end) = text.find(")年度") {
        let start = text[..end].rfind('(').unwrap_or(end);
        text.replace_range(start..end + ')'.len_utf8(), "");
    }
    let mut found: Vec<String> = Vec::new();
    let mut before = ' ';
    let mut inside = false;
    for c in text.chars() {
        let is_digit = c.is_ascii_digit();
        match found.last_mut() {
            Some(number) if inside && (is_digit || c == '.') => number.push(c),
            Some(_) if inside && c == ',' => {}
            _ if is_digit => {
                let sign = if matches!(before, '▲' | '-' | '−') {
                    "-"
                } else {
                    ""
                };
                found.push(format!("{sign}{c}"));
                inside = true;
            }
            _ => inside = false,
        }
        // The sign of an amount stands before its currency.
        if c != '¥' {
            before = c;
        }
    }
    found.iter().map(|number| plain(number)).collect()
}

/// Where the CSV has a part of a cell: record and column.
fn field(
    forms: &Forms,
    (row, column): (usize, usize),
    part: &[&str],
    label: Option<&str>,
) -> Option<(usize, usize)> {
    let (columns, rows) = (list(&forms.json, "columns"), list(&forms.json, "rows"));
    let records: Vec<usize> = (0..columns.len())
        .filter(|at| columns[*at]["change_to"].is_null())
        .collect();
    let change_to = columns[column]["change_to"].as_str();
    let period = match change_to {
        Some(id) => columns.iter().position(|column| column["id"] == id)?,
        None => column,
    };
    let place = records.iter().position(|at| *at == period);
    let own = Some(columns[column]["id"].as_str()?);
    let change = own.filter(|_| change_to.is_some());
    let (record, wanted_row, wanted_column) = match forms.json["csv"]["record"].as_str()? {
        "row" => (row, None, own),
        "column" => (place?, rows[row]["id"].as_str(), change),
        _ => (row * records.len() + place?, None, change),
    };
    let parts = list(&forms.json["csv"], "columns");
    let at = parts.iter().position(|have| {
        part.iter().any(|part| have["part"] == *part)
            && have["row"].as_str() == wanted_row
            && have["column"].as_str() == wanted_column
            && label.is_none_or(|label| have["heading"].as_str().is_some_and(|h| h.contains(label)))
            && (have["part"] != "fiscal_year" || wanted_column.is_some())
    })?;
    Some((record + 1, at))
}

/// Compares a cell and gives the number of its figures.
fn compare_cell(
    forms: &Forms,
    place: (usize, usize),
    shown: &ShownCell,
    seen: &mut Seen,
) -> Result<usize, String> {
    let cell = &forms.json["rows"][place.0]["cells"][place.1];
    same(
        "text",
        folded(&shown.text),
        folded(cell["text"].as_str().unwrap_or_default()),
    )?;
    let is_change = !forms.json["columns"][place.1]["change_to"].is_null();
    if cell.is_null() && is_change {
        return Ok(0);
    }
    let at =
        field(forms, place, &["value", "fiscal_year"], None).ok_or("the CSV has no such field")?;
    let written = bare(forms.csv.get(at.0).ok_or("the CSV has no such record")?[at.1].as_str());
    seen.insert(at);
    let is_figure = cell.get("value").is_some();
    if let Some(year) = cell["fiscal_year"].as_i64() {
        same("year", numbers(&shown.text), vec![year.to_string()])?;
        same("year in the CSV", written, &year.to_string())?;
    } else if is_figure {
        let value = number(&cell["value"]).unwrap_or_default();
        same("figure in the CSV", plain(written), value.clone())?;
        if !shown.value.is_empty() {
            let exact = number(&cell["yen"]).unwrap_or_else(|| value.clone());
            same("value for programs", plain(&shown.value), exact)?;
        }
    } else if let Some(key) = list(cell, "also").iter().find(|also| also["id"] == "key") {
        same("key", written, key["value"].as_str().unwrap_or_default())?;
    } else {
        same("text in the CSV", folded(written), folded(&shown.text))?;
        if !shown.value.is_empty() {
            return Err(format!("{} is no figure in the data", shown.value));
        }
    }
    let also = also(forms, place, cell, seen)?;
    if is_figure {
        let expected: Vec<String> = number(&cell["value"]).into_iter().chain(also).collect();
        // English texts say ¥1,300 million where the document prints 13億円.
        let is_in_millions = forms.place.starts_with("en/") && cell["unit"] == "億円";
        let mut said = numbers(&shown.text);
        for (said, expected) in said.iter_mut().zip(&expected) {
            if is_in_millions && *said == times_hundred(expected) {
                said.clone_from(expected);
            }
        }
        same("numbers shown", said, expected.clone())?;
        return Ok(expected.len());
    }
    let digits = shown.text.replace(',', "");
    match also
        .iter()
        .find(|number| !digits.contains(number.trim_start_matches('-')))
    {
        Some(number) => Err(format!("{number} is not shown")),
        None => Ok(also.len()),
    }
}

/// A number times 100.
fn times_hundred(number: &str) -> String {
    let number = Decimal::parse(number).expect("data are decimal numbers");
    let product = number.checked_mul(Decimal::from(100)).expect("it fits");
    plain(&product.to_string())
}

/// The further numbers of a cell, each of which has a field of its own in the CSV.
fn also(
    forms: &Forms,
    place: (usize, usize),
    cell: &Value,
    seen: &mut Seen,
) -> Result<Vec<String>, String> {
    let mut numbers = Vec::new();
    for also in list(cell, "also").iter().filter(|also| also["id"] != "key") {
        let id = also["id"].as_str().unwrap_or_default();
        let at = field(forms, place, &[id], also["label"].as_str())
            .ok_or(format!("the CSV has no {id}"))?;
        seen.insert(at);
        let written = forms.csv[at.0][at.1].as_str();
        match &also["value"] {
            Value::String(words) if words.parse::<f64>().is_err() => same(id, written, words)?,
            value => {
                let value = number(value).ok_or("no number")?;
                same(id, plain(written), value.clone())?;
                numbers.push(value);
            }
        }
    }
    Ok(numbers)
}

/// Numbers and texts of the CSV that no cell of the page shows.
fn unseen(forms: &Forms, seen: &Seen) -> Vec<String> {
    let parts = list(&forms.json["csv"], "columns");
    let own = [
        "value", "subset", "growth", "slack", "target", "due", "state", "retained",
    ];
    let is_data = |at: usize| own.iter().any(|part| parts[at]["part"] == *part);
    let mut problems = Vec::new();
    for (record, fields) in forms.csv.iter().enumerate().skip(1) {
        for (at, field) in fields.iter().enumerate() {
            if is_data(at) && !field.is_empty() && !seen.contains(&(record, at)) {
                problems.push(format!("record {record}: {field:?} is not on the page"));
            }
        }
    }
    problems
}

/// What a record is about is what the page has as headings.
fn keys(forms: &Forms) -> Vec<String> {
    let (columns, rows) = (list(&forms.json, "columns"), list(&forms.json, "rows"));
    let records: Vec<usize> = (0..columns.len())
        .filter(|at| columns[*at]["change_to"].is_null())
        .collect();
    let mut problems = Vec::new();
    let expected = match forms.json["csv"]["record"].as_str() {
        Some("row") => rows.len(),
        Some("column") => records.len(),
        _ => rows.len() * records.len(),
    };
    if let Err(problem) = same("records", forms.csv.len() - 1, expected) {
        return vec![problem];
    }
    for (at, part) in list(&forms.json["csv"], "columns").iter().enumerate() {
        for (record, fields) in forms.csv.iter().skip(1).enumerate() {
            let (row, column) = match forms.json["csv"]["record"].as_str() {
                Some("row") => (Some(record), None),
                Some("column") => (None, Some(records[record])),
                _ => (
                    Some(record / records.len()),
                    Some(records[record % records.len()]),
                ),
            };
            let label = row
                .map(|row| folded(&forms.rows[row].label))
                .unwrap_or_default();
            let heading = column
                .map(|column| folded(&forms.headings[column]))
                .unwrap_or_default();
            let field = folded(bare(&fields[at]));
            let is_right = match part["part"].as_str() {
                Some("row") => {
                    label.starts_with(&field)
                        || row.is_some_and(|row| rows[row]["id"] == field.as_str())
                }
                Some("fiscal_year") if part["column"].is_null() => {
                    field.is_empty()
                        || numbers(&label).contains(&field)
                        || numbers(&heading).contains(&field)
                }
                Some("phase" | "period") => label.contains(&field) || heading.contains(&field),
                _ => true,
            };
            if !is_right {
                problems.push(format!(
                    "record {record}: {field:?} is not a heading of the page"
                ));
            }
        }
    }
    problems
}
