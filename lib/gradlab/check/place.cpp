#include "gradlab/check/place.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace gradlab::check {

Place place_in(const Block& block, arma::uword index) {
  if (block.by_rows) return {index / block.columns, index % block.columns};
  return {index % block.rows, index / block.rows};
}

arma::uword index_in(const Block& block, Place place) {
  return block.by_rows ? place.row * block.columns + place.column : place.column * block.rows + place.row;
}

std::string name_entry(const Block& block, Place place) {
  std::string name = block.columns == 1 ? fmt::format("{}({})", block.name, place.row)
                                        : fmt::format("{}({},{})", block.name, place.row, place.column);
  if (block.meaning) name += ": " + block.meaning(place.row, place.column);
  return name;
}

std::vector<Block> blocks_or_whole(const std::vector<Block>& blocks, arma::uword size) {
  if (blocks.empty()) {
    Block whole;
    whole.name = "theta";
    whole.rows = size;
    whole.columns = 1;
    return {whole};
  }
  arma::uword total = 0;
  for (const Block& block : blocks) total += block.size();
  if (total != size) {
    throw std::invalid_argument(fmt::format(
        "the blocks of the objective should add up to the {} parameters, but have {} entries", size, total));
  }
  return blocks;
}

}  // namespace gradlab::check
