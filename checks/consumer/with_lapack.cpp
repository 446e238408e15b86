// Calls LAPACK: the twin that the test of gradlab::check's calls must refuse.
#include <armadillo>
arma::vec solved(const arma::mat& A, const arma::vec& b) { return arma::solve(A, b); }
