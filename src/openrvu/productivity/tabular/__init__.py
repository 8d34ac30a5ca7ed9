"""Tables that people bring, CSV or Excel: read with bounds, headings found, columns matched."""
