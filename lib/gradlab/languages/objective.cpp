#include "gradlab/languages/objective.hpp"

#include <cmath>
#include <limits>

namespace gradlab::languages {

namespace {

DifferenceFunction differences_of(const std::shared_ptr<Conversation>& conversation, const arma::vec& theta,
                                  const arma::uvec& place) {
  const arma::vec base = arrange(theta, place);
  conversation->set_base(base);
  const double at_theta = conversation->cost();
  return [=](arma::uword k, double step) {
    try {
      conversation->return_to(base);  // a cost elsewhere may have been asked for meanwhile
      const double there = conversation->cost(place(k), base(place(k)) + step);
      const double epsilon = std::numeric_limits<double>::epsilon();
      return Difference{there - at_theta, epsilon * (std::abs(there) + std::abs(at_theta))};
    } catch (const CodeError& error) {
      if (!error.raised) throw;
      return Difference{};  // the learner's function has no value there
    }
  };
}

}  // namespace

arma::uvec same_places(arma::uword size) {
  arma::uvec place(size);
  for (arma::uword k = 0; k < size; ++k) place(k) = k;
  return place;
}

arma::vec arrange(const arma::vec& theta, const arma::uvec& place) {
  arma::vec arranged(theta.n_elem);
  arranged.elem(place) = theta;
  return arranged;
}

Objective make_objective(std::shared_ptr<Conversation> conversation, const arma::uvec& place) {
  Objective objective;
  objective.cost = [conversation, place](const arma::vec& theta) {
    return conversation->cost(arrange(theta, place));
  };
  objective.differences = [conversation, place](const arma::vec& theta) {
    return differences_of(conversation, theta, place);
  };
  objective.concurrent = false;
  return objective;
}

}  // namespace gradlab::languages
