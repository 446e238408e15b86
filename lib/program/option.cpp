#include "program/option.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <iterator>
#include <type_traits>

namespace gradlab::program {

namespace {

template <typename Number, typename Read>
std::optional<Number> read_whole(const std::string& text, Read read) {
  char* end = nullptr;
  const Number value = read(text.c_str(), &end);
  return !text.empty() && end == text.c_str() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<double> read_real(const std::string& text) {
  return read_whole<double>(text, [](const char* begin, char** end) { return std::strtod(begin, end); });
}

std::optional<long long> read_integer(const std::string& text) {
  return read_whole<long long>(text, [](const char* begin, char** end) { return std::strtoll(begin, end, 0); });
}

template <typename Number>
Check in_range(Number least, Number most, std::optional<Number> (*read)(const std::string&)) {
  return [=](const std::string& text) {
    const std::optional<Number> value = read(text);
    if (value && *value >= least && *value <= most) return std::string();
    return fmt::format("Value {} not in range {} to {}", text, std::to_string(least), std::to_string(most));
  };
}

}  // namespace

std::string refuse_negative(const std::string& text) {
  const std::optional<double> value = read_real(text);
  return value && *value >= 0 && *value < 1e300 ? "" : "expected a number, 0 or more and below 1e300, but got " + text;
}

std::string refuse_not_counting(const std::string& text) {
  const bool is_count = !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string::npos;
  return is_count && text.find_first_not_of('0') != std::string::npos
             ? "" : "expected a whole number from 1 to 999999999, but got " + text;
}

std::string refuse_text(const std::string& text) {
  return read_real(text) ? "" : "Failed parsing " + text + " as a FLOAT";
}

Check between(int least, int most) { return in_range<long long>(least, most, read_integer); }

Check between(double least, double most) { return in_range(least, most, read_real); }

std::string default_text(const Option& option) {
  if (!option.shows_default) return "";
  return std::visit(
      [](const auto* target) -> std::string {
        if constexpr (fmt::is_formattable<std::decay_t<decltype(*target)>>::value) return fmt::format("{}", *target);
        else return "";
      },
      option.target);
}

std::optional<double> read_size(const std::string& text) {
  double size = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
  if (error != std::errc() || !(size > 0) || !(size < 1e18)) return std::nullopt;
  std::string unit(end, text.data() + text.size());
  std::erase(unit, ' ');
  for (const auto& [name, factor] : {std::pair{"", 1.0}, {"B", 1.0}, {"kB", 1e3}, {"KB", 1e3}, {"k", 1e3}, {"K", 1e3},
                                     {"MB", 1e6}, {"M", 1e6}, {"GB", 1e9}, {"G", 1e9}}) {
    if (unit == name) return size * factor;
  }
  return std::nullopt;
}

Option memory_option(std::string& memory) {
  return {.name = "--memory",
          .target = &memory,
          .value = "SIZE",
          .summary = "The most memory to use: 500MB, 4GB. Default: half of the machine's",
          .checks = {[](const std::string& text) {
            constexpr double least = 2e8;  // OpenBLAS takes some for itself
            const std::optional<double> size = read_size(text);
            if (!size) return fmt::format("expected a size such as 500MB or 4GB, but got '{}'", text);
            return *size < least ? fmt::format("expected at least 200MB, but got '{}'", text) : "";
          }}};
}

Option json_option(bool& json, const std::string& summary) {
  return {.name = "--json", .target = &json, .summary = summary};
}

std::vector<Option> join(std::vector<std::vector<Option>> lists) {
  std::vector<Option> all;
  for (std::vector<Option>& list : lists) {
    all.insert(all.end(), std::make_move_iterator(list.begin()), std::make_move_iterator(list.end()));
  }
  return all;
}

}  // namespace gradlab::program
