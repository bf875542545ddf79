//! The words of the interface: Fluent catalogues of the program and of the theme, one set a language.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use unic_langid::LanguageIdentifier;

use crate::diagnostic::{Diagnostic, Lang, Place, RuleId};
use crate::say;

/// Words made by the program itself (labels of rows, statuses, captions).
const fn program(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Ja => ("src/i18n/ja.ftl", include_str!("i18n/ja.ftl")),
        Lang::En => ("src/i18n/en.ftl", include_str!("i18n/en.ftl")),
    }
}

/// A catalogue of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Catalogue<'a> {
    pub lang: Lang,
    /// Path of the file.
    pub file: &'a str,
    pub text: &'a str,
}

/// The messages of one language.
pub struct Messages {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    /// Messages without arguments, formatted once: labels are asked for in every cell.
    plain: HashMap<String, String>,
    /// Messages in which arguments stand as they are given, cut at these: a page has thousands of them.
    cut: HashMap<String, Vec<Piece>>,
}

/// A piece of a message.
#[derive(Debug)]
enum Piece {
    Text(String),
    Argument(String),
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages")
            .field("lang", &self.lang)
            .field("plain", &self.plain.len())
            .finish_non_exhaustive()
    }
}

impl Messages {
    /// Reads the program's catalogues and those of the themes; later ones win. A message that the language lacks has the
    /// words of the other one.
    ///
    /// # Errors
    /// Every catalogue that Fluent cannot read.
    pub fn new(lang: Lang, catalogues: &[Catalogue<'_>]) -> Result<Messages, Vec<Diagnostic>> {
        let tag = lang.code().parse::<LanguageIdentifier>();
        let mut bundle = FluentBundle::new_concurrent(vec![tag.expect("codes are languages")]);
        bundle.set_use_isolating(false);
        let mut keys = BTreeSet::new();
        let mut problems = Vec::new();
        for catalogue in ordered(lang, catalogues) {
            match FluentResource::try_new(catalogue.text.to_owned()) {
                Ok(resource) => bundle.add_resource_overriding(resource),
                Err((_, errors)) => problems.extend(errors.into_iter().map(|error| {
                    let place = Place::from(error.slice.unwrap_or(error.pos));
                    Diagnostic::new(
                        RuleId::ThemeError,
                        catalogue.file,
                        place,
                        say!("文言の書き方が誤っています", "the catalogue cannot be read"),
                    )
                })),
            }
            keys.extend(entries(catalogue.text).map(|entry| entry.key));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut messages = Messages {
            lang,
            bundle,
            plain: HashMap::new(),
            cut: HashMap::new(),
        };
        for key in keys {
            if let Some(text) = messages.try_format(key, None) {
                messages.plain.insert(key.to_owned(), text);
            }
            let message = messages.bundle.get_message(key);
            if let Some(pieces) = message.and_then(|message| cut(message.value()?)) {
                messages.cut.insert(key.to_owned(), pieces);
            }
        }
        Ok(messages)
    }

    /// The language of the messages.
    pub fn lang(&self) -> Lang {
        self.lang
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
        if let Some(pieces) = self.cut.get(key) {
            return joined(pieces, arguments);
        }
        let mut args = FluentArgs::new();
        for (name, value) in arguments {
            args.set((*name).to_owned(), argument(value));
        }
        self.try_format(key, Some(&args))
    }

    /// A message of the program's own catalogue with arguments.
    pub fn say(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        self.format(key, arguments)
            .unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    /// Several things named one after another: 「甲、乙」, "A, B".
    pub fn list<T: AsRef<str>>(&self, parts: impl IntoIterator<Item = T>) -> String {
        self.joined("list-comma", parts)
    }

    /// Short words side by side: 「中間評価・事後評価」, "interim, ex-post".
    pub fn dotted<T: AsRef<str>>(&self, parts: impl IntoIterator<Item = T>) -> String {
        self.joined("list-dot", parts)
    }

    /// Names in quotation marks one after another: 「「甲」「乙」」, "“A”, “B”".
    pub fn quoted<T: AsRef<str>>(&self, parts: impl IntoIterator<Item = T>) -> String {
        self.joined("list-quoted", parts)
    }

    /// What stands side by side in one line, each a thing of its own: 「予算　当初予算」, "Budget · initial budget".
    pub fn spaced<T: AsRef<str>>(&self, parts: impl IntoIterator<Item = T>) -> String {
        self.joined("list-space", parts)
    }

    fn joined<T: AsRef<str>>(&self, separator: &str, parts: impl IntoIterator<Item = T>) -> String {
        let mut out = String::new();
        for part in parts {
            let part = part.as_ref();
            if !out.is_empty() && !part.is_empty() {
                out.push_str(self.get(separator));
            }
            out.push_str(part);
        }
        out
    }

    /// A text with a remark in brackets: 「2023年度（要求額）」, "FY2023 (request)".
    pub fn remarked(&self, text: &str, remark: &str) -> String {
        match remark {
            "" => text.to_owned(),
            remark => self.say("text-remark", &[("text", text), ("remark", remark)]),
        }
    }

    /// The term of this language for a label that documents print with the usual Japanese term of an item, such as 前年度から
    /// 繰越し; nothing for any other label, and in Japanese.
    pub fn item(&self, printed: &str) -> Option<&str> {
        if self.lang == Lang::Ja {
            return None;
        }
        self.find(items().get(printed)?)
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

/// A message cut at its arguments; nothing where it chooses between words.
fn cut(pattern: &Pattern<&str>) -> Option<Vec<Piece>> {
    let piece = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => Some(Piece::Text((*value).to_owned())),
        PatternElement::Placeable {
            expression: Expression::Inline(InlineExpression::VariableReference { id }),
        } => Some(Piece::Argument(id.name.to_owned())),
        PatternElement::Placeable { .. } => None,
    };
    pattern.elements.iter().map(piece).collect()
}

fn joined(pieces: &[Piece], arguments: &[(&str, &str)]) -> Option<String> {
    let mut text = String::new();
    for piece in pieces {
        text.push_str(match piece {
            Piece::Text(text) => text,
            // The last one counts where one is given twice.
            Piece::Argument(name) => arguments.iter().rfind(|(given, _)| given == name)?.1,
        });
    }
    Some(text)
}

/// An argument: a whole number is one for Fluent too, so that messages can choose between "1 item" and "2 items"; everything
/// else, numbers with separators or leading zeros too, is text.
fn argument(value: &str) -> FluentValue<'static> {
    match value.parse::<i32>() {
        Ok(number) if number.to_string() == value => FluentValue::from(number),
        _ => FluentValue::from(value.to_owned()),
    }
}

/// The usual Japanese terms of items, with their keys.
fn items() -> &'static HashMap<&'static str, &'static str> {
    static ITEMS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        let (_, text) = program(Lang::Ja);
        let items = text.lines().filter(|line| line.starts_with("item-"));
        items
            .filter_map(|line| line.split_once('='))
            .map(|(key, term)| (term.trim(), key.trim()))
            .collect()
    });
    &ITEMS
}

