"""The API answers what the command prints: the same names."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel

from openrvu.pricing import as_data as priced
from openrvu.productivity import as_data as credited
from openrvu.rules import as_data as rules
from openrvu.site.api import credit_shapes, priced_shapes, rule_shapes


@pytest.mark.parametrize(
    ("shape", "printed"),
    [
        (priced_shapes.PricedFound, priced.PricedData),
        (priced_shapes.PricedLineFound, priced.LineData),
        (priced_shapes.ShareFound, priced.ShareData),
        (priced_shapes.StepFound, priced.StepData),
        (credit_shapes.CreditFound, credited.CreditedData),
        (credit_shapes.CreditedLineFound, credited.CreditedLineData),
        (credit_shapes.ReasonFound, credited.ReasonData),
        (rule_shapes.PlaceFound, rules.PlaceData),
        (rule_shapes.ParameterFound, rules.ParameterData),
        (rule_shapes.ValueFound, rules.ValueData),
        (rule_shapes.LineOfWords, rules.WordsData),
    ],
)
def test_the_shapes_of_the_api_have_the_names_that_are_printed(
    shape: type[BaseModel], printed: Any
) -> None:
    names = {field.alias or name for name, field in shape.model_fields.items()}
    assert names == set(printed.__annotations__)
