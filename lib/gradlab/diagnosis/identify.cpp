#include "gradlab/diagnosis/identify.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace gradlab::diagnosis {

namespace {

// More mistakes than this at once fit many things, and help nobody.
constexpr std::size_t most_mistakes = 3;
constexpr std::size_t most_sets = 200;

// One or more suspects and what they give.
struct Source {
  MistakeSet made;
  Parts parts;
};

// A stretch of the gradient, or the cost, that is explained for itself: data from one source, penalty from another.
struct Channel {
  arma::uword first = 0, size = 0;  // of the gradient; size 0: the cost
};

arma::vec penalty_of(const Parts& parts) {
  return parts.penalty_gradient.is_empty() ? arma::vec(arma::size(parts.gradient), arma::fill::zeros)
                                           : parts.penalty_gradient;
}

using Set = std::set<std::size_t>;
using Sets = std::set<Set>;

// Without the sets that hold a whole other one: what a smaller set explains needs no larger one.
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
  Search(const DiagnosisInput& question, const MatchTolerance& match_tolerance, const KnownMistakes& known_mistakes)
      : question_(question), yardstick_(match_tolerance), lineup_(known_mistakes) {
    for (std::size_t b = 0; b < question.blocks.size(); ++b) {
      const Channel channel{first_of(question.blocks, b), question.blocks[b].size()};
      if (is_known(channel)) channels_.push_back(channel);
    }
    if (!std::isnan(question.reference.cost)) channels_.push_back({0, 0});
    sources_.push_back({{}, known_mistakes.run({})});
    for (std::size_t s = 0; s < known_mistakes.suspects.size(); ++s) sources_.push_back({{s}, known_mistakes.run({s})});
    singles_ = sources_.size();
  }

  // Suspects that reproduce all of it: each alone, or with add_pairs() two of them.
  std::vector<MistakeSet> find_whole() const {
    std::vector<MistakeSet> found;
    std::set<Set> seen;
    for (std::size_t s = 1; s < sources_.size(); ++s) {
      const MistakeSet& made = sources_[s].made;
      if (seen.contains({made.begin(), made.end()})) continue;
      if (!reproduces(sum_of(sources_[s].parts), question_, yardstick_)) continue;
      found.push_back(made);
      seen.insert({made.begin(), made.end()});
    }
    return found;
  }

  // Sets whose members act on the data's part, the penalty, or different channels.
  std::vector<MistakeSet> find_combined() const {
    Sets sets;
    collect(question_.claimed.gradient, {}, sets);
    for (std::size_t s = 0; s < lineup_.suspects.size(); ++s) {
      const arma::uvec& permutation = lineup_.suspects[s].permutation;
      if (permutation.is_empty()) continue;
      arma::vec put_back = question_.claimed.gradient;
      put_back.elem(permutation) = question_.claimed.gradient;
      collect(put_back, {s}, sets);
    }
    return verify(sets);
  }

  // Pairs of which one only scales the blocks, as a sign or a mean does: known without running them.
  void add_scaled_pairs() {
    for (std::size_t scaler = 1; scaler < singles_; ++scaler) {
      const std::vector<double> factors = find_factors(sources_[scaler].parts);
      for (std::size_t other = 1; other < singles_ && !factors.empty(); ++other) {
        if (other == scaler) continue;
        Source pair = sources_[other];
        pair.made.push_back(sources_[scaler].made.front());
        for (std::size_t b = 0; b < factors.size(); ++b) {
          const arma::uword first = first_of(question_.blocks, b), last = first + question_.blocks[b].size() - 1;
          pair.parts.gradient.subvec(first, last) *= factors[b];
        }
        sources_.push_back(pair);
      }
    }
  }

  void add_pairs() {
    for (std::size_t i = 0; i < lineup_.suspects.size(); ++i) {
      for (std::size_t j = 0; j < lineup_.suspects.size(); ++j) {
        if (i != j) sources_.push_back({{i, j}, lineup_.run({i, j})});
      }
    }
  }

