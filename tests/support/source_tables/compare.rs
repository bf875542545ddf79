//! An expected table and the block of the page → what does not fit.

use std::fmt;

use super::expected::{Expected, Pattern, Row};
use super::notation::{is_figure, plain, words};
use super::page::{Block, Cell, Goal, Heading, Row as Found};

/// Something that is not as the document prints it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mismatch {
    /// The line in the .tsv; 0 for the table as a whole.
    pub line: usize,
    pub row: String,
    pub expected: String,
    pub found: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.line == 0 {
            String::new()
        } else {
            format!("line {}, ", self.line)
        };
        write!(
            f,
            "  {place}row `{}`\n      expected: {}\n      found:    {}",
            self.row, self.expected, self.found
        )
    }
}

/// All that does not fit.
pub fn compare(table: &Expected, block: &Block) -> Vec<Mismatch> {
    if table.anchor == "page" {
        let text = table.ignored.iter().fold(block.text.clone(), |text, word| {
            text.replace(word.as_str(), "")
        });
        let page = Block::of_text(text);
        return table
            .rows
            .iter()
            .flat_map(|row| on_page(row, &page))
            .collect();
    }
    let pairs = assign(table, block);
    let mut mismatches = Vec::new();
    for (row, found) in table.rows.iter().zip(&pairs) {
        mismatches.extend(row_mismatches(
            table,
            row,
            found.map(|index| &block.rows[index]),
            block,
        ));
    }
    mismatches.extend(
        table
            .goal
            .as_deref()
            .and_then(|goal| goal_mismatch(goal, block.goal.as_ref())),
    );
    let present = |label: &&String| block.rows.iter().any(|row| row.label.contains(*label));
    mismatches.extend(
        table
            .absent
            .iter()
            .filter(present)
            .map(|label| problem(0, label, "no such row", "a row with this label")),
    );
    if table.ordered {
        mismatches.extend(disorder(table, &pairs));
    }
    mismatches
}

/// Every text of a row that is no table on the site stands somewhere on the page.
fn on_page(row: &Row, block: &Block) -> Vec<Mismatch> {
    let patterns = std::iter::once(&row.label).chain(&row.cells);
    let missing = patterns.filter_map(|pattern| match pattern {
        Pattern::Somewhere(text) | Pattern::Exactly(text)
            if !text.is_empty() && !stands_in(text, block) =>
        {
            Some(text)
        }
        _ => None,
    });
    missing
        .map(|text| {
            problem(
                row.line,
                &show(&row.label),
                text,
                "not in the main text of the page",
            )
        })
        .collect()
}

/// Which row of the page belongs to which expected row. Exact labels choose first, then labels that are part of another, then rows
/// with any label; a row of the page is given once.
fn assign(table: &Expected, block: &Block) -> Vec<Option<usize>> {
    let mut chosen: Vec<Option<usize>> = vec![None; table.rows.len()];
    let fits: [fn(&Pattern, &str) -> bool; 3] = [
        |label, found| matches!(label, Pattern::Exactly(text) if text == found),
        |label, found| matches!(label, Pattern::Exactly(text) if !text.is_empty() && found.contains(text.as_str())),
        |label, _| *label == Pattern::Anything,
    ];
    for fits in fits {
        for (index, row) in table.rows.iter().enumerate() {
            let is_open = chosen[index].is_none()
                && (row.label != Pattern::Anything || row.cells.iter().any(Pattern::is_exact));
            if !is_open {
                continue;
            }
            let free = (0..block.rows.len()).filter(|found| {
                !chosen.contains(&Some(*found)) && fits(&row.label, &block.rows[*found].label)
            });
            let is_repeated = row.label.is_exact()
                && table
                    .rows
                    .iter()
                    .filter(|other| other.label == row.label)
                    .count()
                    > 1;
            chosen[index] = if is_repeated {
                free.min()
            } else {
                free.min_by_key(|found| {
                    row_mismatches(table, row, Some(&block.rows[*found]), block).len()
                })
            };
        }
    }
    chosen
}

fn row_mismatches(
    table: &Expected,
    row: &Row,
    found: Option<&Found>,
    block: &Block,
) -> Vec<Mismatch> {
    let label = show(&row.label);
    if let Pattern::Somewhere(text) = &row.label
        && !stands_in(text, block)
    {
        return vec![problem(
            row.line,
            &label,
            "the label somewhere in the table",
            "not there",
        )];
    }
    let mut mismatches = Vec::new();
    if found.is_none()
        && (row.label.is_exact()
            || row.label == Pattern::Anything && row.cells.iter().any(Pattern::is_exact))
    {
        let labels: Vec<&str> = block.rows.iter().map(|row| row.label.as_str()).collect();
        let cells: Vec<String> = row.cells.iter().map(show).collect();
        mismatches.push(problem(
            row.line,
            &label,
            &format!("a row with {}", cells.join(" | ")),
            &format!("rows: {}", labels.join(" / ")),
        ));
    }
    for (index, cell) in row.cells.iter().enumerate() {
        let problem = match (cell, found) {
            (Pattern::Anything, _) => None,
            (Pattern::Somewhere(text), _) => {
                (!stands_in(text, block)).then(|| (show(cell), "nowhere in the table".to_owned()))
            }
            (Pattern::Exactly(text), Some(found)) => cell_problem(table, index, text, found),
            (Pattern::Exactly(text), None) if matches!(row.label, Pattern::Somewhere(_)) => {
                (!stands_in(text, block)).then(|| (show(cell), "nowhere in the table".to_owned()))
            }
            (Pattern::Exactly(_), None) => None,
        };
        mismatches.extend(
            problem.map(|(expected, found)| self::problem(row.line, &label, &expected, &found)),
        );
    }
    mismatches
}

