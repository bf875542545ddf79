//! What a page says about itself to programs.

use super::context::{self, Context};
use super::view::Link;
use crate::export::linked::{self, About};
use crate::plan::{Page, PageKind};

/// The linked data of a page as the content of a `script` element.
pub(super) fn data(
    cx: &Context<'_>,
    page: &Page,
    description: &str,
    breadcrumbs: &[Link],
) -> String {
    if page.kind == PageKind::NotFound {
        return String::new();
    }
    let address = cx.exports.address();
    let absolute = |url: &str| format!("{}{url}", address.origin.as_deref().unwrap_or_default());
    let title = context::plain(&page.title);
    let about = About {
        url: absolute(&cx.url(&page.path)),
        title: &title,
        description,
        lang: cx.lang(),
        breadcrumbs: breadcrumbs
            .iter()
            .map(|link| (link.text.as_str(), absolute(&link.url)))
            .collect(),
    };
    let mut graph = linked::page(&cx.dataset.site, address, &about, page.edition);
    if matches!(page.kind, PageKind::Edition | PageKind::Data) {
        graph.push(linked::dataset(&cx.data_source(), cx.data(), cx.lang()));
    }
    linked::script(graph)
}
