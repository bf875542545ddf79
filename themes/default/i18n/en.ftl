# Citing a figure. %what, %value … are filled in by cite.js.
cite-choose = Cite a figure
cite-hint = Choose a figure with the arrow keys and open it with Enter; Escape goes back. Figures can also be pressed.
cite-heading = Cite this figure
cite-value = Value
cite-what = What it is
cite-edition = Edition
cite-source = Source
cite-url = Address
cite-words = Citation
cite-copy = Copy citation
cite-copy-csl = For reference managers (CSL-JSON)
cite-close = Close
cite-copied = Copied.
cite-uncopied = Could not copy. Please select the text in the box.
cite-failed = The window could not be loaded.
cite-text = %what: %value. %site, %edition (%publisher). Source: %source. %url
