// Which mistakes people make in a network of another form.
#pragma once

#include "gradlab/models/network/form.hpp"
#include "gradlab/models/network/mistakes.hpp"

#include <vector>

namespace gradlab::neural_network {

/// All of mistakes() in the source's form. In another one those that are not about the steps it replaces, and its own.
std::vector<const Mistake*> mistakes_of(const Form& form);

}  // namespace gradlab::neural_network
