//! The place where the parser stopped → what a person did there, in words they know, and an edit that lets it go on.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, RuleId, Say};
use crate::say;

use super::draft::{Edit, Edits};
use super::suspect::{self, Separator, Suspect};
use super::syntax::{content_line_before, floor, line_at, lines, tab_indents};

/// What [`Fault::info`] says where lists and maps are nested too deeply.
pub(super) const TOO_DEEP: &str = "recursion limit exceeded";

/// Why reading stopped.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fault {
    /// What the parser says.
    pub info: String,
    /// Byte where it says so.
    pub at: usize,
    /// The value read last.
    pub last: Range<usize>,
    /// Where the open `[` and `{` stand, from the outermost to the innermost.
    pub brackets: Vec<usize>,
}

/// Why, as a person would say it.
#[derive(Debug, Clone, Default)]
pub(super) struct Cause {
    /// What to report; empty where the fault follows from one that is reported already.
    pub diagnostics: Vec<Diagnostic>,
    /// Edits after which reading can go on; none where it cannot.
    pub edits: Vec<Edit>,
}

impl Cause {
    fn one(diagnostic: Diagnostic, edit: Edit) -> Cause {
        Cause {
            diagnostics: vec![diagnostic],
            edits: vec![edit],
        }
    }
}

/// Explains a fault.
pub(super) fn explain(file: &str, text: &str, fault: &Fault, edits: &Edits) -> Cause {
    let at = floor(text, fault.at);
    let case = Case {
        file,
        text,
        fault,
        edits,
        at,
        line: line_at(text, at),
    };
    case.too_deep()
        .or_else(|| case.tab_after_colon())
        .or_else(|| case.tabs())
        .or_else(|| case.suspect())
        .or_else(|| case.quoted())
        .or_else(|| case.bracket())
        .or_else(|| case.first_character())
        .or_else(|| case.colon_in_value())
        .unwrap_or_else(|| case.layout())
}

/// A fault with its surroundings.
struct Case<'t> {
    file: &'t str,
    text: &'t str,
    fault: &'t Fault,
    edits: &'t Edits,
    at: usize,
    line: Range<usize>,
}

impl<'t> Case<'t> {
    fn says(&self, words: &str) -> bool {
        self.fault.info.contains(words)
    }

    fn report(&self, place: Range<usize>, message: Say, help: Say) -> Diagnostic {
        Diagnostic::new(RuleId::YamlSyntax, self.file, place, message).help(help)
    }

