//! A page of the site → the rows that a reader sees below an anchor.

use std::sync::{Arc, OnceLock};

use scraper::{ElementRef, Html, Selector};

use super::notation::plain;

/// Everything below one or several anchors.
#[derive(Debug, Clone, Default)]
pub struct Block {
    pub rows: Vec<Row>,
    /// The text of all of it, captions, headings and remarks included.
    pub text: String,
    /// The text as it is compared, once it was asked for.
    plain: OnceLock<String>,
    /// The target that stands beside the name of an indicator.
    pub goal: Option<Goal>,
}

/// A row of a table, or a pair of a definition list.
#[derive(Debug, Clone)]
pub struct Row {
    /// As it is compared.
    pub label: String,
    pub headings: Arc<[Heading]>,
    pub cells: Vec<Cell>,
}

/// The heading of a column: `2023(令和5)年度` and, smaller, `要求額`.
#[derive(Debug, Clone)]
pub struct Heading {
    pub label: String,
    pub note: String,
}

#[derive(Debug, Clone)]
pub struct Cell {
    /// As a reader sees it, without marks.
    pub text: String,
    /// As it is compared.
    pub plain: String,
    /// Units that stand in the row's label, the column's heading or the caption.
    pub units: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct Goal {
    pub text: String,
    pub units: Vec<String>,
}

/// A page.
pub struct Page(Html);

impl Page {
    pub fn parse(html: &str) -> Self {
        Self(Html::parse_document(html))
    }

    /// What stands below an anchor: ids joined by `+`, or a word of the README.
    ///
    /// # Errors
    /// The page has no such element.
    pub fn block(&self, anchor: &str) -> Result<Block, String> {
        match anchor {
            "page" => Ok(Block::of_text(seen(self.main()?))),
            "facts" => Ok(self
                .all("main dl.facts, main dl.stats")
                .into_iter()
                .fold(Block::default(), |block, list| block.add(list))),
            "groups" => Ok(self.groups()),
            "points" => Ok(self.points()),
            "point-headings" => Ok(self
                .all("#section-points h3")
                .into_iter()
                .fold(Block::default(), Block::add_heading)),
            _ => anchor.split('+').try_fold(Block::default(), |block, id| {
                let element = self
                    .by_id(id)
                    .ok_or_else(|| format!("the page has no element #{id}"))?;
                Ok(Block {
                    goal: self.goal(id, &element),
                    ..block.add(element)
                })
            }),
        }
    }

    fn main(&self) -> Result<ElementRef<'_>, String> {
        self.all("main")
            .into_iter()
            .next()
            .ok_or_else(|| "the page has no <main>".to_owned())
    }

    fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.0.select(&select(selector)).collect()
    }

    fn by_id(&self, id: &str) -> Option<ElementRef<'_>> {
        self.all("main [id]")
            .into_iter()
            .find(|element| element.value().id() == Some(id))
    }

    /// Printed groups of programmes with their totals.
    fn groups(&self) -> Block {
        let mut block = Block::default();
        for table in self.all("#section-groups table") {
            let Some(total) = below(table, "tbody tr").find(|row| {
                row.value()
                    .attr("class")
                    .is_some_and(|class| class.contains("total"))
            }) else {
                continue;
            };
            let caption = child_text(table, "caption");
            let headings: Arc<[Heading]> = Arc::from([]);
            let mut cells = cells(total, &headings, units_of(&caption));
            block.rows.push(Row {
                label: plain(&caption),
                headings,
                cells: cells.split_off(cells.len().saturating_sub(1)),
            });
            block.text.push_str(&seen(table));
        }
        block
    }

    /// Points of a budget: the programme, its ministry in brackets, a flag.
    fn points(&self) -> Block {
        let mut block = Block::default();
        for heading in self.all("#section-points h4") {
            let text = plain(&seen(heading));
            let (label, ministry) = match text
                .strip_suffix(')')
                .and_then(|text| text.rsplit_once('('))
            {
                Some((label, ministry)) => (label.to_owned(), ministry.to_owned()),
                None => (text.clone(), String::new()),
            };
            let cells = vec![Cell::of(&ministry), Cell::of(&marks(heading).concat())];
            block.rows.push(Row {
                label,
                headings: Arc::from([]),
                cells,
            });
            block.text.push_str(&text);
        }
        block
    }

    fn goal(&self, id: &str, indicator: &ElementRef<'_>) -> Option<Goal> {
        let element = self.by_id(&format!("{id}-goal"))?;
        let units = below(*indicator, "caption")
            .flat_map(|caption| units_of(&seen(caption)))
            .collect();
        below(element, "dd").next().map(|text| Goal {
            text: seen(text),
            units,
        })
    }
}

