"""Excel workbooks made for a test, as bytes."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Mapping, Sequence
from datetime import date

from xlsxwriter import Workbook


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """An .xlsx of some sheets; a text that begins with ``=`` is a formula whose value is 7."""
    made = io.BytesIO()
    with Workbook(made) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(at, column, cell, day)
                    elif isinstance(cell, str) and cell.startswith("="):
                        sheet.write_formula(at, column, cell, None, 7)
                    elif cell is not None:
                        sheet.write(at, column, cell)
    return made.getvalue()


def old_workbook() -> bytes:
    """An .xls with the sheet ``Log``: day, code, wrvu; 2026-03-02 (a day), "99213", 0.1 + 0.2."""
    return zlib.decompress(base64.b64decode(_OLD))


#: Made with xlwt, which nothing else here needs.
_OLD = (
    "eNrtWD1oFEEU/mbvNvdjcn9ehEQIR9CYxKSIsTBFslHQNBqijSIBvWQPkZg7WfzhLDQarxQEK8UmEAubqI0/aKGdhZCghSAI"
    "d1paCQoWya1v3s3K5UTIgQYi8y3z5s0383bezu/OLC3Gi3OPWkuowRB8KLshNFRxgkLIS8RA+a4rVS8OUnA1NhRCQerIBhPP"
    "m94EZB/K/i7BwEP/K5LAJwrjOIvRXDaTWkfsYx/SQvowSFLgLjERtLBXCZaTLDezfMAlX7AcZuYGy0EqWxTHsWiNdu9Ro/iY"
    "0c55Ecj3PmGbD8z0oRmv5Si+clNUyprY65xOn9lgGW3+RsyDOnQkk804Mh3FPYSBPKF3errXtotIUmfP47ubAr55s/plSvPr"
    "ywsQ/2M1H/gDH6ROrOVvGX5gBu5JniQFbELYL3N8OJg7tYxtkCk/E7DTedImc3aGoovOhfMmMDCwq68/LFd2Xgliq1aCJp4h"
    "jSRtRFmP8zyJkSvL97++PTQxZp1gZoZX/8oesV26BBdXpQUZRzjHQMUtoJv1nSyv8Vu3st7KMkmDmOKOsWalHJjlMtc5t4Pq"
    "6We8s3ZU6Z2kF74cftpW+Gx1kb4wUrqUXHhvzaGd9iyb7OUzix7RI+7clnhmebFQ68lHli2/rS1BI6Z8d9VGGMWKnE2EOMtK"
    "SraO+JUyVFtJa1FjfdkIM5dAZMng8oKtZev4qL0EW+9W3zZkJPCYm2+4ajcOQ0NDQ0NDQ0NDQ6NeCPVn7lOnBFP9+QfUvc4K"
    "hbK+JvlvcQQ5es7RoXI/shQ7yNc1frbAFN67xBptvPtCiaNUu4MpTLAfU3WPXzq5iervWbNh7O9NoXrrL9fj5z+u/ycJh9Fj"
)
