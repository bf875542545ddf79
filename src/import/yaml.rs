//! YAML that people like to read and to compare: block style, short maps of a list on one line, long texts in one piece.
//!
//! What is written is read back as the same values: every text that YAML could take for something else is quoted.

/// A value of a seed file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Yaml {
    /// A text.
    Text(String),
    /// A number or word that stands as it is.
    Plain(String),
    List(Vec<Yaml>),
    Map(Vec<(&'static str, Yaml)>),
}

/// Width up to which a map of a list, or a list of scalars, stays on one line, in characters.
const WIDTH: usize = 160;

impl Yaml {
    pub(crate) fn text(text: &str) -> Yaml {
        Yaml::Text(text.to_owned())
    }

    pub(crate) fn plain(value: impl ToString) -> Yaml {
        Yaml::Plain(value.to_string())
    }

    /// The value of a key of a map.
    pub(crate) fn get(&self, key: &str) -> Option<&Yaml> {
        match self {
            Yaml::Map(entries) => entries
                .iter()
                .find(|(name, _)| *name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The items of a list; none of anything else.
    pub(crate) fn items(&self) -> &[Yaml] {
        match self {
            Yaml::List(items) => items,
            _ => &[],
        }
    }

    /// The text or word; empty for anything else.
    pub(crate) fn scalar(&self) -> &str {
        match self {
            Yaml::Text(text) | Yaml::Plain(text) => text,
            _ => "",
        }
    }

    fn is_scalar(&self) -> bool {
        matches!(self, Yaml::Text(_) | Yaml::Plain(_))
    }

    /// The value on one line.
    fn flow(&self) -> String {
        match self {
            Yaml::Text(text) => scalar(text, true),
            Yaml::Plain(text) => text.clone(),
            Yaml::List(items) => {
                let items: Vec<String> = items.iter().map(Yaml::flow).collect();
                format!("[{}]", items.join(", "))
            }
            Yaml::Map(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(key, value)| format!("{key}: {}", value.flow()))
                    .collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }

    /// True for what is easy to read on one line: scalars, and lists of scalars or of maps of one scalar (columns).
    fn is_simple(&self) -> bool {
        match self {
            Yaml::Map(entries) => entries.iter().all(|(_, value)| match value {
                Yaml::List(items) => items.iter().all(Yaml::is_column),
                other => other.is_scalar(),
            }),
            Yaml::List(items) => !items.is_empty() && items.iter().all(Yaml::is_column),
            _ => true,
        }
    }

    fn is_column(&self) -> bool {
        match self {
            Yaml::Map(entries) => entries.len() == 1 && entries.iter().all(|(_, v)| v.is_scalar()),
            other => other.is_scalar(),
        }
    }

    fn on_one_line(&self, indent: usize) -> Option<String> {
        let line = self.is_simple().then(|| self.flow())?;
        (indent + line.chars().count() <= WIDTH).then_some(line)
    }
}

/// The text of `key: value` of the top level, ending with a line break.
pub(crate) fn block(key: &str, value: &Yaml) -> String {
    let mut out = String::new();
    entry(key, value, 0, &mut out);
    out
}

fn entry(key: &str, value: &Yaml, indent: usize, out: &mut String) {
    let pad = " ".repeat(indent);
    match value {
        Yaml::Text(text) => out.push_str(&format!("{pad}{key}: {}\n", scalar(text, false))),
        Yaml::Plain(text) => out.push_str(&format!("{pad}{key}: {text}\n")),
        Yaml::List(items) if items.iter().all(Yaml::is_column) => {
            match value.on_one_line(indent + key.len() + 2) {
                Some(line) => out.push_str(&format!("{pad}{key}: {line}\n")),
                None if items.is_empty() => out.push_str(&format!("{pad}{key}: []\n")),
                None => list(key, items, indent, out),
            }
        }
        Yaml::List(items) => list(key, items, indent, out),
        Yaml::Map(entries) => {
            out.push_str(&format!("{pad}{key}:\n"));
            for (key, value) in entries {
                entry(key, value, indent + 2, out);
            }
        }
    }
}

fn list(key: &str, items: &[Yaml], indent: usize, out: &mut String) {
    out.push_str(&format!("{}{key}:\n", " ".repeat(indent)));
    for one in items {
        item(one, indent + 2, out);
    }
}

fn item(value: &Yaml, indent: usize, out: &mut String) {
    let pad = " ".repeat(indent);
    if let Some(line) = value.on_one_line(indent + 2) {
        out.push_str(&format!("{pad}- {line}\n"));
        return;
    }
    match value {
        Yaml::Map(entries) => {
            let mut inner = String::new();
            for (key, value) in entries {
                entry(key, value, indent + 2, &mut inner);
            }
            // The first key stands behind the dash.
            out.push_str(&format!("{pad}- {}", &inner[indent + 2..]));
        }
        other => out.push_str(&format!("{pad}- {}\n", other.flow())),
    }
}

/// A text as a YAML scalar that is read back as the same text. `in_flow` forbids what ends a value inside brackets.
fn scalar(text: &str, in_flow: bool) -> String {
    if is_plain(text, in_flow) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

fn is_plain(text: &str, in_flow: bool) -> bool {
    const STARTS: &str = "-?:,[]{}#&*!|>'\"%@`=<~";
    let Some(first) = text.chars().next() else {
        return false;
    };
    let is_odd = |c: char| {
        c.is_control()
            || matches!(
                c,
                '\u{85}' | '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}'
            )
            || (in_flow && matches!(c, ',' | '[' | ']' | '{' | '}'))
    };
    !STARTS.contains(first)
        && text.trim() == text
        && !text.contains(is_odd)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !is_other_type(text)
}

/// True for what YAML readers take for a number, a date, a truth value or nothing.
fn is_other_type(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "null", "true", "false", "yes", "no", "on", "off", "y", "n", "~", "nan", "inf",
    ];
    let is_numeric_start = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
    (text.is_ascii() && is_numeric_start)
        || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// A text in double quotes, with the escapes of YAML.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control()
                || matches!(
                    c,
                    '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
                ) =>
            {
                out.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
