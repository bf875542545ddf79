//! Every text of an entity with its place.

use super::place::Subject;
use super::relation::Term;
use crate::diagnostic::Say;
use crate::model::dataset::Text;
use crate::model::table::Citation;
use crate::say;

/// A text of an entity.
pub(super) struct Passage<'a> {
    pub(super) text: &'a str,
    heading: &'a str,
    citation: &'a Citation,
    path: String,
}

impl Passage<'_> {
    /// The passage as a term that shows a part of it.
    pub(super) fn term(&self, subject: &Subject<'_>, shown: &str) -> Term {
        let heading = super::words::short(self.heading);
        let label: Say = say!("「{heading}」", "“{heading}”");
        subject.text(
            label,
            shown,
            self.citation,
            self.path.clone(),
            String::new(),
        )
    }
}

/// Every text of an entity, in the order of its file. Remarks of editors (編集注) are not the document's.
pub(super) fn passages<'a>(subject: &Subject<'a>) -> Vec<Passage<'a>> {
    let mut found = Vec::new();
    each(&mut found, &subject.common.facts, "facts");
    each(&mut found, &subject.common.texts, "texts");
    if let Some(review) = subject.review() {
        for (at, activity) in review.activities.iter().enumerate() {
            found.push(passage(
                &activity.activity,
                format!("activities[{at}].activity"),
            ));
        }
        each(&mut found, &review.policy, "policy");
        each(&mut found, &review.self_check_results, "self_check_results");
        each(&mut found, &review.remarks, "remarks");
    }
    for (at, goal) in subject
        .objective()
        .into_iter()
        .flat_map(|o| &o.goals)
        .enumerate()
    {
        found.push(passage(&goal.text, format!("goals[{at}].text")));
        if let Some(basis) = &goal.basis {
            found.push(passage(basis, format!("goals[{at}].basis")));
        }
    }
    for at in subject.indicators() {
        each(
            &mut found,
            &at.indicator.texts,
            &format!("{}.texts", at.path),
        );
        for (index, note) in at.indicator.notes.iter().enumerate() {
            found.push(Passage {
                text: &note.text,
                heading: &at.indicator.name,
                citation: &note.citation,
                path: format!("{}.notes[{index}].text", at.path),
            });
        }
    }
    found.retain(|passage| !passage.text.starts_with("（編集注）"));
    found
}

fn passage(text: &Text, path: String) -> Passage<'_> {
    Passage {
        text: &text.text,
        heading: &text.heading,
        citation: &text.citation,
        path: format!("{path}.text"),
    }
}

fn each<'a>(found: &mut Vec<Passage<'a>>, texts: &'a [Text], path: &str) {
    let texts = texts.iter().enumerate();
    found.extend(texts.map(|(index, text)| passage(text, format!("{path}[{index}]"))));
}
