//! `tenken check --message-format sarif` has the shape of SARIF 2.1.0: what code scanning services demand of it.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn log() -> Value {
    let run = Command::new(env!("CARGO_BIN_EXE_tenken"))
        .args([
            "check",
            "--message-format",
            "sarif",
            "--root",
            env!("CARGO_MANIFEST_DIR"),
        ])
        .output()
        .expect("the program runs");
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    serde_json::from_slice(&run.stdout).expect("the output is JSON")
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("{key} is a text in {value}"))
}

/// Keys that an object of the format may have, of those that are written.
fn only(value: &Value, keys: &[&str]) {
    for key in value.as_object().expect("an object").keys() {
        assert!(keys.contains(&key.as_str()), "unknown key {key} in {value}");
    }
}

fn location(location: &Value) {
    only(location, &["physicalLocation", "message"]);
    let physical = &location["physicalLocation"];
    only(physical, &["artifactLocation", "region"]);
    let uri = text(&physical["artifactLocation"], "uri");
    let path = percent_encoding::percent_decode_str(uri)
        .decode_utf8()
        .expect("UTF-8");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(&*path);
    let content = std::fs::read_to_string(file).expect("the file exists");
    let lines: Vec<&str> = content.lines().collect();
    let region = &physical["region"];
    only(
        region,
        &["startLine", "startColumn", "endLine", "endColumn"],
    );
    let number =
        |key: &str| usize::try_from(region[key].as_u64().expect("a number")).expect("small");
    let (start, end) = (number("startLine"), number("endLine"));
    let (from, to) = (number("startColumn"), number("endColumn"));
    assert!(1 <= start && start <= end && end <= lines.len(), "{region}");
    assert!(
        (start, from) < (end, to),
        "an empty region: {region} in {path}"
    );
    assert!(
        from <= lines[start - 1].chars().count(),
        "{region} in {path}"
    );
    assert!(
        to <= lines[end - 1].chars().count() + 1,
        "{region} in {path}"
    );
}

#[test]
fn findings_of_the_real_content_have_the_shape_of_sarif() {
    let log = log();
    only(&log, &["$schema", "version", "runs"]);
    assert_eq!(text(&log, "version"), "2.1.0");
    let [run] = log["runs"].as_array().expect("runs").as_slice() else {
        panic!("one run");
    };
    only(run, &["tool", "columnKind", "results"]);
    assert_eq!(text(run, "columnKind"), "unicodeCodePoints");
    let driver = &run["tool"]["driver"];
    only(driver, &["name", "version", "rules"]);
    assert!(!text(driver, "name").is_empty() && !text(driver, "version").is_empty());
    let rules = driver["rules"].as_array().expect("rules");
    let ids: BTreeSet<&str> = rules.iter().map(|rule| text(rule, "id")).collect();
    assert_eq!(ids.len(), rules.len(), "ids of rules are unique");
    for rule in rules {
        only(rule, &["id", "shortDescription", "fullDescription"]);
        assert!(!text(&rule["shortDescription"], "text").is_empty());
        assert!(!text(&rule["fullDescription"], "text").is_empty());
    }
    let results = run["results"].as_array().expect("results");
    assert!(results.len() > 20, "{} results", results.len());
    for result in results {
        only(
            result,
            &[
                "ruleId",
                "ruleIndex",
                "level",
                "message",
                "locations",
                "relatedLocations",
            ],
        );
        let index =
            usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(text(&rules[index], "id"), text(result, "ruleId"));
        assert!(["note", "warning", "error"].contains(&text(result, "level")));
        assert!(!text(&result["message"], "text").is_empty());
        let locations = result["locations"].as_array().expect("locations");
        assert_eq!(locations.len(), 1);
        let related = result["relatedLocations"].as_array();
        locations
            .iter()
            .chain(related.into_iter().flatten())
            .for_each(location);
    }
}
