// The file of a training that is kept: its weights, and how far it has come. Any --weights reads it too.
#pragma once

#include <armadillo>

#include <string>

namespace gradlab::program {

/// training: which one it is, in one line. The file begins with it, and with the iterations that are done.
void keep_training(const std::string& path, const std::string& training, arma::uword iterations,
                   const arma::vec& weights);

/// The iterations that were done when the file was written.
/// throws std::invalid_argument if it is no such file, or is of another training.
arma::uword read_iterations(const std::string& path, const std::string& training);

}  // namespace gradlab::program
