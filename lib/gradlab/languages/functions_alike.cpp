#include "gradlab/languages/functions_alike.hpp"

#include <algorithm>

namespace gradlab::languages {

namespace {

bool is_pair(const Choice& choice) { return choice.name.find(',') != choice.name.npos; }

}  // namespace

std::vector<std::string> functions_alike(const Description& description, const Choice& judged) {
  std::vector<std::string> names;
  if (is_pair(judged) || !judged.takes_network) return names;
  for (const Choice& choice : description.choices) {
    const bool is_known = choice.name == judged.name || std::find(names.begin(), names.end(), choice.name) != names.end();
    if (is_known || is_pair(choice) || !choice.takes_network || choice.arguments != judged.arguments) continue;
    names.push_back(choice.name);
  }
  return names;
}

Code with_function_alone(Code code, const std::string& function) {
  for (Choice& choice : code.description.choices) choice.takes_network = choice.takes_network && choice.name == function;
  return code;
}

}  // namespace gradlab::languages
