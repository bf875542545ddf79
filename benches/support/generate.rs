//! Numbers of projects → a site of that many synthetic projects, with review sheets, programmes and the text of a source.
//!
//! Always the same bytes for the same number. The shape and size of a file follow the real content (`content/2022`):
//! about 19 KB of YAML and 2 KB of commentary a project, about 40 KB a review sheet, one sheet for every five projects, one
//! programme for every fifty. Every figure stands on a line of the source, as the loader demands.

use std::fmt::Write as _;
use std::sync::Arc;

use tenken::tree::SourceTree;

mod words;

use words::{FIELDS, corporate_number, number, organisation, sentence};

const YEARS: [u32; 5] = [2019, 2020, 2021, 2022, 2023];
/// A site with `projects` projects in one edition.
pub fn site(projects: usize) -> SourceTree {
    let mut site = Writer::default();
    let reviews = projects.div_ceil(5);
    for index in 0..reviews {
        site.part(&format!("レビューシート{index:04}"), |site| {
            review(site, index, projects)
        });
    }
    for index in 0..projects {
        site.part(&format!("研究開発課題{index:04}"), |site| {
            project(site, index, projects)
        });
    }
    for index in 0..projects.div_ceil(50) {
        site.part(&format!("プログラム{index:04}"), |site| {
            program(site, index, projects)
        });
    }
    site.finish()
}

/// The files so far and the lines of the source that they cite.
#[derive(Default)]
struct Writer {
    files: SourceTree,
    lines: Vec<String>,
    parts: String,
}

impl Writer {
    /// Prints a line of the source and returns its number.
    fn print(&mut self, line: &str) -> usize {
        self.lines.push(line.to_owned());
        self.lines.len()
    }
    fn part(&mut self, name: &str, write: impl FnOnce(&mut Writer)) {
        let from = self.print(name);
        write(self);
        let to = self.print("");
        let _ = writeln!(
            self.parts,
            "      - {{ name: {name}, from: {from}, to: {to} }}"
        );
    }
    fn file(&mut self, path: &str, text: String) {
        self.files
            .files
            .insert(path.to_owned(), Arc::from(text.into_bytes()));
    }
    fn finish(mut self) -> SourceTree {
        let sources = format!(
            "documents:\n  - id: review\n    title: 研究開発プログラムの点検資料\n    publisher: 試験省\n    \
             text: sources/review.txt\n    parts:\n{}",
            self.parts
        );
        self.file("content/2022/sources.yaml", sources);
        let lines = self.lines.join("\n") + "\n";
        self.file("content/2022/sources/review.txt", lines);
        self.file(
            "content/site.yaml",
            "title: 性能試験\ndescription: 性能を測るための架空のサイト。\npublisher: tenken\n"
                .to_owned(),
        );
        self.file(
            "content/2022/edition.yaml",
            "title: 研究開発プログラムの点検（令和4年度）\nshort_title: 令和4年度\nkind: review\n\
             summary: 架空の課題を点検した版です。\nsource: review\nat: 1\n"
                .to_owned(),
        );
        self.files
    }
}

fn grouped(number: usize) -> String {
    if number < 1_000 {
        number.to_string()
    } else {
        format!("{},{:03}", grouped(number / 1_000), number % 1_000)
    }
}

/// A row of figures: printed on a line of the source, and cited there.
fn row(site: &mut Writer, indent: &str, item: &str, more: &str, values: &[usize]) -> String {
    let printed: Vec<String> = values.iter().map(|value| grouped(*value)).collect();
    let at = site.print(&format!("{item}　{}", printed.join(" ")));
    let values: Vec<String> = values.iter().map(usize::to_string).collect();
    format!(
        "{indent}- {{ item: {item}, values: [{}], at: {at}{more} }}\n",
        values.join(", ")
    )
}

fn years(seed: usize, below: usize) -> [usize; 5] {
    YEARS.map(|year| 10 + number(seed, year as usize, below))
}

