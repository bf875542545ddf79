//! The list of frozen editions, and the record of their amendments.

use super::Body;
use crate::model::snapshot::{Amendment, Change, Snapshot};
use crate::render::context::{Context, day, prose};
use crate::render::lists;
use crate::render::view::*;

/// Characters of a checksum that a table shows; the whole stands in the list of files that is linked.
const SHORT: usize = 16;

/// Every frozen edition: what, when, made by what, how to cite and to verify it.
pub(super) fn archive(cx: &Context<'_>) -> Body {
    let snapshots = &cx.dataset.snapshots;
    let mut sections = vec![SectionView {
        tables: vec![overview(cx, snapshots)],
        ..SectionView::default()
    }];
    sections.extend(snapshots.iter().rev().map(|snapshot| section(cx, snapshot)));
    sections.push(verification(cx));
    page(cx, "nav-archive", "archive-intro", sections)
}

fn page(cx: &Context<'_>, heading: &str, intro: &str, sections: Vec<SectionView>) -> Body {
    let body = TablesBody {
        heading: cx.t(heading),
        label: cx.dataset.site.title_in(cx.lang()).to_owned(),
        intro_html: prose(&cx.t(intro)),
        stats: Vec::new(),
        charts: Vec::new(),
        sections,
        findings: Vec::new(),
    };
    Body::new(cx, body, cx.t(intro))
}

fn title(cx: &Context<'_>, snapshot: &Snapshot) -> String {
    let (year, title) = (snapshot.year.to_string(), snapshot.title.as_str());
    match snapshot.revision {
        1 => cx.say("snapshot-title", &[("year", &year), ("title", title)]),
        revision => {
            let n = (revision - 1).to_string();
            let arguments = [("year", year.as_str()), ("title", title), ("n", &n)];
            cx.say("snapshot-amended", &arguments)
        }
    }
}

fn overview(cx: &Context<'_>, snapshots: &[Snapshot]) -> TableView {
    let bytes = |value: u64| lists::count(usize::try_from(value).unwrap_or(usize::MAX));
    let rows = snapshots.iter().rev().map(|snapshot| {
        let date = snapshot
            .date
            .map_or_else(|| cx.t("snapshot-no-date"), |date| day(date, cx.lang()));
        let cells = vec![
            lists::cell(&date),
            lists::cell(&format!("tenken {}", snapshot.tool)),
            lists::count(snapshot.files),
            bytes(snapshot.bytes),
        ];
        let mut row = lists::row(&title(cx, snapshot), cells);
        row.url = cx.shared_url(&format!("archive/{}/", snapshot.name));
        row
    });
    let columns = vec![
        lists::words(cx, "head-frozen-on"),
        lists::words(cx, "head-tool"),
        lists::numbers(cx, "head-files", ""),
        lists::numbers(cx, "head-bytes", ""),
    ];
    lists::table(
        "snapshots-table",
        cx.t("table-snapshots"),
        lists::words(cx, "corner-snapshot"),
        columns,
        rows.collect(),
    )
}

fn section(cx: &Context<'_>, snapshot: &Snapshot) -> SectionView {
    let name = &snapshot.name;
    let link = |key: &str, path: String| Link {
        text: cx.t(key),
        url: cx.shared_url(&path),
        ..Link::default()
    };
    let mut links = vec![link("snapshot-open", format!("archive/{name}/"))];
    if snapshot.has_zip {
        links.push(link("snapshot-zip", format!("archive/{name}.zip")));
    }
    links.push(link(
        "snapshot-manifest",
        format!("archive/{name}-bag/manifest-sha256.txt"),
    ));
    links.push(link(
        "snapshot-info",
        format!("archive/{name}-bag/bag-info.txt"),
    ));
    if snapshot.amendment.is_some() {
        links.push(Link {
            text: cx.t("nav-corrections"),
            url: cx.url(&format!("corrections/#c-{name}")),
            ..Link::default()
        });
    }
    let lines = [
        cx.say("snapshot-citation", &[("citation", &snapshot.citation)]),
        format!("{}：{}", cx.t("head-manifest"), snapshot.manifest),
    ];
    SectionView {
        id: format!("s-{name}"),
        heading: title(cx, snapshot),
        url: cx.shared_url(&format!("archive/{name}/")),
        html: lines.iter().map(|line| prose(line)).collect(),
        links,
        ..SectionView::default()
    }
}

