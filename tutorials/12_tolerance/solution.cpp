// Exercise 12, solved: when do two numbers agree?
#include <gradlab/exercise.hpp>

bool agrees(double analytic, double numeric, double error, double tolerance) {
  const double distance = std::abs(analytic - numeric);
  const double size = std::max(std::abs(analytic), std::abs(numeric));
  return distance <= tolerance * size + error;
}
