#include "gradlab/data/mat_v5.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace gradlab::data {

namespace {

// The types of elements that matter here.
constexpr std::uint32_t whole_of_32_bits = 5, single = 7, real = 9, matrix = 14, compressed = 15;

// The classes of arrays that hold plain numbers.
constexpr std::uint32_t class_double = 6, class_uint64 = 15;

// Of an element, as it is packed: what stands before a matrix's numbers takes no more.
constexpr std::size_t enough_of_element = std::size_t{1} << 16;

// The size of a number of this type; 0: it is no type of numbers.
std::size_t size_of_type(std::uint32_t type) {
  constexpr std::size_t sizes[] = {0, 1, 1, 2, 2, 4, 4, 4, 0, 8, 0, 0, 8, 8};
  return type < std::size(sizes) ? sizes[type] : 0;
}

struct Element {
  std::uint32_t type = 0;
  std::size_t size = 0;       // of its data
  std::string_view data;      // as much of it as there is
};

// Reads elements from bytes, of which the end may be missing.
class Elements {
 public:
  Elements(std::string_view bytes, bool swapped) : bytes_(bytes), swapped_(swapped) {}

  std::optional<Element> next() {
    if (bytes_.size() < 8) return std::nullopt;
    const std::uint32_t first = read(0);
    const bool is_small = first >> 16 != 0;  // type, size and up to four bytes of data share eight bytes
    Element element{is_small ? first & 0xffff : first, is_small ? first >> 16 : read(4), {}};
    element.data = bytes_.substr(is_small ? 4 : 8, element.size);
    const std::size_t length = is_small ? 8 : 8 + (element.size + 7) / 8 * 8;
    bytes_.remove_prefix(std::min(length, bytes_.size()));
    return element;
  }

  std::uint32_t number(std::string_view data, std::size_t at) const {
    std::uint32_t value = 0;
    std::memcpy(&value, data.data() + at, sizeof value);
    return swapped_ ? __builtin_bswap32(value) : value;
  }

 private:
  std::uint32_t read(std::size_t at) const { return number(bytes_, at); }

  std::string_view bytes_;
  bool swapped_;
};

// The beginning of what was compressed: flags, dimensions, name and the tag of the numbers stand there.
std::string inflate_beginning(std::string_view packed) {
  constexpr std::size_t enough = 4096;
  std::string beginning(enough, '\0');
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return "";
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib does not write there
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(beginning.data());
  stream.avail_out = enough;
  inflate(&stream, Z_SYNC_FLUSH);
  inflateEnd(&stream);
  return beginning.substr(0, enough - std::min<std::size_t>(stream.avail_out, enough));
}

double count_numbers(const Elements& elements, const Element& dimensions) {
  double count = 1;
  for (std::size_t at = 0; at + 4 <= dimensions.data.size(); at += 4) count *= elements.number(dimensions.data, at);
  return count;
}

// Doubles may be saved as shorter whole numbers, but neither as single ones nor as longer ones.
bool fits_class(std::uint32_t kind, std::uint32_t type) {
  if (kind == class_double) return type == real || (type != single && size_of_type(type) <= 4);
  return true;
}

void require_sound_matrix(const File& file, std::string_view bytes, bool swapped) {
  Elements elements(bytes, swapped);
  const auto flags = elements.next(), dimensions = elements.next(), name = elements.next(), numbers = elements.next();
  if (!flags || flags->data.size() < 8) return;  // matio says what is wrong with it
  const std::uint32_t kind = elements.number(flags->data, 0) & 0xff;
  if (kind < class_double || kind > class_uint64) return;
  if (!dimensions || dimensions->type != whole_of_32_bits || !name)
    refuse_damaged_mat(file, "a variable's header is damaged");
  const double count = count_numbers(elements, *dimensions);
  if (count == 0) return;
  const std::size_t size = numbers ? size_of_type(numbers->type) : 0;
  const bool fits = size > 0 && fits_class(kind, numbers->type) &&
                    static_cast<double>(numbers->size) == count * static_cast<double>(size);
  if (!fits) {
    refuse_damaged_mat(file, fmt::format("the numbers of {} are damaged: their bytes do not go with its size",
                                         excerpt(name->data)));
  }
}

// The tag of a matrix stands before its elements.
void require_sound_element(const File& file, const Element& element, bool swapped) {
  if (element.type == matrix) return require_sound_matrix(file, element.data, swapped);
  if (element.type != compressed) return;
  const std::string beginning = inflate_beginning(element.data);
  if (beginning.size() > 8) require_sound_matrix(file, std::string_view(beginning).substr(8), swapped);
}

}  // namespace

void refuse_damaged_mat(const File& file, const std::string& what) {
  refuse(file, fmt::format("expected a .mat file, but {}; save it again with `save -v7 FILE X y`", what));
}

void require_sound_v5(const File& file) {
  if (file.size() < mat_header_size) refuse_damaged_mat(file, "it ends within its header");
  const bool big_endian = std::string_view(file.bytes).substr(126, 2) == "MI";
  const bool swapped = big_endian != (std::endian::native == std::endian::big);
  // Compressed elements are not filled up to eight bytes, so the file's own elements are followed by their lengths.
  std::string room;
  std::size_t at = mat_header_size;
  while (at < file.size()) {
    const std::size_t left = file.size() - at;
    if (left < 8) refuse_damaged_mat(file, "it is cut off");
    const std::string_view bytes = bytes_of(file, at, std::min(left, enough_of_element), room);
    const Elements elements(bytes, swapped);
    const std::size_t length = elements.number(bytes, 4);
    if (length > left - 8) refuse_damaged_mat(file, "it is cut off, or damaged");
    require_sound_element(file, {elements.number(bytes, 0), length, bytes.substr(8, length)}, swapped);
    at += 8 + length;
  }
}

}  // namespace gradlab::data
