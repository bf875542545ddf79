//! What every page about one entity has in common.

use super::commentary::{BlockWriter, commentary};
use super::context::{Context, plain};
use super::sheets::is_address;
use super::view::{
    CardView, ChartView, CommentaryView, EntityView, FactView, FindingView, Link, StatView,
    TableView, TextView,
};
use super::{audit, caps, indicators, lists, series, tables};
use crate::chart::datum::{Period, Series};
use crate::chart::sparkline;
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::figures;
use crate::format;
use crate::model::dataset::{Common, Indicator, Project};
use crate::model::quantity::Quantity;
use crate::model::table::{Citation, Figure, RowItem, Table};
use crate::text::escape_html;

/// The shared part of an entity's page.
pub(crate) fn entity(
    cx: &Context<'_>,
    common: &Common,
    label: String,
    write: BlockWriter<'_>,
) -> EntityView {
    let (commentary, _): (Option<CommentaryView>, _) = commentary(cx, common, write);
    EntityView {
        name: cx.name(common),
        name_en: match cx.lang() {
            Lang::Ja => common.name_en.clone().unwrap_or_default(),
            Lang::En => String::new(),
        },
        name_ja: match (cx.lang(), &common.name_en) {
            (Lang::En, Some(_)) => plain(&common.name),
            _ => String::new(),
        },
        label,
        aliases: Vec::new(),
        stats: Vec::new(),
        commentary,
        facts: facts(cx, &common.facts, "fact"),
        charts: cx.charts.apart(cx),
        texts: cx.texts(&common.texts, "text"),
        budgets: common
            .budgets
            .iter()
            .map(|table| with_charts(cx, tables::figures(cx, table), &table.id))
            .chain(series::table(cx, common))
            .collect(),
        indicators: common
            .indicators
            .iter()
            .map(|indicator| indicators::indicator(cx, indicator))
            .collect(),
        lists: common
            .lists
            .iter()
            .map(|list| lists::list(cx, list))
            .collect(),
        related: related(cx, common),
        sources: cx.documents(common),
        findings: findings(cx, common),
        audit: audit::audit(cx, &common.key),
        inferences: inferences(cx, common)
            .into_iter()
            .map(|inference| inference.view(cx))
            .collect(),
    }
}

/// A table with the charts of its figures above it: those with its name, and those that show its change
/// or how concentrated it is.
pub(crate) fn with_charts(cx: &Context<'_>, mut table: TableView, id: &str) -> TableView {
    let charts = cx
        .chart(id)
        .into_iter()
        .chain(cx.chart(&format!("{id}-change")))
        .chain(cx.chart(&format!("{id}-concentration")));
    let is_cut = caps::is_cut_page(cx);
    table.charts = charts
        .map(|chart| ChartView {
            has_table_beside: true,
            table: match is_cut {
                true => caps::cut(cx, chart.table, 0),
                false => chart.table,
            },
            ..chart
        })
        .collect();
    table
}

/// Rows of basic information.
pub(crate) fn facts(
    cx: &Context<'_>,
    facts: &[crate::model::dataset::Text],
    prefix: &str,
) -> Vec<FactView> {
    let mut views = cx.texts(facts, prefix);
    for (view, fact) in views.iter_mut().zip(facts) {
        let text = fact.text.trim();
        if is_address(text) {
            let url = escape_html(text);
            view.html = format!("<p><a href=\"{url}\">{url}</a></p>");
        }
    }
    views
}

/// Pages that an entity names, and pages that name it.
fn related(cx: &Context<'_>, common: &Common) -> Vec<Link> {
    let back = cx.plan.ground.backlinks(cx.edition.year, &common.key);
    let mut seen = std::collections::BTreeSet::new();
    let keys = common.related.iter().chain(back);
    keys.filter(|key| seen.insert(*key))
        .filter_map(|key| cx.entity_link(key))
        .collect()
}