fn verification(cx: &Context<'_>) -> SectionView {
    // The page exists only where something is frozen.
    let newest = cx.dataset.snapshots.last();
    let name = newest.map_or("", |snapshot| snapshot.name.as_str());
    let lines = [
        cx.t("verify-text"),
        cx.say("verify-tool", &[("name", name)]),
        cx.t("verify-plain"),
        cx.t("verify-manifest"),
    ];
    SectionView {
        id: "section-verify".into(),
        heading: cx.t("section-verify"),
        html: lines.iter().map(|line| prose(line)).collect(),
        ..SectionView::default()
    }
}

/// Every amendment, newest first: what, why, when, and the checksums of both snapshots.
pub(super) fn corrections(cx: &Context<'_>) -> Body {
    let snapshots = cx.dataset.snapshots.iter().rev();
    let mut amended: Vec<(&Snapshot, &Amendment)> = snapshots
        .filter_map(|snapshot| Some((snapshot, snapshot.amendment.as_ref()?)))
        .collect();
    amended.sort_by_key(|(_, amendment)| std::cmp::Reverse(amendment.date));
    let mut sections: Vec<SectionView> = amended
        .into_iter()
        .map(|(snapshot, amendment)| correction(cx, snapshot, amendment))
        .collect();
    if sections.is_empty() {
        sections.push(SectionView {
            html: prose(&cx.t("corrections-none")),
            ..SectionView::default()
        });
    }
    page(cx, "nav-corrections", "corrections-intro", sections)
}

fn correction(cx: &Context<'_>, snapshot: &Snapshot, amendment: &Amendment) -> SectionView {
    let name = &snapshot.name;
    let heading = cx.say(
        "correction-heading",
        &[
            ("year", &snapshot.year.to_string()),
            ("n", &(snapshot.revision - 1).to_string()),
            ("date", &day(amendment.date, cx.lang())),
        ],
    );
    let lines = [
        cx.say("correction-reason", &[("reason", &amendment.reason)]),
        cx.say(
            "correction-manifests",
            &[
                ("before", &amendment.previous),
                ("after", &snapshot.manifest),
            ],
        ),
    ];
    let before = cx
        .dataset
        .snapshots
        .iter()
        .find(|other| other.manifest == amendment.previous);
    let link = |key: &str, snapshot: &Snapshot| Link {
        text: cx.t(key),
        url: cx.shared_url(&format!("archive/{}/", snapshot.name)),
        ..Link::default()
    };
    let mut links = vec![link("correction-after", snapshot)];
    links.extend(before.map(|before| link("correction-before", before)));
    SectionView {
        id: format!("c-{name}"),
        heading,
        html: lines.iter().map(|line| prose(line)).collect(),
        tables: vec![changes(cx, name, &amendment.changes)],
        links,
        ..SectionView::default()
    }
}

fn changes(cx: &Context<'_>, name: &str, changes: &[Change]) -> TableView {
    let short = |hash: &Option<String>| {
        let text = hash.as_deref().unwrap_or("-");
        lists::cell(&text.chars().take(SHORT).collect::<String>())
    };
    let rows = changes.iter().map(|change| {
        let kind = match (&change.before, &change.after) {
            (Some(_), Some(_)) => "change-amended",
            (None, _) => "change-added",
            (_, None) => "change-removed",
        };
        let cells = vec![
            lists::cell(&cx.t(kind)),
            short(&change.before),
            short(&change.after),
        ];
        lists::row(&change.path, cells)
    });
    let columns = vec![
        lists::words(cx, "head-change"),
        lists::words(cx, "head-before"),
        lists::words(cx, "head-after"),
    ];
    lists::table(
        &format!("changes-{name}"),
        cx.t("table-changed-files"),
        lists::words(cx, "corner-file"),
        columns,
        rows.collect(),
    )
}
