//! Names and periods.

use super::change::{Change, Family, Side, Value, What};
use super::{Both, words};
use crate::model::dataset::{Common, Edition, Period, Project};
use crate::model::table::Citation;
use crate::text;

pub(super) fn names(both: Both<'_>) -> Vec<Change<'_>> {
    // The title of an edition differs by its nature.
    if both.new.key.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let own = |common: &Common| Some(common.name.clone());
    found.extend(field(both, What::Name, own(both.old), own(both.new)));
    found.extend(field(
        both,
        What::NameEn,
        both.old.name_en.clone(),
        both.new.name_en.clone(),
    ));
    let Some((old, new)) = project(both.before, both.old).zip(project(both.after, both.new)) else {
        return found;
    };
    found.extend(field(
        both,
        What::ShortName,
        old.short_name.clone(),
        new.short_name.clone(),
    ));
    let is_missing = |names: &[String], name: &&String| {
        let key = text::search_key(name);
        !names.iter().any(|other| text::search_key(other) == key)
    };
    let gone = old
        .aliases
        .iter()
        .filter(|name| is_missing(&new.aliases, name));
    found.extend(gone.filter_map(|name| field(both, What::Alias, Some(name.clone()), None)));
    let come = new
        .aliases
        .iter()
        .filter(|name| is_missing(&old.aliases, name));
    found.extend(come.filter_map(|name| field(both, What::Alias, None, Some(name.clone()))));
    found.extend(period(both, old.period.as_ref(), new.period.as_ref()));
    found
}

fn project<'a>(edition: &'a Edition, common: &Common) -> Option<&'a Project> {
    edition.project(common.key.strip_prefix("projects/")?)
}

fn side<'a>(edition: &'a Edition, common: &'a Common, text: String, at: &'a Citation) -> Side<'a> {
    Side {
        edition: edition.year,
        value: Value::Text(text.into()),
        citation: at,
        entity: &common.key,
        anchor: String::new(),
    }
}

fn field<'a>(
    both: Both<'a>,
    what: What<'a>,
    old: Option<String>,
    new: Option<String>,
) -> Option<Change<'a>> {
    let is_same = match (&old, &new) {
        (Some(one), Some(other)) => words::is_same(one, other),
        (one, other) => one.is_none() && other.is_none(),
    };
    (!is_same).then(|| {
        Change::plain(
            Family::Names,
            what,
            old.map(|text| side(both.before, both.old, text, &both.old.citation)),
            new.map(|text| side(both.after, both.new, text, &both.new.citation)),
        )
    })
}

fn period<'a>(
    both: Both<'a>,
    old: Option<&'a Period>,
    new: Option<&'a Period>,
) -> Option<Change<'a>> {
    let years = |period: &Period| (period.first, period.last);
    if old.map(years) == new.map(years) {
        return None;
    }
    let stated = |edition: &'a Edition, common: &'a Common, period: &'a Period| Side {
        value: Value::Period(period),
        ..side(edition, common, String::new(), &period.citation)
    };
    Some(Change::plain(
        Family::Names,
        What::Period,
        old.map(|old| stated(both.before, both.old, old)),
        new.map(|new| stated(both.after, both.new, new)),
    ))
}