impl Block {
    /// A block that is only text.
    pub fn of_text(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }

    /// The text as it is compared.
    pub fn plain(&self) -> &str {
        self.plain.get_or_init(|| plain(&self.text))
    }

    fn add(mut self, element: ElementRef<'_>) -> Self {
        self.text.push_str(&seen(element));
        for part in with_self(element, "table, dl, .text-block") {
            match part.value().name() {
                "table" => self.rows.extend(table_rows(part)),
                "dl" => self.rows.extend(pairs(part)),
                _ => self.rows.push(text_row(part)),
            }
        }
        self
    }

    fn add_heading(mut self, heading: ElementRef<'_>) -> Self {
        let text = seen(heading);
        self.rows.push(Row {
            label: plain(&text),
            headings: Arc::from([]),
            cells: Vec::new(),
        });
        self.text.push_str(&text);
        self
    }
}

impl Cell {
    fn of(text: &str) -> Self {
        Self {
            text: text.trim().to_owned(),
            plain: plain(text),
            units: Vec::new(),
        }
    }
}

fn select(selector: &str) -> Selector {
    Selector::parse(selector).expect("the selectors of this module are valid")
}

fn below<'a>(element: ElementRef<'a>, selector: &str) -> impl Iterator<Item = ElementRef<'a>> {
    element
        .select(&select(selector))
        .collect::<Vec<_>>()
        .into_iter()
}

/// The element itself and those below it that fit.
fn with_self<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = select(selector);
    let own = selector.matches(&element).then_some(element);
    own.into_iter().chain(element.select(&selector)).collect()
}

fn table_rows(table: ElementRef<'_>) -> Vec<Row> {
    let caption = child_text(table, "caption");
    let headings: Arc<[Heading]> = below(table, "thead th:not(.src)")
        .skip(1)
        .map(heading)
        .collect();
    let rows = below(table, "tbody tr:not(.derived)");
    rows.map(|row| {
        let cells = cells(row, &headings, units_of(&caption));
        let repeated = below(row, "td").any(|cell| marks(cell).iter().any(|mark| mark == "再掲"));
        // A label that is blank stands in a td: a heading must not be empty.
        let mut label = below(row, "th, td")
            .next()
            .map(|head| plain(&without_unit(head)))
            .unwrap_or_default();
        // 再掲 is printed behind the name; the site prints it as a mark of the amount.
        if repeated && !label.contains("再掲") {
            label.push_str("(再掲)");
        }
        Row {
            label,
            headings: Arc::clone(&headings),
            cells,
        }
    })
    .collect()
}

fn heading(th: ElementRef<'_>) -> Heading {
    let note = child_text(th, "small");
    let label = seen(th);
    let label = label.trim().strip_suffix(note.trim()).unwrap_or(&label);
    Heading {
        label: plain(label),
        note: plain(&note),
    }
}

fn cells(row: ElementRef<'_>, headings: &[Heading], caption_units: Vec<String>) -> Vec<Cell> {
    let row_units: Vec<String> = below(row, "th")
        .flat_map(|th| units_of(&child_text(th, ".unit")))
        .collect();
    let cells = below(row, "th, td").skip(1);
    let cells = cells
        .filter(|cell| !has_class(cell, "src"))
        .enumerate()
        .filter(|(_, cell)| !has_class(cell, "derived"))
        .map(|(index, cell)| {
            let heading_units = headings
                .get(index)
                .map(|heading| units_of(&heading.label))
                .unwrap_or_default();
            let units = row_units
                .iter()
                .chain(&heading_units)
                .chain(&caption_units)
                .cloned()
                .collect();
            // 内数 is printed behind the number; the site prints it as a mark.
            let portion = if marks(cell).iter().any(|mark| mark == "内数") {
                "の内数"
            } else {
                ""
            };
            let text = format!("{}{portion}", seen(cell).trim());
            Cell {
                plain: plain(&text),
                text,
                units,
            }
        });
    cells.collect()
}

