//! Commentary → HTML: figures, tables and links resolved against dataset and plan.

use super::caps;
use super::context::Context;
use super::data::address;
use super::view::{ChartView, CommentaryView, FileView, TableView};
use super::{charts, indicators, lists, tables};
use crate::diagnostic::{Diagnostic, Lang, Say};
use crate::figures;
use crate::format;
use crate::markdown::{self, BlockKind, FigureRef, Host, Options};
use crate::model::dataset::Common;
use crate::model::table::{Figure, Missing, Reading};
use crate::say;
use crate::suggest;

/// What commentary inserts by the syntax of images.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    Table(Box<TableView>),
    Chart(Box<ChartView>),
}

/// Writes what commentary inserts; the theme decides how it looks.
pub(crate) type BlockWriter<'a> = &'a dyn Fn(&Block) -> String;

/// The commentary of an entity, where it has one, and what was wrong with it.
pub(crate) fn commentary(
    cx: &Context<'_>,
    common: &Common,
    write: BlockWriter<'_>,
) -> (Option<CommentaryView>, Vec<Diagnostic>) {
    let Some((file, source)) = &common.commentary else {
        return (None, Vec::new());
    };
    let host = Page { cx, common, write };
    let options = Options {
        raw_html: cx.dataset.site.raw_html,
        id_prefix: markdown::COMMENTARY_IDS.into(),
        heading_level_offset: 1,
    };
    let rendered = markdown::render(file, source, &options, &host);
    (
        Some(CommentaryView {
            html: rendered.html,
        }),
        rendered.diagnostics,
    )
}

struct Page<'a> {
    cx: &'a Context<'a>,
    common: &'a Common,
    write: BlockWriter<'a>,
}

impl Host for Page<'_> {
    fn figure(&self, reference: &str) -> Result<FigureRef, Say> {
        if self.is_unreadable(reference) {
            // The file has errors of its own; what it holds cannot be compared, and nothing is published.
            return Ok(FigureRef {
                quantity: None,
                unreadable: true,
                display: String::new(),
                url: String::new(),
                title: String::new(),
            });
        }
        let found = figures::find(
            self.cx.dataset,
            self.cx.edition,
            &self.common.key,
            reference,
        )?;
        let path = format!(
            "{}/{}",
            found.edition.year,
            if found.entity.is_empty() {
                String::new()
            } else {
                format!("{}/", found.entity)
            }
        );
        let cite = self
            .cx
            .in_edition(found.edition)
            .cite(&found.figure.citation);
        Ok(FigureRef {
            // The words around it are Japanese, whatever the language of the page.
            display: found.figure.quantity().map_or_else(
                || missing(found.figure),
                |quantity| format::quantity(Lang::Ja, quantity),
            ),
            quantity: found.figure.quantity().cloned(),
            unreadable: found.figure.reading == Reading::Missing(Missing::Unreadable),
            url: format!(
                "{}{}",
                self.cx.url(&path),
                caps::fragment(found.edition, &found.entity, &found.anchor)
            ),
            title: cite.map(|cite| cite.full).unwrap_or_default(),
        })
    }

    fn block(&self, kind: BlockKind, reference: &str, _alt: &str) -> Result<String, Say> {
        match kind {
            BlockKind::Table => {
                if self.is_unreadable(reference) {
                    return Ok(String::new());
                }
                let mut view = self.table(reference)?;
                view.charts.clear();
                view.downloads = self.downloads(reference, &view.id)?;
                // The same table stands on the page with these anchors; an id can be there only once.
                view.id = format!("c-{}", view.id);
                view.caption = self.copied(&view.caption);
                view.rows
                    .iter_mut()
                    .flat_map(|row| &mut row.cells)
                    .for_each(|cell| cell.id.clear());
                Ok((self.write)(&Block::Table(Box::new(view))))
            }
            BlockKind::Chart => {
                if self.is_unreadable(reference) {
                    return Ok(String::new());
                }
                let mut view = self.chart(reference)?;
                view.table.caption = self.copied(&view.table.caption);
                Ok((self.write)(&Block::Chart(Box::new(view))))
            }
        }
    }

    fn link(&self, destination: &str) -> Result<String, Say> {
        let (path, anchor) = destination
            .split_once('#')
            .map_or((destination, None), |(path, anchor)| (path, Some(anchor)));
        if path.is_empty() {
            return Ok(destination.to_owned());
        }
        let Some(rooted) = path.strip_prefix('/') else {
            let message = say!(
                "リンク「{destination}」は / から始めてください",
                "write the link `{destination}` from the root, with a leading `/`"
            );
            return Err(message);
        };
        let unreadable = rooted
            .split_once('/')
            .and_then(|(year, key)| Some((year.parse().ok()?, key.trim_end_matches('/'))));
        if unreadable.is_some_and(|(year, key)| self.cx.dataset.is_unreadable(year, key)) {
            return Ok(destination.to_owned());
        }
        if self.cx.plan.page(rooted).is_none() {
            let known: Vec<&str> = self
                .cx
                .plan
                .pages()
                .values()
                .map(|page| page.path.as_str())
                .collect();
            let near = suggest::nearest(rooted, known);
            return Err(match near {
                Some(near) => say!(
                    "ページ「/{rooted}」はありません。「/{near}」のことですか",
                    "there is no page `/{rooted}`; did you mean `/{near}`?"
                ),
                None => say!(
                    "ページ「/{rooted}」はありません",
                    "there is no page `/{rooted}`"
                ),
            });
        }
        let anchor = anchor
            .map(|anchor| format!("#{anchor}"))
            .unwrap_or_default();
        Ok(format!("{}{anchor}", self.cx.url(rooted)))
    }
}

