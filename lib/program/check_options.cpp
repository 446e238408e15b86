#include "program/check_options.hpp"

#include <charconv>
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

check::CheckOptions to_check_options(const CheckVerb& options, Progress& progress) {
  check::CheckOptions wanted;
  wanted.method = options.method;
  wanted.parameters = parse_parameters(options.parameters);
  wanted.directions = options.directions;
  wanted.points = options.points;
  if (options.tolerance) wanted.tolerance.relative = *options.tolerance;
  wanted.seed = options.setup.seed;
  wanted.threads = options.threads;
  wanted.progress = [&progress](double fraction) { progress.show(fraction); };
  return wanted;
}

}  // namespace gradlab::program
