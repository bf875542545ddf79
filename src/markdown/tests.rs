use super::*;
use crate::diagnostic::{Place, RuleId};
use crate::model::decimal::Decimal;
use crate::say;

/// A host that knows one project.
struct Page;

impl Host for Page {
    fn figure(&self, reference: &str) -> Result<FigureRef, Say> {
        let (printed, unit) = match reference {
            "budget/2022" => ("3698", "百万円"),
            "cases" => ("917", "件"),
            "rate" => ("98.8", "％"),
            "missing" => {
                return Ok(FigureRef {
                    unreadable: false,
                    quantity: None,
                    display: "調査中".into(),
                    url: "#m".into(),
                    title: String::new(),
                });
            }
            _ => {
                return Err(say!(
                    "数値「{reference}」はありません",
                    "no figure `{reference}`; did you mean `budget/2022`?"
                ));
            }
        };
        let quantity = Quantity::new(Decimal::parse(printed).unwrap(), unit).unwrap();
        let display = crate::format::quantity(crate::diagnostic::Lang::Ja, &quantity);
        Ok(FigureRef {
            unreadable: false,
            quantity: Some(quantity),
            display,
            url: format!("/2022/#{reference}"),
            title: "予算額 \"2022\"".into(),
        })
    }
    fn block(&self, kind: BlockKind, reference: &str, alt: &str) -> Result<String, Say> {
        match reference {
            "budget" => Ok(format!(
                "<figure>{kind:?} {}</figure>\n",
                crate::text::escape_html(alt)
            )),
            _ => Err(say!("「{reference}」はありません", "no `{reference}`")),
        }
    }
    fn link(&self, destination: &str) -> Result<String, Say> {
        match destination {
            "/2022/reviews/0271/" | "images/a.png" => {
                Ok(format!("/base/{}", destination.trim_start_matches('/')))
            }
            _ => Err(say!(
                "「{destination}」はありません",
                "there is no `{destination}`"
            )),
        }
    }
}

fn rendered(source: &str) -> Rendered {
    render("x.md", source, &Options::default(), &Page)
}

fn html(source: &str) -> String {
    let rendered = rendered(source);
    assert_eq!(rendered.diagnostics, [], "{source}");
    rendered.html
}

/// Rule and source text of each diagnostic.
fn faults(source: &str) -> Vec<(RuleId, &str)> {
    let rendered = rendered(source);
    let at = |diagnostic: &Diagnostic| match diagnostic.labels[0].place {
        Place::Bytes { start, end } => &source[start..end],
        _ => panic!("no bytes"),
    };
    rendered
        .diagnostics
        .iter()
        .filter_map(|diagnostic| Some((diagnostic.rule.content()?, at(diagnostic))))
        .collect()
}

#[test]
fn emphasis_works_next_to_japanese_punctuation() {
    for (source, expected) in [
        ("**「重要」**です", "<strong>「重要」</strong>です"),
        ("この**「重要」**です", "この<strong>「重要」</strong>です"),
        ("**注意：**必ず", "<strong>注意：</strong>必ず"),
        (
            "**金額（億円）**である",
            "<strong>金額（億円）</strong>である",
        ),
        ("~~（旧）~~新", "<del>（旧）</del>新"),
        ("前~~（旧）~~新", "前<del>（旧）</del>新"),
        ("*「斜体」*です", "<em>「斜体」</em>です"),
        ("これは*（斜体）*です", "これは<em>（斜体）</em>です"),
        (
            "***「両方」***です",
            "<em><strong>「両方」</strong></em>です",
        ),
        (
            "**「外*（内）*外」**です",
            "<strong>「外<em>（内）</em>外」</strong>です",
        ),
        (
            "**A**、**「B」**と**（C）**を",
            "<strong>A</strong>、<strong>「B」</strong>と<strong>（C）</strong>を",
        ),
        ("**重要。**次に", "<strong>重要。</strong>次に"),
        ("**“引用”**です", "<strong>“引用”</strong>です"),
        ("**(半角)**です", "<strong>(半角)</strong>です"),
        ("**`code`**です", "<strong><code>code</code></strong>です"),
        ("**~~（旧）~~**新", "<strong><del>（旧）</del></strong>新"),
        ("約**98.8％**の", "約<strong>98.8％</strong>の"),
        (
            "**葛\u{E0100}城「市」**の",
            "<strong>葛\u{E0100}城「市」</strong>の",
        ),
    ] {
        assert_eq!(html(source), format!("<p>{expected}</p>\n"), "{source}");
    }
}

