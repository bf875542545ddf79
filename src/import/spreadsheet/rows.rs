//! The rows of the sheet: which project and year each is about, and the figures in it.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::grid::{Grid, Place, address};
use super::mapping::{MappedItem, Mapping};
use crate::diagnostic::Say;
use crate::import::Problem;
use crate::import::report::{Marks, Reason, Remark};
use crate::import::sums::yen;
use crate::import::tables::{Map, figure};
use crate::import::yaml::{Yaml, block};
use crate::load::cell;
use crate::model::decimal::Decimal;
use crate::model::fiscal_year::FiscalYear;
use crate::model::money::MoneyUnit;
use crate::{say, suggest};

/// The columns of the sheet that the mapping names.
pub(super) struct Columns {
    pub(super) project: u32,
    pub(super) year: u32,
    pub(super) items: Vec<u32>,
}

/// The rows of the projects: year → row.
pub(super) type Projects = BTreeMap<String, BTreeMap<FiscalYear, u32>>;

/// An import at work.
pub(super) struct Work<'a> {
    pub(super) grid: &'a Grid,
    pub(super) mapping: &'a Mapping,
    pub(super) columns: Columns,
    pub(super) problems: Vec<Problem>,
    pub(super) marks: Marks,
}

fn unit(mapping: &Mapping) -> &str {
    match (&mapping.table, &mapping.indicator) {
        (Some(table), _) => &table.unit,
        (None, Some(indicator)) => &indicator.unit,
        (None, None) => "",
    }
}

