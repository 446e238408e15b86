#include "gradlab/data/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace gradlab::data {

// Each format is a file of this folder, which defines its row.
extern const Format mat_format, hdf5_format, npy_format, idx_format, npz_format, csv_format;

namespace {

// The first format that recognizes a file reads the file. Text comes last: text has no mark of its own.
constexpr std::array formats{&mat_format, &hdf5_format, &npy_format, &npz_format, &idx_format, &csv_format};

struct Foreign {
  std::string_view mark;    ///< what such a file begins with
  std::string_view name;    ///< what it is
  std::string_view advice;  ///< what to do about it
};

constexpr std::string_view little_endian = "an IDX file with its bytes in the wrong order";
constexpr std::string_view big_endian_advice = "write its header with the highest byte first";

// Formats that users try, and that gradlab does not read.
constexpr std::array foreign_formats{
    Foreign{"# Created by Octave", "Octave's text format", "save with `save -v7 FILE X y`"},
    Foreign{"Octave-1-", "Octave's binary format", "save with `save -v7 FILE X y`"},
    Foreign{"\x80\x04\x95", "a Python pickle", "save with numpy.save"},
    Foreign{"\x89PNG", "a picture", "convert it to a row of numbers first"},
    Foreign{"PAR1", "a parquet file", "save it as .csv: pandas.read_parquet(FILE).to_csv(NEW, index=False)"},
    Foreign{"\xff\xfe", "text in UTF-16", "save it as UTF-8"},
    Foreign{"\xfe\xff", "text in UTF-16", "save it as UTF-8"},
    Foreign{std::string_view("\1\x08\0\0", 4), little_endian, big_endian_advice},
    Foreign{std::string_view("\2\x08\0\0", 4), little_endian, big_endian_advice},
    Foreign{std::string_view("\3\x08\0\0", 4), little_endian, big_endian_advice},
    Foreign{"%PDF", "a PDF document", "name a file of numbers"},
};

}  // namespace

std::string describe_bytes(const Contents& contents) {
  constexpr double bright = 100;
  const bool has_pixels = std::any_of(
      contents.variables.begin(), contents.variables.end(),
      [](const Variable& variable) { return !variable.values.is_empty() && variable.values.max() >= bright; });
  if (!has_pixels) return contents.description;
  return contents.description + (contents.description.empty() ? "" : "; ") + "bytes as they are, not divided by 255";
}

std::string list_formats(std::string_view before_last) {
  std::string list;
  for (const Format* format : formats) {
    list += list.empty() ? "" : format == formats.back() ? before_last : ", ";
    list += format->word;
  }
  return list;
}

const Format& find_format(const File& file) {
  for (const Foreign& foreign : foreign_formats) {
    if (!file.bytes.starts_with(foreign.mark)) continue;
    refuse(file, fmt::format("expected {}, but this is {}; {}", list_formats(" or "), foreign.name, foreign.advice));
  }
  const auto found = std::find_if(formats.begin(), formats.end(),
                                  [&](const Format* format) { return format->recognize(file.bytes); });
  if (found != formats.end()) return **found;
  refuse(file, fmt::format("expected {}, but the content, which begins with {}, is none of them; try a .csv file",
                           list_formats(" or "), excerpt(std::string_view(file.bytes).substr(0, 8))));
}

}  // namespace gradlab::data
