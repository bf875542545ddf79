//! Numbers of projects → a site of that many review sheets as an import of the whole government writes them.
//!
//! Always the same bytes for the same number. Every sheet says who is responsible, has four years of budgets in yen, accounts,
//! line items, a logic model, three blocks with 48 payees and contracts, policies, laws, plans and related projects. Documents
//! are CSV files of which only the row is cited.

use std::fmt::Write as _;
use std::sync::Arc;

use tenken::tree::SourceTree;

mod words;

use words::{corporate_number, number, organisation, sentence};

/// A ministry, its order, and offices: agency (empty for the ministry) and bureau (empty where the agency has none).
type Ministry = (&'static str, u32, &'static [(&'static str, &'static str)]);

const MINISTRIES: [Ministry; 8] = [
    (
        "内閣府",
        2,
        &[
            ("", "大臣官房"),
            ("", "沖縄振興局"),
            ("", "科学技術・イノベーション推進事務局"),
        ],
    ),
    ("デジタル庁", 12, &[("", "省庁業務サービス")]),
    (
        "総務省",
        14,
        &[
            ("", "情報流通行政局"),
            ("消防庁", "消防庁"),
            ("公害等調整委員会", "事務局"),
        ],
    ),
    (
        "文部科学省",
        19,
        &[
            ("", "研究振興局"),
            ("", "研究開発局"),
            ("", "高等教育局"),
            ("文化庁", ""),
            ("スポーツ庁", ""),
        ],
    ),
    (
        "厚生労働省",
        20,
        &[
            ("", "医政局"),
            ("", "健康・生活衛生局"),
            ("", "職業安定局"),
            ("", "老健局"),
        ],
    ),
    (
        "経済産業省",
        22,
        &[
            ("", "商務情報政策局"),
            ("", "資源エネルギー庁"),
            ("特許庁", ""),
        ],
    ),
    (
        "国土交通省",
        23,
        &[
            ("", "都市局"),
            ("国土交通省　観光庁", ""),
            ("国土交通省　気象庁", "総務部"),
        ],
    ),
    ("試験省", 90, &[("", "総合試験局"), ("", "")]),
];
const YEARS: [usize; 4] = [2021, 2022, 2023, 2024];
const DOCUMENTS: [&str; 12] = [
    "rs1-1", "rs1-2", "rs1-3", "rs1-4", "rs1-5", "rs2-1", "rs2-2", "rs3-2", "rs4-1", "rs5-1",
    "rs5-2", "rs5-3",
];

/// A site with `projects` review sheets in one edition.
pub fn government(projects: usize) -> SourceTree {
    let mut tree = SourceTree::default();
    let mut file = |path: String, text: String| {
        tree.files.insert(path, Arc::from(text.into_bytes()));
    };
    for index in 0..projects {
        let id = id_of(index);
        file(
            format!("content/2024/reviews/{id}.yaml"),
            review(index, projects),
        );
    }
    let mut sources = String::from("documents:\n");
    for id in DOCUMENTS {
        let _ = writeln!(
            sources,
            "  - {{ id: {id}, title: {id}（架空のCSV）, publisher: 試験省, terms: 公共データ利用規約 }}"
        );
    }
    file("content/2024/sources.yaml".into(), sources);
    file(
        "content/site.yaml".into(),
        "title: 全政府の性能試験\ndescription: 性能を測るための架空のサイト。\npublisher: tenken\nlanguages: [ja, en]\n".into(),
    );
    file(
        "content/2024/edition.yaml".into(),
        "title: 行政事業レビュー（令和6年度）\nshort_title: 令和6年度\nkind: review\nsummary: 架空の事業の版です。\nsource: rs1-1\nat: 1\n".into(),
    );
    tree
}

/// Ids have gaps, like the real ones.
fn id_of(index: usize) -> usize {
    index * 3 + 1
}

