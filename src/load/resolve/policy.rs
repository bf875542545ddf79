//! Policy objectives with their goals, and portfolios of several ministries.

use super::parts::*;
use super::tables::*;
use super::{Named, Scope, Shared, common};
use crate::diagnostic::Diagnostic;
use crate::load::reader::{Here, Reader};
use crate::load::seed::*;
use crate::model::dataset::*;

pub(crate) fn objective(
    named: Named<'_>,
    seed: SeedObjective,
    scope: Scope<'_>,
) -> (Objective, Vec<Diagnostic>) {
    let mut reader = Reader::new(named.file, scope.documents, &seed.source);
    let shared = Shared {
        name: seed.name,
        name_en: seed.name_en,
        at: seed.at,
        facts: seed.facts,
        texts: seed.texts,
        budgets: seed.budgets,
        indicators: Vec::new(),
        lists: Vec::new(),
        related: seed.related,
        lineage: seed.lineage,
        edition: scope.edition,
        acknowledged: seed.acknowledged,
    };
    let common = common(&mut reader, named, shared);
    let root = Here::ROOT;
    unique_anchors(&mut reader, &common, &[]);
    let here = root.key("goals");
    let goals = each(seed.goals, &here, |goal, here| {
        achievement_goal(&mut reader, goal, here)
    });
    let ids = goals.iter().flat_map(|goal| {
        std::iter::once(goal.id.as_str()).chain(
            goal.indicators
                .iter()
                .map(|indicator| indicator.id.as_str()),
        )
    });
    unique_ids(&mut reader, ids, &here);
    (
        Objective {
            common,
            number: seed.number,
            goals,
        },
        reader.diagnostics,
    )
}

fn achievement_goal(reader: &mut Reader<'_>, seed: SeedGoal, here: &Here<'_>) -> AchievementGoal {
    check_id(reader, &seed.id, &here.key("id"));
    AchievementGoal {
        id: seed.id,
        number: seed.number,
        title: seed.title,
        text: text(reader, seed.text, &here.key("text")),
        basis: seed
            .basis
            .map(|basis| text(reader, basis, &here.key("basis"))),
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
        changes: seed
            .changes
            .map(|changes| text(reader, changes, &here.key("changes"))),
    }
}

pub(crate) fn portfolio(
    named: Named<'_>,
    seed: SeedPortfolio,
    scope: Scope<'_>,
) -> (Portfolio, Vec<Diagnostic>) {
    let mut reader = Reader::new(named.file, scope.documents, &seed.source);
    let shared = Shared {
        name: seed.name,
        name_en: seed.name_en,
        at: seed.at,
        facts: Vec::new(),
        texts: seed.texts,
        budgets: seed.budgets,
        indicators: Vec::new(),
        lists: seed.lists,
        related: Vec::new(),
        lineage: seed.lineage,
        edition: scope.edition,
        acknowledged: seed.acknowledged,
    };
    let common = common(&mut reader, named, shared);
    let root = Here::ROOT;
    unique_anchors(&mut reader, &common, &[]);
    let here = root.key("groups");
    let ids = seed
        .groups
        .iter()
        .flat_map(|group| group.programs.iter().map(|program| program.id.as_str()));
    unique_ids(&mut reader, ids, &here);
    let portfolio = Portfolio {
        common,
        number: seed.number,
        ministries: seed.ministries,
        groups: each(seed.groups, &here, |group, here| {
            portfolio_group(&mut reader, group, here)
        }),
        points: each(seed.points, &root.key("points"), |group, here| {
            point_group(&mut reader, group, here)
        }),
    };
    (portfolio, reader.diagnostics)
}

fn portfolio_group(
    reader: &mut Reader<'_>,
    seed: SeedPortfolioGroup,
    here: &Here<'_>,
) -> PortfolioGroup {
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
        let amount_citation =
            reader.cite_line(program.amount_at, &program.at, &here.key("amount_at"));
        let mut amount = settled(
            reader,
            &program.amount,
            &unit,
            amount_citation,
            &here.key("amount"),
        );
        amount.inferred = program.inferred;
        PortfolioProgram {
            id: program.id,
            name: program.name,
            name_en: program.name_en,
            ministries: program.ministries,
            text: program.text,
            amount,
            in_house: program.in_house,
            about: program.about,
            citation,
        }
    });
    PortfolioGroup {
        id: seed.id,
        title: seed.title,
        unit,
        amount,
        programs,
        inferred: seed.inferred,
        citation,
    }
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
