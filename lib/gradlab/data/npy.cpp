// NumPy's .npy files, versions 1 to 3, of any real type in either byte order.
// See read.hpp for the column of targets.
#include "gradlab/data/format.hpp"

#include "gradlab/data/numbers_of_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace gradlab::data {

namespace {

constexpr std::string_view magic("\x93NUMPY", 6);

[[noreturn]] void refuse_npy(const File& file, const std::string& trouble) {
  refuse(file, fmt::format("expected a .npy file, but {}; save it again with numpy.save", trouble));
}

struct Parts {
  std::string_view header;  ///< "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }"
  std::size_t begin;        ///< of the numbers
};

Parts split(const File& file) {
  const std::string_view bytes = file.bytes;
  if (bytes.size() < 10) refuse_npy(file, "it ends within its header");
  const int version = bytes[6];
  if (version < 1 || version > 3) refuse_npy(file, fmt::format("its version is {}, not 1 to 3", version));
  const std::size_t size_of_length = version == 1 ? 2 : 4;
  const std::size_t begin = 8 + size_of_length;
  const std::size_t length = decode_unsigned(bytes.substr(8, size_of_length), false);
  if (bytes.size() < begin || length > bytes.size() - begin) refuse_npy(file, "it ends within its header");
  return {bytes.substr(begin, length), begin + length};
}

// What stands behind 'key': in the header, up to one of these characters.
std::string_view find_value(const File& file, std::string_view header, std::string_view key, std::string_view ends) {
  const std::size_t found = header.find(fmt::format("'{}':", key));
  if (found == std::string_view::npos) refuse_npy(file, fmt::format("its header has no '{}'", key));
  const std::string_view rest = header.substr(found + key.size() + 3);
  const std::size_t begin = std::min(rest.find_first_not_of(' '), rest.size());
  const std::size_t end = rest.find_first_of(ends, begin);
  if (end == std::string_view::npos) refuse_npy(file, "its header is damaged");
  return rest.substr(begin, end - begin);
}

// "<f8": byte order, kind, size.
std::optional<NumberType> find_type(std::string_view code) {
  if (code.size() != 3 || std::string_view("<>|=").find(code[0]) == std::string_view::npos) return std::nullopt;
  const char kind = code[1];
  const std::string_view sizes = kind == 'f' ? "248" : kind == 'i' || kind == 'u' ? "1248" : kind == 'b' ? "1" : "";
  if (sizes.find(code[2]) == std::string_view::npos) return std::nullopt;
  return NumberType{kind, static_cast<std::size_t>(code[2] - '0'), code[0] == '>'};
}

NumberType read_type(const File& file, std::string_view header) {
  std::string_view code = find_value(file, header, "descr", ",");
  if (code.size() >= 2 && code.front() == '\'' && code.back() == '\'') code = code.substr(1, code.size() - 2);
  if (const auto type = find_type(code)) return *type;
  refuse_npy(file, fmt::format("its numbers are of type {}, not real numbers of 8 bytes or less (try .astype(float))",
                               excerpt(code)));
}

bool read_fortran_order(const File& file, std::string_view header) {
  const std::string_view text = find_value(file, header, "fortran_order", ",}");
  if (text != "True" && text != "False") refuse_npy(file, "its header is damaged");
  return text == "True";
}

std::vector<std::size_t> read_shape(const File& file, std::string_view header) {
  std::string_view text = find_value(file, header, "shape", ")");
  if (!text.starts_with('(')) refuse_npy(file, "its header is damaged");
  text.remove_prefix(1);
  std::vector<std::size_t> shape;
  while (!text.empty()) {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
    if (error != std::errc()) refuse_npy(file, fmt::format("its shape holds {}", excerpt(text)));
    shape.push_back(size);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    text.remove_prefix(std::min(text.find_first_not_of(", "), text.size()));
  }
  return shape;
}

// How many numbers there are in a row, known to be all there and no more.
std::size_t require_data_size(const File& file, const std::vector<std::size_t>& shape, const NumberType& type,
                              std::size_t bytes) {
  if (shape.empty()) refuse_npy(file, "it holds a single number without dimensions");
  double count = 1;
  for (const std::size_t size : shape) count *= static_cast<double>(size);
  if (count == 0) refuse_npy(file, fmt::format("its shape ({}) has no entries", fmt::join(shape, ", ")));
  if (count * static_cast<double>(type.size) != static_cast<double>(bytes)) {
    refuse_npy(file, fmt::format("its shape ({}) at {} bytes a number does not go with the {} bytes that follow",
                                 fmt::join(shape, ", "), type.size, bytes));
  }
  require_memory(file, "the array", count / static_cast<double>(file.part.parts));
  return bytes / type.size / shape.front();
}

// "\x93NUMPY", whole or cut off.
bool is_npy(std::string_view bytes) { return bytes.starts_with(magic); }

// One variable without a name. One dimension is a column; of three and more the first counts examples, and the rest
// is one row, in C order.
// throws std::invalid_argument if the header is damaged, the type is not a real number, or the sizes named there and
// the length of the file do not go together.
Contents read_npy(const File& file) {
  const auto [header, begin] = split(file);
  const NumberType type = read_type(file, header);
  const bool by_columns = read_fortran_order(file, header);
  const std::vector<std::size_t> shape = read_shape(file, header);
  const std::size_t columns = require_data_size(file, shape, type, file.size() - begin);
  if (by_columns && shape.size() > 2) refuse_npy(file, "it has three dimensions or more in Fortran order");

  Contents contents;
  contents.variables.push_back({"", decode(file, {begin, type, shape.front(), columns, by_columns}), ""});
  contents.rows = shape.front();
  contents.may_hold_targets = shape.size() <= 2;
  if (shape.size() > 2) contents.description = fmt::format("({}) flattened to rows", fmt::join(shape, ", "));
  if (shape.size() >= 2 && type.size == 1) contents.description = describe_bytes(contents);
  return contents;
}

}  // namespace

extern const Format npy_format{"NumPy .npy", ".npy", &is_npy, &read_npy, false, true, true};

}  // namespace gradlab::data
