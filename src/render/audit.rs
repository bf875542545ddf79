//! Relations of the audit → views: on the page of their entity, as badges on figures, on the checks page, and as CSV.

mod index;
pub(crate) mod list;

use std::borrow::Cow;
use std::cmp::Reverse;

use super::caps;
use super::context::{Context, plain, prose};
use super::lists;
use super::view::{AuditView, CellView, RelationTermView, RelationView, SectionView, TableView};
use crate::audit::relation::{Difference, Kind, Relation, Term, Verdict};
use crate::audit::rules::Family;
use crate::model::money::Yen;
pub(crate) use index::{At, AuditIndex};

/// Relations of one edition that the checks page lists one by one; beyond, those that hold are counted only.
const LISTED: usize = 3_000;

/// Relations of one family that the checks page of such an edition lists.
const FAMILY: usize = 40;

/// Address of the relation on the page of its entity.
fn relation_url(cx: &Context<'_>, at: At, relation: &Relation) -> String {
    cx.url(&index::place(relation, &cx.audit.anchor(at, relation)))
}

/// Marks the cell of a figure that takes part in a relation that does not hold.
pub(crate) fn badge(cx: &Context<'_>, cell: CellView) -> CellView {
    let anchor = cell.id.clone();
    badge_of(cx, &anchor, cell)
}

/// Marks a cell where what has this anchor takes part in a relation that does not hold.
pub(crate) fn badge_of(cx: &Context<'_>, anchor: &str, cell: CellView) -> CellView {
    let violated = cx
        .entity
        .filter(|_| !anchor.is_empty())
        .and_then(|entity| cx.audit.violated(cx.edition.year, entity, anchor));
    let Some(badge) = violated else {
        return cell;
    };
    let word = if badge.is_acknowledged {
        "audit-acknowledged"
    } else {
        "audit-badge"
    };
    CellView {
        check: cx.t(word),
        check_url: cx.url(&badge.place),
        ..cell
    }
}

/// What the audit found about an entity.
pub(crate) fn audit(cx: &Context<'_>, entity: &str) -> AuditView {
    let mut view = AuditView::default();
    for (at, relation) in cx.audit.doubtful(cx.edition.year, entity) {
        let list = match relation.verdict.kind() {
            Kind::Violated => &mut view.violated,
            _ => &mut view.undecidable,
        };
        list.push(self::relation(cx, at, relation));
    }
    let of = cx.audit.entity(cx.edition.year, entity);
    let counts = Kind::ALL.map(|kind| of.map_or(0, |of| of.count(kind)));
    let total: usize = counts.iter().sum();
    let others = cx.audit.of_others(cx.edition.year, entity).into_iter();
    view.others = others
        .map(|(at, relation)| other(cx, at, relation))
        .collect();
    if total > 0 || !view.others.is_empty() {
        view.summary = summary(cx, counts);
        view.all_url = cx.url(&format!("{}/checks/#audit", cx.edition.year));
    }
    view
}

fn summary(cx: &Context<'_>, [violated, undecidable, rounding, exact]: [usize; 4]) -> String {
    let total = violated + undecidable + rounding + exact;
    let text = |number: usize| number.to_string();
    cx.say(
        "audit-summary",
        &[
            ("total", &text(total)),
            ("violated", &text(violated)),
            ("undecidable", &text(undecidable)),
            ("rounding", &text(rounding)),
            ("exact", &text(exact)),
        ],
    )
}

fn relation(cx: &Context<'_>, at: At, relation: &Relation) -> RelationView {
    let known = relation.acknowledged.as_ref();
    let lang = cx.lang();
    RelationView {
        id: cx.audit.anchor(at, relation),
        rule: relation.rule.id.to_owned(),
        summary: relation.rule.summary.get(lang).to_owned(),
        family: relation.rule.family.name(lang).to_owned(),
        verdict: relation.verdict.kind().key().to_owned(),
        verdict_text: verdict_text(cx, relation),
        subject: plain(relation.subject.get(lang)),
        formula: relation.formula.get(lang).to_owned(),
        stated: plain(relation.stated().get(lang)),
        computed: plain(relation.computed().get(lang)),
        detail: plain(relation.detail().get(lang)),
        acknowledged_html: known.map(|known| prose(&known.reason)).unwrap_or_default(),
        acknowledged_cite: known.and_then(|known| cx.cite(&known.citation)),
        terms: relation
            .terms
            .iter()
            .map(|term| term_view(cx, term))
            .collect(),
    }
}

/// A relation that stands on another page, as a link.
fn other(cx: &Context<'_>, at: At, relation: &Relation) -> RelationTermView {
    let lang = cx.lang();
    let sides = [relation.stated(), relation.computed()];
    let sides = sides.map(|side| plain(side.get(lang)));
    RelationTermView {
        label: plain(relation.subject.get(lang)),
        shown: cx.say(
            "audit-sides",
            &[("stated", &sides[0]), ("computed", &sides[1])],
        ),
        url: relation_url(cx, at, relation),
        cite: None,
    }
}

fn verdict_text(cx: &Context<'_>, relation: &Relation) -> String {
    let say = relation.verdict.kind().say();
    let remark = match relation.acknowledged {
        Some(_) => cx.messages.get("audit-acknowledged"),
        None => "",
    };
    cx.messages.remarked(say.get(cx.lang()), remark)
}

