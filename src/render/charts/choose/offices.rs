//! Charts of ministries and offices: initial budgets of the ministries, of the offices of one, and of the largest projects.

use crate::chart::{ChartSpec, ranked};
use crate::model::money::Yen;
use crate::model::offices::Ministry;
use crate::model::table::RowItem;
use crate::model::totals;
use crate::plan::{self, PageKind};
use crate::render::amounts;
use crate::render::context::Context;

/// Projects that the chart of the largest shows.
const LARGEST: usize = 12;

/// A name, the page about it, and an amount.
type Named = (String, String, Yen);

/// The charts of a page of a ministry, an office, or of all ministries.
pub(super) fn of_page(cx: &Context<'_>, kind: &PageKind) -> Vec<ChartSpec> {
    let offices = cx.offices();
    let chart = |id: &str, key: &str, column: &str, named: Vec<Named>| {
        let year = cx.edition.sheet_years().0.long(cx.lang());
        let subject = cx.say(key, &[("year", &year)]);
        let is_whole = id != "largest";
        ranked::amounts(cx.messages, id, (&subject, &cx.t(column)), &named, is_whole)
    };
    let largest = |ids: &mut dyn Iterator<Item = &String>| {
        chart(
            "largest",
            "chart-largest-subject",
            "head-project-name",
            largest(cx, ids),
        )
    };
    let charts = match kind {
        PageKind::MinistryList => {
            let all = offices.ministries.iter();
            let all = all.filter_map(|ministry| ministry_amount(cx, ministry));
            let all = all.collect();
            let first = chart(
                "ministries",
                "chart-ministries-subject",
                "head-ministry",
                all,
            );
            vec![first, largest(&mut offices.order.iter())]
        }
        PageKind::Ministry(id) => {
            let Some(ministry) = offices.ministry(id) else {
                return Vec::new();
            };
            let own = office_amounts(cx, ministry);
            let first = chart("offices", "chart-offices-subject", "head-office", own);
            vec![first, largest(&mut ministry.reviews())]
        }
        PageKind::Office(ministry, id, 1) => {
            let office = offices.office(ministry, id);
            let ids = office.iter().flat_map(|(_, office)| &office.reviews);
            vec![largest(&mut ids.into_iter())]
        }
        _ => Vec::new(),
    };
    charts.into_iter().flatten().collect()
}

/// The initial budgets of projects together.
fn initial<'i>(cx: &Context<'_>, ids: impl Iterator<Item = &'i String>) -> Option<Yen> {
    let reviews = ids.filter_map(|id| cx.edition.review(id));
    totals::total(reviews, RowItem::Initial, cx.edition.sheet_years().0).amount
}

fn ministry_amount(cx: &Context<'_>, ministry: &Ministry) -> Option<Named> {
    let name = plan::ministry_name(ministry, cx.lang()).to_owned();
    let about = plan::ministry_path(ministry)
        .trim_end_matches('/')
        .to_owned();
    Some((name, about, initial(cx, ministry.reviews())?))
}

fn office_amounts(cx: &Context<'_>, ministry: &Ministry) -> Vec<Named> {
    let named = ministry.offices.iter().filter_map(|office| {
        let name = plan::office_name(office, cx.lang()).to_owned();
        let about = plan::office_path(ministry, office);
        let about = about.trim_end_matches('/').to_owned();
        Some((name, about, initial(cx, office.reviews.iter())?))
    });
    named.collect()
}

fn largest(cx: &Context<'_>, ids: &mut dyn Iterator<Item = &String>) -> Vec<Named> {
    let ids: Vec<&String> = ids.collect();
    amounts::largest(cx, ids.into_iter(), LARGEST)
        .into_iter()
        .map(|(review, yen)| (cx.name(&review.common), review.common.key.clone(), yen))
        .collect()
}

/// The organisations that ministries paid most.
pub(super) fn payees(cx: &Context<'_>) -> Option<ChartSpec> {
    let named = cx.payees().iter().take(LARGEST).filter_map(|payee| {
        let (_, _, row) = cx.edition.rows(&payee.places).next()?;
        let about = match payee.has_page() {
            true => format!("recipients/{}", payee.number),
            false => String::new(),
        };
        Some((row.name.clone(), about, payee.direct.amount?))
    });
    let named: Vec<Named> = named.collect();
    let year = cx.edition.sheet_years().1.long(cx.lang());
    let subject = cx.say("chart-payees-subject", &[("year", &year)]);
    let column = cx.t("corner-recipient");
    ranked::amounts(
        cx.messages,
        "recipients",
        (&subject, &column),
        &named,
        false,
    )
}