impl Page<'_> {
    /// The caption of a table that stands on the page a second time: tables are landmarks, and landmarks need names of their
    /// own.
    fn copied(&self, caption: &str) -> String {
        self.cx.say("caption-copied", &[("caption", caption)])
    }

    /// The data files of a table: they stand beside the page that it belongs to.
    fn downloads(&self, reference: &str, id: &str) -> Result<Vec<FileView>, Say> {
        let (edition, common, _) = self.owner(reference)?;
        Ok(address::downloads(
            self.cx,
            &page_of(edition.year, common),
            id,
        ))
    }

    /// True for a reference to an entity whose file could not be read.
    fn is_unreadable(&self, reference: &str) -> bool {
        let target = reference
            .split_once('#')
            .map(|(target, _)| crate::load::split_edition(target, self.cx.edition.year));
        target.is_some_and(|(year, key)| self.cx.dataset.is_unreadable(year, &key))
    }

    /// The table that a reference names: of figures, an indicator's, or a printed list.
    fn table(&self, reference: &str) -> Result<TableView, Say> {
        let (edition, common, id) = self.owner(reference)?;
        let cx = self.cx.in_edition(edition);
        let found = figures::indicators(edition, common)
            .into_iter()
            .find(|indicator| indicator.id == id);
        if let Some((indicator, table)) =
            found.and_then(|indicator| Some((indicator, indicator.table.as_ref()?)))
        {
            return Ok(indicators::table_view(&cx, indicator, table));
        }
        if let Some(table) = figures::tables(edition, common)
            .into_iter()
            .find(|table| table.id == id)
        {
            return Ok(tables::figures(&cx, table));
        }
        if let Some(list) = common.lists.iter().find(|list| list.id == id) {
            return Ok(lists::list(&cx, list));
        }
        let known: Vec<&str> = figures::tables(edition, common)
            .into_iter()
            .map(|table| table.id.as_str())
            .collect();
        Err(match suggest::nearest(id, known) {
            Some(near) => say!(
                "表「{reference}」はありません。「{near}」のことですか",
                "there is no table `{reference}`; did you mean `{near}`?"
            ),
            None => say!(
                "表「{reference}」はありません",
                "there is no table `{reference}`"
            ),
        })
    }

    /// The chart that a reference names. Its data files stand beside the page that it belongs to.
    fn chart(&self, reference: &str) -> Result<ChartView, Say> {
        let (edition, common, id) = self.owner(reference)?;
        let cx = self.cx.in_edition(edition);
        let specs = charts::of_entity(&cx, common);
        let path = page_of(edition.year, common);
        if let Some(spec) = specs.iter().find(|spec| spec.id == id) {
            let placed = charts::Placed {
                chart: &charts::Chart::of(&cx, spec.clone()),
                path: &path,
                prefix: "c-",
            };
            return Ok(charts::view(&cx, placed));
        }
        let known: Vec<&str> = specs.iter().map(|spec| spec.id.as_str()).collect();
        let list = known.join(", ");
        Err(match suggest::nearest(id, known.iter().copied()) {
            Some(near) => say!(
                "図「{reference}」はありません。「{near}」のことですか",
                "there is no chart `{reference}`; did you mean `{near}`?"
            ),
            None if known.is_empty() => say!(
                "図「{reference}」はありません。ここには図になる数値がありません",
                "there is no chart `{reference}`: nothing here has figures that make one"
            ),
            None => say!(
                "図「{reference}」はありません。あるのは {list} です",
                "there is no chart `{reference}`; there are {list}"
            ),
        })
    }

    fn owner<'s>(
        &'s self,
        reference: &'s str,
    ) -> Result<(&'s crate::model::dataset::Edition, &'s Common, &'s str), Say> {
        let Some((target, id)) = reference.split_once('#') else {
            return Ok((self.cx.edition, self.common, reference));
        };
        let (year, key) = crate::load::split_edition(target, self.cx.edition.year);
        let edition = self.cx.dataset.editions.get(&year);
        let common = edition.and_then(|edition| Some((edition, edition.entity(&key)?)));
        common
            .map(|(edition, common)| (edition, common, id))
            .ok_or_else(|| say!("「{target}」はありません", "`{target}` does not exist"))
    }
}

/// Path of the page of an entity.
fn page_of(edition: i16, common: &Common) -> String {
    match common.key.as_str() {
        "" => format!("{edition}/"),
        key => format!("{edition}/{key}/"),
    }
}

fn missing(figure: &Figure) -> String {
    match &figure.reading {
        Reading::Missing(missing) => missing.mark(Lang::Ja).to_owned(),
        _ => String::new(),
    }
}
