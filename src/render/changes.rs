//! Changes between two editions as rows, runs and sentences; see [`crate::compare`].

use super::context::{Context, plain};
use super::data::{Also, AlsoValue, CellData, typed};
use super::view::{CellView, CiteView, PassageView, RowView, RunView, TableView};
use super::{lists, tables};
use crate::compare::words::{Run, diff};
use crate::compare::{Change, Comparison, Family, Kind, NoSize, Side, Size, Value, What, report};
use crate::format;
use crate::labels;
use crate::model::dataset::{Edition, Stage};
use crate::model::table::{Reading, Row};
use crate::text::escape_html;

/// Characters of an unchanged run at which it is folded, and how many of them stay at each end.
const LONG: usize = 120;
const CONTEXT: usize = 40;

/// Characters that every column of a table of changes has room for.
const NARROWEST: usize = 7;

/// The context of a page about two editions.
#[derive(Clone, Copy)]
pub(crate) struct Two<'c, 'a> {
    pub(crate) cx: &'c Context<'a>,
    pub(crate) before: &'a Edition,
    pub(crate) after: &'a Edition,
}

impl<'c, 'a> Two<'c, 'a> {
    pub(crate) fn of(cx: &'c Context<'a>, comparison: &Comparison<'a>) -> Two<'c, 'a> {
        Two {
            cx,
            before: comparison.before,
            after: comparison.after,
        }
    }

    /// 「2021年版」.
    pub(crate) fn name(&self, year: i16) -> String {
        self.cx
            .say("compare-edition", &[("year", &year.to_string())])
    }

    /// The source of a side, saying which edition it belongs to.
    fn cite(&self, side: &Side<'_>) -> Option<CiteView> {
        self.cx
            .cite(&Context::of_edition(side.edition, side.citation))
    }

    fn cites(&self, change: &Change<'_>) -> Vec<CiteView> {
        let sides = [&change.before, &change.after].into_iter().flatten();
        sides.filter_map(|side| self.cite(side)).collect()
    }

    fn url(&self, side: &Side<'_>) -> String {
        let entity = match side.entity {
            "" => String::new(),
            key => format!("{key}/"),
        };
        let anchor = match side.anchor.as_str() {
            "" => String::new(),
            anchor => format!("#{anchor}"),
        };
        let path = format!("{}/{entity}", side.edition);
        if self.cx.plan.page(&path).is_none() {
            return String::new();
        }
        self.cx.url(&format!("{path}{anchor}"))
    }

    /// What one edition says, as a cell.
    fn cell(&self, side: Option<&Side<'_>>) -> CellView {
        let Some(side) = side else {
            return CellView {
                text: self.cx.t("compare-not-said"),
                status: "missing".into(),
                ..CellView::default()
            };
        };
        let (status, value) = match (&side.value, side.value.figure()) {
            (_, Some(figure)) => {
                let status = match figure.reading {
                    Reading::Settled(_) => "settled",
                    Reading::Provisional(_) => "provisional",
                    Reading::Planned(_) => "planned",
                    Reading::Missing(_) => "missing",
                };
                (status, tables::exact_value(figure))
            }
            (Value::Sum(sum), _) => ("derived", sum.value.to_string()),
            _ => ("text", String::new()),
        };
        CellView {
            text: self.value(&side.value),
            status: status.into(),
            value,
            url: self.url(side),
            data: self.data(side),
            ..CellView::default()
        }
    }

    /// The figure that one edition says, for data files.
    fn data(&self, side: &Side<'_>) -> CellData {
        match (&side.value, side.value.figure()) {
            (_, Some(figure)) => {
                let cx = self.cx.dataset.editions.get(&side.edition);
                let cx = cx.map_or(*self.cx, |edition| self.cx.in_edition(edition));
                typed::figure(&cx, figure)
            }
            (Value::Sum(sum), _) => CellData::figure(typed::computed(sum, "")),
            _ => CellData::default(),
        }
    }

