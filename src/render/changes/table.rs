//! Changes as a table.

use super::Two;
use crate::compare::{Change, Kind, What};
use crate::labels;
use crate::model::table::Row;
use crate::render::data::{Also, AlsoValue, CellData};
use crate::render::lists;
use crate::render::tables::Legend;
use crate::render::view::{CellLineView, CellView, RowView, TableView};

/// Characters that every column of a table of changes has room for.
const NARROWEST: usize = 7;

impl Two<'_, '_> {
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
        let mut legend = Legend::default();
        for (name, change) in changes {
            let sides = [&change.before, &change.after].into_iter().flatten();
            let figures = sides.filter_map(|side| side.value.figure());
            figures.for_each(|figure| legend.see(figure));
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
        view.legend = legend.lines(self.cx);
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
            group: String::new(),
            own_label: String::new(),
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
        let (open, added) = (&mut row.cells[at], &cells[at]);
        if !open.note.contains(&added.note) {
            let remarks = [open.note.as_str(), added.note.as_str()];
            let remarks = remarks.into_iter().filter(|remark| !remark.is_empty());
            open.note = self.cx.messages.spaced(remarks);
        }
        for mark in &added.marks {
            if !open.marks.contains(mark) {
                open.marks.push(mark.clone());
            }
        }
        let added = line(added);
        if open.lines.is_empty() {
            open.lines.push(line(open));
        }
        // Several figures in one cell are words in the table's data files; `changes.csv` has each.
        open.data = CellData::default();
        open.value = String::new();
        open.url = String::new();
        open.text = self.cx.say(
            "compare-and",
            &[("one", &open.text), ("other", &added.text)],
        );
        open.lines.push(added);
        for cite in self.cites(change) {
            if !row.cites.contains(&cite) {
                row.cites.push(cite);
            }
        }
    }
}

/// A cell as a line of one.
fn line(cell: &CellView) -> CellLineView {
    CellLineView {
        text: cell.text.clone(),
        url: cell.url.clone(),
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
