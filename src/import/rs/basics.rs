//! Who is responsible, what the project is, on what it rests: files 1-1 to 1-5 and 6-1.

use super::columns::{PREFIX, cell};
use super::row::{Row, truth};
use super::sheet::Gathered;
use super::tables::{Map, fact, heading, place};
use crate::import::report::{Reason, Remark};
use crate::import::yaml::Yaml;
use crate::model::vocabulary::ProjectRelation;

/// The levels of the administration from the prefix, by key of the seed file.
const LEVELS: [(&str, &str); 7] = [
    ("agency", "府省庁"),
    ("bureau", "局・庁"),
    ("department", "部"),
    ("division", "課"),
    ("office", "室"),
    ("section", "班"),
    ("subsection", "係"),
];

/// Organisation (担当組織).
pub(super) fn organisation(all: &mut Gathered<'_>) -> Option<Yaml> {
    let rows = all.rows("1-1");
    let (file, first) = all.sheets.first()?;
    let (number, line) = (file.number, first.line);
    let mut map = Map::new()
        .text("ministry", first.prefix("政策所管府省庁"))
        .text("order", "");
    if let Some(order) = super::row::whole(first.prefix("府省庁の建制順")) {
        map = map.plain("order", order);
    }
    for (key, column) in LEVELS {
        map = map.text(key, first.prefix(column));
    }
    let officers = rows.iter().filter_map(|row| {
        let name = cell!(row, ORGANISATION, "作成責任者");
        let officer = Map::new().text("name", name).at("1-1", row.line);
        (!name.is_empty()).then(|| officer.done())
    });
    let others = rows.iter().filter_map(|row| other_unit(row));
    let map = map
        .list("officers", officers.collect())
        .list("others", others.collect());
    Some(map.at(number, line).done())
}

fn other_unit(row: &Row) -> Option<Yaml> {
    let levels = [
        (
            "agency",
            cell!(row, ORGANISATION, "府省庁（その他担当組織）"),
        ),
        (
            "bureau",
            cell!(row, ORGANISATION, "局・庁（その他担当組織）"),
        ),
        (
            "department",
            cell!(row, ORGANISATION, "部（その他担当組織）"),
        ),
        ("division", cell!(row, ORGANISATION, "課（その他担当組織）")),
        ("office", cell!(row, ORGANISATION, "室（その他担当組織）")),
        ("section", cell!(row, ORGANISATION, "班（その他担当組織）")),
        (
            "subsection",
            cell!(row, ORGANISATION, "係（その他担当組織）"),
        ),
    ];
    let is_blank = levels.iter().all(|(_, text)| text.is_empty());
    let unit = levels
        .into_iter()
        .fold(Map::new(), |map, (key, text)| map.text(key, text));
    (!is_blank).then(|| unit.at("1-1", row.line).done())
}

/// Rows whose shared columns differ from those of the first row.
pub(super) fn other_prefixes(all: &mut Gathered<'_>) {
    let Some((_, first)) = all.sheets.first() else {
        return;
    };
    let own = |row: &Row| -> Vec<String> {
        let shared = PREFIX.iter().skip(3);
        shared
            .map(|column| row.prefix(column.name).to_owned())
            .collect()
    };
    let expected = own(first);
    for (number, line) in all.sheets.firsts() {
        let row = all.sheets.of(number).iter().find(|row| row.line == line);
        if row.is_some_and(|row| own(row) != expected) {
            all.marks.remark(number, line, Remark::OtherPrefix);
        }
    }
}

/// Facts, texts, remarks and past numbers of file 1-2.
#[derive(Debug, Default)]
pub(super) struct Overview {
    pub(super) facts: Vec<Yaml>,
    pub(super) texts: Vec<Yaml>,
    pub(super) remarks: Vec<Yaml>,
    pub(super) past_numbers: Vec<Yaml>,
}