fn budget(site: &mut Writer, seed: usize) -> String {
    let mut yaml = String::from(
        "budgets:\n  - id: budget\n    title: 予算額・執行額\n    unit: 百万円\n    \
         columns: [2019, 2020, 2021, 2022, {requested: 2023}]\n    rows:\n",
    );
    let initial = years(seed, 60_000);
    let zero = initial.map(|_| 0);
    for (item, values, more) in [
        ("initial", initial, ""),
        ("supplementary", zero, ""),
        ("carried_in", zero, ", label: 前年度から繰越し"),
        ("reserve", zero, ""),
        ("total", initial, ""),
        ("executed", initial.map(|value| value - value / 50), ""),
        ("execution_rate", initial.map(|_| 98), ", unit: ％"),
    ] {
        yaml += &row(site, "      ", item, more, &values);
    }
    let at = site.print(
        "※金額は小数点第一位を四捨五入して記載していることから、合計が一致しない場合がある。",
    );
    let _ = write!(
        yaml,
        "    notes:\n      - {{ text: 金額は四捨五入しているため、合計が一致しない場合がある。, at: {at} }}\n"
    );
    yaml += "  - id: line-items\n    title: 予算内訳\n    unit: 百万円\n    columns: [2022, {requested: 2023}]\n    rows:\n";
    for (part, field) in FIELDS.iter().enumerate().take(4) {
        let values = [number(seed, part, 9_000), number(seed, part + 10, 9_000)];
        yaml += &row(
            site,
            "      ",
            "line_item",
            &format!(", id: item-{part}, label: {field}推進費補助金"),
            &values,
        );
    }
    yaml
}

fn indicator(site: &mut Writer, indent: &str, id: &str, kind: &str, seed: usize) -> String {
    let name = sentence(seed, 2);
    let name = name.trim_end_matches('。');
    let first = site.print(&format!("{name}（件）"));
    let mut yaml = format!(
        "{indent}- id: {id}\n{indent}  name: {name}件数\n{indent}  kind: {kind}\n{indent}  aim: {}\n{indent}  unit: 件\n\
         {indent}  columns: [2019, 2020, 2021, {{planned: 2022}}, {{planned: 2023}}]\n{indent}  rows:\n",
        sentence(seed + 1, 2)
    );
    let rows = format!("{indent}    ");
    let planned = if kind == "output" {
        "planned"
    } else {
        "target"
    };
    yaml += &row(site, &rows, planned, "", &years(seed, 400));
    let actual = years(seed + 2, 400);
    let at = site.print(&format!(
        "実績　{} {} {} - -",
        actual[0], actual[1], actual[2]
    ));
    let _ = writeln!(
        yaml,
        "{rows}- {{ item: actual, values: [{}, {}, {}, \"-\", \"-\"], at: {at} }}",
        actual[0], actual[1], actual[2]
    );
    let last = site.print("※令和4年度の実績は集計中のため未記載。");
    let _ = write!(
        yaml,
        "{indent}  notes:\n{rows}- {{ text: 令和4年度の実績は集計中のため未記載。, at: {last} }}\n{indent}  at: \"{first}-{last}\"\n"
    );
    yaml
}

fn facts(site: &mut Writer, seed: usize, count: usize) -> String {
    let mut yaml = String::from("facts:\n");
    for fact in 0..count {
        let text = sentence(seed + fact, 1);
        let at = site.print(&text);
        let _ = writeln!(
            yaml,
            "  - {{ label: 基本情報{fact}, text: {text}, at: {at} }}"
        );
    }
    yaml
}

/// Texts of about `clauses` × 60 bytes a paragraph, two paragraphs each.
fn texts(site: &mut Writer, seed: usize, count: usize, clauses: usize) -> String {
    let mut yaml = String::from("texts:\n");
    for text in 0..count {
        let (one, two) = (
            sentence(seed + text, clauses),
            sentence(seed + text + 7, clauses),
        );
        let (first, last) = (site.print(&one), site.print(&two));
        let _ = write!(
            yaml,
            "  - id: text-{text}\n    heading: 目的・概要{text}\n    text: |-\n      {one}\n\n      ・{two}\n      ・{one}\n    \
             at: \"{first}-{last}\"\n"
        );
    }
    yaml
}

