"""``python -m golden``."""

import sys

from golden.runner import main

sys.exit(main())
