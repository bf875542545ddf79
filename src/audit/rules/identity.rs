//! Rules about who is who (名称・番号).

use super::{Check, Family, Rule, words};
use crate::audit::identity::*;
use crate::audit::numbers::*;
use crate::diagnostic::Severity;

pub(super) static RULES: &[Rule] = &[
    Rule {
        id: "identity-check-digit",
        family: Family::Identity,
        severity: Severity::Warning,
        summary: words(
            "法人番号の検査用数字が合う",
            "the check digit of a corporate number fits",
        ),
        why: words(
            "一桁違えば、別の法人への支出として公表されます。",
            "One wrong digit shows the money under another organisation.",
        ),
        definition: words(
            "法人番号の指定等に関する省令（平成26年財務省令第70号）第2条。合わない番号は読み込みの段階で誤りになります。",
            "Ministry of Finance ordinance 70 of 2014, article 2. A number that does not fit is refused on loading.",
        ),
        check: Check::Entity(check_digits),
    },
    Rule {
        id: "identity-number-name",
        family: Family::Identity,
        severity: Severity::Warning,
        summary: words(
            "一つの法人番号には一つの法人",
            "one corporate number, one organisation",
        ),
        why: words(
            "番号か名称のどちらかが誤っていれば、支出先ごとの合計が誤ります。",
            "Where number or name is wrong, so are the totals by recipient.",
        ),
        definition: words(
            "行政手続における特定の個人を識別するための番号の利用等に関する法律 第39条：法人番号は一つの法人に一つです。部局の名が続く場合、法人格の有無や中点だけが違う場合は同じ法人と見ます。共同企業体の名称は、番号が代表者のものなので比べません。国の機関の部局は府省の番号を使うので、判定できません。",
            "Number Act, article 39: one number a corporation. A name followed by that of a department, with or without its legal form or a middle dot, is the same corporation. Joint ventures give the number of their representative and are not compared; offices of the state use that of their ministry, which is not decidable.",
        ),
        check: Check::Across(names_of_numbers),
    },
    Rule {
        id: "identity-name-number",
        family: Family::Identity,
        severity: Severity::Warning,
        summary: words(
            "一つの法人には一つの法人番号",
            "one organisation, one corporate number",
        ),
        why: words(
            "同じ法人への支出が、二つの法人に分かれて見えます。",
            "Money to one organisation appears to go to two.",
        ),
        definition: words(
            "同上。同じ名称の別の法人はありえますが、一つのシートの中では稀です。",
            "As above. Two corporations of one name are possible, but rare on one sheet.",
        ),
        check: Check::Entity(numbers_of_names),
    },
    Rule {
        id: "identity-entity-name",
        family: Family::Identity,
        severity: Severity::Warning,
        summary: words(
            "一つの事業は、どこでも同じ名称",
            "a project has one name wherever it is named",
        ),
        why: words(
            "名称が違うと、同じ事業かどうか読者には分かりません。",
            "Readers cannot tell whether two names are one project.",
        ),
        definition: words(
            "事業の正式名称、登録された別名、略称、又は前身の事業の名称。「等」と括弧書きの違いは問いません。",
            "The official name, a registered alias, the short name, or the name of a predecessor. 等 and brackets do not count.",
        ),
        check: Check::Entity(entity_names),
    },
    Rule {
        id: "identity-review-name",
        family: Family::Identity,
        severity: Severity::Warning,
        summary: words(
            "レビューシートの番号と事業名が対応する",
            "number and name of a review sheet belong together",
        ),
        why: words(
            "番号をたどった読者が、別の事業に着きます。",
            "Readers who follow the number arrive at another programme.",
        ),
        definition: words(
            "事前分析表「達成手段」欄：行政事業レビューシートの事業番号と事業名を記入します。",
            "Ex-ante analysis, means: number and name of the review sheet.",
        ),
        check: Check::Entity(review_names),
    },
];
