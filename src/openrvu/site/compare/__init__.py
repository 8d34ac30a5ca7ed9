"""Up to six codes side by side."""
