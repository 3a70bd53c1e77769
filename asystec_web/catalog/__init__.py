"""Catalogues shipped with the product: activities, territory, documents."""
