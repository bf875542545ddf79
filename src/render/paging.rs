//! Lists that go over several pages: which entries a page shows, and the way to the others.

use std::ops::Range;

use super::context::Context;
use super::view::{Link, PagingView};
use crate::diagnostic::Lang;
use crate::format;
use crate::model::decimal::Decimal;
use crate::plan::{self, LISTED_PER_PAGE};

/// Pages that are all linked from each other; of more, those around the page and a few of the others.
const FEW_PAGES: usize = 12;

/// The entries of a page, counted from 1, of a list.
pub(crate) fn range(number: usize, count: usize) -> Range<usize> {
    let from = (number.max(1) - 1) * LISTED_PER_PAGE;
    from.min(count)..(from + LISTED_PER_PAGE).min(count)
}

/// The way to the other pages of a list; nothing where one page holds all. `folder` is the path of the first page.
pub(crate) fn paging(
    cx: &Context<'_>,
    folder: &str,
    number: usize,
    count: usize,
) -> Option<PagingView> {
    let pages = plan::pages_of(count);
    if pages < 2 {
        return None;
    }
    let link = |page: usize, text: String| Link {
        text,
        url: cx.url(&plan::list_path(folder, page)),
        current: page == number,
        note: String::new(),
    };
    let shown = range(number, count);
    let arguments = [shown.start + 1, shown.end, count].map(grouped);
    let arguments = [
        ("from", arguments[0].as_str()),
        ("to", &arguments[1]),
        ("all", &arguments[2]),
    ];
    Some(PagingView {
        range: cx.say("paging-range", &arguments),
        previous: (number > 1).then(|| link(number - 1, cx.t("paging-previous"))),
        next: (number < pages).then(|| link(number + 1, cx.t("paging-next"))),
        pages: near(number, pages)
            .map(|page| link(page, page.to_string()))
            .collect(),
    })
}

/// Pages that a page of a list links to.
pub(crate) fn near(number: usize, pages: usize) -> impl Iterator<Item = usize> {
    let step = pages.div_ceil(FEW_PAGES).max(1);
    (1..=pages).filter(move |page| {
        *page == 1 || *page == pages || page.abs_diff(number) <= 2 || page.is_multiple_of(step)
    })
}

/// A count with separators.
pub(crate) fn grouped(count: usize) -> String {
    let value = Decimal::from(i64::try_from(count).unwrap_or(i64::MAX));
    format::grouped(Lang::Ja, &value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_hold_every_entry_once() {
        for count in [0, 1, 99, 100, 101, 250] {
            let pages = plan::pages_of(count);
            let all: Vec<usize> = (1..=pages).flat_map(|page| range(page, count)).collect();
            assert_eq!(all, (0..count).collect::<Vec<_>>());
        }
        assert_eq!(range(9, 100), 100..100);
    }

    #[test]
    fn long_lists_link_to_few_pages() {
        for pages in [1_usize, 2, 12, 57, 2000] {
            for number in [1, pages.div_ceil(2), pages] {
                let shown: Vec<usize> = near(number, pages).collect();
                assert!(shown.len() <= 20, "{shown:?}");
                assert!(shown.contains(&number) && shown.contains(&1) && shown.contains(&pages));
            }
        }
    }
}
