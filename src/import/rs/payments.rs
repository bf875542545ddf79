//! Payees and contracts (5-1), cost items (5-3), contracts over several years (5-4).

use super::budget::YEN;
use super::columns::cell;
use super::row::{Row, truth, whole};
use super::sheet::{Gathered, free};
use super::tables::{Map, figure, place};
use crate::import::payee::{block_id, corporate_number};
use crate::import::report::{Reason, Remark};
use crate::import::yaml::Yaml;
use crate::model::dataset::CorporateKind;

/// A block of payees, as its row says.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) count: String,
    pub(super) role: String,
    /// Absent where the file has no row of the block itself.
    pub(super) amount: Option<String>,
    pub(super) line: u64,
}

#[derive(Debug)]
struct Payee {
    block: String,
    name: String,
    number: String,
    amount: Option<String>,
    seed: Map,
    line: u64,
    contracts: Vec<Yaml>,
}

/// What file 5-1 says. Its three levels are told apart by which amount is filled; only one of them may be added up.
#[derive(Debug, Default)]
pub(super) struct Payments {
    pub(super) blocks: Vec<Block>,
    payees: Vec<Payee>,
}

pub(super) fn payments(all: &mut Gathered<'_>) -> Payments {
    let mut payments = Payments::default();
    for row in all.rows("5-1") {
        let Some(block) = block_id(cell!(row, PAYMENTS, "支出先ブロック番号")) else {
            all.marks.leave("5-1", row.line, Reason::BadBlock);
            continue;
        };
        let name = cell!(row, PAYMENTS, "支出先名");
        let total = cell!(row, PAYMENTS, "支出先の合計支出額");
        let is_used = if name.is_empty() && total.is_empty() {
            payments.block(row, block)
        } else if !total.is_empty() {
            payments.payee(all, row, block);
            true
        } else {
            payments.contract(all, row, block)
        };
        if let Err(reason) = is_used.then_some(()).ok_or(Reason::NoContent) {
            all.marks.leave("5-1", row.line, reason);
        }
    }
    payments
}

impl Payments {
    /// A row of a block itself. False where the block has one already.
    fn block(&mut self, row: &Row, id: String) -> bool {
        if self.blocks.iter().any(|block| block.id == id) {
            return false;
        }
        self.blocks.push(Block {
            id,
            name: cell!(row, PAYMENTS, "支出先ブロック名").to_owned(),
            count: cell!(row, PAYMENTS, "支出先の数").trim().to_owned(),
            role: cell!(row, PAYMENTS, "事業を行う上での役割").to_owned(),
            amount: whole(cell!(row, PAYMENTS, "ブロックの合計支出額")),
            line: row.line,
        });
        true
    }

    fn payee(&mut self, all: &mut Gathered<'_>, row: &Row, block: String) {
        let name = cell!(row, PAYMENTS, "支出先名");
        let number = cell!(row, PAYMENTS, "法人番号");
        let rest = truth(cell!(row, PAYMENTS, "その他支出先")) == Some(true);
        let seed = identity(
            all,
            ("5-1", row.line),
            (name, number),
            cell!(row, PAYMENTS, "所在地"),
            cell!(row, PAYMENTS, "法人種別"),
        );
        self.payees.push(Payee {
            block,
            name: name.to_owned(),
            number: number.trim().to_owned(),
            amount: whole(cell!(row, PAYMENTS, "支出先の合計支出額")),
            seed: seed.flag("rest", rest),
            line: row.line,
            contracts: Vec::new(),
        });
    }

    /// A row of a contract, which belongs to the last payee of its name in its block. False where it says nothing.
    fn contract(&mut self, all: &mut Gathered<'_>, row: &Row, block: String) -> bool {
        let seed = contract(row);
        let Some(seed) = seed else { return false };
        let name = cell!(row, PAYMENTS, "支出先名");
        let number = cell!(row, PAYMENTS, "法人番号").trim();
        let is_own = |payee: &&mut Payee| {
            payee.block == block && payee.name == name && payee.number == number
        };
        if let Some(payee) = self.payees.iter_mut().rev().find(is_own) {
            payee.contracts.push(seed);
            return true;
        }
        self.payee(all, row, block);
        if let Some(payee) = self.payees.last_mut() {
            payee.contracts.push(seed);
        }
        true
    }

