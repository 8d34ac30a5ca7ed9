from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.book.book import Book
from openrvu.exact import from_scaled, to_scaled
from openrvu.schedule.amount import (
    PAYABLE,
    TIMES,
    Outcome,
    capped_fee,
    fee,
    opps_amount,
    outcome_of,
    pay,
    pay_steps,
)
from openrvu.schedule.fee_schedule import FeeSchedule
from openrvu.schedule.indicators import STATUS
from openrvu.schedule.localities import NATIONAL, Locality
from openrvu.schedule.rows import ServiceRow, Setting

HUNDREDTHS = st.integers(0, 100_000)
THOUSANDTHS = st.integers(200, 3_000)
TEN_THOUSANDTHS = st.integers(200_000, 500_000)
NOTHING = Decimal("0.00")


@pytest.fixture(scope="module")
def row(book: Book) -> ServiceRow:
    """An imaging service that Medicare pays by its RVUs."""
    return FeeSchedule.of("RVU25D", source=book).row("71550", "TC")


def area(work: int, pe: int, mp: int) -> Locality:
    """A locality with indices in thousandths."""
    indices = [from_scaled(index, 3) for index in (work, pe, mp)]
    return Locality("00000", "00", "XX", "MADE UP", indices[0], indices[1], indices[2])


class TestTheFormula:
    @given(
        rvus=st.tuples(HUNDREDTHS, HUNDREDTHS, HUNDREDTHS),
        indices=st.tuples(THOUSANDTHS, THOUSANDTHS, THOUSANDTHS),
        factor=TEN_THOUSANDTHS,
    )
    def test_the_amount_is_that_of_integer_arithmetic(
        self, rvus: tuple[int, int, int], indices: tuple[int, int, int], factor: int
    ) -> None:
        weighed = sum(rvu * index for rvu, index in zip(rvus, indices, strict=True))
        # Hundredths x thousandths x ten-thousandths of a dollar; half a cent is 5 millions of them.
        cents = (weighed * factor + 5_000_000) // 10_000_000
        work, pe, mp = (from_scaled(rvu, 2) for rvu in rvus)
        paid = pay(work, pe, mp, area(*indices), from_scaled(factor, 4))
        assert to_scaled(paid, 2) == cents
        assert paid.as_tuple().exponent == -2

    @given(
        rvus=st.tuples(HUNDREDTHS, HUNDREDTHS, HUNDREDTHS),
        indices=st.tuples(THOUSANDTHS, THOUSANDTHS, THOUSANDTHS),
        factor=TEN_THOUSANDTHS,
    )
    def test_the_steps_multiply_and_add_up_to_the_amount(
        self, rvus: tuple[int, int, int], indices: tuple[int, int, int], factor: int
    ) -> None:
        work, pe, mp = (from_scaled(rvu, 2) for rvu in rvus)
        place, cf = area(*indices), from_scaled(factor, 4)
        *components, total, product, rounding = pay_steps(work, pe, mp, place, cf)
        assert [s.name for s in components] == ["work", "practice expense", "malpractice"]
        for step in (*components, product):
            assert step.operation == TIMES
            assert step.right is not None
            assert step.result == step.left * step.right
        assert [s.left for s in components] == [work, pe, mp]
        assert total.result == sum(s.result for s in components)
        assert (product.left, product.right) == (total.result, cf)
        assert rounding.left == product.result
        assert rounding.result == pay(work, pe, mp, place, cf)
        assert abs(rounding.result - rounding.left) <= Decimal("0.005")

    @given(
        rvus=st.tuples(HUNDREDTHS, HUNDREDTHS, HUNDREDTHS),
        factors=st.tuples(TEN_THOUSANDTHS, TEN_THOUSANDTHS),
    )
    def test_a_higher_factor_never_pays_less(
        self, rvus: tuple[int, int, int], factors: tuple[int, int]
    ) -> None:
        work, pe, mp = (from_scaled(rvu, 2) for rvu in rvus)
        low, high = (pay(work, pe, mp, NATIONAL, from_scaled(f, 4)) for f in sorted(factors))
        assert low <= high

    @pytest.mark.parametrize(
        ("work", "factor", "paid"),
        [("0.01", "34.5000", "0.35"), ("0.01", "34.4999", "0.34"), ("0.50", "33.4100", "16.71")],
    )
    def test_half_a_cent_is_rounded_up_once(self, work: str, factor: str, paid: str) -> None:
        nothing = Decimal(0)
        assert pay(Decimal(work), nothing, nothing, NATIONAL, Decimal(factor)) == Decimal(paid)


