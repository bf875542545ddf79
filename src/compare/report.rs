//! A comparison in words for the command line, and as data for programs.

use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use super::words::{Run, diff};
use super::{Change, Comparison, Family, Kind, NoSize, Side, Size, Value, What};
use crate::audit::words;
use crate::diagnostic::{Lang, Say};
use crate::format;
use crate::model::dataset::{Common, Due, Edition, Stage};
use crate::model::decimal::Decimal;
use crate::model::lineage::{Bond, Pair};
use crate::model::quantity::Quantity;
use crate::model::table::{Figure, Mark, Reading};
use crate::say;

/// Characters of an unchanged passage that are shown at each end.
const CONTEXT: usize = 20;

/// The report for people. `only` are the families shown; none means all.
pub fn human(comparison: &Comparison<'_>, only: &[Family], lang: Lang) -> String {
    let mut text = format!("{}\n", summary(comparison, only).get(lang));
    for entity in &comparison.entities {
        let shown: Vec<&Change<'_>> = shown(&entity.changes, only).collect();
        if shown.is_empty() {
            continue;
        }
        let _ = write!(text, "\n{}\n", name(comparison, entity.after).get(lang));
        let mut family = None;
        for change in shown {
            if family != Some(change.family) {
                let _ = writeln!(text, "  {}", family_name(change.family).get(lang));
                family = Some(change.family);
            }
            text.push_str(&one(comparison, change, lang));
        }
    }
    if only.is_empty() {
        text.push_str(&things(comparison, lang));
    }
    text
}

/// True where nothing of the families asked for differs.
pub fn is_empty(comparison: &Comparison<'_>, only: &[Family]) -> bool {
    if only.is_empty() {
        return comparison.is_empty();
    }
    comparison
        .changes()
        .all(|(_, change)| !only.contains(&change.family))
}

fn shown<'c, 'a>(
    changes: &'c [Change<'a>],
    only: &'c [Family],
) -> impl Iterator<Item = &'c Change<'a>> {
    changes
        .iter()
        .filter(|change| only.is_empty() || only.contains(&change.family))
}

fn summary(comparison: &Comparison<'_>, only: &[Family]) -> Say {
    let (before, after) = (comparison.before.year, comparison.after.year);
    let count = |kind: Kind| {
        let of_kind = comparison.changes().filter(|(_, change)| {
            change.kind == kind && (only.is_empty() || only.contains(&change.family))
        });
        of_kind.count()
    };
    let parts: Vec<(Say, usize)> = Kind::ALL.map(|kind| (kind_name(kind), count(kind))).into();
    let list = |lang: Lang, between: &str| {
        let parts = parts.iter().map(|(kind, count)| match lang {
            Lang::Ja => format!("{}{count}件", kind.ja),
            Lang::En => format!("{count} {}", kind.en),
        });
        parts.collect::<Vec<_>>().join(between)
    };
    let (ja, en) = (list(Lang::Ja, "、"), list(Lang::En, ", "));
    say!(
        "{before}年版と{after}年版の違い：{ja}",
        "edition {before} and edition {after}: {en}"
    )
}

/// A thing with its name, as the later edition has it.
fn name(comparison: &Comparison<'_>, common: &Common) -> Say {
    let (name, key) = (common.name.trim(), &common.key);
    if key.is_empty() {
        let year = comparison.after.year;
        return say!(
            "版そのもの（{year}年版：{name}）",
            "the edition itself ({year}: {name})"
        );
    }
    say!("{name}（{key}）", "{name} ({key})")
}

fn one(comparison: &Comparison<'_>, change: &Change<'_>, lang: Lang) -> String {
    let (kind, label) = (kind_name(change.kind), label(&change.what));
    let mut line = format!("    {}  {}", kind.get(lang), label.get(lang));
    if let (Some(Value::Text(before)), Some(Value::Text(after))) = values(change)
        && matches!(change.what, What::Passage { .. } | What::Indicator { .. })
    {
        let _ = write!(line, ": {}", inline(before, after));
    } else {
        let shown = |side: &Option<Side<'_>>| {
            side.as_ref()
                .map(|side| first_words(value(&side.value).get(lang)))
        };
        let _ = match (shown(&change.before), shown(&change.after)) {
            (Some(before), Some(after)) => write!(line, ": {before} → {after}"),
            (Some(only), None) | (None, Some(only)) => write!(line, ": {only}"),
            (None, None) => Ok(()),
        };
    }
    if let Some(size) = size(&change.size) {
        let _ = write!(line, "  [{}]", size.get(lang));
    }
    line.push('\n');
    let editions = [
        (&change.before, comparison.before),
        (&change.after, comparison.after),
    ];
    for (side, edition) in editions {
        if let Some(side) = side {
            let _ = writeln!(line, "          {}", source(side, edition));
        }
    }
    line
}

fn values<'c, 'a>(change: &'c Change<'a>) -> (Option<&'c Value<'a>>, Option<&'c Value<'a>>) {
    let value = |side: &'c Option<Side<'a>>| side.as_ref().map(|side| &side.value);
    (value(&change.before), value(&change.after))
}

/// Where a side stands: `2021 budget:475`.
fn source(side: &Side<'_>, edition: &Edition) -> String {
    let citation = side.citation;
    let title = edition
        .documents
        .get(&*citation.document)
        .map_or(&*citation.document, |document| &document.title);
    match citation.lines {
        Some((first, last)) if first != last => format!("{} {title}:{first}-{last}", side.edition),
        Some((first, _)) => format!("{} {title}:{first}", side.edition),
        None => format!("{} {title}", side.edition),
    }
}

/// Two texts in one line, with what was taken out and put in.
fn inline(before: &str, after: &str) -> String {
    let runs = diff(before, after).into_iter().map(|run| match run {
        Run::Same(text) => folded(&text),
        Run::Deleted(text) => format!("[-{text}-]"),
        Run::Inserted(text) => format!("{{+{text}+}}"),
    });
    runs.collect::<String>().replace('\n', " ")
}

fn folded(text: &str) -> String {
    let count = text.chars().count();
    if count <= 3 * CONTEXT {
        return text.to_owned();
    }
    let head: String = text.chars().take(CONTEXT).collect();
    let tail: String = text.chars().skip(count - CONTEXT).collect();
    format!("{head}…{tail}")
}

/// The beginning of a long text, in one line.
fn first_words(text: &str) -> String {
    let line = text.replace('\n', " ");
    if line.chars().count() <= 4 * CONTEXT {
        return line;
    }
    let mut short: String = line.chars().take(4 * CONTEXT).collect();
    short.push('…');
    short
}

/// What begins, ends, and goes into something else.
fn things(comparison: &Comparison<'_>, lang: Lang) -> String {
    let mut text = String::new();
    let (before, after) = (comparison.before.year, comparison.after.year);
    let mut list = |heading: Say, lines: Vec<String>| {
        if !lines.is_empty() {
            let _ = write!(text, "\n{}\n  {}\n", heading.get(lang), lines.join("\n  "));
        }
    };
    let named = |all: &[&Common]| {
        let names = all
            .iter()
            .map(|one| name(comparison, one).get(lang).to_owned());
        names.collect::<Vec<_>>()
    };
    let lines = comparison
        .lineage()
        .map(|pair| lineage(pair).get(lang).to_owned());
    list(say!("系譜", "lineage"), lines.collect());
    list(
        say!("{before}年版だけにあるもの", "only in edition {before}"),
        named(&comparison.pairs.ended),
    );
    list(
        say!("{after}年版だけにあるもの", "only in edition {after}"),
        named(&comparison.pairs.begun),
    );
    text
}

fn lineage(pair: &Pair<'_>) -> Say {
    let (before, after) = (pair.before, pair.after);
    let (one, other) = (before.name.trim(), after.name.trim());
    let (from, to) = (&before.key, &after.key);
    let bond = match pair.bond {
        Bond::Same => say!("同一", "the same"),
        Bond::Renamed => say!("改称", "renamed"),
        Bond::Split => say!("分割", "split"),
        Bond::Merged => say!("統合", "merged"),
        Bond::Succeeded => say!("後継", "succeeded"),
    };
    let (ja, en) = (bond.ja, bond.en);
    say!(
        "{ja}：{one}（{from}）→ {other}（{to}）",
        "{en}: {one} ({from}) → {other} ({to})"
    )
}

/// Name of a family.
pub fn family_name(family: Family) -> Say {
    match family {
        Family::Names => say!("名称・事業期間", "names and periods"),
        Family::Budgets => say!("予算", "budgets"),
        Family::Indicators => say!("指標", "indicators"),
        Family::Recipients => say!("支出先", "recipients"),
        Family::Evaluations => say!("評価", "evaluations"),
        Family::Committee => say!("委員", "committee"),
        Family::Texts => say!("記述", "texts"),
    }
}

/// Name of a kind.
pub fn kind_name(kind: Kind) -> Say {
    match kind {
        Kind::Restated => say!("改定", "restated"),
        Kind::Settled => say!("確定", "settled"),
        Kind::Changed => say!("変更", "changed"),
        Kind::Added => say!("後の版のみ", "added"),
        Kind::Removed => say!("前の版のみ", "removed"),
    }
}

