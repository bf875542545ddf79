# Texts of the interface. One message a line; `{ $name }` is filled in by the program.

## Navigation
nav-skip = 本文へ移動
nav-menu = メニュー
nav-edition = { $title }のページ
nav-site = サイトのページ
nav-breadcrumb = 現在の位置
nav-contents = このページの内容
nav-service = サイトについて
nav-neighbours = 前後のページ
nav-pages = 資料のページ
nav-language = 言語

## Editions
edition-of = { $year }年度版
edition-choose = 版を選ぶ
edition-older = これは{ $year }年度版です。
edition-newer = 新しい版があります：{ $title }

## Search
search-link = サイト内検索
search-label = サイト内検索
search-button = 検索
search-intro = 研究開発課題、指標、支出先、採択課題、委員、用語と、それぞれの本文から探します。空白で区切ると、すべての語を含むものを探します。
search-hint = 全角と半角、ひらがなとカタカナ、新旧の字体、和暦と西暦は区別しません。↓キーで結果へ移り、Escキーで検索欄に戻ります。
search-index = 索引
search-noscript = 検索にはJavaScriptを使います。使えない場合は、下の索引からお探しください。
search-found = { $n }見つかりました（{ $each }）。
search-count = { $n }件
search-about = 約{ $n }件
search-unsure = 語が離れているものだけ
search-failed = 検索の索引を読み込めませんでした。下の索引からお探しください。
search-more = { $kind }をさらに表示
search-others = 別の版：
search-separator = 、
index-pages = 索引のページ
search-none = 見つかりませんでした。別の語か、短い語でお試しください。

## Footer
footer-publisher = 作成：{ $name }
footer-contact = 連絡先：{ $contact }
footer-generator = 生成：{ $name }

## Sources, inferences, derived figures
source-label = 出典：
source-document = 出典資料
inferred-mark = 推定
inferred-why = 位置の推定と、その理由
derived-mark = 計算
cumulative-mark = 累積
aliases = 別名：{ $names }
commentary-note = 資料の内容をまとめた、このサイトによる説明です。数値は資料の表に結び付いています。
inferences-intro = 資料の文字情報だけでは位置や対応が決まらないため、次のとおり推定しました。

## Tables
table-source = 出典
table-files = 表のデータ：
table-sort = { $name }で並べ替え
row-unit = （{ $unit }）
note-ref = 注{ $n }
legend-remark = ※
legend-planned-mark = 斜体
legend-planned = 要求額、予算案、見込みなど、まだ確定していない値
legend-provisional-mark = 破線
legend-provisional = 速報の値
legend-derived = 原資料にはなく、このサイトで計算した値
legend-formula = （{ $formula }）
legend-formulas = （{ $formula }など）

## Indicators
indicator-aim = 目標の内容
indicator-goal = 目標値
indicator-refers = 値の参照先
goal-number = 達成目標{ $n }

## Fund flow
flow-method = 方法：{ $method }
flow-repeated = 再掲

## Sections of pages. The program has the words of most sections, because it lists them in the contents of a page.
section-check = 点検の指摘
audit-all = すべての検算を見る
audit-undecidable = 判定できない検算
audit-stated = 記載：
audit-computed = 計算：
audit-others = ほかのページの検算で不一致となったもののうち、このページの記載が関わるもの：
audit-terms = 関係する値と出典（{ $n }）
section-comparison = 課題の比較
section-ministries = 担当府省
section-parts = 資料の構成
section-lines = 本文
section-table = 一覧表

## Glossary, source pages
glossary-intro = 予算と評価の資料に出てくる用語の説明です。
lines-intro = 資料から抽出した文字情報を、行番号を付けて載せています。図や表の配置は残っていません。

## Charts
section-charts = 図で見る
chart-words = 図の内容（文章）
chart-data = 図のデータ（表）
chart-files = データ：

## Charts: what script.js adds
chart-operate = 図を操作する
chart-rest = 静止図に戻す
chart-save = 画像を保存
chart-reset = 表示を戻す
chart-role = 操作できる図
chart-hint = 矢印：値を読む　数字：系列の表示　＋－：拡大縮小　Esc：静止図
chart-loading = 図を準備しています。
chart-failed = 操作できる図を読み込めませんでした。静止図と表は、そのままご覧いただけます。
chart-unsaved = 画像を保存できませんでした。
chart-source = 出典：%s
chart-more = 、ほか%n件
chart-series-on = %s：表示
chart-series-off = %s：非表示
term-more = 用語集で見る

# Citing a figure. %what, %value … are filled in by cite.js.
cite-choose = 数値を引用する
cite-hint = 矢印キーで数値を選び、Enterキーで開きます。Escキーで戻ります。数値は、押しても開けます。
cite-heading = この数値を引用する
cite-value = 値
cite-what = 内容
cite-edition = 版
cite-source = 出典
cite-url = 住所
cite-words = 引用文
cite-copy = 引用文をコピー
cite-copy-csl = 文献管理用（CSL-JSON）
cite-close = 閉じる
cite-copied = コピーしました。
cite-uncopied = コピーできませんでした。枠の中の文を選んで写してください。
cite-failed = 引用の窓を読み込めませんでした。
cite-text = %what：%value。%site「%edition」（%publisher）。出典：%source。%url

## Editions side by side
diff-inserted = 後の版で加わった語
diff-deleted = 前の版にだけある語

## Frozen editions
snapshot-newer = 新しい版があります：{ $title }
snapshot-amended-banner = この版には訂正があります：訂正後の版

## 一覧のページ送り

paging-pages = ページ
logic-list = 効果発現経路の一覧（つながりの理由つき）
logic-repeated = 再掲
logic-rationale = つながりの理由：{ $text }
logic-single-stage = 複数段階で設定できない理由：{ $text }
payee-bidders = 入札者数
payee-bid-rate = 落札率
payee-reason = 理由及び改善策：{ $text }
page-data = このページのデータ（JSON）
