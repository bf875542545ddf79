//! The words of the trade as types: figures, money, years, dates, corporate numbers. Knows no YAML, template or path.
pub mod achievement;
pub mod corporate_number;
pub mod dataset;
pub mod date;
pub mod decimal;
pub mod derived;
pub mod fiscal_year;
pub mod lineage;
pub mod money;
pub mod parts;
pub mod quantity;
pub mod recipients;
pub mod sheet;
pub mod snapshot;
pub mod table;
pub mod vocabulary;
