#include "program/kept_training.hpp"

#include "gradlab/data/file.hpp"
#include "gradlab/data/write.hpp"
#include "program/kept_run.hpp"

#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

namespace gradlab::program {

namespace {

constexpr std::string_view first_words = "# gradlab train 1: ", behind_number = " iterations of ";

}  // namespace

void keep_training(const std::string& path, const std::string& training, arma::uword iterations,
                   const arma::vec& weights) {
  data::write_csv(path, weights, fmt::format("{}{}{}{}", first_words.substr(2), iterations, behind_number, training));
}

arma::uword read_iterations(const std::string& path, const std::string& training) {
  const std::string bytes = data::load_file(path).bytes;
  const std::string_view line = std::string_view(bytes).substr(0, bytes.find('\n'));
  if (!line.starts_with(first_words)) {
    throw std::invalid_argument(fmt::format("{}: expected what train --save has written, but it begins {}; for other "
                                            "weights try --weights",
                                            path, data::excerpt(line)));
  }
  const std::string_view rest = line.substr(first_words.size());
  arma::uword iterations = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), iterations);
  const std::string_view of = rest.substr(static_cast<std::size_t>(end - rest.data()));
  if (error != std::errc() || !of.starts_with(behind_number)) {
    throw std::invalid_argument(fmt::format("{}: expected a number of iterations in its first line, but found {}; name "
                                            "another file",
                                            path, data::excerpt(rest)));
  }
  require_same_run(path, "training", std::string(of.substr(behind_number.size())), training);
  return iterations;
}

}  // namespace gradlab::program
