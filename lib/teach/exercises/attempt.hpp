// A learner's file as something that can be called, in C++ or Python: made ready, run in a process of its own, and
// asked for numbers. The judge of the exercise judges these numbers: tutorials/NN_name/judge.cpp.
#pragma once

#include "teach/exercises/catalogue.hpp"
#include "teach/exercises/assessment.hpp"
#include "terminal/json.hpp"

#include <armadillo>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace gradlab::teach {

/// The attempt cannot be judged by its numbers: there are none.
struct Failure : std::runtime_error {
  Failure(Ending how, Reason why) : std::runtime_error(why.explanation), ending(how), reason(std::move(why)) {}
  Ending ending;
  Reason reason;
};

/// Matrices; vectors as columns, numbers as 1 x 1.
using Matrices = std::vector<arma::mat>;

class Attempt {
 public:
  static constexpr double seconds = 5;  ///< of computing for one call: they are on tiny matrices, and take milliseconds

  /// Compiles or loads the file. throws Failure where it does not compile, and std::invalid_argument where there is no
  /// file, no compiler, no library or no Python.
  Attempt(const std::filesystem::path& file, Language language, const std::vector<std::string>& functions);

  ~Attempt();

  Language language() const;

  /// The same program in a new process: after a crash it can be called again.
  void restart();

  /// throws Failure.
  Matrices call(const std::string& function, const Json& arguments);

  /// What the code printed so far, in one line; empty: nothing.
  std::string printed() const;

  /// Before each function's name from now on: "wrong_1::" for a file that holds several attempts in name spaces.
  void use_prefix(const std::string& prefix);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Asks the exercise's judge; failures become assessments too.
Assessment judge(Attempt& attempt, const Exercise& exercise);

/// Makes the file ready and judges it. throws std::invalid_argument where that cannot be done at all.
Assessment judge(const std::filesystem::path& file, Language language, const Exercise& exercise);

/// Arguments for a call.
Json to_argument(const arma::mat& matrix);
Json to_argument(const arma::vec& vector);
Json to_argument(const arma::uvec& labels);

/// The function theta -> A theta - b.
Json to_affine_argument(const arma::mat& A, const arma::vec& b);

template <class... Arguments>
Json list_of(const Arguments&... arguments) {
  Json list = Json::array();
  (list.push_back(arguments), ...);
  return list;
}

}  // namespace gradlab::teach
