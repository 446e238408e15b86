#include "program/problem_options.hpp"

#include "gradlab/data/format.hpp"
#include "gradlab/models/model.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <limits>

namespace gradlab::program {

namespace {

Option data_option(ProblemOptions& setup, const std::string& default_data) {
  const std::string summary =
      fmt::format("A file ({}; gzipped too), or digits, iris or debug, which are built in", data::list_formats());
  return {.name = "--data",
          .target = &setup.data,
          .value = "FILE|NAME",
          .summary = default_data.empty() ? summary : fmt::format("{}. Default: {}", summary, default_data),
          .shows_default = default_data.empty(),
          .suggestions = {"digits", "iris", "debug"}};
}

// "a, b or c"
std::string join_with_or(const std::vector<std::string>& names) {
  return fmt::format("{} or {}", fmt::join(names.begin(), names.end() - 1, ", "), names.back());
}

}  // namespace

std::vector<Option> problem_options(ProblemOptions& setup, const std::string& default_data) {
  return {{.name = "--model",
           .target = &setup.model,
           .value = "NAME",
           .summary = join_with_or(names_of(models())),
           .shows_default = true,
           .allowed = names_of(models())},
          data_option(setup, default_data),
          {.name = "--targets",
           .target = &setup.targets,
           .value = "FILE",
           .summary = "A file with the labels or targets, where the data have none"},
          {.name = "--label-column",
           .target = &setup.label_column,
           .value = "NAME",
           .summary = "The column of labels in a table, by its name or its number from 1. Default: the one that "
                      "the header calls label, class, species, target or y; else the last"},
          memory_option(setup.memory),
          {.name = "--weights",
           .target = &setup.weights,
           .value = "FILE",
           .summary = "Theta1 and Theta2 (.mat), or all weights in one column (.npy, .csv). "
                      "Default: random from the seed"},
          {.name = "--order",
           .target = &setup.order,
           .value = "NAME",
           .summary = "How weights in one column were unrolled: rows (NumPy) or columns (Octave)",
           .shows_default = true,
           .allowed = {"rows", "columns"}},
          {.name = "--examples",
           .target = &setup.examples,
           .value = "N",
           .summary = "Use this many examples, drawn by the seed (0: all)",
           .shows_default = true,
           .checks = {whole_between(0, largest_count)}},
          {.name = "--hidden",
           .target = &setup.hidden,
           .value = "N",
           .summary = "Hidden units. Default: 25, or as the weights say",
           .checks = {whole_between(1, largest_count)}},
          {.name = "--labels",
           .target = &setup.labels,
           .value = "N",
           .summary = "Labels. Default: as the data say",
           .checks = {whole_between(1, largest_count)}},
          {.name = "--positive",
           .target = &setup.positive,
           .value = "LABEL",
           .summary = "For logistic regression: the label to tell from the rest. Default: the largest"},
          {.name = "--lambda",
           .target = &setup.lambda,
           .value = "L",
           .summary = "Regularization, 0 or more",
           .shows_default = true,
           .checks = {refuse_negative}},
          {.name = "--seed",
           .target = &setup.seed,
           .value = "N",
           .summary = "Of all that is random",
           .shows_default = true,
           .checks = {whole_between(0, std::numeric_limits<std::uint64_t>::max())}}};
}

std::vector<Option> network_options(ProblemOptions& setup) {
  std::vector<Option> options = problem_options(setup, "");
  std::erase_if(options, [](const Option& option) { return option.name == "--model" || option.name == "--positive"; });
  return options;
}

Option parameters_option(std::string& parameters) {
  return {.name = "--parameters",
          .target = &parameters,
          .value = "all|N",
          .summary = "all, or how many: a sample that covers every block",
          .shows_default = true};
}

}  // namespace gradlab::program
