# Words made by the program: labels of rows and columns, statuses, captions. The theme's own words stand in its catalogue.
# Terms follow the English names that ministries use: initial budget, executed amount, administrative project review.

# How texts are put together
list-comma = {", "}
list-dot = {", "}
list-space = {" · "}
list-quoted = {", "}
list-bar = {" | "}
sentence-space = {" "}
text-remark = { $text } ({ $remark })
text-colon = { $label }: { $text }
text-quoted = “{ $text }”
text-block = { $id }. { $name }

item-initial = Initial budget
item-supplementary = Supplementary budget
item-carried-in = Carried over from the previous year
item-carried-out = Carried over to the next year
item-reserve = Reserve funds and other adjustments
item-total = Total
item-executed = Executed amount
item-execution-rate = Execution rate
item-execution-rate-initial = Executed share of initial and supplementary budget
item-line-item = Budget line item
item-amount = Budget
item-in-house = In-house research institute cost
item-planned = Initial estimate
item-actual = Actual
item-actual-output = Actual output
item-actual-outcome = Actual outcome
item-actual-measurement = Actual value
item-target = Target
item-annual-target = Target of the year
item-achievement = Achievement rate
item-unit-cost = Unit cost
item-formula = Formula
item-other = Other

column-requested = Request
column-draft = Draft budget
column-planned = Estimate
column-provisional = Provisional
column-baseline = Baseline
column-interim = Interim target
column-final = Final target year
column-source = Source
column-change = Change
row-change = Change from the previous year
row-change-named = Change from the previous year ({ $row })

mark-portion = part of a larger amount
mark-repeated = repeated
mark-inferred = inferred
mark-provisional = provisional

legend-negative = Negative value
legend-dash = Dash in the source (none, not applicable or not set)
legend-blank = Blank in the source
legend-under-investigation = Still being surveyed according to the source (調査中)
legend-being-counted = Still being counted according to the source (集計中)
legend-unknown = Unknown
legend-not-applicable = Not applicable
legend-not-printed = The source prints no amount here
legend-new = New, so there is no amount for the previous year
legend-portion = The amount is only partly for this item (内数); it counts once in totals
legend-repeated = Listed elsewhere too (再掲); not counted in totals
legend-subset = The figure in brackets is a subset
legend-inferred = The extracted text does not show which column the value belongs to; it was assigned for the reason given
legend-rounding = Totals may differ from the sum of their parts because of rounding
legend-zero = The source prints 0

caption-copied = { $caption } (as shown in the commentary)
caption-indicator = Target and actual value ({ $unit })
caption-indicator-plain = Target and actual value
caption = { $title } ({ $unit })
corner-item = Item
corner-line-item = Budget line item
corner-program = Project
corner-rank = Rank
corner-question = Question
corner-area = Area
corner-year = Fiscal year
corner-member = Name
corner-indicator = Indicator
corner-project = R&D project
corner-recipient = Recipient
corner-block = Block
corner-cost = Cost item
corner-means = Means of achievement
corner-name = Name
corner-rule = Check
corner-document = Document

cite-line = line { $lines }
cite-lines = lines { $lines }
cite-full = { $document }, { $part } (extracted text, { $lines })
cite-full-plain = { $document } (extracted text, { $lines })
cite-document = { $document }

formula-sum = Computed: sum
formula-difference = Computed: later − earlier
formula-remainder = Computed: whole − sum of what is listed
formula-share = Computed: part ÷ whole × 100
formula-growth = Computed: (later − earlier) ÷ earlier × 100
formula-execution-rate = Computed: executed amount ÷ total × 100
formula-achievement = Computed: actual ÷ target × 100
formula-more = { $shown } + { $more } more
formula-change = Computed: this year − previous year
indicator-output = Output indicator
indicator-outcome = Outcome indicator
indicator-measurement = Measurement indicator
stage-ex_ante = ex-ante evaluation
stage-interim = interim evaluation
stage-ex_post = ex-post evaluation
relation-predecessor = Predecessor
relation-successor = Successor
relation-same = The same project in another edition
year-undecided = Fiscal year not certain from the source

