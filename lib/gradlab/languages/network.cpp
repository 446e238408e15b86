#include "gradlab/languages/network.hpp"

#include "gradlab/languages/network_parts.hpp"
#include "gradlab/languages/objective.hpp"
#include "gradlab/models/network/objective.hpp"

#include <fmt/format.h>

namespace gradlab::languages {

namespace nn = neural_network;

using nn::LayerSizes, nn::Order, nn::Weights;

namespace {

void require_part(const std::string& name, const arma::mat& part, arma::uword rows, arma::uword columns) {
  if (part.n_rows == rows && part.n_cols == columns) return;
  throw CodeError(fmt::format("the gradient of {} should be {} x {} as {} itself, but is {} x {}", name, rows, columns,
                              name, part.n_rows, part.n_cols));
}

Weights read_parts(const std::vector<arma::mat>& parts, const LayerSizes& sizes) {
  if (parts.size() != 2) {
    throw CodeError(
        fmt::format("the gradient should have two matrices, for Theta1 and Theta2, but has {}", parts.size()));
  }
  require_part("Theta1", parts[0], sizes.hidden_layer_size, sizes.input_layer_size + 1);
  require_part("Theta2", parts[1], sizes.num_labels, sizes.hidden_layer_size + 1);
  return {parts[0], parts[1]};
}

}  // namespace

arma::uvec places(const LayerSizes& sizes, Order order) {
  const arma::uword size = nn::count_parameters(sizes);
  if (order == Order::by_rows) return same_places(size);
  const arma::vec ours = arma::regspace(0, static_cast<double>(size) - 1);
  const arma::uvec ours_in_code = arma::conv_to<arma::uvec>::from(nn::unroll(nn::reshape(ours, sizes), order));
  arma::uvec place(size);
  for (arma::uword i = 0; i < size; ++i) place(ours_in_code(i)) = i;
  return place;
}

Weights read_gradient(const GradientAnswer& answer, const LayerSizes& sizes, Order order) {
  if (!answer.gradients.empty()) return read_parts(answer.gradients, sizes);
  const auto [n, h, K] = sizes;
  const arma::uword expected = nn::count_parameters(sizes);
  if (answer.gradient.n_elem != expected) {
    throw CodeError(fmt::format("the gradient for a {}-{}-{} network should have {} entries as theta has (Theta1 {} x "
                                "{}, then Theta2 {} x {}), but has {}; are both parts in it, with their bias columns?",
                                n, h, K, expected, h, n + 1, K, h + 1, answer.gradient.n_elem));
  }
  return nn::reshape(answer.gradient, sizes, order);
}

ForeignNetwork::ForeignNetwork(std::shared_ptr<Conversation> conversation, const CallingConvention& convention,
                               const nn::Problem& network)
    : conversation_(std::move(conversation)),
      convention_(convention),
      sizes_(network.sizes),
      has_penalty_(network.lambda != 0) {
  conversation_->use(convention_);
  conversation_->set_network(network, convention_);
}

Objective ForeignNetwork::objective() const {
  Objective objective = make_objective(conversation_, places(sizes_, convention_.order));
  objective.blocks = nn::name_blocks(sizes_);
  return objective;
}

ForeignNetwork::Result ForeignNetwork::evaluate(const arma::vec& theta) const {
  conversation_->set_base(arrange(theta, places(sizes_, convention_.order)));
  const GradientAnswer answer = conversation_->evaluate();
  Result result{answer.cost, has_penalty_ ? answer.plain_cost : answer.cost, {}};
  if (answer.has_gradient) result.gradient = read_gradient(answer, sizes_, convention_.order);
  return result;
}

}  // namespace gradlab::languages
