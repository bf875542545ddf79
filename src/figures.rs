//! Finds the figure that commentary refers to: `figure:budget/2022`, `figure:reviews/0271#budget/2021/executed`.
//!
//! A reference names what an anchor on a page names, with `/` in place of `-`. Where the row is left out, the first row
//! of the table is meant.

use crate::diagnostic::Say;
use crate::model::dataset::{Common, Dataset, Edition, Indicator};
use crate::model::table::{Cell, Figure, Table};
use crate::say;
use crate::suggest;

/// A figure that was found, with the address where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'a> {
    pub edition: &'a Edition,
    /// Entity, for example `projects/binds`; empty for the edition's own tables.
    pub entity: String,
    pub anchor: String,
    pub figure: &'a Figure,
}

/// Finds the figure that a reference names, seen from an entity of an edition.
///
/// # Errors
/// What is wrong with the reference, with the nearest one that exists.
pub fn find<'a>(
    dataset: &'a Dataset,
    edition: &'a Edition,
    entity: &str,
    reference: &str,
) -> Result<Found<'a>, Say> {
    let (target, figure) = reference
        .split_once('#')
        .map_or((None, reference), |(target, figure)| (Some(target), figure));
    let (edition, entity) = match target {
        Some(target) => other_entity(dataset, edition, target)?,
        None => (edition, entity.to_owned()),
    };
    let common = if entity.is_empty() {
        Some(&edition.body)
    } else {
        edition.entity(&entity)
    };
    let Some(common) = common else {
        let known: Vec<&str> = edition
            .entities()
            .map(|common| common.key.as_str())
            .collect();
        return Err(with_hint(
            say!("「{entity}」はありません", "`{entity}` does not exist"),
            &entity,
            &known,
        ));
    };
    let anchors = anchors(edition, common);
    let wanted = figure.replace('/', "-").to_lowercase();
    let found = anchors
        .iter()
        .find(|(anchor, _)| anchor.to_lowercase() == wanted)
        .cloned();
    match found.or_else(|| first_row(edition, common, figure)) {
        Some((anchor, figure)) => Ok(Found {
            edition,
            entity,
            anchor,
            figure,
        }),
        None => {
            let known = references(edition, common, &anchors);
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            Err(with_hint(
                say!(
                    "数値「{reference}」はありません",
                    "there is no figure `{reference}`"
                ),
                figure,
                &known,
            ))
        }
    }
}

/// What could have been meant: references to cells in full, and without the row.
fn references(edition: &Edition, common: &Common, anchors: &[(String, &Figure)]) -> Vec<String> {
    let mut known = Vec::new();
    for table in tables(edition, common) {
        for column in &table.columns {
            known.push(format!("{}/{}", table.id, column.key));
            known.extend(
                table
                    .rows
                    .iter()
                    .map(|row| format!("{}/{}/{}", table.id, column.key, row.key)),
            );
        }
    }
    known.extend(anchors.iter().map(|(anchor, _)| anchor.clone()));
    known
}

fn with_hint(message: Say, typed: &str, known: &[&str]) -> Say {
    match suggest::nearest(typed, known.iter().copied()) {
        Some(near) => Say {
            ja: format!("{}。「{near}」のことですか", message.ja),
            en: format!("{}; did you mean `{near}`?", message.en),
        },
        None => message,
    }
}

fn other_entity<'a>(
    dataset: &'a Dataset,
    edition: &'a Edition,
    target: &str,
) -> Result<(&'a Edition, String), Say> {
    let target = target.trim_matches('/');
    if let Ok(year) = target.parse::<i16>() {
        let edition = dataset.editions.get(&year);
        return edition
            .map(|edition| (edition, String::new()))
            .ok_or_else(|| no_edition(year));
    }
    let (year, key) = crate::load::split_edition(target, edition.year);
    let edition = dataset
        .editions
        .get(&year)
        .ok_or_else(|| no_edition(year))?;
    Ok((edition, key))
}

fn no_edition(year: i16) -> Say {
    say!("{year}年版はありません", "there is no edition {year}")
}

/// `table/column` without a row: the first row of the table.
fn first_row<'a>(
    edition: &'a Edition,
    common: &'a Common,
    reference: &str,
) -> Option<(String, &'a Figure)> {
    let (id, column) = reference.split_once('/')?;
    let table = tables(edition, common)
        .into_iter()
        .find(|table| table.id == id)?;
    let index = table.column(column)?;
    let row = table.rows.first()?;
    Some((anchor(table, index, &row.key), row.figure(index)?))
}

/// The anchor of a cell of a table of figures.
pub fn anchor(table: &Table, column: usize, row: &str) -> String {
    format!("{}-{}-{row}", table.id, table.columns[column].key)
}

/// Every table of figures of an entity.
pub fn tables<'a>(edition: &'a Edition, common: &'a Common) -> Vec<&'a Table> {
    let mut tables: Vec<&Table> = common.budgets.iter().collect();
    tables.extend(
        indicators(edition, common)
            .into_iter()
            .filter_map(|indicator| indicator.table.as_ref()),
    );
    if let Some(review) = edition
        .reviews
        .get(common.id())
        .filter(|review| review.common.key == common.key)
    {
        tables.extend(
            review
                .activities
                .iter()
                .filter_map(|block| block.unit_cost.as_ref()),
        );
    }
    tables
}

/// Every indicator of an entity, wherever in it they stand.
pub fn indicators<'a>(edition: &'a Edition, common: &'a Common) -> Vec<&'a Indicator> {
    let mut indicators: Vec<&Indicator> = common.indicators.iter().collect();
    if let Some(review) = edition
        .reviews
        .get(common.id())
        .filter(|review| review.common.key == common.key)
    {
        indicators.extend(review.indicators());
    }
    if let Some(objective) = edition
        .objectives
        .get(common.id())
        .filter(|objective| objective.common.key == common.key)
    {
        indicators.extend(objective.goals.iter().flat_map(|goal| &goal.indicators));
    }
    indicators
}

