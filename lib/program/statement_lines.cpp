#include "program/statement_lines.hpp"

#include "gradlab/trace/statements.hpp"

#include <algorithm>
#include <regex>
#include <set>

namespace gradlab::program {

std::vector<std::pair<std::string, std::string>> statement_lines(const std::string& ids, trace::Writing writing) {
  static const std::regex range(R"(S(\d+)(?:-S(\d+))?)");
  std::set<int> numbers;
  for (std::sregex_iterator at(ids.begin(), ids.end(), range), end; at != end; ++at) {
    const int first = std::stoi((*at)[1]), last = (*at)[2].matched ? std::stoi((*at)[2]) : first;
    for (int number = first; number <= std::min(last, trace::statement_count); ++number) numbers.insert(number);
  }
  std::vector<std::pair<std::string, std::string>> lines;
  for (const int number : numbers) {
    const trace::Statement& statement = trace::find_statement(number);
    lines.emplace_back(statement.id(), trace::line_in(writing, statement));
  }
  return lines;
}

trace::Writing writing_of(const std::string& language) {
  if (language.starts_with("Octave")) return trace::Writing::octave;
  return language.starts_with("C++") ? trace::Writing::cpp : trace::Writing::numpy;
}

}  // namespace gradlab::program
