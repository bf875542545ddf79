//! The rules: one row each, with what it is about and why it matters.

use super::{Lang, Severity};

/// A row of the table of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub id: RuleId,
    pub code: &'static str,
    pub severity: Severity,
    pub summary_ja: &'static str,
    pub summary_en: &'static str,
    pub why_ja: &'static str,
    pub why_en: &'static str,
}

macro_rules! rules {
    ($($id:ident $code:literal $severity:ident { $summary_ja:literal, $summary_en:literal; $why_ja:literal, $why_en:literal })*) => {
        /// Names a rule. The code, as printed, never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RuleId { $(#[doc = $summary_en] $id),* }

        /// Every rule, in the order of its code.
        pub static RULES: &[Rule] = &[$(Rule {
            id: RuleId::$id, code: $code, severity: Severity::$severity,
            summary_ja: $summary_ja, summary_en: $summary_en, why_ja: $why_ja, why_en: $why_en,
        }),*];
    };
}

rules! {
    YamlSyntax "yaml-syntax" Error {
        "YAML の書き方の誤り", "the YAML cannot be read";
        "読めないファイルの数値は、ページに出すことができません。", "Figures of a file that cannot be read cannot be shown." }
    YamlTab "yaml-tab" Error {
        "字下げにタブ文字", "a tab indents the YAML";
        "YAML の字下げは半角スペースだけです。タブは見た目では区別できません。", "YAML is indented with spaces; a tab looks the same and is refused." }
    FullWidthColon "full-width-colon" Error {
        "全角コロン", "a full-width colon stands where `: ` belongs";
        "「：」は項目名の区切りになりません。", "It does not separate a key from its value." }
    DuplicateKey "duplicate-key" Error {
        "同じ項目名の重複", "a key appears twice";
        "どちらの値が正しいか決められません。", "Nobody can tell which of the two values is meant." }
    UnknownKey "unknown-key" Error {
        "知らない項目名", "an unknown key";
        "打ち間違えた項目は黙って捨てられてしまいます。", "A misspelt key would be dropped in silence." }
    MissingKey "missing-key" Error {
        "必要な項目がない", "a required key is missing";
        "この項目がないとページを作れません。", "The page cannot be made without it." }
    WrongType "wrong-type" Error {
        "値の種類の誤り", "a value of the wrong kind";
        "一覧・表・文字などの種類が違うと、意味が変わります。", "A list, table or text of the wrong kind changes the meaning." }
    UnknownValue "unknown-value" Error {
        "選べない値", "a value that is not one of those allowed";
        "決まった語から選ぶ項目です。", "The key takes one of a fixed set of words." }
    AliasBomb "alias-bomb" Error {
        "参照の繰り返しが多すぎる", "aliases expand without end";
        "小さなファイルが巨大な内容に膨らみ、計算機を止めます。", "A small file would grow until the machine stops." }
    FileEncoding "file-encoding" Error {
        "文字コードが UTF-8 でない", "the file is not UTF-8";
        "文字化けした氏名や数値が公表されます。", "Names and figures would be published garbled." }
    UnknownFile "unknown-file" Warning {
        "使われないファイル", "a file that nothing uses";
        "置き場所や名前の誤りで、内容がページに出ません。", "A wrong name or folder keeps its content off the site." }
    BadFigure "bad-figure" Error {
        "数値として読めない", "a value that is not a figure";
        "読み違えた数値が公表されます。", "A misread figure would be published." }
    BadYear "bad-year" Error {
        "年度として読めない", "a value that is not a fiscal year";
        "別の年度の数値として公表されます。", "The figure would be published under another year." }
    BadDate "bad-date" Error {
        "日付として読めない", "a value that is not a date";
        "存在しない日付や元号は公表できません。", "A date or era that does not exist cannot be published." }
    BadUnit "bad-unit" Error {
        "知らない単位", "an unknown unit";
        "単位を取り違えると金額が千倍、百万倍になります。", "A wrong unit changes an amount a thousandfold or more." }
    ColumnCount "column-count" Error {
        "値の数と列の数が違う", "the number of values differs from the number of columns";
        "一つずれると、すべての年度の数値が誤ります。", "One missing value shifts every later year." }
    BadCorporateNumber "bad-corporate-number" Error {
        "法人番号として正しくない", "not a corporate number";
        "13桁と検査数字で誤りが分かります。別の法人の支出として公表されます。", "The check digit tells; money would be shown under another organisation." }
    BadId "bad-id" Error {
        "ID に使えない文字", "an id with characters that cannot stand in an address";
        "ID はページの住所になります。", "Ids become addresses of pages." }
    DuplicateId "duplicate-id" Error {
        "ID の重複", "an id is used twice";
        "同じ住所に二つのものは置けません。", "Two things cannot have the same address." }
    UnknownReference "unknown-reference" Error {
        "参照先がない", "a reference that leads nowhere";
        "読者が行き止まりに着きます。", "Readers would meet a dead end." }
    LineageContradiction "lineage-contradiction" Error {
        "系譜の食い違い", "lineages that contradict each other";
        "版の間で別の事業の数値を比べてしまいます。", "Figures of different things would be compared between editions." }
    BadCitation "bad-citation" Error {
        "出典の行が正しくない", "a citation that cannot be read";
        "出典をたどれない数値は信用できません。", "A figure whose source cannot be followed cannot be trusted." }
    CitationMismatch "citation-mismatch" Warning {
        "出典の行に数値がない", "the cited line does not hold the figure";
        "数値か出典の行のどちらかが誤っています。", "Either the figure or the cited line is wrong." }
    MissingCitation "missing-citation" Warning {
        "出典のない数値", "a figure without its place in a source";
        "どこから来た数値か、読者が確かめられません。", "Readers cannot check where it comes from." }
    UnusedAcknowledgement "unused-acknowledgement" Warning {
        "当てはまらない確認済み", "an acknowledgement of nothing";
        "直った不一致の説明が残ると、次に起きた不一致まで説明済みに見えます。", "What explains a difference that is gone may hide the next one." }
    RadicalCharacter "radical-character" Warning {
        "部首用の文字", "a radical character in place of an ideograph";
        "見た目は同じでも検索や読み上げができません。表示は直して出します。", "It looks alike but cannot be searched or read aloud; it is shown mended." }
    PrivateUseCharacter "private-use-character" Warning {
        "外字", "a private-use character";
        "ほかの環境では表示できません。", "It cannot be shown elsewhere." }
    BrokenLink "broken-link" Error {
        "リンク先がない", "an internal link that leads nowhere";
        "読者が行き止まりに着きます。", "Readers would meet a dead end." }
    UnsafeLink "unsafe-link" Error {
        "使えない種類のリンク", "a link of a kind that is not allowed";
        "javascript: などのリンクは読者に危害を与えます。", "Links such as javascript: can harm readers." }
    UnknownFigure "unknown-figure" Error {
        "参照した数値がない", "a figure reference that leads nowhere";
        "本文の数値を確かめられません。", "The figure in the text cannot be verified." }
    FigureMismatch "figure-mismatch" Error {
        "本文の数値がデータと違う", "the words do not agree with the data";
        "同じページの本文と表が食い違います。", "Text and table of the same page would contradict each other." }
    RawHtml "raw-html" Warning {
        "本文に HTML", "raw HTML in commentary";
        "そのままの文字として表示されます。", "It is shown as text." }
    MissingAlt "missing-alt" Error {
        "代替テキストのない画像", "an image without alternative text";
        "読み上げで聞く人には、画像の内容が伝わりません。", "People who listen to the page would not learn what it shows." }
    BadAddress "bad-address" Error {
        "サイトの住所として使えない", "an address that a site cannot have";
        "すべてのリンクがこの住所をもとに作られます。", "Every link is made from it." }
    ThemeError "theme-error" Error {
        "テーマの誤り", "the theme cannot be used";
        "ページを作れません。", "Pages cannot be made." }
    UnknownMessage "unknown-message" Warning {
        "文言の登録がない", "a message that one language has and the other lacks";
        "もう一方の言語の文言が、そのまま出ます。", "The words of the other language stand in its place." }
    DamagedArchive "damaged-archive" Error {
        "凍結版が壊れている", "a frozen edition is damaged";
        "凍結版は、公表したものの証拠です。一バイトでも違えば証拠になりません。", "A frozen edition proves what was published; one wrong byte and it proves nothing." }
    FrozenSourceChanged "frozen-source-changed" Error {
        "凍結した版の元ファイルの変更", "a source of a frozen edition has changed";
        "公表した版を黙って書き換えると、引用した人の根拠が消えます。", "An edition changed in silence takes away what others have cited." }
}

impl RuleId {
    /// The row of the rule.
    pub fn rule(self) -> &'static Rule {
        &RULES[self as usize]
    }
    /// The code as printed, for example `unknown-key`.
    pub fn code(self) -> &'static str {
        self.rule().code
    }
    /// The usual severity.
    pub fn severity(self) -> Severity {
        self.rule().severity
    }
}

impl Rule {
    /// What the rule is about.
    pub fn summary(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.summary_ja,
            Lang::En => self.summary_en,
        }
    }
    /// Why it matters.
    pub fn why(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.why_ja,
            Lang::En => self.why_en,
        }
    }
}
