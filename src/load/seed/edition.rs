//! An edition, its documents and its committee.

use super::*;

/// `content/<year>/edition.yaml`: one yearly edition (版), the review that asserts the figures.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedEdition {
    /// Title of the edition.
    pub title: String,
    /// The title on English pages.
    pub title_en: Option<String>,
    /// A shorter title for menus.
    pub short_title: String,
    /// The shorter title on English pages.
    pub short_title_en: Option<String>,
    /// What the edition is.
    pub kind: EditionKind,
    /// Date of the document as printed, for example `令和5年1月31日`, or `2023-01-31`.
    pub date: Option<String>,
    /// Body that decided or received it (会議), for example `科学技術・学術審議会 研究計画・評価分科会（第84回）`.
    pub meeting: Option<String>,
    /// Number of the paper at that meeting (資料番号).
    pub paper: Option<String>,
    /// Two or three sentences for the home page.
    pub summary: String,
    /// The summary on English pages.
    pub summary_en: Option<String>,
    /// Facts about the edition, each with its place.
    #[serde(default)]
    pub facts: Vec<SeedFact>,
    /// Explanatory texts.
    #[serde(default)]
    pub texts: Vec<SeedText>,
    /// Budget tables of the edition as a whole (予算総額など).
    #[serde(default)]
    pub budgets: Vec<SeedTable>,
    /// Other printed tables and lists.
    #[serde(default)]
    pub lists: Vec<SeedList>,
    /// Differences found by the audit that are known and explained (確認済み).
    #[serde(default)]
    pub acknowledged: Vec<SeedAcknowledged>,
    /// Source document cited by `at` where no other is named.
    pub source: String,
    #[serde(default)]
    pub at: At,
}

/// A difference found by the audit that is known and explained (確認済みの不一致). It stays visible, marked.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedAcknowledged {
    /// Rule, for example `budget-breakdown`.
    pub rule: String,
    /// Figures that take part, as `tenken check` names them: `budget-2022-amount`, or `2021/projects/x#budget-2022-amount`
    /// for one of another entity. The relation has to contain all of them.
    pub figures: Vec<String>,
    /// What explains the difference.
    pub reason: String,
    /// Where the explanation stands in the source.
    #[serde(default)]
    pub at: At,
}

/// `content/<year>/sources.yaml`: the documents that the figures come from (出典資料).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedSources {
    pub documents: Vec<SeedDocument>,
}

/// A source document.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedDocument {
    /// Short id used by `source:` and `at:`.
    pub id: String,
    /// Title of the document.
    pub title: String,
    /// The title on English pages.
    pub title_en: Option<String>,
    /// Who published it (発行者).
    pub publisher: String,
    /// The publisher on English pages.
    pub publisher_en: Option<String>,
    /// Date as printed.
    pub date: Option<String>,
    /// Address of the original, where known.
    pub url: Option<String>,
    /// File with the extracted text, relative to this file; citations are checked against its lines.
    pub text: Option<String>,
    /// Terms under which it may be used (利用条件).
    pub terms: Option<String>,
    /// Parts of the document with the lines where they begin, in any order (別添など).
    #[serde(default)]
    pub parts: Vec<SeedPart>,
}

/// A part of a document, such as an annex (別添).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedPart {
    /// Name shown in citations, for example `別添２ 令和4年度行政事業レビューシート`.
    pub name: String,
    /// First line.
    pub from: u32,
    /// Last line.
    pub to: u32,
}

/// `content/<year>/committee.yaml`: the committee (委員会).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedCommittee {
    /// Name with its parent bodies.
    pub name: String,
    pub name_en: Option<String>,
    /// Term of office, for example `第11期`.
    pub term: Option<String>,
    /// Remark printed with the list, for example `敬称略、50音順`.
    pub note: Option<String>,
    pub members: Vec<SeedMember>,
    pub source: String,
    #[serde(default)]
    pub at: At,
}

/// A member of the committee (委員).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedMember {
    /// Name with one space between family and given name. Variant characters are kept.
    pub name: String,
    /// Role other than member, for example `主査`.
    pub role: Option<String>,
    /// Affiliations and posts, one entry each.
    pub affiliations: Vec<String>,
    #[serde(default)]
    pub at: At,
}
