"""What the log comes to: totals, target, forecast, mix, and what changed; each with its table."""
