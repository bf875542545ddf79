//! Which sheets of other editions belong to a sheet (系譜), from whichever side it is declared.

use super::context::{Context, plain};
use super::lists::{self, cell, cited, row, table, words};
use super::view::{RowView, TableView};
use crate::model::dataset::{Common, Edition, Lineage};
use crate::model::lineage::Bond;
use crate::model::vocabulary::Relation;

/// The other sheets, the newest first, then what has a name only; each with the relation and the source that declares it.
pub(crate) fn table_of(cx: &Context<'_>, common: &Common) -> Option<TableView> {
    let ties = cx.plan.ground.declared().ties(cx.edition.year, &common.key);
    let tied = ties.into_iter().filter_map(|((year, key), bond)| {
        let edition = cx.dataset.editions.get(year)?;
        let other = edition.entity(key)?;
        tie(cx, common, edition, other, bond)
    });
    let named = common.lineage.iter().filter(|line| line.entity.is_none());
    let named = named.map(|line| {
        let period = line.period.as_deref().unwrap_or_default();
        let cells = vec![cell(period), cell(&cx.t(relation(line.relation)))];
        let view = row(&plain(&line.name), cells);
        cited(cx, &line.citation, line.inferred.as_ref(), view)
    });
    let rows: Vec<RowView> = tied.chain(named).collect();
    let columns = vec![words(cx, "corner-edition"), words(cx, "corner-relation")];
    (!rows.is_empty()).then(|| {
        let corner = words(cx, "head-project-name");
        table(
            "lineage",
            cx.t("table-sheet-lineage"),
            corner,
            columns,
            rows,
        )
    })
}

fn tie(
    cx: &Context<'_>,
    common: &Common,
    edition: &Edition,
    other: &Common,
    bond: Bond,
) -> Option<RowView> {
    let here = (cx.edition.year, &common.key);
    let there = (edition.year, &other.key);
    let names = |line: &&Lineage, (year, key): (i16, &String)| {
        let named = line.entity.as_ref();
        named.is_some_and(|(of, named)| *of == year && named == key)
    };
    let own = common.lineage.iter().find(|line| names(line, there));
    let own = own.map(|line| (cx.edition, line));
    let line = own.or_else(|| {
        let line = other.lineage.iter().find(|line| names(line, here))?;
        Some((edition, line))
    });
    let (declared_in, line) = line?;
    let year = edition.year.to_string();
    let is_later = cx.edition.year > edition.year;
    let cells = vec![
        cell(&cx.say("compare-edition", &[("year", &year)])),
        cell(&cx.t(word(bond, is_later))),
    ];
    let mut view = row(&cx.name(other), cells);
    view.url = cx.url(&format!("{year}/{}/", other.key));
    view.data.id = format!("{year}/{}", other.key);
    // Where the other side declares it, the source is one of its edition.
    let citation = match declared_in.year == cx.edition.year {
        true => line.citation.clone(),
        false => Context::of_edition(declared_in.year, &line.citation),
    };
    Some(lists::cited(cx, &citation, line.inferred.as_ref(), view))
}

/// What the other sheet is to this one, which is the later of the two or the earlier.
fn word(bond: Bond, is_later: bool) -> &'static str {
    match (bond, is_later) {
        (Bond::Same, _) => "relation-same",
        (Bond::Renamed, _) => "relation-renamed",
        (Bond::Split, true) => "project-relation-split_from",
        (Bond::Split, false) => "project-relation-split_into",
        (Bond::Merged, true) => "project-relation-merged_from",
        (Bond::Merged, false) => "project-relation-merged_into",
        (Bond::Succeeded, true) => "relation-predecessor",
        (Bond::Succeeded, false) => "relation-successor",
    }
}

/// A declared relation in words.
pub(crate) fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Predecessor => "relation-predecessor",
        Relation::Successor => "relation-successor",
        Relation::Same => "relation-same",
        Relation::Renamed => "relation-renamed",
        Relation::Split => "relation-split",
        Relation::Merged => "relation-merged",
    }
}
