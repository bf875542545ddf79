//! How values that are shared are written as bytes: each place of them with its own copy.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(super) fn serialize<T: Serialize + ?Sized, S: Serializer>(
    value: &Arc<T>,
    to: S,
) -> Result<S::Ok, S::Error> {
    value.as_ref().serialize(to)
}

pub(super) fn deserialize<'a, T: ?Sized, D: Deserializer<'a>>(from: D) -> Result<Arc<T>, D::Error>
where
    Box<T>: Deserialize<'a>,
{
    Box::deserialize(from).map(Arc::from)
}

/// The same for citations, which share the names of their documents.
pub(super) mod citation {
    use super::{Deserialize as _, Deserializer, Serialize as _, Serializer};
    use crate::model::table::Citation;

    pub(in crate::audit) fn serialize<S: Serializer>(
        citation: &Citation,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        (&*citation.document, citation.lines).serialize(to)
    }

    pub(in crate::audit) fn deserialize<'a, D: Deserializer<'a>>(
        from: D,
    ) -> Result<Citation, D::Error> {
        let (document, lines) = <(&str, _)>::deserialize(from)?;
        Ok(Citation {
            document: document.into(),
            lines,
        })
    }
}
