// HDF5 files with the data sets in their root group, read by the HDF5 library.
// See read.hpp for the meaning of the data sets, and for their order of rows and columns.
#include "gradlab/data/examples.hpp"
#include "gradlab/data/format.hpp"
#include "gradlab/data/hdf5.hpp"
#include "gradlab/data/hold_out.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>
#include <hdf5.h>

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <optional>

namespace gradlab::data {

namespace {

constexpr std::string_view signature("\x89HDF\r\n\x1a\n", 8);

// An identifier of the HDF5 library, closed when it goes.
class Handle {
 public:
  Handle(hid_t id, herr_t (*close)(hid_t)) : id_(id), close_(close) {}
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  operator hid_t() const { return id_; }

 private:
  hid_t id_;
  herr_t (*close_)(hid_t);
};

// Keeps the HDF5 library from writing its errors to standard error, and gives the caller's own way back.
class Silence {
 public:
  Silence() {
    H5Eget_auto2(H5E_DEFAULT, &report_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  }
  ~Silence() { H5Eset_auto2(H5E_DEFAULT, report_, data_); }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

 private:
  H5E_auto2_t report_ = nullptr;
  void* data_ = nullptr;
};

[[noreturn]] void refuse_hdf5(const File& file, const std::string& trouble) {
  refuse(file, fmt::format("expected an HDF5 file with data sets X and y, but {}; save it again", trouble));
}

// The library asks for copies of the bytes, and gets the bytes themselves: it only reads them.
H5FD_file_image_callbacks_t lend(const File& file) {
  return {.image_malloc = [](std::size_t, H5FD_file_image_op_t, void* bytes) { return bytes; },
          .image_memcpy = [](void* to, const void*, std::size_t, H5FD_file_image_op_t, void*) { return to; },
          .image_realloc = [](void*, std::size_t, H5FD_file_image_op_t, void*) -> void* { return nullptr; },
          .image_free = [](void*, H5FD_file_image_op_t, void*) -> herr_t { return 0; },
          .udata_copy = [](void* bytes) { return bytes; },
          .udata_free = [](void*) -> herr_t { return 0; },
          .udata = const_cast<char*>(file.bytes.data())};
}

// Bytes in memory are opened where they lie: nothing is read from or written to the disk.
hid_t open_file(const File& file) {
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), &H5Pclose);
  H5Pset_fclose_degree(access, H5F_CLOSE_STRONG);  // with all that a damaged file may have left open
  constexpr std::size_t page = 4096;
  H5Pset_sieve_buf_size(access, page);  // beside a run of numbers no more is read than this
  if (file.beyond > 0) return H5Fopen(file.path.c_str(), H5F_ACC_RDONLY, access);
  constexpr std::size_t grow_by = 65536;
  H5Pset_fapl_core(access, grow_by, false);
  H5FD_file_image_callbacks_t lent = lend(file);
  H5Pset_file_image_callbacks(access, &lent);
  H5Pset_file_image(access, const_cast<char*>(file.bytes.data()), file.bytes.size());
  return H5Fopen("/no such file: bytes in memory", H5F_ACC_RDONLY, access);  // the name must not be a file's
}

std::vector<std::string> list_links(hid_t root) {
  std::vector<std::string> names;
  const auto keep = [](hid_t, const char* name, const H5L_info_t* link, void* to) -> herr_t {
    if (link->type == H5L_TYPE_HARD) static_cast<std::vector<std::string>*>(to)->emplace_back(name);
    return 0;
  };
  hsize_t position = 0;
  H5Literate(root, H5_INDEX_NAME, H5_ITER_INC, &position, keep, &names);
  return names;
}

// A data set's sizes, or why it is no matrix of numbers.
struct Extent {
  std::vector<hsize_t> sizes = {};
  std::string problem = "";

