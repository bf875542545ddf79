//! Which pages that were kept from the site before have to be read for their links.
//!
//! All links of that site led somewhere: otherwise nothing would have been left to keep pages by. A kept page is as it was, so its
//! links still lead somewhere unless something has gone that the site had: a file, or an anchor of a page that was made anew. And
//! what a page that was made anew had linked to before needs no look, either. Where anything has gone, or anything is wrong, all
//! kept pages are read as if they had been made.

use std::collections::BTreeSet;
use std::mem;
use std::sync::PoisonError;

use rayon::prelude::*;

use super::page::{Aim, Target, aim, is_fleeting, is_page, read, target};
use super::{Again, Book, Noted, anchors};
use crate::archive;
use crate::tree::Past;

impl Book {
    /// Reads what has to be known of kept pages to follow all links; to be called when every file is noted.
    ///
    /// `before` is the site that they were kept from, all of whose links held; `page` gives the bytes of a page once more.
    pub fn settle(&mut self, before: &dyn Past, page: &Again<'_>) {
        let noted = self.noted.get_mut();
        let noted = noted.unwrap_or_else(PoisonError::into_inner);
        let kept = mem::take(&mut noted.kept);
        noted.there.par_sort_unstable();
        if !noted.holds_with(&kept, before, &self.base_path, page) {
            kept.par_iter().for_each(|path| {
                let bytes = before.bytes(path).or_else(|| page(path));
                self.note(path, &bytes.unwrap_or_default());
            });
        }
    }
}

impl Noted {
    /// True where all links hold, as far as that can be known without reading all kept pages. What is found on the way is noted.
    fn holds_with(
        &mut self,
        kept: &BTreeSet<String>,
        before: &dyn Past,
        base_path: &str,
        page: &Again<'_>,
    ) -> bool {
        let Some(mut linked) = self.linked_before(kept, before, base_path) else {
            return false;
        };
        self.there.append(&mut linked);
        self.there.par_sort_unstable();
        let asked = self.asked(kept, base_path, page);
        let found = asked.into_par_iter().map(|path| {
            let bytes = before.bytes(&path).or_else(|| page(&path));
            anchors(&path, &read(&bytes.unwrap_or_default()))
        });
        let found: Vec<Vec<Target>> = found.collect();
        self.there.extend(found.into_iter().flatten());
        self.there.par_sort_unstable();
        self.wrong().next().is_none()
    }

    /// What links of the site before led to, on pages that are no more as they were; nothing where something has gone that any
    /// page may have linked to.
    fn linked_before(
        &self,
        kept: &BTreeSet<String>,
        before: &dyn Past,
        base_path: &str,
    ) -> Option<Vec<Target>> {
        let mut files = before.files();
        files.retain(|path| !is_fleeting(path));
        if !files.iter().all(|path| self.has(target(path, ""))) {
            return None;
        }
        let mut others = files;
        others.retain(|path| is_page(path) && !kept.contains(*path));
        // To read those would take longer than to read what was kept.
        if others.len() > kept.len() {
            return None;
        }
        let linked = others.into_par_iter().map(|path| {
            let page = read(&before.bytes(path)?);
            let mut anchors = anchors(path, &page).into_iter();
            if !anchors.all(|anchor| self.has(anchor)) {
                return None;
            }
            // The links of a frozen edition are not followed.
            let links = page.links.iter().filter(|_| !archive::is_frozen(path));
            let aims = links.filter_map(|link| match aim(link, path, base_path) {
                Aim::At(_, target) => Some(target),
                Aim::Outside | Aim::Nowhere => None,
            });
            Some(aims.collect())
        });
        let linked: Vec<Vec<Target>> = linked.collect::<Option<_>>()?;
        Some(linked.concat())
    }

    /// The kept pages to which pages link that were made anew, in a way that no page did before.
    fn asked(
        &self,
        kept: &BTreeSet<String>,
        base_path: &str,
        page: &Again<'_>,
    ) -> BTreeSet<String> {
        let pages: Vec<&str> = self.wrong().map(|leaf| leaf.path.as_str()).collect();
        let asked = pages.into_par_iter().flat_map_iter(|path| {
            let page = read(&page(path).unwrap_or_default());
            let aims =
                page.links
                    .into_iter()
                    .filter_map(move |link| match aim(&link, path, base_path) {
                        Aim::At(file, target) if !self.has(target) => Some(file),
                        _ => None,
                    });
            aims.filter(|file| kept.contains(file))
        });
        asked.collect()
    }
}
