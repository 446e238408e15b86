// Results as JSON. See program/JSON.md for every key.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace gradlab::terminal {

using Json = nlohmann::ordered_json;

/// A number that reads back as the same double. JSON lacks three: they become "NaN", "Infinity" and "-Infinity".
Json number(double value);

/// The text, or `null` where it is empty.
Json or_null(const std::string& text);

/// Prints the object on standard output.
void print_json(const Json& object);

}  // namespace gradlab::terminal
