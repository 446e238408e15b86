#include "problem.hpp"

#include "gradlab/data/labels.hpp"
#include "gradlab/data/read.hpp"
#include "gradlab/models/network/parameters.hpp"
#include "gradlab/models/network/vectorized.hpp"
#include "gradlab/process/huge_pages.hpp"

#include <cstdlib>
#include <stdexcept>

namespace speed {

namespace {

namespace nn = gradlab::neural_network;

Problem draw_problem() {
  arma::arma_rng::set_seed(1);
  const arma::mat X = arma::randu(examples, inputs);
  const arma::uvec y = arma::randi<arma::uvec>(examples, arma::distr_param(1, labels));
  const nn::LayerSizes sizes{inputs, hidden, labels};
  return {"random values", {sizes, nn::unroll(nn::random_weights(sizes, 1)), X, y, Lambda}};
}

Problem read_problem(const std::string& folder) {
  const gradlab::data::Dataset data = gradlab::data::read_dataset(folder + "/ex4data1.mat");
  const gradlab::data::Weights weights = gradlab::data::read_weights(folder + "/ex4weights.mat");
  return {"the exercise's digits",
          {{inputs, hidden, labels},
           nn::unroll(nn::Weights{weights.Theta1, weights.Theta2}),
           data.X,
           gradlab::data::recognize_labels(data.y, labels).y,
           Lambda}};
}

void save(const arma::mat& values, const std::string& path) {
  if (!values.save(path, arma::raw_binary)) throw std::runtime_error("cannot write " + path);
}

}  // namespace

Problem load_problem() {
  const char* folder = std::getenv("GRADLAB_EXERCISE_DATA");
  Problem problem = folder ? read_problem(folder) : draw_problem();
  const arma::mat& X = problem.network.X;
  gradlab::process::use_huge_pages(X.memptr(), X.n_elem * sizeof(double));  // as the command does, and NumPy
  return problem;
}

void save_problem(const Problem& problem, const std::string& folder) {
  const nn::Problem& network = problem.network;
  save(network.X, folder + "/X");
  save(arma::conv_to<arma::vec>::from(network.y), folder + "/y");
  save(network.theta, folder + "/nn_params");
  save(to_evaluation(nn::vectorized::nn_cost_function(network)).gradient, folder + "/vectorized.grad");
}

}  // namespace speed
