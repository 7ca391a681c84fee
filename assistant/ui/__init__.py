"""The page: it shows what the pipeline says and decides nothing."""
