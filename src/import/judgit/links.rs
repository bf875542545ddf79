//! Which sheets of different years are one project: what sheets say themselves, what a crosswalk says, and equal names where that
//! is wanted.
//!
//! A link is written into the later of its two sheets, unless that is a sheet of the RS system, whose file another import writes.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::crosswalk::{DOCUMENT, Link};
use crate::import::tables::Map;
use crate::import::yaml::Yaml;
use crate::model::vocabulary::Relation;

/// A sheet: year of the edition, and id.
pub(super) type Node = (i16, String);

/// What is known of a sheet before its file is made.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) name: String,
    pub(super) ministry: String,
    /// Number of the project within JUDGIT! (事業ID); empty where there is none.
    pub(super) project: String,
    /// Sheets that it names as its past ones (関連する過去のレビューシート).
    pub(super) past: Vec<Node>,
    /// Where it stands: `judgit-2022:12`.
    pub(super) at: String,
}

/// Why two sheets are linked. What comes first says more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    /// The later sheet names the earlier one.
    Named,
    /// A line of the crosswalk.
    Crosswalk(u64),
    /// Both have the same number within JUDGIT!.
    Project,
    /// Both have the same ministry and name.
    Name,
}

/// Links between sheets, from the earlier to the later one.
#[derive(Debug, Default)]
pub(super) struct Links {
    edges: BTreeMap<(Node, Node), Why>,
    /// Names of sheets that are not among those imported.
    names: BTreeMap<Node, String>,
}

/// What the links are made from.
pub(super) struct Given<'a> {
    pub(super) sheets: &'a BTreeMap<Node, Known>,
    pub(super) crosswalk: &'a [Link],
    /// Years after those of the sheets in which the folder has a sheet of a project (予算事業ID), by project.
    pub(super) later: &'a BTreeMap<u32, i16>,
    /// Sheets that are in the folder from earlier imports.
    pub(super) present: &'a BTreeSet<Node>,
    /// Link sheets of neighbouring years that have the same ministry and name.
    pub(super) same_names: bool,
}

impl Given<'_> {
    fn is_here(&self, node: &Node) -> bool {
        self.sheets.contains_key(node) || self.present.contains(node)
    }
}

impl Links {
    pub(super) fn of(given: &Given<'_>) -> Links {
        let mut links = Links::default();
        for (node, known) in given.sheets {
            for past in known.past.iter().filter(|past| past.0 < node.0) {
                if given.is_here(past) {
                    links.add(past, node, Why::Named);
                }
            }
        }
        links.crosswalk(given);
        let mut projects: BTreeMap<&str, Vec<&Node>> = BTreeMap::new();
        for (node, known) in given.sheets.iter().filter(|(_, k)| !k.project.is_empty()) {
            projects.entry(&known.project).or_default().push(node);
        }
        for nodes in projects.values() {
            links.chain(nodes, |_, _| Why::Project);
        }
        if given.same_names {
            links.names(given);
        }
        links
    }

    fn add(&mut self, earlier: &Node, later: &Node, why: Why) {
        let edge = self.edges.entry((earlier.clone(), later.clone()));
        let known = edge.or_insert_with(|| why.clone());
        *known = why.min(known.clone());
    }

    /// Links sheets of one project to those of the next year that has any.
    fn chain(&mut self, nodes: &[&Node], why: impl Fn(&Node, &Node) -> Why) {
        let years: BTreeSet<i16> = nodes.iter().map(|node| node.0).collect();
        let years: Vec<i16> = years.into_iter().collect();
        for pair in years.windows(2) {
            for earlier in nodes.iter().filter(|node| node.0 == pair[0]) {
                for later in nodes.iter().filter(|node| node.0 == pair[1]) {
                    self.add(earlier, later, why(earlier, later));
                }
            }
        }
    }

