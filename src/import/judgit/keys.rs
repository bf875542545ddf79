//! The keys of a sheet, with the kind of their values and where they end.

use crate::import::Ends;
use Ends::{In, Key as Tells, Out};

/// What stands behind a key; all but what is needed may be absent or null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A text or a number, kept as it is.
    Printed,
    /// A whole number.
    Whole,
    /// A number, with or without decimals.
    Number,
    /// A list of texts.
    Texts,
    /// A list of objects.
    List(&'static [Key]),
}

/// A key of a sheet, or of an entry of one of its lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    pub name: &'static str,
    pub kind: Kind,
    /// A sheet or entry without it is an error.
    pub is_needed: bool,
    pub ends: Ends,
}

const fn key(name: &'static str, kind: Kind, ends: Ends) -> Key {
    Key {
        name,
        kind,
        is_needed: false,
        ends,
    }
}

const fn needed(name: &'static str, kind: Kind, ends: Ends) -> Key {
    Key {
        name,
        kind,
        is_needed: true,
        ends,
    }
}

const PART: Ends = Out(
    "事業番号に含まれている",
    "a part of 事業番号, which is the whole",
);

/// Keys of a sheet. Keys that begin with `_` are remarks of whoever prepared the file, and left out.
pub const SHEET: &[Key] = &[
    needed("公開年度", Kind::Whole, Tells("year of the edition")),
    needed("事業番号", Kind::Text, In("file name, `number`")),
    needed("事業名", Kind::Text, In("name")),
    needed(
        "府省庁",
        Kind::Text,
        In("file name, `organisation.ministry`"),
    ),
    key("事業番号1", Kind::Printed, PART),
    key("事業番号2", Kind::Printed, PART),
    key("事業番号3", Kind::Printed, PART),
    key("事業番号4", Kind::Printed, PART),
    key("事業番号5", Kind::Printed, PART),
    key(
        "ID",
        Kind::Printed,
        Out("JUDGIT! の中での番号", "number of the sheet within JUDGIT!"),
    ),
    key("事業ID", Kind::Printed, In("facts, lineage")),
    key("url", Kind::Text, In("facts")),
    key("開始年度", Kind::Printed, In("facts")),
    key("終了年度", Kind::Printed, In("facts")),
    key("担当部局庁", Kind::Text, In("organisation.bureau")),
    key("担当課室", Kind::Text, In("organisation.division")),
    key("作成責任者", Kind::Text, In("organisation.officers")),
    key("会計区分", Kind::Texts, In("facts")),
    key("事業目的", Kind::Text, In("texts[purpose]")),
    key("事業概要", Kind::Text, In("texts[summary]")),
    key("実施方法", Kind::Texts, In("facts")),
    key("主要施策", Kind::Texts, In("facts")),
    key("予算", Kind::List(BUDGET), In("budgets[budget]")),
    key("支出先", Kind::List(PAYEE), In("recipients")),
    key("アウトカム", Kind::List(OUTCOME), In("indicators")),
    key(
        "定量的な目標が設定できない理由",
        Kind::Text,
        In("texts[no-quantitative-target]"),
    ),
    key("アウトプット", Kind::List(OUTPUT), In("indicators")),
    key(
        "関連する過去のレビューシート",
        Kind::List(PAST),
        In("past_numbers, lineage"),
    ),
];

/// Entries of 予算: amounts in 百万円.
pub const BUDGET: &[Key] = &[
    needed("年度", Kind::Whole, Tells("which column")),
    key("当初予算", Kind::Number, In("budgets[budget] initial")),
    key(
        "補正予算",
        Kind::Number,
        In("budgets[budget] supplementary"),
    ),
    key(
        "前年度から繰越し",
        Kind::Number,
        In("budgets[budget] carried_in"),
    ),
    key(
        "翌年度へ繰越し",
        Kind::Number,
        In("budgets[budget] carried_out"),
    ),
    key("予備費等", Kind::Number, In("budgets[budget] reserve")),
    key("予算計", Kind::Number, In("budgets[budget] total")),
    key("執行額", Kind::Number, In("budgets[budget] executed")),
    key(
        "要求額",
        Kind::Number,
        In("budgets[budget] initial, column requested"),
    ),
];

/// Entries of 支出先: amounts in 百万円.
pub const PAYEE: &[Key] = &[
    needed("年度", Kind::Whole, In("facts")),
    needed("グループ", Kind::Text, In("recipients.block")),
    key("番号", Kind::Whole, In("recipients.rows.rank")),
    needed("支出先名", Kind::Text, In("recipients.rows.name")),
    key(
        "法人番号",
        Kind::Printed,
        In("recipients.rows.corporate_number"),
    ),
    key("業務概要", Kind::Text, In("recipients.rows.work")),
    key("支出額", Kind::Number, In("recipients.rows.amount")),
];

/// Entries of アウトカム.
pub const OUTCOME: &[Key] = &[
    key("成果目標", Kind::Text, In("indicators.aim")),
    key("成果指標", Kind::Text, In("indicators.name")),
    key("単位", Kind::Text, In("indicators.unit")),
    key("目標値", Kind::Printed, In("indicators.goal")),
    key("目標最終年度", Kind::Printed, In("indicators.goal.due")),
    key(
        "成果実績",
        Kind::List(&[
            needed("年度", Kind::Whole, Tells("which column")),
            key("成果実績", Kind::Number, In("indicators.rows actual")),
            key("目標値", Kind::Number, In("indicators.rows target")),
        ]),
        In("indicators.rows"),
    ),
];

/// Entries of アウトプット.
pub const OUTPUT: &[Key] = &[
    key("活動指標", Kind::Text, In("indicators.name")),
    key("単位", Kind::Text, In("indicators.unit")),
    key(
        "活動実績",
        Kind::List(&[
            needed("年度", Kind::Whole, Tells("which column")),
            key("活動実績", Kind::Number, In("indicators.rows actual")),
            key("当初見込み", Kind::Number, In("indicators.rows planned")),
        ]),
        In("indicators.rows"),
    ),
];

/// Entries of 関連する過去のレビューシート.
pub const PAST: &[Key] = &[
    needed("年度", Kind::Whole, In("past_numbers, lineage")),
    needed("府省庁", Kind::Text, In("past_numbers, lineage")),
    key("事業番号1", Kind::Printed, In("past_numbers, lineage")),
    key("事業番号2", Kind::Printed, In("past_numbers, lineage")),
    key("事業番号3", Kind::Printed, In("past_numbers, lineage")),
    key("事業番号4", Kind::Printed, In("past_numbers, lineage")),
    key("事業番号5", Kind::Printed, In("past_numbers, lineage")),
];
