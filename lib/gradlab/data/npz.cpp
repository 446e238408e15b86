// NumPy's .npz: a zip archive of .npy files, each a variable by its file's name. Read by libzip.
#include "gradlab/data/examples.hpp"
#include "gradlab/data/format.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

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

// The arrays in the archive: files whose names end in .npy.
std::vector<zip_stat_t> list_arrays(const File& file, zip_t* archive) {
  std::vector<zip_stat_t> arrays;
  std::string first;  // that is no array
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t entry;
    const bool is_known = zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &entry) == 0 &&
                          (entry.valid & ZIP_STAT_NAME) && (entry.valid & ZIP_STAT_SIZE);
    if (!is_known) refuse_npz(file, "it is damaged");
    if (std::string_view(entry.name).ends_with(".npy")) arrays.push_back(entry);
    else if (first.empty()) first = entry.name;
  }
  if (arrays.empty()) refuse_other_archive(file, first);
  return arrays;
}

// Each array, or of a part the rows of X and all of y. throws std::invalid_argument if the archive or an array in it is
// damaged, or if it holds none, as the zip archives of other programs do.
Contents read_npz(const File& file) {
  const Archive archive = open_archive(file);
  const std::vector<zip_stat_t> arrays = list_arrays(file, archive.get());
  std::vector<std::string> names;
  for (const zip_stat_t& array : arrays) names.push_back(name_without_ending(array.name));
  const Places places = find_examples(names);
  Contents contents;
  for (std::size_t place = 0; place < names.size(); ++place) {
    contents.variables.push_back({names[place], {}, ""});
    if (!file.part.is_whole() && !places.make_data_set(place)) continue;
    const Part part = place == places.X ? file.part : Part{};
    Contents held = npy_format.read({file.path, read_entry(file, archive.get(), arrays[place]), false, 0, part});
    contents.variables.back().values = std::move(held.variables.front().values);
    if (place == places.X) contents.rows = held.rows;
    if (contents.description.empty()) contents.description = held.description;
  }
  return contents;
}

}  // namespace

extern const Format npz_format{.name = "NumPy .npz",
                               .word = ".npz",
                               .recognize = &is_zip,
                               .read = &read_npz,
                               .reads_parts = true,
                               .has_names = true};

}  // namespace gradlab::data
