//! The documents that a sheet of the whole government rests on (出典): its figures and texts come from many files.

use std::collections::BTreeSet;

use super::context::Context;
use super::data::Tables;
use super::view::{Link, ReviewBody};
use crate::model::dataset::Review;

/// Every document of the edition that the page cites, in the order of their ids.
pub(crate) fn of_sheet(cx: &Context<'_>, review: &Review, body: &ReviewBody) -> Vec<Link> {
    let mut cited = BTreeSet::from([&*review.common.citation.document]);
    let common = &review.common;
    let texts = [
        &common.facts,
        &common.texts,
        &review.self_check_results,
        &review.remarks,
    ];
    let texts = texts.into_iter().flatten();
    cited.extend(texts.map(|text| &*text.citation.document));
    let findings = review.findings.iter();
    cited.extend(findings.map(|finding| &*finding.citation.document));
    let mut tables = Vec::new();
    body.collect(&mut tables);
    for row in tables
        .iter()
        .flat_map(|table| table.rows.iter().chain(&table.more_rows))
    {
        let cells = row.cells.iter().filter_map(|cell| cell.data.place.as_ref());
        let places = row.data.places.iter().chain(cells);
        // Those of other editions are named by them.
        let own = places.filter(|place| place.edition == cx.edition.year);
        cited.extend(own.map(|place| &*place.citation.document));
    }
    let documents = cited
        .into_iter()
        .filter_map(|id| cx.edition.documents.get(id));
    documents
        .map(|document| cx.document_link(document))
        .collect()
}
