"""A matplotlib that complains where a real one would open a window."""
import os


def use(backend):
    raise ImportError("Cannot load backend '" + backend + "': headless is currently running")
