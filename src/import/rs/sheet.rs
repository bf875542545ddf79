//! The rows of one project → its seed file.

use super::columns::FILES;
use super::reader::Sheets;
use super::row::Row;
use super::tables::{Map, place};
use super::{basics, budget, flow, indicators, logic, payments, review};
use crate::import::report::{Marks, Reason};
use crate::import::run::Sheet;
use crate::import::sums::Sums;
use crate::import::yaml::Yaml;

/// The rows of a project, and what becomes of them.
pub(super) struct Gathered<'a> {
    pub(super) sheets: &'a Sheets,
    pub(super) marks: Marks,
}

impl<'a> Gathered<'a> {
    /// The rows of a file that say something and can be read. They count as used; the others as left out. To be called once a
    /// file.
    pub(super) fn rows(&mut self, number: &'static str) -> Vec<&'a Row> {
        let Some(file) = FILES.iter().find(|file| file.number == number) else {
            return Vec::new();
        };
        let mut good = Vec::new();
        for row in self.sheets.of(number) {
            if row.is_blank() {
                self.marks.left(number, row.line, Reason::Blank);
            } else if row.check(file).is_err() {
                self.marks.left(number, row.line, Reason::Unreadable);
            } else {
                self.marks.used(number);
                good.push(row);
            }
        }
        good
    }
}

impl Sheets {
    /// The first row of each file, by number and line.
    pub(super) fn firsts(&self) -> Vec<(&'static str, u64)> {
        let files = FILES.iter().filter_map(|file| {
            let row = self.of(file.number).first()?;
            Some((file.number, row.line))
        });
        files.collect()
    }
}

/// Makes the seed file of a project.
pub fn sheet(sheets: &Sheets) -> Sheet {
    let mut all = Gathered {
        sheets,
        marks: Marks::default(),
    };
    let (file, line, name) = match sheets.first() {
        Some((file, row)) => (file.number, row.line, row.prefix("事業名")),
        None => ("1-1", 1, ""),
    };
    basics::other_prefixes(&mut all);
    let organisation = basics::organisation(&mut all);
    let overview = basics::overview(&mut all);
    let [policies, laws, plans] = basics::bases(&mut all);
    let budget = budget::budget(&mut all);
    let logic = logic::logic(&mut all);
    let indicators = indicators::indicators(&logic, sheets);
    let review = review::review(&mut all);
    let flow = flow::flow(&mut all);
    let payments = payments::payments(&mut all);
    let chain = |mut one: Vec<Yaml>, other: Vec<Yaml>| {
        one.extend(other);
        one
    };
    let map = Map::new()
        .with("name", Yaml::text(name))
        .with("number", Yaml::text(&sheets.id.to_string()))
        .text("source", &format!("rs{file}"))
        .plain("at", place(file, line));
    let map = match organisation {
        Some(organisation) => map.with("organisation", organisation),
        None => map,
    };
    let mut map = map
        .list("facts", chain(overview.facts, review.facts))
        .list("texts", chain(overview.texts, budget.texts))
        .list("policies", policies)
        .list("laws", laws)
        .list("plans", plans)
        .list("subsidies", basics::subsidies(&mut all))
        .list("related_projects", basics::related(&mut all))
        .list("budgets", chain(budget.tables, review.tables));
    if let Some(model) = logic.seed(&indicators.of_nodes) {
        map = map.with("logic_model", model);
    }
    map = map
        .list("indicators", indicators.seeds)
        .list("self_check_results", review.results)
        .list("findings", review.findings);
    let flow = flow.with_blocks_of(&payments);
    if let Some(flow) = flow.seed(sheets.year) {
        map = map.with("flow", flow);
    }
    if let Some(costs) = flow.indirect() {
        map = map.with("indirect_costs", costs);
    }
    map = map
        .list("recipients", payments.recipients())
        .list("cost_items", payments::costs(&mut all))
        .list("multi_year_contracts", payments::contracts(&mut all))
        .list("past_numbers", overview.past_numbers)
        .list(
            "remarks",
            chain(overview.remarks, basics::remarks(&mut all)),
        )
        .list("lists", chain(review.lists, indicators.lists));
    let keys = map.entries();
    let (id, year) = (sheets.id, sheets.year);
    Sheet {
        name: id.to_string(),
        path: format!("reviews/{id}.yaml"),
        comment: format!(
            "# yaml-language-server: $schema=../../schema/review.json\n\
             # Review sheet of fiscal year {year}, imported by `tenken import rs` (docs/IMPORT.md). Commentary goes into {id}.md.\n"
        ),
        read: Sums::of_rows(sheets),
        written: Sums::of_seed(&keys),
        keys,
        marks: all.marks,
    }
}

/// A name that is not taken: the name itself, or with the first number from 2 that is free.
pub(super) fn free(base: &str, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(base) {
        return base.to_owned();
    }
    let numbered = (2..).map(|number: u32| format!("{base}-{number}"));
    let mut free = numbered.skip_while(|name| is_taken(name));
    free.next().unwrap_or_else(|| base.to_owned())
}