fn cell_problem(
    table: &Expected,
    index: usize,
    text: &str,
    found: &Found,
) -> Option<(String, String)> {
    let name = table.columns.as_ref().map(|columns| {
        columns
            .get(index)
            .map_or("(no such column in @columns)", String::as_str)
    });
    let place = match name {
        Some(name) => found
            .headings
            .iter()
            .position(|heading| is_heading(name, heading)),
        None => Some(index),
    };
    let shown = format!(
        "{} = `{text}`",
        name.map_or_else(
            || format!("cell {}", index + 1),
            |name| format!("column {name}")
        )
    );
    match place.and_then(|place| found.cells.get(place)) {
        Some(cell) if cell_fits(text, cell, &table.ignored) => None,
        Some(cell) => Some((shown, format!("`{}`", cell.text))),
        None => {
            let headings: Vec<String> = found
                .headings
                .iter()
                .map(|heading| format!("{} {}", heading.label, heading.note))
                .collect();
            Some((
                shown,
                format!(
                    "no such cell; {} cells, headings: {}",
                    found.cells.len(),
                    headings.join(" | ")
                ),
            ))
        }
    }
}

/// `2021`, `requested 2023`, `baseline`, or words of the heading.
fn is_heading(name: &str, heading: &Heading) -> bool {
    let mut year = None;
    let mut role = None;
    for word in name.split_whitespace() {
        match word {
            "requested" => role = Some("要求額"),
            "draft" => role = Some("予算案"),
            "planned" => role = Some("見込み"),
            "baseline" => return heading.label == "基準値",
            "interim" => return heading.label == "中間目標",
            "final" => return heading.label == "目標最終年度",
            _ if word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()) => year = Some(word),
            _ => {
                return heading.label == plain(name)
                    || heading.label.split('(').next() == Some(plain(name).as_str());
            }
        }
    }
    year.is_some_and(|year| heading.label == format!("{year}年度"))
        && heading.note == role.unwrap_or_default()
}

fn cell_fits(text: &str, cell: &Cell, ignored: &[String]) -> bool {
    let found = ignored.iter().fold(cell.plain.clone(), |found, word| {
        found.replace(word.as_str(), "")
    });
    match text {
        "" => found.is_empty() || found == "空欄" || found == "記載なし",
        "-" => found == "-",
        _ => {
            found == text
                || cell
                    .units
                    .iter()
                    .any(|unit| text.strip_suffix(unit.as_str()) == Some(found.as_str()))
        }
    }
}

/// `?x`: words anywhere in the block; a figure as a whole cell or a whole word of one, so that 2 is not found in 2021.
fn stands_in(text: &str, block: &Block) -> bool {
    if !is_figure(text) {
        return block.plain().contains(text);
    }
    let in_cell = |cell: &Cell| {
        cell_fits(text, cell, &[]) || words(&cell.text).iter().any(|word| word == text)
    };
    let in_text = || block.rows.is_empty() && words(&block.text).iter().any(|word| word == text);
    block.rows.iter().flat_map(|row| &row.cells).any(in_cell) || in_text()
}

fn goal_mismatch(goal: &str, found: Option<&Goal>) -> Option<Mismatch> {
    let Some(found) = found else {
        return Some(problem(0, "@goal", goal, "no target on the page"));
    };
    // The site adds the unit to the number, and the year in brackets.
    let text = plain(&found.text);
    let text = text
        .rsplit_once('(')
        .map_or(text.as_str(), |(target, _)| target);
    let digits = goal.bytes().take_while(|b| b.is_ascii_digit()).count();
    let (number, rest) = goal.split_at(digits);
    let with_unit = |unit: &String| digits > 0 && text == format!("{number}{unit}{rest}");
    (text != goal && !found.units.iter().any(with_unit)).then(|| problem(0, "@goal", goal, text))
}

fn disorder(table: &Expected, pairs: &[Option<usize>]) -> Option<Mismatch> {
    let places: Vec<usize> = pairs.iter().flatten().copied().collect();
    let labels = || {
        table
            .rows
            .iter()
            .map(|row| show(&row.label))
            .collect::<Vec<_>>()
            .join(" / ")
    };
    (!places.is_sorted()).then(|| {
        problem(
            0,
            "(order)",
            &labels(),
            &format!("rows of the page in the order {places:?}"),
        )
    })
}

fn problem(line: usize, row: &str, expected: &str, found: &str) -> Mismatch {
    Mismatch {
        line,
        row: row.to_owned(),
        expected: expected.to_owned(),
        found: found.to_owned(),
    }
}

fn show(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Anything => "?".to_owned(),
        Pattern::Somewhere(text) => format!("?{text}"),
        Pattern::Exactly(text) => text.clone(),
    }
}
