// Which right values, put in at which places, mend the learner's outputs: found by running the code again and again.
#pragma once

#include "gradlab/lines/recorded.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace gradlab::lines {

/// Two networks, so that nothing mends an output by chance.
constexpr std::size_t scene_count = 2;

/// A right value in one place, with which some wrong outputs become right, and no right one wrong.
struct Mend {
  std::size_t trail = 0;
  languages::RepairMode mode = languages::RepairMode::same;
  std::size_t quantity = 0;
  Flags fixed = {};
};

class RepairSearch {
 public:
  using Clock = std::chrono::steady_clock;

  RepairSearch(std::array<Scene, scene_count>& scenes, Clock::time_point deadline);

  const Recorded& recorded() const { return recorded_.front(); }
  const std::vector<Quantity>& quantities() const { return scenes_.front().quantities(); }
  const Scene& scene() const { return scenes_.front(); }
  /// What is wrong on both networks.
  Flags wrong() const;

  /// All mends at one place, asked for once.
  const std::vector<Mend>& mends_at(std::size_t trail);
  /// Those with nothing else than another type.
  std::vector<Mend> mends_by_type(std::size_t trail);
  bool matters(std::size_t trail);
  bool is_late() const { return Clock::now() > deadline_; }

 private:
  struct Candidate {
    languages::RepairMode mode;
    std::size_t quantity;
  };

  std::vector<Candidate> candidates_for(std::size_t trail) const;
  void add_same(std::size_t trail, std::vector<Candidate>& candidates) const;
  void add_turns(std::size_t trail, std::vector<Candidate>& candidates) const;
  bool is_given_z(std::size_t trail) const;
  void add_layers(std::size_t trail, std::vector<Candidate>& candidates) const;
  void add_other_shapes(std::size_t trail, std::vector<Candidate>& candidates) const;
  languages::Repair repair_of(std::size_t scene, std::size_t trail, const Candidate& candidate) const;
  std::vector<Mend> try_out(std::size_t trail, const std::vector<Candidate>& candidates);
  std::optional<Flags> fixed_by(std::size_t scene, const std::optional<Outputs>& outputs) const;
  bool is_ambiguous(const std::vector<Mend>& mends) const;
  void find_what_matters();
  bool changes_wrong(const Outputs& outputs) const;
  /// As many of the repairs as fit into a moment, from `begin` on: one run for each, on the first network.
  std::vector<std::optional<Outputs>> attempt_some(const languages::Repairs& repairs, std::size_t begin);

  std::array<Scene, scene_count>& scenes_;
  Clock::time_point deadline_;
  std::vector<Recorded> recorded_;   // one for each scene
  std::array<Outputs, scene_count> outputs_;
  double seconds_per_run_ = 0.01;
  std::vector<bool> matters_;        // of each trail; empty: not asked for
  std::map<std::size_t, std::vector<Mend>> mends_;
};

}  // namespace gradlab::lines
