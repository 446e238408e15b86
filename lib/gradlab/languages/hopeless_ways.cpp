#include "gradlab/languages/hopeless_ways.hpp"

namespace gradlab::languages {

HopelessWays::Rest HopelessWays::rest_of(const CallingConvention& way) {
  return {way.choice, way.theta_shape, way.container, static_cast<int>(way.order), static_cast<int>(way.examples)};
}

void HopelessWays::add(const CallingConvention& way, const std::string& error) {
  Errors& errors = errors_[rest_of(way)];
  if (errors.words.empty()) errors.words = error;
  errors.differ = errors.differ || errors.words != error;
  ++(way.labels == LabelStyle::one_hot ? errors.one_hot : errors.numbers);
}

bool HopelessWays::contain(const CallingConvention& way) const {
  const auto found = errors_.find(rest_of(way));
  if (found == errors_.end()) return false;
  const Errors& errors = found->second;
  return !errors.differ && errors.numbers > 0 && errors.one_hot > 0 && errors.numbers + errors.one_hot > 2;
}

}  // namespace gradlab::languages
