//! Where the money goes: fund flow, recipients, contracts, cost items.

use super::{Source, row};
use crate::export::table::{Rows, Value};
use crate::figures;
use crate::model::dataset::{Common, Contract, Flow, FlowBlock, Recipient, RecipientList, Review};
use crate::model::table::Figure;

pub(super) fn payments(source: &Source<'_>, out: &mut Rows<'_>) {
    for review in source.reviews() {
        if let Some(flow) = &review.flow {
            for block in &flow.blocks {
                self::block(source, review, flow, block, out);
            }
        }
        let lists = [
            ("recipients", &review.recipients),
            ("contracts", &review.multi_year_contracts),
        ];
        for (part, lists) in lists {
            for list in lists {
                for recipient in &list.rows {
                    self::recipient(source, review, (part, list), recipient, out);
                }
            }
        }
    }
}

fn block(source: &Source<'_>, review: &Review, flow: &Flow, block: &FlowBlock, out: &mut Rows<'_>) {
    let common = &review.common;
    let unit = flow.unit.label();
    let own = |part: &str, name: &str, work: Option<&str>, count: Option<&str>| {
        row![
            source.key(common),
            &common.name,
            part,
            &block.id,
            Value::Empty,
            name,
            Value::Empty,
            work,
            Value::Empty,
            Value::Empty,
            count,
            "amount",
            flow.year,
            Value::Empty,
            Value::Empty,
            Value::Empty,
            Value::Empty,
            Value::Empty,
            Value::Empty,
        ]
    };
    let anchor = figures::block_anchor(&block.id, "amount");
    let inferred = block.inferred.as_ref();
    out.push(
        own(
            "flow",
            &block.name,
            block.role.as_deref(),
            block.count.as_deref(),
        ),
        source.figure(&block.amount, unit, inferred, (&common.key, &anchor)),
    );
    let anchor = figures::block_anchor(&block.id, "retained");
    for (label, figure) in &block.retained {
        out.push(
            own("retained", label, None, None),
            source.figure(figure, unit, inferred, (&common.key, &anchor)),
        );
    }
}

/// One row a figure: amount, number of bidders, bid rate; then those of its contracts.
fn recipient(
    source: &Source<'_>,
    review: &Review,
    (part, list): (&str, &RecipientList),
    recipient: &Recipient,
    out: &mut Rows<'_>,
) {
    let common = &review.common;
    let paid = Paid {
        part,
        contract: None,
        work: &recipient.work,
        method: Some(recipient.method.as_str()),
        method_detail: recipient.method_detail.as_deref(),
        reason: recipient.reason.as_deref(),
        is_rest: recipient.is_rest,
        has_other_contracts: recipient.has_other_contracts,
    };
    let anchor =
        |column: &str| figures::recipient_anchor(part, &list.block, recipient.rank, column);
    let figures = measures(
        list,
        &recipient.amount,
        (recipient.bidders.as_deref(), recipient.bid_rate.as_deref()),
    );
    for (measure, column, figure, unit) in figures {
        let place = anchor(column);
        out.push(
            paid.row(source, common, (list, recipient), measure),
            source.figure(
                figure,
                unit,
                recipient.inferred.as_ref(),
                (&common.key, &place),
            ),
        );
    }
    for (index, contract) in recipient.contracts.iter().enumerate() {
        self::contract(
            source,
            common,
            (part, list, recipient),
            (index + 1, contract),
            out,
        );
    }
}

