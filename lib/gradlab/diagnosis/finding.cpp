#include "gradlab/diagnosis/finding.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gradlab::diagnosis {

Finding found(const Pattern& pattern, const std::string& evidence, const std::string& statement,
              const std::string& noun) {
  const auto fill_in = [&](const char* sentence) { return fmt::format(fmt::runtime(sentence), noun); };
  Finding finding;
  finding.mistake = fill_in(pattern.mistake);
  finding.advice = {fill_in(pattern.explanation), statement, fill_in(pattern.remedy)};
  finding.evidence = evidence;
  return finding;
}

std::vector<std::vector<Finding>> group_by_mistake(const std::vector<Finding>& findings) {
  std::vector<std::vector<Finding>> groups;
  for (const Finding& finding : findings) {
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const std::vector<Finding>& other) {
      const Finding& first = other.front();
      return !finding.mistake.empty() && first.mistake == finding.mistake &&
             first.advice.explanation == finding.advice.explanation &&
             first.where.block.empty() == finding.where.block.empty();
    });
    if (group == groups.end()) groups.push_back({finding});
    else group->push_back(finding);
  }
  return groups;
}

}  // namespace gradlab::diagnosis