fn review(index: usize, projects: usize) -> String {
    let seed = index * 1_000;
    let (ministry, order, offices) = MINISTRIES[number(index, 1, 64) % MINISTRIES.len()];
    let (agency, bureau) = offices[number(index, 2, 60) % offices.len()];
    let line = index + 2;
    let mut yaml = format!("name: {}\nnumber: \"{}\"\n", name(index), id_of(index));
    let _ = write!(
        yaml,
        "organisation:\n  ministry: {ministry}\n  order: {order}\n  agency: {}\n",
        if agency.is_empty() { ministry } else { agency }
    );
    if !bureau.is_empty() {
        let _ = writeln!(yaml, "  bureau: {bureau}");
    }
    let _ = write!(
        yaml,
        "  division: 第{}課\n  officers:\n    - {{ name: 課長 試験 {index}郎, at: \"rs1-1:{line}\" }}\n  at: \"rs1-1:{line}\"\n",
        index % 9 + 1
    );
    yaml += "facts:\n";
    for fact in [
        "事業区分",
        "事業開始年度",
        "事業終了（予定）年度",
        "主要経費",
        "実施方法",
    ] {
        let _ = writeln!(
            yaml,
            "  - {{ label: {fact}, text: {}, at: \"rs1-2:{line}\" }}",
            sentence(seed + fact.len(), 1)
        );
    }
    yaml += "texts:\n";
    for (at, heading) in ["事業の目的", "現状・課題", "事業の概要"]
        .iter()
        .enumerate()
    {
        let _ = writeln!(
            yaml,
            "  - {{ id: text-{at}, heading: {heading}, text: {}, at: \"rs1-2:{line}\" }}",
            sentence(seed + 10 + at, 8)
        );
    }
    yaml += &bases(index, ministry, line);
    yaml += &budgets(seed, line);
    yaml += &logic_model(seed, line);
    let _ = write!(
        yaml,
        "self_check_results:\n  - {{ id: result, heading: 点検結果, text: {}, at: \"rs4-1:{line}\" }}\n\
         findings:\n  - {{ heading: 行政事業レビュー推進チームの所見, judgement: 現状通り, text: {}, at: \"rs4-1:{line}\" }}\n",
        sentence(seed + 20, 6),
        sentence(seed + 21, 4)
    );
    let other = (index + 1) % projects;
    let _ = writeln!(
        yaml,
        "related_projects:\n  - {{ id: {}, relation: other_target, name: {}, at: \"rs1-5:{line}\" }}",
        id_of(other),
        name(other)
    );
    yaml += &payments(seed, projects, line);
    let _ = write!(yaml, "source: rs1-1\nat: \"{line}\"\n");
    yaml
}

fn name(index: usize) -> String {
    let topic = sentence(index * 7, 1);
    format!(
        "{}に要する経費{index}",
        topic.trim_end_matches("、取組を進める。")
    )
}

fn bases(index: usize, ministry: &str, line: usize) -> String {
    let mut yaml = String::from("policies:\n");
    for part in 0..1 + index % 2 {
        let policy = number(index, part + 30, 40);
        let _ = writeln!(
            yaml,
            "  - {{ ministry: {ministry}, policy: 政策{policy} 研究と産業の振興, measure: 施策{policy}-{} 基盤の整備, url: \"https://example.go.jp/policy/{policy}\", at: \"rs1-3:{line}\" }}",
            part + 1
        );
    }
    let _ = writeln!(
        yaml,
        "laws:\n  - {{ name: 科学技術・イノベーション基本法, number: 平成七年法律第百三十号, law_id: 407AC1000000130, article: 3, at: \"rs1-3:{line}\" }}\n\
         plans:\n  - {{ name: 統合イノベーション戦略{index}, at: \"rs1-3:{line}\" }}"
    );
    if index.is_multiple_of(3) {
        let _ = writeln!(
            yaml,
            "subsidies:\n  - {{ target: 地方公共団体, rate: 1／2, ceiling: 1000万円, at: \"rs1-4:{line}\" }}"
        );
    }
    yaml
}