 private:
  // By what each block of the right gradient is multiplied; empty where that is not all that happens.
  std::vector<double> find_factors(const Parts& parts) const {
    std::vector<double> factors;
    for (std::size_t b = 0; b < question_.blocks.size(); ++b) {
      const arma::uword first = first_of(question_.blocks, b), last = first + question_.blocks[b].size() - 1;
      const arma::vec right = sources_[0].parts.gradient.subvec(first, last);
      const arma::vec here = parts.gradient.subvec(first, last);
      const double factor = arma::dot(here, right) / arma::dot(right, right);
      constexpr double rounding = 1e-12;  // of the same sums, divided by another number
      if (!(arma::abs(here - factor * right).max() <= rounding * arma::abs(here).max())) return {};
      factors.push_back(factor);
    }
    const bool scales = std::any_of(factors.begin(), factors.end(), [](double f) { return std::abs(f - 1) > 1e-6; });
    return scales ? factors : std::vector<double>{};
  }

  bool is_known(const Channel& channel) const {
    const arma::vec right = question_.reference.gradient.subvec(channel.first, arma::size(channel.size, 1));
    return std::any_of(right.begin(), right.end(), [](double entry) { return !std::isnan(entry); });
  }

  // The sources whose part in this channel is their own: those that only repeat the right one, or each other by way of
  // more suspects, explain nothing.
  template <class Part>
  std::vector<const Source*> differing(const Channel& channel, std::size_t count, Part part) const {
    std::vector<const Source*> differing = {&sources_[0]};
    const auto right = part(sources_[0].parts);
    for (std::size_t s = 1; s < count; ++s) {
      const auto here = part(sources_[s].parts);
      bool same = true;
      for (arma::uword i = channel.first; i < channel.first + std::max<arma::uword>(channel.size, 1) && same; ++i) {
        same = is_near(here(i), right(i), channel.size == 0 ? 0.01 * yardstick_.cost : 0.01 * yardstick_.match(i));
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
        const bool near = cost ? is_near(d->parts.cost + p->parts.penalty, question_.claimed.cost, yardstick_.cost)
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
      if (std::isnan(question_.reference.gradient(i))) continue;
      const double penalty = parts.penalty_gradient.is_empty() ? 0 : parts.penalty_gradient(i);
      if (!is_near(rest(i), penalty, yardstick_.match(i))) return false;
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
          if (!reproduces(sum_of(lineup_.run(made)), question_, yardstick_)) continue;
          found.push_back(made);
          break;
        } while (std::next_permutation(made.begin(), made.end()));
      }
    }
    return found;
  }

  const DiagnosisInput& question_;
  const MatchTolerance& yardstick_;
  const KnownMistakes& lineup_;
  std::vector<Channel> channels_;
  std::vector<Source> sources_;
  std::size_t singles_ = 0;  // the right function and each suspect alone stand first
};

}  // namespace

bool reproduces(const Evaluation& evaluation, const DiagnosisInput& question, const MatchTolerance& match_tolerance) {
  if (std::isfinite(question.reference.cost) && !is_near(evaluation.cost, question.claimed.cost, match_tolerance.cost)) {
    return false;
  }
  for (arma::uword i = 0; i < question.theta.n_elem; ++i) {
    if (std::isnan(question.reference.gradient(i))) continue;
    if (!is_near(evaluation.gradient(i), question.claimed.gradient(i), match_tolerance.match(i))) return false;
  }
  return true;
}

std::vector<MistakeSet> identify(const DiagnosisInput& question, const MatchTolerance& match_tolerance, const KnownMistakes& known_mistakes) {
  if (!known_mistakes.run) return {};
  Search search(question, match_tolerance, known_mistakes);
  std::vector<MistakeSet> found = search.find_whole();
  if (found.empty()) found = search.find_combined();
  if (found.empty() && !known_mistakes.cheap) {
    search.add_scaled_pairs();
    found = search.find_combined();
  }
  if (!known_mistakes.cheap || (!found.empty() && found.front().size() <= 2)) return found;
  search.add_pairs();
  std::vector<MistakeSet> with_pairs = search.find_whole();
  if (with_pairs.empty()) with_pairs = search.find_combined();
  return with_pairs.empty() ? found : with_pairs;
}

}  // namespace gradlab::diagnosis
