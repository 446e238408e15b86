#include "gradlab/diagnosis/identify.hpp"

#include "gradlab/diagnosis/tolerances.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace gradlab::diagnosis {

namespace {

// Four mistakes at once fit nearly any numbers.
constexpr std::size_t most_mistakes = 3;
constexpr std::size_t most_sets = 200;

// Some mistakes, and the cost and gradient that they give.
struct Source {
  MistakeSet made;
  Parts parts;
};

// A block of the gradient, or the cost. One source explains its data's part, and one its penalty.
// Example: Theta1 = the data's part with "flipped-sign" + the penalty with "unscaled-regularisation".
struct Channel {
  arma::uword first = 0, size = 0;  // of the gradient; size 0: the cost
};

arma::vec penalty_of(const Parts& parts) {
  return parts.penalty_gradient.is_empty() ? arma::vec(arma::size(parts.gradient), arma::fill::zeros)
                                           : parts.penalty_gradient;
}

using Set = std::set<std::size_t>;
using Sets = std::set<Set>;

// Without the sets that contain another one.
Sets without_supersets(const Sets& sets) {
  Sets smallest;
  for (const Set& set : sets) {
    const bool larger = std::any_of(sets.begin(), sets.end(), [&](const Set& other) {
      return other.size() < set.size() && std::includes(set.begin(), set.end(), other.begin(), other.end());
    });
    if (!larger) smallest.insert(set);
  }
  return smallest;
}

class Search {
 public:
  Search(const DiagnosisInput& input, const MatchTolerance& tolerance, const KnownMistakes& known)
      : input_(input), tolerance_(tolerance), known_(known) {
    for (std::size_t b = 0; b < input.blocks.size(); ++b) {
      const Channel channel{first_of(input.blocks, b), input.blocks[b].size()};
      if (is_known(channel)) channels_.push_back(channel);
    }
    if (!std::isnan(input.reference.cost)) channels_.push_back({0, 0});
    sources_.push_back({{}, known.run({})});
    for (std::size_t s = 0; s < known.mistakes.size(); ++s) sources_.push_back({{s}, known.run({s})});
    singles_ = sources_.size();
  }

  // The sources that reproduce the whole claim: single mistakes, and after add_pairs() pairs.
  std::vector<MistakeSet> find_whole() const {
    std::vector<MistakeSet> found;
    std::set<Set> seen;
    for (std::size_t s = 1; s < sources_.size(); ++s) {
      const MistakeSet& made = sources_[s].made;
      if (seen.contains({made.begin(), made.end()})) continue;
      if (!reproduces(sum_of(sources_[s].parts), input_, tolerance_)) continue;
      found.push_back(made);
      seen.insert({made.begin(), made.end()});
    }
    return found;
  }

  // Sets whose mistakes act on different channels, or on the data's part and the penalty of one.
  std::vector<MistakeSet> find_combined() const {
    Sets sets;
    collect(input_.claimed.gradient, {}, sets);
    for (std::size_t s = 0; s < known_.mistakes.size(); ++s) {
      const arma::uvec& permutation = known_.mistakes[s].permutation;
      if (permutation.is_empty()) continue;
      arma::vec put_back = input_.claimed.gradient;
      put_back.elem(permutation) = input_.claimed.gradient;
      collect(put_back, {s}, sets);
    }
    return verify(sets);
  }

  // Pairs with a mistake that only scales the blocks, as a sign does. Their numbers follow without running them.
  void add_scaled_pairs() {
    for (std::size_t scaler = 1; scaler < singles_; ++scaler) {
      const std::vector<double> factors = find_factors(sources_[scaler].parts);
      for (std::size_t other = 1; other < singles_ && !factors.empty(); ++other) {
        if (other == scaler) continue;
        Source pair = sources_[other];
        pair.made.push_back(sources_[scaler].made.front());
        for (std::size_t b = 0; b < factors.size(); ++b) {
          const arma::uword first = first_of(input_.blocks, b), last = first + input_.blocks[b].size() - 1;
          pair.parts.gradient.subvec(first, last) *= factors[b];
        }
        sources_.push_back(pair);
      }
    }
  }

  void add_pairs() {
    for (std::size_t i = 0; i < known_.mistakes.size(); ++i) {
      for (std::size_t j = 0; j < known_.mistakes.size(); ++j) {
        if (i != j) sources_.push_back({{i, j}, known_.run({i, j})});
      }
    }
  }

 private:
  // The factor of each block, if the mistakes only multiply blocks of the right gradient. Else empty.
  std::vector<double> find_factors(const Parts& parts) const {
    std::vector<double> factors;
    for (std::size_t b = 0; b < input_.blocks.size(); ++b) {
      const arma::uword first = first_of(input_.blocks, b), last = first + input_.blocks[b].size() - 1;
      const arma::vec right = sources_[0].parts.gradient.subvec(first, last);
      const arma::vec here = parts.gradient.subvec(first, last);
      const double factor = arma::dot(here, right) / arma::dot(right, right);
      if (!(arma::abs(here - factor * right).max() <= scaled_sum * arma::abs(here).max())) return {};
      factors.push_back(factor);
    }
    const bool scales =
        std::any_of(factors.begin(), factors.end(), [](double f) { return std::abs(f - 1) > solved_number; });
    return scales ? factors : std::vector<double>{};
  }

