//! Every table of a page, wherever its body keeps it.

use crate::render::view::*;

/// A body, or a part of one, that may hold tables.
pub(crate) trait Tables {
    /// Shows every table of the page, those of charts too, in the order of the page.
    fn each(&mut self, see: &mut dyn FnMut(&mut TableView));
    /// Collects the same tables.
    fn collect<'a>(&'a self, into: &mut Vec<&'a TableView>);
}

/// Says which fields of a view hold tables.
macro_rules! holds {
    ($($view:ty: $($field:ident)*;)*) => {$(
        impl Tables for $view {
            fn each(&mut self, see: &mut dyn FnMut(&mut TableView)) {
                // Some views hold no tables.
                let _ = &see;
                $(self.$field.each(see);)*
            }
            fn collect<'a>(&'a self, into: &mut Vec<&'a TableView>) {
                let _ = &into;
                $(self.$field.collect(into);)*
            }
        }
    )*};
}

holds! {
    HomeBody: edition;
    EditionBody: entity ministries changes;
    ProgramBody: entity comparison;
    ProjectBody: entity timeline_charts evaluations tasks;
    ReviewBody: entity policies laws plans subsidies logic_nodes logic_edges activities more_outcomes self_check
        related_projects related_by lineage past_numbers flow indirect_costs cost_items more_cost_items recipients multi_year_contracts;
    ObjectiveBody: entity goals overview;
    PortfolioBody: entity groups;
    ListBody: table;
    TablesBody: charts sections;
    CompareBody: charts sections;
    SourceBody:;
    GlossaryBody:;
    ArticleBody:;
    SearchBody:;
    IndexBody:;
    EntityView: charts budgets indicators lists;
    IndicatorView: table;
    ActivityView: outputs unit_cost outcomes;
    GoalView: indicators means;
    SectionView: tables;
    ChartView: table;
}

impl Tables for TableView {
    fn each(&mut self, see: &mut dyn FnMut(&mut TableView)) {
        self.charts.each(see);
        see(self);
    }
    fn collect<'a>(&'a self, into: &mut Vec<&'a TableView>) {
        self.charts.collect(into);
        into.push(self);
    }
}

impl<T: Tables> Tables for Vec<T> {
    fn each(&mut self, see: &mut dyn FnMut(&mut TableView)) {
        self.iter_mut().for_each(|item| item.each(see));
    }
    fn collect<'a>(&'a self, into: &mut Vec<&'a TableView>) {
        self.iter().for_each(|item| item.collect(into));
    }
}

impl<T: Tables> Tables for Option<T> {
    fn each(&mut self, see: &mut dyn FnMut(&mut TableView)) {
        self.iter_mut().for_each(|item| item.each(see));
    }
    fn collect<'a>(&'a self, into: &mut Vec<&'a TableView>) {
        self.iter().for_each(|item| item.collect(into));
    }
}
