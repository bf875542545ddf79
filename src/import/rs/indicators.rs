//! Indicators of outputs and outcomes with their years: file 3-1.

use std::collections::BTreeMap;

use super::columns::{PREFIX, RESULTS, cell};
use super::logic::Logic;
use super::reader::Sheets;
use super::row::Row;
use super::tables::{Map, figure, heading, list, list_row, place};
use crate::import::yaml::Yaml;
use crate::model::vocabulary::LogicKind;

/// Indicators, and which node of the logic model each measures.
#[derive(Debug, Default)]
pub(super) struct Indicators {
    pub(super) seeds: Vec<Yaml>,
    /// The first indicator of each node.
    pub(super) of_nodes: BTreeMap<String, String>,
    pub(super) lists: Vec<Yaml>,
}

/// The rows of one indicator: target year, target, actual value, achievement.
struct Group<'a> {
    node: &'a str,
    kind: LogicKind,
    rows: Vec<&'a Row>,
}

/// What the rows of one indicator have in common.
fn same(one: &Row, other: &Row) -> bool {
    let first = PREFIX.len() + 3;
    let last = PREFIX.len() + RESULTS.len() - 1;
    (first..last).all(|place| one.text(place) == other.text(place))
}

pub(super) fn indicators(logic: &Logic<'_>, sheets: &Sheets) -> Indicators {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (node, kind, row) in &logic.results {
        let open = groups.last_mut().filter(|group| {
            let is_new = |old: &&Row| measure(old) == measure(row);
            group.node == node
                && group.rows.first().is_some_and(|first| same(first, row))
                && !group.rows.iter().any(is_new)
        });
        match open {
            Some(group) => group.rows.push(row),
            None => groups.push(Group {
                node,
                kind: *kind,
                rows: vec![row],
            }),
        }
    }
    let mut found = Indicators::default();
    let mut taken: Vec<String> = Vec::new();
    for group in &groups {
        let id = super::sheet::free(group.node, |id| taken.iter().any(|known| known == id));
        taken.push(id.clone());
        found.seeds.push(group.seed(&id, &sheets.years));
        found.of_nodes.entry(group.node.to_owned()).or_insert(id);
    }
    found.lists.extend(decisions(logic));
    found
}

/// Cabinet decisions and the like that set indicators of the project.
fn decisions(logic: &Logic<'_>) -> Option<Yaml> {
    let results = logic.results.iter().map(|(_, _, row)| row);
    let mut seen = Vec::new();
    let rows = logic.activities.iter().chain(results).filter_map(|row| {
        let cells = [
            cell!(
                row,
                RESULTS,
                "事業に関連するKPIが定められている閣議決定等の名称"
            ),
            cell!(
                row,
                RESULTS,
                "事業に関連するKPIが定められている閣議決定等の該当箇所"
            ),
            cell!(
                row,
                RESULTS,
                "事業に関連するKPIが定められている閣議決定等のURL"
            ),
        ];
        if seen.contains(&cells) {
            return None;
        }
        seen.push(cells);
        list_row(&cells, ("3-1", row.line))
    });
    let title = "事業に関連するKPIが定められている閣議決定等";
    list(
        "kpi-decisions",
        title,
        &["名称", "該当箇所", "URL"],
        rows.collect(),
    )
}

/// Which of the four rows of an indicator it is: `2.目標値` without its number.
fn measure(row: &Row) -> &str {
    let text = cell!(row, RESULTS, "目標年度／目標値／実績値／達成率");
    text.trim()
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
}

