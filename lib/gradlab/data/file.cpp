#include "gradlab/data/file.hpp"

#include "gradlab/data/numbers.hpp"
#include "gradlab/process/memory.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace gradlab::data {

namespace {

// Of one file: as doubles it may become 8 times as much. An address space of 32 bits has no room for a quarter of this.
constexpr std::size_t most_bytes = std::size_t{1} << (sizeof(std::size_t) > 4 ? 32 : 28);

// gzip packs at most 1032:1, and a table of numbers rarely above 50:1; small files may do as they like.
constexpr std::size_t most_ratio = 200;
constexpr std::size_t ratio_matters_from = std::size_t{64} << 20;

[[noreturn]] void refuse_path(const std::string& path, const std::string& trouble) { refuse({path, {}}, trouble); }

void require_regular_file(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    refuse_path(path, error && error != std::errc::no_such_file_or_directory
                          ? fmt::format("cannot be read: {}; try another file", error.message())
                          : "no such file; check the name and the folder");
  }
  if (fs::is_directory(status)) refuse_path(path, "expected a file, but this is a folder; name a file in it");
  if (!fs::is_regular_file(status)) {
    refuse_path(path, "expected a regular file, but this is a device or pipe; save its data to a file first");
  }
}

std::size_t size_of(const std::string& path) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  return error ? 0 : size;
}

// So many bytes from `begin` on.
std::string read_bytes(const std::string& path, std::size_t begin, std::size_t count) {
  std::ifstream stream;
  stream.rdbuf()->pubsetbuf(nullptr, 0);  // no more is read than is asked for
  stream.open(path, std::ios::binary);
  if (!stream) refuse_path(path, fmt::format("cannot be read: {}; check its permissions", std::strerror(errno)));
  std::string bytes(count, '\0');
  errno = 0;  // which says below whether the system failed
  stream.seekg(static_cast<std::streamoff>(begin));
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (stream) return bytes;
  refuse_path(path, errno != 0 ? fmt::format("cannot be read: {}; try another file", std::strerror(errno))
                               : fmt::format("expected {} bytes, but it ends after {}; is it still being written?",
                                             begin + bytes.size(), begin + static_cast<std::size_t>(stream.gcount())));
}

std::string read_bytes(const std::string& path) {
  const std::size_t size = size_of(path);
  if (size > most_bytes) {
    refuse_path(path, fmt::format("expected at most {} bytes, but it has {}; try a part of it", most_bytes, size));
  }
  return read_bytes(path, 0, size);
}

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b"); }

using Inflater = std::unique_ptr<z_stream, decltype(&inflateEnd)>;

Inflater make_inflater(z_stream& stream, std::string_view packed) {
  constexpr int gzip_with_largest_window = 16 + MAX_WBITS;
  if (inflateInit2(&stream, gzip_with_largest_window) != Z_OK) throw std::bad_alloc();
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));  // zlib does not write there
  return {&stream, &inflateEnd};
}

// What a gzip file says at its end of the bytes in its last part; a hint only.
std::size_t claimed_size(std::string_view packed) {
  constexpr std::size_t size = 4;
  return packed.size() < size ? 0 : decode_unsigned(packed.substr(packed.size() - size), false);
}

}  // namespace

std::size_t most_unpacked(std::size_t packed) {
  return std::min(most_bytes, std::max(ratio_matters_from, most_ratio * packed));
}

std::string unpack(const std::string& path, std::string_view packed) {
  z_stream stream{};
  const Inflater inflater = make_inflater(stream, packed);
  std::string bytes;
  bytes.reserve(std::min({claimed_size(packed), most_unpacked(packed.size()), process::memory_left() / 4}));
  std::string chunk(std::size_t{1} << 18, '\0');
  std::size_t left = packed.size();
  while (true) {
    const auto given = static_cast<uInt>(std::min<std::size_t>(left, std::size_t{1} << 30));
    stream.avail_in = given;
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = static_cast<uInt>(chunk.size());
    const int status = inflate(&stream, Z_NO_FLUSH);
    left -= given - stream.avail_in;
    bytes.append(chunk, 0, chunk.size() - stream.avail_out);
    if (bytes.size() > most_unpacked(packed.size())) {
      refuse_path(path, fmt::format("expected numbers, but its {} bytes unpack to more than {}; unpack it and look",
                                    packed.size(), most_unpacked(packed.size())));
    }
    if (status == Z_STREAM_END && left == 0) return bytes;
    if (status == Z_STREAM_END && inflateReset(&stream) == Z_OK) continue;  // gzip files may be several, end to end
    if (status == Z_BUF_ERROR || (status == Z_OK && left == 0 && stream.avail_out != 0)) {
      refuse_path(path, "expected a whole gzip file, but it ends too early; copy or download it again");
    }
    if (status != Z_OK) refuse_path(path, "expected gzip data, but they are damaged; copy or download the file again");
  }
}

File load_file(const std::string& path) {
  require_regular_file(path);
  File file{path, read_bytes(path)};
  if (file.bytes.empty()) refuse(file, "expected numbers, but the file is empty");
  file.was_packed = is_gzip(file.bytes);
  if (file.was_packed) file.bytes = unpack(path, file.bytes);
  if (file.bytes.empty()) refuse(file, "expected numbers, but the file unpacks to nothing");
  return file;
}

File load_beginning(const std::string& path, Part part) {
  constexpr std::size_t enough = std::size_t{1} << 17;  // the header of an .npy file has up to 2^16
  require_regular_file(path);
  const std::size_t size = size_of(path), count = std::min(size, enough);
  File file{path, read_bytes(path, 0, count), false, size - count, part};
  if (file.bytes.empty()) refuse(file, "expected numbers, but the file is empty");
  file.was_packed = is_gzip(file.bytes);
  return file;
}

std::string_view bytes_of(const File& file, std::size_t begin, std::size_t count, std::string& room) {
  if (begin + count <= file.bytes.size()) return std::string_view(file.bytes).substr(begin, count);
  room = read_bytes(file.path, begin, count);
  return room;
}

void require_memory(const File& file, const std::string& name, double numbers) {
  const double needed = 3 * sizeof(double) * numbers;
  const auto left = static_cast<double>(process::memory_left());
  if (needed <= left) return;
  refuse(file, fmt::format("{} claims to hold {:.0f} numbers, which take {} to read, but only {} may be used; name a "
                           "smaller file, or allow more by --memory",
                           name, numbers, process::name_bytes(needed), process::name_bytes(left)));
}

void refuse(const File& file, const std::string& trouble) {
  throw std::invalid_argument(fmt::format("{}: {}", file.path, trouble));
}

std::string excerpt(std::string_view text) {
  constexpr std::size_t longest = 24;
  std::string shown(text.substr(0, longest));
  std::replace_if(shown.begin(), shown.end(), [](unsigned char c) { return c < ' ' || c > '~'; }, '?');
  return "'" + shown + (text.size() > longest ? "..." : "") + "'";
}

}  // namespace gradlab::data
