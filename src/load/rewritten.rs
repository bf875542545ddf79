//! What programs that write into seed files have to know: which source documents there are, and whether all that people wrote
//! still says the same.

use serde_yaml::Value;

use super::seed::SeedSources;

/// Ids of the documents of a `sources.yaml`. A file that cannot be read has none; the build says why.
pub fn documents(sources: &[u8]) -> Vec<String> {
    let sources: Option<SeedSources> = serde_yaml::from_slice(sources).ok();
    let documents = sources.map_or_else(Vec::new, |sources| sources.documents);
    documents.into_iter().map(|document| document.id).collect()
}

/// True where two texts say the same but for one item of a list of the top level, which the new text has once. False where either
/// cannot be read.
pub fn is_all_else_same(old: &str, new: &str, key: &str, id: &str) -> bool {
    let read = |text: &str| {
        let mut value: Value = serde_yaml::from_str(text).ok()?;
        let map = value.as_mapping_mut()?;
        let list = map.remove(key).unwrap_or(Value::Null);
        let items = list.as_sequence().cloned().unwrap_or_default();
        Some((map.clone(), items))
    };
    let is_ours = |item: &Value| item.get("id").and_then(Value::as_str) == Some(id);
    let Some(((old, mut before), (new, mut after))) = read(old).zip(read(new)) else {
        return false;
    };
    let ours = after.iter().filter(|item| is_ours(item)).count();
    before.retain(|item| !is_ours(item));
    after.retain(|item| !is_ours(item));
    ours == 1 && old == new && before == after
}
