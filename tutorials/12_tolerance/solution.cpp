// Exercise 12, solved: do two numbers agree?
#include <gradlab/exercise.hpp>

double verdict(double analytic, double numeric, double error,
               double tolerance) {
  if (!std::isfinite(numeric)) return 0;
  if (!std::isfinite(analytic)) return -1;
  const double d = std::abs(analytic - numeric);
  const double size = std::max(std::abs(analytic), std::abs(numeric));
  const double t = tolerance * size;
  if (d + error <= t) return 1;
  if (d - error > t) return -1;
  return 0;
}
