//! What every drawing must be, for tests of all kinds: inside its paper, without overlapping labels, made of numbers.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use super::ChartSpec;
use super::datum::{Datum, Period, Series, Status};
use super::svg::Drawing;
use crate::diagnostic::Lang;
use crate::format;
use crate::i18n::Messages;
use crate::model::decimal::Decimal;
use crate::model::fiscal_year::FiscalYear;
use crate::model::table::{Citation, Missing};

/// The words of the program, in Japanese.
pub fn messages() -> &'static Messages {
    in_language(Lang::Ja)
}

/// The words of the program, read once.
pub fn in_language(lang: Lang) -> &'static Messages {
    static WORDS: LazyLock<[Messages; 2]> = LazyLock::new(|| {
        Lang::ALL
            .map(|lang| Messages::new(lang, &[]).expect("the program's own catalogues can be read"))
    });
    &WORDS[lang as usize]
}

/// Draws a chart and asserts all that holds for every drawing, and that its other forms are made without a fault.
pub fn assert_sound(spec: &ChartSpec) -> Vec<Drawing> {
    assert_sound_in(Lang::En, spec);
    assert_sound_in(Lang::Ja, spec)
}

fn assert_sound_in(lang: Lang, spec: &ChartSpec) -> Vec<Drawing> {
    let words = in_language(lang);
    let said = spec.words(words);
    assert!(
        !said.message.is_empty(),
        "a chart without a message: {spec:?}"
    );
    assert!(
        !said.reading.is_empty(),
        "a chart without a description: {spec:?}"
    );
    for text in said.sentences.iter().chain([&said.message, &said.reading]) {
        assert!(!text.contains('⟦'), "a message is missing: {text}");
    }
    let drawings = spec.drawings(words, &said, "t");
    for drawing in &drawings {
        assert_drawing(drawing);
    }
    let file = spec
        .json(words, &spec.words(words), &spec.table(words), &|_| {
            Vec::new()
        })
        .to_string();
    assert!(!file.contains("NaN") && !file.contains("#*#*#*#"));
    let csv = spec.table(words).csv(words, &|_| Vec::new());
    assert!(!csv.contains("⟦") && csv.ends_with("\r\n"));
    drawings
}