    fn crosswalk(&mut self, given: &Given<'_>) {
        let mut projects: BTreeMap<u32, Vec<&Link>> = BTreeMap::new();
        for link in given.crosswalk.iter().filter(|l| given.is_here(&l.sheet)) {
            projects.entry(link.project).or_default().push(link);
        }
        for (project, rows) in &projects {
            let rs = given
                .later
                .get(project)
                .map(|year| (*year, project.to_string()));
            if let Some((rs, row)) = rs.as_ref().zip(rows.first()) {
                self.names.insert(rs.clone(), row.name.clone());
            }
            let mut nodes: Vec<&Node> = rows.iter().map(|row| &row.sheet).collect();
            nodes.extend(rs.as_ref());
            self.chain(&nodes, |earlier, _| {
                let row = rows.iter().find(|row| row.sheet == *earlier);
                Why::Crosswalk(row.map_or(1, |row| row.line))
            });
        }
    }

    /// Sheets of neighbouring years that alone have their ministry and name, where nothing else links them.
    fn names(&mut self, given: &Given<'_>) {
        let mut called: BTreeMap<(&str, String, i16), Vec<&Node>> = BTreeMap::new();
        for (node, known) in given.sheets {
            let key = (known.ministry.as_str(), folded(&known.name), node.0);
            called.entry(key).or_default().push(node);
        }
        let linked: BTreeSet<(Node, bool)> = self
            .edges
            .keys()
            .flat_map(|(earlier, later)| [(earlier.clone(), true), (later.clone(), false)])
            .collect();
        for ((ministry, name, year), nodes) in &called {
            let next = called.get(&(ministry, name.clone(), year.saturating_add(1)));
            let Some(([earlier], [later])) = next.map(|next| (&nodes[..], &next[..])) else {
                continue;
            };
            let is_free = !linked.contains(&((*earlier).clone(), true))
                && !linked.contains(&((*later).clone(), false));
            if is_free {
                self.add(earlier, later, Why::Name);
            }
        }
    }

    /// Rows of the crosswalk that are in a link.
    pub(super) fn rows_used(&self) -> BTreeSet<Node> {
        let used = self
            .edges
            .iter()
            .filter(|(_, why)| matches!(why, Why::Crosswalk(_)));
        used.flat_map(|((earlier, later), _)| [earlier.clone(), later.clone()])
            .collect()
    }

    /// The lineage of a sheet. `given` is what the links were made from.
    pub(super) fn lineage(&self, given: &Given<'_>, node: &Node) -> Vec<Yaml> {
        let own = self.edges.iter().filter(|((earlier, later), _)| {
            later == node || (earlier == node && !given.is_here(later))
        });
        own.map(|((earlier, later), why)| {
            let other = if later == node { earlier } else { later };
            self.line(given, (earlier, later), other, why)
        })
        .collect()
    }

    fn line(&self, given: &Given<'_>, pair: (&Node, &Node), other: &Node, why: &Why) -> Yaml {
        let (earlier, later) = pair;
        let name = |node: &Node| {
            let known = given.sheets.get(node).map(|known| known.name.as_str());
            known.or_else(|| self.names.get(node).map(String::as_str))
        };
        let relation = match self.relation(earlier, later) {
            Relation::Same => match name(earlier).zip(name(later)) {
                Some((one, two)) if folded(one) != folded(two) => "renamed",
                _ => "same",
            },
            Relation::Split => "split",
            _ => "merged",
        };
        let at = |node: &Node| given.sheets.get(node).map_or("", |known| known.at.as_str());
        let map = Map::new()
            .plain("relation", relation)
            .text("name", name(other).unwrap_or(&other.1))
            .text("entity", &format!("{}/reviews/{}", other.0, other.1));
        let map = match why {
            Why::Named | Why::Project => map.plain("at", at(later)),
            Why::Crosswalk(line) => map.plain("at", format!("{DOCUMENT}:{line}")),
            Why::Name => map.text(
                "inferred",
                "府省庁と事業名が前後の年度のシートと同じであることから、同じ事業としました。",
            ),
        };
        map.done()
    }

    /// One sheet that became several was split; several that became one were merged.
    fn relation(&self, earlier: &Node, later: &Node) -> Relation {
        let edges = || self.edges.keys();
        let parts = edges().filter(|(from, to)| from == earlier && to.0 == later.0);
        if parts.count() > 1 {
            return Relation::Split;
        }
        let wholes = edges().filter(|(from, to)| to == later && from.0 == earlier.0);
        match wholes.count() {
            0 | 1 => Relation::Same,
            _ => Relation::Merged,
        }
    }
}

fn folded(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace()).collect()
}
