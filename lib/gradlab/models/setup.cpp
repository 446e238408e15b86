#include "gradlab/models/setup.hpp"

#include <algorithm>

namespace gradlab {

namespace {

arma::mat scalar(double value) { return arma::mat(1, 1).fill(value); }

using Named = std::vector<std::pair<std::string, arma::mat>>;

void add_gradients(Named& list, const std::vector<arma::mat>& gradients, const std::string& ending) {
  for (std::size_t i = 0; i < gradients.size(); ++i) {
    const std::string number = gradients.size() == 1 ? "" : std::to_string(i + 1);
    list.push_back({std::string("grad").append(number).append(ending), gradients[i]});
  }
}

}  // namespace

double Score::accuracy() const {
  return classes == 0 ? arma::datum::nan : static_cast<double>(right) / static_cast<double>(examples);
}

Score count_answers(double cost, const arma::uvec& right, const arma::uvec& answers, arma::uword classes) {
  constexpr arma::uword most = 1000;  // nobody reads a larger table, and it would fill the memory
  Score score{right.n_elem, cost, classes, arma::accu(right == answers), {}};
  if (classes > most) return score;
  score.confusion.zeros(classes, classes);
  for (arma::uword i = 0; i < right.n_elem; ++i) ++score.confusion(right(i) - 1, answers(i) - 1);
  return score;
}

const NamedFunction* find_function(const std::vector<NamedFunction>& functions, const std::string& name) {
  const auto found = std::find_if(functions.begin(), functions.end(),
                                  [&](const NamedFunction& one) { return one.name == name; });
  return found == functions.end() ? nullptr : &*found;
}

std::vector<NamedFunction> ProblemSetup::ladder() const {
  std::vector<NamedFunction> all = twins;
  all.insert(all.end(), faster.begin(), faster.end());
  return all;
}

Evaluation to_evaluation(const Outputs& outputs) {
  Evaluation evaluation{outputs.reg_J, {}};
  for (const arma::mat& gradient : outputs.regularized) {
    evaluation.gradient = arma::join_cols(evaluation.gradient, arma::vectorise(gradient.st()));
  }
  return evaluation;
}

std::vector<std::pair<std::string, arma::mat>> name_outputs(const Outputs& outputs) {
  Named list = {{"cost", scalar(outputs.cost)}};
  add_gradients(list, outputs.gradients, "");
  list.push_back({"reg_J", scalar(outputs.reg_J)});
  add_gradients(list, outputs.regularized, "_reg");
  return list;
}

}  // namespace gradlab
