// The source's function in NumPy, as lesson 4 has it whole, run by the user's own Python.
#pragma once

#include "gradlab/languages/network.hpp"
#include "gradlab/models/network/problem.hpp"
#include "gradlab/process/guarded_folder.hpp"

#include <memory>
#include <string_view>

namespace gradlab::program {

extern const std::string_view source_text_in_numpy;

class SourceInNumpy {
 public:
  /// throws std::invalid_argument or process::Gone where no Python with NumPy runs it.
  explicit SourceInNumpy(const neural_network::Problem& problem);

  /// At the theta of the problem; the first time Python gets the examples.
  languages::ForeignNetwork::Result evaluate() const { return network_->evaluate(theta_); }

 private:
  process::GuardedFolder folder_;
  arma::vec theta_;
  std::unique_ptr<const languages::ForeignNetwork> network_;
};

}  // namespace gradlab::program
