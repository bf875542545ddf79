//! Budget and execution by year, by account and by line item: files 2-1 and 2-2.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::columns::cell;
use super::row::{Row, per_cent, whole};
use super::sheet::Gathered;
use super::tables::{Map, figure, heading, place};
use crate::import::report::{Reason, Remark};
use crate::import::yaml::Yaml;

/// The unit of all amounts.
pub(super) const YEN: &str = "円";
/// A cell that the files do not have.
const NONE: &str = "記載なし";
/// A figure of a year that had not ended.
const NOT_YET: &str = "未確定";

/// Tables and texts.
#[derive(Debug, Default)]
pub(super) struct Budget {
    pub(super) tables: Vec<Yaml>,
    pub(super) texts: Vec<Yaml>,
}

pub(super) fn budget(all: &mut Gathered<'_>) -> Budget {
    let mut totals: BTreeMap<i16, &Row> = BTreeMap::new();
    let mut accounts = Vec::new();
    for row in all.rows("2-1") {
        let year = year(cell!(row, BUDGET, "予算年度"));
        // The kind of account alone does not tell: two rows of accounts have none.
        if cell!(row, BUDGET, "当初予算（合計）").is_empty() {
            accounts.push((year, row));
        } else if let Entry::Vacant(total) = totals.entry(year) {
            total.insert(row);
        } else {
            all.marks.leave("2-1", row.line, Reason::SecondTotal);
        }
    }
    for (year, row) in &accounts {
        if !totals.contains_key(year) {
            all.marks.remark("2-1", row.line, Remark::NoTotal);
        }
    }
    let mut budget = Budget::default();
    budget.tables.extend(principal(all, &totals));
    budget.tables.extend(requests(all.sheets.year, &totals));
    budget.tables.extend(by_account(all, &accounts));
    budget.tables.extend(line_items(all));
    for (year, row) in totals.iter().rev() {
        let texts = [
            (
                "changes",
                "主な増減理由",
                cell!(row, BUDGET, "主な増減理由"),
            ),
            (
                "special",
                "その他特記事項",
                cell!(row, BUDGET, "その他特記事項"),
            ),
        ];
        budget
            .texts
            .extend(texts.into_iter().filter_map(|(id, title, text)| {
                let title = format!("{title}（{year}年度）");
                heading(&format!("{id}-{year}"), &title, text, ("2-1", row.line))
            }));
    }
    budget
}

fn year(text: &str) -> i16 {
    text.trim().parse().unwrap_or_default()
}

/// What a row of a table of years shows: its item, and the cell of each year.
struct Line<'a> {
    item: &'static str,
    /// Part of the anchor, where several rows have the same item.
    id: &'a str,
    label: &'a str,
    unit: &'static str,
    /// The value of the column that holds the request, where the table has one.
    requested: Option<(String, u64)>,
    cells: Vec<(String, u64)>,
}

impl Line<'_> {
    fn seed(self) -> Yaml {
        let cells = self.cells.into_iter().chain(self.requested);
        let (values, places): (Vec<String>, Vec<u64>) = cells.unzip();
        let places = places
            .into_iter()
            .map(|line| Yaml::plain(place("2-1", line)));
        let map = Map::new()
            .text("item", self.item)
            .text("id", self.id)
            .text("label", self.label)
            .text("unit", self.unit)
            .with(
                "values",
                Yaml::List(values.iter().map(|v| figure(v)).collect()),
            );
        map.with("at", Yaml::List(places.collect())).done()
    }
}

/// A value of the running year that is 0 only because the year had not ended.
fn settled(value: String, is_running: bool) -> String {
    match (is_running, value.as_str()) {
        (true, "0" | "") => NOT_YET.to_owned(),
        _ => value,
    }
}

