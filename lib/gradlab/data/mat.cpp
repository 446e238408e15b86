// MATLAB's and Octave's .mat files, v5 (also called v6, v7) and v7.3, read by the matio library.
// See read.hpp for the meaning of the variables.
#include "gradlab/data/format.hpp"

#include "gradlab/data/examples.hpp"
#include "gradlab/data/hdf5.hpp"
#include "gradlab/data/hold_out.hpp"
#include "gradlab/data/mat_v5.hpp"
#include "gradlab/process/pipe.hpp"

#include <fmt/format.h>
#include <matio.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

namespace gradlab::data {

namespace {

struct CloseMat {
  void operator()(mat_t* mat) const { Mat_Close(mat); }
};
struct FreeVariable {
  void operator()(matvar_t* variable) const { Mat_VarFree(variable); }
};
using Mat = std::unique_ptr<mat_t, CloseMat>;
using MatVariable = std::unique_ptr<matvar_t, FreeVariable>;

// A path for matio: the file's own, or that of a temporary file where the file was packed. A file in memory does not
// do: HDF5 follows links to a file's real name.
class ScratchFile {
 public:
  explicit ScratchFile(const File& file) : path_(file.path) {
    if (!file.was_packed) return;
    std::error_code error;
    path_ = (std::filesystem::temp_directory_path(error) / "gradlab.XXXXXX").string();
    int descriptor = ::mkstemp(path_.data());
    is_ours_ = descriptor >= 0;
    const bool written = is_ours_ && process::write_all(descriptor, file.bytes);
    const std::string why = std::strerror(errno);
    process::close_end(descriptor);
    if (written) return;
    take_name_away();
    refuse(file, fmt::format("cannot be unpacked to {}: {}; unpack it yourself", path_, why));
  }
  ~ScratchFile() { take_name_away(); }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  const std::string& path() const { return path_; }

  // Called when matio has the file open: then not even a crash of the library leaves a temporary file behind.
  void take_name_away() {
    if (is_ours_) std::remove(path_.c_str());
    is_ours_ = false;
  }

 private:
  std::string path_;
  bool is_ours_ = false;
};

// Notes that matio complains, in place of matio's own lines on standard error. matio's function takes no data of ours.
class Complaints {
 public:
  Complaints() {
    heard = &any_;
    Mat_LogInitFunc("gradlab", [](int, char*) { *heard = true; });
  }
  ~Complaints() { Mat_LogClose(); }
  Complaints(const Complaints&) = delete;
  Complaints& operator=(const Complaints&) = delete;

  bool any() const { return any_; }

