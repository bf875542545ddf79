# English words of the default theme.

## Tables
table-files = Data:
