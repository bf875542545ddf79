//! Changes between two editions as rows, runs and sentences; see [`crate::compare`].

mod passages;
mod table;

use super::caps;
use super::context::{Context, plain};
use super::data::{Also, AlsoValue, CellData, typed};
use super::tables;
use super::view::{CellView, CiteView};
use crate::compare::{Change, Comparison, Family, Kind, NoSize, Side, Size, Value, What, report};
use crate::format;
use crate::labels;
use crate::model::dataset::{Edition, Stage};
use crate::model::table::Reading;

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
        let edition = self.cx.dataset.editions.get(&side.edition);
        let anchor = edition.map_or_else(String::new, |edition| {
            caps::fragment(edition, side.entity, &side.anchor)
        });
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
        let figure = side.value.figure();
        let remarks = figure.map(|figure| figure.note.iter().chain(&figure.inferred));
        let remarks = remarks.into_iter().flatten().map(|remark| plain(remark));
        let inferred = figure.and_then(|figure| figure.inferred.as_ref());
        CellView {
            text: self.value(&side.value),
            status: status.into(),
            value,
            url: self.url(side),
            marks: inferred
                .iter()
                .map(|_| self.cx.t("mark-inferred"))
                .collect(),
            note: self.cx.messages.spaced(remarks),
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
