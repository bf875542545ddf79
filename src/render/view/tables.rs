//! Tables, ready to print.

use super::*;

/// A table, ready to print: of figures, recipients, tasks or texts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Default)]
pub struct TableView {
    /// Anchor; also the prefix of the anchors of its cells.
    pub id: String,
    /// Caption with number and unit, for example `表1 予算の状況（単位：百万円）`.
    pub caption: String,
    /// Unit of the figures, for programs; empty where they have none or several.
    pub unit: String,
    /// Heading above the first column.
    pub corner: String,
    /// Characters of the longest row heading; with `longest` of the columns, how narrow a column may get.
    pub corner_longest: usize,
    /// Columns after the row heading, without the source column.
    pub columns: Vec<ColumnView>,
    /// Rows in printed order.
    pub rows: Vec<RowView>,
    /// The rows that follow and that the page does not show, for data files.
    #[serde(skip)]
    pub more_rows: Vec<RowView>,
    /// How many rows are shown of how many, where not all are; else empty.
    pub left_out: String,
    /// The sources of each column, where all rows of a column have the same; then rows have none. Else empty.
    pub column_cites: Vec<Vec<CiteView>>,
    /// Readers may sort it by a column; false where the order of rows has a meaning of its own (budget rows).
    pub sortable: bool,
    /// The table has figures: the legend applies.
    pub numeric: bool,
    /// The last column holds the sources of the rows.
    pub has_sources: bool,
    /// Explanation of the marks that occur in the table, in order.
    pub legend: Vec<LegendView>,
    /// Remarks on cells, each once, in the order of the cells; a cell names its own by `note_number`.
    pub cell_notes: Vec<String>,
    /// How computed cells are computed, each formula once.
    pub formulas: Vec<String>,
    /// Some cells are requests, drafts or expectations.
    pub has_planned: bool,
    /// Some cells are provisional.
    pub has_provisional: bool,
    /// Some cells are computed by the program.
    pub has_derived: bool,
    /// Remarks printed with the table, with sources.
    pub notes: Vec<TextView>,
    /// What the figures cover, where it differs from the usual.
    pub scope: Option<String>,
    /// The figures of the table as charts, where they make any; they stand above it.
    pub charts: Vec<ChartView>,
    /// The table as data files: its CSV, and the JSON of all tables of its page. Empty where a chart has them.
    pub downloads: Vec<FileView>,
    /// For data files, not for themes.
    #[serde(skip)]
    pub data: TableData,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Default)]
pub struct ColumnView {
    /// Heading, for example `2022(令和4)年度`.
    pub label: String,
    /// Second line, for example `要求額`; may be empty.
    pub note: String,
    /// Unit of the column, where the table has none for all its figures and they have anchors; may be empty.
    pub unit: String,
    /// Values are figures: right-aligned.
    pub numeric: bool,
    /// Every cell of the column is computed by the program.
    pub derived: bool,
    /// Characters of the longest text in the column.
    pub longest: usize,
    /// For data files, not for themes.
    #[serde(skip)]
    pub data: ColumnData,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RowView {
    /// Anchor; may be empty.
    pub id: String,
    /// Heading of this row and the next ones, which have it in common; empty where no group begins.
    pub group: String,
    /// Row heading.
    pub label: String,
    /// The row heading without that of its group; empty where the row is in none.
    pub own_label: String,
    /// Address of the thing that the row is about; may be empty.
    pub url: String,
    /// Unit of the row where it differs from the table's; may be empty.
    pub unit: String,
    /// Depth of subdivision, 0 at the top.
    pub level: u8,
    /// The row is computed by the program, not printed in a source.
    pub derived: bool,
    /// The row is a total.
    pub total: bool,
    /// One cell a column.
    pub cells: Vec<CellView>,
    /// Sources of the row, in the order of its cells, each once.
    pub cites: Vec<CiteView>,
    /// For data files, not for themes.
    #[serde(skip)]
    pub data: RowData,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema, Default)]
pub struct CellView {
    /// What is shown.
    pub text: String,
    /// Several things that stand in the cell, a line each; then `text` has them in one line. Empty where there is one.
    pub lines: Vec<CellLineView>,
    /// Anchor; may be empty.
    pub id: String,
    /// Address that the text links to; may be empty.
    pub url: String,
    /// `settled`, `provisional`, `planned`, `missing`, `text` or `derived`.
    pub status: String,
    /// Exact value for programs: yen or plain number; empty where there is none.
    pub value: String,
    /// Marks after the value (`再掲`, `内数`, `推定`), explained in the legend.
    pub marks: Vec<String>,
    /// Remark on the cell: printed note, reason of an inference, or formula; may be empty.
    pub note: String,
    /// The inputs of a computed cell in its formula, for example `3,820 − 3,698`; may be empty.
    pub inputs: String,
    /// Number of the remark among `cell_notes`; 0 where there is none, and in computed cells, whose remark is a formula.
    pub note_number: usize,
    /// Number of its source among the `cites` of the row; 0 where the row has no more than one, and where it is the cell's own
    /// number among the cells of the row that have an anchor.
    pub cite_number: usize,
    /// Word of the badge of a figure that takes part in a relation that does not hold (`不一致`, `確認済み`); may be empty.
    pub check: String,
    /// Address of that relation; may be empty.
    pub check_url: String,
    /// For data files, not for themes: what the text says, typed.
    #[serde(skip)]
    pub data: CellData,
}

/// One of several things in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct CellLineView {
    /// What is shown.
    pub text: String,
    /// Address that the text links to; may be empty.
    pub url: String,
}
