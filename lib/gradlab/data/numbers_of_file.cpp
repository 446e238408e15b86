#include "gradlab/data/numbers_of_file.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace gradlab::data {

arma::mat decode(const File& file, const Numbers& numbers) {
  const auto& [begin, type, rows, columns, by_columns] = numbers;
  const Share mine = file.part.of(rows);
  arma::mat matrix(mine.count(), columns, arma::fill::none);
  std::string room;
  if (by_columns) {
    for (std::size_t column = 0; column < columns; ++column) {
      const std::size_t first = begin + (column * rows + mine.begin) * type.size;
      const std::string_view bytes = bytes_of(file, first, mine.count() * type.size, room);
      for (std::size_t row = 0; row < mine.count(); ++row) {
        matrix(row, column) = decode_number(bytes.substr(row * type.size), type);
      }
    }
    return matrix;
  }
  const std::size_t row_size = columns * type.size, together = std::max<std::size_t>(1, (1 << 20) / row_size);
  for (std::size_t done = 0; done < mine.count(); done += together) {
    const std::size_t count = std::min(together, mine.count() - done);
    std::string_view bytes = bytes_of(file, begin + (mine.begin + done) * row_size, count * row_size, room);
    for (std::size_t row = done; row < done + count; ++row) {
      for (std::size_t column = 0; column < columns; ++column, bytes.remove_prefix(type.size)) {
        matrix(row, column) = decode_number(bytes, type);
      }
    }
  }
  return matrix;
}

}  // namespace gradlab::data