    fn slice(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// The character at the fault with its bytes.
    fn character(&self) -> Option<(char, Range<usize>)> {
        let character = self.text[self.at..].chars().next()?;
        Some((character, self.at..self.at + character.len_utf8()))
    }

    fn too_deep(&self) -> Option<Cause> {
        self.says(TOO_DEEP).then(|| {
            let message = say!(
                "括弧や字下げの入れ子が深すぎます",
                "lists and maps are nested too deeply"
            );
            let help = say!(
                "括弧 `[` `{{` の閉じ忘れがないか確かめてください",
                "Check that every `[` and `{{` is closed"
            );
            Cause {
                diagnostics: vec![self.report(self.at..self.at + 1, message, help)],
                edits: Vec::new(),
            }
        })
    }

    /// A tab after a colon is allowed by YAML; only the parser used here stops at it.
    fn tab_after_colon(&self) -> Option<Cause> {
        if !self.says("must be followed by a valid YAML whitespace") {
            return None;
        }
        let before = self.text[..self.at].trim_end_matches('\t').len();
        let after = self.text[before..].trim_start_matches('\t');
        let tabs = before..self.text.len() - after.len();
        (!tabs.is_empty()).then(|| Cause {
            diagnostics: Vec::new(),
            edits: vec![Edit::sound(tabs, " ")],
        })
    }

    fn tabs(&self) -> Option<Cause> {
        let near = self
            .slice(&self.line)
            .trim_start_matches(' ')
            .starts_with('\t');
        if !self.says("tab") && !near {
            return None;
        }
        let tabs: Vec<_> = tab_indents(self.text)
            .into_iter()
            .filter(|tab| !self.edits.touch(tab))
            .collect();
        (!tabs.is_empty()).then(|| Cause {
            diagnostics: tabs
                .iter()
                .map(|tab| tab_indent(self.file, tab.clone()))
                .collect(),
            edits: tabs.into_iter().map(|tab| self.untab(tab)).collect(),
        })
    }

    /// Two spaces a tab: a guess, as nobody can tell how wide the author's tabs are.
    fn untab(&self, tab: Range<usize>) -> Edit {
        let spaces = self.slice(&tab).replace('\t', "  ");
        Edit::guess(tab, &spaces)
    }

    /// A separator that went wrong, here or on a line that was swallowed by the value read last.
    fn suspect(&self) -> Option<Cause> {
        let found = self
            .suspect_lines()
            .into_iter()
            .find_map(|(line, any_key)| {
                let suspect = suspect::of_line(line.start, self.slice(&line), any_key)?;
                self.is_credible(&suspect).then_some(suspect)
            })?;
        Some(Cause::one(found.diagnostic(self.file), found.edit()))
    }

    fn is_credible(&self, suspect: &Suspect) -> bool {
        let dash_expected = self.says("simple key") || self.says("'-'");
        !self.edits.touch(&suspect.range)
            && (suspect.kind != Separator::NoSpaceAfterDash || dash_expected)
    }

    /// Lines on which the cause may stand, with whether any text may be a key there.
    fn suspect_lines(&self) -> Vec<(Range<usize>, bool)> {
        let mut found = Vec::new();
        if self.says("simple key") {
            let lines = [
                self.line_after_last(),
                content_line_before(self.text, self.at),
            ];
            found.extend(lines.into_iter().flatten().map(|line| (line, true)));
        } else if !self.says("quoted") && !self.says("unexpected character") {
            found.push((self.line.clone(), self.says("did not find expected")));
        }
        if self.says("mapping values") && self.fault.last.start < self.line.start {
            let first = line_at(self.text, self.fault.last.start);
            let swallowed = self.slice(&(first.start..self.line.start));
            found.extend(
                lines(swallowed)
                    .map(|(at, line)| (first.start + at..first.start + at + line.len(), false)),
            );
        }
        found
    }

    fn quoted(&self) -> Option<Cause> {
        if self.says("trailing content") || (self.fault.last.end <= self.at && self.follows_quote())
        {
            return Some(self.after_quote());
        }
        if !self.says("quoted scalar") {
            return None;
        }
        let rest = self.at..self.line.end;
        let quote = self
            .slice(&rest)
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''))?;
        if self.says("escape") || self.says("hexadecimal") {
            let message = say!(
                "`\\` の後に使えない文字があります",
                "a character that cannot follow `\\` in quotation marks"
            );
            let help = say!(
                "`'…'` で囲むか、`\\\\` と二つ続けてください",
                "Use '…', or write `\\\\`"
            );
            return Some(Cause::one(
                self.report(rest.clone(), message, help),
                Edit::sound(rest, "x"),
            ));
        }
        let start = self.value_start(self.at);
        Some(Cause::one(
            self.open_quote(rest, quote),
            Edit::guess(start..self.unquoted_end(), "x"),
        ))
    }

    fn open_quote(&self, place: Range<usize>, quote: char) -> Diagnostic {
        let message = say!(
            "引用符 `{quote}` が閉じられていません",
            "the quotation mark `{quote}` is not closed"
        );
        let help = say!(
            "値の終わりに `{quote}` を置いてください。何行にもわたる文は `|` を使って書けます",
            "Put `{quote}` at the end of the value; a text of several lines can be written below `|`"
        );
        self.report(place, message, help)
    }

    /// Where the lines end that an unclosed quotation surely swallowed: before the next line that looks like YAML.
    fn unquoted_end(&self) -> usize {
        let mut end = self.line.end;
        for (at, line) in lines(&self.text[self.line.end..]).skip(1) {
            if looks_like_yaml(line) {
                break;
            }
            end = self.line.end + at + line.len();
        }
        end
    }

    /// True right after a closing quotation mark on the same line.
    fn follows_quote(&self) -> bool {
        let before = self.text[self.line.start..self.at].trim_end();
        self.says("expected key") && self.at > self.line.start && before.ends_with(['"', '\''])
    }

    fn after_quote(&self) -> Cause {
        if let Some(quote) = self.quote_above() {
            let line = line_at(self.text, quote);
            let start = self.value_start(quote);
            return Cause::one(
                self.open_quote(quote..line.end, '"'),
                Edit::guess(start..line.end, "x"),
            );
        }
        let rest = self.at..self.line.end.max(self.at);
        let message = say!(
            "引用符が閉じた後に文字が続いています",
            "text follows the closing quotation mark"
        );
        let help = say!(
            "値の全体を一組の引用符で囲んでください。中の `\"` は、外側を `'…'` にすればそのまま書けます",
            "Put the whole value in one pair of quotation marks; `\"` may stand inside '…'"
        );
        let start = self.value_start(self.at);
        let edit = if start < self.at {
            Edit::guess(start..rest.end, "x")
        } else {
            Edit::sound(rest.clone(), "")
        };
        Cause::one(self.report(rest, message, help), edit)
    }

    /// Where the outermost `[` or `{` around a byte begins; the byte itself where there is none. The parser looks ahead, so
    /// brackets on the same line may not have been opened yet.
    fn value_start(&self, at: usize) -> usize {
        let line = line_at(self.text, at);
        let here = open_bracket(self.slice(&(line.start..at))).map(|found| line.start + found);
        let open = self
            .fault
            .brackets
            .first()
            .copied()
            .filter(|start| *start < at);
        open.into_iter().chain(here).min().unwrap_or(at)
    }

    /// A quotation mark that is not closed on its line, between the value read last and the line of the fault.
    fn quote_above(&self) -> Option<usize> {
        let start = line_at(self.text, self.fault.last.end).start;
        lines(self.text.get(start..self.line.start)?)
            .find_map(|(at, line)| Some(start + at + open_quote(line)?))
    }

    fn bracket(&self) -> Option<Cause> {
        let Some(innermost) = self.fault.brackets.last() else {
            return self.stray_bracket();
        };
        let line = line_at(self.text, *innermost);
        let start = *self
            .fault
            .brackets
            .iter()
            .find(|start| **start >= line.start)?;
        let edit = Edit::guess(self.fault.brackets[0]..self.flow_end(&line), "x");
        if let Some(quote) = open_quote(self.slice(&(start..line.end))) {
            return Some(Cause::one(
                self.open_quote(start + quote..line.end, '"'),
                edit,
            ));
        }
        let open = self.text[floor(self.text, start)..].chars().next()?;
        let message = say!(
            "`{open}` が正しく閉じられていません",
            "`{open}` is not closed as it should be"
        );
        let help = say!(
            "`]`・`}}` と `,` を確かめてください。`{open}` で始まる文は引用符で囲みます",
            "Check `]`, `}}` and `,`; put a text that begins with `{open}` in quotation marks"
        );
        let diagnostic = self.report(start..start + open.len_utf8(), message, help);
        let diagnostic = if line_at(self.text, self.at) == line {
            diagnostic
        } else {
            diagnostic.label(
                self.file,
                self.point(),
                say!("ここまで読みました", "read up to here"),
            )
        };
        Some(Cause::one(diagnostic, edit))
    }

    /// A closing bracket that closes nothing.
    fn stray_bracket(&self) -> Option<Cause> {
        let (close, place) = self
            .character()
            .filter(|_| self.says("misplaced bracket"))?;
        let message = say!(
            "`{close}` に対応する開き括弧がありません",
            "`{close}` closes nothing"
        );
        let help = say!(
            "余分な括弧を取り除くか、値を引用符で囲んでください",
            "Delete it, or put the value in quotation marks"
        );
        let rest = place.start..self.line.end.max(place.end);
        Some(Cause::one(
            self.report(place, message, help),
            Edit::sound(rest, " "),
        ))
    }

    /// Where a list in brackets that is not closed must have ended.
    fn flow_end(&self, line: &Range<usize>) -> usize {
        let mut end = line.end;
        for (at, next) in lines(&self.text[line.end..]).skip(1) {
            if line.end + at > self.at || looks_like_yaml(next) {
                break;
            }
            end = line.end + at + next.len();
        }
        end
    }

    /// A value that begins with a character that means something to YAML.
    fn first_character(&self) -> Option<Cause> {
        let (character, place) = self.character()?;
        let begins = self.says("unexpected character")
            || self.says("entries are not allowed")
            || self.says("anchor")
            || self.says("tag")
            || self.says("directive")
            || self.says("block scalar, did not find");
        let (character, place) = match character {
            _ if !begins => return None,
            '-' | '%' | '@' | '*' | '&' | '`' | '!' | '|' | '>' => (character, place),
            _ => self.marker_before()?,
        };
        let rest = place.start..self.line.end;
        let message = say!(
            "値が「{character}」で始まっています",
            "the value begins with \"{character}\""
        );
        let help = say!(
            "値を引用符で囲み、\"{character}…\" と書いてください。YAML では値の先頭の「{character}」が特別な意味になります",
            "Put the value in quotation marks, as in \"{character}…\"; YAML gives a leading {character} a meaning of its own"
        );
        Some(Cause::one(
            self.report(rest, message, help),
            Edit::sound(place, "x"),
        ))
    }

    /// The marker that the fault is about, where the parser points behind it: `|x`, `&`, `!`.
    fn marker_before(&self) -> Option<(char, Range<usize>)> {
        let before = &self.text[self.line.start..self.at];
        let start = before.rfind(['|', '>', '*', '&', '!', '%'])?;
        let character = before[start..].chars().next()?;
        Some((
            character,
            self.line.start + start..self.line.start + start + 1,
        ))
    }

    /// `: ` inside a value on the same line.
    fn colon_in_value(&self) -> Option<Cause> {
        let same_line = self.fault.last.start >= self.line.start && self.fault.last.end <= self.at;
        let before = self.text[self.line.start..self.at].trim_start_matches([' ', '-']);
        if !self.says("mapping values") || !same_line || !before.contains(": ") {
            return None;
        }
        let message = say!("値の中に `: ` があります", "a value contains `: `");
        let help = say!(
            "値の全体を引用符で囲むか、「：」（全角）を使ってください",
            "Put the whole value in quotation marks"
        );
        let place = self.fault.last.start..self.line.end;
        let rest = self.slice(&(self.at..self.line.end));
        let colons = rest.match_indices(':').map(|(found, _)| self.at + found);
        Some(Cause {
            diagnostics: vec![self.report(place, message, help)],
            edits: colons.map(|at| Edit::sound(at..at + 1, ";")).collect(),
        })
    }

    /// Everything else has to do with how lines stand below each other.
    fn layout(&self) -> Cause {
        let line = self.faulty_line();
        if self.edits.sound_to(usize::MAX) <= line.start && self.edits.touch(&line) {
            return Cause::default();
        }
        let place = self.content(&line);
        let (message, help) = self.layout_words(&line);
        let mut cause = Cause::one(
            self.report(place.clone(), message, help),
            Edit::guess(place, ""),
        );
        cause
            .edits
            .extend(self.children(&line).map(|child| Edit::guess(child, "")));
        cause
    }

    /// The line that is out of place.
    fn faulty_line(&self) -> Range<usize> {
        let before = || content_line_before(self.text, self.at);
        if self.says("simple key") {
            self.line_after_last()
                .or_else(before)
                .unwrap_or(self.line.clone())
        } else if self.at >= self.text.len() || self.slice(&self.line).trim().is_empty() {
            before().unwrap_or(self.line.clone())
        } else {
            self.line.clone()
        }
    }

    /// The first line below the value read last, where it stands before the fault: a text of several lines begins there.
    fn line_after_last(&self) -> Option<Range<usize>> {
        let end = line_at(self.text, self.fault.last.end).end;
        let below = lines(self.text.get(end..self.at)?).skip(1);
        let (at, _) = below
            .into_iter()
            .find(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'))?;
        Some(line_at(self.text, end + at))
    }

    fn layout_words(&self, line: &Range<usize>) -> (Say, Say) {
        let written = self.slice(line).trim_start();
        let info = &self.fault.info;
        if self.says("simple key") || !written.contains(':') && !written.starts_with('-') {
            return (
                say!(
                    "この行に `項目名: 値` の `:` がありません",
                    "a line without the `:` of `key: value`"
                ),
                say!(
                    "`項目名: ` を補うか、前の行の値の続きなら、その項目名より深く字下げしてください",
                    "Add `key: `, or indent the line more than its key if it continues the value above"
                ),
            );
        }
        if written.starts_with("- ") || self.says("'-' indicator") {
            return (
                say!(
                    "`- ` の並びと `項目名: ` の並びが同じ深さに混ざっています",
                    "entries `- ` and keys stand at the same depth"
                ),
                say!(
                    "字下げを、同じ一覧の `- ` か同じ深さの項目に揃えてください",
                    "Align the line with the entries or the keys it belongs to"
                ),
            );
        }
        if self.says("mapping values") || self.says("expected key") || self.says("indent") {
            return (
                say!(
                    "字下げが前の行と揃っていません",
                    "the line is not aligned with the lines above"
                ),
                say!(
                    "同じ深さの項目と、行頭の半角空白の数を揃えてください",
                    "Give it as many leading spaces as the keys it belongs with"
                ),
            );
        }
        (
            say!("YAML として読めません（{info}）", "not YAML ({info})"),
            say!(
                "引用符・括弧の閉じ忘れ、字下げ、`: ` の空白を確かめてください",
                "Check for an unclosed quotation mark or bracket, the indentation, and the space after `:`"
            ),
        )
    }

    /// Bytes of a line without the white space around it.
    fn content(&self, line: &Range<usize>) -> Range<usize> {
        let written = self.slice(line);
        let start = line.start + written.len() - written.trim_start().len();
        start..start + written.trim().len()
    }

    /// The lines below `line` that belong to it: those indented more, and inside a block its neighbours too, as they would
    /// be found misplaced for the same reason.
    fn children(&self, line: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let depth = indent(self.slice(line)).saturating_sub(1);
        let end = line.end;
        lines(&self.text[end..])
            .skip(1)
            .take_while(move |(_, next)| next.trim().is_empty() || indent(next) > depth)
            .map(move |(at, next)| (end + at, next))
            .map(|(at, next)| at + indent(next)..at + next.len())
            .filter(|range| !range.is_empty())
    }

    /// The character at the fault, or the last one of the file.
    fn point(&self) -> Range<usize> {
        self.character()
            .map_or(self.at..self.at, |(_, place)| place)
    }
}

