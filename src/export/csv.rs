//! Tables as CSV files.

use super::table::{DataTable, Value};
use crate::csv_file::CsvFile;

/// A heading of column ids, then one record a row.
pub fn text(table: &DataTable) -> String {
    let heading: Vec<&str> = table.spec.fields().map(|field| field.id).collect();
    let mut file = CsvFile::new(&heading);
    for row in &table.rows {
        let record: Vec<String> = row.iter().map(Value::text).collect();
        file.record(&record);
    }
    file.text()
}
