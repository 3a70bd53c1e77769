"""Values of the domain, generous with what people type and strict with what is kept.

Each is immutable, has one written form, and answers anything else with `WrongValue`.
"""