goal-by = { $value } (by { $year })
goal-every = { $value } ({ $words })
state-achieved = Achieved: { $actual } in { $year }, { $direction } the target of { $target }
state-short = Not achieved: { $actual } in { $year }, { $direction-not } the target of { $target }
state-pending = Not decidable: no year has both an actual value and a target yet
state-none = No target is set
direction-at-least = at least
direction-not-at-least = below
direction-at-most = at most
direction-not-at-most = above

nav-overview = Overview
nav-program = Programme
nav-projects = R&D projects
nav-reviews = Review sheets
nav-objectives = Policy objectives
nav-portfolios = Integrated projects
nav-budget = Budget
nav-indicators = Indicators
nav-recipients = Recipients
nav-committee = Committee
nav-checks = Check results
nav-sources = Sources
nav-home = Home
nav-glossary = Glossary
nav-about = About this site
nav-accessibility = Accessibility
nav-search = Search

kind-edition = Edition
kind-program = Programme
kind-project = R&D project
kind-review = Administrative project review sheet
kind-objective = Policy objective
kind-portfolio = Integrated project
kind-recipient = Recipient
kind-page = Page of this site
kind-glossary = Term
kind-task = Adopted task
kind-indicator = Indicator
kind-member = Committee member

section-summary = Key figures
section-commentary = Commentary
section-facts = Basic information
section-texts = Text of the document
section-budgets = Budget
section-indicators = Indicators
section-timeline = Timeline
section-charts = Charts
section-evaluations = R&D project evaluations
section-tasks = Adopted tasks
section-lineage = Predecessors and successors
section-lists = Other tables and text of figures
section-related = Related pages
section-activities = Activities and outcomes
section-more-outcomes = Outcome targets and results of the additional sheet (Annex 1)
section-policy = Relation to policy evaluation
section-self-check = Self-check by the responsible bureau
section-findings = Findings
section-remarks = Remarks
section-past-numbers = Project numbers of past review sheets
section-flow = Flow of funds
section-costs = Cost items and uses
section-recipients = Top 10 recipients of each block
section-multi-year = Top 10 contractors under multi-year treasury obligations
section-goals = Achievement goals
section-groups = Projects and budgets
section-points = Budget highlights
section-projects = R&D projects
section-programs = Programmes
section-others = Review sheets, policy objectives and integrated projects
section-changes = Changes since the previous edition
section-editions = Editions
section-inferences = What was inferred
section-sources = Sources
section-related-projects = Related projects
section-overview = At a glance

table-evaluations = Fiscal years of R&D project evaluations (ex-ante, interim, ex-post)
table-tasks = { $title }
table-self-check = Self-check
table-related-projects = Related projects
table-past-numbers = Numbers of related past review sheets
table-flow = Flow of funds (by block, { $year }, { $unit })
table-costs = Cost items and uses { $block }. { $recipient } ({ $unit })
table-costs-empty = Cost items and uses { $block }. ({ $unit })
table-recipients = Top 10 recipients, block { $block } ({ $unit })
table-contracts = Top 10 contractors under multi-year treasury obligations, block { $block } ({ $unit })
table-means = Means of achievement for goal { $number }
table-members = { $name }
table-changes = Budgets that differ between editions
table-comparison = R&D projects: budgets compared
table-recipient-totals = Totals by recipient
table-recipient-rows = Payments
table-indicators = List of indicators
table-rules = Checks and number of findings
table-inferences = What was inferred
table-documents = Source documents
table-parts = Parts of the document
table-portfolio = { $title } ({ $unit })

head-name = Name
head-corporate-number = Corporate number
head-work = Work done
head-amount = Amount paid
head-amount-unit = Amount
head-method = Type of contract
head-bidders = Bidders (applicants)
head-bid-rate = Price as % of estimate
head-reason = Why there was a single bidder or applicant or a negotiated contract without competition, and measures for improvement (payments of ¥1,000 million or more)
head-use = Use
head-mark = Rating
head-explanation = Explanation of the rating
head-title = Task
head-leader = Principal investigator
head-affiliation = Institution
head-remark = Remarks
head-role = Role
head-post = Affiliation and post
head-stage = Type of evaluation
head-reason-inferred = Reason for the inference
head-count = Number of institutions
head-from = Paid by
head-does = What it does
head-retained = Kept in the block (administration etc.)
head-start = First year
head-related-indicators = Related indicators
head-review = Review sheet number
head-ministry = Ministry
head-summary = Content
head-ministry-number = Project number
head-project-name = Project
head-block = Block
head-share = Share
head-total = Total
head-blocks = Listed in blocks
head-state = Status
head-latest = Latest actual value
head-target = Target
head-kind = Kind
head-where = Page
head-rule-summary = Content
head-severity = Severity
head-findings = Findings
head-why = Why it is checked
head-lines = Lines
head-publisher = Publisher
head-terms = Terms of use

