//! A relation between figures, and whether it holds.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{DataPath, Lang, Say, Step};
use crate::model::decimal::Decimal;
use crate::model::money::Yen;
use crate::model::table::Citation;
use crate::{format, say};

use super::rules::Rule;
use super::shared;

/// A relation that documents claim, or that follows from what their figures mean.
#[derive(Debug, Clone)]
pub struct Relation {
    pub rule: &'static Rule,
    /// Year of the edition that asserts it.
    pub edition: i16,
    /// Entity that it is about, such as `reviews/0271`; empty for the edition itself.
    pub entity: Arc<str>,
    /// What is looked at, such as 「2021年度の計」.
    pub subject: Arc<Say>,
    /// What has to hold, in words.
    pub formula: Arc<Say>,
    /// What the document states, unless it is what the first term says: most relations would hold the same words twice.
    pub(super) stated: Option<Arc<Say>>,
    /// What follows from the other figures, with the arithmetic, unless it is what the second term says.
    pub(super) computed: Option<Arc<Say>>,
    /// Every figure or text that takes part; the first is the one that states.
    pub terms: Vec<Arc<Term>>,
    pub verdict: Verdict,
    /// Why a difference is known and explained, where the seed file says so.
    pub acknowledged: Option<Box<Acknowledged>>,
}

/// A figure or text that takes part in a relation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Term {
    /// What it is, such as 「執行額（2021年度）」.
    #[serde(with = "shared")]
    pub label: Arc<Say>,
    /// As shown on the page, with unit.
    #[serde(with = "shared")]
    pub shown: Arc<Say>,
    /// Where the document prints it.
    #[serde(with = "shared::citation")]
    pub citation: Citation,
    pub place: TermPlace,
}

/// Where a term stands: in its seed file and on its page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TermPlace {
    /// Edition whose page shows it.
    pub edition: i16,
    /// Entity whose page shows it; empty for the edition itself.
    #[serde(with = "shared")]
    pub entity: Arc<str>,
    /// The seed file.
    #[serde(with = "shared")]
    pub file: Arc<str>,
    /// Data path in the file, such as `budgets[0].rows[2].values[1]`.
    pub path: String,
    /// Anchor on the page; empty where the page has none for it.
    pub anchor: String,
}

/// Does a relation hold?
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// To the last printed digit.
    Exact,
    /// Only because printed figures are rounded.
    WithinRounding,
    /// Whatever the rounding, it cannot hold.
    Violated(Difference),
    /// It cannot be told, and why.
    Undecidable(Say),
}

/// By how much a relation fails.
#[derive(Debug, Clone, PartialEq)]
pub enum Difference {
    /// Stated less computed, in yen, and in per cent of what was computed.
    Yen(Yen, Option<Decimal>),
    /// Stated less computed, in a unit other than money, and in per cent of what was computed.
    Number(Decimal, String, Option<Decimal>),
    /// Stated less computed, in percentage points.
    Points(Decimal),
    /// Two statements that exclude each other.
    Statement,
}

/// A difference that is known and explained (確認済み).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledged {
    pub reason: String,
    /// Where the explanation stands.
    pub citation: Citation,
}

/// The four verdicts without what they hold, in the order in which readers want them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Violated,
    Undecidable,
    WithinRounding,
    Exact,
}

impl Kind {
    /// Every kind of verdict.
    pub const ALL: [Kind; 4] = [
        Kind::Violated,
        Kind::Undecidable,
        Kind::WithinRounding,
        Kind::Exact,
    ];

    /// True where the relation holds, be it only because figures are rounded.
    pub fn holds(self) -> bool {
        matches!(self, Kind::WithinRounding | Kind::Exact)
    }

    /// Key in files and templates.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Violated => "violated",
            Kind::Undecidable => "undecidable",
            Kind::WithinRounding => "within-rounding",
            Kind::Exact => "exact",
        }
    }

    /// The word for readers.
    pub fn say(self) -> Say {
        match self {
            Kind::Violated => say!("不一致", "violated"),
            Kind::Undecidable => say!("判定できない", "not decidable"),
            Kind::WithinRounding => say!("四捨五入の範囲で一致", "within rounding"),
            Kind::Exact => say!("一致", "exact"),
        }
    }
}

