//! Diagnostics → text for people, with the lines they point to.

use std::collections::BTreeSet;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::spot::{Extent, Found, Spot, Views};
use super::visible::{visible, visible_line};
use crate::diagnostic::{Diagnostic, Lang, Severity};

/// Columns that a line of the source may take.
const WIDTH: usize = 110;
/// Characters that are underlined at most.
const UNDERLINED: usize = 30;

pub(super) fn text(found: &[Found<'_>], views: &Views<'_>, lang: Lang, color: bool) -> String {
    if found.is_empty() {
        return String::new();
    }
    // Box-drawing characters are twice as wide on some Japanese terminals, so the frame is plain ASCII.
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
    .term_width(WIDTH);
    let reports = found
        .iter()
        .map(|found| renderer.render(&[group(found, views, lang)]) + "\n\n");
    reports.collect::<String>() + &summary(found, lang) + "\n"
}

fn group<'t>(found: &Found<'t>, views: &Views<'_>, lang: Lang) -> Group<'t> {
    let diagnostic = found.diagnostic;
    let title = level(diagnostic, lang)
        .primary_title(visible_line(diagnostic.message.get(lang)))
        .id(diagnostic.rule.code());
    let mut group = Group::with_title(title);
    for spots in by_file(&found.spots) {
        group = match snippet(&spots, &found.spots[0], views, lang) {
            Some(snippet) => group.element(snippet),
            None => group.element(Origin::path(visible_line(&spots[0].label.file))),
        };
        let unplaced = spots.iter().filter(|spot| spot.at.is_none());
        let remarks = unplaced.filter_map(|spot| spot.label.text.as_ref());
        group = group.elements(remarks.map(|remark| {
            Level::NOTE
                .with_name(Some(pick(lang, "参考", "note")))
                .message(visible_line(remark.get(lang)))
        }));
    }
    let help = diagnostic
        .help
        .as_ref()
        .map(|help| visible_line(help.get(lang)));
    match help {
        Some(help) => group.element(
            Level::HELP
                .with_name(Some(pick(lang, "直し方", "help")))
                .message(help),
        ),
        None => group,
    }
}

fn level(diagnostic: &Diagnostic, lang: Lang) -> Level<'static> {
    match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(Some(pick(lang, "誤り", "error"))),
        Severity::Warning => Level::WARNING.with_name(Some(pick(lang, "指摘", "warning"))),
        Severity::Note => Level::NOTE.with_name(Some(pick(lang, "参考", "note"))),
    }
}

fn pick(lang: Lang, ja: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

/// The spots of each file, the file of the first spot first.
fn by_file<'s, 't>(spots: &'s [Spot<'t>]) -> Vec<Vec<&'s Spot<'t>>> {
    let mut files: Vec<Vec<&Spot<'_>>> = Vec::new();
    for spot in spots {
        match files
            .iter_mut()
            .find(|file| file[0].label.file == spot.label.file)
        {
            Some(file) => file.push(spot),
            None => files.push(vec![spot]),
        }
    }
    files
}

/// The lines that the spots of one file point to; none where they mean the file as a whole.
fn snippet<'t>(
    spots: &[&Spot<'_>],
    first: &Spot<'_>,
    views: &Views<'_>,
    lang: Lang,
) -> Option<Snippet<'t, Annotation<'t>>> {
    let file = &spots.first()?.label.file;
    let text = views.text(file);
    let extents: Vec<(&Spot<'_>, &Extent)> = spots
        .iter()
        .filter_map(|spot| Some((*spot, spot.at.as_ref()?)))
        .collect();
    let (top, _) = extents
        .iter()
        .map(|(_, at)| (at.start.line, at.range.start))
        .min()?;
    let window = window(text, &extents);
    let shown = visible(&text[window.clone()]);
    // A place between the two characters of a line break is the end of the line.
    let shift = |at: usize| {
        let before = &text[window.start..at];
        let before = if text[at..].starts_with('\n') {
            before.trim_end_matches('\r')
        } else {
            before
        };
        visible(before).len().min(shown.len())
    };
    let annotations = extents.iter().map(|(spot, at)| {
        let kind = if std::ptr::eq(*spot, first) {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        let label = spot
            .label
            .text
            .as_ref()
            .map(|label| visible_line(label.get(lang)));
        let end = underlined(text, &at.first_line);
        kind.span(shift(at.first_line.start)..shift(end))
            .label(label)
    });
    let annotations: Vec<Annotation<'_>> = annotations.collect();
    Some(
        Snippet::source(shown)
            .line_start(top)
            .path(Some(visible_line(file)))
            .annotations(annotations),
    )
}

/// The end of what is underlined: the beginning of a long value is enough to recognise it.
fn underlined(text: &str, range: &Range<usize>) -> usize {
    text[range.clone()]
        .char_indices()
        .nth(UNDERLINED)
        .map_or(range.end, |(at, _)| range.start + at)
}

/// Whole lines from the first spot to the last.
fn window(text: &str, extents: &[(&Spot<'_>, &Extent)]) -> Range<usize> {
    let start = extents
        .iter()
        .map(|(_, at)| at.first_line.start)
        .min()
        .unwrap_or(0);
    let end = extents
        .iter()
        .map(|(_, at)| at.first_line.end)
        .max()
        .unwrap_or(0);
    let start = text[..start].rfind('\n').map_or(0, |found| found + 1);
    let end = text[end..]
        .find('\n')
        .map_or(text.len(), |found| end + found);
    start..end - usize::from(text[start..end].ends_with('\r'))
}

/// How much there is of what, in how many files.
fn summary(found: &[Found<'_>], lang: Lang) -> String {
    let count = |severity| {
        found
            .iter()
            .filter(|found| found.diagnostic.severity == severity)
            .count()
    };
    let files = found
        .iter()
        .map(Found::file)
        .filter(|file| !file.is_empty())
        .collect::<BTreeSet<_>>()
        .len();
    let kinds = [
        (Severity::Error, "誤り", "error"),
        (Severity::Warning, "指摘", "warning"),
        (Severity::Note, "参考", "note"),
    ];
    let kinds = kinds
        .map(|(severity, ja, en)| (count(severity), ja, en))
        .into_iter()
        .filter(|(count, ..)| *count > 0);
    match lang {
        Lang::Ja => {
            let parts: Vec<String> = kinds
                .map(|(count, ja, _)| format!("{count} 件の{ja}"))
                .collect();
            format!("{}（{files} ファイル）", parts.join("、"))
        }
        Lang::En => {
            let parts: Vec<String> = kinds.map(|(count, _, en)| plural(count, en)).collect();
            format!("{} ({})", parts.join(", "), plural(files, "file"))
        }
    }
}

fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
