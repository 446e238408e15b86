// Ways of calling that need not be tried: whatever the labels are, the code stops with the same words.
#pragma once

#include "gradlab/languages/protocol.hpp"

#include <map>
#include <string>
#include <tuple>

namespace gradlab::languages {

class HopelessWays {
 public:
  void add(const CallingConvention& way, const std::string& error);

  /// Three forms of the labels, one-hot ones among them, gave the same error, which names shapes.
  bool contain(const CallingConvention& way) const;

 private:
  using Rest = std::tuple<std::size_t, std::string, std::string, int, int>;  // all but the labels
  struct Errors {
    std::string words;
    int numbers = 0, one_hot = 0;
    bool differ = false;
  };
  static Rest rest_of(const CallingConvention& way);

  std::map<Rest, Errors> errors_;
};

}  // namespace gradlab::languages
