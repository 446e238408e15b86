// Judges the exercise of lesson 17: the complex step.
#include "teach/exercises/values.hpp"

#include <fmt/format.h>

#include <cmath>
#include <complex>

namespace gradlab::tutorials::lesson_17 {

using namespace teach;

namespace {

template <class Scalar>
Scalar given_function(const Scalar& x) {
  const Scalar s = std::sin(x), c = std::cos(x);
  return std::exp(x) / std::sqrt(s * s * s + c * c * c);
}

}  // namespace

Assessment judge(Attempt& attempt, const Exercise& exercise) {
  struct ImaginaryStep {
    double x, h;
  };
  const std::vector<ImaginaryStep> inputs = {{1.5, 1e-200}, {0.75, 1e-200}, {0.25, 1e-3}};
  ExerciseTest test{exercise.function, {"derivative"}, {}, {},
                    "At h = 1e-200, where every difference is 0, your derivative is right to the last digits."};
  const auto at = [](const ImaginaryStep& s) { return given_function(std::complex<double>(s.x, s.h)); };
  for (const ImaginaryStep& s : inputs) {
    test.cases.push_back(
        {fmt::format("x = {:g}, h = {:g}", s.x, s.h), list_of(s.x, s.h), {scalar(at(s).imag() / s.h)}});
  }
  const auto rival = [&](auto function) {
    return in_each(inputs, [&](const ImaginaryStep& s) { return Matrices{scalar(function(s))}; });
  };
  test.rivals = {
      {"real-difference", "This is a difference of real numbers: at h = 1e-200, x + h is x, and nothing is left.", "",
       "Step into the imaginary direction, x + ih: then nothing is subtracted.",
       rival([](const ImaginaryStep& s) { return (given_function(s.x + s.h) - given_function(s.x)) / s.h; })},
      {"real-difference", "This is a difference of real numbers: at h = 1e-200, x + h is x, and nothing is left.", "",
       "Step into the imaginary direction, x + ih: then nothing is subtracted.",
       rival([](const ImaginaryStep& s) {
         return (given_function(s.x + s.h) - given_function(s.x - s.h)) / (2 * s.h);
       })},
      {"missing-division", "The imaginary part is not divided by h.", "", "Divide by h.",
       rival([&](const ImaginaryStep& s) { return at(s).imag(); })},
      {"real-part", "The real part is taken: that is about f(x) itself.", "",
       "The derivative is in the imaginary part.",
       rival([&](const ImaginaryStep& s) { return at(s).real() / s.h; })},
      {"real-part", "The real part is taken: that is about f(x) itself.", "",
       "The derivative is in the imaginary part.",
       rival([&](const ImaginaryStep& s) { return at(s).real(); })},
      {"divided-by-2h", "There is one step only, of h: dividing by 2h makes it half.", "", "Divide by h.",
       rival([&](const ImaginaryStep& s) { return at(s).imag() / (2 * s.h); })},
      {"imaginary-step-only", "The step is ih alone: x itself is left out.", "", "Call f with x + ih.",
       rival([](const ImaginaryStep& s) {
         return given_function(std::complex<double>(0, s.h)).imag() / s.h;
       })},
      {"modulus", "The modulus is taken; it hides the imaginary part, which is tiny.", "",
       "Take the imaginary part, divided by h.", rival([&](const ImaginaryStep& s) { return std::abs(at(s)) / s.h; })},
  };
  try {
    return judge_values(attempt, test);
  } catch (Failure& failure) {
    if (failure.reason.explanation.find("the result is complex") != std::string::npos) {
      failure.reason.mistake = "complex-result";
      failure.reason.explanation = "The result is a complex number: the derivative is in its imaginary part.";
      failure.reason.remedy = "Return the imaginary part, divided by h.";
    }
    throw;
  }
}

}  // namespace gradlab::tutorials::lesson_17
