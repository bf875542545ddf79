//! Seed → model: units, years, ids, citations. What cannot be understood is reported; the rest is resolved all the same,
//! so that one run shows every problem.

mod parts;
mod policy;
mod review;
mod sheet;
mod tables;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::reader::{Here, Reader};
use super::scalar::At;
use super::seed::*;
use crate::diagnostic::{Diagnostic, Lang, RuleId};
use crate::model::dataset::*;
use crate::model::date::Date;
use crate::model::parts::{Part, Parts};
use crate::model::shelf::Shelf;
use crate::say;
pub(crate) use parts::is_id;
use parts::*;
pub(crate) use policy::{objective, portfolio};
pub(crate) use review::review;
use tables::*;

/// Everything that a seed file needs from its edition to be resolved.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) edition: i16,
    pub(crate) documents: &'a BTreeMap<String, Document>,
}

/// Where a file stands: kind and id make the key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Named<'a> {
    pub(crate) file: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) id: &'a str,
    pub(crate) commentary: Option<(&'a str, &'a str)>,
}

impl Named<'_> {
    fn key(&self) -> String {
        format!("{}/{}", self.kind, self.id)
    }
    fn commentary(&self) -> Option<(String, String)> {
        self.commentary
            .map(|(file, text)| (file.to_owned(), text.to_owned()))
    }
}

pub(crate) fn site(file: &str, seed: SeedSite, diagnostics: &mut Vec<Diagnostic>) -> Site {
    Site {
        title: seed.title,
        title_en: seed.title_en,
        description: seed.description,
        description_en: seed.description_en,
        publisher: seed.publisher,
        publisher_en: seed.publisher_en,
        languages: languages(file, seed.languages, diagnostics),
        base_url: seed.base_url,
        theme: seed.theme,
        raw_html: seed.raw_html,
        data_files: seed.data_files,
        contact: seed.contact,
        deny: seed.deny,
        license: seed.license.map(|license| (license.name, license.url)),
        attribution: seed
            .attribution
            .into_iter()
            .map(|a| Attribution {
                text: a.text,
                text_en: a.text_en,
                url: a.url,
            })
            .collect(),
    }
}

/// The languages of the pages, each once. The documents are Japanese, so that Japanese pages are always there.
fn languages(file: &str, seed: Option<Vec<Lang>>, diagnostics: &mut Vec<Diagnostic>) -> Vec<Lang> {
    let Some(named) = seed else {
        return Lang::ALL.into();
    };
    if !named.contains(&Lang::Ja) {
        let message = say!(
            "languages に ja がありません。日本語のページは必ず作られます",
            "`languages` lacks `ja`: Japanese pages are always made"
        );
        let help = say!(
            "[ja, en] か [ja] と書いてください",
            "Write [ja, en] or [ja]"
        );
        let none = BTreeMap::new();
        let mut reader = Reader::new(file, &none, "");
        reader.diagnostics.clear();
        let here = Here::ROOT.key("languages");
        reader.report(RuleId::UnknownValue, &here, message, Some(help));
        diagnostics.append(&mut reader.diagnostics);
    }
    let is_named = |lang: &Lang| *lang == Lang::Ja || named.contains(lang);
    Lang::ALL.into_iter().filter(is_named).collect()
}

