//! The page with the data of an edition: files, terms, how to cite, values and columns.

use std::collections::BTreeMap;

use super::{Body, Contents};
use crate::export::table::Field;
use crate::export::{self, DataFile, specs};
use crate::render::context::{Context, prose};
use crate::render::lists;
use crate::render::view::*;

/// Tables that are named one by one as those that have a column.
const FEW: usize = 6;

pub(super) fn page(cx: &Context<'_>) -> Body {
    let sections = vec![files(cx), terms(cx), values(cx), columns(cx)];
    let mut contents = Contents::default();
    for section in &sections {
        contents.add_named(section.heading.clone(), &section.id);
    }
    let title = cx.t("nav-data");
    let body = TablesBody {
        heading: title.clone(),
        label: cx.short_title(),
        intro_html: prose(&cx.t("data-intro")),
        charts: Vec::new(),
        stats: Vec::new(),
        sections,
        findings: Vec::new(),
    };
    let edition = cx.edition.title_in(cx.lang());
    let arguments = [("edition", edition), ("title", &title)];
    Body::new(cx, body, cx.say("description-page", &arguments)).contents(contents.0)
}

fn files(cx: &Context<'_>) -> SectionView {
    let data = cx.data();
    let rows = data.files.iter().map(|file| file_row(cx, file));
    let columns = vec![
        lists::words(cx, "data-head-content"),
        lists::words(cx, "data-head-format"),
        lists::numbers(cx, "data-head-rows", ""),
        lists::numbers(cx, "data-head-size", "KB"),
    ];
    let table = lists::table(
        "data-files",
        cx.t("data-table-files"),
        lists::words(cx, "data-head-file"),
        columns,
        rows.collect(),
    );
    let mut html = prose(&cx.t(match cx.is_compact() {
        true => "data-compact",
        false => "data-files-text",
    }));
    if data.without_workbook {
        html.push_str(&prose(&cx.t("data-without-workbook")));
    }
    let link = |key: &str, path: &str| Link {
        text: cx.t(key),
        url: cx.shared_url(path),
        ..Link::default()
    };
    SectionView {
        id: "files".into(),
        heading: cx.t("data-table-files"),
        html,
        tables: vec![table],
        links: match cx.is_compact() {
            true => vec![link("data-feed", export::feed::PATH)],
            false => vec![
                link("data-schema", export::SCHEMA_PATH),
                link("data-feed", export::feed::PATH),
            ],
        },
        ..SectionView::default()
    }
}

fn file_row(cx: &Context<'_>, file: &DataFile) -> RowView {
    let content = match file.table {
        Some((spec, _)) => cx.t(&format!("data-table-{}", spec.id)),
        None => cx.t(&format!("data-file-{}", file.name.replace('.', "-"))),
    };
    let format = file.name.rsplit('.').next().unwrap_or_default();
    let size = kilobytes(file.bytes);
    let cells = vec![
        lists::cell(&content),
        lists::cell(&cx.t(&format!("data-format-{format}"))),
        file.table
            .map(|(_, rows)| lists::count(rows))
            .unwrap_or_default(),
        size,
    ];
    let mut row = lists::row(&file.name, cells);
    let folder = export::folder(cx.edition.year);
    row.url = cx.shared_url(&format!("{folder}{}", file.name));
    row
}

/// A size in KB (1,000 bytes), rounded up.
fn kilobytes(bytes: u64) -> CellView {
    let mut cell = lists::count(usize::try_from(bytes.div_ceil(1_000)).unwrap_or(usize::MAX));
    cell.text = format!("{} KB", cell.text);
    cell
}

/// Terms of use, and how to cite the data and a figure.
fn terms(cx: &Context<'_>) -> SectionView {
    let site = &cx.dataset.site;
    let licences = export::licences(site).into_iter().map(|(text, url)| Link {
        text,
        url,
        ..Link::default()
    });
    let address = cx.exports.address().of(&format!("{}/", cx.edition.year));
    let citation = cx.say(
        "data-citation",
        &[
            ("publisher", site.publisher_in(cx.lang())),
            ("site", site.title_in(cx.lang())),
            ("edition", cx.edition.title_in(cx.lang())),
            ("url", &address),
        ],
    );
    let html =
        prose(&cx.t("data-terms-text")) + &prose(&citation) + &prose(&cx.t("data-cite-text"));
    SectionView {
        id: "terms".into(),
        heading: cx.t("data-terms"),
        html,
        links: licences.collect(),
        ..SectionView::default()
    }
}

/// What the fixed words of columns mean.
fn values(cx: &Context<'_>) -> SectionView {
    let words = [
        ("status", "status", specs::STATUSES),
        ("missing", "missing", specs::MISSING),
        ("marks", "mark", specs::MARKS),
        ("column_role", "role", specs::COLUMN_ROLES),
        ("measure", "measure", specs::MEASURES),
    ];
    let rows = words.iter().flat_map(|(field, kind, values)| {
        values.iter().map(move |value| {
            let meaning = cx.t(&format!("data-{kind}-{value}"));
            lists::row(value, vec![lists::cell(field), lists::cell(&meaning)])
        })
    });
    let columns = ["data-head-column", "data-head-meaning"].map(|key| lists::words(cx, key));
    let table = lists::table(
        "data-values",
        cx.t("data-values"),
        lists::words(cx, "data-head-value"),
        columns.into(),
        rows.collect(),
    );
    SectionView {
        id: "values".into(),
        heading: cx.t("data-values"),
        tables: vec![table],
        ..SectionView::default()
    }
}

/// Every column of the files of the edition, once, with the files that have it.
fn columns(cx: &Context<'_>) -> SectionView {
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut fields: Vec<&Field> = Vec::new();
    for (spec, _) in cx.data().files.iter().filter_map(|file| file.table) {
        for field in spec.fields() {
            let holders = files.entry(field.id).or_default();
            if holders.is_empty() {
                fields.push(field);
            }
            holders.push(spec.id);
        }
    }
    let all = cx.data().files.iter().filter(|file| file.table.is_some());
    let all = all.count();
    let rows = fields.into_iter().map(|field| {
        let holders = &files[field.id];
        let holders = match holders.len() {
            count if count == all => cx.t("data-every-file"),
            count if count > FEW => cx.say("data-many-files", &[("n", &count.to_string())]),
            _ => holders.join(", "),
        };
        let about = cx.messages.find(&format!("data-about-{}", field.id));
        let title = cx.t(&format!("data-field-{}", field.id));
        let meaning = match about {
            Some(about) => cx.say("data-meaning", &[("title", &title), ("about", about)]),
            None => title,
        };
        let kind = cx.t(&format!("data-type-{}", export::type_name(field.kind)));
        let cells = [kind.as_str(), &meaning, &holders].map(lists::cell);
        lists::row(field.id, cells.into())
    });
    let heads = ["data-head-type", "data-head-meaning", "data-head-files"];
    let table = lists::table(
        "data-columns",
        cx.t("data-columns"),
        lists::words(cx, "data-head-column"),
        heads.map(|key| lists::words(cx, key)).into(),
        rows.collect(),
    );
    SectionView {
        id: "columns".into(),
        heading: cx.t("data-columns"),
        html: prose(&cx.t("data-columns-text")),
        tables: vec![table],
        ..SectionView::default()
    }
}
