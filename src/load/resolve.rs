//! Seed → model: units, years, ids, citations. What cannot be understood is reported; the rest is resolved all the same,
//! so that one run shows every problem.

mod parts;
mod tables;

use std::collections::BTreeMap;

use super::reader::{Here, Reader};
use super::scalar::Scalar;
use super::seed::*;
use crate::diagnostic::{Diagnostic, RuleId};
use crate::model::corporate_number::CorporateNumber;
use crate::model::dataset::*;
use crate::model::date::Date;
use crate::model::table::Unit;
use crate::say;
pub(crate) use parts::is_id;
use parts::*;
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
        self.commentary.map(|(file, text)| (file.to_owned(), text.to_owned()))
    }
}

pub(crate) fn site(seed: SeedSite) -> Site {
    Site {
        title: seed.title,
        description: seed.description,
        publisher: seed.publisher,
        base_url: seed.base_url,
        theme: seed.theme,
        raw_html: seed.raw_html,
        contact: seed.contact,
        attribution: seed.attribution.into_iter().map(|a| (a.text, a.url)).collect(),
    }
}

pub(crate) fn glossary(file: &str, seed: SeedGlossary, diagnostics: &mut Vec<Diagnostic>) -> Vec<Term> {
    let none = BTreeMap::new();
    let mut reader = Reader::new(file, &none, "");
    reader.diagnostics.clear();
    let root = Here::ROOT;
    let terms = root.key("terms");
    for (index, term) in seed.terms.iter().enumerate() {
        check_id(&mut reader, &term.id, &terms.index(index).key("id"));
    }
    unique_ids(&mut reader, seed.terms.iter().map(|term| term.id.as_str()), &terms);
    diagnostics.append(&mut reader.diagnostics);
    seed.terms
        .into_iter()
        .map(|t| Term { id: t.id, term: t.term, reading: t.reading, term_en: t.term_en, aliases: t.aliases, text: t.text })
        .collect()
}

/// A document without its text, which the loader adds.
pub(crate) fn document(seed: SeedDocument, lines: Vec<String>) -> Document {
    let mut parts: Vec<_> = seed.parts.into_iter().map(|p| Part { name: p.name, from: p.from, to: p.to }).collect();
    parts.sort_by_key(|part| (part.from, part.to));
    Document {
        id: seed.id,
        title: seed.title,
        publisher: seed.publisher,
        date: seed.date,
        url: seed.url,
        terms: seed.terms,
        parts,
        lines,
    }
}

pub(crate) fn edition(named: Named<'_>, seed: SeedEdition, scope: Scope<'_>) -> (Edition, Vec<Diagnostic>) {
    let mut reader = Reader::new(named.file, scope.documents, &seed.source);
    let root = Here::ROOT;
    let citation = reader.set_fallback(&seed.at);
    let date = seed.date.as_deref().and_then(|text| edition_date(&mut reader, text));
    let body = Common {
        key: String::new(),
        file: named.file.to_owned(),
        name: seed.title.clone(),
        name_en: None,
        citation,
        facts: facts(&mut reader, seed.facts, &root.key("facts")),
        texts: texts(&mut reader, seed.texts, &root.key("texts")),
        budgets: budgets(&mut reader, seed.budgets, &root),
        indicators: Vec::new(),
        lists: lists(&mut reader, seed.lists, &root),
        related: Vec::new(),
        commentary: named.commentary(),
    };
    let edition = Edition {
        year: scope.edition,
        title: seed.title,
        short_title: seed.short_title,
        kind: seed.kind,
        date,
        meeting: seed.meeting,
        paper: seed.paper,
        summary: seed.summary,
        body,
        documents: scope.documents.clone(),
        committee: None,
        programs: BTreeMap::new(),
        projects: BTreeMap::new(),
        reviews: BTreeMap::new(),
        objectives: BTreeMap::new(),
        portfolios: BTreeMap::new(),
    };
    (edition, reader.diagnostics)
}