/// Half-width letters, without spaces and line breaks.
pub(super) fn folded(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

impl Work<'_> {
    fn problem(&mut self, place: Place, message: Say, help: Option<Say>) {
        let cell = address(place);
        let (ja, en) = (&message.ja, &message.en);
        let mut problem = Problem::new(
            &self.grid.name,
            None,
            say!("セル {cell}：{ja}", "cell {cell}: {en}"),
        );
        problem.help = help;
        self.problems.push(problem);
    }

    /// The rows by project and year, and how many there are. `names` are those of the seed files.
    pub(super) fn projects(&mut self, names: &[String]) -> (Projects, u64) {
        let source = self.mapping.source.clone();
        let header = self.mapping.header.unwrap_or(1).saturating_sub(1);
        if self.grid.is_hidden {
            self.marks.remark(source.clone(), 1, Remark::HiddenSheet);
        }
        let skip: BTreeSet<String> = self.mapping.skip.iter().map(|text| folded(text)).collect();
        let rows = self.grid.rows_after(header);
        let mut projects = Projects::new();
        for row in &rows {
            let id = self.grid.text((*row, self.columns.project)).to_owned();
            let line = self.grid.line(*row);
            let used = [self.columns.year]
                .into_iter()
                .chain(self.columns.items.clone());
            let is_blank = used
                .into_iter()
                .all(|c| self.grid.text((*row, c)).is_empty());
            if is_blank && id.is_empty() {
                self.marks.left(source.clone(), line, Reason::NoContent);
            } else if skip.contains(&folded(&id)) && !id.is_empty() {
                self.marks.left(source.clone(), line, Reason::Skipped);
            } else if let Some(year) = self.key(*row, &id, names) {
                let years = projects.entry(id.clone()).or_default();
                if let Some(other) = years.insert(year, *row) {
                    let other = u64::from(other) + 1;
                    let message = say!(
                        "「{id}」の{year}年度の行は{other}行目にもあります",
                        "row {other} is about `{id}` in FY{year} too"
                    );
                    self.problem((*row, self.columns.project), message, None);
                }
                self.marks.used(source.clone());
            }
        }
        (projects, rows.len() as u64)
    }

    /// The year of a row whose project and year are good.
    fn key(&mut self, row: u32, id: &str, names: &[String]) -> Option<FiscalYear> {
        let place = (row, self.columns.project);
        if id.is_empty() {
            let message = say!("ID がありません", "there is no id");
            let help = say!(
                "結合されたセルは最初のセルにしか値がありません。結合を解いて、行ごとに ID を書いてください",
                "merged cells hold their value in the first one only: unmerge them, and write the id into each row"
            );
            self.problem(place, message, Some(help));
            return None;
        }
        let ids = || names.iter().filter_map(|name| name.strip_suffix(".yaml"));
        if !ids().any(|own| own == id) {
            let folder = self.mapping.into.name();
            let message = say!(
                "{folder}/{id}.yaml がありません",
                "there is no {folder}/{id}.yaml"
            );
            let help = suggest::suggest(id, ids());
            self.problem(place, message, help);
            return None;
        }
        let place = (row, self.columns.year);
        let printed: String = self.grid.text(place).nfkc().collect();
        let year = FiscalYear::parse(printed.trim());
        if year.is_none() {
            let message = say!(
                "「{printed}」は年度として読めません",
                "`{printed}` is no fiscal year"
            );
            let help = say!(
                "2022・R4・令和4年度 のように書いてください",
                "write it as 2022, R4 or 令和4年度"
            );
            self.problem(place, message, Some(help));
        }
        year
    }

    /// The item of the list, as lines of YAML.
    pub(super) fn item(&mut self, years: &BTreeMap<FiscalYear, u32>) -> String {
        let mapping = self.mapping;
        let rows = mapping.items.iter().zip(self.columns.items.clone());
        let rows: Vec<Yaml> = rows
            .map(|(item, column)| self.row(item, column, years))
            .collect();
        let map = match (&mapping.table, &mapping.indicator) {
            (Some(table), _) => Map::new()
                .text("id", &table.id)
                .text("title", &table.title)
                .text("unit", &table.unit),
            (None, Some(indicator)) => Map::new()
                .text("id", &indicator.id)
                .text("name", &indicator.name)
                .plain("kind", indicator.kind.key())
                .text("unit", &indicator.unit),
            (None, None) => Map::new(),
        };
        let columns = years.keys().map(|year| Yaml::plain(year.0)).collect();
        let item = map.list("columns", columns).list("rows", rows).done();
        let text = block("list", &Yaml::List(vec![item]));
        text.strip_prefix("list:\n").unwrap_or_default().to_owned()
    }

    fn row(&mut self, item: &MappedItem, column: u32, years: &BTreeMap<FiscalYear, u32>) -> Yaml {
        let unit = item
            .unit
            .as_deref()
            .unwrap_or(unit(self.mapping))
            .to_owned();
        let source = self.mapping.source.clone();
        let (mut values, mut places) = (Vec::new(), Vec::new());
        for row in years.values() {
            let place = (*row, column);
            let line = self.grid.line(*row);
            if self.grid.is_formula(place) {
                self.marks.remark(source.clone(), line, Remark::Formula);
            }
            values.push(self.value(place, &unit));
            places.push(Yaml::plain(format!("{source}:{line}")));
        }
        Map::new()
            // Anchors have hyphens where seed files have underscores.
            .text("item", &item.item.key().replace('-', "_"))
            .text("id", item.id.as_deref().unwrap_or_default())
            .text("label", item.label.as_deref().unwrap_or_default())
            .text("unit", item.unit.as_deref().unwrap_or_default())
            .with("values", Yaml::List(values))
            .with("at", Yaml::List(places))
            .done()
    }

    /// A figure; what is none becomes a problem. A blank stays blank.
    fn value(&mut self, place: Place, unit: &str) -> Yaml {
        let printed = self.grid.text(place).to_owned();
        if printed.is_empty() && self.grid.is_formula(place) {
            let message = say!(
                "数式ですが、計算結果が保存されていません",
                "there is a formula, but its result was not saved"
            );
            let help = say!(
                "表計算ソフトで開いて保存し直してください",
                "open it in a spreadsheet and save it again"
            );
            self.problem(place, message, Some(help));
        }
        let text = without_separators(&printed);
        if let Err(why) = cell::read(&text) {
            let message = say!(
                "「{printed}」は数値として読めません",
                "`{printed}` cannot be read as a figure"
            );
            self.problem(place, message, Some(why.help));
        }
        let number = Decimal::parse(&text);
        if number.is_some() && MoneyUnit::parse(unit).is_some() && yen(&text, unit).is_none() {
            let message = say!(
                "{text}{unit} は円の整数になりません",
                "{text} {unit} is not a whole number of yen"
            );
            self.problem(place, message, None);
        }
        match number {
            Some(_) => figure(&text),
            None => Yaml::text(&text),
        }
    }
}

/// Half-width digits without thousands separators, where these stand at every third digit.
fn without_separators(printed: &str) -> String {
    let text: String = printed.nfkc().collect();
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix(['-', '▲', '△', '−']) {
        Some(digits) => ("-", digits.trim_start()),
        None => ("", text),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, format!(".{fraction}")),
        None => (digits, String::new()),
    };
    let groups: Vec<&str> = whole.split(',').collect();
    let is_grouped = groups.len() > 1
        && (1..=3).contains(&groups[0].len())
        && groups[1..].iter().all(|group| group.len() == 3);
    let number = match is_grouped {
        true => format!("{sign}{}{fraction}", groups.concat()),
        false => format!("{sign}{digits}"),
    };
    match Decimal::parse(&number) {
        Some(_) => number,
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_go_only_where_they_are_some() {
        for (printed, read) in [
            ("1,234", "1234"),
            ("１，２３４，５６７", "1234567"),
            ("▲ 1,234.5", "-1234.5"),
            ("△748", "-748"),
            ("53063", "53063"),
            ("12,34", "12,34"),
            (",123", ",123"),
            ("-", "-"),
            ("", ""),
            ("調査中", "調査中"),
            ("約100", "約100"),
        ] {
            assert_eq!(without_separators(printed), read, "{printed}");
        }
    }
}