severity-error = Error
severity-warning = Finding
severity-note = Note

stat-project-budget = Budget
stat-executed = Executed amount
stat-execution-rate = Execution rate
stat-projects = R&D projects
stat-indicators = Indicators
stat-recipients = Recipients
stat-tasks = Adopted tasks
stat-period = Project period
stat-findings = Findings of the check
stat-inferences = Values that were inferred
stat-total = Total
stat-change = { $change } from the previous year
stat-requested = Request for the next year

period-open = from { $first }
period = { $first } to { $last }
not-printed = amount not given in the source
count-items = { $n ->
    [one] { $n } item
   *[other] { $n } items
 }
count-projects = { $n ->
    [one] { $n } project
   *[other] { $n } projects
 }
count-tasks = { $n ->
    [one] { $n } task
   *[other] { $n } tasks
 }
count-orgs = { $n ->
    [one] { $n } organisation
   *[other] { $n } organisations
 }
home-summary = Newest edition
page-n = Page { $n } (lines { $from }–{ $to })
neighbour-previous = Previous: { $name }
neighbour-next = Next: { $name }
edition-newest = Newest edition
description-entity = Budget, indicators and sources of { $name } ({ $edition }).
description-article = { $title }. { $description }
description-page = { $title }: { $edition }.
printed-count = As printed in the source: { $text }
state-word-achieved = achieved
state-word-short = not achieved
state-word-pending = undecided
state-word-none = without target
timeline-start = Project starts
timeline-end = Project ends
edition-meeting = Meeting
edition-date = Date
edition-paper = Paper number
check-count = Checked figures: { $relations } relations, of which { $violated } do not hold; { $findings ->
    [one] { $findings } finding about the input
   *[other] { $findings } findings about the input
 }; { $inferred ->
    [one] { $inferred } value was inferred
   *[other] { $inferred } values were inferred
 }
head-unit = Unit
head-total-million = Total (¥ million)
head-amount-million = Amount paid (¥ million)
head-block-rank = Block and rank
list-intro = { $n ->
    [one] There is { $n } entry.
   *[other] There are { $n } entries.
 }
budget-intro = All budget tables of this edition. Units and years differ from table to table. The name in each heading leads to its page.
indicators-intro = All indicators of this edition. The status compares the actual value and the target of the same year as the source prints them; where no year has both, nothing is decided.
recipients-intro = Recipients in the “top 10 recipients” lists of the administrative project review sheets, added up by corporate number. Payments outside the top 10 are not included. Where money passes through several blocks, the same money is counted in each of them.
formula-recipient-total = Computed: sum of the listed payments
recipient-total-note = sum of the listed payments
recipient-title = Recipient “{ $name }”
section-members = Members
checks-intro = What the program checked while building this site, and what it found. Figures of the sources are not corrected; whatever looks doubtful is shown as it is.
section-audit = Figures checked against each other
audit-intro = Relations between printed values (totals and their parts, rates and the values behind them, values printed twice) were computed one by one. The tolerance follows from the rounding of the printed digits. “Does not hold” means a difference that rounding cannot explain, that is, a contradiction in the source. “Confirmed” means that the source gives a reason for the difference.
audit-summary = { $total ->
    [one] { $total } relation checked
   *[other] { $total } relations checked
 }: { $violated } { $violated ->
    [one] does
   *[other] do
 } not hold, { $undecidable } cannot be decided, { $rounding } { $rounding ->
    [one] agrees
   *[other] agree
 } within rounding, { $exact } { $exact ->
    [one] agrees
   *[other] agree
 } exactly.