impl Verdict {
    /// The verdict without what it holds.
    pub fn kind(&self) -> Kind {
        match self {
            Verdict::Exact => Kind::Exact,
            Verdict::WithinRounding => Kind::WithinRounding,
            Verdict::Violated(_) => Kind::Violated,
            Verdict::Undecidable(_) => Kind::Undecidable,
        }
    }
}

impl Relation {
    /// What the document states.
    pub fn stated(&self) -> Cow<'_, Say> {
        words(self.stated.as_deref(), self.terms.first())
    }

    /// What follows from the other figures, with the arithmetic.
    pub fn computed(&self) -> Cow<'_, Say> {
        words(self.computed.as_deref(), self.terms.get(1))
    }

    /// True for a relation that does not hold and is not acknowledged.
    pub fn is_open(&self) -> bool {
        self.verdict.kind() == Kind::Violated && self.acknowledged.is_none()
    }

    /// What the verdict adds to its kind: the size of the difference, or why nothing can be decided; may be empty.
    pub fn detail(&self) -> Say {
        match &self.verdict {
            Verdict::Exact | Verdict::WithinRounding => say!("", ""),
            Verdict::Violated(difference) => difference.say(),
            Verdict::Undecidable(why) => why.clone(),
        }
    }
}

/// The words of a side of a relation, or else what its term says.
fn words<'a>(own: Option<&'a Say>, term: Option<&'a Arc<Term>>) -> Cow<'a, Say> {
    match (own, term) {
        (Some(own), _) => Cow::Borrowed(own),
        (None, Some(term)) => Cow::Owned(term.said()),
        (None, None) => Cow::Owned(say!("", "")),
    }
}

impl Term {
    /// What it is, and what it says.
    pub(super) fn said(&self) -> Say {
        let Term { label, shown, .. } = self;
        Say::of(|lang| format!("{} {}", label.get(lang), shown.get(lang)))
    }
}

impl Difference {
    /// The size in words: `差 ▲5百万円`. Empty for statements.
    pub fn say(&self) -> Say {
        Say::of(|lang| self.words(lang))
    }

    fn words(&self, lang: Lang) -> String {
        let relative = |percent: &Option<Decimal>| {
            percent.map_or(String::new(), |percent| {
                format!(" ({})", format::percent(lang, &percent))
            })
        };
        let (size, percent) = match self {
            Difference::Yen(yen, percent) => {
                (format::money_headline(lang, *yen), relative(percent))
            }
            Difference::Number(value, unit, percent) => {
                (format::count(lang, value, unit), relative(percent))
            }
            Difference::Points(points) => (format::count(lang, points, "ポイント"), String::new()),
            Difference::Statement => {
                let say = say!("記載が食い違う", "the statements exclude each other");
                return say.get(lang).to_owned();
            }
        };
        say!("差 {size}{percent}", "difference {size}{percent}")
            .get(lang)
            .to_owned()
    }
}

impl TermPlace {
    /// The data path as steps.
    pub fn steps(&self) -> DataPath {
        let parts = self.path.split(['.', '[']).filter(|part| !part.is_empty());
        let step = |part: &str| match part.strip_suffix(']').map(str::parse) {
            Some(Ok(index)) => Step::Index(index),
            _ => Step::Key(part.to_owned()),
        };
        DataPath(parts.map(step).collect())
    }

    /// A name that is the same as long as the seed file keeps its ids: `reviews/0271#outcome-4-2019-achievement`, or the
    /// data path where the page has no anchor.
    pub fn reference(&self) -> String {
        let at = if self.anchor.is_empty() {
            &self.path
        } else {
            &self.anchor
        };
        if self.entity.is_empty() {
            format!("{}#{at}", self.edition)
        } else {
            format!("{}/{}#{at}", self.edition, self.entity)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_as_text_becomes_steps() {
        let place = TermPlace {
            edition: 2022,
            entity: "reviews/0271".into(),
            file: "content/2022/reviews/0271.yaml".into(),
            path: "budgets[0].rows[12].values[1]".into(),
            anchor: String::new(),
        };
        let expected = DataPath::default()
            .key("budgets")
            .index(0)
            .key("rows")
            .index(12)
            .key("values")
            .index(1);
        assert_eq!(place.steps(), expected);
        assert_eq!(
            place.reference(),
            "2022/reviews/0271#budgets[0].rows[12].values[1]"
        );
    }
}
