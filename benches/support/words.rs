//! Words and numbers that generated sites are made of: always the same for the same place.

const WORDS: [&str; 12] = [
    "革新的な医薬品・医療機器等の実用化に向けて",
    "大学や研究機関が保有する研究基盤を整備し",
    "基礎研究から実用化までを一貫して支援することで",
    "若手研究者の育成と国際共同研究の推進を図り",
    "疾患の発症機序の解明に資する解析技術を高度化し",
    "産学連携の下で知的財産の管理と活用を進め",
    "得られたデータを利活用できる形で公開し",
    "関係府省庁と連携して社会実装を加速し",
    "採択課題の進捗を外部有識者が毎年度評価し",
    "国民の健康寿命の延伸に貢献することを目指して",
    "研究設備の共用と遠隔利用を全国で可能とし",
    "年度ごとの目標値に照らして成果を点検しながら",
];
/// Fields of research.
pub const FIELDS: [&str; 10] = [
    "創薬基盤",
    "再生医療",
    "ゲノム解析",
    "脳科学",
    "感染症",
    "医療機器",
    "バイオリソース",
    "がん医療",
    "細胞製剤",
    "計測技術",
];
const PLACES: [&str; 10] = [
    "北海",
    "東北",
    "関東",
    "中部",
    "近畿",
    "四国",
    "九州",
    "沖縄",
    "北陸",
    "瀬戸内",
];

/// Numbers that look different from one place to the next, always the same for the same place.
pub fn number(a: usize, b: usize, below: usize) -> usize {
    let mut x = (a as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ (b as u64).wrapping_mul(0xD1B5_4A32_D192_ED03);
    x = (x ^ (x >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    ((x ^ (x >> 32)) % below as u64) as usize
}

/// A sentence of `clauses` clauses.
pub fn sentence(seed: usize, clauses: usize) -> String {
    let chosen = (0..clauses).map(|clause| WORDS[number(seed, clause, WORDS.len())]);
    chosen.collect::<Vec<_>>().join("、") + "、取組を進める。"
}

/// The name of a university.
pub fn organisation(index: usize) -> String {
    let (place, field) = (
        PLACES[index % PLACES.len()],
        FIELDS[index / PLACES.len() % FIELDS.len()],
    );
    format!("国立大学法人{place}{field}大学{index}")
}

/// A corporate number whose check digit is right.
pub fn corporate_number(index: usize) -> String {
    let base = format!("{:012}", 10_005_000_000 + index);
    let digits = base.bytes().rev().zip([1u32, 2].into_iter().cycle());
    let sum: u32 = digits
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    format!("{}{base}", 9 - sum % 9)
}