fn list(site: &mut Writer, seed: usize, rows: usize) -> String {
    let mut yaml = String::from(
        "lists:\n  - id: units\n    title: ユニットと支援の内容\n    columns: [ユニット, 項目, 内容]\n    rows:\n",
    );
    for index in 0..rows {
        let text = sentence(seed + index, 2);
        let at = site.print(&text);
        let _ = writeln!(
            yaml,
            "      - {{ cells: [{}ユニット, 支援{index}, {text}], at: {at} }}",
            FIELDS[index % FIELDS.len()]
        );
        if index % 4 == 0 {
            let _ = yaml.pop();
            let _ = yaml.pop();
            let _ = writeln!(
                yaml,
                ", inferred: 図の配置が抽出で失われているため、内容から推定した（{index}）。 }}"
            );
        }
    }
    yaml
}

fn project(site: &mut Writer, index: usize, projects: usize) {
    let seed = index * 1_000;
    let name = format!("{}研究開発事業{index}", FIELDS[index % FIELDS.len()]);
    let first = site.print(&format!("{name} 2018 2027"));
    let review = index / 5;
    let mut yaml = format!(
        "name: {name}\nshort_name: P{index}\nnumber: \"{index}\"\nperiod: {{ first: 2018, last: 2027, at: {first} }}\n"
    );
    yaml += &facts(site, seed, 6);
    yaml += &texts(site, seed + 20, 3, 7);
    yaml += &budget(site, seed + 40);
    yaml += "indicators:\n";
    yaml += &indicator(site, "  ", "output-1", "output", seed + 60);
    yaml += &indicator(site, "  ", "outcome-1", "outcome", seed + 80);
    yaml += "  - id: outcome-2\n    name: 行政事業レビューの成果指標\n    kind: outcome\n";
    let _ = writeln!(
        yaml,
        "    refers_to: reviews/r{review:04}#outcome-1-1\n    refers_text: 別添2 成果指標\n    at: {first}"
    );
    let at = site.print("中間評価　事後評価");
    let _ = writeln!(
        yaml,
        "evaluations:\n  - {{ year: 2021, stages: [interim], at: {at} }}\n  - {{ year: 2027, stages: [ex_post], at: {at} }}"
    );
    yaml += "tasks:\n";
    for group in 0..2 {
        let at = site.print("12 課題");
        let _ = writeln!(
            yaml,
            "  - id: group-{group}\n    title: 採択課題（{group}）\n    printed_count: 12 課題\n    count_at: {at}\n    tasks:"
        );
        for task in 0..12 {
            let title = sentence(seed + 100 + group * 20 + task, 1);
            let title = title.trim_end_matches('。');
            let at = site.print(title);
            let affiliation = organisation(number(seed, task, projects));
            let _ = writeln!(
                yaml,
                "      - {{ area: ({task}), title: {title}の研究, leader: 研究 {task}郎, affiliation: {affiliation}, at: {at} }}"
            );
        }
    }
    let _ = writeln!(
        yaml,
        "lineage:\n  - {{ relation: predecessor, name: 前身の{name}, period: 平成25年度〜平成29年度, at: {first} }}"
    );
    yaml += &list(site, seed + 200, 10);
    let _ = writeln!(
        yaml,
        "related: [programs/p{:04}, reviews/r{review:04}]\nsource: review\nat: {first}",
        index / 50
    );
    site.file(&format!("content/2022/projects/p{index:04}.yaml"), yaml);
    let commentary = commentary(&name, seed + 40, "", review, (index + 1) % projects);
    site.file(&format!("content/2022/projects/p{index:04}.md"), commentary);
}

