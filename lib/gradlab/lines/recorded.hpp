// A recorded run of the learner's code beside the quantities of our network: which values are known, and what each
// place has from where.
#pragma once

#include "gradlab/lines/scene.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace gradlab::lines {

using TrailKey = std::pair<languages::CallPath, std::size_t>;  ///< the path and the place

/// What a place reads and is not known to be right.
struct BadInputs {
  std::vector<std::size_t> trails;  ///< names, and calls of the learner's own functions
  bool has_unseen = false;          ///< a name that holds neither a number nor an array

  bool is_empty() const { return trails.empty() && !has_unseen; }
};

class Recorded {
 public:
  /// The scene is the one of the recording, and must live longer.
  Recorded(const Scene& scene, languages::Recording recording);

  std::size_t size() const { return recording_.trails.size(); }
  const std::vector<languages::Place>& places() const { return recording_.places; }
  const languages::Trail& trail(std::size_t trail) const { return recording_.trails[trail]; }
  const languages::Place& place(std::size_t trail) const { return recording_.places[this->trail(trail).place]; }
  const languages::Value& first_value(std::size_t trail) const { return this->trail(trail).values.front(); }
  std::size_t runs(std::size_t trail) const { return this->trail(trail).values.size(); }
  std::size_t runs(const TrailKey& key) const;  ///< 0: never reached
  std::optional<std::size_t> find(const TrailKey& key) const;

  const Match& match(std::size_t trail) const { return matches_[trail]; }
  bool is_quantity(std::size_t trail) const { return matches_[trail].is_quantity(); }
  const Quantity* quantity(std::size_t trail) const;  ///< null where it is none
  bool is_number(std::size_t trail) const { return first_value(trail).entries.n_elem == 1; }

  /// How many of the quantities behind the weights arise.
  std::size_t count_quantities() const;
  /// Its runs have different values.
  bool varies(std::size_t trail) const;

  /// At the trail's first run with an unknown value.
  BadInputs bad_inputs(std::size_t trail) const;
  /// The place that gave the trail its value: the last one before that the name is taken from, or had the same value.
  std::optional<std::size_t> origin_of(std::size_t trail) const;
  /// The first line from which an unknown value comes here, as far as that can be followed.
  arma::uword first_line_of(std::size_t trail) const;
  /// A call of a function whose inside is recorded too.
  bool is_own_call(std::size_t trail) const;
  /// All places within this one.
  std::set<std::size_t> inside(std::size_t place) const;

 private:
  struct Run {
    std::size_t index, count;
  };
  void add_bad_inputs(const TrailKey& key, Run run, BadInputs& bad) const;
  bool is_known_at(std::size_t trail, Run run) const;
  bool is_computed_zero(std::size_t trail) const;
  std::size_t first_unknown_run(std::size_t trail) const;
  void find_first_line(std::size_t trail, std::set<std::size_t>& seen, arma::uword& line) const;

  const Scene& scene_;
  languages::Recording recording_;
  std::map<TrailKey, std::size_t> index_;
  std::vector<std::vector<Match>> each_;  // of each value of each trail
  std::vector<Match> matches_;            // of each trail
};

}  // namespace gradlab::lines