audit-many = There are too many relations to list those that hold. The CSV file has all of them.
audit-csv = Download all relations (CSV)
audit-family = Figures checked: { $family }
audit-table = Relations checked: { $family }
audit-badge = does not hold
audit-acknowledged = confirmed
head-verdict = Verdict
head-whose = About
head-stated = Stated
head-computed = Computed
head-difference = Difference or reason
head-rule = Rule
head-figures = Figures and sources
inferences-intro = Where the extracted text of a source does not show which cell of a table a value belongs to, it was assigned for the reason given. Such values carry the mark “inferred”.
sources-intro = The sources of the figures and texts on this site. The line numbers in the “Source” columns refer to the lines of the extracted texts below.
glossary-description = Terms of budgets and administrative project reviews explained.
search-description = Index of all pages of this site.
about-purpose-heading = About this site
about-purpose-text = This site presents one year’s review of publicly funded research and development programmes: budgets, indicators, flow of funds, recipients and evaluations. It was made by processing documents that Japanese government bodies have published; it was not made by the government. The documents are in Japanese. Their texts, and names that have no official English form, are shown in Japanese.
about-figures-heading = How to read the figures
about-figures-text = Every figure carries its source document and line. Units are those printed in the source and stand once in the heading of each table; in English, 百万円 is “¥ million” and 億円 is “¥100 million”. A fiscal year such as FY2021 begins on 1 April of that year and ends on 31 March of the next. Dashes, blanks, “under survey” and “being counted” in the source are kept apart from zero. Values computed by this site carry their formula.
about-inferred-heading = What was inferred
about-inferred-text = The extracted text of the sources has lost the layout of tables, so that the cell of some values is not certain. They were assigned for a stated reason and carry the mark “inferred”.
about-rounding-heading = Rounding
about-rounding-text = Amounts in the sources are rounded to ¥1 million or ¥100 million. Totals may therefore differ from the sum of their parts.
about-check-heading = Checks
about-check-text = Whenever the site is built, the figures in the commentary are compared with those in the tables, and every figure is looked up at the line it cites. The results stand on the page “Check results” of each edition.
about-terms-heading = Sources and terms of use
a11y-policy-heading = Policy
a11y-policy-text = The goal is conformance with WCAG 2.2 level AA (which includes JIS X 8341-3:2016 level AA).
a11y-tested-heading = How it is tested
a11y-tested-text = The site is developed with automated tests and by checking keyboard-only operation, zoom, print, and use without JavaScript. Screen readers have not been tested systematically yet.
a11y-known-heading = Known problems
a11y-known-text = The extracted texts of the sources are strings of characters that have lost the layout of tables, so that the reading order differs from the original. On English pages, names and texts of the sources remain in Japanese; they are marked as such for screen readers.
a11y-contact-heading = Contact
a11y-no-contact = The settings of the site name no contact (contact in site.yaml).
not-found-heading = Page not found
not-found-other = お探しのページはありません。日本語のページはこちらです：
not-found-text = There is no such page. Its address may have changed, or it was mistyped.
title-projects = R&D projects
title-reviews = Administrative project review sheets
title-objectives = Policy objectives
title-portfolios = Integrated projects
table-blocks = Recipients by block ({ $name }, { $unit })
section-blocks = Block by block
head-block-amount = Amount of the block
head-listed = Sum of the top 10
head-listed-share = Share of the block’s amount
head-largest-share = Share of the largest
head-listed-count = Listed
head-single-bid = Single bids
head-negotiated = Negotiated contracts
formula-listed = Computed: sum of the amounts in the top 10 list
formula-listed-share = Computed: sum of the top 10 ÷ amount of the block (not computed where the source gives no amount of the block)
formula-largest-share = Computed: amount of rank 1 ÷ sum of the top 10
formula-single-bid = Computed: number of recipients with 1 bidder (applicant)
formula-negotiated = Computed: number of recipients whose type of contract begins with 随意契約 (negotiated contract)
head-evaluation = Latest evaluation
section-budget-comparison = Budgets compared
title-objective = Policy objective { $number } { $name }
title-goal = Achievement goal { $number } { $title }
title-source = Source { $id } (page { $n })

# Charts
chart-column-year = Fiscal year
chart-column-note = Note
chart-column-status = Status of { $column }
chart-column-source = Source
chart-status-settled = settled
chart-status-provisional = provisional
chart-status-planned = request, draft or estimate
chart-status-derived = computed
chart-subject-part = { $subject }: { $part }
chart-message-none = { $subject }: no year has a value
chart-message-one = { $subject }: { $value } in { $period }
chart-message-trend = { $subject }: from { $before } in { $from } to { $after } in { $to }, { $change }
chart-change-up = up { $size }
chart-change-down = down { $size }
chart-change-times = { $n } times as much
chart-change-none = unchanged
chart-points = { $n ->
    [one] { $n } percentage point
   *[other] { $n } percentage points
 }
