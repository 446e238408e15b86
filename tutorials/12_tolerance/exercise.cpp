// Exercise 12: do two numbers agree?
//
// A derivative from code and one from differences never agree to the last
// digit, and the one from differences has an error bar. With d = |analytic -
// numeric| and t = tolerance times the larger of |analytic| and |numeric|: d +
// error <= t: they agree. d - error > t: they disagree. In between nobody can
// tell. A numeric value that is no number tells nothing; an analytic one that
// is none beside a good numeric one is wrong.
//
//   analytic:   from the code
//   numeric:    from differences
//   error:      what `numeric` may be off by
//   tolerance:  relative: 1e-7, say
//   result:     1: they agree; -1: they disagree; 0: undecided
#include <gradlab/exercise.hpp>

double verdict(double analytic, double numeric, double error,
               double tolerance) {
  // ---- write here, in place of the next line ----
  throw NotWritten();
}
