//! The words of commentary without markup, by heading: what search reads.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::guard::Guarded;
use super::heading::HeadingIds;
use super::{Options, Piece, Source, body_start, extensions};
use crate::text::{joins_without_space, mend_radicals};

/// The text below a heading, up to the next one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    /// Id of the heading as rendered; empty before the first heading.
    pub id: String,
    pub heading: String,
    /// Paragraphs, items and cells, one a line.
    pub text: String,
}

/// The sections of the commentary `source`; `id_prefix` as in [`Options`].
pub fn sections(source: &str, id_prefix: &str) -> Vec<Section> {
    let start = body_start(source);
    let guarded = Guarded::new(source.get(start..).unwrap_or(""));
    let pieces: Vec<Piece<'_>> = Parser::new_ext(&guarded.text, extensions())
        .into_offset_iter()
        .collect();
    let text = Source {
        file: "",
        source,
        start,
        guarded: &guarded,
    };
    let options = Options {
        id_prefix: id_prefix.to_owned(),
        ..Options::default()
    };
    let (ids, _) = HeadingIds::assign(&text, &pieces, &options);
    let mut sections = vec![Section::default()];
    let mut in_heading = false;
    let mut at_break = false;
    for (event, _) in &pieces {
        let number = sections.len() - 1;
        let Some(section) = sections.last_mut() else {
            break;
        };
        match event {
            Event::Start(Tag::Heading { .. }) => {
                in_heading = true;
                sections.push(Section {
                    id: ids.get(number).to_owned(),
                    ..Section::default()
                });
            }
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::CodeBlock,
            ) => {
                end_line(&mut section.text);
            }
            Event::Text(words) | Event::Code(words) => {
                let words = text.guarded.clean(words);
                let into = if in_heading {
                    &mut section.heading
                } else {
                    &mut section.text
                };
                if at_break && !joins_without_space(into.chars().next_back(), words.chars().next())
                {
                    into.push(' ');
                }
                at_break = false;
                into.push_str(&mend_radicals(&words));
            }
            Event::SoftBreak | Event::HardBreak => at_break = true,
            _ => {}
        }
    }
    for section in &mut sections {
        section.text.truncate(section.text.trim_end().len());
    }
    sections.retain(|section| !section.text.is_empty() || !section.heading.is_empty());
    sections
}

fn end_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_below_their_headings_without_markup() {
        let source = "---\ntitle: a\n---\n初めの[37億円](figure:budget/2022)です。\n次の行\n\n## 見る *点*\n\n- 一\n- `二`\n\n\
                      ![図](chart:budget)\n\n## 見る点\n\n|甲|乙|\n|-|-|\n|1|2|\n";
        let section = |id: &str, heading: &str, text: &str| Section {
            id: id.into(),
            heading: heading.into(),
            text: text.into(),
        };
        assert_eq!(
            sections(source, "c-"),
            [
                section("", "", "初めの37億円です。次の行"),
                section("c-見る-点", "見る 点", "一\n二\n図"),
                section("c-見る点", "見る点", "甲\n乙\n1\n2"),
            ]
        );
    }
}
