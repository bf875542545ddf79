//! An item of a list of a seed file that stands between two marks. Whatever else is in the file stays, which is checked by reading
//! both.

use crate::diagnostic::Say;
use crate::import::keep::checksum;
use crate::load::rewritten::is_all_else_same;
use crate::say;

/// Beginning of the marks.
const MARK: &str = "# --- imported:";

/// What becomes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Placed {
    New(String),
    Changed(String),
    Unchanged,
    /// What stands between the marks was edited by hand; here is the text that would replace it.
    Edited(String),
    Refused(Say),
}

/// Puts an item into the list `key`. `item` are its lines, indented by two spaces.
pub(super) fn put(old: &str, key: &str, id: &str, item: &str) -> Placed {
    let begin = format!("{MARK} `{id}` (");
    let end = format!("{MARK} end of `{id}` ---");
    let lines: Vec<&str> = old.split_inclusive('\n').collect();
    let find = |mark: &str| {
        lines
            .iter()
            .position(|line| line.trim_start().starts_with(mark))
    };
    let new = match (find(&begin), find(&end)) {
        (Some(first), Some(last)) if first < last => {
            let indent = indent(lines[first]);
            let own = lines[first + 1..last].concat();
            let is_edited = !lines[first].contains(&checksum(&unindented(&own, indent)));
            let region = region(id, item, indent);
            let (before, after) = (lines[..first].concat(), lines[last + 1..].concat());
            let new = format!("{before}{region}{after}");
            match (new == old, is_edited) {
                (true, _) => return Placed::Unchanged,
                (false, true) => Placed::Edited(new),
                (false, false) => Placed::Changed(new),
            }
        }
        (None, None) => match inserted(&lines, key, id, item) {
            Ok(new) => Placed::New(new),
            Err(why) => return Placed::Refused(why),
        },
        _ => {
            return Placed::Refused(say!(
                "取り込みの目印の行が一方しかない",
                "one of the two lines that mark the import is missing"
            ));
        }
    };
    match &new {
        Placed::New(text) | Placed::Changed(text) | Placed::Edited(text) => {
            match is_all_else_same(old, text, key, id) {
                true => new,
                false => Placed::Refused(say!(
                    "手で書かれた部分を変えずに書き込めない形になっている",
                    "it cannot be written into without changing what people wrote"
                )),
            }
        }
        _ => new,
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The item between its marks, indented.
fn region(id: &str, item: &str, indent: usize) -> String {
    let pad = " ".repeat(indent);
    let item = unindented(item, 2);
    let sum = checksum(&item);
    let mut out = format!(
        "{pad}{MARK} `{id}` ({sum}); what stands before the end mark is replaced by the next import ---\n"
    );
    for line in item.lines() {
        out.push_str(&format!("{pad}{line}\n"));
    }
    out.push_str(&format!("{pad}{MARK} end of `{id}` ---\n"));
    out
}

fn unindented(text: &str, indent: usize) -> String {
    let lines = text.lines().map(|line| {
        let own = self::indent(line).min(indent);
        format!("{}\n", &line[own..])
    });
    lines.collect()
}

/// The file with the item at the end of the list.
fn inserted(lines: &[&str], key: &str, id: &str, item: &str) -> Result<String, Say> {
    let head = format!("{key}:");
    let place = lines.iter().position(|line| line.starts_with(&head));
    let Some(place) = place else {
        let whole = lines.concat();
        let whole = whole.trim_end();
        return Ok(format!("{whole}\n\n{head}\n{}", region(id, item, 2)));
    };
    let rest = lines[place][head.len()..].trim();
    let is_empty_list = rest == "[]";
    if !(rest.is_empty() || rest.starts_with('#') || is_empty_list) {
        return Err(say!(
            "「{key}」が括弧を使って書かれている（項目を1行ずつ「- 」で書いてください）",
            "`{key}` is written in brackets (write its items one below the other, with `- `)"
        ));
    }
    let goes_on = |line: &&&str| line.starts_with([' ', '\n', '\r', '#', '-', '\t']);
    let end = place + 1 + lines[place + 1..].iter().take_while(goes_on).count();
    let says = |line: &str| {
        let text = line.trim();
        !text.is_empty() && (!text.starts_with('#') || text.starts_with(MARK))
    };
    let inner = place + 1..end;
    let last = inner.clone().rfind(|at| says(lines[*at]));
    let first = inner.clone().find(|at| says(lines[*at]));
    let own = first.map_or(2, |at| indent(lines[at]));
    let after = last.unwrap_or(place) + 1;
    let mut before = lines[..after].concat();
    if is_empty_list {
        before = format!("{}{head}\n", lines[..place].concat());
    }
    if !before.ends_with('\n') {
        before.push('\n');
    }
    let region = region(id, item, own);
    Ok(format!("{before}{region}{}", lines[after..].concat()))
}
