//! Lineage: every declaration must make sense by itself, and agree with what the other side declares.

use std::collections::BTreeMap;

use crate::diagnostic::{DataPath, Diagnostic, Label, Place, RuleId, Say};
use crate::model::dataset::{Common, Dataset, Lineage};
use crate::model::lineage::Bond;
use crate::model::vocabulary::Relation;
use crate::say;

/// The data path of the entity that a line names.
pub(super) fn path(index: usize) -> DataPath {
    DataPath::default()
        .key("lineage")
        .index(index)
        .key("entity")
}

/// Edition and key of an entity.
type End<'a> = (i16, &'a str);

/// A declaration with where it stands.
#[derive(Clone, Copy)]
struct Line<'a> {
    edition: i16,
    common: &'a Common,
    index: usize,
    line: &'a Lineage,
    /// Edition and key of the entity that it names.
    named: End<'a>,
}

/// Reports declarations that contradict each other, or say what no two editions can say.
pub(super) fn check(dataset: &Dataset) -> Vec<Diagnostic> {
    let lines = lines(dataset);
    let mut found: Vec<Diagnostic> = lines
        .iter()
        .filter_map(|line| line.senseless(dataset))
        .collect();
    found.extend(two_sides(&lines));
    found.extend(two_things(&lines));
    found
}

/// Every line that names an entity, in the order of editions and entities.
fn lines(dataset: &Dataset) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for edition in dataset.editions.values() {
        for common in edition.entities() {
            let named = common.lineage.iter().enumerate();
            lines.extend(named.filter_map(|(index, line)| {
                let (year, key) = line.entity.as_ref()?;
                Some(Line {
                    edition: edition.year,
                    common,
                    index,
                    line,
                    named: (*year, key),
                })
            }));
        }
    }
    lines
}

impl Line<'_> {
    /// What the line says about the later of its two editions.
    fn bond(&self) -> Option<Bond> {
        (self.edition != self.named.0)
            .then(|| Bond::of(self.line.relation, self.edition > self.named.0))
            .flatten()
    }

    fn is_identity(&self) -> bool {
        self.bond().is_some_and(Bond::is_identity)
    }

    fn report(&self, message: Say, help: Say) -> Diagnostic {
        Diagnostic::new(
            RuleId::LineageContradiction,
            &self.common.file,
            Place::Path(path(self.index)),
            message,
        )
        .help(help)
    }

    fn label(&self) -> Label {
        let (year, key) = self.named;
        Label {
            file: self.common.file.clone(),
            place: Place::Path(path(self.index)),
            text: Some(say!(
                "ここでは「{year}/{key}」",
                "here it is `{year}/{key}`"
            )),
        }
    }

    /// What is wrong with the line by itself.
    fn senseless(&self, dataset: &Dataset) -> Option<Diagnostic> {
        let (year, key) = self.named;
        let here = self.edition;
        let directed = match self.line.relation {
            Relation::Predecessor => (year > here).then_some(("前身", "a predecessor")),
            Relation::Successor => (year < here).then_some(("後継", "a successor")),
            _ => None,
        };
        if let Some((ja, en)) = directed {
            return Some(self.report(
                say!(
                    "{here}年版の{ja}が{year}年版の「{key}」です",
                    "{en} in edition {here} is `{key}` of edition {year}"
                ),
                say!(
                    "前身は前の版、後継は後の版のものを書いてください",
                    "a predecessor belongs to an earlier edition, a successor to a later one"
                ),
            ));
        }
        if self.bond().is_none()
            && !matches!(
                self.line.relation,
                Relation::Predecessor | Relation::Successor
            )
        {
            return Some(self.report(
                say!(
                    "同じ{here}年版の「{key}」を指しています",
                    "it names `{key}` of the same edition {here}"
                ),
                say!(
                    "「{year}/…」のように、別の版の年を前に付けてください",
                    "put another edition before it, such as `2021/{key}`"
                ),
            ));
        }
        let own = self.common.key.as_str();
        let is_elsewhere = self.is_identity() && key != own;
        let has_own = dataset
            .editions
            .get(&year)
            .is_some_and(|edition| edition.entity(own).is_some());
        (is_elsewhere && has_own).then(|| {
            self.report(
                say!(
                    "「{own}」は{year}年版にもありますが、「{key}」と同じだとされています",
                    "edition {year} has `{own}` too, but this is said to be `{key}`"
                ),
                say!(
                    "同じ ID は同じものです。違うものなら、どちらかの ID を変えてください",
                    "the same id is the same thing; where it is not, change one of the two ids"
                ),
            )
        })
    }
}

/// Both sides declare the pair, and say different things.
fn two_sides(lines: &[Line<'_>]) -> Vec<Diagnostic> {
    let mut known: BTreeMap<[End<'_>; 2], &Line<'_>> = BTreeMap::new();
    let mut found = Vec::new();
    for line in lines.iter().filter(|line| line.bond().is_some()) {
        let mut ends = [(line.edition, line.common.key.as_str()), line.named];
        ends.sort_unstable();
        let Some(other) = known.get(&ends) else {
            known.insert(ends, line);
            continue;
        };
        // A name may have changed without anything else: `renamed` says more than `same`.
        let agree = other.bond() == line.bond() || (other.is_identity() && line.is_identity());
        if !agree {
            let [(first, one), (last, two)] = ends;
            let (here, there) = (bond_words(line), bond_words(other));
            let (here_ja, there_ja, here_en, there_en) = (here.0, there.0, here.1, there.1);
            let mut report = line.report(
                say!(
                    "「{first}/{one}」と「{last}/{two}」の関係が、片方では{here_ja}、もう片方では{there_ja}です",
                    "`{first}/{one}` and `{last}/{two}` are {here_en} here, but {there_en} elsewhere"
                ),
                say!("どちらかに合わせてください", "make the two agree"),
            );
            report.labels.push(other.label());
            found.push(report);
        }
    }
    found
}

/// One thing is said to be two things of another edition, or two things one.
fn two_things(lines: &[Line<'_>]) -> Vec<Diagnostic> {
    let mut partner: BTreeMap<(End<'_>, i16), (&str, &Line<'_>)> = BTreeMap::new();
    let mut found = Vec::new();
    for line in lines.iter().filter(|line| line.is_identity()) {
        let here = (line.edition, line.common.key.as_str());
        let there = line.named;
        for (one, (year, key)) in [(here, there), (there, here)] {
            let (known, first) = *partner.entry((one, year)).or_insert((key, line));
            if known == key {
                continue;
            }
            let (edition, thing) = one;
            let mut report = line.report(
                say!(
                    "「{edition}/{thing}」は{year}年版の「{known}」とも「{key}」とも同じだとされています",
                    "`{edition}/{thing}` is said to be both `{known}` and `{key}` of edition {year}"
                ),
                say!(
                    "分かれたか合わさったものなら、split か merged と書いてください",
                    "where one was divided or several were united, write `split` or `merged`"
                ),
            );
            report.labels.push(first.label());
            found.push(report);
            break;
        }
    }
    found
}

fn bond_words(line: &Line<'_>) -> (&'static str, &'static str) {
    match line.bond() {
        Some(Bond::Same) | None => ("同一", "the same"),
        Some(Bond::Renamed) => ("改称", "renamed"),
        Some(Bond::Split) => ("分割", "split"),
        Some(Bond::Merged) => ("統合", "merged"),
        Some(Bond::Succeeded) => ("後継", "successors"),
    }
}
