import os


def plot(*arguments):
    print("plotted by the real one")


def show():
    if os.environ.get("MPLBACKEND") != "Agg" or "DISPLAY" in os.environ:
        raise RuntimeError("a window opens")
