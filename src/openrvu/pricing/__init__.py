"""Amounts for claim lines, and our amounts held against those that CMS published."""