pub(super) fn overview(all: &mut Gathered<'_>) -> Overview {
    let rows = all.rows("1-2");
    let Some(row) = rows.first() else {
        return Overview::default();
    };
    let here = ("1-2", row.line);
    let texts = [
        ("purpose", "事業の目的", cell!(row, OVERVIEW, "事業の目的")),
        ("issues", "現状・課題", cell!(row, OVERVIEW, "現状・課題")),
        ("summary", "事業の概要", cell!(row, OVERVIEW, "事業の概要")),
    ];
    let texts = texts
        .into_iter()
        .filter_map(|(id, title, text)| heading(id, title, text, here));
    let [start, end] = years(row);
    let methods = methods(row);
    let facts = [
        ("事業概要URL", cell!(row, OVERVIEW, "事業概要URL")),
        ("事業区分", cell!(row, OVERVIEW, "事業区分")),
        ("事業開始年度", &start),
        ("事業終了（予定）年度", &end),
        ("実施方法", &methods),
    ];
    let mut facts: Vec<Yaml> = facts
        .into_iter()
        .filter_map(|(label, text)| fact(label, text, here))
        .collect();
    facts.extend(expenses(&rows, all));
    Overview {
        facts,
        texts: texts.collect(),
        remarks: heading("", "備考（事業概要等）", cell!(row, OVERVIEW, "備考"), here)
            .into_iter()
            .collect(),
        past_numbers: fact("旧事業番号", cell!(row, OVERVIEW, "旧事業番号"), here)
            .into_iter()
            .collect(),
    }
}

/// First and last year, and what is said in their place or beside them: the source may mark both.
fn years(row: &Row) -> [String; 2] {
    let start = cell!(row, OVERVIEW, "事業開始年度");
    let end = cell!(row, OVERVIEW, "事業終了（予定）年度");
    let unknown = match start {
        "" => "不明",
        _ => "開始年度不明",
    };
    let marks = [
        (start, cell!(row, OVERVIEW, "開始年度不明"), unknown),
        (end, cell!(row, OVERVIEW, "終了予定なし"), "終了予定なし"),
    ];
    marks.map(|(year, flag, said)| {
        let said = (truth(flag) == Some(true)).then_some(said);
        let year = Some(year).filter(|year| !year.is_empty());
        year.into_iter().chain(said).collect::<Vec<_>>().join("、")
    })
}

/// How the project is carried out (実施方法): several may be marked.
fn methods(row: &Row) -> String {
    let marks = [
        ("直接実施", cell!(row, OVERVIEW, "実施方法ー直接実施")),
        ("補助", cell!(row, OVERVIEW, "実施方法ー補助")),
        ("負担", cell!(row, OVERVIEW, "実施方法ー負担")),
        ("交付", cell!(row, OVERVIEW, "実施方法ー交付")),
        (
            "分担金・拠出金",
            cell!(row, OVERVIEW, "実施方法ー分担金・拠出金"),
        ),
        ("その他", cell!(row, OVERVIEW, "実施方法ーその他")),
    ];
    let named = marks.into_iter().filter(|(_, mark)| mark.trim() == "1");
    named.map(|(name, _)| name).collect::<Vec<_>>().join("、")
}

/// Main categories of expenditure (主要経費): one row each, in all else the same.
fn expenses(rows: &[&Row], all: &mut Gathered<'_>) -> Option<Yaml> {
    let first = rows.first()?;
    let place_of = super::columns::place(super::columns::OVERVIEW, "主要経費");
    let differs = |row: &Row| {
        let places = (PREFIX.len()..row.cells.len()).filter(|place| *place != place_of);
        places
            .into_iter()
            .any(|place| row.text(place) != first.text(place))
    };
    let mut names = Vec::new();
    let mut last = first.line;
    for row in rows {
        if differs(row) {
            all.marks.leave("1-2", row.line, Reason::Contradicts);
            continue;
        }
        let name = cell!(row, OVERVIEW, "主要経費");
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
        last = row.line;
    }
    let text = names.join("、");
    let range = match first.line == last {
        true => place("1-2", last),
        false => format!("{}-{last}", place("1-2", first.line)),
    };
    let fact = Map::new().text("label", "主要経費").text("text", &text);
    (!text.is_empty()).then(|| fact.plain("at", range).done())
}

