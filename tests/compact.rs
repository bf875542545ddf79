//! `data_files: compact` leaves files out, not data.

#[path = "../benches/support/generate.rs"]
mod generate;

use std::collections::BTreeMap;
use std::io::Read as _;
use std::sync::Arc;

use flate2::read::GzDecoder;
use serde_json::Value;
use tenken::links::Book;
use tenken::pipeline::{self, Options};

type Files = BTreeMap<String, Arc<[u8]>>;

fn build(setting: &str) -> Files {
    let mut tree = generate::site(4);
    let settings = format!("title: t\ndescription: d\npublisher: p\nlanguages: [ja]\n{setting}");
    let path = "content/site.yaml".to_owned();
    tree.files.insert(path, settings.into_bytes().into());
    let options = Options {
        base_url: None,
        minify: false,
        theme: None,
    };
    let site = pipeline::prepare(&tree, &options)
        .site
        .expect("a synthetic site has no errors");
    let output = site.render_all().expect("every page renders");
    let links = Book::of(site.base_path(), &output);
    assert_eq!(site.broken_links(links), []);
    output.files
}

fn json(files: &Files, path: &str) -> Value {
    let bytes = files
        .get(path)
        .unwrap_or_else(|| panic!("{path} is not there"));
    let read = match path.ends_with(".gz") {
        true => serde_json::from_slice(&unpacked(bytes)),
        false => serde_json::from_slice(bytes),
    };
    read.unwrap_or_else(|why| panic!("{path}: {why}"))
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    GzDecoder::new(bytes)
        .read_to_end(&mut text)
        .expect("it is compressed");
    text
}

/// The tables of a page without the CSV that they name, and with the places themselves in place of their numbers.
fn tables(file: &Value) -> Vec<Value> {
    let tables = file["tables"].as_array().expect("a list of tables").iter();
    let tables = tables.filter(|table| table["kind"] == "table").cloned();
    tables
        .map(|mut table| {
            table.as_object_mut().expect("an object").remove("csv");
            resolve(&mut table, &file["sources"]);
            table
        })
        .collect()
}

fn resolve(value: &mut Value, places: &Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| resolve(value, places)),
        Value::Object(fields) => {
            for (name, value) in fields.iter_mut() {
                let numbers = match (name.as_str(), &mut *value) {
                    ("source", number) => std::slice::from_mut(number),
                    ("sources", Value::Array(numbers)) => numbers,
                    (_, other) => {
                        resolve(other, places);
                        continue;
                    }
                };
                for number in numbers.iter_mut().filter(|number| number.is_u64()) {
                    let at = number.as_u64().expect("it is a number");
                    *number = places[usize::try_from(at).expect("a small number")].clone();
                }
            }
        }
        _ => {}
    }
}

#[test]
fn the_data_of_a_compact_site_are_those_of_the_others() {
    let (all, compact) = (build(""), build("data_files: compact\n"));
    let is_beside = |path: &str| path.contains("/tables/") || path.contains("/charts/");
    assert!(all.keys().any(|path| is_beside(path)));
    assert!(!compact.keys().any(|path| is_beside(path)));
    let mut charts = 0;
    // The page that lists the files of an edition lists others.
    let is_data = |path: &&String| path.ends_with("/data.json") && *path != "2022/data/data.json";
    let data = all.keys().filter(is_data);
    for path in data {
        let (whole, small) = (json(&all, path), json(&compact, &format!("{path}.gz")));
        assert!(tables(&whole) == tables(&small), "{path}");
        let folder = path.strip_suffix("data.json").expect("it was found so");
        let none = serde_json::Map::new();
        for (name, chart) in small["charts"].as_object().unwrap_or(&none) {
            assert!(
                *chart == json(&all, &format!("{folder}charts/{name}.json")),
                "{path}: {name}"
            );
            charts += 1;
        }
    }
    let files = all.keys();
    let files = files.filter(|path| path.contains("/charts/") && path.ends_with(".json"));
    assert_eq!(charts, files.count(), "every chart is in a data file");
}

#[test]
fn charts_and_tables_name_data_that_are_there() {
    let compact = build("data_files: compact\n");
    let mut seen = 0;
    for (path, html) in compact.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(html);
        for part in html.split("data-chart=\"").skip(1) {
            let address = part.split('"').next().unwrap_or_default();
            let (file, name) = address.split_once('#').expect("file and name");
            let file = json(&compact, file.trim_start_matches('/'));
            assert_eq!(file["charts"][name]["id"], name, "{path}: {address}");
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen} charts");
}

#[test]
fn an_edition_has_the_same_tables_compressed() {
    let (all, compact) = (build(""), build("data_files: compact\n"));
    let is_data = |path: &&String| {
        let name = path.strip_prefix("2022/data/").unwrap_or_default();
        name.ends_with(".csv") && !name.contains('/')
    };
    let mut tables = 0;
    let of_audit = "2022/checks/audit.csv".to_owned();
    for path in all.keys().filter(is_data).chain([&of_audit]) {
        let text = unpacked(&compact[&format!("{path}.gz")]);
        assert!(text == all[path][..], "{path}");
        tables += 1;
    }
    assert!(tables > 10, "{tables} tables");
    for left_out in ["edition.json", "edition.xlsx"] {
        let path = format!("2022/data/{left_out}");
        assert!(all.contains_key(&path) && !compact.contains_key(&path));
    }
    let package = json(&compact, "2022/data/datapackage.json");
    let resources = package["resources"].as_array().expect("a list").iter();
    for resource in resources {
        let path = resource["path"].as_str().expect("a path");
        let bytes = &compact[&format!("2022/data/{path}")];
        assert_eq!(resource["bytes"], bytes.len());
        assert_eq!(resource["compression"], "gz");
    }
}
