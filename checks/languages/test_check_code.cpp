// The library judges foreign code without the command.
#include "gradlab/languages/adapters.hpp"
#include "gradlab/languages/check_code.hpp"

#include <armadillo>
#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

namespace test_check_code {

using namespace gradlab;

namespace {

languages::Code start(const std::string& file, const std::string& arguments = "") {
  const std::string path = std::string(GRADLAB_CHECKS_DIR "/languages/learners/") + file;
  const languages::CodeFile code = languages::parse_code_file(path, arguments);
  return languages::start_code(file, languages::python_command(code), 10);
}

}  // namespace

TEST_SUITE_BEGIN("check_code");

TEST_CASE("right code agrees on three networks and has no findings") {
  const languages::CheckedCode checked = check_code(start("python/classic.py"));
  CHECK(checked.verdict() == check::Verdict::agree);
  CHECK(checked.points.size() == 3);
  CHECK(checked.diagnoses.empty());
  CHECK(checked.convention.cost_matches);
}

TEST_CASE("wrong code disagrees, and a finding names the mistake") {
  const languages::CheckedCode checked = check_code(start("unlisted/derivative_of_tanh.py"));
  CHECK(checked.verdict() == check::Verdict::disagree);
  CHECK(checked.telling().cost_right);
  CHECK(!checked.telling().gradient_right);
  REQUIRE(!checked.diagnoses.empty());
  CHECK(checked.diagnoses.front().findings.front().mistake == "derivative-of-tanh");
}

TEST_CASE("a function of theta alone is checked at the caller's point") {
  languages::CodeCheckOptions options;
  options.points = {languages::random_theta(3, 2)};
  const languages::CheckedCode right = check_code(start("python/theta_only.py"), options);
  CHECK(right.verdict() == check::Verdict::agree);
  REQUIRE(right.points.size() == 1);
  CHECK(arma::approx_equal(right.points[0].point.problem.theta, options.points[0].problem.theta, "absdiff", 0));

  CHECK(check_code(start("python/theta_only.py:wrong"), options).verdict() == check::Verdict::disagree);
  options.points = {languages::random_theta(4, 2)};
  CHECK_THROWS_WITH_AS(check_code(start("python/theta_only.py:rosenbrock"), options),
                       doctest::Contains("too many values"), std::invalid_argument);
}

TEST_CASE("a caller's own network takes the place of the three") {
  languages::CodeCheckOptions options;
  options.points = {languages::small_network(1)};
  CHECK(check_code(start("python/classic.py"), options).points.size() == 1);
}

TEST_CASE("code that takes no lambda is checked without, unless lambda is needed") {
  const languages::Code code = start("python/no_lambda.py", "theta,X,y,n,h,K");
  const languages::CheckedCode checked = check_code(code);
  CHECK(checked.points.size() == 2);
  for (const languages::CheckedPoint& at : checked.points) CHECK(at.point.problem.lambda == 0);
  languages::CodeCheckOptions options;
  options.needs_lambda = true;
  CHECK_THROWS_WITH_AS(check_code(code, options), doctest::Contains("--lambda"), std::invalid_argument);
}

TEST_SUITE_END();

}  // namespace test_check_code