class TestTheCap:
    ROW_RVUS = st.tuples(*[HUNDREDTHS] * 6)

    @given(rvus=ROW_RVUS, factor=TEN_THOUSANDTHS, setting=st.sampled_from(Setting))
    def test_a_capped_fee_is_the_lower_of_the_two_amounts(
        self, row: ServiceRow, rvus: tuple[int, ...], factor: int, setting: Setting
    ) -> None:
        pe, pe_facility, mp, opps_pe, opps_pe_facility, opps_mp = (from_scaled(r, 2) for r in rvus)
        made = replace(
            row,
            pe_nonfacility=pe,
            pe_facility=pe_facility,
            mp=mp,
            opps_pe_nonfacility=opps_pe,
            opps_pe_facility=opps_pe_facility,
            opps_mp=opps_mp,
        )
        cf = from_scaled(factor, 4)
        cap = opps_amount(made, setting, NATIONAL, cf)
        uncapped = fee(made, setting, NATIONAL, cf)
        expected = min(uncapped, cap) if cap else uncapped
        assert capped_fee(made, setting, NATIONAL, cf) == expected

    @given(factor=TEN_THOUSANDTHS, setting=st.sampled_from(Setting))
    def test_a_row_without_opps_rvus_has_no_cap(
        self, row: ServiceRow, factor: int, setting: Setting
    ) -> None:
        made = replace(row, opps_pe_nonfacility=NOTHING, opps_pe_facility=NOTHING, opps_mp=NOTHING)
        cf = from_scaled(factor, 4)
        assert opps_amount(made, setting, NATIONAL, cf) == 0
        assert capped_fee(made, setting, NATIONAL, cf) == fee(made, setting, NATIONAL, cf) > 0

    @pytest.mark.parametrize("label", ["RVU20A", "RVU25D", "RVU26C"])
    def test_the_professional_part_is_never_capped(self, book: Book, label: str) -> None:
        """The law caps the technical part, and that part of the whole service."""
        capped = {
            made.modifier
            for made in book.all_rows(label)
            if made.opps_mp or any(made.opps_pe(setting) for setting in Setting)
        }
        assert capped == {"", "TC"}

    def test_an_answer_carries_the_cap_that_limits_it(self, book: Book) -> None:
        schedule = FeeSchedule.of("RVU25D", source=book)
        place = schedule.locality("07202-01")
        answer = schedule.amount("74251", "TC", locality=place)
        assert answer.opps_cap == Decimal("166.72")
        assert answer.amount is not None
        assert answer.amount > answer.opps_cap
        assert schedule.amount("99213").opps_cap is None
        contractor = next(r for r in book.all_rows("RVU25D") if r.policy.status == "C")
        assert schedule.price_row(contractor, Setting.FACILITY, place).opps_cap is None


#: What becomes of each status that CMS's record layout RVU25D lists.
EXPECTED = {
    "A": Outcome.PRICED,
    "R": Outcome.PRICED,
    "T": Outcome.PRICED,
    "B": Outcome.BUNDLED,
    "C": Outcome.CONTRACTOR_PRICED,
    "D": Outcome.NOT_VALID,
    "E": Outcome.OTHER_SCHEDULE,
    "F": Outcome.NOT_VALID,
    "G": Outcome.NOT_VALID,
    "H": Outcome.NOT_VALID,
    "I": Outcome.NOT_VALID,
    "J": Outcome.ANESTHESIA,
    "M": Outcome.REPORTING_ONLY,
    "N": Outcome.NOT_COVERED,
    "P": Outcome.BUNDLED,
    "X": Outcome.OTHER_SCHEDULE,
}