chart-sentence-extremes = { $series } is highest in { $high } ({ $most }) and lowest in { $low } ({ $least }).
chart-sentence-constant = { $series } is { $value } in every year that has a value.
chart-sentence-missing = No value: { $list }.
chart-missing-series = { $series } in { $periods }
chart-missing-period = { $period } ({ $reason })
chart-sentence-provisional = Provisional values of { $series }: { $periods }.
chart-sentence-executed = { $amount } was executed in { $period }.
chart-sentence-executed-rate = { $amount } was executed in { $period }, an execution rate of { $rate }.
chart-reading-budget = Bar chart. The length of a bar is the amount; bars with a dotted outline are requests and drafts that are not settled.
chart-reading-budget-parts = Stacked bar chart. The parts of each year’s budget are stacked; the bar beside them is the executed amount. Negative amounts hang below the zero line (to the left on narrow screens); amounts that are not settled have a dotted outline.
chart-rate = Execution rate { $rate }%
chart-rate-derived = Execution rate (executed amount ÷ total)
chart-column-block = Block
chart-column-item = Item
chart-column-amount = Amount
chart-column-from = Paid by (method)
chart-inferred = inferred
chart-flow-subject = Flow of funds in { $year }
chart-flow-whole = Amount of the block
chart-flow-retained = of which kept etc.: { $item }
chart-flow-message = { $subject }: of { $count } blocks, { $name } has the largest amount, { $value }
chart-flow-paid = { $from } pays { $list }.
chart-flow-part = { $value } to { $to }
chart-flow-kept = Of the amount of { $name }, the source lists as not passed on: { $list }.
chart-flow-missing = No amount is given for { $list }.
chart-flow-shared = { $list } is paid by several blocks, so that the amount from each is not known.
chart-flow-exceeds = The receiver’s amount is larger than the payer’s, so that the amount that flowed is not known: { $list }.
chart-flow-back = Flows that go back: { $list }. The drawing shows them as words with an arrow only.
chart-flow-way = from { $from } to { $to }
chart-flow-method = ← { $method }
chart-flow-returns = ↩ to { $to }
chart-flow-others = ← also from { $list }
chart-flow-unknown = flow of unknown amount
chart-flow-unknown-link = amount not known
chart-flow-text = { $amount } (of which { $list })
chart-reading-flow = Sankey diagram. Funds flow from payers on the left (on narrow screens above) to receivers on the right (below). The length of a bar and the width of a band are the amount. Thin dotted lines are flows whose amount is not known, because none is given or because the receiver has several payers.
chart-column-rank = Rank
chart-column-share = Share
chart-column-recipient = Recipient
chart-column-program = Project
chart-column-payment = Payment
chart-column-count = From the top
chart-column-sum = Running total
chart-column-cumulative = Cumulative share
chart-mark-portion = {" "}(part of a larger amount)
chart-mark-repeated = {" "}(repeated)
chart-recipients-subject = Recipients of block { $block }
chart-portfolio-subject = Budget by project
chart-organisation-subject = Amounts received by { $name }
chart-organisation-block = Block { $block }: { $work }
chart-organisation-row = Review sheet { $number }, block { $block }: { $work }
chart-organisations-subject = Amounts by recipient (without blocks that pass money on)
chart-ranked-block = the amount of block { $block }
chart-ranked-sum = the sum of the list
chart-ranked-rest = { $count ->
    [one] { $count } other
   *[other] { $count } others together
 }
