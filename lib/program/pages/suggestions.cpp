#include "program/pages/suggestions.hpp"

#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/numeric/methods.hpp"
#include "gradlab/trace/statements.hpp"
#include "gradlab/train/optimizer.hpp"
#include "program/sample_functions.hpp"

#include <algorithm>

namespace gradlab::program {

namespace {

// The name of each row, once, behind those that stand in no table.
template <typename Rows>
std::vector<std::string> names(std::vector<std::string> first, const Rows& rows) {
  for (const auto& row : rows) {
    if (std::find(first.begin(), first.end(), row.name) == first.end()) first.emplace_back(row.name);
  }
  return first;
}

std::vector<std::string> statement_names() {
  std::vector<std::string> found;
  for (const trace::Statement& statement : trace::statements()) found.push_back(statement.id());
  return found;
}

}  // namespace

std::vector<std::string> suggestions(const std::string& option) {
  if (option == "data") return {"digits", "iris", "debug"};
  if (option == "method") return names({"auto"}, numeric::methods());
  if (option == "implementation") return names({"loop", "vectorized"}, neural_network::mistakes());
  if (option == "statement") return statement_names();
  if (option == "optimizer") return names({}, train::optimizers());
  if (option == "function") return names({}, functions());
  return {};
}

}  // namespace gradlab::program