/// Commentary of about 2 KB with seven figures, a table and two links.
fn commentary(name: &str, budget: usize, note: &str, review: usize, next: usize) -> String {
    let initial = years(budget, 60_000);
    let figure = |index: usize| {
        format!(
            "[{}百万円](figure:budget/{}/initial)",
            grouped(initial[index]),
            YEARS[index]
        )
    };
    let executed = initial.map(|value| value - value / 50);
    let (first, second) = (grouped(executed[0]), grouped(executed[2]));
    format!(
        "{name}の解説です。{}{note}\n\n## 予算\n\n当初予算は2019年度が{}、2020年度が{}、2021年度が{}、2022年度が{}で、2023年度は{}を要求しています。\
         執行額は2019年度が[{first}百万円](figure:budget/2019/executed)、2021年度が[{second}百万円](figure:budget/2021/executed)でした。\n\n\
         ![予算の内訳](table:line-items)\n\n## 成果と目標\n\n{}\n\n- {}\n- {}\n\n## 見るときの注意\n\n{}\
         くわしい値は[レビューシート](/2022/reviews/r{review:04}/)と[次の課題](/2022/projects/p{next:04}/)にあります。\n",
        sentence(budget, 4),
        figure(0),
        figure(1),
        figure(2),
        figure(3),
        figure(4),
        sentence(budget + 1, 5),
        sentence(budget + 2, 3),
        sentence(budget + 3, 3),
        sentence(budget + 4, 5),
    )
}

fn review(site: &mut Writer, index: usize, projects: usize) {
    let seed = index * 1_000 + 500;
    let name = format!("{}の推進{index}", FIELDS[index % FIELDS.len()]);
    let first = site.print(&name);
    let mut yaml = format!("name: {name}\nnumber: 2022-試験-21-{index:04}\n");
    yaml += &facts(site, seed, 12);
    yaml += &texts(site, seed + 20, 3, 7);
    yaml += &budget(site, seed + 40);
    yaml += &activities(site, seed, index, projects);
    yaml += &self_check(site, seed + 300);
    let text = sentence(seed + 340, 6);
    let at = site.print(&text);
    let _ = writeln!(
        yaml,
        "findings:\n  - {{ heading: 行政事業レビュー推進チームの所見, judgement: 事業内容の一部改善, text: {text}, at: {at} }}"
    );
    yaml += &payments(site, seed + 400, projects);
    let _ = writeln!(
        yaml,
        "related: [programs/p{:04}]\nsource: review\nat: {first}",
        index * 5 / 50
    );
    site.file(&format!("content/2022/reviews/r{index:04}.yaml"), yaml);
    let commentary = commentary(
        &name,
        seed + 40,
        "執行の状況は表で確かめられます。",
        index,
        index * 5,
    );
    site.file(&format!("content/2022/reviews/r{index:04}.md"), commentary);
}

fn activities(site: &mut Writer, seed: usize, index: usize, projects: usize) -> String {
    let mut yaml = String::from("activities:\n");
    for block in 0..5.min(projects - index * 5) {
        let text = sentence(seed + 100 + block, 5);
        let at = site.print(&text);
        let project = index * 5 + block;
        let number = block + 1;
        let _ = write!(
            yaml,
            "  - id: block-{number}\n    title: 活動{number}\n    related: [projects/p{project:04}]\n    activity:\n      \
             heading: 活動内容\n      text: {text}\n      at: {at}\n    outputs:\n"
        );
        yaml += &indicator(
            site,
            "      ",
            &format!("output-{number}-1"),
            "output",
            seed + 120 + block * 10,
        );
        let cost = years(seed + block, 90);
        let _ = write!(
            yaml,
            "    unit_cost:\n      id: unit-cost-{number}\n      title: 単位当たりコスト\n      unit: 百万円\n      \
             columns: [2019, 2020, 2021, 2022, {{requested: 2023}}]\n      rows:\n"
        );
        yaml += &row(site, "        ", "unit_cost", "", &cost);
        yaml += "    outcomes:\n";
        yaml += &indicator(
            site,
            "      ",
            &format!("outcome-{number}-1"),
            "outcome",
            seed + 200 + block * 10,
        );
    }
    yaml
}

fn self_check(site: &mut Writer, seed: usize) -> String {
    let mut yaml = String::from("self_check:\n");
    for group in 0..3 {
        let _ = writeln!(yaml, "  - title: 点検の区分{group}\n    items:");
        for item in 0..6 {
            let text = sentence(seed + group * 10 + item, 4);
            let at = site.print(&text);
            let _ = writeln!(
                yaml,
                "      - {{ question: 事業の目的は国民のニーズを反映しているか（{group}-{item}）。, mark: ○, explanation: {text}, at: {at} }}"
            );
        }
    }
    yaml
}

