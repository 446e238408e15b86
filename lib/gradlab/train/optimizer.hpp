// The table of the optimizers. See minimize.hpp for what each of them is asked and answers.
#pragma once

#include "gradlab/train/minimize.hpp"

#include <string_view>
#include <vector>

namespace gradlab::train {

struct Optimizer {
  std::string_view name;     ///< "lbfgs"
  std::string_view summary;  ///< one line for help and reports
  Minimize* minimize;
};

/// Adding one: write its file, then its row in optimizer.cpp.
const std::vector<Optimizer>& optimizers();

/// throws std::invalid_argument, listing the names there are, if there is none of this name.
const Optimizer& find_optimizer(std::string_view name);

}  // namespace gradlab::train
