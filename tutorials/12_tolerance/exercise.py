# Exercise 12: when do two numbers agree?
#
# A derivative from code and one from differences never agree to the last digit. Let them agree if their distance is
# at most tolerance times the larger of their sizes, plus what the numerical one may be off by. NaN agrees with
# nothing.
#
#   analytic:   from the code
#   numeric:    from differences
#   error:      what `numeric` may be off by
#   tolerance:  relative: 1e-7, say
#   result:     whether they agree


def agrees(analytic, numeric, error, tolerance):
    # ---- write here, in place of the next line ----
    raise NotImplementedError