/// Four years of budgets and a request, in yen; the execution of the last year is not yet known.
fn budgets(seed: usize, line: usize) -> String {
    let size = [1_000, 50_000, 900_000, 20_000_000][number(seed, 3, 4)];
    // Enough for what the sheet pays: its payments are part of what it executes.
    let initial = YEARS.map(|year| 1_000 * (16_000 + number(seed, year, size)));
    let executed = initial.map(|value| value - value / 40);
    let list = |values: &[usize]| {
        let values: Vec<String> = values.iter().map(usize::to_string).collect();
        values.join(", ")
    };
    let mut yaml = String::from(
        "budgets:\n  - id: budget\n    title: 予算額・執行額\n    unit: 円\n    columns: [2021, 2022, 2023, 2024, {requested: 2025}]\n    rows:\n",
    );
    let mut row = |item: &str, values: String| {
        let _ = writeln!(
            yaml,
            "      - {{ item: {item}, values: [{values}], at: \"rs2-1:{line}\" }}"
        );
    };
    row("initial", format!("{}, {}", list(&initial), initial[3]));
    for item in ["supplementary", "carried_in", "reserve"] {
        row(item, "0, 0, 0, 0, \"\"".into());
    }
    row("total", format!("{}, \"\"", list(&initial)));
    row(
        "executed",
        format!("{}, 未確定, \"\"", list(&executed[..3])),
    );
    yaml += "  - id: line-items-2024\n    title: 歳出予算項目\n    unit: 円\n    columns: [2024, {requested: 2025}]\n    rows:\n";
    let mut rest = initial[3];
    for part in 0..4 {
        let value = if part == 3 { rest } else { rest / 3 };
        rest -= value;
        let _ = writeln!(
            yaml,
            "      - {{ item: line_item, id: item-{part}, label: 当初予算／試験省／試験本省／試験費／試験推進費{part}, values: [{value}, {value}], at: \"rs2-2:{line}\" }}"
        );
    }
    yaml
}

/// An activity with two outputs, each with a short and a middle outcome that lead to one long outcome.
fn logic_model(seed: usize, line: usize) -> String {
    let mut nodes = String::new();
    let mut node = |id: &str, kind: &str, number: usize, term: &str, clauses: usize| {
        let term = if term.is_empty() {
            String::new()
        } else {
            format!(", term: {term}")
        };
        let _ = writeln!(
            nodes,
            "    - {{ id: {id}, kind: {kind}, number: {number}{term}, text: {}, at: \"rs3-2:{line}\" }}",
            sentence(seed + id.len() + number, clauses)
        );
    };
    node("activity-1", "activity", 1, "", 2);
    for number in 1..=2 {
        node(&format!("output-{number}"), "output", number, "", 1);
        node(
            &format!("outcome-short-{number}"),
            "outcome",
            number,
            "short",
            2,
        );
        node(
            &format!("outcome-medium-{number}"),
            "outcome",
            number,
            "medium",
            1,
        );
    }
    node("outcome-long-1", "outcome", 1, "long", 2);
    let mut edges = String::new();
    for number in 1..=2 {
        let steps = [
            "activity-1".to_owned(),
            format!("output-{number}"),
            format!("outcome-short-{number}"),
            format!("outcome-medium-{number}"),
            "outcome-long-1".to_owned(),
        ];
        for pair in steps.windows(2) {
            let _ = writeln!(
                edges,
                "    - {{ from: {}, to: {}, rationale: {}, at: \"rs3-2:{line}\" }}",
                pair[0],
                pair[1],
                sentence(seed + number, 3)
            );
        }
    }
    format!("logic_model:\n  nodes:\n{nodes}  edges:\n{edges}")
}

