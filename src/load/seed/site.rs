//! The settings of the site and its glossary.

use super::*;

/// `content/site.yaml`: the settings of the whole site.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedSite {
    /// Title of the site, shown in the header of every page.
    pub title: String,
    /// The title on English pages.
    pub title_en: Option<String>,
    /// One sentence that describes the site to search engines.
    pub description: String,
    /// The description on English pages.
    pub description_en: Option<String>,
    /// Who publishes the site (発行者).
    pub publisher: String,
    /// The publisher on English pages.
    pub publisher_en: Option<String>,
    /// Languages of the pages: `[ja, en]` unless said otherwise; `[ja]` leaves the English pages out.
    pub languages: Option<Vec<Lang>>,
    /// Address under which the site is published, with its path, for example `https://example.go.jp/review/`.
    pub base_url: Option<String>,
    /// Theme: a folder under `themes/`. Without it the built-in theme is used.
    pub theme: Option<String>,
    /// Allow raw HTML in commentary. Off by default: HTML is shown as text.
    #[serde(default)]
    pub raw_html: bool,
    /// Data files: `all` unless said otherwise; `compact` for sites of thousands of projects, where each page has one data file
    /// with its tables and charts, and an edition is offered as compressed CSV only.
    #[serde(default)]
    pub data_files: DataFiles,
    /// Contact for readers, shown on the accessibility page (連絡先).
    pub contact: Option<String>,
    /// Rules or families of the audit whose findings keep the site from being built, unless they are acknowledged. Without
    /// them, findings are shown and nothing more.
    #[serde(default)]
    pub deny: Vec<String>,
    /// Licence of the data that the site offers (データの利用条件). Without it, data files name the terms of `attribution`.
    pub license: Option<SeedLicense>,
    /// Attribution and terms that must stand on every page (出典・利用条件).
    #[serde(default)]
    pub attribution: Vec<SeedAttribution>,
}

/// A statement of origin and terms of use (出典・利用条件).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedAttribution {
    /// The text shown.
    pub text: String,
    /// The text on English pages.
    pub text_en: Option<String>,
    /// Where the terms stand.
    pub url: Option<String>,
}

/// A licence (利用条件).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedLicense {
    /// Name of the licence.
    pub name: String,
    /// Where it stands.
    pub url: Option<String>,
}

/// `content/glossary.yaml`: terms explained once (用語集).
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedGlossary {
    pub terms: Vec<SeedTerm>,
}

/// One term of the glossary.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeedTerm {
    /// Anchor of the term: lower-case letters, digits and hyphens.
    pub id: String,
    /// The term as readers meet it.
    pub term: String,
    /// Reading in kana (よみ).
    pub reading: Option<String>,
    /// English name.
    pub term_en: Option<String>,
    /// Other spellings that mean the same.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The explanation, in one to three sentences.
    pub text: String,
    /// The explanation on English pages.
    pub text_en: Option<String>,
}