/// Number of the indicators of all entities of an edition.
pub fn indicator_count(edition: &Edition) -> usize {
    let own = edition.entities().map(|common| common.indicators.len());
    let of_reviews = edition.reviews.values();
    let of_reviews = of_reviews.map(|review| review.indicators().count());
    let goals = edition.objectives.values().flat_map(|one| &one.goals);
    let of_goals = goals.map(|goal| goal.indicators.len());
    own.chain(of_reviews).chain(of_goals).sum()
}

/// Every figure of an entity with its anchor on the page.
pub fn anchors<'a>(edition: &'a Edition, common: &'a Common) -> Vec<(String, &'a Figure)> {
    let mut anchors = Vec::new();
    for table in tables(edition, common) {
        for row in &table.rows {
            for (index, cell) in row.cells.iter().enumerate().take(table.columns.len()) {
                if let Cell::Figure(figure) = cell {
                    anchors.push((anchor(table, index, &row.key), &**figure));
                }
            }
        }
    }
    for indicator in indicators(edition, common) {
        if let Some(figure) = indicator
            .goal
            .as_ref()
            .and_then(|goal| goal.figure.as_ref())
        {
            anchors.push((goal_anchor(indicator), figure));
        }
    }
    review_anchors(edition, common, &mut anchors);
    portfolio_anchors(edition, common, &mut anchors);
    anchors
}

fn review_anchors<'a>(
    edition: &'a Edition,
    common: &Common,
    anchors: &mut Vec<(String, &'a Figure)>,
) {
    let Some(review) = edition
        .reviews
        .get(common.id())
        .filter(|review| review.common.key == common.key)
    else {
        return;
    };
    for block in review.flow.iter().flat_map(|flow| &flow.blocks) {
        anchors.push((block_anchor(&block.id, "amount"), &block.amount));
    }
    for list in review.indirect_costs.iter().chain(&review.cost_items) {
        for (index, item) in list.items.iter().enumerate() {
            let row = (index + 1).to_string();
            anchors.push((cost_anchor(&list.id, &row), &item.amount));
        }
        if let Some(total) = &list.total {
            anchors.push((cost_anchor(&list.id, "total"), total));
        }
    }
    let lists = [
        ("recipients", &review.recipients),
        ("contracts", &review.multi_year_contracts),
    ];
    for (prefix, lists) in lists {
        for list in lists {
            for row in &list.rows {
                let anchor = |column: &str| recipient_anchor(prefix, &list.block, row.rank, column);
                anchors.push((anchor("amount"), &row.amount));
                anchors.extend(row.bidders.as_deref().map(|f| (anchor("bidders"), f)));
                anchors.extend(row.bid_rate.as_deref().map(|f| (anchor("rate"), f)));
                for (index, contract) in row.contracts.iter().enumerate() {
                    let anchor = |column: &str| {
                        contract_anchor(prefix, &list.block, (row.rank, index + 1), column)
                    };
                    anchors.push((anchor("amount"), &contract.amount));
                    anchors.extend(contract.bidders.as_deref().map(|f| (anchor("bidders"), f)));
                    anchors.extend(contract.bid_rate.as_deref().map(|f| (anchor("rate"), f)));
                }
            }
        }
    }
}

/// The anchor of what a block of the fund flow has: its `amount`, or what it keeps (`retained`), which stands in one cell.
pub fn block_anchor(block: &str, column: &str) -> String {
    format!("flow-{}-{column}", block.to_ascii_lowercase())
}

/// The anchor of a cost item: `list` is the id of its list, `row` its number in printed order, or `total`.
pub fn cost_anchor(list: &str, row: &str) -> String {
    format!("costs-{list}-{row}-amount")
}

/// The anchor of a figure about a recipient: `prefix` is `recipients` or `contracts`, `rank` the printed one, `column` is
/// `amount`, `bidders` or `rate`.
pub fn recipient_anchor(prefix: &str, block: &str, rank: u32, column: &str) -> String {
    format!("{prefix}-{}-{rank}-{column}", block.to_ascii_lowercase())
}

/// The anchor of a figure about a contract: rank of its recipient and place of the contract, both counted from 1.
pub fn contract_anchor(
    prefix: &str,
    block: &str,
    (rank, contract): (u32, usize),
    column: &str,
) -> String {
    format!(
        "{prefix}-{}-{rank}-c{contract}-{column}",
        block.to_ascii_lowercase()
    )
}

/// The anchor of the target of an indicator.
pub fn goal_anchor(indicator: &Indicator) -> String {
    format!("{}-goal", indicator.id)
}

/// The anchor of the amount of a printed group of a portfolio.
pub fn group_anchor(group: &str) -> String {
    format!("group-{group}-amount")
}

/// The anchor of the amount of a programme of a portfolio.
pub fn program_anchor(program: &str) -> String {
    format!("programs-{program}-amount")
}

fn portfolio_anchors<'a>(
    edition: &'a Edition,
    common: &Common,
    anchors: &mut Vec<(String, &'a Figure)>,
) {
    let Some(portfolio) = edition
        .portfolios
        .get(common.id())
        .filter(|portfolio| portfolio.common.key == common.key)
    else {
        return;
    };
    for group in &portfolio.groups {
        if let Some(amount) = &group.amount {
            anchors.push((group_anchor(&group.id), amount));
        }
        for program in &group.programs {
            anchors.push((program_anchor(&program.id), &program.amount));
        }
    }
}
