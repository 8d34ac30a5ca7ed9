"""The model of the fee schedule: releases, service rows, localities, indicators, amounts."""