fn edition_date(reader: &mut Reader<'_>, text: &str) -> Option<Date> {
    Date::parse(text)
        .map_err(|why| {
            let help = say!("令和5年1月31日 か 2023-01-31 の形で書いてください", "write 令和5年1月31日 or 2023-01-31");
            reader.report(RuleId::BadDate, &Here::ROOT.key("date"), why, Some(help));
        })
        .ok()
}

pub(crate) fn committee(file: &str, seed: SeedCommittee, scope: Scope<'_>) -> (Committee, Vec<Diagnostic>) {
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
    (Committee { name: seed.name, term: seed.term, note: seed.note, members, citation }, reader.diagnostics)
}

pub(crate) fn program(named: Named<'_>, seed: SeedProgram, scope: Scope<'_>) -> (Program, Vec<Diagnostic>) {
    let mut reader = Reader::new(named.file, scope.documents, &seed.source);
    let root = Here::ROOT;
    let citation = reader.set_fallback(&seed.at);
    let common = Common {
        key: named.key(),
        file: named.file.to_owned(),
        name: seed.name,
        name_en: seed.name_en,
        citation,
        facts: facts(&mut reader, seed.facts, &root.key("facts")),
        texts: texts(&mut reader, seed.texts, &root.key("texts")),
        budgets: budgets(&mut reader, seed.budgets, &root),
        indicators: indicators(&mut reader, seed.indicators, &root.key("indicators")),
        lists: lists(&mut reader, seed.lists, &root),
        related: seed.related,
        commentary: named.commentary(),
    };
    unique_anchors(&mut reader, &common, &[]);
    (Program { common, number: seed.number, projects: seed.projects }, reader.diagnostics)
}

pub(crate) fn project(named: Named<'_>, seed: SeedProject, scope: Scope<'_>) -> (Project, Vec<Diagnostic>) {
    let mut reader = Reader::new(named.file, scope.documents, &seed.source);
    let root = Here::ROOT;
    let citation = reader.set_fallback(&seed.at);
    let common = Common {
        key: named.key(),
        file: named.file.to_owned(),
        name: seed.name,
        name_en: seed.name_en,
        citation,
        facts: facts(&mut reader, seed.facts, &root.key("facts")),
        texts: texts(&mut reader, seed.texts, &root.key("texts")),
        budgets: budgets(&mut reader, seed.budgets, &root),
        indicators: indicators(&mut reader, seed.indicators, &root.key("indicators")),
        lists: lists(&mut reader, seed.lists, &root),
        related: seed.related,
        commentary: named.commentary(),
    };
    let groups: Vec<_> = seed.tasks.iter().map(|group| format!("tasks-{}", group.id)).collect();
    unique_anchors(&mut reader, &common, &groups);
    let project = Project {
        common,
        short_name: seed.short_name,
        aliases: seed.aliases,
        number: seed.number,
        period: seed.period.and_then(|period| self::period(&mut reader, period)),
        evaluations: evaluations(&mut reader, seed.evaluations, &root),
        tasks: each(seed.tasks, &root.key("tasks"), |group, here| task_group(&mut reader, group, here)),
        lineage: each(seed.lineage, &root.key("lineage"), |line, here| lineage(&mut reader, line, scope.edition, here)),
    };
    (project, reader.diagnostics)
}

fn period(reader: &mut Reader<'_>, seed: SeedPeriod) -> Option<Period> {
    let root = Here::ROOT;
    let here = root.key("period");
    let first = reader.year(&seed.first, &here.key("first"));
    let last = seed.last.as_ref().and_then(|year| reader.year(year, &here.key("last")));
    let citation = reader.cite(&seed.at, &here.key("at"));
    let first = first?;
    if last.is_some_and(|last| last < first) {
        let (a, b) = (first.0, last.map_or(0, |year| year.0));
        reader.report(
            RuleId::BadYear,
            &here.key("last"),
            say!("事業期間の終わり（{b}年度）が始まり（{a}年度）より前です", "the period ends ({b}) before it begins ({a})"),
            None,
        );
    }
    Some(Period { first, last, citation, inferred: seed.inferred })
}

