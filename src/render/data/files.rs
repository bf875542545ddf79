//! The data files of a page.

use super::address::{self, csv};
use super::flat::Flat;
use super::{Tables, json};
use crate::packed;
use crate::render::context::Context;
use crate::render::view::TableView;

/// Gives every table of a page the addresses of its data files. Tables of charts have theirs beside the chart.
pub(crate) fn link(cx: &Context<'_>, body: &mut dyn Tables) {
    let holder = address::holder(cx);
    body.each(&mut |table: &mut TableView| {
        if table.data.chart.is_none() {
            table.downloads = address::downloads(cx, &holder.path, &table.id);
        }
    });
}

/// The files that stand beside the page: path and bytes. None where another page has them, and where there are no tables.
pub(crate) fn files(cx: &Context<'_>, body: &dyn Tables) -> Vec<(String, Vec<u8>)> {
    let page = address::holder(cx);
    let mut tables = Vec::new();
    body.collect(&mut tables);
    if page.path != cx.page.path || tables.is_empty() {
        return Vec::new();
    }
    let is_compact = cx.is_compact();
    if is_compact {
        // The charts themselves follow, with the same data.
        tables.retain(|table| table.data.chart.is_none());
    }
    let flats: Vec<Option<Flat>> = tables
        .iter()
        .map(|table| (!is_compact && table.data.chart.is_none()).then(|| Flat::of(cx, table)))
        .collect();
    let file = |name: &str, bytes: Vec<u8>| (format!("{}{name}", page.path), bytes);
    let with_flats = tables.iter().zip(&flats);
    let mut files: Vec<(String, Vec<u8>)> = with_flats
        .filter_map(|(table, flat)| Some(file(&csv(&table.id), flat.as_ref()?.csv().into_bytes())))
        .collect();
    let json = json::page(cx, &tables, &flats);
    let mut text = serde_json::to_vec(&json).expect("texts and numbers are JSON");
    text.push(b'\n');
    if cx.is_packed() {
        text = packed::gzip(&text);
    }
    files.push(file(address::json(cx), text));
    files
}
