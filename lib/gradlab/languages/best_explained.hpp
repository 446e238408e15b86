// Of several ways of calling none of which is right, the one in which the fewest causes explain the most.
#pragma once

#include "gradlab/languages/network.hpp"
#include "gradlab/languages/test_points.hpp"
#include "gradlab/models/network/form.hpp"

namespace gradlab::languages {

/// `found`, unless another way of found.others is explained better by mistakes in a network of this form.
/// `probe`: where the convention was found.
FoundConvention best_explained(const FoundConvention& found, const TestPoint& probe,
                               const neural_network::Form& form = {});

}  // namespace gradlab::languages
