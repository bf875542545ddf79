//! What a chart costs: `cargo bench --bench charts` makes every chart of 5,600 generated projects, one thread, one form
//! after the other. Nothing is asserted: times belong to a machine. `TENKEN_BENCH_SIZES=100` is a quick run.

use std::env;
use std::time::Instant;

use tenken::chart::{ChartSpec, budget, flow, indicator, waterfall};
use tenken::diagnostic::Lang;
use tenken::figures;
use tenken::i18n::Messages;
use tenken::load;
use tenken::model::dataset::{Common, Edition};
use tenken::theme;

#[path = "support/generate.rs"]
mod generate;

fn main() {
    let size = env::var("TENKEN_BENCH_SIZES")
        .ok()
        .and_then(|sizes| sizes.split(',').next()?.parse().ok());
    let tree = generate::site(size.unwrap_or(5_600));
    let (themes, _) = theme::load(&tree, None, &[Lang::Ja]).expect("the theme can be loaded");
    let words = &themes[0].messages;
    let dataset = load::load(&tree).dataset.expect("the site can be loaded");
    let charts: Vec<ChartSpec> = timed("specs", 0, || {
        let entities = dataset
            .editions
            .values()
            .flat_map(|edition| edition.entities().map(move |common| (edition, common)));
        entities
            .flat_map(|(edition, common)| specs(words, edition, common))
            .collect()
    });
    let count = charts.len();
    println!("{count} charts");
    let said: Vec<_> = timed("words", count, || {
        charts.iter().map(|chart| chart.words(words)).collect()
    });
    let drawings: Vec<_> = timed("static SVG", count, || {
        let pairs = charts.iter().zip(&said);
        pairs
            .flat_map(|(chart, said)| chart.drawings(words, said, &chart.id))
            .collect()
    });
    let bytes: usize = drawings.iter().map(|drawing| drawing.svg.len()).sum();
    println!(
        "{} drawings, {:.1} KB each",
        drawings.len(),
        bytes as f64 / 1e3 / drawings.len() as f64
    );
    let none = |_: &[&tenken::model::table::Citation]| Vec::new();
    timed("CSV", count, || {
        charts
            .iter()
            .map(|chart| chart.table(words).csv(words, &none).len())
            .sum::<usize>()
    });
    timed("JSON with option", count, || {
        charts
            .iter()
            .map(|chart| {
                let (said, data) = (chart.words(words), chart.table(words));
                chart.json(words, &said, &data, &none).to_string().len()
            })
            .sum::<usize>()
    });
}

/// The charts of an entity's tables, indicators and flow.
fn specs(words: &Messages, edition: &Edition, common: &Common) -> Vec<ChartSpec> {
    let tables = common.budgets.iter();
    let tables = tables
        .filter_map(|table| waterfall::spec(words, table).or_else(|| budget::spec(words, table)));
    let indicators = figures::indicators(edition, common).into_iter();
    let indicators = indicators.filter_map(|it| indicator::spec(words, &it.id, &it.name, it));
    let review = edition
        .reviews
        .get(common.id())
        .filter(|review| review.common.key == common.key);
    let flow = review.and_then(|review| flow::spec(words, review.flow.as_ref()?));
    tables.chain(indicators).chain(flow).collect()
}

fn timed<T>(what: &str, count: usize, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    let took = start.elapsed().as_secs_f64();
    match count {
        0 => println!("{what:<20}{took:>8.2} s"),
        count => println!(
            "{what:<20}{took:>8.2} s {:>8.3} ms a chart",
            took * 1e3 / count as f64
        ),
    }
    done
}
