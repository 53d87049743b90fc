"""How printed lines become links on a page."""