/// Asserts all that holds for every drawing.
pub fn assert_drawing(drawing: &Drawing) {
    let svg = &drawing.svg;
    for bad in ["NaN", "inf\"", "inf ", "⟦"] {
        assert!(!svg.contains(bad), "`{bad}` in {svg}");
    }
    for (index, label) in drawing.labels.iter().enumerate() {
        let inside = label.x >= -0.6
            && label.y >= -0.6
            && label.x + label.w <= drawing.width + 0.6
            && label.y + label.h <= drawing.height + 0.6;
        assert!(inside, "label {index} {label:?} leaves the paper of {svg}");
        for other in &drawing.labels[..index] {
            assert!(
                !label.overlaps(other),
                "labels {label:?} and {other:?} overlap in {svg}"
            );
        }
    }
    let number = |text: &str| text.parse::<f64>().expect("coordinates are numbers");
    for part in svg.split('<').filter(|part| part.starts_with("rect")) {
        let of = |name: &str| {
            let rest = part
                .split(&format!(" {name}=\""))
                .nth(1)
                .expect("a rectangle has four sizes");
            number(rest.split('"').next().unwrap_or_default())
        };
        let (x, y, w, h) = (of("x"), of("y"), of("width"), of("height"));
        assert!(w >= 0.0 && h >= 0.0, "{part}");
        let inside =
            x >= -1.0 && y >= -1.0 && x + w <= drawing.width + 1.0 && y + h <= drawing.height + 1.0;
        assert!(inside, "{part} leaves the paper of {svg}");
    }
    for part in svg.split('<').filter(|part| part.starts_with("path")) {
        let data = part
            .split(" d=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_default();
        let numbers = data
            .split(|c: char| c.is_ascii_alphabetic() || c == ' ')
            .filter(|n| !n.is_empty());
        for value in numbers.map(number) {
            let far = drawing.width.max(drawing.height) + 1.0;
            assert!((-1.0..=far).contains(&value), "{part} leaves the paper");
        }
    }
}

/// Compares the drawings of a chart with `tests/charts/<name>.svg`; `TENKEN_BLESS=1` writes it.
pub fn assert_snapshot(name: &str, spec: &ChartSpec) {
    let drawings: String = assert_sound(spec)
        .iter()
        .map(|drawing| format!("{}\n", drawing.svg))
        .collect();
    assert_kept(name, &drawings);
}

/// Compares a drawing with the kept one.
pub fn assert_kept(name: &str, drawings: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/charts")
        .join(format!("{name}.svg"));
    if std::env::var_os("TENKEN_BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("it has a parent"))
            .expect("the folder can be made");
        fs::write(&path, drawings).expect("the snapshot can be written");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        drawings,
        expected,
        "{} differs; look at it, then TENKEN_BLESS=1",
        path.display()
    );
}

/// A printed figure in tests.
pub fn settled(text: &str) -> Datum {
    Datum {
        status: Status::Settled,
        citation: Some(citation()),
        derivation: None,
        printed: None,
        subset: None,
        value: Decimal::parse(text),
        text: format::grouped(Lang::Ja, &Decimal::parse(text).expect("a number")),
    }
}

/// A figure that is a plan.
pub fn planned(text: &str) -> Datum {
    Datum {
        status: Status::Planned,
        ..settled(text)
    }
}

/// A provisional figure.
pub fn provisional(text: &str) -> Datum {
    Datum {
        status: Status::Provisional,
        ..settled(text)
    }
}

/// A figure that is not there.
pub fn missing(why: Missing) -> Datum {
    Datum {
        value: None,
        subset: None,
        status: Status::Missing(why),
        text: why.mark(Lang::Ja).to_owned(),
        citation: Some(citation()),
        derivation: None,
        printed: None,
    }
}

pub fn citation() -> Citation {
    Citation {
        document: "review".into(),
        lines: Some((12, 12)),
    }
}

/// Fiscal years one after another.
pub fn years(first: i16, count: usize) -> Vec<Period> {
    let year = |offset: usize| FiscalYear(first + i16::try_from(offset).expect("a few years"));
    (0..count)
        .map(|offset| Period {
            key: year(offset).0.to_string(),
            year: Some(year(offset)),
            label: year(offset).long(Lang::Ja),
            note: String::new(),
            lang: Lang::Ja,
        })
        .collect()
}

/// A series in tests.
pub fn series(key: &str, label: &str, unit: &str, data: Vec<Datum>) -> Series {
    Series {
        key: key.into(),
        item: None,
        label: label.into(),
        unit: unit.into(),
        data,
    }
}

/// A source of random figures that gives the same ones each time (xorshift).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }
    /// Any figure a document may print: small, huge, negative, zero, with decimals, provisional, planned, missing.
    pub fn datum(&mut self) -> Datum {
        let digits = self.below(13) as u32;
        let mantissa = (self.next() % 10_u64.pow(digits + 1)) as i64;
        let sign = if self.below(5) == 0 { -1 } else { 1 };
        let value = Decimal::new(mantissa * sign, u8::try_from(self.below(3)).unwrap_or(0));
        match self.below(8) {
            0 => missing(Missing::Dash),
            1 => missing(Missing::UnderInvestigation),
            2 => planned(&value.to_string()),
            3 => provisional(&value.to_string()),
            4 => settled("0"),
            _ => settled(&value.to_string()),
        }
    }
    pub fn data(&mut self, count: usize) -> Vec<Datum> {
        (0..count).map(|_| self.datum()).collect()
    }
    /// A name of up to 60 characters, full and half width mixed.
    pub fn name(&mut self) -> String {
        const PIECES: [&str; 8] = [
            "国立大学法人",
            "研究所",
            "AMED-CREST ",
            "（株）",
            "Institute of ",
            "先端医療",
            "<&\">",
            "東京",
        ];
        let count = 1 + self.below(8);
        (0..count).map(|_| PIECES[self.below(8) as usize]).collect()
    }
}

/// A size of the mark that carries a value, as the drawing says it.
pub fn mark(svg: &str, value: &str, size: &str) -> f64 {
    let carries = format!("data-v=\"{value}\"");
    let mark = svg
        .split('<')
        .find(|part| part.contains(&carries))
        .unwrap_or_else(|| panic!("no mark carries {value}"));
    let rest = mark.split(&format!(" {size}=\"")).nth(1);
    let number = rest.and_then(|rest| rest.split('"').next());
    number
        .and_then(|number| number.parse().ok())
        .unwrap_or_else(|| panic!("{mark} has no {size}"))
}
