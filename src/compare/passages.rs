//! Every text of a thing: facts, texts, printed lists, and the wording of indicators.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::change::{Change, Family, Side, Value, What};
use super::{Both, words};
use crate::diagnostic::Lang;
use crate::figures;
use crate::model::dataset::*;
use crate::model::table::{Citation, Note};
use crate::text;

/// A text with what names it.
struct Passage<'a> {
    /// Id or heading, after the place that it belongs to.
    key: String,
    heading: &'a str,
    text: Cow<'a, str>,
    citation: &'a Citation,
    anchor: String,
    /// Remarks have no name: only their words tell whether one took the place of another.
    is_note: bool,
}

/// The texts of one thing, in the order of its page.
struct Collector<'a> {
    all: Vec<Passage<'a>>,
    /// How often a key occurred: texts of one heading are told apart by their order.
    seen: BTreeMap<String, usize>,
}

pub(super) fn changes(both: Both<'_>) -> Vec<Change<'_>> {
    let olds = collect(both.before, both.old);
    let news = collect(both.after, both.new);
    let at: BTreeMap<&str, &Passage<'_>> = olds.iter().map(|old| (old.key.as_str(), old)).collect();
    let mut found = Vec::new();
    for new in &news {
        let old = at
            .get(new.key.as_str())
            .copied()
            .filter(|old| !new.is_note || words::is_related(&old.text, &new.text));
        if old.is_none_or(|old| !words::is_same(&old.text, &new.text)) {
            found.push(change(both, old, Some(new)));
        }
    }
    let is_kept = |old: &Passage<'_>| {
        let mut news = news.iter();
        news.any(|new| {
            new.key == old.key && (!new.is_note || words::is_related(&old.text, &new.text))
        })
    };
    let gone = olds.iter().filter(|old| !is_kept(old));
    found.extend(gone.map(|old| change(both, Some(old), None)));
    found.into_iter().flatten().collect()
}

fn change<'a>(
    both: Both<'a>,
    old: Option<&Passage<'a>>,
    new: Option<&Passage<'a>>,
) -> Option<Change<'a>> {
    let side = |edition: &'a Edition, common: &'a Common, passage: &Passage<'a>| Side {
        edition: edition.year,
        value: Value::Text(passage.text.clone()),
        citation: passage.citation,
        entity: &common.key,
        anchor: passage.anchor.clone(),
    };
    Some(Change::plain(
        Family::Texts,
        What::Passage {
            heading: new.or(old)?.heading,
        },
        old.map(|old| side(both.before, both.old, old)),
        new.map(|new| side(both.after, both.new, new)),
    ))
}

fn collect<'a>(edition: &'a Edition, common: &'a Common) -> Vec<Passage<'a>> {
    let mut texts = Collector {
        all: Vec::new(),
        seen: BTreeMap::new(),
    };
    texts.each("fact", &common.facts);
    texts.each("text", &common.texts);
    for table in &common.budgets {
        texts.notes(&table.id, &table.title, &table.notes);
    }
    for indicator in figures::indicators(edition, common) {
        texts.indicator(indicator);
    }
    for list in &common.lists {
        texts.list(list);
    }
    let (kind, id) = common.key.split_once('/').unwrap_or_default();
    match kind {
        "projects" => texts.project(edition.project(id)),
        "reviews" => texts.review(edition.review(id)),
        "objectives" => texts.objective(edition.objective(id)),
        "portfolios" => texts.portfolio(edition.portfolio(id)),
        _ => {}
    }
    // Remarks of editors are not the document's.
    texts
        .all
        .retain(|passage| !passage.text.starts_with("（編集注）"));
    texts.all
}

impl<'a> Collector<'a> {
    fn add(
        &mut self,
        key: String,
        heading: &'a str,
        text: Cow<'a, str>,
        citation: &'a Citation,
        anchor: &str,
    ) {
        if text.trim().is_empty() {
            return;
        }
        let times = self.seen.entry(key.clone()).or_default();
        *times += 1;
        self.all.push(Passage {
            is_note: key.ends_with(" note"),
            key: match *times {
                1 => key,
                n => format!("{key} {n}"),
            },
            heading,
            text,
            citation,
            anchor: anchor.to_owned(),
        });
    }

    fn text(&mut self, place: &str, text: &'a Text) {
        let name = match &text.id {
            Some(id) => format!("#{id}"),
            None => text::search_key(&text.heading),
        };
        let anchor = text.id.as_deref().unwrap_or_default();
        let body = Cow::Borrowed(text.text.as_str());
        self.add(
            format!("{place} {name}"),
            &text.heading,
            body,
            &text.citation,
            anchor,
        );
    }

    fn each(&mut self, place: &str, texts: &'a [Text]) {
        texts.iter().for_each(|text| self.text(place, text));
    }

