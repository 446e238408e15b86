// Results as JSON. See program/JSON.md for every key.
#pragma once

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace gradlab::terminal {

using Json = nlohmann::ordered_json;

/// A number that reads back as the same double. JSON lacks three: they become "NaN", "Infinity" and "-Infinity".
Json number(double value);

/// A whole number that Whole can hold, in any notation. Throws of any other number what Json throws of other types.
template <class Whole, class AnyJson>
Whole whole(const AnyJson& value) {
  constexpr double most = 9007199254740992;  // up to which each whole number is a double
  constexpr auto lowest = static_cast<double>(std::numeric_limits<Whole>::min());
  constexpr auto highest = static_cast<double>(std::numeric_limits<Whole>::max());
  const double number = value.is_number() ? value.template get<double>() : 0.5;
  const bool fits = number == std::floor(number) && std::abs(number) <= most && number >= lowest && number <= highest;
  return (fits ? value : AnyJson()).template get<Whole>();
}

/// A list of them.
template <class Whole, class AnyJson>
std::vector<Whole> wholes(const AnyJson& list) {
  if (!list.is_array()) return list.template get<std::vector<Whole>>();  // which throws
  std::vector<Whole> numbers;
  for (const AnyJson& value : list) numbers.push_back(whole<Whole>(value));
  return numbers;
}

/// The text, or `null` where it is empty.
Json or_null(const std::string& text);

/// Prints the object on standard output.
void print_json(const Json& object);

}  // namespace gradlab::terminal
