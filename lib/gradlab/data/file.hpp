// A file's bytes, unpacked where the file was gzipped. See format.hpp for the meaning of the bytes.
#pragma once

#include "gradlab/part.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace gradlab::data {

struct File {
  std::string path;   ///< as the user wrote it; messages begin with it
  std::string bytes;  ///< all of the file, unpacked; or its beginning
  bool was_packed = false;
  std::size_t beyond = 0;  ///< bytes behind these that lie on the disk alone
  Part part = {};          ///< of the rows of its X, which is asked for

  std::size_t size() const { return bytes.size() + beyond; }
};

/// Reads the file, and unpacks it if its content is gzip.
/// throws std::invalid_argument if there is no such file, it is not a regular file, it is empty, or its gzip data are
/// damaged or unpack to more than a file of numbers would.
File load_file(const std::string& path);

/// The first bytes of the file, as they lie there, for a format that reads a part of its rows.
/// throws std::invalid_argument as load_file() does, but not for gzip data.
File load_beginning(const std::string& path, Part part);

/// So many bytes of the file from `begin` on. Those on the disk are read into `room`.
/// throws std::invalid_argument if the file has become shorter.
std::string_view bytes_of(const File& file, std::size_t begin, std::size_t count, std::string& room);

/// gzip data unpacked. `path` is for messages.
std::string unpack(const std::string& path, std::string_view packed);

/// How many bytes a file of so many packed bytes may unpack to.
std::size_t most_unpacked(std::size_t packed);

/// throws std::invalid_argument if so many numbers of `name`, in three copies, exceed the memory that is left: as the
/// file has them, as doubles, and in a matrix.
void require_memory(const File& file, const std::string& name, double numbers);

/// throws std::invalid_argument("path: trouble").
[[noreturn]] void refuse(const File& file, const std::string& trouble);

/// A piece of a file for a message: in quotes, short, and printable whatever it holds.
std::string excerpt(std::string_view text);

}  // namespace gradlab::data
