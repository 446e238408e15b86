// IDX files, the format of MNIST and Fashion-MNIST: images in one file, labels in another.
// See read.hpp for examples and targets from two files.
#include "gradlab/data/format.hpp"

#include "gradlab/data/numbers_of_file.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace gradlab::data {

namespace {

[[noreturn]] void refuse_idx(const File& file, const std::string& trouble) {
  refuse(file, fmt::format("expected an IDX file, but {}; copy or download it again", trouble));
}

std::optional<NumberType> find_type(char code) {
  switch (code) {
    case 0x08: return NumberType{'u', 1, true};
    case 0x09: return NumberType{'i', 1, true};
    case 0x0b: return NumberType{'i', 2, true};
    case 0x0c: return NumberType{'i', 4, true};
    case 0x0d: return NumberType{'f', 4, true};
    case 0x0e: return NumberType{'f', 8, true};
    default: return std::nullopt;
  }
}

std::vector<std::size_t> read_shape(const File& file) {
  const auto dimensions = static_cast<std::size_t>(file.bytes[3]);
  if (file.bytes.size() < 4 + 4 * dimensions) refuse_idx(file, "it ends within its header");
  std::vector<std::size_t> shape;
  for (std::size_t d = 0; d < dimensions; ++d) {
    shape.push_back(decode_unsigned(std::string_view(file.bytes).substr(4 + 4 * d, 4), true));
  }
  return shape;
}

void require_size(const File& file, const std::vector<std::size_t>& shape, const NumberType& type,
                  std::size_t bytes) {
  double count = 1;
  for (const std::size_t size : shape) count *= static_cast<double>(size);
  if (count == 0) refuse_idx(file, fmt::format("its size {} has no entries", fmt::join(shape, " x ")));
  if (count * static_cast<double>(type.size) == static_cast<double>(bytes)) {
    return require_memory(file, "it", count / static_cast<double>(file.part.parts));
  }
  refuse_idx(file, fmt::format("its size {} at {} bytes a number does not go with the {} bytes that follow",
                               fmt::join(shape, " x "), type.size, bytes));
}

bool are_images(const std::vector<std::size_t>& shape, const NumberType& type) {
  return shape.size() >= 3 && type.kind == 'u';
}

// Two zero bytes, a type, a number of dimensions from 1 to 8.
bool is_idx(std::string_view bytes) {
  return bytes.size() >= 4 && bytes[0] == 0 && bytes[1] == 0 && find_type(bytes[2]) && bytes[3] >= 1 && bytes[3] <= 8;
}

// One variable without a name. The first dimension counts examples, the rest is one row. Images (bytes in three
// dimensions) are divided by 255 to lie in 0..1.
// throws std::invalid_argument if the sizes in the header and the length of the file do not go together.
Contents read_idx(const File& file) {
  const NumberType type = find_type(file.bytes[2]).value();
  const std::vector<std::size_t> shape = read_shape(file);
  const std::size_t begin = 4 + 4 * shape.size(), size = file.size() - begin;
  require_size(file, shape, type, size);

  const std::size_t rows = shape.front();
  arma::mat matrix = decode(file, {begin, type, rows, size / type.size / rows});
  Contents contents;
  contents.rows = rows;
  contents.may_hold_targets = false;
  if (are_images(shape, type)) {
    matrix /= 255;
    contents.description = fmt::format("{} pixels an image, bytes divided by 255", matrix.n_cols);
  }
  contents.variables.push_back({"", std::move(matrix), ""});
  return contents;
}

}  // namespace

extern const Format idx_format{"IDX", "IDX", &is_idx, &read_idx, false, true, true};

}  // namespace gradlab::data