#[test]
fn plain_commonmark_stays_as_it_is() {
    for (source, expected) in [
        ("**強調**する", "<strong>強調</strong>する"),
        ("a * b * c", "a * b * c"),
        ("2*3*4", "2<em>3</em>4"),
        ("**(x)**y", "**(x)**y"),
        ("snake_case_name", "snake_case_name"),
        ("_強調_ する", "<em>強調</em> する"),
        (r"\*\*「a」\*\*です", "**「a」**です"),
        ("`**「a」**です`", "<code>**「a」**です</code>"),
        ("「引用」 \"quoted\" -- ...", "「引用」 \"quoted\" -- ..."),
    ] {
        assert_eq!(html(source), format!("<p>{expected}</p>\n"), "{source}");
    }
    assert_eq!(
        html("```sql\n**「a」**です ⽬\n```\n"),
        "<pre tabindex=\"0\"><code class=\"language-sql\">**「a」**です ⽬\n</code></pre>\n"
    );
    assert_eq!(
        html("\u{E000}**「a」**で"),
        "<p>\u{E000}<strong>「a」</strong>で</p>\n"
    );
}

#[test]
fn emphasis_works_in_table_cells() {
    let html = html("|年度|**「額」**です|\n|---|--:|\n|2021|約**（37）**億円|\n");
    assert_eq!(
        html,
        "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"表1（年度、「額」です）\">\n<table>\n\
         <thead><tr><th scope=\"col\">年度</th><th scope=\"col\" class=\"align-right\"><strong>「額」</strong>です</th></tr></thead>\n\
         <tbody>\n<tr><th scope=\"row\">2021</th><td class=\"align-right\">約<strong>（37）</strong>億円</td></tr>\n\
         </tbody>\n</table>\n</div>\n"
    );
}

#[test]
fn figures_agree_or_are_reported_with_both_sides() {
    assert_eq!(
        html("予算は[約37億円](figure:budget/2022)です。"),
        "<p>予算は<a class=\"figure-ref\" href=\"/2022/#budget/2022\" title=\"予算額 &quot;2022&quot;\">約37億円</a>です。</p>\n"
    );
    assert!(html("[](figure:cases)です").contains(">917件</a>です"));
    assert!(html("<figure:cases>です").contains(">917件</a>です"));
    assert!(html("[調べています](figure:missing)").contains(">調べています</a>"));
    assert!(html("[支援の実績](figure:cases)").contains("支援の実績"));
    assert!(html("**[98.8％](figure:rate)**です").contains("<strong><a "));
    assert!(html("[**98.8%**](figure:rate)").contains("<strong>98.8%</strong></a>"));

    assert_eq!(
        faults("[37億円](figure:missing)"),
        [(RuleId::FigureMismatch, "37億円")]
    );
    let source = "---\ntitle: x\n---\n\n**「予算」**は[約39億円](figure:budget/2022)で、[**12件**](figure:cases)です。\n";
    assert_eq!(
        faults(source),
        [
            (RuleId::FigureMismatch, "約39億円"),
            (RuleId::FigureMismatch, "**12件**")
        ]
    );
    let first = &rendered(source).diagnostics[0];
    assert!(first.message.ja.contains("約39億円") && first.message.ja.contains("3,698百万円"));
    assert!(first.help.as_ref().unwrap().en.contains("約37億円"));
    assert_eq!(
        faults("[917人](figure:cases)"),
        [(RuleId::FigureMismatch, "917人")]
    );
    assert_eq!(
        faults("**「x」**は[1件](figure:cass)"),
        [(RuleId::UnknownFigure, "cass")]
    );
    assert_eq!(
        faults("[1件][r]\n\n[r]: figure:cases"),
        [(RuleId::FigureMismatch, "1件")]
    );
}