  // As who writes by rows means it.
  Shape shape() const {
    if (sizes.empty()) return {};
    return {sizes.front(), std::accumulate(sizes.begin() + 1, sizes.end(), hsize_t{1}, std::multiplies<>())};
  }
};

std::string find_problem(hid_t dataset, hid_t space, int dimensions) {
  const Handle type(H5Dget_type(dataset), &H5Tclose);
  const H5T_class_t kind = H5Tget_class(type);
  if (kind == H5T_STRING) return "text";
  if (kind == H5T_COMPOUND) return "compound or complex (try its real part)";
  if (kind != H5T_INTEGER && kind != H5T_FLOAT && kind != H5T_ENUM) return "not made of numbers";
  if (H5Sget_simple_extent_type(space) == H5S_NULL) return "empty";
  if (dimensions == 0) return "a single number without dimensions";
  if (dimensions < 0 || dimensions > 8) return fmt::format("an array of {} dimensions", dimensions);
  return "";
}

Extent find_extent(hid_t object) {
  if (object < 0) return {{}, "damaged"};
  if (H5Iget_type(object) != H5I_DATASET) return {{}, "a group, not a data set"};
  const Handle space(H5Dget_space(object), &H5Sclose);
  const int dimensions = H5Sget_simple_extent_ndims(space);
  const std::string problem = find_problem(object, space, dimensions);
  if (!problem.empty()) return {{}, problem};
  Extent extent{std::vector<hsize_t>(static_cast<std::size_t>(dimensions))};
  H5Sget_simple_extent_dims(space, extent.sizes.data(), nullptr);
  return extent;
}

// `parts`: of how many parts one is read.
void require_plausible(const File& file, const std::string& name, const std::vector<hsize_t>& sizes,
                       std::size_t parts) {
  double count = 1;
  for (const hsize_t size : sizes) count *= static_cast<double>(size);
  if (count <= static_cast<double>(file.size()) * most_numbers_in_a_byte) {
    return require_memory(file, excerpt(name), count / static_cast<double>(parts));
  }
  refuse_hdf5(file, fmt::format("{} claims to be {}, more than its {} bytes can hold", excerpt(name),
                                fmt::join(sizes, " x "), file.size()));
}

// The numbers of a share of one dimension, and of all others. A column has those behind one place of the first.
// std::nullopt if the library cannot read them.
std::optional<arma::mat> read_columns(hid_t dataset, Extent extent, std::size_t dimension, Share share) {
  const Handle in_file(H5Dget_space(dataset), &H5Sclose);
  std::vector<hsize_t> begin(extent.sizes.size(), 0);
  begin[dimension] = share.begin;
  extent.sizes[dimension] = share.count();
  const Handle in_memory(H5Screate_simple(static_cast<int>(begin.size()), extent.sizes.data(), nullptr), &H5Sclose);
  const Shape shape = extent.shape();
  arma::mat columns(shape.columns, shape.rows, arma::fill::none);
  if (H5Sselect_hyperslab(in_file, H5S_SELECT_SET, begin.data(), nullptr, extent.sizes.data(), nullptr) < 0 ||
      H5Dread(dataset, H5T_NATIVE_DOUBLE, in_memory, in_file, H5P_DEFAULT, columns.memptr()) < 0) {
    return std::nullopt;
  }
  return columns;
}

// A filter that has packed the numbers, as h5py's lzf does, and that this library lacks. Empty if there is none.
std::string find_missing_filter(hid_t dataset) {
  const Handle properties(H5Dget_create_plist(dataset), &H5Pclose);
  for (int k = 0; k < H5Pget_nfilters(properties); ++k) {
    unsigned flags = 0;
    std::size_t values = 0;
    std::array<char, 64> name{};
    const H5Z_filter_t filter = H5Pget_filter2(properties, static_cast<unsigned>(k), &flags, &values, nullptr,
                                               name.size() - 1, name.data(), nullptr);
    if (H5Zfilter_avail(filter) <= 0) return name.front() ? name.data() : fmt::format("number {}", filter);
  }
  return "";
}

// Octave's `save -hdf5` makes a group of each variable, with the numbers in "value".
hid_t open_object(hid_t root, const std::string& name) {
  const std::string value = name + "/value";
  const bool is_octave = H5Lexists(root, name.c_str(), H5P_DEFAULT) > 0 &&
                         H5Lexists(root, value.c_str(), H5P_DEFAULT) > 0;
  return H5Oopen(root, is_octave ? value.c_str() : name.c_str(), H5P_DEFAULT);
}

// ---- References to other files ----

herr_t find_link(hid_t, const char* name, const H5L_info_t* link, void* found) {
  if (link->type == H5L_TYPE_HARD) return 0;
  *static_cast<std::string*>(found) = fmt::format("a link to elsewhere, {}", excerpt(name));
  return 1;
}

bool is_stored_elsewhere(hid_t dataset) {
  const Handle properties(H5Dget_create_plist(dataset), &H5Pclose);
  return H5Pget_external_count(properties) != 0 || H5Pget_layout(properties) == H5D_VIRTUAL;
}

herr_t find_external_storage(hid_t root, const char* name, const H5O_info_t* object, void* found) {
  if (object->type != H5O_TYPE_DATASET) return 0;
  const Handle dataset(H5Dopen2(root, name, H5P_DEFAULT), &H5Dclose);
  if (dataset < 0 || !is_stored_elsewhere(dataset)) return 0;
  *static_cast<std::string*>(found) = fmt::format("the numbers of {} in another file", excerpt(name));
  return 1;
}

void require_self_contained(const File& file, hid_t root) {
  std::string found;
  H5Lvisit(root, H5_INDEX_NAME, H5_ITER_NATIVE, &find_link, &found);
  if (found.empty()) H5Ovisit1(root, H5_INDEX_NAME, H5_ITER_NATIVE, &find_external_storage, &found);
  if (found.empty()) return;
  refuse(file, fmt::format("expected all numbers in the file itself, but it has {}; save X and y themselves", found));
}

// Octave marks each of its groups. It writes by columns, so that HDF5 has the transpose.
bool is_octaves(hid_t root, const std::string& name) {
  return H5Aexists_by_name(root, name.c_str(), "OCTAVE_NEW_FORMAT", H5P_DEFAULT) > 0;
}

bool are_octaves(hid_t root) {
  const std::vector<std::string> names = list_links(root);
  return !names.empty() && std::all_of(names.begin(), names.end(),
                                       [&](const std::string& name) { return is_octaves(root, name); });
}

Extent find_extent(hid_t root, const std::string& name) {
  const Handle object(open_object(root, name), &H5Oclose);
  return find_extent(object);
}

Order find_order(hid_t root, const std::vector<std::string>& names, const Places& places) {
  if (are_octaves(root)) return Order::by_columns;
  if (!places.X || !places.y) return Order::unknown;
  return find_order(find_extent(root, names[*places.X]).shape(), find_extent(root, names[*places.y]).shape());
}

// A variable, or the rows of it that the part has. `all_rows` is set where these are less than all.
Variable read_variable(const File& file, hid_t root, const std::string& name, Order order, Part part,
                       arma::uword& all_rows) {
  const Handle object(open_object(root, name), &H5Oclose);
  const Extent extent = find_extent(object);
  if (!extent.problem.empty()) return {name, {}, extent.problem};
  const bool by_columns = order == Order::by_columns;
  // Who does not know which dimension counts the rows reads all of them.
  const bool counts_rows = by_columns ? extent.sizes.size() == 2 : order == Order::by_rows;
  if (!counts_rows) part = {};
  require_plausible(file, name, extent.sizes, part.parts);
  if (std::count(extent.sizes.begin(), extent.sizes.end(), 0) > 0) return {name, {}, "empty"};
  const std::size_t dimension = by_columns ? extent.sizes.size() - 1 : 0;
  const hsize_t rows = extent.sizes[dimension];
  require_parts(file.path, rows, part);
  std::optional<arma::mat> columns = read_columns(object, extent, dimension, part.of(rows));
  if (!columns) {
    const std::string filter = find_missing_filter(object);
    if (filter.empty()) refuse_hdf5(file, fmt::format("the numbers of {} are damaged or cut off", excerpt(name)));
    return {name, {}, fmt::format("packed by the filter {}, which is not at hand (try gzip)", excerpt(filter))};
  }
  if (!part.is_whole()) all_rows = rows;
  return {name, by_columns ? std::move(*columns) : arma::mat(columns->st()), ""};
}

bool holds_matrix_of_bytes(hid_t root, const std::string& name) {
  const Handle object(open_object(root, name), &H5Oclose);
  if (object < 0 || H5Iget_type(object) != H5I_DATASET) return false;
  const Handle type(H5Dget_type(object), &H5Tclose), space(H5Dget_space(object), &H5Sclose);
  return H5Tequal(type, H5T_NATIVE_UINT8) > 0 && H5Sget_simple_extent_ndims(space) >= 2;
}

// The HDF5 signature at the beginning, or at 512, 1024, 2048, ... where some writers put a header of their own.
bool is_hdf5(std::string_view bytes) {
  if (bytes.starts_with(signature)) return true;
  for (std::size_t at = 512; at < bytes.size(); at *= 2) {
    if (bytes.substr(at, signature.size()) == signature) return true;
  }
  return false;
}

// All data sets of the root group, of any real type; what is none has a problem in place of values.
// throws std::invalid_argument if the file is cut off or damaged, or claims more numbers than it could hold.
// libhdf5 1.10.8 crashes on some damaged files (in H5Literate, by a null metadata buffer): see isolated_reader.hpp.
Contents read_hdf5(const File& file) {
  const Silence silence;
  H5PLset_loading_state(0);  // no file makes the library load code
  const Handle opened(open_file(file), &H5Fclose);
  if (opened < 0) refuse_hdf5(file, "it is damaged or cut off");
  const Handle root(H5Gopen2(opened, "/", H5P_DEFAULT), &H5Gclose);
  if (root < 0) refuse_hdf5(file, "it is damaged");
  require_self_contained(file, root);
  const std::vector<std::string> names = list_links(root);
  const Places places = find_examples(names);
  const Order order = find_order(root, names, places);
  Contents contents;
  contents.rows_are_certain = order != Order::unknown;
  if (order == Order::by_columns) contents.description = "X transposed: written by columns";
  contents.variables.reserve(names.size());  // a vector that grows copies matrices
  bool has_bytes = false;
  for (std::size_t place = 0; place < names.size(); ++place) {
    const std::string& name = names[place];
    const Part part = place == places.X ? file.part : Part{};
    const bool is_left_out = !file.part.is_whole() && !places.make_data_set(place);
    contents.variables.push_back(is_left_out ? Variable{name, {}, ""}
                                             : read_variable(file, root, name, order, part, contents.rows));
    has_bytes = has_bytes || holds_matrix_of_bytes(root, name);
  }
  if (has_bytes) contents.description = describe_bytes(contents);
  return contents;
}

}  // namespace

void require_self_contained(const File& file) {
  const Silence silence;
  H5PLset_loading_state(0);  // no file makes the library load code
  const Handle opened(open_file(file), &H5Fclose);
  if (opened < 0) return;  // who reads it says what is wrong with it
  const Handle root(H5Gopen2(opened, "/", H5P_DEFAULT), &H5Gclose);
  if (root >= 0) require_self_contained(file, root);
}

extern const Format hdf5_format{.name = "HDF5",
                                .word = "HDF5",
                                .recognize = &is_hdf5,
                                .read = &read_hdf5,
                                .may_crash = true,
                                .reads_parts = true,
                                .needs_beginning_only = true,
                                .has_names = true};

}  // namespace gradlab::data
