//! Tables of data: named columns with types, and rows of typed values. Every format is written from these.

use std::borrow::Cow;
use std::fmt;

use crate::model::decimal::Decimal;
use crate::model::fiscal_year::FiscalYear;

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// A text out of a closed list.
    OneOf(&'static [&'static str]),
    /// Texts separated by `;`, each out of a closed list.
    AnyOf(&'static [&'static str]),
    /// An address.
    Url,
    /// A decimal number with the digits that are printed.
    Number,
    Integer,
    /// A western fiscal year (会計年度の西暦).
    Year,
    Boolean,
}

/// A column. Its id never changes its meaning: the same id means the same in every table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// ASCII; the key of its words in the catalogue is `data-field-<id>`.
    pub id: &'static str,
    pub kind: Kind,
}

/// What a table is: its name and columns, whether or not an edition fills it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spec {
    /// Name of the file and of the sheet; the key of its words is `data-table-<id>`.
    pub id: &'static str,
    /// Columns of its own.
    pub own: &'static [Field],
    /// Columns that it shares with others; they follow.
    pub shared: &'static [Field],
}

/// A value in a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Empty,
    Text(String),
    Number(Decimal),
    Boolean(bool),
}

/// A table with its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct DataTable {
    pub spec: &'static Spec,
    pub rows: Vec<Vec<Value>>,
}

/// The rows of a table, each gone when the next is made: those of a large edition have gigabytes.
pub struct Rows<'t> {
    spec: &'static Spec,
    take: &'t mut dyn FnMut(Vec<Value>),
}

impl fmt::Debug for Rows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows")
            .field("spec", &self.spec.id)
            .finish_non_exhaustive()
    }
}

impl Spec {
    /// All columns in order.
    pub fn fields(&self) -> impl Iterator<Item = &'static Field> + Clone {
        self.own.iter().chain(self.shared)
    }
}

impl<'t> Rows<'t> {
    /// Gives each row to `take`.
    pub fn new(spec: &'static Spec, take: &'t mut dyn FnMut(Vec<Value>)) -> Rows<'t> {
        Rows { spec, take }
    }

    /// Adds a row: the values of the table's own columns, then those of the shared ones.
    ///
    /// # Panics
    /// The number of values is not that of the columns, which is a fault of the program.
    pub fn push(&mut self, own: Vec<Value>, shared: Vec<Value>) {
        let Spec {
            id,
            own: o,
            shared: s,
        } = self.spec;
        assert_eq!((own.len(), shared.len()), (o.len(), s.len()), "row of {id}");
        let mut row = own;
        row.extend(shared);
        (self.take)(row);
    }
}

impl Value {
    /// The value as it stands in a CSV file.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Value::Empty => "".into(),
            Value::Text(text) => text.into(),
            Value::Number(number) => number.to_string().into(),
            Value::Boolean(true) => "true".into(),
            Value::Boolean(false) => "false".into(),
        }
    }
}

impl From<&str> for Value {
    /// Empty for a text without characters: a blank is not a value.
    fn from(text: &str) -> Value {
        match text.trim() {
            "" => Value::Empty,
            text => Value::Text(crate::text::mend_radicals(text).into_owned()),
        }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::from(text.as_str())
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Value {
        Value::from(text.as_str())
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Number(Decimal::from(number))
    }
}

impl From<Decimal> for Value {
    fn from(number: Decimal) -> Value {
        Value::Number(number)
    }
}

impl From<FiscalYear> for Value {
    fn from(year: FiscalYear) -> Value {
        Value::from(i64::from(year.0))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Boolean(value)
    }
}

impl From<&Option<String>> for Value {
    fn from(text: &Option<String>) -> Value {
        Value::from(text.as_deref())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Empty, Into::into)
    }
}

/// A position from 0 as a number from 1.
pub fn ordinal(index: usize) -> Value {
    Value::from(i64::try_from(index).map_or(i64::MAX, |index| index.saturating_add(1)))
}

/// Texts of a list in one cell.
pub fn joined<T: AsRef<str>>(texts: &[T]) -> Value {
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    Value::from(texts.join(";"))
}
