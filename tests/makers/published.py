"""Amounts that CMS printed, row by row: a part of its payment file of 2020 for Ohio (PFALL20).

Import this module by its own name.
"""

from __future__ import annotations

from decimal import Decimal

from makers.grids import Grid
from openrvu.schedule.official import OfficialAmount

#: Code and modifier, PC/TC indicator, status, multiple-surgery indicator; then in dollars the fee
#: outside and in a facility, the therapy amount and the OPPS-based amount, both alike in the two
#: settings. The fees are before the cap.
_OHIO_2020 = """
    15201    0 A 0  143.95   79.89    0.00    0.00
    20527    0 A 2   84.18   66.68    0.00    0.00
    20824    0 A 2 2099.42 2099.42    0.00    0.00
    22514    0 A 2 6250.54  487.88    0.00    0.00
    27638    0 A 2  773.07  773.07    0.00    0.00
    27818    0 A 2  484.70  436.82    0.00    0.00
    28298    0 A 2  830.65  501.42    0.00    0.00
    30117    0 A 2  886.22  324.85    0.00    0.00
    32560    0 A 2  249.59   80.18    0.00    0.00
    33418    0 A 2 1855.35 1855.35    0.00    0.00
    33780    0 A 2 2449.42 2449.42    0.00    0.00
    34502    0 A 2 1593.48 1593.48    0.00    0.00
    46601    0 A 3  141.22   95.32    0.00    0.00
    46740    0 A 2 2216.25 2216.25    0.00    0.00
    61526    0 A 2 3436.01 3436.01    0.00    0.00
    61867    0 A 2 2336.85 2336.85    0.00    0.00
    63076    0 A 0  253.83  253.83    0.00    0.00
    67107    0 A 2 1110.50 1110.50    0.00    0.00
    70310    1 A 0   36.91   36.91    0.00  221.13
    70332-26 1 A 0   27.23   27.23    0.00    0.00
    70355-26 1 A 0   10.57   10.57    0.00    0.00
    70480    1 A 4  190.51  190.51    0.00  166.73
    70482    1 A 4  234.45  234.45    0.00  230.15
    72191-26 1 A 4   89.86   89.86    0.00    0.00
    72193-TC 1 A 4  170.77  170.77    0.00  166.81
    72285-TC 1 A 0   58.50   58.50    0.00 1574.47
    73202    1 A 4  262.36  262.36    0.00  228.02
    74160    1 A 4  234.07  234.07    0.00  230.77
    74160-TC 1 A 4  170.11  170.11    0.00  166.81
    74175    1 A 4  306.62  306.62    0.00  257.74
    74251-TC 1 A 0  318.71  318.71    0.00  166.81
    74261    1 A 4  451.81  451.81    0.00  222.92
    74261-TC 1 A 4  331.64  331.64    0.00  102.75
    74262-TC 1 A 4  382.16  382.16    0.00  166.81
    74330-26 1 A 0   45.93   45.93    0.00    0.00
    74712-TC 1 A 4  299.94  299.94    0.00  213.04
    75561-TC 1 A 4  271.21  271.21    0.00  349.52
    75635-TC 1 A 4  301.97  301.97    0.00  166.86
    76102-TC 1 A 0  134.50  134.50    0.00  102.80
    76513-26 1 A 7   35.76   35.76    0.00    0.00
    76885-TC 1 A 0   99.11   99.11    0.00   73.03
    77767-26 1 A 0   55.97   55.97    0.00    0.00
    78579-TC 1 A 0  154.69  154.69    0.00  336.78
    78761    1 A 0  202.68  202.68    0.00  372.98
    79440-TC 1 A 0   37.08   37.08    0.00    0.00
    88300-26 1 A 0    4.59    4.59    0.00    0.00
    91111    1 A 0  811.74  811.74    0.00  771.45
    92507    7 A 5   78.53   78.53   63.67    0.00
    92508    7 A 5   23.52   23.52   17.90    0.00
    92521    7 A 5  111.76  111.76   88.97    0.00
    92522    7 A 5   91.51   91.51   74.33    0.00
    92526    7 A 5   86.25   86.25   68.25    0.00
    92607    7 A 5  126.92  126.92   98.36    0.00
    93016    2 A 0   22.28   22.28    0.00    0.00
    94618    1 A 0   32.99   32.99    0.00    0.00
    95928-26 1 A 0   80.18   80.18    0.00    0.00
    97110    7 A 5   30.21   30.21   23.60    0.00
    97161    7 A 5   84.17   84.17   64.68    0.00
    99463    0 A 0  110.19  110.19    0.00    0.00
    G0118    0 T 0   41.24   41.24    0.00    0.00
    G0130-26 1 A 0   11.29   11.29    0.00    0.00
"""


def _ohio(row: int, line: str) -> OfficialAmount:
    service, _, status, multiple, *figures = line.split()
    code, _, modifier = service.partition("-")
    nonfacility, facility, therapy, opps = map(Decimal, figures)
    return OfficialAmount(
        row=row,
        year=2020,
        carrier="15202",
        locality="00",
        code=code,
        modifier=modifier,
        status=status,
        nonfacility=nonfacility,
        facility=facility,
        capped=False,
        therapy_nonfacility=therapy,
        therapy_facility=therapy,
        opps_nonfacility=opps,
        opps_facility=opps,
        multiple=multiple,
    )


OHIO_2020 = tuple(_ohio(row, line) for row, line in enumerate(_OHIO_2020.strip().splitlines(), 1))

#: Headings as a copy of PFALL20 made with R has them, its columns not in CMS's order.
COPY_HEADINGS = (
    "Year",
    "Carrier Number",
    "Locality",
    "HCPCS Code",
    "Modifier",
    "PCTC Indicator",
    "Status Code",
    "Multiple Surgery Indicator",
    "50% Therapy Reduction Amount (non-institutional)",
    "50% Therapy Reduction Amount (institutional)",
    "OPPS Indicator",
    "Facility Fee",
    "Non-Facility Fee",
    "OPPS Facility Fee",
    "OPPS Non-Facility Fee",
)


def copied(amounts: tuple[OfficialAmount, ...] = OHIO_2020) -> Grid:
    """The amounts as such a copy has them: "none" for no modifier, and 0 for no amount."""
    return [list(COPY_HEADINGS), *(_copied(amount) for amount in amounts)]


def _copied(a: OfficialAmount) -> list[str]:
    therapy = [f"{a.therapy_nonfacility:010.2f}", f"{a.therapy_facility:010.2f}"]
    fees = [_short(a.facility), _short(a.nonfacility)]
    opps = [_short(a.opps_facility), _short(a.opps_nonfacility)]
    first = [str(a.year), a.carrier, a.locality, a.code, a.modifier or "none", "0", a.status]
    return [*first, a.multiple, *therapy, "1" if a.opps_facility else "9", *fees, *opps]


def _short(value: Decimal | None) -> str:
    """As statistics programs print it, without zeros at the end."""
    return f"{(value or Decimal(0)).normalize():f}"