#[test]
fn charts_and_tables_are_blocks_of_their_own() {
    assert_eq!(
        html("前。\n\n![代替](chart:budget)\n\n後。"),
        "<p>前。</p>\n<figure>Chart 代替</figure>\n<p>後。</p>\n"
    );
    assert_eq!(
        html("前。\n![](table:budget)\n![二](chart:budget)\n後。"),
        "<p>前。</p>\n<figure>Table </figure>\n<figure>Chart 二</figure>\n<p>後。</p>\n"
    );
    assert_eq!(
        html("- ![一](table:budget)\n"),
        "<ul>\n<li><figure>Table 一</figure>\n</li>\n</ul>\n"
    );
    assert_eq!(
        faults("![代替](chart:budgets)"),
        [(RuleId::UnknownFigure, "budgets")]
    );
    assert_eq!(
        faults("# ![代替](chart:budget)"),
        [(RuleId::UnknownFigure, "budget")]
    );
    assert_eq!(
        faults("**![代替](table:budget)**です"),
        [(RuleId::UnknownFigure, "budget")]
    );
    assert_eq!(
        faults("![代替](figure:cases)"),
        [(RuleId::UnknownFigure, "cases")]
    );
}

#[test]
fn links_are_resolved_kept_or_refused() {
    assert_eq!(
        html("[シート](/2022/reviews/0271/)"),
        "<p><a href=\"/base/2022/reviews/0271/\">シート</a></p>\n"
    );
    assert_eq!(
        html("[外部](https://example.go.jp/?a=1&b=2 \"題\")"),
        "<p><a href=\"https://example.go.jp/?a=1&amp;b=2\" title=\"題\" rel=\"noopener noreferrer\">外部</a></p>\n"
    );
    assert_eq!(
        html("<a@example.jp>"),
        "<p><a href=\"mailto:a@example.jp\">a@example.jp</a></p>\n"
    );
    assert_eq!(
        faults("**「x」**は[y](/2022/none/)"),
        [(RuleId::BrokenLink, "/2022/none/")]
    );
    for dangerous in [
        "[x](javascript:alert(1))",
        "[x](JAVASCRIPT:alert)",
        "[x](data:text/html,x)",
        "[x](vbscript:x)",
        "[x](java&#115;cript:x)",
        "<javascript:alert(1)>",
        "[x][r]\n\n[r]: javascript:x",
        "![x](data:image/png,x)",
        "[x](<java\tscript:x>)",
        "![x](https://example.jp/a.png)",
        "[x](&#1;javascript:x)",
    ] {
        let rendered = rendered(dangerous);
        assert!(
            rendered
                .diagnostics
                .iter()
                .any(|d| d.rule == RuleId::UnsafeLink),
            "{dangerous}"
        );
        assert!(
            !rendered.html.contains("href") && !rendered.html.contains("src="),
            "{}",
            rendered.html
        );
    }
    assert_eq!(
        faults("[語][none] と [括弧] と[^9]\n\n`[^8]` \\[^7] [^6] **[^5]**\n\n[^6]: 注"),
        [
            (RuleId::BrokenLink, "[語][none]"),
            (RuleId::BrokenLink, "[^9]"),
            (RuleId::BrokenLink, "[^5]")
        ]
    );
}

#[test]
fn links_without_words_show_where_they_lead() {
    assert_eq!(
        html("[](/2022/reviews/0271/)"),
        "<p><a href=\"/base/2022/reviews/0271/\">/2022/reviews/0271/</a></p>\n"
    );
}

#[test]
fn anchors_of_the_same_text_are_known() {
    assert!(html("[下へ](#成果)\n\n## 成果\n").contains("href=\"#%E6%88%90%E6%9E%9C\""));
    let options = Options {
        id_prefix: "c-".into(),
        ..Options::default()
    };
    let rendered = render("x.md", "[下へ](#成果)\n\n## 成果\n", &options, &Page);
    assert!(
        rendered.html.contains("href=\"#c-%E6%88%90%E6%9E%9C\"")
            && rendered.html.contains("id=\"c-成果\"")
    );
    assert_eq!(faults("[下へ](#ない)"), [(RuleId::BrokenLink, "#ない")]);
}

