//! Sums of amounts, read from the files and read from the seed files that were made of them: the two have to agree.

use super::columns::cell;
use super::reader::Sheets;
use super::row::whole;
use crate::import::yaml::Yaml;

/// Sums in yen. Levels of payments are not added to each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// Initial budgets (当初予算（合計）) of all years.
    pub initial: i128,
    /// Executed amounts (執行額（合計）) of all years.
    pub executed: i128,
    /// Amounts of blocks (ブロックの合計支出額).
    pub blocks: i128,
    /// Amounts of payees (支出先の合計支出額).
    pub payees: i128,
    /// Amounts of contracts (金額).
    pub contracts: i128,
    /// Cost items (費目・使途).
    pub costs: i128,
    /// Contracts over several years (契約額).
    pub multi_year: i128,
}

impl Sums {
    /// Names in JSON with the values.
    pub fn all(&self) -> [(&'static str, i128); 7] {
        [
            ("initial", self.initial),
            ("executed", self.executed),
            ("blocks", self.blocks),
            ("payees", self.payees),
            ("contracts", self.contracts),
            ("costs", self.costs),
            ("multi_year", self.multi_year),
        ]
    }

    /// Adds the sums of another project.
    pub fn add(&mut self, other: &Sums) {
        self.initial += other.initial;
        self.executed += other.executed;
        self.blocks += other.blocks;
        self.payees += other.payees;
        self.contracts += other.contracts;
        self.costs += other.costs;
        self.multi_year += other.multi_year;
    }

    /// Of the cells of the files, whatever became of their rows.
    pub(super) fn of_rows(sheets: &Sheets) -> Sums {
        let mut sums = Sums::default();
        for row in sheets.of("2-1") {
            sums.initial += amount(cell!(row, BUDGET, "当初予算（合計）"));
            sums.executed += amount(cell!(row, BUDGET, "執行額（合計）"));
        }
        for row in sheets.of("5-1") {
            sums.blocks += amount(cell!(row, PAYMENTS, "ブロックの合計支出額"));
            sums.payees += amount(cell!(row, PAYMENTS, "支出先の合計支出額"));
            sums.contracts += amount(cell!(row, PAYMENTS, "金額"));
        }
        for row in sheets.of("5-3") {
            sums.costs += amount(cell!(row, COSTS, "金額"));
        }
        for row in sheets.of("5-4") {
            sums.multi_year += amount(cell!(
                row,
                CONTRACTS,
                "契約額（国庫債務負担行為等による契約）"
            ));
        }
        sums
    }

    /// Of the figures of a seed file.
    pub(super) fn of_seed(keys: &[(&'static str, Yaml)]) -> Sums {
        let of = |key: &str| {
            let found = keys.iter().find(|(name, _)| *name == key);
            found
                .map_or(&Yaml::List(Vec::new()), |(_, value)| value)
                .clone()
        };
        let mut sums = Sums::default();
        let budgets = of("budgets");
        let principal = budgets
            .items()
            .iter()
            .find(|table| text(table, "id") == "budget");
        if let Some(table) = principal {
            sums.initial = row(table, "initial");
            sums.executed = row(table, "executed");
        }
        sums.blocks = amounts(of("flow").get("blocks"));
        for list in of("recipients").items() {
            sums.payees += amounts(list.get("rows"));
            for payee in list.get("rows").map_or(&[][..], Yaml::items) {
                sums.contracts += amounts(payee.get("contracts"));
            }
        }
        for list in of("cost_items").items() {
            sums.costs += amounts(list.get("items"));
        }
        for list in of("multi_year_contracts").items() {
            sums.multi_year += amounts(list.get("rows"));
        }
        sums
    }
}

fn amount(text: &str) -> i128 {
    let number = whole(text).and_then(|number| number.parse().ok());
    number.unwrap_or(0)
}

fn text<'a>(map: &'a Yaml, key: &str) -> &'a str {
    map.get(key).map_or("", Yaml::scalar)
}

/// The sum of a row of the table of totals over its years, without what is requested.
fn row(table: &Yaml, item: &str) -> i128 {
    let years = table.get("columns").map_or(&[][..], Yaml::items);
    let years = years
        .iter()
        .filter(|column| column.get("requested").is_none());
    let rows = table.get("rows").map_or(&[][..], Yaml::items);
    let own = rows.iter().find(|row| text(row, "item") == item);
    let values = own.and_then(|row| row.get("values"));
    let values = values
        .map_or(&[][..], Yaml::items)
        .iter()
        .take(years.count());
    values.map(|value| amount(value.scalar())).sum()
}

fn amounts(list: Option<&Yaml>) -> i128 {
    let items = list.map_or(&[][..], Yaml::items);
    items.iter().map(|item| amount(text(item, "amount"))).sum()
}
