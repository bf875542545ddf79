//! Sums of amounts, as the cells of the files say.

use super::columns::cell;
use super::reader::Sheets;
use super::row::whole;
use crate::import::sums::Sums;

impl Sums {
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
}

fn amount(text: &str) -> i128 {
    let number = whole(text).and_then(|number| number.parse().ok());
    number.unwrap_or(0)
}
