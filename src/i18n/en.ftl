# English words of the program.

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
