## Search
search-link = Search this site
search-label = Search this site
search-button = Search
search-intro = Looks through research projects, indicators, recipients, adopted tasks, committee members, terms and all their texts. Words separated by spaces must all be found.
search-hint = Full and half width, hiragana and katakana, old and new characters, Japanese and western years make no difference. The down arrow leads to the finds, Escape back to the field.
search-index = Index
search-noscript = Search needs JavaScript. Without it, please use the index below.
search-found = Found: { $n } ({ $each }).
search-count = { $n }
search-about = about { $n }
search-none = Nothing was found. Please try another word, or a shorter one.
search-failed = The search index could not be loaded. Please use the index below.
search-more = More: { $kind }
search-others = Other editions:
search-separator = ,{ " " }
index-pages = Pages of the index