/// Policies, laws and plans: three lists that stand side by side in file 1-3.
pub(super) fn bases(all: &mut Gathered<'_>) -> [Vec<Yaml>; 3] {
    let rows = all.rows("1-3");
    let mut lists = [Vec::new(), Vec::new(), Vec::new()];
    for row in rows {
        let policy = cell!(row, BASES, "政策");
        let measure = cell!(row, BASES, "施策");
        let url = cell!(row, BASES, "政策・施策URL");
        if [policy, measure, url].iter().any(|text| !text.is_empty()) {
            let map = Map::new()
                .text("ministry", cell!(row, BASES, "政策所管府省庁_P"))
                .with("policy", Yaml::text(policy))
                .text("measure", measure)
                .text("url", url);
            lists[0].push(map.at("1-3", row.line).done());
        }
        lists[1].extend(law(row));
        let plan = cell!(row, BASES, "計画通知名");
        let url = cell!(row, BASES, "計画通知等URL");
        if !plan.is_empty() || !url.is_empty() {
            let map = Map::new().with("name", Yaml::text(plan)).text("url", url);
            lists[2].push(map.at("1-3", row.line).done());
        }
    }
    lists
}

fn law(row: &Row) -> Option<Yaml> {
    let parts = [
        ("number", cell!(row, BASES, "法令番号")),
        ("law_id", cell!(row, BASES, "法令ID")),
        ("article", cell!(row, BASES, "条")),
        ("paragraph", cell!(row, BASES, "項")),
        ("item", cell!(row, BASES, "号・号の細分")),
    ];
    let name = cell!(row, BASES, "法令名");
    let is_blank = name.is_empty() && parts.iter().all(|(_, text)| text.is_empty());
    let map = Map::new().with("name", Yaml::text(name));
    let map = parts
        .into_iter()
        .fold(map, |map, (key, text)| map.text(key, text));
    (!is_blank).then(|| map.at("1-3", row.line).done())
}

/// Terms of subsidies (補助率等).
pub(super) fn subsidies(all: &mut Gathered<'_>) -> Vec<Yaml> {
    let rows = all.rows("1-4");
    let subsidies = rows.iter().map(|row| {
        Map::new()
            .text("target", cell!(row, SUBSIDIES, "補助対象"))
            .text("rate", cell!(row, SUBSIDIES, "補助率"))
            .text("ceiling", cell!(row, SUBSIDIES, "補助上限等"))
            .text("url", cell!(row, SUBSIDIES, "補助率URL"))
            .at("1-4", row.line)
            .done()
    });
    subsidies.collect()
}

/// Related projects (関連事業).
pub(super) fn related(all: &mut Gathered<'_>) -> Vec<Yaml> {
    let mut related = Vec::new();
    for row in all.rows("1-5") {
        let word = cell!(row, RELATED, "関連性");
        let relation = ProjectRelation::ALL
            .into_iter()
            .find(|relation| relation.printed() == word);
        if relation.is_none() && !word.is_empty() {
            all.marks.remark("1-5", row.line, Remark::UnknownWord);
        }
        let map = Map::new()
            .text("id", cell!(row, RELATED, "関連事業の事業ID").trim())
            .text("relation", relation.map_or("", ProjectRelation::key))
            .with("name", Yaml::text(cell!(row, RELATED, "関連事業の事業名")));
        related.push(map.at("1-5", row.line).done());
    }
    related
}

/// Other remarks (その他備考).
pub(super) fn remarks(all: &mut Gathered<'_>) -> Vec<Yaml> {
    let rows = all.rows("6-1");
    let remarks = rows.iter().filter_map(|row| {
        heading(
            "",
            "その他備考",
            cell!(row, REMARKS, "備考"),
            ("6-1", row.line),
        )
    });
    remarks.collect()
}
