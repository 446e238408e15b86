// Foreign code as an Objective: the checker treats it like code of our own.
#pragma once

#include "gradlab/languages/protocol.hpp"
#include "gradlab/objective.hpp"

#include <armadillo>

#include <memory>

namespace gradlab::languages {

/// The code's theta is ours. In general `place` says where each entry of ours stands: code(place(k)) = ours(k).
arma::uvec same_places(arma::uword size);

/// The code's cost, and its differences by a base point and one changed entry at a time; one call after the other.
Objective make_objective(std::shared_ptr<Conversation> conversation, const arma::uvec& place);

/// theta in the code's order.
arma::vec arrange(const arma::vec& theta, const arma::uvec& place);

}  // namespace gradlab::languages
