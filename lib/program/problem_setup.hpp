// A verb's data and model, made from its options. See models/model.hpp for the models.
#pragma once

#include "gradlab/data/dataset.hpp"
#include "gradlab/models/model.hpp"
#include "gradlab/models/network/model.hpp"
#include "gradlab/part.hpp"
#include "program/problem_options.hpp"

#include <armadillo>

#include <cstdint>
#include <string>
#include <vector>

namespace gradlab::program {

using neural_network::NetworkProblem;

/// throws std::invalid_argument as load_dataset() and make_problem_setup() do.
NetworkProblem load_network(const ProblemOptions& options);

/// The data that the options name; X may be a part of the examples. throws std::invalid_argument, naming what is wrong
/// with a file.
data::Dataset load_dataset(const ProblemOptions& options, gradlab::Part part = {});

/// throws std::invalid_argument where so many examples of these data take too much memory, or too long.
void require_examples(const data::Dataset& all, arma::uword count);

/// So many of the examples, drawn by the seed (0: all); more than there are: all of them, over and over.
/// throws std::invalid_argument as require_examples() does.
data::Dataset draw_examples(data::Dataset all, arma::uword count, std::uint64_t seed);

/// The same by their numbers, where X may be a part of the examples. The description says where they are repeated.
std::vector<arma::uword> draw_numbers(data::Dataset& all, arma::uword count, std::uint64_t seed);

/// The lines of a report on so many examples of these data. What is odd about them is asked on standard error.
std::string tell_of_data(const data::Dataset& dataset, arma::uword examples, const std::string& targets);

/// throws std::invalid_argument where a network of such --hidden and --labels takes too much memory.
void require_network(const ProblemOptions& options, arma::uword num_inputs, arma::uword num_examples);

/// throws std::invalid_argument if data, weights and sizes do not belong together.
ProblemSetup make_problem_setup(const ProblemOptions& options, data::Dataset dataset);

}  // namespace gradlab::program
