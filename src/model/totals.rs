//! Sums over the review sheets of several projects, and what they leave out.

use super::dataset::{Common, Review};
use super::fiscal_year::FiscalYear;
use super::money::Yen;
use super::table::{Figure, RowItem};

/// The sum of one budget figure over several projects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// Sum in yen; nothing where no project has an amount, or the sum overflows.
    pub amount: Option<Yen>,
    /// Projects whose amount is in the sum.
    pub counted: usize,
    /// Projects that have no amount for the year, or one that may not be added (内数, 再掲).
    pub left_out: usize,
}

/// What several projects had to spend in a year, and what they spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Execution {
    /// Executed amounts (執行額).
    pub executed: Total,
    /// Total budgets (歳出予算現額) of the projects that have both figures.
    pub available: Total,
}

/// The figure of a year in the principal budget of a project.
pub fn figure(common: &Common, item: RowItem, year: FiscalYear) -> Option<&Figure> {
    let table = common.budgets.first()?;
    let row = table.item(item)?;
    let mut columns = table.columns.iter().zip(&row.cells);
    let (_, cell) = columns.find(|(column, _)| column.is_series() && column.year == Some(year))?;
    cell.figure()
}

/// The amount of a figure, where it may be added to others.
pub fn countable(figure: &Figure) -> Option<Yen> {
    let yen = figure.quantity()?.yen().map(Yen)?;
    figure.mark.is_none().then_some(yen)
}

/// The sum of a budget figure over projects.
pub fn total<'a>(
    reviews: impl Iterator<Item = &'a Review>,
    item: RowItem,
    year: FiscalYear,
) -> Total {
    sum(reviews.map(|review| figure(&review.common, item, year).and_then(countable)))
}

/// Budget and execution of a year over the projects that have both figures.
pub fn execution<'a>(
    reviews: impl Iterator<Item = &'a Review> + Clone,
    year: FiscalYear,
) -> Execution {
    let both = |review: &Review| {
        let amount = |item| figure(&review.common, item, year).and_then(countable);
        amount(RowItem::Executed).zip(amount(RowItem::Total))
    };
    Execution {
        executed: sum(reviews.clone().map(|review| Some(both(review)?.0))),
        available: sum(reviews.map(|review| Some(both(review)?.1))),
    }
}

/// The sum of those amounts that are known.
pub fn sum(amounts: impl Iterator<Item = Option<Yen>>) -> Total {
    let mut total = Total::default();
    let mut sum = Some(Yen(0));
    for amount in amounts {
        match amount {
            Some(amount) => {
                total.counted += 1;
                sum = sum.and_then(|sum| sum.checked_add(amount));
            }
            None => total.left_out += 1,
        }
    }
    total.amount = sum.filter(|_| total.counted > 0);
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_counted_and_never_zero() {
        let known = sum([Some(Yen(3)), None, Some(Yen(-1))].into_iter());
        assert_eq!(
            (known.amount, known.counted, known.left_out),
            (Some(Yen(2)), 2, 1)
        );
        assert_eq!(sum([None].into_iter()).amount, None);
        assert_eq!(sum([Some(Yen(0))].into_iter()).amount, Some(Yen(0)));
        let much = sum([Some(Yen(i64::MAX)), Some(Yen(1))].into_iter());
        assert_eq!((much.amount, much.counted), (None, 2));
    }
}
