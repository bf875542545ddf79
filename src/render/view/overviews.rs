//! Pages about many things, and pages of the site itself.

use super::*;

/// `home`: the first page of the site.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct HomeBody {
    /// One or two sentences.
    pub summary: String,
    /// The newest edition.
    pub edition: EditionBody,
    /// All editions, newest first.
    pub editions: Vec<CardView>,
}

/// `edition`: the first page of an edition.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EditionBody {
    /// What every page about one entity has.
    pub entity: EntityView,
    /// Programmes.
    pub programs: Vec<CardView>,
    /// Cards of the projects.
    pub projects: Vec<CardView>,
    /// Review sheets, objectives and portfolios.
    pub others: Vec<CardView>,
    /// Ministries with the sums of their projects, where review sheets say who is responsible.
    pub ministries: Option<TableView>,
    /// What the sums hold and leave out: safe HTML; may be empty.
    pub ministries_html: String,
    /// Lists of which only the first entries stand here.
    pub more: Vec<Link>,
    /// What changed since the previous edition, for things that are in both.
    pub changes: Option<TableView>,
    /// Number of findings and of inferred cells, with the page that lists them.
    pub check: Link,
    /// The page with the data of the edition.
    pub data: Link,
}

/// `list`: projects, review sheets, objectives or portfolios of an edition.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ListBody {
    /// Heading.
    pub heading: String,
    /// One sentence above the list.
    pub intro: String,
    /// The entries, in official order.
    pub cards: Vec<CardView>,
    /// The table of values; none for indicators in words.
    pub table: Option<TableView>,
}

/// `tables`: the budget, indicator, recipients, recipient, committee, checks, data and similar pages: sections of tables.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TablesBody {
    /// Heading.
    pub heading: String,
    /// Line above the heading; may be empty.
    pub label: String,
    /// Safe HTML above the sections; may be empty.
    pub intro_html: String,
    /// Headline figures.
    pub stats: Vec<StatView>,
    /// Charts that belong to no single table of the page.
    pub charts: Vec<ChartView>,
    /// Sections in order.
    pub sections: Vec<SectionView>,
    /// Findings of the check about it.
    pub findings: Vec<FindingView>,
}

/// A section of a page: heading, text, tables, links.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Default)]
pub struct SectionView {
    /// Anchor.
    pub id: String,
    /// Heading.
    pub heading: String,
    /// Page that the section is about; may be empty.
    pub url: String,
    /// Safe HTML.
    pub html: String,
    /// Tables in order.
    pub tables: Vec<TableView>,
    /// Further links.
    pub links: Vec<Link>,
}

/// `compare`: two editions side by side: the list of pairs, a pair, or one thing of a pair.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Default)]
pub struct CompareBody {
    /// Heading.
    pub heading: String,
    /// Line above the heading; may be empty.
    pub label: String,
    /// Sentences above everything.
    pub summary: Vec<String>,
    /// Counts of changes by kind.
    pub stats: Vec<StatView>,
    /// Pages of the thing in both editions, or pages of the comparison.
    pub links: Vec<Link>,
    /// How the budgets changed.
    pub charts: Vec<ChartView>,
    /// What each kind of change means; empty where there are none on the page.
    pub kinds: Vec<LegendView>,
    /// Sections of tables in order.
    pub sections: Vec<SectionView>,
    /// Texts that differ, word by word.
    pub passages: Vec<PassageView>,
}

/// A text of two editions.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PassageView {
    /// Anchor.
    pub id: String,
    /// Heading.
    pub heading: String,
    /// `changed`, or `added` or `removed` where one edition alone has the text.
    pub kind: String,
    /// The same in words.
    pub kind_text: String,
    /// The text in the order of reading.
    pub runs: Vec<RunView>,
    /// Where both texts come from, each with its edition.
    pub cites: Vec<CiteView>,
}

/// A run of a text of two editions.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RunView {
    /// `same`, `inserted`, `deleted`, or `folded`: a long run that did not change.
    pub kind: String,
    /// Safe HTML: the text with its line breaks.
    pub html: String,
    /// What stands in the place of a folded run, for example `変更のない230字`; else empty.
    pub label: String,
}

/// `sources`: a page of a source document, line by line.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SourceBody {
    /// Title as readers meet it.
    pub title: String,
    /// Rows of basic information.
    pub facts: Vec<FactView>,
    /// Parts of the document on this page.
    pub parts: Vec<Link>,
    /// Pages of the document.
    pub pages: Vec<Link>,
    /// The lines of this page.
    pub lines: Vec<SourceLineView>,
}

/// A line of a source document.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SourceLineView {
    /// Number as printed.
    pub number: u32,
    /// The text shown.
    pub text: String,
    /// Part that begins at this line; may be empty.
    pub part: String,
}

/// `glossary`: the terms.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GlossaryBody {
    /// Terms in the order of their reading.
    pub terms: Vec<TermView>,
}

/// A term of the glossary.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Default)]
pub struct TermView {
    /// Anchor on the page.
    pub id: String,
    /// Address of the term in the glossary.
    pub url: String,
    /// The term.
    pub term: String,
    /// Reading in kana; may be empty.
    pub reading: String,
    /// English; may be empty.
    pub term_en: String,
    /// Other spellings or names.
    pub aliases: Vec<String>,
    /// The text shown.
    pub text: String,
}

/// `article`: about, accessibility statement, 404: prose.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ArticleBody {
    /// Heading.
    pub heading: String,
    /// Safe HTML.
    pub html: String,
}

/// `search`: the search field, and the plain index for readers without JavaScript.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SearchBody {
    /// Address of the first file of the search index, the same for all languages.
    pub data_url: String,
    /// Address that finds begin with.
    pub root_url: String,
    /// Kinds of finds in the order in which they are shown.
    pub kinds: Vec<SearchKind>,
    /// The plain index, edition by edition: links to its pages, with the number of entries as remark.
    pub groups: Vec<SearchGroup>,
}

/// A kind of finds.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SearchKind {
    /// Its name in the search index.
    pub id: String,
    /// Its name in words.
    pub name: String,
}

/// A part of the plain index.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SearchGroup {
    /// Heading.
    pub heading: String,
    /// Links with remarks.
    pub links: Vec<Link>,
}

/// `index`: a page of the plain index: everything of one kind in an edition, 500 to a page.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct IndexBody {
    /// Heading.
    pub heading: String,
    /// Entries with remarks.
    pub entries: Vec<Link>,
    /// All pages of this kind; empty where there is one only.
    pub pages: Vec<Link>,
}