    /// What one edition says, in words.
    pub(crate) fn value(&self, value: &Value<'_>) -> String {
        match value {
            Value::Figure(figure) => report::figure_text(self.cx.lang(), figure),
            Value::Goal(goal) => {
                let text = match &goal.figure {
                    Some(figure) => report::figure_text(self.cx.lang(), figure),
                    None => plain(goal.text.as_deref().unwrap_or_default()),
                };
                let due = report::due(self.cx.lang(), &goal.due);
                self.cx
                    .say("compare-noted", &[("label", &text), ("note", &due)])
            }
            Value::Sum(sum) => self.cx.say(
                "compare-sum",
                &[("sum", &format::grouped(self.cx.lang(), &sum.value))],
            ),
            Value::Text(text) => plain(text),
            Value::Period(period) => {
                let first = period.first.long(self.cx.lang());
                match period.last {
                    Some(last) => self.cx.say(
                        "period",
                        &[("first", &first), ("last", &last.long(self.cx.lang()))],
                    ),
                    None => self.cx.say("period-open", &[("first", &first)]),
                }
            }
            Value::Stage(year, stage) => {
                let stage = self.cx.t(match stage {
                    Stage::ExAnte => "stage-ex_ante",
                    Stage::Interim => "stage-interim",
                    Stage::ExPost => "stage-ex_post",
                });
                let year = year.map_or_else(
                    || self.cx.t("year-undecided"),
                    |year| year.long(self.cx.lang()),
                );
                self.cx
                    .say("compare-stage", &[("year", &year), ("stage", &stage)])
            }
        }
    }

    /// What a change is about.
    pub(crate) fn label(&self, what: &What<'_>) -> String {
        match what {
            What::Cell { column, .. } => {
                let (label, note) = labels::column(self.cx.messages, column);
                let column = match note.as_str() {
                    "" => label,
                    note => self
                        .cx
                        .say("compare-noted", &[("label", &label), ("note", note)]),
                };
                self.cx.say(
                    "compare-cell",
                    &[("row", &self.row_label(what)), ("column", &column)],
                )
            }
            What::Goal { indicator } => self.cx.say("compare-goal", &[("name", &plain(indicator))]),
            What::Indicator { name } | What::Member { name } => plain(name),
            What::Passage { heading } => plain(heading),
            What::Recipient { block, name } => self.cx.say(
                "compare-recipient",
                &[("block", &plain(block)), ("name", &plain(name))],
            ),
            What::Name => self.cx.t("compare-name"),
            What::NameEn => self.cx.t("compare-name-en"),
            What::ShortName => self.cx.t("compare-short-name"),
            What::Alias => self.cx.t("compare-alias"),
            What::Period => self.cx.t("stat-period"),
            What::Evaluation => self.cx.t("compare-evaluation"),
            What::Committee => self.cx.t("nav-committee"),
        }
    }

    /// Table and row of a cell.
    fn row_label(&self, what: &What<'_>) -> String {
        let What::Cell {
            table,
            row,
            indicator,
            ..
        } = what
        else {
            return String::new();
        };
        let label = match indicator {
            Some(kind) => labels::indicator_row(self.cx.messages, *kind, row),
            None => labels::row(self.cx.messages, row),
        };
        self.cx
            .say("compare-row", &[("table", &plain(table)), ("row", &label)])
    }

    /// Difference and rate, or why there are none.
    fn size(&self, size: &Result<Size, NoSize>) -> CellView {
        let none = |why: NoSize| CellView {
            text: match why.key() {
                "" => String::new(),
                key => self.cx.t(&format!("compare-no-size-{key}")),
            },
            status: "text".into(),
            ..CellView::default()
        };
        let size = match size {
            Ok(size) => size,
            Err(why) => return none(*why),
        };
        if size.within_rounding {
            return CellView {
                text: self.cx.t(match size.slack {
                    Some(_) => "compare-within-rounding",
                    None => "compare-same",
                }),
                status: "text".into(),
                ..CellView::default()
            };
        }
        CellView {
            text: self.size_text(size),
            status: "derived".into(),
            value: size.difference.value.to_string(),
            note: labels::formula(self.cx.messages, size.difference.formula),
            inputs: labels::inputs(self.cx.messages, &size.difference),
            data: CellData {
                also: self.size_data(size),
                ..CellData::figure(typed::computed(&size.difference, &size.unit))
            },
            ..CellView::default()
        }
    }

    /// 「+4.38億円（+50.8%）±0.505」.
    pub(crate) fn size_text(&self, size: &Size) -> String {
        let by = format::signed(self.cx.lang(), &size.difference.value);
        let by = format::with_unit(self.cx.lang(), &by, &size.unit);
        let rate = size.growth.as_ref().map(|growth| {
            let rate = format::signed(self.cx.lang(), &growth.value);
            self.cx.say("compare-rate", &[("rate", &rate)])
        });
        let slack = size.slack.map(|slack| {
            let slack = format::count(self.cx.lang(), &slack, &size.unit);
            self.cx.say("compare-slack", &[("slack", &slack)])
        });
        [Some(by), rate, slack].into_iter().flatten().collect()
    }

    /// The rate of a change, and what rounding may hide of it, for data files.
    fn size_data(&self, size: &Size) -> Vec<Also> {
        let also = |key, value, unit: &str| Also {
            key,
            label: self.cx.t(&format!("data-{key}")),
            value: AlsoValue::Number(value, unit.to_owned()),
        };
        let rate = size.growth.as_ref();
        let rate = rate.map(|growth| also("growth", growth.value, "％"));
        let slack = size.slack.map(|slack| also("slack", slack, &size.unit));
        rate.into_iter().chain(slack).collect()
    }

