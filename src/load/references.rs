//! References between entities: every one must lead somewhere.

use super::lineage;
use crate::diagnostic::{DataPath, Diagnostic, Place, RuleId};
use crate::model::dataset::{Common, Dataset, Edition, Indicator};
use crate::say;

/// Reports references that lead nowhere.
pub(crate) fn check(dataset: &Dataset) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for edition in dataset.editions.values() {
        let mut checker = Checker {
            dataset,
            edition,
            found: &mut found,
        };
        checker.edition();
    }
    found.extend(lineage::check(dataset));
    found
}

struct Checker<'a> {
    dataset: &'a Dataset,
    edition: &'a Edition,
    found: &'a mut Vec<Diagnostic>,
}

impl Checker<'_> {
    fn edition(&mut self) {
        self.tables(&self.edition.body);
        for common in self.edition.entities() {
            self.tables(common);
            for (index, key) in common.related.iter().enumerate() {
                self.entity(common, key, DataPath::default().key("related").index(index));
            }
            let path = || DataPath::default().key("indicators");
            self.indicators(common, &common.indicators, &path);
        }
        for program in self.edition.programs.values() {
            for (index, id) in program.projects.iter().enumerate() {
                let path = DataPath::default().key("projects").index(index);
                self.entity(&program.common, &format!("projects/{id}"), path);
            }
        }
        for common in self.edition.entities() {
            for (index, line) in common.lineage.iter().enumerate() {
                if let Some((year, key)) = &line.entity {
                    self.entity_of(common, *year, key, lineage::path(index));
                }
            }
        }
        self.blocks();
    }

    fn blocks(&mut self) {
        for review in self.edition.reviews.values() {
            for (index, block) in review.activities.iter().enumerate() {
                let path = |key| DataPath::default().key("activities").index(index).key(key);
                for (index, key) in block.related.iter().enumerate() {
                    self.entity(&review.common, key, path("related").index(index));
                }
                self.indicators(&review.common, &block.outcomes, &|| path("outcomes"));
                self.indicators(&review.common, &block.outputs, &|| path("outputs"));
            }
            let path = || DataPath::default().key("more_outcomes");
            self.indicators(&review.common, &review.more_outcomes, &path);
        }
        for objective in self.edition.objectives.values() {
            for (index, goal) in objective.goals.iter().enumerate() {
                let path = || {
                    DataPath::default()
                        .key("goals")
                        .index(index)
                        .key("indicators")
                };
                self.indicators(&objective.common, &goal.indicators, &path);
            }
        }
        for portfolio in self.edition.portfolios.values() {
            for (g, group) in portfolio.groups.iter().enumerate() {
                for (p, program) in group.programs.iter().enumerate() {
                    let Some(key) = &program.about else { continue };
                    let path = DataPath::default()
                        .key("groups")
                        .index(g)
                        .key("programs")
                        .index(p)
                        .key("about");
                    self.entity(&portfolio.common, key, path);
                }
            }
        }
    }

    fn tables(&mut self, common: &Common) {
        for (t, table) in common.budgets.iter().enumerate() {
            for (r, row) in table.rows.iter().enumerate() {
                let Some(key) = &row.about else { continue };
                let path = DataPath::default()
                    .key("budgets")
                    .index(t)
                    .key("rows")
                    .index(r)
                    .key("about");
                self.entity(common, key, path);
            }
        }
    }

    /// `path` is asked for only where something refers: of tens of thousands of indicators hardly any do.
    fn indicators(
        &mut self,
        common: &Common,
        indicators: &[Indicator],
        path: &dyn Fn() -> DataPath,
    ) {
        let refers = |(_, one): &(usize, &Indicator)| {
            one.refers_to.is_some() || !one.same_as.is_empty() || !one.sum_of.is_empty()
        };
        for (index, indicator) in indicators.iter().enumerate().filter(refers) {
            let path = path().index(index);
            if let Some(reference) = &indicator.refers_to {
                self.indicator(common, reference, path.key("refers_to"));
            }
            for (key, references) in [
                ("same_as", &indicator.same_as),
                ("sum_of", &indicator.sum_of),
            ] {
                for (at, reference) in references.iter().enumerate() {
                    self.indicator(common, reference, path.key(key).index(at));
                }
            }
        }
    }

    fn indicator(&mut self, common: &Common, (key, id): &(String, String), path: DataPath) {
        if self.edition.entity(key).is_none() {
            self.entity(common, key, path);
            return;
        }
        let known = indicator_ids(self.edition, key);
        if known.contains(&id.as_str()) {
            return;
        }
        let known = known.join(", ");
        let message = say!(
            "「{key}」に指標「{id}」はありません",
            "`{key}` has no indicator `{id}`"
        );
        self.found.push(
            Diagnostic::new(
                RuleId::UnknownReference,
                &common.file,
                Place::Path(path),
                message,
            )
            .help(say!(
                "次のいずれかを書いてください：{known}",
                "use one of: {known}"
            )),
        );
    }

    fn entity(&mut self, common: &Common, key: &str, path: DataPath) {
        self.entity_of(common, self.edition.year, key, path);
    }

    fn entity_of(&mut self, common: &Common, year: i16, key: &str, path: DataPath) {
        let known: Vec<&str> = match self.dataset.editions.get(&year) {
            Some(edition) if edition.entity(key).is_some() => return,
            _ if self.dataset.is_unreadable(year, key) => return,
            Some(edition) => edition
                .entities()
                .map(|common| common.key.as_str())
                .collect(),
            None => Vec::new(),
        };
        let message = say!(
            "「{key}」は{year}年版にありません",
            "`{key}` does not exist in edition {year}"
        );
        let mut diagnostic = Diagnostic::new(
            RuleId::UnknownReference,
            &common.file,
            Place::Path(path),
            message,
        );
        diagnostic.help = crate::suggest::suggest(key, known.iter().copied());
        self.found.push(diagnostic);
    }
}

/// Ids of the indicators of an entity, wherever in it they stand.
pub(crate) fn indicator_ids<'a>(edition: &'a Edition, key: &str) -> Vec<&'a str> {
    let own = edition
        .entity(key)
        .into_iter()
        .flat_map(|common| &common.indicators);
    let id = key.rsplit('/').next().unwrap_or(key);
    let review = edition
        .reviews
        .get(id)
        .filter(|r| r.common.key == key)
        .into_iter()
        .flat_map(|r| r.indicators());
    let goals = edition
        .objectives
        .get(id)
        .filter(|o| o.common.key == key)
        .into_iter()
        .flat_map(|o| &o.goals);
    own.chain(review)
        .chain(goals.flat_map(|goal| &goal.indicators))
        .map(|indicator| indicator.id.as_str())
        .collect()
}
