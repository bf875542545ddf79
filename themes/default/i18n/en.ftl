
## Editions side by side
diff-inserted = added in the later edition
diff-deleted = only in the earlier edition