/// Cells and texts whose place the printed layout does not decide, with the reasons.
pub(crate) fn inferences(cx: &Context<'_>, common: &Common) -> Vec<Inference> {
    let mut found = Vec::new();
    for table in figures::tables(cx.edition, common) {
        for row in &table.rows {
            let mut reasons: Vec<(&str, Vec<String>, &Figure)> = Vec::new();
            for (cell, column) in row.cells.iter().zip(&table.columns) {
                let Some((figure, reason)) = cell
                    .figure()
                    .and_then(|f| Some((f, f.inferred.as_deref()?)))
                else {
                    continue;
                };
                let heading = tables::heading(cx, column).label;
                match reasons.iter_mut().find(|(known, ..)| *known == reason) {
                    Some((_, columns, _)) => columns.push(heading),
                    None => reasons.push((reason, vec![heading], figure)),
                }
            }
            for (reason, columns, figure) in reasons {
                let place = cx.messages.spaced([
                    plain(&table.title),
                    tables::row_label(cx, row),
                    cx.messages.dotted(&columns),
                ]);
                found.push(inference(place, reason, &figure.citation));
            }
        }
    }
    let indicators = figures::indicators(cx.edition, common);
    let named = indicators.iter().filter_map(|i| {
        Some((
            plain(i.name_in(cx.lang())),
            i.inferred.as_deref()?,
            &i.citation,
        ))
    });
    let texts = common.facts.iter().chain(&common.texts);
    let texts = texts.filter_map(|text| {
        Some((
            plain(&text.heading),
            text.inferred.as_deref()?,
            &text.citation,
        ))
    });
    let rows = common
        .lists
        .iter()
        .flat_map(|list| list.rows.iter().map(move |row| (list, row)))
        .filter_map(|(list, row)| {
            let first = row.cells.first().map(String::as_str).unwrap_or_default();
            Some((
                cx.messages.spaced([plain(&list.title), plain(first)]),
                row.inferred.as_deref()?,
                &row.citation,
            ))
        });
    found.extend(
        named
            .chain(texts)
            .chain(rows)
            .map(|(place, reason, citation)| inference(place, reason, citation)),
    );
    found.extend(special_inferences(cx, common));
    found
}

fn special_inferences(cx: &Context<'_>, common: &Common) -> Vec<Inference> {
    let mut found = Vec::new();
    if let Some(project) = cx
        .edition
        .projects
        .get(common.id())
        .filter(|project| project.common.key == common.key)
    {
        for evaluation in &project.evaluations {
            if let Some(reason) = &evaluation.inferred {
                let year = evaluation
                    .year
                    .map_or_else(|| cx.t("year-undecided"), |year| year.long(cx.lang()));
                let place = cx.messages.spaced([lists::stages(cx, evaluation), year]);
                found.push(inference(place, reason, &evaluation.citation));
            }
        }
    }
    if let Some(review) = cx
        .edition
        .reviews
        .get(common.id())
        .filter(|review| review.common.key == common.key)
    {
        for item in review.self_check.iter().flat_map(|group| &group.items) {
            if let Some(reason) = &item.inferred {
                found.push(inference(plain(&item.question), reason, &item.citation));
            }
        }
        for (list, row) in review
            .recipients
            .iter()
            .flat_map(|list| list.rows.iter().map(move |row| (list, row)))
        {
            if let Some(reason) = &row.inferred {
                found.push(inference(
                    cx.messages.spaced([list.place(row), plain(&row.name)]),
                    reason,
                    &row.citation,
                ));
            }
        }
        for link in review.flow.iter().flat_map(|flow| &flow.links) {
            if let Some(reason) = &link.inferred {
                found.push(inference(
                    format!("{} → {}", link.from, link.to),
                    reason,
                    &link.citation,
                ));
            }
        }
    }
    if let Some(portfolio) = cx
        .edition
        .portfolios
        .get(common.id())
        .filter(|portfolio| portfolio.common.key == common.key)
    {
        for program in portfolio.groups.iter().flat_map(|group| &group.programs) {
            if let Some(reason) = &program.amount.inferred {
                found.push(inference(
                    plain(program.name_in(cx.lang())),
                    reason,
                    &program.amount.citation,
                ));
            }
        }
    }
    found
}

fn inference(place: String, reason: &str, citation: &Citation) -> Inference {
    Inference {
        place,
        reason: plain(reason),
        source: citation.clone(),
    }
}

/// A place in tables or texts that the printed layout does not decide.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Inference {
    pub(crate) place: String,
    pub(crate) reason: String,
    pub(crate) source: Citation,
}

impl Inference {
    fn view(self, cx: &Context<'_>) -> TextView {
        TextView {
            id: String::new(),
            heading: self.place,
            html: super::context::prose(&self.reason),
            cite: cx.cite(&self.source),
            inferred: None,
        }
    }
}

