// The check, the comparison of the twins and the V-curve, as the command's verbs make them.
#include "gradlab/check/checker.hpp"
#include "gradlab/check/compare_outputs.hpp"
#include "gradlab/diagnosis/checked.hpp"
#include "gradlab/diagnosis/diagnose.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "gradlab/numeric/sweep.hpp"
#include "problem.hpp"
#include "program/check_json.hpp"
#include "program/diagnose.hpp"
#include "program/entries_json.hpp"
#include "verbs.hpp"

namespace gradlab::engine {

namespace {

bool is_same(const arma::vec& one, const arma::vec& other) { return arma::approx_equal(one, other, "absdiff", 0.0); }

diagnosis::Checked check_functions(const ProblemSetup& setup, const Json& request) {
  diagnosis::Checked checked;
  std::vector<check::Implementation> implementations;
  for (const NamedFunction& function : setup.twins) {
    implementations.push_back({function.name, [&checked, &setup, function](const arma::vec& theta) {
                                 const Outputs outputs = function.run(theta);
                                 if (is_same(theta, setup.theta)) checked.plain_costs[function.name] = outputs.cost;
                                 return to_evaluation(outputs);
                               }});
  }
  check::CheckOptions options;
  options.parameters = request.value("parameters", arma::uword{0});
  options.seed = request.value("seed", std::uint64_t{1});
  options.beside_blind = false;  // blind_spots knows more
  checked.result = check::check_gradients(setup.objective, implementations, setup.theta, options);
  checked.diagnoses = program::diagnose(setup, checked.result);
  if (request.value("blind_spots", true)) checked.blind_spots = program::find_blind_spots(setup, checked.result);
  diagnosis::drop_named(checked.blind_spots, checked.diagnoses);
  return checked;
}

}  // namespace

Json check(const Json& request, Numbers&) {
  const auto problem = read_problem(request);
  const auto functions = request.value("implementations", std::vector<std::string>{"loop", "vectorized"});
  const ProblemSetup setup = make_setup(problem, functions);
  const diagnosis::Checked checked = check_functions(setup, request);
  const auto [n, h, K] = problem->sizes;
  const Json network = program::network_to_json(n, h, K, setup.examples, terminal::number(setup.lambda),
                                                setup.theta.n_elem);
  Json reply = program::to_json(checked, network, request.value("seed", std::uint64_t{1}));
  reply["entries"] = program::entries_to_json(checked.result, setup.objective.blocks);
  return reply;
}

Json compare(const Json& request, Numbers& numbers) {
  const auto problem = read_problem(request);
  const ProblemSetup setup = make_setup(problem, {"loop", request.value("other", "vectorized")});
  const auto loop = name_outputs(setup.twins[0].run(setup.theta));
  const auto other = name_outputs(setup.twins[1].run(setup.theta));
  Json outputs = Json::array();
  check::Verdict verdict = check::Verdict::agree;
  for (std::size_t i = 0; i < loop.size(); ++i) {
    const check::OutputDifference difference = check::compare_outputs(loop[i].second, other[i].second);
    verdict = check::worst_of(verdict, difference.verdict);
    outputs.push_back({{"name", loop[i].first},
                       {"loop", numbers.add(loop[i].second)},
                       {"other", numbers.add(other[i].second)},
                       {"max_absolute_difference", terminal::number(difference.largest_absolute)},
                       {"max_relative_difference", terminal::number(difference.largest_relative)},
                       {"max_ulps", difference.largest_ulps},
                       {"verdict", to_string(difference.verdict)}});
  }
  return {{"verdict", to_string(verdict)}, {"outputs", outputs}};
}

Json sweep(const Json& request, Numbers& numbers) {
  const auto problem = read_problem(request);
  const ProblemSetup setup = make_setup(problem, {"vectorized"});
  Objective objective = setup.objective;
  objective.differences = nullptr;  // two costs are subtracted, as everybody does it: else there is no V
  const DifferenceFunction differences = differences_around(objective, setup.theta);
  const arma::vec truth = to_evaluation(setup.twins[0].run(setup.theta)).gradient;
  std::vector<numeric::AlongOneParameter> slices;
  for (arma::uword k = 0; k < truth.n_elem; ++k) {
    slices.push_back(numeric::slice_along(objective, differences, setup.theta, k));
  }
  const std::vector<double> steps = numeric::steps_between(1, 1e-16, request.value("per_decade", 4));
  Json curves = Json::array();
  for (const char* method : {"forward", "central"}) {
    const numeric::Sweep sweep = numeric::sweep(numeric::find_method(method), slices, truth, steps);
    curves.push_back({{"method", method}, {"steps", numbers.add(sweep.steps.st())},
                      {"errors", numbers.add(sweep.errors.st())}, {"best", sweep.best}});
  }
  return {{"curves", curves}};
}

}  // namespace gradlab::engine
