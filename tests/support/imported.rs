//! Imported seed files are texts that somebody has read.

use std::fs;
use std::path::Path;

/// Holds a text against a file of `tests/import`; `TENKEN_BLESS=1` writes it anew.
pub fn expect(name: &str, text: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let path = folder.join(name);
    if std::env::var_os("TENKEN_BLESS").is_some() {
        fs::write(&path, text).expect("it can be written");
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        text, known,
        "{name}: bless with TENKEN_BLESS=1 after reading the difference"
    );
}