class TestOutcomes:
    def test_every_status_cms_documents_has_an_outcome(self) -> None:
        assert EXPECTED.keys() == STATUS.keys()

    @pytest.mark.parametrize("status", EXPECTED)
    def test_a_status_gives_its_outcome_with_a_reason_unless_priced(
        self, row: ServiceRow, status: str
    ) -> None:
        made = replace(row, policy=replace(row.policy, status=status))
        outcome, reason = outcome_of(made)
        assert outcome is EXPECTED[status]
        assert (reason == "") is (outcome is Outcome.PRICED)
        assert reason.startswith(f"Status {status}") or not reason
        assert reason.endswith(".") or not reason

    @pytest.mark.parametrize("label", ["RVU20A", "RVU24AR", "RVU25D", "RVU26C"])
    def test_no_row_of_the_book_is_ever_priced_at_nothing(self, book: Book, label: str) -> None:
        schedule = FeeSchedule.of(label, source=book)
        seen = set()
        for row in book.all_rows(label):
            for setting in Setting:
                answer = schedule.price_row(row, setting, NATIONAL)
                priced = row.policy.status in PAYABLE and row.has_rvus
                seen.add(row.policy.status)
                assert (answer.outcome is Outcome.PRICED) is priced
                assert (answer.amount is not None and answer.amount > 0) is priced
                assert bool(answer.steps) is priced
                assert bool(answer.reason) is not priced
                assert not (priced and row.policy.not_used)
        assert seen >= set("ABCEIJMNPRTX")

    def test_restricted_coverage_without_rvus_is_priced_by_the_contractor(self, book: Book) -> None:
        schedule = FeeSchedule.of("RVU26C", source=book)
        bare = [r for r in book.all_rows("RVU26C") if r.policy.status == "R" and not r.has_rvus]
        assert bare
        answer = schedule.price_row(bare[0], Setting.FACILITY, NATIONAL)
        assert answer.outcome is Outcome.CONTRACTOR_PRICED
        assert answer.amount is None
        assert "Status R, and CMS publishes no RVUs" in answer.reason

    def test_a_row_without_rvus_for_one_setting_is_not_priced_there(self, row: ServiceRow) -> None:
        made = replace(row, work=NOTHING, pe_facility=NOTHING, mp=NOTHING)
        assert outcome_of(made, Setting.NONFACILITY)[0] is Outcome.PRICED
        outcome, reason = outcome_of(made, Setting.FACILITY)
        assert outcome is Outcome.CONTRACTOR_PRICED
        assert "no RVUs for the facility setting" in reason
        assert reason.endswith(" sets the amount.")