  bool is_known(const Channel& channel) const {
    const arma::vec right = input_.reference.gradient.subvec(channel.first, arma::size(channel.size, 1));
    return std::any_of(right.begin(), right.end(), [](double entry) { return !std::isnan(entry); });
  }

  // The right source, and the sources whose part in this channel differs from the right one.
  template <class Part>
  std::vector<const Source*> differing(const Channel& channel, std::size_t count, Part part) const {
    std::vector<const Source*> differing = {&sources_[0]};
    const auto right = part(sources_[0].parts);
    for (std::size_t s = 1; s < count; ++s) {
      const auto here = part(sources_[s].parts);
      bool same = true;
      for (arma::uword i = channel.first; i < channel.first + std::max<arma::uword>(channel.size, 1) && same; ++i) {
        same = is_near(here(i), right(i), channel.size == 0 ? 0.01 * tolerance_.cost : 0.01 * tolerance_.match(i));
      }
      if (!same) differing.push_back(&sources_[s]);
    }
    return differing;
  }

  Sets explain(const Channel& channel, const arma::vec& claimed) const {
    const bool cost = channel.size == 0;
    const auto data = differing(channel, sources_.size(),
                                [&](const Parts& p) -> arma::vec { return cost ? arma::vec{p.cost} : p.gradient; });
    const auto penalty = differing(
        channel, singles_, [&](const Parts& p) -> arma::vec { return cost ? arma::vec{p.penalty} : penalty_of(p); });
    Sets sets;
    for (const Source* d : data) {
      const arma::vec rest = cost ? arma::vec() : arma::vec(claimed - d->parts.gradient);
      for (const Source* p : penalty) {
        const bool near = cost ? is_near(d->parts.cost + p->parts.penalty, input_.claimed.cost, tolerance_.cost)
                               : is_near_where_known(rest, p->parts, channel);
        if (!near) continue;
        Set made(d->made.begin(), d->made.end());
        made.insert(p->made.begin(), p->made.end());
        if (made.size() <= most_mistakes) sets.insert(made);
      }
    }
    return without_supersets(sets);
  }

  bool is_near_where_known(const arma::vec& rest, const Parts& parts, const Channel& channel) const {
    for (arma::uword i = channel.first; i < channel.first + channel.size; ++i) {
      if (std::isnan(input_.reference.gradient(i))) continue;
      const double penalty = parts.penalty_gradient.is_empty() ? 0 : parts.penalty_gradient(i);
      if (!is_near(rest(i), penalty, tolerance_.match(i))) return false;
    }
    return true;
  }

  void collect(const arma::vec& claimed, const Set& given, Sets& sets) const {
    Sets unions = {given};
    for (const Channel& channel : channels_) {
      const Sets explained = explain(channel, claimed);
      Sets larger;
      for (const auto& one : unions) {
        for (const auto& other : explained) {
          Set both = one;
          both.insert(other.begin(), other.end());
          if (both.size() <= most_mistakes && larger.size() < most_sets) larger.insert(both);
        }
      }
      unions = larger;
    }
    sets.insert(unions.begin(), unions.end());
  }

  std::vector<MistakeSet> verify(const Sets& sets) const {
    std::vector<MistakeSet> found;
    for (std::size_t size = 1; size <= most_mistakes && found.empty(); ++size) {
      for (const auto& set : sets) {
        if (set.size() != size) continue;
        MistakeSet made(set.begin(), set.end());
        do {
          if (!reproduces(sum_of(known_.run(made)), input_, tolerance_)) continue;
          found.push_back(made);
          break;
        } while (std::next_permutation(made.begin(), made.end()));
      }
    }
    return found;
  }

  const DiagnosisInput& input_;
  const MatchTolerance& tolerance_;
  const KnownMistakes& known_;
  std::vector<Channel> channels_;
  std::vector<Source> sources_;
  std::size_t singles_ = 0;  // the right function and each suspect alone stand first
};

}  // namespace

bool reproduces(const Evaluation& evaluation, const DiagnosisInput& input, const MatchTolerance& tolerance) {
  if (std::isfinite(input.reference.cost) && !is_near(evaluation.cost, input.claimed.cost, tolerance.cost)) {
    return false;
  }
  for (arma::uword i = 0; i < input.theta.n_elem; ++i) {
    if (std::isnan(input.reference.gradient(i))) continue;
    if (!is_near(evaluation.gradient(i), input.claimed.gradient(i), tolerance.match(i))) return false;
  }
  return true;
}

std::vector<MistakeSet> identify(const DiagnosisInput& input, const MatchTolerance& tolerance,
                                 const KnownMistakes& known) {
  if (!known.run) return {};
  Search search(input, tolerance, known);
  std::vector<MistakeSet> found = search.find_whole();
  if (found.empty()) found = search.find_combined();
  if (found.empty() && !known.cheap) {
    search.add_scaled_pairs();
    found = search.find_combined();
  }
  if (!known.cheap || (!found.empty() && found.front().size() <= 2)) return found;
  search.add_pairs();
  std::vector<MistakeSet> with_pairs = search.find_whole();
  if (with_pairs.empty()) with_pairs = search.find_combined();
  return with_pairs.empty() ? found : with_pairs;
}

}  // namespace gradlab::diagnosis