pub(crate) fn glossary(
    file: &str,
    seed: SeedGlossary,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Term> {
    let none = BTreeMap::new();
    let mut reader = Reader::new(file, &none, "");
    reader.diagnostics.clear();
    let root = Here::ROOT;
    let terms = root.key("terms");
    for (index, term) in seed.terms.iter().enumerate() {
        check_id(&mut reader, &term.id, &terms.index(index).key("id"));
    }
    unique_ids(
        &mut reader,
        seed.terms.iter().map(|term| term.id.as_str()),
        &terms,
    );
    diagnostics.append(&mut reader.diagnostics);
    seed.terms
        .into_iter()
        .map(|t| Term {
            id: t.id,
            term: t.term,
            reading: t.reading,
            term_en: t.term_en,
            aliases: t.aliases,
            text: t.text,
            text_en: t.text_en,
        })
        .collect()
}

/// A document without its text, which the loader adds.
pub(crate) fn document(seed: SeedDocument, lines: Vec<String>) -> Document {
    let parts = Parts::new(
        seed.parts
            .into_iter()
            .map(|p| Part {
                name: p.name,
                from: p.from,
                to: p.to,
            })
            .collect(),
    );
    Document {
        id: seed.id,
        title: seed.title,
        title_en: seed.title_en,
        publisher: seed.publisher,
        publisher_en: seed.publisher_en,
        date: seed.date,
        url: seed.url,
        terms: seed.terms,
        parts,
        lines,
    }
}

/// An edition without its documents and entities, which the loader adds.
pub(crate) fn edition(
    named: Named<'_>,
    seed: SeedEdition,
    scope: Scope<'_>,
) -> (Edition, Vec<Diagnostic>) {
    let mut reader = Reader::new(named.file, scope.documents, &seed.source);
    let root = Here::ROOT;
    let citation = reader.set_fallback(&seed.at);
    let date = seed
        .date
        .as_deref()
        .and_then(|text| edition_date(&mut reader, text));
    let body = Common {
        key: String::new(),
        file: named.file.to_owned(),
        name: seed.title.clone(),
        name_en: seed.title_en.clone(),
        citation,
        facts: facts(&mut reader, seed.facts, &root.key("facts")),
        texts: texts(&mut reader, seed.texts, &root.key("texts")),
        budgets: budgets(&mut reader, seed.budgets, &root),
        indicators: Vec::new(),
        lists: lists(&mut reader, seed.lists, &root),
        related: Vec::new(),
        lineage: Vec::new(),
        commentary: named.commentary(),
        acknowledged: acknowledged(&mut reader, seed.acknowledged, &root),
    };
    let edition = Edition {
        year: scope.edition,
        title: seed.title,
        title_en: seed.title_en,
        short_title: seed.short_title,
        short_title_en: seed.short_title_en,
        kind: seed.kind,
        date,
        meeting: seed.meeting,
        paper: seed.paper,
        summary: seed.summary,
        summary_en: seed.summary_en,
        body,
        documents: Arc::default(),
        committee: None,
        programs: Shelf::new(scope.edition, "programs"),
        projects: Shelf::new(scope.edition, "projects"),
        reviews: Shelf::new(scope.edition, "reviews"),
        objectives: Shelf::new(scope.edition, "objectives"),
        portfolios: Shelf::new(scope.edition, "portfolios"),
        states_reasons: false,
    };
    (edition, reader.diagnostics)
}

fn edition_date(reader: &mut Reader<'_>, text: &str) -> Option<Date> {
    Date::parse(text)
        .map_err(|why| {
            let help = say!(
                "令和5年1月31日 か 2023-01-31 の形で書いてください",
                "write 令和5年1月31日 or 2023-01-31"
            );
            reader.report(RuleId::BadDate, &Here::ROOT.key("date"), why, Some(help));
        })
        .ok()
}

pub(crate) fn committee(
    file: &str,
    seed: SeedCommittee,
    scope: Scope<'_>,
) -> (Committee, Vec<Diagnostic>) {
    let mut reader = Reader::new(file, scope.documents, &seed.source);
    let citation = reader.set_fallback(&seed.at);
    let root = Here::ROOT;
    let here = root.key("members");
    let members = each(seed.members, &here, |member, here| Member {
        name: member.name,
        role: member.role,
        affiliations: member.affiliations,
        citation: reader.cite(&member.at, &here.key("at")),
    });
    (
        Committee {
            name: seed.name,
            name_en: seed.name_en,
            term: seed.term,
            note: seed.note,
            members,
            citation,
        },
        reader.diagnostics,
    )
}

/// What the seeds of all entities share.
struct Shared {
    name: String,
    name_en: Option<String>,
    at: At,
    facts: Vec<SeedFact>,
    texts: Vec<SeedText>,
    budgets: Vec<SeedTable>,
    indicators: Vec<SeedIndicator>,
    lists: Vec<SeedList>,
    related: Vec<String>,
    lineage: Vec<SeedLineage>,
    /// The edition that the entity belongs to.
    edition: i16,
    acknowledged: Vec<SeedAcknowledged>,
}

/// The shared part of an entity. Its own citation comes first, because values without a place of their own use it.
fn common(reader: &mut Reader<'_>, named: Named<'_>, seed: Shared) -> Common {
    let root = Here::ROOT;
    let citation = reader.set_fallback(&seed.at);
    Common {
        key: named.key(),
        file: named.file.to_owned(),
        name: seed.name,
        name_en: seed.name_en,
        citation,
        facts: facts(reader, seed.facts, &root.key("facts")),
        texts: texts(reader, seed.texts, &root.key("texts")),
        budgets: budgets(reader, seed.budgets, &root),
        indicators: indicators(reader, seed.indicators, &root.key("indicators")),
        lists: lists(reader, seed.lists, &root),
        related: seed.related,
        lineage: each(seed.lineage, &root.key("lineage"), |line, here| {
            lineage(reader, line, seed.edition, here)
        }),
        commentary: named.commentary(),
        acknowledged: acknowledged(reader, seed.acknowledged, &root),
    }
}

pub(crate) fn program(
    named: Named<'_>,
    seed: SeedProgram,
    scope: Scope<'_>,
) -> (Program, Vec<Diagnostic>) {
    let mut reader = Reader::new(named.file, scope.documents, &seed.source);
    let shared = Shared {
        name: seed.name,
        name_en: seed.name_en,
        at: seed.at,
        facts: seed.facts,
        texts: seed.texts,
        budgets: seed.budgets,
        indicators: seed.indicators,
        lists: seed.lists,
        related: seed.related,
        lineage: seed.lineage,
        edition: scope.edition,
        acknowledged: seed.acknowledged,
    };
    let common = common(&mut reader, named, shared);
    unique_anchors(&mut reader, &common, &[]);
    (
        Program {
            common,
            number: seed.number,
            projects: seed.projects,
        },
        reader.diagnostics,
    )
}

pub(crate) fn project(
    named: Named<'_>,
    seed: SeedProject,
    scope: Scope<'_>,
) -> (Project, Vec<Diagnostic>) {
    let mut reader = Reader::new(named.file, scope.documents, &seed.source);
    let shared = Shared {
        name: seed.name,
        name_en: seed.name_en,
        at: seed.at,
        facts: seed.facts,
        texts: seed.texts,
        budgets: seed.budgets,
        indicators: seed.indicators,
        lists: seed.lists,
        related: seed.related,
        lineage: seed.lineage,
        edition: scope.edition,
        acknowledged: seed.acknowledged,
    };
    let common = common(&mut reader, named, shared);
    let root = Here::ROOT;
    let groups: Vec<_> = seed
        .tasks
        .iter()
        .map(|group| format!("tasks-{}", group.id))
        .collect();
    unique_anchors(&mut reader, &common, &groups);
    let project = Project {
        common,
        short_name: seed.short_name,
        aliases: seed.aliases,
        number: seed.number,
        period: seed
            .period
            .and_then(|period| self::period(&mut reader, period)),
        evaluations: evaluations(&mut reader, seed.evaluations, &root),
        tasks: each(seed.tasks, &root.key("tasks"), |group, here| {
            task_group(&mut reader, group, here)
        }),
    };
    (project, reader.diagnostics)
}

fn period(reader: &mut Reader<'_>, seed: SeedPeriod) -> Option<Period> {
    let root = Here::ROOT;
    let here = root.key("period");
    let first = reader.year(&seed.first, &here.key("first"));
    let last = seed
        .last
        .as_ref()
        .and_then(|year| reader.year(year, &here.key("last")));
    let citation = reader.cite(&seed.at, &here.key("at"));
    let first = first?;
    if last.is_some_and(|last| last < first) {
        let (a, b) = (first.0, last.map_or(0, |year| year.0));
        reader.report(
            RuleId::BadYear,
            &here.key("last"),
            say!(
                "事業期間の終わり（{b}年度）が始まり（{a}年度）より前です",
                "the period ends ({b}) before it begins ({a})"
            ),
            None,
        );
    }
    Some(Period {
        first,
        last,
        citation,
        inferred: seed.inferred,
    })
}

fn evaluations(
    reader: &mut Reader<'_>,
    seeds: Vec<SeedEvaluation>,
    root: &Here<'_>,
) -> Vec<Evaluation> {
    each(seeds, &root.key("evaluations"), |seed, here| {
        let undecided = seed.year.0 == "-" && seed.inferred.is_some();
        let year = if undecided {
            None
        } else {
            reader.year(&seed.year, &here.key("year"))
        };
        let citation = reader.cite(&seed.at, &here.key("at"));
        Evaluation {
            year,
            stages: seed.stages,
            citation,
            inferred: seed.inferred,
        }
    })
}

fn task_group(reader: &mut Reader<'_>, seed: SeedTaskGroup, here: &Here<'_>) -> TaskGroup {
    check_id(reader, &seed.id, &here.key("id"));
    let count_citation = reader.cite_line(seed.count_at, &seed.at, &here.key("count_at"));
    TaskGroup {
        id: seed.id,
        title: seed.title,
        printed_count: seed.printed_count.map(|text| Text {
            id: None,
            heading: String::new(),
            text,
            citation: count_citation,
            inferred: None,
        }),
        tasks: each(seed.tasks, &here.key("tasks"), |task, here| Task {
            area: task.area,
            title: task.title,
            leader: task.leader,
            affiliation: task.affiliation,
            mark: task.mark,
            citation: reader.cite(&task.at, &here.key("at")),
        }),
        notes: notes(reader, seed.notes, &here.key("notes")),
    }
}

fn lineage(reader: &mut Reader<'_>, seed: SeedLineage, edition: i16, here: &Here<'_>) -> Lineage {
    Lineage {
        relation: seed.relation,
        name: seed.name,
        period: seed.period,
        entity: seed.entity.map(|entity| split_edition(&entity, edition)),
        citation: reader.cite(&seed.at, &here.key("at")),
        inferred: seed.inferred,
    }
}

/// `2021/projects/binds` or `projects/binds` in the edition at hand.
pub(crate) fn split_edition(entity: &str, edition: i16) -> (i16, String) {
    match entity
        .split_once('/')
        .and_then(|(year, rest)| Some((year.parse().ok()?, rest)))
    {
        Some((year, rest)) => (year, rest.to_owned()),
        None => (edition, entity.to_owned()),
    }
}