 private:
  static inline thread_local bool* heard = nullptr;
  bool any_ = false;
};

bool is_v73(std::string_view bytes) {
  return bytes.size() >= mat_header_size && bytes.substr(124, 2) == std::string_view("\0\2", 2);
}

// ---- one variable ----

std::string find_problem(const matvar_t& variable) {
  switch (variable.class_type) {
    case MAT_C_CELL: return "a cell array";
    case MAT_C_STRUCT: return "a struct";
    case MAT_C_CHAR: return "text";
    case MAT_C_SPARSE: return "a sparse matrix (try full())";
    case MAT_C_OBJECT:
    case MAT_C_FUNCTION:
    case MAT_C_OPAQUE: return "an object";
    default: break;
  }
  if (variable.isComplex) return "complex (try real())";
  if (variable.rank != 2) return fmt::format("an array of {} dimensions", variable.rank);
  return "";
}

// Sizes are unsigned 64-bit and may be anything in a hostile file. `parts`: of how many parts one is read.
void require_plausible(const matvar_t& variable, const std::string& name, const File& file, std::size_t parts) {
  const auto rows = variable.dims[0];
  const auto columns = variable.dims[1];
  const double numbers = static_cast<double>(rows) * static_cast<double>(columns);
  if (numbers <= static_cast<double>(file.size()) * most_numbers_in_a_byte) {
    return require_memory(file, excerpt(name), numbers / static_cast<double>(parts));
  }
  refuse_damaged_mat(file, fmt::format("{} claims to be {} x {}, more than its {} bytes can hold", excerpt(name),
                                   rows, columns, file.size()));
}

template <class Number>
arma::mat to_matrix(const matvar_t& variable) {
  const arma::uword rows = variable.dims[0];
  const arma::uword columns = variable.dims[1];
  const auto* numbers = static_cast<const Number*>(variable.data);
  arma::mat matrix(rows, columns);
  std::transform(numbers, numbers + matrix.n_elem, matrix.begin(), [](Number n) { return static_cast<double>(n); });
  return matrix;
}

std::optional<arma::mat> to_matrix_of_any_class(const matvar_t& variable) {
  switch (variable.class_type) {
    case MAT_C_DOUBLE: return to_matrix<double>(variable);
    case MAT_C_SINGLE: return to_matrix<float>(variable);
    case MAT_C_INT8: return to_matrix<std::int8_t>(variable);
    case MAT_C_UINT8: return to_matrix<std::uint8_t>(variable);
    case MAT_C_INT16: return to_matrix<std::int16_t>(variable);
    case MAT_C_UINT16: return to_matrix<std::uint16_t>(variable);
    case MAT_C_INT32: return to_matrix<std::int32_t>(variable);
    case MAT_C_UINT32: return to_matrix<std::uint32_t>(variable);
    case MAT_C_INT64: return to_matrix<std::int64_t>(variable);
    case MAT_C_UINT64: return to_matrix<std::uint64_t>(variable);
    default: return std::nullopt;
  }
}

std::string name_of(const matvar_t& variable) { return variable.name ? variable.name : ""; }

constexpr std::size_t most_in_part = std::numeric_limits<int>::max();  // matio counts rows and columns of one by int

// Reads some rows of all columns. From then on the variable has these rows alone.
bool read_rows(mat_t* mat, matvar_t& variable, Share rows) {
  int start[] = {static_cast<int>(rows.begin), 0}, stride[] = {1, 1};
  int count[] = {static_cast<int>(rows.count()), static_cast<int>(variable.dims[1])};
  variable.data = std::calloc(rows.count() * variable.dims[1], Mat_SizeOfClass(variable.class_type));
  if (!variable.data || Mat_VarReadData(mat, &variable, variable.data, start, stride, count) != 0) return false;
  variable.dims[0] = rows.count();
  return true;
}

bool read_data(mat_t* mat, matvar_t& variable, Part part) {
  if (part.is_whole()) return Mat_VarReadDataAll(mat, &variable) == 0 && variable.data;
  return read_rows(mat, variable, part.of(variable.dims[0]));
}

Variable read_variable(mat_t* mat, matvar_t& variable, const File& file, Part part, const Complaints& complaints) {
  Variable read{name_of(variable), {}, find_problem(variable)};
  if (!read.problem.empty()) return read;
  require_plausible(variable, read.name, file, part.parts);
  if (variable.dims[0] == 0 || variable.dims[1] == 0) return {read.name, {}, "empty"};
  require_parts(file.path, variable.dims[0], part);
  if (!read_data(mat, variable, part) || complaints.any()) {
    refuse_damaged_mat(file, fmt::format("the numbers of {} are damaged", excerpt(read.name)));
  }
  auto matrix = to_matrix_of_any_class(variable);
  if (!matrix) return {read.name, {}, "of a class that has no numbers"};
  return {read.name, std::move(*matrix), ""};
}

bool holds_images_of_bytes(const matvar_t& variable) {
  return variable.class_type == MAT_C_UINT8 && variable.rank == 2 && variable.dims[0] > 1 && variable.dims[1] > 1;
}

std::vector<std::string> list_names(mat_t* mat) {
  std::vector<std::string> names;
  while (const MatVariable variable{Mat_VarReadNextInfo(mat)}) names.push_back(name_of(*variable));
  Mat_Rewind(mat);
  return names;
}

// The .mat header, whole or cut off.
bool is_mat(std::string_view bytes) {
  if (bytes.starts_with("MATLAB 5.0 MAT-file") || bytes.starts_with("MATLAB 7.3 MAT-file")) return true;
  if (bytes.size() < mat_header_size) return false;
  return bytes.substr(124, 4) == std::string_view("\0\1IM", 4) || bytes.substr(124, 4) == std::string_view("\1\0MI", 4);
}

// All variables; those that are not real matrices (cells, structs, text, sparse, complex) with a problem in place of
// values. Whole numbers and logicals become doubles.
// throws std::invalid_argument if the file is cut off or damaged, or claims more numbers than it could hold.
Contents read_mat(const File& file) {
  if (is_v73(file.bytes)) require_self_contained(file);
  else require_sound_v5(file);
  ScratchFile unpacked(file);
  const Complaints complaints;
  const Mat mat(Mat_Open(unpacked.path().c_str(), MAT_ACC_RDONLY));
  if (!mat) refuse_damaged_mat(file, "its header is damaged, or it is cut off");
  unpacked.take_name_away();
  Contents contents;
  bool has_bytes = false;
  const Places places = file.part.is_whole() ? Places{} : find_examples(list_names(mat.get()));
  MatVariable X;  // is read last: from within a variable of v5 matio does not find the next one
  for (std::size_t place = 0; MatVariable variable{Mat_VarReadNextInfo(mat.get())}; ++place) {
    has_bytes = has_bytes || holds_images_of_bytes(*variable);
    const bool is_read_here = place != places.X && places.make_data_set(place);
    contents.variables.push_back(is_read_here ? read_variable(mat.get(), *variable, file, {}, complaints)
                                              : Variable{name_of(*variable), {}, ""});
    if (place == places.X) X = std::move(variable);
  }
  if (X) {
    const std::size_t rows = X->dims[0];
    const Part part = rows <= most_in_part && X->dims[1] <= most_in_part ? file.part : Part{};
    Variable& read = contents.variables[*places.X] = read_variable(mat.get(), *X, file, part, complaints);
    if (read.problem.empty() && !part.is_whole()) contents.rows = rows;
  }
  if (has_bytes) contents.description = describe_bytes(contents);
  if (complaints.any()) refuse_damaged_mat(file, "it is damaged");
  return contents;
}

}  // namespace

extern const Format mat_format{.name = "MATLAB .mat",
                               .word = ".mat",
                               .recognize = &is_mat,
                               .read = &read_mat,
                               .may_crash = true,
                               .reads_parts = true,
                               .needs_beginning_only = true,
                               .has_names = true};

}  // namespace gradlab::data
