#include "program/check_options.hpp"

#include "gradlab/data/read.hpp"
#include "gradlab/models/network/parameters.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <sstream>
#include <stdexcept>

namespace gradlab::program {

arma::uword parse_parameters(const std::string& text) {
  if (text == "all") return 0;
  arma::uword count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{} || end != text.data() + text.size() || count == 0) {
    throw std::invalid_argument("--parameters should be all or a number from 1 up, but is '" + text + "'");
  }
  return count;
}

namespace {

// Nothing where a word is no number; "nan" and "inf" are.
std::optional<arma::vec> parse_list(const std::string& text) {
  std::vector<double> numbers;
  std::istringstream words(text + ",");
  for (std::string word; std::getline(words, word, ',');) {
    double number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
    numbers.push_back(number);
  }
  return arma::vec(numbers);
}

// On standard error, where progress is shown too: with a budget always, else where the check takes long.
void print_forecast(const check::Plan& plan) {
  constexpr double long_time = 60;
  const bool has_budget = plan.budget > 0;
  if (!has_budget && !(plan.seconds > long_time)) return;
  const std::string seconds = fmt::format(fmt::runtime(plan.seconds < 10 ? "{:.2g}" : "{:.0f}"), plan.seconds);
  fmt::print(stderr, "gradlab: about {} costs of {:.2g} s: {} s or so{}\n", with_thousands(plan.costs),
             plan.cost_seconds, seconds,
             has_budget ? fmt::format(", for a budget of {:g} s", plan.budget)
                        : "; --budget SECONDS makes a plan that fits");
}

}  // namespace

arma::vec parse_entries(const std::string& option, const std::string& text) {
  if (text.empty()) return {};
  if (const std::optional<arma::vec> list = parse_list(text)) return *list;
  std::error_code ignored;  // reading the file tells
  if (std::filesystem::status(text, ignored).type() == std::filesystem::file_type::not_found) {
    throw std::invalid_argument(
        fmt::format("{} should be a number, numbers with commas between them, or a file of them, "
                    "but is '{}'",
                    option, text));
  }
  const data::Weights read = data::read_weights(text);
  return read.unrolled.is_empty() ? neural_network::unroll({read.Theta1, read.Theta2}) : read.unrolled;
}

check::CheckOptions to_check_options(const CheckVerb& options, Progress& progress) {
  check::CheckOptions wanted;
  wanted.method = options.method;
  wanted.parameters = parse_parameters(options.parameters);
  wanted.directions = options.directions;
  wanted.points = options.points;
  if (options.tolerance) wanted.tolerance.relative = *options.tolerance;
  wanted.seed = options.setup.seed;
  wanted.threads = options.threads;
  wanted.budget = options.budget.value_or(0);
  wanted.forecast = print_forecast;
  wanted.typical_size = parse_entries("--typical-size", options.foreign.typical_size);
  wanted.lower = parse_entries("--lower", options.foreign.lower);
  wanted.upper = parse_entries("--upper", options.foreign.upper);
  wanted.progress = [&progress](double fraction) { progress.show(fraction); };
  return wanted;
}

}  // namespace gradlab::program
