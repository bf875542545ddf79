//! The document for theme authors says what the views are.

use std::path::Path;

#[test]
fn the_document_for_theme_authors_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/THEMES.md");
    let wanted = tenken::render::contract::themes_document();
    if std::env::var_os("TENKEN_BLESS").is_some() {
        std::fs::write(&path, &wanted).expect("docs/ can be written");
    }
    let written = std::fs::read_to_string(&path).expect("docs/THEMES.md exists");
    assert!(
        written == wanted,
        "docs/THEMES.md is out of date; run TENKEN_BLESS=1 cargo test --test contract"
    );
}

#[test]
fn every_field_and_type_is_explained() {
    let document = tenken::render::contract::themes_document();
    let unexplained: Vec<&str> = document
        .lines()
        .filter(|line| line.starts_with("| `") && line.ends_with("|  |"))
        .collect();
    assert!(
        unexplained.is_empty(),
        "fields without a meaning: {unexplained:#?}"
    );
}
