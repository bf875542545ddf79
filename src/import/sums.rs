//! Sums of amounts, read from the files and read from the seed files that were made of them: the two have to agree.

use super::yaml::Yaml;
use crate::model::decimal::Decimal;
use crate::model::quantity::Quantity;

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
        let flow = of("flow");
        sums.blocks = amounts(flow.get("blocks"), text(&flow, "unit"));
        for list in of("recipients").items() {
            let unit = text(list, "unit");
            sums.payees += amounts(list.get("rows"), unit);
            for payee in list.get("rows").map_or(&[][..], Yaml::items) {
                sums.contracts += amounts(payee.get("contracts"), unit);
            }
        }
        for list in of("cost_items").items() {
            sums.costs += amounts(list.get("items"), text(list, "unit"));
        }
        for list in of("multi_year_contracts").items() {
            sums.multi_year += amounts(list.get("rows"), text(list, "unit"));
        }
        sums
    }
}

/// Yen of a printed amount; nothing of what is no amount of money.
pub(super) fn yen(printed: &str, unit: &str) -> Option<i128> {
    let quantity = Quantity::new(Decimal::parse(printed)?, unit)?;
    quantity.yen().map(i128::from)
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
    let unit = text(table, "unit");
    values.filter_map(|value| yen(value.scalar(), unit)).sum()
}

fn amounts(list: Option<&Yaml>, unit: &str) -> i128 {
    let items = list.map_or(&[][..], Yaml::items);
    let amounts = items
        .iter()
        .filter_map(|item| yen(text(item, "amount"), unit));
    amounts.sum()
}