/// The table of totals (合計): years, and the request for the year after the sheets'.
fn principal(all: &mut Gathered<'_>, totals: &BTreeMap<i16, &Row>) -> Option<Yaml> {
    let running = all.sheets.year;
    let request = totals.get(&running).copied();
    let cells = |read: &dyn Fn(&Row) -> String, waits: bool| -> Vec<(String, u64)> {
        let cells = totals.iter().map(|(year, row)| {
            let value = read(row);
            (settled(value, waits && *year == running), row.line)
        });
        cells.collect()
    };
    let line = |item, unit, read: &dyn Fn(&Row) -> String, waits, requested: &str| Line {
        item,
        id: "",
        label: match item {
            "total" => "計（歳出予算現額）",
            _ => "",
        },
        unit,
        requested: request.map(|row| (requested.to_owned(), row.line)),
        cells: cells(read, waits),
    };
    let number = |text: &str| whole(text).unwrap_or_default();
    let requested = request.map_or_else(String::new, |row| {
        number(cell!(row, BUDGET, "翌年度要求額（合計）"))
    });
    let lines = [
        line(
            "initial",
            "",
            &|r| number(cell!(r, BUDGET, "当初予算（合計）")),
            false,
            &requested,
        ),
        line(
            "supplementary",
            "",
            &|r| number(cell!(r, BUDGET, "補正予算（合計）")),
            false,
            NONE,
        ),
        line(
            "carried_in",
            "",
            &|r| number(cell!(r, BUDGET, "前年度からの繰越し（合計）")),
            false,
            NONE,
        ),
        line(
            "reserve",
            "",
            &|r| number(cell!(r, BUDGET, "予備費等（合計）")),
            false,
            NONE,
        ),
        line(
            "total",
            "",
            &|r| number(cell!(r, BUDGET, "計（歳出予算現額合計）")),
            false,
            NONE,
        ),
        line(
            "executed",
            "",
            &|r| number(cell!(r, BUDGET, "執行額（合計）")),
            true,
            NONE,
        ),
        line("execution_rate", "％", &|r| rate(r), true, NONE),
        line(
            "carried_forward",
            "",
            &|r| number(cell!(r, BUDGET, "翌年度への繰越し(合計）")),
            true,
            NONE,
        ),
    ];
    if let Some(row) = request {
        let zero = |text: &str| whole(text).as_deref() == Some("0");
        if zero(cell!(row, BUDGET, "執行額（合計）")) {
            all.marks.remark("2-1", row.line, Remark::NotYetKnown);
        }
    }
    let mut columns: Vec<Yaml> = totals.keys().map(Yaml::plain).collect();
    columns.extend(request.map(|_| requested_column(running)));
    let map = Map::new()
        .text("id", "budget")
        .text("title", "予算額・執行額")
        .text("unit", YEN)
        .list("columns", columns);
    let rows = lines.into_iter().map(Line::seed).collect();
    (!totals.is_empty()).then(|| map.list("rows", rows).done())
}

/// Execution rate in per cent; blank where the file has none.
fn rate(row: &Row) -> String {
    per_cent(cell!(row, BUDGET, "執行率")).unwrap_or_default()
}

/// The column of what is requested for the year after `year`.
fn requested_column(year: i16) -> Yaml {
    Map::new().plain("requested", year.saturating_add(1)).done()
}

/// Requests of earlier years: the row of a year holds the request for the next.
fn requests(running: i16, totals: &BTreeMap<i16, &Row>) -> Option<Yaml> {
    let earlier = totals.iter().filter(|(year, _)| **year != running);
    let (mut columns, mut cells) = (Vec::new(), Vec::new());
    for (year, row) in earlier {
        columns.push(requested_column(*year));
        let value = whole(cell!(row, BUDGET, "翌年度要求額（合計）")).unwrap_or_default();
        cells.push((value, row.line));
    }
    let line = Line {
        item: "amount",
        id: "",
        label: "要求額",
        unit: "",
        requested: None,
        cells,
    };
    let map = Map::new()
        .text("id", "requests")
        .text("title", "過去の要求額")
        .text("unit", YEN)
        .list("columns", columns.clone());
    (!columns.is_empty()).then(|| map.list("rows", vec![line.seed()]).done())
}

/// Kind, account and subaccount (会計区分・会計・勘定).
type Account<'a> = (&'a str, &'a str, &'a str);

/// An account with its rows by year. Where a year has several rows of one account, they are kept apart.
struct Book<'a> {
    account: Account<'a>,
    rows: BTreeMap<i16, &'a Row>,
}

