#include "gradlab/data/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace gradlab::data {

// Each format is a file of this folder, which defines its row.
extern const Format mat_format, hdf5_format, npy_format, idx_format, csv_format;

namespace {

// The first format that recognizes a file reads the file. Text comes last: text has no mark of its own.
constexpr std::array formats{&mat_format, &hdf5_format, &npy_format, &idx_format, &csv_format};

struct Foreign {
  std::string_view mark;    ///< what such a file begins with
  std::string_view name;    ///< what it is
  std::string_view advice;  ///< what to do about it
};

// Formats that users try, and that gradlab does not read.
constexpr std::array foreign_formats{
    Foreign{"PK\x03\x04", "a zip archive (.npz, .xlsx)", "save the arrays as .npy, one a file, or as .csv"},
    Foreign{"# Created by Octave", "Octave's text format", "save with `save -v7 FILE X y`"},
    Foreign{"Octave-1-", "Octave's binary format", "save with `save -v7 FILE X y`"},
    Foreign{"\x80\x04\x95", "a Python pickle", "save with numpy.save"},
    Foreign{"\x89PNG", "a picture", "convert it to a row of numbers first"},
    Foreign{"%PDF", "a PDF document", "name a file of numbers"},
};

}  // namespace

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
