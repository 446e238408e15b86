// NumPy's .npz: a zip archive of .npy files, each a variable by its file's name. Read by libzip.
#include "gradlab/data/format.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <memory>
#include <utility>

namespace gradlab::data {

extern const Format npy_format;

namespace {

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;
using Entry = std::unique_ptr<zip_file_t, decltype(&zip_fclose)>;

[[noreturn]] void refuse_npz(const File& file, const std::string& trouble) {
  refuse(file, fmt::format("expected an .npz file with X and y, but {}; save it again with numpy.savez", trouble));
}

// The bytes lie in memory: nothing is read from or written to the disk.
Archive open_archive(const File& file) {
  zip_source_t* source = zip_source_buffer_create(file.bytes.data(), file.bytes.size(), 0, nullptr);
  zip_t* archive = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nullptr) : nullptr;
  if (archive) return {archive, &zip_discard};
  if (source) zip_source_free(source);
  refuse_npz(file, "it is damaged or cut off");
}

std::string read_entry(const File& file, zip_t* archive, const zip_stat_t& entry) {
  if (entry.size > most_unpacked(file.bytes.size())) {
    refuse_npz(file, fmt::format("{} claims to unpack to {} bytes", excerpt(entry.name), entry.size));
  }
  const Entry opened(zip_fopen_index(archive, entry.index, 0), &zip_fclose);
  std::string bytes(entry.size, '\0');
  const bool is_whole = opened && zip_fread(opened.get(), bytes.data(), bytes.size()) ==
                                      static_cast<zip_int64_t>(bytes.size());
  if (!is_whole) refuse_npz(file, fmt::format("{} is damaged", excerpt(entry.name)));
  return bytes;
}

std::string name_without_ending(const std::string& name) { return name.substr(0, name.rfind(".npy")); }

// The zip archives of other programs.
[[noreturn]] void refuse_other_archive(const File& file, const std::string& first) {
  const bool is_excel = first == "[Content_Types].xml" || first.starts_with("xl/") || first.starts_with("_rels");
  refuse(file, is_excel ? "expected numbers, but this is an .xlsx or another office document; save it as .csv"
                        : fmt::format("expected an .npz file with X and y, but this zip archive holds {} and no .npy; "
                                      "unpack it, or save with numpy.savez",
                                      first.empty() ? "nothing" : excerpt(first)));
}

bool is_zip(std::string_view bytes) { return bytes.starts_with("PK\3\4") || bytes.starts_with("PK\5\6"); }

// Each .npy in the archive. throws std::invalid_argument if the archive or an array in it is damaged, or if it holds
// none, as the zip archives of other programs do.
Contents read_npz(const File& file) {
  const Archive archive = open_archive(file);
  Contents contents;
  std::string first;  // that is no array
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive.get(), 0); ++i) {
    zip_stat_t entry;
    const bool is_known = zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &entry) == 0 &&
                          (entry.valid & ZIP_STAT_NAME) && (entry.valid & ZIP_STAT_SIZE);
    if (!is_known) refuse_npz(file, "it is damaged");
    const std::string name = entry.name;
    if (!name.ends_with(".npy")) {
      if (first.empty()) first = name;
      continue;
    }
    const File array{file.path, read_entry(file, archive.get(), entry)};
    Contents held = npy_format.read(array);
    Variable& variable = held.variables.front();
    variable.name = name_without_ending(name);
    contents.variables.push_back(std::move(variable));
    if (contents.description.empty()) contents.description = held.description;
  }
  if (contents.variables.empty()) refuse_other_archive(file, first);
  return contents;
}

}  // namespace

extern const Format npz_format{"NumPy .npz", ".npz", &is_zip, &read_npz};

}  // namespace gradlab::data
