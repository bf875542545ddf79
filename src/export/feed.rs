//! The feed of the site (Atom, RFC 4287): editions, and whatever else is new.

use super::address::Address;
use crate::model::dataset::{Dataset, Edition, Site};
use crate::text::escape_html;
use sha2::{Digest, Sha256};

/// Path of the feed.
pub const PATH: &str = "feed.xml";

/// An entry. Its id is made from `key` and stays the same whatever else changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Unique in the feed: `2022`, `2022/corrections/1`.
    pub key: String,
    pub title: String,
    pub summary: String,
    /// Address of what the entry is about.
    pub url: String,
    /// Day, `2023-01-31`.
    pub updated: String,
}

/// The entries of the editions, newest first.
pub fn editions(dataset: &Dataset, address: &Address) -> Vec<Entry> {
    let entry = |edition: &Edition| Entry {
        key: edition.year.to_string(),
        title: edition.title.clone(),
        summary: crate::text::mend_radicals(edition.summary.trim()).into_owned(),
        url: address.of(&format!("{}/", edition.year)),
        updated: day(edition),
    };
    dataset.editions.values().rev().map(entry).collect()
}

/// The day of an edition: the first of the month where only the month is known, and of its fiscal year where nothing is.
/// Never today: two builds give the same feed.
fn day(edition: &Edition) -> String {
    match edition.date {
        Some(date) => format!(
            "{:04}-{:02}-{:02}",
            date.year,
            date.month,
            date.day.unwrap_or(1)
        ),
        None => format!("{:04}-04-01", edition.year),
    }
}

/// The feed.
pub fn text(site: &Site, address: &Address, lang: &str, entries: &[Entry]) -> String {
    let newest = entries.iter().map(|entry| entry.updated.as_str()).max();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    xml.push_str(&format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
        escaped(lang)
    ));
    xml.push_str(&element("id", &id(site, address, "")));
    xml.push_str(&element("title", &site.title));
    xml.push_str(&element("subtitle", &site.description));
    xml.push_str(&element(
        "updated",
        &midnight(newest.unwrap_or("1970-01-01")),
    ));
    xml.push_str(&format!(
        "<author>{}</author>\n",
        element("name", &site.publisher).trim_end()
    ));
    xml.push_str(&format!(
        "<generator>tenken {}</generator>\n",
        env!("CARGO_PKG_VERSION")
    ));
    xml.push_str(&link("self", "application/atom+xml", &address.of(PATH)));
    xml.push_str(&link("alternate", "text/html", &address.of("")));
    for entry in entries {
        xml.push_str("<entry>\n");
        xml.push_str(&element("id", &id(site, address, &entry.key)));
        xml.push_str(&element("title", &entry.title));
        xml.push_str(&element("updated", &midnight(&entry.updated)));
        xml.push_str(&element("summary", &entry.summary));
        xml.push_str(&link("alternate", "text/html", &entry.url));
        xml.push_str("</entry>\n");
    }
    xml.push_str("</feed>\n");
    xml
}

/// The beginning of a day in Japan, where the documents are published.
fn midnight(day: &str) -> String {
    format!("{day}T00:00:00+09:00")
}

/// A tag URI (RFC 4151) of the site's address; where it is not known, a UUID made from the site's title and the key.
fn id(site: &Site, address: &Address, key: &str) -> String {
    let host = address
        .origin
        .as_deref()
        .and_then(|origin| origin.split_once("://"));
    match host {
        // The year only says who owned the name when the ids were made; ids must not change with it.
        Some((_, host)) => format!(
            "tag:{},2024:{}{key}",
            host.split(':').next().unwrap_or(host),
            address.base_path
        ),
        None => format!(
            "urn:uuid:{}",
            uuid(&format!("tenken\n{}\n{key}", site.title))
        ),
    }
}

/// A UUID of version 8 (RFC 9562) from the SHA-256 of a name.
fn uuid(name: &str) -> String {
    let digest = Sha256::digest(name.as_bytes());
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&digest[..16]);
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        "{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>\n", escaped(text))
}

fn link(rel: &str, kind: &str, href: &str) -> String {
    format!(
        "<link rel=\"{rel}\" type=\"{kind}\" href=\"{}\"/>\n",
        escaped(href)
    )
}

/// Text that XML 1.0 may hold: characters that it forbids are left out.
fn escaped(text: &str) -> String {
    let allowed = |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    let text: String = text.chars().filter(allowed).collect();
    escape_html(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site {
            title: "点検 <b> & \u{1} 🧬".into(),
            title_en: None,
            description: "d".into(),
            description_en: None,
            publisher: "p".into(),
            publisher_en: None,
            languages: vec![crate::diagnostic::Lang::Ja],
            base_url: None,
            theme: None,
            raw_html: false,
            data_files: crate::model::dataset::DataFiles::All,
            contact: None,
            deny: Vec::new(),
            license: None,
            attribution: Vec::new(),
        }
    }

    fn address(origin: Option<&str>) -> Address {
        Address {
            origin: origin.map(str::to_owned),
            base_path: "/repo/".into(),
        }
    }

    #[test]
    fn ids_belong_to_the_address_and_need_none() {
        let known = address(Some("https://example.org:8443"));
        assert_eq!(
            id(&site(), &known, "2022"),
            "tag:example.org,2024:/repo/2022"
        );
        let unknown = address(None);
        let ids = ["", "2021", "2022"].map(|key| id(&site(), &unknown, key));
        assert!(ids.iter().all(|id| id.len() == "urn:uuid:".len() + 36));
        assert!(ids[0] != ids[1] && ids[1] != ids[2], "{ids:?}");
        assert_eq!(&ids[0]["urn:uuid:".len()..][14..15], "8");
    }

    #[test]
    fn texts_cannot_break_the_feed_and_the_newest_entry_dates_it() {
        let entry = |key: &str, updated: &str| Entry {
            key: key.into(),
            title: "</title>".into(),
            summary: "]]>".into(),
            url: "/repo/?a&b".into(),
            updated: updated.into(),
        };
        let entries = [entry("a", "2021-12-01"), entry("b", "2022-08-31")];
        let feed = text(&site(), &address(None), "ja", &entries);
        assert!(feed.contains("<title>点検 &lt;b&gt; &amp;  🧬</title>"));
        assert!(feed.contains("<title>&lt;/title&gt;</title>") && feed.contains("]]&gt;"));
        assert!(feed.contains("?a&amp;b"));
        let updated = feed.find("<updated>2022-08-31T00:00:00+09:00</updated>");
        assert!(updated < feed.find("<entry>"), "{feed}");
    }
}
