// What the tests of the diagnosis share: problems to try, what somebody claims there, and what the findings say.
#pragma once

#include "gradlab/diagnosis/blind_spots.hpp"
#include "gradlab/diagnosis/diagnose.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/models/network/known_mistakes.hpp"

#include <armadillo>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace diagnosing {

using namespace gradlab;
using namespace gradlab::neural_network;
using arma::mat, arma::uword, arma::vec;
using gradlab::diagnosis::Finding;

// ---- Problems ----

struct NamedProblem {
  std::string name;
  Problem problem;
};

Problem random_problem(const LayerSizes& sizes, uword m, double Lambda, std::uint64_t seed);
Problem digits_problem();
const std::vector<NamedProblem>& five_problems();

// ---- Questions ----

std::vector<Finding> diagnose(const Problem& c, const Evaluation& claimed);
diagnosis::BlindSpots find_blind_spots(const Problem& c);
diagnosis::BlindSpots find_blind_spots(const Problem& c, const check::CheckResult& result);

// ---- Claims ----

Evaluation claim(const Problem& c, const std::vector<const Mistake*>& made);
std::string name_of(const Mistake& mistake);
const Mistake& variant_of(const std::string& name, const std::string& variant);

/// Saturation shows only where an output saturates.
Problem show(const Mistake& mistake, Problem c);

/// What everything in the network is called in the source, and a place to go wrong by hand.
struct Network {
  double m, cost, penalty;
  mat T1, T2, A0, A1, a1, a2, Y, d1, d2, p1, p2, G1, G2;

  explicit Network(const Problem& c);

  mat hidden_error(const mat& output_error) const { return output_error * T2.tail_cols(a1.n_cols) % a1 % (1 - a1); }
  double J() const { return cost + penalty; }
  Evaluation claim(const mat& grad1, const mat& grad2) const { return claim(J(), grad1, grad2); }
  static Evaluation claim(double J, const mat& grad1, const mat& grad2) { return {J, unroll(Weights{grad1, grad2})}; }
};

// ---- Answers ----

std::set<std::string> named(const std::vector<Finding>& findings);

/// All that the findings name, the alternatives included, as sets joined by " + ".
std::set<std::string> suspected(const std::vector<Finding>& findings);
bool names_both(const std::vector<Finding>& findings, const Mistake& one, const Mistake& other);
std::string reason(const diagnosis::BlindSpots& found, const std::string& mistake);
std::vector<uword> up_to(uword from, uword end);
const Finding* finding_for(const std::vector<Finding>& findings, const std::string& block);

struct Expected {
  std::string block;
  std::string mistake;   // "" unknown
  std::string evidence;  // a part of it
  std::vector<uword> columns;
};

/// Exactly these blocks are blamed, in these columns, under this name and for this reason.
void check_findings(const std::vector<Finding>& findings, const std::vector<Expected>& expected);

}  // namespace diagnosing
