"""Random acts on random units, against a model of the procedure written by hand."""
