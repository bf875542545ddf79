//! The table of rules: what each checks, why it matters, and the definition of the ministry that it rests on.
//!
//! Each family keeps its rows beside its checks; [`all`] gives the whole table.

use std::fmt;

use crate::diagnostic::{Lang, Severity};

use super::across::Gathered;
use super::place::Subject;
use super::relation::Relation;

mod budget;
mod cross;
mod flow;
mod history;
mod identity;
mod outcome;
mod procurement;
mod text;

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Identities of budget tables (予算).
    Budget,
    /// Targets, results and unit costs (成果).
    Outcome,
    /// Where the money goes (資金の流れ).
    Flow,
    /// Who is who (名称・番号).
    Identity,
    /// How contracts were awarded (契約).
    Procurement,
    /// The same quantity in several places (資料間).
    CrossSource,
    /// Numbers, decisions and names in texts (文章).
    Text,
    /// What an earlier edition said (前の版).
    History,
}

impl Family {
    /// Every family, in the order of the table.
    pub const ALL: [Family; 8] = [
        Family::Budget,
        Family::Outcome,
        Family::Flow,
        Family::Identity,
        Family::Procurement,
        Family::CrossSource,
        Family::Text,
        Family::History,
    ];

    /// Name on the command line, in settings and files.
    pub fn key(self) -> &'static str {
        match self {
            Family::Budget => "budget",
            Family::Outcome => "outcome",
            Family::Flow => "flow",
            Family::Identity => "identity",
            Family::Procurement => "procurement",
            Family::CrossSource => "cross-source",
            Family::Text => "text",
            Family::History => "history",
        }
    }

    /// Name for readers.
    pub fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (_, Lang::En) => self.key(),
            (Family::Budget, Lang::Ja) => "予算",
            (Family::Outcome, Lang::Ja) => "成果",
            (Family::Flow, Lang::Ja) => "資金の流れ",
            (Family::Identity, Lang::Ja) => "名称・番号",
            (Family::Procurement, Lang::Ja) => "契約",
            (Family::CrossSource, Lang::Ja) => "資料間",
            (Family::Text, Lang::Ja) => "文章",
            (Family::History, Lang::Ja) => "前の版",
        }
    }
}

/// A row of the table of rules.
pub struct Rule {
    /// Name as printed; it never changes its meaning.
    pub id: &'static str,
    pub family: Family,
    pub severity: Severity,
    pub summary: Words,
    /// Why it matters.
    pub why: Words,
    /// The definition that it rests on, and where that stands.
    pub definition: Words,
    pub(super) check: Check,
}

// Where its function is in memory is nothing to be shown, and another in each run.
impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rule").field(&self.id).finish()
    }
}

/// A sentence in both languages.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    pub ja: &'static str,
    pub en: &'static str,
}

impl Words {
    /// The sentence in `lang`.
    pub fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.ja,
            Lang::En => self.en,
        }
    }
}

/// Shorthand for the tables of the families.
pub(super) const fn words(ja: &'static str, en: &'static str) -> Words {
    Words { ja, en }
}

/// How a rule looks at a dataset.
#[derive(Debug, Clone, Copy)]
pub(super) enum Check {
    /// One entity at a time.
    Entity(fn(&'static Rule, &Subject<'_>) -> Vec<Relation>),
    /// All at once, from what was gathered of each.
    Across(fn(&'static Rule, &Gathered<'_>) -> Vec<Relation>),
}

impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

/// Every rule, family by family.
pub fn all() -> impl Iterator<Item = &'static Rule> + Clone {
    [
        budget::RULES,
        outcome::RULES,
        flow::RULES,
        identity::RULES,
        procurement::RULES,
        cross::RULES,
        text::RULES,
        history::RULES,
    ]
    .into_iter()
    .flatten()
}

/// The rule with an id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// True where `name` is the id of the rule or the name of its family.
pub fn is_named(rule: &Rule, name: &str) -> bool {
    rule.id == name || rule.family.key() == name
}

/// Every name that `--only`, `--deny` and `deny:` take: families, then rules.
pub fn names() -> impl Iterator<Item = &'static str> + Clone {
    Family::ALL
        .into_iter()
        .map(Family::key)
        .chain(all().map(|rule| rule.id))
}
