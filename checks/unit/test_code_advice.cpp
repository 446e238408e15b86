// Advice about foreign code: in the learner's own language, and for shapes that do not fit.
#include "gradlab/languages/shape_advice.hpp"
#include "gradlab/languages/spelling.hpp"

#include <doctest/doctest.h>

#include <string>

namespace test_code_advice {

using namespace gradlab::languages;

TEST_SUITE_BEGIN("code advice");

TEST_CASE("a remedy is spelled in Python, in Octave, in C++, or left alone") {
  const std::string remedy = "Add Lambda/m * [0, Theta1(:,1:)], drop d1(1:), multiply by a1.*(1-a1).";
  CHECK(spell(remedy, "Python 3.11.2, NumPy 1.24.2") ==
        "Add Lambda/m * np.c_[np.zeros(len(Theta1)), Theta1[:, 1:]], drop d1[1:], multiply by a1*(1-a1).");
  CHECK(spell(remedy, "Octave 7.3.0") ==
        "Add Lambda/m * [zeros(rows(Theta1),1), Theta1(:,2:end)], drop d1(2:end), multiply by a1.*(1-a1).");
  CHECK(spell(remedy, "C++") == "Add Lambda/m * join_rows(zeros(Theta1.n_rows, 1), Theta1.tail_cols(Theta1.n_cols - 1)), "
                                "drop d1.tail(d1.n_elem - 1), multiply by a1%(1-a1).");
  CHECK(spell(remedy, "") == remedy);
}

TEST_CASE("an entry has square brackets in Python") {
  CHECK(in_square_brackets("dJ/dTheta1(1,0) and theta(1), Theta2(:,0), Theta1(:,1:), at theta = (0, 0) and log(1)") ==
        "dJ/dTheta1[1, 0] and theta[1], Theta2[:, 0], Theta1[:, 1:], at theta = (0, 0) and log(1)");
}

TEST_CASE("a warning of Python's says its line and what it warns of, without the path") {
  CHECK(warning_without_path("/home/me/very/long/exercise.py:12: RuntimeWarning: divide by zero encountered in log") ==
        "line 12: RuntimeWarning: divide by zero encountered in log");
  CHECK(warning_without_path("J: 3.5") == "J: 3.5");
}

TEST_CASE("a sum with one row too many is told from a product") {
  const std::string numpy = "ValueError: operands could not be broadcast together with shapes (5,4) (6,4)";
  CHECK(advise_on_bias(numpy).find("one has 5 rows, the other 6") != std::string::npos);
  CHECK(advise_on_shapes(numpy).find("product must be equal") == std::string::npos);
  const std::string octave = "operator +: nonconformant arguments (op1 is 5x4, op2 is 5x3)";
  CHECK(advise_on_bias(octave).find("one has 4 columns, the other 3") != std::string::npos);
  const std::string product = "matrix multiplication: incompatible matrix dimensions: 5x4 and 6x4";
  CHECK(advise_on_bias(product).empty());
  CHECK(advise_on_shapes(product).find("product must be equal") != std::string::npos);
  CHECK(advise_on_bias("could not be broadcast together with shapes (5,4) (9,4)").empty());
  CHECK(advise_on_shapes("NameError: name 'a' is not defined").empty());
}

TEST_SUITE_END();

}  // namespace test_code_advice