/// Two blocks paid by the ministry and one paid by the first of them: ten payees each, of whom some have contracts, and the rest.
fn payments(seed: usize, projects: usize, line: usize) -> String {
    let mut flow = String::from("flow:\n  unit: 円\n  year: 2023\n  blocks:\n");
    let mut lists = String::from("recipients:\n");
    let mut costs = String::from("cost_items:\n");
    let amounts =
        [9_000_000, 4_000_000, 3_000_000].map(|most| most + 1_000 * number(seed, most, 900));
    for (block, amount) in amounts.iter().enumerate() {
        let letter = ["A", "B", "C"][block];
        let _ = writeln!(
            flow,
            "    - {{ id: {letter}, name: {}等, amount: {amount}, count: \"{}\", role: {}, at: \"rs5-1:{line}\" }}",
            organisation(seed + block),
            11 + block,
            sentence(seed, 1)
        );
        let _ = writeln!(
            lists,
            "  - block: {letter}\n    unit: 円\n    at: \"rs5-1:{line}\"\n    rows:"
        );
        for rank in 1..=10 {
            let who = payee(seed + block * 20, rank, projects);
            let value = amount / 12 - rank * 1_000;
            let (person, corporate) = match rank {
                9 => (format!("個人{}", ["Ａ", "Ｂ", "Ｃ"][block]), "-".to_owned()),
                _ => (organisation(who), corporate_number(who)),
            };
            let _ = write!(
                lists,
                "      - name: {person}\n        corporate_number: \"{corporate}\"\n        amount: {value}\n"
            );
            if rank <= 2 {
                lists += "        contracts:\n";
                for part in 0..3 {
                    let _ = writeln!(
                        lists,
                        "          - {{ work: {}, amount: {}, method: 一般競争契約（総合評価）, bidders: {}, bid_rate: 96.2, at: \"rs5-1:{line}\" }}",
                        summary(seed + rank, part),
                        value / 3,
                        part + 1
                    );
                }
            } else {
                let _ = write!(
                    lists,
                    "        work: {}\n        method: 随意契約（公募）\n        bidders: 3\n",
                    sentence(seed + rank, 1)
                );
            }
            let _ = writeln!(lists, "        at: \"rs5-1:{line}\"");
            if rank == 1 && block < 2 {
                costs += &cost_items(seed + rank, letter, &person, (value / 3, rows(seed)), line);
            }
        }
        let _ = writeln!(
            lists,
            "      - {{ name: その他, corporate_number: \"-\", amount: {}, rest: true, at: \"rs5-1:{line}\" }}",
            amount / 12
        );
    }
    let _ = writeln!(
        flow,
        "    - {{ id: ministry, name: 試験省, amount: {}, at: \"rs5-2:{line}\" }}\n  links:\n\
         \x20   - {{ from: ministry, to: A, direct: true, at: \"rs5-2:{line}\" }}\n\
         \x20   - {{ from: ministry, to: B, direct: true, at: \"rs5-2:{line}\" }}\n\
         \x20   - {{ from: A, to: C, method: 再委託, at: \"rs5-2:{line}\" }}\n  at: \"rs5-2:{line}\"",
        amounts[0] + amounts[1]
    );
    flow + &lists + &costs
}

/// What a contract is for (契約概要); no other of the payee has it.
fn summary(seed: usize, part: usize) -> String {
    format!("{}{}", sentence(seed + part, 1), part + 1)
}

/// Rows of cost items of a contract. Nearly one sheet in ten of those of 2024 has more than its page shows, and all have six on
/// average.
fn rows(seed: usize) -> usize {
    match number(seed, 5, 10) {
        0 => 14,
        _ => 2,
    }
}

/// What the first contract of a payee was paid for. As on the sheets of 2024, one list in ten cannot be decided, because amounts
/// are cut off to thousands, and one in fourteen does not add up.
fn cost_items(
    seed: usize,
    block: &str,
    payee: &str,
    (amount, rows): (usize, usize),
    line: usize,
) -> String {
    let mut items = vec![amount / rows; rows];
    items[0] += amount % rows;
    match (number(seed, 3, 10), number(seed, 4, 14)) {
        (0, _) => items.iter_mut().for_each(|item| *item -= *item % 1_000),
        (_, 0) => items[0] += 100_001 + 1_000 * number(seed, 6, 900),
        _ => {}
    }
    let mut yaml = format!(
        "  - id: {}\n    block: {block}\n    recipient: {payee}\n    contract: {}\n    unit: 円\n    items:\n",
        block.to_ascii_lowercase(),
        summary(seed, 0)
    );
    for (item, value) in items.into_iter().enumerate() {
        let _ = writeln!(
            yaml,
            "      - {{ item: 費目{item}, use: {}, amount: {value}, at: \"rs5-3:{line}\" }}",
            sentence(seed + item, 1)
        );
    }
    yaml
}

/// Who is paid: one in three is an organisation that many projects pay, the others are hardly ever met again. The sheets of
/// 2024 are like that: in 251 of them 1,500 corporate numbers stand, 378 of them in more than one, 1.5 a project; here it is 2.
fn payee(seed: usize, rank: usize, projects: usize) -> usize {
    let often = projects / 2 + 30;
    match number(seed, rank + 40, 3) {
        0 => number(seed, rank, often),
        _ => often + number(seed, rank, projects * 100 + 300),
    }
}
