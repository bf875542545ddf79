//! Where the money goes: fund flow, recipients, contracts, cost items.

use super::{Source, row};
use crate::export::table::{Rows, Value};
use crate::figures;
use crate::model::dataset::{Flow, FlowBlock, Recipient, RecipientList, Review};

pub(super) fn payments(source: &Source<'_>, out: &mut Rows<'_>) {
    for review in source.edition.reviews.values() {
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

/// One row a figure: amount, number of bidders, bid rate.
fn recipient(
    source: &Source<'_>,
    review: &Review,
    (part, list): (&str, &RecipientList),
    recipient: &Recipient,
    out: &mut Rows<'_>,
) {
    let common = &review.common;
    let figures = [
        ("amount", "amount", &recipient.amount, list.unit.label()),
        ("bidders", "bidders", &recipient.bidders, "者"),
        ("bid_rate", "rate", &recipient.bid_rate, "％"),
    ];
    for (measure, column, figure, unit) in figures {
        let own = row![
            source.key(common),
            &common.name,
            part,
            &list.block,
            i64::from(recipient.rank),
            &recipient.name,
            recipient
                .corporate_number
                .as_ref()
                .map(|number| number.as_str()),
            &recipient.work,
            &recipient.method,
            &recipient.reason,
            Value::Empty,
            measure,
            Value::Empty,
        ];
        let anchor = figures::recipient_anchor(part, &list.block, recipient.rank, column);
        let place = (common.key.as_str(), anchor.as_str());
        out.push(
            own,
            source.figure(figure, unit, recipient.inferred.as_ref(), place),
        );
    }
}

pub(super) fn flow_links(source: &Source<'_>, out: &mut Rows<'_>) {
    for review in source.edition.reviews.values() {
        for link in review.flow.iter().flat_map(|flow| &flow.links) {
            out.push(
                row![
                    source.key(&review.common),
                    &link.from,
                    &link.to,
                    &link.method
                ],
                source.cited(&link.citation, link.inferred.as_ref()),
            );
        }
    }
}

pub(super) fn costs(source: &Source<'_>, out: &mut Rows<'_>) {
    for review in source.edition.reviews.values() {
        let common = &review.common;
        for list in &review.cost_items {
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
                let anchor = figures::cost_anchor(&list.block, &row);
                let own = row![
                    source.key(common),
                    &common.name,
                    &list.block,
                    &list.recipient,
                    row,
                    item,
                    usage,
                ];
                let place = (common.key.as_str(), anchor.as_str());
                out.push(own, source.figure(figure, list.unit.label(), None, place));
            }
        }
    }
}
