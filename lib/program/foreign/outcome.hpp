// Code of the network checked on one of several networks, with our own network as a further witness, and what all of
// them say together.
#pragma once

#include "gradlab/languages/network.hpp"
#include "program/check.hpp"
#include "program/foreign/code.hpp"
#include "program/foreign/networks.hpp"

#include <vector>

namespace gradlab::program {

struct Outcome {
  NetworkProblem network;
  ProblemSetup setup;
  Checked checked;
  bool cost_right = false;    ///< as our network's
  bool has_gradient = false;
  bool gradient_right = false;  ///< as our network's
};

/// The code is implementations[0] of the result, our network implementations[1].
/// throws languages::CodeError and process::Gone.
Outcome check_on(const Code& code, const languages::CallingConvention& fit, const NetworkProblem& network,
                 const CheckVerb& options);

/// The first that disagrees, else the first that is undecided, else the last.
const Outcome& most_telling(const std::vector<Outcome>& outcomes);

/// The findings on all networks, each once: first the sure ones, and of these the most telling network's first.
/// A finding with alternatives falls where another network settled on one of them.
std::vector<Diagnosis> merge_diagnoses(const std::vector<Outcome>& outcomes);

/// The mistakes that none of the networks could have shown.
diagnosis::BlindSpots merge_blind_spots(const std::vector<Outcome>& outcomes);

}  // namespace gradlab::program