/// Findings about an entity's seed file and commentary.
fn findings(cx: &Context<'_>, common: &Common) -> Vec<FindingView> {
    let commentary = common.commentary.as_ref().map(|(file, _)| file.as_str());
    let files = [Some(common.file.as_str()), commentary]
        .into_iter()
        .flatten();
    files
        .flat_map(|file| cx.findings.of(file))
        .map(|found| finding(cx, found))
        .collect()
}

/// A finding as shown.
pub(crate) fn finding(cx: &Context<'_>, finding: &Diagnostic) -> FindingView {
    let file = finding
        .labels
        .first()
        .map(|label| label.file.clone())
        .unwrap_or_default();
    let key = file
        .strip_prefix(&format!("content/{}/", cx.edition.year))
        .and_then(|rest| rest.rsplit_once('.'));
    let url = key
        .filter(|(key, _)| cx.edition.entity(key).is_some())
        .map(|(key, _)| cx.entity_url(key));
    FindingView {
        rule: finding.rule.code().to_owned(),
        severity: match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
        .into(),
        message: finding.message.get(cx.lang()).to_owned(),
        place: file,
        help: finding
            .help
            .as_ref()
            .map(|help| help.get(cx.lang()).to_owned())
            .unwrap_or_default(),
        url: url.unwrap_or_default(),
    }
}

/// Headline figures: the newest settled budget and what was executed of it.
pub(crate) fn budget_stats(cx: &Context<'_>, common: &Common) -> Vec<StatView> {
    let Some(table) = common.budgets.first() else {
        return Vec::new();
    };
    let base = cx.entity_url(&common.key);
    let mut stats = Vec::new();
    for item in [RowItem::Initial, RowItem::Amount, RowItem::Supplementary] {
        if let Some(stat) = latest(cx, table, item, "stat-project-budget", &base) {
            stats.push(stat);
            break;
        }
    }
    stats.extend(latest(cx, table, RowItem::Executed, "stat-executed", &base));
    stats.extend(latest(
        cx,
        table,
        RowItem::ExecutionRate,
        "stat-execution-rate",
        &base,
    ));
    stats.extend(requested(cx, table, &base));
    stats
}

/// The newest figure of a row that is not a plan.
fn latest(
    cx: &Context<'_>,
    table: &Table,
    item: RowItem,
    label: &str,
    base: &str,
) -> Option<StatView> {
    let row = table.item(item)?;
    let is_settled = |index: &usize| {
        let column = &table.columns[*index];
        column.is_series()
            && matches!(
                row.figure(*index).map(|f| &f.reading),
                Some(crate::model::table::Reading::Settled(_))
            )
    };
    let index = (0..table.columns.len())
        .filter(is_settled)
        .max_by_key(|&index| table.columns[index].year)?;
    stat(cx, table, row, index, label, base)
}

fn requested(cx: &Context<'_>, table: &Table, base: &str) -> Option<StatView> {
    let row = table
        .item(RowItem::Initial)
        .or_else(|| table.item(RowItem::Amount))?;
    let is_plan = |index: &usize| {
        matches!(
            row.figure(*index).map(|f| &f.reading),
            Some(crate::model::table::Reading::Planned(_))
        )
    };
    let index = (0..table.columns.len())
        .filter(is_plan)
        .max_by_key(|&index| table.columns[index].year)?;
    let label = super::tables::heading(cx, &table.columns[index]).note;
    let mut stat = stat(cx, table, row, index, "stat-requested", base)?;
    stat.label = label;
    Some(stat)
}

fn stat(
    cx: &Context<'_>,
    table: &Table,
    row: &crate::model::table::Row,
    index: usize,
    label: &str,
    base: &str,
) -> Option<StatView> {
    let figure = row.figure(index)?;
    let column = &table.columns[index];
    let label = if label == "stat-project-budget" {
        tables::row_label(cx, row)
    } else {
        cx.t(label)
    };
    Some(StatView {
        label,
        value: headline(cx, figure.quantity()?),
        note: column
            .year
            .map(|year| year.long(cx.lang()))
            .unwrap_or_default(),
        formula: None,
        url: format!("{base}#{}-{}-{}", table.id, column.key, row.key),
        cite: cx.cite(&figure.citation),
    })
}

/// A quantity as a headline: money in 億円.
pub(crate) fn headline(cx: &Context<'_>, quantity: &Quantity) -> String {
    match quantity {
        Quantity::Money(money) => format::money_headline(cx.lang(), money.yen),
        Quantity::Number { .. } => format::quantity(cx.lang(), quantity),
    }
}

