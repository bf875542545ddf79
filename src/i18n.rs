//! The words of the interface: Fluent catalogues of the program and of the theme, one language at a time.

use std::collections::HashMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::diagnostic::{Diagnostic, Place, RuleId};
use crate::say;

/// Words made by the program itself (labels of rows, statuses, captions).
const PROGRAM_CATALOGUE: &str = include_str!("i18n/ja.ftl");

/// A catalogue of messages.
pub struct Messages {
    bundle: FluentBundle<FluentResource>,
    /// Messages without arguments, formatted once: labels are asked for in every cell.
    plain: HashMap<String, String>,
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages")
            .field("plain", &self.plain.len())
            .finish_non_exhaustive()
    }
}

impl Messages {
    /// Reads the program's catalogue and the catalogues of the themes; later ones win. Each is a file path and its text.
    ///
    /// # Errors
    /// Every catalogue that Fluent cannot read.
    pub fn new(catalogues: &[(String, &str)]) -> Result<Messages, Vec<Diagnostic>> {
        let mut bundle = FluentBundle::new_concurrent(vec![
            "ja".parse::<LanguageIdentifier>()
                .expect("`ja` is a language"),
        ]);
        bundle.set_use_isolating(false);
        let mut plain = HashMap::new();
        let mut problems = Vec::new();
        let own = ("src/i18n/ja.ftl".to_owned(), PROGRAM_CATALOGUE);
        for (file, text) in std::iter::once(&own).chain(catalogues) {
            match FluentResource::try_new((*text).to_owned()) {
                Ok(resource) => bundle.add_resource_overriding(resource),
                Err((_, errors)) => problems.extend(errors.into_iter().map(|error| {
                    let place = Place::from(error.slice.unwrap_or(error.pos));
                    Diagnostic::new(
                        RuleId::ThemeError,
                        file,
                        place,
                        say!("文言の書き方が誤っています", "the catalogue cannot be read"),
                    )
                })),
            }
            plain.extend(keys(text).map(|key| (key.to_owned(), String::new())));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut messages = Messages {
            bundle,
            plain: HashMap::new(),
        };
        for key in plain.into_keys() {
            if let Some(text) = messages.try_format(&key, None) {
                messages.plain.insert(key, text);
            }
        }
        Ok(messages)
    }

    /// A message without arguments; the key in brackets where there is none, which a test of the whole site forbids.
    pub fn get(&self, key: &str) -> &str {
        self.plain.get(key).map_or("⟦?⟧", String::as_str)
    }

    /// A message without arguments, where the catalogue has it.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.plain.get(key).map(String::as_str)
    }

    /// A message with arguments; nothing where the catalogue lacks it or an argument is missing.
    pub fn format(&self, key: &str, arguments: &[(&str, &str)]) -> Option<String> {
        let mut args = FluentArgs::new();
        for (name, value) in arguments {
            args.set((*name).to_owned(), FluentValue::from((*value).to_owned()));
        }
        self.try_format(key, Some(&args))
    }

    /// A message of the program's own catalogue with arguments.
    pub fn say(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.format(key, arguments)
            .unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    fn try_format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, args, &mut errors)
            .into_owned();
        errors.is_empty().then_some(text)
    }
}

/// The keys of a catalogue: what stands before ` =` at the beginning of a line.
fn keys(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let key = line.split_once('=')?.0.trim_end();
        let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
            && key
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        is_key.then_some(key)
    })
}