    /// The lists of payees, one a block.
    pub(super) fn recipients(&self) -> Vec<Yaml> {
        let mut blocks: Vec<&str> = self
            .payees
            .iter()
            .map(|payee| payee.block.as_str())
            .collect();
        blocks.sort_by_key(|block| (block.len(), *block));
        blocks.dedup();
        let lists = blocks.into_iter().map(|block| {
            let own = self.payees.iter().filter(|payee| payee.block == block);
            let rows = own.map(Payee::seed).collect();
            Map::new()
                .text("block", block)
                .text("unit", YEN)
                .list("rows", rows)
                .done()
        });
        lists.collect()
    }
}

impl Payee {
    fn seed(&self) -> Yaml {
        let amount = self.amount.as_deref().unwrap_or("記載なし");
        let seed = self.seed.clone().with("amount", figure(amount));
        let seed = seed.at("5-1", self.line);
        seed.list("contracts", self.contracts.clone()).done()
    }
}

/// Name, corporate number, place and kind of a payee.
fn identity(
    all: &mut Gathered<'_>,
    (file, line): (&'static str, u64),
    (name, number): (&str, &str),
    address: &str,
    kind: &str,
) -> Map {
    let (number, why) = corporate_number(number);
    let map = Map::new()
        .with("name", Yaml::text(name))
        .with("corporate_number", Yaml::text(number))
        .text("address", address);
    let code = kind.trim();
    let known = code.parse().ok().and_then(CorporateKind::of);
    let map = match known {
        Some(kind) => map.plain("corporate_kind", kind.code()),
        None => map,
    };
    if known.is_none() && !code.is_empty() {
        all.marks.remark(file, line, Remark::UnknownWord);
    }
    if why.is_some() {
        all.marks.remark(file, line, Remark::CorporateNumber);
    }
    map.text("inferred", &why.unwrap_or_default())
}

/// A contract; nothing where the row says nothing about one.
fn contract(row: &Row) -> Option<Yaml> {
    let amount = whole(cell!(row, PAYMENTS, "金額"));
    let work = cell!(row, PAYMENTS, "契約概要");
    let method = cell!(row, PAYMENTS, "契約方式等");
    let detail = cell!(row, PAYMENTS, "具体的な契約方式等");
    let reason = cell!(
        row,
        PAYMENTS,
        "一者応札・一者応募又は競争性のない随意契約となった理由及び改善策（支出額10億円以上）"
    );
    let texts = [work, method, detail, reason];
    if amount.is_none() && texts.iter().all(|text| text.is_empty()) {
        return None;
    }
    let map = Map::new()
        .text("work", work)
        .with("amount", figure(amount.as_deref().unwrap_or_default()))
        .text("method", method)
        .text("method_detail", detail);
    let map = bids(
        map,
        cell!(row, PAYMENTS, "入札者数"),
        cell!(row, PAYMENTS, "落札率"),
    );
    let rest = truth(cell!(row, PAYMENTS, "その他の契約")) == Some(true);
    let map = map.text("reason", reason).flag("rest", rest);
    Some(map.at("5-1", row.line).done())
}

/// Number of bidders and bid rate. The files write 0 for both where nobody could bid, which stays as it is.
fn bids(map: Map, bidders: &str, rate: &str) -> Map {
    let map = match whole(bidders) {
        Some(bidders) => map.plain("bidders", bidders),
        None => map,
    };
    match rate.trim() {
        "" => map,
        rate => map.plain("bid_rate", decimal(rate)),
    }
}

/// A decimal number as it is, which is in per cent already.
fn decimal(text: &str) -> String {
    let digits = text.trim().to_owned();
    // `.5` and the like are no figures of seed files.
    match digits.starts_with('.') {
        true => format!("0{digits}"),
        false => digits,
    }
}

/// Cost items (費目・使途): one list a contract.
pub(super) fn costs(all: &mut Gathered<'_>) -> Vec<Yaml> {
    struct List<'a> {
        key: (String, &'a str, &'a str),
        items: Vec<Yaml>,
    }
    let mut lists: Vec<List<'_>> = Vec::new();
    for row in all.rows("5-3") {
        let Some(block) = block_id(cell!(row, COSTS, "支出先ブロック番号")) else {
            all.marks.leave("5-3", row.line, Reason::BadBlock);
            continue;
        };
        let amount = whole(cell!(row, COSTS, "金額")).unwrap_or_default();
        let item = Map::new()
            .with("item", Yaml::text(cell!(row, COSTS, "費目")))
            .with("use", Yaml::text(cell!(row, COSTS, "使途")))
            .with("amount", figure(&amount))
            .at("5-3", row.line)
            .done();
        let key = (
            block,
            cell!(row, COSTS, "支出先名"),
            cell!(row, COSTS, "契約概要"),
        );
        match lists.iter_mut().find(|list| list.key == key) {
            Some(list) => list.items.push(item),
            None => lists.push(List {
                key,
                items: vec![item],
            }),
        }
    }
    let mut taken: Vec<String> = Vec::new();
    let lists = lists.into_iter().map(|List { key, items }| {
        let (block, recipient, contract) = key;
        let id = free(&block.to_ascii_lowercase(), |id| {
            taken.iter().any(|known| known == id)
        });
        taken.push(id.clone());
        Map::new()
            .text("id", &id)
            .text("block", &block)
            .text("recipient", recipient)
            .text("contract", contract)
            .text("unit", YEN)
            .list("items", items)
            .done()
    });
    lists.collect()
}

