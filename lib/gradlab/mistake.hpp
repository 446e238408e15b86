// What the diagnosis knows of a model: the mistakes that people make in it, a way to run them, and facts about the
// data. A model fills this in. See diagnosis/ for what is concluded from it.
#pragma once

#include "gradlab/objective.hpp"

#include <armadillo>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace gradlab {

/// What to tell somebody who made a mistake.
struct Advice {
  std::string explanation;  ///< one sentence: what is wrong
  std::string statement;    ///< where to look: "S22"; may be empty
  std::string remedy;       ///< one sentence: what to write instead; may be empty
};

/// A mistake that people make in a model.
struct KnownMistake {
  std::string name;     ///< "flipped-sign"
  std::string variant;  ///< tells mistakes of one name apart; empty where there is one
  Advice advice;
  /// For a mistake that only moves the gradient's entries: entry i is the right one's permutation(i). Else empty.
  arma::uvec permutation;
};

/// "one-layer-regularised (only Theta1)"
std::string name_of(const KnownMistake& mistake);

/// A cost and its gradient, taken apart into what comes from the data and what from the penalty.
struct Parts {
  double cost = arma::datum::nan;
  double penalty = 0;
  arma::vec gradient;
  arma::vec penalty_gradient;  ///< empty: none
};

Evaluation sum_of(const Parts& parts);

/// Mistakes by their index in KnownMistakes, in the order in which they are made. None: the right function.
using MistakeSet = std::vector<std::size_t>;
using RunWithMistakes = std::function<Parts(const MistakeSet& made)>;

/// The same mistakes on a changed configuration.
struct Variation {
  std::string because;  ///< what hides mistakes in the configuration as it is: "lambda is 0"
  std::string change;   ///< what to change: "--lambda 1"
  int size = 1;         ///< how many changes this is
  std::function<RunWithMistakes()> prepare;
};

/// The data's part of the gradient as a sum over examples, or over labels.
struct Summands {
  std::string noun;  ///< "example"
  arma::uword count = 0;
  std::function<arma::vec(arma::uword i)> gradient;  ///< all of them add up to Parts::gradient
};

/// A number that may be missing from a cost, or be in it for no reason.
struct Term {
  std::string name;  ///< "the squares of the bias columns"
  double value = 0;
};

/// The statements to look at for a kind of structure; empty where the model has no numbered source.
struct Statements {
  std::string forward, cost, cost_penalty, mean, penalty, examples, labels, order;
  std::vector<std::string> blocks;  ///< where each block's gradient comes from
};

/// What is known besides the numbers. NaN and empty: not known.
struct Facts {
  double m = arma::datum::nan;  ///< examples
  double lambda = arma::datum::nan;
  double num_labels = arma::datum::nan;
  double features = arma::datum::nan;  ///< inputs of an example, without the bias
  std::vector<Summands> summands;
  std::vector<Term> cost_terms;
  std::vector<arma::mat> inputs;  ///< for each block (m, columns): what meets the examples' errors in its gradient
  std::vector<arma::mat> errors;  ///< for each block (m, rows): the errors that those inputs meet
  arma::mat targets;              ///< what the last block's errors are outputs minus
  arma::uvec labels;              ///< of the examples
  Statements statements;
};

/// A configuration of a model with all its mistakes.
struct KnownMistakes {
  std::vector<Block> blocks;  ///< all of theta, in order
  arma::vec theta;
  std::vector<KnownMistake> mistakes;
  RunWithMistakes run;                ///< cost and gradient with some mistakes made; with none, the reference
  bool cheap = false;                 ///< a thousand runs take less than a second
  double cost_rounding = 0;           ///< how far rounding may move a right cost, beyond a share of its size
  std::vector<Variation> variations;  ///< smallest first
  std::function<Facts()> gather_facts;
};

}  // namespace gradlab
