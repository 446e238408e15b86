#include "golden.hpp"

#include "read_text.hpp"

#include <regex>
#include <sstream>
#include <stdexcept>

using gradlab::neural_network::LayerSizes, gradlab::neural_network::Weights;

namespace {

// The lines of a file below checks/golden, without the header.
std::vector<std::string> read_lines(const std::string& name) {
  std::istringstream text(read_text("golden/" + name));
  std::vector<std::string> lines;
  std::string line;
  std::getline(text, line);
  while (std::getline(text, line)) lines.push_back(line);
  return lines;
}

void put(Weights& gradient, const std::smatch& name, double value) {
  arma::mat& Theta = name[1] == "1" ? gradient.Theta1 : gradient.Theta2;
  Theta(std::stoul(name[2]) - 1, std::stoul(name[3]) - 1) = value;
}

Weights unknown_weights(const LayerSizes& sizes) {
  const auto [n, h, K] = sizes;
  return {arma::mat(h, n + 1, arma::fill::value(arma::datum::nan)),
          arma::mat(K, h + 1, arma::fill::value(arma::datum::nan))};
}

}  // namespace

std::vector<Golden> read_golden(const std::string& network, const LayerSizes& sizes) {
  std::vector<Golden> rows;
  for (const std::string& line : read_lines(network + "_cost.csv")) {
    const std::size_t comma = line.find(',');
    rows.push_back({std::stod(line), std::stod(line.substr(comma + 1)), unknown_weights(sizes)});
  }
  if (rows.size() != 3) throw std::runtime_error("the golden costs should be those of Lambda 0, 1 and 3");

  const std::regex form(R"re(\d+,"Theta([12])\((\d+),(\d+)\)",(?:.*,)?([^,]+),([^,]+),([^,]+))re");
  for (const std::string& line : read_lines(network + "_grad.csv")) {
    std::smatch match;
    if (!std::regex_match(line, match, form)) throw std::runtime_error("not a golden entry: " + line);
    for (std::size_t i = 0; i < 3; ++i) put(rows[i].gradient, match, std::stod(match[4 + i]));
  }
  for (const Golden& golden : rows) {
    if (!unroll(golden.gradient).is_finite()) throw std::runtime_error("entries are missing in " + network);
  }
  return rows;
}
