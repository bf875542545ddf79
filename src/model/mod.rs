//! The words of the trade as types: figures, money, years, dates, corporate numbers. Knows no YAML, template or path.
pub mod decimal;
pub mod fiscal_year;
pub mod money;
pub mod quantity;
pub mod table;
pub mod vocabulary;