/// What a change is about.
pub fn label(what: &What<'_>) -> Say {
    match what {
        What::Cell {
            table, row, column, ..
        } => {
            let cell = words::cell(None, row, column);
            let (ja, en, table) = (cell.ja, cell.en, table.trim());
            say!("{table} {ja}", "{table} {en}")
        }
        What::Goal { indicator } => say!("「{indicator}」の目標値", "target of 「{indicator}」"),
        What::Indicator { name } => say!("指標「{name}」", "indicator 「{name}」"),
        What::Recipient { block, name } => say!("{block} {name}", "{block} {name}"),
        What::Name => say!("名称", "name"),
        What::NameEn => say!("英語名", "English name"),
        What::ShortName => say!("略称", "short name"),
        What::Alias => say!("別名", "other name"),
        What::Period => say!("事業期間", "period"),
        What::Evaluation => say!("研究開発課題評価", "evaluation"),
        What::Committee => say!("委員会", "committee"),
        What::Member { name } => say!("{name}", "{name}"),
        What::Passage { heading } => say!("「{heading}」", "「{heading}」"),
    }
}

/// What a side says, as printed.
pub fn value(value: &Value<'_>) -> Say {
    match value {
        Value::Figure(figure) => {
            let [ja, en] = Lang::ALL.map(|lang| figure_text(lang, figure));
            say!("{ja}", "{en}")
        }
        Value::Sum(sum) => {
            let [ja, en] = Lang::ALL.map(|lang| format::count(lang, &sum.value, "円"));
            say!("計{ja}", "sum {en}")
        }
        Value::Text(text) => {
            let text = text.trim();
            say!("{text}", "{text}")
        }
        Value::Goal(goal) => {
            let goal = |lang| {
                let text = match &goal.figure {
                    Some(figure) => figure_text(lang, figure),
                    None => goal.text.clone().unwrap_or_default(),
                };
                (text, due(lang, &goal.due))
            };
            let [(ja, due_ja), (en, due_en)] = Lang::ALL.map(goal);
            say!("{ja}（{due_ja}）", "{en} ({due_en})")
        }
        Value::Period(period) => {
            let years = |lang| {
                let last = period.last.map(|year| year.long(lang));
                (period.first.long(lang), last.unwrap_or_default())
            };
            let [(ja, last_ja), (en, last_en)] = Lang::ALL.map(years);
            say!("{ja}～{last_ja}", "{en} to {last_en}")
        }
        Value::Stage(year, stage) => {
            let (ja, en) = match stage {
                Stage::ExAnte => ("事前評価", "ex-ante"),
                Stage::Interim => ("中間評価", "interim"),
                Stage::ExPost => ("事後評価", "ex-post"),
            };
            match year {
                Some(year) => {
                    let [year_ja, year_en] = Lang::ALL.map(|lang| year.long(lang));
                    say!("{year_ja} {ja}", "{year_en} {en}")
                }
                None => say!("{ja}（年度の記載なし）", "{en} (year not printed)"),
            }
        }
    }
}

/// When a target is due.
pub fn due(lang: Lang, due: &Due) -> String {
    match due {
        Due::Year(year) => year.long(lang),
        Due::Words(words) => words.trim().to_owned(),
    }
}

/// A figure as printed, with unit, subset and mark.
pub fn figure_text(lang: Lang, figure: &Figure) -> String {
    let text = match &figure.reading {
        Reading::Missing(why) => return why.mark(lang).to_owned(),
        Reading::Settled(quantity)
        | Reading::Provisional(quantity)
        | Reading::Planned(quantity) => format::quantity(lang, quantity),
    };
    let subset = figure.subset.map_or_else(String::new, |subset| {
        format!(" ({})", format::grouped(lang, &subset))
    });
    let mark = match (figure.mark, lang) {
        (Some(Mark::Portion), Lang::Ja) => "の内数",
        (Some(Mark::Portion), Lang::En) => " (part of it)",
        (Some(Mark::Repeated), Lang::Ja) => "（再掲）",
        (Some(Mark::Repeated), Lang::En) => " (repeated)",
        (None, _) => "",
    };
    format!("{text}{subset}{mark}")
}

