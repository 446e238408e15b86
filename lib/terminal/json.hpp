// Results as JSON. JSON.md beside this file documents every key.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace gradlab::terminal {

using Json = nlohmann::ordered_json;

/// A number that reads back as the same double; what JSON lacks as the strings "NaN", "Infinity", "-Infinity".
Json number(double value);

/// `null` for words that are not there.
Json or_null(const std::string& text);

/// The one object, on standard output.
void print_json(const Json& object);

}  // namespace gradlab::terminal
