//! What a bag says about itself in `bag-info.txt`.

use crate::archive::Record;
use crate::model::dataset::Dataset;

/// How to cite an edition: who, what, when, where.
pub(super) fn citation(dataset: &Dataset, year: i16, address: Option<&str>) -> String {
    let (site, edition) = (&dataset.site, &dataset.editions[&year]);
    let mut text = format!("{}「{} {}」", site.publisher, site.title, edition.title);
    if let Some(date) = edition.date {
        text.push_str(&format!(" {}", date.iso()));
    }
    if let Some(address) = address {
        text.push_str(&format!(" {address}{year}/"));
    }
    text
}

/// Label and value of each line; the labels are those of [`INFO_ORDER`](crate::archive::INFO_ORDER).
pub(super) fn info(
    dataset: &Dataset,
    record: &Record,
    address: Option<&str>,
) -> Vec<(&'static str, String)> {
    let site = &dataset.site;
    let year = record.edition;
    let mut info = vec![
        ("Source-Organization", site.publisher.clone()),
        (
            "External-Description",
            format!("{} {}", site.title, record.title),
        ),
        ("Bag-Software-Agent", format!("tenken {}", record.tenken)),
        ("Bag-Group-Identifier", site.title.clone()),
        ("Citation", record.citation.clone()),
    ];
    info.extend(
        site.contact
            .iter()
            .map(|contact| ("Contact-Name", contact.clone())),
    );
    info.extend(address.map(|address| ("External-Identifier", format!("{address}{year}/"))));
    info.extend(
        record
            .date
            .iter()
            .map(|date| ("Bagging-Date", date.clone())),
    );
    info.extend(site.attribution.iter().map(|said| {
        let url = said.url.as_deref().map(|url| format!(" {url}"));
        (
            "License",
            format!("{}{}", said.text, url.unwrap_or_default()),
        )
    }));
    info
}