#[test]
fn headings_have_unique_ids_and_shifted_levels() {
    let options = Options {
        heading_level_offset: 1,
        ..Options::default()
    };
    let source =
        "# 概要\n\n## **「予算」**の`x` {#budget .wide}\n\n## 概要\n\n## 概要 2\n\n###### 深い\n";
    let rendered = render("x.md", source, &options, &Page);
    let ids: Vec<(u8, &str, &str)> = rendered
        .headings
        .iter()
        .map(|heading| (heading.level, heading.id.as_str(), heading.text.as_str()))
        .collect();
    assert_eq!(
        ids,
        [
            (2, "概要", "概要"),
            (3, "budget", "「予算」のx"),
            (3, "概要-2", "概要"),
            (3, "概要-2-2", "概要 2"),
            (6, "深い", "深い")
        ]
    );
    assert!(rendered.html.starts_with(
        "<h2 id=\"概要\">概要</h2>\n<h3 id=\"budget\" class=\"wide\"><strong>「予算」</strong>"
    ));
    assert_eq!(
        faults("# a {#x}\n\n# b {#x}\n"),
        [(RuleId::DuplicateId, "x")]
    );
    let danger = super::tests::rendered("# a {onclick=alert(1)}\n");
    assert_eq!(danger.html, "<h1 id=\"a\">a</h1>\n");
    assert_eq!(danger.diagnostics[0].rule, RuleId::RawHtml);
}

#[test]
fn raw_html_is_text_unless_allowed() {
    let source = "前<b>太</b>\n\n<div onclick=\"x\">\n**y**\n</div>\n";
    let rendered = rendered(source);
    assert_eq!(
        rendered.html,
        "<p>前&lt;b&gt;太&lt;/b&gt;</p>\n<p>&lt;div onclick=\"x\"&gt;\n**y**\n&lt;/div&gt;</p>\n"
    );
    assert!(
        rendered
            .diagnostics
            .iter()
            .all(|diagnostic| diagnostic.rule == RuleId::RawHtml)
    );
    assert_eq!(
        faults(source)
            .iter()
            .map(|(_, text)| text.trim_end())
            .collect::<Vec<_>>(),
        ["<b>", "</b>", "<div onclick=\"x\">\n**y**\n</div>"]
    );
    let allowed = Options {
        raw_html: true,
        ..Options::default()
    };
    let rendered = render("x.md", source, &allowed, &Page);
    assert!(rendered.html.contains("<b>太</b>") && rendered.diagnostics.is_empty());
    assert_eq!(
        html("前<!-- 覚え書き -->後\n\n<!-- 消える -->\n"),
        "<p>前後</p>\n"
    );
    assert!(html("&lt;script&gt; a < b").contains("&lt;script&gt; a &lt; b"));
}

#[test]
fn line_breaks_between_japanese_characters_vanish() {
    assert_eq!(
        html("これは\n日本語の\r\n文です、\nBINDS は\nEnglish\nwords"),
        "<p>これは日本語の文です、BINDS は\nEnglish\nwords</p>\n"
    );
    assert_eq!(
        html("これは\n**太字**\nです"),
        "<p>これは<strong>太字</strong>です</p>\n"
    );
    assert_eq!(
        html("これは\n**「太字」**\nです"),
        "<p>これは<strong>「太字」</strong>です</p>\n"
    );
    assert_eq!(html("改行  \nあり"), "<p>改行<br>\nあり</p>\n");
}

