// One option of a verb as plain data: its words, the variable that it sets, and the values that it takes.
// See parse.hpp for the reading of a command line, pages/ for the manual page and the completions.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gradlab::terminal {}

namespace gradlab::program {

using namespace terminal;

/// The variable that an option sets. bool: the option is a flag and takes no value.
using Target = std::variant<bool*, int*, double*, std::uint64_t*, std::string*, std::optional<int>*,
                            std::optional<double>*, std::optional<std::uint64_t>*, std::vector<std::string>*>;

/// Returns the reason to refuse a value as typed; empty: the value is accepted.
using Check = std::function<std::string(const std::string& text)>;

struct Option {
  std::string name = "";                      ///< "--data"; without dashes: a positional argument
  Target target = {};
  std::string value = "";                     ///< what the help calls the value: "FILE|NAME"; empty for a flag
  std::string summary = "";                   ///< its line breaks are kept: they part the items of a list
  bool shows_default = false;                 ///< the help shows the target's first value
  std::vector<std::string> allowed = {};      ///< the only values; empty: any
  std::vector<std::string> suggestions = {};  ///< values that a shell offers; others are accepted too
  std::vector<Check> checks = {};             ///< asked in this order
  std::vector<std::string> excludes = {};     ///< options that may not stand beside this one, listed before it
};

/// A number from 0 up and below 1e300. NaN is refused.
std::string refuse_negative(const std::string& text);

std::string refuse_text(const std::string& text);

/// A number from `least` to `most`, both included.
Check between(double least, double most);

/// The same for a whole number in decimal digits. The range must fit the option's target, which takes what is too large
/// as its largest number.
Check whole_between(std::uint64_t least, std::uint64_t most);

/// Each of several values with commas between them.
Check list_of(const Check& each);

/// "50,500" as "50" and "500"; "50,,5" has an empty one.
std::vector<std::string> split_list(const std::string& text);

/// The most examples, units or labels that anybody may ask for; what fits is told later, where the data are known.
inline constexpr std::uint64_t largest_count = 1'000'000'000;

/// The target's value as the help shows it; empty where shows_default is false.
std::string default_text(const Option& option);

/// A size in bytes: "500MB", "1.5 GB", "2G". Nothing if the text is no size.
std::optional<double> read_size(const std::string& text);

/// --memory SIZE.
Option memory_option(std::string& memory);

/// --threads N.
Option threads_option(int& threads);

/// The flag --json.
Option json_option(bool& json, const std::string& summary);

/// The names of a table's rows, each once, behind those that stand in no table.
template <typename Rows>
std::vector<std::string> names_of(const Rows& rows, std::vector<std::string> names = {}) {
  std::string_view before;
  for (const auto& row : rows) {
    if (row.name != before) names.emplace_back(row.name);  // the variants of a mistake follow each other
    before = row.name;
  }
  return names;
}

/// One list of options from several, in their order.
std::vector<Option> join(std::vector<std::vector<Option>> lists);

}  // namespace gradlab::program