/// Contracts over several years (国庫債務負担行為等による契約), one list a block.
pub(super) fn contracts(all: &mut Gathered<'_>) -> Vec<Yaml> {
    let mut lists: Vec<(String, Vec<Yaml>)> = Vec::new();
    for row in all.rows("5-4") {
        let block = cell!(
            row,
            CONTRACTS,
            "支出先ブロック（国庫債務負担行為等による契約）"
        );
        let Some(block) = block_id(block) else {
            all.marks.leave("5-4", row.line, Reason::BadBlock);
            continue;
        };
        let seed = multi_year(all, row);
        match lists.iter_mut().find(|(known, _)| *known == block) {
            Some((_, rows)) => rows.push(seed),
            None => lists.push((block, vec![seed])),
        }
    }
    let lists = lists.into_iter().map(|(block, rows)| {
        Map::new()
            .text("block", &block)
            .text("unit", YEN)
            .list("rows", rows)
            .done()
    });
    lists.collect()
}

fn multi_year(all: &mut Gathered<'_>, row: &Row) -> Yaml {
    let map = identity(
        all,
        ("5-4", row.line),
        (
            cell!(row, CONTRACTS, "契約先名（国庫債務負担行為等による契約）"),
            cell!(
                row,
                CONTRACTS,
                "契約先の法人番号（国庫債務負担行為等による契約）"
            ),
        ),
        cell!(
            row,
            CONTRACTS,
            "契約先の所在地（国庫債務負担行為等による契約）"
        ),
        cell!(
            row,
            CONTRACTS,
            "契約先の法人種別（国庫債務負担行為等による契約）"
        ),
    );
    let amount = whole(cell!(
        row,
        CONTRACTS,
        "契約額（国庫債務負担行為等による契約）"
    ));
    let map = map
        .text(
            "work",
            cell!(
                row,
                CONTRACTS,
                "契約概要（契約名）（国庫債務負担行為等による契約）"
            ),
        )
        .with("amount", figure(amount.as_deref().unwrap_or_default()))
        .text(
            "method",
            cell!(row, CONTRACTS, "契約方式等（国庫債務負担行為等による契約）"),
        )
        .text(
            "method_detail",
            cell!(
                row,
                CONTRACTS,
                "具体的な契約方式等（国庫債務負担行為等による契約）"
            ),
        );
    let map = bids(
        map,
        cell!(
            row,
            CONTRACTS,
            "入札者数（応募者数）（国庫債務負担行為等による契約）"
        ),
        cell!(
            row,
            CONTRACTS,
            "落札率（％）（国庫債務負担行為等による契約）"
        ),
    );
    let others = [
        cell!(row, CONTRACTS, "その他の契約"),
        cell!(
            row,
            CONTRACTS,
            "その他の契約（国庫債務負担行為等による契約）"
        ),
    ];
    let is_other = others.into_iter().any(|text| truth(text) == Some(true));
    map.text(
        "reason",
        cell!(
            row,
            CONTRACTS,
            "一者応札・一者応募又は競争性のない随意契約となった理由及び改善策（契約額10億円以上）（国庫債務負担行為等による契約）"
        ),
    )
    .flag("other_contracts", is_other)
    .plain("at", place("5-4", row.line))
    .done()
}
