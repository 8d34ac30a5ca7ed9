"""Where a physician's work stands among others': surveys people license, and an open benchmark."""
