//! The parts that all entities share: facts, texts, lists, notes, ids.

use std::collections::BTreeSet;

use crate::diagnostic::RuleId;
use crate::load::reader::{Here, Reader};
use crate::load::seed::{SeedAcknowledged, SeedFact, SeedList, SeedNote, SeedText};
use crate::model::dataset::{Acknowledgement, Common, List, ListRow, Text};
use crate::model::table::Note;
use crate::say;

/// Maps a list with the place of each item.
pub(super) fn each<S, T>(
    seeds: Vec<S>,
    here: &Here<'_>,
    mut map: impl FnMut(S, &Here<'_>) -> T,
) -> Vec<T> {
    seeds
        .into_iter()
        .enumerate()
        .map(|(index, seed)| map(seed, &here.index(index)))
        .collect()
}

pub(super) fn facts(reader: &mut Reader<'_>, seeds: Vec<SeedFact>, here: &Here<'_>) -> Vec<Text> {
    each(seeds, here, |seed, here| Text {
        id: None,
        heading: seed.label,
        text: seed.text,
        citation: reader.cite(&seed.at, &here.key("at")),
        inferred: seed.inferred,
    })
}

pub(super) fn texts(reader: &mut Reader<'_>, seeds: Vec<SeedText>, here: &Here<'_>) -> Vec<Text> {
    each(seeds, here, |seed, here| text(reader, seed, here))
}

pub(super) fn text(reader: &mut Reader<'_>, seed: SeedText, here: &Here<'_>) -> Text {
    if let Some(id) = &seed.id {
        check_id(reader, id, &here.key("id"));
    }
    Text {
        id: seed.id,
        heading: seed.heading,
        text: seed.text,
        citation: reader.cite(&seed.at, &here.key("at")),
        inferred: seed.inferred,
    }
}

pub(super) fn notes(reader: &mut Reader<'_>, seeds: Vec<SeedNote>, here: &Here<'_>) -> Vec<Note> {
    each(seeds, here, |seed, here| Note {
        text: seed.text,
        citation: reader.cite(&seed.at, &here.key("at")),
    })
}

pub(super) fn acknowledged(
    reader: &mut Reader<'_>,
    seeds: Vec<SeedAcknowledged>,
    root: &Here<'_>,
) -> Vec<Acknowledgement> {
    each(seeds, &root.key("acknowledged"), |seed, here| {
        Acknowledgement {
            rule: seed.rule,
            figures: seed.figures,
            reason: seed.reason,
            citation: reader.cite(&seed.at, &here.key("at")),
        }
    })
}

pub(super) fn lists(reader: &mut Reader<'_>, seeds: Vec<SeedList>, root: &Here<'_>) -> Vec<List> {
    each(seeds, &root.key("lists"), |seed, here| {
        list(reader, seed, here)
    })
}

fn list(reader: &mut Reader<'_>, seed: SeedList, here: &Here<'_>) -> List {
    check_id(reader, &seed.id, &here.key("id"));
    let width = seed.columns.len();
    let citation = reader.cite(&seed.at, &here.key("at"));
    let rows = each(seed.rows, &here.key("rows"), |row, here| {
        column_count(reader, row.cells.len(), width, &here.key("cells"));
        ListRow {
            cells: row.cells.into_iter().map(|cell| cell.0).collect(),
            citation: reader.cite(&row.at, &here.key("at")),
            inferred: row.inferred,
        }
    });
    List {
        id: seed.id,
        title: seed.title,
        columns: seed.columns,
        rows,
        notes: notes(reader, seed.notes, &here.key("notes")),
        citation,
    }
}

/// Reports a row that has more or fewer values than the table has columns.
pub(super) fn column_count(
    reader: &mut Reader<'_>,
    values: usize,
    columns: usize,
    here: &Here<'_>,
) {
    if values != columns {
        reader.report(
            RuleId::ColumnCount,
            here,
            say!(
                "値が{values}個ありますが、列は{columns}個です",
                "{values} values for {columns} columns"
            ),
            Some(say!(
                "空いた欄には \"\" を書いてください",
                "write \"\" for a blank cell"
            )),
        );
    }
}

/// Reports an id that cannot stand in an address.
pub(super) fn check_id(reader: &mut Reader<'_>, id: &str, here: &Here<'_>) {
    if !is_id(id) {
        reader.report(
            RuleId::BadId,
            here,
            say!(
                "「{id}」は ID に使えません",
                "`{id}` cannot be used as an id"
            ),
            Some(say!(
                "半角の英小文字・数字・ハイフンだけを使ってください",
                "use lower-case letters, digits and hyphens only"
            )),
        );
    }
}

/// True for lower-case letters, digits and hyphens.
pub(crate) fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Reports ids used twice; upper and lower case are the same in anchors.
pub(super) fn unique_ids<'a>(
    reader: &mut Reader<'_>,
    ids: impl Iterator<Item = &'a str>,
    here: &Here<'_>,
) {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id.to_ascii_lowercase()) {
            reader.report(
                RuleId::DuplicateId,
                here,
                say!("ID「{id}」が二度使われています", "id `{id}` is used twice"),
                Some(say!(
                    "どちらかを別の ID にしてください",
                    "give one of them another id"
                )),
            );
        }
    }
}

/// Reports anchors of an entity that are used twice.
pub(super) fn unique_anchors(reader: &mut Reader<'_>, common: &Common, more: &[String]) {
    let ids = common
        .budgets
        .iter()
        .map(|table| table.id.as_str())
        .chain(
            common
                .indicators
                .iter()
                .map(|indicator| indicator.id.as_str()),
        )
        .chain(common.lists.iter().map(|list| list.id.as_str()))
        .chain(common.texts.iter().filter_map(|text| text.id.as_deref()))
        .chain(more.iter().map(String::as_str));
    unique_ids(reader, ids, &Here::ROOT);
}
