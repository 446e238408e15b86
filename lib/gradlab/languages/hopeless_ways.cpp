#include "gradlab/languages/hopeless_ways.hpp"

#include <algorithm>
#include <iterator>

namespace gradlab::languages {

namespace {

// Such an error names the shapes that it comes from. One that names none, as an assertion, may come from the labels.
bool is_of_shapes(const std::string& error) {
  static constexpr const char* words[] = {"do not fit together", "cannot reshape", "could not be broadcast",
                                          "nonconformant",       "reshape: ",      "not aligned"};
  return std::any_of(std::begin(words), std::end(words),
                     [&](const char* one) { return error.find(one) != error.npos; });
}

}  // namespace

HopelessWays::Rest HopelessWays::rest_of(const CallingConvention& way) {
  return {way.choice, way.theta_shape, way.container, static_cast<int>(way.order), static_cast<int>(way.examples)};
}

void HopelessWays::add(const CallingConvention& way, const std::string& error) {
  Errors& errors = errors_[rest_of(way)];
  if (errors.words.empty()) errors.words = error;
  errors.differ = errors.differ || errors.words != error || !is_of_shapes(error);
  ++(way.labels == LabelStyle::one_hot ? errors.one_hot : errors.numbers);
}

bool HopelessWays::contain(const CallingConvention& way) const {
  const auto found = errors_.find(rest_of(way));
  if (found == errors_.end()) return false;
  const Errors& errors = found->second;
  return !errors.differ && errors.numbers > 0 && errors.one_hot > 0 && errors.numbers + errors.one_hot > 2;
}

}  // namespace gradlab::languages
