"""Acts that touch several layers at once, such as preparing an office."""
