"""Runs every case of a folder and says what came of each."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from golden import amounts, anesthesia, cents, credit, dated, expected, factors, people, policies
from golden.case import (
    UNSCORED,
    Answer,
    Case,
    Result,
    Results,
    Unanswered,
    read_case,
)
from golden.claims import priced
from golden.told import NotApplicable

Handler = Callable[[Case], Results]


def _of_lines(case: Case) -> Results:
    """Lines, one service, a visit, a facility's claim, or a dated figure."""
    told = case.inputs
    if "lines" in told:
        yield from expected.answers(priced(case))
    elif "em_when" in told:
        yield from policies.visit(case)
    elif "facility_rate" in told:
        yield from policies.discontinued(case)
    elif {"fee", "tc_fee", "pc_fee", "global_fee", "work_rvu"} & told.keys():
        yield from expected.answers(priced(case))
    else:
        yield from dated.answers(case)


#: By the start of the rule's name; the first that fits answers.
_BY_RULE: tuple[tuple[tuple[str, ...], Handler], ...] = (
    (("anes",), anesthesia.answers),
    (("wrvu",), credit.answers),
    (("cf",), factors.answers),
    (("gpci",), policies.floors),
    (("pos",), policies.place),
    (("formula", "opps_cap"), amounts.answers),
    (("nonpar", "limiting", "participation"), people.participation),
    (("sequestration", "deductible", "coinsurance"), people.shares),
    (("hpsa",), people.bonus),
    (("practitioner",), people.practitioner),
)
#: By the number of the family.
_BY_FAMILY: dict[str, Handler] = {
    **dict.fromkeys(("01", "12", "23", "24", "25"), amounts.answers),
    **dict.fromkeys(("02", "03", "04", "05", "06", "07", "08", "09", "10", "11"), _of_lines),
    "22": _of_lines,
    "13": policies.place,
    "14": people.participation,
    "15": people.shares,
    "16": people.practitioner,
    "17": anesthesia.answers,
    "18": factors.answers,
    "19": policies.floors,
    "20": people.bonus,
    "21": credit.answers,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a case: ``pass``, ``fail`` or ``n/a``, and why."""

    id: str
    rule: str
    result: str
    why: str = ""


def folder() -> Path:
    """Where the cases are: ``OPENRVU_GOLDEN_DIR``, else beside the project."""
    return Path(os.environ.get("OPENRVU_GOLDEN_DIR") or "../shared/golden")


def verdicts(where: Path) -> Iterator[Verdict]:
    """What came of every case of a folder, in order of file."""
    for path in sorted(where.rglob("*.json")):
        try:
            told = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            yield Verdict(path.name, path.stem, "fail", f"it cannot be read: {error}")
            continue
        cases = told.get("cases") if isinstance(told, Mapping) else told
        if isinstance(cases, list):
            yield from (judge_told(path.stem, each) for each in cases)
        else:
            yield Verdict(path.name, path.stem, "n/a", "the file holds no list of cases")


def judge_told(family: str, told: Any) -> Verdict:
    """Run a case as its file has it."""
    try:
        case = read_case(family, told)
    except Exception as error:  # noqa: BLE001 - one bad case must not end the run
        return Verdict(str(told)[:60], family, "fail", f"it cannot be read: {_text(error)}")
    return judge(case)


def judge(case: Case) -> Verdict:
    """Run a case. One that cannot be run says why; it is never a pass, nor is an error."""
    result, why = _judged(case)
    return Verdict(case.id, f"{case.family}, {case.rule}", result, why)


def _judged(case: Case) -> tuple[str, str]:
    results, error = _answers(case)
    if error:
        return "fail", error
    wrong = [
        f"{each.name}: expected {each.expected}, got {each.got}"
        for each in results
        if isinstance(each, Answer) and not each.agrees(case.tolerance)
    ]
    open_ones = [each.why for each in results if isinstance(each, Unanswered)]
    if not open_ones and (unseen := list(dict.fromkeys(case.inputs.unseen()))):
        open_ones.append(f"it gives {', '.join(unseen)}, which nothing here looks at")
    if wrong and case.is_ambiguous:
        return "n/a", f"ambiguous by its own notes; {'; '.join(wrong)}"
    if wrong and case.kind in UNSCORED:
        return "n/a", f"{UNSCORED[case.kind]}; {'; '.join(wrong)}"
    if wrong:
        return "fail", "; ".join((*wrong, *open_ones))
    if not results:
        open_ones.append("nothing that it expects was answered")
    return ("n/a", "; ".join(open_ones)) if open_ones else ("pass", "")


def _answers(case: Case) -> tuple[list[Result], str]:
    """What the rules say to a case, and the error that they ended with."""
    results: list[Result] = []
    try:
        for each in _handler(case)(case):
            results.append(each)  # noqa: PERF402 - what was said before an error is kept
    except NotApplicable as error:
        results.append(Unanswered(str(error)))
    except Exception as error:  # noqa: BLE001 - an error is a failure of its case alone
        return results, _text(error)
    return results, ""


def _text(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _handler(case: Case) -> Handler:
    """Who answers: by the family, else by the rule, else by the lines."""
    found = _BY_FAMILY.get(case.family[:2])
    by_rule = (handler for starts, handler in _BY_RULE if case.rule.startswith(starts))
    handler = found or next(by_rule, _of_lines)
    return partial(cents.answers, handler=handler)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> int:
    """Print every failure and every case not run, then the count."""
    found = list(verdicts(folder()))
    count = {result: [v for v in found if v.result == result] for result in ("pass", "fail", "n/a")}
    for result in ("fail", "n/a"):
        for verdict in count[result]:
            _say(f"{result:4} {verdict.id} ({verdict.rule}): {verdict.why}")
    if not found:
        _say(f"no cases in {folder()}: set OPENRVU_GOLDEN_DIR to the folder that has them")
    passed, failed, rest = (len(count[each]) for each in ("pass", "fail", "n/a"))
    _say(f"golden: {passed} passed, {failed} failed, {rest} not applicable")
    return 1 if failed or not found else 0
