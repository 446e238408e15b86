"""What went wrong in a learner's code, in short words, and how far the code came."""
import os
import re
import traceback


class Misfit(Exception):
    """What the code gave back is not understood; the message is for the learner."""


class TooLong(BaseException):
    """Not an Exception, so that no `except Exception` of the learner's catches it."""


def describe_error(error):
    kind = type(error).__name__
    if isinstance(error, SystemExit):
        return f"it calls exit({error.code if error.code is not None else ''})"
    if isinstance(error, (Misfit, TooLong)):
        return str(error)
    text = shorten(" ".join(str(error).split()))
    return f"{kind}: {text}" if text else kind


def shorten(text):
    """NumPy's long sentences without what nobody needs."""
    gone = re.match(r"module 'numpy' has no attribute '(\w+)'", text)
    if gone:
        return f"np.{gone.group(1)} is gone from NumPy; write {gone.group(1)}" if "deprecated" in text else text[:80]
    text = re.sub(r": Input operand \d has a mismatch in its core dimension \d, with gufunc signature \S+ "
                  r"\(size (\d+) is different from (\d+)\)", r": \1 and \2 do not fit together", text)
    text = re.sub(r"all the input array dimensions except for the concatenation axis must match exactly, but ", "",
                  text)
    return text if len(text) <= 200 else text[:197] + "..."


def frames_of(error, path):
    """The frames in the learner's files, outermost first."""
    folder = os.path.dirname(path)
    return [frame for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename == path or os.path.dirname(frame.filename) == folder]


def place_of(error, path, where=None):
    """The innermost line of the learner's files that the error came from."""
    frames = frames_of(error, path)
    if not frames:
        return ""
    last = frames[-1]
    line = where(last.lineno) if where and last.filename == path else f"line {last.lineno}"
    return f"{os.path.basename(last.filename)}, {line}: "


def how_far(error, path):
    """The line that the called function reached, and whether it asked for a name that there is not."""
    frames = frames_of(error, path)
    return {"line": frames[0].lineno if frames else 0, "undefined": isinstance(error, NameError)}