impl Group<'_> {
    fn row(&self, name: &str) -> Option<&Row> {
        self.rows.iter().find(|row| measure(row) == name).copied()
    }

    fn seed(&self, id: &str, years: &[i16]) -> Yaml {
        let row = self.rows[0];
        let aim = cell!(row, RESULTS, "アクティビティ／活動目標／成果目標");
        let name = match cell!(row, RESULTS, "活動指標／成果指標") {
            "" => aim,
            name => name,
        };
        let direction = match cell!(row, RESULTS, "改善の上向き／下向き") {
            "上がると良い指標" => "at_least",
            "下がると良い指標" => "at_most",
            _ => "",
        };
        let used: Vec<(usize, i16)> = years
            .iter()
            .enumerate()
            .filter(|(at, _)| {
                let rows = ["目標値", "実績値", "達成率"].map(|name| self.row(name));
                let mut rows = rows.into_iter().flatten();
                rows.any(|row| !value(row, *at).is_empty())
            })
            .map(|(at, year)| (at, *year))
            .collect();
        let columns = used.iter().map(|(_, year)| Yaml::plain(year)).collect();
        let rows = match used.is_empty() {
            true => Vec::new(),
            false => self.figures(&used),
        };
        let map = Map::new()
            .text("id", id)
            .with("name", Yaml::text(name))
            .text("kind", self.kind.key())
            .text("aim", aim)
            .text("unit", cell!(row, RESULTS, "単位"))
            .text("direction", direction)
            .list("columns", columns)
            .list("rows", rows);
        let map = match self.due(years) {
            Some(due) => map.with("goal", due),
            None => map,
        };
        map.list("texts", texts(row)).at("3-1", row.line).done()
    }

    fn figures(&self, used: &[(usize, i16)]) -> Vec<Yaml> {
        let items = [
            ("目標値", "target"),
            ("実績値", "actual"),
            ("達成率", "achievement"),
        ];
        let rows = items.into_iter().filter_map(|(name, item)| {
            let row = self.row(name)?;
            let values: Vec<&str> = used.iter().map(|(at, _)| value(row, *at)).collect();
            if values.iter().all(|value| value.is_empty()) {
                return None;
            }
            let values = values.into_iter().map(figure).collect();
            let unit = if item == "achievement" { "％" } else { "" };
            let map = Map::new()
                .text("item", item)
                .text("unit", unit)
                .with("values", Yaml::List(values));
            Some(map.at("3-1", row.line).done())
        });
        rows.collect()
    }

    /// The years that are marked as the target's (目標年度).
    fn due(&self, years: &[i16]) -> Option<Yaml> {
        let row = self.row("目標年度")?;
        let marked = years
            .iter()
            .enumerate()
            .filter(|(at, _)| !value(row, *at).is_empty());
        let marked: Vec<i16> = marked.map(|(_, year)| *year).collect();
        let due = match marked[..] {
            [] => return None,
            [year] => Yaml::plain(year),
            _ => {
                let years: Vec<String> = marked.iter().map(|year| format!("{year}年度")).collect();
                Yaml::text(&years.join("、"))
            }
        };
        let map = Map::new().with("due", due);
        Some(map.plain("at", place("3-1", row.line)).done())
    }
}

/// The cell of a year.
fn value(row: &Row, year: usize) -> &str {
    row.text(PREFIX.len() + RESULTS.len() + year).trim()
}

fn texts(row: &Row) -> Vec<Yaml> {
    let texts = [
        ("成果目標の種類", cell!(row, RESULTS, "成果目標の種類")),
        (
            "改善の上向き／下向き",
            match cell!(row, RESULTS, "改善の上向き／下向き") {
                "上がると良い指標" | "下がると良い指標" => "",
                other => other,
            },
        ),
        (
            "成果実績及び目標値の根拠として用いた統計・データ名（出典）",
            cell!(
                row,
                RESULTS,
                "成果実績及び目標値の根拠として用いた統計・データ名（出典）"
            ),
        ),
        (
            "定性的なアウトカム目標を設定している理由",
            cell!(row, RESULTS, "定性的なアウトカム目標を設定している理由"),
        ),
        (
            "定性的なアウトカムに関する成果実績",
            cell!(row, RESULTS, "定性的なアウトカムに関する成果実績"),
        ),
    ];
    let texts = texts.into_iter();
    texts
        .filter_map(|(title, text)| heading("", title, text, ("3-1", row.line)))
        .collect()
}
