#include "problem.hpp"

#include "gradlab/data/labels.hpp"
#include "gradlab/data/read.hpp"
#include "gradlab/models/network/parameters.hpp"
#include "gradlab/models/network/vectorized.hpp"

#include <cstdlib>
#include <stdexcept>

namespace speed {

namespace {

namespace nn = gradlab::neural_network;

Problem draw_problem() {
  arma::arma_rng::set_seed(1);
  Problem problem{"random values", arma::randu(examples, inputs), {}, {}};
  problem.y = arma::randi<arma::uvec>(examples, arma::distr_param(1, labels));
  problem.nn_params = nn::unroll(nn::random_weights({inputs, hidden, labels}, 1));
  return problem;
}

Problem read_problem(const std::string& folder) {
  const gradlab::data::Dataset data = gradlab::data::read_dataset(folder + "/ex4data1.mat");
  const gradlab::data::Weights weights = gradlab::data::read_weights(folder + "/ex4weights.mat");
  return {"the exercise's digits", data.X, gradlab::data::recognize_labels(data.y, labels).y,
          nn::unroll(nn::Weights{weights.Theta1, weights.Theta2})};
}

void save(const arma::mat& values, const std::string& path) {
  if (!values.save(path, arma::raw_binary)) throw std::runtime_error("cannot write " + path);
}

}  // namespace

Problem load_problem() {
  const char* folder = std::getenv("GRADLAB_EXERCISE_DATA");
  return folder ? read_problem(folder) : draw_problem();
}

void save_problem(const Problem& problem, const std::string& folder) {
  const auto& [name, X, y, nn_params] = problem;
  const nn::CostAndGradients twin =
      nn::vectorized::nn_cost_function(nn_params, inputs, hidden, labels, X, y, Lambda);
  save(X, folder + "/X");
  save(arma::conv_to<arma::vec>::from(y), folder + "/y");
  save(nn_params, folder + "/nn_params");
  save(nn::unroll(nn::Weights{twin.grad1_reg, twin.grad2_reg}), folder + "/vectorized.grad");
}

}  // namespace speed
