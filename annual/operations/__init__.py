"""Acts on figures: the only writers of `annual.Figure`."""
