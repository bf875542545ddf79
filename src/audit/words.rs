//! Words of the trade in labels and formulas.

use crate::diagnostic::Say;
use crate::model::fiscal_year::FiscalYear;
use crate::model::table::{Column, ColumnRole, Row, RowItem};
use crate::say;

/// Characters of a name that a label shows.
const SHOWN: usize = 24;

/// What a row measures, in both languages.
pub(super) fn item(item: RowItem) -> (&'static str, &'static str) {
    match item {
        RowItem::Initial => ("当初予算", "initial budget"),
        RowItem::Supplementary => ("補正予算", "supplementary budget"),
        RowItem::CarriedIn => ("前年度から繰越し", "carried in"),
        RowItem::CarriedOut => ("翌年度へ繰越し", "carried out"),
        RowItem::Reserve => ("予備費等", "reserve funds"),
        RowItem::Total => ("計", "total"),
        RowItem::CarriedForward => ("翌年度への繰越し", "carried forward"),
        RowItem::NextRequest => ("翌年度要求額", "request for the next year"),
        RowItem::NextWish => ("翌年度要望額", "next year’s wish beyond the request"),
        RowItem::Executed => ("執行額", "executed"),
        RowItem::ExecutionRate => ("執行率", "execution rate"),
        RowItem::ExecutionRateInitial => (
            "当初予算＋補正予算に対する執行額の割合",
            "executed against initial and supplementary budget",
        ),
        RowItem::LineItem => ("歳出予算目", "line item"),
        RowItem::Amount => ("予算額", "budget"),
        RowItem::InHouse => ("インハウス研究機関経費", "in-house research"),
        RowItem::Planned => ("当初見込み", "planned"),
        RowItem::Actual => ("実績", "actual"),
        RowItem::Target | RowItem::AnnualTarget => ("目標値", "target"),
        RowItem::Achievement => ("達成度", "achievement"),
        RowItem::UnitCost => ("単位当たりコスト", "unit cost"),
        RowItem::Formula => ("計算式", "formula"),
        RowItem::Other => ("その他", "other"),
    }
}

/// A column as readers meet it: 「2021年度」「2023年度（要求）」「基準値」.
pub(super) fn column(column: &Column) -> (String, String) {
    let year = |ja: &str, en: &str| match column.year {
        Some(FiscalYear(year)) => (format!("{year}年度{ja}"), format!("FY{year}{en}")),
        None => (column.key.clone(), column.key.clone()),
    };
    match column.role {
        ColumnRole::Year => year("", ""),
        ColumnRole::Requested => year("（要求）", " requested"),
        ColumnRole::Draft => year("（案）", " draft"),
        ColumnRole::Planned => year("（見込み）", " planned"),
        ColumnRole::Provisional => year("（速報）", " provisional"),
        ColumnRole::Baseline => ("基準値".into(), "baseline".into()),
        ColumnRole::Interim => ("中間目標".into(), "interim target".into()),
        ColumnRole::Final => ("目標最終年度".into(), "final year".into()),
        ColumnRole::Other => (column.key.clone(), column.key.clone()),
    }
}

/// The label of a cell: 「執行額（2021年度）」, with the name of its indicator where it has one.
pub(crate) fn cell(owner: Option<&str>, row: &Row, at: &Column) -> Say {
    let (item_ja, item_en) = item(row.item);
    let is_named = matches!(
        row.item,
        RowItem::LineItem
            | RowItem::Amount
            | RowItem::Supplementary
            | RowItem::Initial
            | RowItem::Other
    );
    let label = row.label.as_deref().filter(|_| is_named).map(short);
    let (column_ja, column_en) = column(at);
    let owner = owner.map(short);
    let quoted = |quotes: (&str, &str)| {
        let (begin, end) = quotes;
        let name = owner.as_ref();
        name.map_or(String::new(), |name| format!("{begin}{name}{end}"))
    };
    let (owner_ja, owner_en) = (quoted(("「", "」")), quoted(("“", "” ")));
    let ja = label.clone().unwrap_or_else(|| item_ja.to_owned());
    let en = label.unwrap_or_else(|| item_en.to_owned());
    say!(
        "{owner_ja}{ja}（{column_ja}）",
        "{owner_en}{en} ({column_en})"
    )
}

/// A thing with the name of what it belongs to.
pub(super) fn named(owner: &str, ja: &str, en: &str) -> Say {
    let owner = short(owner);
    say!("「{owner}」{ja}", "“{owner}” {en}")
}

/// The beginning of a long name.
pub(super) fn short(name: &str) -> String {
    if name.chars().count() <= SHOWN {
        return name.to_owned();
    }
    name.chars().take(SHOWN - 1).chain(['…']).collect()
}