chart-ranked-others = Others (not in the list)
chart-ranked-others-missing = Others (not in the list, or without amount)
chart-ranked-message = { $subject }: { $name } has the largest amount, { $value }
chart-ranked-message-share = { $subject }: { $name } has the largest amount, { $value } ({ $share } of { $base })
chart-ranked-named = { $name } ({ $value })
chart-ranked-next = Next come { $list }.
chart-ranked-together = { $name }: { $value }.
chart-ranked-base = Shares are of { $base } ({ $value }).
chart-ranked-base-exceeded = The sum of the list exceeds the amount of the block; shares are of { $base } ({ $value }).
chart-ranked-apart = Not added, because contained in other amounts or listed again: { $list }.
chart-ranked-missing = No amount is given for { $list }.
chart-ranked-provisional = Provisional: { $list }.
chart-ranked-planned = Not settled: { $list }.
chart-ranked-text = { $amount } ({ $share }% of { $base }, { $whole })
chart-reading-ranked = Horizontal bar chart, largest amount first. The length of a bar is the amount. Bars with an outline only are several amounts together or amounts that are not settled. Hatched bars are parts of other amounts or repeated, and are not in the total.
chart-concentration-subject = Concentration of recipients in block { $block }
chart-concentration-message = { $subject }: of { $base }, { $list }
chart-concentration-part = { $count ->
    [one] the largest has { $share }%
   *[other] the top { $count } have { $share }%
 }
chart-concentration-top = Top { $count }
chart-concentration-reached = { $mark }% is reached by the top { $count } ({ $share }%).
chart-concentration-not-reached = All listed recipients together do not reach { $mark }%.
chart-concentration-text = { $share }% (running total { $sum }, { $base } { $whole }): { $name } { $amount }
chart-reading-concentration = Line chart of the cumulative share as recipients are added, largest first. The dashed lines are 50% and 80%.
chart-csv = CSV
chart-json = JSON
chart-data-caption = { $subject } (data of the chart)
chart-data-caption-unit = { $subject } (data of the chart, { $unit })
chart-timeline-subject = Periods and evaluations of R&D projects
chart-timeline-subject-one = Period and evaluations of { $name }
chart-timeline-unit = fiscal year
chart-timeline-message = { $subject }: { $first } to { $last }
chart-timeline-period = project period
chart-timeline-what = What
chart-timeline-first = Start, or year held
chart-timeline-last = End
chart-timeline-from-to = { $first }–{ $last }
chart-timeline-from = { $first }– (end not given)
chart-timeline-event = { $stage } in { $year }
chart-timeline-undated = evaluations without a certain year: { $list }
chart-timeline-undated-stage = { $n } × { $stage }
chart-timeline-one = Period and evaluations of { $name }: { $parts }
chart-timeline-sentence = { $name }: { $parts }.
chart-reading-timeline = The horizontal axis is fiscal years. Bands are project periods, ◇ ex-ante, △ interim and ○ ex-post evaluations. A band with an outline only is an inferred period; an arrow means that no end is given.
chart-treemap-subject = { $name }: budget by project
chart-treemap-no-ministry = ministry not given
chart-treemap-message = { $subject }: the largest is { $largest }, { $most }
chart-treemap-least = The smallest is { $smallest }, { $least }.
chart-treemap-share = Of the total area, { $name } takes the largest share, { $share }.
chart-treemap-left-out = Without an area, because not added to the total: { $list }.
chart-reading-treemap = Treemap. The area of a rectangle is the amount, its colour the ministry. Rectangles too small for their names are numbered, and the names follow below.
chart-waterfall-sum = Total (sum of the rows)
chart-waterfall-rest = Difference not in any row
chart-waterfall-message = { $subject }, change from { $from } to { $to }: { $up } up, { $down } down
chart-waterfall-up = The largest increase is { $name } ({ $change }).
chart-waterfall-down = The largest decrease is { $name } ({ $change }).
chart-waterfall-left-out = Not drawn, because a year has no value or the amount is not added: { $list }.
chart-reading-waterfall = Waterfall chart. Vertical lines are the amounts of the two years, the bars between them the change of each row: filled for increases, hatched for decreases, dotted outline for a difference that no row shows.
chart-achievement-derived = Achievement rate (actual ÷ target)
chart-column-actual-short = Actual
chart-column-target-short = Target
chart-column-planned-short = Estimate
chart-sentence-target = { $actual } in { $period }: { $value }; { $target }: { $aim }.
chart-sentence-target-rate = { $actual } in { $period }: { $value }; { $target }: { $aim }; achievement rate: { $rate }.
chart-sentence-final-target = { $target } for { $period }: { $aim }.
chart-reading-indicator = Horizontal bar chart by fiscal year. The length of a bar is the actual value, the thick vertical line the target. Bars with an outline only are provisional or estimated. Where there is no value, the mark of the source stands, such as “pending” or “-”.
chart-reading-indicator-plain = Horizontal bar chart by fiscal year. The length of a bar is the value. Bars with an outline only are provisional or estimated. Where there is no value, the mark of the source stands, such as “pending” or “-”.
chart-direction-at-least = The target is reached with at least the target value.
chart-direction-at-most = The target is reached with at most the target value.
chart-direction-at-least-previous = The target is at least the value of the previous year.
chart-direction-about-previous = The target is about the value of the previous year.
chart-direction-at-least-baseline = The target is at least the baseline.
chart-column-indicator = Indicator
chart-column-state = Status
chart-column-unit = Unit
chart-state-achieved = achieved
chart-state-short = not achieved
chart-state-unknown = not yet known
chart-state-no-target = no target
chart-state-no-value = no value
chart-state-blank = blank: no value
chart-state-count = { $count } { $state }
chart-share-achieved = { $achieved } of { $all } in { $year }
chart-message-heatmap-one = { $subject }: { $share } achieved
chart-message-heatmap = { $subject }: achieved { $from }, { $to }
chart-sentence-states = Number of indicators in { $year }: { $counts }.
chart-sentence-short = Target missed in { $year }: { $list }.
chart-sentence-unknown = Not yet known for { $year }: { $list }.
chart-and-more = {" "}and { $count } more
chart-reading-heatmap = A grid with indicators as rows and fiscal years as columns. ○ is achieved, △ not achieved, … not yet known (under survey, being counted, or not decided by this value alone), － no target in that year, blank no value. Numbers are achievement rates in per cent.
chart-subject-achievement = Achievement of indicators
chart-goal = Achievement goal { $number }: { $title }