/// The catalogues as they are read: first those of the other language, then those of this one; the program's before the
/// theme's.
fn ordered<'a>(lang: Lang, catalogues: &'a [Catalogue<'a>]) -> Vec<Catalogue<'a>> {
    let other = Lang::ALL.into_iter().filter(|other| *other != lang);
    let read = |lang: Lang| {
        let (file, text) = program(lang);
        let own = Catalogue { lang, file, text };
        let themes = catalogues.iter().copied();
        std::iter::once(own).chain(themes.filter(move |catalogue| catalogue.lang == lang))
    };
    other.chain([lang]).flat_map(read).collect()
}

/// A message as it is written.
struct Entry<'a> {
    key: &'a str,
    /// Bytes of the key in the catalogue.
    at: std::ops::Range<usize>,
    /// Names of the arguments.
    arguments: BTreeSet<&'a str>,
}

/// The messages of a catalogue: a key at the beginning of a line, then ` =`, and all up to the next.
fn entries(text: &str) -> impl Iterator<Item = Entry<'_>> {
    let starts: Vec<(usize, &str)> = text
        .split_inclusive('\n')
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        })
        .filter_map(|(start, line)| Some((start, key(line)?)))
        .collect();
    let ends: Vec<usize> = starts.iter().skip(1).map(|(start, _)| *start).collect();
    let ends = ends.into_iter().chain([text.len()]);
    starts
        .into_iter()
        .zip(ends)
        .map(|((start, key), end)| Entry {
            key,
            at: start..start + key.len(),
            arguments: arguments(&text[start..end]),
        })
}

