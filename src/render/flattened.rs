//! Line breaks of the form that files of the RS system have as `／`.
//!
//! The system writes most line breaks of long texts as a full-width slash, which cannot be told from one of the text itself
//! (１／３, 予防／診断). Only what can be nothing else is shown as a line break; the data keep every `／`.

use std::borrow::Cow;

const BREAK: char = '／';

/// What begins an item of a list, or a heading in the text.
const MARKS: &str = "・○●◯◎■□◆◇▪※【①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳　";

/// The text with a line break for each `／` at the end of a sentence or heading (】), beside another, or before the mark of a list.
pub(crate) fn line_breaks(text: &str) -> Cow<'_, str> {
    if !text.contains(BREAK) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let ends = matches!(before, Some('。' | '】' | BREAK));
        let begins = chars
            .peek()
            .is_some_and(|next| *next == BREAK || MARKS.contains(*next));
        out.push(match c {
            BREAK if ends || begins => '\n',
            c => c,
        });
        before = Some(c);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_nothing_else_is_a_line_break() {
        for (flat, lines) in [
            ("する。／また、", "する。\nまた、"),
            ("等／／（１）公園", "等\n\n（１）公園"),
            ("次の取組／①調査／②研究", "次の取組\n①調査\n②研究"),
            ("実施／　・年間", "実施\n　・年間"),
            ("国費率 １／３，１／２", "国費率 １／３，１／２"),
            ("「予防／診断／治療」", "「予防／診断／治療」"),
            ("断層帯（主部／武山）", "断層帯（主部／武山）"),
            ("https://example.org/a/。", "https://example.org/a/。"),
            ("／", "／"),
            ("事業【１／２】／安全", "事業【１／２】\n安全"),
        ] {
            assert_eq!(line_breaks(flat), lines);
        }
    }
}
