//! The fifteen files and every column of them, with its kind and where it ends.

pub use crate::import::Ends;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text, kept as it is.
    Text,
    /// A whole number; a decimal fraction of zeros is allowed (`4947700000.0`).
    Integer,
    /// A decimal number.
    Decimal,
    /// A value of an indicator: a number, or one of the marks of seed files.
    Value,
    /// `TRUE`, `FALSE`, `t` or `f`.
    Truth,
    /// A corporate number (法人番号).
    CorporateNumber,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
    pub ends: Ends,
}

/// A file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File {
    /// Number at the beginning of its name, for example `2-1`.
    pub number: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// Columns behind the thirteen that all files share.
    pub own: &'static [Column],
    /// Columns named by fiscal years follow.
    pub has_years: bool,
}

impl File {
    /// Id as a source document of the edition: `rs2-1`.
    pub fn document(&self) -> String {
        format!("rs{}", self.number)
    }
}

macro_rules! columns {
    ($(#[$doc:meta])* $name:ident { $($column:literal $kind:ident $ends:expr;)* }) => {
        $(#[$doc])*
        pub const $name: &[Column] = &[$(Column { name: $column, kind: Kind::$kind, ends: $ends }),*];
    };
}
use Ends::{In, Key, Out};

const ORDER: Ends = Key("order of the list");
const ROW: Ends = Key("which table and column");

columns! {
/// The thirteen columns that all files begin with. File 1-1 has other names for two of them.
PREFIX {
    "シート種別" Text Out("すべて「レビューシート」（ほかの値はエラー）", "always レビューシート; anything else is an error");
    "事業年度" Integer Key("year of the edition");
    "予算事業ID" Integer Key("file name, `number`");
    "事業名" Text In("name");
    "府省庁の建制順" Integer In("organisation.order");
    "政策所管府省庁" Text In("organisation.ministry");
    "府省庁" Text In("organisation.agency");
    "局・庁" Text In("organisation.bureau");
    "部" Text In("organisation.department");
    "課" Text In("organisation.division");
    "室" Text In("organisation.office");
    "班" Text In("organisation.section");
    "係" Text In("organisation.subsection");
}}

/// Names of the prefix in file 1-1, by the name elsewhere.
pub const OTHER_NAMES: [(&str, &str); 2] = [
    ("府省庁の建制順", "建制順"),
    ("政策所管府省庁", "所管府省庁"),
];

columns! { ORGANISATION {
    "その他担当組織_作成責任者_no" Integer ORDER;
    "府省庁（その他担当組織）" Text In("organisation.others.agency");
    "局・庁（その他担当組織）" Text In("organisation.others.bureau");
    "部（その他担当組織）" Text In("organisation.others.department");
    "課（その他担当組織）" Text In("organisation.others.division");
    "室（その他担当組織）" Text In("organisation.others.office");
    "班（その他担当組織）" Text In("organisation.others.section");
    "係（その他担当組織）" Text In("organisation.others.subsection");
    "作成責任者" Text In("organisation.officers");
}}
columns! { OVERVIEW {
    "事業の目的" Text In("texts[purpose]");
    "現状・課題" Text In("texts[issues]");
    "事業の概要" Text In("texts[summary]");
    "事業概要URL" Text In("facts");
    "事業区分" Text In("facts");
    "事業開始年度" Integer In("facts");
    "開始年度不明" Truth In("facts");
    "事業終了（予定）年度" Integer In("facts");
    "終了予定なし" Truth In("facts");
    "主要経費" Text In("facts");
    "備考" Text In("remarks");
    "実施方法ー直接実施" Integer In("facts");
    "実施方法ー補助" Integer In("facts");
    "実施方法ー負担" Integer In("facts");
    "実施方法ー交付" Integer In("facts");
    "実施方法ー分担金・拠出金" Integer In("facts");
    "実施方法ーその他" Integer In("facts");
    "旧事業番号" Text In("past_numbers");
    "整理表表示順" Integer Out("府省庁内の一覧での並び順で、事業の内容ではない", "place in a list of the ministry, says nothing about the project");
}}
columns! { BASES {
    "番号（政策・施策）" Integer ORDER;
    "政策所管府省庁_P" Text In("policies.ministry");
    "政策" Text In("policies.policy");
    "施策" Text In("policies.measure");
    "政策・施策URL" Text In("policies.url");
    "番号（根拠法令）" Integer ORDER;
    "法令名" Text In("laws.name");
    "法令番号" Text In("laws.number");
    "法令ID" Text In("laws.law_id");
    "条" Text In("laws.article");
    "項" Text In("laws.paragraph");
    "号・号の細分" Text In("laws.item");
    "番号（関係する計画・通知等）" Integer ORDER;
    "計画通知名" Text In("plans.name");
    "計画通知等URL" Text In("plans.url");
}}
columns! { SUBSIDIES {
    "番号（補助率等）" Integer ORDER;
    "補助対象" Text In("subsidies.target");
    "補助率" Text In("subsidies.rate");
    "補助上限等" Text In("subsidies.ceiling");
    "補助率URL" Text In("subsidies.url");
}}
columns! { RELATED {
    "番号（関連事業）" Integer ORDER;
    "関連事業の事業ID" Integer In("related_projects.id");
    "関連事業の事業名" Text In("related_projects.name");
    "関連性" Text In("related_projects.relation");
}}
columns! { BUDGET {
    "予算年度" Integer ROW;
    "当初予算（合計）" Integer In("budgets[budget] initial");
    "補正予算（合計）" Integer In("budgets[budget] supplementary");
    "前年度からの繰越し（合計）" Integer In("budgets[budget] carried_in");
    "予備費等（合計）" Integer In("budgets[budget] reserve");
    "計（歳出予算現額合計）" Integer In("budgets[budget] total");
    "執行額（合計）" Integer In("budgets[budget] executed");
    "執行率" Decimal In("budgets[budget] execution_rate, in per cent");
    "翌年度への繰越し(合計）" Integer In("budgets[budget] carried_forward");
    "翌年度要求額（合計）" Integer In("budgets[budget] column requested; of earlier years budgets[requests]");
    "主な増減理由" Text In("texts[changes-<year>]");
    "その他特記事項" Text In("texts[special-<year>]");
    "会計区分" Text In("budgets[account-<n>].title");
    "会計" Text In("budgets[account-<n>].title");
    "勘定" Text In("budgets[account-<n>].title");
    "当初予算" Integer In("budgets[account-<n>] initial");
    "第1次補正予算" Integer In("budgets[account-<n>] supplementary-1");
    "第2次補正予算" Integer In("budgets[account-<n>] supplementary-2");
    "第3次補正予算" Integer In("budgets[account-<n>] supplementary-3");
    "第4次補正予算" Integer In("budgets[account-<n>] supplementary-4");
    "第5次補正予算" Integer In("budgets[account-<n>] supplementary-5");
    "前年度から繰越し" Integer In("budgets[account-<n>] carried_in");
    "予備費等1" Integer In("budgets[account-<n>] reserve-1");
    "予備費等2" Integer In("budgets[account-<n>] reserve-2");
    "予備費等3" Integer In("budgets[account-<n>] reserve-3");
    "予備費等4" Integer In("budgets[account-<n>] reserve-4");
    "歳出予算現額" Integer In("budgets[account-<n>] total");
    "執行額" Integer In("budgets[account-<n>] executed");
    "翌年度要求額" Integer In("budgets[account-<n>] next_request");
    "要望額" Integer In("budgets[account-<n>] next_wish");
    "備考" Text In("budgets[account-<n>].notes");
}}
columns! { LINE_ITEMS {
    "予算年度" Integer ROW;
    "会計区分" Text In("budgets[line-items-<year>].title, or label");
    "会計" Text In("budgets[line-items-<year>].title, or label");
    "勘定" Text In("budgets[line-items-<year>].title, or label");
    "予算種別" Text In("budgets[line-items-<year>].rows.label");
    "所管" Text In("budgets[line-items-<year>].rows.label");
    "組織・勘定" Text In("budgets[line-items-<year>].rows.label");
    "項" Text In("budgets[line-items-<year>].rows.label");
    "目" Text In("budgets[line-items-<year>].rows.label");
    "歳出予算項目の補足情報" Text In("budgets[line-items-<year>].rows.label");
    "予算額（歳出予算項目ごと）" Integer In("budgets[line-items-<year>].rows.values");
    "翌年度要求額（歳出予算項目ごと）" Integer In("budgets[line-items-<year>].rows.values, column requested");
    "備考（歳出予算項目ごと）" Text In("budgets[line-items-<year>].rows.notes");
}}
columns! { RESULTS {
    "事業に関連するKPIが定められている閣議決定等の名称" Text In("lists[kpi-decisions]");
    "事業に関連するKPIが定められている閣議決定等の該当箇所" Text In("lists[kpi-decisions]");
    "事業に関連するKPIが定められている閣議決定等のURL" Text In("lists[kpi-decisions]");
    "アクティビティ・アウトプット・アウトカムの番号" Integer In("logic_model.nodes.number");
    "種別（アクティビティ・アウトプット・アウトカム）" Text In("logic_model.nodes.kind, indicators.kind");
    "アウトカムの期間" Text In("logic_model.nodes.term");
    "成果目標の種類" Text In("indicators.texts");
    "アクティビティ／活動目標／成果目標" Text In("logic_model.nodes.text, indicators.aim");
    "活動指標／成果指標" Text In("indicators.name");
    "単位" Text In("indicators.unit");
    "改善の上向き／下向き" Text In("indicators.direction");
    "成果実績及び目標値の根拠として用いた統計・データ名（出典）" Text In("indicators.texts");
    "定性的なアウトカム目標を設定している理由" Text In("indicators.texts");
    "定性的なアウトカムに関する成果実績" Text In("indicators.texts");
    "目標年度／目標値／実績値／達成率" Text Key("indicators.goal.due, or rows target, actual, achievement");
}}
columns! { EDGES {
    "派生元ーアクティビティ・アウトプット・アウトカムの番号" Integer In("logic_model.edges.from");
    "派生元ー種別（アクティビティ・アウトプット・アウトカム）" Text In("logic_model.edges.from");
    "派生元ーアウトカムの期間" Text In("logic_model.edges.from");
    "派生元ーアクティビティの内容/ 活動目標／成果目標" Text In("logic_model.nodes.text");
    "派生先ーアクティビティ・アウトプット・アウトカムの番号" Integer In("logic_model.edges.to");
    "派生先ー種別（アクティビティ・アウトプット・アウトカム）" Text In("logic_model.edges.to");
    "派生先ーアウトカムの期間" Text In("logic_model.edges.to");
    "派生先ー 活動目標／成果目標" Text In("logic_model.nodes.text");
    "後続アウトカムへのつながり" Text In("logic_model.edges.rationale");
    "アウトカムを複数段階で設定できない理由" Text In("logic_model.edges.single_stage");
}}
columns! { REVIEW {
    "事業所管部局による点検・改善ー点検結果" Text In("self_check_results");
    "事業所管部局による点検・改善ー改善の方向性" Text In("self_check_results");
    "事業所管部局による点検・改善－目標年度における効果測定に関する評価" Text In("self_check_results");
    "外部有識者による点検ー最終実施年度" Integer In("facts");
    "外部有識者による点検ー点検対象" Text In("facts");
    "外部有識者による点検ー対象の理由" Text In("facts");
    "外部有識者による点検ー所見" Text In("findings");
    "公開プロセス結果概要" Text In("findings");
    "行政事業レビュー推進チームの所見" Text In("findings.judgement");
    "行政事業レビュー推進チームの所見の詳細" Text In("findings.text");
    "所見を踏まえた改善点／概算要求における反映状況" Text In("findings.judgement");
    "所見を踏まえた改善点／概算要求における反映状況の詳細" Text In("findings.text");
    "反映額（一般会計）" Integer In("budgets[reflected]");
    "反映額（特別会計）－会計" Text In("budgets[reflected].rows.label");
    "反映額（特別会計）－勘定" Text In("budgets[reflected].rows.label");
    "反映額（特別会計）－反映額" Integer In("budgets[reflected]");
    "過去に受けた指摘事項－区分" Text In("lists[past-recommendations]");
    "過去に受けた指摘事項－取りまとめ年度" Integer In("lists[past-recommendations]");
    "過去に受けた指摘事項－取りまとめ内容" Text In("lists[past-recommendations]");
    "過去に受けた指摘事項－対応状況" Text In("lists[past-recommendations]");
    "その他の指摘事項－調査等の名称" Text In("lists[other-recommendations]");
    "その他の指摘事項－指摘年度" Integer In("lists[other-recommendations]");
    "その他の指摘事項－指摘内容" Text In("lists[other-recommendations]");
    "その他の指摘事項－対応状況" Text In("lists[other-recommendations]");
}}
columns! { PAYMENTS {
    "支出先ブロック番号" Text In("flow.blocks.id, recipients.block");
    "支出先ブロック名" Text In("flow.blocks.name");
    "支出先の数" Integer In("flow.blocks.count");
    "事業を行う上での役割" Text In("flow.blocks.role");
    "ブロックの合計支出額" Integer In("flow.blocks.amount");
    "支出先名" Text In("recipients.rows.name");
    "法人番号" CorporateNumber In("recipients.rows.corporate_number");
    "所在地" Text In("recipients.rows.address");
    "法人種別" Integer In("recipients.rows.corporate_kind");
    "その他支出先" Truth In("recipients.rows.rest");
    "支出先の合計支出額" Integer In("recipients.rows.amount");
    "契約概要" Text In("recipients.rows.contracts.work");
    "金額" Integer In("recipients.rows.contracts.amount");
    "契約方式等" Text In("recipients.rows.contracts.method");
    "具体的な契約方式等" Text In("recipients.rows.contracts.method_detail");
    "入札者数" Integer In("recipients.rows.contracts.bidders");
    "落札率" Decimal In("recipients.rows.contracts.bid_rate");
    "一者応札・一者応募又は競争性のない随意契約となった理由及び改善策（支出額10億円以上）" Text In("recipients.rows.contracts.reason");
    "その他の契約" Truth In("recipients.rows.contracts.rest");
}}
columns! { FLOW {
    "支出元の支出先ブロック" Text In("flow.links.from");
    "支出元の支出先ブロック名" Text In("flow.blocks.name");
    "担当組織からの支出" Truth In("flow.links.direct");
    "支出先の支出先ブロック" Text In("flow.links.to");
    "支出先の支出先ブロック名" Text In("flow.blocks.name");
    "資金の流れの補足情報" Text In("flow.links.method");
    "国自らが支出する間接経費" Text In("indirect_costs.items.item");
    "国自らが支出する間接経費の項目" Text In("indirect_costs.items.use");
    "国自らが支出する間接経費の金額" Integer In("indirect_costs.items.amount");
}}
columns! { COSTS {
    "支出先ブロック番号" Text In("cost_items.block");
    "支出先名" Text In("cost_items.recipient");
    "法人番号" CorporateNumber Out("支出先の法人番号は5-1にある", "the payee and its number stand in 5-1");
    "契約概要" Text In("cost_items.contract");
    "費目" Text In("cost_items.items.item");
    "使途" Text In("cost_items.items.use");
    "金額" Integer In("cost_items.items.amount");
}}
columns! { CONTRACTS {
    "支出先ブロック（国庫債務負担行為等による契約）" Text In("multi_year_contracts.block");
    "契約先名（国庫債務負担行為等による契約）" Text In("multi_year_contracts.rows.name");
    "契約先の法人番号（国庫債務負担行為等による契約）" CorporateNumber In("multi_year_contracts.rows.corporate_number");
    "契約先の所在地（国庫債務負担行為等による契約）" Text In("multi_year_contracts.rows.address");
    "契約先の法人種別（国庫債務負担行為等による契約）" Integer In("multi_year_contracts.rows.corporate_kind");
    "契約概要（契約名）（国庫債務負担行為等による契約）" Text In("multi_year_contracts.rows.work");
    "その他の契約" Truth In("multi_year_contracts.rows.other_contracts");
    "契約額（国庫債務負担行為等による契約）" Integer In("multi_year_contracts.rows.amount");
    "契約方式等（国庫債務負担行為等による契約）" Text In("multi_year_contracts.rows.method");
    "具体的な契約方式等（国庫債務負担行為等による契約）" Text In("multi_year_contracts.rows.method_detail");
    "入札者数（応募者数）（国庫債務負担行為等による契約）" Integer In("multi_year_contracts.rows.bidders");
    "落札率（％）（国庫債務負担行為等による契約）" Decimal In("multi_year_contracts.rows.bid_rate");
    "一者応札・一者応募又は競争性のない随意契約となった理由及び改善策（契約額10億円以上）（国庫債務負担行為等による契約）" Text In("multi_year_contracts.rows.reason");
    "その他の契約（国庫債務負担行為等による契約）" Truth In("multi_year_contracts.rows.other_contracts");
}}
columns! { REMARKS {
    "備考" Text In("remarks");
}}

const fn file(number: &'static str, title: &'static str, own: &'static [Column]) -> File {
    File {
        number,
        title,
        own,
        has_years: false,
    }
}

/// The files in the order of their numbers.
pub const FILES: [File; 15] = [
    file("1-1", "基本情報 組織情報", ORGANISATION),
    file("1-2", "基本情報 事業概要等", OVERVIEW),
    file("1-3", "基本情報 政策・施策、法令等", BASES),
    file("1-4", "基本情報 補助率等", SUBSIDIES),
    file("1-5", "基本情報 関連事業", RELATED),
    file("2-1", "予算・執行 サマリ", BUDGET),
    file("2-2", "予算・執行 予算種別・歳出予算項目", LINE_ITEMS),
    File {
        has_years: true,
        ..file("3-1", "効果発現経路 目標・実績", RESULTS)
    },
    file("3-2", "効果発現経路 目標のつながり", EDGES),
    file("4-1", "点検・評価", REVIEW),
    file("5-1", "支出先 支出情報", PAYMENTS),
    file("5-2", "支出先 支出ブロックのつながり", FLOW),
    file("5-3", "支出先 費目・使途", COSTS),
    file("5-4", "支出先 国庫債務負担行為等による契約", CONTRACTS),
    file("6-1", "その他備考", REMARKS),
];

/// The place of a column behind the prefix. Where it stands in a `const`, a misspelt name does not compile.
pub(super) const fn place(columns: &[Column], name: &str) -> usize {
    let mut at = 0;
    while at < columns.len() {
        if is_same(columns[at].name.as_bytes(), name.as_bytes()) {
            return PREFIX.len() + at;
        }
        at += 1;
    }
    panic!("the file has no such column")
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// The text of a cell: `cell!(row, BUDGET, "予算年度")`.
macro_rules! cell {
    ($row:expr, $file:ident, $column:literal) => {
        $row.text(const { $crate::import::rs::columns::place($crate::import::rs::columns::$file, $column) })
    };
}
pub(super) use cell;
