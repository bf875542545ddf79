//! temp
use crate::diagnostic::*;
use crate::say;
pub fn parse<T: serde::de::DeserializeOwned + schemars::JsonSchema>(file: &str, bytes: &[u8]) -> Result<T, Vec<Diagnostic>> {
    serde_yaml::from_slice(bytes).map_err(|e| vec![Diagnostic::new(RuleId::YamlSyntax, file, Place::File, say!("{e}", "{e}"))])
}