/// How large a change is, or why that cannot be said; nothing where there is nothing to say.
pub fn size(size: &Result<Size, NoSize>) -> Option<Say> {
    let size = match size {
        Ok(size) => size,
        Err(why) => return no_size(*why),
    };
    if size.within_rounding {
        return Some(match size.slack {
            Some(_) => say!("四捨五入の範囲で一致", "equal within rounding"),
            None => say!("同じ", "the same"),
        });
    }
    let text = |lang| {
        let by = format::signed(lang, &size.difference.value);
        let by = format::with_unit(lang, &by, &size.unit);
        let rate = size.growth.as_ref().map_or_else(String::new, |growth| {
            format!(" {}%", format::signed(lang, &growth.value))
        });
        let slack = size
            .slack
            .map(|slack| format::count(lang, &slack, &size.unit));
        (format!("{by}{rate}"), slack)
    };
    let [(ja, slack), (en, slack_en)] = Lang::ALL.map(text);
    Some(match (slack, slack_en) {
        (Some(slack), Some(slack_en)) => {
            say!("{ja}、四捨五入の幅±{slack}", "{en}, rounding ±{slack_en}")
        }
        _ => say!("{ja}", "{en}"),
    })
}

fn no_size(why: NoSize) -> Option<Say> {
    Some(match why {
        NoSize::Plain | NoSize::Missing => return None,
        NoSize::Units => say!("単位が違う", "other units"),
        NoSize::Marks => say!("内数・再掲の扱いが違う", "other marks (portion, repeated)"),
        NoSize::Scope => say!("額の範囲が違う", "another scope"),
        NoSize::Years => say!("年度が違う", "other fiscal years"),
        NoSize::Subset => say!("括弧内の数が違う", "the number in brackets differs"),
        NoSize::Overflow => say!("計算できる大きさを超えている", "too large to compute with"),
    })
}

/// The comparison as data: one JSON object.
pub fn json(comparison: &Comparison<'_>, only: &[Family]) -> Json {
    let entities = comparison.entities.iter().filter_map(|entity| {
        let changes: Vec<Json> = shown(&entity.changes, only).map(change_json).collect();
        (!changes.is_empty()).then(|| {
            json!({
                "before": entity.before.key,
                "after": entity.after.key,
                "name": entity.after.name,
                "changes": changes,
            })
        })
    });
    let alone = |all: &[&Common]| {
        let all = all
            .iter()
            .map(|one| json!({ "key": one.key, "name": one.name }));
        all.collect::<Vec<_>>()
    };
    let lineage = comparison.lineage().map(|pair| {
        json!({
            "bond": pair.bond.key(),
            "before": { "key": pair.before.key, "name": pair.before.name },
            "after": { "key": pair.after.key, "name": pair.after.name },
        })
    });
    json!({
        "version": 1,
        "before": comparison.before.year,
        "after": comparison.after.year,
        "entities": entities.collect::<Vec<_>>(),
        "lineage": lineage.collect::<Vec<_>>(),
        "only_before": alone(&comparison.pairs.ended),
        "only_after": alone(&comparison.pairs.begun),
    })
}

fn change_json(change: &Change<'_>) -> Json {
    let number = |value: &Decimal| value.to_string();
    let about = label(&change.what);
    let mut json = json!({
        "family": change.family.key(),
        "kind": change.kind.key(),
        "about": { "ja": about.ja, "en": about.en },
        "before": change.before.as_ref().map(side_json),
        "after": change.after.as_ref().map(side_json),
    });
    match &change.size {
        Ok(size) => {
            json["size"] = json!({
                "difference": number(&size.difference.value),
                "unit": size.unit,
                "percent": size.growth.as_ref().map(|growth| number(&growth.value)),
                "slack": size.slack.as_ref().map(number),
                "within_rounding": size.within_rounding,
            });
        }
        Err(why) if !why.key().is_empty() => json["no_size"] = why.key().into(),
        Err(_) => {}
    }
    json
}

fn side_json(side: &Side<'_>) -> Json {
    let said = value(&side.value);
    let mut json = json!({
        "edition": side.edition,
        "text": said.ja,
        "entity": side.entity,
        "anchor": side.anchor,
        "document": &*side.citation.document,
        "lines": side.citation.lines.map(|(first, last)| [first, last]),
    });
    if let Some(figure) = side.value.figure() {
        json["status"] = status(figure).into();
        if let Some(quantity) = figure.quantity() {
            json["value"] = quantity.printed().to_string().into();
            json["unit"] = quantity.unit().into();
            if let Quantity::Money(money) = quantity {
                json["yen"] = money.yen.0.into();
            }
        }
    }
    json
}

fn status(figure: &Figure) -> &'static str {
    match figure.reading {
        Reading::Settled(_) => "settled",
        Reading::Provisional(_) => "provisional",
        Reading::Planned(_) => "planned",
        Reading::Missing(_) => "missing",
    }
}