/// Flow, cost items and lists of recipients of three blocks with ten recipients each.
fn payments(site: &mut Writer, seed: usize, projects: usize) -> String {
    let amounts = [9_000, 4_000, 3_000].map(|most| most + number(seed, most, 900));
    let mut flow = String::from("flow:\n  unit: 百万円\n  year: 2021\n  blocks:\n");
    let mut costs = String::from("cost_items:\n");
    let mut lists = String::from("recipients:\n");
    for (block, amount) in amounts.iter().enumerate() {
        let letter = ["A", "B", "C"][block];
        let at = site.print(&format!("{letter} {}百万円", grouped(*amount)));
        // What passes on to the other blocks, and what stays.
        let kept = match block {
            0 => {
                let kept = amounts[0] - amounts[1] - amounts[2];
                let at = site.print(&format!("事務費　{kept}"));
                format!(", retained: [{{ label: 事務費, amount: {kept}, at: {at} }}]")
            }
            _ => String::new(),
        };
        let _ = writeln!(
            flow,
            "    - {{ id: {letter}, name: {}等, amount: {amount}, amount_at: {at}, role: {}, at: {at}{kept} }}",
            organisation(seed + block),
            sentence(seed, 1)
        );
        let _ = writeln!(
            costs,
            "  - block: {letter}\n    recipient: {}\n    unit: 百万円\n    items:",
            organisation(seed + block)
        );
        let mut spent = 0;
        for item in 0..4 {
            let value = number(seed + block, item, 900);
            spent += value;
            let at = site.print(&format!("費目{item}　{value}"));
            let _ = writeln!(
                costs,
                "      - {{ item: 費目{item}, use: {}, amount: {value}, at: {at} }}",
                sentence(seed + item, 1)
            );
        }
        let spent_at = site.print(&format!("計　{spent}"));
        let _ = writeln!(
            costs,
            "    total: {spent}\n    total_at: {spent_at}\n    at: {spent_at}"
        );
        let _ = writeln!(
            lists,
            "  - block: {letter}\n    unit: 百万円\n    at: {at}\n    rows:"
        );
        for rank in 1..=10 {
            let who = number(seed + block * 20, rank, projects.max(30));
            let value = amount / 12 - rank;
            let at = site.print(&format!(
                "{rank} {} {} {value} 3 96.2",
                organisation(who),
                corporate_number(who)
            ));
            let _ = writeln!(
                lists,
                "      - {{ rank: {rank}, name: {}, corporate_number: \"{}\", work: {}, amount: {value}, method: 一般競争契約（総合評価）, bidders: 3, bid_rate: 96.2, reason: \"-\", at: {at} }}",
                organisation(who),
                corporate_number(who),
                sentence(seed + rank, 1),
            );
        }
    }
    let at = site.print("公募");
    let _ = writeln!(
        flow,
        "  links:\n    - {{ from: A, to: B, method: 公募, at: {at} }}\n    - {{ from: A, to: C, method: 随意契約, at: {at} }}\n  at: {at}"
    );
    flow + &costs + &lists
}

fn program(site: &mut Writer, index: usize, projects: usize) {
    let seed = index * 1_000 + 700;
    let name = format!("{}プログラム{index}", FIELDS[index % FIELDS.len()]);
    let first = site.print(&name);
    let mut yaml = format!("name: {name}\nnumber: \"{index}\"\n");
    yaml += &facts(site, seed, 6);
    yaml += &texts(site, seed + 20, 2, 5);
    let own: Vec<String> = (index * 50..projects.min(index * 50 + 50))
        .map(|project| format!("p{project:04}"))
        .collect();
    let _ = writeln!(
        yaml,
        "projects: [{}]\nsource: review\nat: {first}",
        own.join(", ")
    );
    site.file(&format!("content/2022/programs/p{index:04}.yaml"), yaml);
}
