//! Linked data in pages: JSON-LD in the vocabulary of schema.org.

use serde_json::{Value as Json, json};

use super::address::Address;
use super::rows::Source;
use super::{EditionData, folder, licences};
use crate::diagnostic::Lang;
use crate::figures;
use crate::model::dataset::{Document, Edition, Site};
use crate::text::mend_radicals;

/// What a page says about itself.
#[derive(Debug, Clone, PartialEq)]
pub struct About<'a> {
    /// Absolute, or from the root where the site's own address is not known.
    pub url: String,
    pub title: &'a str,
    pub description: &'a str,
    /// Language of the page.
    pub lang: Lang,
    /// The way from home to the page, itself included: names and addresses.
    pub breadcrumbs: Vec<(&'a str, String)>,
}

/// The site, a page, and the way to it; on pages of an edition also what it is part of.
pub fn page(site: &Site, address: &Address, about: &About<'_>, edition: Option<i16>) -> Vec<Json> {
    let site_id = address.of("#site");
    let dataset = edition.map(|year| json!({ "@id": dataset_id(address, year) }));
    let part_of: Vec<Json> = [Some(json!({ "@id": site_id })), dataset]
        .into_iter()
        .flatten()
        .collect();
    let mut graph = vec![json!({
        "@type": "WebPage",
        "@id": format!("{}#page", about.url),
        "url": about.url,
        "name": about.title,
        "description": about.description,
        "inLanguage": about.lang.code(),
        "isPartOf": part_of,
    })];
    if about.breadcrumbs.len() > 1 {
        graph.push(breadcrumbs(about));
    } else {
        graph.push(json!({
            "@type": "WebSite",
            "@id": site_id,
            "url": address.of(""),
            "name": site.title_in(about.lang),
            "description": site.description_in(about.lang),
            "inLanguage": about.lang.code(),
            "publisher": organization(site.publisher_in(about.lang)),
        }));
    }
    graph
}

fn breadcrumbs(about: &About<'_>) -> Json {
    let steps = about.breadcrumbs.iter().enumerate().map(|(index, (name, url))| {
        json!({ "@type": "ListItem", "position": index + 1, "name": name, "item": url })
    });
    json!({ "@type": "BreadcrumbList", "itemListElement": steps.collect::<Vec<_>>() })
}

/// The data of an edition as a dataset.
pub fn dataset(source: &Source<'_>, data: &EditionData, lang: Lang) -> Json {
    let Source {
        edition, address, ..
    } = *source;
    let site = &source.dataset.site;
    let summary = mend_radicals(edition.summary_in(lang).trim());
    let mut dataset = json!({
        "@type": "Dataset",
        "@id": dataset_id(address, edition.year),
        "url": address.of(&folder(edition.year)),
        "name": edition.title_in(lang),
        "description": if summary.is_empty() { edition.title_in(lang) } else { &summary },
        "inLanguage": Lang::Ja.code(),
        "isAccessibleForFree": true,
        "publisher": organization(site.publisher_in(lang)),
        "creator": organization(site.publisher_in(lang)),
        "version": version(edition),
        "distribution": downloads(source, data),
        "isBasedOn": edition.documents.values().map(|work| document(work, lang)).collect::<Vec<_>>(),
    });
    let licences: Vec<String> = licences(site).into_iter().map(|(_, url)| url).collect();
    if !licences.is_empty() {
        dataset["license"] = licences.into();
    }
    if let Some(coverage) = coverage(edition) {
        dataset["temporalCoverage"] = coverage.into();
    }
    if let Some(date) = edition.date {
        dataset["datePublished"] = date.iso().into();
    }
    dataset
}

/// Identity of the data of an edition, in every language.
fn dataset_id(address: &Address, year: i16) -> String {
    format!("{}#dataset", address.of(&folder(year)))
}

/// The date of the edition, or its year where no date is known.
fn version(edition: &Edition) -> String {
    edition
        .date
        .map_or_else(|| edition.year.to_string(), |date| date.iso())
}

fn organization(name: &str) -> Json {
    json!({ "@type": "Organization", "name": name })
}

fn document(document: &Document, lang: Lang) -> Json {
    let mut work = json!({
        "@type": "CreativeWork",
        "name": document.title_in(lang),
        "publisher": organization(document.publisher_in(lang)),
    });
    if let Some(url) = &document.url {
        work["url"] = url.as_str().into();
    }
    work
}

fn downloads(source: &Source<'_>, data: &EditionData) -> Vec<Json> {
    let folder = folder(source.edition.year);
    let files = data.files.iter().map(|file| {
        json!({
            "@type": "DataDownload",
            "name": file.name,
            "encodingFormat": file.media_type(),
            "contentUrl": source.address.of(&format!("{folder}{}", file.name)),
            "contentSize": format!("{} B", file.bytes),
        })
    });
    files.collect()
}

/// From the first day of the first fiscal year that a table has to the last day of the last one.
fn coverage(edition: &Edition) -> Option<String> {
    let all = std::iter::once(&edition.body).chain(edition.entities());
    let tables = all.flat_map(|common| figures::tables(edition, common));
    let years = tables
        .flat_map(|table| table.columns.iter().filter(|column| column.is_series()))
        .filter_map(|column| column.year);
    let (first, last) = years.fold(None, |known, year| match known {
        None => Some((year, year)),
        Some((first, last)) => Some((year.min(first), year.max(last))),
    })?;
    Some(format!(
        "{}-04-01/{}-03-31",
        first.0,
        last.checked_add(1)?.0
    ))
}

/// The graph as the content of a `script` element: no text can end the element or begin a comment.
pub fn script(graph: Vec<Json>) -> String {
    let text = json!({ "@context": "https://schema.org", "@graph": graph }).to_string();
    let mut safe = String::with_capacity(text.len() + 64);
    for c in text.chars() {
        match c {
            // Such characters stand only inside strings of JSON, where references mean the same.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                safe.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_end_the_script() {
        let odd = "</script><script>alert(1)</script><!-- & \u{2028} \"引用\" 🧬 \u{202e}";
        let text = script(vec![json!({ "name": odd })]);
        assert!(!text.contains(['<', '>', '&', '\u{2028}']), "{text}");
        let read: Json = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(read["@graph"][0]["name"], odd);
    }
}
