"""``python -m searching``."""

import sys

from searching.runner import main

sys.exit(main())
