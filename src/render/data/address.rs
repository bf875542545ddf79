//! Where the data files of a page stand.

use crate::export::changes;
use crate::plan::Page;
use crate::render::context::Context;
use crate::render::view::FileView;

/// Folder of the data files of a page's charts.
pub(crate) const CHARTS: &str = "charts/";
/// Folder of the CSV files of a page's tables.
const TABLES: &str = "tables/";
/// The file with all tables of a page.
const JSON: &str = "data.json";
/// The same, compressed.
const PACKED_JSON: &str = "data.json.gz";

/// Name of the file with all tables of a page.
pub(crate) fn json(cx: &Context<'_>) -> &'static str {
    match cx.is_packed() {
        true => PACKED_JSON,
        false => JSON,
    }
}

/// Path of the CSV of a table, below its page. Ids come from content files, and some hold printed words: whatever could mean
/// something in a path becomes a hyphen.
pub(super) fn csv(id: &str) -> String {
    let safe = |c: char| {
        if c.is_alphanumeric() || matches!(c, '-' | '_') {
            c
        } else {
            '-'
        }
    };
    let name: String = id.chars().map(safe).collect();
    format!("{TABLES}{name}.csv")
}

/// Address of the page that a data file stands beside: `2022/projects/binds/tables/budget.csv` → `2022/projects/binds/`.
/// Nothing for paths that no data file has.
pub(crate) fn page_of(path: &str) -> Option<&str> {
    let (folder, name) = path.split_at(path.rfind('/')? + 1);
    if [JSON, PACKED_JSON, changes::CSV, changes::JSON].contains(&name) {
        return Some(folder);
    }
    let page = [CHARTS, TABLES]
        .into_iter()
        .find_map(|data| folder.strip_suffix(data))?;
    page.ends_with('/').then_some(page)
}

/// The files with the data of a table that stands on the page with this address.
pub(crate) fn downloads(cx: &Context<'_>, page: &str, table: &str) -> Vec<FileView> {
    let stem = page.trim_end_matches('/').replace('/', "-");
    let csv = csv(table);
    let name = csv.trim_start_matches(TABLES);
    let json = self::json(cx);
    let json = FileView {
        format: cx.t("chart-json"),
        url: cx.data_url(&format!("{page}{json}")),
        name: format!("{stem}{}", json.trim_start_matches("data")),
    };
    if cx.is_compact() {
        return vec![json];
    }
    let csv = FileView {
        format: cx.t("chart-csv"),
        url: cx.data_url(&format!("{page}{csv}")),
        name: format!("{stem}-{name}"),
    };
    vec![csv, json]
}

/// The page that has the data files of a page: home shows the newest edition, whose files stand beside its own page.
pub(crate) fn holder<'a>(cx: &Context<'a>) -> &'a Page {
    match cx.page.kind {
        crate::plan::PageKind::Home => {
            let edition = format!("{}/", cx.edition.year);
            cx.plan.page(&edition).unwrap_or(cx.page)
        }
        _ => cx.page,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_lead_to_their_pages() {
        for (path, page) in [
            (
                "2022/projects/binds/tables/budget.csv",
                Some("2022/projects/binds/"),
            ),
            ("2022/data.json", Some("2022/")),
            ("2022/data.json.gz", Some("2022/")),
            (
                "2022/projects/a/charts/budget.json",
                Some("2022/projects/a/"),
            ),
            ("2022/projects/mytables/budget.csv", None),
            ("tables/budget.csv", None),
            ("2022/index.html", None),
            ("data.json", None),
        ] {
            assert_eq!(page_of(path), page, "{path}");
        }
    }

    #[test]
    fn no_id_leads_elsewhere() {
        assert_eq!(csv("means-../../x y"), "tables/means-------x-y.csv");
        assert_eq!(csv("means-１"), "tables/means-１.csv");
    }
}