class TestOfficialAmounts:
    """Amounts that CMS itself published, as figures: the bundled book gives exactly these."""

    # Payment amounts of calendar year 2025 for Alaska, CMS.
    ALASKA_2025 = """
        02102-01 11102    111.50   47.16
        02102-01 11450    481.76  312.53
    """
    # CMS's payment revision files PFREV25C and PFREV25D.
    REVISIONS_2025 = """
        01112-05 76145   1339.81 1339.81
        01112-52 76145   1340.22 1340.22
        01112-64 76145   1103.20 1103.20
        01182-17 76145   1121.60 1121.60
        01182-73 76145   1072.21 1072.21
        02102-01 76145   1024.85 1024.85
        02402-02 76145   1159.67 1159.67
        03302-01 76145    947.55  947.55
        03302-01 50688     73.98   73.98
        04112-01 76145   1002.43 1002.43
        04212-05 76813    103.71  103.71
        04412-15 76814     71.47   71.47
        04412-20 50688     72.59   72.59
        04412-99 76814-26  44.24   44.24
        01112-54 76814-TC  28.50   28.50
        06102-16 76813-TC  57.90   57.90
        06102-99 76145    879.17  879.17
        09102-99 76145    906.88  906.88
        12202-01 76145   1138.58 1138.58
        13202-01 76145   1122.21 1122.21
        15102-00 76145    838.58  838.58
    """
    # CMS's payment amounts of 2020 for Ohio (PFALL20); its fee columns are before the OPPS cap.
    OHIO_2020 = """
        15202-00 72285-TC   58.50   58.50
        15202-00 33418    1855.35 1855.35
        15202-00 34502    1593.48 1593.48
        15202-00 78761     202.68  202.68
        15202-00 99463     110.19  110.19
        15202-00 33780    2449.42 2449.42
        15202-00 20527      84.18   66.68
        15202-00 61867    2336.85 2336.85
        15202-00 63076     253.83  253.83
        15202-00 95928-26   80.18   80.18
        15202-00 61526    3436.01 3436.01
        15202-00 70355-26   10.57   10.57
        15202-00 27638     773.07  773.07
        15202-00 22514    6250.54  487.88
        15202-00 27818     484.70  436.82
        15202-00 46740    2216.25 2216.25
        15202-00 28298     830.65  501.42
        15202-00 93016      22.28   22.28
        15202-00 G0130-26   11.29   11.29
        15202-00 46601     141.22   95.32
        15202-00 30117     886.22  324.85
        15202-00 67107    1110.50 1110.50
        15202-00 15201     143.95   79.89
        15202-00 G0118      41.24   41.24
        15202-00 75561-TC  271.21  271.21
        15202-00 88300-26    4.59    4.59
        15202-00 78579-TC  154.69  154.69
        15202-00 32560     249.59   80.18
        15202-00 92521     111.76  111.76
    """
    # CMS's OPPSCAP file of October 2025: amounts after the cap.
    CAPPED_2025 = """
        12402-99 71550     338.15  338.15
        01112-64 71550-TC  281.29  281.29
        12502-99 71275-TC  165.22  165.22
        07202-01 74251-TC  166.72  166.72
        01112-61 93888-TC  115.97  115.97
        01112-54 75635-TC  194.17  194.17
        14212-99 71550-TC  256.45  256.45
        03102-00 76872     134.16  134.16
    """
    # The lower of the two columns that PFALL20 prints for Ohio.
    CAPPED_OHIO_2020 = """
        15202-00 70480     166.73  166.73
        15202-00 70482     230.15  230.15
        15202-00 72193-TC  166.81  166.81
        15202-00 73202     228.02  228.02
        15202-00 74160     230.77  230.77
        15202-00 74160-TC  166.81  166.81
        15202-00 74175     257.74  257.74
        15202-00 74261     222.92  222.92
        15202-00 74261-TC  102.75  102.75
        15202-00 74712-TC  213.04  213.04
        15202-00 75635-TC  166.86  166.86
        15202-00 76102-TC  102.80  102.80
        15202-00 76885-TC   73.03   73.03
        15202-00 91111     771.45  771.45
    """
    # The OPPS-based amounts themselves, from the same file.
    OPPS_OHIO_2020 = """
        15202-00 72285-TC 1574.47 1574.47
        15202-00 78761     372.98  372.98
        15202-00 70310     221.13  221.13
        15202-00 75561-TC  349.52  349.52
        15202-00 78579-TC  336.78  336.78
    """

    @pytest.mark.parametrize(
        ("label", "table"),
        [("RVU25D", ALASKA_2025), ("RVU25D", REVISIONS_2025), ("RVU20D", OHIO_2020)],
    )
    def test_the_amount_is_the_one_cms_published(self, book: Book, label: str, table: str) -> None:
        schedule = FeeSchedule.of(label, source=book)
        for row, place, printed in rows_of(schedule, table):
            for setting, amount in printed.items():
                answer = schedule.price_row(row, setting, place)
                assert answer.amount == amount, (row.label, place.key, setting)

    @pytest.mark.parametrize(
        ("label", "table"), [("RVU25D", CAPPED_2025), ("RVU20D", CAPPED_OHIO_2020)]
    )
    def test_the_capped_amount_is_the_one_cms_published_and_the_cap_binds(
        self, book: Book, label: str, table: str
    ) -> None:
        schedule = FeeSchedule.of(label, source=book)
        factor = schedule.conversion_factor()
        for row, place, printed in rows_of(schedule, table):
            for setting, amount in printed.items():
                assert capped_fee(row, setting, place, factor) == amount, (row.label, place.key)
                assert fee(row, setting, place, factor) > amount

    def test_the_opps_based_amount_is_the_one_cms_published(self, book: Book) -> None:
        schedule = FeeSchedule.of("RVU20D", source=book)
        factor = schedule.conversion_factor()
        for row, place, printed in rows_of(schedule, self.OPPS_OHIO_2020):
            for setting, amount in printed.items():
                assert opps_amount(row, setting, place, factor) == amount, row.label


def rows_of(
    schedule: FeeSchedule, table: str
) -> list[tuple[ServiceRow, Locality, dict[Setting, Decimal]]]:
    """Rows, localities and amounts of lines: locality, code, non-facility, facility."""
    found = []
    for line in table.split("\n"):
        if cells := line.split():
            place, service, nonfacility, facility = cells
            code, _, modifier = service.partition("-")
            amounts = {
                Setting.NONFACILITY: Decimal(nonfacility),
                Setting.FACILITY: Decimal(facility),
            }
            found.append((schedule.row(code, modifier), schedule.locality(place), amounts))
    return found
