## Search
search-description = Search and index of the research projects, indicators, recipients, tasks, terms and texts of this site.
title-index = Index: { $edition }, { $kind }
title-index-part = Index: { $edition }, { $kind } ({ $n } of { $of })
index-entries = { $n } entries
index-range = { $from } to { $to }
