## Frozen editions
snapshot-newer = There is a newer edition: { $title }
snapshot-amended-banner = This edition has been corrected: the corrected edition
