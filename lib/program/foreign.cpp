#include "program/foreign.hpp"

#include "program/foreign/network.hpp"
#include "program/foreign/theta.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace gradlab::program {

bool is_foreign(const CheckVerb& options) {
  const std::set<std::string>& chosen = options.foreign.chosen;
  return chosen.contains("--exec") || chosen.contains("--python") || chosen.contains("--octave");
}

int run_foreign_check(const CheckVerb& options) {
  const Code code = start_code(options);
  const std::vector<languages::Choice>& choices = code.description.choices;
  const bool has_network = std::any_of(choices.begin(), choices.end(),
                                       [](const languages::Choice& choice) { return choice.takes_network; });
  if (has_network) return check_network(code, options);
  if (!choices.empty()) return check_theta(code, options);
  throw std::invalid_argument(fmt::format("{}: no function takes the classic 7 arguments, and none takes theta alone; "
                                          "{}; say which, and what it takes: FILE:NAME --arguments theta,X,y,lambda",
                                          code.child->name(), list_functions(code)));
}

}  // namespace gradlab::program
