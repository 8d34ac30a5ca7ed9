"""A physician's contract as dated data, and what a year's credited work RVUs earn under it.

Read one with :func:`~openrvu.productivity.contract.contract_file.load_contract`, run it with
:func:`~openrvu.productivity.contract.run.run`, hold two side by side with
:func:`~openrvu.productivity.contract.compare.compare`.

Where money is rounded: what each part has earned in the year to date is exact (a fraction, never
a float). When a period is paid, their sum is rounded half up to the cent, once; a part's cents
are what it adds to the rounded sum of the parts before it, in the order of a statement. A
period's payment is that less what was paid before. So the parts sum to the whole, the payments
of any calendar sum to the same cents, a cap holds to the cent, and more work is never paid a cent
less for the rounding. The draw works on the cents of a period.
"""