/// Where the outermost bracket begins that the beginning of a line leaves open.
fn open_bracket(line: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut quoted = false;
    for (at, character) in line.char_indices() {
        match character {
            '"' => quoted = !quoted,
            '[' | '{' if !quoted => open.push(at),
            ']' | '}' if !quoted => drop(open.pop()),
            _ => {}
        }
    }
    open.first().copied()
}

/// Where the quotation begins that a line does not close.
fn open_quote(line: &str) -> Option<usize> {
    let quotes: Vec<usize> = line
        .match_indices('"')
        .map(|(at, _)| at)
        .filter(|at| !line[..*at].ends_with('\\'))
        .collect();
    (quotes.len() % 2 == 1).then(|| {
        let begins = |at: &&usize| line[..**at].ends_with([' ', '[', '{', ',', ':']);
        let closes = |at: usize| {
            quotes
                .iter()
                .any(|next| *next > at && line[next + 1..].starts_with([',', ']', '}', ' ']))
        };
        quotes
            .iter()
            .filter(begins)
            .find(|at| !closes(**at))
            .or(quotes.last())
            .copied()
            .unwrap_or(0)
    })
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// True for a line that begins with `key:` or `- `.
fn looks_like_yaml(line: &str) -> bool {
    let content = line.trim_start();
    let key = content.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
    content.starts_with("- ")
        || (key.len() < content.len() && (key.starts_with(": ") || key.trim_end() == ":"))
}

pub(super) fn tab_indent(file: &str, place: Range<usize>) -> Diagnostic {
    let message = say!("字下げにタブ文字が使われています", "a tab indents the line");
    let help = say!(
        "タブを半角の空白に置き換えてください",
        "Replace the tab with spaces"
    );
    Diagnostic::new(RuleId::YamlTab, file, place, message).help(help)
}