/// A card that leads to an entity.
pub(crate) fn card(cx: &Context<'_>, common: &Common, label: String) -> CardView {
    let stats = budget_stats(cx, common);
    let mut facts: Vec<Link> = stats
        .into_iter()
        .take(2)
        .map(|stat| Link {
            text: stat.label,
            note: cx.messages.remarked(&stat.value, &stat.note),
            ..Link::default()
        })
        .collect();
    let indicators = figures::indicators(cx.edition, common);
    if let Some(states) = states(cx, &indicators) {
        facts.push(Link {
            text: cx.t("section-indicators"),
            note: states,
            ..Link::default()
        });
    }
    CardView {
        title: cx.name(common),
        url: cx.entity_url(&common.key),
        label,
        summary: summary(common),
        facts,
        sparkline_html: sparkline(cx, common).unwrap_or_default(),
    }
}

/// The course of the principal budget over at least three years: two are told by the facts of the card.
fn sparkline(cx: &Context<'_>, common: &Common) -> Option<String> {
    let table = common.budgets.first()?;
    let row = table
        .item(RowItem::Initial)
        .or_else(|| table.item(RowItem::Amount))?;
    let mut columns: Vec<usize> = (0..table.columns.len())
        .filter(|&index| table.columns[index].is_series())
        .collect();
    columns.sort_by_key(|&index| table.columns[index].year);
    if columns.len() < 3 {
        return None;
    }
    let periods: Vec<Period> = columns
        .iter()
        .map(|&index| Period::of(cx.messages, &table.columns[index]))
        .collect();
    let series = Series::of_row(cx.messages, row, &columns);
    sparkline::svg(cx.messages, &series.label, &periods, &series)
}

/// A card that leads to a project: with its newest evaluation whose year is certain.
pub(crate) fn project_card(cx: &Context<'_>, project: &Project) -> CardView {
    let mut card = card(cx, &project.common, project_label(cx, project));
    let newest = project
        .evaluations
        .iter()
        .filter(|evaluation| evaluation.year.is_some())
        .max_by_key(|evaluation| evaluation.year);
    if let Some((evaluation, year)) =
        newest.and_then(|evaluation| Some((evaluation, evaluation.year?)))
    {
        let stages = lists::stages(cx, evaluation);
        let note = cx.messages.remarked(&stages, &year.long(cx.lang()));
        card.facts.push(Link {
            text: cx.t("head-evaluation"),
            note,
            ..Link::default()
        });
    }
    card
}

/// How many indicators are in which state, for example `達成2・未達成1`.
fn states(cx: &Context<'_>, indicators: &[&Indicator]) -> Option<String> {
    let count = |wanted: &str| {
        indicators
            .iter()
            .map(|indicator| {
                indicators::referred(cx, indicator)
                    .filter(|_| indicator.table.is_none())
                    .unwrap_or(indicator)
            })
            .filter(|indicator| indicators::state(cx, indicator).key == wanted)
            .count()
    };
    let words = [
        ("achieved", "state-word-achieved"),
        ("short", "state-word-short"),
        ("pending", "state-word-pending"),
        ("none", "state-word-none"),
    ];
    let parts = words.into_iter().filter_map(|(key, word)| {
        let count = count(key);
        let count = (count > 0).then(|| count.to_string())?;
        let state = [("state", cx.messages.get(word)), ("count", &count)];
        Some(cx.say("chart-state-count", &state))
    });
    let text = cx.messages.dotted(parts);
    (!text.is_empty()).then_some(text)
}

/// The first sentence of an entity's first text.
fn summary(common: &Common) -> String {
    let first = common.texts.first().map(|text| text.text.as_str());
    let text = plain(first.unwrap_or_default());
    let paragraph = text
        .split("\n\n")
        .next()
        .unwrap_or_default()
        .replace('\n', "");
    first_sentence(&paragraph).to_owned()
}

/// Up to the first full stop outside brackets.
fn first_sentence(text: &str) -> &str {
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '「' | '『' | '(' => depth += 1,
            '）' | '」' | '』' | ')' => depth -= 1,
            '。' if depth <= 0 => return &text[..at + c.len_utf8()],
            _ => {}
        }
    }
    text
}

/// The name of a project with its abbreviation.
pub(crate) fn project_label(cx: &Context<'_>, project: &Project) -> String {
    match &project.number {
        Some(number) => format!("{} {number}", cx.t("kind-project")),
        None => cx.t("kind-project"),
    }
}