fn key(line: &str) -> Option<&str> {
    let key = line.split_once('=')?.0.trim_end();
    let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    is_key.then_some(key)
}

/// Names after `$`, outside comments.
fn arguments(message: &str) -> BTreeSet<&str> {
    let lines = message.lines().filter(|line| !line.starts_with('#'));
    lines
        .flat_map(|line| line.split('$').skip(1))
        .map(|rest| {
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
            &rest[..end.unwrap_or(rest.len())]
        })
        .collect()
}

/// Messages that one language has and the other lacks, or that ask for other arguments there: where the words stand that do
/// exist.
pub fn missing(catalogues: &[Catalogue<'_>]) -> Vec<Diagnostic> {
    let known = Lang::ALL.map(|lang| {
        let own = ordered(lang, catalogues);
        let own = own.into_iter().filter(|catalogue| catalogue.lang == lang);
        own.flat_map(|catalogue| entries(catalogue.text))
            .map(|entry| (entry.key, entry.arguments))
            .collect::<BTreeMap<_, _>>()
    });
    let mut found = Vec::new();
    for (lang, other) in [(Lang::Ja, Lang::En), (Lang::En, Lang::Ja)] {
        let there = &known[other as usize];
        let (here, wanted) = (lang.code(), other.code());
        for catalogue in catalogues.iter().filter(|c| c.lang == lang) {
            for entry in entries(catalogue.text) {
                let key = entry.key;
                let message = match there.get(key) {
                    None => say!(
                        "文言「{key}」は {here} だけにあり、{wanted} にありません。{wanted} のページにも {here} の文言が出ます",
                        "the message `{key}` is there in `{here}` but not in `{wanted}`, whose pages show it in `{here}`"
                    ),
                    // Fewer are needed in some languages; one that nobody gives is a gap on the page.
                    Some(arguments) if !entry.arguments.is_subset(arguments) => say!(
                        "文言「{key}」の引数が {here} と {wanted} で違います",
                        "the message `{key}` has other arguments in `{here}` than in `{wanted}`"
                    ),
                    Some(_) => continue,
                };
                let file = catalogue
                    .file
                    .replace(&format!("/i18n/{here}.ftl"), &format!("/i18n/{wanted}.ftl"));
                let help = say!("{file} に書いてください", "Write it in {file}");
                let place = Place::from(entry.at);
                let problem =
                    Diagnostic::new(RuleId::UnknownMessage, catalogue.file, place, message);
                found.push(problem.help(help));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program_and_theme() -> Vec<Catalogue<'static>> {
        let theme = |lang, text| Catalogue {
            lang,
            file: "themes/default/i18n",
            text,
        };
        let own = Lang::ALL.map(|lang| {
            let (file, text) = program(lang);
            Catalogue { lang, file, text }
        });
        let themes = [
            theme(Lang::Ja, include_str!("../themes/default/i18n/ja.ftl")),
            theme(Lang::En, include_str!("../themes/default/i18n/en.ftl")),
        ];
        own.into_iter().chain(themes).collect()
    }

    #[test]
    fn both_languages_have_the_same_messages_with_the_same_arguments() {
        let of = |lang: Lang| {
            let all = program_and_theme();
            all.iter()
                .filter(|catalogue| catalogue.lang == lang)
                .flat_map(|catalogue| entries(catalogue.text))
                .map(|entry| (entry.key.to_owned(), format!("{:?}", entry.arguments)))
                .collect::<BTreeMap<_, _>>()
        };
        let (ja, en) = (of(Lang::Ja), of(Lang::En));
        let differ: Vec<_> = ja
            .iter()
            .filter(|(key, arguments)| en.get(*key) != Some(*arguments))
            .chain(en.iter().filter(|(key, _)| !ja.contains_key(*key)))
            .collect();
        assert!(differ.is_empty(), "the catalogues differ in {differ:?}");
        assert_eq!(missing(&program_and_theme()), []);
    }

    #[test]
    fn no_catalogue_has_a_key_twice() {
        for catalogue in program_and_theme() {
            let mut seen = BTreeSet::new();
            for entry in entries(catalogue.text) {
                assert!(
                    seen.insert(entry.key),
                    "{} has `{}` twice",
                    catalogue.file,
                    entry.key
                );
            }
        }
    }

    #[test]
    fn a_message_that_a_language_lacks_is_reported_and_shown_in_the_other() {
        let catalogues = [
            Catalogue {
                lang: Lang::Ja,
                file: "themes/own/i18n/ja.ftl",
                text: "# 自分の文言\nown-word = 独自\nboth = { $a }と\n",
            },
            Catalogue {
                lang: Lang::En,
                file: "themes/own/i18n/en.ftl",
                text: "both = { $a } and { $b }\nnav-home = Start\n",
            },
        ];
        let messages = Messages::new(Lang::En, &catalogues).expect("they can be read");
        assert_eq!(messages.get("own-word"), "独自");
        assert_eq!(messages.get("nav-home"), "Start");
        let found = missing(&catalogues);
        let said: Vec<_> = found
            .iter()
            .map(|found| (found.labels[0].file.as_str(), found.message.en.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                (
                    "themes/own/i18n/ja.ftl",
                    "the message `own-word` is there in `ja` but not in `en`, whose pages show it in `ja`"
                ),
                (
                    "themes/own/i18n/en.ftl",
                    "the message `both` has other arguments in `en` than in `ja`"
                ),
            ]
        );
        assert_eq!(
            found[0].labels[0].place,
            Place::Bytes { start: 18, end: 26 }
        );
    }

    #[test]
    fn messages_that_are_cut_say_what_fluent_says() {
        for lang in Lang::ALL {
            let messages = Messages::new(lang, &program_and_theme()).expect("they can be read");
            assert!(messages.cut.len() > 100, "{}", messages.cut.len());
            for (key, pieces) in &messages.cut {
                let names = pieces.iter().filter_map(|piece| match piece {
                    Piece::Argument(name) => Some(name.as_str()),
                    Piece::Text(_) => None,
                });
                let names: Vec<&str> = names.collect();
                for value in ["予算", "12", "-3", "007", "1,200", "\u{2068}x", ""] {
                    let given: Vec<_> = names.iter().map(|name| (*name, value)).collect();
                    let mut args = FluentArgs::new();
                    for (name, value) in &given {
                        args.set((*name).to_owned(), argument(value));
                    }
                    let fluent = messages.try_format(key, Some(&args));
                    assert_eq!(messages.format(key, &given), fluent, "{key}");
                }
                assert!(names.is_empty() || messages.format(key, &[]).is_none());
            }
        }
    }

    #[test]
    fn numbers_choose_the_form_of_words_and_stay_as_they_are_written() {
        let catalogue = Catalogue {
            lang: Lang::En,
            file: "x",
            text: "items = { $n ->\n    [one] { $n } item\n   *[other] { $n } items\n }\n",
        };
        let messages = Messages::new(Lang::En, &[catalogue]).expect("it can be read");
        for (n, shown) in [
            ("1", "1 item"),
            ("2", "2 items"),
            ("0", "0 items"),
            ("1,200", "1,200 items"),
            ("0271", "0271 items"),
            ("2147483648", "2147483648 items"),
        ] {
            assert_eq!(messages.say("items", &[("n", n)]), shown);
        }
    }
}
