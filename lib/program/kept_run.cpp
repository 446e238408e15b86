#include "program/kept_run.hpp"

#include "gradlab/data/checksum.hpp"
#include "program/ranks.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string_view>

namespace gradlab::program {

namespace {

constexpr std::string_view between = ", ";

std::string take_part(std::string_view& name) {
  const std::string_view part = name.substr(0, name.find(between));
  name.remove_prefix(std::min(name.size(), part.size() + between.size()));
  return std::string(part);
}

}  // namespace

std::string name_data(const data::Dataset& dataset, bool of_rank) {
  const std::uint64_t own = data::checksum(dataset);
  return fmt::format("data {} x {} of checksum {:016x}", dataset.y.n_elem, dataset.X.n_cols,
                     of_rank ? add_up(own) : own);
}

void require_same_run(const std::string& path, const std::string& run, const std::string& kept,
                      const std::string& wanted) {
  if (kept == wanted) return;
  std::string_view theirs = kept, ours = wanted;
  std::string one, other;
  while (one == other && !(theirs.empty() && ours.empty())) {
    one = take_part(theirs);
    other = take_part(ours);
  }
  throw std::invalid_argument(fmt::format("{}: is not of this {}; it has '{}', but this one has '{}'; take the data "
                                          "and options that it was saved with, or begin anew with --save alone",
                                          path, run, terminal::printable(one), other));
}

}  // namespace gradlab::program
