"""The demo: an invented job search, played through the services."""
