// Writes HDF5 files for tests, by libhdf5.
#pragma once

#include <armadillo>
#include <hdf5.h>

#include <string>
#include <vector>

class Hdf5Writer {
 public:
  explicit Hdf5Writer(const std::string& path)
      : file_(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT)) {}
  ~Hdf5Writer() { H5Fclose(file_); }
  Hdf5Writer(const Hdf5Writer&) = delete;
  Hdf5Writer& operator=(const Hdf5Writer&) = delete;

  void write(const char* name, hid_t type, std::vector<hsize_t> sizes, const void* values,
             hid_t options = H5P_DEFAULT) {
    const hid_t space = H5Screate_simple(int(sizes.size()), sizes.data(), nullptr);
    const hid_t dataset = H5Dcreate2(file_, name, type, space, H5P_DEFAULT, options, H5P_DEFAULT);
    if (values) H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values);
    H5Dclose(dataset);
    H5Sclose(space);
  }
  /// As who stores by rows would.
  void write(const char* name, const arma::mat& matrix, hid_t type = H5T_IEEE_F64LE) {
    const arma::mat by_rows = matrix.st();
    write(name, type, {matrix.n_rows, matrix.n_cols}, by_rows.memptr());
  }
  /// 2^40 rows that take no room in the file.
  void write_huge(const char* name) {
    const hid_t options = H5Pcreate(H5P_DATASET_CREATE);
    const hsize_t chunk[] = {1024, 3};
    H5Pset_chunk(options, 2, chunk);
    write(name, H5T_IEEE_F64LE, {hsize_t{1} << 40, 3}, nullptr, options);
    H5Pclose(options);
  }
  hid_t id() const { return file_; }
  void make_group(const char* name) { H5Gclose(H5Gcreate2(file_, name, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT)); }

 private:
  hid_t file_;
};