/// Pairs of a definition list; the legend of a table is not content.
fn pairs(list: ElementRef<'_>) -> Vec<Row> {
    if has_class(&list, "legend") {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for part in below(list, "dt, dd") {
        if part.value().name() == "dt" {
            rows.push(Row {
                label: plain(&seen(part)),
                headings: Arc::from([]),
                cells: Vec::new(),
            });
        } else if let Some(row) = rows.last_mut() {
            row.cells.push(Cell::of(&seen(part)));
        }
    }
    rows
}

/// A text with its heading.
fn text_row(block: ElementRef<'_>) -> Row {
    let heading = below(block, "h2, h3, h4, h5")
        .next()
        .map(seen)
        .unwrap_or_default();
    let body: String = below(block, ".prose").map(seen).collect();
    Row {
        label: plain(&heading),
        headings: Arc::from([]),
        cells: vec![Cell::of(&body)],
    }
}

/// `…（単位：百万円）`, `落札率（％）`, `（％）` → the unit.
fn units_of(text: &str) -> Vec<String> {
    let text = plain(text);
    let bracket = text
        .split_once("(単位:")
        .map(|(_, rest)| rest)
        .or_else(|| text.rsplit_once('(').map(|(_, rest)| rest));
    bracket
        .and_then(|rest| rest.split_once(')'))
        .map(|(unit, _)| {
            unit.rsplit('、')
                .next()
                .unwrap_or(unit)
                .replace("単位:", "")
        })
        .into_iter()
        .collect()
}

fn marks(element: ElementRef<'_>) -> Vec<String> {
    below(element, ".mark")
        .map(|mark| mark.text().collect::<String>().trim().to_owned())
        .collect()
}

fn child_text(element: ElementRef<'_>, selector: &str) -> String {
    below(element, selector)
        .next()
        .map(seen)
        .unwrap_or_default()
}

fn without_unit(th: ElementRef<'_>) -> String {
    let mut text = String::new();
    collect(th, &mut text, &|element| {
        is_aside(element) || has_class(element, "unit")
    });
    text
}

/// The text that a reader sees, without marks, sources, and the site's own remarks on how a place was found.
fn seen(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    collect(element, &mut text, &is_aside);
    text
}

fn collect(
    element: ElementRef<'_>,
    text: &mut String,
    is_left_out: &dyn Fn(&ElementRef<'_>) -> bool,
) {
    for child in element.children() {
        if let Some(part) = child.value().as_text() {
            text.push_str(part);
        } else if let Some(part) = ElementRef::wrap(child).filter(|part| !is_left_out(part)) {
            let is_inline = matches!(
                part.value().name(),
                "a" | "b" | "i" | "em" | "strong" | "span" | "sub" | "sup" | "ruby" | "wbr"
            );
            text.push_str(if is_inline { "" } else { " " });
            collect(part, text, is_left_out);
            text.push_str(if is_inline { "" } else { " " });
        }
    }
}

const ASIDES: [&str; 11] = [
    "check-badge",
    "mark",
    "marks",
    "src",
    "source",
    "cite",
    "inferred",
    "commentary",
    "legend",
    "cell-notes",
    "derived",
];

fn is_aside(element: &ElementRef<'_>) -> bool {
    let hidden = matches!(element.value().name(), "script" | "style" | "template")
        || matches!(
            element.value().id(),
            Some("section-inferences" | "section-audit")
        );
    hidden || ASIDES.iter().any(|class| has_class(element, class))
}

fn has_class(element: &ElementRef<'_>, class: &str) -> bool {
    element.value().classes().any(|own| own == class)
}
