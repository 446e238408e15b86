#include "program/option.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <iterator>
#include <sstream>
#include <type_traits>

namespace gradlab::program {

namespace {

std::optional<double> read_real(const std::string& text) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  return !text.empty() && end == text.c_str() + text.size() ? std::optional(value) : std::nullopt;
}

// Nothing for a sign, a fraction, more than 64 bits, and 010, which some read as 8.
std::optional<std::uint64_t> read_whole(const std::string& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_whole = error == std::errc() && end == text.data() + text.size();
  return is_whole && (text.size() == 1 || text.front() != '0') ? std::optional(value) : std::nullopt;
}

}  // namespace

std::string refuse_negative(const std::string& text) {
  const std::optional<double> value = read_real(text);
  return value && *value >= 0 && *value < 1e300 ? "" : "expected a number, 0 or more and below 1e300, but got " + text;
}

std::string refuse_text(const std::string& text) {
  return read_real(text) ? "" : "expected a number, but got " + text;
}

Check between(double least, double most) {
  return [=](const std::string& text) {
    const std::optional<double> value = read_real(text);
    if (value && *value >= least && *value <= most) return std::string();
    return fmt::format("expected a number from {:g} to {:g}, but got {}", least, most, text);
  };
}

Check whole_between(std::uint64_t least, std::uint64_t most) {
  return [=](const std::string& text) {
    const std::optional<std::uint64_t> value = read_whole(text);
    if (value && *value >= least && *value <= most) return std::string();
    return fmt::format("expected a whole number from {} to {}, but got {}", least, most,
                       text.empty() ? "nothing" : text);
  };
}

std::vector<std::string> split_list(const std::string& text) {
  std::vector<std::string> values;
  std::istringstream stream(text + ",");
  for (std::string value; std::getline(stream, value, ',');) values.push_back(value);
  return values;
}

Check list_of(const Check& each) {
  return [=](const std::string& text) {
    for (const std::string& value : split_list(text)) {
      if (std::string reason = each(value); !reason.empty()) return reason;
    }
    return std::string();
  };
}

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

Option threads_option(int& threads) {
  return {.name = "--threads",
          .target = &threads,
          .value = "N",
          .summary = "Threads that compute (0: one a processor)",
          .shows_default = true,
          .checks = {whole_between(0, 1024)}};
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
