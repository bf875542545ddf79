//! Parts of a page.

/// What stands between the first `begin` of a page and the `end` that follows.
///
/// # Panics
/// The page has none.
pub fn between<'page>(page: &'page str, begin: &str, end: &str) -> &'page str {
    let (_, rest) = page
        .split_once(begin)
        .unwrap_or_else(|| panic!("no {begin} in {page}"));
    let (part, _) = rest
        .split_once(end)
        .unwrap_or_else(|| panic!("no {end} after {begin} in {page}"));
    part
}