fn evaluations(reader: &mut Reader<'_>, seeds: Vec<SeedEvaluation>, root: &Here<'_>) -> Vec<Evaluation> {
    each(seeds, &root.key("evaluations"), |seed, here| {
        let undecided = seed.year.0 == "-" && seed.inferred.is_some();
        let year = if undecided { None } else { reader.year(&seed.year, &here.key("year")) };
        let citation = reader.cite(&seed.at, &here.key("at"));
        Evaluation { year, stages: seed.stages, citation, inferred: seed.inferred }
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
    match entity.split_once('/').and_then(|(year, rest)| Some((year.parse().ok()?, rest))) {
        Some((year, rest)) => (year, rest.to_owned()),
        None => (edition, entity.to_owned()),
    }
}

pub(crate) fn review(named: Named<'_>, seed: SeedReview, scope: Scope<'_>) -> (Review, Vec<Diagnostic>) {
    let mut reader = Reader::new(named.file, scope.documents, &seed.source);
    let root = Here::ROOT;
    let citation = reader.set_fallback(&seed.at);
    let common = Common {
        key: named.key(),
        file: named.file.to_owned(),
        name: seed.name,
        name_en: seed.name_en,
        citation,
        facts: facts(&mut reader, seed.facts, &root.key("facts")),
        texts: texts(&mut reader, seed.texts, &root.key("texts")),
        budgets: budgets(&mut reader, seed.budgets, &root),
        indicators: Vec::new(),
        lists: lists(&mut reader, seed.lists, &root),
        related: seed.related,
        commentary: named.commentary(),
    };
    unique_anchors(&mut reader, &common, &[]);
    let activities = each(seed.activities, &root.key("activities"), |block, here| activity(&mut reader, block, here));
    let review = Review {
        number: seed.number,
        activities,
        more_outcomes: indicators(&mut reader, seed.more_outcomes, &root.key("more_outcomes")),
        policy: facts(&mut reader, seed.policy, &root.key("policy")),
        self_check: self_check(&mut reader, seed.self_check, &root),
        self_check_results: texts(&mut reader, seed.self_check_results, &root.key("self_check_results")),
        related_projects: each(seed.related_projects, &root.key("related_projects"), |project, here| RelatedProject {
            ministry: project.ministry,
            number: project.number,
            name: project.name,
            citation: reader.cite(&project.at, &here.key("at")),
        }),
        findings: each(seed.findings, &root.key("findings"), |finding, here| ReviewFinding {
            heading: finding.heading,
            judgement: finding.judgement,
            text: finding.text,
            citation: reader.cite(&finding.at, &here.key("at")),
        }),
        remarks: texts(&mut reader, seed.remarks, &root.key("remarks")),
        past_numbers: facts(&mut reader, seed.past_numbers, &root.key("past_numbers")),
        flow: seed.flow.and_then(|flow| self::flow(&mut reader, flow)),
        cost_items: each(seed.cost_items, &root.key("cost_items"), |list, here| cost_list(&mut reader, list, here)),
        recipients: each(seed.recipients, &root.key("recipients"), |list, here| recipients(&mut reader, list, here)),
        multi_year_contracts: each(seed.multi_year_contracts, &root.key("multi_year_contracts"), |list, here| {
            recipients(&mut reader, list, here)
        }),
        common,
    };
    let anchors = review.indicators().map(|indicator| indicator.id.as_str());
    let blocks = review.activities.iter().map(|block| block.id.as_str());
    unique_ids(&mut reader, anchors.chain(blocks), &root.key("activities"));
    (review, reader.diagnostics)
}

fn activity(reader: &mut Reader<'_>, seed: SeedActivity, here: &Here<'_>) -> Activity {
    check_id(reader, &seed.id, &here.key("id"));
    Activity {
        activity: text(reader, seed.activity, &here.key("activity")),
        outputs: indicators(reader, seed.outputs, &here.key("outputs")),
        unit_cost: seed.unit_cost.map(|cost| table(reader, cost, &here.key("unit_cost"))),
        unit_cost_basis: seed.unit_cost_basis.map(|basis| text(reader, basis, &here.key("unit_cost_basis"))),
        outcomes: indicators(reader, seed.outcomes, &here.key("outcomes")),
        id: seed.id,
        title: seed.title,
        related: seed.related,
    }
}

fn self_check(reader: &mut Reader<'_>, seeds: Vec<SeedCheckGroup>, root: &Here<'_>) -> Vec<CheckGroup> {
    each(seeds, &root.key("self_check"), |group, here| CheckGroup {
        title: group.title,
        items: each(group.items, &here.key("items"), |item, here| CheckItem {
            citation: reader.cite(&item.at, &here.key("at")),
            question: item.question,
            mark: item.mark,
            explanation: item.explanation,
            inferred: item.inferred,
        }),
    })
}

fn flow(reader: &mut Reader<'_>, seed: SeedFlow) -> Option<Flow> {
    let root = Here::ROOT;
    let here = root.key("flow");
    let unit = unit(reader, &seed.unit, &here.key("unit"));
    let year = reader.year(&seed.year, &here.key("year"));
    unique_ids(reader, seed.blocks.iter().map(|block| block.id.as_str()), &here.key("blocks"));
    let known: Vec<String> = seed.blocks.iter().map(|block| block.id.clone()).collect();
    let blocks = each(seed.blocks, &here.key("blocks"), |block, here| {
        check_id(reader, &block.id.to_ascii_lowercase(), &here.key("id"));
        flow_block(reader, block, &unit, here)
    });
    let links = each(seed.links, &here.key("links"), |link, here| {
        for (end, key) in [(&link.from, "from"), (&link.to, "to")] {
            if !known.contains(end) {
                reader.report(
                    RuleId::UnknownReference,
                    &here.key(key),
                    say!("資金の流れにブロック「{end}」がありません", "the flow has no block `{end}`"),
                    None,
                );
            }
        }
        let citation = reader.cite(&link.at, &here.key("at"));
        FlowLink { from: link.from, to: link.to, method: link.method, citation, inferred: link.inferred }
    });
    Some(Flow { unit, year: year?, blocks, links, notes: notes(reader, seed.notes, &here.key("notes")) })
}

fn flow_block(reader: &mut Reader<'_>, seed: SeedFlowBlock, unit: &Unit, here: &Here<'_>) -> FlowBlock {
    let citation = reader.cite(&seed.at, &here.key("at"));
    let amount_citation = reader.cite_line(seed.amount_at, &seed.at, &here.key("amount_at"));
    FlowBlock {
        amount: settled(reader, &seed.amount, unit, amount_citation, &here.key("amount")),
        id: seed.id,
        name: seed.name,
        count: seed.count,
        role: seed.role,
        retained: each(seed.retained, &here.key("retained"), |retained, here| {
            let citation = reader.cite(&retained.at, &here.key("at"));
            (retained.label, settled(reader, &retained.amount, unit, citation, &here.key("amount")))
        }),
        citation,
        inferred: seed.inferred,
    }
}

fn cost_list(reader: &mut Reader<'_>, seed: SeedCostList, here: &Here<'_>) -> CostList {
    let unit = unit(reader, &seed.unit, &here.key("unit"));
    let citation = reader.cite(&seed.at, &here.key("at"));
    let items = each(seed.items, &here.key("items"), |item, here| {
        let citation = reader.cite(&item.at, &here.key("at"));
        let amount = settled(reader, &item.amount, &unit, citation, &here.key("amount"));
        CostItem { item: item.item, usage: item.usage, amount }
    });
    let total = seed.total.map(|total| {
        let citation = reader.cite_line(seed.total_at, &seed.at, &here.key("total_at"));
        settled(reader, &total, &unit, citation, &here.key("total"))
    });
    CostList { block: seed.block, recipient: seed.recipient, unit, items, total, citation }
}

fn recipients(reader: &mut Reader<'_>, seed: SeedRecipientList, here: &Here<'_>) -> RecipientList {
    let unit = unit(reader, &seed.unit, &here.key("unit"));
    let citation = reader.cite(&seed.at, &here.key("at"));
    let rows = each(seed.rows, &here.key("rows"), |row, here| recipient(reader, row, &unit, here));
    RecipientList { block: seed.block, unit, rows, citation }
}

fn recipient(reader: &mut Reader<'_>, seed: SeedRecipient, unit: &Unit, here: &Here<'_>) -> Recipient {
    let citation = reader.cite(&seed.at, &here.key("at"));
    let bidders = Unit::Count("者".to_owned());
    let percent = Unit::Count("％".to_owned());
    let mut figure = |raw: &Scalar, unit: &Unit, key: &str| settled(reader, raw, unit, citation.clone(), &here.key(key));
    let (amount, bidders, bid_rate) = (
        figure(&seed.amount, unit, "amount"),
        figure(&seed.bidders, &bidders, "bidders"),
        figure(&seed.bid_rate, &percent, "bid_rate"),
    );
    Recipient {
        corporate_number: corporate_number(reader, &seed.corporate_number.0, &here.key("corporate_number")),
        rank: seed.rank,
        name: seed.name,
        work: seed.work,
        amount,
        method: seed.method,
        bidders,
        bid_rate,
        reason: seed.reason.map(|reason| reason.0),
        citation,
        inferred: seed.inferred,
    }
}

fn corporate_number(reader: &mut Reader<'_>, text: &str, here: &Here<'_>) -> Option<CorporateNumber> {
    if matches!(text, "-" | "") {
        return None;
    }
    CorporateNumber::parse(text)
        .map_err(|why| {
            let help = say!("原資料の13桁の番号を確かめてください", "check the 13 digits of the source");
            reader.report(RuleId::BadCorporateNumber, here, why, Some(help));
        })
        .ok()
}

pub(crate) fn objective(named: Named<'_>, seed: SeedObjective, scope: Scope<'_>) -> (Objective, Vec<Diagnostic>) {
    let mut reader = Reader::new(named.file, scope.documents, &seed.source);
    let root = Here::ROOT;
    let citation = reader.set_fallback(&seed.at);
    let common = Common {
        key: named.key(),
        file: named.file.to_owned(),
        name: seed.name,
        name_en: seed.name_en,
        citation,
        facts: facts(&mut reader, seed.facts, &root.key("facts")),
        texts: texts(&mut reader, seed.texts, &root.key("texts")),
        budgets: budgets(&mut reader, seed.budgets, &root),
        indicators: Vec::new(),
        lists: Vec::new(),
        related: seed.related,
        commentary: named.commentary(),
    };
    unique_anchors(&mut reader, &common, &[]);
    let here = root.key("goals");
    let goals = each(seed.goals, &here, |goal, here| achievement_goal(&mut reader, goal, here));
    let ids = goals.iter().flat_map(|goal| {
        std::iter::once(goal.id.as_str()).chain(goal.indicators.iter().map(|indicator| indicator.id.as_str()))
    });
    unique_ids(&mut reader, ids, &here);
    (Objective { common, number: seed.number, goals }, reader.diagnostics)
}

fn achievement_goal(reader: &mut Reader<'_>, seed: SeedGoal, here: &Here<'_>) -> AchievementGoal {
    check_id(reader, &seed.id, &here.key("id"));
    AchievementGoal {
        id: seed.id,
        number: seed.number,
        title: seed.title,
        text: text(reader, seed.text, &here.key("text")),
        basis: seed.basis.map(|basis| text(reader, basis, &here.key("basis"))),
        indicators: indicators(reader, seed.indicators, &here.key("indicators")),
        means: each(seed.means, &here.key("means"), |means, here| Means {
            citation: reader.cite(&means.at, &here.key("at")),
            name: means.name,
            start: means.start,
            indicators: means.indicators,
            review: means.review,
            remarks: means.remarks,
            repeated: means.repeated,
            inferred: means.inferred,
        }),
        changes: seed.changes.map(|changes| text(reader, changes, &here.key("changes"))),
    }
}

pub(crate) fn portfolio(named: Named<'_>, seed: SeedPortfolio, scope: Scope<'_>) -> (Portfolio, Vec<Diagnostic>) {
    let mut reader = Reader::new(named.file, scope.documents, &seed.source);
    let root = Here::ROOT;
    let citation = reader.set_fallback(&seed.at);
    let common = Common {
        key: named.key(),
        file: named.file.to_owned(),
        name: seed.name,
        name_en: seed.name_en,
        citation,
        facts: Vec::new(),
        texts: texts(&mut reader, seed.texts, &root.key("texts")),
        budgets: budgets(&mut reader, seed.budgets, &root),
        indicators: Vec::new(),
        lists: lists(&mut reader, seed.lists, &root),
        related: Vec::new(),
        commentary: named.commentary(),
    };
    unique_anchors(&mut reader, &common, &[]);
    let here = root.key("groups");
    let ids = seed.groups.iter().flat_map(|group| group.programs.iter().map(|program| program.id.as_str()));
    unique_ids(&mut reader, ids, &here);
    let portfolio = Portfolio {
        common,
        number: seed.number,
        ministries: seed.ministries,
        groups: each(seed.groups, &here, |group, here| portfolio_group(&mut reader, group, here)),
        points: each(seed.points, &root.key("points"), |group, here| point_group(&mut reader, group, here)),
    };
    (portfolio, reader.diagnostics)
}

fn portfolio_group(reader: &mut Reader<'_>, seed: SeedPortfolioGroup, here: &Here<'_>) -> PortfolioGroup {
    check_id(reader, &seed.id, &here.key("id"));
    let unit = unit(reader, &seed.unit, &here.key("unit"));
    let citation = reader.cite(&seed.at, &here.key("at"));
    let amount = seed.amount.map(|amount| {
        let citation = reader.cite_line(seed.amount_at, &seed.at, &here.key("amount_at"));
        settled(reader, &amount, &unit, citation, &here.key("amount"))
    });
    let programs = each(seed.programs, &here.key("programs"), |program, here| {
        check_id(reader, &program.id, &here.key("id"));
        let citation = reader.cite(&program.at, &here.key("at"));
        let amount_citation = reader.cite_line(program.amount_at, &program.at, &here.key("amount_at"));
        let mut amount = settled(reader, &program.amount, &unit, amount_citation, &here.key("amount"));
        amount.inferred = program.inferred;
        PortfolioProgram {
            id: program.id,
            name: program.name,
            ministries: program.ministries,
            text: program.text,
            amount,
            in_house: program.in_house,
            about: program.about,
            citation,
        }
    });
    PortfolioGroup { id: seed.id, title: seed.title, unit, amount, programs, inferred: seed.inferred, citation }
}

fn point_group(reader: &mut Reader<'_>, seed: SeedPointGroup, here: &Here<'_>) -> PointGroup {
    PointGroup {
        citation: reader.cite(&seed.at, &here.key("at")),
        heading: seed.heading,
        items: each(seed.items, &here.key("items"), |item, here| Point {
            citation: reader.cite(&item.at, &here.key("at")),
            program: item.program,
            flag: item.flag,
            bullets: item.bullets,
        }),
        inferred: seed.inferred,
    }
}
