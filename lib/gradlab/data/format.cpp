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
constexpr std::string_view pickle_advice = "save with numpy.save";

// Formats that users try, and that gradlab does not read.
constexpr std::array foreign_formats{
    Foreign{"# Created by Octave", "Octave's text format", "save with `save -v7 FILE X y`"},
    Foreign{"Octave-1-", "Octave's binary format", "save with `save -v7 FILE X y`"},
    Foreign{"\x80\2", "a Python pickle", pickle_advice},
    Foreign{"\x80\3", "a Python pickle", pickle_advice},
    Foreign{"\x80\4", "a Python pickle", pickle_advice},
    Foreign{"\x80\5", "a Python pickle", pickle_advice},
    Foreign{"\x89PNG", "a picture", "convert it to a row of numbers first"},
    Foreign{"\xff\xd8\xff", "a picture", "convert it to a row of numbers first"},
    Foreign{"PAR1", "a parquet file", "save it as .csv: pandas.read_parquet(FILE).to_csv(NEW, index=False)"},
    Foreign{"ARROW1", "a Feather file", "save it as .csv: pandas.read_feather(FILE).to_csv(NEW, index=False)"},
    Foreign{"FEA1", "a Feather file", "save it as .csv: pandas.read_feather(FILE).to_csv(NEW, index=False)"},
    Foreign{"RDX", "R's own format", "save with write.csv(DATA, FILE, row.names=FALSE)"},
    Foreign{std::string_view("X\n\0\0\0", 5), "R's own format", "save with write.csv(DATA, FILE, row.names=FALSE)"},
    Foreign{"\xd0\xcf\x11\xe0", "an Excel file", "save it as .csv"},
    Foreign{"SQLite format", "a database", "export its table as .csv"},
    Foreign{"BZh", "packed by bzip2", "unpack it with bunzip2"},
    Foreign{"\xfd" "7zXZ", "packed by xz", "unpack it with unxz"},
    Foreign{"\x28\xb5\x2f\xfd", "packed by zstd", "unpack it with unzstd"},
    Foreign{"{", "JSON", "save it as .csv, or with numpy.savez"},
    Foreign{"[", "a list in brackets", "save it as .csv, or with numpy.savez"},
    Foreign{"<", "a page of HTML or XML", "download the data themselves"},
    Foreign{"version https://git-lfs", "a pointer to a file in Git LFS", "fetch the file with git lfs pull"},
    Foreign{"@relation", "an ARFF file", "keep the lines behind @data alone"},
    Foreign{"@RELATION", "an ARFF file", "keep the lines behind @DATA alone"},
    Foreign{std::string_view("\xff\xfe\0\0", 4), "text in UTF-32", "save it as UTF-8"},
    Foreign{"\xff\xfe", "text in UTF-16", "save it as UTF-8"},
    Foreign{"\xfe\xff", "text in UTF-16", "save it as UTF-8"},
    Foreign{std::string_view("\1\x08\0\0", 4), little_endian, big_endian_advice},
    Foreign{std::string_view("\2\x08\0\0", 4), little_endian, big_endian_advice},
    Foreign{std::string_view("\3\x08\0\0", 4), little_endian, big_endian_advice},
    Foreign{"%PDF", "a PDF document", "name a file of numbers"},
};

bool is_printable(char c) { return c >= ' ' && c <= '~'; }

// ASCII in UTF-16 without a mark: every other byte is 0.
bool is_bare_utf16(std::string_view bytes) {
  if (bytes.size() < 4) return false;
  const bool little = is_printable(bytes[0]) && bytes[1] == 0 && is_printable(bytes[2]) && bytes[3] == 0;
  const bool big = bytes[0] == 0 && is_printable(bytes[1]) && bytes[2] == 0 && is_printable(bytes[3]);
  return little || big;
}

// Bytes of no known format: what they are like, and what to do about it.
std::string describe_unknown(std::string_view bytes) {
  if (is_bare_utf16(bytes)) return "this is text in UTF-16; save it as UTF-8";
  const auto is_control = [](unsigned char c) { return (c < ' ' && c != '\t' && c != '\r' && c != '\n') || c == 0x7f; };
  const auto odd = std::find_if(bytes.begin(), bytes.end(), is_control);
  constexpr std::ptrdiff_t enough_text = 8;
  if (odd - bytes.begin() >= enough_text) {
    return fmt::format("this text has the control character {:#04x} as its byte {}; remove it",
                       static_cast<unsigned char>(*odd), odd - bytes.begin() + 1);
  }
  return fmt::format("the content, which begins with {}, is none of them; try a .csv file",
                     excerpt(bytes.substr(0, 8)));
}

}  // namespace

std::string describe_bytes(const Contents& contents) {
  constexpr double bright = 100;
  const bool has_pixels = std::any_of(
      contents.variables.begin(), contents.variables.end(),
      [](const Variable& variable) { return !variable.values.is_empty() && variable.values.max() >= bright; });
  if (!has_pixels) return contents.description;
  return fmt::format("{}{}{}", contents.description, contents.description.empty() ? "" : "; ", undivided_bytes);
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
  refuse(file, fmt::format("expected {}, but {}", list_formats(" or "), describe_unknown(file.bytes)));
}

}  // namespace gradlab::data
