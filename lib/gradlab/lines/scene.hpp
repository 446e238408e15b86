// The learner's code on one network: what it gives there, as it stands and with repairs.
#pragma once

#include "gradlab/languages/network.hpp"
#include "gradlab/languages/protocol.hpp"
#include "gradlab/lines/match.hpp"
#include "gradlab/lines/quantity.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace gradlab::lines {

/// J and the gradients of Theta1 and of Theta2.
constexpr std::size_t output_count = 3;
using Flags = std::array<bool, output_count>;

struct Outputs {
  std::array<arma::mat, output_count> values;  ///< empty where the code gives none
  Flags right = {};

  bool has(std::size_t output) const { return !values[output].is_empty(); }
};

/// Repairs need all quantities at hand in the code's own process: of many examples these are very many numbers.
enum class Use { recorded, repaired };

class Scene {
 public:
  /// number: a name for the scene in the conversation.
  Scene(std::shared_ptr<languages::Conversation> conversation, const languages::FoundConvention& found,
        const neural_network::Problem& problem, std::size_t number, Use use = Use::repaired);

  const std::vector<Quantity>& quantities() const { return quantities_; }
  const Matcher& matcher() const { return matcher_; }
  arma::uword examples() const { return problem_.X.n_rows; }
  arma::uword labels() const { return problem_.sizes.num_labels; }

  languages::Recording record(const languages::Repairs& with);
  /// None where the code fails.
  std::vector<std::optional<Outputs>> attempt(const languages::Repairs& with,
                                              const std::vector<languages::Repairs>& tries);
  Outputs outputs_of(const languages::GradientAnswer& answer) const;

 private:
  std::shared_ptr<languages::Conversation> conversation_;
  neural_network::Problem problem_;
  neural_network::Order order_;
  std::vector<Quantity> quantities_;
  Matcher matcher_;
  std::vector<double> costs_;  // each of which is right
  neural_network::CostAndGradients wanted_;
  std::size_t number_;
};

}  // namespace gradlab::lines
