// Exercise 18, solved: the whole cost function.
#include <gradlab/exercise.hpp>

// The rows of the matrix behind each other; and a matrix of such a vector.
arma::vec unroll(const arma::mat& Theta) {
  return arma::vectorise(Theta.t());
}

arma::mat roll_up(const arma::vec& entries, arma::uword rows) {
  return arma::reshape(entries, entries.n_elem / rows, rows).t();
}

std::pair<double, arma::vec> nnCostFunction(const arma::vec& nn_params,
                                            arma::uword input_layer_size,
                                            arma::uword hidden_layer_size,
                                            arma::uword num_labels,
                                            const arma::mat& X,
                                            const arma::uvec& y,
                                            double Lambda) {
  const arma::uword n = input_layer_size, h = hidden_layer_size;
  const arma::uword K = num_labels;
  const arma::mat Theta1 = roll_up(nn_params.head(h * (n + 1)), h);
  const arma::mat Theta2 = roll_up(nn_params.tail(K * (h + 1)), K);
  const double m = static_cast<double>(X.n_rows);
  const arma::mat ones = arma::ones(X.n_rows, 1);
  arma::mat y10(X.n_rows, K, arma::fill::zeros);
  for (arma::uword i = 0; i < X.n_rows; ++i) y10(i, y(i) - 1) = 1;

  // forward
  const arma::mat X1 = arma::join_rows(ones, X);                 // (m, n+1)
  const arma::mat hidden = sigmoid(arma::mat(X1 * Theta1.t()));  // (m, h)
  const arma::mat a1 = arma::join_rows(ones, hidden);            // (m, h+1)
  const arma::mat a2 = sigmoid(arma::mat(a1 * Theta2.t()));      // (m, K)
  const arma::mat terms =
      -y10 % arma::log(a2) - (1 - y10) % arma::log(1 - a2);
  double J = arma::accu(terms) / m;

  // backward
  const arma::mat d2 = a2 - y10;                        // (m, K)
  const arma::mat d1 = (d2 * Theta2) % a1 % (1 - a1);   // (m, h+1)
  arma::mat grad1 = d1.tail_cols(h).t() * X1 / m;
  arma::mat grad2 = d2.t() * a1 / m;

  // regularization, without the biases
  arma::mat W1 = Theta1, W2 = Theta2;
  W1.col(0).zeros();
  W2.col(0).zeros();
  const double squares = arma::accu(W1 % W1) + arma::accu(W2 % W2);
  J += Lambda / (2 * m) * squares;
  grad1 += Lambda / m * W1;
  grad2 += Lambda / m * W2;
  return {J, arma::join_cols(unroll(grad1), unroll(grad2))};
}