#[test]
fn footnotes_are_numbered_and_prefixed() {
    let options = Options {
        id_prefix: "c-".into(),
        ..Options::default()
    };
    let source =
        "本文[^b]と[^a]と[^b]。\n\n[^a]: 一つ目\n[^b]: 二つ目の**「注」**です\n[^c]: 使われない\n";
    let rendered = render("x.md", source, &options, &Page);
    assert_eq!(rendered.diagnostics, []);
    let html = &rendered.html;
    assert!(html.starts_with("<p>本文<sup class=\"footnote-ref\"><a id=\"c-fnref-1\" href=\"#c-fn-1\" role=\"doc-noteref\" aria-label=\"注1\">1</a></sup>と"), "{html}");
    assert!(
        html.contains("id=\"c-fnref-1-2\"")
            && html.contains("<li id=\"c-fn-1\"><p>二つ目の<strong>「注」</strong>です <a")
    );
    assert!(
        html.contains("<li id=\"c-fn-3\"><p>使われない</p></li>"),
        "{html}"
    );
    let ids: Vec<&str> = html
        .split("id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let unique: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len());
}

#[test]
fn alerts_tasks_definitions_and_images() {
    assert_eq!(
        html("> [!WARNING]\n> 推定です\n"),
        "<div class=\"alert alert-warning\" role=\"note\">\n<p class=\"alert-title\">注意</p>\n<p>推定です</p>\n</div>\n"
    );
    assert!(html("- [x] 済み\n- [ ] まだ\n").contains("aria-label=\"済\">☑</span> 済み"));
    assert_eq!(
        html("用語\n: 説明\n"),
        "<dl>\n<dt>用語</dt>\n<dd>説明</dd>\n</dl>\n"
    );
    assert_eq!(
        html("![図の説明](images/a.png)"),
        "<p><img src=\"/base/images/a.png\" alt=\"図の説明\" loading=\"lazy\"></p>\n"
    );
    assert_eq!(
        faults("![](images/a.png)"),
        [(RuleId::MissingAlt, "![](images/a.png)")]
    );
    assert_eq!(
        faults("![a](images/b.png)"),
        [(RuleId::BrokenLink, "images/b.png")]
    );
}

#[test]
fn front_matter_is_cut_off_and_thematic_breaks_are_not() {
    assert_eq!(html("---\ntitle: 題\n---\n本文"), "<p>本文</p>\n");
    assert_eq!(
        html("\u{FEFF}---\r\ntitle: 題\r\n---\r\n本文"),
        "<p>本文</p>\n"
    );
    assert_eq!(html("---\n---\n本文"), "<p>本文</p>\n");
    assert_eq!(html("---\n\n本文\n\n---\n"), "<hr>\n<p>本文</p>\n<hr>\n");
    assert_eq!(html("---\ntitle: 題"), "<hr>\n<p>title: 題</p>\n");
    assert_eq!(html("\u{FEFF}本文"), "<p>本文</p>\n");
    assert_eq!(
        faults("\u{FEFF}---\nt: x\n---\n**「x」**は[y](none)"),
        [(RuleId::BrokenLink, "none")]
    );
}

#[test]
fn radicals_are_mended_on_display() {
    assert_eq!(
        html("⽬標と[⺠間](/2022/reviews/0271/)"),
        "<p>目標と<a href=\"/base/2022/reviews/0271/\">民間</a></p>\n"
    );
    assert_eq!(rendered("# ⽬標").headings[0].id, "目標");
}

#[test]
fn nothing_makes_it_panic_and_tags_stay_balanced() {
    let pieces = [
        "**",
        "*",
        "~~",
        "「",
        "」",
        "（",
        "）",
        "。",
        "重要",
        "a",
        " ",
        "\n",
        "\n\n",
        "`",
        "```\n",
        "[",
        "](figure:cases)",
        "](chart:budget)",
        "![",
        "](/x)",
        "](javascript:x)",
        "|",
        "|---|\n",
        "# ",
        "> ",
        "> [!NOTE]\n",
        "- ",
        "1. ",
        "[^1]",
        "[^1]: ",
        "<b>",
        "<!--",
        "-->",
        "\\",
        "\u{E000}",
        "{#id}",
        ": ",
        "---\n",
        "&#0;",
        "\u{0}",
        "\r\n",
        "⽬",
        "_",
        "917件",
        "    ",
        "\t",
        "<div>\n",
    ];
    let mut state = 42_u64;
    for round in 0..4_000 {
        let mut source = String::new();
        for _ in 0..(round % 40) {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            source.push_str(pieces[(state >> 33) as usize % pieces.len()]);
        }
        let rendered = rendered(&source);
        for diagnostic in &rendered.diagnostics {
            let Place::Bytes { start, end } = diagnostic.labels[0].place else {
                panic!()
            };
            assert!(
                source.get(start..end).is_some(),
                "{source:?} {start}..{end}"
            );
        }
        assert_balanced(&rendered.html, &source);
        assert_eq!(rendered.html.matches('\u{E001}').count(), 0, "{source:?}");
    }
}

/// Every tag that is opened is closed, in order.
fn assert_balanced(html: &str, source: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1) {
        let name = tag.split(['>', ' ', '\n']).next().unwrap();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{source:?}\n{html}"),
            None if matches!(name, "br" | "hr" | "img") => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{source:?}\n{html}");
}