## Data files (CSV, JSON)
data-unit = { $column } unit
data-marks = { $column } marks
data-note = { $column } note
data-formula = { $column } formula
data-subset = in brackets
data-growth = rate of change
data-target = number
data-due = due year
data-state = state in a word
data-period = period as printed
data-id = ID
data-level = level
data-row_kind = kind of row
data-kind-item = item
data-kind-total = total
data-kind-derived = computed

## Frozen editions
nav-archive = Frozen editions
nav-corrections = Corrections
snapshot-dated = This page belongs to “{ $title }” as frozen on { $date } ({ $tool }). It does not change.
snapshot-undated = This page belongs to “{ $title }” as frozen ({ $tool }). It does not change.
archive-intro = Editions kept as they were published: pages, data, source files and the version of the program that made them. Not a byte of them changes. Where an edition is corrected, the one before stays, and the corrected one is added.
table-snapshots = Frozen editions
corner-snapshot = Edition
head-frozen-on = Frozen on
head-tool = Made by
head-files = Files
head-bytes = Size (bytes)
head-manifest = SHA-256 of the manifest
snapshot-title = Edition { $year }: { $title }
snapshot-amended = Edition { $year } (correction { $n }): { $title }
snapshot-no-date = not recorded
snapshot-open = Open this edition
snapshot-zip = Save all of it as a zip file
snapshot-manifest = List of files with SHA-256 (manifest-sha256.txt)
snapshot-info = About this edition (bag-info.txt)
snapshot-citation = To cite: { $citation }
section-verify = How to verify
verify-text = Frozen editions are BagIt bags (RFC 8493). In the unpacked zip, or in the folder among the sources of the site, either command shows whether every file is as it was published.
verify-tool = With tenken: tenken verify 2022 (name of the folder or zip)
verify-plain = Without tenken: sha256sum -c manifest-sha256.txt, in the folder
verify-manifest = Compare the SHA-256 of manifest-sha256.txt with the one above as well.
corrections-intro = Corrections of editions that were published and frozen. What stood there before can still be read.
corrections-none = There are no corrections.
correction-heading = { $date }: correction { $n } of edition { $year }
correction-reason = Reason: { $reason }
table-changed-files = Source files that changed
corner-file = File
head-change = Change
head-before = SHA-256 before
head-after = SHA-256 after
change-amended = changed
change-added = added
change-removed = removed
correction-before = Before the correction
correction-after = After the correction
correction-manifests = The SHA-256 of the manifest was { $before } and is { $after }.
