"""The state behind one secret key, and the register of them all."""
