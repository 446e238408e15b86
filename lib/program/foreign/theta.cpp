#include "program/foreign/theta.hpp"

#include "gradlab/check/report.hpp"
#include "gradlab/data/read.hpp"
#include "gradlab/languages/objective.hpp"
#include "program/check.hpp"
#include "program/exit_status.hpp"
#include "program/isolated_reading.hpp"
#include "program/replay.hpp"
#include "terminal/canvas.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace gradlab::program {

namespace {

namespace nn = neural_network;
using languages::Child, languages::CodeError;

struct Point {
  arma::vec theta;
  std::string words;  // where it comes from
};

// Spread by the generator that draws weights: the same figures everywhere.
Point random_point(arma::uword length, std::uint64_t seed) {
  return {nn::random_weights({length, 1, 1}, seed).Theta1.tail_cols(length).st(),
          fmt::format("{} entries, random, seed {}", with_thousands(length), seed)};
}

Point read_point(const std::string& path) {
  const data::Weights read = data::read_weights(path, this_program());
  if (!read.unrolled.is_empty()) return {read.unrolled, "from " + path};
  return {nn::unroll({read.Theta1, read.Theta2}), "from " + path};
}

// The points to try, until the code takes one. Lengths that say little about a wrong broadcast come last.
std::vector<Point> choose_points(const languages::Description& description, const CheckVerb& options) {
  if (!options.setup.weights.empty()) return {read_point(options.setup.weights)};
  if (options.foreign.length) return {random_point(*options.foreign.length, options.setup.seed)};
  if (!description.theta.is_empty()) return {{description.theta, "as the code has it"}};
  if (description.parameters > 0) return {random_point(description.parameters, options.setup.seed)};
  std::vector<Point> points = {random_point(5, options.setup.seed)};
  for (arma::uword length = 2; length <= 60; ++length) {
    if (length != 5) points.push_back(random_point(length, options.setup.seed));
  }
  points.push_back(random_point(1, options.setup.seed));
  return points;
}

struct ThetaFit {
  languages::CallingConvention fit;
  Point point;
};

// throws CodeError where this is no (cost, gradient) of theta.
ThetaFit try_theta(Child& child, const languages::Convention& convention, const Point& point) {
  child.use(convention);
  child.set_base(point.theta);
  const languages::Answer answer = child.evaluate();
  if (!answer.has_gradient) {
    throw CodeError("it returns J alone; expected (J, gradient), or name two functions: FILE:cost,gradient");
  }
  if (!answer.gradients.empty()) {
    throw CodeError("the gradient of a function of theta should be one list \"gradient\", but came as \"gradients\"; "
                    "matrices are for code that takes a network");
  }
  if (answer.gradient.n_elem != point.theta.n_elem) {
    throw CodeError(fmt::format("the gradient should have {} entries as theta has, but has {}; --length gives theta "
                                "another length",
                                point.theta.n_elem, answer.gradient.n_elem));
  }
  languages::CallingConvention fit;
  fit.convention = convention;
  fit.has_gradient = true;
  fit.returns = answer.returns;
  fit.changed = answer.changed;
  return {fit, point};
}

ThetaFit find_theta_fit(const Code& code, const std::vector<Point>& points) {
  std::string complaint;
  for (std::size_t choice = 0; choice < code.description.choices.size(); ++choice) {
    for (const std::string& shape : code.description.theta_shapes) {
      for (const Point& point : points) {
        languages::Convention convention;
        convention.choice = choice;
        convention.theta_shape = shape;
        try {
          return try_theta(*code.child, convention, point);
        } catch (const CodeError& error) {
          if (complaint.empty()) complaint = code.description.choices[choice].name + ": " + error.what();
        }
      }
    }
  }
  throw CodeError(complaint);
}

void refuse_network_options(const Code& code, const CheckVerb& options) {
  for (const char* name : {"--data", "--targets", "--examples", "--hidden", "--labels", "--lambda"}) {
    if (!options.foreign.chosen.contains(name)) continue;
    throw std::invalid_argument(fmt::format("{} is for code of the network, but {} takes theta alone", name,
                                            code.child->name()));
  }
}

ProblemSetup make_problem_setup(const Code& code, const Point& point) {
  ProblemSetup setup;
  setup.objective = languages::make_objective(code.child, languages::same_places(point.theta.n_elem));
  setup.theta = point.theta;
  setup.weights = point.words;
  return setup;
}

NamedFunction name_function(const Code& code, const languages::CallingConvention& fit) {
  return {code.choice_of(fit).name, [child = code.child](const arma::vec& theta) {
            child->set_base(theta);
            const languages::Answer answer = child->evaluate();
            return Outputs{answer.cost, {}, answer.cost, {answer.gradient}};
          }};
}

void print_theta_report(const Code& code, const ThetaFit& found, const Checked& checked, const CheckVerb& options) {
  const bool color = shows_color(stdout);
  fmt::print("{}\n\n{}{}\n{}\n{}", paint("gradlab check: is the gradient of this code right?", heading, color),
             describe(code, found.fit, color), line_of("theta", found.point.words, color),
             check::describe(checked.result, {color}), line_of("replay", replay_line(options.setup.seed), color));
}

}  // namespace

int check_theta(const Code& code, const CheckVerb& options) {
  refuse_network_options(code, options);
  try {
    const ThetaFit found = find_theta_fit(code, choose_points(code.description, options));
    const ProblemSetup setup = make_problem_setup(code, found.point);
    Checked checked = check_code(setup, name_function(code, found.fit), options);
    add_changed_arguments(code, found.fit, checked.result);
    if (options.json) {
      Json report = to_json(checked, setup, options);
      report["code"] = to_json(code, found.fit);
      report["configurations"] = Json::array();
      print_json(report);
    } else {
      print_theta_report(code, found, checked, options);
    }
    return exit_status(checked.result.verdict);
  } catch (const CodeError& error) {
    refuse(code, error, code.description.functions.empty() ? "" : list_functions(code));
  }
}

}  // namespace gradlab::program