    /// The word of a kind.
    pub(crate) fn kind(&self, kind: Kind) -> String {
        self.cx.t(&format!("compare-kind-{}", kind.key()))
    }

    /// Changes as a table; figures of one row that only one edition has share a row. `name` gives the page of the thing, where
    /// the table is about several.
    pub(crate) fn table<'x>(
        &self,
        id: &str,
        caption: String,
        changes: impl Iterator<Item = (Option<(String, String)>, &'x Change<'x>)>,
    ) -> Option<TableView> {
        let mut rows: Vec<RowView> = Vec::new();
        let mut open: Option<(Kind, String, *const Row)> = None;
        let mut has_name = false;
        for (name, change) in changes {
            let key = gathered(change).map(|row| (change.kind, self.row_label(&change.what), row));
            if name.is_none() && key.is_some() && key == open {
                self.add(rows.last_mut(), change);
                continue;
            }
            open = key;
            has_name |= name.is_some();
            rows.push(self.row(name, change, open.is_some()));
        }
        let [before, after] = [("before", self.before.year), ("after", self.after.year)]
            .map(|(id, year)| lists::named(id, self.name(year)));
        let mut columns = vec![
            lists::words(self.cx, "compare-kind"),
            before,
            after,
            lists::words(self.cx, "compare-size"),
        ];
        if has_name {
            columns.insert(0, lists::words(self.cx, "compare-item"));
        }
        let corner = if has_name {
            "corner-name"
        } else {
            "compare-item"
        };
        let corner = lists::words(self.cx, corner);
        // Names and texts have no size.
        if rows
            .iter()
            .all(|row| row.cells.last().is_some_and(|size| size.text.is_empty()))
        {
            columns.pop();
            rows.iter_mut().for_each(|row| drop(row.cells.pop()));
        }
        let mut view = lists::table(id, caption, corner, columns, rows);
        view.has_sources = true;
        // Words of kinds and amounts with their units do not break.
        for column in &mut view.columns {
            column.longest = column.longest.max(NARROWEST);
        }
        (!view.rows.is_empty()).then_some(view)
    }

    fn row(&self, name: Option<(String, String)>, change: &Change<'_>, is_open: bool) -> RowView {
        let label = if is_open && name.is_none() {
            self.row_label(&change.what)
        } else {
            self.label(&change.what)
        };
        let mut cells = vec![
            lists::cell(&self.kind(change.kind)),
            self.cell(change.before.as_ref()),
            self.cell(change.after.as_ref()),
            self.size(&change.size),
        ];
        if matches!(change.what, What::Indicator { .. }) {
            // The name stands in the heading of the row.
            for cell in cells.iter_mut().filter(|cell| !cell.url.is_empty()) {
                cell.text = self.cx.t("compare-said");
            }
        }
        if is_open && name.is_none() {
            self.with_column(&mut cells, change);
        }
        let (label, url) = match name {
            Some((name, url)) => {
                cells.insert(0, lists::cell(&label));
                (name, url)
            }
            None => (label, String::new()),
        };
        RowView {
            url,
            cites: self.cites(change),
            ..lists::row(&label, cells)
        }
    }

    /// Puts the year after the value of a row that gathers several.
    fn with_column(&self, cells: &mut [CellView], change: &Change<'_>) {
        let What::Cell { column, .. } = &change.what else {
            return;
        };
        let (label, note) = labels::column(self.cx.messages, column);
        let year = column
            .year
            .filter(|year| label == year.long(self.cx.lang()));
        let label = year.map_or(label, |year| year.short(self.cx.lang()));
        let label = match note.as_str() {
            "" => label,
            note => self
                .cx
                .say("compare-noted", &[("label", &label), ("note", note)]),
        };
        let at = if change.before.is_some() { 1 } else { 2 };
        cells[at].data.also.extend(column.year.map(|year| Also {
            key: "fiscal_year",
            label: self.cx.t("corner-year"),
            value: AlsoValue::Year(year),
        }));
        cells[at].text = self.cx.say(
            "compare-of-year",
            &[("year", &label), ("value", &cells[at].text)],
        );
    }

    fn add(&self, row: Option<&mut RowView>, change: &Change<'_>) {
        let Some(row) = row else { return };
        let mut cells = vec![
            CellView::default(),
            self.cell(change.before.as_ref()),
            self.cell(change.after.as_ref()),
        ];
        self.with_column(&mut cells, change);
        let at = if change.before.is_some() { 1 } else { 2 };
        let text = std::mem::take(&mut cells[at].text);
        // Several figures in one cell are words in data files too.
        row.cells[at].data = CellData::default();
        row.cells[at].value = String::new();
        row.cells[at].text = self.cx.say(
            "compare-and",
            &[("one", &row.cells[at].text), ("other", &text)],
        );
        for cite in self.cites(change) {
            if !row.cites.contains(&cite) {
                row.cites.push(cite);
            }
        }
    }

    /// A text that changed, word by word.
    pub(crate) fn passage(&self, change: &Change<'_>, id: String) -> PassageView {
        let text = |side: &Option<Side<'_>>| match side.as_ref().map(|side| &side.value) {
            Some(Value::Text(text)) => plain(text),
            _ => String::new(),
        };
        let (before, after) = (text(&change.before), text(&change.after));
        PassageView {
            id,
            heading: self.label(&change.what),
            kind: change.kind.key().to_owned(),
            kind_text: self.kind(change.kind),
            runs: self.runs(&before, &after, change.kind),
            cites: self.cites(change),
        }
    }

    fn runs(&self, before: &str, after: &str, kind: Kind) -> Vec<RunView> {
        let mut views = Vec::new();
        match kind {
            Kind::Added => self.whole(&mut views, "inserted", after),
            Kind::Removed => self.whole(&mut views, "deleted", before),
            _ => {
                let runs = diff(before, after);
                let last = runs.len().saturating_sub(1);
                for (index, one) in runs.into_iter().enumerate() {
                    match one {
                        Run::Deleted(text) => views.push(run("deleted", &text)),
                        Run::Inserted(text) => views.push(run("inserted", &text)),
                        Run::Same(text) => self.same(&mut views, &text, index == 0, index == last),
                    }
                }
            }
        }
        views
    }

    /// A text that one edition alone has: its beginning, and the rest folded.
    fn whole(&self, views: &mut Vec<RunView>, kind: &str, text: &str) {
        let all: Vec<char> = text.chars().collect();
        if all.len() <= 2 * LONG {
            views.push(run(kind, text));
            return;
        }
        views.push(run(kind, &all[..LONG].iter().collect::<String>()));
        let rest: String = all[LONG..].iter().collect();
        let count = (all.len() - LONG).to_string();
        views.push(RunView {
            label: self.cx.say("compare-rest", &[("n", &count)]),
            ..run("folded", &rest)
        });
    }

    /// An unchanged run; of a long one, only what stands beside a change is shown open.
    fn same(&self, views: &mut Vec<RunView>, text: &str, is_first: bool, is_last: bool) {
        let all: Vec<char> = text.chars().collect();
        let part = |kind: &str, part: &[char]| run(kind, &part.iter().collect::<String>());
        if all.len() <= LONG {
            views.push(run("same", text));
            return;
        }
        let head = if is_first { 0 } else { CONTEXT };
        let tail = all.len() - if is_last { 0 } else { CONTEXT };
        if head > 0 {
            views.push(part("same", &all[..head]));
        }
        let count = (tail - head).to_string();
        views.push(RunView {
            label: self.cx.say("compare-folded", &[("n", &count)]),
            ..part("folded", &all[head..tail])
        });
        if tail < all.len() {
            views.push(part("same", &all[tail..]));
        }
    }

    /// Counts of kinds in words: 「改定2件、確定4件」; kinds that do not occur are left out.
    pub(crate) fn counts<'x>(
        &self,
        changes: impl Iterator<Item = &'x Change<'x>> + Clone,
    ) -> String {
        let parts = Kind::ALL.into_iter().filter_map(|kind| {
            let count = changes.clone().filter(|change| change.kind == kind).count();
            (count > 0).then(|| {
                let arguments = [("kind", &*self.kind(kind)), ("n", &*count.to_string())];
                self.cx.say("compare-count", &arguments)
            })
        });
        parts
            .reduce(|one, other| {
                self.cx
                    .say("compare-and", &[("one", &one), ("other", &other)])
            })
            .unwrap_or_default()
    }

    /// The heading of a family.
    pub(crate) fn family(&self, family: Family) -> String {
        self.cx.t(&format!("compare-family-{}", family.key()))
    }
}

/// A run of a text.
fn run(kind: &str, text: &str) -> RunView {
    RunView {
        kind: kind.to_owned(),
        html: escape_html(text).replace('\n', "<br>"),
        label: String::new(),
    }
}

/// The row of a figure that only one edition has.
fn gathered(change: &Change<'_>) -> Option<*const Row> {
    match &change.what {
        What::Cell { row, .. } if matches!(change.kind, Kind::Added | Kind::Removed) => {
            Some(std::ptr::from_ref(*row))
        }
        _ => None,
    }
}