fn contract(
    source: &Source<'_>,
    common: &Common,
    (part, list, recipient): (&str, &RecipientList, &Recipient),
    (number, contract): (usize, &Contract),
    out: &mut Rows<'_>,
) {
    let paid = Paid {
        part: "recipient_contracts",
        contract: Some(number),
        work: &contract.work,
        method: contract.method.as_deref(),
        method_detail: contract.method_detail.as_deref(),
        reason: contract.reason.as_deref(),
        is_rest: recipient.is_rest,
        has_other_contracts: contract.is_rest,
    };
    let figures = measures(
        list,
        &contract.amount,
        (contract.bidders.as_deref(), contract.bid_rate.as_deref()),
    );
    for (measure, column, figure, unit) in figures {
        let place = (recipient.rank, number);
        let anchor = figures::contract_anchor(part, &list.block, place, column);
        out.push(
            paid.row(source, common, (list, recipient), measure),
            source.figure(figure, unit, None, (&common.key, &anchor)),
        );
    }
}

/// Measure, column of the anchor, figure and unit of what a row of payments has.
fn measures<'a>(
    list: &'a RecipientList,
    amount: &'a Figure,
    (bidders, bid_rate): (Option<&'a Figure>, Option<&'a Figure>),
) -> impl Iterator<Item = (&'static str, &'static str, &'a Figure, &'a str)> {
    let bidders = bidders.map(|figure| ("bidders", "bidders", figure, "者"));
    let bid_rate = bid_rate.map(|figure| ("bid_rate", "rate", figure, "％"));
    std::iter::once(("amount", "amount", amount, list.unit.label()))
        .chain(bidders)
        .chain(bid_rate)
}

/// What a row says about a recipient as a whole, or about one of its contracts.
struct Paid<'a> {
    part: &'a str,
    /// Place of the contract, from 1.
    contract: Option<usize>,
    work: &'a str,
    method: Option<&'a str>,
    method_detail: Option<&'a str>,
    reason: Option<&'a str>,
    is_rest: bool,
    has_other_contracts: bool,
}

impl Paid<'_> {
    fn row(
        &self,
        source: &Source<'_>,
        common: &Common,
        (list, recipient): (&RecipientList, &Recipient),
        measure: &str,
    ) -> Vec<Value> {
        let number = recipient.corporate_number.as_ref();
        row![
            source.key(common),
            &common.name,
            self.part,
            &list.block,
            list.rank(recipient).map(i64::from),
            &recipient.name,
            number.map(|number| number.as_str()),
            self.work,
            self.method,
            self.reason,
            Value::Empty,
            measure,
            Value::Empty,
            self.contract
                .map(|at| i64::try_from(at).unwrap_or(i64::MAX)),
            &recipient.address,
            recipient.corporate_kind.map(|kind| i64::from(kind.code())),
            self.method_detail,
            self.is_rest,
            self.has_other_contracts,
        ]
    }
}

pub(super) fn flow_links(source: &Source<'_>, out: &mut Rows<'_>) {
    for review in source.reviews() {
        for link in review.flow.iter().flat_map(|flow| &flow.links) {
            out.push(
                row![
                    source.key(&review.common),
                    &link.from,
                    &link.to,
                    &link.method,
                    link.is_direct,
                ],
                source.cited(&link.citation, link.inferred.as_ref()),
            );
        }
    }
}

pub(super) fn costs(source: &Source<'_>, out: &mut Rows<'_>) {
    for review in source.reviews() {
        let common = &review.common;
        for list in review.indirect_costs.iter().chain(&review.cost_items) {
            let total = source.words.get("item-total");
            let items = list.items.iter().enumerate().map(|(index, item)| {
                let row = (index + 1).to_string();
                (row, item.item.as_str(), item.usage.as_str(), &item.amount)
            });
            let total = list
                .total
                .iter()
                .map(|figure| ("total".to_owned(), total, "", figure));
            for (row, item, usage, figure) in items.chain(total) {
                let anchor = figures::cost_anchor(&list.id, &row);
                let own = row![
                    source.key(common),
                    &common.name,
                    &list.block,
                    &list.recipient,
                    row,
                    item,
                    usage,
                    &list.id,
                    &list.contract,
                ];
                let place = (common.key.as_str(), anchor.as_str());
                out.push(own, source.figure(figure, list.unit.label(), None, place));
            }
        }
    }
}
