// What people call the network's quantities, in explanations.
#include "code.hpp"
#include "gradlab/languages/names.hpp"
#include "gradlab/languages/spelling.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

namespace test_names {

using gradlab::languages::Names;
namespace languages = gradlab::languages;

TEST_SUITE_BEGIN("names");

TEST_CASE("a sentence is told in each dialect, and words that are no quantities stay") {
  const std::string source = "Multiply Theta2'*d2 elementwise by sigmoidGradient(z1).";
  const auto in = [&](const char* dialect) { return languages::rename(source, languages::names_in(dialect)); };
  CHECK(in("source") == source);
  CHECK(in("coursera") == "Multiply Theta2'*delta3 elementwise by sigmoidGradient(z2).");
  CHECK(in("nielsen") == "Multiply w^3'*delta^3 elementwise by sigmoid_prime(z^2).");
  CHECK(in("d2l") == "Multiply W2'*dJ_do elementwise by sigmoid_grad(z).");
  CHECK(languages::rename("a20 is no a2", languages::names_in("coursera")) == "a20 is no a3");
  CHECK(languages::rename("a2i - y10[i]", languages::names_in("nielsen")) == "a^3 - y[i]");
  CHECK_THROWS_AS(languages::names_in("klingon"), std::invalid_argument);
}

TEST_CASE("the learner's own names come first, and none stands for two quantities") {
  const Names names = languages::complete({{"a1", "a2"}, {"y10", "T"}}, "source");
  CHECK(languages::rename("a1", names) == "a2");
  CHECK(languages::rename("a2 - y10", names) == "a3 - T");
  CHECK(languages::rename("z1", names) == "z1");
  CHECK(languages::complete({{"the labels", "y"}}, "d2l").at("y10") == "Y");
  CHECK(languages::rename("a1i", names) == "a1i");
  CHECK(languages::complete({{"a1i", "a2"}}, "coursera").at("a1") == "a2");
}

TEST_CASE("what is said of both matrices of weights is said in the learner's names") {
  const auto both = [](const Names& own) {
    return languages::rename("Lambda/m * [0, Theta(:,1:)]", languages::complete(own, "source"));
  };
  CHECK(both({}) == "Lambda/m * [0, Theta(:,1:)]");
  CHECK(both({{"Theta1", "T1"}, {"Theta2", "T2"}}) == "Lambda/m * [0, T(:,1:)]");
  CHECK(both({{"Theta1", "A"}, {"Theta2", "B"}}) == "Lambda/m * [0, A(:,1:)]");
  CHECK(both({{"Theta1", "T1"}}) == "Lambda/m * [0, T1(:,1:)]");
  CHECK(languages::rename("Theta", languages::names_in("d2l")) == "W");
  CHECK(languages::rename("Theta", languages::names_in("nielsen")) == "w");
}

TEST_CASE("the code tells the dialect by the words that it uses") {
  CHECK(languages::recognize_dialect("delta3 = a3 - Y; z3 = 1") == "coursera");
  CHECK(languages::recognize_dialect("nabla_w = [np.zeros(w.shape)]") == "nielsen");
  CHECK(languages::recognize_dialect("y_hat = W2 @ h") == "d2l");
  CHECK(languages::recognize_dialect("d2 = a2 - y10") == "source");
  CHECK(languages::recognize_dialect("f = @(x) x") == "source");
}

TEST_CASE("Octave counts columns from 1, Python from 0") {
  const std::string remedy = "Leave out column 0; column i-1 is of label i; column 01 is none.";
  CHECK(languages::spell(remedy, "Python 3.11") == remedy);
  CHECK(languages::spell(remedy, "Octave 7.3.0") ==
        "Leave out column 1; column i is of label i; column 01 is none.");
}

TEST_CASE("--names of no dialect is refused in one line") {
  const Run run = run_gradlab("check --data debug --names klingon");
  CHECK(run.status == 2);
  CHECK(run.err.find("--names should be one of source, coursera, nielsen, d2l, but is klingon") != std::string::npos);
}

TEST_CASE("--names is the dialect of built-in mistakes too") {
  const Run run = run_gradlab("check --data debug --lambda 3 --implementation flipped-sign --names coursera");
  CHECK(run.status == 1);
  CHECK(run.out.find("The output error is a3 - Y.") != std::string::npos);
}

TEST_SUITE_END();

}  // namespace test_names