fn by_account<'a>(all: &mut Gathered<'a>, accounts: &[(i16, &'a Row)]) -> Vec<Yaml> {
    let mut books: Vec<Book<'a>> = Vec::new();
    for (year, row) in accounts {
        let account = (
            cell!(row, BUDGET, "会計区分"),
            cell!(row, BUDGET, "会計"),
            cell!(row, BUDGET, "勘定"),
        );
        let open = books
            .iter_mut()
            .find(|book| book.account == account && !book.rows.contains_key(year));
        match open {
            Some(book) => _ = book.rows.insert(*year, row),
            None => books.push(Book {
                account,
                rows: BTreeMap::from([(*year, *row)]),
            }),
        }
    }
    let years: Vec<i16> = {
        let mut years: Vec<i16> = accounts.iter().map(|(year, _)| *year).collect();
        years.sort_unstable();
        years.dedup();
        years
    };
    let books = books.iter().enumerate();
    books
        .map(|(at, book)| book.seed(all, at + 1, &years))
        .collect()
}

/// Rows of an account: item, part of the anchor, label, whether the running year's value waits, and whether a row of zeros
/// says something.
const ACCOUNT_ROWS: [(&str, &str, &str, bool, bool); 15] = [
    ("initial", "", "", false, true),
    (
        "supplementary",
        "supplementary-1",
        "第1次補正予算",
        false,
        false,
    ),
    (
        "supplementary",
        "supplementary-2",
        "第2次補正予算",
        false,
        false,
    ),
    (
        "supplementary",
        "supplementary-3",
        "第3次補正予算",
        false,
        false,
    ),
    (
        "supplementary",
        "supplementary-4",
        "第4次補正予算",
        false,
        false,
    ),
    (
        "supplementary",
        "supplementary-5",
        "第5次補正予算",
        false,
        false,
    ),
    ("carried_in", "", "", false, false),
    ("reserve", "reserve-1", "予備費等1", false, false),
    ("reserve", "reserve-2", "予備費等2", false, false),
    ("reserve", "reserve-3", "予備費等3", false, false),
    ("reserve", "reserve-4", "予備費等4", false, false),
    ("total", "", "歳出予算現額", false, true),
    ("executed", "", "", true, true),
    ("next_request", "", "", false, false),
    ("next_wish", "", "", false, false),
];

/// The cells of a row of an account, in the order of [`ACCOUNT_ROWS`].
fn account_cells(row: &Row) -> [&str; 15] {
    [
        cell!(row, BUDGET, "当初予算"),
        cell!(row, BUDGET, "第1次補正予算"),
        cell!(row, BUDGET, "第2次補正予算"),
        cell!(row, BUDGET, "第3次補正予算"),
        cell!(row, BUDGET, "第4次補正予算"),
        cell!(row, BUDGET, "第5次補正予算"),
        cell!(row, BUDGET, "前年度から繰越し"),
        cell!(row, BUDGET, "予備費等1"),
        cell!(row, BUDGET, "予備費等2"),
        cell!(row, BUDGET, "予備費等3"),
        cell!(row, BUDGET, "予備費等4"),
        cell!(row, BUDGET, "歳出予算現額"),
        cell!(row, BUDGET, "執行額"),
        cell!(row, BUDGET, "翌年度要求額"),
        cell!(row, BUDGET, "要望額"),
    ]
}

impl Book<'_> {
    /// The name of the account; nothing twice.
    fn title(&self) -> String {
        let (kind, account, sub) = self.account;
        let mut parts: Vec<&str> = vec![kind, account, sub];
        parts.dedup();
        parts.retain(|part| !part.is_empty());
        match parts[..] {
            [] => "会計区分の記載なし".to_owned(),
            _ => parts.join("　"),
        }
    }

    fn seed(&self, all: &mut Gathered<'_>, number: usize, years: &[i16]) -> Yaml {
        let running = all.sheets.year;
        let nowhere = self.rows.values().next().map_or(1, |row| row.line);
        let mut lines = Vec::new();
        for (at, (item, id, label, waits, always)) in ACCOUNT_ROWS.into_iter().enumerate() {
            let cells: Vec<(String, u64)> = years
                .iter()
                .map(|year| match self.rows.get(year) {
                    Some(row) => {
                        let value = whole(account_cells(row)[at]).unwrap_or_default();
                        (settled(value, waits && *year == running), row.line)
                    }
                    None => (NONE.to_owned(), nowhere),
                })
                .collect();
            let says = |value: &str| !matches!(value, "0" | "" | NONE | NOT_YET);
            if !always && !cells.iter().any(|(value, _)| says(value)) {
                all.marks.remark("2-1", nowhere, Remark::ZeroRow);
                continue;
            }
            lines.push(Line {
                item,
                id,
                label,
                unit: "",
                requested: None,
                cells,
            });
        }
        let notes = self.rows.iter().filter_map(|(year, row)| {
            let text = cell!(row, BUDGET, "備考");
            let label = format!("{year}年度：{text}");
            let note = Map::new().text("text", &label).at("2-1", row.line);
            (!text.is_empty()).then(|| note.done())
        });
        Map::new()
            .text("id", &format!("account-{number}"))
            .text(
                "title",
                &format!("会計別の予算額・執行額：{}", self.title()),
            )
            .text("unit", YEN)
            .list("columns", years.iter().map(Yaml::plain).collect())
            .list("rows", lines.into_iter().map(Line::seed).collect())
            .list("notes", notes.collect())
            .done()
    }
}