    fn notes(&mut self, place: &str, heading: &'a str, notes: &'a [Note]) {
        for note in notes {
            let body = Cow::Borrowed(note.text.as_str());
            self.add(
                format!("{place} note"),
                heading,
                body,
                &note.citation,
                place,
            );
        }
    }

    fn indicator(&mut self, indicator: &'a Indicator) {
        let place = format!("indicator {}", indicator.id);
        let name = &indicator.name;
        let own = [("aim", &indicator.aim), ("refers", &indicator.refers_text)];
        for (part, text) in own {
            if let Some(text) = text {
                let body = Cow::Borrowed(text.as_str());
                self.add(
                    format!("{place} {part}"),
                    name,
                    body,
                    &indicator.citation,
                    &indicator.id,
                );
            }
        }
        for progress in &indicator.progress {
            let key = text::search_key(&progress.heading(Lang::Ja));
            let body = Cow::Borrowed(progress.text.as_str());
            self.add(
                format!("{place} progress {key}"),
                name,
                body,
                &progress.citation,
                &indicator.id,
            );
        }
        self.each(&place, &indicator.texts);
        self.notes(&place, name, &indicator.notes);
    }

    /// A printed list as one text, a line a row.
    fn list(&mut self, list: &'a List) {
        let lines = list.rows.iter().map(|row| row.cells.join("　"));
        let key = format!("list {}", list.id);
        self.add(key, &list.title, lines_of(lines), &list.citation, &list.id);
        self.notes(&list.id, &list.title, &list.notes);
    }

    fn project(&mut self, project: Option<&'a Project>) {
        for group in project.into_iter().flat_map(|project| &project.tasks) {
            let Some(first) = group.tasks.first() else {
                continue;
            };
            let lines = group.tasks.iter().map(|task| {
                let parts = [&task.leader, &task.affiliation].into_iter().flatten();
                let parts: Vec<&str> = parts.map(String::as_str).collect();
                format!("{}　{}", task.title, parts.join("　"))
            });
            let anchor = format!("tasks-{}", group.id);
            let key = format!("tasks {}", group.id);
            self.add(key, &group.title, lines_of(lines), &first.citation, &anchor);
        }
    }

    fn review(&mut self, review: Option<&'a Review>) {
        let Some(review) = review else { return };
        for activity in &review.activities {
            self.text(&format!("activity {}", activity.id), &activity.activity);
            if let Some(basis) = &activity.unit_cost_basis {
                self.text(&format!("activity {} basis", activity.id), basis);
            }
        }
        self.each("policy", &review.policy);
        for item in review.self_check.iter().flat_map(|group| &group.items) {
            let explanation = item.explanation.as_deref().unwrap_or_default();
            let body = Cow::Owned(format!("{}　{explanation}", item.mark));
            let key = format!("check {}", text::search_key(&item.question));
            self.add(key, &item.question, body, &item.citation, "");
        }
        self.each("result", &review.self_check_results);
        for finding in &review.findings {
            let judgement = finding.judgement.as_deref().unwrap_or_default();
            let body = match judgement {
                "" => Cow::Borrowed(finding.text.as_str()),
                judgement => Cow::Owned(format!("{judgement}\n{}", finding.text)),
            };
            let key = format!("finding {}", text::search_key(&finding.heading));
            self.add(key, &finding.heading, body, &finding.citation, "");
        }
        self.each("remark", &review.remarks);
        if let Some(flow) = &review.flow {
            self.notes("flow", "", &flow.notes);
        }
    }

    fn objective(&mut self, objective: Option<&'a Objective>) {
        for goal in objective.into_iter().flat_map(|objective| &objective.goals) {
            let place = format!("goal {}", goal.id);
            self.text(&place, &goal.text);
            if let Some(basis) = &goal.basis {
                self.text(&format!("{place} basis"), basis);
            }
            if let Some(changes) = &goal.changes {
                self.text(&format!("{place} changes"), changes);
            }
            if let Some(first) = goal.means.first() {
                let lines = goal.means.iter().map(|means| means.name.clone());
                let key = format!("{place} means");
                self.add(key, &goal.title, lines_of(lines), &first.citation, &goal.id);
            }
        }
    }

    fn portfolio(&mut self, portfolio: Option<&'a Portfolio>) {
        let Some(portfolio) = portfolio else { return };
        for group in &portfolio.points {
            let lines = group.items.iter().map(|item| {
                let flag = item.flag.as_deref().unwrap_or_default();
                format!("{flag}{}\n{}", item.program, item.bullets.join("\n"))
            });
            let key = format!("points {}", text::search_key(&group.heading));
            self.add(key, &group.heading, lines_of(lines), &group.citation, "");
        }
    }
}

fn lines_of<'a>(lines: impl Iterator<Item = String>) -> Cow<'a, str> {
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}