fn term_view(cx: &Context<'_>, term: &Term) -> RelationTermView {
    let place = &term.place;
    let page = match &*place.entity {
        "" => format!("{}/", place.edition),
        entity => format!("{}/{entity}/", place.edition),
    };
    let edition = cx.dataset.editions.get(&place.edition);
    // A recipient's amount is the nearest anchor of texts in its row; others without one lead to their page.
    let anchor = edition.map_or_else(String::new, |edition| {
        caps::fragment(edition, &place.entity, &place.anchor)
    });
    let cx = edition.map_or(*cx, |edition| cx.in_edition(edition));
    RelationTermView {
        label: plain(term.label.get(cx.lang())),
        shown: plain(term.shown.get(cx.lang())),
        url: cx.url(&format!("{page}{anchor}")),
        cite: cx.cite(&term.citation),
    }
}

/// Number of relations of the edition, and of those among them that do not hold.
pub(crate) fn counts(cx: &Context<'_>) -> (usize, usize) {
    let counts = cx.audit.counts(cx.edition.year);
    let [violated, ..] = counts;
    (counts.iter().sum(), violated)
}

/// A relation that a list shows.
type Listed<'a> = (At, Cow<'a, Relation>);

/// The relations of the edition on the checks page, a section a family, what does not hold first.
pub(crate) fn sections(cx: &Context<'_>) -> Vec<SectionView> {
    let year = cx.edition.year;
    let counts = cx.audit.counts(year);
    let all: usize = counts.iter().sum();
    if all == 0 {
        return Vec::new();
    }
    let few = all <= LISTED;
    let mut own: Vec<Listed<'_>> = match few {
        true => cx.audit.relations_of_edition(year).collect(),
        false => {
            let doubtful = cx.audit.doubtful_of_edition(year);
            doubtful
                .map(|(at, relation)| (at, Cow::Borrowed(relation)))
                .collect()
        }
    };
    // Where only the first are shown, those are the largest.
    let size = |relation: &Relation| if few { 0 } else { yen_apart(relation) };
    own.sort_by_key(|(_, relation)| (relation.verdict.kind(), Reverse(size(relation))));
    let mut head = SectionView {
        id: "audit".into(),
        heading: cx.t("section-audit"),
        html: prose(&cx.t("audit-intro")) + &prose(&summary(cx, counts)),
        ..SectionView::default()
    };
    if !few {
        head.html += &prose(&cx.t("audit-many"));
    }
    head.links.push(super::view::Link {
        text: cx.t("audit-csv"),
        url: cx.url(&list::path(cx.dataset, cx.edition.year)),
        ..super::view::Link::default()
    });
    let mut sections = vec![head];
    for family in Family::ALL {
        let of_family = own
            .iter()
            .filter(|(_, relation)| relation.rule.family == family);
        let count = of_family.clone().count();
        let shown = if few { count } else { FAMILY };
        let listed: Vec<&Listed<'_>> = of_family.take(shown).collect();
        if !listed.is_empty() {
            let mut section = section(cx, family, &listed);
            if count > listed.len() {
                let numbers = [listed.len(), count].map(super::paging::grouped);
                let arguments = [("shown", numbers[0].as_str()), ("all", &numbers[1])];
                section.html = prose(&cx.say("audit-first", &arguments));
            }
            sections.push(section);
        }
    }
    sections
}

/// How many yen the two sides of a relation differ by; 0 where they differ in something else.
fn yen_apart(relation: &Relation) -> u64 {
    match relation.verdict {
        Verdict::Violated(Difference::Yen(Yen(by), _)) => by.unsigned_abs(),
        _ => 0,
    }
}

fn section(cx: &Context<'_>, family: Family, listed: &[&Listed<'_>]) -> SectionView {
    let name = family.name(cx.lang());
    SectionView {
        id: format!("audit-{}", family.key()),
        heading: cx.say("audit-family", &[("family", name)]),
        tables: vec![table(cx, family, listed)],
        ..SectionView::default()
    }
}

fn table(cx: &Context<'_>, family: Family, listed: &[&Listed<'_>]) -> TableView {
    let lang = cx.lang();
    let rows = listed.iter().map(|(at, relation)| {
        let kind = relation.verdict.kind();
        let verdict = CellView {
            status: format!("text verdict-{}", kind.key()),
            ..lists::cell(&verdict_text(cx, relation))
        };
        let mut row = lists::row(
            relation.subject.get(lang),
            vec![
                verdict,
                whose(cx, relation),
                lists::cell(relation.stated().get(lang)),
                lists::cell(relation.computed().get(lang)),
                lists::cell(relation.detail().get(lang)),
                lists::cell(relation.rule.summary.get(lang)),
            ],
        );
        // Only what is shown in full on the page of the entity has an anchor there.
        if matches!(kind, Kind::Violated | Kind::Undecidable) {
            row.url = relation_url(cx, *at, relation);
        } else if let Some(term) = relation.terms.first() {
            row.url = term_view(cx, term).url;
        }
        row.data.id = cx.audit.anchor(*at, relation);
        let cited = relation.terms.iter().map(|term| &term.citation);
        super::tables::sourced(cx, row, cited)
    });
    let columns = [
        "head-verdict",
        "head-whose",
        "head-stated",
        "head-computed",
        "head-difference",
        "head-rule",
    ]
    .map(|key| lists::words(cx, key));
    let id = format!("audit-table-{}", family.key());
    let caption = cx.say("audit-table", &[("family", family.name(lang))]);
    let mut table = lists::table(
        &id,
        caption,
        lists::words(cx, "corner-item"),
        columns.into(),
        rows.collect(),
    );
    table.sortable = true;
    table
}

/// The entity that a relation is about, as a link.
fn whose(cx: &Context<'_>, relation: &Relation) -> CellView {
    match cx.edition.entity(&relation.entity) {
        Some(common) => lists::link(&cx.name(common), cx.entity_url(&common.key)),
        None => lists::link(&cx.short_title(), cx.url(&format!("{}/", cx.edition.year))),
    }
}