/// Line items (歳出予算項目), one table a budget year.
fn line_items(all: &mut Gathered<'_>) -> Vec<Yaml> {
    let mut years: BTreeMap<i16, Vec<&Row>> = BTreeMap::new();
    for row in all.rows("2-2") {
        let year = year(cell!(row, LINE_ITEMS, "予算年度"));
        years.entry(year).or_default().push(row);
    }
    years
        .iter()
        .rev()
        .map(|(year, rows)| items_of(*year, rows))
        .collect()
}

fn items_of(year: i16, rows: &[&Row]) -> Yaml {
    fn account(row: &Row) -> Vec<&str> {
        let mut parts = vec![
            cell!(row, LINE_ITEMS, "会計区分"),
            cell!(row, LINE_ITEMS, "会計"),
            cell!(row, LINE_ITEMS, "勘定"),
        ];
        parts.dedup();
        parts.retain(|part| !part.is_empty());
        parts
    }
    let first = rows.first().map(|row| account(row)).unwrap_or_default();
    let is_one = rows.iter().all(|row| account(row) == first);
    let has_requests = rows
        .iter()
        .any(|row| !cell!(row, LINE_ITEMS, "翌年度要求額（歳出予算項目ごと）").is_empty());
    let mut columns = vec![Yaml::plain(year)];
    columns.extend(has_requests.then(|| requested_column(year)));
    let seeds = rows.iter().enumerate().map(|(at, row)| {
        let mut parts = match is_one {
            true => Vec::new(),
            false => account(row),
        };
        parts.extend([
            cell!(row, LINE_ITEMS, "予算種別"),
            cell!(row, LINE_ITEMS, "所管"),
            cell!(row, LINE_ITEMS, "組織・勘定"),
            cell!(row, LINE_ITEMS, "項"),
            cell!(row, LINE_ITEMS, "目"),
            cell!(row, LINE_ITEMS, "歳出予算項目の補足情報"),
        ]);
        parts.retain(|part| !part.is_empty());
        line_item(year, row, at + 1, &parts.join("／"), has_requests)
    });
    let account = match is_one && !first.is_empty() {
        true => format!("、{}", first.join("　")),
        false => String::new(),
    };
    Map::new()
        .text("id", &format!("line-items-{year}"))
        .text("title", &format!("歳出予算項目（{year}年度{account}）"))
        .text("unit", YEN)
        .list("columns", columns)
        .list("rows", seeds.collect())
        .done()
}

fn line_item(year: i16, row: &Row, number: usize, label: &str, has_requests: bool) -> Yaml {
    let amount = whole(cell!(row, LINE_ITEMS, "予算額（歳出予算項目ごと）")).unwrap_or_default();
    let request = cell!(row, LINE_ITEMS, "翌年度要求額（歳出予算項目ごと）");
    let request = whole(request).unwrap_or_default();
    let column = match amount.is_empty() && has_requests {
        true => year.saturating_add(1),
        false => year,
    };
    let remark = cell!(row, LINE_ITEMS, "備考（歳出予算項目ごと）");
    let note = Map::new()
        .text("column", &column.to_string())
        .text("text", remark);
    let mut values = vec![figure(&amount)];
    values.extend(has_requests.then(|| figure(&request)));
    let label = if label.is_empty() { NONE } else { label };
    let map = Map::new()
        .text("item", "line_item")
        .text("id", &format!("l{number}"))
        .text("label", label)
        .with("values", Yaml::List(values))
        .plain("at", place("2-2", row.line));
    match remark {
        "" => map.done(),
        _ => map.list("notes", vec![note.done()]).done(),
    }
}
