"""Budget performance self-evaluation (预算绩效自评): recompute what a filing claims."""
