//! Relations of the audit → views: on the page of their entity, as badges on figures, on the checks page, and as CSV.

pub(crate) mod list;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::caps;
use super::context::{Context, plain, prose};
use super::lists;
use super::view::{AuditView, CellView, RelationTermView, RelationView, SectionView, TableView};
use crate::audit::Audit;
use crate::audit::relation::{Kind, Relation, Term};
use crate::audit::rules::Family;

/// Relations of one edition that the checks page lists one by one; beyond, those that hold are counted only.
const LISTED: usize = 3_000;

/// Relations of one family that the checks page of such an edition lists.
const FAMILY: usize = 100;

/// The relations of a dataset, found by entity and by figure.
#[derive(Debug, Default)]
pub(crate) struct AuditIndex {
    audit: Arc<Audit>,
    /// The how-manieth of its entity with the same rule and figure each relation is, which its anchor says.
    times: Vec<u32>,
    /// Relations by edition and entity.
    by_entity: BTreeMap<i16, BTreeMap<Arc<str>, Vec<usize>>>,
    /// For each page, the violated relations by the anchor of the figures that take part.
    badges: BTreeMap<i16, BTreeMap<Arc<str>, BTreeMap<String, usize>>>,
}

impl AuditIndex {
    pub(crate) fn new(audit: Arc<Audit>) -> AuditIndex {
        let mut index = AuditIndex::default();
        // Relations of an entity stand together.
        let mut seen: HashMap<String, u32> = HashMap::new();
        let mut last = (0, Arc::from(""));
        for (at, relation) in audit.relations.iter().enumerate() {
            let key = (relation.edition, Arc::clone(&relation.entity));
            if key != last {
                seen.clear();
                last.clone_from(&key);
            }
            let times = seen.entry(anchor(relation)).or_insert(0);
            *times += 1;
            index.times.push(*times);
            let own = index.by_entity.entry(key.0).or_default();
            own.entry(key.1).or_default().push(at);
            if relation.verdict.kind() == Kind::Violated {
                for place in relation.terms.iter().map(|term| &term.place) {
                    let pages = index.badges.entry(place.edition).or_default();
                    let badges = pages.entry(Arc::clone(&place.entity)).or_default();
                    if !place.anchor.is_empty() {
                        badges.entry(place.anchor.clone()).or_insert(at);
                    }
                }
            }
        }
        index.audit = audit;
        index
    }

    /// Every relation of the dataset.
    pub(crate) fn all(&self) -> &Audit {
        &self.audit
    }

    /// Anchor of a relation on the page of its entity.
    fn anchor(&self, at: usize) -> String {
        let base = anchor(&self.audit.relations[at]);
        match self.times[at] {
            1 => base,
            times => format!("{base}-{times}"),
        }
    }

    fn of(&self, edition: i16, entity: &str) -> impl Iterator<Item = (usize, &Relation)> {
        let found = self.by_entity.get(&edition).and_then(|all| all.get(entity));
        found
            .into_iter()
            .flatten()
            .filter_map(|at| Some((*at, self.audit.relations.get(*at)?)))
    }
}

/// An anchor from the rule and the figure that states.
fn anchor(relation: &Relation) -> String {
    let place = relation.terms.first().map(|term| &term.place);
    let figure = place.map_or("", |place| {
        if place.anchor.is_empty() {
            &place.path
        } else {
            &place.anchor
        }
    });
    let name = format!("check-{}-{figure}", relation.rule.id);
    let mut slug = String::with_capacity(name.len());
    for c in name.chars().map(|c| c.to_ascii_lowercase()) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// Address of the relation on the page of its entity.
fn relation_url(cx: &Context<'_>, at: usize, relation: &Relation) -> String {
    let anchor = cx.audit.anchor(at);
    cx.url(&match &*relation.entity {
        "" => format!("{}/#{anchor}", relation.edition),
        entity => format!("{}/{entity}/#{anchor}", relation.edition),
    })
}

/// Marks the cell of a figure that takes part in a relation that does not hold.
pub(crate) fn badge(cx: &Context<'_>, cell: CellView) -> CellView {
    let at = cx
        .entity
        .filter(|_| !cell.id.is_empty())
        .and_then(|entity| {
            let page = cx.audit.badges.get(&cx.edition.year)?.get(entity)?;
            page.get(&cell.id).copied()
        });
    let Some((at, relation)) = at.and_then(|at| Some((at, cx.audit.audit.relations.get(at)?)))
    else {
        return cell;
    };
    let word = if relation.acknowledged.is_some() {
        "audit-acknowledged"
    } else {
        "audit-badge"
    };
    CellView {
        check: cx.t(word),
        check_url: relation_url(cx, at, relation),
        ..cell
    }
}

/// What the audit found about an entity.
pub(crate) fn audit(cx: &Context<'_>, entity: &str) -> AuditView {
    let mut view = AuditView::default();
    let mut counts = [0_usize; 4];
    for (at, relation) in cx.audit.of(cx.edition.year, entity) {
        let kind = relation.verdict.kind();
        counts[Kind::ALL
            .iter()
            .position(|other| *other == kind)
            .unwrap_or(0)] += 1;
        match kind {
            Kind::Violated => view.violated.push(self::relation(cx, at, relation)),
            Kind::Undecidable => view.undecidable.push(self::relation(cx, at, relation)),
            Kind::WithinRounding | Kind::Exact => {}
        }
    }
    let total: usize = counts.iter().sum();
    if total > 0 {
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

fn relation(cx: &Context<'_>, at: usize, relation: &Relation) -> RelationView {
    let known = relation.acknowledged.as_ref();
    let lang = cx.lang();
    RelationView {
        id: cx.audit.anchor(at),
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
    let all = cx.audit.audit.relations.iter();
    let own = all.filter(|relation| relation.edition == cx.edition.year);
    own.fold((0, 0), |(all, violated), relation| {
        let is_violated = relation.verdict.kind() == Kind::Violated;
        (all + 1, violated + usize::from(is_violated))
    })
}

/// The relations of the edition on the checks page, a section a family, what does not hold first.
pub(crate) fn sections(cx: &Context<'_>) -> Vec<SectionView> {
    let own: Vec<(usize, &Relation)> = cx
        .audit
        .audit
        .relations
        .iter()
        .enumerate()
        .filter(|(_, relation)| relation.edition == cx.edition.year)
        .collect();
    if own.is_empty() {
        return Vec::new();
    }
    let counts = Kind::ALL.map(|kind| {
        own.iter()
            .filter(|(_, relation)| relation.verdict.kind() == kind)
            .count()
    });
    let few = own.len() <= LISTED;
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
        let mut listed: Vec<(usize, &Relation)> = own
            .iter()
            .copied()
            .filter(|(_, relation)| relation.rule.family == family)
            .filter(|(_, relation)| {
                few || matches!(relation.verdict.kind(), Kind::Violated | Kind::Undecidable)
            })
            .collect();
        listed.sort_by_key(|(_, relation)| relation.verdict.kind());
        let count = listed.len();
        if !few {
            listed.truncate(FAMILY);
        }
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

fn section(cx: &Context<'_>, family: Family, listed: &[(usize, &Relation)]) -> SectionView {
    let name = family.name(cx.lang());
    SectionView {
        id: format!("audit-{}", family.key()),
        heading: cx.say("audit-family", &[("family", name)]),
        tables: vec![table(cx, family, listed)],
        ..SectionView::default()
    }
}

fn table(cx: &Context<'_>, family: Family, listed: &[(usize, &Relation)]) -> TableView {
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
        row.data.id = cx.audit.anchor(*at);
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
