#include "terminal/json.hpp"

#include "terminal/text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace gradlab::terminal {

Json number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  return value;
}

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

void print_json(const Json& object) {
  fmt::print("{}\n", escape_json(object.dump(2, ' ', false, Json::error_handler_t::replace)));
}

}  // namespace gradlab::terminal
