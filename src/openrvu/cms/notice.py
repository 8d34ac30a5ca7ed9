"""What a person must know, and accept, before an archive is fetched from CMS."""

from __future__ import annotations

#: Where CMS publishes the archives, and where its own notice can be read.
CMS_PAGE = "https://www.cms.gov/medicare/payment/fee-schedules/physician/pfs-relative-value-files"

NOTICE = f"""\
CMS's archives hold short descriptions that are not OpenRVU's to give:

  - CPT codes and their descriptions are copyright of the American Medical Association (AMA).
  - D codes (CDT) and their descriptions are copyright of the American Dental Association (ADA).

CMS lets you download them under the terms of use that it shows for the AMA and the ADA. By going
on you accept those terms as your own; read them first at

  {CMS_PAGE}

OpenRVU keeps the descriptions on this machine only. They are in no export, static site or share.
"""
